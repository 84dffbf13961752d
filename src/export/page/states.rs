//! The instants of both clocks at which what a page shows changes, and what it then says.

use crate::chronicle::{EventId, MapRole};
use crate::export::page::known::instants;
use crate::export::page::numbered::Numbered;
use crate::export::{Cancelled, Job, Progress};
use crate::text::together;
use crate::time::{Day, Moment, Phase};
use crate::timeline::{Clock, DayCapture, EventState, PlaceState, Timeslice};
use crate::words::{self, headline, text_alternative};
use std::collections::{BTreeMap, BTreeSet};

/// All that a page can show, from its first minute to its last.
#[derive(Debug)]
pub(super) struct States {
    /// The first day and the last.
    pub range: (Day, Day),
    /// By each instant of the *reported* clock, ascending, hindsight last; at least two.
    pub known: Vec<Known>,
    /// The number of the one the page opens with.
    pub opens: usize,
    /// Slices of which no two look alike on the map.
    pub sights: Vec<Timeslice>,
    /// The words the states refer to.
    pub words: Numbered<String>,
}

/// All that a page can show of what was known by one instant.
#[derive(Debug)]
pub(super) struct Known {
    /// Which; none is hindsight.
    pub by: Option<Moment>,
    /// What holds from each instant until the next; never none.
    pub states: Vec<State>,
    /// The facts at the last instant.
    pub last: Timeslice,
    /// The events that have begun by then, in time order.
    pub begun: Vec<EventState>,
    /// For each event that has begun by the end: from when it is possible, definite and over.
    pub phases: BTreeMap<EventId, [Option<Moment>; 3]>,
}

/// What holds from an instant on.
#[derive(Debug)]
pub(super) struct State {
    /// From when.
    pub from: Moment,
    /// The number of what is seen.
    pub sight: usize,
    /// Numbers of words: title, sum, nearest, and what else the text alternative says.
    pub says: [usize; 4],
    /// For each listed place, numbers of the words of the documents and of the reference chronology.
    pub places: Vec<[usize; 2]>,
}

impl States {
    /// Those of a job's days.
    ///
    /// # Errors
    /// When whoever waits for it stops it.
    pub fn of(job: &Job, progress: &dyn Progress) -> Result<Self, Cancelled> {
        let mut words = Numbered::default();
        let instants = instants(job);
        let mut sights = Sights { said_by: instants.iter().flatten().last().copied(), ..Sights::default() };
        let opens = instants.iter().position(|by| *by == job.known_by).unwrap_or_default();
        let known: Result<_, _> =
            instants.into_iter().map(|by| Known::of(job, by, &mut words, &mut sights, progress)).collect();
        Ok(Self { range: job.range(), known: known?, opens, sights: sights.slices, words })
    }

    /// What is known when the page opens.
    pub fn opening(&self) -> Option<&Known> {
        self.known.get(self.opens)
    }

    /// The first minute: time is written down as minutes since then.
    pub fn origin(&self) -> Moment {
        Moment::start_of(self.range.0)
    }

    /// Minutes since the first.
    pub fn minutes(&self, moment: Moment) -> i64 {
        moment.0 - self.origin().0
    }

    /// Every day, in order.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let until = self.range.1;
        std::iter::successors(Some(self.range.0), |day| day.tomorrow().ok()).take_while(move |day| *day <= until)
    }
}

impl Known {
    fn of(
        job: &Job,
        by: Option<Moment>,
        words: &mut Numbered<String>,
        sights: &mut Sights,
        progress: &dyn Progress,
    ) -> Result<Self, Cancelled> {
        let job = &Job { known_by: by, ..job.clone() };
        let mut states: Vec<State> = Vec::new();
        let last = job.timeline.slice(job.last());
        let begun: Vec<EventState> = last.events.iter().collect();
        let moments = moments(job, &begun);
        let phases: BTreeMap<_, _> =
            begun.iter().map(|state| (state.event.id.clone(), phases(&moments, state))).collect();
        let turns: BTreeSet<Moment> = phases.values().flatten().flatten().copied().collect();
        for from in moments {
            progress.go_on()?;
            let slice = job.timeline.slice(Clock { cursor: from, known_by: by });
            let state = State::of(job, from, &slice, words, sights);
            let alike = states.last().is_some_and(|last| last.says_the_same(&state));
            if !alike || turns.contains(&from) {
                states.push(state);
            }
        }
        Ok(Self { by, states, last, begun, phases })
    }
}

impl State {
    fn of(job: &Job, from: Moment, slice: &Timeslice, known: &mut Numbered<String>, sights: &mut Sights) -> Self {
        let chronicle = job.chronicle();
        let reference = job.view.reference();
        let said = headline(chronicle, slice, job.view.shown());
        // The date changes while all else stays, and the sum is said above: the page puts them together itself.
        let text = text_alternative(chronicle, slice, job.view.shown());
        let begins = format!("{}, {}: {}. {} ", chronicle.meta.title, said.date, said.title, said.sum);
        let text = text.strip_prefix(&begins).unwrap_or_default().to_owned();
        let says = [said.title, together(&said.sum), said.nearest, text].map(|words| known.number(words));
        let today = from.day();
        let places = slice.places.iter().map(|place| {
            let documents = known.number(words::documents(chronicle, place, today));
            let by_reference = if reference { words::reference(chronicle, place, today) } else { String::new() };
            [documents, known.number(by_reference)]
        });
        Self { from, says, places: places.collect(), sight: sights.number(job, slice) }
    }

    /// Whether nobody could tell the two apart but by the clock.
    fn says_the_same(&self, other: &Self) -> bool {
        (self.sight, self.says, &self.places) == (other.sight, other.says, &other.places)
    }
}

/// The first of the instants at which an event is possible, definite and over.
fn phases(moments: &[Moment], state: &EventState) -> [Option<Moment>; 3] {
    let turns = state.span.turns(state.event.extent).map(|turn| moments.partition_point(|moment| *moment < turn));
    let mut first = [None; 3];
    for moment in turns.filter_map(|at| moments.get(at)) {
        let [possible, definite, over] = &mut first;
        let phase = match state.span.at(state.event.extent, *moment) {
            Phase::Before => continue,
            Phase::Possible => possible,
            Phase::Definite => definite,
            Phase::Over => over,
        };
        phase.get_or_insert(*moment);
    }
    first
}

/// The instants at which anything can change, ascending: a day begins or ends, a happening becomes possible, definite
/// or over.
fn moments(job: &Job, begun: &[EventState]) -> Vec<Moment> {
    let (from, until) = job.range();
    let (first, last) = (Moment(Moment::start_of(from).0 + 1), Moment::end_of(until));
    let after = |moment: Moment| Moment(moment.0 + 1);
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
    let mut moments: Vec<Moment> = days.flat_map(|day| [after(Moment::start_of(day)), Moment::end_of(day)]).collect();
    for event in begun {
        moments.extend(event.span.turns(event.event.extent));
        moments.extend(event.span.end.into_iter().flat_map(|end| [end, after(end)]));
    }
    moments.retain(|moment| (first..=last).contains(moment));
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Slices of which no two look alike, with what of each is seen.
#[derive(Default)]
struct Sights {
    /// Names keep clear of the headline, which is longest where it says by when it was known.
    said_by: Option<Moment>,
    seen: Vec<Seen>,
    slices: Vec<Timeslice>,
}

impl Sights {
    /// The number of what a slice looks like.
    fn number(&mut self, job: &Job, slice: &Timeslice) -> usize {
        let seen = seen(job, slice);
        if let Some(number) = self.seen.iter().position(|known| *known == seen) {
            return number;
        }
        self.seen.push(seen);
        self.slices.push(Timeslice { clock: Clock { known_by: self.said_by, ..slice.clock }, ..slice.clone() });
        self.slices.len() - 1
    }
}

/// What of a slice can be seen on a map.
#[derive(PartialEq)]
struct Seen {
    places: Vec<PlaceState>,
    changes: Vec<DayCapture>,
    /// The events of the day.
    marks: Vec<EventId>,
}

/// What can be seen: who holds the places and how firmly, what changed today, and where else
/// something happens; not by how many voices, nor since when.
fn seen(job: &Job, slice: &Timeslice) -> Seen {
    let marks = slice.events.of_the_day().map(|state| state.event);
    let marks = marks.filter(|event| event.role == MapRole::Mark && job.shows(event.basis));
    let mut places = slice.places.clone();
    for place in &mut places {
        (place.last_reported, place.when_last_reported) = (None, None);
        for state in [&mut place.documents, &mut place.reference] {
            (state.voices, state.since, state.decided_by) = (0, None, None);
            state.contested_by.clear();
        }
    }
    Seen { places, changes: slice.changes.clone(), marks: marks.map(|event| event.id.clone()).collect() }
}
