//! The time axis: moments to pixels and back, pure arithmetic in `f64`.
//!
//! One unit of the axis is one day of the dense stretch. When silence is compressed, whatever lies before and after
//! that stretch shares a fixed number of units at either end; when it is not, every day is one unit. Knows nothing of
//! panels or painting.

use crate::chronicle::TimeRange;
use crate::time::Moment;

/// Units given to a compressed end, whatever lies in it.
const END_UNITS: f64 = 0.55;
/// Units of the closest look: six hours across the whole axis.
const LEAST_UNITS: f64 = 0.25;

/// A mapping of moments to axis units, monotone over the chronicle's range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Start of the first and end of the last day, minutes.
    range: [f64; 2],
    /// Start of the first and end of the last day that get the room, minutes.
    dense: [f64; 2],
    compressed: bool,
}

/// The stretch of the axis that is in sight, in units.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Left edge.
    pub start: f64,
    /// Width; more than 0.
    pub len: f64,
}

/// A window of an axis laid out over pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler {
    /// The mapping.
    pub axis: Axis,
    /// What is in sight.
    pub window: Window,
    /// Pixel of the left edge.
    pub left_px: f64,
    /// Pixels across.
    pub width_px: f64,
}

impl Axis {
    /// The axis over a chronicle's days.
    pub fn new(range: TimeRange, compressed: bool) -> Self {
        let from = Moment::start_of(range.from).0 as f64;
        let until = (Moment::end_of(range.until).0 as f64).max(from + Moment::DAY as f64);
        let first = (Moment::start_of(range.dense.0).0 as f64).clamp(from, until - Moment::DAY as f64);
        let last = (Moment::end_of(range.dense.1).0 as f64).clamp(first + Moment::DAY as f64, until);
        Self { range: [from, until], dense: [first, last], compressed }
    }

    /// Whether the ends are compressed.
    pub fn is_compressed(&self) -> bool {
        self.compressed
    }

    /// The first and last moment.
    pub fn range(&self) -> (Moment, Moment) {
        (Moment(self.range[0] as i64), Moment(self.range[1] as i64))
    }

    /// The compressed stretches, from and until, where there are any.
    pub fn ends(&self) -> [Option<(Moment, Moment)>; 2] {
        let stretch = |a: f64, b: f64| (self.compressed && b > a).then_some((Moment(a as i64), Moment(b as i64)));
        [stretch(self.range[0], self.dense[0]), stretch(self.dense[1], self.range[1])]
    }

    /// The knots of the mapping: minutes and units.
    fn knots(&self) -> [(f64, f64); 4] {
        let day = Moment::DAY as f64;
        let [from, until] = self.range;
        let [first, last] = self.dense;
        let end = |minutes: f64| {
            if !self.compressed {
                minutes / day
            } else if minutes > 0.0 {
                END_UNITS
            } else {
                0.0
            }
        };
        let a = end(first - from);
        let b = a + (last - first) / day;
        [(from, 0.0), (first, a), (last, b), (until, b + end(until - last))]
    }

    /// Units from the first moment to the last.
    pub fn units(&self) -> f64 {
        self.knots()[3].1
    }

    /// The unit of a time in minutes; times outside the range are clamped to it.
    pub fn unit_of(&self, minutes: f64) -> f64 {
        interpolate(&self.knots().map(|(m, u)| (m, u)), minutes)
    }

    /// The time in minutes at a unit, clamped to the range.
    pub fn minutes_at(&self, unit: f64) -> f64 {
        interpolate(&self.knots().map(|(m, u)| (u, m)), unit)
    }

    /// The window that shows everything.
    pub fn whole(&self) -> Window {
        Window { start: 0.0, len: self.units() }
    }

    /// A window moved and resized until it lies on the axis.
    pub fn clamp(&self, window: Window) -> Window {
        let units = self.units();
        let len = if window.len.is_finite() { window.len.clamp(LEAST_UNITS.min(units), units) } else { units };
        let start = if window.start.is_finite() { window.start.clamp(0.0, units - len) } else { 0.0 };
        Window { start, len }
    }

    /// A window zoomed by `factor` (more than 1 comes closer) about a unit that stays where it is.
    pub fn zoom(&self, window: Window, factor: f64, about: f64) -> Window {
        if !(factor.is_finite() && factor > 0.0) {
            return window;
        }
        let units = self.units();
        let len = (window.len / factor).clamp(LEAST_UNITS.min(units), units);
        self.clamp(Window { start: about - (about - window.start) * (len / window.len), len })
    }

    /// A window moved sideways.
    pub fn pan(&self, window: Window, units: f64) -> Window {
        self.clamp(Window { start: window.start + units, ..window })
    }
}

impl Ruler {
    /// The pixel of a moment.
    pub fn x_of(&self, moment: Moment) -> f64 {
        self.x_of_unit(self.axis.unit_of(moment.0 as f64))
    }

    /// The pixel of a unit.
    pub fn x_of_unit(&self, unit: f64) -> f64 {
        self.left_px + (unit - self.window.start) / self.window.len * self.width_px
    }

    /// The unit at a pixel.
    pub fn unit_at(&self, x_px: f64) -> f64 {
        self.window.start + (x_px - self.left_px) / self.width_px.max(1.0) * self.window.len
    }

    /// The moment at a pixel, clamped to the range.
    pub fn moment_at(&self, x_px: f64) -> Moment {
        Moment(self.axis.minutes_at(self.unit_at(x_px)).round() as i64)
    }

    /// Pixels of one day of the dense stretch.
    pub fn px_per_unit(&self) -> f64 {
        self.width_px / self.window.len
    }
}

/// Linear between knots that ascend in both coordinates; flat outside. A stretch without width is a jump.
fn interpolate(knots: &[(f64, f64); 4], at: f64) -> f64 {
    let mut value = knots[0].1;
    for pair in knots.windows(2) {
        let &[(a, from), (b, to)] = pair else { continue };
        if at >= a && b > a {
            value = from + (to - from) * ((at - a) / (b - a)).min(1.0);
        }
    }
    value
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
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
            let ruler = Ruler { axis, window: axis.clamp(Window { start, len }), left_px: 150.0, width_px: 1100.0 };
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
            let window = axis.zoom(axis.clamp(Window { start, len }), factor, about);
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
}
