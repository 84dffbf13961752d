//! Who acts: armed bodies, persons, and the words that name them.

use crate::language::Case;
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::mentions::PlaceRole;
use crate::propose::tags::{Phrase, Tag, Tagged};
use std::ops::Range;

/// The longest name of a side, in tokens.
const LONGEST_SIDE: usize = 12;

impl Tagged<'_> {
    /// Whether a phrase names an armed body or what acts like one: "the rebels", "Russian troops", "ISIS", "Israel".
    pub fn is_force(&self, phrase: &Phrase) -> bool {
        self.is_army(phrase) || self.is_demonym(phrase.head) || self.is_capital_name(phrase.head)
    }

    /// Whether a phrase says outright that it is armed.
    pub fn is_army(&self, phrase: &Phrase) -> bool {
        let head = self.classes(phrase.head);
        // "armed men", "masked youths"
        let armed = || {
            let begin = self.sentence(phrase.head).start;
            let joined = phrase.tokens.start > begin + 1 && self.text.folded(phrase.tokens.start - 1) == "and";
            let first = if joined { self.phrase_at(phrase.tokens.start - 2) } else { None };
            let mut words = first.unwrap_or(phrase).tokens.start..phrase.head;
            head.any(&[Class::Civilian, Class::Person, Class::Crowd]) && words.any(|at| self.cue(at, Cue::Armed))
        };
        // "his men"
        let own = matches!(self.text.folded(phrase.head), "men") && self.cue(phrase.tokens.start, Cue::Own);
        own || head.has(Class::Force)
            || phrase.classes.has(Class::Force) && self.tag_of(phrase.head) != Tag::Noun
            || armed()
    }

    /// Whether a phrase names forces of the government of a place's own country: "Iraqi troops" for Tikrit.
    pub fn is_of_its_country(&self, place: usize, phrase: &Phrase) -> bool {
        let regular = self.cue(phrase.head, Cue::RegularForce);
        let backed = phrase.tokens.clone().any(|at| matches!(self.tag_of(at), Tag::Hyphen | Tag::Adjective));
        let own = phrase.tokens.clone().any(|at| {
            self.text.folded(at) == "government"
                || self.is_demonym(at)
                    && self
                        .places
                        .iter()
                        .position(|place| place.tokens.contains(&at))
                        .is_some_and(|demonym| self.lies_in(place, demonym))
        });
        regular && !backed && own
    }

    /// "their leader", "two of the rebels' commanders": who is of an armed body.
    pub fn leads(&self, phrase: &Phrase) -> bool {
        let leader = |at: usize| self.cue(at, Cue::Leader);
        let of = self.text.folded(phrase.tokens.end) == "of";
        let inner = of.then(|| self.phrase_at(phrase.tokens.end + 1)).flatten();
        leader(phrase.head) || inner.is_some_and(|inner| leader(inner.head) || self.is_army(inner))
    }

    /// "Marshal Blucher", "General Lee": who moves with his army.
    pub fn commands(&self, phrase: &Phrase) -> bool {
        let mut words = phrase.tokens.start..phrase.head;
        self.tag_of(phrase.head) == Tag::Name && words.any(|at| self.cue(at, Cue::CommandRank))
    }

    /// "thousands of troops", "the Afghan military and government officials": whether what is counted or joined is armed.
    pub fn is_army_at_all(&self, phrase: &Phrase) -> bool {
        if self.is_army(phrase) {
            return true;
        }
        let end = phrase.tokens.end;
        let counted = self.text.folded(end) == "of" && self.phrase_at(end + 1).is_some_and(|inner| self.is_army(inner));
        let start = phrase.tokens.start;
        let joined = start > 1
            && self.text.folded(start - 1) == "and"
            && self.phrase_at(start - 2).is_some_and(|other| self.is_army(other));
        // "buses carrying fighters"
        let carried = matches!(self.text.folded(end), "carrying" | "with")
            && self.phrase_at(end + 1).is_some_and(|inner| self.is_army(inner));
        counted || joined || carried
    }

    pub fn is_demonym(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|role| role == PlaceRole::Demonym)
    }

    fn mention(&self, at: usize) -> Option<PlaceRole> {
        let number = self.places.partition_point(|place| place.tokens.end <= at);
        self.places.get(number).filter(|place| place.tokens.contains(&at)).map(|place| place.role)
    }

    /// A proper name that is no place: "Wagner", "M23", "Boko Haram", "Saladin".
    fn is_capital_name(&self, at: usize) -> bool {
        self.tag_of(at) == Tag::Name
    }

    /// Whether a phrase names somebody who can be arrested or abducted.
    pub fn is_somebody(&self, phrase: &Phrase) -> bool {
        let head = self.classes(phrase.head);
        if self.place_of(phrase).is_some() || head.has(Class::Place) {
            return false;
        }
        head.any(&[Class::Person, Class::Force, Class::Civilian, Class::Crowd])
            || phrase.classes.any(&[Class::Person])
            || matches!(self.text.folded(phrase.head), "him" | "her" | "them" | "he" | "she" | "they")
            || self.tag_of(phrase.head) == Tag::Name
                && self.text.tokens().get(phrase.head).is_some_and(|t| t.case != Case::Lower)
            || self.tag_of(phrase.head) == Tag::Number
    }

    /// Painters, films, scents and numbers take no towns.
    pub fn is_no_taker(&self, phrase: &Phrase) -> bool {
        let classes = self.classes(phrase.head);
        classes.any(&[Class::Art, Class::Sport, Class::Market, Class::Election, Class::Disaster, Class::Crowd])
            && !phrase.classes.has(Class::Force)
            && !self.cue(phrase.head, Cue::MayTake)
            || self.cue(phrase.head, Cue::NoTaker)
    }

    /// The words that name a side: from the phrase's beginning to its head, an "of" that belongs to it included. A
    /// pronoun is followed to the subject before it.
    pub fn side(&self, phrase: &Phrase, by: usize) -> Option<Range<usize>> {
        let pronoun = self.tag_of(phrase.head) == Tag::Pronoun;
        if pronoun {
            let before = self.referent(phrase.head, by)?;
            return self.side_words(before);
        }
        if self.is(phrase.head, Class::Place) && !self.is(phrase.head, Class::Force) {
            return None;
        }
        self.side_words(phrase)
    }

    fn side_words(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let mut start = phrase.tokens.start;
        while start < phrase.head && matches!(self.tag_of(start), Tag::Quote | Tag::Adverb) {
            start += 1;
        }
        // "fighters from the Taliban": the phrase as it stands is enough.
        let end = phrase.head + 1;
        (end > start && end - start <= LONGEST_SIDE).then_some(start..end)
    }

    /// Whom "they" or "it" stands for: the subject of the verb of saying that governs it, else the last armed body.
    pub fn referent(&self, at: usize, by: usize) -> Option<&Phrase> {
        let word = self.text.folded(at);
        if matches!(word, "we" | "i" | "us" | "you" | "who" | "which" | "that" | "what") {
            return None;
        }
        let sentence = self.sentence(at);
        let governor = self.groups_in(sentence.start..at).iter().rev().find(|group| self.has_frame(group, Frame::Say));
        if let Some(phrase) = governor.and_then(|group| self.subject(group))
            && self.tag_of(phrase.head) != Tag::Pronoun
            && self.is_force(phrase)
        {
            return Some(phrase);
        }
        let from = self.phrases.partition_point(|phrase| phrase.tokens.start < at.min(by));
        self.phrases
            .get(from.saturating_sub(40)..from)?
            .iter()
            .rev()
            .find(|phrase| self.is_army(phrase) && self.place_at(phrase.head).is_none())
    }

    /// Whose "hands" or "control" it is: "in rebel hands", "in the hands of the rebels", "under Taliban control".
    pub fn holder(&self, noun: usize) -> Option<Range<usize>> {
        let phrase = self.phrase_at(noun)?;
        if self.text.folded(phrase.tokens.end) == "of" {
            return self.phrase_at(phrase.tokens.end + 1).and_then(|holder| self.side_words(holder));
        }
        let start = phrase.tokens.start;
        let mut end = phrase.head;
        let describes = |at: usize| {
            matches!(self.tag_of(at), Tag::Possessive | Tag::Adjective | Tag::Hyphen) || self.cue(at, Cue::Degree)
        };
        while end > start && describes(end - 1) {
            end -= 1;
        }
        let own = (start..end).any(|at| !matches!(self.tag_of(at), Tag::Determiner));
        own.then_some(start..end)
    }

    /// "a gas explosion", "a blast at a coal mine": a blast that nobody set off.
    pub fn is_accident(&self, phrase: &Phrase) -> bool {
        let end = (phrase.tokens.end + 6).min(self.sentence(phrase.head).end);
        let blast = self.cue(phrase.head, Cue::Blast);
        blast
            && (phrase.tokens.start..end).any(|at| self.cue(at, Cue::Accidental))
            && !(phrase.tokens.start..end).any(|at| self.cue(at, Cue::Deliberate))
    }
}
