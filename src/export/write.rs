//! Files are written aside, brought to the disk and renamed: a machine that loses its power leaves the older file or
//! the whole new one, never an empty one under the right name.

use crate::export::ExportError;
use std::io::Write as _;
use std::path::Path;

/// Writes a file whole or not at all.
///
/// # Errors
/// When the folder cannot be written or the disk is full; an older file of that name is left as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    write_aside(path, |file| Ok(file.write_all(bytes)?))
}

/// Has a file written aside, and puts it in place once it is whole. What is half written when
/// `fill` fails is removed.
///
/// # Errors
/// As [`write_file`], and those of `fill`.
pub fn write_aside(
    path: &Path,
    fill: impl FnOnce(&mut dyn std::io::Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    Aside::write(path, fill)?.put()
}

/// A whole file that waits beside its place. Dropped, it is removed.
pub struct Aside<'p> {
    file: tempfile::NamedTempFile,
    path: &'p Path,
}

impl<'p> Aside<'p> {
    /// Has a file written beside its place.
    ///
    /// # Errors
    /// As [`write_aside`].
    pub fn write(
        path: &'p Path,
        fill: impl FnOnce(&mut dyn std::io::Write) -> Result<(), ExportError>,
    ) -> Result<Self, ExportError> {
        let failed = |error: &std::io::Error| failed(error, path);
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            return Err(ExportError::Write { why: "a folder has this name".into(), path: path.display().to_string() });
        }
        let mut file = tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder).map_err(|e| failed(&e))?;
        let mut buffered = std::io::BufWriter::with_capacity(1 << 16, file.as_file_mut());
        let filled = fill(&mut buffered).and_then(|()| Ok(buffered.flush()?));
        // What is still buffered after a failure is dropped with the file: writing it again would fail again.
        let _ = buffered.into_parts();
        filled.map_err(|error| match error {
            ExportError::Io(error) => failed(&error),
            other => other,
        })?;
        Ok(Self { file, path })
    }

    /// Brings it to the disk, which takes a while without work, and puts it in its place.
    ///
    /// # Errors
    /// As [`write_file`].
    pub fn put(self) -> Result<(), ExportError> {
        let Self { file, path } = self;
        on_disk(file.as_file()).map_err(|e| failed(&e, path))?;
        readable(file.as_file(), path);
        file.persist(path).map_err(|e| failed(&e.error, path))?;
        Ok(())
    }
}

fn failed(error: &std::io::Error, path: &Path) -> ExportError {
    ExportError::Write { why: why(error), path: path.display().to_string() }
}

/// Waits until the disk has the file. Some disks, such as those of a network, tell only now that they are full.
fn on_disk(aside: &std::fs::File) -> std::io::Result<()> {
    use std::io::ErrorKind;
    match aside.sync_all() {
        // A file system that knows no such thing.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => Ok(()),
        done => done,
    }
}

/// What went wrong, without the name of the file aside.
fn why(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder; make it first".to_owned(),
        ErrorKind::PermissionDenied => "writing there is not allowed".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        kind => kind.to_string(),
    }
}

/// A file written aside belongs to its writer alone; a picture is for others too, as the older file was.
#[cfg(unix)]
fn readable(aside: &std::fs::File, path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions =
        std::fs::metadata(path).map_or_else(|_| std::fs::Permissions::from_mode(0o644), |old| old.permissions());
    // Where this fails the file is still whole, only less widely readable.
    let _ = aside.set_permissions(permissions);
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File, _: &Path) {}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_older_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.svg");
        write_file(&path, b"old").unwrap();
        write_file(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_fails_half_way_leaves_the_older_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.gif");
        write_file(&path, b"old").unwrap();
        let half = |file: &mut dyn std::io::Write| {
            file.write_all(&[0; 100_000])?;
            Err(ExportError::Cancelled)
        };
        assert!(matches!(write_aside(&path, half), Err(ExportError::Cancelled)));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_full_is_said_in_plain_words() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
        assert_eq!(why(&full), "the disk is full");
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nowhere/map.svg");
        let error = write_file(&path, b"x").unwrap_err().to_string();
        assert!(error.contains("nowhere"), "{error}");
    }

    #[test]
    fn a_folder_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_file(folder.path(), b"x").unwrap_err().to_string();
        assert!(error.contains("a folder has this name"), "{error}");
    }
}
