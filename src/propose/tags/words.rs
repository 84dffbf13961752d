//! What each word is, by the table, its ending and its neighbours.

use super::{Tag, Tagged};
use crate::language::{Case, TokenKind};
use crate::propose::lexicon::{Class, Cue, Entry, form};
use crate::propose::mentions::PlaceRole;
use std::ops::Range;

impl Tagged<'_> {
    pub(super) fn tag(&mut self, tokens: Range<usize>, title_case: bool) {
        let mut first = true;
        for at in tokens.clone() {
            let tag = self.tag_one(at, first, title_case, tokens.start);
            let line = tag == Tag::Dash
                && self
                    .text
                    .paragraphs()
                    .iter()
                    .any(|paragraph| paragraph.dateline.as_ref().is_some_and(|line| line.contains(&at)));
            if line {
                first = true;
            } else if !matches!(tag, Tag::Quote | Tag::Dash | Tag::Open | Tag::Stop) {
                first = false;
            }
            self.set(at, tag);
        }
        self.retag(tokens.clone());
        // A participle between a determiner and a noun is an adjective: "the besieged city".
        for at in tokens.clone() {
            if self.tag_of(at) != Tag::Verb || at == tokens.start {
                continue;
            }
            let before = self.tag_before(at);
            let after = self.tag_of(at + 1);
            let forms = self.verb_forms(at);
            let leads =
                matches!(before, Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Hyphen | Tag::Adjective);
            let loose = matches!(before, Tag::Preposition | Tag::Comma | Tag::Conjunction | Tag::Verb | Tag::Stop)
                && self.is(at + 1, Class::Force)
                && self.entry(at).uses.is_empty();
            if forms & (form::PART | form::ING) != 0
                && (leads && matches!(after, Tag::Noun | Tag::Name | Tag::Adjective)
                    || loose
                    || self.opens_subject(at, tokens.clone()))
            {
                self.set(at, Tag::Adjective);
            } else if leads && before != Tag::Hyphen && forms & (form::PART | form::ING) != 0 && forms & form::PAST == 0
            {
                self.set(at, Tag::Noun);
            }
        }
    }

    pub(super) fn tag_one(&self, at: usize, first: bool, title_case: bool, begin: usize) -> Tag {
        let Some(token) = self.text.tokens().get(at) else { return Tag::Stop };
        let word = self.text.word(at);
        if self.is_prefix(at) {
            return Tag::Hyphen;
        }
        match token.kind {
            TokenKind::Hyphen => return Tag::Hyphen,
            TokenKind::Dash => return Tag::Dash,
            TokenKind::Quote => return Tag::Quote,
            TokenKind::Sign => {
                return match word {
                    "," => Tag::Comma,
                    "(" | "[" => Tag::Open,
                    ")" | "]" => Tag::Close,
                    "&" => Tag::Conjunction,
                    "%" | "$" | "£" | "€" | "#" | "/" => Tag::Noun,
                    _ => Tag::Stop,
                };
            }
            _ => {}
        }
        if self.time_at.get(at).is_some_and(|time| *time > 0) {
            return Tag::Time;
        }
        if self.place_at.get(at).is_some_and(|place| *place > 0)
            && self.place_at(at).is_none_or(|place| !self.points(place))
        {
            return if token.kind == TokenKind::Clitic { Tag::Possessive } else { Tag::Name };
        }
        if token.kind == TokenKind::Clitic {
            return self.clitic(at);
        }
        if matches!(token.kind, TokenKind::Number | TokenKind::Mixed) {
            return Tag::Number;
        }
        let entry = self.entry(at);
        let known = !entry.classes.is_empty() || entry.forms != 0;
        let shouted = token.case == Case::Upper && self.shouts(begin);
        let ordinary = || {
            let word = self.text.folded(at);
            self.ends_ly(at) || word.len() > 6 && (word.ends_with("ers") || word.ends_with("ors"))
        };
        let common = title_case || first && (known || ordinary()) || shouted;
        let little = !first
            && entry.classes.any(&[Class::Determiner, Class::Preposition, Class::Pronoun])
            && token.end - token.start <= 2;
        if token.is_capital() && !common && !little {
            return Tag::Name;
        }
        self.tag_lower(at, entry)
    }

    /// Whether a mention points back with common words ("the city"), which are nouns like others.
    pub(super) fn points(&self, place: usize) -> bool {
        self.places.get(place).is_some_and(|place| matches!(place.role, PlaceRole::Anaphor(_)))
    }

    /// Whether a sentence is all in capitals.
    pub(super) fn shouts(&self, begin: usize) -> bool {
        let words = self.text.tokens().get(begin..).unwrap_or_default().iter().filter(|t| t.is_word()).take(4);
        words.clone().count() == 4 && words.clone().all(|token| token.case == Case::Upper)
    }

    pub(super) fn clitic(&self, at: usize) -> Tag {
        match self.text.folded(at) {
            "'s" if at > 0 && self.tag_of(at - 1) == Tag::Pronoun => Tag::Auxiliary,
            "'s" => Tag::Possessive,
            "'t" => Tag::Negative,
            "'d" | "'ll" => Tag::Modal,
            _ => Tag::Auxiliary,
        }
    }

    pub(super) fn tag_lower(&self, at: usize, entry: &Entry) -> Tag {
        let classes = entry.classes;
        let before = self.tag_before(at);
        let folded = self.text.folded(at);
        if folded == "to" {
            let next = (at + 1..at + 3).find(|next| !self.is(*next, Class::Adverb) && !self.ends_ly(*next));
            let verb = next.is_some_and(|next| {
                self.entry(next).forms & form::BASE != 0
                    && !self.text.tokens().get(next).is_some_and(|t| t.is_capital())
                    || self.text.folded(next) == "be"
                    || self.text.folded(next) == "have"
            });
            return if verb { Tag::To } else { Tag::Preposition };
        }
        if classes.any(&[Class::Be, Class::Have]) {
            return Tag::Auxiliary;
        }
        if classes.has(Class::Do) {
            return Tag::Auxiliary;
        }
        if folded == "that" {
            let counted = self.is(at + 1, Class::Plural) || self.tag_of(at + 1) == Tag::Name;
            return if before == Tag::Preposition && !counted { Tag::Determiner } else { Tag::Relative };
        }
        if classes.has(Class::Relative) {
            return Tag::Relative;
        }
        if classes.has(Class::Negative) {
            return if folded == "no" { Tag::Determiner } else { Tag::Negative };
        }
        let may_be_modal = before != Tag::Determiner && before != Tag::Adjective;
        if classes.any(&[Class::Future, Class::Possible]) && may_be_modal {
            return Tag::Modal;
        }
        if classes.has(Class::Pronoun) && !classes.has(Class::Determiner) && folded != "one" {
            return Tag::Pronoun;
        }
        if classes.has(Class::Determiner) {
            return Tag::Determiner;
        }
        if classes.has(Class::Number) {
            return Tag::Number;
        }
        let noun = self.cue(at, Cue::NounToo)
            && (matches!(before, Tag::Determiner | Tag::Adjective | Tag::Number)
                || at > 0 && self.cue(at - 1, Cue::Rank));
        if noun {
            return Tag::Noun;
        }
        if self.cue(at, Cue::HoldNoun) && self.names_hold(at) {
            return Tag::Noun;
        }
        if classes.has(Class::Preposition) {
            return Tag::Preposition;
        }
        if classes.has(Class::Conjunction) {
            return Tag::Conjunction;
        }
        if classes.has(Class::Adverb)
            && !(before == Tag::Determiner && matches!(folded, "north" | "south" | "east" | "west" | "home"))
        {
            return Tag::Adverb;
        }
        if entry.forms != 0 {
            return self.verb_or_noun(at, entry, before);
        }
        if !classes.is_empty() {
            return Tag::Noun;
        }
        if self.ends_ly(at) {
            return Tag::Adverb;
        }
        // "to", determiners and the like before an unknown word make it a noun; else its ending decides.
        let unknown_verb =
            folded.len() > 4 && (folded.ends_with("ed") && !folded.ends_with("eed") || folded.ends_with("ing"));
        if unknown_verb { Tag::Verb } else { Tag::Noun }
    }

    /// "control of", "under rebel control", "in their hands": what somebody has, not what somebody does.
    fn names_hold(&self, at: usize) -> bool {
        let mut before = at;
        while before > at.saturating_sub(4)
            && before > 0
            && matches!(
                self.tag_of(before - 1),
                Tag::Noun | Tag::Name | Tag::Adjective | Tag::Possessive | Tag::Determiner
            )
        {
            before -= 1;
        }
        let tied = before > 0 && matches!(self.text.folded(before - 1), "under" | "in" | "into" | "to" | "of" | "from");
        tied || matches!(self.text.folded(at + 1), "of" | "over")
    }

    /// A word that can be both is decided by its neighbours.
    pub(super) fn verb_or_noun(&self, at: usize, entry: &Entry, before: Tag) -> Tag {
        let noun = entry.classes;
        let forms = entry.forms;
        let only_plain = forms & (form::PAST | form::PART | form::ING) == 0;
        let next_opens = self.opens_object(at + 1);
        if forms & form::ING != 0 && !noun.is_empty() {
            let verb = before == Tag::Auxiliary
                || before == Tag::Preposition && next_opens && self.text.folded(at + 1) != "of"
                || matches!(before, Tag::Comma | Tag::Conjunction) && next_opens;
            return if verb { Tag::Verb } else { Tag::Noun };
        }
        if forms & (form::PAST | form::PART) != 0 && noun.is_empty() {
            return Tag::Verb;
        }
        if forms & form::ING != 0 && !matches!(before, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number)
        {
            return Tag::Verb;
        }
        // "which shells the town", but "when shells hit the town".
        let clause = before == Tag::Relative && matches!(self.text.folded(at - 1), "when" | "where");
        let helped = matches!(before, Tag::To | Tag::Modal | Tag::Negative | Tag::Auxiliary | Tag::Pronoun | Tag::Relative)
                && !(clause && !noun.is_empty() && only_plain)
                // "there have been clashes": a helper wants a form of its own.
                && (before != Tag::Auxiliary || self.is(at - 1, Class::Do) || !only_plain || noun.is_empty());
        if helped
            || before == Tag::Adverb
                && at > 1
                && matches!(self.tag_of(at - 2), Tag::To | Tag::Modal | Tag::Auxiliary | Tag::Pronoun)
        {
            return Tag::Verb;
        }
        if matches!(
            before,
            Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Preposition | Tag::Hyphen
        ) {
            return Tag::Noun;
        }
        if !only_plain {
            // "hit", "shot", "cut", "set": verbs unless something before makes them nouns.
            return Tag::Verb;
        }
        let plural_before = at > 0
            && (self.is(at - 1, Class::Plural) || self.text.folded(at - 1).ends_with('s') && before == Tag::Noun)
            || at > 0 && self.is(at - 1, Class::Force) && !(at > 1 && matches!(self.text.folded(at - 2), "a" | "an"));
        if forms & form::S != 0 && forms & form::BASE == 0 {
            let subject = matches!(before, Tag::Noun | Tag::Name | Tag::Adverb | Tag::Close | Tag::Comma | Tag::Quote);
            // "in rebel hands"
            let hangs = at > 1 && self.tag_of(at - 2) == Tag::Preposition && !noun.is_empty();
            // "government forces loyal to", but "the government forces the rebels"
            let opens = next_opens && !self.is_unknown(at + 1);
            let opens = opens || self.text.tokens().get(at + 1).is_some_and(|token| token.is_capital());
            // "Goma falls to rebels", "Garrison of Goma surrenders": the only verb there is.
            let next = self.text.tokens().get(at + 1);
            let ends = next.is_none_or(|next| !next.is_word()) || matches!(self.text.folded(at + 1), "to" | "after");
            let alone = before == Tag::Name && ends && self.cue(at, Cue::EndsHeading);
            let verb = alone
                || subject
                    && (!hangs || opens)
                    && (noun.is_empty() || opens && (at == 0 || !self.is(at - 1, Class::Plural)));
            return if verb { Tag::Verb } else { Tag::Noun };
        }
        let adverb = before == Tag::Adverb
            && at > 1
            && (self.is(at - 2, Class::Plural) || self.is(at - 2, Class::Force))
            && next_opens;
        let subject = adverb || plural_before || before == Tag::Name || before == Tag::Quote && noun.is_empty();
        if noun.is_empty() {
            return if subject
                || matches!(before, Tag::Conjunction | Tag::Adverb | Tag::Comma | Tag::Stop | Tag::Noun | Tag::Quote)
            {
                Tag::Verb
            } else {
                Tag::Noun
            };
        }
        // "the military command took the town"
        let past_follows = self.entry(at + 1).forms & form::PAST != 0 && self.entry(at + 1).classes.is_empty();
        // "rebels attack the town" against "the rebel attack on the town".
        let verb = subject
            && !past_follows
            && (next_opens
                || plural_before && !self.is(at + 1, Class::Preposition) && !self.is(at, Class::Place)
                || self.text.folded(at) == "fall"
                || self.text.folded(at) == "clash");
        if verb { Tag::Verb } else { Tag::Noun }
    }

    /// Whether what begins here may be the object of a verb.
    pub(super) fn opens_object(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens().get(at) else { return false };
        let quantity = matches!(
            (self.text.folded(at), self.text.folded(at + 1)),
            ("at", "least") | ("more" | "fewer", "than") | ("up", "to") | ("as", "many")
        );
        quantity
            || token.kind == TokenKind::Number
            || token.is_capital()
            || self.place_at(at).is_some()
            || self.classes(at).any(&[
                Class::Determiner,
                Class::Pronoun,
                Class::Number,
                Class::Force,
                Class::Civilian,
                Class::Person,
            ])
            || token.kind == TokenKind::Word && self.is_unknown(at) && !self.ends_ly(at)
    }

    /// The forms a verb can have here; by its ending where the table does not know it.
    pub fn verb_forms(&self, at: usize) -> u8 {
        let forms = self.entry(at).forms;
        if forms != 0 {
            return forms;
        }
        if self.text.folded(at).ends_with("ing") { form::ING } else { form::PAST | form::PART }
    }

    pub(super) fn set(&mut self, at: usize, tag: Tag) {
        if let Some(slot) = self.tags.get_mut(at) {
            *slot = tag;
        }
    }
}
