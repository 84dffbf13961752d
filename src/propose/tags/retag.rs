//! What a word is after a look at those around it.

use super::{Tag, Tagged};
use crate::propose::lexicon::{Class, Cue, form};
use std::ops::Range;

impl Tagged<'_> {
    /// Words that tie like prepositions, words around numbers, times that describe.
    pub(super) fn retag(&mut self, tokens: Range<usize>) {
        // "forces loyal to the president": the adjective ties like a preposition.
        for at in tokens.start + 1..tokens.end {
            let tie = self.cue(at, Cue::LoyalTo);
            let after = self.text.folded(at + 1);
            if tie && matches!(after, "to" | "with") && matches!(self.tag_of(at - 1), Tag::Noun | Tag::Name) {
                self.set(at, Tag::Preposition);
                self.set(at + 1, Tag::Preposition);
            }
        }
        // "the burnt-out town", "a run-down port"
        for at in tokens.start + 1..tokens.end.saturating_sub(2) {
            let joined = self.tag_of(at) == Tag::Hyphen
                && !self.is_prefix(at)
                && self.is(at + 1, Class::Preposition)
                && matches!(self.tag_of(at + 2), Tag::Noun | Tag::Name | Tag::Adjective);
            if joined {
                (at - 1..at + 2).for_each(|at| self.set(at, Tag::Adjective));
            }
        }
        // "more than 150 people", "at least 39": nothing but the number.
        for at in tokens.clone() {
            let quantity = match (self.text.folded(at), self.text.folded(at + 1)) {
                ("more" | "fewer" | "less", "than") | ("at", "least" | "most") | ("up" | "close", "to") => at + 2,
                ("as", "many" | "few") if self.text.folded(at + 2) == "as" => at + 3,
                _ => continue,
            };
            if self.tag_of(quantity) == Tag::Number
                || self.text.folded(quantity) == "a" && self.is(quantity + 1, Class::Number)
            {
                (at..quantity).for_each(|at| self.set(at, Tag::Adverb));
            }
        }
        // "an overnight raid", "Friday's attack": a time that describes a noun.
        for at in tokens.clone() {
            let opened = at > tokens.start && matches!(self.tag_of(at - 1), Tag::Determiner | Tag::Adjective);
            let owned = self.tag_of(at + 1) == Tag::Possessive;
            if self.tag_of(at) == Tag::Time && (opened && matches!(self.tag_of(at + 1), Tag::Noun | Tag::Time) || owned)
            {
                self.set(at, Tag::Adjective);
            }
        }
    }

    /// "armed men raided", "when masked gunmen opened fire": a participle that begins a subject, not a clause.
    pub(super) fn opens_subject(&self, at: usize, sentence: Range<usize>) -> bool {
        let begin = (sentence.start..at)
            .rev()
            .find(|before| !matches!(self.tag_of(*before), Tag::Adverb | Tag::Quote | Tag::Hyphen))
            .is_none_or(|before| {
                matches!(self.tag_of(before), Tag::Conjunction | Tag::Relative | Tag::Stop)
                    || self.tag_of(before) == Tag::Preposition && self.is(before, Class::Conjunction)
            });
        if !begin
            || self.verb_forms(at) & (form::PART | form::ING) == 0
            || !matches!(self.tag_of(at + 1), Tag::Noun | Tag::Name)
        {
            return false;
        }
        let joined = |at: usize| {
            self.text.folded(at) == "and" && self.tag_of(at + 1) == Tag::Noun && self.tag_of(at - 1) == Tag::Noun
        };
        let end = (at + 1..sentence.end)
            .find(|at| !matches!(self.tag_of(*at), Tag::Noun | Tag::Name) && !joined(*at))
            .unwrap_or(sentence.end);
        let people = self.classes(end - 1).any(&[Class::Force, Class::Civilian, Class::Person, Class::Weapon]);
        people && matches!(self.tag_of(end), Tag::Verb | Tag::Auxiliary | Tag::Adverb)
    }

    pub(super) fn ends_ly(&self, at: usize) -> bool {
        self.text.folded(at).len() > 4 && self.text.folded(at).ends_with("ly") && !self.cue(at, Cue::NoAdverb)
    }

    pub(super) fn is_title_case(&self, tokens: Range<usize>) -> bool {
        let long = tokens.filter_map(|at| self.text.tokens().get(at)).filter(|t| t.is_word() && t.end - t.start > 3);
        let (mut all, mut capital) = (0, 0);
        for token in long {
            all += 1;
            capital += usize::from(token.is_capital());
        }
        all > 2 && capital * 10 >= all * 8
    }
}
