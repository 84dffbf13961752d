//! The symbols of places.

use crate::scene::Record;
use crate::scene::glyph::Glyph;
use crate::scene::layer_ids::SIEGES;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;

/// One symbol a place, the less important ones below.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let mut places: Vec<_> =
        sheet.visible().filter(|(appearance, _)| !(sheet.crowded && appearance.is_quiet())).collect();
    places.sort_by_key(|(appearance, _)| std::cmp::Reverse(appearance.rank()));
    for (appearance, at) in places {
        let besieged = appearance.besieged && sheet.inputs.view.shows(SIEGES);
        for shape in (Glyph { besieged, ..Glyph::of(appearance) }).shapes(at, sheet.inputs.view.scale, sheet.palette) {
            out.push((Some(Record::Place(appearance.place.id.clone())), shape));
        }
    }
}
