//! What a file of a table is: one line for each format that is read.

use crate::table::error::TableError;
use std::path::Path;

/// A format of tables.
pub struct TableFormat {
    /// What it is called.
    pub name: &'static str,
    /// How the names of its files end.
    pub endings: &'static [&'static str],
    /// Whether a file begins as it does.
    pub(super) is: fn(&str, &[u8]) -> bool,
    /// Turns its rows into text with commas and headings; `None` where it is delimited text.
    pub(super) turn: Option<fn(&[u8]) -> Result<Vec<u8>, TableError>>,
}

/// The formats, the clearest first; what is none of them is text.
pub static FORMATS: &[TableFormat] =
    &[TableFormat { name: "CSV", endings: &["csv", "tsv", "tab", "txt"], is: is_text, turn: None }];

/// Text has no zeros but in UTF-16, where every other byte is one.
fn is_text(_: &str, bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let marked = encoding_rs::Encoding::for_bom(head).is_some();
    marked || !head.contains(&0) || crate::files::utf_16_unmarked(head).is_some()
}

/// The format of a file.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<&'static TableFormat, TableError> {
    if bytes.is_empty() {
        return Err(TableError::Empty);
    }
    let expected = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    FORMATS.iter().find(|format| (format.is)(name, bytes)).ok_or_else(|| TableError::Unknown {
        expected: expected(),
        found: Path::new(name)
            .extension()
            .map_or_else(|| "something else".to_owned(), |end| format!("“.{}”", end.display())),
    })
}
