//! Words that point back to a place named before: "the city", "the provincial capital", "there".

use crate::language::{Text, TokenKind};
use crate::propose::mentions::{Anaphor, Candidate, PlaceMention, PlaceRole};
use crate::propose::places::words::is_in;
use crate::world::{Gazetteer, PlaceClass};
use std::ops::Range;

/// Nouns that point back, and what they point to.
const NOUNS: &[(&str, Anaphor)] = &[
    ("capital", Anaphor::Capital),
    ("city", Anaphor::Settlement),
    ("country", Anaphor::Country),
    ("county", Anaphor::Region),
    ("district", Anaphor::Region),
    ("governorate", Anaphor::Region),
    ("island", Anaphor::Region),
    ("municipality", Anaphor::Settlement),
    ("nation", Anaphor::Country),
    ("oblast", Anaphor::Region),
    ("port", Anaphor::Settlement),
    ("province", Anaphor::Region),
    ("region", Anaphor::Region),
    ("settlement", Anaphor::Settlement),
    ("state", Anaphor::Region),
    ("town", Anaphor::Settlement),
    ("village", Anaphor::Settlement),
];

/// Between "the" and the noun; what is not here makes the words mean something else: "the oil port".
const BETWEEN: [&str; 29] = [
    "ancient",
    "beleaguered",
    "besieged",
    "border",
    "captured",
    "central",
    "coastal",
    "contested",
    "district",
    "eastern",
    "embattled",
    "entire",
    "fallen",
    "historic",
    "key",
    "largest",
    "main",
    "nation's",
    "northern",
    "port",
    "provincial",
    "regional",
    "second",
    "southern",
    "state",
    "strategic",
    "strategically",
    "western",
    "whole",
];

/// After "there" where it points to nothing: "there were".
const EXISTS: [&str; 21] = [
    "are", "be", "been", "can", "could", "exists", "had", "has", "have", "is", "may", "might", "must", "remain",
    "remains", "seems", "should", "was", "were", "will", "would",
];

/// Adds mentions of the words that point back; every one stands between or over those that are named.
pub(super) fn with_references(text: &Text<'_>, world: &Gazetteer, named: Vec<PlaceMention>) -> Vec<PlaceMention> {
    let mut mentions: Vec<PlaceMention> = Vec::with_capacity(named.len() + 4);
    let mut named = named.into_iter().peekable();
    let mut at = 0;
    while at < text.tokens().len() {
        while let Some(mention) = named.next_if(|mention| mention.tokens.start <= at) {
            at = at.max(mention.tokens.end);
            mentions.push(mention);
        }
        let Some((tokens, anaphor)) = words_at(text, &mentions, at) else {
            at += 1;
            continue;
        };
        if named.peek().is_some_and(|next| next.tokens.start < tokens.end) {
            at += 1;
            continue;
        }
        // "the capital of Logar province", "the city of Sirte": the name follows.
        let of = text.folded(tokens.end) == "of";
        let follows = of && named.peek().is_some_and(|next| next.tokens.start <= tokens.end + 2);
        if follows && anaphor == Anaphor::Capital {
            if let Some(area) = named.next() {
                let end = area.tokens.end;
                let seat = entry_of(&area).and_then(|area| world.capital_of(area));
                match seat {
                    Some(seat) => {
                        let reason = format!("capital of {}", entry_of(&area).map_or("", |area| world.name(area)));
                        mentions.push(pointing(tokens.start..end, anaphor, Some((seat, reason))));
                    }
                    None => mentions.push(area),
                }
                at = end;
                continue;
            }
        } else if !follows && !of {
            let meant = meant(text, world, &mentions, anaphor, &tokens);
            let end = tokens.end;
            if meant.is_some() || anaphor != Anaphor::There {
                mentions.push(pointing(tokens, anaphor, meant));
            }
            at = end;
            continue;
        }
        at = tokens.end;
    }
    mentions.extend(named);
    mentions
}

/// The words that point back and begin at a token.
fn words_at(text: &Text<'_>, mentions: &[PlaceMention], at: usize) -> Option<(Range<usize>, Anaphor)> {
    let word = text.folded(at);
    if word == "there" {
        let next = text.tokens().get(at + 1);
        let exists = is_in(&EXISTS, text.folded(at + 1)) || next.is_some_and(|next| next.kind == TokenKind::Clitic);
        let opens = text.sentences().get(text.sentence_of(at)).is_some_and(|sentence| sentence.tokens.start == at);
        return (!exists && !opens).then_some((at..at + 1, Anaphor::There));
    }
    let noun =
        |at: usize| NOUNS.binary_search_by_key(&text.folded(at), |(noun, _)| noun).ok().and_then(|n| NOUNS.get(n));
    // "the Afghan capital": the adjective is a mention of its own, and the noun points.
    let adjective = mentions.last().is_some_and(|last| last.tokens.end == at && last.role == PlaceRole::Demonym);
    if adjective && word == "capital" {
        return Some((at..at + 1, Anaphor::Capital));
    }
    if !matches!(word, "the" | "this" | "that" | "its" | "their") {
        return None;
    }
    let mut end = at + 1;
    while end < at + 4
        && is_in(&BETWEEN, text.folded(end))
        && text.tokens().get(end).is_some_and(|token| token.breaks == 0)
    {
        if noun(end).is_some() && noun(end + 1).is_none() {
            break;
        }
        end += 1;
    }
    let (_, anaphor) = noun(end)?;
    let own = matches!(word, "its" | "their") && *anaphor != Anaphor::Capital;
    let lower = text.tokens().get(end).is_some_and(|token| !token.is_capital());
    let compound = text.tokens().get(end + 1).is_some_and(|token| token.kind == TokenKind::Hyphen);
    (lower && !own && !compound).then_some((at..end + 1, *anaphor))
}

fn entry_of(mention: &PlaceMention) -> Option<u32> {
    mention.candidates.get(mention.chosen?).map(|candidate| candidate.entry)
}

/// The entry that the words mean, and why.
fn meant(
    text: &Text<'_>,
    world: &Gazetteer,
    before: &[PlaceMention],
    anaphor: Anaphor,
    tokens: &Range<usize>,
) -> Option<(u32, String)> {
    let last = |is: &dyn Fn(u32) -> bool| {
        let named = before.iter().rev().filter(|mention| {
            !matches!(mention.role, PlaceRole::Demonym | PlaceRole::PartOfName | PlaceRole::Government)
        });
        named.filter_map(entry_of).find(|entry| is(*entry))
    };
    let any = |is: &dyn Fn(u32) -> bool| before.iter().rev().filter_map(entry_of).find(|entry| is(*entry));
    let is = |class: PlaceClass| move |entry: u32| world.class(entry) == class;
    let settled = |entry: u32| matches!(world.class(entry), PlaceClass::Settlement | PlaceClass::Quarter);
    let areal = |entry: u32| matches!(world.class(entry), PlaceClass::Region | PlaceClass::District | PlaceClass::Area);
    let words = text.written(tokens.clone());
    let named = |entry: u32| (entry, format!("{words}: last named, {}", world.name(entry)));
    match anaphor {
        Anaphor::Settlement => last(&settled).map(named),
        Anaphor::There => last(&|entry| !is(PlaceClass::Water)(entry)).map(named),
        Anaphor::Country => any(&is(PlaceClass::Country))
            .or_else(|| any(&|_| true).and_then(|entry| world.country(entry)))
            .map(|country| (country, format!("{words}: {}", world.name(country)))),
        Anaphor::Region => last(&areal)
            .or_else(|| last(&settled).and_then(|entry| world.region(entry)))
            .map(|region| (region, format!("{words}: {}", world.name(region)))),
        Anaphor::Capital => {
            let provincial = tokens.clone().any(|at| matches!(text.folded(at), "provincial" | "regional" | "state"));
            let area = if provincial {
                last(&|entry| is(PlaceClass::Region)(entry) || settled(entry)).and_then(|entry| world.region(entry))
            } else {
                any(&|entry| world.country(entry).is_some()).and_then(|entry| world.country(entry))
            };
            let seat = area.and_then(|area| world.capital_of(area))?;
            Some((seat, format!("capital of {}", area.map_or("", |area| world.name(area)))))
        }
    }
}

fn pointing(tokens: Range<usize>, anaphor: Anaphor, meant: Option<(u32, String)>) -> PlaceMention {
    let candidates = meant.iter().map(|(entry, _)| Candidate { entry: *entry, score: 1.0 }).collect();
    let chosen = meant.is_some().then_some(0);
    let reason = meant.map_or_else(|| "nothing named before".to_owned(), |(_, reason)| reason);
    PlaceMention { tokens, role: PlaceRole::Anaphor(anaphor), candidates, chosen, reason }
}
