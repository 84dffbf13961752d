//! Which days a page of small maps shows.

use crate::time::{Day, Moment, Resolution};
use crate::timeline::{Clock, Timeline};

/// The ends of all days from `from` to `until`, both included.
pub fn each_day(from: Day, until: Day, known_by: Option<Moment>) -> Vec<Clock> {
    each_rest(Resolution::Day, Moment::start_of(from), Moment::end_of(until), known_by)
}

/// The ends of all days, or of what else time is told in, after `from` and up to `until`.
pub fn each_rest(told: Resolution, from: Moment, until: Moment, known_by: Option<Moment>) -> Vec<Clock> {
    let rests =
        std::iter::successors(Some(told.after(from)), |rest| Some(told.after(*rest)).filter(|next| next > rest));
    rests.take_while(|rest| *rest <= until).map(|cursor| Clock { cursor, known_by }).collect()
}

/// The ends of the days, or of what else time is told in, after `from` and up to `until`, on which a listed place changes
/// hands for certain or possibly, as far as was known by `known_by`; where nobody holds anything, on which something
/// happens.
pub fn days_of_change(
    timeline: &Timeline,
    told: Resolution,
    from: Moment,
    until: Moment,
    known_by: Option<Moment>,
) -> Vec<Clock> {
    let all = match known_by {
        // In hindsight the index knows where the map changes.
        None => {
            let stops = timeline.stops().iter().map(|stop| told.rest_at(*stop));
            let mut rests: Vec<Moment> = stops.filter(|rest| (from.0 + 1..=until.0).contains(&rest.0)).collect();
            rests.dedup();
            rests.into_iter().map(|cursor| Clock { cursor, known_by }).collect()
        }
        Some(_) => each_rest(told, from, until, known_by),
    };
    changing(timeline, all)
}

/// Those of these instants at which a listed place changes hands for certain or possibly; all of them where nobody holds
/// anything.
pub fn changing(timeline: &Timeline, clocks: Vec<Clock>) -> Vec<Clock> {
    let control = timeline.chronicle().meta.subject.control;
    let changes = |clock: &Clock| !control || !timeline.slice(*clock).changes.is_empty();
    clocks.into_iter().filter(changes).collect()
}
