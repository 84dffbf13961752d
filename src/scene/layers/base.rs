//! The layers of the base map that are filled or stroked: water, ways and borders, each as its entry in the table of base
//! layers has it.

use crate::basemap::{BaseKind, BorderPen};
use crate::geo::ScreenPoint;
use crate::scene::geometry::{GroundLayer, Way};
use crate::scene::layer_ids::PROVINCE_LINES;
use crate::scene::layers::density::thinned;
use crate::scene::layers::fade::{fading, known};
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::{Color, Dash, Shape, Stroke};

/// An area narrower than this on screen is left out, design px.
const SPECK: f64 = 2.0;

/// From how many design px a degree on ways of rank 2, and of lower ranks, are drawn.
const ROOM: [f64; 2] = [40.0, 75.0];

/// How far from the edge of what is known a way, or another country's border, is drawn with which strength, degrees; the
/// last is the whole of it. And a line that lies nowhere near that edge.
const WAYS_FADE: [(f64, f64); 3] = [(0.0, 0.3), (0.5, 0.45), (1.0, 1.0)];
const BORDERS_FADE: [(f64, f64); 4] = [(0.0, 0.2), (1.0, 0.3), (2.0, 0.45), (3.0, 1.0)];
const WHOLE: [(f64, f64); 1] = [(0.0, 1.0)];

/// Draws what of the base map is drawn with a layer of the picture.
pub(super) fn draw(sheet: &Sheet<'_>, with: &str, out: &mut Drawn) {
    for layer in sheet.geometry().base.iter().filter(|layer| layer.of.with == with) {
        match layer.of.kind {
            BaseKind::Areas(ink) => areas(sheet, layer, sheet.palette.ink(ink), out),
            BaseKind::Land => sea(sheet, layer, out),
            BaseKind::Ways(..) if sheet.is_small() && !sheet.geometry().is_world() => {}
            BaseKind::Ways(..) if sheet.kind == MapKind::Thumbnail => {}
            BaseKind::Ways(ink, widths) => ways(sheet, &layer.ways, sheet.palette.ink(ink), widths, out),
            BaseKind::Borders(own, others) => borders(sheet, layer, own, others, out),
            BaseKind::Picture
            | BaseKind::Tiles
            | BaseKind::Countries
            | BaseKind::Provinces
            | BaseKind::Towns
            | BaseKind::Seas => {}
        }
    }
}

/// The sea: all that is seen but land. One of many small maps is the country alone, on the page's own ground.
fn sea(sheet: &Sheet<'_>, layer: &GroundLayer, out: &mut Drawn) {
    if sheet.kind == MapKind::Thumbnail && sheet.geometry().countries.iter().any(|country| country.focus) {
        return;
    }
    let rings = layer.areas.iter().flatten().flat_map(|ring| sheet.projector.ring(ring));
    let parts = std::iter::once(sheet.projector.frame()).chain(rings).map(|ring| (ring, true)).collect();
    out.push((None, Shape::Path { parts, fill: Some(sheet.palette.sea), stroke: None }));
}

/// Areas larger than a speck.
fn areas(sheet: &Sheet<'_>, layer: &GroundLayer, color: Color, out: &mut Drawn) {
    let speck = sheet.px(SPECK);
    let mut parts = Vec::new();
    for area in &layer.areas {
        let Some(outer) = area.first() else { continue };
        let (min, max) = (sheet.projector.point(outer.min), sheet.projector.point(outer.max));
        if (max.x - min.x).max(max.y - min.y) < speck {
            continue;
        }
        let rings = area.iter().flat_map(|ring| sheet.projector.ring(ring));
        parts.extend(rings.map(|ring| (ring, true)));
    }
    if !parts.is_empty() {
        out.push((None, Shape::Path { parts, fill: Some(color), stroke: None }));
    }
}

/// Ways in groups of one width: rank 1, then the others; surveyed ones solid, the rest thin and dashed. Towards the edge of
/// what is known they fade, so that none seems to end there.
fn ways(sheet: &Sheet<'_>, ways: &[Way], color: Color, widths: [f64; 2], out: &mut Drawn) {
    let room = sheet.inputs.view.px_per_degree();
    let Some(known) = known(sheet, ways.iter()) else { return };
    for surveyed in [false, true] {
        for first in [false, true] {
            let chosen = ways.iter().filter(|way| {
                let [second, third] = ROOM;
                let wanted = match way.rank {
                    0 | 1 => 0.0,
                    2 => second,
                    _ => third,
                };
                way.surveyed == surveyed && (way.rank <= 1) == first && room >= wanted
            });
            let lines: Vec<Vec<ScreenPoint>> = chosen.flat_map(|way| sheet.projector.line(&way.track)).collect();
            let width = if surveyed && first { widths[0] } else { widths[1] };
            let dash = (!surveyed).then(|| Dash { on: sheet.px(3.0), off: sheet.px(2.4) });
            for (parts, alpha) in fading(sheet, lines, known, &WAYS_FADE) {
                let stroke = Stroke { color: color.with_alpha(alpha), width: sheet.line_px(width), dash };
                out.push((None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
            }
        }
    }
}

/// Borders: the country's own firm and over the others, which are quieter.
fn borders(sheet: &Sheet<'_>, layer: &GroundLayer, own: BorderPen, others: Option<BorderPen>, out: &mut Drawn) {
    let ways = &layer.ways;
    // Of the whole world there are thousands.
    let dense = layer.of.with == PROVINCE_LINES && sheet.geometry().is_world();
    let is_own = |way: &&Way| others.is_none() || way.rank <= 1;
    // What is not settled is dashed.
    for settled in [false, true] {
        if let Some(pen) =
            others.filter(|pen| sheet.kind != MapKind::Thumbnail && sheet.inputs.view.px_per_degree() >= pen.from)
        {
            border(sheet, ways.iter().filter(|way| !is_own(way)), (pen, settled, dense), &BORDERS_FADE, out);
        }
        border(sheet, ways.iter().filter(is_own), (own, settled, dense), &WHOLE, out);
    }
}

fn border<'w>(
    sheet: &Sheet<'_>,
    ways: impl Iterator<Item = &'w Way> + Clone,
    (pen, settled, dense): (BorderPen, bool, bool),
    steps: &[(f64, f64)],
    out: &mut Drawn,
) {
    let Some(known) = known(sheet, ways.clone()) else { return };
    let dash = (!settled).then(|| Dash { on: sheet.px(4.0), off: sheet.px(3.0) });
    let ways = ways.filter(|way| way.surveyed == settled);
    let mut lines: Vec<_> = ways.flat_map(|way| sheet.projector.line(&way.track)).collect();
    if dense {
        lines = thinned(lines, sheet.px(1.0));
    }
    let width = sheet.line_px(if sheet.is_small() { pen.small } else { pen.width });
    // A line on the very edge of the box is no less there.
    for (parts, alpha) in fading(sheet, lines, known.grown(sheet.px(1.0)), steps) {
        let stroke = Stroke { color: sheet.palette.ink(pen.ink).with_alpha(alpha), width, dash };
        out.push((None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
    }
}
