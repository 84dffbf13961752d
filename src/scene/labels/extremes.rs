//! The extremes of every place over all time: the largest its symbol and the most important its name ever gets, and so
//! what room the two may need. Worked out from the ladders of control and the days of captures, never from slices: what
//! they cost follows the turns of each place, not the days of the range.

use crate::chronicle::{Chronicle, PlaceId};
use crate::geo::LonLat;
use crate::scene::View;
use crate::scene::appearance::{Appearance, Holder, SpotMark, SpotRules, happening, held, point_of};
use crate::scene::glyph::Glyph;
use crate::scene::layer_ids::SIEGES;
use crate::time::Moment;
use crate::timeline::{Clock, DayCapture, Timeline};
use std::collections::BTreeMap;

/// A place through all of time.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct Extreme {
    pub place: PlaceId,
    pub position: LonLat,
    pub name: String,
    /// The least rank it ever has: 0 is the most important.
    pub rank: u8,
    /// The largest its symbol ever gets, design px.
    pub radius: f64,
    pub focus: bool,
    /// Whether it is on the map at all times, not only while something happens there.
    pub lasting: bool,
}

/// The radius a star takes beside its name, design px.
pub(in crate::scene) const STAR: f64 = 8.4;

/// All places that are ever drawn, the most important first. The selection is left out: it is no matter of time.
pub(in crate::scene) fn extremes(chronicle: &Chronicle, timeline: &Timeline, view: &View) -> Vec<Extreme> {
    let view = View { selection: None, ..view.clone() };
    let range = chronicle.meta.range;
    let mut rests = timeline.stops().to_vec();
    rests.extend([Moment::end_of(range.from), Moment::end_of(range.until)]);
    rests.sort_unstable();
    rests.dedup();
    let taken = taken(timeline, &rests);
    let (from, until) = (Moment::start_of(range.from), Moment::end_of(range.until));
    let busy = timeline.marked(&view.bases(), from, until);
    let spots = spots(timeline, &view);
    let mut all: Vec<Extreme> = Vec::new();
    for place in chronicle.places.values() {
        let Some(position) = point_of(place) else { continue };
        let focus = chronicle.is_focus(&place.id);
        let mut extreme: Option<Extreme> = None;
        let mut meet = |appearance: &Appearance<'_>| merge(&mut extreme, appearance, &view);
        let controlled = place.listed || focus;
        let states = if controlled { timeline.place_states(&place.id, &rests, None) } else { Vec::new() };
        for (_, state) in &states {
            meet(&held((chronicle, &view), place, position, state, &[]));
        }
        for (rest, changes) in taken.get(&place.id).into_iter().flatten() {
            let at = states.partition_point(|(from, _)| from <= rest);
            if let Some((_, state)) = at.checked_sub(1).and_then(|at| states.get(at)) {
                meet(&held((chronicle, &view), place, position, state, changes));
            }
        }
        if states.is_empty() && (focus || busy.contains(&place.id)) {
            meet(&happening(place, position, focus));
        }
        if let Some(spot) = spots.get(&place.id).filter(|_| states.is_empty()) {
            meet(&Appearance { spot: Some(*spot), ..happening(place, position, focus) });
        } else if let Some(number) = spots.get(&place.id).and_then(|spot| spot.number) {
            let spot = SpotMark { number: Some(number), ..SpotMark::PLAIN };
            let shown = states.iter().map(|(_, state)| held((chronicle, &view), place, position, state, &[]));
            if let Some(silent) = shown.into_iter().find(|shown| shown.holder == Holder::NotReported) {
                meet(&Appearance { spot: Some(spot), ..silent });
            }
        }
        all.extend(extreme);
    }
    all.sort_by(|a, b| {
        (a.rank, !a.lasting).cmp(&(b.rank, !b.lasting)).then(b.radius.total_cmp(&a.radius)).then(a.place.cmp(&b.place))
    });
    all
}

/// Makes the extremes of a place hold one more of its appearances.
fn merge(extreme: &mut Option<Extreme>, appearance: &Appearance<'_>, view: &View) {
    let glyph = Glyph { besieged: appearance.besieged && view.shows(SIEGES), ..Glyph::of(appearance) };
    let star = appearance.focus && !appearance.today && !glyph.besieged;
    let radius = if star { STAR } else { glyph.radius() };
    let lasting = appearance.holder != Holder::Happening || appearance.focus;
    match extreme {
        Some(known) => {
            known.rank = known.rank.min(appearance.rank());
            known.radius = known.radius.max(radius);
            known.lasting |= lasting;
        }
        None => {
            *extreme = Some(Extreme {
                place: appearance.place.id.clone(),
                position: appearance.position,
                name: view.name_of(appearance.place).to_owned(),
                rank: appearance.rank(),
                radius,
                focus: appearance.focus,
                lasting,
            });
        }
    }
}

/// The captures of every rest, by place.
fn taken(timeline: &Timeline, rests: &[Moment]) -> BTreeMap<PlaceId, Vec<(Moment, Vec<DayCapture>)>> {
    let mut taken: BTreeMap<PlaceId, Vec<(Moment, Vec<DayCapture>)>> = BTreeMap::new();
    for &cursor in rests {
        for change in timeline.changes(Clock { cursor, known_by: None }) {
            let here = taken.entry(change.place.clone()).or_default();
            match here.last_mut() {
                Some((rest, changes)) if *rest == cursor => changes.push(change),
                _ => here.push((cursor, vec![change])),
            }
        }
    }
    taken
}

/// The largest mark of happenings that each place ever has, beside the plain ones.
fn spots(timeline: &Timeline, view: &View) -> BTreeMap<PlaceId, SpotMark> {
    let rules = SpotRules::of(timeline.whole());
    let totals = view.bases().into_iter().flat_map(|basis| timeline.spot_totals(basis));
    totals.filter_map(|total| Some((total.place.clone(), rules.extreme(&total)?))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, open};
    use crate::scene::Theme;
    use crate::scene::appearance::appearances;
    use std::sync::Arc;

    #[test]
    fn the_extremes_are_those_of_the_slices_of_all_stops() {
        let chronicle = Arc::new(open(&Embedded).unwrap().chronicle);
        let timeline = Timeline::new(Arc::clone(&chronicle));
        let mut view = View::still(chronicle.meta.bbox, [1280.0, 720.0], Theme::Light);
        for hidden in [None, Some(crate::scene::layer_ids::REFERENCE), Some(SIEGES)] {
            view.hidden.extend(hidden.map(str::to_owned));
            let range = chronicle.meta.range;
            let ends = [Moment::end_of(range.from), Moment::end_of(range.until)];
            let mut sliced: BTreeMap<PlaceId, Option<Extreme>> = BTreeMap::new();
            for cursor in timeline.stops().iter().copied().chain(ends) {
                let slice = timeline.slice(Clock { cursor, known_by: None });
                for appearance in appearances(&chronicle, &slice, &view, (&SpotRules::of(&chronicle), None)) {
                    merge(sliced.entry(appearance.place.id.clone()).or_default(), &appearance, &view);
                }
            }
            let mut found = extremes(&chronicle, &timeline, &view);
            found.sort_by(|a, b| a.place.cmp(&b.place));
            assert_eq!(found, sliced.into_values().flatten().collect::<Vec<_>>(), "{hidden:?}");
        }
    }
}
