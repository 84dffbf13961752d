//! Spots at which many rows lie: the same point, again and again.

use rayon::prelude::*;

/// Fewer rows than this at one point are no spot.
const MANY: usize = 10;

/// The spots of a table, and which of them each row is at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSpots {
    /// By position, one more than the number of its spot; empty where there is no spot.
    of: Vec<u32>,
    /// A row at each spot.
    rows: Vec<u32>,
}

impl RowSpots {
    pub(super) fn new(points: impl Fn(usize) -> u64 + Sync, len: usize) -> Self {
        let mut sorted: Vec<(u64, u32)> =
            (0..len).into_par_iter().filter_map(|at| Some((points(at), u32::try_from(at).ok()?))).collect();
        sorted.par_sort_unstable();
        let mut spots = Self::default();
        for spot in sorted.chunk_by(|a, b| a.0 == b.0).filter(|spot| spot.len() >= MANY) {
            let Some((_, first)) = spot.first() else { continue };
            spots.rows.push(*first);
            spots.of.resize(len, 0);
            let number = u32::try_from(spots.rows.len()).unwrap_or_default();
            for (_, at) in spot {
                if let Some(of) = spots.of.get_mut(*at as usize) {
                    *of = number;
                }
            }
        }
        spots
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The spot that a row is at.
    pub fn of(&self, at: usize) -> Option<usize> {
        (*self.of.get(at)? as usize).checked_sub(1)
    }

    /// The position of a row at a spot.
    pub fn row(&self, spot: usize) -> Option<usize> {
        self.rows.get(spot).map(|at| *at as usize)
    }
}
