//! A grid of hexagons that is anchored to the world: cells move with the map, and none changes while it is moved.

use crate::geo::{ScreenPoint, ScreenRect};

/// Hexagons standing on a corner, over a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct HexGrid {
    /// From the middle to a corner, px.
    pub radius: f64,
    map: ScreenRect,
    /// Where the grid begins, px of the surface; its row is an even one.
    corner: ScreenPoint,
    columns: usize,
    rows: usize,
}

/// A corner lies farther from the middle than a neighbour's middle is wide: √3.
const WIDE: f64 = 1.732_050_807_568_877_2;

impl HexGrid {
    /// Over a map, on a surface on which the world's own corner lies at `origin`.
    pub fn over(map: ScreenRect, origin: ScreenPoint, radius: f64) -> Self {
        let (across, down) = (radius * WIDE, radius * 1.5);
        let before = |from: f64, step: f64| ((from / step).floor() - 2.0) * step;
        let corner = ScreenPoint {
            x: origin.x + before(map.min.x - origin.x, across),
            y: origin.y + before(map.min.y - origin.y, 2.0 * down),
        };
        let columns = ((map.max.x - corner.x) / across).ceil().max(0.0) as usize + 3;
        let rows = ((map.max.y - corner.y) / down).ceil().max(0.0) as usize + 3;
        Self { radius, map, corner, columns, rows }
    }

    /// How many cells it has.
    pub fn len(self) -> usize {
        self.columns * self.rows
    }

    /// The cell of a point of the map; `None` of what lies beside it.
    pub fn cell(self, at: ScreenPoint) -> Option<usize> {
        let ScreenRect { min, max } = self.map;
        if !(at.x >= min.x && at.x < max.x && at.y >= min.y && at.y < max.y) {
            return None;
        }
        // Of the nearest row, and of the next where the point lies above or below the upright sides.
        let y = (at.y - self.corner.y) / (self.radius * 1.5);
        let x = (at.x - self.corner.x) / (self.radius * WIDE);
        // The map lies right of and below the corner: what is cut off here is positive.
        let mut row = (y + 0.5) as usize;
        let mut column = (x - shift(row) + 0.5) as usize;
        let dy = y - row as f64;
        if dy.abs() * 3.0 > 1.0 {
            let dx = x - shift(row) - column as f64;
            let other = if dy < 0.0 { row.saturating_sub(1) } else { row + 1 };
            let near = (x - shift(other) + 0.5) as usize;
            let (dx2, dy2) = (x - shift(other) - near as f64, y - other as f64);
            let far = |dx: f64, dy: f64| 3.0 * dx * dx + 2.25 * dy * dy;
            if far(dx2, dy2) < far(dx, dy) {
                (row, column) = (other, near);
            }
        }
        Some(row * self.columns + column).filter(|cell| *cell < self.len())
    }

    /// The middle of a cell.
    pub fn center(self, cell: usize) -> ScreenPoint {
        let (row, column) = (cell / self.columns, cell % self.columns);
        ScreenPoint {
            x: self.corner.x + (column as f64 + shift(row)) * self.radius * WIDE,
            y: self.corner.y + row as f64 * self.radius * 1.5,
        }
    }

    /// From one upright side of a cell to the other, px.
    pub fn across(self) -> f64 {
        self.radius * WIDE
    }

    /// The outline of a cell around the origin, a little smaller than it is.
    pub fn outline(self, gap: f64) -> Vec<ScreenPoint> {
        let radius = self.radius - gap;
        let corner = |i: u32| std::f64::consts::FRAC_PI_3 * (f64::from(i) + 0.5);
        (0..6).map(corner).map(|a| ScreenPoint { x: radius * libm::cos(a), y: radius * libm::sin(a) }).collect()
    }
}

/// By how much of a cell every other row lies to the right.
fn shift(row: usize) -> f64 {
    if row % 2 == 1 { 0.5 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_point_is_of_the_cell_whose_middle_is_nearest(
            x in 20.0f64..400.0, y in 30.0f64..300.0, left in -9000.0f64..0.0, top in -9000.0f64..0.0, radius in 3.0f64..20.0,
        ) {
            let map = ScreenRect::new(20.0, 30.0, 380.0, 270.0);
            let grid = HexGrid::over(map, ScreenPoint { x: left, y: top }, radius);
            let cell = grid.cell(ScreenPoint { x, y });
            let far = |cell: usize| { let c = grid.center(cell); libm::hypot(c.x - x, c.y - y) };
            let nearest = (0..grid.len()).map(far).fold(f64::INFINITY, f64::min);
            prop_assert!(cell.is_some_and(|cell| far(cell) <= nearest + 1e-9), "{cell:?}");
        }

        #[test]
        fn cells_move_with_the_map(by in -500.0f64..500.0, x in 100.0f64..300.0) {
            let grid = |by: f64| HexGrid::over(ScreenRect::new(0.0, 0.0, 400.0, 400.0), ScreenPoint { x: by - 7000.0, y: 2.0 * by - 90.0 }, 7.0);
            let (before, after) = (grid(0.0), grid(by / 10.0));
            let center = |grid: HexGrid, by: f64| grid.cell(ScreenPoint { x: x + by, y: 200.0 + 2.0 * by }).map(|cell| grid.center(cell));
            let (a, b) = (center(before, 0.0), center(after, by / 10.0));
            if let (Some(a), Some(b)) = (a, b) {
                prop_assert!((b.x - a.x - by / 10.0).abs() < 1e-6 && (b.y - a.y - by / 5.0).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn what_lies_beside_the_map_is_in_no_cell() {
        let grid = HexGrid::over(ScreenRect::new(10.0, 10.0, 50.0, 50.0), ScreenPoint::default(), 7.0);
        for (x, y) in [(9.0, 20.0), (61.0, 20.0), (20.0, 9.9), (20.0, 60.5), (f64::NAN, 20.0)] {
            assert_eq!(grid.cell(ScreenPoint { x, y }), None, "{x} {y}");
        }
    }
}
