//! A table into a chronicle: its file, how it is read, and a range that holds its rows.

use crate::chronicle::{Changes, Draft, Folder, open, save_draft};
use crate::ingest::range::widen;
use crate::jobs::Progress;
use crate::table::{EventTable, TABLES, TableFile, bounds, keep_table};
use std::path::Path;
use std::sync::Arc;

/// Keeps the file of a table in the chronicle of a folder as it is, with how it is read beside it; the range of the chronicle
/// then holds its rows.
///
/// # Errors
/// A sentence, where the chronicle cannot be read, a file of this name is there already, or something cannot be written.
pub fn import_table(
    folder: &Path,
    file: &TableFile,
    table: &EventTable,
    progress: &dyn Progress,
) -> Result<(), String> {
    let draft = Draft::new(Arc::new(Folder(folder.to_owned())));
    let chronicle = open(&draft).map_err(|error| error.to_string())?.chronicle;
    let is_new = chronicle.sources.is_empty() && chronicle.events.is_empty() && !folder.join(TABLES).exists();
    keep_table(folder, file, table, progress).map_err(|error| error.to_string())?;
    let days = bounds(&table.rows).map(|bounds| bounds.days());
    let Some((Some(first), Some(last))) = days else { return Ok(()) };
    let mut changes = Changes::on(&draft);
    widen(&mut changes, (first, last), is_new).map_err(|error| error.to_string())?;
    let (draft, _) = draft.apply_all(&changes.made()).map_err(|error| error.to_string())?;
    save_draft(&draft, folder).map_err(|problem| problem.to_string())
}
