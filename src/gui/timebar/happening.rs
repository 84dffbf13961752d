//! The happenings of the lanes, gathered once from the records.

use super::counted::Counted;
use super::lane::{Lane, LaneSymbol};
use crate::app::State;
use crate::catalogue::KindLane;
use crate::chronicle::{Basis, Chronicle, Event, EventId, MapRole, Modality, Standing};
use crate::time::{Extent, Moment, Span};
use crate::timeline::{EventState, Nearest};
use crate::words::{self, Shown, capitalised, day_short, kind, kind_title, unless_happened};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a bound of a happening is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// To the day.
    Firm,
    /// About: it fades within the bounds.
    About,
    /// Not at all: it fades out beyond the bounds.
    Open,
}

/// One happening.
#[derive(Clone, Debug)]
pub struct Happening {
    /// The event it shows.
    pub event: EventId,
    /// Its lane.
    pub lane: Lane,
    /// Its symbol.
    pub glyph: LaneSymbol,
    /// Its bounds, as far as they are known.
    pub span: Span,
    /// Where it begins; a day before its end where that is unknown.
    pub start: Moment,
    /// Where it ends; a day after its start where that is unknown.
    pub end: Moment,
    /// How its start is known.
    pub starts: Bound,
    /// How its end is known.
    pub ends: Bound,
    /// Whether it lasts from start to end.
    pub lasts: bool,
    /// The side that acts, by rank.
    pub side: Option<usize>,
    /// Only by the reference chronology: hollow.
    pub hollow: bool,
    /// Only claimed: hatched.
    pub claimed: bool,
    /// Planned, expected or denied: an empty, dashed outline.
    pub unreal: bool,
    /// What it may be called beside its symbol, long to short.
    pub words: Vec<String>,
    /// Its accessible name.
    pub name: String,
    /// Whether any of its claims counts.
    pub known: bool,
    /// The best standing and the number of voices among the claims of documents that count.
    pub worth: Option<(Standing, usize)>,
}

/// What the gathered happenings depend on.
struct Key {
    chronicle: Arc<Chronicle>,
    known_by: Option<Moment>,
    shown: Shown,
    /// What each event is worth by then; those that are not known have none.
    worth: BTreeMap<EventId, EventState>,
}

/// All happenings, and the steps of the distance.
pub struct Happenings {
    key: Key,
    /// The happenings, in order of time.
    pub all: Vec<Happening>,
    /// How many end on each day, by its end.
    pub per_day: Vec<(Moment, usize)>,
    /// What is counted over time where the nearest held place is not told of.
    pub counted: Option<Counted>,
    /// The nearest held place over time: documents, reference.
    pub steps: [Vec<(Moment, Option<Nearest>)>; 2],
}

impl Key {
    fn of(state: &State) -> Self {
        let worth = state.timeline.outcomes(state.view.clock.known_by);
        Self {
            chronicle: Arc::clone(state.timeline.chronicle()),
            known_by: state.view.clock.known_by,
            shown: state.shown(),
            worth: worth.into_iter().map(|state| (state.event.id.clone(), state)).collect(),
        }
    }

    fn is_of(&self, state: &State) -> bool {
        Arc::ptr_eq(&self.chronicle, state.timeline.chronicle())
            && self.known_by == state.view.clock.known_by
            && self.shown == state.shown()
    }

    fn shows(&self, event: &Event) -> bool {
        let drawn = matches!(event.role, MapRole::Mark | MapRole::Area | MapRole::Timeline);
        drawn && self.shown.has(event.basis)
    }
}

impl Happenings {
    /// Gathers them.
    pub fn new(state: &State) -> Self {
        let key = Key::of(state);
        let timeline = &state.timeline;
        let mut events: Vec<&Arc<Event>> = key.chronicle.events.values().filter(|event| key.shows(event)).collect();
        events.sort_by_key(|e| (e.span.end, e.span.start, e.order, e.id.clone()));
        let range = state.axis().range();
        let gathered = events.iter().filter_map(|event| happening(&key, event));
        let all: Vec<Happening> = gathered.filter(|h| h.end > range.0 && h.start < range.1).collect();
        let mut per_day: BTreeMap<Moment, usize> = BTreeMap::new();
        for happening in &all {
            *per_day.entry(Moment::end_of(happening.end.day())).or_default() += 1;
        }
        let steps = |basis| if key.shown.has(basis) { timeline.nearest_steps(basis, key.known_by) } else { Vec::new() };
        let steps = [Basis::Documents, Basis::Reference].map(steps);
        let counted = Counted::of(state);
        Self { all, per_day: per_day.into_iter().collect(), counted, steps, key }
    }

    /// Whether they are still those of this state.
    pub fn are_of(&self, state: &State) -> bool {
        self.key.is_of(state)
    }
}

fn happening(key: &Key, event: &Event) -> Option<Happening> {
    let chronicle = &key.chronicle;
    // As far as it is known: bounds may be wider than in hindsight.
    let span = key.worth.get(&event.id).map_or(event.span, |state| state.span);
    let end = span.end.or_else(|| span.start.map(|start| Moment(start.0 + Moment::DAY)))?;
    let start = span.start.unwrap_or(Moment(end.0 - Moment::DAY)).min(Moment(end.0 - 1));
    let (starts, ends) = bounds(event, span);
    let lane = Lane::of(chronicle, event);
    let state = key.worth.get(&event.id);
    let worth = state.filter(|_| event.basis == Basis::Documents).map(|state| (state.standing, state.voices));
    Some(Happening {
        event: event.id.clone(),
        lane,
        glyph: LaneSymbol::of(chronicle, event, lane),
        span,
        start,
        end,
        starts,
        ends,
        lasts: event.extent == Extent::Throughout,
        side: event.side.as_ref().and_then(|side| chronicle.side_rank(side)),
        hollow: event.basis == Basis::Reference,
        claimed: worth.is_some_and(|(standing, _)| standing <= Standing::Claimed),
        unreal: matches!(event.modality, Modality::Planned | Modality::Predicted | Modality::Negated),
        words: words(chronicle, event, lane),
        name: name(key, event, span, worth),
        known: state.is_some(),
        worth,
    })
}

/// "Capture, Herat, 12 Aug, reported, 1 voice".
fn name(key: &Key, event: &Event, span: Span, worth: Option<(Standing, usize)>) -> String {
    let place = key.chronicle.places.get(&event.place).map_or(event.place.as_str(), |p| p.name.as_str());
    let mut text = format!(
        "{}, {place}, {}",
        kind_title(&key.chronicle, &event.kind),
        words::span(span, key.chronicle.resolution())
    );
    if let Some(modality) = unless_happened(event.modality) {
        text += &format!(", {modality}");
    }
    let known = key.worth.contains_key(&event.id);
    match (key.known_by.filter(|_| !known), event.basis, worth) {
        (Some(by), ..) => text += &format!(", not yet reported by {}", day_short(by.day(), key.chronicle.resolution())),
        (None, Basis::Reference, _) => text += ", reference chronology",
        (None, _, Some((standing, count))) => text += &format!(", {}", words::worth(standing, count)),
        _ => {}
    }
    text
}

/// What a happening may be called, long to short.
fn words(chronicle: &Chronicle, event: &Event, lane: Lane) -> Vec<String> {
    let place = chronicle.places.get(&event.place).map_or_else(|| event.place.to_string(), |p| p.name.clone());
    let sentence = event.summary.trim_end_matches('.').to_owned();
    let kind = kind(chronicle, &event.kind);
    match lane {
        Lane::Of(KindLane::Captures) | Lane::ByReference => vec![place],
        Lane::Country => vec![sentence, capitalised(&kind)],
        Lane::Of(KindLane::Withdrawals | KindLane::Fighting) => vec![sentence, format!("{place}, {kind}"), place],
        Lane::Of(_) => vec![sentence, format!("{place}, {kind}")],
    }
}

/// How the bounds are known: the date as written says where it is about.
fn bounds(event: &Event, span: Span) -> (Bound, Bound) {
    let written = event.when.written();
    let (first, last) = written.split_once('/').unwrap_or((written, written));
    let bound = |known: bool, text: &str| match (known, text.contains(['~', '?', '%'])) {
        (false, _) => Bound::Open,
        (true, true) => Bound::About,
        (true, false) => Bound::Firm,
    };
    (bound(span.start.is_some(), first), bound(span.end.is_some() && last != "..", last))
}
