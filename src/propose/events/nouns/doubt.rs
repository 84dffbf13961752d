//! Nouns that also mean something else.

use super::{Reader, Support};
use crate::propose::lexicon::{Class, Cue};
use crate::propose::proposal::Kind;

impl Reader<'_, '_> {
    /// Words that also mean something else: "fire", "march", "strike", "meeting" and "deal" need more.
    pub(super) fn is_something_else(&self, kind: Kind) -> bool {
        let tagged = self.tagged;
        let start = self.phrase.tokens.start;
        let before = start.wrapping_sub(1);
        // "took the city by storm"; "nine months after the battle began"
        let dates_another = tagged.cue(before, Cue::AfterOrBefore)
            && self
                .verb_after()
                .is_some_and(|group| self.is_subject_of(group) && tagged.cue(group.head, Cue::BeginOrEnd));
        let stormed = tagged.text.folded(before) == "by" && tagged.cue(self.at, Cue::Manner);
        let shot = self.word() == "fire" && start > 0 && tagged.cue(before, Cue::FireIdiom);
        if stormed || dates_another || shot {
            return true;
        }
        let inside = |cue: Cue| self.phrase.tokens.clone().any(|at| tagged.cue(at, cue));
        let told_by = |supports: &[Support]| supports.contains(&self.support());
        let is = |cue: Cue| tagged.cue(self.at, cue);
        match kind {
            Kind::Attack if inside(Cue::LabourStrike) => true,
            Kind::Attack if is(Cue::Strike) => {
                let armed =
                    self.phrase.classes.has(Class::Weapon) && inside(Cue::StrikeArm) || inside(Cue::ArmedStrike);
                !armed && self.aimed().is_empty()
            }
            Kind::Attack if inside(Cue::OtherAttack) => true,
            Kind::Attack if is(Cue::DoubtfulAttack) => {
                tagged.text.folded(start.wrapping_sub(2)) == "cheers"
                    || inside(Cue::OtherBomb)
                    || is(Cue::DoubtfulArm)
                        && !self.verb_after().is_some_and(|group| self.is_subject_of(group))
                        && !told_by(&[Support::Made])
            }
            Kind::Disaster if is(Cue::DoubtfulDisaster) => {
                let told = || told_by(&[Support::Subject, Support::Made, Support::Alone]);
                let thin = is(Cue::Fire) && self.phrase.tokens.len() < 3 && !told();
                let vague = is(Cue::DoubtfulAccident) && !told() && !told_by(&[Support::Around]);
                let end = self.phrase.tokens.end;
                let figurative = self.word() == "collapse"
                    && !self.phrase.classes.has(Class::Disaster)
                    && !tagged.is(end + 2, Class::Disaster)
                    && tagged.text.folded(end) != "of";
                let armed = self.phrase.tokens.clone().any(|at| {
                    at != self.at
                        && tagged.classes(at).any(&[Class::Weapon, Class::Force])
                        && !tagged.is(at, Class::Disaster)
                });
                armed || inside(Cue::OtherDisaster) || thin || vague || figurative
            }
            Kind::Negotiation if is(Cue::Agreement) => {
                let concluded = |group: &crate::propose::tags::Group| tagged.cue(group.head, Cue::Conclude);
                !self.verb_before().is_some_and(concluded)
                    && !self
                        .verb_after()
                        .is_some_and(|group| self.is_subject_of(group) && group.passive && concluded(group))
            }
            Kind::Negotiation if is(Cue::Meeting) => {
                inside(Cue::OtherMeeting) || !told_by(&[Support::Subject, Support::Made])
            }
            Kind::Negotiation => !told_by(&[Support::Subject, Support::Made, Support::Alone]),
            // "a strike on the hospital"
            Kind::Protest if is(Cue::Strike) && tagged.text.folded(self.phrase.tokens.end) == "on" => true,
            Kind::Protest if is(Cue::DoubtfulProtest) => {
                inside(Cue::OtherProtest) || !told_by(&[Support::Subject, Support::Made, Support::Around])
            }
            // "hostilities ceased"
            Kind::Fighting
                if self
                    .verb_after()
                    .is_some_and(|group| self.is_subject_of(group) && tagged.cue(group.head, Cue::Cease)) =>
            {
                true
            }
            Kind::Fighting if is(Cue::DoubtfulFight) => {
                inside(Cue::OtherFight)
                    || self.aimed().is_empty() && !told_by(&[Support::Subject, Support::Made, Support::Around])
            }
            Kind::Evacuation => is(Cue::Rescue),
            _ => false,
        }
    }
}
