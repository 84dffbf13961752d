//! The events that have begun by an instant: ranges of the index, not copies of records.

use crate::chronicle::{Basis, Event, PlaceId, SourceId};
use crate::time::{Moment, Phase};
use crate::timeline::fold::Counted;
use crate::timeline::knowledge::Knowledge;
use crate::timeline::{Count, EventState, Journey, Spot};
use std::sync::Arc;

/// Every event whose claims count and which has begun by an instant; excluded ones left out. Cheap to clone.
#[derive(Clone)]
pub struct BegunEvents {
    known: Arc<Knowledge>,
    t: Moment,
}

impl BegunEvents {
    pub(super) fn new(known: Arc<Knowledge>, t: Moment) -> Self {
        Self { known, t }
    }

    fn state(&self, counted: &Counted<'_>) -> Option<EventState> {
        let phase = counted.phase(self.t);
        (phase != Phase::Before).then(|| EventState::of(counted, phase))
    }

    fn states(&self, numbers: impl IntoIterator<Item = u32>) -> impl Iterator<Item = EventState> {
        numbers.into_iter().filter_map(|number| self.state(&self.known.counted(number)?))
    }

    /// All of them, in time order. Walks every event there is: nothing for a frame.
    pub fn iter(&self) -> impl Iterator<Item = EventState> {
        self.known.all().filter_map(|counted| self.state(&counted))
    }

    /// Those at places that are not listed, in time order.
    pub fn elsewhere(&self) -> impl Iterator<Item = EventState> {
        self.states(self.known.in_order(self.known.index.elsewhere.iter().copied()))
    }

    /// Those whose claims count and of which nobody knows when they were: they never begin.
    pub fn undated(&self) -> impl Iterator<Item = EventState> {
        let undated = self.known.index.undated.iter().filter_map(|number| self.known.counted(*number));
        let undated = undated.filter(|counted| counted.testimony.span.is_unknown());
        undated.map(|counted| EventState::of(&counted, Phase::Before))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.known.spans_of_all().begun(self.t)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    pub fn get(&self, event: &Event) -> Option<EventState> {
        self.states(self.known.index.find(event)).next()
    }

    /// Those at one place, in time order.
    pub fn at(&self, place: &PlaceId) -> impl Iterator<Item = EventState> {
        self.states(self.known.in_order(self.known.index.at(place).iter().copied()))
    }

    /// Those whose last bound lies on the cursor's day (or its month or year) by the editor's reading, in time order by it.
    pub fn ending_now(&self) -> impl Iterator<Item = EventState> {
        let period = self.known.index.resolution.period();
        let ending = self.known.index.ending(period.begin_of(self.t), period.rest_at(self.t));
        self.states(ending.filter_map(|number| u32::try_from(number).ok()))
    }

    /// Those of the cursor's day, or its month or year where the chronicle is told by those: they last, may still have happened at its end, or have happened in its course.
    pub fn of_the_day(&self) -> impl Iterator<Item = EventState> {
        self.not_over().filter(|state| state.span.end.is_some())
    }

    /// The same with those of which nobody says until when they may have happened.
    pub fn not_over(&self) -> impl Iterator<Item = EventState> {
        let start = self.known.index.resolution.period().begin_of(self.t);
        self.states(self.known.spans_of_all().across(self.t, start))
    }

    /// How many happenings there have been, each once, on the bases that are asked for.
    pub fn tally(&self, documents: bool, reference: bool) -> Count {
        self.known.tallies().at(self.t, documents, reference)
    }

    /// The spots of marks that ended after `since`, or had not yet, in the order of their places.
    pub fn spots(&self, basis: Basis, since: Moment) -> Vec<Spot> {
        self.known.spots(basis, self.t, since)
    }

    /// What has a line or an outline of its own, of all that ended after `since` or had not yet, each with its place in the
    /// order of the ids of all events that are not excluded.
    pub fn shaped(&self, since: Moment) -> Vec<(u32, EventState)> {
        self.known.shaped(self.t, since)
    }

    /// The journeys from their first station to their last, by who travels; [`Journey::begun`] is the way so far.
    pub fn journeys(&self) -> &[Journey] {
        self.known.journeys()
    }

    /// The sources that the claims cite that count of marks, by basis.
    pub fn cited(&self) -> impl Iterator<Item = (Basis, &SourceId)> {
        let begun = self.known.citations().iter().filter(|citation| citation.from < self.t);
        begun.map(|citation| (citation.basis, &citation.source))
    }

    /// Whether any event of a basis has begun, mark or not.
    pub fn any_on(&self, basis: Basis) -> bool {
        self.known.first_on(basis).is_some_and(|first| first < self.t)
    }
}

impl PartialEq for BegunEvents {
    fn eq(&self, other: &Self) -> bool {
        (Arc::ptr_eq(&self.known, &other.known) && self.t == other.t) || self.iter().eq(other.iter())
    }
}

impl std::fmt::Debug for BegunEvents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
