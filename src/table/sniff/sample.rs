//! Rows from all over a table, to look at.

use crate::table::split::{Delimited, Records, likely_start};

/// How many rows are looked at from the beginning, and from each of the other spots.
const FIRST: usize = 2000;
const OTHERS: usize = 250;
const SPOTS: usize = 8;

/// Rows from all over a table.
pub(super) struct Sample {
    /// Their cells; only those that have as many as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Sample {
    pub fn of(text: &[u8], how: Delimited, columns: usize, start: usize) -> Self {
        let mut rows = Vec::new();
        let ended = take(text, how, columns, start, FIRST, &mut rows);
        let left = text.len().saturating_sub(ended);
        for spot in 0..SPOTS {
            let at = ended + left / SPOTS * spot;
            if left > 0 && at < text.len() {
                let from = if spot == 0 { ended } else { likely_start(text, how, columns, at) };
                take(text, how, columns, from, OTHERS, &mut rows);
            }
        }
        Self { rows }
    }

    /// The cells of a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(at).map(String::as_str))
    }

    /// What share of the cells that are not empty satisfies something; 0 where all are empty.
    pub fn share(&self, at: usize, is: impl Fn(&str) -> bool) -> f64 {
        let filled = self.column(at).filter(|cell| !cell.trim().is_empty());
        let (all, good) = filled.fold((0, 0), |(all, good), cell| (all + 1, good + u32::from(is(cell))));
        if all == 0 { 0.0 } else { f64::from(good) / f64::from(all) }
    }
}

/// Takes so many rows from a byte on, and says where they end.
fn take(text: &[u8], how: Delimited, columns: usize, from: usize, most: usize, rows: &mut Vec<Vec<String>>) -> usize {
    let mut records = Records::new(text, how, columns, from);
    let mut cells = Vec::new();
    for _ in 0..most {
        let Some(record) = records.next_before(usize::MAX, &mut cells) else { break };
        if record.fault.is_none() && cells.len() >= columns && !record.blank {
            let word =
                |cell: &crate::table::split::CellSpan| String::from_utf8_lossy(&cell.of(text, how.quote)).into_owned();
            rows.push(cells.iter().take(columns).map(word).collect());
        }
    }
    records.at()
}
