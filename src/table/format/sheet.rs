//! Spreadsheets: the first sheet with rows of an XLSX or ODS file. A cell in the form of a date is one; what a sheet
//! calculates is taken as it was last.

mod ods;
mod xlsx;

pub(super) use ods::{is_ods, ods};
pub(super) use xlsx::{is_xlsx, xlsx};

use crate::table::error::TableError;
use crate::table::format::grid;

/// The most rows and columns of a sheet that are looked at.
const MOST_ROWS: usize = 1 << 21;
const MOST_COLUMNS: usize = 2000;

/// Rows as text with commas, without what stands above the headings and without empty rows at the end.
fn written(mut rows: Vec<Vec<String>>) -> Result<Vec<u8>, TableError> {
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    while rows.last().is_some_and(|row| filled(row) == 0) {
        rows.pop();
    }
    let width = rows.iter().map(filled).max().unwrap_or_default();
    // A title has fewer cells than half of those of the widest row.
    let first = rows.iter().position(|row| filled(row) * 2 > width).unwrap_or_default();
    let wide = |mut row: Vec<String>| {
        row.resize(width, String::new());
        row
    };
    let mut rows = rows.into_iter().skip(first).map(wide);
    let headings = rows.next().filter(|_| width > 0).ok_or(TableError::Empty)?;
    grid::written(headings, rows)
}
