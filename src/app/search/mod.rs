//! Looking for words: in days, in names of places and their other spellings, in voices, sources, happenings and their
//! kinds, and in what is quoted. Names come before words in quotations.

mod days;
mod fuzzy;

use crate::chronicle::{
    Attribution, Basis, Chronicle, Claim, ClaimId, Event, EventId, MapRole, PlaceId, SourceId, VoiceId,
};
use crate::time::{Day, Moment, WrittenMoment};
use crate::words::{self, witness};
use fuzzy::{Hit, Match, Query};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Most hits of one group.
const LIMIT: usize = 200;
/// Most days.
const DAYS: usize = 3;

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchTarget {
    /// The end of a day.
    Day(Day),
    /// A time of a day.
    Moment(Moment),
    /// A place.
    Place(PlaceId),
    /// All that one witness says.
    Voice(VoiceId),
    /// A document.
    Source(SourceId),
    /// A happening.
    Event(EventId),
    /// All happenings of a kind.
    Kind(String),
    /// A quotation, of a document and in support of an event.
    Claim(ClaimId, SourceId, EventId),
}

/// What kind of thing was found. The order is the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchGroup {
    /// Days.
    Days,
    /// Places.
    Places,
    /// Voices.
    Voices,
    /// Documents.
    Sources,
    /// Happenings.
    Events,
    /// Kinds of happenings.
    Kinds,
    /// Quotations.
    Quotations,
}

impl SearchGroup {
    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Days => "Days",
            Self::Places => "Places",
            Self::Voices => "Voices",
            Self::Sources => "Sources",
            Self::Events => "Happenings",
            Self::Kinds => "Kinds of happenings",
            Self::Quotations => "Quotations",
        }
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What kind of thing it is.
    pub group: SearchGroup,
    /// What it is called.
    pub label: String,
    /// Bytes of the label that answer, ascending.
    pub marks: Vec<Range<usize>>,
    /// Where it stands.
    pub detail: String,
    /// Where it leads.
    pub target: SearchTarget,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Hits, group by group, the best of each first.
    pub found: Vec<SearchHit>,
    /// Whether nothing is spelt so, and these are only near it.
    pub near: bool,
}

/// A hit with what it is ranked by: how well it answers, whether from the start, and a rank of its own.
type Ranked = (Match, bool, usize, SearchHit);

/// Everything that answers; where nothing does, what is spelt nearly so. Places that are spelt nearly so come as well
/// where no name answers.
pub fn search(chronicle: &Chronicle, typed: &str) -> SearchResults {
    let Some(query) = Query::new(typed) else { return SearchResults::default() };
    if let Some(found) = time(chronicle, typed) {
        return SearchResults { found: vec![found], near: false };
    }
    let mut found = all(chronicle, &query, false);
    if found.is_empty() {
        return SearchResults { found: all(chronicle, &query, true), near: true };
    }
    if found.first().is_some_and(|found| found.group >= SearchGroup::Events) {
        let perhaps = |(_, _, _, found): Ranked| SearchHit { detail: format!("perhaps · {}", found.detail), ..found };
        let mut near = places(chronicle, &query, true);
        near.sort_by_key(|(how, first, rank, _)| (*how, *first, *rank));
        found.splice(0..0, near.into_iter().map(perhaps));
    }
    SearchResults { found, near: false }
}

/// Where a text answers what was typed: bytes of its words; `None` where it does not.
pub fn answers(typed: &str, text: &str) -> Option<Vec<Range<usize>>> {
    let query = Query::new(typed)?;
    query.in_name(text, false).map(|hit| hit.marks)
}

fn all(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<SearchHit> {
    let mut found = if near { Vec::new() } else { days(chronicle, query) };
    for group in [places, voices, sources, events, kinds, quotations] {
        let mut ranked: Vec<Ranked> = group(chronicle, query, near);
        ranked.sort_by_key(|a| (a.0, a.1, a.2));
        found.extend(ranked.into_iter().take(LIMIT).map(|(_, _, _, found)| found));
    }
    found
}

fn ranked(hit: &Hit, rank: usize, found: SearchHit) -> Ranked {
    (hit.how, !hit.first, rank, found)
}

/// The time that is typed, on the chronicle's clock or with its distance from UTC.
fn time(chronicle: &Chronicle, typed: &str) -> Option<SearchHit> {
    let moment = typed.trim().parse::<WrittenMoment>().ok()?.in_zone(&chronicle.meta.zone());
    (!moment.is_rest()).then(|| SearchHit {
        group: SearchGroup::Days,
        label: words::date(moment, chronicle.resolution()),
        marks: Vec::new(),
        detail: String::new(),
        target: SearchTarget::Moment(moment),
    })
}

fn days(chronicle: &Chronicle, query: &Query) -> Vec<SearchHit> {
    let of = |day: Day| SearchHit {
        group: SearchGroup::Days,
        label: words::day_in_full(day),
        marks: Vec::new(),
        detail: words::END_OF_DAY.to_owned(),
        target: SearchTarget::Day(day),
    };
    days::days(query, chronicle.meta.range, DAYS).into_iter().map(of).collect()
}

fn places(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut found = Vec::new();
    for place in chronicle.places.values() {
        let names = std::iter::once(&place.name).chain(&place.variants).chain(&place.local).chain(place.names.values());
        let hits = names.enumerate().filter_map(|(i, name)| Some((query.in_name(name, near)?, i, name)));
        let Some((hit, i, name)) = hits.min_by_key(|(hit, i, _)| (hit.how, !hit.first, *i)) else { continue };
        let province = place.province.as_ref().filter(|p| **p != place.name).map(|p| format!(", {p}"));
        let role = format!("{}{}", place.role, province.unwrap_or_default());
        let detail = if i == 0 { role } else { format!("as “{name}” · {role}") };
        let marks = if i == 0 { hit.marks.clone() } else { Vec::new() };
        let target = SearchTarget::Place(place.id.clone());
        let told = SearchHit { group: SearchGroup::Places, label: place.name.clone(), marks, detail, target };
        found.push(ranked(&hit, usize::from(!place.listed), told));
    }
    found
}

/// The claims of documents, with their events.
fn claims(chronicle: &Chronicle) -> impl Iterator<Item = (&Event, &Claim)> {
    chronicle.events.values().flat_map(|event| event.claims.iter().map(move |claim| (&**event, &**claim)))
}

fn voices(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut heard: BTreeMap<&VoiceId, (usize, Vec<&str>)> = BTreeMap::new();
    for (_, claim) in claims(chronicle) {
        let Some(Attribution { witness, by, .. }) = &claim.attribution else { continue };
        let (count, called) = heard.entry(witness).or_default();
        *count += 1;
        if !called.contains(&by.as_str()) {
            called.push(by);
        }
    }
    let mut found = Vec::new();
    for (id, (count, called)) in heard {
        let name = witness(chronicle, id.as_str());
        // A wire answers to its own name only: the copy's own words are many.
        let wire = chronicle.wires.contains_key(id.as_str());
        let other = || called.iter().filter(|_| !wire).find_map(|by| query.in_text(by, near));
        let Some(hit) = query.in_text(&name, near).or_else(other) else { continue };
        let detail = if count == 1 { "1 quotation".to_owned() } else { format!("{count} quotations") };
        let marks = query.marks(&name, near);
        let target = SearchTarget::Voice(id.clone());
        found.push(ranked(
            &hit,
            usize::MAX - count,
            SearchHit { group: SearchGroup::Voices, label: name, marks, detail, target },
        ));
    }
    found
}

fn sources(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut found = Vec::new();
    for (i, source) in chronicle.sources.values().enumerate() {
        let wire = chronicle.wires.get(&source.wire).map(|wire| wire.name.as_str());
        let id = format!("source {}", source.id);
        let others = [source.publisher.as_deref(), source.agency.as_deref(), source.byline.as_deref(), wire, Some(&id)];
        let other = || others.iter().flatten().find_map(|field| query.in_text(field, near));
        let Some(hit) = query.in_text(&source.label, near).or_else(other) else { continue };
        let found_in = SearchHit {
            group: SearchGroup::Sources,
            label: source.label.clone(),
            marks: query.marks(&source.label, near),
            detail: format!("source {}, {}", source.id, source.published.written()),
            target: SearchTarget::Source(source.id.clone()),
        };
        found.push(ranked(&hit, i, found_in));
    }
    found
}

fn events(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut found = Vec::new();
    let mut order: Vec<&Arc<Event>> = chronicle.events.values().collect();
    order.sort_by_key(|e| (e.basis == Basis::Reference, e.role == MapRole::Exclude, e.span.end, e.order, e.id.clone()));
    for (rank, event) in order.into_iter().enumerate() {
        let place = chronicle.places.get(&event.place);
        let names: Vec<&str> =
            place.into_iter().flat_map(|p| std::iter::once(&p.name).chain(&p.variants)).map(String::as_str).collect();
        let text = format!("{} {} {}", event.kind.replace('-', " "), names.join(" "), event.summary);
        let Some(hit) = query.in_text(&text, near) else { continue };
        let name = place.map_or(event.place.as_str(), |p| p.name.as_str());
        let basis = if event.basis == Basis::Reference { "reference · " } else { "" };
        found.push(ranked(
            &Hit { first: false, ..hit },
            rank,
            SearchHit {
                group: SearchGroup::Events,
                label: event.summary.clone(),
                marks: query.marks(&event.summary, near),
                detail: format!(
                    "{basis}{}, {name} · {}",
                    words::kind(chronicle, &event.kind),
                    words::span(event.span, chronicle.resolution())
                ),
                target: SearchTarget::Event(event.id.clone()),
            },
        ));
    }
    found
}

fn kinds(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in chronicle.events.values().filter(|event| event.role != MapRole::Exclude) {
        *counts.entry(event.kind.as_str()).or_default() += 1;
    }
    let kind = |(kind, count): (&str, usize)| {
        let label = words::kind(chronicle, kind);
        let hit = query.in_name(&label, near)?;
        let detail = if count == 1 { "1 happening".to_owned() } else { format!("{count} happenings") };
        let target = SearchTarget::Kind(kind.to_owned());
        Some(ranked(&hit, 0, SearchHit { group: SearchGroup::Kinds, label, marks: hit.marks.clone(), detail, target }))
    };
    counts.into_iter().filter_map(kind).collect()
}

fn quotations(chronicle: &Chronicle, query: &Query, near: bool) -> Vec<Ranked> {
    let mut found = Vec::new();
    for (rank, (event, claim)) in claims(chronicle).enumerate() {
        let Some((quote, Attribution { by, .. })) = claim.excerpt() else { continue };
        let in_quote = query.in_text(&quote.exact, near);
        let Some(hit) = in_quote.clone().or_else(|| query.in_text(by, near)) else { continue };
        let at = in_quote.and_then(|hit| hit.marks.first().map(|mark| mark.start)).unwrap_or(0);
        let label = around(&quote.exact, at);
        let kept = if event.role == MapRole::Exclude { ", never drawn" } else { "" };
        let target = SearchTarget::Claim(claim.id.clone(), claim.source.clone(), event.id.clone());
        let marks = query.marks(&label, near);
        let detail = format!("{by} · source {}{kept}", claim.source);
        found.push(ranked(
            &Hit { first: false, ..hit },
            rank,
            SearchHit { group: SearchGroup::Quotations, label, marks, detail, target },
        ));
    }
    found
}

/// A stretch of the quotation around a byte of it, whole words only, its omissions marked.
fn around(quote: &str, at: usize) -> String {
    const BEFORE: usize = 24;
    const LONGEST: usize = 110;
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = quote.get(..at).map_or(0, |lead| flat(lead).chars().count());
    let flat = flat(quote);
    let count = flat.chars().count();
    if count <= LONGEST {
        return flat;
    }
    let start = before.saturating_sub(BEFORE).min(count.saturating_sub(LONGEST));
    let taken: String = flat.chars().skip(start).take(LONGEST).collect();
    let from = if start == 0 { 0 } else { taken.find(' ').map_or(0, |i| i + 1) };
    let to = if start + LONGEST >= count { taken.len() } else { taken.rfind(' ').unwrap_or(taken.len()) };
    let body = taken.get(from..to.max(from)).unwrap_or(&taken);
    let (lead, tail) = (if start == 0 { "" } else { "… " }, if to < taken.len() { " …" } else { "" });
    format!("{lead}{body}{tail}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
