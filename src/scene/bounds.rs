//! How much room a mark takes.

use crate::geo::ScreenRect;
use crate::scene::write::text_box;
use crate::scene::{Mark, Shape, Stroke};

impl Mark {
    /// The upright box around what is painted, px, strokes and halos included; `None` for an empty path.
    pub fn bounds(&self) -> Option<ScreenRect> {
        let edge = |stroke: &Option<Stroke>| stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
        match &self.shape {
            Shape::Path { parts, stroke, .. } => {
                let around = ScreenRect::around(parts.iter().flat_map(|(points, _)| points.iter().copied()))?;
                Some(around.grown(edge(stroke)))
            }
            Shape::Circle { center, radius, stroke, .. } => {
                Some(ScreenRect { min: *center, max: *center }.grown(radius + edge(stroke)))
            }
            Shape::Rect { min, max, stroke, .. } => Some(ScreenRect { min: *min, max: *max }.grown(edge(stroke))),
            Shape::Text(run) => Some(text_box(run).grown(run.halo.map_or(0.0, |(_, width)| width / 2.0))),
            Shape::Relief { min, max, .. } => Some(ScreenRect { min: *min, max: *max }),
        }
    }
}
