//! Records to files, changing no byte of what was not edited.

use crate::chronicle::Problem;
use std::path::Path;

/// Writes the files of a chronicle that was loaded from `from` into the folder `to`: untouched records as their raw
/// text, every file aside first and then renamed.
///
/// # Errors
/// When a file cannot be written; the old one is left whole.
pub fn save(from: &dyn crate::chronicle::Files, to: &Path) -> Result<(), Problem> {
    let _ = (from, to);
    todo!("chronicle owner")
}
