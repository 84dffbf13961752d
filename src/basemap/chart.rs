//! Where on the round earth a chronicle lays its map: its surroundings in detail, the rest of the world in outline, every
//! longitude within half a turn of the middle of its view.

use crate::basemap::Ring;
use crate::geo::{BBox, LonLat, line_within, ring_within};

/// How much more than the view is drawn in detail, on each side, as a share of the view; at least so many degrees.
const MARGIN: f64 = 1.0;
const LEAST_DEG: f64 = 1.5;
/// Web Mercator ends here.
const NORTH_DEG: f64 = 85.06;

/// A chart of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chart {
    /// What is drawn in detail; the east may lie beyond 180.
    pub window: BBox,
    /// The western edge of the world.
    west: f64,
}

impl Chart {
    /// The chart for an opening view.
    pub fn around(view: BBox) -> Self {
        let east = if view.east < view.west { view.east + 360.0 } else { view.east };
        let middle = (view.west + east) / 2.0;
        let across = (east - view.west) * MARGIN;
        let down = (view.north - view.south) * MARGIN;
        let (across, down) = (across.max(LEAST_DEG), down.max(LEAST_DEG));
        let window = BBox {
            west: (view.west - across).max(middle - 180.0),
            south: (view.south - down).max(-NORTH_DEG),
            east: (east + across).min(middle + 180.0),
            north: (view.north + down).min(NORTH_DEG),
        };
        Self { window, west: middle - 180.0 }
    }

    /// The same with another part in detail.
    pub fn with_window(self, window: BBox) -> Self {
        Self { window, ..self }
    }

    /// A position within half a turn of the middle.
    pub fn position(&self, p: LonLat) -> LonLat {
        LonLat::new(self.west + (p.lon_deg - self.west).rem_euclid(360.0), p.lat_deg)
    }

    /// Whether a position of the chart lies in the window.
    pub fn shows(&self, p: LonLat) -> bool {
        let BBox { west, south, east, north } = self.window;
        (west..=east).contains(&p.lon_deg) && (south..=north).contains(&p.lat_deg)
    }

    /// Areas: inside the window those that are `near`, outside those that are `far`.
    pub fn areas(&self, near: &[Vec<Ring>], far: &[Vec<Ring>]) -> Vec<Vec<Ring>> {
        let cut = |areas: &[Vec<Ring>], to: BBox| -> Vec<Vec<Ring>> {
            let cut = areas.iter().map(|area| area.iter().flat_map(|ring| self.ring(ring, to)).collect::<Vec<Ring>>());
            cut.filter(|area| !area.is_empty()).collect()
        };
        let outside = self.outside().into_iter().flat_map(|strip| cut(far, strip));
        cut(near, self.window).into_iter().chain(outside).collect()
    }

    /// Lines, likewise.
    pub fn lines(&self, near: &[Ring], far: &[Ring]) -> Vec<Ring> {
        let cut =
            |lines: &[Ring], to: BBox| -> Vec<Ring> { lines.iter().flat_map(|line| self.line(line, to)).collect() };
        let outside = self.outside().into_iter().flat_map(|strip| cut(far, strip));
        cut(near, self.window).into_iter().chain(outside).collect()
    }

    /// What of the world is not the window.
    fn outside(&self) -> [BBox; 4] {
        let BBox { west, south, east, north } = self.window;
        let whole = BBox { west: self.west, south: -90.0, east: self.west + 360.0, north: 90.0 };
        [
            BBox { east: west, ..whole },
            BBox { west: east, ..whole },
            BBox { west, east, north: south, ..whole },
            BBox { west, east, south: north, ..whole },
        ]
    }

    fn ring(&self, ring: &Ring, to: BBox) -> Vec<Ring> {
        let seen = turned(ring, to).map(|turn| ring_within(&by(ring, turn), to));
        seen.filter(|ring| ring.len() > 3).collect()
    }

    fn line(&self, line: &Ring, to: BBox) -> Vec<Ring> {
        turned(line, to).flat_map(|turn| line_within(&by(line, turn), to)).collect()
    }
}

/// By how many degrees what lies between -180 and 180 is turned to be seen in a box.
fn turned(points: &[LonLat], to: BBox) -> impl Iterator<Item = f64> {
    let mut around = BBox { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };
    for p in points {
        around.west = around.west.min(p.lon_deg);
        around.east = around.east.max(p.lon_deg);
        around.south = around.south.min(p.lat_deg);
        around.north = around.north.max(p.lat_deg);
    }
    let seen = move |turn: &f64| {
        around.west + turn < to.east
            && around.east + turn > to.west
            && around.south < to.north
            && around.north > to.south
    };
    [-360.0, 0.0, 360.0].into_iter().filter(seen)
}

fn by(points: &[LonLat], turn: f64) -> Ring {
    points.iter().map(|p| LonLat::new(p.lon_deg + turn, p.lat_deg)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, size: f64) -> Vec<Ring> {
        let corner = |x: f64, y: f64| LonLat::new(west + x * size, south + y * size);
        vec![vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0), corner(0.0, 0.0)]]
    }

    fn area(areas: &[Vec<Ring>]) -> f64 {
        let of = |ring: &Ring| {
            let twice = ring.windows(2).map(|pair| match pair {
                [a, b] => a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg,
                _ => 0.0,
            });
            (twice.sum::<f64>() / 2.0).abs()
        };
        areas.iter().flatten().map(of).sum()
    }

    #[test]
    fn what_lies_across_the_window_is_cut_at_its_edge_and_nothing_is_lost() {
        let chart = Chart::around(BBox { west: 35.0, south: 32.0, east: 43.0, north: 38.0 });
        let land = [square(20.0, 20.0, 40.0)];
        assert!((area(&chart.areas(&land, &land)) - 1600.0).abs() < 1e-6);
        assert!(area(&chart.areas(&land, &[])) < 500.0);
    }

    #[test]
    fn a_view_across_the_antimeridian_sees_both_sides_side_by_side() {
        let chart = Chart::around(BBox { west: 176.0, south: -21.0, east: -177.0, north: -14.0 });
        let (fiji, tonga) = (square(177.0, -19.0, 1.0), square(-179.0, -19.0, 1.0));
        let seen = chart.areas(&[fiji, tonga], &[]);
        let west = |area: &Vec<Ring>| area.iter().flatten().map(|p| p.lon_deg).fold(f64::MAX, f64::min);
        assert_eq!(seen.iter().map(west).collect::<Vec<_>>(), [177.0, 181.0]);
        assert_eq!(chart.position(LonLat::new(-175.0, 0.0)).lon_deg, 185.0);
    }
}
