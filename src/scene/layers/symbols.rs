//! The symbols of places.

use crate::geo::ScreenPoint;
use crate::scene::Record;
use crate::scene::appearance::{Appearance, Holder, SpotMark};
use crate::scene::glyph::Glyph;
use crate::scene::layer_ids::SIEGES;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::soft;

/// One symbol a place, the less important ones below.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let mut places: Vec<_> = drawn(sheet).collect();
    places.sort_by_key(|(appearance, _)| std::cmp::Reverse(appearance.rank()));
    for (appearance, at) in places {
        for shape in shown(sheet, appearance).shapes(at, sheet.inputs.view.scale, sheet.palette) {
            out.push((Some(Record::Place(appearance.place.id.clone())), shape));
        }
    }
}

/// The places that carry a symbol.
pub(in crate::scene) fn drawn<'s>(sheet: &'s Sheet<'s>) -> impl Iterator<Item = (&'s Appearance<'s>, ScreenPoint)> {
    sheet.visible().filter(|(appearance, _)| !(sheet.crowded && appearance.is_quiet()))
}

/// What a symbol would show if its place were known to the point.
pub(in crate::scene) fn glyph(sheet: &Sheet<'_>, appearance: &Appearance<'_>) -> Glyph {
    let besieged = appearance.besieged && sheet.inputs.view.shows(SIEGES);
    Glyph { besieged, ..Glyph::of(appearance) }
}

/// What a symbol shows: where a soft disc replaces it, nothing but how much happened, and that it is selected.
pub(in crate::scene) fn shown(sheet: &Sheet<'_>, appearance: &Appearance<'_>) -> Glyph {
    let glyph = glyph(sheet, appearance);
    if appearance.focus || soft::of(sheet, appearance).is_none() {
        return glyph;
    }
    let number = appearance.spot.and_then(|spot| spot.number);
    let spot = Some(SpotMark { number, ..SpotMark::PLAIN });
    Glyph { holder: Holder::Happening, spot, today: false, ..glyph }
}
