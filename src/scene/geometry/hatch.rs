//! Diagonal lines inside a polygon, as computed geometry: every painter then draws them alike.

use crate::geo::ScreenPoint;

/// Lines at 45°, `pitch_px` apart, inside `parts` (even-odd); they run through `origin`, so that they move with the
/// map rather than under it.
pub(in crate::scene) fn hatch(
    parts: &[(Vec<ScreenPoint>, bool)],
    origin: ScreenPoint,
    pitch_px: f64,
) -> Vec<(Vec<ScreenPoint>, bool)> {
    // Along (u) and across (v) the lines; v = x + y is constant on a line that rises to the right.
    let across = |p: ScreenPoint| p.x + p.y;
    let along = |p: ScreenPoint| p.x - p.y;
    let step = pitch_px * std::f64::consts::SQRT_2;
    if step <= 0.0 {
        return Vec::new();
    }
    let all = parts.iter().flat_map(|(ring, _)| ring.iter().copied());
    let (low, high) =
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| (low.min(across(p)), high.max(across(p))));
    let base = across(origin);
    let mut lines = Vec::new();
    let mut k = libm::ceil((low - base) / step);
    while base + k * step < high {
        let v = base + k * step;
        k += 1.0;
        let mut crossings: Vec<f64> = Vec::new();
        for (ring, _) in parts {
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let (va, vb) = (across(a), across(b));
                if (va <= v) != (vb <= v) {
                    let t = (v - va) / (vb - va);
                    crossings.push(along(a) + (along(b) - along(a)) * t);
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if let &[from, to] = pair
                && to - from > 1.0
            {
                let at = |u: f64| ScreenPoint { x: (v + u) / 2.0, y: (v - u) / 2.0 };
                lines.push((vec![at(from), at(to)], false));
            }
        }
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_line_ends_on_the_edge_of_the_square() {
        let corners = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)];
        let square = vec![(corners.map(|(x, y)| ScreenPoint { x, y }).to_vec(), true)];
        let lines = hatch(&square, ScreenPoint { x: 3.0, y: 0.0 }, 6.0);
        assert!(lines.len() >= 4);
        for p in lines.iter().flat_map(|(line, _)| line) {
            let on_edge = |v: f64| v.abs() < 1e-9 || (v - 20.0).abs() < 1e-9;
            assert!(on_edge(p.x) || on_edge(p.y), "{p:?}");
        }
    }

    #[test]
    fn a_hole_is_left_free() {
        let ring = |a: f64, b: f64| {
            (vec![(a, a), (b, a), (b, b), (a, b)].into_iter().map(|(x, y)| ScreenPoint { x, y }).collect(), true)
        };
        let lines = hatch(&[ring(0.0, 30.0), ring(10.0, 20.0)], ScreenPoint::default(), 6.0);
        for (line, _) in lines {
            let x = (line[0].x + line[1].x) / 2.0;
            let y = (line[0].y + line[1].y) / 2.0;
            assert!(!(x > 10.0 && x < 20.0 && y > 10.0 && y < 20.0), "{x} {y}");
        }
    }
}
