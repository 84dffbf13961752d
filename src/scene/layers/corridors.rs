//! Schematic lines between two places that are both held.

use crate::chronicle::Basis;
use crate::geo::ScreenPoint;
use crate::scene::look::Look;
use crate::scene::sheet::mark;
use crate::scene::{Dash, Layer, Mark, Record, Shape, Sheet, Stratum, Stroke};

/// Gently curved, over a pale casing; nothing where a corridor is not open.
pub(super) struct Corridors;

/// How far the curve leaves the straight line, as a share of its length.
const BEND: f64 = 0.09;
/// Pieces a curve is flattened into.
const PIECES: u32 = 24;

impl Layer for Corridors {
    fn id(&self) -> &'static str {
        "corridors"
    }
    fn label(&self) -> &'static str {
        "Corridors"
    }
    fn doc(&self) -> &'static str {
        "Schematic lines between neighbouring capitals that are both held; no surveyed roads"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        if sheet.is_small() {
            return;
        }
        let mut open: Vec<_> = open(sheet).collect();
        // Those of the reference below those of the documents; casings below all lines.
        open.sort_by_key(|(_, _, firm)| *firm);
        let record = |id: &str| Some(Record::Corridor(id.to_owned()));
        for (id, line, _) in &open {
            let color = sheet.palette.halo.with_alpha(0.75);
            let stroke = Some(Stroke { color, width: sheet.px(4.6), dash: None });
            let parts = parts(sheet, line);
            out.push(mark(Stratum::Marks, self.id(), record(id), Shape::Path { parts, fill: None, stroke }));
        }
        for (id, line, firm) in open {
            let dash = (!firm).then(|| Dash { on: sheet.px(5.0), off: sheet.px(3.0) });
            let width = sheet.px(if firm { 2.4 } else { 1.8 });
            let stroke = Some(Stroke { color: sheet.palette.sides[0], width, dash });
            let parts = parts(sheet, &line);
            out.push(mark(Stratum::Marks, self.id(), record(id), Shape::Path { parts, fill: None, stroke }));
        }
    }
}

/// The visible parts of a curve.
fn parts(sheet: &Sheet<'_>, line: &[ScreenPoint]) -> Vec<(Vec<ScreenPoint>, bool)> {
    sheet.projector.cut(line).into_iter().map(|part| (part, false)).collect()
}

/// The open corridors that reach into the map: id, curve, and whether the documents hold both ends.
pub(super) fn open<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = (&'s str, Vec<ScreenPoint>, bool)> {
    let corridors = sheet.inputs.chronicle.corridors.iter();
    corridors.filter_map(|corridor| {
        let from = sheet.look(corridor.from.as_str()).filter(|look| look.held())?;
        let to = sheet.look(corridor.to.as_str()).filter(|look| look.held())?;
        let line = curve(sheet.projector.position(from.position), sheet.projector.position(to.position));
        let map = sheet.layout.map;
        let touches = line.iter().any(|p| map.contains(*p));
        let firm = |look: &Look<'_>| look.basis == Basis::Documents;
        touches.then(|| (corridor.id.as_str(), line, firm(from) && firm(to)))
    })
}

/// A quadratic curve from `a` to `b`; it bends to the same side whichever end comes first.
pub(in crate::scene) fn curve(a: ScreenPoint, b: ScreenPoint) -> Vec<ScreenPoint> {
    let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    // The control point lies this far from the chord; the curve itself passes at half of it.
    let control = ScreenPoint { x: (a.x + b.x) / 2.0 + dy * BEND, y: (a.y + b.y) / 2.0 - dx * BEND };
    let at = |i: u32| {
        let t = f64::from(i) / f64::from(PIECES);
        let (p, q, r) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        ScreenPoint { x: p * a.x + q * control.x + r * b.x, y: p * a.y + q * control.y + r * b.y }
    };
    (0..=PIECES).map(at).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_corridor_bends_to_the_same_side_from_either_end() {
        let (a, b) = (ScreenPoint { x: 0.0, y: 0.0 }, ScreenPoint { x: 100.0, y: 40.0 });
        assert_eq!(curve(a, b), curve(b, a));
    }
}
