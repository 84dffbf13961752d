//! World geometry on a surface: scaled, thinned to what the zoom can show, clipped to the map.

use crate::geo::{LonLat, ScreenPoint, ScreenRect, WorldPoint, clip_line, clip_ring};
use crate::scene::View;
use crate::scene::geometry::topology::{Arc, AreaRing};
use crate::scene::geometry::track::Track;

/// What deviates less than this from the drawn line is left out, px.
const TOLERANCE_PX: f64 = 0.3;
/// The same where shapes are only measured, px.
const COARSE_PX: f64 = 2.0;
/// How far beyond the map geometry is still drawn, px: wider than half of any line.
const MARGIN_PX: f64 = 12.0;

/// A view's camera, ready to be applied to many points.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct Projector {
    scale: f64,
    shift: [f64; 2],
    tolerance: f64,
    clip: ScreenRect,
}

impl Projector {
    pub fn of(view: &View) -> Self {
        let camera = &view.viewport;
        let scale = camera.world_px();
        let center = camera.center.world();
        let [x, y] = camera.origin_px;
        let [width, height] = camera.size_px;
        Self {
            scale,
            shift: [x + width / 2.0 - center.x * scale, y + height / 2.0 - center.y * scale],
            tolerance: TOLERANCE_PX / scale,
            clip: ScreenRect::new(x, y, width, height).grown(MARGIN_PX * view.scale.max(1.0)),
        }
    }

    /// The whole world so many px across, its corner at the origin.
    pub fn world(world_px: f64) -> Self {
        let clip = ScreenRect::new(0.0, 0.0, world_px, world_px);
        Self { scale: world_px, shift: [0.0, 0.0], tolerance: COARSE_PX / world_px, clip }
    }

    /// The same camera, with nothing drawn beyond `clip`.
    pub fn cut_to(self, clip: ScreenRect) -> Self {
        Self { clip, ..self }
    }

    /// The visible parts of a line on the surface.
    pub fn cut(&self, line: &[ScreenPoint]) -> Vec<Vec<ScreenPoint>> {
        clip_line(line, self.clip)
    }

    pub fn point(&self, p: WorldPoint) -> ScreenPoint {
        ScreenPoint { x: p.x * self.scale + self.shift[0], y: p.y * self.scale + self.shift[1] }
    }

    pub fn position(&self, p: LonLat) -> ScreenPoint {
        self.point(p.world())
    }

    /// Where the world's own origin lies: what hatches are anchored to, so that they move with the map.
    pub fn origin(&self) -> ScreenPoint {
        ScreenPoint { x: self.shift[0], y: self.shift[1] }
    }

    /// The visible parts of a line.
    pub fn line(&self, track: &Track) -> Vec<Vec<ScreenPoint>> {
        if self.misses(track) {
            return Vec::new();
        }
        clip_line(&self.thinned(track), self.clip)
    }

    /// The visible part of a ring, for filling.
    pub fn ring(&self, track: &Track) -> Vec<ScreenPoint> {
        if self.misses(track) {
            return Vec::new();
        }
        clip_ring(&self.thinned(track), self.clip)
    }

    /// The visible part of an area's ring, for filling.
    pub fn area_ring(&self, arcs: &[Arc], ring: &AreaRing) -> Vec<ScreenPoint> {
        clip_ring(&self.chained(arcs, ring), self.clip)
    }

    /// The visible parts of a chain of arcs.
    pub fn chain(&self, arcs: &[Arc], chain: &AreaRing) -> Vec<Vec<ScreenPoint>> {
        clip_line(&self.chained(arcs, chain), self.clip)
    }

    fn chained(&self, arcs: &[Arc], chain: &AreaRing) -> Vec<ScreenPoint> {
        let mut points: Vec<ScreenPoint> = Vec::new();
        for &(index, backwards) in chain {
            let Some(arc) = arcs.get(index) else { continue };
            let mut piece = self.thinned(&arc.track);
            if backwards {
                piece.reverse();
            }
            let skip = usize::from(!points.is_empty());
            points.extend(piece.into_iter().skip(skip));
        }
        points
    }

    fn thinned(&self, track: &Track) -> Vec<ScreenPoint> {
        let kept =
            track.points.iter().zip(&track.significance).filter(|&(_, &significance)| significance > self.tolerance);
        kept.map(|(&p, _)| self.point(p)).collect()
    }

    /// Whether all that can be seen lies inside the box of a track.
    pub fn lies_within(&self, track: &Track) -> bool {
        ScreenRect { min: self.point(track.min), max: self.point(track.max) }.covers(self.clip)
    }

    fn misses(&self, track: &Track) -> bool {
        let (min, max) = (self.point(track.min), self.point(track.max));
        !(min.x <= self.clip.max.x && max.x >= self.clip.min.x && min.y <= self.clip.max.y && max.y >= self.clip.min.y)
    }
}
