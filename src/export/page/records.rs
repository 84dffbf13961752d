//! The records as data for the script: places, events and claims once, what is said of them as numbers of words.

use crate::chronicle::{Basis, Chronicle, Claim, ClaimBody, Event, EventId, MapRole, Modality, Place, Says, Standing};
use crate::export::Order;
use crate::export::page::bar::{self, Bar};
use crate::export::page::map::{Maps, Scene};
use crate::export::page::states::States;
use crate::time::Moment;
use crate::timeline::{EventState, capitalised, words};
use std::collections::{BTreeMap, BTreeSet};

/// All the script is given.
#[derive(serde::Serialize)]
pub(super) struct Data<'a> {
    /// Words by number.
    words: &'a [String],
    /// For each day, its name.
    days: Vec<String>,
    /// The first day, as in a file.
    first: String,
    /// What the chronicle is about.
    about: &'a str,
    /// Minute at which the page opens.
    start: i64,
    /// The place that is open at first.
    open: Option<usize>,
    states: Vec<StateData>,
    maps: Vec<MapData<'a>>,
    places: Vec<PlaceData>,
    events: Vec<EventData>,
    bar: Bar,
    /// What documents and references are called, by number.
    works: Vec<Work>,
}

#[derive(serde::Serialize)]
struct StateData {
    /// From which minute on.
    from: i64,
    /// Numbers of words: title, sum, nearest, text alternative.
    says: [usize; 4],
    /// The map of each size, by number of its scene.
    maps: Vec<usize>,
}

#[derive(serde::Serialize)]
struct MapData<'a> {
    name: &'static str,
    size: [f64; 2],
    scenes: &'a [Scene],
    /// For each scene, the places that carry a symbol.
    shown: Vec<Vec<usize>>,
}

#[derive(serde::Serialize)]
struct PlaceData {
    id: String,
    name: String,
    role: String,
    local: String,
    note: Option<String>,
    listed: bool,
    /// Distance to the focus, in words.
    away: Option<String>,
    /// Where it stands on the map of each size, and where again in its inset.
    at: Vec<Option<[f64; 2]>>,
    again: Vec<Option<[f64; 2]>>,
    /// From which minute on documents and reference say what, by numbers of words.
    said: Vec<(i64, usize, usize)>,
    events: Vec<usize>,
    ladder: [Vec<(i64, &'static str)>; 2],
}

#[derive(serde::Serialize)]
struct EventData {
    id: String,
    place: usize,
    kind: String,
    when: String,
    reference: bool,
    summary: String,
    reading: Option<String>,
    /// Where it is not simply something that happened.
    unsure: Option<&'static str>,
    /// What it is worth, in words.
    worth: String,
    standing: &'static str,
    denied: bool,
    /// The minutes from which it is possible, definite and over.
    phases: [Option<i64>; 3],
    /// Last minute of its bounds.
    until: i64,
    claims: Vec<ClaimData>,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum ClaimData {
    Excerpt {
        id: String,
        /// The words, in parts: 0 plain, 1 what names the place, 2 what tells the time.
        quote: Vec<(String, u8)>,
        by: String,
        work: usize,
        standing: &'static str,
        voice: usize,
        remarks: Vec<String>,
    },
    Citation {
        says: &'static str,
        detail: Option<String>,
        work: usize,
    },
}

#[derive(serde::Serialize)]
struct Work {
    name: String,
    address: Option<String>,
}

impl<'a> Data<'a> {
    /// Those of an order.
    pub fn of(order: Order<'a>, states: &'a States, maps: &'a Maps) -> Self {
        let chronicle = order.chronicle;
        let last = order.timeline.slice(order.last());
        let begun = shown(order, &last.events);
        let spoken: BTreeSet<&str> = begun.iter().map(|(event, _)| event.place.as_str()).collect();
        let places: Vec<&Place> =
            chronicle.places.values().filter(|p| p.listed || spoken.contains(p.id.as_str())).collect();
        let place_numbers: BTreeMap<&str, usize> = places.iter().map(|p| p.id.as_str()).zip(0..).collect();
        let works = works(order);
        let work_numbers: BTreeMap<&str, usize> = works.iter().map(|(id, _)| *id).zip(0..).collect();
        let context = Context { chronicle, states, works: &work_numbers };
        let events = begun.iter().filter_map(|(event, state)| {
            let place = *place_numbers.get(event.place.as_str())?;
            Some(context.event(event, state, place))
        });
        let numbered: Vec<(usize, &str)> = begun.iter().map(|(event, _)| event.place.as_str()).enumerate().collect();
        let place_data = places.iter().map(|place| {
            let events = numbered.iter().filter(|(_, at)| *at == place.id.as_str()).map(|(i, _)| *i).collect();
            place_data(order, states, maps, place, events)
        });
        let start = Moment::end_of(chronicle.meta.range.start.clamp(states.range.0, states.range.1));
        let number_of = |id: &crate::chronicle::PlaceId| place_numbers.get(id.as_str()).copied();
        let map_data = maps.editions.iter().map(|edition| MapData {
            name: edition.name,
            size: edition.view.size_px,
            scenes: edition.scenes.values(),
            shown: edition.scenes.values().iter().map(|s| s.places.iter().filter_map(number_of).collect()).collect(),
        });
        let state_data = states.states.iter().enumerate().map(|(i, state)| StateData {
            from: states.minutes(state.from),
            says: state.says,
            maps: maps.editions.iter().filter_map(|edition| edition.by_state.get(i).copied()).collect(),
        });
        Self {
            words: states.words.values(),
            days: states.days().map(|day| day.strftime("%A %-d %B %Y").to_string()).collect(),
            first: states.range.0.to_string(),
            about: &order.chronicle.meta.summary,
            start: states.minutes(start),
            open: order.view.selection.as_ref().and_then(number_of),
            states: state_data.collect(),
            maps: map_data.collect(),
            places: place_data.collect(),
            events: events.collect(),
            bar: bar::bar(order, states, &begun),
            works: works.into_iter().map(|(_, work)| work).collect(),
        }
    }
}

/// The events a page speaks of: those begun by its end, in order of time.
fn shown<'o>(order: Order<'o>, begun: &'o [EventState]) -> Vec<(&'o Event, &'o EventState)> {
    begun
        .iter()
        .filter_map(|state| Some((order.chronicle.events.get(&state.event)?, state)))
        .filter(|(event, _)| matches!(event.role, MapRole::Mark | MapRole::Area | MapRole::Timeline))
        .filter(|(event, _)| order.shows(event.basis))
        .collect()
}

/// Documents, then references, by id.
fn works(order: Order<'_>) -> Vec<(&str, Work)> {
    let chronicle = order.chronicle;
    let documents = chronicle.sources.values().filter(|_| order.shows(Basis::Documents)).map(|source| {
        let inferred = if source.published_certainty == "inferred" { " (date inferred)" } else { "" };
        let name = format!("{}{inferred}", words::source(chronicle, &source.id));
        (source.id.as_str(), Work { name, address: None })
    });
    let references = chronicle.references.values().filter(|_| order.shows(Basis::Reference)).map(|reference| {
        let name = format!("{}, {}", reference.publisher, reference.titled());
        (reference.id.as_str(), Work { name, address: web(&reference.address).map(str::to_owned) })
    });
    documents.chain(references).collect()
}

/// An address that a link may lead to.
pub(super) fn web(address: &str) -> Option<&str> {
    Some(address).filter(|address| address.starts_with("https://") || address.starts_with("http://"))
}

fn place_data(order: Order<'_>, states: &States, maps: &Maps, place: &Place, events: Vec<usize>) -> PlaceData {
    let chronicle = order.chronicle;
    let focus = chronicle.places.get(&chronicle.meta.focus).filter(|focus| focus.id != place.id);
    let away = focus.and_then(|focus| {
        let km = crate::geo::distance_km(place.position?, focus.position?);
        Some(format!("{km:.1} km from {} in a straight line, computed", focus.name))
    });
    let mut said: Vec<(i64, usize, usize)> = Vec::new();
    for state in &states.states {
        let at = state.slice.places.binary_search_by(|p| p.place.cmp(&place.id));
        let Some(&[documents, reference]) = at.ok().and_then(|i| state.places.get(i)) else { break };
        if said.last().is_none_or(|&(_, d, r)| (d, r) != (documents, reference)) {
            said.push((states.minutes(state.from), documents, reference));
        }
    }
    PlaceData {
        id: place.id.as_str().to_owned(),
        name: place.name.clone(),
        role: place.role.clone(),
        local: place.local.join(" · "),
        note: place.note.clone(),
        listed: place.listed,
        away,
        at: maps.editions.iter().map(|edition| edition.positions.get(&place.id).map(|at| at.map(rounded))).collect(),
        again: maps.editions.iter().map(|edition| edition.again.get(&place.id).map(|at| at.map(rounded))).collect(),
        said,
        events,
        ladder: [Basis::Documents, Basis::Reference].map(|basis| bar::ladder(order, states, &place.id, basis)),
    }
}

fn rounded(px: f64) -> f64 {
    (px * 10.0).round() / 10.0
}

struct Context<'a> {
    chronicle: &'a Chronicle,
    states: &'a States,
    works: &'a BTreeMap<&'a str, usize>,
}

impl Context<'_> {
    fn event(&self, event: &Event, state: &EventState, place: usize) -> EventData {
        let reference = event.basis == Basis::Reference;
        let worth = if reference {
            "reference chronology".to_owned()
        } else {
            format!("{}, {}", state.standing.word(), words::voices(state.voices))
        };
        let minutes = |moment: Option<Moment>| moment.map(|moment| self.states.minutes(moment));
        EventData {
            id: event.id.as_str().to_owned(),
            place,
            kind: capitalised(&event.kind.replace('-', " ")),
            when: words::between(state.span, self.chronicle.meta.range.until),
            reference,
            summary: event.summary.clone(),
            reading: event.reading.clone(),
            unsure: match event.modality {
                Modality::Happened | Modality::Ongoing => None,
                Modality::Planned => Some("planned"),
                Modality::Predicted => Some("expected"),
                Modality::Negated => Some("said not to have happened"),
            },
            worth,
            standing: state.standing.word(),
            denied: state.denied,
            phases: self.phases(&event.id).map(minutes),
            until: state.span.end.map_or(0, |end| self.states.minutes(end)),
            claims: self.claims(event, state),
        }
    }

    fn phases(&self, event: &EventId) -> [Option<Moment>; 3] {
        self.states.phases.get(event).copied().unwrap_or_default()
    }

    /// What counts, and what stands beside it: references that differ, denials and what was taken back.
    fn claims(&self, event: &Event, state: &EventState) -> Vec<ClaimData> {
        let by = state_known_by(self.states);
        let known = |claim: &Claim| by.is_none_or(|by| claim.reported.is_some_and(|reported| reported <= by));
        let mut voices: Vec<&str> = Vec::new();
        let claims = event.claims.iter().enumerate();
        let shown = claims.filter(|(i, claim)| state.counting.binary_search(i).is_ok() || known(claim));
        let data = shown.filter_map(|(_, claim)| {
            let work = *self.works.get(claim.source.as_str())?;
            match &claim.body {
                ClaimBody::Excerpt { witness, by, standing, words, as_written, quote, flags, note, .. } => {
                    let voice = voices.iter().position(|known| *known == witness.as_str()).unwrap_or_else(|| {
                        voices.push(witness.as_str());
                        voices.len() - 1
                    });
                    let flags = flags.iter().map(|flag| format!("Editor: {}", flag.replace('-', " ")));
                    Some(ClaimData::Excerpt {
                        id: claim.id.as_str().to_owned(),
                        quote: parts(&quote.exact, as_written.as_deref(), words.as_deref()),
                        by: capitalised(by),
                        work,
                        standing: standing.word(),
                        voice: voice + 1,
                        remarks: flags.chain(note.clone()).collect(),
                    })
                }
                ClaimBody::Reference { says, detail } => {
                    Some(ClaimData::Citation { says: relation(*says), detail: detail.clone(), work })
                }
            }
        });
        data.collect()
    }
}

fn state_known_by(states: &States) -> Option<Moment> {
    states.states.first().and_then(|state| state.slice.clock.known_by)
}

fn relation(says: Says) -> &'static str {
    match says {
        Says::SameDay => "Same day",
        Says::Supports => "Supports",
        Says::Differs => "Differs",
        Says::EarlierEvent => "Earlier event",
        Says::LaterEvent => "Later event",
    }
}

/// A quotation, verbatim but for line breaks, cut where the words for place and time begin and end.
fn parts(quote: &str, place: Option<&str>, time: Option<&str>) -> Vec<(String, u8)> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(quote);
    let mut found: Vec<(usize, usize, u8)> = [(place, 1), (time, 2)]
        .into_iter()
        .filter_map(|(words, sign)| {
            let words = flat(words?);
            let start = text.find(&words).filter(|_| !words.is_empty())?;
            Some((start, start + words.len(), sign))
        })
        .collect();
    found.sort_unstable();
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, sign) in found {
        // Where the one lies in the other, the first is marked.
        if start >= at {
            parts.push((text.get(at..start).unwrap_or_default().to_owned(), 0));
            parts.push((text.get(start..end).unwrap_or_default().to_owned(), sign));
            at = end;
        }
    }
    parts.push((text.get(at..).unwrap_or_default().to_owned(), 0));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

/// Whether a standing is that of an interested party alone.
pub(super) fn is_doubtful(standing: Standing) -> bool {
    standing <= Standing::Claimed
}
