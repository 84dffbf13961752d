//! Borders: of provinces, of the country, of its neighbours.

use crate::scene::geometry::Way;
use crate::scene::layers::fade::{fading, known};
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::{Color, Shape, Stroke};

/// How far from the edge of what is known a neighbour's border is drawn with which strength, degrees; and one that
/// lies nowhere near it.
const FADE: [(f64, f64); 4] = [(0.0, 0.2), (1.0, 0.3), (2.0, 0.45), (3.0, 1.0)];
const WHOLE: [(f64, f64); 1] = [(0.0, 1.0)];

/// Province borders: thin.
pub(in crate::scene) fn draw_provinces(sheet: &Sheet<'_>, out: &mut Drawn) {
    let ways = sheet.geometry().province_lines.iter();
    border(sheet, ways, sheet.palette.province_line, (0.7, &WHOLE), out);
}

/// Country borders: firm for the country itself, quieter for others.
pub(in crate::scene) fn draw_countries(sheet: &Sheet<'_>, out: &mut Drawn) {
    let lines = &sheet.geometry().country_lines;
    let own = |own: bool| lines.iter().filter(move |way| (way.rank <= 1) == own);
    if sheet.kind != MapKind::Thumbnail {
        border(sheet, own(false), sheet.palette.border_line, (0.9, &FADE), out);
    }
    let width = if sheet.is_small() { 1.1 } else { 1.5 };
    border(sheet, own(true), sheet.palette.country_line, (width, &WHOLE), out);
}

fn border<'w>(
    sheet: &Sheet<'_>,
    ways: impl Iterator<Item = &'w Way> + Clone,
    color: Color,
    (width, steps): (f64, &[(f64, f64)]),
    out: &mut Drawn,
) {
    let Some(known) = known(sheet, ways.clone()) else { return };
    let lines: Vec<_> = ways.flat_map(|way| sheet.projector.line(&way.track)).collect();
    // A line on the very edge of the box is no less there.
    for (parts, alpha) in fading(sheet, &lines, known.grown(sheet.px(1.0)), steps) {
        let stroke = Stroke { color: color.with_alpha(alpha), width: sheet.line_px(width), dash: None };
        out.push((None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
    }
}
