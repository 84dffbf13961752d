//! The lanes, and which happening belongs in which, with which symbol.

use crate::catalogue::{KindLane, KindSymbol};
use crate::chronicle::{Basis, Chronicle, Event, MapRole};
use crate::words;

/// A lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What the catalogue of kinds puts there.
    Of(KindLane),
    /// Captures by the reference chronology.
    ByReference,
    /// What is said of the country as a whole.
    Country,
}

/// How a happening of a moment is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneSymbol {
    /// The sign of its kind.
    Of(KindSymbol),
    /// The capture of the focus place.
    Star,
    /// Of a whole country: an area, as in the legend.
    Area,
}

impl Lane {
    /// All lanes, from above.
    pub const ALL: [Self; 12] = [
        Self::Of(KindLane::Captures),
        Self::ByReference,
        Self::Of(KindLane::Withdrawals),
        Self::Of(KindLane::Fighting),
        Self::Of(KindLane::Protests),
        Self::Of(KindLane::Talks),
        Self::Of(KindLane::Disasters),
        Self::Of(KindLane::Movement),
        Self::Of(KindLane::Journeys),
        Self::Of(KindLane::Lives),
        Self::Of(KindLane::Other),
        Self::Country,
    ];
    /// As many lanes as a bar of ordinary height keeps room for; with more, the emptiest share one.
    pub const AT_ONCE: usize = 7;
    /// The lane of those that have none of their own.
    pub const SHARED: Self = Self::Of(KindLane::Other);
    /// The lanes of a low bar: what is no capture shares one.
    pub const FEW: [Self; 3] = [Self::Of(KindLane::Captures), Self::ByReference, Self::SHARED];

    /// Where a happening belongs.
    pub fn of(chronicle: &Chronicle, event: &Event) -> Self {
        match chronicle.kind(&event.kind).lane {
            _ if event.role == MapRole::Area => Self::Country,
            KindLane::Captures if event.basis == Basis::Reference => Self::ByReference,
            lane => Self::Of(lane),
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Of(lane) => words::lane(lane),
            Self::ByReference => "by reference",
            Self::Country => "Whole country",
        }
    }

    /// Its accessible name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByReference => "Captures by reference",
            other => other.title(),
        }
    }

    /// Its place among all lanes.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|lane| *lane == self).unwrap_or(Self::ALL.len() - 1)
    }
}

impl LaneSymbol {
    /// The symbol of a happening.
    pub fn of(chronicle: &Chronicle, event: &Event, lane: Lane) -> Self {
        let captured = matches!(lane, Lane::Of(KindLane::Captures) | Lane::ByReference);
        match lane {
            Lane::Country => Self::Area,
            _ if captured && chronicle.is_focus(&event.place) => Self::Star,
            _ => Self::Of(chronicle.kind(&event.kind).symbol),
        }
    }
}
