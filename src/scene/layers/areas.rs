//! Tinted areas: what is held, what possibly is, and what only an interested party says is.

use crate::geo::ScreenPoint;
use crate::scene::appearance::{Tint, TintedGround};
use crate::scene::geometry::{hatch, texture, texture_width};
use crate::scene::layer_ids::{DOCUMENTS, POSSIBLE, REFERENCE};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Record, Shape, Stroke};

/// Areas whose place the documents say is held.
pub(in crate::scene) fn draw_documents(sheet: &Sheet<'_>, out: &mut Drawn) {
    draw_tints(sheet, &[Tint::Documents], out);
}

/// Areas whose place only the reference chronology says is held, and what is possible or only claimed.
pub(in crate::scene) fn draw_reference(sheet: &Sheet<'_>, out: &mut Drawn) {
    draw_tints(sheet, &[Tint::Reference], out);
}

/// Areas that possibly are held, on either basis.
pub(in crate::scene) fn draw_possible(sheet: &Sheet<'_>, out: &mut Drawn) {
    draw_tints(sheet, &[Tint::Possible, Tint::Claimed], out);
}

fn draw_tints(sheet: &Sheet<'_>, wanted: &[Tint], out: &mut Drawn) {
    for (area, &ground) in sheet.grounds.iter().enumerate().filter(|(_, ground)| wanted.contains(&ground.tint)) {
        out.extend(tint(sheet, area, ground));
    }
}

/// One area in the colour of a ground, and the lines on it; nothing where it lies outside the map.
pub(in crate::scene) fn tint(sheet: &Sheet<'_>, area: usize, ground: TintedGround) -> Drawn {
    let (palette, geometry) = (sheet.palette, sheet.geometry());
    let rings = geometry.areas.get(area).into_iter().flatten();
    let rings = rings.flat_map(|ring| sheet.projector.area_ring(&geometry.arcs, ring));
    let parts: Vec<(Vec<ScreenPoint>, bool)> = rings.map(|ring| (ring, true)).collect();
    let Some(record) = sheet.inputs.chronicle.areas.get(area).filter(|_| !parts.is_empty()) else { return Vec::new() };
    let record = Some(Record::Area(record.id.clone()));
    let color = palette.side(ground.side);
    let (origin, scale) = (sheet.projector.origin(), sheet.px(1.0));
    // Lines at 45° are for what is only claimed, whoever claims it.
    let (lines, width, alpha) = match ground.tint {
        Tint::Claimed => (hatch(&parts, origin, 6.0 * scale), 1.5, palette.hatch),
        _ if ground.many => (texture(&parts, origin, scale, ground.side), texture_width(ground.side), palette.texture),
        _ => (Vec::new(), 0.0, 0.0),
    };
    let fill = Some(color.with_alpha(ground.alpha(palette)));
    let mut out = vec![(record.clone(), Shape::Path { parts, fill, stroke: None })];
    if !lines.is_empty() {
        let stroke = Some(Stroke { color: color.with_alpha(alpha), width: sheet.px(width), dash: None });
        out.push((record, Shape::Path { parts: lines, fill: None, stroke }));
    }
    out
}

/// The layer a tint belongs to; none where there is nothing to tint.
pub(in crate::scene) const fn layer_of(tint: Tint) -> Option<&'static str> {
    match tint {
        Tint::None => None,
        Tint::Claimed | Tint::Possible => Some(POSSIBLE),
        Tint::Reference => Some(REFERENCE),
        Tint::Documents => Some(DOCUMENTS),
    }
}
