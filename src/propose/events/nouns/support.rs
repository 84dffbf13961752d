//! How the clause around a noun carries it.

use super::{Reader, Support};
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::reality::Reality;
use crate::propose::tags::{Group, Tag};

impl Reader<'_, '_> {
    /// What the verb whose subject the noun is says of its reality: "the fall of Herat would open", "no attack came".
    pub(super) fn clause(&self) -> Reality {
        match self.verb_after() {
            // "a protest planned for Monday was called off"
            Some(group) if self.is_subject_of(group) && group.bare && self.tagged.has_frame(group, Frame::Intend) => {
                Reality::Planned
            }
            Some(group) if self.is_subject_of(group) && group.passive && self.tagged.cue(group.head, Cue::Cancel) => {
                Reality::Negated
            }
            Some(group) if self.is_subject_of(group) => {
                let reality = self.tagged.reality(group);
                // What a possible consequence follows from may itself be real: "the fall of Herat could open the way".
                // "an attack on Odessa is thought unlikely"
                let end = self.tagged.clause_end(group.head).min(group.head + 4);
                let doubtful = (group.head + 1..end).any(|at| self.tagged.is(at, Class::UnrealAdjective));
                if doubtful && reality.is_real() {
                    return Reality::Predicted;
                }
                let called = group.passive && self.tagged.cue(group.head, Cue::CallFor);
                if called
                    && reality.is_real()
                    && !self.tagged.classes(self.at).any(&[
                        Class::NCapture,
                        Class::NRetake,
                        Class::NSurrender,
                        Class::NArrest,
                    ])
                {
                    return Reality::Planned;
                }
                let presupposed = self.tagged.classes(self.at).any(&[Class::NCapture, Class::NRetake]);
                // "the fall of Herat will be a blow": only what is expected of it is unsaid.
                if presupposed && group.future { Reality::Happened } else { reality }
            }
            // "the fall of Herat would be a disaster"
            _ if self.would_be() => Reality::Predicted,
            _ => Reality::Happened,
        }
    }

    fn would_be(&self) -> bool {
        let tagged = self.tagged;
        let modal = (self.phrase.tokens.end..self.at + 12).find(|at| {
            matches!(tagged.tag_of(*at), Tag::Modal | Tag::Verb | Tag::Stop | Tag::Relative | Tag::Auxiliary)
        });
        modal.is_some_and(|at| tagged.text.folded(at) == "would" && tagged.is(at + 1, Class::Be))
    }

    pub(super) fn verb_after(&self) -> Option<&Group> {
        let end = self.tagged.sentence(self.at).end.min(self.at + 24);
        self.tagged.groups_in(self.at + 1..end).iter().find(|group| group.finite() && !self.inside_relative(group))
    }

    pub(super) fn inside_relative(&self, group: &Group) -> bool {
        group.tokens.start > 0 && self.tagged.tag_of(group.tokens.start - 1) == Tag::Relative
    }

    pub(super) fn is_subject_of(&self, group: &Group) -> bool {
        // "three days of meetings ended", "a wave of attacks killed"
        let start = self.phrase.tokens.start;
        let of = (start > 1 && self.tagged.text.folded(start - 1) == "of")
            .then(|| self.tagged.phrase_at(start - 2))
            .flatten();
        self.tagged
            .subject(group)
            .is_some_and(|subject| subject.head == self.at || of.is_some_and(|of| of.head == subject.head))
    }

    /// Where the words that count the noun begin: "a second round of talks", "a wave of attacks".
    fn series(&self) -> usize {
        let start = self.phrase.tokens.start;
        let of = start > 1 && self.tagged.text.folded(start - 1) == "of";
        let counted = of.then(|| self.tagged.phrase_at(start - 2)).flatten();
        counted.filter(|phrase| self.tagged.cue(phrase.head, Cue::Series)).map_or(start, |phrase| phrase.tokens.start)
    }

    pub(super) fn verb_before(&self) -> Option<&Group> {
        let begin = self.tagged.sentence(self.at).start.max(self.at.saturating_sub(12));
        let start = self.series();
        let group = self.tagged.groups_in(begin..start).last()?;
        let between = group.head + 1..start;
        let crosses = between
            .clone()
            .any(|at| matches!(self.tagged.tag_of(at), Tag::Stop | Tag::Comma | Tag::Dash | Tag::Relative));
        (!crosses).then_some(group)
    }

    pub(super) fn support(&self) -> Support {
        let tagged = self.tagged;
        let end = self.phrase.tokens.end;
        let goes_on = (end..end + 12).take_while(|at| tagged.tag_of(*at) != Tag::Stop).any(|at| {
            tagged.is(at, Class::Be)
                && (at + 1..at + 4).any(|at| matches!(tagged.text.folded(at), "ongoing" | "underway" | "way"))
        });
        if goes_on {
            return Support::Subject;
        }
        // "has been in talks with"
        let start = self.phrase.tokens.start;
        if tagged.text.folded(start.wrapping_sub(1)) == "in"
            && tagged.is(start.wrapping_sub(2), Class::Be)
            && tagged.is(self.at, Class::NTalks)
        {
            return Support::Made;
        }
        if let Some(group) = self.verb_after()
            && self.is_subject_of(group)
        {
            let happens = tagged.frames(group).any(|(frame, _)| {
                matches!(
                    frame,
                    Frame::Happen | Frame::Devastate | Frame::Attack | Frame::Blast | Frame::Make | Frame::Evacuate
                )
            });
            return if happens || group.passive && tagged.has_frame(group, Frame::Make) {
                Support::Subject
            } else {
                Support::Around
            };
        }
        let before = self.series().checked_sub(1);
        let preposition = before.filter(|at| tagged.tag_of(*at) == Tag::Preposition);
        if let Some(group) = self.verb_before() {
            let direct = preposition.is_none();
            let made = tagged.frames(group).any(|(frame, _)| matches!(frame, Frame::Make | Frame::Happen));
            if direct && made {
                return Support::Made;
            }
        }
        // "fighters backed by air strikes"
        let backed = preposition.is_some_and(|at| tagged.text.folded(at) == "by")
            && self.verb_before().is_some_and(|group| tagged.cue(group.head, Cue::Support));
        if backed {
            return Support::None;
        }
        // "swept into the city in a surprise attack": how it was taken.
        let manner = preposition.is_some_and(|at| tagged.text.folded(at) == "in")
            && matches!(tagged.text.folded(start), "a" | "an")
            && self.verb_before().is_some_and(|group| {
                tagged.frames(group).any(|(frame, _)| {
                    matches!(frame, Frame::Take | Frame::Retake | Frame::Enter | Frame::TakeWeak | Frame::Fall)
                })
            });
        if manner {
            return Support::None;
        }
        if let Some(at) = preposition
            && tagged.cue(at, Cue::Circumstance)
        {
            return Support::Around;
        }
        let sentence = tagged.sentence(self.at);
        if tagged.groups_in(sentence.clone()).iter().all(|group| !group.finite() || group.bare) && sentence.len() < 24 {
            return Support::Alone;
        }
        // "there was fighting", "there were protests"
        let there = (sentence.start.max(self.phrase.tokens.start.saturating_sub(6))..self.phrase.tokens.start)
            .any(|at| tagged.text.folded(at) == "there");
        if there { Support::Subject } else { Support::None }
    }
}
