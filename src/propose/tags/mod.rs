//! What each token does in its sentence: noun, name, verb, preposition; and the verb groups and noun phrases they make.

mod groups;
mod retag;
mod words;

use crate::language::{ParagraphKind, Text, TokenKind};
use crate::propose::lexicon::{Class, Classes, Cue, Entry, Lexicon};
use crate::propose::mentions::{PlaceMention, PlaceRole, TimeMention, Timing};
use crate::world::{Gazetteer, PlaceClass};
use std::ops::Range;

/// The part a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    Number,
    /// A noun or an adjective.
    Noun,
    /// A participle or the like before a noun.
    Adjective,
    Name,
    Pronoun,
    /// "who", "which", "that".
    Relative,
    Verb,
    Auxiliary,
    Modal,
    Negative,
    /// The "to" of an infinitive.
    To,
    Preposition,
    Conjunction,
    Adverb,
    /// "'s" after a noun.
    Possessive,
    /// Part of a time.
    Time,
    Hyphen,
    Comma,
    Dash,
    Quote,
    Open,
    Close,
    /// A full stop and what is as strong.
    Stop,
}

/// A document with what its words are.
#[derive(Debug)]
pub(super) struct Tagged<'a> {
    pub text: &'a Text<'a>,
    pub lexicon: &'static Lexicon,
    pub places: &'a [PlaceMention],
    pub times: &'a [TimeMention],
    world: &'a Gazetteer,
    tags: Vec<Tag>,
    numbers: Vec<u32>,
    /// For each token the mention of a place it stands in, plus one.
    place_at: Vec<u32>,
    time_at: Vec<u32>,
    phrase_at: Vec<u32>,
    pub phrases: Vec<Phrase>,
    pub groups: Vec<Group>,
}

/// A noun phrase without what hangs on it: "the government forces", "Herat's governor".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    /// Its last noun or name.
    pub head: usize,
    /// What its words name, together.
    pub classes: Classes,
}

/// A verb with its helpers: "had also been captured".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// From its first helper to its verb.
    pub tokens: Range<usize>,
    /// The verb.
    pub head: usize,
    pub form: u8,
    pub passive: bool,
    pub progressive: bool,
    pub perfect: bool,
    pub future: bool,
    pub possible: bool,
    pub negated: bool,
    /// "to capture".
    pub infinitive: bool,
    /// "capturing" without a helper.
    pub participle: bool,
    /// "captured" after a noun, where it may be "which was captured".
    pub bare: bool,
}

impl Group {
    /// Whether it can be the verb of a clause of its own.
    pub fn finite(&self) -> bool {
        !self.infinitive && !self.participle
    }
}

impl<'a> Tagged<'a> {
    /// Tags a document.
    pub fn new(text: &'a Text<'a>, places: &'a [PlaceMention], times: &'a [TimeMention], world: &'a Gazetteer) -> Self {
        let lexicon = Lexicon::english();
        let length = text.tokens().len();
        let mut place_at = vec![0; length];
        for (number, place) in places.iter().enumerate() {
            place_at.get_mut(place.tokens.clone()).into_iter().flatten().for_each(|at| *at = number as u32 + 1);
        }
        let mut time_at = vec![0; length];
        for (number, time) in times.iter().enumerate().filter(|(_, time)| time.timing != Timing::Vague) {
            time_at.get_mut(time.tokens.clone()).into_iter().flatten().for_each(|at| *at = number as u32 + 1);
        }
        let mut numbers: Vec<u32> = (0..length).map(|at| lexicon.number(text.folded(at))).collect();
        join_compounds(text, lexicon, &mut numbers);
        let mut tagged = Self {
            text,
            lexicon,
            places,
            times,
            world,
            tags: vec![Tag::Noun; length],
            numbers,
            place_at,
            time_at,
            phrase_at: vec![0; length],
            phrases: Vec::with_capacity(length / 3),
            groups: Vec::with_capacity(length / 8),
        };
        for sentence in text.sentences() {
            let heading = text.paragraphs().get(sentence.paragraph).is_some_and(|p| p.kind == ParagraphKind::Heading);
            let title_case = heading && tagged.is_title_case(sentence.tokens.clone());
            tagged.tag(sentence.tokens.clone(), title_case);
            tagged.find_groups(sentence.tokens.clone());
            tagged.find_phrases(sentence.tokens.clone());
        }
        tagged
    }

    /// Whether a token is the beginning of a compound that the table knows, whose last token stands for all of it: the
    /// "re-" of "re-entered".
    pub fn is_prefix(&self, at: usize) -> bool {
        self.numbers.get(at) == Some(&PREFIX)
    }

    /// The tag before a word, the beginning of its own compound passed over.
    fn tag_before(&self, at: usize) -> Tag {
        let mut at = at;
        while at > 0 && self.is_prefix(at - 1) {
            at -= 1;
        }
        if at == 0 { Tag::Stop } else { self.tag_of(at - 1) }
    }

    pub fn tag_of(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Stop)
    }

    pub fn entry(&self, at: usize) -> &Entry {
        self.lexicon.entry(self.numbers.get(at).copied().unwrap_or(0))
    }

    pub fn classes(&self, at: usize) -> Classes {
        self.entry(at).classes
    }

    pub fn cue(&self, at: usize, cue: Cue) -> bool {
        self.entry(at).cues.has(cue)
    }

    /// Whether the table says of a word neither what it names nor that it is a verb.
    pub fn is_unknown(&self, at: usize) -> bool {
        let entry = self.entry(at);
        entry.classes.is_empty() && entry.forms == 0
    }

    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes(at).has(class)
    }

    /// The mention of a place a token stands in: names, or words that point to a place, but no demonyms and no parts
    /// of other names.
    pub fn place_at(&self, at: usize) -> Option<usize> {
        let number = (*self.place_at.get(at)?).checked_sub(1)? as usize;
        let place = self.places.get(number)?;
        (!matches!(place.role, PlaceRole::Demonym | PlaceRole::PartOfName)).then_some(number)
    }

    /// Whether a mention is of a country or of what is larger.
    pub fn is_country(&self, place: usize) -> bool {
        self.chosen(place)
            .is_some_and(|entry| matches!(self.world.class(entry), PlaceClass::Country | PlaceClass::Continent))
    }

    /// Whether a country is a city, too: Singapore, Djibouti.
    pub fn is_city_state(&self, place: usize) -> bool {
        let country = self.chosen(place).filter(|entry| self.world.class(*entry) == PlaceClass::Country);
        let seat = country.and_then(|country| self.world.capital_of(country));
        country.zip(seat).is_some_and(|(country, seat)| self.world.name(seat) == self.world.name(country))
    }

    /// Whether a mention is of a first-level area or of what is larger.
    pub fn is_region(&self, place: usize) -> bool {
        self.is_country(place) || self.chosen(place).is_some_and(|entry| self.world.class(entry) == PlaceClass::Region)
    }

    /// Whether a mention is of a part of the world without a government of its own: "Nagorno-Karabakh".
    pub fn is_area(&self, place: usize) -> bool {
        self.chosen(place).is_some_and(|entry| self.world.class(entry) == PlaceClass::Area)
    }

    /// Whether one place is known to lie in another: a city in its state or country.
    pub fn lies_in(&self, inner: usize, outer: usize) -> bool {
        let Some((inner, outer)) = self.chosen(inner).zip(self.chosen(outer)) else { return false };
        inner != outer && (self.world.region(inner) == Some(outer) || self.world.country(inner) == Some(outer))
    }

    pub fn time_at(&self, at: usize) -> Option<usize> {
        (*self.time_at.get(at)?).checked_sub(1).map(|number| number as usize)
    }

    /// The noun phrase a token stands in.
    pub fn phrase_at(&self, at: usize) -> Option<&Phrase> {
        self.phrases.get((*self.phrase_at.get(at)?).checked_sub(1)? as usize)
    }

    /// The sentence a token stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.text.sentences().get(self.text.sentence_of(at)).map_or(0..0, |sentence| sentence.tokens.clone())
    }

    /// The verb groups whose verbs stand in some tokens.
    pub fn groups_in(&self, tokens: Range<usize>) -> &[Group] {
        let from = self.groups.partition_point(|group| group.head < tokens.start);
        let to = self.groups.partition_point(|group| group.head < tokens.end);
        self.groups.get(from..to).unwrap_or_default()
    }
}

/// In place of the entry of a token that begins a compound.
const PREFIX: u32 = u32::MAX;

/// Gives the last token of each compound that the table knows the compound's entry: "sit-in", "re-entered".
fn join_compounds(text: &Text<'_>, lexicon: &Lexicon, numbers: &mut [u32]) {
    for at in 1..numbers.len().saturating_sub(1) {
        if text.tokens().get(at).is_none_or(|token| token.kind != TokenKind::Hyphen) {
            continue;
        }
        let number = lexicon.number(&format!("{}-{}", text.folded(at - 1), text.folded(at + 1)));
        if number > 0 {
            numbers[at - 1] = PREFIX;
            numbers[at] = PREFIX;
            numbers[at + 1] = number;
        }
    }
}
