//! World geometry on a surface: scaled, thinned to what the zoom can show, clipped to the map.

use crate::geo::{LonLat, ScreenPoint, ScreenRect, WorldPoint, clip_line, clip_ring};
use crate::scene::View;
use crate::scene::geometry::topology::{Arc, AreaRing};
use crate::scene::geometry::track::Track;
use std::cell::OnceCell;

/// What deviates less than this from the drawn line is left out, px.
const TOLERANCE_PX: f64 = 0.3;
/// The same where shapes are only measured, px.
const COARSE_PX: f64 = 2.0;
/// Copies of the world on either side of the first: a map on which it is so small shows no more.
const MOST_COPIES: f64 = 6.0;
/// How far beyond the map geometry is still drawn, px: wider than half of any line.
const MARGIN_PX: f64 = 12.0;

/// A view's camera, ready to be applied to many points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Projector {
    scale: f64,
    shift: [f64; 2],
    /// The longitude of the middle of the view, degrees.
    middle: f64,
    most_copies: f64,
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
            middle: camera.center.lon_deg,
            most_copies: MOST_COPIES,
            tolerance: TOLERANCE_PX / scale,
            clip: ScreenRect::new(x, y, width, height).grown(MARGIN_PX * view.scale.max(1.0)),
        }
    }

    /// The whole world so many px across, its corner at the origin.
    pub fn world(world_px: f64) -> Self {
        // What lies past 180° is part of it, once.
        let clip = ScreenRect::new(-world_px, 0.0, 3.0 * world_px, world_px);
        Self {
            scale: world_px,
            shift: [0.0, 0.0],
            middle: 0.0,
            most_copies: 0.0,
            tolerance: COARSE_PX / world_px,
            clip,
        }
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

    /// Where a position is nearest to the middle of the view.
    pub fn position(&self, p: LonLat) -> ScreenPoint {
        self.point(p.near(self.middle).world())
    }

    /// Where a point of the world is nearest to the middle of the view.
    pub fn nearest(&self, p: WorldPoint) -> ScreenPoint {
        let off = p.x - (self.middle / 360.0 + 0.5);
        // Both lie in the world, or the view's middle a little beside it.
        let x = match off {
            0.5.. => p.x - 1.0,
            ..-0.5 => p.x + 1.0,
            _ => p.x,
        };
        self.point(WorldPoint { x, y: p.y })
    }

    /// Two positions, the second where it is nearest to the first.
    pub fn pair(&self, from: LonLat, to: LonLat) -> (ScreenPoint, ScreenPoint) {
        let from = from.near(self.middle);
        (self.point(from.world()), self.point(to.near(from.lon_deg).world()))
    }

    /// Where the world's own origin lies: what hatches are anchored to, so that they move with the map.
    pub fn origin(&self) -> ScreenPoint {
        ScreenPoint { x: self.shift[0], y: self.shift[1] }
    }

    /// The visible parts of a line, in every copy of the world that is seen.
    pub fn line(&self, track: &Track) -> Vec<Vec<ScreenPoint>> {
        let points = OnceCell::new();
        let copies = self.copies(track.min.x, track.max.x).filter(|_| self.meets(track));
        let cut = |by: f64| clip_line(&moved(points.get_or_init(|| self.thinned(track)), by), self.clip);
        copies.flat_map(cut).collect()
    }

    /// The visible parts of a ring, for filling, likewise.
    pub fn ring(&self, track: &Track) -> Vec<Vec<ScreenPoint>> {
        let points = OnceCell::new();
        let copies = self.copies(track.min.x, track.max.x).filter(|_| self.meets(track));
        let cut = |by: f64| clip_ring(&moved(points.get_or_init(|| self.thinned(track)), by), self.clip);
        copies.map(cut).filter(|ring| ring.len() > 2).collect()
    }

    /// The visible parts of an area's ring, for filling, likewise.
    pub fn area_ring(&self, arcs: &[Arc], ring: &AreaRing) -> Vec<Vec<ScreenPoint>> {
        let points = self.chained(arcs, ring);
        let cut = |by: f64| clip_ring(&moved(&points, by), self.clip);
        self.copies_of(arcs, ring).map(cut).filter(|ring| ring.len() > 2).collect()
    }

    /// The visible parts of a chain of arcs, likewise.
    pub fn chain(&self, arcs: &[Arc], chain: &AreaRing) -> Vec<Vec<ScreenPoint>> {
        let points = self.chained(arcs, chain);
        self.copies_of(arcs, chain).flat_map(|by| clip_line(&moved(&points, by), self.clip)).collect()
    }

    /// How far what lies between two meridians is moved, px, to be seen in each copy of the world.
    pub fn copies(&self, min_x: f64, max_x: f64) -> impl Iterator<Item = f64> + use<> {
        let scale = self.scale;
        let first = libm::ceil((self.clip.min.x - max_x * scale - self.shift[0]) / scale);
        let last = libm::floor((self.clip.max.x - min_x * scale - self.shift[0]) / scale);
        let most = self.most_copies;
        (first.max(-most) as i32..=last.min(most) as i32).map(move |copy| f64::from(copy) * scale)
    }

    fn copies_of(&self, arcs: &[Arc], chain: &AreaRing) -> impl Iterator<Item = f64> + use<> {
        let tracks = chain.iter().filter_map(|(index, _)| arcs.get(*index)).map(|arc| &arc.track);
        let (west, east) = tracks.fold((f64::INFINITY, f64::NEG_INFINITY), |(west, east), track| {
            (west.min(track.min.x), east.max(track.max.x))
        });
        self.copies(west, east)
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

    /// All that can be seen, as a ring.
    pub fn frame(&self) -> Vec<ScreenPoint> {
        let ScreenRect { min, max } = self.clip;
        vec![min, ScreenPoint { x: max.x, y: min.y }, max, ScreenPoint { x: min.x, y: max.y }]
    }

    /// Whether all that can be seen lies inside the box of a track.
    pub fn lies_within(&self, track: &Track) -> bool {
        ScreenRect { min: self.point(track.min), max: self.point(track.max) }.covers(self.clip)
    }

    /// Whether the map reaches as far north and south as a track does.
    fn meets(&self, track: &Track) -> bool {
        let (min, max) = (self.point(track.min), self.point(track.max));
        min.y <= self.clip.max.y && max.y >= self.clip.min.y
    }
}

fn moved(points: &[ScreenPoint], by: f64) -> Vec<ScreenPoint> {
    points.iter().map(|p| ScreenPoint { x: p.x + by, y: p.y }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::BBox;
    use crate::scene::Theme;

    fn projector(west: f64, east: f64) -> Projector {
        Projector::of(&View::still(BBox { west, south: -20.0, east, north: 20.0 }, [600.0, 400.0], Theme::Light))
    }

    #[test]
    fn what_lies_past_the_180th_meridian_is_seen_beside_what_lies_before_it() {
        let across = projector(170.0, 190.0);
        let (before, past) = (across.position(LonLat::new(179.0, 0.0)), across.position(LonLat::new(-179.0, 0.0)));
        assert!(past.x > before.x && past.x - before.x < 100.0, "{before:?} {past:?}");
        let island = |west: f64| {
            Track::of(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)].map(|(x, y)| LonLat::new(west + x, y)))
        };
        assert_eq!((across.ring(&island(178.0)).len(), across.ring(&island(-179.0)).len()), (1, 1));
        assert!(across.ring(&island(0.0)).is_empty() && across.line(&island(-10.0)).is_empty());
        let (from, to) = across.pair(LonLat::new(178.0, 0.0), LonLat::new(-178.0, 0.0));
        assert!(to.x > from.x);
    }

    #[test]
    fn a_world_smaller_than_the_map_is_seen_again_beside_itself() {
        let island = Track::of(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)].map(|(x, y)| LonLat::new(x, y)));
        let wide = projector(-400.0, 400.0).ring(&island);
        assert!(wide.len() >= 2, "{}", wide.len());
    }
}
