//! Which entry of the gazetteer a name means.
//!
//! Every distinct name of a text is a *group*: it means one thing throughout, unless its own words say otherwise. A
//! candidate's score is what is known of it alone (people, what it is), what the words beside the name say (the area it is
//! said to lie in), and the support of the other names: how near their likeliest candidates are. Support and likelihood
//! are worked out in turns.

use crate::language::Text;
use crate::propose::mentions::{Candidate, PlaceMention};
use crate::propose::places::beside::{Link, Neighbours, links};
use crate::propose::places::find::Span;
use crate::world::{Gazetteer, PlaceClass, sound_of};

/// How many candidates of a name are weighed, and of how many names.
const CANDIDATES: usize = 14;
const GROUPS: usize = 40;
const ROUNDS: usize = 3;
/// How many candidates a mention keeps.
const SHOWN: usize = 8;
/// What a place must weigh alone to be taken with nothing beside it, and where all else is abroad: about 2,000 people.
const LEAST: f32 = 4.9;
const LEAST_ABROAD: f32 = 7.6;
/// How many entries of a name are looked at closely.
const CLOSELY: usize = 32;

/// Weights, found on one half of a corpus of local news and on news of the world; none is sharp.
const PRIOR: f32 = 0.55;
const SUPPORT: f32 = 1.6;
/// At this distance two places support each other half as much as side by side.
const NEAR_KM: f32 = 45.0;
const NEAR: f32 = 1.6;
const SAME_REGION: f32 = 0.5;
const SAME_COUNTRY: f32 = 0.1;
const IN_REGION: f32 = 1.3;
const IN_COUNTRY: f32 = 0.9;

pub(super) fn resolve(text: &Text<'_>, world: &Gazetteer, spans: Vec<Span>) -> Vec<PlaceMention> {
    let mut spans = spans;
    as_elsewhere(&mut spans);
    let links = links(text, &spans);
    let mut groups = groups(world, &spans, &links);
    for _ in 0..ROUNDS {
        support(&mut groups);
    }
    let mut of_span = vec![None; spans.len()];
    for (number, group) in groups.iter_mut().enumerate() {
        group.meanings.sort_by(|a, b| b.share.total_cmp(&a.share));
        for at in &group.spans {
            of_span[*at] = Some(number);
        }
    }
    let lands: Vec<Option<u32>> = groups.iter().map(|group| group.meanings.first()?.country).collect();
    let mention = |(span, number): (Span, Option<usize>)| {
        let group = number.and_then(|number| groups.get(number));
        let candidates: Vec<Candidate> = group.map_or_else(Vec::new, Group::candidates);
        let abroad = number.is_some_and(|own| {
            let elsewhere =
                |(other, land): (usize, &Option<u32>)| other == own || *land != lands.get(own).copied().flatten();
            lands.len() > 1 && lands.iter().enumerate().all(elsewhere)
        });
        let far_fetched = group.is_none_or(|group| group.is_far_fetched(abroad));
        let reason = match group {
            None => "not in the gazetteer".to_owned(),
            Some(group) => group.reason(world, far_fetched),
        };
        PlaceMention { tokens: span.tokens, role: span.role, candidates, chosen: (!far_fetched).then_some(0), reason }
    };
    spans.into_iter().zip(of_span).map(mention).collect()
}

/// What a name may mean.
struct Meaning {
    entry: u32,
    country: Option<u32>,
    region: Option<u32>,
    class: PlaceClass,
    /// On the unit sphere.
    at: [f32; 3],
    /// What is known of it alone.
    prior: f32,
    /// What the words beside the name say for it.
    hint: f32,
    /// What the other names of the text say for it.
    support: f32,
    /// Its part of the likelihood, 0 to 1.
    share: f32,
}

struct Group {
    spans: Vec<usize>,
    meanings: Vec<Meaning>,
}

impl Group {
    fn candidates(&self) -> Vec<Candidate> {
        let candidate = |meaning: &Meaning| Candidate { entry: meaning.entry, score: meaning.share };
        self.meanings.iter().take(SHOWN).map(candidate).collect()
    }

    /// Whether the best is a small place that nothing in the text speaks for: under another name, or where all else that
    /// the text names is abroad.
    fn is_far_fetched(&self, abroad: bool) -> bool {
        self.meanings.first().is_none_or(|best| {
            let settled = matches!(best.class, PlaceClass::Settlement | PlaceClass::Quarter | PlaceClass::Site);
            let least = if abroad { LEAST_ABROAD } else { LEAST };
            settled && best.hint == 0.0 && best.support < 0.2 && best.prior < least
        })
    }

    fn reason(&self, world: &Gazetteer, far_fetched: bool) -> String {
        let Some(best) = self.meanings.first() else { return String::new() };
        let inside = best.region.filter(|region| *region != best.entry).or(best.country).map(|area| world.name(area));
        let place = inside.map_or_else(String::new, |area| format!(" in {area}"));
        if far_fetched {
            format!("a small place{place} has this name, and nothing else in the text is near it")
        } else if self.meanings.len() == 1 {
            format!("the only one of its name{place}")
        } else if best.hint > 0.0 {
            format!("the one{place}, as the words beside it say")
        } else if best.support > 0.5 {
            format!("the one{place}, where other places of the text are")
        } else {
            format!("the best known of its name{place}")
        }
    }
}

fn prior(world: &Gazetteer, span: &Span, entry: u32, own: bool) -> f32 {
    let people = libm::logf(world.population(entry).max(150) as f32);
    let class = world.class(entry);
    let country = world.country(entry);
    let mut prior = match class {
        PlaceClass::Country => 17.0 + 0.35 * (people - 13.0),
        PlaceClass::Continent => 14.0,
        PlaceClass::Area => 13.0,
        PlaceClass::Region => 13.6 + 0.35 * (people - 13.0),
        PlaceClass::District => 0.75 * people,
        PlaceClass::Settlement => people,
        PlaceClass::Quarter => people - 2.5,
        PlaceClass::Water => 11.0,
        PlaceClass::Mountain => 10.0,
        PlaceClass::Site => 9.0,
    };
    if class == PlaceClass::Settlement {
        if country.and_then(|country| world.capital_of(country)) == Some(entry) {
            prior += 1.5;
        } else if world.region(entry).and_then(|region| world.capital_of(region)) == Some(entry) {
            prior += 0.7;
        }
    }
    let named_so = |seat: u32, own: bool| {
        let [seat, area] = [seat, entry].map(|entry| world.name(entry));
        own || seat == area || sound_of(seat).is_some_and(|sound| sound_of(area) == Some(sound))
    };
    if class == PlaceClass::Region
        && world
            .capital_of(entry)
            .is_some_and(|seat| span.entries.iter().any(|(e, own)| *e == seat && named_so(seat, *own)))
    {
        // "Herat" is the city unless the words say "province".
        prior = prior.min(people) - 3.0;
    }
    if !own {
        prior -= 3.0;
    }
    match (span.wants, class) {
        (Some(PlaceClass::Region), PlaceClass::Region) => prior + 8.0,
        (Some(PlaceClass::Region), PlaceClass::Area) => prior + 5.0,
        (Some(PlaceClass::Region), PlaceClass::District) => prior + 3.0,
        (Some(PlaceClass::District), PlaceClass::District) => prior + 8.0,
        (Some(PlaceClass::District), PlaceClass::Region) => prior + 2.0,
        (Some(PlaceClass::Settlement), PlaceClass::Settlement) => prior + 3.0,
        (Some(PlaceClass::Settlement), PlaceClass::Country | PlaceClass::Region) => prior - 3.0,
        _ => prior,
    }
}

/// "the city of Bakhmut" makes Bakhmut the city wherever the text names it; "Herat province" says nothing of Herat.
fn as_elsewhere(spans: &mut [Span]) {
    for at in 0..spans.len() {
        if spans[at].wants.is_some() || spans[at].entries.is_empty() {
            continue;
        }
        let settled = |other: &Span| other.wants == Some(PlaceClass::Settlement) && other.entries == spans[at].entries;
        if spans.iter().any(settled) {
            spans[at].wants = Some(PlaceClass::Settlement);
        }
    }
}

fn groups(world: &Gazetteer, spans: &[Span], links: &[Link]) -> Vec<Group> {
    let areas: Vec<Vec<u32>> = spans.iter().map(|span| areas(world, span)).collect();
    let named: Vec<u32> = areas.iter().flatten().copied().collect();
    let mut groups: Vec<Group> = Vec::new();
    for (at, span) in spans.iter().enumerate().filter(|(_, span)| !span.entries.is_empty()) {
        let near = Neighbours { world, spans, areas: &areas, links, at };
        let same = |group: &&mut Group| {
            let first = group.spans.first().and_then(|first| spans.get(*first));
            first.is_some_and(|first| first.entries == span.entries && first.wants == span.wants)
        };
        if let Some(group) = groups.iter_mut().find(same) {
            group.spans.push(at);
            for meaning in &mut group.meanings {
                meaning.hint = meaning.hint.max(near.hint(meaning.entry, meaning.class));
            }
            continue;
        }
        let mut meanings: Vec<Meaning> = span
            .entries
            .iter()
            .map(|(entry, own)| {
                let (country, region) = (world.country(*entry), world.region(*entry));
                let class = world.class(*entry);
                // What lies in an area that the text names is likelier; told before all else, so that it is not cut off.
                let within = |area: Option<u32>, weight: f32| {
                    if area.is_some_and(|area| area != *entry && named.contains(&area)) { weight } else { 0.0 }
                };
                Meaning {
                    entry: *entry,
                    country,
                    region,
                    class,
                    at: [0.0; 3],
                    prior: prior(world, span, *entry, *own),
                    hint: near.area_hint(*entry, class),
                    support: within(region, 3.0) + within(country, 1.0),
                    share: 0.0,
                }
            })
            .collect();
        keep(&mut meanings, CLOSELY);
        for meaning in &mut meanings {
            meaning.hint = near.hint(meaning.entry, meaning.class);
            meaning.at = on_sphere(world.position(meaning.entry));
        }
        keep(&mut meanings, CANDIDATES);
        meanings.iter_mut().for_each(|meaning| meaning.support = 0.0);
        let mut group = Group { spans: vec![at], meanings };
        share(&mut group);
        groups.push(group);
    }
    groups
}

/// The countries and first-level areas that a name may mean, when it is their own.
fn areas(world: &Gazetteer, span: &Span) -> Vec<u32> {
    let area = |entry: &u32| matches!(world.class(*entry), PlaceClass::Country | PlaceClass::Region);
    span.entries.iter().filter(|(_, own)| *own).map(|(entry, _)| *entry).filter(area).take(6).collect()
}

/// Keeps the likeliest.
fn keep(meanings: &mut Vec<Meaning>, count: usize) {
    if meanings.len() > 1 {
        let weight = |meaning: &Meaning| meaning.prior + meaning.hint + meaning.support;
        meanings.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        meanings.truncate(count);
    }
}

fn on_sphere((lon, lat): (f64, f64)) -> [f32; 3] {
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)].map(|axis| axis as f32)
}

fn share(group: &mut Group) {
    let score = |meaning: &Meaning| PRIOR * meaning.prior + meaning.hint + SUPPORT * meaning.support;
    let best = group.meanings.iter().map(score).fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for meaning in &mut group.meanings {
        meaning.share = libm::expf(score(meaning) - best);
        sum += meaning.share;
    }
    group.meanings.iter_mut().for_each(|meaning| meaning.share /= sum);
}

fn support(groups: &mut [Group]) {
    let count = groups.len().min(GROUPS);
    let mut supports: Vec<Vec<f32>> = Vec::with_capacity(count);
    for (at, group) in groups.iter().take(count).enumerate() {
        let mut own = vec![0.0; group.meanings.len()];
        if group.meanings.len() > 1 {
            for (_, other) in groups.iter().take(count).enumerate().filter(|(other, _)| *other != at) {
                for (sum, meaning) in own.iter_mut().zip(&group.meanings) {
                    *sum +=
                        other.meanings.iter().map(|other| other.share * affinity(meaning, other)).fold(0.0, f32::max);
                }
            }
        }
        supports.push(own);
    }
    for (group, own) in groups.iter_mut().zip(supports) {
        for (meaning, support) in group.meanings.iter_mut().zip(own) {
            meaning.support = support;
        }
        share(group);
    }
}

fn affinity(meaning: &Meaning, other: &Meaning) -> f32 {
    if meaning.entry == other.entry {
        return IN_REGION;
    }
    if other.class == PlaceClass::Country {
        return if meaning.country == Some(other.entry) { IN_COUNTRY } else { 0.0 };
    }
    if other.class == PlaceClass::Region {
        return if meaning.region == Some(other.entry) {
            IN_REGION
        } else if meaning.country.is_some() && meaning.country == other.country {
            SAME_COUNTRY
        } else {
            0.0
        };
    }
    if meaning.class == PlaceClass::Country {
        return if other.country == Some(meaning.entry) { IN_COUNTRY } else { 0.0 };
    }
    if meaning.class == PlaceClass::Region && other.region == Some(meaning.entry) {
        return IN_REGION;
    }
    let [x, y, z] = [0, 1, 2].map(|axis| meaning.at[axis] - other.at[axis]);
    let km = (x * x + y * y + z * z).sqrt() * 6371.0 / NEAR_KM;
    let near = NEAR / (1.0 + km * km);
    let region = if meaning.region.is_some() && meaning.region == other.region { SAME_REGION } else { 0.0 };
    let country = if meaning.country.is_some() && meaning.country == other.country { SAME_COUNTRY } else { 0.0 };
    near + region + country
}
