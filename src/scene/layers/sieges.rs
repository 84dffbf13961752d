//! Rings around besieged places.

use crate::geo::ScreenPoint;
use crate::scene::Record;
use crate::scene::glyph::{Siege, siege_shapes};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;

/// One dashed ring a siege, heavy where it holds now, fine where that is only possible.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let besieged: Vec<(_, ScreenPoint)> = sheet.visible().filter(|(appearance, _)| appearance.besieged).collect();
    for (appearance, at) in besieged {
        for shape in siege_shapes(at, sheet.inputs.view.scale, Siege::of(appearance), sheet.palette) {
            out.push((Some(Record::Place(appearance.place.id.clone())), shape));
        }
    }
}
