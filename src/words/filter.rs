//! What a filter leaves out, in words: stands wherever a filtered map does.

use crate::chronicle::{Chronicle, SideId, SourceId, Standing, VoiceId};
use crate::table::rows::{Exact, Nearness};
use crate::timeline::{Filter, Hidden, Timeline, witnesses};
use crate::words::grammar::list;
use crate::words::{kind, side_name, voices, witness};
use std::collections::BTreeSet;

/// How many voices or kinds are named before they are counted, or said by what is left out.
const NAMED_AT_MOST: usize = 2;

/// What a timeline is without: "Filtered: without source 005."; `None` where it is without nothing.
pub fn filtered(timeline: &Timeline) -> Option<String> {
    timeline.filter().and_then(|filter| left_out(timeline.whole(), filter))
}

/// "Filtered: only what is confirmed; without source 005; without siege and fighting."; `None` where nothing is
/// left out. `chronicle` is the whole one: what is left no longer knows what it is without.
pub fn left_out(chronicle: &Chronicle, filter: &Filter) -> Option<String> {
    let mut parts = Vec::new();
    match filter.from_standing {
        Standing::Confirmed => parts.push("only what is confirmed".to_owned()),
        Standing::Reported => parts.push("only what is reported or confirmed".to_owned()),
        Standing::Claimed | Standing::Denied | Standing::Retracted => {}
    }
    let ids: Vec<&str> = filter.without_sources.iter().map(SourceId::as_str).collect();
    match ids.as_slice() {
        [] => {}
        [one] => parts.push(format!("without source {one}")),
        _ => parts.push(format!("without sources {}", list(&ids))),
    }
    let called = |ids: &[&VoiceId]| {
        let names: Vec<String> = ids.iter().map(|id| witness(chronicle, id.as_str())).collect();
        format!("the voice of {}", list(&names))
    };
    match only_or_without(&witnesses(chronicle), |id| filter.without_voices.contains(id)) {
        Part::Nothing => {}
        Part::Only(kept) => parts.push(format!("only {}", called(&kept))),
        Part::Without(left) if left.len() <= NAMED_AT_MOST => parts.push(format!("without {}", called(&left))),
        Part::Without(left) => parts.push(format!("without {}", voices(left.len()))),
    }
    let of_rows = chronicle.tables.kinds().iter().map(String::as_str);
    let kinds: BTreeSet<&str> = chronicle.events.values().map(|event| event.kind.as_str()).chain(of_rows).collect();
    let name = |id: &&str| {
        let of_rows = chronicle.tables.kinds().iter().any(|kind| kind == id);
        if of_rows { (*id).to_owned() } else { kind(chronicle, id) }
    };
    let called = |kinds: &[&str]| list(&kinds.iter().map(name).collect::<Vec<_>>());
    match only_or_without(&kinds, |kind| filter.without_kinds.contains(kind)) {
        Part::Nothing => {}
        Part::Only(kept) => parts.push(format!("only {}", called(&kept))),
        Part::Without(left) => parts.push(format!("without {}", called(&left))),
    }
    let sides: Vec<&str> = filter.without_sides.iter().map(|id| side_name(chronicle, id)).collect();
    if !sides.is_empty() {
        parts.push(format!("without happenings by {}", list(&sides)));
    }
    match filter.exact {
        None | Some(Exact::Rough) => {}
        Some(exact) => parts.push(format!("only rows dated to the {} or better", exact.word())),
    }
    match filter.near {
        None | Some(Nearness::Country) => {}
        Some(Nearness::Region) => parts.push("only rows placed to a region or better".to_owned()),
        Some(Nearness::Vicinity) => parts.push("only rows placed near a town or in it".to_owned()),
        Some(Nearness::Town) => parts.push("only rows placed in a town".to_owned()),
    }
    if filter.at_least > 0 {
        parts.push(format!("only rows of at least {}", filter.at_least));
    }
    (!parts.is_empty()).then(|| format!("Filtered: {}.", parts.join("; ")))
}

/// How much a filter hides: "12 of 73 happenings and 20 of 128 claims hidden", or the claims alone where no happening
/// goes.
pub fn hidden(hidden: Hidden) -> String {
    let Hidden { events, of_events, claims, of_claims } = hidden;
    if events == 0 {
        format!("{claims} of {of_claims} claims hidden")
    } else {
        format!("{events} of {of_events} happenings and {claims} of {of_claims} claims hidden")
    }
}

/// What a filter names that the chronicle does not have, each as a clause: "no source is called 099".
pub fn not_found(chronicle: &Chronicle, filter: &Filter) -> Vec<String> {
    let unknown = filter.unknown(chronicle);
    let source = unknown.without_sources.iter().map(|id| format!("no source is called {id}"));
    let voice = unknown.without_voices.iter().map(|id| format!("no voice is called {id}"));
    let kind = unknown.without_kinds.iter().map(|id| format!("no kind of happening is called {id}"));
    let side = unknown.without_sides.iter().map(|id: &SideId| format!("no side is called {id}"));
    source.chain(voice).chain(kind).chain(side).collect()
}

/// How to say what is left out of a set: by what stays, where that is shorter.
enum Part<'a, T: ?Sized> {
    Nothing,
    Only(Vec<&'a T>),
    Without(Vec<&'a T>),
}

fn only_or_without<'a, T: ?Sized>(all: &BTreeSet<&'a T>, is_left_out: impl Fn(&T) -> bool) -> Part<'a, T> {
    let (left, kept): (Vec<&T>, Vec<&T>) = all.iter().copied().partition(|one| is_left_out(one));
    if left.is_empty() {
        Part::Nothing
    } else if !kept.is_empty() && kept.len() <= NAMED_AT_MOST && left.len() > NAMED_AT_MOST {
        Part::Only(kept)
    } else {
        Part::Without(left)
    }
}
