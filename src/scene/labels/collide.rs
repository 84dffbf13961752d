//! When words, symbols and the lines between them get in each other's way.

use crate::geo::{ScreenPoint, ScreenRect};

/// The box that the letters of a label fill.
pub(in crate::scene) fn label_box(start: ScreenPoint, width: f64, size: f64) -> ScreenRect {
    ScreenRect::new(start.x, start.y - size * 0.77, width, size * 0.99)
}

/// A circle around the middle of a symbol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Disc {
    pub at: ScreenPoint,
    pub radius: f64,
}

impl Disc {
    /// How deep a rectangle reaches into the circle, px; nothing or less where it does not.
    pub fn depth(&self, rect: ScreenRect) -> f64 {
        let dx = (rect.min.x - self.at.x).max(self.at.x - rect.max.x).max(0.0);
        let dy = (rect.min.y - self.at.y).max(self.at.y - rect.max.y).max(0.0);
        self.radius - libm::hypot(dx, dy)
    }

    /// How far a rectangle is from the middle, px.
    pub fn far(&self, rect: ScreenRect) -> f64 {
        self.radius - self.depth(rect)
    }

    /// Whether a line passes through the circle.
    pub fn is_crossed(&self, line: [ScreenPoint; 2]) -> bool {
        let [a, b] = line;
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length2 = dx * dx + dy * dy;
        let along = (self.at.x - a.x) * dx + (self.at.y - a.y) * dy;
        let t = if length2 > 0.0 { (along / length2).clamp(0.0, 1.0) } else { 0.0 };
        libm::hypot(self.at.x - a.x - t * dx, self.at.y - a.y - t * dy) < self.radius
    }
}

/// What it costs that words stand nearer to another symbol than to their own: they would be read as its name.
pub(super) fn mistaken(words: ScreenRect, own: Disc, other: Disc, size: f64) -> f64 {
    let (near, far) = (other.far(words) - other.radius, own.far(words) - own.radius);
    if near < size * 0.9 && near < far - 0.5 { 2.5 } else { 0.0 }
}

/// Whether a line passes through a rectangle.
pub(super) fn passes(line: [ScreenPoint; 2], rect: ScreenRect) -> bool {
    !crate::geo::clip_line(&line, rect).is_empty()
}

/// Whether two lines cross.
pub(super) fn cross(a: [ScreenPoint; 2], b: [ScreenPoint; 2]) -> bool {
    let side = |p: ScreenPoint, q: ScreenPoint, r: ScreenPoint| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let apart = |line: [ScreenPoint; 2], other: [ScreenPoint; 2]| {
        (side(line[0], line[1], other[0]) > 0.0) == (side(line[0], line[1], other[1]) > 0.0)
    };
    !apart(a, b) && !apart(b, a)
}
