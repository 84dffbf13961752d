//! The happenings of the lanes, gathered once from the records.

use crate::app::State;
use crate::chronicle::{Basis, Chronicle, Event, EventId, MapRole, Modality, Standing};
use crate::gui::tell;
use crate::time::{Extent, Moment};
use crate::timeline::Nearest;
use std::sync::Arc;

/// How a happening is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A capture.
    Disc,
    /// The capture of the focus place.
    Star,
    /// A withdrawal or surrender.
    Triangle,
    /// Talk.
    Ring,
    /// A resolution.
    Square,
    /// Anything else.
    Dot,
}

/// One happening.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which.
    pub event: EventId,
    /// Its lane.
    pub lane: usize,
    /// Its row in the lane.
    pub row: usize,
    /// Where it begins, if that is known.
    pub start: Option<Moment>,
    /// Where it ends.
    pub end: Moment,
    /// Whether it lasts from start to end.
    pub lasts: bool,
    /// Its symbol.
    pub glyph: Glyph,
    /// The side that acts, by rank.
    pub side: Option<usize>,
    /// Only by the reference chronology: hollow.
    pub hollow: bool,
    /// Only claimed, planned, or denied: dashed and pale.
    pub doubtful: bool,
    /// Its place.
    pub name: String,
    /// In words.
    pub tip: String,
    /// When it was first reported.
    pub reported: Option<Moment>,
    /// Which of the symbols of its day it is, and of how many.
    pub slot: (usize, usize),
}

/// All happenings, and the steps of the distance.
pub struct Items {
    chronicle: Arc<Chronicle>,
    known_by: Option<Moment>,
    reference: bool,
    documents: bool,
    low: bool,
    /// The happenings, in order of time.
    pub items: Vec<Item>,
    /// The nearest held place over time: documents, reference.
    pub steps: [Vec<(Moment, Option<Nearest>)>; 2],
}

impl Items {
    /// Gathers them.
    pub fn new(state: &State, low: bool) -> Self {
        let timeline = &state.timeline;
        let chronicle = Arc::clone(timeline.chronicle());
        let reference = state.reference();
        let documents = !state.look.hidden.contains("documents");
        let known_by = state.look.clock.known_by;
        let mut events: Vec<&Event> = chronicle.events.values().filter(|e| shown(e, reference, documents)).collect();
        events.sort_by_key(|e| (e.span.end, e.span.start, e.order, e.id.clone()));
        let mut items: Vec<Item> = events.iter().filter_map(|event| item(&chronicle, event)).collect();
        // A low bar has one lane for all that is no capture.
        for item in items.iter_mut().filter(|item| low && item.lane > 1) {
            item.lane = 3;
        }
        rows(&mut items);
        slots(&mut items);
        let none = Vec::new;
        let steps = [
            if documents { timeline.nearest_steps(Basis::Documents, known_by) } else { none() },
            if reference { timeline.nearest_steps(Basis::Reference, known_by) } else { none() },
        ];
        Self { known_by, reference, documents, low, items, steps, chronicle }
    }

    /// Whether they are still those of this state.
    pub fn are_of(&self, state: &State, low: bool) -> bool {
        Arc::ptr_eq(&self.chronicle, state.timeline.chronicle())
            && self.low == low
            && self.known_by == state.look.clock.known_by
            && self.reference == state.reference()
            && self.documents != state.look.hidden.contains("documents")
    }
}

fn shown(event: &Event, reference: bool, documents: bool) -> bool {
    let drawn = matches!(event.role, MapRole::Mark | MapRole::Area | MapRole::Timeline);
    drawn
        && match event.basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        }
}

fn lane(event: &Event) -> (usize, Glyph) {
    match event.kind.as_str() {
        "capture" if event.basis == Basis::Reference => (1, Glyph::Disc),
        "capture" => (0, Glyph::Disc),
        "withdrawal" | "surrender" => (2, Glyph::Triangle),
        "siege" | "fighting" | "attack" | "advance" | "offensive-start" | "incident" | "casualties" => (3, Glyph::Dot),
        "resolution" => (4, Glyph::Square),
        "negotiation" | "statement" | "control-summary" => (4, Glyph::Ring),
        _ => (5, Glyph::Dot),
    }
}

fn item(chronicle: &Chronicle, event: &Event) -> Option<Item> {
    let (lane, glyph) = lane(event);
    let end = event.span.end.or_else(|| event.span.start.map(|start| Moment(start.0 + Moment::DAY)))?;
    let focus = event.place == chronicle.meta.focus && glyph == Glyph::Disc;
    let name = chronicle.places.get(&event.place).map_or_else(|| event.place.to_string(), |p| p.name.clone());
    let unsure = matches!(event.modality, Modality::Planned | Modality::Predicted | Modality::Negated);
    let claimed = tell::worth(event).is_some_and(|(standing, _)| standing <= Standing::Claimed);
    Some(Item {
        event: event.id.clone(),
        lane,
        row: 0,
        start: event.span.start,
        end,
        lasts: event.extent == Extent::Throughout,
        glyph: if focus { Glyph::Star } else { glyph },
        side: event.side.as_ref().and_then(|side| chronicle.side_rank(side)),
        hollow: event.basis == Basis::Reference,
        doubtful: unsure || claimed,
        name,
        tip: format!("{}\n{}", tell::event(chronicle, event), event.summary),
        reported: event.claims.iter().filter_map(|claim| claim.reported).min(),
        slot: (0, 1),
    })
}

/// How many rows a lane has.
pub fn rows_of(lane: usize) -> usize {
    match lane {
        3 => 4,
        5 => 3,
        4 => 2,
        _ => 1,
    }
}

/// Whether the bars of a lane carry names.
pub fn named(lane: usize) -> bool {
    matches!(lane, 3 | 5)
}

/// Puts bars that overlap into rows of their own; what finds none shares the last.
fn rows(items: &mut [Item]) {
    let mut ends: [Vec<Option<Moment>>; 6] = std::array::from_fn(|lane| vec![None; rows_of(lane)]);
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| items.get(i).map(|item| (item.start.unwrap_or(item.end), item.end)));
    for i in order {
        let Some(item) = items.get_mut(i) else { continue };
        let Some(lane) = ends.get_mut(item.lane) else { continue };
        // A symbol of the last day needs its name's room no more than a bar does.
        let start = item.start.unwrap_or(Moment(item.end.0 - Moment::DAY));
        let free = lane.iter().position(|end| end.is_none_or(|end| end <= start));
        item.row = free.unwrap_or(lane.len().saturating_sub(1));
        if let Some(end) = lane.get_mut(item.row) {
            *end = (*end).max(Some(item.end));
        }
    }
}

/// Spreads the symbols that share a row and a last day.
fn slots(items: &mut [Item]) {
    let key = |item: &Item| (item.lane, item.row, item.end.day(), item.lasts);
    let keys: Vec<_> = items.iter().map(key).collect();
    for (i, item) in items.iter_mut().enumerate() {
        let same = |k: &&_| Some(*k) == keys.get(i);
        item.slot = (keys.iter().take(i).filter(same).count(), keys.iter().filter(same).count());
    }
}
