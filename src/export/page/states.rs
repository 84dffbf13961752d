//! The instants at which what a page shows changes, and what it then says.

use crate::export::Order;
use crate::export::page::numbered::Numbered;
use crate::time::{Day, Moment, Phase};
use crate::timeline::{Clock, Timeslice, headline, text_alternative, words};
use std::collections::BTreeMap;

/// All that a page can show, from its first minute to its last.
#[derive(Debug)]
pub(super) struct States {
    /// The first day and the last.
    pub range: (Day, Day),
    /// What holds from each instant until the next; never none.
    pub states: Vec<State>,
    /// The words the states refer to.
    pub words: Numbered<String>,
    /// For each event that has begun by the end: from when it is possible, definite and over.
    pub phases: BTreeMap<crate::chronicle::EventId, [Option<Moment>; 3]>,
}

/// What holds from an instant on.
#[derive(Debug)]
pub(super) struct State {
    /// From when.
    pub from: Moment,
    /// The facts, as at `from`.
    pub slice: Timeslice,
    /// Numbers of words: title, sum, nearest, text alternative.
    pub says: [usize; 4],
    /// For each listed place, numbers of the words of the documents and of the reference chronology.
    pub places: Vec<[usize; 2]>,
}

impl States {
    /// Those of an order's days.
    pub fn of(order: Order<'_>) -> Self {
        let range = order.range();
        let mut words = Numbered::default();
        let mut phases: BTreeMap<_, [Option<Moment>; 3]> = BTreeMap::new();
        let mut states: Vec<State> = Vec::new();
        for from in moments(order) {
            let slice = order.timeline.slice(Clock { cursor: from, known_by: order.known_by });
            for event in &slice.events {
                let [possible, definite, over] = phases.entry(event.event.clone()).or_default();
                let phase = match event.phase {
                    Phase::Before => continue,
                    Phase::Possible => possible,
                    Phase::Definite => definite,
                    Phase::Over => over,
                };
                phase.get_or_insert(from);
            }
            let state = State::of(order, from, slice, &mut words);
            if states.last().is_none_or(|last| !last.shows_the_same(&state)) {
                states.push(state);
            }
        }
        Self { range, states, words, phases }
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

impl State {
    fn of(order: Order<'_>, from: Moment, slice: Timeslice, known: &mut Numbered<String>) -> Self {
        let chronicle = order.chronicle;
        let reference = order.view.reference();
        let said = headline(chronicle, &slice, order.view.shown());
        // The date changes while all else stays; the page sets it itself.
        let text = text_alternative(chronicle, &slice, order.view.shown());
        let dated = format!("{}, {}: {}. ", chronicle.meta.title, said.date, said.title);
        let text = text.strip_prefix(&dated).unwrap_or(&text).to_owned();
        let says = [said.title, said.sum, said.nearest, text].map(|words| known.number(words));
        let today = from.day();
        let places = slice.places.iter().map(|place| {
            let documents = known.number(words::documents(chronicle, place, today));
            let by_reference = if reference { words::reference(chronicle, place, today) } else { String::new() };
            [documents, known.number(by_reference)]
        });
        Self { from, says, places: places.collect(), slice }
    }

    /// Whether nobody could tell the two apart but by the clock.
    fn shows_the_same(&self, other: &Self) -> bool {
        let Self { slice, says, places, from: _ } = self;
        let timeless = |slice: &Timeslice| Timeslice { clock: self.slice.clock, ..slice.clone() };
        *says == other.says && *places == other.places && *slice == timeless(&other.slice)
    }
}

/// The instants at which anything can change, ascending: a day begins or ends, a happening becomes possible, definite
/// or over.
fn moments(order: Order<'_>) -> Vec<Moment> {
    let (from, until) = order.range();
    let (first, last) = (Moment(Moment::start_of(from).0 + 1), Moment::end_of(until));
    let after = |moment: Moment| Moment(moment.0 + 1);
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
    let mut moments: Vec<Moment> = days.flat_map(|day| [after(Moment::start_of(day)), Moment::end_of(day)]).collect();
    for event in order.timeline.slice(Clock { cursor: last, known_by: order.known_by }).events {
        let start = event.span.start.or(event.span.end.map(|end| Moment(end.0 - Moment::DAY)));
        moments.extend(start.map(after));
        moments.extend(event.span.end.into_iter().flat_map(|end| [end, after(end)]));
    }
    moments.retain(|moment| (first..=last).contains(moment));
    moments.sort_unstable();
    moments.dedup();
    moments
}
