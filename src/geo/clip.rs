//! Leaving out what lies outside the view.

use crate::geo::{BBox, LonLat, ScreenPoint};

/// An upright rectangle on a surface, px.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ScreenRect {
    /// Top left corner.
    pub min: ScreenPoint,
    /// Bottom right corner.
    pub max: ScreenPoint,
}

impl ScreenRect {
    /// A rectangle from its top left corner and its size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { min: ScreenPoint { x, y }, max: ScreenPoint { x: x + width, y: y + height } }
    }

    /// The same, larger by `by` on every side.
    pub fn grown(self, by: f64) -> Self {
        Self {
            min: ScreenPoint { x: self.min.x - by, y: self.min.y - by },
            max: ScreenPoint { x: self.max.x + by, y: self.max.y + by },
        }
    }

    /// Width, px.
    pub fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    /// Height, px.
    pub fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(self, p: ScreenPoint) -> bool {
        p.x >= self.min.x && p.x <= self.max.x && p.y >= self.min.y && p.y <= self.max.y
    }

    /// Whether all of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: ScreenPoint { x: self.min.x.min(other.min.x), y: self.min.y.min(other.min.y) },
            max: ScreenPoint { x: self.max.x.max(other.max.x), y: self.max.y.max(other.max.y) },
        }
    }

    /// The smallest rectangle around some points; `None` without any.
    pub fn around(points: impl IntoIterator<Item = ScreenPoint>) -> Option<Self> {
        points.into_iter().map(|p| Self { min: p, max: p }).reduce(Self::union)
    }
}

/// The parts of a polyline inside a rectangle.
pub fn clip_line(points: &[ScreenPoint], to: ScreenRect) -> Vec<Vec<ScreenPoint>> {
    let mut parts: Vec<Vec<ScreenPoint>> = Vec::new();
    let mut joined = false;
    for pair in points.windows(2) {
        let &[a, b] = pair else { continue };
        let Some((from, until)) = visible(a, b, to) else {
            joined = false;
            continue;
        };
        let at = |t: f64| ScreenPoint { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
        match parts.last_mut() {
            Some(part) if joined && from <= 0.0 => part.push(at(until)),
            _ => parts.push(vec![at(from), at(until)]),
        }
        joined = until >= 1.0;
    }
    parts
}

/// The part of a segment inside a rectangle, as fractions of its length (Liang and Barsky).
fn visible(a: ScreenPoint, b: ScreenPoint, to: ScreenRect) -> Option<(f64, f64)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut from, mut until) = (0.0_f64, 1.0_f64);
    for (p, q) in [(-dx, a.x - to.min.x), (dx, to.max.x - a.x), (-dy, a.y - to.min.y), (dy, to.max.y - a.y)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            until = until.min(q / p);
        }
    }
    (from <= until).then_some((from, until))
}

/// A ring cut to a rectangle (Sutherland and Hodgman); empty when nothing of it is inside. Where the ring leaves
/// and comes back, the parts stay joined along the rectangle's edge: right for filling, not for stroking.
pub fn clip_ring(ring: &[ScreenPoint], to: ScreenRect) -> Vec<ScreenPoint> {
    let Some(around) = ScreenRect::around(ring.iter().copied()) else { return Vec::new() };
    if to.covers(around) {
        return ring.to_vec();
    }
    if !to.overlaps(around) {
        return Vec::new();
    }
    let mut points = ring.to_vec();
    for side in 0..4 {
        let inside = |p: ScreenPoint| match side {
            0 => p.x - to.min.x,
            1 => to.max.x - p.x,
            2 => p.y - to.min.y,
            _ => to.max.y - p.y,
        };
        let mut kept = Vec::with_capacity(points.len() + 4);
        let Some(mut before) = points.last().copied() else { return points };
        for &p in &points {
            let (d0, d1) = (inside(before), inside(p));
            if (d0 >= 0.0) != (d1 >= 0.0) {
                let t = d0 / (d0 - d1);
                kept.push(ScreenPoint { x: before.x + (p.x - before.x) * t, y: before.y + (p.y - before.y) * t });
            }
            if d1 >= 0.0 {
                kept.push(p);
            }
            before = p;
        }
        points = kept;
    }
    points
}

/// A closed ring cut to a box in degrees, as [`clip_ring`] does it, closed again; empty when nothing of it is inside.
pub fn ring_within(ring: &[LonLat], to: BBox) -> Vec<LonLat> {
    let mut cut = clip_ring(&flat(ring), rect(to));
    cut.extend(cut.first().copied().filter(|first| cut.last() != Some(first)));
    cut.into_iter().map(degrees).collect()
}

/// The parts of a line inside a box in degrees.
pub fn line_within(line: &[LonLat], to: BBox) -> Vec<Vec<LonLat>> {
    clip_line(&flat(line), rect(to)).into_iter().map(|part| part.into_iter().map(degrees).collect()).collect()
}

/// Degrees as a surface: latitudes grow downwards, which no cut minds.
fn flat(positions: &[LonLat]) -> Vec<ScreenPoint> {
    positions.iter().map(|p| ScreenPoint { x: p.lon_deg, y: p.lat_deg }).collect()
}

fn degrees(p: ScreenPoint) -> LonLat {
    LonLat::new(p.x, p.y)
}

fn rect(b: BBox) -> ScreenRect {
    ScreenRect { min: ScreenPoint { x: b.west, y: b.south }, max: ScreenPoint { x: b.east, y: b.north } }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const BOX: ScreenRect = ScreenRect::new(0.0, 0.0, 10.0, 10.0);

    fn points(list: &[(f64, f64)]) -> Vec<ScreenPoint> {
        list.iter().map(|&(x, y)| ScreenPoint { x, y }).collect()
    }

    #[test]
    fn a_line_inside_stays_whole() {
        let line = points(&[(1.0, 1.0), (5.0, 5.0), (9.0, 1.0)]);
        assert_eq!(clip_line(&line, BOX), [line]);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_falls_in_two() {
        let parts = clip_line(&points(&[(1.0, 5.0), (15.0, 5.0), (15.0, 8.0), (1.0, 8.0)]), BOX);
        assert_eq!(parts, [points(&[(1.0, 5.0), (10.0, 5.0)]), points(&[(10.0, 8.0), (1.0, 8.0)])]);
    }

    #[test]
    fn a_line_outside_vanishes() {
        assert!(clip_line(&points(&[(11.0, 0.0), (20.0, 10.0)]), BOX).is_empty());
    }

    #[test]
    fn a_ring_is_cut_at_the_edge() {
        let cut = clip_ring(&points(&[(5.0, 5.0), (15.0, 5.0), (15.0, 7.0), (5.0, 7.0)]), BOX);
        let around = ScreenRect::around(cut).unwrap();
        assert_eq!(around, ScreenRect::new(5.0, 5.0, 5.0, 2.0));
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let cut = clip_ring(&points(&[(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]), BOX);
        assert_eq!(ScreenRect::around(cut).unwrap(), BOX);
    }
}
