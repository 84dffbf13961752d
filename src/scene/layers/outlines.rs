//! The outline of what is held: of the union, so that neighbours held alike run together.

use crate::geo::ScreenPoint;
use crate::scene::appearance::{Tint, TintedGround};
use crate::scene::geometry::chain;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Dash, Shape, Stroke};
use std::collections::BTreeMap;

/// The border of a held ground: the side that holds it, by rank, and whether the documents say so.
pub(in crate::scene) type Edge = (usize, bool);

/// Solid around what the documents hold, dotted around the rest.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    // By side, what is dotted before what is solid.
    let mut chosen: BTreeMap<Edge, Vec<usize>> = BTreeMap::new();
    for (arc, edge) in edges(sheet) {
        chosen.entry(edge).or_default().push(arc);
    }
    out.extend(chosen.into_iter().filter_map(|(edge, arcs)| Some((None, line(sheet, edge, &arcs)?))));
}

/// The arcs between grounds that are not held alike, by number, and what is drawn along each.
pub(in crate::scene) fn edges(sheet: &Sheet<'_>) -> impl Iterator<Item = (usize, Edge)> {
    let held = |area: Option<&usize>| {
        let ground = area.and_then(|&i| sheet.grounds.get(i)).copied().unwrap_or(TintedGround::BARE);
        (ground.tint, ground.side)
    };
    sheet.geometry().arcs.iter().enumerate().filter(|(_, arc)| !arc.is_cut()).filter_map(move |(i, arc)| {
        let (a, b) = (held(arc.sides.first()), held(arc.sides.get(1)));
        // The lesser of two held grounds needs no line of its own where the greater has one.
        let (greater, lesser) = (a.max(b), a.min(b));
        (greater != lesser).then_some((i, (greater.1, greater.0 == Tint::Documents)))
    })
}

/// The line along some arcs; none where they lie outside the map.
pub(in crate::scene) fn line(sheet: &Sheet<'_>, (side, solid): Edge, arcs: &[usize]) -> Option<Shape> {
    let all = &sheet.geometry().arcs;
    let lines = chain(all, arcs);
    let lines = lines.iter().flat_map(|line| sheet.projector.chain(all, line));
    let parts: Vec<(Vec<ScreenPoint>, bool)> = lines.map(closed).collect();
    let dash = (!solid).then(|| Dash { on: 0.0, off: sheet.px(3.2) });
    let width = sheet.px(if solid { 1.3 } else { 1.1 });
    let stroke = Some(Stroke { color: sheet.palette.side(side), width, dash });
    (!parts.is_empty()).then_some(Shape::Path { parts, fill: None, stroke })
}

/// A line that ends where it began is a ring.
fn closed(mut line: Vec<ScreenPoint>) -> (Vec<ScreenPoint>, bool) {
    let ring = line.len() > 3 && line.first() == line.last();
    if ring {
        line.pop();
    }
    (line, ring)
}
