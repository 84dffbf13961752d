//! What happened, where nobody is said to hold anything: the title and the sum of occurrences.

use crate::chronicle::{Basis, Chronicle, Event, EventId, PlaceId, Standing};
use crate::time::{Extent, Moment, Phase, Resolution};
use crate::timeline::{Count, EventState, Timeslice};
use crate::words::dates::{day_short, this, time_of_day};
use crate::words::grammar::{capitalised, clauses, counted, fill, list, sentences};
use crate::words::statement::{Firmness, filled, shortened};
use crate::words::{Shown, place_name};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many kinds of occurrence a title names before it counts the rest.
const KINDS_AT_MOST: usize = 2;

/// How many happenings the prose tells of before it counts the rest.
const TOLD_AT_MOST: usize = 8;

/// A happening of the cursor's day, and how surely it is of it.
type OfTheDay = (EventState, Firmness);

/// What happened on the cursor's day, month or year, the largest first, then the weightiest kinds; `None` where nothing
/// did.
pub(super) fn title(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Option<String> {
    let told = of_the_day(chronicle, slice, shown);
    let largest = largest(&told);
    let first = largest.map(|(state, firmness)| sized(chronicle, state, *firmness));
    let mut groups: BTreeMap<(Reverse<u8>, Firmness, &str), Vec<&Event>> = BTreeMap::new();
    for (state, firmness) in &told {
        if largest.is_some_and(|(largest, _)| largest.event.id == state.event.id) {
            continue;
        }
        let weight = Reverse(chronicle.kind(&state.event.kind).weight);
        groups.entry((weight, *firmness, &state.event.kind)).or_default().push(&state.event);
    }
    // What is named by its size has the room of a kind.
    let kinds = KINDS_AT_MOST - usize::from(first.is_some());
    let rest: usize = groups.values().skip(kinds).map(Vec::len).sum();
    let rest = if rest == 0 { String::new() } else { counted(rest, "more happening", "more happenings") };
    let said = groups.iter().take(kinds).map(|((_, firmness, kind), events)| {
        let focus = |name: &PlaceId| !chronicle.is_focus(name);
        let names: BTreeSet<_> = events.iter().map(|e| (focus(&e.place), place_name(chronicle, &e.place))).collect();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        in_words(chronicle, kind, *firmness, events.len() == 1, &shortened(&names, "places"))
    });
    let said = clauses(first.into_iter().chain(said).chain([rest]));
    (!said.is_empty()).then(|| capitalised(&said))
}

/// "24 strikes at 3 places this day, 61 so far.", and the same in brief.
pub(super) fn sum(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    let told = of_the_day(chronicle, slice, shown);
    let so_far = slice.events.tally(shown.documents, shown.reference);
    let this = this(chronicle.meta.subject.resolution);
    if told.is_empty() {
        let said = format!("{} so far", happenings(so_far));
        return [format!("{said}."), said];
    }
    let of_this = kinds(chronicle, &told);
    let places = told.iter().map(|(state, _)| &state.event.place).collect::<BTreeSet<_>>().len();
    let at = if places > 1 { counted(places, "place", "places") } else { String::new() };
    // On the first day both numbers are one.
    let first = so_far.max == told.len();
    let pattern = match (first, places > 1) {
        (true, true) => "{kinds} at {places} {this}.",
        (true, false) => "{kinds} {this}.",
        (false, true) => "{kinds} at {places} {this}, {all} so far.",
        (false, false) => "{kinds} {this}, {all} so far.",
    };
    let values = [("kinds", of_this.as_str()), ("places", &at), ("this", this), ("all", &so_far.to_string())];
    let brief = if first { "{count} {this}" } else { "{count} {this}, {all} so far" };
    let count = number(&told).to_string();
    [fill(pattern, &values), fill(brief, &[("count", &count), ("this", this), ("all", &so_far.to_string())])]
}

/// The happenings of the cursor's day, month or year in a list, the largest and weightiest first: the place, and what is
/// said of it: "earthquake, 7.8, 04:17", "possibly fire".
pub(crate) fn listed(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Vec<(String, String)> {
    let told = ranked(chronicle, of_the_day(chronicle, slice, shown));
    let of = |(state, firmness): &OfTheDay| {
        let doubt = match firmness {
            Firmness::Certain => "",
            Firmness::Possible => "possibly ",
            Firmness::Claimed => "claimed: ",
        };
        let kind = format!("{doubt}{}", chronicle.meta.kinds.label(&state.event.kind));
        let size = state.event.size.map(|size| size.to_string());
        let when = when(state, chronicle.resolution());
        let when = Some(when.trim_start_matches(" at ").trim_start_matches(" on ").to_owned());
        let note: Vec<String> = std::iter::once(kind).chain(size).chain(when).filter(|part| !part.is_empty()).collect();
        (place_name(chronicle, &state.event.place).to_owned(), note.join(", "))
    };
    told.iter().map(of).collect()
}

/// The largest first, then the surest, then the weightiest.
fn ranked(chronicle: &Chronicle, mut told: Vec<OfTheDay>) -> Vec<OfTheDay> {
    told.sort_by_key(|(state, firmness)| (*firmness, Reverse(chronicle.kind(&state.event.kind).weight)));
    told.sort_by(|(a, _), (b, _)| b.event.size.unwrap_or(0.0).total_cmp(&a.event.size.unwrap_or(0.0)));
    told
}

/// What happened, from the fullest form to the shortest: "earthquake near A; fire at B", "2 happenings", "2".
pub(super) fn in_brief(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Vec<String> {
    let told = of_the_day(chronicle, slice, shown);
    if told.is_empty() {
        return vec!["none reported".to_owned(), "none".to_owned()];
    }
    let count = number(&told);
    let mut forms: Vec<String> = title(chronicle, slice, shown).into_iter().collect();
    forms.extend([kinds(chronicle, &told), happenings(count), count.to_string()]);
    forms.dedup();
    forms
}

/// The happenings of the cursor's day, month or year in the editor's words, the largest and weightiest first.
pub(super) fn told(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let told = ranked(chronicle, of_the_day(chronicle, slice, shown));
    let rest = told.len().saturating_sub(TOLD_AT_MOST);
    let rest = (rest > 0).then(|| fill("And {rest} more.", &[("rest", &rest.to_string())]));
    sentences(told.iter().take(TOLD_AT_MOST).map(|(state, _)| state.event.summary.clone()).chain(rest))
}

/// The happenings of the cursor's day, month or year on the bases that are shown, each once.
pub(super) fn of_the_day(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Vec<OfTheDay> {
    let period = chronicle.meta.subject.resolution.period();
    let told = slice.events.not_over().filter(|state| state.event.is_happening() && shown.has(state.event.basis));
    let told =
        told.filter_map(|state| on_the_day(&state, slice.clock.cursor, period).map(|firmness| (state, firmness)));
    let told: Vec<OfTheDay> = told.collect();
    if shown != Shown::ALL {
        return told;
    }
    let documents: BTreeSet<EventId> = told
        .iter()
        .filter(|(state, _)| state.event.basis == Basis::Documents)
        .flat_map(|(state, _)| std::iter::once(state.event.id.clone()).chain(state.event.same_as.clone()))
        .collect();
    let again = |event: &Event| {
        event.basis == Basis::Reference
            && (documents.contains(&event.id) || event.same_as.as_ref().is_some_and(|same| documents.contains(same)))
    };
    told.into_iter().filter(|(state, _)| !again(&state.event)).collect()
}

/// How surely an event falls on the day of an instant, or its month or year; `None` where it does not.
fn on_the_day(state: &EventState, cursor: Moment, period: Resolution) -> Option<Firmness> {
    let (begin, end) = (period.begin_of(cursor), period.rest_at(cursor));
    let (start, until) = (state.span.start, state.span.end);
    // What has no beginning is told of on its last day.
    let begun = start.or(until).is_some_and(|first| first < end || (start.is_none() && first == end));
    if !begun || until.is_some_and(|until| until <= begin) {
        return None;
    }
    let definite = match state.event.extent {
        Extent::Within => until.is_some_and(|until| until <= end),
        Extent::Throughout => state.phase != Phase::Possible,
    };
    Some(Firmness::new(state.denied || state.standing < Standing::Reported, definite))
}

/// The one with the largest number, where the chronicle gives numbers.
fn largest(told: &[OfTheDay]) -> Option<&OfTheDay> {
    let sized = told.iter().filter_map(|of| Some((of.0.event.size?, of)));
    sized.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, of)| of)
}

/// "earthquake near Pazarcık at 04:17, magnitude 7.8".
fn sized(chronicle: &Chronicle, state: &EventState, firmness: Firmness) -> String {
    let (event, subject) = (&state.event, &chronicle.meta.subject);
    let what = in_words(chronicle, &event.kind, firmness, true, place_name(chronicle, &event.place));
    let values = [
        ("what", what.as_str()),
        ("when", &when(state, subject.resolution)),
        ("label", subject.size.as_ref().map_or("", |size| size.label.as_str())),
        ("size", &event.size.map_or_else(String::new, |size| size.to_string())),
    ];
    fill("{what}{when}, {label} {size}", &values)
}

/// " at 04:17", " on 12 Mar": when in its day or month, where that is known.
pub(super) fn when(state: &EventState, told: Resolution) -> String {
    let Some((start, end)) = state.span.start.zip(state.span.end) else { return String::new() };
    match end.0 - start.0 {
        1 => format!(" at {}", time_of_day(start)),
        ..=Moment::DAY if told > Resolution::Day => format!(" on {}", day_short(end.day(), Resolution::Day)),
        _ => String::new(),
    }
}

fn in_words(chronicle: &Chronicle, kind: &str, firmness: Firmness, one: bool, places: &str) -> String {
    let words = &chronicle.kind(kind).headline;
    let pattern = match firmness {
        Firmness::Claimed => words.claimed.pattern(false),
        Firmness::Possible => &words.possible,
        Firmness::Certain if one => &words.one,
        Firmness::Certain => &words.several,
    };
    filled(chronicle, pattern, kind, places, "")
}

/// "24 strikes", "2 earthquakes, 36 aftershocks and 3 other happenings".
fn kinds(chronicle: &Chronicle, told: &[OfTheDay]) -> String {
    let mut groups: BTreeMap<&str, Vec<&OfTheDay>> = BTreeMap::new();
    for of in told {
        groups.entry(&of.0.event.kind).or_default().push(of);
    }
    let mut groups: Vec<(&str, Vec<&OfTheDay>)> = groups.into_iter().collect();
    groups.sort_by_key(|(kind, of)| (Reverse(of.len()), Reverse(chronicle.kind(kind).weight)));
    let catalogue = &chronicle.meta.kinds;
    // What cannot be counted has one word for one and several.
    let countable = |kind: &str| catalogue.label(kind) != catalogue.plural(kind);
    let mut said = Vec::new();
    let mut others = Count::default();
    for (kind, of) in groups {
        let count = number(of.iter().copied());
        if said.len() < KINDS_AT_MOST && countable(kind) {
            let (label, plural) = (catalogue.label(kind), catalogue.plural(kind));
            said.push(format!("{count} {}", if count.max == 1 { label } else { plural }));
        } else {
            others = others + count;
        }
    }
    match (said.is_empty(), others.max) {
        (_, 0) => {}
        (true, _) => said.push(happenings(others)),
        (false, 1) => said.push(format!("{others} other happening")),
        (false, _) => said.push(format!("{others} other happenings")),
    }
    list(&said)
}

/// "1 happening", "61–63 happenings", "No happening".
fn happenings(count: Count) -> String {
    match count.max {
        0 => "No happening".to_owned(),
        1 => format!("{count} happening"),
        _ => format!("{count} happenings"),
    }
}

/// How many are certain, and how many there are with the others.
fn number<'o>(told: impl IntoIterator<Item = &'o OfTheDay>) -> Count {
    let mut count = Count::default();
    for (_, firmness) in told {
        count = count + Count { min: usize::from(*firmness == Firmness::Certain), max: 1 };
    }
    count
}
