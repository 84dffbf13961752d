//! Rectangles that words keep clear of, found by where they are.

use crate::geo::ScreenRect;
use std::collections::BTreeMap;

/// Side of a cell, px.
const CELL: f64 = 96.0;

/// What reaches into more cells than this is looked at one by one: on a near map a corridor crosses millions.
const MOST_CELLS: f64 = 4096.0;

/// Rectangles by the cells they reach into.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles {
    by_cell: BTreeMap<(i64, i64), Vec<ScreenRect>>,
    large: Vec<ScreenRect>,
}

impl Obstacles {
    /// Adds one.
    pub fn add(&mut self, room: ScreenRect) {
        if (room.width() / CELL + 1.0) * (room.height() / CELL + 1.0) > MOST_CELLS {
            self.large.push(room);
            return;
        }
        for cell in cells(room) {
            self.by_cell.entry(cell).or_default().push(room);
        }
    }

    /// Adds several.
    pub fn extend(&mut self, rooms: impl IntoIterator<Item = ScreenRect>) {
        rooms.into_iter().for_each(|room| self.add(room));
    }

    /// Whether nothing lies in a rectangle.
    pub fn leave(&self, room: ScreenRect) -> bool {
        let free = |rooms: &Vec<ScreenRect>| !rooms.iter().any(|other| other.overlaps(room));
        free(&self.large) && cells(room).all(|cell| self.by_cell.get(&cell).is_none_or(free))
    }
}

fn cells(room: ScreenRect) -> impl Iterator<Item = (i64, i64)> {
    let cell = |v: f64| (v / CELL).floor() as i64;
    let (left, right) = (cell(room.min.x), cell(room.max.x));
    let (top, bottom) = (cell(room.min.y), cell(room.max.y));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_across_several_cells_is_found_from_each() {
        let mut taken = Obstacles::default();
        taken.add(ScreenRect::new(-10.0, 90.0, 300.0, 20.0));
        assert!(!taken.leave(ScreenRect::new(250.0, 100.0, 5.0, 5.0)));
        assert!(!taken.leave(ScreenRect::new(-200.0, 0.0, 1000.0, 1000.0)));
        assert!(taken.leave(ScreenRect::new(250.0, 111.0, 50.0, 50.0)));
    }

    #[test]
    fn what_is_larger_than_any_map_costs_no_more_and_is_found() {
        let mut taken = Obstacles::default();
        taken.add(ScreenRect::new(-1e12, 0.0, 2e12, 1e12));
        assert!(taken.by_cell.is_empty());
        assert!(!taken.leave(ScreenRect::new(250.0, 111.0, 50.0, 50.0)));
        assert!(taken.leave(ScreenRect::new(250.0, -111.0, 50.0, 50.0)));
    }
}
