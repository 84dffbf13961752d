//! Tables of events: rows by the hundred thousand that nobody made records of.
//!
//! - [`TableFile`]: a file as received, of any of the [`FORMATS`]
//! - [`sniff()`]: how it is likely read: a [`Mapping`], with the words that say why, and what has to be asked ([`TableAsk`])
//! - [`read_table`]: its rows, and those that could not be read, each with its reason
//! - [`cells`]: the cells of one row, as received
//! - [`TableChanges`]: what a newer file does to the rows of an older one
//! - [`Sidecar`]: what is kept beside it in a chronicle
//! - [`rows`]: the rows as plain columns in order of time, and what is looked up in them
//!
//! What can be read in two ways is asked, or the row is refused; nothing is put where nobody says that it was. Knows no
//! chronicle.

mod codes;
mod compare;
mod date;
mod error;
mod file;
mod format;
mod head;
mod keep;
mod mapping;
mod months;
mod parts;
mod position;
mod read;
mod recipe;
mod refused;
mod refused_list;
mod role;
pub mod rows;
mod sidecar;
mod sniff;
mod split;

pub use codes::{PlaceCode, TimeBounds, TimeCode};
pub use compare::TableChanges;
pub use date::{DateFault, DateRules, DayOrder, SerialDays, WhenRead, YearsBefore};
pub use error::TableError;
pub use file::TableFile;
pub use format::{FORMATS, TableFormat, is_named_as_table};
pub use keep::{TABLES, keep_table, kept_as};
pub use mapping::{MappedColumn, Mapping, TextForm};
pub use position::{Coordinates, PositionFault};
pub use read::{EventTable, TableKind, cells, read_table};
pub use recipe::TableRecipe;
pub use refused::{RefusedRow, RowRefusal, RowRemedy};
pub use refused_list::RefusedGroup;
pub use role::ColumnRole;
pub use sidecar::{Sidecar, TableCounts, bounds};
pub use sniff::{TableAsk, TableChoices, TableProposal, sniff};
pub use split::{QuoteFault, RecordEnd};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
