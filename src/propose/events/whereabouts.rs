//! Where something happened that has no place for its object: the nearest place that a preposition ties to it.

use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::mentions::PlaceRole;
use crate::propose::tags::{Tag, Tagged};

/// What ties a place to a happening, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// "in", "at", "near" and the like.
    At,
    /// "in" and "at" alone: talks on a country are not held there.
    In,
    /// "from" and "out of" before all others.
    From,
    /// "to" and "into" before all others.
    To,
}

impl Tagged<'_> {
    /// The place of what the token `at` tells, looked for in its sentence, then in the sentences before it.
    pub(super) fn whereabouts(&self, at: usize, tie: Tie) -> Option<usize> {
        self.in_sentence(at, tie)
            .or_else(|| self.last_before(at))
            .or_else(|| self.before_sentence(at))
            .or_else(|| self.dateline(at))
    }

    /// The place named last before a token in its sentence.
    pub(super) fn last_before(&self, at: usize) -> Option<usize> {
        let begin = self.sentence(at).start;
        let until = self.places.partition_point(|place| place.tokens.start < at);
        (0..until).rev().take_while(|place| self.places[*place].tokens.start >= begin).find(|place| {
            let role = self.places[*place].role;
            matches!(role, PlaceRole::Name | PlaceRole::Anaphor(_)) && !self.is_country(*place)
        })
    }

    /// The place of the dateline, for what the first paragraphs tell.
    pub(super) fn dateline(&self, at: usize) -> Option<usize> {
        let early = self.text.paragraph_of(at) < 3;
        let found = self.places.iter().position(|place| place.role == PlaceRole::Dateline && place.tokens.start < at);
        found.filter(|_| early)
    }

    /// The same, with those joined to it: "in Nairobi and Dar es Salaam".
    pub(super) fn all_whereabouts(&self, at: usize, tie: Tie) -> Vec<usize> {
        let Some(first) = self.whereabouts(at, tie) else { return Vec::new() };
        let start = self.places.get(first).map_or(0, |place| place.tokens.start);
        let tied = start > 0 && self.tag_of(start - 1) == Tag::Preposition && start > at;
        let all = if tied { self.object_places(start) } else { Vec::new() };
        if all.first() == Some(&first) { all } else { vec![first] }
    }

    /// The best place in the same sentence.
    pub(super) fn in_sentence(&self, at: usize, tie: Tie) -> Option<usize> {
        let sentence = self.sentence(at);
        let from = self.places.partition_point(|place| place.tokens.start < sentence.start);
        let mut best: Option<(i32, usize)> = None;
        for (number, place) in self.places.iter().enumerate().skip(from) {
            if place.tokens.start >= sentence.end {
                break;
            }
            if self.place_at(place.tokens.start) != Some(number) {
                continue;
            }
            let cost = self.cost(number, at, tie);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, number));
            }
        }
        let best = best.filter(|(cost, _)| *cost < if tie == Tie::In { 24 } else { 40 });
        best.map(|(_, number)| self.innermost(number))
    }

    /// "in Makhachkala, in Russia's Dagestan": of two places named together, one in the other, the inner one.
    fn innermost(&self, place: usize) -> usize {
        let Some(before) = place.checked_sub(1) else { return place };
        let (Some(inner), Some(outer)) = (self.places.get(before), self.places.get(place)) else { return place };
        let near = outer.tokens.start.saturating_sub(inner.tokens.end) <= 5
            && self.sentence(outer.tokens.start).contains(&inner.tokens.start)
            && self.groups_in(inner.tokens.end..outer.tokens.start).is_empty();
        // "in the village of Mabisio, in eastern Congo": of a name that nobody knows, only the text says where it is.
        let unknown = inner.candidates.is_empty() && inner.role == PlaceRole::Name && self.is_region(place);
        let tied = self
            .phrase_at(inner.tokens.start)
            .and_then(|phrase| phrase.tokens.start.checked_sub(1))
            .is_some_and(|at| self.cue(at, Cue::TieIn) || self.text.folded(at) == "of");
        if near && unknown && tied {
            return before;
        }
        // A demonym or an owner may stand between both.
        let skipped = before.checked_sub(1).filter(|_| inner.role == PlaceRole::Demonym || self.lies_in(place, before));
        match skipped {
            Some(first) if near && self.lies_in(first, place) => self.innermost(first),
            _ if near && self.lies_in(before, place) && self.is_name(before) => self.innermost(before),
            _ => place,
        }
    }

    /// How far a place is from what happened: tokens, plus what speaks against it.
    fn cost(&self, number: usize, at: usize, tie: Tie) -> i32 {
        let Some(place) = self.places.get(number) else { return 1000 };
        let begin = place.tokens.start;
        let after = begin > at;
        let gap = if after { begin - at } else { at - place.tokens.end.min(at) };
        let mut cost = i32::try_from(gap).unwrap_or(500);
        let span = if after { at + 1..begin } else { place.tokens.end..at };
        for group in self.groups_in(span.clone()) {
            // "was abducted and killed in El Geneina": verbs that are joined share their place.
            let joined = group.tokens.start > 0 && self.text.folded(group.tokens.start - 1) == "and";
            cost += if group.finite() && !group.bare && !joined { 12 } else { 4 };
        }
        // "seized offices in Santa Cruz and attacked a pipeline": what comes after the "and" has its own place first.
        if !after && span.clone().any(|at| self.tag_of(at) == Tag::Conjunction) {
            cost += 8;
        }
        // "…, and two destroyers shelled": another clause begins.
        let begins = |at: &usize| self.tag_of(*at) == Tag::Comma && self.tag_of(at + 1) == Tag::Conjunction;
        cost += 10 * span.clone().filter(begins).count() as i32;
        cost += 8 * span.filter(|at| matches!(self.tag_of(*at), Tag::Stop | Tag::Dash)).count() as i32;
        // The preposition before the phrase the place stands in.
        let start = self.phrase_at(begin).map_or(begin, |phrase| phrase.tokens.start);
        let preposition = start
            .checked_sub(1)
            .filter(|at| self.tag_of(*at) == Tag::Preposition)
            .filter(|at| !self.cue(*at, Cue::Clause));
        let ties = |cue: Cue| preposition.is_some_and(|at| self.cue(at, cue));
        let wanted = match tie {
            Tie::From => ties(Cue::TieFrom),
            Tie::In => ties(Cue::TieIn),
            Tie::To => ties(Cue::TieTo),
            Tie::At => ties(Cue::TieAt),
        };
        if wanted {
            cost -= 10;
        } else {
            match preposition {
                Some(at) if self.text.folded(at) == "from" => cost += 14,
                Some(_) if ties(Cue::NoTie) => cost += 25,
                Some(_) if ties(Cue::Toward) => cost += if tie == Tie::From { 60 } else { 8 },
                Some(_) => cost += 4,
                None => cost += 10,
            }
        }
        // "the embassies of Rwanda and France" stand elsewhere.
        let owned =
            preposition.filter(|at| self.text.folded(*at) == "of").and_then(|at| self.phrase_at(at.wrapping_sub(1)));
        if owned.is_some_and(|phrase| self.cue(phrase.head, Cue::Embassy)) {
            cost += 60;
        }
        // "withdrew, a day after driving them out of Kirkuk": out of there somebody else went.
        if tie == Tie::From && after && !self.groups_in(at + 1..begin).is_empty() {
            cost += 16;
        }
        // "told reporters in Kabul": where it was said.
        if start > 2
            && self
                .groups_in(start.saturating_sub(5)..start)
                .iter()
                .any(|group| self.has_frame(group, Frame::Say) && group.head != at)
        {
            cost += 22;
        }
        // A place that is itself the subject acts: "the United States withdrew".
        let subject = preposition.is_none()
            && self.groups.get(self.groups.partition_point(|group| group.tokens.start < place.tokens.end)).is_some_and(
                |group| {
                    let suffers = group.passive || self.has_frame(group, Frame::Fall);
                    group.tokens.start <= place.tokens.end + 1 && group.finite() && !suffers
                },
            );
        if subject {
            cost += 25;
        }
        // "Britain's evacuation of its diplomats", "the presidents of Bosnia": whose, not where.
        let whose = self.tag_of(place.tokens.end) == Tag::Possessive && tie != Tie::At
            || preposition.is_some_and(|at| self.text.folded(at) == "of")
                && start > 1
                && self
                    .phrase_at(start - 2)
                    .is_some_and(|phrase| self.classes(phrase.head).any(&[Class::Person, Class::Force]));
        // "to end the war in Indo-China": where the war is, not the talks.
        let fought = tie == Tie::In && start > 1 && self.cue(start - 2, Cue::Conflict);
        if fought {
            cost += 40;
        }
        // A country without a preposition acts or is listed: "US sends troops", "China and Pakistan said".
        if whose || preposition.is_none() && self.is_country(number) && place.tokens.len() < 4 {
            cost += 40;
        }
        if matches!(place.role, PlaceRole::Government) {
            cost += 40;
        }
        if matches!(place.role, PlaceRole::Dateline) {
            cost += 60;
        }
        // "Tikrit, Iraq": the second says where the first is.
        if begin > 1
            && self.tag_of(begin - 1) == Tag::Comma
            && self.place_at(begin - 2).is_some_and(|other| other != number)
        {
            cost += 12;
        }
        // "Kabul police said": whose they are.
        if self
            .phrase_at(begin)
            .is_some_and(|phrase| phrase.head != place.tokens.end - 1 && !self.is(phrase.head, Class::Place))
        {
            cost += if self
                .phrase_at(begin)
                .is_some_and(|phrase| self.classes(phrase.head).any(&[Class::Force, Class::Person]))
            {
                12
            } else {
                5
            };
        }
        if place.candidates.is_empty() {
            cost += 10;
        }
        // "In Odessa, more than 30 people died": it holds for the whole sentence.
        let opens = wanted && start == self.sentence(at).start + 1;
        if opens { cost.min(14) } else { cost }
    }

    /// The last place named in the sentences before, in the same paragraph or the one before it.
    pub(super) fn before_sentence(&self, at: usize) -> Option<usize> {
        let sentence = self.text.sentence_of(at);
        let paragraph = self.text.paragraph_of(at);
        let mut dateline = None;
        for before in (sentence.saturating_sub(3)..sentence).rev() {
            let known = self.text.sentences().get(before)?;
            if known.paragraph + 1 < paragraph {
                break;
            }
            let from = self.places.partition_point(|place| place.tokens.start < known.tokens.start);
            let here = self
                .places
                .iter()
                .enumerate()
                .skip(from)
                .take_while(|(_, place)| place.tokens.start < known.tokens.end);
            let mut best: Option<(i32, usize)> = None;
            for (number, place) in here {
                if self.place_at(place.tokens.start) != Some(number) || place.role == PlaceRole::Government {
                    continue;
                }
                // "Britain deployed troops": a country that acts is no place where things happen.
                let before = place.tokens.start.checked_sub(1);
                if self.is_country(number) && !before.is_some_and(|at| self.cue(at, Cue::Within)) {
                    continue;
                }
                if place.role == PlaceRole::Dateline {
                    dateline = Some(number);
                    continue;
                }
                let own = self.phrase_at(place.tokens.start).is_some_and(|phrase| phrase.head + 1 == place.tokens.end);
                let second =
                    place.tokens.start > 1 && self.tag_of(place.tokens.start - 1) == Tag::Comma && best.is_some();
                let start = place.tokens.start;
                let passing = start.checked_sub(1).is_some_and(|at| self.cue(at, Cue::Passing));
                let cost = i32::from(!own) * 10
                    + i32::from(second) * 10
                    + i32::from(passing) * 6
                    + i32::from(self.is_country(number)) * 8;
                if best.is_none_or(|(least, _)| cost <= least) {
                    best = Some((cost, number));
                }
            }
            if let Some((_, number)) = best {
                return Some(number);
            }
        }
        dateline
    }
}
