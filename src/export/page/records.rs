//! The records as data for the script: places, events and claims once, what is said of them as numbers of words.

use crate::chronicle::{Basis, Place, PlaceId};
use crate::export::Job;
use crate::export::number::coordinate;
use crate::export::page::bar::{self, Bar};
use crate::export::page::events::{Context, EventData, told};
use crate::export::page::known::ByKnown;
use crate::export::page::ladders::Rungs;
use crate::export::page::map::Maps;
use crate::export::page::numbered::{Numbered, from_the_one_before};
use crate::export::page::states::{Known, OfPlace, States};
use crate::scene::side_outline;
use crate::time::{Moment, Resolution};
use crate::words::page::Script;
use crate::words::{self, short_date};
use std::collections::BTreeMap;

/// All the script is given.
#[derive(serde::Serialize)]
pub(super) struct Data<'a> {
    /// What the page says itself.
    say: Script,
    /// The ends of months or years, and what they are called, where time is told by those.
    rests: Vec<(i64, String)>,
    /// Minutes from one rest to the next, where these are no days.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<i64>,
    /// Words by number.
    words: &'a [String],
    /// Text alternatives by number, each as what it does not share with the one before.
    prose: Vec<(usize, usize, &'a str)>,
    /// The first day, as in a file, and the last minute.
    first: String,
    until: i64,
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
    /// Numbers of words (title, sum, nearest), of the rest of the text alternative, and of the sight.
    states: Vec<(usize, usize, usize, usize, usize)>,
    /// The sight that stands in the file.
    stands: usize,
    maps: Vec<MapData<'a>>,
    /// Legends as numbers of signs.
    legends: &'a [Vec<usize>],
    places: Vec<PlaceData>,
    events: Vec<EventData>,
    bar: Bar,
    /// Outlines of the signs of sides beyond the second, by rank.
    sides: Vec<String>,
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
    /// For each sight, the pieces that it has and the one before has not, or the other way round.
    turned: &'a [Vec<usize>],
    /// For each sight, the number of its legend.
    legend: &'a [usize],
    /// Pieces that are the symbol of a place, and which.
    symbols: Vec<(usize, usize)>,
    /// Places that share a mark.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shared: Vec<Vec<usize>>,
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
        let mut at_place: BTreeMap<&PlaceId, Vec<usize>> = BTreeMap::new();
        for (number, told) in told.iter().enumerate() {
            at_place.entry(&told.event.place).or_default().push(number);
        }
        let places: Vec<&Place> =
            chronicle.places.values().filter(|p| p.listed || at_place.contains_key(&p.id)).collect();
        let place_numbers: BTreeMap<&str, usize> = places.iter().map(|p| p.id.as_str()).zip(0..).collect();
        let works = works(job);
        let work_numbers: BTreeMap<&str, usize> = works.iter().map(|(id, _)| *id).zip(0..).collect();
        let context = Context { chronicle, states, works: &work_numbers };
        let events = told.iter().filter_map(|told| {
            let place = *place_numbers.get(told.event.place.as_str())?;
            Some(context.event(told, place))
        });
        let place_data = places.iter().map(|place| {
            let events = at_place.remove(&place.id).unwrap_or_default();
            place_data(job, states, maps, place, events)
        });
        let place_data = place_data.collect();
        let start = Moment::end_of(chronicle.meta.range.start.clamp(states.range.0, states.range.1));
        let number_of = |id: &PlaceId| place_numbers.get(id.as_str()).copied();
        let map_data = maps.editions.iter().map(|edition| MapData {
            name: edition.name,
            size: edition.view.size_px,
            turned: &edition.turned,
            legend: &edition.legend,
            symbols: edition.symbols.iter().filter_map(|(piece, id)| Some((*piece, number_of(id)?))).collect(),
            shared: edition.shared.iter().map(|group| group.iter().filter_map(number_of).collect()).collect(),
        });
        let mut rows = Numbered::default();
        let known =
            states.known.iter().map(|known| known_data(states, known, chronicle.resolution(), &mut rows)).collect();
        Self {
            say: words::page::script(chronicle.resolution()),
            rests: rests(states, chronicle.resolution()),
            step: (chronicle.resolution() < Resolution::Day).then(|| Resolution::Hour.minutes()),
            words: states.words.values(),
            prose: from_the_one_before(states.prose.values()),
            first: states.range.0.to_string(),
            until: states.minutes(states.ends.1),
            about: &job.chronicle().meta.summary,
            start: states.minutes(start),
            open: job.view.selection.as_ref().and_then(number_of),
            known,
            opens: states.opens,
            states: rows.values().to_vec(),
            stands: states.last_sight(),
            maps: map_data.collect(),
            legends: &maps.legends,
            places: place_data,
            events: events.collect(),
            bar: bar::bar(job, states, &told),
            sides: (2..chronicle.meta.sides.len()).map(outline).collect(),
            works: works.into_iter().map(|(_, work)| work).collect(),
        }
    }
}

/// The ends of the months or years of a page, and what they are called; none where time is told by days or by less.
fn rests(states: &States, told: Resolution) -> Vec<(i64, String)> {
    if told <= Resolution::Day {
        return Vec::new();
    }
    let (first, last) = states.ends;
    let ends = std::iter::successors(Some(told.rest_at(first)), |at| Some(told.after(*at)).filter(|next| next > at));
    ends.take_while(|at| *at <= last).map(|at| (states.minutes(at), words::date(at, told))).collect()
}

/// The outline of the sign of a side as the data of a path.
fn outline(rank: usize) -> String {
    let points = side_outline(rank).into_iter().map(|[x, y]| format!("{} {}", coordinate(x), coordinate(y)));
    format!("M{}z", points.collect::<Vec<_>>().join("L"))
}

fn known_data(
    states: &States,
    known: &Known,
    told: Resolution,
    rows: &mut Numbered<(usize, usize, usize, usize, usize)>,
) -> KnownData {
    let steps = known.states.iter().map(|state| {
        let [title, sum, nearest] = state.says;
        (states.minutes(state.from), rows.number((title, sum, nearest, state.prose, state.sight)))
    });
    let steps = steps.collect();
    let beside = states.range.1;
    let hindsight = || words::page::HINDSIGHT.to_owned();
    KnownData {
        at: known.by.map(|by| states.minutes(by)),
        short: known.by.map_or_else(hindsight, |by| words::timed(short_date(by.day(), beside), by)),
        long: known.by.map_or_else(hindsight, |by| words::date(by, told)),
        states: steps,
    }
}

/// Documents, then references, by id.
fn works(job: &Job) -> Vec<(&str, Work)> {
    let chronicle = job.chronicle();
    let documents = chronicle.sources.values().filter(|_| job.shows(Basis::Documents)).map(|source| {
        let inferred = if source.published_certainty == "inferred" { words::page::INFERRED } else { "" };
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

fn place_data(job: &Job, states: &States, maps: &Maps, place: &Place, events: Vec<usize>) -> PlaceData {
    let chronicle = job.chronicle();
    let focus = chronicle.focus().filter(|focus| focus.id != place.id);
    let away = focus.and_then(|focus| {
        Some(words::page::away(crate::geo::distance_km(place.position?, focus.position?), &focus.name))
    });
    let listed = states.listed.binary_search(&place.id).ok();
    fn of_place(known: &Known, listed: Option<usize>) -> Option<&OfPlace> {
        known.places.get(listed?)
    }
    let said = |known: &Known| -> Vec<(i64, usize, usize)> {
        let said = of_place(known, listed).into_iter().flat_map(|of| &of.said);
        said.map(|(from, [documents, reference])| (states.minutes(*from), *documents, *reference)).collect()
    };
    let ladder = |basis: usize| {
        let of = |known| of_place(known, listed).and_then(|of| of.ladders.get(basis)).cloned().unwrap_or_default();
        ByKnown::of(states.known.iter().map(of))
    };
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
        events,
        ladder: [0, 1].map(ladder),
    }
}

fn rounded(px: f64) -> f64 {
    (px * 10.0).round() / 10.0
}
