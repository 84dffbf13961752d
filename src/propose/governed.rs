//! What the words that govern a clause make of it: "denied that", "fears that", "claims that"; and the reality of nouns.

use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::reality::{DEPTH, Reality};
use crate::propose::tags::{Group, Tag, Tagged};
use std::ops::Range;

impl Tagged<'_> {
    /// What the words before a clause, in whose scope it stands, make of it: "denied that", "fears that", "if".
    /// `at` is where the clause's verb group, or its noun, begins.
    pub(super) fn governed(&self, at: usize, depth: u8) -> Reality {
        let sentence = self.sentence(at);
        // "denied it had fallen and said battles went on": said beside the denial, not in it.
        let joined = matches!(self.text.folded(at.wrapping_sub(1)), "and" | "but");
        if joined
            && self
                .groups_in(at..at + 4)
                .first()
                .is_some_and(|group| group.tokens.start == at && self.has_frame(group, Frame::Say))
        {
            return Reality::Happened;
        }
        let Some(that) = self.complement_start(at, &sentence) else { return Reality::Happened };
        let word = that.checked_sub(1).filter(|before| *before >= sentence.start);
        let Some(before) = word else { return Reality::Happened };
        // A verb of saying, or one of denying, expecting, fearing.
        if let Some(group) = self.groups_in(before..before + 1).first() {
            return self.saying(group, depth);
        }
        // "told reporters that", "denied on Monday that"
        let mut back = before;
        for _ in 0..8 {
            if let Some(group) = self.groups_in(back..back + 1).first() {
                return self.saying(group, depth);
            }
            if self.is(back, Class::Rumour) || self.is(back, Class::Unreal) && self.text.folded(back) != "order" {
                return Reality::Unsaid;
            }
            // "there is no confirmation that"
            if self.phrase_at(back).is_some_and(|phrase| self.text.folded(phrase.tokens.start) == "no") {
                return Reality::Unsaid;
            }
            if self.cue(back, Cue::ReportNoun) {
                let unsure = self.groups_in(at..sentence.end).iter().any(|group| {
                    back < sentence.start + 5
                        && (self.has_frame(group, Frame::Deny)
                            || (group.negated || group.possible) && self.cue(group.head, Cue::Confirm))
                });
                if unsure {
                    return Reality::Unsaid;
                }
                let rejected =
                    self.groups_in(sentence.start..back).iter().rev().take(1).any(|g| self.has_frame(g, Frame::Deny));
                let unconfirmed = self.phrase_at(back).is_some_and(|phrase| phrase.classes.has(Class::Rumour));
                return if rejected {
                    Reality::Negated
                } else if unconfirmed {
                    Reality::Unsaid
                } else {
                    Reality::Happened
                };
            }
            if matches!(self.tag_of(back), Tag::Stop | Tag::Comma) || back == sentence.start {
                break;
            }
            back -= 1;
        }
        Reality::Happened
    }

    pub(super) fn saying(&self, group: &Group, depth: u8) -> Reality {
        if self.has_frame(group, Frame::Deny) {
            return if group.negated { Reality::Unsaid } else { Reality::Negated };
        }
        if self.has_frame(group, Frame::Say) || self.has_frame(group, Frame::Make) {
            let lemma = self.entry(group.head).lemma.as_str();
            if group.negated
                || group.possible && !self.is_arranged(group)
                || group.infinitive && self.infinitive(group, depth) != Reality::Happened
            {
                return Reality::Unsaid;
            }
            if matches!(lemma, "think" | "suggest") && !group.passive {
                return Reality::Unsaid;
            }
            return if group.future { Reality::Predicted } else { Reality::Happened };
        }
        if self.has_frame(group, Frame::Intend) {
            let foreseen = self.cue(group.head, Cue::Foresee);
            return if foreseen { Reality::Predicted } else { Reality::Planned };
        }
        Reality::Happened
    }

    /// Where the clause around `at` begins as a complement: the token after "that", or after a verb of saying that
    /// leaves it out.
    pub(super) fn complement_start(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut back = at;
        let mut crossed = 0;
        while back > sentence.start {
            let before = back - 1;
            let group = self.groups_in(before..before + 1).first();
            let governs = group.is_some_and(|group| {
                self.frames(group)
                    .any(|(frame, end)| matches!(frame, Frame::Say | Frame::Deny | Frame::Intend) && end <= at)
            });
            // "stopped and arrested": beside it, not under it.
            let beside = back + 1 == at && self.tag_of(back) == Tag::Conjunction;
            // "the last town to resist, was taken": an aside has ended between them.
            let ended = group.is_some_and(|group| {
                group.infinitive
                    && self.tag_of(back) == Tag::Comma
                    && !self.frames(group).any(|(frame, _)| matches!(frame, Frame::Say | Frame::Deny))
            });
            if governs && !beside && !ended {
                return Some(back);
            }
            if self.tag_of(before) == Tag::Relative && self.text.folded(before) == "that" {
                return Some(before);
            }
            match self.tag_of(before) {
                Tag::Stop => return None,
                Tag::Verb => {
                    crossed += 1;
                    if crossed > 1 {
                        return None;
                    }
                }
                Tag::Conjunction if self.cue(before, Cue::Break) => {
                    return None;
                }
                Tag::Preposition
                    if self.is(before, Class::Conjunction)
                        && matches!(self.text.folded(before), "after" | "as" | "since" | "before" | "until") =>
                {
                    return None;
                }
                Tag::Comma if self.groups_in(sentence.start..before).is_empty() => {}
                _ => {}
            }
            back = before;
            if at - back > 30 {
                return None;
            }
        }
        None
    }

    /// What is said of the reality of a noun that names an event.
    pub fn reality_of_noun(&self, noun: usize) -> Reality {
        let Some(phrase) = self.phrase_at(noun) else { return Reality::Unsaid };
        if self.on_trial(phrase.tokens.start) || self.is_question(noun) || self.under_condition(phrase.tokens.start) {
            return Reality::Unsaid;
        }
        if self.cue(phrase.tokens.start, Cue::NoOrFew) || phrase.classes.has(Class::UnrealAdjective) {
            return Reality::Unsaid;
        }
        // "the fall of the city was imminent"
        let clause = (phrase.tokens.end..phrase.tokens.end + 10)
            .take_while(|at| !matches!(self.tag_of(*at), Tag::Stop | Tag::Comma | Tag::Verb));
        let copula = clause.into_iter().find(|at| self.is(*at, Class::Be));
        let matter = |at: usize| self.text.folded(at) == "matter" && self.text.folded(at + 2) == "time";
        if copula.is_some_and(|at| (at + 1..at + 5).any(|at| self.is(at, Class::UnrealAdjective) || matter(at))) {
            return Reality::Unsaid;
        }
        // "called for an end to strikes on Idlib"
        let start = phrase.tokens.start;
        if self.text.folded(start.wrapping_sub(1)) == "to"
            && matches!(self.text.folded(start.wrapping_sub(2)), "end" | "halt")
        {
            return Reality::Unsaid;
        }
        // "the fall of Soledar, claimed on Wednesday, was denied"
        let denied = self.groups_in(phrase.tokens.end..self.sentence(noun).end).iter().any(|group| {
            group.passive
                && !group.negated
                && self.has_frame(group, Frame::Deny)
                && self
                    .subject(group)
                    .is_some_and(|subject| self.chain_head(subject, self.sentence(noun).start) == phrase)
        });
        if denied {
            return Reality::Unsaid;
        }
        let around = self.governed(phrase.tokens.start, DEPTH);
        if !around.is_real() {
            return around;
        }
        let sentence = self.sentence(noun);
        let mut at = phrase.tokens.start;
        // The words it hangs on: "plans for an attack on", "threat of", "the risk of the fall of".
        for _ in 0..10 {
            if at <= sentence.start {
                break;
            }
            at -= 1;
            if let Some(governor) = self.groups_in(at..at + 1).first() {
                if self.has_frame(governor, Frame::Deny) {
                    return Reality::Negated;
                }
                let own = self.reality(governor);
                if self.cue(governor.head, Cue::Recall) {
                    return Reality::Unsaid;
                }
                // "to break up a protest": what is broken up goes on.
                let met = self.cue(governor.head, Cue::MeetWith)
                    || self.entry(governor.head).lemma == "break" && self.text.folded(governor.head + 1) == "up";
                if !own.is_real() {
                    return if met && own == Reality::Planned { Reality::Happened } else { own };
                }
                if self.has_frame(governor, Frame::Intend)
                    && !self.has_frame(governor, Frame::Make)
                    && !self.has_frame(governor, Frame::Say)
                {
                    return Reality::Planned;
                }
                return own;
            }
            match self.text.folded(at) {
                "during" | "after" | "amid" | "following" if at + 1 == phrase.tokens.start => return Reality::Happened,
                "without" | "against" if self.text.folded(at) == "without" => return Reality::Unsaid,
                "before" | "until" | "ahead" | "despite" if at + 1 == phrase.tokens.start => {
                    return if self.text.folded(at) == "before" { Reality::Happened } else { Reality::Unsaid };
                }
                _ => {}
            }
            if self.is(at, Class::Unreal) || self.is(at, Class::Rumour) {
                return Reality::Unsaid;
            }
            // "saw no sign of an attack"
            let nothing = self.text.folded(at) == "no" && at + 1 < phrase.tokens.start;
            if self.tag_of(at) == Tag::Negative || nothing {
                return Reality::Negated;
            }
            if matches!(self.tag_of(at), Tag::Stop | Tag::Comma | Tag::Dash) {
                break;
            }
        }
        Reality::Happened
    }
}
