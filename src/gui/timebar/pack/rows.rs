//! What is taken in the rows of a lane.

use super::{ExtentPx, GAP_PX};

/// What is taken in each row, from left to right.
pub(super) struct RowOccupancy(Vec<Vec<ExtentPx>>);

impl RowOccupancy {
    /// So many empty rows.
    pub(super) fn new(rows: usize) -> Self {
        Self(vec![Vec::new(); rows])
    }

    /// How many rows are used.
    pub(super) fn used(&self) -> usize {
        self.0.iter().rposition(|taken| !taken.is_empty()).map_or(0, |last| last + 1)
    }

    /// Whether nothing in a row comes nearer than the gap.
    pub(super) fn is_free(&self, row: usize, (a, b): ExtentPx) -> bool {
        let Some(taken) = self.0.get(row) else { return false };
        let next = taken.partition_point(|other| other.1 + GAP_PX <= a);
        taken.get(next).is_none_or(|other| other.0 >= b + GAP_PX)
    }

    /// Takes an extent of a row.
    pub(super) fn take(&mut self, row: usize, extent: ExtentPx) {
        if let Some(taken) = self.0.get_mut(row) {
            let at = taken.partition_point(|other| other.0 < extent.0);
            taken.insert(at, extent);
        }
    }

    /// Gives it back.
    pub(super) fn leave(&mut self, row: usize, extent: ExtentPx) {
        if let Some(taken) = self.0.get_mut(row) {
            taken.retain(|other| *other != extent);
        }
    }

    /// Whether nothing stands between a thing's right edge and the end of its words.
    pub(super) fn is_clear(&self, row: usize, right: f32, (_, end): ExtentPx) -> bool {
        let Some(taken) = self.0.get(row) else { return false };
        let own = right + 1.5;
        let next = taken.partition_point(|other| other.1 <= own);
        taken.get(next).is_none_or(|other| other.0 >= end + GAP_PX)
    }
}
