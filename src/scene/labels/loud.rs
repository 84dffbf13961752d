//! The loudest state every place is ever in: what room its symbol and its name may need.

use crate::chronicle::PlaceId;
use crate::geo::LonLat;
use crate::scene::glyph::Glyph;
use crate::scene::look::{Holder, looks};
use crate::scene::{Inputs, View};
use crate::time::Moment;
use crate::timeline::Clock;
use std::collections::BTreeMap;

/// A place through all of time.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct Loud {
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
pub(in crate::scene) fn louds(inputs: Inputs<'_>) -> Vec<Loud> {
    let mut all: BTreeMap<PlaceId, Loud> = BTreeMap::new();
    let view = View { selection: None, ..inputs.view.clone() };
    let sieges = view.shows("sieges");
    let range = inputs.chronicle.meta.range;
    let ends = [Moment::end_of(range.from), Moment::end_of(range.until)];
    for cursor in inputs.timeline.stops().iter().copied().chain(ends) {
        let slice = inputs.timeline.slice(Clock { cursor, known_by: None });
        for look in looks(Inputs { slice: &slice, view: &view, ..inputs }) {
            let glyph = Glyph { besieged: look.besieged && sieges, ..Glyph::of(&look) };
            let star = look.focus && !look.today && !glyph.besieged;
            let radius = if star { STAR } else { glyph.radius() };
            let lasting = look.holder != Holder::Happening || look.focus;
            all.entry(look.place.id.clone())
                .and_modify(|loud| {
                    loud.rank = loud.rank.min(look.rank());
                    loud.radius = loud.radius.max(radius);
                    loud.lasting |= lasting;
                })
                .or_insert_with(|| Loud {
                    place: look.place.id.clone(),
                    position: look.position,
                    name: view.names.of(look.place).to_owned(),
                    rank: look.rank(),
                    radius,
                    focus: look.focus,
                    lasting,
                });
        }
    }
    let mut all: Vec<Loud> = all.into_values().collect();
    all.sort_by(|a, b| {
        (a.rank, !a.lasting).cmp(&(b.rank, !b.lasting)).then(b.radius.total_cmp(&a.radius)).then(a.place.cmp(&b.place))
    });
    all
}
