//! What a chronicle can be asked: what holds at an instant, and how that came about.

use crate::chronicle::{Basis, Chronicle, Event, PlaceId};
use crate::table::rows::Brush;
use crate::time::Moment;
use crate::timeline::fold::Counted;
use crate::timeline::index::Index;
use crate::timeline::knowledge::Knowledge;
use crate::timeline::{
    Clock, ControlState, Count, DayCapture, EventState, Filter, Nearest, PlaceState, SliceRows, SpotTotal, Timeslice,
};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Instants of the *reported* clock that are kept ready; the oldest goes first.
const KEPT: usize = 4;

/// A chronicle ready to be asked what holds when. Cloning it is cheap; clones share what was worked out.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::time::Moment;
/// use dateline::timeline::{Clock, Control};
///
/// let data = Dataset::open(None)?;
/// let slice = data.timeline.slice(Clock { cursor: Moment::parse("2021-08-13")?, known_by: None });
/// let herat = slice.place("herat").ok_or("no Herat")?;
/// assert_eq!(herat.documents.control, Control::Side("taliban".into()));
/// assert_eq!((slice.counts.documents.min, slice.counts.documents.max), (6, 6));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Timeline {
    chronicle: Arc<Chronicle>,
    hindsight: Arc<Knowledge>,
    /// What is known by the instants that were asked for last.
    known: Arc<Mutex<Vec<Arc<Knowledge>>>>,
    /// Of a filtered timeline: the filter, and the timeline before anything was left out.
    filtered: Option<Arc<(Filter, Self)>>,
}

impl Timeline {
    /// Builds the index.
    pub fn new(chronicle: Arc<Chronicle>) -> Self {
        let index = Arc::new(Index::new(&chronicle));
        Self::of(chronicle, index, None)
    }

    /// The index of the same chronicle after some of its events were given other texts; those that stay are shared. As
    /// [`Timeline::new`] makes it, where nothing but events changed, none came or went, and none denies another.
    pub(crate) fn changed(&self, chronicle: Arc<Chronicle>) -> Self {
        let whole = self.filtered.as_deref().map_or(self, |(_, whole)| whole);
        let index = Arc::new(whole.hindsight.index.changed(&chronicle));
        Self::of(chronicle, index, None)
    }

    fn of(chronicle: Arc<Chronicle>, index: Arc<Index>, filtered: Option<Arc<(Filter, Self)>>) -> Self {
        let whole = filtered.as_ref().map(|filtered| Arc::clone(&filtered.1.hindsight));
        let hindsight = Arc::new(Knowledge::new(index, whole, None));
        Self { chronicle, hindsight, known: Arc::default(), filtered }
    }

    /// The same with something left out. It never has a place in firmer hands than everything together: where leaving
    /// out would do that, the place stays as it is. Records that stay are shared.
    pub fn filtered(&self, filter: &Filter) -> Self {
        if filter.is_empty() {
            return self.clone();
        }
        let whole = || self.filtered.as_ref().map_or(self, |filtered| &filtered.1).clone();
        if filter.keeps_all_events() && self.filtered.is_none() {
            return Self { filtered: Some(Arc::new((filter.clone(), self.clone()))), ..self.clone() };
        }
        let chronicle = Arc::new(filter.apply(&self.chronicle));
        let index = Arc::new(self.hindsight.index.narrowed(&chronicle));
        Self::of(chronicle, index, Some(Arc::new((filter.clone(), whole()))))
    }

    /// What is left out; `None` where nothing is.
    pub fn filter(&self) -> Option<&Filter> {
        self.filtered.as_deref().map(|(filter, _)| filter)
    }

    /// The chronicle it indexes: what the filter leaves.
    pub fn chronicle(&self) -> &Arc<Chronicle> {
        &self.chronicle
    }

    /// The chronicle before anything was left out: what is left no longer knows what it is without.
    pub fn whole(&self) -> &Arc<Chronicle> {
        self.filtered.as_deref().map_or(&self.chronicle, |(_, whole)| &whole.chronicle)
    }

    /// Whether this is the same index, not only an equal one.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.hindsight, &other.hindsight)
    }

    fn known(&self, known_by: Option<Moment>) -> Arc<Knowledge> {
        if known_by.is_none() {
            return Arc::clone(&self.hindsight);
        }
        let of = |known: &&Arc<Knowledge>| known.known_by == known_by;
        if let Ok(kept) = self.known.lock()
            && let Some(found) = kept.iter().find(of)
        {
            return Arc::clone(found);
        }
        let whole = self.filtered.as_deref().map(|(_, whole)| whole.known(known_by));
        let found = Arc::new(Knowledge::new(Arc::clone(&self.hindsight.index), whole, known_by));
        if let Ok(mut kept) = self.known.lock() {
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push(Arc::clone(&found));
        }
        found
    }

    /// What holds at an instant.
    pub fn slice(&self, clock: Clock) -> Timeslice {
        let rows = SliceRows::of(&self.chronicle, clock, self.filter());
        Timeslice::of(self.known(clock.known_by), clock, rows)
    }

    /// The rows of tables in a window, or in the one that somebody has chosen; `None` where there are no tables.
    pub fn rows(&self, window: Brush, known_by: Option<Moment>) -> Option<SliceRows> {
        SliceRows::over(&self.chronicle, window, known_by, self.filter())
    }

    /// The captures that change hands on the cursor's day, as [`Timeslice::changes`] has them.
    pub fn changes(&self, clock: Clock) -> Vec<DayCapture> {
        self.known(clock.known_by).changes(clock.cursor)
    }

    /// Every event whose claims count, begun or not, as it stands when all bounds have passed; in time order, excluded
    /// ones left out.
    pub fn outcomes(&self, known_by: Option<Moment>) -> Vec<EventState> {
        let end = Moment(i64::MAX);
        let outcome = |counted: Counted<'_>| EventState::of(&counted, counted.phase(end));
        self.known(known_by).all().map(outcome).collect()
    }

    /// What ever happens at each place on one basis, in the order of the places.
    pub fn spot_totals(&self, basis: Basis) -> Vec<SpotTotal> {
        self.hindsight.spot_totals(basis).cloned().collect()
    }

    /// The places at which something is drawn as a mark between two moments, on any of some bases.
    pub fn marked(&self, bases: &[Basis], from: Moment, until: Moment) -> BTreeSet<PlaceId> {
        self.hindsight.marked(bases, from, until).cloned().collect()
    }

    /// The events at a place, both bases, in time order, excluded ones left out.
    pub fn events_at(&self, place: &PlaceId) -> impl Iterator<Item = &Arc<Event>> {
        let index = &self.hindsight.index;
        index.at(place).iter().filter_map(|number| index.entries.get(*number as usize)).map(|entry| &entry.event)
    }

    /// The rests at which the map changes, for stepping to the next happening: the first at which a happening is
    /// possible, definite or over, ascending, within the chronicle's range; the background makes none.
    pub fn stops(&self) -> &[Moment] {
        self.hindsight.stops()
    }

    /// The distance of the nearest held place to the focus, as steps within the chronicle's range: from each
    /// moment on, until the next.
    pub fn nearest_steps(&self, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, Option<Nearest>)> {
        let known = self.known(known_by);
        let (ladders, turns) = known.turns(basis);
        let states = |t: Moment| ladders.iter().filter_map(move |ladder| Some(&ladder.ladder.at(t)?.state));
        steps(turns, |t| known.index.nearest(states(t)))
    }

    /// How many listed places each side holds for certain, by rank, as steps within the chronicle's range: from each moment
    /// on, until the next.
    pub fn held_steps(&self, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, Vec<usize>)> {
        let known = self.known(known_by);
        let (ladders, turns) = known.turns(basis);
        let sides = &self.chronicle.meta.sides;
        steps(turns, |t| {
            let states: Vec<_> = ladders.iter().filter_map(|ladder| Some(&ladder.ladder.at(t)?.state)).collect();
            sides.iter().map(|side| states.iter().filter(|state| state.is_held_by(&side.id)).count()).collect()
        })
    }

    /// How many happenings there have been by an instant, each once, on the bases that are asked for.
    pub fn tally(&self, clock: Clock, documents: bool, reference: bool) -> Count {
        self.known(clock.known_by).tallies().at(clock.cursor, documents, reference)
    }

    /// The control of a listed place through time on one basis: from each moment on, until the next, starting
    /// with the chronicle's range. Empty for a place that is not listed.
    pub fn ladder(&self, place: &PlaceId, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, ControlState)> {
        let known = self.known(known_by);
        let Some(listed) = known.index.number_of(place) else { return Vec::new() };
        let Some(ladder) = known.ladder(listed, basis).map(|ladder| &ladder.ladder) else { return Vec::new() };
        let from = known.index.range.0;
        let turns = std::iter::once(from).chain(ladder.turns(from)).collect();
        let states = steps(turns, |t| ladder.at(t).map(|rung| rung.state.clone()));
        states.into_iter().filter_map(|(turn, state)| Some((turn, state?))).collect()
    }

    /// The states a listed place is in at some of the given moments, which ascend: at each moment at which its control
    /// is not what it was at the moment before. Empty for a place that is not listed.
    pub fn place_states(
        &self,
        place: &PlaceId,
        moments: &[Moment],
        known_by: Option<Moment>,
    ) -> Vec<(Moment, PlaceState)> {
        let known = self.known(known_by);
        let Some(listed) = known.index.number_of(place) else { return Vec::new() };
        let rung = |basis, t| known.ladder(listed, basis).map(|ladder| ladder.ladder.number_at(t));
        let rungs = |t: Moment| (rung(Basis::Documents, t), rung(Basis::Reference, t));
        let turns = steps(moments.to_vec(), rungs);
        turns.into_iter().filter_map(|(t, _)| Some((t, known.place(listed, t)?))).collect()
    }
}

#[cfg(test)]
impl Timeline {
    /// What can change the control of a listed place by the documents, in hindsight.
    pub(super) fn items_at(&self, place: &str) -> Vec<Counted<'_>> {
        let index = &self.hindsight.index;
        let listed = index.number_of(&place.into()).and_then(|number| index.listed.get(number));
        let numbers = listed.into_iter().flat_map(|listed| listed.effects(Basis::Documents));
        numbers.filter_map(|number| self.hindsight.counted(*number)).collect()
    }
}

impl std::fmt::Debug for Timeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Timeline").field("chronicle", &self.chronicle.id).field("filter", &self.filter()).finish()
    }
}

/// The values at `moments`, only where they change.
fn steps<T: PartialEq>(moments: Vec<Moment>, value: impl Fn(Moment) -> T) -> Vec<(Moment, T)> {
    let mut steps: Vec<(Moment, T)> = Vec::new();
    for moment in moments {
        let value = value(moment);
        if steps.last().is_none_or(|(_, last)| *last != value) {
            steps.push((moment, value));
        }
    }
    steps
}
