//! Files are written aside and renamed.

use crate::export::ExportError;
use std::path::Path;

/// Writes a file whole or not at all.
///
/// # Errors
/// When the folder cannot be written or the disk is full; an older file of that name is left as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let _ = (path, bytes);
    todo!("export owner")
}
