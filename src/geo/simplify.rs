//! How much each vertex of a line matters, so that any zoom can leave out what nobody sees.

use crate::geo::WorldPoint;

/// For every vertex the tolerance below which Douglas and Peucker's method keeps it, in world units; the two ends
/// are always kept. Computed once, a line is simplified by comparing numbers, and what two neighbours share stays
/// shared.
///
/// ```
/// use dateline::geo::{LonLat, significance};
///
/// // A bend of a border counts for more than a point that lies on the straight line between its neighbours.
/// let line = [(60.0, 34.0), (61.0, 34.0), (62.0, 35.0), (63.0, 34.0)].map(|(lon, lat)| LonLat::new(lon, lat).world());
/// let counts = significance(&line);
/// assert!(counts[2] > counts[1]);
/// ```
pub fn significance(points: &[WorldPoint]) -> Vec<f64> {
    let mut weight = vec![0.0; points.len()];
    let Some(last) = points.len().checked_sub(1) else { return weight };
    weight[0] = f64::INFINITY;
    weight[last] = f64::INFINITY;
    // A closed line has no chord: cut it at the vertex farthest from its start.
    let mut stack = vec![(0, last, f64::INFINITY)];
    while let Some((from, to, bound)) = stack.pop() {
        let mut farthest = (0, -1.0);
        for i in from + 1..to {
            let (x, y) = off_segment(points[i], points[from], points[to]);
            let far2 = x * x + y * y;
            if far2 > farthest.1 {
                farthest = (i, far2);
            }
        }
        let (at, far2) = farthest;
        if at > 0 {
            let kept = far2.sqrt().min(bound);
            weight[at] = kept;
            stack.push((from, at, kept));
            stack.push((at, to, kept));
        }
    }
    weight
}

/// From the nearest point of a segment to `p`.
fn off_segment(p: WorldPoint, a: WorldPoint, b: WorldPoint) -> (f64, f64) {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (p.x - a.x - t * dx, p.y - a.y - t * dy)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<WorldPoint> {
        points.iter().map(|&(x, y)| WorldPoint { x, y }).collect()
    }

    #[test]
    fn the_ends_always_stay() {
        let weight = significance(&line(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]));
        assert_eq!(weight, [f64::INFINITY, 0.0, f64::INFINITY]);
    }

    #[test]
    fn a_spike_matters_as_much_as_it_stands_out() {
        let weight = significance(&line(&[(0.0, 0.0), (1.0, 0.5), (2.0, 0.0)]));
        assert!((weight[1] - 0.5).abs() < 1e-12);
    }

    #[test]
    fn no_vertex_outweighs_the_one_that_split_its_part() {
        let weight = significance(&line(&[(0.0, 0.0), (1.0, 0.1), (2.0, 0.3), (3.0, -4.0), (4.0, 0.0)]));
        assert!(weight[1] <= weight[2] && weight[2] <= weight[3]);
    }

    #[test]
    fn a_closed_line_and_an_empty_one_are_no_trouble() {
        assert!(significance(&[]).is_empty());
        let ring = significance(&line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]));
        assert!(ring[2] > 1.0 && ring[1] > 0.0);
    }
}
