//! Who takes, holds, loses and leaves places.

use super::Reader;
use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Class, Cue};
use crate::propose::proposal::Kind;
use crate::propose::reality::Reality;
use crate::propose::tags::{Phrase, Tag};
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn take(&self, kind: Kind, weak: bool) -> Option<Found> {
        let tagged = self.tagged;
        let passive = self.is_passive() || self.is_taken();
        let doer = if passive { tagged.agent(self.group) } else { self.doer() };
        // "hostages were taken at the hotel"
        let taken = if passive { tagged.subject(self.group) } else { tagged.object(self.end) };
        let hostages = taken.filter(|taken| matches!(tagged.text.folded(taken.head), "hostage" | "hostages"));
        if let Some(hostages) = hostages.filter(|_| matches!(self.lemma(), "take" | "seize" | "capture")) {
            let (near, side) = (self.near(Tie::At), self.side(doer));
            let found = self.found(Kind::Attack, near, side, 0.8, "somebody was abducted");
            return Some(Found { target: Some(hostages.tokens.clone()), ..found });
        }
        // "overrun by people in blue": nobody who takes places.
        if passive && doer.is_some_and(|d| d.classes.any(&[Class::Civilian, Class::Crowd]) && !tagged.is_army_at_all(d))
        {
            let rose = doer.is_some_and(|doer| tagged.cue(doer.head, Cue::Protester)) && self.verb(Cue::Storm);
            if !rose {
                return None;
            }
        }
        // "protesters overran her residence"
        let fans = |doer: &Phrase| {
            doer.classes.any(&[Class::Sport, Class::Festive]) || tagged.text.folded(doer.head) == "fans"
        };
        let crowd = doer.filter(|doer| tagged.cue(doer.head, Cue::Protester) && !tagged.is_army(doer) && !fans(doer));
        if let Some(doer) = crowd.filter(|_| self.verb(Cue::Storm) && (passive || tagged.object(self.end).is_some())) {
            return Some(self.found(Kind::Protest, self.near(Tie::At), self.side(Some(doer)), 0.75, "a crowd rose"));
        }
        if doer.is_some_and(|phrase| tagged.is_no_taker(phrase)) {
            return None;
        }
        // "captured in stunning detail", "captured on film"
        let pictured = (self.end..self.end + 8)
            .take_while(|at| tagged.tag_of(*at) != Tag::Stop)
            .any(|at| tagged.cue(at, Cue::Picturing));
        if pictured && self.lemma() == "capture" && !doer.is_some_and(|doer| tagged.is_army(doer)) {
            return None;
        }
        let places = if passive {
            let subject = tagged.subject(self.group)?;
            let own = tagged.subject_places(subject);
            // "the Northeast Command in Lashio was overrun"
            let seated = || (self.lemma() == "overrun").then(|| tagged.inside(subject.tokens.end)).flatten();
            let ranked = || {
                let whole = tagged.is(subject.head, Class::Place) && tagged.place_of(subject).is_none();
                if whole { tagged.identified(subject, self.end) } else { Vec::new() }
            };
            match (own.is_empty(), seated()) {
                (false, _) => own,
                (true, Some(seat)) => vec![seat],
                (true, None) => ranked(),
            }
        } else {
            Some(tagged.object_places(self.end))
                .filter(|places| !places.is_empty())
                .or_else(|| self.relative_object())
                .unwrap_or_else(|| tagged.pointed_at(self.end).or_else(|| self.ranked_object()).into_iter().collect())
        };
        if places.is_empty() {
            return if passive || weak {
                self.taken_person(tagged.subject(self.group).filter(|_| passive))
            } else {
                self.taken_person(None)
            };
        }
        let rid_of = |at: usize| {
            tagged.text.folded(at) == "from" && tagged.phrase_at(at + 1).is_some_and(|from| tagged.is_force(from))
        };
        let from = || (self.end..self.end + 8).take_while(|at| tagged.tag_of(*at) != Tag::Stop).any(rid_of);
        let taker =
            doer.is_some_and(|phrase| tagged.is_force(phrase)) || (passive || kind == Kind::Recapture) && from();
        if weak && !taker {
            return None;
        }
        // "took Berlin by surprise", "took Paris to court"
        if self.lemma() == "take" && !passive && !taker && doer.is_none() {
            return None;
        }
        // "takes London by storm": a show does.
        let storm = (self.end..self.end + 8).any(|at| tagged.text.folded(at) == "storm");
        if storm && !passive && !doer.is_some_and(|doer| tagged.is_army(doer)) {
            return None;
        }
        // "cleared the town of rebels", but "cleared the village of mines"
        let of =
            (self.end..self.end + 6).find(|at| tagged.text.folded(*at) == "of" && tagged.place_at(at + 1).is_none());
        let rid = of.and_then(|at| tagged.phrase_at(at + 1));
        let law = doer.is_some_and(|doer| tagged.cue(doer.head, Cue::LawOfficer))
            || !places.iter().any(|place| tagged.is_name(*place));
        if self.verb(Cue::Clear)
            && !passive
            && (rid.is_none() && law || rid.is_some_and(|phrase| !tagged.is_force(phrase)))
        {
            return None;
        }
        let rule = if passive { "a place was taken" } else { "somebody took a place" };
        let score = if taker { 0.95 } else { 0.8 };
        Some(self.found(kind, places, self.side(doer), score, rule))
    }

    /// "fled Mosul since jihadists seized Iraq's second city": the one named last.
    fn ranked_object(&self) -> Option<usize> {
        let tagged = self.tagged;
        let object = tagged.object(self.end)?;
        let ranked = object.tokens.clone().any(|at| {
            let word = tagged.text.folded(at);
            tagged.cue(at, Cue::Rank) || word.len() > 5 && word.ends_with("est")
        });
        let owned = object.tokens.clone().any(|at| tagged.tag_of(at) == Tag::Possessive);
        let whole = ranked && owned && tagged.cue(object.head, Cue::Settlement);
        let place = if whole { tagged.last_before(self.group.tokens.start) } else { None };
        place.filter(|place| !tagged.is_region(*place))
    }

    /// "Novoazovsk, which the rebels overran": the place before the relative pronoun.
    fn relative_object(&self) -> Option<Vec<usize>> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group).filter(|_| tagged.object(self.end).is_none())?;
        let relative = subject.tokens.start.checked_sub(1)?;
        if !matches!(tagged.text.folded(relative), "which" | "that") {
            return None;
        }
        let before = (relative.saturating_sub(2)..relative).rev().find(|at| tagged.tag_of(*at) != Tag::Comma)?;
        tagged.place_of(tagged.phrase_at(before)?).map(|(place, _)| vec![place])
    }

    /// "declared the city liberated", "Herat captured": a bare participle after a place, with nothing after it to take.
    fn is_taken(&self) -> bool {
        let tagged = self.tagged;
        self.group.bare
            && tagged.object(self.end).is_none()
            && tagged.subject(self.group).is_some_and(|subject| !tagged.subject_places(subject).is_empty())
    }

    /// "the rebels now control Herat": a state that is new, or had been somebody else's.
    pub(super) fn hold(&self) -> Option<Found> {
        let tagged = self.tagged;
        if !matches!(self.lemma(), "control" | "hold") || self.group.negated {
            return None;
        }
        let new = (self.group.tokens.start.saturating_sub(2)..self.end + 1).any(|at| tagged.cue(at, Cue::NowFully));
        // "is now controlled by the rebels"
        let (subject, places) = if self.is_passive() {
            (tagged.agent(self.group)?, tagged.subject_places(tagged.subject(self.group)?))
        } else {
            (tagged.subject(self.group)?, tagged.object_places(self.end))
        };
        let taker = tagged.is_force(subject) || matches!(tagged.text.folded(subject.head), "it" | "they");
        if !new || !taker || places.is_empty() || tagged.text.folded(subject.head) == "government" {
            return None;
        }
        Some(self.found(Kind::Capture, places, self.side(Some(subject)), 0.75, "somebody now controls a place"))
    }

    /// "captured the warlord": somebody, not a place.
    pub(super) fn taken_person(&self, passive: Option<&Phrase>) -> Option<Found> {
        if !matches!(self.lemma(), "capture" | "seize") {
            return None;
        }
        let target = passive.or_else(|| self.tagged.object(self.end).filter(|_| !self.is_passive()))?;
        // "seized the police and security headquarters"
        let end = target.tokens.end;
        let joined = self.tagged.text.folded(end) == "and"
            && self.tagged.phrase_at(end + 1).is_some_and(|other| self.tagged.is(other.head, Class::Place));
        if !self.tagged.is_somebody(target) || joined {
            return None;
        }
        let found = self.found(Kind::Arrest, self.near(Tie::At), self.side(self.doer()), 0.7, "somebody was captured");
        Some(Found { target: Some(target.tokens.clone()), ..found })
    }

    /// "drove the militants out of Ramadi", "were pushed out of".
    pub(super) fn expel(&self) -> Option<Found> {
        let tagged = self.tagged;
        let target = if self.is_passive() { tagged.subject(self.group) } else { tagged.object(self.end) }?;
        if !tagged.is_force(target) && !target.classes.has(Class::Pronoun) {
            return None;
        }
        let from = if self.is_passive() { self.end } else { target.tokens.end };
        let at = (from..from + 4).find(|at| matches!(tagged.text.folded(*at), "from" | "of"))?;
        let places = tagged.object_places(at + 1);
        if places.is_empty() {
            return None;
        }
        // Whoever drives out the country's own forces, or is irregular himself, takes the place.
        let first = *places.first()?;
        let doer = self.doer();
        let home = doer.is_some_and(|doer| tagged.is_of_its_country(first, doer));
        let irregular = |phrase: &Phrase| tagged.is_army(phrase) && !tagged.cue(phrase.head, Cue::RegularForce);
        let unnamed = !target.tokens.clone().any(|at| tagged.is_demonym(at));
        let own = tagged.is_of_its_country(first, target)
            || doer.is_some_and(irregular)
            || doer.is_none() && tagged.cue(target.head, Cue::RegularForce) && unnamed;
        let kind = if own && !home { Kind::Capture } else { Kind::Recapture };
        Some(self.found(kind, places, self.side(self.doer()), 0.75, "somebody was driven from a place"))
    }

    pub(super) fn fall(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        let mut places = tagged.subject_places(subject);
        // "two days after it fell to the rebels"
        if places.is_empty() && tagged.text.folded(subject.head) == "it" {
            places.extend(tagged.last_before(self.group.tokens.start));
        }
        // "the garrison of Cawnpore capitulated"
        let force = tagged.chain_head(subject, tagged.sentence(self.group.head).start);
        if self.lemma() == "capitulate" && force != subject && tagged.is_force(force) {
            return Some(self.found(Kind::Surrender, places, self.side(Some(force)), 0.85, "somebody surrendered"));
        }
        if places.is_empty() || matches!(self.lemma(), "collapse") {
            return self.fallen_rank(subject);
        }
        let winner = self.fallen_to()?;
        let surrendered = self.lemma() == "capitulate";
        let rule = if surrendered { "a place capitulated" } else { "a place fell" };
        let score = if winner.is_some() || self.group.perfect || surrendered { 0.92 } else { 0.85 };
        Some(self.found(Kind::Capture, places, winner, score, rule))
    }

    /// "became the 14th provincial capital to fall": the place is the subject of the verb before.
    pub(super) fn fallen_rank(&self, subject: &Phrase) -> Option<Found> {
        let tagged = self.tagged;
        if self.lemma() != "fall"
            || !self.group.infinitive
            || !tagged.is(subject.head, Class::Place) && tagged.place_at(subject.head).is_none()
        {
            return None;
        }
        let begin = tagged.sentence(self.group.head).start;
        let main = tagged.groups_in(begin..self.group.tokens.start).iter().rev().find(|group| group.finite());
        let places = match main {
            Some(main) if !tagged.reality(main).is_real() => return None,
            Some(main) => tagged.subject_places(tagged.subject(main)?),
            None => tagged.identified(subject, self.end),
        };
        if places.is_empty() {
            return None;
        }
        let found = self.found(Kind::Capture, places, self.fallen_to().flatten(), 0.9, "a place was the next to fall");
        Some(found)
    }

    /// Whether what follows "fell" says that a place was taken, and by whom.
    #[expect(clippy::option_option, reason = "no fall, a fall to nobody named, a fall to somebody")]
    pub(super) fn fallen_to(&self) -> Option<Option<Range<usize>>> {
        let tagged = self.tagged;
        let mut at = self.end;
        while matches!(tagged.tag_of(at), Tag::Adverb | Tag::Time) && !self.falls_otherwise(at) {
            at += 1;
        }
        // "has slipped from government hands": who holds it now is not said.
        let hands = || (at + 1..at + 6).find(|at| tagged.cue(*at, Cue::Hands));
        if matches!(tagged.text.folded(at), "from" | "out") && hands().is_some() {
            return Some(None);
        }
        if self.falls_otherwise(at) {
            return None;
        }
        if self.verb(Cue::ComeInto) && !matches!(tagged.text.folded(at), "to" | "into" | "under" | "in") {
            return None;
        }
        match tagged.text.folded(at) {
            "to" => {
                let winner = tagged.phrase_at(at + 1)?;
                if winner.classes.any(&[Class::Election, Class::Sport, Class::Market]) {
                    return None;
                }
                // "Orlando fell to Columbus": a town does to another in a game.
                let town = tagged.place_at(winner.head).filter(|place| !tagged.is_region(*place));
                if town.is_some() {
                    return None;
                }
                if winner.tokens.clone().any(|at| tagged.tag_of(at) == Tag::Number && !tagged.is_force(winner)) {
                    return None;
                }
                let named = tagged.is_force(winner)
                    || tagged.tag_of(winner.head) == Tag::Name
                    || tagged.is(winner.head, Class::Pronoun);
                named.then(|| tagged.side(winner, self.group.head))
            }
            "into" | "under" | "in" | "back" => {
                let near = at..at + 9;
                let hands = near.clone().find(|at| tagged.cue(*at, Cue::Hands));
                let winner = hands.and_then(|hands| tagged.holder(hands));
                let soon = tagged.time_at(at + 1).is_some()
                    || tagged.phrase_at(at + 1).is_some_and(|phrase| {
                        phrase.tokens.clone().any(|at| tagged.tag_of(at) == Tag::Number)
                            || phrase.classes.any(&[Class::NFight, Class::NAttack])
                            || tagged.cue(phrase.head, Cue::SoonAfter)
                    });
                if hands.is_none() && !(soon && tagged.text.folded(at) == "in") {
                    return None;
                }
                Some(winner)
            }
            _ => match tagged.tag_of(at) {
                Tag::Number => None,
                Tag::Noun | Tag::Adjective if tagged.phrase_at(at).is_some_and(|phrase| phrase.tokens.start == at) => {
                    None
                }
                _ => Some(None),
            },
        }
    }

    pub(super) fn falls_otherwise(&self, at: usize) -> bool {
        let on = self.tagged.text.folded(at) == "on";
        self.tagged.cue(at, Cue::FallOtherwise)
            && (!on || self.tagged.phrase_at(at + 1).is_some_and(|p| self.tagged.is(p.head, Class::Civilian)))
    }

    pub(super) fn lose(&self) -> Option<Found> {
        let tagged = self.tagged;
        let (places, loser) = if self.is_passive() {
            (tagged.subject_places(tagged.subject(self.group)?), tagged.agent(self.group))
        } else {
            (tagged.object_places(self.end), tagged.subject(self.group))
        };
        if places.is_empty()
            || loser.is_some_and(|phrase| {
                !tagged.is_force(phrase)
                    && tagged.tag_of(phrase.head) != Tag::Name
                    && !phrase.classes.has(Class::Pronoun)
            })
        {
            return None;
        }
        let end = tagged.clause_end(self.end).min(self.end + 16);
        let winner = (self.group.head + 1..end)
            .find(|at| tagged.text.folded(*at) == "to")
            .and_then(|at| tagged.phrase_at(at + 1))
            .filter(|phrase| tagged.is_force(phrase) || tagged.tag_of(phrase.head) == Tag::Name);
        // "the army admitted that it had lost the town"
        let they = loser
            .filter(|loser| matches!(tagged.text.folded(loser.head), "it" | "they"))
            .and_then(|loser| tagged.referent(loser.head, self.group.head));
        let told = winner.is_some()
            || matches!(self.tagged.text.folded(self.end - 1), "of" | "over")
            || loser.is_some_and(|loser| tagged.is_force(loser))
            || they.is_some_and(|they| tagged.is_army(they))
            || self.group.passive && loser.is_none();
        if !told {
            return None;
        }
        Some(self.found(Kind::Capture, places, self.side(winner), 0.85, "somebody lost a place"))
    }

    pub(super) fn besiege(&self) -> Option<Found> {
        let tagged = self.tagged;
        let places = if self.is_passive() {
            tagged.subject_places(tagged.subject(self.group)?)
        } else {
            tagged.object_places(self.end)
        };
        if places.is_empty() || self.verb(Cue::MaySurround) && !self.doer().is_some_and(|d| tagged.is_force(d)) {
            return None;
        }
        if self.doer().is_some_and(|doer| doer.classes.any(&[Class::Disaster, Class::NDisaster])) {
            return None;
        }
        let by = self.doer().is_some_and(|phrase| !tagged.is_force(phrase));
        if self.lemma() == "surround" && self.is_passive() && by {
            return None;
        }
        let mut found = self.found(Kind::Siege, places, self.side(self.doer()), 0.88, "a place was surrounded");
        if found.reality == Reality::Happened
            && (self.group.form & crate::propose::lexicon::form::S != 0 || self.group.progressive)
        {
            found.reality = Reality::Ongoing;
        }
        Some(found)
    }
}
