//! Standing water.

use crate::scene::Shape;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;

/// A lake narrower than this on screen is left out, design px.
const SPECK: f64 = 2.0;

/// Lakes larger than a speck.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let speck = sheet.px(SPECK);
    let mut parts = Vec::new();
    for lake in &sheet.geometry().lakes {
        let Some(outer) = lake.first() else { continue };
        let (min, max) = (sheet.projector.point(outer.min), sheet.projector.point(outer.max));
        if (max.x - min.x).max(max.y - min.y) < speck {
            continue;
        }
        let rings = lake.iter().map(|ring| sheet.projector.ring(ring));
        parts.extend(rings.filter(|ring| ring.len() > 2).map(|ring| (ring, true)));
    }
    if !parts.is_empty() {
        let shape = Shape::Path { parts, fill: Some(sheet.palette.lakes), stroke: None };
        out.push((None, shape));
    }
}
