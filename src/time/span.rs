//! Bounds in time, and what can be said inside them.

use crate::time::Moment;
use crate::time::day::written;

/// Half-open bounds `[start, end)`. `None` is unknown, not always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// 00:00 of the earliest day, or the earliest minute.
    pub start: Option<Moment>,
    /// 24:00 of the latest day, or the minute after the latest.
    pub end: Option<Moment>,
}

/// How a happening fills its bounds. The data says which; the syntax of a date never decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// A moment somewhere inside (a capture).
    Within,
    /// From one bound to the other (a siege).
    Throughout,
}

/// What can be said of a happening at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It has not begun.
    Before,
    /// Within its bounds: it may have happened.
    Possible,
    /// It has happened, or holds now.
    Definite,
    /// It lasted, and its last bound has passed.
    Over,
}

impl Span {
    /// What can be said at `t`: a happening *within* is possible while `start < t < end` and definite from
    /// `t ≥ end`; one that lasts *throughout* holds while `start < t ≤ end`. With an unknown start both are
    /// said of the last day only.
    ///
    /// ```
    /// use dateline::time::{EdtfDate, Extent, Moment, Phase};
    ///
    /// let bounds = EdtfDate::parse("2021-08-11/2021-08-12")?.span();
    /// let (eleventh, twelfth) = (Moment::parse("2021-08-11")?, Moment::parse("2021-08-12")?);
    /// // A capture within them is possible until their end; a siege throughout them holds, and then is over.
    /// assert_eq!(bounds.at(Extent::Within, eleventh), Phase::Possible);
    /// assert_eq!(bounds.at(Extent::Within, twelfth), Phase::Definite);
    /// assert_eq!(bounds.at(Extent::Throughout, twelfth), Phase::Definite);
    /// assert_eq!(bounds.at(Extent::Throughout, Moment::parse("2021-08-13")?), Phase::Over);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(self, extent: Extent, t: Moment) -> Phase {
        let start = self.start.or(self.end.map(|end| Moment(end.0.saturating_sub(Moment::DAY))));
        if start.is_none_or(|start| t <= start) {
            return Phase::Before;
        }
        match extent {
            Extent::Within if self.end.is_some_and(|end| t >= end) => Phase::Definite,
            Extent::Within => Phase::Possible,
            Extent::Throughout if self.end.is_some_and(|end| t > end) => Phase::Over,
            Extent::Throughout => Phase::Definite,
        }
    }

    /// Both bounds at once: unknown where either is unknown.
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.zip(other.start).map(|(a, b)| a.min(b)),
            end: self.end.zip(other.end).map(|(a, b)| a.max(b)),
        }
    }

    /// The earliest and latest day, both inclusive.
    pub fn days(self) -> (Option<crate::time::Day>, Option<crate::time::Day>) {
        (self.start.map(|s| s.civil().date()), self.end.map(Moment::day))
    }

    /// The bounds as EDTF: one day, an interval of days, `..` where unknown.
    pub fn edtf(self) -> String {
        match self.days() {
            (Some(a), Some(b)) if a == b => written(a),
            (a, b) => {
                let text = |day: Option<crate::time::Day>| day.map_or("..".to_owned(), written);
                format!("{}/{}", text(a), text(b))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(edtf: &str) -> Span {
        crate::time::EdtfDate::parse(edtf).unwrap().span()
    }

    fn check(edtf: &str, extent: Extent, phases: &[(&str, Phase)]) {
        for (t, phase) in phases {
            assert_eq!(span(edtf).at(extent, Moment::parse(t).unwrap()), *phase, "{edtf} {extent:?} at {t}");
        }
    }

    #[test]
    fn a_capture_is_possible_inside_its_bounds_and_definite_from_their_end() {
        check(
            "2021-08-11/2021-08-12",
            Extent::Within,
            &[
                ("2021-08-10", Phase::Before),
                ("2021-08-11T00:01", Phase::Possible),
                ("2021-08-11", Phase::Possible),
                ("2021-08-12T23:59", Phase::Possible),
                ("2021-08-12", Phase::Definite),
                ("2021-09-30", Phase::Definite),
            ],
        );
    }

    #[test]
    fn a_capture_of_one_day_is_definite_at_its_end() {
        check(
            "2021-08-13",
            Extent::Within,
            &[("2021-08-12", Phase::Before), ("2021-08-13T12:00", Phase::Possible), ("2021-08-13", Phase::Definite)],
        );
    }

    #[test]
    fn a_siege_holds_from_one_bound_to_the_other() {
        check(
            "2021-08-06~/2021-08-13",
            Extent::Throughout,
            &[
                ("2021-08-05", Phase::Before),
                ("2021-08-06T00:01", Phase::Definite),
                ("2021-08-13", Phase::Definite),
                ("2021-08-14T00:01", Phase::Over),
                ("2021-08-14", Phase::Over),
            ],
        );
    }

    #[test]
    fn an_unknown_start_is_said_of_the_last_day_only() {
        check(
            "../2021-08-31",
            Extent::Throughout,
            &[
                ("2021-08-29", Phase::Before),
                ("2021-08-30", Phase::Before),
                ("2021-08-31T00:01", Phase::Definite),
                ("2021-08-31", Phase::Definite),
                ("2021-09-01", Phase::Over),
            ],
        );
        check(
            "../2021-08-31",
            Extent::Within,
            &[("2021-08-30", Phase::Before), ("2021-08-31T00:01", Phase::Possible), ("2021-08-31", Phase::Definite)],
        );
    }

    #[test]
    fn an_unknown_end_never_becomes_definite_and_is_never_over() {
        check("2021-08-13/..", Extent::Within, &[("2021-08-12", Phase::Before), ("2031-01-01", Phase::Possible)]);
        check("2021-08-13/..", Extent::Throughout, &[("2021-08-12", Phase::Before), ("2031-01-01", Phase::Definite)]);
    }

    #[test]
    fn a_union_is_unknown_where_either_is() {
        for (a, b, both) in [
            ("2021-08-11", "2021-08-13", "2021-08-11/2021-08-13"),
            ("../2021-08-13", "2021-08-11/2021-08-12", "../2021-08-13"),
            ("2021-08-13/..", "2021-08-12", "2021-08-12/.."),
        ] {
            assert_eq!(span(a).union(span(b)).edtf(), both);
            assert_eq!(span(b).union(span(a)).edtf(), both);
        }
    }

    fn any_span() -> impl Strategy<Value = Span> {
        (proptest::option::of(-10_000i64..10_000), proptest::option::of(1i64..10_000)).prop_map(|(start, length)| {
            Span { start: start.map(Moment), end: length.map(|length| Moment(start.unwrap_or(0) + length)) }
        })
    }

    proptest! {
        #[test]
        fn a_phase_never_goes_back(span in any_span(), a in -30_000i64..30_000, later in 0i64..30_000) {
            for extent in [Extent::Within, Extent::Throughout] {
                prop_assert!(span.at(extent, Moment(a)) <= span.at(extent, Moment(a + later)));
            }
        }

        #[test]
        fn bounds_read_back_from_their_edtf(first in 0i64..100_000, length in 0i64..1000) {
            let span = Span {
                start: Some(Moment(first * Moment::DAY)),
                end: Some(Moment((first + length + 1) * Moment::DAY)),
            };
            prop_assert_eq!(crate::time::EdtfDate::parse(&span.edtf()).unwrap().span(), span);
        }
    }
}
