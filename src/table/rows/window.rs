//! Rows in a window of time.

use std::ops::Range;

/// Rows that one block of the index over ends is of.
const BLOCK: usize = 256;

/// Positions of the rows in a window of time: a range of those that begin in it, and those that began before and reach
/// into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowWindow {
    /// Those that began before, ascending.
    pub earlier: Vec<u32>,
    /// Those that begin in it.
    pub within: Range<usize>,
}

impl RowWindow {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.earlier.len() + self.within.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All positions, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.earlier.iter().map(|at| *at as usize).chain(self.within.clone())
    }

    /// Whether a position is among them.
    pub fn contains(&self, at: usize) -> bool {
        self.within.contains(&at) || u32::try_from(at).is_ok_and(|at| self.earlier.binary_search(&at).is_ok())
    }
}

/// How far the rows of each block reach: the latest of their ends, minutes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reach(pub Vec<i64>);

impl Reach {
    /// Of ends in the order of positions.
    pub fn new(ends: impl Iterator<Item = i64>) -> Self {
        let mut latest = Vec::new();
        for (at, end) in ends.enumerate() {
            match latest.last_mut() {
                Some(last) if at % BLOCK != 0 => *last = end.max(*last),
                _ => latest.push(end),
            }
        }
        Self(latest)
    }

    /// The positions below `limit` whose end lies after `moment`, ascending.
    pub fn past(&self, moment: i64, limit: usize, end: impl Fn(usize) -> i64) -> Vec<u32> {
        let blocks = self.0.iter().enumerate().take(limit.div_ceil(BLOCK)).filter(|(_, latest)| **latest > moment);
        let positions = blocks.flat_map(|(block, _)| block * BLOCK..limit.min((block + 1) * BLOCK));
        positions.filter(|at| end(*at) > moment).filter_map(|at| u32::try_from(at).ok()).collect()
    }
}
