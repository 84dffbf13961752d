//! What verbs tell: "the Taliban captured Herat", "Herat was captured by", "Herat fell to the Taliban".

mod control;
mod movement;
mod people;
mod violence;

use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Cue, Frame};
use crate::propose::proposal::Kind;
use crate::propose::tags::{Group, Phrase, Tag, Tagged};
use std::ops::Range;

/// The first rule that fits a verb.
pub(super) fn read(tagged: &Tagged<'_>, group: &Group) -> Option<Found> {
    let frames: Vec<(Frame, usize)> = tagged.frames(group).collect();
    let told = frames.into_iter().find_map(|(frame, end)| Reader { tagged, group, end }.frame(frame));
    told.or_else(|| Reader { tagged, group, end: group.head + 1 }.proclaimed())
}

/// One verb with one way to use it.
struct Reader<'t, 'a> {
    tagged: &'t Tagged<'a>,
    group: &'t Group,
    /// Where the verb and the words that belong to it end.
    end: usize,
}

impl Reader<'_, '_> {
    fn frame(&self, frame: Frame) -> Option<Found> {
        match frame {
            Frame::Take => self.take(Kind::Capture, false),
            Frame::TakeWeak => self.take(Kind::Capture, true),
            Frame::Retake => self.take(Kind::Recapture, false),
            Frame::RetakeWeak => self.take(Kind::Recapture, true),
            Frame::Expel => self.expel(),
            Frame::Hold => self.hold(),
            Frame::Fall => self.fall(),
            Frame::Lose => self.lose(),
            Frame::Enter => self.enter(),
            Frame::Raise => self.raise(),
            Frame::Leave => self.leave(),
            Frame::Besiege => self.besiege(),
            Frame::Fight => self.fight(),
            Frame::Surrender => self.surrender(),
            Frame::Arrest => self.arrest(),
            Frame::Negotiate => self.negotiate(),
            Frame::Evacuate => self.evacuate(),
            Frame::Attack => self.attack(),
            Frame::Blast => self.blast(),
            Frame::Fire => self.fire(),
            Frame::Land => self.land(),
            Frame::Abduct => self.abduct(),
            Frame::Protest => self.protest(),
            Frame::Deploy => self.deploy(),
            Frame::Devastate => self.devastate(),
            Frame::Proclaim => self.proclaim(),
            _ => None,
        }
    }

    fn verb(&self, cue: Cue) -> bool {
        self.tagged.cue(self.group.head, cue)
    }

    fn lemma(&self) -> &str {
        &self.tagged.entry(self.group.head).lemma
    }

    /// Whether the verb is passive: by its helper, or bare ("the city captured by rebels").
    fn is_passive(&self) -> bool {
        let remains = || self.tagged.cue(self.group.tokens.start.wrapping_sub(1), Cue::Copular);
        self.group.passive || self.group.bare && self.tagged.object(self.end).is_none() && (self.bare_by() || remains())
    }

    fn bare_by(&self) -> bool {
        let next = (self.end..self.end + 4).find(|at| !matches!(self.tagged.tag_of(*at), Tag::Adverb | Tag::Time));
        next.is_some_and(|at| self.tagged.text.folded(at) == "by")
    }

    fn doer(&self) -> Option<&Phrase> {
        if self.is_passive() { self.tagged.agent(self.group) } else { self.tagged.subject(self.group) }
    }

    fn found(
        &self,
        kind: Kind,
        places: Vec<usize>,
        side: Option<Range<usize>>,
        score: f32,
        rule: &'static str,
    ) -> Found {
        Found {
            kind,
            at: self.group.head,
            reality: self.tagged.reality(self.group),
            places,
            side,
            target: None,
            recalls: false,
            score,
            rule,
        }
    }

    fn side(&self, phrase: Option<&Phrase>) -> Option<Range<usize>> {
        phrase.and_then(|phrase| self.tagged.side(phrase, self.group.head))
    }

    fn near(&self, tie: Tie) -> Vec<usize> {
        self.tagged.all_whereabouts(self.group.head, tie)
    }

    /// The words after the verb begin so.
    fn followed_by(&self, words: &[&str]) -> bool {
        words.contains(&self.tagged.text.folded(self.end))
    }
}
