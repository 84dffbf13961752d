//! Lines that would lie so close that they are a grey: those are left out.

use crate::geo::ScreenPoint;
use std::collections::BTreeMap;

/// Width of the squares in which lines are measured, design px.
const SQUARE: f64 = 16.0;
/// Design px of lines for each of ground beyond which they are left out: as where areas are some 24 px wide.
const DENSE: f64 = 0.085;

/// The lines around which there is room; `px` is picture px per design px. A line stays whole or is left out.
pub(super) fn thinned(lines: Vec<Vec<ScreenPoint>>, px: f64) -> Vec<Vec<ScreenPoint>> {
    let side = SQUARE * px;
    let square = |at: ScreenPoint| ((at.x / side).floor() as i64, (at.y / side).floor() as i64);
    let mut squares: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    for (at, length) in lines.iter().flat_map(|line| pieces(line, side)) {
        *squares.entry(square(at)).or_default() += length;
    }
    // With the squares around it, so that it does not matter where a square begins.
    let around = |at: ScreenPoint| -> f64 {
        let (x, y) = square(at);
        let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        near.filter_map(|at| squares.get(&at)).sum::<f64>() * px / (9.0 * side * side)
    };
    let has_room = |line: &Vec<ScreenPoint>| {
        let (dense, whole) =
            pieces(line, side).fold((0.0, 0.0), |(sum, all), (at, length)| (sum + around(at) * length, all + length));
        dense <= DENSE * whole
    };
    let chosen: Vec<bool> = lines.iter().map(has_room).collect();
    lines.into_iter().zip(chosen).filter_map(|(line, chosen)| chosen.then_some(line)).collect()
}

/// A line in pieces no longer than half a square: the middle and the length of each.
fn pieces(line: &[ScreenPoint], side: f64) -> impl Iterator<Item = (ScreenPoint, f64)> {
    line.iter().zip(line.iter().skip(1)).flat_map(move |(a, b)| {
        let length = libm::hypot(b.x - a.x, b.y - a.y);
        let count = (length / side * 2.0).ceil().max(1.0);
        (0..count as usize).map(move |piece| {
            let share = (piece as f64 + 0.5) / count;
            (ScreenPoint { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }, length / count)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Upright lines this far apart, from one x to another.
    fn upright(from: f64, until: f64, apart: f64) -> Vec<Vec<ScreenPoint>> {
        let count = ((until - from) / apart) as usize;
        let at = |i: usize, y: f64| ScreenPoint { x: from + apart * i as f64, y };
        (0..count).map(|i| vec![at(i, 0.0), at(i, 300.0)]).collect()
    }

    #[test]
    fn lines_that_would_be_a_grey_are_left_out_and_others_stay_whole() {
        for px in [1.0, 1.5] {
            let (near, far) = (upright(0.0, 200.0 * px, 5.0 * px), upright(400.0 * px, 900.0 * px, 60.0 * px));
            let left = thinned([near.clone(), far.clone()].concat(), px);
            let (grey, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|line| near.contains(line));
            assert_eq!(others, far, "{px}");
            assert!(grey.len() <= 2, "{px}: only the outermost have room on one side: {grey:?}");
        }
    }
}
