//! The lanes, and which happening belongs in which, with which symbol.

use crate::chronicle::{Basis, Chronicle, Event, MapRole};

/// A lane, from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Captures by the documents.
    Captures,
    /// Captures by the reference chronology.
    ByReference,
    /// Withdrawals and surrenders.
    Withdrawals,
    /// Sieges and fighting.
    Fighting,
    /// Talks and statements.
    Talks,
    /// Troops, evacuations, and whatever else happens to people.
    Troops,
    /// What is said of the country as a whole.
    Country,
}

/// How a happening of a moment is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneSymbol {
    /// A capture.
    Disc,
    /// The capture of the focus place.
    Star,
    /// A withdrawal or surrender.
    Triangle,
    /// Talk.
    Ring,
    /// A resolution.
    Square,
    /// Of a whole country: an area, as in the legend.
    Area,
    /// Anything else.
    Dot,
}

impl Lane {
    /// All lanes.
    pub const ALL: [Self; 7] = [
        Self::Captures,
        Self::ByReference,
        Self::Withdrawals,
        Self::Fighting,
        Self::Talks,
        Self::Troops,
        Self::Country,
    ];
    /// The lanes of a low bar: what is no capture shares one.
    pub const FEW: [Self; 3] = [Self::Captures, Self::ByReference, Self::Fighting];

    /// Where a happening belongs.
    pub fn of(event: &Event) -> Self {
        match event.kind.as_str() {
            _ if event.role == MapRole::Area => Self::Country,
            "capture" if event.basis == Basis::Reference => Self::ByReference,
            "capture" => Self::Captures,
            "withdrawal" | "surrender" => Self::Withdrawals,
            "siege" | "fighting" | "attack" | "advance" | "offensive-start" | "incident" | "casualties" => {
                Self::Fighting
            }
            "negotiation" | "statement" | "control-summary" | "resolution" => Self::Talks,
            _ => Self::Troops,
        }
    }

    /// Its place in a low bar.
    pub fn merged(self) -> Self {
        if self > Self::ByReference { Self::Fighting } else { self }
    }

    /// What it is called.
    pub const fn title(self, low: bool) -> &'static str {
        match self {
            Self::Captures => "Captures",
            Self::ByReference => "by reference",
            Self::Withdrawals => "Withdrawals",
            Self::Fighting if low => "Other happenings",
            Self::Fighting => "Sieges, fighting",
            Self::Talks => "Talks, statements",
            Self::Troops => "Troops, evacuation",
            Self::Country => "Whole country",
        }
    }

    /// Its accessible name.
    pub const fn name(self, low: bool) -> &'static str {
        match self {
            Self::ByReference => "Captures by reference",
            other => other.title(low),
        }
    }

    /// Its place among all lanes.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl LaneSymbol {
    /// The symbol of a happening.
    pub fn of(chronicle: &Chronicle, event: &Event, lane: Lane) -> Self {
        match (lane, event.kind.as_str()) {
            (Lane::Country, _) => Self::Area,
            (Lane::Captures | Lane::ByReference, _) if event.place == chronicle.meta.focus => Self::Star,
            (Lane::Captures | Lane::ByReference, _) => Self::Disc,
            (Lane::Withdrawals, _) => Self::Triangle,
            (_, "resolution") => Self::Square,
            (Lane::Talks, _) => Self::Ring,
            _ => Self::Dot,
        }
    }
}
