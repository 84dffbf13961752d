//! Plane geometry of lines and rings, in px of the screen. Knows nothing of marks or colours.

use crate::text::Segment;
use egui::Pos2;

/// Twice the signed area; positive when the ring runs clockwise on a screen.
pub fn area(ring: &[Pos2]) -> f32 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// Whether a point lies inside a ring.
pub fn inside(ring: &[Pos2], at: Pos2) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossings = ring
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x);
    crossings.count() % 2 == 1
}

/// Sorts rings into polygons: an outer ring, then the holes that lie in it.
pub fn polygons(rings: &[Vec<Pos2>]) -> Vec<Vec<Vec<Pos2>>> {
    let depth = |ring: &Vec<Pos2>| {
        let Some(&first) = ring.first() else { return 0 };
        rings.iter().filter(|other| !std::ptr::eq(*other, ring) && inside(other, first)).count()
    };
    let depths: Vec<usize> = rings.iter().map(depth).collect();
    let mut polygons: Vec<Vec<Vec<Pos2>>> = Vec::new();
    for (ring, depth) in rings.iter().zip(&depths) {
        if depth % 2 == 0 {
            polygons.push(vec![ring.clone()]);
        }
    }
    for (ring, depth) in rings.iter().zip(&depths) {
        let (true, Some(&first)) = (depth % 2 == 1, ring.first()) else { continue };
        if let Some(polygon) = polygons.iter_mut().rev().find(|p| p.first().is_some_and(|outer| inside(outer, first))) {
            polygon.push(ring.clone());
        }
    }
    polygons
}

/// Cuts a polyline into dashes that turn with its corners; for dots (`on` 0), single points.
pub fn dash_runs(points: &[Pos2], on: f32, off: f32) -> Vec<Vec<Pos2>> {
    let mut runs = Vec::new();
    let mut run: Vec<Pos2> = Vec::new();
    let mut drawing = true;
    let mut left = on.max(0.0);
    if on <= 0.0 {
        left = 0.0;
    }
    for pair in points.windows(2) {
        let &[a, b] = pair else { continue };
        let length = (b - a).length();
        if length <= 0.0 {
            continue;
        }
        let step = (b - a) / length;
        let mut done = 0.0;
        if drawing && run.is_empty() {
            run.push(a);
        }
        while length - done > left {
            done += left;
            let here = a + step * done;
            if drawing {
                if on > 0.0 {
                    run.push(here);
                }
                runs.push(std::mem::take(&mut run));
                left = off;
            } else {
                run.push(here);
                left = on.max(0.0);
            }
            drawing = !drawing;
        }
        left -= length - done;
        if drawing && on > 0.0 {
            run.push(b);
        }
    }
    if drawing && run.len() > 1 {
        runs.push(run);
    }
    runs
}

/// Whether a line turns by more than a right angle somewhere.
pub fn sharp(points: &[Pos2], closed: bool) -> bool {
    let around = points.iter().chain(points.iter().take(if closed { 2 } else { 0 }));
    let around: Vec<Pos2> = around.copied().collect();
    around.windows(3).any(|corner| match corner {
        &[a, b, c] => (b - a).normalized().dot((c - b).normalized()) < 0.0,
        _ => false,
    })
}

/// The closed contours of a glyph, curves flattened.
pub fn contours(outline: &[Segment], place: impl Fn([f64; 2]) -> Pos2) -> Vec<Vec<Pos2>> {
    const STEPS: u32 = 6;
    let mut rings: Vec<Vec<Pos2>> = Vec::new();
    let mut ring: Vec<Pos2> = Vec::new();
    let shares = || (1..=STEPS).map(|i| i as f32 / STEPS as f32);
    for segment in outline {
        let from = ring.last().copied().unwrap_or_default();
        match *segment {
            Segment::Move(p) => {
                rings.push(std::mem::take(&mut ring));
                ring.push(place(p));
            }
            Segment::Line(p) => ring.push(place(p)),
            Segment::Quad(p, q) => {
                let (p, q) = (place(p), place(q));
                ring.extend(shares().map(|t| from.lerp(p, t).lerp(p.lerp(q, t), t)));
            }
            Segment::Cubic(p, q, r) => {
                let (p, q, r) = (place(p), place(q), place(r));
                ring.extend(shares().map(|t| {
                    let (a, b, c) = (from.lerp(p, t), p.lerp(q, t), q.lerp(r, t));
                    a.lerp(b, t).lerp(b.lerp(c, t), t)
                }));
            }
            Segment::Close => rings.push(std::mem::take(&mut ring)),
        }
    }
    rings.push(ring);
    for ring in &mut rings {
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
    }
    rings.retain(|ring| ring.len() > 2);
    rings
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use egui::pos2;

    fn square(min: f32, max: f32) -> Vec<Pos2> {
        vec![pos2(min, min), pos2(max, min), pos2(max, max), pos2(min, max)]
    }

    #[test]
    fn a_ring_inside_a_ring_is_a_hole_and_one_inside_that_an_island() {
        let polygons = polygons(&[square(0.0, 100.0), square(10.0, 90.0), square(20.0, 80.0), square(200.0, 210.0)]);
        assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn dashes_turn_corners_and_keep_their_length() {
        let corner = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 20.0)];
        let runs = dash_runs(&corner, 6.0, 2.0);
        assert_eq!(runs[0], [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 2.0)]);
        assert_eq!(runs[1], [pos2(4.0, 4.0), pos2(4.0, 10.0)]);
    }

    #[test]
    fn dots_stand_one_gap_apart() {
        let runs = dash_runs(&[pos2(0.0, 0.0), pos2(10.0, 0.0)], 0.0, 3.0);
        let dots: Vec<f32> = runs.iter().map(|run| run[0].x).collect();
        assert_eq!(dots, [0.0, 3.0, 6.0, 9.0]);
    }
}
