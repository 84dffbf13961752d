//! A line or ring in the Web Mercator world, every vertex with its significance: any zoom then only compares numbers.

use crate::geo::{LonLat, WorldPoint, significance};

/// A line or ring.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Track {
    pub points: Vec<WorldPoint>,
    /// The tolerance below which each vertex is kept, world units.
    pub significance: Vec<f64>,
    pub min: WorldPoint,
    pub max: WorldPoint,
}

impl Track {
    pub fn of(positions: &[LonLat]) -> Self {
        Self::of_world(positions.iter().map(|p| p.world()).collect())
    }

    pub fn of_world(points: Vec<WorldPoint>) -> Self {
        let significance = significance(&points);
        let mut min = WorldPoint { x: f64::INFINITY, y: f64::INFINITY };
        let mut max = WorldPoint { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        for p in &points {
            min = WorldPoint { x: min.x.min(p.x), y: min.y.min(p.y) };
            max = WorldPoint { x: max.x.max(p.x), y: max.y.max(p.y) };
        }
        Self { points, significance, min, max }
    }

    /// The upright box around some tracks, as a ring.
    pub fn around<'t>(tracks: impl Iterator<Item = &'t Self>) -> Option<Self> {
        let corners = tracks.map(|track| (track.min, track.max));
        let (min, max) = corners.reduce(|(a, b), (c, d)| {
            let min = WorldPoint { x: a.x.min(c.x), y: a.y.min(c.y) };
            (min, WorldPoint { x: b.x.max(d.x), y: b.y.max(d.y) })
        })?;
        Some(Self::upright(min, max))
    }

    /// The box around the track, smaller by `by` world units on every side; `None` where nothing is left of it.
    pub fn shrunk(&self, by: f64) -> Option<Self> {
        let min = WorldPoint { x: self.min.x + by, y: self.min.y + by };
        let max = WorldPoint { x: self.max.x - by, y: self.max.y - by };
        (min.x < max.x && min.y < max.y).then(|| Self::upright(min, max))
    }

    fn upright(min: WorldPoint, max: WorldPoint) -> Self {
        let ring = [min, WorldPoint { x: max.x, y: min.y }, max, WorldPoint { x: min.x, y: max.y }];
        Self { points: ring.to_vec(), significance: vec![f64::INFINITY; 4], min, max }
    }
}
