//! How a table is read: what each column is, how its text and its dates are written, what its codes mean.

use crate::table::codes::{PlaceCode, TimeCode};
use crate::table::date::DateRules;
use crate::table::position::Coordinates;
use crate::table::recipe::TableRecipe;
use crate::table::role::ColumnRole;
use crate::table::split::{Delimited, RecordEnd};

/// How the text of a table is written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextForm {
    /// Its encoding, by its label on the web.
    #[serde(default = "utf_8", skip_serializing_if = "is_utf_8")]
    pub encoding: String,
    /// What stands between two cells.
    pub separator: char,
    /// Whether cells may stand in double quotes.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub quoted: bool,
    /// What ends a record.
    #[serde(default, skip_serializing_if = "is_line")]
    pub ends: RecordEnd,
    /// How many lines stand before the headings.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lines_before: u32,
    /// Whether the first record is headings.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub headings: bool,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// Its heading; empty where it has none.
    pub heading: String,
    /// What it is.
    pub role: ColumnRole,
    /// The words that say why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How a table is read. Kept beside it, and used for next month's file of the same headings.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The table that it is known as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<TableRecipe>,
    /// Whether exact repeats of a row are counted once.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub repeats_once: bool,
    /// What the numbers of a position are.
    #[serde(default, skip_serializing_if = "is_degrees")]
    pub coordinates: Coordinates,
    /// Whether north and east are put right where they look exchanged; such rows are otherwise refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exchange: bool,
    /// How its text is written.
    pub text: TextForm,
    /// How its dates are.
    #[serde(default)]
    pub dates: DateRules,
    /// Its columns, in their order.
    #[serde(rename = "column")]
    pub columns: Vec<MappedColumn>,
    /// What its codes of time mean.
    #[serde(default, rename = "time_code", skip_serializing_if = "Vec::is_empty")]
    pub time_codes: Vec<TimeCode>,
    /// What its codes of place mean.
    #[serde(default, rename = "place_code", skip_serializing_if = "Vec::is_empty")]
    pub place_codes: Vec<PlaceCode>,
}

fn yes() -> bool {
    true
}

fn utf_8() -> String {
    "UTF-8".to_owned()
}

fn is_utf_8(label: &str) -> bool {
    label.eq_ignore_ascii_case("utf-8")
}

fn is_line(ends: &RecordEnd) -> bool {
    *ends == RecordEnd::Line
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn is_degrees(coordinates: &Coordinates) -> bool {
    *coordinates == Coordinates::Degrees
}

impl TextForm {
    /// UTF-8 with commas, quotes and headings: what other formats are turned into.
    pub fn plain() -> Self {
        Self { encoding: utf_8(), separator: ',', quoted: true, ends: RecordEnd::Line, lines_before: 0, headings: true }
    }

    /// How cells and records are told apart.
    pub(super) fn delimited(&self) -> Delimited {
        // What is no single byte separates nothing.
        let delimiter = u8::try_from(self.separator).ok().filter(u8::is_ascii).unwrap_or(b',');
        Delimited { delimiter, quote: self.quoted.then_some(b'"'), ends: self.ends }
    }
}

impl Mapping {
    /// The headings of its columns, for a sentence.
    pub fn headings(&self) -> String {
        let named = self.columns.iter().map(|column| column.heading.as_str()).filter(|heading| !heading.is_empty());
        named.take(12).collect::<Vec<_>>().join(", ")
    }

    /// The first column with a role.
    pub fn column(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Whether some headings are those of its columns, in their order.
    pub fn fits(&self, headings: &[String]) -> bool {
        self.columns.len() == headings.len()
            && self.columns.iter().zip(headings).all(|(column, heading)| column.heading == *heading)
    }

    /// Whether any column says when.
    pub fn has_date(&self) -> bool {
        [ColumnRole::When, ColumnRole::Begin, ColumnRole::End, ColumnRole::Year]
            .iter()
            .any(|role| self.column(*role).is_some())
    }

    /// Whether its columns say where.
    pub fn has_place(&self) -> bool {
        self.column(ColumnRole::NorthEast).is_some()
            || (self.column(ColumnRole::North).is_some() && self.column(ColumnRole::East).is_some())
    }
}
