//! What a file of a table is: one line for each format that is read.

mod grid;
mod json;
mod markup;
mod package;
mod shape;
mod sheet;

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
    pub(super) turn: Option<Turn>,
}

/// What turns a file into delimited text.
type Turn = fn(&[u8]) -> Result<Vec<u8>, TableError>;

/// The formats, the clearest first; what is none of them is text.
pub static FORMATS: &[TableFormat] = &[
    TableFormat { name: "XLSX", endings: &["xlsx"], is: sheet::is_xlsx, turn: Some(sheet::xlsx) },
    TableFormat { name: "ODS", endings: &["ods"], is: sheet::is_ods, turn: Some(sheet::ods) },
    TableFormat { name: "KMZ", endings: &["kmz"], is: markup::is_kmz, turn: Some(markup::kmz) },
    TableFormat { name: "KML", endings: &["kml"], is: markup::is_kml, turn: Some(markup::kml) },
    TableFormat { name: "GPX", endings: &["gpx"], is: markup::is_gpx, turn: Some(markup::gpx) },
    TableFormat {
        name: "GeoJSON or Linked Places",
        endings: &["geojson", "geojsonl", "json", "jsonl"],
        is: json::is_geojson,
        turn: Some(json::geojson),
    },
    TableFormat { name: "TimelineJS", endings: &["json"], is: json::is_story, turn: Some(json::story) },
    TableFormat { name: "CSV", endings: &["csv", "tsv", "tab", "txt"], is: is_text, turn: None },
];

/// Text has no zeros but in UTF-16, where every other byte is one, and is not packed.
fn is_text(_: &str, bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let marked = encoding_rs::Encoding::for_bom(head).is_some();
    let packed = head.starts_with(b"PK\x03\x04");
    !packed && (marked || !head.contains(&0) || crate::files::utf_16_unmarked(head).is_some())
}

/// Whether a file is called as a table is, and as no document that is read as words.
pub fn is_named_as_table(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ending != "txt" && FORMATS.iter().any(|format| format.endings.contains(&ending.as_str()))
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
