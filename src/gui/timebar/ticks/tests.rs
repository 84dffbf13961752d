//! The scale at every zoom: names that have room, and none over another.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::app::{Axis, AxisWindow};
use crate::chronicle::TimeRange;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn axis(compressed: bool) -> Axis {
    let range = TimeRange {
        from: day("2021-05-01"),
        until: day("2021-08-31"),
        dense: (day("2021-08-05"), day("2021-08-16")),
        start: day("2021-08-12"),
    };
    Axis::new(range, compressed)
}

fn measure(text: &str) -> f32 {
    text.chars().count() as f32 * 5.5
}

fn names(axis: Axis, window: AxisWindow, today: &str) -> Vec<String> {
    let ruler = Ruler { axis, window, left_px: 140.0, width_px: 1200.0 };
    let mut names = scale(&ruler, day(today), Resolution::Day, &measure).names;
    names.sort_by(|a, b| a.x.total_cmp(&b.x));
    names.into_iter().map(|name| name.text).collect()
}

#[test]
fn months_then_days_then_hours_are_named() {
    let axis = axis(false);
    assert_eq!(names(axis, axis.whole(), "2021-08-12"), ["May", "June", "July", "Thu 12 Aug"]);
    let days = names(axis, axis.dense(), "2021-08-12");
    assert_eq!(days.first().map(String::as_str), Some("Thu 5 Aug"));
    assert!(days.contains(&"Thu 12 Aug".to_owned()) && days.contains(&"Fri 13".to_owned()), "{days:?}");
    let close = axis.zoom(axis.dense(), 8.0, axis.dense().start + 7.5);
    let hours = names(axis, close, "2021-08-12");
    assert!(hours.contains(&"06:00".to_owned()), "{hours:?}");
}

#[test]
fn compressed_ends_say_what_they_hold() {
    let axis = axis(true);
    let names = names(axis, axis.whole(), "2021-08-12");
    assert_eq!(names.first().map(String::as_str), Some("May – 4 Aug"));
    assert_eq!(names.last().map(String::as_str), Some("17–31 Aug"));
}

proptest! {
    #[test]
    fn no_two_names_come_near_each_other(
        start in 0.0..123.0_f64, len in 0.25..123.0_f64, width_px in 200.0..2400.0_f64, compressed: bool,
        today in 0i64..123,
    ) {
        let axis = axis(compressed);
        let ruler = Ruler { axis, window: axis.clamp(AxisWindow { start, len }), left_px: 140.0, width_px };
        let today = Moment(axis.range().0.0 + today * Moment::DAY + 1).day();
        let scale = scale(&ruler, today, Resolution::Day, &measure);
        let mut rooms: Vec<(f32, f32)> =
            scale.names.iter().map(|n| (n.x - measure(&n.text) / 2.0, n.x + measure(&n.text) / 2.0)).collect();
        rooms.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in rooms.windows(2) {
            prop_assert!(pair[0].1 + APART_PX <= pair[1].0 + 0.01, "{:?}", scale.names);
        }
    }
}
