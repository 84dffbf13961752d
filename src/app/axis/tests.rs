//! Moments, units and pixels; zooming, panning and what comes into sight.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use proptest::prelude::*;

fn axis(compressed: bool) -> Axis {
    let day = |text: &str| text.parse().unwrap();
    Axis::new(
        TimeRange {
            from: day("2021-05-01"),
            until: day("2021-08-31"),
            dense: (day("2021-08-05"), day("2021-08-16")),
            start: day("2021-08-12"),
        },
        compressed,
    )
}

fn moment(text: &str) -> f64 {
    Moment::parse(text).unwrap().0 as f64
}

#[test]
fn dense_days_are_one_unit_each_and_the_ends_share_a_fixed_room() {
    let axis = axis(true);
    assert!((axis.units() - (12.0 + 2.0 * END_UNITS)).abs() < 1e-9);
    let width = axis.unit_of(moment("2021-08-13")) - axis.unit_of(moment("2021-08-12"));
    assert!((width - 1.0).abs() < 1e-9);
    assert!((axis.unit_of(moment("2021-08-04")) - END_UNITS).abs() < 1e-9);
}

#[test]
fn a_linear_axis_gives_every_day_one_unit() {
    let axis = axis(false);
    assert!((axis.units() - 123.0).abs() < 1e-9);
    assert_eq!(axis.ends(), [None, None]);
}

#[test]
fn a_range_without_silence_has_no_compressed_ends() {
    let day = "2021-08-12".parse().unwrap();
    let axis = Axis::new(TimeRange { from: day, until: day, dense: (day, day), start: day }, true);
    assert_eq!(axis.ends(), [None, None]);
    assert!((axis.units() - 1.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn a_moment_comes_back_from_its_pixel(minutes in 0i64..(123 * 1440), compressed: bool,
                                          start in 0.0..5.0f64, len in 0.5..20.0f64) {
        let axis = axis(compressed);
        let t = Moment(axis.range().0.0 + minutes);
        let ruler = Ruler { axis, window: axis.clamp(AxisWindow { start, len }), left_px: 150.0, width_px: 1100.0 };
        prop_assert!((ruler.moment_at(ruler.x_of(t)).0 - t.0).abs() <= 1);
    }

    #[test]
    fn later_moments_never_lie_further_left(a in -9000i64..200_000, b in -9000i64..200_000, compressed: bool) {
        let axis = axis(compressed);
        let base = axis.range().0.0;
        let unit = |m: i64| axis.unit_of((base + m) as f64);
        prop_assert!(unit(a.min(b)) <= unit(a.max(b)));
    }

    #[test]
    fn a_window_never_leaves_the_axis(start in -50.0..200.0f64, len in 0.01..300.0f64, factor in 0.01..50.0f64,
                                      about in 0.0..13.0f64) {
        let axis = axis(true);
        let window = axis.zoom(axis.clamp(AxisWindow { start, len }), factor, about);
        prop_assert!(window.start >= -1e-9 && window.start + window.len <= axis.units() + 1e-9);
        prop_assert!(window.len > 0.0);
    }

    #[test]
    fn zooming_in_keeps_the_point_under_the_pointer(about in 3.0..9.0f64, factor in 1.0..4.0f64) {
        let axis = axis(true);
        let before = Ruler { axis, window: axis.whole(), left_px: 0.0, width_px: 1000.0 };
        let after = Ruler { window: axis.zoom(before.window, factor, about), ..before };
        prop_assert!((before.x_of_unit(about) - after.x_of_unit(about)).abs() < 1e-6);
    }
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

#[test]
fn the_dense_window_shows_the_dense_days_and_no_more() {
    for compressed in [false, true] {
        let axis = axis(compressed);
        assert_eq!(axis.in_sight(axis.dense()), (at("2021-08-04"), at("2021-08-16")), "{compressed}");
        assert!((axis.dense().len - 12.0).abs() < 1e-9);
    }
}

#[test]
fn a_window_moves_only_when_the_moment_would_be_out_of_sight() {
    let axis = axis(false);
    let window = axis.dense();
    for (moment, least, expected) in [
        ("2021-08-10", 0.0, "same"),
        ("2021-08-16", 0.0, "same"),
        ("2021-08-17", 0.0, "moved"),
        ("2021-08-16", 0.15, "moved"),
        ("2021-05-03", 0.0, "moved"),
        ("2021-08-31", 0.15, "moved"),
    ] {
        let now = axis.reveal(window, at(moment), least);
        assert_eq!(now == window, expected == "same", "{moment} {least}");
        let (from, until) = axis.in_sight(now);
        assert!((from..=until).contains(&at(moment)), "{moment}");
        assert!((now.len - window.len).abs() < 1e-9);
    }
}

#[test]
fn stretches_cover_the_axis_and_every_day_of_the_range() {
    for compressed in [false, true] {
        let axis = axis(compressed);
        let days: f64 = axis.stretches().map(|s| (s.until - s.from) * s.days_per_unit).sum();
        assert!((days - 123.0).abs() < 1e-6, "{compressed}");
        let units: f64 = axis.stretches().map(|s| s.until - s.from).sum();
        assert!((units - axis.units()).abs() < 1e-9);
    }
}
