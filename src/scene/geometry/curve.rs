//! A gentle curve between two places.

use crate::geo::ScreenPoint;

/// How far the curve leaves the straight line, as a share of its length.
const BEND: f64 = 0.09;
/// Pieces a curve is flattened into.
const PIECES: u32 = 24;

/// A quadratic curve from `a` to `b`; it bends to the same side whichever end comes first.
pub(in crate::scene) fn curve(a: ScreenPoint, b: ScreenPoint) -> Vec<ScreenPoint> {
    let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    // The control point lies this far from the chord; the curve itself passes at half of it.
    let control = ScreenPoint { x: (a.x + b.x) / 2.0 + dy * BEND, y: (a.y + b.y) / 2.0 - dx * BEND };
    let at = |i: u32| {
        let t = f64::from(i) / f64::from(PIECES);
        let (p, q, r) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        ScreenPoint { x: p * a.x + q * control.x + r * b.x, y: p * a.y + q * control.y + r * b.y }
    };
    (0..=PIECES).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corridor_bends_to_the_same_side_from_either_end() {
        let (a, b) = (ScreenPoint { x: 0.0, y: 0.0 }, ScreenPoint { x: 100.0, y: 40.0 });
        assert_eq!(curve(a, b), curve(b, a));
    }
}
