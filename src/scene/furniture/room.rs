//! What lies over the map, and what it leaves to the words on it.

use crate::geo::ScreenRect;
use crate::scene::Frame;
use crate::scene::furniture::{controls, graticule, headline, inset, scale_bar};
use crate::scene::sheet::{MapKind, Sheet};

/// Where words may stand.
pub(in crate::scene) fn inside(sheet: &Sheet<'_>) -> ScreenRect {
    graticule::without_band(sheet, sheet.layout.map.grown(-sheet.px(4.0)))
}

/// What lies over the map and has the same size on all days, and what the headlines of all days take together.
pub(in crate::scene) fn reserved(sheet: &Sheet<'_>) -> (Vec<ScreenRect>, Vec<ScreenRect>) {
    if sheet.kind != MapKind::Whole {
        return (sheet.reserved.clone(), Vec::new());
    }
    let square = inset::place(sheet).map(|(square, _)| square);
    let window = sheet.inputs.view.frame == Frame::Window;
    let buttons =
        window.then(|| controls::zoom_controls(sheet.layout.map)).flatten().map(|(room, _)| room.grown(sheet.px(4.0)));
    let lasting = std::iter::once(scale_bar::rect(sheet)).chain(square).chain(buttons);
    (lasting.collect(), headline::room(sheet))
}
