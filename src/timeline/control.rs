//! Who holds a place: a state, folded from events, until superseded.

use crate::chronicle::{EventId, SideId, Standing};
use crate::time::Span;

/// Who holds a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Control {
    /// A side does.
    Side(SideId),
    /// Siege, fighting or a denial, and nobody's definite capture has ended it.
    Contested,
    /// Nothing that counts speaks of it.
    NotReported,
}

/// How firm that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Inside the bounds of the capture's date; of a siege or a fight, where it may not have begun or may be over.
    Possible,
    /// After them; of a siege or a fight, between its latest beginning and its earliest end.
    Definite,
}

/// The control of one place on one basis at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlState {
    /// Who holds it.
    pub control: Control,
    /// How firm; `None` when not reported.
    pub certainty: Option<Certainty>,
    /// The best standing among the counting claims of the event that decides it.
    pub standing: Option<Standing>,
    /// Distinct witnesses of that event.
    pub voices: usize,
    /// When it began, as bounds.
    pub since: Option<Span>,
    /// The event that decides it: the first definite capture, else the possible one; `None` for the opening.
    pub decided_by: Option<EventId>,
    /// The sieges, fights and denials that contest it now.
    pub contested_by: Vec<EventId>,
    /// A capture that is possible or only claimed, by whom, and may already have changed the hands this state
    /// names (drawn hatched or lighter; adds to the maximum of the counts).
    pub maybe: Option<Held>,
    /// Who held it before and may hold it still, where `control` is contested, possible or only claimed.
    pub before: Option<SideId>,
    /// A siege that holds now, or as `certainty` says may hold.
    pub besieged: bool,
}

impl ControlState {
    /// Whether a side holds it for certain, by more than an interested party's word: the minimum of the counts.
    pub fn is_held_by(&self, side: &SideId) -> bool {
        matches!(&self.control, Control::Side(s) if s == side)
            && self.certainty == Some(Certainty::Definite)
            && self.standing >= Some(Standing::Reported)
    }

    /// Whether a side may hold it, with what is possible, contested or only claimed: the maximum of the counts.
    pub fn may_be_held_by(&self, side: &SideId) -> bool {
        matches!(&self.control, Control::Side(s) if s == side)
            || self.maybe.as_ref().is_some_and(|held| held.side == *side)
            || self.before.as_ref() == Some(side)
    }
}

impl ControlState {
    /// Itself, or what everything together says where that is less firm: who holds the place no longer, or only may.
    pub(super) fn no_firmer_than(self, whole: &Self) -> Self {
        let Control::Side(side) = &self.control else { return self };
        let firmer = (self.is_held_by(side) && !whole.is_held_by(side)) || !whole.may_be_held_by(side);
        if firmer { whole.clone() } else { self }
    }
}

impl Control {
    /// As written in files: a side's id, `contested` or `not-reported`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Side(side) => side.as_str(),
            Self::Contested => "contested",
            Self::NotReported => "not-reported",
        }
    }
}

/// A capture and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The side that may have taken it.
    pub side: SideId,
    /// The capture that says so.
    pub event: EventId,
    /// Possible or definite.
    pub certainty: Certainty,
    /// What it is worth.
    pub standing: Standing,
}
