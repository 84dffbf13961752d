//! Whether what a clause tells has happened: tense, negation, conditions, and the words it depends on.

use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::tags::{Group, Tag, Tagged};

/// What a text says of the reality of a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reality {
    Happened,
    Ongoing,
    /// Somebody means to do it.
    Planned,
    /// Somebody expects it.
    Predicted,
    /// It did not happen, or somebody denies that it did.
    Negated,
    /// A condition, a question, a rumour: nothing is said.
    Unsaid,
}

impl Reality {
    pub fn is_real(self) -> bool {
        matches!(self, Self::Happened | Self::Ongoing)
    }
}

/// How deep dependence is followed.
pub(super) const DEPTH: u8 = 4;
/// How many tokens a condition reaches.
const REACH: usize = 18;

impl Tagged<'_> {
    /// What is said of the reality of a verb.
    pub fn reality(&self, group: &Group) -> Reality {
        self.reality_from(group, DEPTH)
    }

    fn reality_from(&self, group: &Group, depth: u8) -> Reality {
        let Some(depth) = depth.checked_sub(1) else { return Reality::Happened };
        if self.on_trial(group.tokens.start) {
            return Reality::Unsaid;
        }
        if self.is_question(group.head) || self.under_condition(group.tokens.start) {
            return Reality::Unsaid;
        }
        // The army "retook" an airstrip: a word in quotation marks of its own is somebody's, not the report's.
        let apart = self.tag_of(group.head.wrapping_sub(1)) == Tag::Quote && self.tag_of(group.head + 1) == Tag::Quote;
        if apart {
            return Reality::Unsaid;
        }
        let around = self.governed(group.tokens.start, depth);
        // "denied that the town had fallen, saying": the saying is not in what was denied.
        let says = group.participle
            && self.has_frame(group, Frame::Say)
            && self.tag_of(group.tokens.start.wrapping_sub(1)) == Tag::Comma;
        if !around.is_real() && !says {
            return around;
        }
        if group.negated || self.denied_subject(group) {
            return Reality::Negated;
        }
        let all_but = group.tokens.start > 1
            && self.text.folded(group.tokens.start - 1) == "but"
            && self.text.folded(group.tokens.start - 2) == "all";
        if all_but || self.has_adverb(group, &["almost", "nearly"]) {
            return Reality::Unsaid;
        }
        if group.infinitive {
            return self.infinitive(group, depth);
        }
        if group.future {
            return Reality::Predicted;
        }
        if group.possible {
            return Reality::Unsaid.max_if(self.is_arranged(group), Reality::Planned);
        }
        if group.participle {
            return self.participle(group, depth);
        }
        if group.progressive { Reality::Ongoing } else { Reality::Happened }
    }

    /// "acquitted of having ordered the shelling", "charged with": what a court is told is not news of the deed.
    pub(super) fn on_trial(&self, at: usize) -> bool {
        let begin = self.sentence(at).start.max(at.saturating_sub(14));
        self.groups_in(begin..at).iter().rev().any(|group| {
            let court = self.cue(group.head, Cue::Court);
            let tied =
                (group.head + 1..at).any(|at| matches!(self.text.folded(at), "of" | "with" | "for" | "over" | "to"));
            let crossed = (group.head + 1..at).any(|at| {
                matches!(self.tag_of(at), Tag::Stop)
                    || self.tag_of(at) == Tag::Conjunction && self.text.folded(at) != "and"
            });
            court && tied && !crossed && (group.passive || self.object(group.head + 1).is_some())
        })
    }

    /// "would be deployed", "would send": a plan that somebody states.
    pub(super) fn is_arranged(&self, group: &Group) -> bool {
        (group.tokens.start..group.head).any(|at| self.text.folded(at) == "would")
    }

    fn has_adverb(&self, group: &Group, words: &[&str]) -> bool {
        (group.tokens.start.saturating_sub(2)..group.head).any(|at| words.contains(&self.text.folded(at)))
    }

    pub(super) fn is_question(&self, at: usize) -> bool {
        let sentence = self.text.sentences().get(self.text.sentence_of(at));
        // "chanting 'Where is my vote?'": another asks, in a quotation of his own.
        let quoted = |sentence: &crate::language::Sentence| {
            let inside = |at: usize| (at..sentence.tokens.end).filter(|at| self.tag_of(*at) == Tag::Quote).count();
            let opened = inside(at);
            let says = self.groups_in(at..sentence.tokens.end).iter().any(|group| {
                self.has_frame(group, Frame::Say)
                    || self.cue(group.head, Cue::ProtestOutright)
                    || self.entry(group.head).lemma == "chant"
            });
            opened > 1 && says
        };
        sentence.is_some_and(|sentence| sentence.question && !quoted(sentence))
    }

    /// "No city fell", "neither side took", "none of the towns was captured".
    fn denied_subject(&self, group: &Group) -> bool {
        let opening = self.text.folded(self.sentence(group.head).start);
        if matches!(opening, "nor" | "neither") {
            return true;
        }
        self.subject(group).is_some_and(|phrase| {
            let start = phrase.tokens.start;
            self.cue(start, Cue::None) || start > 0 && self.cue(start - 1, Cue::None)
        })
    }

    /// Whether "if", "unless" or "whether" governs what begins at `at`.
    pub fn under_condition(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        let from = sentence.start.max(at.saturating_sub(REACH));
        for before in (from..at).rev() {
            if self.tag_of(before) == Tag::Stop {
                return false;
            }
            let conditional = self.is(before, Class::Conditional)
                || self.text.folded(before) == "case" && self.text.folded(before.wrapping_sub(1)) == "in";
            if conditional && (self.text.folded(before) != "should" || before == sentence.start) {
                // "if" reaches to the comma that ends its clause.
                let closed = (before..at).any(|at| self.tag_of(at) == Tag::Comma)
                    && self.groups_in(before..at).iter().any(|group| group.finite());
                return !closed;
            }
        }
        // What an "if" clause leads to is as unreal, unless it is plainly past.
        let leads = self.is(sentence.start, Class::Conditional)
            || self.text.folded(sentence.start) == "were"
            || matches!(self.text.folded(sentence.start), "imagine" | "suppose")
            || self.text.folded(sentence.start) == "had" && self.phrase_at(sentence.start + 1).is_some()
            || self.text.folded(sentence.start + 2) == "event" && self.text.folded(sentence.start + 3) == "of";
        leads && !matches!(self.text.folded(sentence.start), "whether")
    }

    pub(super) fn infinitive(&self, group: &Group, depth: u8) -> Reality {
        let sentence = self.sentence(group.head);
        let start = group.tokens.start;
        // "to have been captured" reports what is past.
        let mut at = start;
        for _ in 0..9 {
            if at <= sentence.start {
                break;
            }
            at -= 1;
            if let Some(governor) = self.groups_in(at..at + 1).first() {
                if self.has_frame(governor, Frame::Intend) {
                    return match () {
                        () if self.cue(governor.head, Cue::FailTo) => Reality::Negated,
                        () if self.cue(governor.head, Cue::TellTo) && governor.passive && group.perfect => {
                            Reality::Happened
                        }
                        () if governor.negated => Reality::Negated,
                        () => Reality::Planned,
                    };
                }
                if self.has_frame(governor, Frame::Manage)
                    && (group.perfect || !self.cue(governor.head, Cue::SayOfPast))
                {
                    let lemma = self.entry(governor.head).lemma.as_str();
                    if matches!(lemma, "rumour" | "rumor") {
                        return Reality::Unsaid;
                    }
                    let outer = self.reality_from(governor, depth);
                    return if outer.is_real() && lemma == "continue" { Reality::Ongoing } else { outer };
                }
                // "it took them two days to capture", "needed only a week to take"
                let lasted = matches!(self.entry(governor.head).lemma.as_str(), "take" | "need" | "require")
                    && (governor.head + 1..start).any(|at| self.cue(at, Cue::TimeUnit) || self.tag_of(at) == Tag::Time);
                if lasted && !governor.future && !governor.possible {
                    return self.reality_from(governor, depth);
                }
                // "claimed to have seized", "denied having": saying of the past.
                if group.perfect {
                    let outer = self.saying(governor, depth);
                    return if outer.is_real() { self.reality_from(governor, depth) } else { outer };
                }
                return Reality::Planned;
            }
            // "the strongest earthquake to hit the country"
            let superlative = self.text.folded(at).len() > 5 && self.text.folded(at).ends_with("est")
                || matches!(self.text.folded(at), "worst" | "most");
            if superlative && matches!(self.text.folded(group.head), "hit" | "strike") {
                return Reality::Happened;
            }
            if self.tag_of(at) == Tag::Number || self.cue(at, Cue::Rank) {
                let ordinal = self.text.folded(at).ends_with("th")
                    || self.text.folded(at).ends_with("st")
                    || self.text.folded(at).ends_with("nd")
                    || self.text.folded(at).ends_with("rd")
                    || matches!(self.text.folded(at), "latest" | "first" | "second" | "third");
                let taken =
                    group.passive && [Frame::Take, Frame::Retake].iter().any(|frame| self.has_frame(group, *frame));
                if ordinal && (taken || matches!(self.text.folded(group.head), "fall" | "hit" | "strike" | "surrender"))
                {
                    return Reality::Happened;
                }
            }
            if self.is(at, Class::Unreal) {
                let denied = self.phrase_at(at).is_some_and(|phrase| self.text.folded(phrase.tokens.start) == "no");
                return if denied { Reality::Negated } else { Reality::Planned };
            }
            if matches!(self.tag_of(at), Tag::Stop) {
                break;
            }
            if self.text.folded(at) == "able" || self.text.folded(at) == "forced" {
                return Reality::Happened;
            }
            if matches!(self.text.folded(at), "yet" | "unable") {
                return Reality::Negated;
            }
        }
        Reality::Planned
    }

    fn participle(&self, group: &Group, depth: u8) -> Reality {
        let sentence = self.sentence(group.head);
        let before = group.tokens.start.wrapping_sub(1);
        if group.tokens.start > sentence.start {
            match self.text.folded(before) {
                "without" | "from" | "instead" => return Reality::Negated,
                "of" => {
                    let noun = before.wrapping_sub(1);
                    let unreal = self.is(noun, Class::Unreal) || self.cue(noun, Cue::Brink);
                    if unreal {
                        return if self.text.folded(noun) == "instead" { Reality::Negated } else { Reality::Unsaid };
                    }
                }
                "to" | "for" | "before" | "despite" | "at" if self.text.folded(before) != "before" => {
                    return Reality::Unsaid;
                }
                _ => {}
            }
            // "denied that the town had fallen, saying": as real as the saying before it.
            if self.has_frame(group, Frame::Say) && self.tag_of(before) == Tag::Comma {
                let saying = self.groups_in(sentence.start..group.tokens.start).iter().rev();
                let mut saying = saying.filter(|other| other.finite());
                let main = saying.find(|other| self.has_frame(other, Frame::Say) || self.has_frame(other, Frame::Deny));
                return main.map_or(Reality::Happened, |main| self.reality_from(main, depth));
            }
            if matches!(self.text.folded(before), "by" | "while" | "before" | "on" | "in" | "with")
                || self.tag_of(before) == Tag::Comma
                || self.tag_of(before) == Tag::Conjunction
            {
                // As real as the clause it hangs on.
                let main = self.groups_in(sentence.start..group.tokens.start).iter().rev().find(|other| other.finite());
                return main.map_or(Reality::Happened, |main| self.reality_from(main, depth));
            }
            if let Some(governor) = self.groups_in(before..group.tokens.start).first() {
                if self.has_frame(governor, Frame::Deny) {
                    return Reality::Negated;
                }
                if self.has_frame(governor, Frame::Intend) {
                    return Reality::Planned;
                }
                return self.reality_from(governor, depth);
            }
        }
        Reality::Happened
    }
}

impl Reality {
    fn max_if(self, condition: bool, other: Self) -> Self {
        if condition { other } else { self }
    }
}
