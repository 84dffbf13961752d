//! How many rows of each kind begin in each unit of time.

use crate::table::rows::Rows;
use crate::time::{Moment, Resolution};
use rayon::prelude::*;

/// More units than this are not told apart: the unit is then a coarser one.
const MOST_UNITS: usize = 40_000;

/// Rows by unit of time and kind, summed up from the first unit on, so that any span is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// The unit.
    pub unit: Resolution,
    /// Where units begin, ascending, and where the last one ends.
    bounds: Vec<Moment>,
    kinds: usize,
    /// For each bound and kind, how many begin before it.
    before: Vec<u32>,
}

impl Histogram {
    /// Of all rows by a unit, or by the next coarser one where it has too many.
    pub fn new(rows: &Rows, unit: Resolution) -> Self {
        let (first, last) = (rows.start(0), rows.start(rows.len().wrapping_sub(1)));
        let Some((first, last)) = first.zip(last) else {
            return Self { unit, bounds: Vec::new(), kinds: 0, before: Vec::new() };
        };
        let coarser = [Resolution::Minute, Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year];
        let fits = |of: &Resolution| (last.0 - first.0) / of.minutes() < MOST_UNITS as i64;
        let unit = coarser.into_iter().filter(|of| *of >= unit).find(fits).unwrap_or(Resolution::Year);
        let mut bounds = vec![unit.begin_of(Moment(first.0.saturating_add(1))).min(first)];
        while let Some(bound) = bounds.last().copied().filter(|bound| *bound <= last) {
            // Past the end of the calendar there are no units.
            let next = unit.after(bound);
            let goes_on = next.0 - bound.0 >= (unit.minutes() / 2).max(1);
            bounds.push(if goes_on { next } else { Moment(last.0.saturating_add(1)) });
        }
        let kinds = rows.kinds().len().max(1);
        let positions: Vec<usize> = bounds.iter().map(|bound| rows.starts.before(*bound)).collect();
        let in_unit = |pair: &[usize]| {
            let mut counts = vec![0u32; kinds];
            let within = pair.first().zip(pair.last()).and_then(|(from, to)| rows.kind.get(*from..*to));
            for kind in within.unwrap_or_default() {
                if let Some(count) = counts.get_mut(usize::from(*kind)) {
                    *count += 1;
                }
            }
            counts
        };
        let counts: Vec<Vec<u32>> = positions.par_windows(2).map(in_unit).collect();
        let mut before = vec![0; kinds];
        let mut sums = before.clone();
        for counts in counts {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
            before.extend_from_slice(&sums);
        }
        Self { unit, bounds, kinds, before }
    }

    /// The units that begin in `[from, until)`: each with its beginning, its end and how many rows of each kind begin in it.
    pub fn units(&self, from: Moment, until: Moment) -> impl Iterator<Item = (Moment, Moment, Vec<u32>)> {
        let last = self.bounds.len().saturating_sub(1);
        let of = |moment| self.bounds.partition_point(|bound| *bound < moment).min(last);
        (of(from)..of(until)).filter_map(|at| {
            Some((*self.bounds.get(at)?, *self.bounds.get(at + 1)?, self.between(at, at + 1).collect()))
        })
    }

    /// How many rows of each kind begin in the units from the one that begins at or after `from` to the last that ends by
    /// `until`.
    pub fn counts(&self, from: Moment, until: Moment) -> Vec<u32> {
        let first = self.bounds.partition_point(|bound| *bound < from);
        let past = self.bounds.partition_point(|bound| *bound <= until).saturating_sub(1);
        if first >= past { vec![0; self.kinds] } else { self.between(first, past).collect() }
    }

    fn between(&self, first: usize, past: usize) -> impl Iterator<Item = u32> {
        let row = |at: usize| self.before.get(at * self.kinds..(at + 1) * self.kinds).unwrap_or_default();
        row(past).iter().zip(row(first)).map(|(past, first)| past - first)
    }
}
