//! Fighting, attacks and disasters.

use super::Reader;
use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::proposal::Kind;
use crate::propose::tags::Tag;

impl Reader<'_, '_> {
    pub(super) fn fight(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        // "armoured vehicles clashed with demonstrators"
        let met = self.lemma() == "clash"
            && self.followed_by(&["with"])
            && tagged.phrase_at(self.end + 1).is_some_and(|met| met.classes.any(&[Class::Force, Class::Crowd]));
        let crowd = tagged.cue(subject.head, Cue::Protester) && !tagged.is_army(subject);
        let police = tagged.object(self.end).is_some_and(|object| tagged.cue(object.head, Cue::LawOfficer));
        if crowd && police {
            return Some(self.found(Kind::Protest, self.near(Tie::At), None, 0.75, "a crowd clashed with police"));
        }
        let force = met || tagged.is_force(subject) || tagged.tag_of(subject.head) == Tag::Name;
        if !force
            || self.lemma() == "fight" && self.followed_by(&["for", "against", "to", "with"]) && !self.names_enemy()
        {
            return None;
        }
        if self.verb(Cue::Repel)
            && !tagged
                .object(self.end)
                .is_some_and(|phrase| tagged.is_force(phrase) || tagged.classes(phrase.head).has(Class::NAttack))
        {
            return None;
        }
        let places = self.near(Tie::At);
        // "demonstrators clashed with police"
        let met = tagged.phrase_at(self.end + 1).filter(|_| self.followed_by(&["with"]));
        let crowd = [Some(subject), met].into_iter().flatten().any(|phrase| tagged.cue(phrase.head, Cue::Protester));
        if crowd {
            return Some(self.found(Kind::Protest, places, None, 0.75, "a crowd clashed with police"));
        }
        (!places.is_empty())
            .then(|| self.found(Kind::Fighting, places, self.side(Some(subject)), 0.75, "forces fought"))
    }

    pub(super) fn names_enemy(&self) -> bool {
        let near = self.end..self.end + 8;
        near.clone().any(|at| self.tagged.is(at, Class::Force) || self.tagged.place_at(at).is_some())
    }

    pub(super) fn attack(&self) -> Option<Found> {
        let tagged = self.tagged;
        let passive = self.is_passive();
        let doer = self.doer();
        if doer.is_some_and(|phrase| {
            let head = tagged.classes(phrase.head);
            let armed = phrase
                .tokens
                .clone()
                .any(|at| tagged.classes(at).any(&[Class::Weapon, Class::Force]) && !tagged.is(at, Class::NDisaster));
            !armed && (phrase.classes.has(Class::Disaster) || head.has(Class::NDisaster))
        }) || self.is_accident()
        {
            return None;
        }
        // "protesters stormed the parliament"
        let crowd = doer.filter(|doer| {
            !passive
                && (doer.head..doer.head + 3).any(|at| tagged.cue(at, Cue::Protester))
                && !doer.classes.has(Class::Force)
        });
        if let Some(doer) = crowd.filter(|_| self.verb(Cue::Storm)) {
            return Some(self.found(Kind::Protest, self.near(Tie::At), self.side(Some(doer)), 0.75, "a crowd rose"));
        }
        let armed =
            doer.is_some_and(|phrase| phrase.classes.any(&[Class::Weapon, Class::Force]) || tagged.is_force(phrase));
        let named =
            doer.is_some_and(|phrase| tagged.tag_of(phrase.head) == Tag::Name && !phrase.classes.has(Class::Person));
        let suffers = passive || self.lemma() == "come";
        let target = if suffers { tagged.subject(self.group) } else { tagged.object(self.end) };
        let strong = self.verb(Cue::AttackOutright);
        let law = doer.is_some_and(|doer| tagged.cue(doer.head, Cue::LawOfficer));
        let verb = |cue: Cue| self.verb(cue);
        let fits = match self.lemma() {
            _ if law && verb(Cue::SearchLike) => false,
            // "a heart attack killed him"
            _ if doer.is_some_and(|doer| doer.tokens.clone().any(|at| tagged.cue(at, Cue::OtherAttack))) => false,
            _ if doer.is_some_and(|doer| tagged.cue(doer.head, Cue::Thief) || tagged.cue(doer.head, Cue::NoTaker)) => {
                false
            }
            // Who falls in a fight is told with the fight.
            "kill" if target.is_some_and(|phrase| tagged.is_army_at_all(phrase) || tagged.leads(phrase)) => {
                passive && self.killed_by_arms() || doer.is_some_and(|phrase| phrase.classes.has(Class::Weapon))
            }
            // "it was shot in Irpin": a film was.
            "shoot"
                if passive
                    && target.is_some_and(|t| tagged.text.folded(t.head) == "it" || tagged.is(t.head, Class::Art)) =>
            {
                false
            }
            "execute" if passive && target.is_some_and(|phrase| tagged.is_somebody(phrase)) => true,
            _ if verb(Cue::Kill) => armed && !passive || passive && self.killed_by_arms(),
            // "Ganja had itself been hit": where arms are spoken of.
            "hit" | "strike" if passive && doer.is_none() => {
                self.is_among_arms() && target.is_some_and(|t| tagged.place_of(t).is_some())
            }
            _ if verb(Cue::Hit) => armed || named && !passive && target.is_some(),
            // "the minister came under attack over the budget"
            "come" if target.is_some_and(|t| t.classes.has(Class::Person) && !tagged.is_army_at_all(t)) => {
                !(self.end..self.end + 6).any(|at| matches!(tagged.text.folded(at), "over" | "for" | "from"))
            }
            "come" => true,
            // "blasted their way into"
            _ if self.end > self.group.head + 3 => armed,
            "burst" => armed && self.end > self.group.head + 1,
            "blow" => target.is_some() || passive || self.is_armed_blast(),
            "set" => doer.is_some_and(|doer| {
                doer.classes.any(&[Class::Force, Class::Weapon])
                    || !doer.classes.has(Class::Crowd) && doer.classes.has(Class::Person)
            }),
            "open" if tagged.cue(self.end - 1, Cue::Upon) => armed,
            _ if verb(Cue::OpenFire) => true,
            "attack" => {
                armed
                    || named && target.is_some()
                    || passive
                    || doer
                        .is_none_or(|d| !d.classes.any(&[Class::Person, Class::Pronoun]) || d.classes.has(Class::Crowd))
            }
            _ => strong && (passive || doer.is_some() || self.group.participle),
        };
        let bearing = doer.is_some_and(|doer| doer.classes.any(&[Class::Weapon, Class::Force, Class::Crowd]));
        let aimless = self.lemma() == "attack" && target.is_none() && !passive && !bearing;
        // "opened fire at a hall near Moscow, killing 60": what came of the attack.
        let consequence = self.group.participle
            && self.verb(Cue::Kill)
            && tagged.tag_of(self.group.tokens.start.wrapping_sub(1)) == Tag::Comma
            && tagged.groups_in(tagged.sentence(self.group.head).start..self.group.head).iter().any(|group| {
                let told = [Frame::Attack, Frame::Blast, Frame::Devastate];
                group.finite() && told.iter().any(|frame| tagged.has_frame(group, *frame))
            });
        if consequence {
            return None;
        }
        // "a deal struck by the mediator"
        let agreed = target.is_some_and(|phrase| tagged.is(phrase.head, Class::NTalks))
            || self.verb(Cue::Conclude)
                && tagged.subject(self.group).is_some_and(|phrase| tagged.is(phrase.head, Class::NTalks));
        if !fits || agreed || aimless || target.is_none() && !passive && !self.verb(Cue::AttackAimless) {
            return None;
        }
        let own = target
            .map(
                |phrase| {
                    if suffers { tagged.subject_places(phrase) } else { tagged.object_places(phrase.tokens.start) }
                },
            )
            .unwrap_or_default();
        // "were killed by a strike on Tayr Harfa"
        let aimed = doer.filter(|doer| own.is_empty() && suffers && tagged.cue(doer.tokens.end, Cue::Aimed));
        let own = aimed.map(|doer| tagged.object_places(doer.tokens.end + 1)).unwrap_or(own);
        let own = if own.is_empty() && !suffers { tagged.pointed_at(self.end).into_iter().collect() } else { own };
        let places = if own.is_empty() { self.near(Tie::At) } else { own };
        let score = if strong || armed { 0.85 } else { 0.65 };
        Some(self.found(Kind::Attack, places, self.side(doer), score, "something or somebody was attacked"))
    }

    /// Whether the paragraph speaks of arms and of no disaster.
    fn is_among_arms(&self) -> bool {
        let tagged = self.tagged;
        let paragraph = tagged.text.paragraphs().get(tagged.text.paragraph_of(self.group.head));
        let words = || paragraph.map_or(0..0, |paragraph| paragraph.tokens.clone());
        words().any(|at| tagged.classes(at).any(&[Class::Weapon, Class::NAttack]))
            && !words().any(|at| tagged.is(at, Class::NDisaster))
    }

    /// "were killed by gunmen", "was killed in a drone strike", "when a bomb exploded".
    pub(super) fn killed_by_arms(&self) -> bool {
        let end = self.tagged.sentence(self.group.head).end.min(self.end + 12);
        let by = (end..self.tagged.sentence(self.group.head).end).find(|at| self.tagged.text.folded(*at) == "by");
        let agent = by.map_or(0..0, |by| by + 1..by + 6);
        (self.end..end).chain(agent).any(|at| {
            self.tagged.classes(at).any(&[Class::Weapon, Class::NAttack]) && !self.tagged.is(at, Class::Disaster)
        })
    }

    /// A weapon comes down somewhere: "shells fell on the town", "a drone slammed into a market".
    pub(super) fn land(&self) -> Option<Found> {
        let tagged = self.tagged;
        let doer = tagged.subject(self.group).filter(|_| !self.is_passive())?;
        let head = tagged.classes(doer.head);
        let arm = doer.classes.has(Class::Weapon)
            && !doer.classes.has(Class::Disaster)
            && !doer.classes.any(&[Class::Person, Class::Force]);
        if !arm || head.has(Class::Person) {
            return None;
        }
        let own = tagged.object_places(self.end);
        let places = if own.is_empty() { self.near(Tie::At) } else { own };
        Some(self.found(Kind::Attack, places, None, 0.8, "a weapon came down"))
    }

    /// Whether what blows up is a weapon, carries one, or is somebody.
    fn is_armed_blast(&self) -> bool {
        let tagged = self.tagged;
        tagged.subject(self.group).is_none_or(|subject| {
            let near = subject.tokens.start..self.group.tokens.start;
            subject.classes.any(&[Class::Person, Class::Force])
                || near.clone().any(|at| tagged.is(at, Class::Weapon) || tagged.cue(at, Cue::WithExplosives))
                    && !near.clone().any(|at| tagged.cue(at, Cue::Accidental))
        })
    }

    /// "a gas explosion in a mine": an accident's blast.
    pub(super) fn is_accident(&self) -> bool {
        let tagged = self.tagged;
        let Some(doer) = self.doer().or_else(|| tagged.subject(self.group)) else { return false };
        tagged.is_accident(doer)
    }

    pub(super) fn blast(&self) -> Option<Found> {
        let tagged = self.tagged;
        let subject = tagged.subject(self.group)?;
        if tagged.is_accident(subject) {
            return None;
        }
        // "a car packed with explosives"
        let packed = (subject.tokens.start..self.group.tokens.start).any(|at| tagged.cue(at, Cue::WithExplosives));
        let weapon =
            packed || subject.classes.any(&[Class::Weapon, Class::NAttack]) && !subject.classes.has(Class::NDisaster);
        let himself =
            (self.end..self.end + 2).any(|at| matches!(tagged.text.folded(at), "himself" | "herself" | "themselves"));
        let object =
            tagged.object(self.end).is_some_and(|phrase| phrase.classes.has(Class::Weapon)) && self.lemma() != "burst";
        if !(weapon || himself || object) {
            return None;
        }
        Some(self.found(Kind::Attack, self.near(Tie::At), None, 0.85, "something exploded"))
    }

    pub(super) fn fire(&self) -> Option<Found> {
        let tagged = self.tagged;
        let object = if self.is_passive() { tagged.subject(self.group) } else { tagged.object(self.end) }?;
        // "fired tear gas at protesters": they protest.
        let tear = object.tokens.clone().any(|at| tagged.cue(at, Cue::RiotControl));
        if tear && (self.end..self.end + 14).any(|at| tagged.cue(at, Cue::Protester)) {
            return Some(self.found(Kind::Protest, self.near(Tie::At), None, 0.7, "a protest was met with force"));
        }
        if tear
            || !object.classes.has(Class::Weapon)
            || object.classes.any(&[Class::NTalks, Class::NProtest])
            || tagged.classes(object.head).any(&[Class::NAttack]) && !tagged.classes(object.head).has(Class::Weapon)
        {
            return None;
        }
        // "fired rockets towards Jerusalem"
        let end = tagged.clause_end(self.end).min(object.tokens.end.max(self.end) + 8);
        let at = (self.end..end).find(|at| tagged.cue(*at, Cue::FiredAt));
        let aimed = at.map(|at| tagged.object_places(at + 1)).unwrap_or_default();
        let places = if aimed.is_empty() { self.near(Tie::At) } else { aimed };
        Some(self.found(Kind::Attack, places, self.side(self.doer()), 0.8, "something was fired"))
    }

    pub(super) fn abduct(&self) -> Option<Found> {
        let tagged = self.tagged;
        let target = if self.is_passive() { tagged.subject(self.group) } else { tagged.object(self.end) }?;
        if !tagged.is_somebody(target) || self.verb(Cue::SeizePerson) && target.classes.any(&[Class::Force]) {
            return None;
        }
        let found = self.found(Kind::Attack, self.near(Tie::At), self.side(self.doer()), 0.85, "somebody was abducted");
        Some(Found { target: Some(target.tokens.clone()), ..found })
    }

    pub(super) fn devastate(&self) -> Option<Found> {
        let tagged = self.tagged;
        // "have burnt the town of Lahaina, killing 36": what came of it.
        let consequence = self.group.participle
            && (self.verb(Cue::Kill) || self.lemma() == "kill")
            && tagged.tag_of(self.group.tokens.start.wrapping_sub(1)) == Tag::Comma
            && tagged
                .groups_in(tagged.sentence(self.group.head).start..self.group.head)
                .iter()
                .any(|group| group.finite() && tagged.has_frame(group, Frame::Devastate));
        if consequence {
            return None;
        }
        // "the town was flooded"
        let passive_flood = self.is_passive()
            && self.doer().is_none()
            && self.verb(Cue::Flooding)
            && tagged.subject(self.group).is_some_and(|subject| !tagged.subject_places(subject).is_empty());
        let doer =
            self.doer().or_else(|| tagged.subject(self.group).filter(|_| !self.is_passive() || passive_flood))?;
        let head = tagged.classes(doer.head);
        // "Mount Nyiragongo erupted"
        let volcano =
            self.lemma() == "erupt" && doer.tokens.clone().any(|at| matches!(tagged.text.folded(at), "mount" | "mt"));
        // "a storm of criticism"
        if tagged.text.folded(doer.tokens.end) == "of"
            && (doer.tokens.end + 1..doer.tokens.end + 4).any(|at| tagged.cue(at, Cue::Figurative))
        {
            return None;
        }
        let vehicle = self.verb(Cue::BreakDown);
        // "opened fire" is no fire.
        let fired =
            tagged.is(doer.head, Class::Force) || tagged.is(doer.head, Class::Weapon) && !head.has(Class::NDisaster);
        let natural = !fired && head.any(&[Class::NDisaster])
            || doer.classes.has(Class::NDisaster)
            || tagged.cue(doer.head, Cue::NaturalForce)
            // "molten rock engulfed three houses"
            || tagged.cue(doer.head, Cue::Debris) && self.verb(Cue::Bury)
            // "a wall of mud and rock"
            || tagged.text.folded(doer.tokens.end) == "of"
                && tagged.phrase_at(doer.tokens.end + 1).is_some_and(|of| tagged.cue(of.head, Cue::Debris));
        // "destroyed by air raiders", "flattened by shells"
        let razed = self.verb(Cue::Raze);
        if razed
            && doer.classes.any(&[Class::Weapon, Class::Force])
            && !doer.classes.has(Class::NDisaster)
            && self.doer().is_some()
        {
            let own = if self.is_passive() {
                tagged.subject(self.group).map(|phrase| tagged.subject_places(phrase)).unwrap_or_default()
            } else {
                tagged.object_places(self.end)
            };
            if own.is_empty() && (self.is_passive() || self.group.bare && tagged.object(self.end).is_none()) {
                return None;
            }
            let places = if own.is_empty() { self.near(Tie::At) } else { own };
            let target = tagged.object(self.end).filter(|_| !self.is_passive());
            if target.is_some_and(|phrase| tagged.is_army(phrase) || tagged.classes(phrase.head).has(Class::Weapon)) {
                return None;
            }
            let side = self.side(self.doer());
            return Some(self.found(Kind::Attack, places, side, 0.8, "something was destroyed by arms"));
        }
        // "a submarine sank", "a warplane crashed": no arm of anybody's where nothing is struck.
        let wrecked = self.verb(Cue::Wreck)
            && !self.is_passive()
            && tagged.object(self.end).is_none()
            && tagged.tag_of(self.end) != Tag::Conjunction
            && doer.classes.any(&[Class::Weapon, Class::Disaster])
            && !head.has(Class::Person);
        let fits = if wrecked || passive_flood || volcano {
            true
        } else if vehicle {
            doer.classes.has(Class::Disaster) && !doer.classes.any(&[Class::Weapon, Class::Force]) || natural
        } else {
            natural
        };
        if !fits || tagged.is(doer.head, Class::NProtest) && !natural {
            return None;
        }
        let object = if self.is_passive() {
            tagged.subject(self.group).map(|p| tagged.subject_places(p))
        } else {
            Some(tagged.object_places(self.end))
        };
        let places = object.filter(|places| !places.is_empty()).unwrap_or_else(|| self.near(Tie::At));
        Some(self.found(Kind::Disaster, places, None, 0.88, "a disaster struck"))
    }
}
