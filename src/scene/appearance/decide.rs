//! From what its control is, seen through the switched-on bases, to how each place appears at an instant.

use crate::chronicle::{Basis, Chronicle, Place, PlaceId};
use crate::geo::LonLat;
use crate::scene::View;
use crate::scene::appearance::joined::{Joined, point_of};
use crate::scene::appearance::place::{Appearance, Holder, Tint};
use crate::scene::appearance::reading::{HeldReading, Sides, settled};
use crate::scene::appearance::spots::{SpotMark, SpotNow, SpotRules};
use crate::timeline::{DayCapture, PlaceState, Timeslice};
use std::collections::BTreeMap;

/// How all places that may be drawn appear, in id order. Happenings that share a mark stand at one of their places, the
/// one that carries it; without `joined` each stands at its own.
pub(in crate::scene) fn appearances<'a>(
    chronicle: &'a Chronicle,
    slice: &Timeslice,
    view: &View,
    (rules, joined): (&SpotRules, Option<&Joined>),
) -> Vec<Appearance<'a>> {
    let now = rules.now(chronicle, slice, view);
    let busy = carried(chronicle, view, rules, &now, joined);
    let mut appearances = Vec::with_capacity(slice.places.len());
    for place in chronicle.places.values() {
        let Some(position) = point_of(place) else { continue };
        let selected = view.selection.as_ref() == Some(&place.id);
        let focus = chronicle.is_focus(&place.id);
        let appearance = match slice.place(place.id.as_str()) {
            Some(state) if place.listed || focus => held((chronicle, view), place, position, state, &slice.changes),
            _ if focus || selected || busy.contains_key(&place.id) => happening(place, position, focus),
            _ => continue,
        };
        let appearance = Appearance { selected, ..appearance };
        appearances.push(match busy.get(&place.id) {
            Some((spot, at)) => appearance.with_spot(spot, at, rules.counted),
            None => appearance,
        });
    }
    appearances
}

/// The marks of happenings, each by the place that carries it, with the place it stands at: one that is always drawn
/// carries its own; of others the selected one, else that with the most happenings now.
fn carried<'a>(
    chronicle: &'a Chronicle,
    view: &View,
    rules: &SpotRules,
    now: &BTreeMap<PlaceId, SpotNow>,
    joined: Option<&Joined>,
) -> BTreeMap<PlaceId, (SpotNow, &'a Place)> {
    let mut shared: BTreeMap<&PlaceId, Vec<(&PlaceId, &SpotNow)>> = BTreeMap::new();
    for (place, spot) in now {
        let at = joined.map_or(place, |joined| joined.stands_at(place));
        shared.entry(at).or_default().push((place, spot));
    }
    let carried = |(at, spots): (&PlaceId, Vec<(&PlaceId, &SpotNow)>)| {
        let stands_at = chronicle.places.get(at)?;
        let always = stands_at.listed || chronicle.is_focus(at);
        let selected = || spots.iter().map(|(place, _)| *place).find(|place| view.selection.as_ref() == Some(*place));
        // Of equals the first by id.
        let most = || spots.iter().rev().max_by_key(|(_, spot)| spot.count).map(|(place, _)| *place);
        let carrier = if always { at } else { selected().or_else(most)? };
        Some((carrier.clone(), (rules.together(spots.iter().map(|(_, spot)| *spot))?, stands_at)))
    };
    shared.into_iter().filter_map(carried).collect()
}

/// How a place appears at which nothing but something happens.
pub(in crate::scene) const fn happening(place: &Place, position: LonLat, focus: bool) -> Appearance<'_> {
    Appearance {
        place,
        at: place,
        position,
        spot: None,
        holder: Holder::Happening,
        basis: Basis::Documents,
        possible: false,
        tint: Tint::None,
        side: 0,
        many: false,
        today: false,
        besieged: false,
        contenders: [None; 3],
        possibly_besieged: false,
        besieger: None,
        focus,
        selected: false,
    }
}

impl<'a> Appearance<'a> {
    /// The same with the mark of what happens there. At a place whose control is shown it is only said how much.
    fn with_spot(self, spot: &SpotNow, at: &'a Place, counted: bool) -> Self {
        let position = point_of(at).unwrap_or(self.position);
        let own = self.holder == Holder::Happening;
        // Where control alone is counted, who holds a place says more than how much was told of it.
        let number = spot.mark.number.filter(|_| counted || self.holder == Holder::NotReported);
        let mark = if own { spot.mark } else { SpotMark { number, ..SpotMark::PLAIN } };
        let (basis, possible) =
            if own && mark.kind.is_some() { (spot.basis, spot.possible) } else { (self.basis, self.possible) };
        let spot = (mark != SpotMark::PLAIN).then_some(mark);
        Self { at, position, spot, basis, possible, ..self }
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
    let wants = if sides.all_tinted() { contenders[1].or(contenders[0]) } else { Some(0) };
    let besieger = contested.and_then(|state| sides.besieger(state)).or(wants);
    Appearance {
        place,
        at: place,
        position,
        spot: None,
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
            let appearances = appearances(chronicle, &slice, &view, (&SpotRules::of(chronicle), None));
            let found = appearances.iter().any(|a| a.place.id.as_str() == "elsewhere" && a.holder == Holder::Happening);
            assert_eq!(found, drawn, "{cursor}");
        }
    }
}
