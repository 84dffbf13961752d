//! The stable JSON form of a timeslice.

use crate::timeline::{Clock, Timeline};

/// One listed place in a report. (fields: owner of timeline)
#[derive(Clone, Debug, serde::Serialize)]
pub struct PlaceReport {}

/// A timeslice with its claims, as `report --format json` writes it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Report {}

/// Writes down an instant: every listed place, always, in id order; the events begun by then, with their claims.
pub fn report(timeline: &Timeline, clock: Clock) -> Report {
    let _ = (timeline, clock);
    todo!("timeline owner")
}
