//! Bounds in time, and what can be said inside them.

use crate::time::Moment;

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
    pub fn at(self, extent: Extent, t: Moment) -> Phase {
        let start = self.start.or(self.end.map(|end| Moment(end.0 - Moment::DAY)));
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
            (Some(a), Some(b)) if a == b => a.to_string(),
            (a, b) => {
                let text = |day: Option<crate::time::Day>| day.map_or("..".to_owned(), |d| d.to_string());
                format!("{}/{}", text(a), text(b))
            }
        }
    }
}
