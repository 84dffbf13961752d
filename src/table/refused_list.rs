//! The rows of a table that were refused: by their reasons, and as a file to be mended.

use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::read::{EventTable, cells};
use crate::table::refused::RowRemedy;
use std::collections::BTreeMap;

/// Rows refused for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedGroup {
    /// What they have in common.
    pub reason: String,
    /// What is said of the first of them.
    pub first: String,
    /// What would make them readable.
    pub remedy: Option<RowRemedy>,
    /// Their numbers.
    pub rows: Vec<u32>,
}

impl EventTable {
    /// The refused rows by their reasons, the most common first.
    pub fn refused_groups(&self) -> Vec<RefusedGroup> {
        let mut groups: BTreeMap<String, RefusedGroup> = BTreeMap::new();
        for row in &self.refused {
            let reason = row.reason.group();
            let group = groups.entry(reason.clone()).or_insert_with(|| RefusedGroup {
                reason,
                first: row.reason.to_string(),
                remedy: row.reason.remedy(),
                rows: Vec::new(),
            });
            group.rows.push(row.number);
        }
        let mut groups: Vec<RefusedGroup> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.rows.len()));
        groups
    }

    /// The refused rows as CSV, with their numbers and reasons, else as received.
    ///
    /// # Errors
    /// Where the text of the file cannot be read as the mapping says.
    pub fn refused_list(&self, file: &TableFile) -> Result<Vec<u8>, TableError> {
        let mut rows = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let failed = |error: csv::Error| TableError::Unwritten(error.to_string());
        let headings = self.mapping.columns.iter().map(|column| column.heading.as_str());
        rows.write_record(["row", "refused because"].into_iter().chain(headings)).map_err(failed)?;
        let own = cells(file, &self.mapping, self.refused.iter().map(|row| row.offset))?;
        for (row, own) in self.refused.iter().zip(own) {
            let (number, reason) = (row.number.to_string(), row.reason.to_string());
            let row = [number.as_str(), reason.as_str()].into_iter().chain(own.iter().map(String::as_str));
            rows.write_record(row).map_err(failed)?;
        }
        rows.into_inner().map_err(|error| TableError::Unwritten(error.to_string()))
    }
}
