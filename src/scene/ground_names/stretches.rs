//! The stretches of land that a level line of text crosses.

use crate::geo::ScreenPoint;

/// Where in a stretch of land a name is tried, as shares of the room it leaves; the middle first.
pub(in crate::scene) const SHARES: [f64; 5] = [0.5, 0.35, 0.65, 0.15, 0.85];

/// The stretches of land along a line of text whose baseline is `y`.
pub(in crate::scene) fn stretches(rings: &[Vec<ScreenPoint>], y: f64, size: f64, pad: f64) -> Vec<(f64, f64)> {
    let at = |y: f64| crossings(rings, y);
    let all = [at(y + pad * 0.5), at(y - size * 0.4), at(y - size * 0.8 - pad * 0.5)];
    let inset = |(from, to): (f64, f64)| (from + pad, to - pad);
    let [first, rest @ ..] = all;
    let mut common: Vec<(f64, f64)> = first.into_iter().map(inset).collect();
    for line in rest {
        let pairs =
            common.iter().flat_map(|&(a, b)| line.iter().copied().map(inset).map(move |(c, d)| (a.max(c), b.min(d))));
        common = pairs.filter(|(a, b)| a < b).collect();
    }
    common
}

/// Where a level line enters and leaves the land.
fn crossings(rings: &[Vec<ScreenPoint>], y: f64) -> Vec<(f64, f64)> {
    let mut xs: Vec<f64> = Vec::new();
    for ring in rings {
        for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.y <= y) != (b.y <= y) {
                xs.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
            }
        }
    }
    xs.sort_by(f64::total_cmp);
    xs.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}
