//! What belongs to one place or to one basis through all of time, in minutes from an origin.

use crate::chronicle::{Basis, PlaceId};
use crate::export::Job;
use crate::time::Moment;
use crate::timeline::{Certainty, Control, ControlState, Nearest};
use crate::words::place_name;

/// From a minute on the nearest held place is how many km away, and which.
pub(super) type Distance = (i64, Option<f64>, String);

/// From each minute on, until the next, the names of a look: the rank of a side, "contested", "possible".
pub(super) type Rungs = Vec<(i64, String)>;

/// How far the nearest held place is through time, by one basis as the job knows it.
pub(super) fn nearest(job: &Job, origin: Moment, basis: Basis) -> Vec<Distance> {
    if !job.shows(basis) {
        return Vec::new();
    }
    let chronicle = job.chronicle();
    let step = |(from, nearest): (Moment, Option<Nearest>)| {
        let km = nearest.as_ref().map(|nearest| (nearest.km * 10.0).round() / 10.0);
        let name = nearest.map_or_else(String::new, |nearest| place_name(chronicle, &nearest.place).to_owned());
        (from.0 - origin.0, km, name)
    };
    job.timeline.nearest_steps(basis, job.known_by).into_iter().map(step).collect()
}

/// The control of a place through time as names of its look.
pub(super) fn ladder(job: &Job, origin: Moment, place: &PlaceId, basis: Basis) -> Rungs {
    if !job.shows(basis) {
        return Vec::new();
    }
    let look = |state: &ControlState| {
        let possible = if state.certainty == Some(Certainty::Possible) { " possible" } else { "" };
        match &state.control {
            Control::Side(side) => match job.chronicle().side_rank(side) {
                Some(rank) => format!("side{rank}{possible}"),
                None => "none".to_owned(),
            },
            Control::Contested => "contested".to_owned(),
            Control::NotReported => "none".to_owned(),
        }
    };
    let mut rungs: Rungs = Vec::new();
    for (from, state) in &job.timeline.ladder(place, basis, job.known_by) {
        let (from, look) = ((from.0 - origin.0).max(0), look(state));
        match rungs.last_mut() {
            Some((_, last)) if *last == look => {}
            Some((at, last)) if *at == from => *last = look,
            _ => rungs.push((from, look)),
        }
    }
    rungs
}
