//! What stands beside the file of a table in a chronicle: its checksum, and how it is read.

use crate::table::error::TableError;
use crate::table::mapping::Mapping;
use crate::table::read::EventTable;
use crate::table::rows::Rows;
use crate::time::{Moment, Span};

/// The version of the form.
const FORMAT: u32 = 1;

/// What stands in `NAME.toml` beside a table.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Sidecar {
    format: u32,
    /// The name of the file of the table, beside it.
    pub file: String,
    /// The SHA-256 of its bytes as received.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What came of reading it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<TableCounts>,
    /// How it is read.
    #[serde(flatten)]
    pub mapping: Mapping,
}

/// What came of reading a table: read, refused and repeated rows are all rows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TableCounts {
    /// All rows of data.
    pub rows: u32,
    /// Those that could be read.
    pub read: u32,
    /// Those that could not.
    pub refused: u32,
    /// Those that say the same as an earlier one, and are counted once.
    pub repeats: u32,
    /// The bounds of all dates, as EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<String>,
}

impl TableCounts {
    /// Of a table that was read.
    pub fn of(table: &EventTable) -> Self {
        let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        Self {
            rows: table.all,
            read: count(table.rows.len()),
            refused: count(table.refused.len()),
            repeats: count(table.repeats.len()),
            dates: bounds(&table.rows).map(Span::edtf),
        }
    }
}

/// From the earliest beginning to the latest end of all rows.
pub fn bounds(rows: &Rows) -> Option<Span> {
    let end = (0..rows.len()).filter_map(|at| rows.end(at)).max()?;
    let span = Span::new(rows.start(0), Some(end));
    // A minute is in its day.
    Some(Span::new(span.start.map(|start| Moment::start_of(start.civil().date())), Some(Moment::end_of(end.day()))))
}

impl Sidecar {
    /// Of a file in a chronicle.
    pub fn new(file: String, sha256: String, bytes: u64, mapping: Mapping, counts: Option<TableCounts>) -> Self {
        Self { format: FORMAT, file, sha256, bytes, counts, mapping }
    }

    /// As it is written.
    ///
    /// # Errors
    /// None that a mapping can cause.
    pub fn written(&self) -> Result<String, TableError> {
        toml_edit::ser::to_string_pretty(self).map_err(|error| TableError::Mapping(error.to_string()))
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where it is none, or of a later version.
    pub fn read(text: &str) -> Result<Self, TableError> {
        let read: Self = toml_edit::de::from_str(text).map_err(|error| TableError::Mapping(error.to_string()))?;
        match read.format {
            FORMAT => Ok(read),
            other => Err(TableError::Mapping(format!("expected format = {FORMAT}, found {other}"))),
        }
    }
}
