//! The records as data for the script: places, events and claims once, what is said of them as numbers of words.

use crate::chronicle::{Basis, Place};
use crate::export::Job;
use crate::export::page::bar::{self, Bar, Rungs};
use crate::export::page::events::{Context, EventData, Told, told};
use crate::export::page::known::ByKnown;
use crate::export::page::map::{Maps, Scene};
use crate::export::page::numbered::Numbered;
use crate::export::page::states::{Known, States};
use crate::time::Moment;
use crate::words::{self, short_date};
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
    /// By each instant of the reported clock, ascending, hindsight last.
    known: Vec<KnownData>,
    /// The number of the one it opens with.
    opens: usize,
    /// Numbers of words (title, sum, nearest, the rest of the text alternative) and of the sight.
    states: Vec<(usize, usize, usize, usize, usize)>,
    /// For each sight, the map of each size, by number of its scene.
    sights: Vec<Vec<usize>>,
    maps: Vec<MapData<'a>>,
    places: Vec<PlaceData>,
    events: Vec<EventData>,
    bar: Bar,
    /// What documents and references are called, by number.
    works: Vec<Work>,
}

#[derive(serde::Serialize)]
struct KnownData {
    /// Its minute; none is hindsight.
    at: Option<i64>,
    /// In words: "13 August", and with weekday and year.
    short: String,
    long: String,
    /// From which minute on which state holds.
    states: Vec<(i64, usize)>,
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
    said: ByKnown<Vec<(i64, usize, usize)>>,
    events: Vec<usize>,
    ladder: [ByKnown<Rungs>; 2],
}

#[derive(serde::Serialize)]
struct Work {
    name: String,
    address: Option<String>,
}

impl<'a> Data<'a> {
    /// Those of a job.
    pub fn of(job: &'a Job, states: &'a States, maps: &'a Maps) -> Self {
        let chronicle = job.chronicle();
        let told = told(job, states);
        let spoken: BTreeSet<&str> = told.iter().map(|told| told.event.place.as_str()).collect();
        let places: Vec<&Place> =
            chronicle.places.values().filter(|p| p.listed || spoken.contains(p.id.as_str())).collect();
        let place_numbers: BTreeMap<&str, usize> = places.iter().map(|p| p.id.as_str()).zip(0..).collect();
        let works = works(job);
        let work_numbers: BTreeMap<&str, usize> = works.iter().map(|(id, _)| *id).zip(0..).collect();
        let context = Context { chronicle, states, works: &work_numbers };
        let events = told.iter().filter_map(|told| {
            let place = *place_numbers.get(told.event.place.as_str())?;
            Some(context.event(told, place))
        });
        let place_data = places.iter().map(|place| place_data(job, states, maps, place, &told));
        let start = Moment::end_of(chronicle.meta.range.start.clamp(states.range.0, states.range.1));
        let number_of = |id: &crate::chronicle::PlaceId| place_numbers.get(id.as_str()).copied();
        let map_data = maps.editions.iter().map(|edition| MapData {
            name: edition.name,
            size: edition.view.size_px,
            scenes: edition.scenes.values(),
            shown: edition.scenes.values().iter().map(|s| s.places.iter().filter_map(number_of).collect()).collect(),
        });
        let scenes = |sight: usize| {
            maps.editions.iter().filter_map(|edition| edition.by_sight.get(sight).copied()).collect::<Vec<_>>()
        };
        let mut rows = Numbered::default();
        let known = states.known.iter().map(|known| known_data(states, known, &mut rows)).collect();
        Self {
            words: states.words.values(),
            days: states.days().map(words::day_in_full).collect(),
            first: states.range.0.to_string(),
            about: &job.chronicle().meta.summary,
            start: states.minutes(start),
            open: job.view.selection.as_ref().and_then(number_of),
            known,
            opens: states.opens,
            states: rows.values().to_vec(),
            sights: (0..states.sights.len()).map(scenes).collect(),
            maps: map_data.collect(),
            places: place_data.collect(),
            events: events.collect(),
            bar: bar::bar(job, states, &told),
            works: works.into_iter().map(|(_, work)| work).collect(),
        }
    }
}

fn known_data(states: &States, known: &Known, rows: &mut Numbered<(usize, usize, usize, usize, usize)>) -> KnownData {
    let steps = known.states.iter().map(|state| {
        let [title, sum, nearest, text] = state.says;
        (states.minutes(state.from), rows.number((title, sum, nearest, text, state.sight)))
    });
    let steps = steps.collect();
    let beside = states.range.1;
    KnownData {
        at: known.by.map(|by| states.minutes(by)),
        short: known.by.map_or_else(|| "hindsight".to_owned(), |by| words::timed(short_date(by.day(), beside), by)),
        long: known.by.map_or_else(|| "hindsight".to_owned(), words::date),
        states: steps,
    }
}

/// Documents, then references, by id.
fn works(job: &Job) -> Vec<(&str, Work)> {
    let chronicle = job.chronicle();
    let documents = chronicle.sources.values().filter(|_| job.shows(Basis::Documents)).map(|source| {
        let inferred = if source.published_certainty == "inferred" { " (date inferred)" } else { "" };
        let name = format!("{}{inferred}", words::source(chronicle, &source.id));
        (source.id.as_str(), Work { name, address: None })
    });
    let references = chronicle.references.values().filter(|_| job.shows(Basis::Reference)).map(|reference| {
        let name = format!("{}, {}", reference.publisher, reference.titled());
        (reference.id.as_str(), Work { name, address: web(&reference.address).map(str::to_owned) })
    });
    documents.chain(references).collect()
}

/// An address that a link may lead to.
pub(super) fn web(address: &str) -> Option<&str> {
    Some(address).filter(|address| address.starts_with("https://") || address.starts_with("http://"))
}

fn place_data(job: &Job, states: &States, maps: &Maps, place: &Place, told: &[Told<'_>]) -> PlaceData {
    let chronicle = job.chronicle();
    let focus = chronicle.places.get(&chronicle.meta.focus).filter(|focus| focus.id != place.id);
    let away = focus.and_then(|focus| {
        let km = crate::geo::distance_km(place.position?, focus.position?);
        Some(format!("{km:.1} km from {} in a straight line, computed", focus.name))
    });
    let said = |known: &Known| {
        let mut said: Vec<(i64, usize, usize)> = Vec::new();
        let number = known.last.places.binary_search_by(|p| p.place.cmp(&place.id));
        for state in &known.states {
            let Some(&[documents, reference]) = number.ok().and_then(|i| state.places.get(i)) else { break };
            if said.last().is_none_or(|&(_, d, r)| (d, r) != (documents, reference)) {
                said.push((states.minutes(state.from), documents, reference));
            }
        }
        said
    };
    let events = told.iter().enumerate().filter(|(_, told)| told.event.place == place.id).map(|(number, _)| number);
    let ladder =
        |basis| ByKnown::of(states.known.iter().map(|known| bar::ladder(job, states, known.by, &place.id, basis)));
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
        said: ByKnown::of(states.known.iter().map(said)),
        events: events.collect(),
        ladder: [Basis::Documents, Basis::Reference].map(ladder),
    }
}

fn rounded(px: f64) -> f64 {
    (px * 10.0).round() / 10.0
}
