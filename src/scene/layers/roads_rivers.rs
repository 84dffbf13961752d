//! Flowing water and roads.

use crate::geo::ScreenPoint;
use crate::scene::geometry::Way;
use crate::scene::layers::fade::{fading, known};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Color, Dash, Shape, Stroke};

/// From how many design px a degree on ways of rank 2, and of lower ranks, are drawn.
const ROOM: [f64; 2] = [40.0, 75.0];

/// How far from the edge of what is known a way is drawn with which strength, degrees; the last is the whole of it.
const FADE: [(f64, f64); 3] = [(0.0, 0.3), (0.5, 0.45), (1.0, 1.0)];

/// Rivers and roads, the lesser ones only where there is room.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    if sheet.is_small() {
        return;
    }
    let palette = sheet.palette;
    let geometry = sheet.geometry();
    draw_ways(sheet, &geometry.rivers, palette.rivers, [0.9, 0.6], out);
    draw_ways(sheet, &geometry.roads, palette.road, [1.1, 0.6], out);
}

/// Draws ways in groups of one width: rank 1, then the others; surveyed ones solid, the rest thin and dashed. Towards
/// the edge of what is known they fade, so that none seems to end there.
fn draw_ways(sheet: &Sheet<'_>, ways: &[Way], color: Color, widths: [f64; 2], out: &mut Drawn) {
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
            for (parts, alpha) in fading(sheet, &lines, known, &FADE) {
                let stroke = Stroke { color: color.with_alpha(alpha), width: sheet.line_px(width), dash };
                let shape = Shape::Path { parts, fill: None, stroke: Some(stroke) };
                out.push((None, shape));
            }
        }
    }
}
