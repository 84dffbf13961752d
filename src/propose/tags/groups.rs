//! Verb groups and noun phrases from tags.

use super::{Group, Phrase, Tag, Tagged};
use crate::propose::lexicon::{Class, Classes, Cue, form};
use std::ops::Range;

impl Tagged<'_> {
    pub(super) fn find_groups(&mut self, tokens: Range<usize>) {
        for at in tokens.clone() {
            if self.tag_of(at) == Tag::Verb {
                let mut group = self.group(at, tokens.start);
                self.share_helpers(&mut group, tokens.start);
                self.groups.push(group);
            }
        }
    }

    /// "could be isolated and taken over", "may encircle and capture": a verb without helpers of its own has those of the
    /// verb it is joined to.
    fn share_helpers(&self, group: &mut Group, begin: usize) {
        let bare = group.tokens.start == group.head && !group.negated;
        let mut before = group.tokens.start;
        while before > begin && matches!(self.tag_of(before - 1), Tag::Adverb | Tag::Time) {
            before -= 1;
        }
        if !bare || before == begin || !matches!(self.text.folded(before - 1), "and" | "or" | "then") {
            return;
        }
        let Some(first) = self.groups.last().filter(|first| first.tokens.start >= begin) else { return };
        let unreal = first.future || first.possible || first.infinitive;
        let plain = group.form & form::BASE != 0 && group.form & form::PAST == 0 && unreal;
        let part = first.passive
            && group.form & form::PART != 0
            && (group.form & form::PAST == 0 || !self.opens_object(group.head + 1));
        if plain || part {
            group.future |= first.future;
            group.possible |= first.possible;
            group.negated |= first.negated && part;
            group.infinitive |= first.infinitive;
            group.passive |= part;
            group.perfect |= first.perfect && part;
            group.bare &= !part;
        }
    }

    pub(super) fn group(&self, head: usize, begin: usize) -> Group {
        let forms = self.verb_forms(head);
        let mut group = Group {
            tokens: head..head + 1,
            head,
            form: forms,
            passive: false,
            progressive: false,
            perfect: false,
            future: false,
            possible: false,
            negated: false,
            infinitive: false,
            participle: false,
            bare: false,
        };
        let mut at = head;
        let mut helped = false;
        let mut nearest_be = false;
        while at > begin {
            let before = at - 1;
            let classes = self.classes(before);
            match self.tag_of(before) {
                Tag::Auxiliary => {
                    let be = classes.has(Class::Be) || matches!(self.text.folded(before), "'s" | "'re" | "'m");
                    let have = classes.has(Class::Have);
                    if be && !helped {
                        nearest_be = true;
                        group.passive = forms & form::PART != 0;
                        group.progressive = forms & form::ING != 0;
                    }
                    if be && self.text.folded(before) == "being" {
                        group.progressive = true;
                    }
                    group.perfect |= have;
                    helped = true;
                }
                Tag::Modal => {
                    group.future |= classes.has(Class::Future) || self.text.folded(before) == "'ll";
                    group.possible |= classes.has(Class::Possible);
                    helped = true;
                }
                Tag::Negative => group.negated = true,
                Tag::To => {
                    group.infinitive = true;
                    at = before;
                    break;
                }
                Tag::Adverb | Tag::Time => {}
                Tag::Hyphen if self.is_prefix(before) => {}
                // "had all been captured"
                Tag::Determiner if self.floats(before) && self.tag_of(before.wrapping_sub(1)) == Tag::Auxiliary => {}
                // "would \"liberate\" the capital"
                Tag::Quote if matches!(self.tag_of(before.wrapping_sub(1)), Tag::Modal | Tag::Auxiliary | Tag::To) => {}
                _ => break,
            }
            at = before;
        }
        // Adverbs and times before the first helper belong to the clause, not to the group.
        while at < head && matches!(self.tag_of(at), Tag::Adverb | Tag::Time) {
            at += 1;
        }
        group.tokens.start = at;
        // "of being captured", "having taken the town"
        if matches!(self.text.folded(at), "being" | "having") && at < head {
            group.participle = true;
        }
        let _ = nearest_be;
        if !helped && !group.infinitive {
            group.participle = forms & form::ING != 0;
            group.bare = forms & form::PART != 0;
        }
        // "to have been captured" is no plan but a report: what governs it decides.
        group
    }

    pub(super) fn find_phrases(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.in_phrase(at, at) {
                at += 1;
                continue;
            }
            let begin = at;
            let mut head = at;
            let mut classes = Classes::default();
            while at < tokens.end && self.in_phrase(at, begin) {
                if at > begin && self.breaks_phrase(at) {
                    break;
                }
                match self.tag_of(at) {
                    Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number => {
                        head = at;
                        classes = classes.with(self.classes(at));
                    }
                    Tag::Adjective | Tag::Determiner => classes = classes.with(self.classes(at)),
                    _ => {}
                }
                at += 1;
            }
            let number = self.phrases.len() as u32 + 1;
            self.phrase_at.get_mut(begin..at).into_iter().flatten().for_each(|slot| *slot = number);
            self.phrases.push(Phrase { tokens: begin..at, head, classes });
        }
    }

    pub(super) fn in_phrase(&self, at: usize, begin: usize) -> bool {
        match self.tag_of(at) {
            Tag::Determiner | Tag::Number | Tag::Noun | Tag::Adjective | Tag::Name | Tag::Pronoun => true,
            Tag::Hyphen if self.is_prefix(at) => self.tag_of(at + 1) != Tag::Verb && self.tag_of(at + 2) != Tag::Verb,
            Tag::Possessive | Tag::Hyphen => at > begin,
            // "the 'city'" and "the so-called \"republic\"" go on.
            Tag::Quote => {
                at > begin
                    && matches!(self.tag_of(at + 1), Tag::Noun | Tag::Name)
                    && matches!(self.tag_of(at - 1), Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name)
            }
            _ => false,
        }
    }

    pub(super) fn breaks_phrase(&self, at: usize) -> bool {
        let before = self.tag_of(at - 1);
        match self.tag_of(at) {
            Tag::Determiner => !matches!(before, Tag::Determiner) || self.text.folded(at) == "the",
            Tag::Pronoun => true,
            // "after a siege of three weeks Herat has capitulated"
            Tag::Name if before == Tag::Noun && self.cue(at - 1, Cue::TimeUnit) => true,
            _ => before == Tag::Pronoun,
        }
    }
}
