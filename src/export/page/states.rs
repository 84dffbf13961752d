//! The instants of both clocks at which what a page shows changes, and what it then says: what belongs to a place as its
//! own ladder, and what all of them together say.

use crate::chronicle::{Basis, PlaceId};
use crate::export::page::known::instants;
use crate::export::page::ladders::{Distance, Rungs, ladder, nearest};
use crate::export::page::moments::{ends, moments, phases};
use crate::export::page::numbered::Numbered;
use crate::export::{Cancelled, Job, Progress};
use crate::scene::{Course, Look, drawn_courses, looks};
use crate::text::together;
use crate::time::{Day, Moment};
use crate::timeline::{Clock, EventState, PlaceState, Timeslice};
use crate::words::{self, headline, text_alternative};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Instants between which whoever waits is asked whether to go on.
const BREATH: usize = 64;

/// All that a page can show, from its first minute to its last.
#[derive(Debug)]
pub(super) struct States {
    /// The first day and the last.
    pub range: (Day, Day),
    /// The first minute that can be shown, and the last.
    pub ends: (Moment, Moment),
    /// The listed places, in the order of [`Known::places`].
    pub listed: Vec<PlaceId>,
    /// By each instant of the *reported* clock, ascending, hindsight last; at least two.
    pub known: Vec<Known>,
    /// The number of the one the page opens with.
    pub opens: usize,
    /// How many instants of the reported clock are left out.
    pub left_out: usize,
    /// Instants of which no two look alike on the map.
    pub sights: Vec<Clock>,
    /// The words the states refer to.
    pub words: Numbered<String>,
    /// The text alternatives they refer to.
    pub prose: Numbered<String>,
}

/// All that a page can show of what was known by one instant.
#[derive(Debug)]
pub(super) struct Known {
    /// Which; none is hindsight.
    pub by: Option<Moment>,
    /// What holds from each instant until the next; never none.
    pub states: Vec<State>,
    /// What is known of each listed place.
    pub places: Vec<OfPlace>,
    /// By basis: how far the nearest held place is.
    pub nearest: [Vec<Distance>; 2],
    /// The events that have begun by the end, in time order.
    pub begun: Vec<EventState>,
}

/// What holds from an instant on.
#[derive(Debug)]
pub(super) struct State {
    /// From when.
    pub from: Moment,
    /// The number of what is seen.
    pub sight: usize,
    /// Numbers of words: title, sum, nearest.
    pub says: [usize; 3],
    /// Number of what else the text alternative says.
    pub prose: usize,
}

/// The ladders of one listed place.
#[derive(Debug, Default)]
pub(super) struct OfPlace {
    /// From when on the documents and the reference chronology say what, by numbers of words.
    pub said: Vec<(Moment, [usize; 2])>,
    /// By basis: its control.
    pub ladders: [Rungs; 2],
    /// The state that was put into words last, and its year.
    last: Option<(PlaceState, i16)>,
}

impl States {
    /// Those of a job's days.
    ///
    /// # Errors
    /// When whoever waits for it stops it.
    pub fn of(job: &Job, progress: &dyn Progress) -> Result<Self, Cancelled> {
        let hindsight = job.timeline.slice(Clock { known_by: None, ..job.last() });
        let begun: Vec<EventState> = hindsight.events.iter().collect();
        let turns = moments(job, &begun).len();
        let (instants, left_out) = instants(job, turns);
        let mut states = Self {
            range: job.range(),
            ends: ends(job),
            listed: hindsight.places.iter().map(|place| place.place.clone()).collect(),
            known: Vec::new(),
            opens: instants.iter().position(|by| *by == job.known_by).unwrap_or_default(),
            left_out,
            sights: Vec::new(),
            words: Numbered::default(),
            prose: Numbered::default(),
        };
        let mut sights = Sights::default();
        for by in instants {
            let known = Known::of(job, by, &mut states, &mut sights, progress)?;
            states.known.push(known);
        }
        states.sights = sights.clocks;
        Ok(states)
    }

    /// What is known when the page opens.
    pub fn opening(&self) -> Option<&Known> {
        self.known.get(self.opens)
    }

    /// The number of what is seen at the last instant.
    pub fn last_sight(&self) -> usize {
        self.opening().and_then(|known| known.states.last()).map_or(0, |state| state.sight)
    }

    /// The first minute: time is written down as minutes since then.
    pub fn origin(&self) -> Moment {
        Moment::start_of(self.range.0)
    }

    /// Minutes since the first.
    pub fn minutes(&self, moment: Moment) -> i64 {
        moment.0 - self.origin().0
    }
}

impl Known {
    fn of(
        job: &Job,
        by: Option<Moment>,
        all: &mut States,
        sights: &mut Sights,
        progress: &dyn Progress,
    ) -> Result<Self, Cancelled> {
        let job = &Job { known_by: by, ..job.clone() };
        progress.go_on()?;
        let begun: Vec<EventState> = job.timeline.slice(job.last()).events.iter().collect();
        let turns: BTreeSet<Moment> = begun.iter().flat_map(|state| phases(all.ends, state)).flatten().collect();
        let mut places: Vec<OfPlace> = all.listed.iter().map(|_| OfPlace::default()).collect();
        let mut states: Vec<State> = Vec::new();
        for some in moments(job, &begun).chunks(BREATH) {
            progress.go_on()?;
            let told: Vec<Told> = some.par_iter().map(|from| Told::at(job, *from)).collect();
            for told in told {
                let from = told.clock.cursor;
                let mut news = turns.contains(&from);
                for (place, state) in places.iter_mut().zip(&told.places) {
                    news |= place.tell(job, from, state, &mut all.words);
                }
                let state = State::of(told, all, sights);
                if news || states.last().is_none_or(|last| !last.says_the_same(&state)) {
                    states.push(state);
                }
            }
        }
        for (place, id) in places.iter_mut().zip(&all.listed) {
            place.ladders = [Basis::Documents, Basis::Reference].map(|basis| ladder(job, all.origin(), id, basis));
        }
        let nearest = [Basis::Documents, Basis::Reference].map(|basis| nearest(job, all.origin(), basis));
        Ok(Self { by, states, places, nearest, begun })
    }
}

impl OfPlace {
    /// Puts a state into words that holds from a moment on; whether they are others than before.
    fn tell(&mut self, job: &Job, from: Moment, state: &PlaceState, known: &mut Numbered<String>) -> bool {
        let (chronicle, today) = (job.chronicle(), from.day());
        if self.last.as_ref().is_some_and(|(last, year)| last == state && *year == today.year()) {
            return false;
        }
        self.last = Some((state.clone(), today.year()));
        let documents = known.number(words::documents(chronicle, state, today));
        let reference = if job.view.reference() { words::reference(chronicle, state, today) } else { String::new() };
        let said = [documents, known.number(reference)];
        let news = self.said.last().is_none_or(|(_, last)| *last != said);
        if news {
            self.said.push((from, said));
        }
        news
    }
}

/// What holds at an instant, in words and looks that have no numbers yet: what can be worked out for many at a time.
struct Told {
    clock: Clock,
    places: Vec<PlaceState>,
    says: [String; 3],
    prose: String,
    looks: Vec<(PlaceId, Look)>,
    courses: Vec<Course>,
}

impl Told {
    fn at(job: &Job, from: Moment) -> Self {
        let slice = job.timeline.slice(Clock { cursor: from, known_by: job.known_by });
        let chronicle = job.chronicle();
        let said = headline(chronicle, &slice, job.view.shown());
        // The date changes while all else stays, and the sum is said above: the page puts them together itself.
        let text = text_alternative(chronicle, &slice, job.view.shown());
        let begins = format!("{}, {}: {}. {} ", chronicle.meta.title, said.date, said.title, said.sum);
        let prose = text.strip_prefix(&begins).unwrap_or_default().to_owned();
        let looks = looks(job.inputs(&slice)).map(|(place, look)| (place.clone(), look)).collect();
        let courses = drawn_courses(job.inputs(&slice));
        let says = [said.title, together(&said.sum), said.nearest];
        Self { clock: slice.clock, places: slice.places, says, prose, looks, courses }
    }
}

impl State {
    fn of(told: Told, all: &mut States, sights: &mut Sights) -> Self {
        let says = told.says.map(|words| all.words.number(words));
        let sight = sights.number(told.clock, told.looks, told.courses, says[0]);
        Self { from: told.clock.cursor, says, prose: all.prose.number(told.prose), sight }
    }

    /// Whether nobody could tell the two apart but by the clock.
    fn says_the_same(&self, other: &Self) -> bool {
        (self.sight, self.says, self.prose) == (other.sight, other.says, other.prose)
    }
}

/// What can be seen, each once.
#[derive(Default)]
struct Sights {
    looks: Numbered<(PlaceId, Look)>,
    /// The looks of all places, and the title beside which their names stand.
    known: BTreeMap<(Vec<usize>, Vec<Course>, usize), usize>,
    clocks: Vec<Clock>,
}

impl Sights {
    /// The number of what an instant looks like under a title.
    fn number(&mut self, clock: Clock, looks: Vec<(PlaceId, Look)>, courses: Vec<Course>, title: usize) -> usize {
        let looks = looks.into_iter().map(|look| self.looks.number(look)).collect();
        let next = self.clocks.len();
        *self.known.entry((looks, courses, title)).or_insert_with(|| {
            self.clocks.push(clock);
            next
        })
    }
}

/// The slice of a sight as its map is drawn: names keep clear of the headline, which is longest where it says by when it
/// was known.
pub(super) fn sight(job: &Job, states: &States, clock: Clock) -> Timeslice {
    let said_by = states.known.iter().filter_map(|known| known.by).next_back();
    let slice = job.timeline.slice(clock);
    Timeslice { clock: Clock { known_by: said_by, ..slice.clock }, ..slice }
}
