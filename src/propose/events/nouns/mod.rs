//! What nouns tell: "the fall of Herat", "Kandahar's capture", "a suicide bombing in Baghdad", "talks in Geneva".

mod doubt;
mod support;

use crate::propose::events::Found;
use crate::propose::events::whereabouts::Tie;
use crate::propose::lexicon::{Class, Cue};
use crate::propose::proposal::Kind;
use crate::propose::reality::Reality;
use crate::propose::tags::{Phrase, Tag, Tagged};
use std::ops::Range;

/// Which nouns name which kind.
const KINDS: &[(Class, Kind)] = &[
    (Class::NRetake, Kind::Recapture),
    (Class::NCapture, Kind::Capture),
    (Class::NLeave, Kind::Withdrawal),
    (Class::NSiege, Kind::Siege),
    (Class::NSurrender, Kind::Surrender),
    (Class::NArrest, Kind::Arrest),
    (Class::NEvacuate, Kind::Evacuation),
    (Class::NDisaster, Kind::Disaster),
    (Class::NAbduct, Kind::Attack),
    (Class::NAttack, Kind::Attack),
    (Class::NTalks, Kind::Negotiation),
    (Class::NProtest, Kind::Protest),
    (Class::NFight, Kind::Fighting),
    (Class::NDeploy, Kind::Deployment),
    (Class::NStatement, Kind::Statement),
];

/// The rule for the noun at the head of a phrase, if it names an event.
pub(super) fn read(tagged: &Tagged<'_>, phrase: &Phrase) -> Option<Found> {
    let at = phrase.head;
    if !matches!(tagged.tag_of(at), Tag::Noun) {
        return None;
    }
    let classes = tagged.classes(at);
    let reader = Reader { tagged, phrase, at };
    KINDS.iter().filter(|(class, _)| classes.has(*class)).find_map(|(_, kind)| reader.kind(*kind))
}

struct Reader<'t, 'a> {
    tagged: &'t Tagged<'a>,
    phrase: &'t Phrase,
    at: usize,
}

/// How the clause around a noun carries it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    /// It is what happens: "fighting broke out", "the blast killed two".
    Subject,
    /// Somebody makes it happen: "launched an attack", "held talks".
    Made,
    /// A happening is dated or caused by it: "after the attack", "killed in the bombing".
    Around,
    /// A heading or fragment without a verb.
    Alone,
    /// Nothing carries it.
    None,
}

impl Reader<'_, '_> {
    fn kind(&self, kind: Kind) -> Option<Found> {
        match kind {
            Kind::Capture | Kind::Recapture => self.taken(kind),
            Kind::Siege => self.siege(),
            Kind::Statement => self.statement(),
            Kind::Withdrawal | Kind::Deployment => self.moved(kind),
            Kind::Arrest => self.arrest(),
            Kind::Attack if self.tagged.is_accident(self.phrase) => self.event(Kind::Disaster),
            _ => self.event(kind),
        }
    }

    fn found(
        &self,
        kind: Kind,
        reality: Reality,
        places: Vec<usize>,
        side: Option<Range<usize>>,
        score: f32,
        rule: &'static str,
    ) -> Found {
        Found { kind, at: self.at, reality, places, side, target: None, recalls: false, score, rule }
    }

    fn word(&self) -> &str {
        self.tagged.text.folded(self.at)
    }

    /// The places an "of" or a possessive ties to the noun: "the fall of Herat", "Herat's fall".
    fn tied(&self) -> Vec<usize> {
        let tagged = self.tagged;
        let quoted = self.tagged.tag_of(self.phrase.tokens.end) == Tag::Quote;
        let end = self.phrase.tokens.end + usize::from(quoted);
        let mut of = end;
        // "the capture by rebels of the town", "the fall on Thursday of Herat"
        for _ in 0..5 {
            if tagged.text.folded(of) == "of" {
                break;
            }
            of += 1;
        }
        if tagged.text.folded(of) == "of"
            && (of == end || tagged.tag_of(end) == Tag::Time || matches!(tagged.text.folded(end), "by" | "on"))
        {
            let places = tagged.object_places(of + 1);
            // "Britain's evacuation of its diplomats" is not one of Britain.
            if !places.is_empty() || of == end {
                return places;
            }
        }
        let possessive = (self.phrase.tokens.start..self.at).rev().find(|at| tagged.tag_of(*at) == Tag::Possessive);
        if let Some(place) = possessive.and_then(|at| at.checked_sub(1)).and_then(|at| tagged.place_at(at)) {
            return vec![place];
        }
        Vec::new()
    }

    fn taken(&self, kind: Kind) -> Option<Found> {
        let tagged = self.tagged;
        let places = self.tied();
        if places.is_empty() {
            return None;
        }
        // "in the fall of 1944", "the loss of Herat's governor"
        let determined =
            tagged.tag_of(self.phrase.tokens.start) == Tag::Determiner || self.phrase.tokens.start < self.at;
        let bare_ok = matches!(self.support(), Support::Made | Support::Around | Support::Alone);
        // "Fall of Goma: …"
        let opens = self.at == tagged.sentence(self.at).start;
        if !determined && !bare_ok && !opens {
            return None;
        }
        let reality = tagged.reality_of_noun(self.at).and(self.clause());
        let end = self.phrase.tokens.end;
        let by = (end..end + 8).find(|at| tagged.text.folded(*at) == "by").or_else(|| {
            (end..end + 8).find(|at| {
                tagged.text.folded(*at) == "to" && self.word() != "loss"
                    || tagged.text.folded(*at) == "to" && self.word() == "loss"
            })
        });
        let winner = by.and_then(|at| tagged.phrase_at(at + 1)).filter(|phrase| tagged.is_force(phrase));
        let side = winner.and_then(|phrase| tagged.side(phrase, self.at)).or_else(|| self.taker());
        Some(self.found(kind, reality, places, side, 0.8, "the capture of a place is spoken of"))
    }

    /// The subject of the verb that makes it: "the Taliban claimed the capture of".
    fn taker(&self) -> Option<Range<usize>> {
        if matches!(self.word(), "fall" | "loss") {
            return None;
        }
        let own = (self.phrase.tokens.start..self.at)
            .find(|at| self.tagged.is(*at, Class::Force) || self.tagged.tag_of(*at) == Tag::Name);
        own.map(|at| {
            let start = self.phrase.tokens.start;
            start..at + 1
        })
    }

    fn siege(&self) -> Option<Found> {
        let tagged = self.tagged;
        let before = self.phrase.tokens.start.wrapping_sub(1);
        let lifted = self.verb_before().is_some_and(|group| tagged.cue(group.head, Cue::LiftSiege))
            || self
                .verb_after()
                .is_some_and(|group| self.is_subject_of(group) && tagged.cue(group.head, Cue::LiftSiege));
        if lifted {
            return None;
        }
        if self.word() == "siege" && tagged.text.folded(before) == "under" {
            // "Herat is under siege", "after being under siege for weeks, forces pulled out of Herat", "under siege in Aleppo"
            let begin = tagged.sentence(self.at).start;
            let left = tagged
                .phrases
                .iter()
                .take_while(|phrase| phrase.tokens.start < before)
                .filter(|phrase| phrase.tokens.start >= begin);
            // "bookshops in Kazan were under siege"
            let begun = left.clone().last().map(|phrase| (phrase, tagged.chain_head(phrase, begin)));
            let another = begun.is_some_and(|(phrase, head)| {
                phrase != head
                    && !head.classes.any(&[Class::Place, Class::Part, Class::Force, Class::Civilian, Class::Whole])
            });
            if another {
                return None;
            }
            let own = left.last().map(|phrase| tagged.subject_places(phrase)).unwrap_or_default();
            let places = if own.is_empty() { tagged.whereabouts(self.at, Tie::At).into_iter().collect() } else { own };
            let reality = tagged.reality_of_noun(self.at);
            return Some(self.found(Kind::Siege, ongoing(reality), places, None, 0.85, "a place is under siege"));
        }
        let tied = self.tied();
        let places = if tied.is_empty() { tagged.in_sentence(self.at, Tie::At).into_iter().collect() } else { tied };
        let support = self.support();
        if places.is_empty() || support == Support::None {
            return None;
        }
        let reality = tagged.reality_of_noun(self.at).and(self.clause());
        Some(self.found(Kind::Siege, ongoing(reality), places, None, 0.75, "a siege is spoken of"))
    }

    fn statement(&self) -> Option<Found> {
        let tagged = self.tagged;
        let before = self.verb_before();
        let formal = before.is_some_and(|group| tagged.cue(group.head, Cue::Issue))
            || self.tagged.text.folded(self.phrase.tokens.start.wrapping_sub(1)) == "in"
                && self.word() == "statement"
                && (self.phrase.tokens.clone()).any(|at| tagged.text.folded(at) == "joint");
        if !formal {
            return None;
        }
        let reality = before.map_or(Reality::Happened, |group| tagged.reality(group));
        let side = before.and_then(|group| tagged.subject(group)).and_then(|phrase| tagged.side(phrase, self.at));
        let places = tagged.whereabouts(self.at, Tie::In).into_iter().collect();
        Some(self.found(Kind::Statement, reality, places, side, 0.7, "a formal statement was made"))
    }

    fn moved(&self, kind: Kind) -> Option<Found> {
        let tagged = self.tagged;
        let force = self.phrase.classes.has(Class::Force)
            || (self.phrase.tokens.end..self.phrase.tokens.end + 7).any(|at| tagged.is(at, Class::Force))
            || self.phrase.tokens.clone().any(|at| tagged.tag_of(at) == Tag::Name);
        let mover =
            self.verb_before().and_then(|group| tagged.subject(group)).is_some_and(|phrase| tagged.is_army(phrase));
        let force = force || mover;
        let support = self.support();
        if !force || !matches!(support, Support::Subject | Support::Made | Support::Alone) {
            return None;
        }
        let reality = tagged.reality_of_noun(self.at).and(self.clause());
        let announced = self.verb_before().is_some_and(|group| tagged.cue(group.head, Cue::Announce));
        let own = tagged.cue(self.phrase.tokens.start, Cue::Own);
        let reality = if announced && !own && reality.is_real() { Reality::Planned } else { reality };
        let tie = if kind == Kind::Withdrawal { Tie::From } else { Tie::To };
        let places: Vec<usize> = tagged.in_sentence(self.at, tie).into_iter().collect();
        (!places.is_empty()).then(|| self.found(kind, reality, places, None, 0.7, "a movement of forces is spoken of"))
    }

    fn arrest(&self) -> Option<Found> {
        let tagged = self.tagged;
        let of = self.phrase.tokens.end;
        let person = tagged.text.folded(of) == "of"
            && tagged.phrase_at(of + 1).is_some_and(|phrase| tagged.is_somebody(phrase))
            || matches!(tagged.tag_of(self.at.wrapping_sub(1)), Tag::Possessive);
        let support = self.support();
        if !person || support == Support::None {
            return None;
        }
        let reality = tagged.reality_of_noun(self.at).and(self.clause());
        let places = tagged.whereabouts(self.at, Tie::At).into_iter().collect();
        Some(self.found(Kind::Arrest, reality, places, None, 0.7, "an arrest is spoken of"))
    }

    fn event(&self, kind: Kind) -> Option<Found> {
        let tagged = self.tagged;
        // "the 2011 uprising"
        let year = |at: usize| {
            let word = tagged.text.word(at);
            word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let end = self.phrase.tokens.end;
        // "a storm of criticism"
        let figurative =
            tagged.text.folded(end) == "of" && (end + 1..end + 4).any(|at| tagged.cue(at, Cue::Figurative));
        if figurative || self.is_something_else(kind) || self.phrase.tokens.clone().any(year) {
            return None;
        }
        let support = self.support();
        let tied = match kind {
            Kind::Attack | Kind::Fighting => self.aimed(),
            Kind::Evacuation | Kind::Surrender => self.tied(),
            _ => Vec::new(),
        };
        let enough = match support {
            Support::Subject | Support::Made => true,
            Support::Around => {
                !tied.is_empty()
                    || self.is_definite()
                    || matches!(kind, Kind::Attack | Kind::Disaster | Kind::Fighting | Kind::Protest)
            }
            Support::Alone => true,
            Support::None => !tied.is_empty() && matches!(kind, Kind::Attack),
        };
        if !enough {
            return None;
        }
        let reality = tagged.reality_of_noun(self.at).and(self.clause());
        let tie = match kind {
            Kind::Evacuation => Tie::From,
            Kind::Negotiation => Tie::In,
            _ => Tie::At,
        };
        let places: Vec<usize> = if tied.is_empty() { tagged.all_whereabouts(self.at, tie) } else { tied };
        if places.is_empty() {
            return None;
        }
        let side = self
            .verb_before()
            // "repelled the attack": not those who made it.
            .filter(|group| support == Support::Made && !tagged.cue(group.head, Cue::Repel))
            .and_then(|group| tagged.subject(group))
            .and_then(|phrase| tagged.side(phrase, self.at));
        let score = match support {
            Support::Subject | Support::Made => 0.82,
            Support::Around => 0.62,
            _ => 0.6,
        };
        let article =
            matches!(tagged.text.folded(self.phrase.tokens.start), "the" | "this" | "that" | "these" | "those");
        let near = places
            .iter()
            .filter(|place| {
                let start = tagged.places[**place].tokens.start;
                let start = tagged.phrase_at(start).map_or(start, |phrase| phrase.tokens.start);
                start > 0 && tagged.tag_of(start - 1) == Tag::Preposition
            })
            .any(|place| tagged.sentence(self.at).contains(&tagged.places[*place].tokens.start));
        // "leaders at Gleneagles condemned the attacks"
        let remote = self.verb_before().is_some_and(|group| tagged.cue(group.head, Cue::ReactTo));
        let places = if remote && self.aimed().is_empty() { Vec::new() } else { places };
        let found = self.found(kind, reality, places, side, score, rule(kind));
        // "It is the worst crash in two decades."
        let start = self.phrase.tokens.start;
        let said = tagged.is(start.wrapping_sub(1), Class::Be)
            && matches!(tagged.text.folded(start.wrapping_sub(2)), "it" | "this" | "that");
        Some(Found { recalls: said || article && (!near || remote), ..found })
    }

    fn is_definite(&self) -> bool {
        self.phrase.tokens.start < self.at
    }

    /// "attack on Herat", "the bombing of Dresden", "battle for Aleppo".
    fn aimed(&self) -> Vec<usize> {
        let end = self.phrase.tokens.end;
        if self.tagged.cue(end, Cue::Aimed) {
            return self.tagged.object_places(end + 1);
        }
        Vec::new()
    }
}

/// A siege that is spoken of as real lasts.
fn ongoing(reality: Reality) -> Reality {
    if reality == Reality::Happened { Reality::Ongoing } else { reality }
}

fn rule(kind: Kind) -> &'static str {
    match kind {
        Kind::Fighting => "fighting is spoken of",
        Kind::Attack => "an attack is spoken of",
        Kind::Protest => "a protest is spoken of",
        Kind::Disaster => "a disaster is spoken of",
        Kind::Negotiation => "talks are spoken of",
        Kind::Evacuation => "an evacuation is spoken of",
        Kind::Surrender => "a surrender is spoken of",
        _ => "a noun names what happened",
    }
}

impl Reality {
    /// The less real of two.
    fn and(self, other: Self) -> Self {
        if self.is_real() { other } else { self }
    }
}
