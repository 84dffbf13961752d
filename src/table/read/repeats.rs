//! Rows that say the same as an earlier one, cell by cell but for their number.

use crate::table::split::{CellSpan, Delimited};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::hash::{BuildHasher as _, Hasher as _};
use std::ops::Range;

/// What a row is told from others by, before their bytes are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    hash: u64,
    number: u32,
    start: usize,
}

impl Print {
    /// Of a row that takes some bytes of the text, without those of its number.
    pub fn new(text: &[u8], row: Range<usize>, without: Option<Range<usize>>, number: u32) -> Self {
        let start = row.start;
        let [before, after] = halves(text, row, without);
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(before);
        hasher.write(after);
        Self { hash: hasher.finish(), number, start }
    }

    /// The same among the rows of all parts.
    pub fn after(self, rows: u32) -> Self {
        Self { number: self.number + rows, ..self }
    }
}

/// The bytes of a row without the end of its line, before and after its number.
fn halves(text: &[u8], row: Range<usize>, without: Option<Range<usize>>) -> [&[u8]; 2] {
    let row_end = row.end;
    let bytes = text.get(row.clone()).unwrap_or_default();
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    match without {
        Some(cell) if cell.start >= row.start && cell.end <= row_end => {
            let (before, rest) = bytes.split_at(bytes.len().min(cell.start - row.start));
            [before, rest.get(cell.end - cell.start..).unwrap_or_default()]
        }
        _ => [bytes, &[]],
    }
}

/// The numbers of all rows that an earlier one says, in order.
pub(super) fn of(text: &[u8], how: Delimited, number_column: Option<usize>, mut prints: Vec<Print>) -> Vec<u32> {
    prints.par_sort_unstable();
    let mut cells: Vec<CellSpan> = Vec::new();
    let mut bytes = |print: &Print| {
        let walked = how.walk(text, print.start, &mut cells);
        let number = number_column.and_then(|at| cells.get(at)).map(|cell| cell.range());
        halves(text, print.start..walked.next, number)
    };
    let mut repeats = Vec::new();
    for alike in prints.chunk_by(|a, b| a.hash == b.hash).filter(|alike| alike.len() > 1) {
        let mut seen: Vec<[&[u8]; 2]> = Vec::new();
        for print in alike {
            let own = bytes(print);
            if seen.contains(&own) {
                repeats.push(print.number);
            } else {
                seen.push(own);
            }
        }
    }
    repeats.sort_unstable();
    repeats
}
