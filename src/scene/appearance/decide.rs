//! From what its control is, seen through the switched-on bases, to how each place appears at an instant.

use crate::chronicle::{Basis, Chronicle, MapRole, Place, PlaceId, Precision};
use crate::geo::LonLat;
use crate::scene::View;
use crate::scene::appearance::place::{Appearance, Holder, Tint};
use crate::scene::appearance::reading::{HeldReading, Sides, settled};
use crate::timeline::{DayCapture, PlaceState, Timeslice};
use std::collections::BTreeSet;

/// How all places that may be drawn appear, in id order.
pub(in crate::scene) fn appearances<'a>(
    chronicle: &'a Chronicle,
    slice: &Timeslice,
    view: &View,
) -> Vec<Appearance<'a>> {
    let busy = busy_places(slice, view);
    let mut appearances = Vec::with_capacity(slice.places.len());
    for place in chronicle.places.values() {
        let Some(position) = point_of(place) else { continue };
        let selected = view.selection.as_ref() == Some(&place.id);
        let focus = chronicle.is_focus(&place.id);
        let appearance = match slice.place(place.id.as_str()) {
            Some(state) if place.listed || focus => held((chronicle, view), place, position, state, &slice.changes),
            _ if focus || selected || busy.contains(&place.id) => happening(place, position, focus),
            _ => continue,
        };
        appearances.push(Appearance { selected, ..appearance });
    }
    appearances
}

/// Where a place is drawn: at its point, where it is known as one.
pub(in crate::scene) fn point_of(place: &Place) -> Option<LonLat> {
    let is_point = matches!(place.precision, Some(Precision::Exact | Precision::Settlement));
    place.position.filter(|_| is_point)
}

/// The places, beside the listed ones, at which something happens on the cursor's day.
fn busy_places(slice: &Timeslice, view: &View) -> BTreeSet<PlaceId> {
    let events = slice.events.of_the_day().map(|state| state.event);
    let shown = events.filter(|event| event.role == MapRole::Mark && shows(view, event.basis));
    shown.map(|event| event.place.clone()).collect()
}

/// How a place appears at which nothing but something happens.
pub(in crate::scene) const fn happening(place: &Place, position: LonLat, focus: bool) -> Appearance<'_> {
    Appearance {
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
        possibly_besieged: false,
        besieger: None,
        focus,
        selected: false,
    }
}

/// Whether a basis is switched on.
pub(in crate::scene) fn shows(view: &View, basis: Basis) -> bool {
    view.shown().has(basis)
}

/// How a place appears whose control is counted, in a state and with the captures of the cursor's day.
pub(in crate::scene) fn held<'a>(
    (chronicle, view): (&Chronicle, &View),
    place: &'a Place,
    position: LonLat,
    state: &PlaceState,
    changes: &[DayCapture],
) -> Appearance<'a> {
    let sides = Sides(chronicle);
    let bases = [Basis::Documents, Basis::Reference];
    let on = bases.map(|basis| shows(view, basis).then(|| (basis, HeldReading::of(state.on(basis), sides))));
    let (basis, holder, possible) = settled(&on, sides).unwrap_or((Basis::Documents, Holder::NotReported, false));
    let first = |wanted: &dyn Fn(&HeldReading) -> bool| on.iter().flatten().find(|(_, reading)| wanted(reading));
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
    let firm = matches!(holder, Holder::Side(_)) && !possible;
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
        today: matches!(holder, Holder::Side(rank) if taken_today(chronicle, changes, place, (basis, rank))),
        // What the documents hold taken is besieged no more; the reference chronology ends no siege of theirs.
        besieged: !(firm && basis == Basis::Documents) && on.iter().flatten().any(|(_, reading)| reading.besieged),
        contenders,
        possibly_besieged: on.iter().flatten().all(|(_, reading)| !reading.besieged || reading.possibly),
        besieger,
        focus: chronicle.is_focus(&place.id),
        selected: false,
    }
}

fn taken_today(chronicle: &Chronicle, changes: &[DayCapture], place: &Place, (basis, rank): (Basis, usize)) -> bool {
    changes.iter().any(|change| {
        change.place == place.id
            && change.basis == basis
            && change.definite
            && !change.claimed_only
            && chronicle.side_rank(&change.side) == Some(rank)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Theme;
    use crate::timeline::fixture::{at, capture, timeline};

    #[test]
    fn what_happens_at_a_minute_is_drawn_from_then_to_the_end_of_its_day() {
        let timeline = timeline([capture("E", "elsewhere", "2021-08-12T14:05")]);
        let chronicle = timeline.chronicle();
        let view = View::still(chronicle.meta.bbox, [1280.0, 720.0], Theme::Light);
        for (cursor, drawn) in [
            ("2021-08-11", false),
            ("2021-08-12T14:00", false),
            ("2021-08-12T14:06", true),
            ("2021-08-12T20:00", true),
            ("2021-08-12", true),
            ("2021-08-13", false),
        ] {
            let slice = timeline.slice(at(cursor));
            let appearances = appearances(chronicle, &slice, &view);
            let found = appearances.iter().any(|a| a.place.id.as_str() == "elsewhere" && a.holder == Holder::Happening);
            assert_eq!(found, drawn, "{cursor}");
        }
    }
}
