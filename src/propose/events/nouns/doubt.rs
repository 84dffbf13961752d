//! Nouns that also mean something else.

use super::{Reader, Support};
use crate::propose::lexicon::Class;
use crate::propose::proposal::Kind;
use crate::propose::tags::Tagged;

impl Reader<'_, '_> {
    /// Words that also mean something else: "fire", "march", "strike", "meeting" and "deal" need more.
    pub(super) fn is_something_else(&self, kind: Kind) -> bool {
        let tagged = self.tagged;
        // "took the city by storm"; "nine months after the battle began"
        let start = self.phrase.tokens.start;
        let before = tagged.text.folded(start.wrapping_sub(1));
        let dates_another = matches!(before, "after" | "since" | "before")
            && self.verb_after().is_some_and(|group| {
                self.is_subject_of(group)
                    && matches!(tagged.entry(group.head).lemma.as_str(), "begin" | "start" | "end")
            });
        if before == "by" && self.word() == "storm" || dates_another {
            return true;
        }
        let inside = |words: &[&str]| self.phrase.tokens.clone().any(|at| words.contains(&tagged.text.folded(at)));
        if self.word() == "fire"
            && before_is(
                tagged,
                start,
                &[
                    "open",
                    "opened",
                    "opening",
                    "return",
                    "returned",
                    "exchange",
                    "exchanged",
                    "under",
                    "trade",
                    "traded",
                    "on",
                    "catch",
                    "caught",
                    "set",
                ],
            )
        {
            return true;
        }
        match (kind, self.word()) {
            (Kind::Attack, "strike" | "strikes") => {
                const ARMS: [&str; 10] =
                    ["air", "drone", "missile", "rocket", "artillery", "aerial", "naval", "russian", "israeli", "us."];
                let armed = self.phrase.classes.has(Class::Weapon) && inside(&ARMS)
                    || inside(&["airstrike", "airstrikes", "precision", "deadly", "retaliatory"]);
                !armed && self.aimed().is_empty()
            }
            (Kind::Attack, "attack" | "attacks") => {
                inside(&["heart", "panic", "asthma", "verbal", "cyber", "shark", "personal", "counter"])
            }
            (
                Kind::Attack,
                "bomb" | "bombs" | "missile" | "missiles" | "rocket" | "rockets" | "gunfire" | "murder" | "killing"
                | "killings" | "explosion" | "raid" | "raids",
            ) => {
                tagged.text.folded(start.wrapping_sub(2)) == "cheers"
                    || inside(&["population", "volcanic", "rocket-science", "celebratory", "atomic", "nuclear"])
                    || !self.verb_after().is_some_and(|g| self.is_subject_of(g))
                        && self.support() != Support::Made
                        && matches!(
                            self.word(),
                            "bomb" | "bombs" | "missile" | "missiles" | "rocket" | "rockets" | "gunfire"
                        )
            }
            (
                Kind::Disaster,
                "storm" | "fire" | "fires" | "crash" | "collapse" | "collision" | "outbreak" | "crush" | "storms"
                | "flood" | "avalanche" | "tornado" | "plague" | "drought" | "earthquake",
            ) => {
                inside(&[
                    "political",
                    "stock",
                    "market",
                    "financial",
                    "ceasefire",
                    "diplomatic",
                    "artillery",
                    "small-arms",
                    "mortar",
                    "sniper",
                    "heavy",
                    "cross",
                    "government",
                    "regime",
                    "economic",
                    "bank",
                    "currency",
                    "friendly",
                    "rapid",
                    "machine",
                ]) || matches!(self.word(), "fire" | "fires")
                    && !matches!(self.support(), Support::Subject | Support::Made | Support::Alone)
                    && self.phrase.tokens.len() < 3
                    || matches!(self.word(), "crash" | "collapse" | "collision" | "crush" | "fire" | "fires" | "storm")
                        && !matches!(
                            self.support(),
                            Support::Subject | Support::Made | Support::Around | Support::Alone
                        )
                    || self.word() == "collapse"
                        && !self.phrase.classes.has(Class::Disaster)
                        && !tagged.is(self.phrase.tokens.end + 2, Class::Disaster)
                        && tagged.text.folded(self.phrase.tokens.end) != "of"
            }
            (
                Kind::Negotiation,
                "deal" | "deals" | "agreement" | "agreements" | "treaty" | "accord" | "ceasefire" | "truce"
                | "armistice",
            ) => {
                !self.verb_before().is_some_and(|group| {
                    matches!(
                        tagged.entry(group.head).lemma.as_str(),
                        "sign" | "reach" | "broker" | "strike" | "agree" | "conclude" | "negotiate"
                    )
                }) && !self.verb_after().is_some_and(|g| {
                    self.is_subject_of(g)
                        && g.passive
                        && matches!(
                            tagged.entry(g.head).lemma.as_str(),
                            "sign" | "reach" | "agree" | "broker" | "conclude"
                        )
                })
            }
            (
                Kind::Negotiation,
                "meeting" | "meetings" | "conference" | "discussion" | "discussions" | "dialogue" | "summit"
                | "consultation" | "consultations" | "talk",
            ) => {
                inside(&["press", "news", "town", "cabinet", "annual"])
                    || !matches!(self.support(), Support::Subject | Support::Made)
            }
            (Kind::Negotiation, _) => !matches!(self.support(), Support::Subject | Support::Made | Support::Alone),
            (
                Kind::Protest,
                "march" | "strike" | "strikes" | "rally" | "rallies" | "vigil" | "uprising" | "picket" | "walkout"
                | "disturbance",
            ) => {
                inside(&["air", "drone", "missile", "rocket", "campaign", "election", "stock", "market"])
                    || !matches!(self.support(), Support::Subject | Support::Made | Support::Around)
            }
            (
                Kind::Fighting,
                "offensive" | "counteroffensive" | "engagement" | "battle" | "battles" | "combat" | "clash"
                | "hostilities",
            ) => {
                inside(&["legal", "court", "title", "uphill", "charm", "losing", "political"])
                    || self.aimed().is_empty()
                        && !matches!(self.support(), Support::Subject | Support::Made | Support::Around)
            }
            (Kind::Evacuation, "rescue" | "rescues") => true,
            _ => false,
        }
    }
}

fn before_is(tagged: &Tagged<'_>, at: usize, words: &[&str]) -> bool {
    at > 0 && words.contains(&tagged.text.folded(at - 1))
}
