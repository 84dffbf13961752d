//! The outline of what is held: of the union, so that neighbours held alike run together.

use crate::geo::ScreenPoint;
use crate::scene::appearance::{Ground, Tint};
use crate::scene::geometry::chain;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Dash, Shape, Stroke};
use std::collections::BTreeMap;

/// Solid around what the documents hold, dotted around the rest.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let geometry = sheet.geometry();
    let held = |area: Option<&usize>| {
        let ground = area.and_then(|&i| sheet.grounds.get(i)).copied().unwrap_or(Ground::BARE);
        (ground.tint, ground.side)
    };
    // By side, what is dotted before what is solid.
    let mut chosen: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
    for (i, arc) in geometry.arcs.iter().enumerate() {
        let (a, b) = (held(arc.sides.first()), held(arc.sides.get(1)));
        // The lesser of two held grounds needs no line of its own where the greater has one.
        let (greater, lesser) = (a.max(b), a.min(b));
        if greater != lesser {
            chosen.entry((greater.1, greater.0 == Tint::Documents)).or_default().push(i);
        }
    }
    for ((side, solid), chosen) in chosen {
        let lines = chain(&geometry.arcs, &chosen);
        let lines = lines.iter().flat_map(|line| sheet.projector.chain(&geometry.arcs, line));
        let parts: Vec<(Vec<ScreenPoint>, bool)> = lines.map(closed).collect();
        if !parts.is_empty() {
            let dash = (!solid).then(|| Dash { on: 0.0, off: sheet.px(3.2) });
            let width = sheet.px(if solid { 1.3 } else { 1.1 });
            let stroke = Some(Stroke { color: sheet.palette.side(side), width, dash });
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
