//! A table is kept in a chronicle: the file as received, and beside it how it is read.

use crate::files::{Aside, WriteError, is_taken, sweep};
use crate::jobs::Progress;
use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::read::EventTable;
use crate::table::sidecar::{Sidecar, TableCounts};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Where the tables of a chronicle lie, in its folder.
pub const TABLES: &str = "data/tables";

/// Where a file and its sidecar are kept in the chronicle of a folder.
pub fn kept_as(chronicle: &Path, file: &TableFile) -> [PathBuf; 2] {
    let table = chronicle.join(TABLES).join(file.name());
    let beside = table.with_file_name(format!("{}.toml", file.name()));
    [table, beside]
}

/// Copies the file of a table into the chronicle of a folder as it is, and writes beside it how it is read: both or none.
///
/// # Errors
/// Where a file of this name is there already, where it cannot be written, and where it is stopped.
pub fn keep_table(
    chronicle: &Path,
    file: &TableFile,
    table: &EventTable,
    progress: &dyn Progress,
) -> Result<(), TableError> {
    let [to, beside] = kept_as(chronicle, file);
    if let Some(taken) = [&to, &beside].into_iter().find(|path| is_taken(path)) {
        return Err(TableError::Taken(taken.display().to_string()));
    }
    let bytes = file.bytes().len() as u64;
    let counts = Some(TableCounts::of(table));
    let sidecar = Sidecar::new(file.name().to_owned(), file.sha256(), bytes, table.mapping.clone(), counts);
    let text = sidecar.written()?;
    // Where it cannot be made, the file cannot either, and says why.
    let _ = to.parent().map(std::fs::create_dir_all);
    sweep(&to);
    let failed = |error: WriteError| TableError::Unwritten(error.to_string());
    let filled = |path: &Path, bytes: &[u8]| {
        let mut aside = Aside::create(path).map_err(failed)?;
        aside.write_all(bytes).map_err(|error| failed(aside.failed(&error)))?;
        Ok::<Aside, TableError>(aside)
    };
    let (kept, mapping) = (filled(&to, file.bytes())?, filled(&beside, text.as_bytes())?);
    progress.commit().map_err(|_| TableError::Stopped)?;
    kept.put().map_err(failed)?;
    mapping.put().map_err(|error| {
        // Without its mapping it is no table of the chronicle.
        let _ = std::fs::remove_file(&to);
        failed(error)
    })
}
