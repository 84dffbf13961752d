//! Names that nobody knows as they are written, found by their sound among the places of the countries that the text is
//! about: "Deir Ezzor", "Tel Rifaat".

use crate::language::{Text, TokenKind};
use crate::propose::mentions::{Candidate, PlaceMention, PlaceRole};
use crate::propose::places::words::{self, is_in};
use crate::world::{Gazetteer, name_key};

/// How many countries of a text are searched, those it names most places of first.
const COUNTRIES: usize = 2;
/// How much of both spellings must agree, 0 to 1.
const ALIKE: f64 = 0.6;
/// The same for a name of one word.
const ALIKE_ALONE: f64 = 0.8;
/// How many words a name may have.
const WORDS: usize = 4;

/// Gives names that mean nothing what they sound like.
pub(super) fn by_sound(text: &Text<'_>, world: &Gazetteer, mentions: Vec<PlaceMention>) -> Vec<PlaceMention> {
    let open = |mention: &PlaceMention| mention.chosen.is_none() && mention.role == PlaceRole::Name;
    if !mentions.iter().any(open) {
        return mentions;
    }
    let countries = countries(world, &mentions);
    let mut heard: Vec<PlaceMention> = Vec::with_capacity(mentions.len());
    for mut mention in mentions {
        if heard.last().is_some_and(|last| last.tokens.end > mention.tokens.start) {
            continue;
        }
        if open(&mention) {
            let found = ends(text, &mention).find_map(|end| {
                let name = text.written(mention.tokens.start..end);
                // Of one word there is less to go by.
                let least = if name.contains([' ', '-']) { ALIKE } else { ALIKE_ALONE };
                let alike = |entry: &u32| {
                    strsim::normalized_damerau_levenshtein(&plain(name), &plain(world.name(*entry))) >= least
                };
                let entries =
                    countries.iter().flat_map(|country| world.sounding(*country, name)).filter(|entry| alike(entry));
                let entries: Vec<u32> = entries.copied().collect();
                (!entries.is_empty()).then_some((end, entries))
            });
            if let Some((end, entries)) = found {
                mention.tokens.end = end;
                let share = 1.0 / entries.len() as f32;
                mention.candidates =
                    entries.iter().take(8).map(|entry| Candidate { entry: *entry, score: share }).collect();
                mention.chosen = Some(0);
                let name = entries.first().map_or("", |entry| world.name(*entry));
                mention.reason = format!("by its sound, as {name} is also written");
            }
        }
        heard.push(mention);
    }
    heard
}

/// A name with one letter for each vowel that is written with two, and without the silent end of "Tarhunah".
fn plain(name: &str) -> String {
    let mut key = name_key(name);
    for (written, heard) in [("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("y", "i")] {
        key = key.replace(written, heard);
    }
    let end = key.len() - usize::from(key.len() > 4 && key.ends_with("ah"));
    key.truncate(end);
    key
}

/// The countries of the places that are known, those with most of them first.
fn countries(world: &Gazetteer, mentions: &[PlaceMention]) -> Vec<u32> {
    let mut counted: Vec<(u32, usize)> = Vec::new();
    let chosen = mentions.iter().filter_map(|mention| mention.candidates.get(mention.chosen?));
    for country in chosen.filter_map(|candidate| world.country(candidate.entry)) {
        match counted.iter_mut().find(|(known, _)| *known == country) {
            Some((_, count)) => *count += 1,
            None => counted.push((country, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().take(COUNTRIES).map(|(country, _)| country).collect()
}

/// Where a name that begins here may end, the longest first.
fn ends(text: &Text<'_>, mention: &PlaceMention) -> impl Iterator<Item = usize> {
    let mut ends = vec![mention.tokens.end];
    let (mut end, mut words) = (mention.tokens.end, 1);
    while let Some(token) = text.tokens().get(end).filter(|token| token.breaks == 0 && words < WORDS) {
        let article = is_in(&words::ARTICLES, text.folded(end));
        if token.kind == TokenKind::Hyphen || article {
            end += 1;
        } else if token.is_capital() && token.is_word() {
            end += 1;
            words += 1;
            ends.push(end);
        } else {
            break;
        }
    }
    // A part of a longer name is another name.
    let longest = words;
    ends.into_iter().enumerate().rev().filter(move |(at, _)| *at > 0 || longest == 1).map(|(_, end)| end)
}
