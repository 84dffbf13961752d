//! Which days a page of small maps shows.

use crate::time::{Day, Moment};
use crate::timeline::{Clock, Timeline};

/// The ends of all days from `from` to `until`, both included.
pub fn each_day(from: Day, until: Day, known_by: Option<Moment>) -> Vec<Clock> {
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
    days.map(|day| Clock { cursor: Moment::end_of(day), known_by }).collect()
}

/// The ends of the days, from `from` to `until`, on which a listed place changes hands for certain or possibly, as far
/// as was known by `known_by`.
pub fn days_of_change(timeline: &Timeline, from: Day, until: Day, known_by: Option<Moment>) -> Vec<Clock> {
    let all = match known_by {
        // In hindsight the index knows where the map changes.
        None => {
            let within = Moment::end_of(from)..=Moment::end_of(until);
            let stops = timeline.stops().iter().copied().filter(|stop| within.contains(stop));
            stops.map(|cursor| Clock { cursor, known_by }).collect()
        }
        Some(_) => each_day(from, until, known_by),
    };
    all.into_iter().filter(|clock| !timeline.slice(*clock).changes.is_empty()).collect()
}
