//! From the index to a timeslice: what holds at one instant.

use crate::chronicle::{Basis, Standing};
use crate::time::{Day, Moment, Phase};
use crate::timeline::fold::{Item, effective_start, last_contest, standing};
use crate::timeline::index::{Known, Slot, begun};
use crate::timeline::{Change, Clock, Count, Counts, EventState, PlaceState, Timeslice};

impl Known<'_> {
    /// What holds at an instant; `clock` has the known-by this was made for.
    pub(super) fn slice(&self, clock: Clock) -> Timeslice {
        let t = clock.cursor;
        let places: Vec<PlaceState> =
            self.index.slots.iter().enumerate().map(|(i, slot)| self.place(i, slot, t)).collect();
        let events = self.all().iter().filter_map(|item| event(item, t)).collect();
        let count = |basis: Basis| {
            let Some(side) = &self.index.first_side else { return Count::default() };
            let states = || places.iter().map(|place| place.on(basis));
            Count {
                min: states().filter(|state| state.is_held_by(side)).count(),
                max: states().filter(|state| state.may_be_held_by(side)).count(),
            }
        };
        let nearest = |basis: Basis| self.index.nearest(places.iter().map(|place| place.on(basis)));
        Timeslice {
            clock,
            counts: Counts { documents: count(Basis::Documents), reference: count(Basis::Reference), of: places.len() },
            nearest: [nearest(Basis::Documents), nearest(Basis::Reference)],
            changes: self.changes(t),
            events,
            places,
        }
    }

    /// Every event that counts, as it stands when all bounds have passed.
    pub(super) fn worth(&self) -> Vec<EventState> {
        let end = Moment(i64::MAX);
        self.all().iter().map(|item| state(item, item.weight.span.at(item.entry.extent, end))).collect()
    }

    fn place(&self, i: usize, slot: &Slot, t: Moment) -> PlaceState {
        let documents = self.story(i, Basis::Documents);
        let last_reported = self.last_reported(slot, t);
        let contest = last_contest(&documents.items, t)
            .filter(|contest| contest.weight.span.end.map(Moment::day) == last_reported);
        PlaceState {
            place: slot.place.clone(),
            documents: documents.at(t),
            reference: self.story(i, Basis::Reference).at(t),
            last_reported,
            when_last_reported: contest.map(|contest| contest.entry.event.clone()),
        }
    }

    /// The last day, up to the cursor's, on which the documents have something happen at the place.
    fn last_reported(&self, slot: &Slot, t: Moment) -> Option<Day> {
        let told = slot.tells.iter().filter_map(|i| self.item(*i));
        let ends = told.filter(|item| begun(item, t).is_some()).map(|item| item.weight.span.end);
        ends.map(|end| end.map_or(t, |end| end.min(t))).max().map(Moment::day)
    }

    /// The captures whose bounds include the cursor's day and that change the hands a place is in.
    fn changes(&self, t: Moment) -> Vec<Change> {
        let day_end = Moment::end_of(t.day());
        let day_start = Moment(day_end.0 - Moment::DAY);
        let mut changes: Vec<Change> = Vec::new();
        for item in self.index.captures.iter().filter_map(|i| self.item(*i)) {
            let span = item.weight.span;
            let today = begun(&item, t).is_some()
                && effective_start(span).is_some_and(|start| start < day_end)
                && span.end.is_none_or(|end| end > day_start);
            let (Some(side), Some(i)) = (&item.entry.side, item.entry.slot) else { continue };
            let Some(slot) = self.index.slots.get(i) else { continue };
            if !today || self.story(i, item.entry.basis).at(day_start).is_held_by(side) {
                continue;
            }
            let change = Change {
                place: slot.place.clone(),
                side: side.clone(),
                event: item.entry.event.clone(),
                basis: item.entry.basis,
                definite: span.end.is_some_and(|end| end <= t),
                claimed_only: item.weight.denied || standing(&item) < Standing::Reported,
            };
            let same = |c: &&mut Change| c.place == change.place && c.basis == change.basis && c.side == change.side;
            let rank = |c: &Change| (c.definite, !c.claimed_only);
            match changes.iter_mut().find(same) {
                Some(known) if rank(known) >= rank(&change) => {}
                Some(known) => *known = change,
                None => changes.push(change),
            }
        }
        changes
    }
}

/// The state of an event that has begun.
fn event(item: &Item<'_>, t: Moment) -> Option<EventState> {
    begun(item, t).map(|phase| state(item, phase))
}

fn state(item: &Item<'_>, phase: Phase) -> EventState {
    let weight = item.weight;
    EventState {
        event: item.entry.event.clone(),
        phase,
        span: weight.span,
        standing: weight.standing,
        voices: weight.voices,
        counting: weight.counting.clone(),
        denied: weight.denied,
    }
}
