//! The places that phrases stand for: objects, lists, appositions.

use crate::propose::lexicon::{Class, Cue, form};
use crate::propose::mentions::PlaceRole;
use crate::propose::tags::{Phrase, Tag, Tagged};

impl Tagged<'_> {
    /// The phrase that directly follows, adverbs apart: the object of a verb that ends before `at`.
    pub fn object(&self, at: usize) -> Option<&Phrase> {
        let mut at = at;
        for _ in 0..4 {
            match self.tag_of(at) {
                Tag::Adverb | Tag::Quote | Tag::Time => at += 1,
                _ => break,
            }
        }
        self.phrase_at(at).filter(|phrase| phrase.tokens.start <= at)
    }

    /// Whether what stands at `at` is a place for a noun of a place without a name: "a base in El Adde".
    pub fn inside(&self, end: usize) -> Option<usize> {
        // "the headquarters of the security service in Gaza City"
        let of = (self.text.folded(end) == "of").then(|| self.phrase_at(end + 1)).flatten();
        let end = of.map_or(end, |of| of.tokens.end);
        // "the last district held by the militants in Falluja"
        let held = self.cue(end, Cue::Held) && self.text.folded(end + 1) == "by";
        let holder = held.then(|| self.phrase_at(end + 2)).flatten();
        let end = holder.map_or(end, |holder| holder.tokens.end);
        // "the refugee camp on the edge of Jenin"
        let edge = (self.text.folded(end) == "on")
            .then(|| self.phrase_at(end + 1))
            .flatten()
            .filter(|edge| self.cue(edge.head, Cue::Edge) && self.text.folded(edge.tokens.end) == "of");
        if let Some(place) = edge.and_then(|edge| self.place_at(edge.tokens.end + 1)) {
            return Some(place);
        }
        let preposition = matches!(self.text.folded(end), "in" | "at" | "near" | "outside");
        let inner = self.phrase_at(end + 1).filter(|inner| preposition && inner.tokens.start == end + 1)?;
        self.place_at(inner.head).filter(|place| self.is_name(*place))
    }

    /// Places that are taken, lost or left where an object begins at `at`: "Kandahar, Herat and the town of Balkh".
    /// Empty where what is named is something of the place ("Herat's governor") or a part of it.
    pub fn object_places(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = at;
        for _ in 0..24 {
            while matches!(self.tag_of(at), Tag::Adverb | Tag::Quote | Tag::Time | Tag::Open) {
                at += 1;
            }
            let Some(phrase) = self.phrase_at(at).filter(|phrase| phrase.tokens.start == at || found.is_empty()) else {
                break;
            };
            let Some((place, end)) = self.place_of(phrase) else {
                // "the airport road and then the whole of Goma"
                match self.joined(phrase.tokens.end).filter(|_| found.is_empty() && self.is(phrase.head, Class::Place))
                {
                    Some(next) => at = next,
                    None => break,
                }
                continue;
            };
            // "Sirte, Libya" is one place.
            let within = found.last().is_some_and(|last| self.lies_in(*last, place));
            // "the airport and the bridge at Gao": what points nowhere is no place yet.
            let nowhere = self.chosen(place).is_none() && !self.is_name(place) && self.joined(end).is_some();
            if !found.contains(&place) && !within && !nowhere {
                found.push(place);
            }
            at = end;
            // "Tikrit (Saddam's home town), Baiji"
            if self.tag_of(at) == Tag::Open {
                at = (at..at + 12).find(|at| self.tag_of(*at) == Tag::Close).map_or(at, |close| close + 1);
            }
            match self.continues_list(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        found
    }

    /// The place that "it" stands for as an object: "drove to the airport and took it", the one named last in the
    /// sentence, or else in the one before it.
    pub fn pointed_at(&self, at: usize) -> Option<usize> {
        let at = (at..at + 2).find(|at| self.tag_of(*at) != Tag::Adverb).filter(|at| self.text.folded(*at) == "it")?;
        let number = self.text.sentence_of(at);
        let begin = self.text.sentences().get(number.saturating_sub(1))?.tokens.start;
        let until = self.places.partition_point(|place| place.tokens.start < at);
        let named = (0..until).rev().take_while(|place| self.places[*place].tokens.start >= begin);
        let told: Vec<usize> = named
            .filter(|place| {
                let role = self.places[*place].role;
                matches!(role, PlaceRole::Name | PlaceRole::Anaphor(_)) && !self.is_country(*place)
            })
            .collect();
        // "Marawi on the island of Mindanao": the town, not what it lies in.
        let small =
            told.iter().find(|place| !self.is_region(**place) && !self.is_area(**place) && !self.is_island(**place));
        small.or(told.first()).copied()
    }

    /// "the island of Mindanao", "Lamu island".
    fn is_island(&self, place: usize) -> bool {
        let Some(tokens) = self.places.get(place).map(|place| &place.tokens) else { return false };
        let before = self.text.folded(tokens.start.wrapping_sub(1)) == "of"
            && self.text.folded(tokens.start.wrapping_sub(2)) == "island";
        before || self.text.folded(tokens.end) == "island"
    }

    /// Where the next phrase of a list begins, "and then" and the like passed over.
    fn joined(&self, at: usize) -> Option<usize> {
        let next = (at..at + 4).find(|at| !matches!(self.tag_of(*at), Tag::Comma | Tag::Conjunction | Tag::Adverb))?;
        (next > at && self.phrase_at(next).is_some_and(|phrase| phrase.tokens.start == next)).then_some(next)
    }

    /// Where the next member of a list begins, if the list goes on at `at`.
    fn continues_list(&self, at: usize) -> Option<usize> {
        // "the crossing into Turkey and the post at Abu Kamal"
        let at = self.past_apposition(at).unwrap_or(at);
        let past = self.past_tails(at);
        let mut at = if past > at && self.text.folded(past) == "and" { past } else { at };
        let mut joined = false;
        for _ in 0..5 {
            match (self.tag_of(at), self.text.folded(at)) {
                (Tag::Comma, _) | (Tag::Conjunction, "and" | "&") => joined = true,
                // "control of the crossing and of the post"
                (Tag::Preposition, "of") if joined => {}
                (Tag::Adverb, "also" | "then" | "finally" | "later" | "well")
                | (Tag::Preposition, "as" | "including")
                    if joined || self.text.folded(at + 1) == "well" || self.text.folded(at) == "as" =>
                {
                    joined = true;
                }
                _ => break,
            }
            at += 1;
        }
        let phrase = self.phrase_at(at)?;
        if !joined || phrase.tokens.start != at {
            return None;
        }
        // A phrase with a verb of its own begins another clause: "took Herat and Ghazni fell".
        let (_, end) = self.place_of(phrase)?;
        let follows = (end..end + 3).find(|at| !matches!(self.tag_of(*at), Tag::Adverb | Tag::Time)).unwrap_or(end);
        let clause = self
            .groups_in(follows..follows + 4)
            .iter()
            .any(|g| g.tokens.start == follows && g.finite() && (!g.bare || g.form & form::PAST != 0));
        (!clause).then_some(at)
    }

    /// The place a phrase stands for as a whole, and where its words end: "Herat", "the city of Herat", "the Libyan
    /// port of Sirte", "all of Herat", "Kandahar airport".
    pub fn place_of(&self, phrase: &Phrase) -> Option<(usize, usize)> {
        let end = phrase.tokens.end;
        if let Some(place) = self.place_at(phrase.head) {
            let rest = phrase.head + 1..end;
            let whole = !rest.clone().any(|at| self.tag_of(at) == Tag::Possessive);
            if whole {
                return self.name_after(phrase, place, end);
            }
        }
        let classes = self.classes(phrase.head);
        // "the \"safe area\" of Srebrenica"
        let end = end + usize::from(self.tag_of(end) == Tag::Quote && self.text.folded(end + 1) == "of");
        let next_of = self.text.folded(end) == "of";
        if classes.has(Class::Whole) && next_of
            || self.text.folded(phrase.head) == "control" && matches!(self.text.folded(end), "of" | "over")
        {
            return self.phrase_at(end + 1).and_then(|inner| self.place_of(inner));
        }
        if !classes.any(&[Class::Place, Class::Whole]) || self.cue(phrase.head, Cue::Embassy) {
            return None;
        }
        // "several districts of Herat", "two suburbs of the capital"
        let counted = phrase.tokens.clone().any(|at| self.cue(at, Cue::Quantity) || self.tag_of(at) == Tag::Number);
        if next_of && counted && classes.has(Class::Part) && !classes.has(Class::Whole) {
            return None;
        }
        if next_of
            && let Some(inner) = self.phrase_at(end + 1)
            && let Some(place) = self.place_at(inner.head).or_else(|| self.named_in(inner))
        {
            // "the cathedral of Notre-Dame in Paris"
            if self.cue(phrase.head, Cue::Building)
                && let Some(city) = self.inside(inner.tokens.end)
            {
                return Some((city, inner.tokens.end + 2));
            }
            return Some((place, inner.tokens.end));
        }
        if let Some(place) = self.named_in(phrase) {
            return Some((place, end));
        }
        // "the army base in Zalingei, capital of Central Darfur"
        let site = self.cue(phrase.head, Cue::Site);
        if let Some(place) = self.inside(end).filter(|_| site) {
            return Some((place, end + 2));
        }
        if let Some(place) = self.apposition(self.past_tails(end)) {
            return Some((place, end));
        }
        // "Qaraqosh, Iraq's largest Christian town, which": the name that stands before.
        if let Some(place) = self.named_before(phrase) {
            return Some((place, end));
        }
        let last = phrase.tokens.clone().any(|at| self.text.folded(at) == "last");
        self.inside(end).filter(|_| last).map(|place| (place, end + 2))
    }

    /// "the biggest city in the north, the bastion of Mazar-i-Sharif": where the words that hang on a phrase end.
    fn past_tails(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..2 {
            if self.tag_of(at) != Tag::Preposition {
                break;
            }
            let Some(phrase) = self.phrase_at(at + 1).filter(|phrase| phrase.tokens.start == at + 1) else { break };
            at = phrase.tokens.end;
        }
        at
    }

    /// "the city, Herat" and "the city – Herat –": the name that an apposition gives.
    fn apposition(&self, at: usize) -> Option<usize> {
        if !matches!(self.tag_of(at), Tag::Comma | Tag::Dash | Tag::Open) {
            return None;
        }
        let phrase = self.phrase_at(at + 1)?;
        let inner = (self.text.folded(phrase.tokens.end) == "of" && self.is(phrase.head, Class::Place))
            .then(|| self.phrase_at(phrase.tokens.end + 1))
            .flatten();
        // "the capital of Logar" is no name of Logar.
        let of = || self.place_at(inner?.head).filter(|place| !self.is_region(*place));
        let place = self.place_at(phrase.head).or_else(of)?;
        self.is_name(place).then_some(place)
    }

    /// Where an apposition to the name before a comma ends: "Shusha, the second city of Nagorno-Karabakh".
    fn past_apposition(&self, comma: usize) -> Option<usize> {
        let phrase = self.phrase_at(comma + 1).filter(|phrase| phrase.tokens.start == comma + 1)?;
        let described = self.is(phrase.head, Class::Place) && self.place_at(phrase.head).is_none();
        let within = self.phrase_at(phrase.tokens.end + 1).filter(|_| self.text.folded(phrase.tokens.end) == "of")?;
        let area = self.place_at(within.head).is_some_and(|place| self.is_region(place) || self.is_area(place));
        (self.tag_of(comma) == Tag::Comma && described && area).then_some(within.tokens.end)
    }

    /// The name to which a phrase is the apposition: "Herat, the third-largest city".
    fn named_before(&self, phrase: &Phrase) -> Option<usize> {
        let comma = phrase.tokens.start.checked_sub(1).filter(|at| self.tag_of(*at) == Tag::Comma)?;
        let closed = matches!(self.tag_of(phrase.tokens.end), Tag::Comma | Tag::Stop | Tag::Preposition);
        let named = self.phrase_at(comma.checked_sub(1)?)?;
        let place = self.place_at(named.head).filter(|place| self.is_name(*place))?;
        (closed && named.tokens.end == comma).then_some(place)
    }

    /// A phrase that points back ("the city") may be named right after: "the city of Herat".
    fn name_after(&self, phrase: &Phrase, place: usize, end: usize) -> Option<(usize, usize)> {
        if self.is_name(place) {
            return Some((place, end));
        }
        if self.text.folded(end) == "of"
            && let Some(inner) = self.phrase_at(end + 1)
            && let Some(named) = self.place_at(inner.head)
        {
            // "the capital of Logar province" is not the province.
            let capital = self.cue(phrase.head, Cue::Centre);
            return Some((if capital { place } else { named }, inner.tokens.end));
        }
        // "the airport in Gao"
        if self.chosen(place).is_none()
            && self.cue(phrase.head, Cue::Site)
            && let Some(named) = self.inside(end)
        {
            return Some((named, end + 2));
        }
        Some((
            self.apposition(end)
                .filter(|named| self.same_entry(*named, place) || self.chosen(place).is_none())
                .unwrap_or(place),
            end,
        ))
    }

    /// A name inside a phrase whose head is a noun for a place: "Kandahar airport", "the Sirte area".
    fn named_in(&self, phrase: &Phrase) -> Option<usize> {
        let mut found = None;
        for at in phrase.tokens.clone() {
            // "Afghanistan's second city" is not Afghanistan, "Kandahar's airport" lies in Kandahar.
            let end =
                self.place_at(at).and_then(|place| self.places.get(place)).map_or(at + 1, |place| place.tokens.end);
            let whose = self.tag_of(end) == Tag::Possessive && self.cue(phrase.head, Cue::Settlement);
            if let Some(place) = self.place_at(at)
                && self.is_name(place)
                && !whose
            {
                found = Some(place);
            }
        }
        found
    }

    /// The places that a copula says a phrase is: "Goma was the first city to fall", "the latest town to fall is Goma".
    pub fn identified(&self, phrase: &Phrase, end: usize) -> Vec<usize> {
        let begin = self.sentence(phrase.head).start;
        let before = phrase.tokens.start.checked_sub(1).filter(|at| *at > begin && self.is(*at, Class::Be));
        if let Some(subject) = before.and_then(|copula| self.phrase_at(copula - 1)) {
            return self.subject_places(subject);
        }
        let after = (end..end + 3).find(|at| self.is(*at, Class::Be));
        after.map(|copula| self.object_places(copula + 1)).unwrap_or_default()
    }

    /// "the Azovstal steelworks in Mariupol": the town that the text puts a site in whose own name nobody knows.
    pub fn known_around(&self, place: usize) -> usize {
        let known = |place: usize| self.chosen(place).is_some();
        let Some(mention) = self.places.get(place).filter(|_| self.is_name(place) && !known(place)) else {
            return place;
        };
        let Some(phrase) = self.phrase_at(mention.tokens.start) else { return place };
        let site = self.is(phrase.head, Class::Place) && !self.cue(phrase.head, Cue::Settlement);
        let around = self.inside(phrase.tokens.end).filter(|around| site && known(*around) && !self.is_region(*around));
        around.unwrap_or(place)
    }

    pub fn is_name(&self, place: usize) -> bool {
        self.places.get(place).is_some_and(|place| !matches!(place.role, PlaceRole::Anaphor(_)))
    }

    pub fn chosen(&self, place: usize) -> Option<u32> {
        let place = self.places.get(place)?;
        place.candidates.get(place.chosen?).map(|candidate| candidate.entry)
    }

    pub fn same_entry(&self, a: usize, b: usize) -> bool {
        self.chosen(a).is_some() && self.chosen(a) == self.chosen(b)
    }

    /// Whether a phrase hangs on a preposition.
    fn is_hung(&self, phrase: &Phrase) -> bool {
        phrase.tokens.start > 0 && self.tag_of(phrase.tokens.start - 1) == Tag::Preposition
    }

    /// All places a subject names, with those joined to it: "Herat and Ghazni have fallen".
    pub fn subject_places(&self, phrase: &Phrase) -> Vec<usize> {
        let mut found: Vec<usize> = self.place_of(phrase).map(|(place, _)| place).into_iter().collect();
        let mut begin = phrase.tokens.start;
        let first = self.sentence(phrase.head).start;
        for _ in 0..24 {
            let mut at = begin;
            while at > first
                && matches!(self.tag_of(at - 1), Tag::Comma | Tag::Conjunction)
                && self.text.folded(at - 1) != "but"
            {
                at -= 1;
            }
            if at == begin || at == first || found.is_empty() {
                break;
            }
            // "Islam Qala, on the frontier, and Torghundi had fallen"
            let open = if self.tag_of(at) == Tag::Comma { self.aside(at, first) } else { None };
            let around = open.and_then(|open| self.phrase_at(open - 1).filter(|phrase| phrase.tokens.end == open));
            let passed = around.and_then(|phrase| self.place_of(phrase).map(|(place, _)| (phrase, place)));
            if let Some((phrase, place)) = passed.filter(|_| self.phrase_at(at - 1).is_none_or(|p| self.is_hung(p))) {
                if !found.contains(&place) {
                    found.push(place);
                }
                begin = phrase.tokens.start;
                continue;
            }
            let Some(before) = self.phrase_at(at - 1) else { break };
            let Some((place, end)) = self.place_of(before) else { break };
            if end != at
                || self.tag_of(before.tokens.start.wrapping_sub(1)) == Tag::Preposition && self.text.folded(at) != "and"
            {
                break;
            }
            if !found.contains(&place) {
                found.push(place);
            }
            begin = before.tokens.start;
        }
        found.reverse();
        found
    }
}
