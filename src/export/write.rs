//! A file of a job on the disk, written whole or not at all, and over nothing that is somebody else's.

use crate::export::{ExportError, Exporter, Job, Progress};
use crate::files::{Aside, is_taken, read_plain, sweep};
use std::io::Write;
use std::path::Path;

/// A larger file was not made by this program.
pub const LARGEST_FILE: u64 = 1 << 30;

/// Writes the file of a job over what stands there; how many bytes it has.
///
/// # Errors
/// Those of [`Exporter::write`], and when the file cannot be written; an older one is left as it was.
pub fn write_file(
    exporter: &dyn Exporter,
    job: &Job,
    path: &Path,
    progress: &dyn Progress,
) -> Result<u64, ExportError> {
    sweep(path);
    let mut bytes = 0;
    let aside = fill(path, |file| {
        let mut counted = Counted { file, bytes: 0 };
        exporter.write(job, &mut counted, progress)?;
        bytes = counted.bytes;
        Ok(())
    })?;
    progress.commit()?;
    aside.put()?;
    Ok(bytes)
}

/// Has a file written beside its place, to be put there.
///
/// # Errors
/// As [`write_file`].
pub fn fill(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>) -> Result<Aside, ExportError> {
    let mut aside = Aside::create(path)?;
    match fill(&mut aside) {
        Ok(()) => Ok(aside),
        Err(ExportError::Io(error)) => Err(aside.failed(&error).into()),
        Err(error) => Err(error),
    }
}

/// Refuses to write where something stands that Dateline did not make: its files say so themselves.
///
/// # Errors
/// Names what stands there.
pub fn check_free(exporter: &dyn Exporter, path: &Path) -> Result<(), ExportError> {
    // What is no plain file is refused with its own reason when it comes to writing.
    if !is_taken(path) || !path.is_file() {
        return Ok(());
    }
    let own = read_plain(path, LARGEST_FILE).ok().and_then(|bytes| exporter.provenance(&bytes));
    let own = own.and_then(|json| serde_json::from_str::<serde_json::Value>(&json).ok());
    let command = own.as_ref().and_then(|own| own.get("command")).and_then(serde_json::Value::as_str);
    if command.is_some_and(|command| command.starts_with("dateline ")) {
        return Ok(());
    }
    Err(ExportError::Taken { path: path.to_owned() })
}

/// Counts what goes through it.
struct Counted<'a> {
    file: &'a mut dyn Write,
    bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
