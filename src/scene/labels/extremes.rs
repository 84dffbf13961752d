//! The extremes of every place over all time: the largest its symbol and the most important its name ever gets, and so
//! what room the two may need.

use crate::chronicle::{Chronicle, PlaceId};
use crate::geo::LonLat;
use crate::scene::View;
use crate::scene::appearance::{Holder, appearances};
use crate::scene::glyph::Glyph;
use crate::time::Moment;
use crate::timeline::{Clock, Timeline};
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
    let mut all: BTreeMap<PlaceId, Extreme> = BTreeMap::new();
    let view = View { selection: None, ..view.clone() };
    let sieges = view.shows("sieges");
    let range = chronicle.meta.range;
    let ends = [Moment::end_of(range.from), Moment::end_of(range.until)];
    for cursor in timeline.stops().iter().copied().chain(ends) {
        let slice = timeline.slice(Clock { cursor, known_by: None });
        for appearance in appearances(chronicle, &slice, &view) {
            let glyph = Glyph { besieged: appearance.besieged && sieges, ..Glyph::of(&appearance) };
            let star = appearance.focus && !appearance.today && !glyph.besieged;
            let radius = if star { STAR } else { glyph.radius() };
            let lasting = appearance.holder != Holder::Happening || appearance.focus;
            all.entry(appearance.place.id.clone())
                .and_modify(|extreme| {
                    extreme.rank = extreme.rank.min(appearance.rank());
                    extreme.radius = extreme.radius.max(radius);
                    extreme.lasting |= lasting;
                })
                .or_insert_with(|| Extreme {
                    place: appearance.place.id.clone(),
                    position: appearance.position,
                    name: view.names.of(appearance.place).to_owned(),
                    rank: appearance.rank(),
                    radius,
                    focus: appearance.focus,
                    lasting,
                });
        }
    }
    let mut all: Vec<Extreme> = all.into_values().collect();
    all.sort_by(|a, b| {
        (a.rank, !a.lasting).cmp(&(b.rank, !b.lasting)).then(b.radius.total_cmp(&a.radius)).then(a.place.cmp(&b.place))
    });
    all
}
