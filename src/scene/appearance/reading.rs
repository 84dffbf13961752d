//! What the accounts of a place amount to for its symbol, on one basis and on both together.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Standing};
use crate::scene::appearance::place::Holder;
use crate::timeline::{Certainty, Control, ControlState, Held};

/// The symbol: what either basis says is held for certain, else all that the documents know, else the reference.
pub(super) fn settled(on: &[Option<(Basis, HeldReading)>; 2], sides: Sides<'_>) -> Option<(Basis, Holder, bool)> {
    let shown = || on.iter().flatten();
    if let Some((basis, reading)) = shown().find(|(_, reading)| reading.held) {
        return Some((*basis, Holder::Side(reading.rank?), false));
    }
    let unsettled = shown().find_map(|(basis, reading)| {
        let own = reading.rank.filter(|rank| sides.tints(*rank));
        match (own, reading.maybe) {
            (Some(rank), _) if !reading.claimed => Some((*basis, Holder::Side(rank), true)),
            _ if reading.contested => Some((*basis, Holder::Contested, reading.possibly)),
            (_, Some(rank)) if own.is_some() || !reading.claimed || reading.rank.is_none() => {
                Some((*basis, Holder::Side(rank), true))
            }
            _ => None,
        }
    });
    let other = || shown().find(|(_, reading)| reading.rank.is_some_and(|rank| !sides.tints(rank)));
    unsettled.or_else(|| other().map(|(basis, _)| (*basis, Holder::Second, false)))
}

/// The sides of a chronicle, as far as pictures tell them apart.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a>(pub &'a Chronicle);

impl Sides<'_> {
    /// Of two sides the first alone is tinted: the ground of the other is what the map began with.
    pub fn all_tinted(self) -> bool {
        self.0.meta.sides.len() > 2
    }

    fn tints(self, rank: usize) -> bool {
        rank == 0 || self.all_tinted()
    }

    /// The side that lays a siege, where the accounts say.
    pub fn besieger(self, state: &ControlState) -> Option<usize> {
        let events = state.contested_by.iter().filter_map(|id| self.0.events.get(id));
        let mut sieges = events.filter(|event| self.0.kind(&event.kind).effect == ControlEffect::Besieges);
        sieges.find_map(|event| self.0.side_rank(event.side.as_ref()?))
    }

    /// The side that held a contested place and the first two of those that want it, as far as the accounts say.
    pub fn contenders(self, state: Option<&ControlState>) -> [Option<usize>; 3] {
        if !self.all_tinted() {
            return [Some(1), Some(0), None];
        }
        let Some(state) = state else { return [None; 3] };
        let held = state.before.as_ref().and_then(|side| self.0.side_rank(side));
        let events = state.contested_by.iter().filter_map(|id| self.0.events.get(id));
        let named = events.filter_map(|event| event.side.as_ref()).chain(state.maybe.as_ref().map(|maybe| &maybe.side));
        let others = named.filter_map(|side| self.0.side_rank(side)).filter(|rank| Some(*rank) != held);
        let mut named: Vec<usize> = held.into_iter().collect();
        for rank in others {
            if !named.contains(&rank) {
                named.push(rank);
            }
        }
        [0, 1, 2].map(|at| named.get(at).copied())
    }
}

/// What a side's claim to a place amounts to on one basis.
pub(super) struct HeldReading {
    /// Who holds it, firmly or not.
    pub rank: Option<usize>,
    /// Held for certain by a side whose ground is tinted.
    pub held: bool,
    /// The side, of those whose ground is tinted, that possibly holds it, or of which only an interested party says so.
    pub maybe: Option<usize>,
    /// Of what is possible, nobody but an interested party says so.
    pub claimed: bool,
    pub contested: bool,
    pub besieged: bool,
    /// It may only be contested or besieged: the siege may not have begun, or may be over.
    pub possibly: bool,
}

impl HeldReading {
    pub fn of(state: &ControlState, sides: Sides<'_>) -> Self {
        let rank = match &state.control {
            Control::Side(side) => sides.0.side_rank(side),
            Control::Contested | Control::NotReported => None,
        };
        let tinting = rank.filter(|rank| sides.tints(*rank));
        let said = state.standing.is_none_or(|standing| standing >= Standing::Reported);
        let definite = state.certainty == Some(Certainty::Definite);
        let held = tinting.is_some() && definite && said;
        let rank_of = |maybe: &Held| sides.0.side_rank(&maybe.side).filter(|rank| sides.tints(*rank));
        let other = state.maybe.as_ref().and_then(|maybe| Some((rank_of(maybe)?, maybe.standing)));
        let own = tinting.filter(|_| !held);
        let reported = other.is_some_and(|(_, standing)| standing >= Standing::Reported);
        Self {
            rank,
            held,
            maybe: own.or(other.map(|(rank, _)| rank)),
            claimed: !(own.is_some() && said || reported),
            contested: state.control == Control::Contested,
            besieged: state.besieged,
            possibly: state.control == Control::Contested && !definite,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, Side, open};

    fn held_by(side: &str) -> ControlState {
        ControlState {
            control: Control::Side(side.into()),
            certainty: Some(Certainty::Definite),
            standing: Some(Standing::Reported),
            voices: 1,
            since: None,
            decided_by: None,
            contested_by: Vec::new(),
            maybe: None,
            before: None,
            besieged: false,
        }
    }

    /// The built-in chronicle with more sides.
    fn with(more: &[&str]) -> Chronicle {
        let mut chronicle = open(&Embedded).unwrap().chronicle;
        let side =
            |id: &&str| Side { id: (*id).into(), name: (*id).to_owned(), label: (*id).to_owned(), singular: false };
        chronicle.meta.sides.extend(more.iter().map(side));
        chronicle
    }

    fn check(more: &[&str], side: &str, expected: Holder) {
        let chronicle = with(more);
        let sides = Sides(&chronicle);
        let reading = HeldReading::of(&held_by(side), sides);
        assert_eq!(
            settled(&[Some((Basis::Documents, reading)), None], sides),
            Some((Basis::Documents, expected, false))
        );
    }

    #[test]
    fn of_two_sides_the_first_is_tinted_and_of_more_each_is_itself() {
        check(&[], "taliban", Holder::Side(0));
        check(&[], "government", Holder::Second);
        for (rank, side) in ["taliban", "government", "third", "fourth"].into_iter().enumerate() {
            check(&["third", "fourth"], side, Holder::Side(rank));
        }
    }

    #[test]
    fn a_contested_place_names_who_held_it_and_who_wants_it_only_where_that_is_known() {
        let (two, three) = (with(&[]), with(&["third"]));
        let contested = |before: Option<&str>| ControlState { before: before.map(Into::into), ..held_by("taliban") };
        assert_eq!(Sides(&two).contenders(None), [Some(1), Some(0), None]);
        assert_eq!(Sides(&three).contenders(None), [None; 3]);
        assert_eq!(Sides(&three).contenders(Some(&contested(Some("third")))), [Some(2), None, None]);
    }
}
