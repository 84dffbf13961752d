//! Standing water.

use crate::scene::sheet::mark;
use crate::scene::{Layer, Mark, Shape, Sheet, Stratum};

/// Lakes larger than a speck.
pub(super) struct Lakes;

/// A lake narrower than this on screen is left out, design px.
const SPECK: f64 = 2.0;

impl Layer for Lakes {
    fn id(&self) -> &'static str {
        "lakes"
    }
    fn label(&self) -> &'static str {
        "Lakes"
    }
    fn doc(&self) -> &'static str {
        "Standing water"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Ground
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let speck = sheet.px(SPECK);
        let mut parts = Vec::new();
        for lake in &sheet.inputs.atlas.lakes {
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
            out.push(mark(Stratum::Ground, "lakes", None, shape));
        }
    }
}
