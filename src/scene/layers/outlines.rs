//! The outline of what is held: of the union, so that neighbours held alike run together.

use crate::geo::ScreenPoint;
use crate::scene::appearance::Tint;
use crate::scene::geometry::chain;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Dash, Shape, Stroke};

/// Solid around what the documents hold, dotted around the rest.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let geometry = sheet.geometry();
    let tint = |area: Option<&usize>| area.and_then(|&i| sheet.tints.get(i)).map_or(Tint::None, |(tint, _)| *tint);
    let (mut solid, mut dotted) = (Vec::new(), Vec::new());
    for (i, arc) in geometry.arcs.iter().enumerate() {
        let (a, b) = (tint(arc.sides.first()), tint(arc.sides.get(1)));
        // The lesser of two held grounds needs no line of its own where the greater has one.
        match (a.max(b), a.min(b)) {
            (greater, lesser) if greater == lesser => {}
            (Tint::Documents, _) => solid.push(i),
            _ => dotted.push(i),
        }
    }
    let color = sheet.palette.sides[0];
    let dots = Dash { on: 0.0, off: sheet.px(3.2) };
    for (chosen, width, dash) in [(dotted, 1.1, Some(dots)), (solid, 1.3, None)] {
        let lines = chain(&geometry.arcs, &chosen);
        let lines = lines.iter().flat_map(|line| sheet.projector.chain(&geometry.arcs, line));
        let parts: Vec<(Vec<ScreenPoint>, bool)> = lines.map(closed).collect();
        if !parts.is_empty() {
            let stroke = Some(Stroke { color, width: sheet.px(width), dash });
            out.push((None, Shape::Path { parts, fill: None, stroke }));
        }
    }
}

/// A line that ends where it began is a ring.
fn closed(mut line: Vec<ScreenPoint>) -> (Vec<ScreenPoint>, bool) {
    let ring = line.len() > 3 && line.first() == line.last();
    if ring {
        line.pop();
    }
    (line, ring)
}
