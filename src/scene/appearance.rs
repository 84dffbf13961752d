//! How each place looks at an instant: what its control, seen through the switched-on bases, means for its symbol,
//! its area's tint and its label. Decided once; every layer and the legend draw from it.

use crate::chronicle::{Basis, Chronicle, MapRole, Place, Precision, Standing};
use crate::geo::LonLat;
use crate::scene::{Palette, View};
use crate::time::{Moment, Phase};
use crate::timeline::{Certainty, Control, ControlState, EventState, PlaceState, Timeslice};
use std::collections::BTreeSet;

/// Whose symbol a place carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A side, by rank.
    Side(usize),
    /// Several at once.
    Contested,
    /// Nothing that counts speaks of it.
    NotReported,
    /// Not a listed place: something happened here today.
    Happening,
}

/// How an area is filled, and its share of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tint {
    /// Not at all.
    None,
    /// Possible, and only an interested party says so: hatched.
    Claimed,
    /// Possible.
    Possible,
    /// Held by the reference chronology alone.
    Reference,
    /// Held by the documents.
    Documents,
}

impl Tint {
    /// How strongly an area of it is coloured.
    pub const fn alpha(self, palette: &Palette) -> f64 {
        let [documents, reference, possible] = palette.tint;
        match self {
            Self::None => 0.0,
            Self::Claimed | Self::Possible => possible,
            Self::Reference => reference,
            Self::Documents => documents,
        }
    }
}

/// How a place looks.
#[derive(Clone, Debug)]
pub(super) struct Appearance<'a> {
    pub place: &'a Place,
    pub position: LonLat,
    pub holder: Holder,
    /// What the holder rests on.
    pub basis: Basis,
    /// Inside the bounds of the capture's date.
    pub possible: bool,
    pub tint: Tint,
    /// Taken on the cursor's day.
    pub today: bool,
    pub besieged: bool,
    pub focus: bool,
    pub selected: bool,
}

impl Appearance<'_> {
    /// The order in which places get their label: 0 first.
    pub fn rank(&self) -> u8 {
        match self {
            _ if self.focus => 0,
            _ if self.selected => 1,
            _ if self.today || self.possible || self.tint == Tint::Possible => 2,
            _ if self.holder == Holder::Contested => 3,
            _ if self.holder == Holder::Side(0) && self.basis == Basis::Documents => 3,
            _ if self.holder == Holder::Side(0) => 4,
            _ => 5,
        }
    }

    /// Whether a thumbnail leaves the symbol out.
    pub fn is_quiet(&self) -> bool {
        matches!(self.holder, Holder::Side(1..) | Holder::NotReported) && !self.focus && !self.selected
    }

    /// Whether the first side holds it for certain.
    pub fn held(&self) -> bool {
        self.holder == Holder::Side(0) && !self.possible
    }
}

/// The looks of all places that may be drawn, in id order.
pub(super) fn appearances<'a>(chronicle: &'a Chronicle, slice: &Timeslice, view: &View) -> Vec<Appearance<'a>> {
    let busy = busy_places(chronicle, slice, view);
    let mut appearances = Vec::with_capacity(slice.places.len());
    for place in chronicle.places.values() {
        let Some(position) = place.position.filter(|_| is_point(place)) else { continue };
        let selected = view.selection.as_ref() == Some(&place.id);
        let focus = place.id == chronicle.meta.focus;
        let appearance = match slice.place(place.id.as_str()) {
            Some(state) if place.listed || focus => appearance_of((chronicle, slice, view), place, position, state),
            _ if focus || selected || busy.contains(place.id.as_str()) => Appearance {
                place,
                position,
                holder: Holder::Happening,
                basis: Basis::Documents,
                possible: false,
                tint: Tint::None,
                today: false,
                besieged: false,
                focus,
                selected,
            },
            _ => continue,
        };
        appearances.push(Appearance { focus, selected, ..appearance });
    }
    appearances
}

fn is_point(place: &Place) -> bool {
    matches!(place.precision, Some(Precision::Exact | Precision::Settlement))
}

/// The places, beside the listed ones, at which something happens on the cursor's day.
fn busy_places<'a>(chronicle: &'a Chronicle, slice: &Timeslice, view: &View) -> BTreeSet<&'a str> {
    let end = Moment::end_of(slice.clock.cursor.day());
    let today = |state: &&EventState| state.phase != Phase::Over && state.span.end.is_some_and(|until| until >= end);
    let events = slice.events.iter().filter(today);
    events
        .filter_map(|state| chronicle.events.get(&state.event))
        .filter(|event| event.role == MapRole::Mark && shows(view, event.basis))
        .map(|event| event.place.as_str())
        .collect()
}

/// Whether a basis is switched on.
pub(super) fn shows(view: &View, basis: Basis) -> bool {
    view.shown().has(basis)
}

fn appearance_of<'a>(
    (chronicle, slice, view): (&Chronicle, &Timeslice, &View),
    place: &'a Place,
    position: LonLat,
    state: &PlaceState,
) -> Appearance<'a> {
    let rank = |control: &Control| match control {
        Control::Side(side) => chronicle.side_rank(side),
        Control::Contested | Control::NotReported => None,
    };
    let bases = [Basis::Documents, Basis::Reference];
    let on = bases.map(|basis| shows(view, basis).then(|| (basis, Reading::of(state.on(basis), &rank, chronicle))));
    let (basis, holder, possible) = settled(&on).unwrap_or((Basis::Documents, Holder::NotReported, false));
    let first = |wanted: &dyn Fn(&Reading) -> bool| {
        on.iter().flatten().find(|(_, reading)| wanted(reading)).map(|(basis, _)| *basis)
    };
    let tint = match first(&|r| r.held) {
        Some(Basis::Documents) => Tint::Documents,
        Some(Basis::Reference) => Tint::Reference,
        None if first(&|r| r.maybe && !r.claimed).is_some() => Tint::Possible,
        None if first(&|r| r.maybe).is_some() => Tint::Claimed,
        None => Tint::None,
    };
    let held = holder == Holder::Side(0) && !possible;
    Appearance {
        place,
        position,
        holder,
        basis,
        possible,
        tint,
        today: holder == Holder::Side(0) && taken_today(chronicle, slice, place, basis),
        // What the documents hold taken is besieged no more; the reference chronology ends no siege of theirs.
        besieged: !(held && basis == Basis::Documents) && on.iter().flatten().any(|(_, reading)| reading.besieged),
        focus: false,
        selected: false,
    }
}

/// The symbol: what either basis says is held for certain, else all that the documents know, else the reference.
fn settled(on: &[Option<(Basis, Reading)>; 2]) -> Option<(Basis, Holder, bool)> {
    let shown = || on.iter().flatten();
    if let Some((basis, _)) = shown().find(|(_, reading)| reading.held) {
        return Some((*basis, Holder::Side(0), false));
    }
    let unsettled = shown().find_map(|(basis, reading)| {
        let own = reading.rank == Some(0);
        match reading {
            _ if own && !reading.claimed => Some((*basis, Holder::Side(0), true)),
            _ if reading.contested => Some((*basis, Holder::Contested, false)),
            _ if reading.maybe && (own || !reading.claimed || reading.rank.is_none()) => {
                Some((*basis, Holder::Side(0), true))
            }
            _ => None,
        }
    });
    let other = || shown().find(|(_, reading)| reading.rank.is_some_and(|rank| rank > 0));
    unsettled.or_else(|| other().map(|(basis, _)| (*basis, Holder::Side(1), false)))
}

fn taken_today(chronicle: &Chronicle, slice: &Timeslice, place: &Place, basis: Basis) -> bool {
    slice.changes.iter().any(|change| {
        change.place == place.id
            && change.basis == basis
            && change.definite
            && !change.claimed_only
            && chronicle.side_rank(&change.side) == Some(0)
    })
}

/// What the first side's claim to a place amounts to on one basis.
struct Reading {
    rank: Option<usize>,
    held: bool,
    /// Possibly, or said only by an interested party, held by the first side.
    maybe: bool,
    /// Of what is possible, nobody but an interested party says so.
    claimed: bool,
    contested: bool,
    besieged: bool,
}

impl Reading {
    fn of(state: &ControlState, rank: &dyn Fn(&Control) -> Option<usize>, chronicle: &Chronicle) -> Self {
        let rank = rank(&state.control);
        let said = state.standing.is_none_or(|standing| standing >= Standing::Reported);
        let definite = state.certainty == Some(Certainty::Definite);
        let held = rank == Some(0) && definite && said;
        let other = state.maybe.as_ref().filter(|maybe| chronicle.side_rank(&maybe.side) == Some(0));
        let own = rank == Some(0) && !held;
        let claimed = !(own && said || other.is_some_and(|maybe| maybe.standing >= Standing::Reported));
        Self {
            rank,
            held,
            maybe: own || other.is_some(),
            claimed,
            contested: state.control == Control::Contested,
            besieged: state.besieged,
        }
    }
}
