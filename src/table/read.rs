//! The rows of a table, read as its mapping says: the one hot road, on all cores, without a text for each cell.

mod columns;
mod part;
mod repeats;

use crate::catalogue::Catalogue;
use crate::jobs::{Cancelled, Progress};
use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::head::data_start;
use crate::table::mapping::Mapping;
use crate::table::parts::in_parts;
use crate::table::refused::RefusedRow;
use crate::table::rows::{Row, Rows};
use crate::table::split::Records;
use jiff::tz::TimeZone;
use part::{PartRead, Reader};
use std::borrow::Cow;
use std::collections::HashMap;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct EventTable {
    /// The name of its file.
    pub name: String,
    /// How it was read.
    pub mapping: Mapping,
    /// Its kinds, in the order in which they come first; [`Row::kind`] counts in it.
    pub kinds: Vec<TableKind>,
    /// The rows that could be read.
    pub rows: Rows,
    /// Those that could not.
    pub refused: Vec<RefusedRow>,
    /// Rows that say the same as an earlier one, by their numbers. They are left out of the rows where repeats are counted
    /// once.
    pub repeats: Vec<u32>,
    /// How many rows of data there are: read, refused and repeated ones together.
    pub all: u32,
}

/// A kind of happening as a table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableKind {
    /// As it is written; empty where the table has no kinds.
    pub name: String,
    /// The finer kind, where there is one.
    pub finer: Option<String>,
    /// The kind of the program's catalogue that answers to its code.
    pub known_as: Option<String>,
    /// How many rows are of it.
    pub count: u32,
}

/// Reads a table as its mapping says, on the clock of a zone.
///
/// # Errors
/// Where the file is not what the mapping is of, and where it is stopped. A row that cannot be read is no error.
pub fn read_table(
    file: &TableFile,
    mapping: &Mapping,
    zone: &TimeZone,
    progress: &dyn Progress,
) -> Result<EventTable, TableError> {
    let text = file.text(&mapping.text)?;
    let first = data_start(&text, mapping)?;
    let how = mapping.text.delimited();
    let columns = mapping.columns.len();
    let reader = Reader::new(&text, mapping, zone)?;
    let stopped = |_: Cancelled| TableError::Stopped;
    let parts = in_parts(&text, how, columns, first, progress, |records| reader.part(records)).map_err(stopped)?;
    let mut table = joined(file, mapping, parts)?;
    let number = reader.columns.row_number;
    let repeats = repeats::of(&text, how, number, std::mem::take(&mut table.prints));
    let repeated: std::collections::BTreeSet<u32> = repeats.iter().copied().collect();
    let mut rows = table.rows;
    if !repeats.is_empty() {
        let again = |row: &Row| repeated.contains(&row.number);
        match mapping.repeats_once {
            true => rows.retain(|row| !again(row)),
            false => rows.iter_mut().for_each(|row| row.repeats = again(row)),
        }
    }
    for row in &rows {
        if let Some(kind) = table.kinds.get_mut(usize::from(row.kind)) {
            kind.count += 1;
        }
    }
    let names = table.kinds.iter().map(|kind| kind.name.clone()).collect();
    Ok(EventTable {
        name: file.name().to_owned(),
        mapping: mapping.clone(),
        rows: Rows::new(rows, names),
        kinds: table.kinds,
        refused: table.refused,
        repeats: if mapping.repeats_once { repeats } else { Vec::new() },
        all: table.all,
    })
}

/// What the parts come to.
struct Joined {
    rows: Vec<Row>,
    prints: Vec<repeats::Print>,
    refused: Vec<RefusedRow>,
    kinds: Vec<TableKind>,
    all: u32,
}

fn joined(file: &TableFile, mapping: &Mapping, parts: Vec<PartRead>) -> Result<Joined, TableError> {
    let len = parts.iter().map(|part| part.rows.len()).sum();
    let mut joined = Joined {
        rows: Vec::with_capacity(len),
        prints: Vec::with_capacity(len),
        refused: Vec::new(),
        kinds: Vec::new(),
        all: 0,
    };
    let mut numbers: HashMap<(String, Option<String>), u16> = HashMap::new();
    for part in parts {
        let before = joined.all;
        let all = u32::try_from(part.all).ok().and_then(|rows| before.checked_add(rows));
        joined.all = all.ok_or_else(|| TableError::TooLong(file.name().to_owned()))?;
        let kinds: Vec<u16> = part
            .kinds
            .into_iter()
            .map(|(name, finer)| {
                let next = u16::try_from(joined.kinds.len()).unwrap_or(u16::MAX);
                let number = *numbers.entry((name.clone(), finer.clone())).or_insert(next);
                if number == next && joined.kinds.len() == usize::from(next) {
                    let known_as = known_as(mapping, &name, finer.as_deref());
                    joined.kinds.push(TableKind { name, finer, known_as, count: 0 });
                }
                number
            })
            .collect();
        joined.rows.extend(part.rows.into_iter().map(|row| Row {
            number: row.number + before,
            kind: kinds.get(usize::from(row.kind)).copied().unwrap_or_default(),
            ..row
        }));
        joined.prints.extend(part.prints.into_iter().map(|print| print.after(before)));
        joined.refused.extend(part.refused.into_iter().map(|row| RefusedRow { number: row.number + before, ..row }));
    }
    Ok(joined)
}

/// The kind of the catalogue that answers to a kind of a table: by the code of its scheme, else by its name.
fn known_as(mapping: &Mapping, name: &str, finer: Option<&str>) -> Option<String> {
    let shipped = Catalogue::shipped();
    let scheme = mapping.like.and_then(|recipe| recipe.lines().scheme);
    let code = finer.filter(|finer| !finer.is_empty()).unwrap_or(name);
    let coded = scheme.and_then(|scheme| shipped.of_code(scheme, code).or_else(|| shipped.of_code(scheme, name)));
    let named = || {
        let lower = name.trim().to_lowercase();
        shipped.kinds().iter().find(|kind| kind.id == lower || kind.label == lower || kind.plural == lower)
    };
    coded.or_else(named).map(|kind| kind.id.clone())
}

/// The cells of the rows that begin at bytes of the table's text, as received.
///
/// # Errors
/// Where the text cannot be read as the mapping says.
pub fn cells(
    file: &TableFile,
    mapping: &Mapping,
    offsets: impl IntoIterator<Item = u64>,
) -> Result<Vec<Vec<String>>, TableError> {
    let text = file.text(&mapping.text)?;
    let of = |offset| cells_of(&text, mapping, usize::try_from(offset).unwrap_or(usize::MAX));
    Ok(offsets.into_iter().map(of).collect())
}

pub(super) fn cells_of(text: &[u8], mapping: &Mapping, at: usize) -> Vec<String> {
    let how = mapping.text.delimited();
    let mut found = Vec::new();
    let mut records = Records::new(text, how, mapping.columns.len(), at);
    if records.next_before(usize::MAX, &mut found).is_none() {
        return Vec::new();
    }
    let words = |bytes: Cow<'_, [u8]>| String::from_utf8_lossy(&bytes).into_owned();
    found.iter().map(|cell| words(cell.of(text, how.quote))).collect()
}
