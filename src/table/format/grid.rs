//! Rows with named cells, written as the delimited text that all tables are read from.

use crate::table::error::TableError;
use std::collections::HashMap;

/// The most columns that are kept: what has more is no table.
const MOST_COLUMNS: usize = 2000;

/// Rows with named cells.
#[derive(Default)]
pub(super) struct Grid {
    headings: Vec<String>,
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// With some headings first.
    pub fn new(first: &[&str]) -> Self {
        let mut grid = Self::default();
        for heading in first {
            grid.column(heading);
        }
        grid
    }

    fn column(&mut self, heading: &str) -> Option<usize> {
        if let Some(at) = self.columns.get(heading) {
            return Some(*at);
        }
        let at = self.headings.len();
        (at < MOST_COLUMNS).then(|| {
            self.headings.push(heading.to_owned());
            self.columns.insert(heading.to_owned(), at);
            at
        })
    }

    /// A further row; of two cells with one name the first is taken.
    pub fn row<H: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = (H, String)>) {
        let mut row: Vec<String> = Vec::with_capacity(self.headings.len());
        for (heading, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
            let Some(at) = self.column(heading.as_ref()) else { continue };
            if row.len() <= at {
                row.resize(at + 1, String::new());
            }
            if let Some(slot) = row.get_mut(at).filter(|slot| slot.is_empty()) {
                *slot = cell;
            }
        }
        self.rows.push(row);
    }

    /// As text with commas and headings.
    pub fn written(self) -> Result<Vec<u8>, TableError> {
        // A column in which nothing stands would look like one that was meant.
        let stands = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<usize> = (0..self.headings.len()).filter(|at| stands(*at)).collect();
        if self.rows.is_empty() || kept.is_empty() {
            return Err(TableError::Empty);
        }
        let headings = kept.iter().filter_map(|at| self.headings.get(*at)).map(String::as_str);
        let row = |row: &Vec<String>| -> Vec<String> {
            kept.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
        };
        written(headings.map(str::to_owned).collect(), self.rows.iter().map(row))
    }
}

/// Headings and rows as text with commas.
pub(super) fn written(headings: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, TableError> {
    let failed = |error: csv::Error| TableError::Broken { expected: "rows", found: error.to_string() };
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record(&headings).map_err(failed)?;
    for row in rows {
        text.write_record(&row).map_err(failed)?;
    }
    text.into_inner().map_err(|error| TableError::Broken { expected: "rows", found: error.to_string() })
}
