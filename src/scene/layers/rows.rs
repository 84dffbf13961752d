//! The rows of tables: hexagons where there are many, points by kind where there are few, numbers at spots.

use crate::geo::ScreenPoint;
use crate::scene::Shape;
use crate::scene::mark::Drawn;
use crate::scene::row_glyph::{density, pill, points};
use crate::scene::sheet::Sheet;

/// What is left free around a hexagon, design px.
const GAP: f64 = 0.4;

/// How far above its spot a number stands, design px.
const ABOVE: f64 = 14.0;

/// From below: hexagons, points, numbers.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some(rows) = sheet.rows() else { return };
    for step in 0..rows.steps.len() {
        let of_step = rows.dense.iter().filter(|(_, count)| rows.step(*count) == step);
        let at: Vec<ScreenPoint> = of_step.map(|(at, _)| *at).collect();
        if !at.is_empty() {
            let fill = density(sheet.palette, sheet.inputs.view.theme, step);
            out.push((None, Shape::Copies { outline: rows.grid.outline(sheet.px(GAP)), at, fill }));
        }
    }
    for ((kind, tenths), at) in &rows.points {
        out.push((None, points(sheet, *kind, *tenths, at.clone())));
    }
    for (at, count) in &rows.spots {
        // Above the spot: the name of its town stands beside it.
        let above = ScreenPoint { x: at.x, y: at.y - sheet.px(ABOVE) };
        out.extend(pill(sheet, above, *count).into_iter().map(|shape| (None, shape)));
    }
}
