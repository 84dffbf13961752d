//! How much room a mark takes.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Mark, Shape, Stroke, TextRun};

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
            Shape::Copies { outline, at, .. } => {
                let (one, all) =
                    (ScreenRect::around(outline.iter().copied())?, ScreenRect::around(at.iter().copied())?);
                let sum = |a: ScreenPoint, b: ScreenPoint| ScreenPoint { x: a.x + b.x, y: a.y + b.y };
                Some(ScreenRect { min: sum(one.min, all.min), max: sum(one.max, all.max) })
            }
            Shape::Text(run) => Some(text_box(run).grown(run.halo.map_or(0.0, |(_, width)| width / 2.0))),
            Shape::Relief { min, max, .. } => Some(ScreenRect { min: *min, max: *max }),
        }
    }
}

/// The box a line of text fills, from above its capitals to below its descenders.
pub(super) fn text_box(run: &TextRun) -> ScreenRect {
    let level = ScreenRect::new(0.0, -run.size * 0.80, run.width, run.size * 1.05);
    let corners = [level.min.x, level.max.x].map(|x| [level.min.y, level.max.y].map(|y| run.turned(x, y)));
    ScreenRect::around(corners.into_iter().flatten()).unwrap_or(level)
}
