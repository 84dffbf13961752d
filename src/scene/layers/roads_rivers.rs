//! Flowing water and roads.

use crate::scene::atlas::Way;
use crate::scene::sheet::mark;
use crate::scene::{Color, Dash, Layer, Mark, Shape, Sheet, Stratum, Stroke};

/// Rivers and roads, the lesser ones only where there is room.
pub(super) struct RoadsRivers;

/// From how many design px a degree on ways of rank 2, and of lower ranks, are drawn.
const ROOM: [f64; 2] = [0.0, 75.0];

impl Layer for RoadsRivers {
    fn id(&self) -> &'static str {
        "roads-rivers"
    }
    fn label(&self) -> &'static str {
        "Roads and rivers"
    }
    fn doc(&self) -> &'static str {
        "Main roads, dashed where their course is uncertain, and rivers"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Lines
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        if sheet.is_small() {
            return;
        }
        let palette = sheet.palette;
        let atlas = sheet.inputs.atlas;
        draw_ways(sheet, &atlas.rivers, palette.rivers, [0.9, 0.6], out);
        draw_ways(sheet, &atlas.roads, palette.road, [1.1, 0.6], out);
    }
}

/// Draws ways in groups of one width: rank 1, then the others; surveyed ones solid, the rest thin and dashed.
fn draw_ways(sheet: &Sheet<'_>, ways: &[Way], color: Color, widths: [f64; 2], out: &mut Vec<Mark>) {
    let room = sheet.inputs.view.px_per_degree();
    for surveyed in [false, true] {
        for first in [false, true] {
            let chosen = ways.iter().filter(|way| {
                way.surveyed == surveyed
                    && (way.rank <= 1) == first
                    && room >= if way.rank <= 2 { ROOM[0] } else { ROOM[1] }
            });
            let parts: Vec<_> =
                chosen.flat_map(|way| sheet.projector.line(&way.track)).map(|line| (line, false)).collect();
            if parts.is_empty() {
                continue;
            }
            let width = if surveyed && first { widths[0] } else { widths[1] };
            let dash = (!surveyed).then(|| Dash { on: sheet.px(3.0), off: sheet.px(2.4) });
            let stroke = Stroke { color, width: sheet.px(width), dash };
            out.push(mark(
                Stratum::Lines,
                "roads-rivers",
                None,
                Shape::Path { parts, fill: None, stroke: Some(stroke) },
            ));
        }
    }
}
