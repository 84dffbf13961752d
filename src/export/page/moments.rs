//! The instants at which what a page shows can change.

use crate::chronicle::{Lingers, MapRole};
use crate::export::Job;
use crate::scene::FADES;
use crate::time::{Day, Moment, Phase};
use crate::timeline::EventState;
use std::collections::BTreeSet;

/// The first minute a page can show and the last.
pub(super) fn ends(job: &Job) -> (Moment, Moment) {
    let (from, until) = job.range();
    (after(Moment::start_of(from)), Moment::end_of(until))
}

fn after(moment: Moment) -> Moment {
    Moment(moment.0 + 1)
}

/// The instants at which anything can change, ascending: a happening becomes possible, definite or over; a day (or a
/// month or year, where it is told by those) on which that is so begins, ends and is gone; a year begins whose days are said without it, or ends.
pub(super) fn moments(job: &Job, begun: &[EventState]) -> Vec<Moment> {
    let (first, last) = ends(job);
    let mut moments = BTreeSet::from([first, last]);
    let mut years: BTreeSet<i16> = job.known_by.iter().map(|by| by.day().year()).collect();
    let period = job.chronicle().resolution().period();
    let mut turn = |at: Moment| {
        let (day, end) = (at.day(), period.rest_at(at));
        moments.extend([at, after(period.begin_of(at)), end, after(end)]);
        years.extend([day.year(), day.year().saturating_add(1)]);
    };
    // What a filter leaves out still keeps places from being held more firmly.
    let whole = job.timeline.filter().map(|_| job.data.timeline.outcomes(job.known_by)).unwrap_or_default();
    for event in begun.iter().chain(&whole) {
        turns(event).into_iter().for_each(&mut turn);
    }
    if let Some(opening) = &job.chronicle().meta.opening {
        turn(after(Moment::start_of(opening.at)));
    }
    moments.extend(begun.iter().flat_map(|state| fades(job, state)));
    let new_year = |year: i16| Some(after(Moment::start_of(Day::new(year, 1, 1).ok()?)));
    moments.extend(years.into_iter().filter_map(new_year));
    moments.retain(|moment| (first..=last).contains(moment));
    moments.into_iter().collect()
}

/// The instants at which the mark of an event that lingers is paler than before, and is gone.
fn fades(job: &Job, state: &EventState) -> Vec<Moment> {
    let (Lingers::For(_), MapRole::Mark | MapRole::Area) = (job.chronicle().meta.subject.lingers, state.event.role)
    else {
        return Vec::new();
    };
    let lingers = job.chronicle().meta.subject.lingers;
    let Some((end, gone)) = state.span.end.and_then(|end| Some((end, lingers.until(end)?))) else { return Vec::new() };
    let steps = i64::from(FADES);
    (1..=steps).map(|step| Moment(end.0 + (gone.0 - end.0) * step / steps)).flat_map(|at| [at, after(at)]).collect()
}

/// The instants at which an event is in another phase than before, and the last of its bounds.
fn turns(state: &EventState) -> Vec<Moment> {
    let end = state.span.end.into_iter().flat_map(|end| [end, after(end)]);
    state.span.turns(state.event.extent).chain(end).collect()
}

/// The first instants between the ends of a page at which an event is possible, definite and over.
pub(super) fn phases((first, last): (Moment, Moment), state: &EventState) -> [Option<Moment>; 3] {
    let mut found = [None; 3];
    let mut turns: Vec<Moment> = turns(state).into_iter().map(|turn| turn.max(first)).collect();
    turns.sort_unstable();
    for at in turns.into_iter().filter(|at| *at <= last) {
        let [possible, definite, over] = &mut found;
        let phase = match state.span.at(state.event.extent, at) {
            Phase::Before => continue,
            Phase::Possible => possible,
            Phase::Definite => definite,
            Phase::Over => over,
        };
        phase.get_or_insert(at);
    }
    found
}
