//! Rectangles that words keep clear of, found by where they are.

use crate::geo::ScreenRect;
use std::collections::BTreeMap;

/// Side of a cell, px.
const CELL: f64 = 96.0;

/// Rectangles by the cells they reach into.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles(BTreeMap<(i64, i64), Vec<ScreenRect>>);

impl Obstacles {
    /// Adds one.
    pub fn add(&mut self, room: ScreenRect) {
        for cell in cells(room) {
            self.0.entry(cell).or_default().push(room);
        }
    }

    /// Adds several.
    pub fn extend(&mut self, rooms: impl IntoIterator<Item = ScreenRect>) {
        rooms.into_iter().for_each(|room| self.add(room));
    }

    /// Whether nothing lies in a rectangle.
    pub fn leave(&self, room: ScreenRect) -> bool {
        cells(room).all(|cell| self.0.get(&cell).is_none_or(|rooms| !rooms.iter().any(|other| other.overlaps(room))))
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
}
