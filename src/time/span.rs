//! Bounds in time, and what can be said inside them.

use crate::time::day::written_day;
use crate::time::{Day, Moment};

/// Half-open bounds `[start, end)`. `None` is unknown, not always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// 00:00 of the earliest day, or the earliest minute.
    pub start: Option<Moment>,
    /// 24:00 of the latest day, or the minute after the latest.
    pub end: Option<Moment>,
    /// The latest that what lasts throughout may begin; where `None`, it begins at `start`.
    pub latest_start: Option<Moment>,
    /// The earliest that it may end; where `None`, it ends at `end`.
    pub earliest_end: Option<Moment>,
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
    /// Bounds of which the beginning and the end are as certain as they are known.
    pub const fn new(start: Option<Moment>, end: Option<Moment>) -> Self {
        Self { start, end, latest_start: None, earliest_end: None }
    }

    /// Whether neither bound is known: nothing can be said of when it was.
    pub fn is_unknown(self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    /// What can be said at `t`: a happening *within* is possible while `start < t < end` and definite from
    /// `t ≥ end`; one that lasts *throughout* is possible while `start < t ≤ end`, and of that definite while
    /// `latest_start < t ≤ earliest_end`. With an unknown start both are said of the last day only.
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
    /// // A siege that began on one of those days and ended on the 13th.
    /// let bounds = EdtfDate::parse("[2021-08-11..2021-08-12]/2021-08-13")?.span();
    /// assert_eq!(bounds.at(Extent::Throughout, eleventh), Phase::Possible);
    /// assert_eq!(bounds.at(Extent::Throughout, twelfth), Phase::Definite);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(self, extent: Extent, t: Moment) -> Phase {
        let start = self.effective_start();
        if start.is_none_or(|start| t <= start) {
            return Phase::Before;
        }
        match extent {
            Extent::Within if self.end.is_some_and(|end| t >= end) => Phase::Definite,
            Extent::Within => Phase::Possible,
            Extent::Throughout if self.end.is_some_and(|end| t > end) => Phase::Over,
            Extent::Throughout if self.latest_start.is_some_and(|begun| t <= begun) => Phase::Possible,
            Extent::Throughout if self.earliest_end.is_some_and(|ended| t > ended) => Phase::Possible,
            Extent::Throughout => Phase::Definite,
        }
    }

    /// The bound from which it counts; with an unknown start, its last day.
    pub fn effective_start(self) -> Option<Moment> {
        self.start.or(self.end.map(|end| Moment(end.0.saturating_sub(Moment::DAY))))
    }

    /// The first minutes at which something else can be said than before.
    pub fn turns(self, extent: Extent) -> impl Iterator<Item = Moment> {
        let after = |moment: Moment| Moment(moment.0.saturating_add(1));
        let (end, inner) = match extent {
            Extent::Within => (self.end, [None, None]),
            Extent::Throughout => (self.end.map(after), [self.latest_start, self.earliest_end].map(|m| m.map(after))),
        };
        self.effective_start().map(after).into_iter().chain(inner.into_iter().flatten()).chain(end)
    }

    /// Both bounds at once: unknown where either is unknown, certain only where both are.
    pub fn union(self, other: Self) -> Self {
        let both = |of: fn(Self) -> Option<Moment>, outer: fn(Self) -> Option<Moment>| {
            let known = of(self).is_some() || of(other).is_some();
            known.then(|| of(self).or(outer(self)).zip(of(other).or(outer(other)))).flatten()
        };
        Self {
            start: self.start.zip(other.start).map(|(a, b)| a.min(b)),
            end: self.end.zip(other.end).map(|(a, b)| a.max(b)),
            latest_start: both(|of| of.latest_start, |of| of.start).map(|(a, b)| a.max(b)),
            earliest_end: both(|of| of.earliest_end, |of| of.end).map(|(a, b)| a.min(b)),
        }
    }

    /// The earliest and latest day, both inclusive.
    pub fn days(self) -> (Option<Day>, Option<Day>) {
        (self.start.map(|s| s.civil().date()), self.end.map(Moment::day))
    }

    /// The bounds as EDTF: one day, an interval of days, `..` where unknown. An end of which there are bounds of its own
    /// is a set: `[2021-08-06..2021-08-13]/2021-08-13`.
    pub fn edtf(self) -> String {
        let text = |day: Option<Day>| day.map_or("..".to_owned(), written_day);
        let inner = [self.latest_start.map(|m| m.civil().date()), self.earliest_end.map(Moment::day)];
        match (self.days(), inner) {
            ((Some(a), Some(b)), [None, None]) if a == b => written_day(a),
            ((a, b), [latest_start, earliest_end]) => {
                let start = latest_start.map_or_else(|| text(a), |latest| set(a, Some(latest)));
                let end = earliest_end.map_or_else(|| text(b), |earliest| set(Some(earliest), b));
                format!("{start}/{end}")
            }
        }
    }
}

/// One of several days, as EDTF has it.
fn set(first: Option<Day>, last: Option<Day>) -> String {
    let text = |day: Option<Day>| day.map_or(String::new(), written_day);
    format!("[{}..{}]", text(first), text(last))
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
    fn a_siege_that_begins_and_ends_uncertainly_is_definite_only_in_between() {
        check(
            "[2021-08-06..2021-08-09]/[2021-08-11..2021-08-13]",
            Extent::Throughout,
            &[
                ("2021-08-05", Phase::Before),
                ("2021-08-06", Phase::Possible),
                ("2021-08-08", Phase::Possible),
                ("2021-08-09T00:01", Phase::Definite),
                ("2021-08-11", Phase::Definite),
                ("2021-08-12T00:01", Phase::Possible),
                ("2021-08-13", Phase::Possible),
                ("2021-08-14T00:01", Phase::Over),
            ],
        );
        check(
            "[2021-08-06..2021-08-13]/2021-08-13",
            Extent::Throughout,
            &[("2021-08-12", Phase::Possible), ("2021-08-13", Phase::Definite), ("2021-08-14", Phase::Over)],
        );
        let apart = "[2021-08-06..2021-08-12]/[2021-08-08..2021-08-13]";
        check(apart, Extent::Throughout, &[("2021-08-09", Phase::Possible), ("2021-08-12", Phase::Possible)]);
        // What happens once, inside, takes the outer bounds alone.
        check(apart, Extent::Within, &[("2021-08-09", Phase::Possible), ("2021-08-13", Phase::Definite)]);
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
            ("[2021-08-06..2021-08-09]/..", "2021-08-07/..", "[2021-08-06..2021-08-09]/.."),
            ("[2021-08-06..2021-08-09]/2021-08-12", "2021-08-10/2021-08-13", "[2021-08-06..2021-08-10]/2021-08-13"),
            ("2021-08-06/[2021-08-09..]", "2021-08-07/2021-08-12", "2021-08-06/[2021-08-09..]"),
        ] {
            assert_eq!(span(a).union(span(b)).edtf(), both);
            assert_eq!(span(b).union(span(a)).edtf(), both);
        }
    }

    fn any_span() -> impl Strategy<Value = Span> {
        (proptest::option::of(-10_000i64..10_000), proptest::option::of(1i64..10_000)).prop_map(|(start, length)| {
            Span::new(start.map(Moment), length.map(|length| Moment(start.unwrap_or(0) + length)))
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
            let day = |day: i64| Some(Moment(day * Moment::DAY));
            let span = Span::new(day(first), day(first + length + 1));
            prop_assert_eq!(crate::time::EdtfDate::parse(&span.edtf()).unwrap().span(), span);
            let span = Span { latest_start: day(first + length / 2), earliest_end: day(first + length / 2 + 1), ..span };
            prop_assert_eq!(crate::time::EdtfDate::parse(&span.edtf()).unwrap().span(), span);
        }
    }
}
