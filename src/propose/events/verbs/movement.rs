//! Who comes into a place that was left, puts up a flag over it, or leaves it.

use super::Reader;
use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::proposal::Kind;
use crate::propose::tags::{Phrase, Tag};

impl Reader<'_, '_> {
    /// "entered the city after the garrison had fled", "marched into Herat unopposed": a place is taken where nobody is left
    /// who holds it.
    pub(super) fn enter(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        // "Moscow was entered by the French": who comes in as an army holds it.
        if let Some(army) = self.doer().filter(|doer| self.group.passive && tagged.is_force(doer)) {
            let places = tagged.subject_places(subject);
            let kind = self.by_home(&places, army);
            let found = self.found(kind, places, self.side(Some(army)), 0.75, "a place was entered by a force");
            return (!found.places.is_empty()).then_some(found);
        }
        let armour = tagged.cue(subject.head, Cue::Armour) && subject.classes.has(Class::Force);
        if self.is_passive() || !tagged.is_force(subject) && !armour {
            return None;
        }
        let sentence = tagged.sentence(self.group.head);
        let yielded = self.end..sentence.end.min(self.end + 22);
        let left = tagged.groups_in(sentence.clone()).iter().any(|group| {
            let gone = [Frame::Leave, Frame::Surrender].iter().any(|frame| tagged.has_frame(group, *frame));
            gone && tagged.reality(group).is_real() && tagged.subject(group).is_some_and(|who| who != subject)
        });
        let freely = yielded.clone().any(|at| {
            tagged.cue(at, Cue::Unopposed)
                || tagged.text.folded(at) == "without"
                    && yielded.contains(&(at + 2))
                    && (at + 1..at + 4).any(|at| tagged.cue(at, Cue::Struggle))
        });
        let next =
            tagged.groups_in(self.end..self.end + 4).first().filter(|group| tagged.cue(group.head, Cue::HoldPlace));
        let mut places = tagged.object_places(self.end);
        if let Some(next) = next.filter(|_| places.is_empty()) {
            places = tagged.object_places(next.head + 1);
        }
        // "rumbled into the capital and captured the palace"
        let took = tagged.groups_in(self.end..sentence.end).iter().any(|group| {
            tagged.has_frame(group, Frame::Take)
                && !group.infinitive
                && tagged.reality(group).is_real()
                && tagged.subject(group) == Some(subject)
        });
        let held = next.is_some() || took;
        let irregular = tagged.is_army(subject) && !tagged.cue(subject.head, Cue::RegularForce);
        let swept = (self.verb(Cue::SweepInto) && tagged.is_army(subject) || self.verb(Cue::RollInto) && irregular)
            && !self.group.progressive
            && !places.iter().any(|place| tagged.is_region(*place));
        // "Russian forces entered Kherson after heavy shelling": who comes in from elsewhere, and is not fought there.
        let fought = sentence.clone().any(|at| {
            tagged.is(at, Class::NFight)
                || tagged.cue(at, Cue::Edge)
                || matches!(tagged.text.folded(at), "parts" | "part")
        });
        let came_in = self.lemma() == "enter"
            && tagged.is_army(subject)
            && !self.group.progressive
            && !fought
            && places.iter().all(|place| tagged.is_name(*place) && !tagged.is_region(*place))
            && places.first().is_some_and(|place| !tagged.is_of_its_country(*place, subject));
        if places.is_empty() || !left && !freely && !held && !swept && !came_in {
            return None;
        }
        let kind = self.by_home(&places, subject);
        Some(self.found(kind, places, self.side(Some(subject)), 0.75, "a force entered a place that was left"))
    }

    /// Whether the verb has no object of its own, so that a relative pronoun may be it.
    fn object_of_relative(&self) -> bool {
        self.tagged.object(self.end).is_none()
    }

    /// "raised their flag over the town hall of Kobani".
    pub(super) fn raise(&self) -> Option<Found> {
        let tagged = self.tagged;
        let flies = !self.is_passive() && self.verb(Cue::FlagFlies) && tagged.object(self.end).is_none();
        let flag = if self.is_passive() || flies { tagged.subject(self.group) } else { tagged.object(self.end) }?;
        if !tagged.cue(flag.head, Cue::Flag)
            || !flies
                && self.doer().is_some_and(|doer| !tagged.is_force(doer) && tagged.tag_of(doer.head) != Tag::Pronoun)
        {
            return None;
        }
        let from = if self.is_passive() || flies { self.end } else { flag.tokens.end };
        let over = (from..from + 10)
            .take_while(|at| tagged.tag_of(*at) != Tag::Stop)
            .find(|at| tagged.cue(*at, Cue::FlagOver))?;
        let mut places = tagged.object_places(over + 1);
        if places.is_empty() && tagged.text.folded(over) != "in" {
            places = self.near(Tie::At);
        }
        if places.is_empty() {
            return None;
        }
        let owned = flag.tokens.clone().any(|at| tagged.tag_of(at) == Tag::Possessive);
        if tagged.text.folded(flag.tokens.end.saturating_sub(2)) == "white" && !owned {
            let surrender = self.is_passive() || self.doer().is_some_and(|doer| tagged.is_army(doer));
            return surrender
                .then(|| self.found(Kind::Surrender, places, None, 0.7, "a white flag was raised over a place"));
        }
        let kind = self.doer().filter(|_| !flies).map_or(Kind::Capture, |doer| self.by_home(&places, doer));
        let side = if flies { None } else { self.side(self.doer()) };
        Some(self.found(kind, places, side, 0.7, "a flag was raised over a place"))
    }

    /// What a country's own forces enter they take back.
    fn by_home(&self, places: &[usize], taker: &Phrase) -> Kind {
        let own = places.first().is_some_and(|place| self.tagged.is_of_its_country(*place, taker));
        if own { Kind::Recapture } else { Kind::Capture }
    }

    pub(super) fn leave(&self) -> Option<Found> {
        let tagged = self.tagged;
        let passive = self.is_passive();
        let subject = tagged.subject(self.group);
        // "slipped out of government hands" is said of a place.
        if tagged.phrase_at(self.end).is_some_and(|phrase| tagged.cue(phrase.head, Cue::Hands)) {
            return None;
        }
        // "the town was abandoned by the army"
        if let Some(army) = self.doer().filter(|doer| {
            let they = || tagged.referent(doer.head, self.group.head).is_some_and(|they| tagged.is_army(they));
            passive && (tagged.is_army(doer) || tagged.text.folded(doer.head) == "them" && they())
        }) {
            let places = subject.map(|subject| tagged.subject_places(subject)).unwrap_or_default();
            if !places.is_empty() {
                return Some(self.found(Kind::Withdrawal, places, self.side(Some(army)), 0.8, "a force left a place"));
            }
        }
        let object = if passive { subject } else { tagged.object(self.end) };
        // "the rearguards which the enemy had left"
        let antecedent = subject
            .and_then(|subject| subject.tokens.start.checked_sub(1))
            .filter(|at| tagged.tag_of(*at) == Tag::Relative && self.object_of_relative());
        if antecedent.is_some_and(|at| {
            tagged.phrase_at(at.wrapping_sub(1)).is_some_and(|phrase| tagged.place_of(phrase).is_none())
        }) {
            return None;
        }
        // "pulled its citizens out of Kabul" is no withdrawal of a force.
        let first = tagged.object(self.group.head + 1).filter(|_| !passive);
        if first.is_some_and(|phrase| phrase.classes.has(Class::Civilian) && tagged.place_of(phrase).is_none()) {
            return None;
        }
        let moved = object.is_some_and(|phrase| tagged.is_force(phrase) && tagged.place_of(phrase).is_none());
        let upon =
            self.verb(Cue::FallBack) && (tagged.cue(self.end - 1, Cue::Upon) || tagged.cue(self.end - 1, Cue::Toward));
        // "left for Damascus" says where to.
        let bound =
            self.lemma() == "leave" && (self.followed_by(&["for"]) || tagged.text.folded(self.end - 1) == "for");
        let named = || Some(tagged.object_places(self.end)).filter(|places| !places.is_empty() && !upon && !bound);
        let places = match passive {
            true => Vec::new(),
            false => named().unwrap_or_else(|| tagged.pointed_at(self.end).into_iter().collect()),
        };
        let strong = self.verb(Cue::LeaveOutright);
        // "abandoned their posts", "left their positions around the town"
        let posts = object.is_some_and(|phrase| {
            tagged.cue(phrase.head, Cue::Post)
                || tagged.is(phrase.head, Class::Place)
                    && tagged.place_of(phrase).is_none()
                    && !phrase.classes.has(Class::Civilian)
        });
        if !passive && !moved && !posts && places.is_empty() && object.is_some() {
            return None;
        }
        let mover = if moved { object } else { subject };
        let force = mover.is_some_and(|phrase| {
            let they = || tagged.referent(phrase.head, self.group.head).is_some_and(|they| tagged.is_army(they));
            tagged.is_army_at_all(phrase)
                || tagged.text.folded(phrase.head) == "they" && they()
                || tagged.commands(phrase)
        });
        // "left Aleppo in a convoy of buses"
        let carried = || {
            let end = tagged.clause_end(self.end).min(self.end + 12);
            (self.end..end).any(|at| tagged.cue(at, Cue::Vehicle))
        };
        let people = mover.is_some_and(|phrase| phrase.classes.has(Class::Civilian) && !tagged.is_army_at_all(phrase));
        if self.lemma() == "leave" && people && !places.is_empty() && !self.group.participle && carried() {
            return Some(self.found(Kind::Evacuation, places, None, 0.7, "people were brought to safety"));
        }
        let begun = tagged
            .groups_in(self.group.tokens.start.saturating_sub(1)..self.group.tokens.start)
            .first()
            .is_some_and(|before| tagged.has_frame(before, Frame::Manage));
        if self.lemma() == "leave" && self.group.participle && !begun
            || self.lemma() == "desert" && self.followed_by(&["to"])
        {
            return None;
        }
        let country =
            mover.is_some_and(|phrase| tagged.tag_of(phrase.head) == Tag::Name || phrase.classes.has(Class::Pronoun));
        if !(force || strong && country) || mover.is_some_and(|phrase| tagged.is_no_taker(phrase)) {
            return None;
        }
        if passive && !self.verb(Cue::BeWithdrawn) {
            return None;
        }
        // "there were no soldiers left in it"
        let nobody = mover.is_some_and(|phrase| {
            tagged.cue(phrase.tokens.start, Cue::None) || tagged.text.folded(phrase.tokens.start) == "no"
        });
        if self.group.bare && nobody {
            return None;
        }
        // "withdrew from the race", "pulled out of the treaty"
        let places = match places.is_empty() {
            true if posts => self.near(Tie::At),
            true => self.left_place()?,
            false => places,
        };
        let score = if force { 0.88 } else { 0.7 };
        Some(self.found(Kind::Withdrawal, places, self.side(mover), score, "a force left a place"))
    }

    /// The place after "from" or "out of"; where none stands there, the place of the one who leaves.
    pub(super) fn left_place(&self) -> Option<Vec<usize>> {
        let tagged = self.tagged;
        let end = tagged.clause_end(self.end).min(self.end + 14);
        let source = |at: &usize| {
            tagged.text.folded(*at) == "from" || tagged.text.folded(*at) == "of" && tagged.text.folded(at - 1) == "out"
        };
        // What is done next has places of its own: "withdrew, a day after driving them out of Kirkuk".
        let next = tagged.groups_in(self.group.head + 1..end).first().map_or(end, |group| group.tokens.start);
        let infinitive = (self.group.head + 1..end).find(|at| tagged.tag_of(*at) == Tag::To).unwrap_or(end).min(next);
        if let Some(at) = (self.group.head + 1..infinitive).find(source) {
            let places = tagged.object_places(at + 1);
            if !places.is_empty() {
                return Some(places);
            }
            let phrase = tagged.phrase_at(at + 1);
            // "from the field", "from their positions": where the clause is.
            if phrase.is_some_and(|phrase| phrase.classes.any(&[Class::Place, Class::Part])) {
                return tagged
                    .last_before(self.group.tokens.start)
                    .or_else(|| tagged.whereabouts(at, Tie::At))
                    .map(|p| vec![p]);
            }
            if phrase
                .is_some_and(|phrase| !phrase.classes.any(&[Class::Place, Class::Part, Class::Force, Class::Whole]))
                && !self.lemma().starts_with("evac")
            {
                let inside = tagged.in_sentence(self.group.head, Tie::From);
                return inside
                    .filter(|place| {
                        tagged.places[*place].tokens.start > at && tagged.places[*place].tokens.start < at + 8
                    })
                    .map(|place| vec![place]);
            }
        }
        // "withdrew towards Donetsk" says where to, not where from.
        let upon = self.verb(Cue::FallBack);
        let bound = self.lemma() == "leave";
        let toward = |at: usize| {
            tagged.cue(at, Cue::Toward) || upon && tagged.cue(at, Cue::Upon) || bound && tagged.text.folded(at) == "for"
        };
        if (self.group.head + 1..end).any(toward) || upon && tagged.cue(self.end - 1, Cue::Upon) {
            let own = tagged.last_before(self.group.tokens.start);
            return own.or_else(|| tagged.before_sentence(self.group.head)).map(|place| vec![place]);
        }
        Some(self.near(Tie::From))
    }
}
