//! Who says it: the speaker of a quotation or of a clause, and whether it serves him.

use crate::propose::events::Found;
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::proposal::{Kind, Standing};
use crate::propose::tags::{Group, Phrase, Tag, Tagged};
use std::ops::Range;

/// Who says something, and with which verb.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// The words that name him.
    pub speaker: Range<usize>,
    /// The verb, where there is one.
    pub verb: Option<usize>,
}

impl Tagged<'_> {
    /// Who says what the token `at` tells; none where the report says so itself.
    pub fn voice(&self, at: usize) -> Option<Voice> {
        if let Some(quotation) = self.text.quotation_of(at).map(|quotation| quotation.tokens.clone())
            && let Some(voice) = self.speaker_of(&quotation)
        {
            return Some(voice);
        }
        let sentence = self.sentence(at);
        self.said_before(at, &sentence)
            .or_else(|| self.according_to(&sentence))
            .or_else(|| self.said_after(at, &sentence))
    }

    fn is_saying(&self, group: &Group) -> bool {
        self.frames(group).any(|(frame, _)| matches!(frame, Frame::Say | Frame::Deny)) && !group.passive
    }

    fn voice_of(&self, group: &Group) -> Option<Voice> {
        let phrase = self.subject(group).or_else(|| self.object(group.head + 1))?;
        (self.tag_of(phrase.head) != Tag::Relative)
            .then(|| Voice { speaker: self.speaker_words(phrase), verb: Some(group.head) })
    }

    /// "a Taliban spokesman", "Interior Minister Abdul Sattar Mirzakwal", "officials and residents in Kandahar".
    fn speaker_words(&self, phrase: &Phrase) -> Range<usize> {
        phrase.tokens.start..phrase.head + 1
    }

    fn speaker_of(&self, quotation: &Range<usize>) -> Option<Voice> {
        let paragraph = self.text.paragraphs().get(self.text.paragraph_of(quotation.start))?.tokens.clone();
        let after = quotation.end..paragraph.end.min(quotation.end + 14);
        let next = self.groups_in(after).iter().find(|group| self.is_saying(group));
        let near = |group: &Group| {
            !(quotation.end..group.tokens.start).any(|at| self.tag_of(at) == Tag::Stop && self.text.word(at) == ".")
        };
        if let Some(group) = next.filter(|group| near(group)) {
            let inverted = group.head + 1 < paragraph.end && group.tokens.start <= quotation.end + 1;
            let phrase = if inverted { self.object(group.head + 1) } else { self.subject(group) };
            if let Some(phrase) = phrase.or_else(|| self.subject(group)) {
                return Some(Voice { speaker: self.speaker_words(phrase), verb: Some(group.head) });
            }
        }
        let before = paragraph.start.max(quotation.start.saturating_sub(20))..quotation.start;
        self.groups_in(before).iter().rev().find(|group| self.is_saying(group)).and_then(|group| self.voice_of(group))
    }

    fn said_before(&self, at: usize, sentence: &Range<usize>) -> Option<Voice> {
        let groups = self.groups_in(sentence.start..at);
        for group in groups.iter().rev() {
            let between = group.head + 1..at;
            let crossed = between.clone().any(|at| {
                self.tag_of(at) == Tag::Stop
                    || self.tag_of(at) == Tag::Conjunction
                        && matches!(self.text.folded(at), "but" | "while" | "as" | "although")
                    || matches!(self.text.folded(at), "after" | "when")
                        && self.tag_of(at) != Tag::Noun
                        && between.len() > 2
                        && self.text.folded(group.head + 1) != "that"
            });
            if self.is_saying(group) && !crossed {
                return self.voice_of(group);
            }
            if self.frames(group).any(|(frame, _)| frame == Frame::Make)
                && !crossed
                && self.cue(group.head, Cue::ClaimDeed)
            {
                return self.voice_of(group);
            }
        }
        None
    }

    fn said_after(&self, at: usize, sentence: &Range<usize>) -> Option<Voice> {
        let group = self.groups_in(at + 1..sentence.end).iter().rev().find(|group| self.is_saying(group))?;
        // "…, the ministry said", "…, said the governor": a comma before its subject.
        let subject =
            self.subject(group).map_or(group.tokens.start, |phrase| phrase.tokens.start.min(group.tokens.start));
        let comma = subject.checked_sub(1).is_some_and(|at| matches!(self.tag_of(at), Tag::Comma | Tag::Quote));
        let rest = group.head + 1..sentence.end;
        let last = !self.groups_in(rest).iter().any(|other| other.finite() && !other.bare && !self.is_saying(other));
        if !(comma && last) {
            return None;
        }
        let inverted =
            group.tokens.start.checked_sub(1).is_some_and(|at| matches!(self.tag_of(at), Tag::Comma | Tag::Quote));
        let phrase =
            if inverted { self.object(group.head + 1).or_else(|| self.subject(group)) } else { self.subject(group) };
        phrase.map(|phrase| Voice { speaker: self.speaker_words(phrase), verb: Some(group.head) })
    }

    fn according_to(&self, sentence: &Range<usize>) -> Option<Voice> {
        let at =
            sentence.clone().find(|at| self.text.folded(*at) == "according" && self.text.folded(at + 1) == "to")?;
        let phrase = self.phrase_at(at + 2)?;
        Some(Voice { speaker: self.speaker_words(phrase), verb: None })
    }

    /// How well what was found stands, by who says it.
    pub fn standing(&self, found: &Found, voice: Option<&Voice>) -> Standing {
        let sentence = self.sentence(found.at);
        let near = sentence.start.max(found.at.saturating_sub(10))..found.at + 3;
        if near.clone().any(|at| self.is(at, Class::Hedge)) {
            return Standing::Claimed;
        }
        let Some(voice) = voice else { return Standing::Reported };
        let verb = |cue: Cue| voice.verb.is_some_and(|verb| self.cue(verb, cue));
        let interested = found.side.as_ref().is_some_and(|side| self.shares_a_name(side, &voice.speaker));
        let own_deed = matches!(
            found.kind,
            Kind::Withdrawal | Kind::Surrender | Kind::Evacuation | Kind::Deployment | Kind::Statement | Kind::Arrest
        );
        if interested && own_deed {
            return Standing::Confirmed;
        }
        if interested || verb(Cue::Claim) {
            return Standing::Claimed;
        }
        if verb(Cue::Confirm) {
            return Standing::Confirmed;
        }
        Standing::Reported
    }

    /// "the Taliban" and "a Taliban spokesman" share a name.
    fn shares_a_name(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        a.clone().any(|at| {
            let weighs = self.tag_of(at) == Tag::Name || self.is(at, Class::Force);
            let word = self.text.folded(at);
            weighs && b.clone().any(|other| self.text.folded(other).trim_end_matches('s') == word.trim_end_matches('s'))
        }) || a == b
    }
}
