//! All that holds at an instant.

use crate::chronicle::{Basis, Event, EventId, PlaceId, SideId, Standing};
use crate::time::{Day, Phase, Span};
use crate::timeline::count::Count;
use crate::timeline::fold::Counted;
use crate::timeline::{BegunEvents, Clock, ControlState, SliceRows};
use std::sync::Arc;

/// All that holds at (cursor, known-by). Cheap to compare: the scene is rebuilt only when it differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeslice {
    /// The instant.
    pub clock: Clock,
    /// The listed places, in id order.
    pub places: Vec<PlaceState>,
    /// Every event whose claims count and which has begun; excluded ones left out.
    pub events: BegunEvents,
    /// How many listed places the watched side holds.
    pub counts: Counts,
    /// The nearest definitely held place to the focus, by basis (documents, reference).
    pub nearest: [Option<Nearest>; 2],
    /// What changed on the day the cursor rests in or at the end of.
    pub changes: Vec<DayCapture>,
    /// The rows of tables; `None` where there are none.
    pub rows: Option<SliceRows>,
}

/// One listed place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceState {
    /// The place.
    pub place: PlaceId,
    /// From the documents.
    pub documents: ControlState,
    /// From the reference chronology, apart.
    pub reference: ControlState,
    /// The last day, up to the cursor, on which anything at the place was reported to happen or hold (documents).
    pub last_reported: Option<Day>,
    /// What was last reported of it where that no longer holds: a siege that has passed its last bound.
    pub when_last_reported: Option<EventId>,
}

/// One event that has begun.
#[derive(Clone, Debug)]
pub struct EventState {
    /// The record.
    pub event: Arc<Event>,
    /// Possible, definite or over.
    pub phase: Phase,
    /// Its bounds as the counting claims leave them.
    pub span: Span,
    /// The best standing among the claims that count.
    pub standing: Standing,
    /// Distinct witnesses among them.
    pub voices: usize,
    /// Indices into the event's claims of those that count.
    pub counting: Arc<[usize]>,
    /// Whether a counting denial speaks against it.
    pub denied: bool,
}

/// A capture, possible or definite, on the cursor's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCapture {
    /// The place that is taken.
    pub place: PlaceId,
    /// The side that takes it.
    pub side: SideId,
    /// The capture.
    pub event: EventId,
    /// The basis that says so.
    pub basis: Basis,
    /// Whether it is definite by the cursor.
    pub definite: bool,
    /// Whether only an interested party says so, or somebody denies it.
    pub claimed_only: bool,
}

/// Listed places held by the watched side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// From the documents.
    pub documents: Count,
    /// From the reference chronology, apart.
    pub reference: Count,
    /// All listed places.
    pub of: usize,
}

/// The nearest held place to the focus.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The place.
    pub place: PlaceId,
    /// Geodesic distance, km, unrounded.
    pub km: f64,
}

impl EventState {
    pub(super) fn of(counted: &Counted<'_>, phase: Phase) -> Self {
        let testimony = counted.testimony;
        Self {
            event: Arc::clone(&counted.entry.event),
            phase,
            span: testimony.span,
            standing: testimony.standing,
            voices: testimony.voices,
            counting: Arc::clone(&testimony.counting),
            denied: testimony.denied,
        }
    }
}

impl PartialEq for EventState {
    fn eq(&self, other: &Self) -> bool {
        let said = |of: &Self| (of.phase, of.span, of.standing, of.voices, of.denied);
        self.event.id == other.event.id && said(self) == said(other) && self.counting == other.counting
    }
}

impl Timeslice {
    /// How many listed places a side holds on a basis.
    pub fn held(&self, side: &SideId, basis: Basis) -> Count {
        held(&self.places, side, basis)
    }

    /// How many listed places are in a state on a basis.
    pub fn count(&self, basis: Basis, is: impl Fn(&ControlState) -> bool) -> usize {
        self.places.iter().filter(|place| is(place.on(basis))).count()
    }

    /// The state of a listed place.
    pub fn place(&self, id: &str) -> Option<&PlaceState> {
        self.places.binary_search_by(|p| p.place.as_str().cmp(id)).ok().and_then(|i| self.places.get(i))
    }
}

/// How many of some places a side holds on a basis.
pub(super) fn held(places: &[PlaceState], side: &SideId, basis: Basis) -> Count {
    let states = || places.iter().map(|place| place.on(basis));
    Count {
        min: states().filter(|state| state.is_held_by(side)).count(),
        max: states().filter(|state| state.may_be_held_by(side)).count(),
    }
}

impl PlaceState {
    /// The state on one basis.
    pub fn on(&self, basis: Basis) -> &ControlState {
        match basis {
            Basis::Documents => &self.documents,
            Basis::Reference => &self.reference,
        }
    }
}
