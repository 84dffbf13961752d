//! Words that point back to a place named before: "the city", "the provincial capital", "there".

use crate::language::{ParagraphKind, Text, TokenKind};
use crate::propose::mentions::{Anaphor, Candidate, PlaceMention, PlaceRole};
use crate::propose::places::words::{self, is_in};
use crate::world::{Gazetteer, PlaceClass};
use std::ops::Range;

/// Nouns that point back, and what they point to.
const NOUNS: &[(&str, Anaphor)] = &[
    ("airbase", Anaphor::Site),
    ("airfield", Anaphor::Site),
    ("airport", Anaphor::Site),
    ("base", Anaphor::Site),
    ("barracks", Anaphor::Site),
    ("capital", Anaphor::Capital),
    ("city", Anaphor::Settlement),
    ("compound", Anaphor::Site),
    ("country", Anaphor::Country),
    ("county", Anaphor::Region),
    ("crossing", Anaphor::Site),
    ("district", Anaphor::Region),
    ("enclave", Anaphor::Settlement),
    ("governorate", Anaphor::Region),
    ("hamlet", Anaphor::Settlement),
    ("island", Anaphor::Region),
    ("municipality", Anaphor::Settlement),
    ("nation", Anaphor::Country),
    ("oblast", Anaphor::Region),
    ("peninsula", Anaphor::Region),
    ("port", Anaphor::Settlement),
    ("province", Anaphor::Region),
    ("region", Anaphor::Region),
    ("settlement", Anaphor::Settlement),
    ("state", Anaphor::Region),
    ("town", Anaphor::Settlement),
    ("township", Anaphor::Settlement),
    ("village", Anaphor::Settlement),
];

/// Adds mentions of the words that point back; every one stands between or over those that are named.
pub(super) fn with_references(text: &Text<'_>, world: &Gazetteer, named: Vec<PlaceMention>) -> Vec<PlaceMention> {
    let mut mentions: Vec<PlaceMention> = Vec::with_capacity(named.len() + 4);
    let home = home(world, &named);
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
            let meant = Before { text, world, mentions: &mentions, home }.meant(anaphor, &tokens);
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
        let exists =
            is_in(&words::EXISTS, text.folded(at + 1)) || next.is_some_and(|next| next.kind == TokenKind::Clitic);
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
        && is_in(&words::BETWEEN, text.folded(end))
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

/// The country that a text names most places of.
fn home(world: &Gazetteer, named: &[PlaceMention]) -> Option<u32> {
    let mut counts: Vec<(u32, usize)> = Vec::new();
    let places = named.iter().filter(|mention| !matches!(mention.role, PlaceRole::Demonym | PlaceRole::PartOfName));
    for country in places.filter_map(entry_of).filter_map(|entry| world.country(entry)) {
        match counts.iter_mut().find(|(known, _)| *known == country) {
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.iter().find(|(_, count)| *count == most).map(|(country, _)| *country)
}

/// What a text names before the words that point back.
struct Before<'a, 's> {
    text: &'a Text<'s>,
    world: &'a Gazetteer,
    mentions: &'a [PlaceMention],
    home: Option<u32>,
}

impl Before<'_, '_> {
    /// The entry that the words mean, and why.
    fn meant(&self, anaphor: Anaphor, tokens: &Range<usize>) -> Option<(u32, String)> {
        let world = self.world;
        let settled = |entry: u32| matches!(world.class(entry), PlaceClass::Settlement | PlaceClass::Quarter);
        let areal =
            |entry: u32| matches!(world.class(entry), PlaceClass::Region | PlaceClass::District | PlaceClass::Area);
        let words = self.text.written(tokens.clone());
        let named = |entry: u32| (entry, format!("{words}: last named, {}", world.name(entry)));
        let of = |area: u32| (area, format!("{words}: {}", world.name(area)));
        match anaphor {
            Anaphor::Site => {
                let (entry, _) = self.last(tokens.start, settled).map(named)?;
                Some((entry, format!("{words}: of {}, last named", world.name(entry))))
            }
            Anaphor::Settlement => self.last(tokens.start, settled).map(named),
            Anaphor::There => self.last(tokens.start, |entry| world.class(entry) != PlaceClass::Water).map(named),
            Anaphor::Country => {
                let country = |entry: u32| world.class(entry) == PlaceClass::Country;
                self.last(tokens.start, country).or(self.home).map(of)
            }
            Anaphor::Region => {
                let around = || self.last(tokens.start, settled).and_then(|entry| world.region(entry));
                self.last(tokens.start, areal).or_else(around).map(of)
            }
            Anaphor::Capital => {
                let provincial =
                    tokens.clone().any(|at| matches!(self.text.folded(at), "provincial" | "regional" | "state"));
                let area = if provincial {
                    self.last(tokens.start, |entry| world.region(entry).is_some()).and_then(|entry| world.region(entry))
                } else if tokens.len() == 1 {
                    self.mentions.last().and_then(entry_of)
                } else {
                    self.home
                }?;
                world.capital_of(area).map(|seat| (seat, format!("capital of {}", world.name(area))))
            }
        }
    }

    /// The last place named before a token, of a kind: rather one that something happens at than one on the way ("from
    /// Kabul"), if it is not far back. Headings in mid-text, which tell other stories, count for themselves alone.
    fn last(&self, token: usize, is: impl Fn(u32) -> bool) -> Option<u32> {
        let (sentence, own) = (self.text.sentence_of(token), self.text.paragraph_of(token));
        let counts = |mention: &&PlaceMention| {
            let at = self.text.paragraph_of(mention.tokens.start);
            let heading = self.text.paragraphs().get(at).is_some_and(|p| p.kind == ParagraphKind::Heading);
            (at == own || at == 0 || !heading)
                && !matches!(mention.role, PlaceRole::Demonym | PlaceRole::PartOfName | PlaceRole::Government)
                && entry_of(mention).is_some_and(&is)
        };
        let at_hand = |mention: &&PlaceMention| self.text.sentence_of(mention.tokens.start) + 2 >= sentence;
        let passing = |mention: &PlaceMention| {
            // Where a report was sent from says little of where it plays.
            if mention.role == PlaceRole::Dateline {
                return true;
            }
            let start = mention.tokens.start;
            let before = start.checked_sub(1).map_or("", |at| self.text.folded(at));
            // "withdrew from Suwayda, and fighters took control of the city", but "150 km from Kabul"
            let measured = |word: &str| is_in(&words::MEASURES, word);
            if before == "from"
                && self.text.sentence_of(start) == sentence
                && !start.checked_sub(2).is_some_and(|at| measured(self.text.folded(at)))
            {
                return false;
            }
            matches!(before, "from" | "to" | "near" | "between" | "toward" | "towards" | "outside" | "via" | "with")
        };
        let mut all = self.mentions.iter().rev().filter(counts);
        let first = self.mentions.iter().rev().filter(counts).take_while(at_hand).find(|mention| !passing(mention));
        first.or_else(|| all.next()).and_then(entry_of)
    }
}

fn pointing(tokens: Range<usize>, anaphor: Anaphor, meant: Option<(u32, String)>) -> PlaceMention {
    let candidates = meant.iter().map(|(entry, _)| Candidate { entry: *entry, score: 1.0 }).collect();
    let chosen = meant.is_some().then_some(0);
    let reason = meant.map_or_else(|| "nothing named before".to_owned(), |(_, reason)| reason);
    PlaceMention { tokens, role: PlaceRole::Anaphor(anaphor), candidates, chosen, reason }
}
