//! From what is known to a timeslice: what holds at one instant, by looking it up.

use crate::chronicle::{Basis, Standing};
use crate::time::Moment;
use crate::timeline::knowledge::Knowledge;
use crate::timeline::slice::held;
use crate::timeline::{BegunEvents, Clock, ControlState, Count, Counts, DayCapture, PlaceState, SliceRows, Timeslice};
use std::sync::Arc;

impl Timeslice {
    /// What holds at an instant; `clock` has the known-by that `known` was made for.
    pub(super) fn of(known: Arc<Knowledge>, clock: Clock, rows: Option<SliceRows>) -> Self {
        let t = clock.cursor;
        let index = &known.index;
        known.work_out_places();
        let places: Vec<PlaceState> = (0..index.listed.len()).filter_map(|listed| known.place(listed, t)).collect();
        let count =
            |basis: Basis| index.watched.as_ref().map_or_else(Count::default, |side| held(&places, side, basis));
        let nearest = |basis: Basis| index.nearest(places.iter().map(|place| place.on(basis)));
        Self {
            clock,
            counts: Counts { documents: count(Basis::Documents), reference: count(Basis::Reference), of: places.len() },
            nearest: [nearest(Basis::Documents), nearest(Basis::Reference)],
            changes: known.changes(t),
            places,
            rows,
            events: BegunEvents::new(known, t),
        }
    }
}

impl Knowledge {
    /// The state of a listed place at `t`.
    pub(super) fn place(&self, listed: usize, t: Moment) -> Option<PlaceState> {
        let documents = self.ladder(listed, Basis::Documents)?;
        let rung = documents.ladder.at(t)?;
        let last_reported = self.told_until(listed, t).map(Moment::day);
        let contest = self.lapsed(documents, rung.lapsed);
        let contest = contest.filter(|contest| contest.testimony.span.end.map(Moment::day) == last_reported);
        Some(PlaceState {
            place: self.index.listed.get(listed)?.place.clone(),
            documents: rung.state.clone(),
            reference: self.control(listed, Basis::Reference, t)?.clone(),
            last_reported,
            when_last_reported: contest.map(|contest| contest.entry.event.id.clone()),
        })
    }

    fn control(&self, listed: usize, basis: Basis, t: Moment) -> Option<&ControlState> {
        self.ladder(listed, basis)?.ladder.at(t).map(|rung| &rung.state)
    }

    /// The captures whose bounds include the cursor's day, or its month or year where it is told by those, and that change the hands a place is in.
    pub(super) fn changes(&self, t: Moment) -> Vec<DayCapture> {
        let start = self.index.resolution.period().begin_of(t);
        let mut changes: Vec<DayCapture> = Vec::new();
        for counted in self.captures().across(t, start).into_iter().filter_map(|number| self.counted(number)) {
            let event = &counted.entry.event;
            let (Some(side), Some(listed)) = (&event.side, counted.entry.listed) else { continue };
            if self.control(listed, event.basis, start).is_none_or(|state| state.is_held_by(side)) {
                continue;
            }
            let testimony = counted.testimony;
            let change = DayCapture {
                place: event.place.clone(),
                side: side.clone(),
                event: event.id.clone(),
                basis: event.basis,
                definite: testimony.span.end.is_some_and(|end| end <= t),
                claimed_only: testimony.denied || testimony.firm_standing() < Standing::Reported,
            };
            let same =
                |c: &&mut DayCapture| c.place == change.place && c.basis == change.basis && c.side == change.side;
            let rank = |c: &DayCapture| (c.definite, !c.claimed_only);
            match changes.iter_mut().find(same) {
                Some(known) if rank(known) >= rank(&change) => {}
                Some(known) => *known = change,
                None => changes.push(change),
            }
        }
        changes
    }
}
