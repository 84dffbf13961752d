//! The index kept apart from the chronicle's records, so that a slice never walks what it does not need.

use crate::chronicle::{Basis, Chronicle, EventId, PlaceId};
use crate::time::Moment;
use crate::timeline::{Clock, Nearest, Timeslice};
use std::sync::Arc;

/// A chronicle ready to be asked what holds when.
#[derive(Clone, Debug)]
pub struct Timeline {
    chronicle: Arc<Chronicle>,
}

impl Timeline {
    /// Builds the index.
    pub fn new(chronicle: Arc<Chronicle>) -> Self {
        Self { chronicle }
    }

    /// The chronicle it indexes.
    pub fn chronicle(&self) -> &Arc<Chronicle> {
        &self.chronicle
    }

    /// What holds at an instant.
    pub fn slice(&self, clock: Clock) -> Timeslice {
        let _ = clock;
        todo!("timeline owner")
    }

    /// The events at a place, both bases, in time order, excluded ones left out.
    pub fn events_at(&self, place: &PlaceId) -> &[EventId] {
        let _ = place;
        todo!("timeline owner")
    }

    /// The rests at which the map changes, for stepping to the next happening: ends of the days on which a
    /// mark begins, becomes definite or ends, ascending, within the chronicle's range.
    pub fn stops(&self) -> &[Moment] {
        todo!("timeline owner")
    }

    /// The distance of the nearest held place to the focus, as steps: from each moment on, until the next.
    pub fn nearest_steps(&self, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, Option<Nearest>)> {
        let _ = (basis, known_by);
        todo!("timeline owner")
    }

    /// The control of a place through time on one basis: from each moment on, until the next.
    pub fn ladder(
        &self,
        place: &PlaceId,
        basis: Basis,
        known_by: Option<Moment>,
    ) -> Vec<(Moment, crate::timeline::ControlState)> {
        let _ = (place, basis, known_by);
        todo!("timeline owner")
    }
}
