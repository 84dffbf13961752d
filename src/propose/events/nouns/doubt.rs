//! Nouns that also mean something else.

use super::{Reader, Support};
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::proposal::Kind;

impl Reader<'_, '_> {
    /// Whether arms are spoken of where the noun stands: "died in the strikes" after a bombardment.
    fn is_among_arms(&self) -> bool {
        let paragraph = self.tagged.text.paragraphs().get(self.tagged.text.paragraph_of(self.at));
        paragraph.is_some_and(|paragraph| {
            let labour = |at: usize| self.tagged.cue(at, Cue::LabourStrike) || self.tagged.text.folded(at) == "union";
            let arms = |at: usize| {
                at != self.at
                    && self.tagged.classes(at).any(&[Class::Weapon, Class::NAttack])
                    && !self.tagged.is(at, Class::NProtest)
            };
            paragraph.tokens.clone().any(arms) && !paragraph.tokens.clone().any(labour)
        })
    }

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
        // "a picture of an explosion" tells of the picture.
        let shown = tagged.text.folded(before) == "of"
            && tagged
                .phrase_at(before.wrapping_sub(1))
                .is_some_and(|phrase| tagged.is(phrase.head, Class::Art) || tagged.cue(phrase.head, Cue::Picturing));
        // "arrested him in dawn raids": the raid is how.
        let raid = tagged.cue(self.at, Cue::Raid)
            && tagged.groups_in(tagged.sentence(self.at)).iter().any(|group| tagged.has_frame(group, Frame::Arrest));
        // "on suspicion of murder", "on strike"
        let charged = tagged.text.folded(before) == "of" && tagged.cue(before.wrapping_sub(1), Cue::ChargeNoun);
        let idle = tagged.text.folded(before) == "on" && tagged.cue(self.at, Cue::Strike) && kind == Kind::Attack;
        // "four months after the Paris attacks": another happening is dated by it.
        let counted = before > 0
            && matches!(tagged.text.folded(before), "after" | "since" | "before")
            && (tagged.cue(before - 1, Cue::LongUnit) || matches!(tagged.text.folded(before - 1), "months" | "weeks"));
        // "a bomb was defused", "a storm of protest"
        let harmless = tagged.is(self.at, Class::Weapon)
            && self
                .verb_after()
                .is_some_and(|group| self.is_subject_of(group) && group.passive && tagged.cue(group.head, Cue::Defuse));
        let storm = tagged.text.folded(before) == "of" && tagged.text.folded(before.wrapping_sub(1)) == "storm";
        // "came under attack over the budget", "under attack from speculators"
        let end = self.phrase.tokens.end;
        let blamed = tagged.text.folded(before) == "under"
            && (end..end + 6)
                .any(|at| tagged.text.folded(at) == "over" || tagged.classes(at).any(&[Class::Market, Class::Sport]));
        if blamed || harmless || storm || shown || raid || charged || idle || counted {
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
                // "died in a fire"
                let died = self.verb_before().is_some_and(|group| tagged.cue(group.head, Cue::Die));
                let thin = is(Cue::Fire) && self.phrase.tokens.len() < 3 && !told() && !died;
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
                // "agreed on Wednesday to disarm under a ceasefire"
                let begin = tagged.sentence(self.at).start.max(self.at.saturating_sub(12));
                let agreed = tagged
                    .groups_in(begin..self.at)
                    .iter()
                    .any(|group| group.finite() && !group.bare && tagged.entry(group.head).lemma == "agree");
                // "the agreement signed in Geneva ends the war"
                let end = self.phrase.tokens.end;
                let signed = tagged
                    .groups_in(end..end + 2)
                    .first()
                    .is_some_and(|group| group.bare && concluded(group) && tagged.place_at(group.head + 2).is_some());
                !agreed
                    && !signed
                    && !self.verb_before().is_some_and(concluded)
                    && !self
                        .verb_after()
                        .is_some_and(|group| self.is_subject_of(group) && group.passive && concluded(group))
            }
            Kind::Negotiation if is(Cue::Meeting) => {
                inside(Cue::OtherMeeting) || !told_by(&[Support::Subject, Support::Made])
            }
            Kind::Negotiation => !told_by(&[Support::Subject, Support::Made, Support::Alone]),
            // "a strike on the hospital"
            Kind::Protest if is(Cue::Strike) && self.is_among_arms() => true,
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
