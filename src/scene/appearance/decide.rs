//! From what its control is, seen through the switched-on bases, to how each place appears at an instant.

use crate::chronicle::{Basis, Chronicle, MapRole, Place, Precision};
use crate::geo::LonLat;
use crate::scene::View;
use crate::scene::appearance::place::{Appearance, Holder, Tint};
use crate::scene::appearance::reading::{Reading, Sides, settled};
use crate::time::{Moment, Phase};
use crate::timeline::{EventState, PlaceState, Timeslice};
use std::collections::BTreeSet;

/// How all places that may be drawn appear, in id order.
pub(in crate::scene) fn appearances<'a>(
    chronicle: &'a Chronicle,
    slice: &Timeslice,
    view: &View,
) -> Vec<Appearance<'a>> {
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
                side: 0,
                many: false,
                today: false,
                besieged: false,
                contenders: [None; 2],
                besieger: None,
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
pub(in crate::scene) fn shows(view: &View, basis: Basis) -> bool {
    view.shown().has(basis)
}

fn appearance_of<'a>(
    (chronicle, slice, view): (&Chronicle, &Timeslice, &View),
    place: &'a Place,
    position: LonLat,
    state: &PlaceState,
) -> Appearance<'a> {
    let sides = Sides(chronicle);
    let bases = [Basis::Documents, Basis::Reference];
    let on = bases.map(|basis| shows(view, basis).then(|| (basis, Reading::of(state.on(basis), sides))));
    let (basis, holder, possible) = settled(&on, sides).unwrap_or((Basis::Documents, Holder::NotReported, false));
    let first = |wanted: &dyn Fn(&Reading) -> bool| on.iter().flatten().find(|(_, reading)| wanted(reading));
    let (tint, on_ground) = match first(&|r| r.held) {
        Some((Basis::Documents, reading)) => (Tint::Documents, reading.rank),
        Some((Basis::Reference, reading)) => (Tint::Reference, reading.rank),
        None => match first(&|r| r.maybe.is_some() && !r.claimed) {
            Some((_, reading)) => (Tint::Possible, reading.maybe),
            None => match first(&|r| r.maybe.is_some()) {
                Some((_, reading)) => (Tint::Claimed, reading.maybe),
                None => (Tint::None, None),
            },
        },
    };
    let held = matches!(holder, Holder::Side(_)) && !possible;
    let contested = on.iter().flatten().map(|(basis, _)| state.on(*basis)).find(|state| !state.contested_by.is_empty());
    let contenders = sides.contenders(contested);
    let besieger = if sides.all_tinted() { contenders.into_iter().flatten().next_back() } else { Some(0) };
    Appearance {
        place,
        position,
        holder,
        basis,
        possible,
        tint,
        side: on_ground.unwrap_or_default(),
        many: sides.all_tinted(),
        today: matches!(holder, Holder::Side(rank) if taken_today(chronicle, slice, place, (basis, rank))),
        // What the documents hold taken is besieged no more; the reference chronology ends no siege of theirs.
        besieged: !(held && basis == Basis::Documents) && on.iter().flatten().any(|(_, reading)| reading.besieged),
        contenders,
        besieger,
        focus: false,
        selected: false,
    }
}

fn taken_today(chronicle: &Chronicle, slice: &Timeslice, place: &Place, (basis, rank): (Basis, usize)) -> bool {
    slice.changes.iter().any(|change| {
        change.place == place.id
            && change.basis == basis
            && change.definite
            && !change.claimed_only
            && chronicle.side_rank(&change.side) == Some(rank)
    })
}
