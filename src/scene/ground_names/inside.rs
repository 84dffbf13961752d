//! The name of a province, level and inside its borders.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::ground_names::name::{GroundFeature, GroundName, PROVINCE, PROVINCE_WEIGHT, Piece};
use crate::scene::ground_names::obstacles::Obstacles;
use crate::scene::ground_names::stretches::{SHARES, stretches};
use crate::scene::labels::label_box;
use crate::text::measure;

/// Heights at which the name is tried.
const ROWS: u32 = 18;
/// Space between the name and the border, and between it and other words, design px.
const PAD: f64 = 7.0;
const AIR: f64 = 4.0;

/// The name where there is most room for it, the nearer to the middle the better; `None` where there is none.
pub(super) fn name(name: &str, rings: &[Vec<ScreenPoint>], scale: f64, taken: &Obstacles) -> Option<GroundName> {
    let text = name.to_uppercase();
    let [size, spacing] = PROVINCE.map(|px| px * scale);
    let width = measure(&text, size, PROVINCE_WEIGHT.css()) + spacing * text.chars().count().saturating_sub(1) as f64;
    let whole = ScreenRect::around(rings.iter().flatten().copied())?;
    let middle = ScreenPoint { x: (whole.min.x + whole.max.x) / 2.0, y: (whole.min.y + whole.max.y) / 2.0 };
    let mut best: Option<(f64, ScreenPoint)> = None;
    for row in 1..ROWS {
        let y = whole.min.y + whole.height() * f64::from(row) / f64::from(ROWS);
        for (from, to) in stretches(rings, y, size, PAD * scale) {
            let spare = to - from - width;
            if spare < 0.0 {
                continue;
            }
            for share in SHARES {
                let start = ScreenPoint { x: from + spare * share, y };
                let off = libm::hypot(start.x + width / 2.0 - middle.x, y - size * 0.4 - middle.y);
                let score = spare.min(width) * 0.4 - off;
                if best.as_ref().is_none_or(|(known, _)| score > *known)
                    && taken.leave(label_box(start, width, size).grown(AIR * scale))
                {
                    best = Some((score, start));
                }
            }
        }
    }
    let (_, at) = best?;
    let room = label_box(at, width, size);
    let pieces = vec![Piece { text, at, turn: 0.0 }];
    Some(GroundName { of: GroundFeature::Province, name: name.to_owned(), pieces, dot: None, boxes: vec![room] })
}
