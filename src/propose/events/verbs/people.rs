//! What people do or have done to them: surrender, arrest, talks, flight, protest, deployment.

use super::Reader;
use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Class, Cue};
use crate::propose::proposal::Kind;
use crate::propose::tags::{Phrase, Tag};

impl Reader<'_, '_> {
    pub(super) fn surrender(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        // "the Saigon government surrendered"
        let named = || {
            let inside = subject.tokens.clone().find_map(|at| tagged.place_at(at));
            inside.filter(|_| tagged.is_army(subject)).into_iter().collect::<Vec<_>>()
        };
        let own = Some(tagged.subject_places(subject)).filter(|own| !own.is_empty()).unwrap_or_else(named);
        let handed = if self.is_passive() { Vec::new() } else { tagged.object_places(self.end) };
        let object = tagged.object(self.end);
        if self.is_passive() && self.verb(Cue::HandOver) && !own.is_empty() {
            let (places, winner) = (own, self.winner()?);
            return Some(self.found(Kind::Capture, places, self.side(Some(winner)), 0.85, "a place was handed over"));
        }
        if self.verb(Cue::HandOver) && handed.is_empty() && self.end == self.group.head + 2 {
            return None;
        }
        // "handed over the town to the rebels": it passes to them.
        if let Some(winner) = self.winner().filter(|_| self.verb(Cue::HandOver) && !handed.is_empty()) {
            return Some(self.found(Kind::Capture, handed, self.side(Some(winner)), 0.85, "a place was handed over"));
        }
        // "surrendered its sovereignty"
        let abstracted = object.is_some_and(|object| {
            tagged.tag_of(object.head) == Tag::Noun
                && !object.classes.any(&[Class::Force, Class::Weapon, Class::Place, Class::Part, Class::Person])
        });
        if handed.is_empty() && abstracted && self.end == self.group.head + 1 && !self.is_passive() {
            return None;
        }
        let somebody = tagged.is_force(subject)
            || tagged.is_somebody(subject)
            || tagged.tag_of(subject.head) == Tag::Name
            || subject.classes.has(Class::Pronoun);
        if handed.is_empty()
            && own.is_empty()
            && (!somebody
                || object.is_some_and(|o| {
                    !o.classes.any(&[Class::Force, Class::Weapon])
                        && tagged.tag_of(o.head) == Tag::Noun
                        && self.end == self.group.head + 1
                }))
        {
            return None;
        }
        let places = if !handed.is_empty() {
            handed
        } else if !own.is_empty() {
            own
        } else {
            self.near(Tie::At)
        };
        Some(self.found(Kind::Surrender, places, self.side(Some(subject)), 0.85, "somebody surrendered"))
    }

    /// "was caught in Goma", "are being held in Goma": somebody, at a place or a time.
    fn is_caught(&self) -> bool {
        let tagged = self.tagged;
        let being = self.group.tokens.clone().any(|at| tagged.text.folded(at) == "being");
        let where_or_when = tagged.tag_of(self.end) == Tag::Time
            || matches!(tagged.text.folded(self.end), "in" | "at" | "near" | "by" | "after" | "on")
                && (tagged.place_at(self.end + 1).is_some() || tagged.time_at(self.end + 1).is_some());
        let person = tagged.subject(self.group).is_some_and(|subject| subject.classes.has(Class::Person));
        self.group.passive && person && where_or_when && (being || self.lemma() == "catch")
    }

    /// To whom a place is handed over: "to the rebels".
    fn winner(&self) -> Option<&Phrase> {
        let tagged = self.tagged;
        let end = tagged.clause_end(self.end).min(self.end + 12);
        let to = (self.end..end).find(|at| tagged.text.folded(*at) == "to")?;
        tagged.phrase_at(to + 1).filter(|phrase| tagged.is_force(phrase))
    }

    pub(super) fn arrest(&self) -> Option<Found> {
        let tagged = self.tagged;
        // "put the president under house arrest": the object stands before the words that belong to the verb.
        let object = || tagged.object(self.end).or_else(|| tagged.object(self.group.head + 1));
        let target = if self.is_passive() { tagged.subject(self.group) } else { object() }?;
        if !tagged.is_somebody(target) || self.verb(Cue::Keep) && self.end == self.group.head + 1 && !self.is_caught() {
            return None;
        }
        let found = self.found(Kind::Arrest, self.near(Tie::At), self.side(self.doer()), 0.88, "somebody was arrested");
        Some(Found { target: Some(target.tokens.clone()), ..found })
    }

    pub(super) fn negotiate(&self) -> Option<Found> {
        let tagged = self.tagged;
        let object = tagged.object(self.end);
        let fits = match self.lemma() {
            _ if self.verb(Cue::Treat) => {
                let talks = if self.is_passive() { tagged.subject(self.group) } else { object };
                self.end > self.group.head + 2
                    || talks.is_some_and(|phrase| phrase.classes.has(Class::NTalks))
                    || self.lemma() == "negotiate"
            }
            "meet" if self.group.passive => false,
            // "sat down for talks"
            "sit" => (self.end..self.end + 8).any(|at| tagged.is(at, Class::NTalks)),
            "meet" | "confer" => {
                let subject = tagged.subject(self.group)?;
                (subject.classes.any(&[Class::Person, Class::Force]) || tagged.tag_of(subject.head) == Tag::Name)
                    && (object.is_none()
                        || object.is_some_and(|o| {
                            o.classes.any(&[Class::Person, Class::Force]) || tagged.tag_of(o.head) == Tag::Name
                        }))
            }
            _ => self.end > self.group.head + 1,
        };
        if !fits {
            return None;
        }
        let at = self.group.head;
        let places = tagged.in_sentence(at, Tie::In).or_else(|| tagged.dateline(at)).into_iter().collect();
        let side = self.side(tagged.subject(self.group));
        Some(self.found(Kind::Negotiation, places, side, 0.75, "sides talked"))
    }

    pub(super) fn evacuate(&self) -> Option<Found> {
        let tagged = self.tagged;
        let passive = self.is_passive();
        // "pulled its staff out of the city"
        let object = || tagged.object(self.group.head + 1).or_else(|| tagged.object(self.end));
        let target = if passive { tagged.subject(self.group) } else { object() };
        // "was evacuated to Guam as a child": one person's life.
        if passive && target.is_some_and(|phrase| matches!(tagged.text.folded(phrase.head), "he" | "she" | "i")) {
            return None;
        }
        let people = target.is_some_and(|phrase| {
            phrase.classes.any(&[Class::Civilian, Class::Person])
                || tagged.tag_of(phrase.head) == Tag::Number
                || tagged.is_demonym(phrase.head)
        });
        // "the fortress has been evacuated by our troops"
        if passive && self.doer().is_some_and(|doer| tagged.is_army(doer)) && !people {
            let places = target.map(|phrase| tagged.subject_places(phrase)).unwrap_or_default();
            let left = self.found(Kind::Withdrawal, places, self.side(self.doer()), 0.8, "a force left a place");
            return (!left.places.is_empty()).then_some(left);
        }
        let evacuate = self.lemma() == "evacuate" || self.lemma() == "airlift";
        let place = target.is_some_and(|phrase| tagged.place_of(phrase).is_some() || phrase.classes.has(Class::Place));
        // "were flown out of Saigon", "was ferried to safety": away, not only along
        let away = || {
            let end = tagged.clause_end(self.end).min(self.end + 12);
            (self.end..end).any(|at| tagged.cue(at, Cue::Away))
                || tagged.text.folded(self.end - 1) == "out"
                    && (self.end..end).any(|at| tagged.text.folded(at) == "by" && tagged.cue(at + 1, Cue::Vehicle))
        };
        // "insurgents led by a former general"
        let force = target.is_some_and(|phrase| tagged.is_army_at_all(phrase));
        let fits = match self.lemma() {
            _ if force && !evacuate => false,
            _ if evacuate => people || place || target.is_none(),
            // "brought 1,887 foreigners from Port Sudan to Jeddah"
            "bring" if self.end == self.group.head + 1 => {
                target.is_some_and(|t| t.classes.has(Class::Civilian) && !t.classes.has(Class::Person)) && away()
            }
            _ if self.verb(Cue::CarryAway) => people && (self.end > self.group.head + 2 || away()),
            _ => people,
        };
        if !fits
            || tagged.subject(self.group).is_some_and(|phrase| !passive && tagged.is_army_at_all(phrase)) && !people
        {
            return None;
        }
        // "airlifted 5,000 soldiers to Bagram"
        if target.is_some_and(|phrase| tagged.is_army_at_all(phrase)) && self.lemma() == "airlift" {
            let places = self.near(Tie::To);
            return Some(self.found(Kind::Deployment, places, self.side(self.doer()), 0.75, "forces were sent"));
        }
        let named = target.and_then(|phrase| tagged.place_of(phrase)).map(|(place, _)| vec![place]);
        let places = named.unwrap_or_else(|| self.near(Tie::From));
        Some(self.found(
            Kind::Evacuation,
            places,
            self.side(self.doer()),
            if evacuate { 0.85 } else { 0.65 },
            "people were brought to safety",
        ))
    }

    pub(super) fn protest(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        let crowd = subject.classes.any(&[Class::Crowd, Class::Person]) || tagged.tag_of(subject.head) == Tag::Number;
        let clear = self.verb(Cue::ProtestOutright)
            || self.end > self.group.head + 1
            || self.verb(Cue::March) && !self.is_passive() && !tagged.is_army(subject) && !self.followed_by(&["past"]);
        let sentence = tagged.sentence(self.group.head);
        let chanted = || sentence.clone().any(|at| matches!(tagged.text.folded(at), "chanting" | "chanted"));
        let purpose = || {
            sentence.clone().any(|at| {
                tagged.is(at, Class::NProtest) && at != self.group.head || tagged.cue(at, Cue::ProtestPurpose)
            })
        };
        // "poured onto the streets to celebrate"
        let festive = sentence.clone().any(|at| tagged.is(at, Class::Festive)) && !purpose();
        if festive && !self.verb(Cue::ProtestOutright) {
            return None;
        }
        if !crowd || tagged.is_army(subject) && !subject.classes.has(Class::Crowd) || !clear && !purpose() && !chanted()
        {
            return None;
        }
        Some(self.found(
            Kind::Protest,
            self.near(Tie::At),
            self.side(Some(subject)),
            if clear { 0.85 } else { 0.7 },
            "people protested",
        ))
    }

    pub(super) fn deploy(&self) -> Option<Found> {
        let tagged = self.tagged;
        // "were ordered to surrender" is no "ordered to Goma".
        if tagged.tag_of(self.end - 1) == Tag::To {
            return None;
        }
        let passive = self.is_passive();
        let intransitive = self.verb(Cue::MoveItself)
            && tagged.object(self.end).is_none_or(|object| tagged.place_of(object).is_some());
        let sent = if passive || intransitive {
            tagged.subject(self.group)
        } else {
            tagged.object(self.end).or_else(|| {
                tagged.subject(self.group).filter(|_| self.lemma() == "deploy" || self.end > self.group.head + 2)
            })
        }?;
        // "sent hundreds of vehicles", "moved a carrier"
        let end = sent.tokens.end;
        let counted = tagged.text.folded(end) == "of" && tagged.tag_of(sent.head) == Tag::Number;
        let of = if counted { tagged.phrase_at(end + 1) } else { None };
        let armour = [Some(sent), of].into_iter().flatten().any(|phrase| tagged.cue(phrase.head, Cue::Armour));
        if !tagged.is_army_at_all(sent) && !armour {
            return None;
        }
        let regular = tagged.cue(sent.head, Cue::RegularForce) && self.end > self.group.head + 1;
        if intransitive && self.verb(Cue::MoveOn) && !passive && !regular {
            return None;
        }
        let doer = if intransitive || passive { Some(sent) } else { tagged.subject(self.group) };
        let places = self.near(Tie::To);
        Some(self.found(Kind::Deployment, places, self.side(doer), 0.8, "forces were sent"))
    }

    /// "a state of emergency was declared".
    pub(super) fn proclaimed(&self) -> Option<Found> {
        let tagged = self.tagged;
        if !self.verb(Cue::Proclaim) {
            return None;
        }
        // "proclaimed the independence of Azawad"
        if !self.group.passive {
            let object = tagged.object(self.end).filter(|object| tagged.cue(object.head, Cue::Proclaimed))?;
            let of = tagged.text.folded(object.tokens.end) == "of";
            let own = if of { tagged.object_places(object.tokens.end + 1) } else { Vec::new() };
            let places = if own.is_empty() { self.near(Tie::In) } else { own };
            let side = self.side(tagged.subject(self.group));
            return Some(self.found(Kind::Statement, places, side, 0.7, "something was proclaimed"));
        }
        let subject = tagged.subject(self.group)?;
        let declared = (subject.tokens.start..self.group.tokens.start).any(|at| tagged.cue(at, Cue::Proclaimed));
        let places = || self.near(Tie::In);
        declared.then(|| self.found(Kind::Statement, places(), None, 0.7, "something was proclaimed"))
    }

    /// "declared a state of emergency", "proclaimed independence".
    pub(super) fn proclaim(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        let own = tagged.subject_places(subject);
        let places = if own.is_empty() { self.near(Tie::In) } else { own };
        Some(self.found(Kind::Statement, places, self.side(Some(subject)), 0.7, "something was proclaimed"))
    }
}
