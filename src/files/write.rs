//! Files are written aside, brought to the disk and renamed: a machine that loses its power leaves the older file or
//! the whole new one, never an empty one under the right name.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;

/// How the names of files aside begin; they have no ending, as what is kept beside a chronicle has.
const PREFIX: &str = ".dateline-";
/// Bytes kept back before they are written.
const BUFFER: usize = 1 << 16;

/// The files aside that this program is writing, and where they are to go.
static UNDER_WAY: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// Why a file was not written; the older one, where there was one, is as it was.
#[derive(Debug, thiserror::Error)]
#[error("could not write the file ({why}): {}", path.display())]
pub struct WriteError {
    /// What stood in the way.
    pub why: String,
    /// The file that was to be written.
    pub path: PathBuf,
}

impl WriteError {
    /// What an error of the system means, in plain words.
    pub fn of(path: &Path, error: &Error) -> Self {
        Self { why: why(error), path: path.to_owned() }
    }
}

/// A file that is written beside its place, and put there once it is whole. Dropped before, it is removed.
///
/// While it is there it is locked, by which [`sweep`] tells it from what a killed program left behind.
pub struct Aside {
    file: BufWriter<NamedTempFile>,
    /// As it was asked for.
    path: PathBuf,
    /// Behind all links.
    place: PathBuf,
    /// Whether a file was there before.
    replaces: bool,
    _under_way: UnderWay,
}

impl Aside {
    /// A file to be written beside its place. A link keeps leading to it.
    ///
    /// # Errors
    /// When the folder cannot be written, or no plain file can stand there: a folder, a pipe or a device has the name.
    pub fn create(path: &Path) -> Result<Self, WriteError> {
        let failed = |why: String| WriteError { why, path: path.to_owned() };
        let (place, replaces) = place(path).map_err(failed)?;
        let file = aside(folder_of(&place)).map_err(|error| failed(why(&error)))?;
        let under_way = UnderWay::of(file.path(), path);
        let file = BufWriter::with_capacity(BUFFER, file);
        Ok(Self { file, path: path.to_owned(), place, replaces, _under_way: under_way })
    }

    /// Brings it to the disk, which takes a while without work, and puts it in its place.
    ///
    /// # Errors
    /// When the disk is full, or a file has appeared in its place that was not there at first.
    pub fn put(self) -> Result<(), WriteError> {
        let Self { file, path, place, replaces, _under_way } = self;
        let put = || -> std::io::Result<()> {
            let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            on_disk(file.as_file())?;
            if replaces {
                if let Ok(old) = std::fs::metadata(&place) {
                    // Where this fails the file is still whole, only otherwise readable.
                    let _ = file.as_file().set_permissions(old.permissions());
                }
                file.persist(&place).map_err(|error| error.error)?;
            } else {
                file.persist_noclobber(&place).map_err(|error| error.error)?;
            }
            Ok(())
        };
        put().map_err(|error| WriteError { why: why(&error), path })
    }

    /// What went wrong while it was filled.
    pub fn failed(&self, error: &Error) -> WriteError {
        WriteError { why: why(error), path: self.path.clone() }
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file whole or not at all, over an older one.
///
/// # Errors
/// As [`Aside::create`] and [`Aside::put`].
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    sweep(path);
    let mut aside = Aside::create(path)?;
    aside.write_all(bytes).map_err(|error| aside.failed(&error))?;
    aside.put()
}

/// Removes what is being written to a path, or to any, where nobody waits until the writer has noticed that it is to
/// stop.
pub fn abandon(to: Option<&Path>) {
    let under_way = under_way();
    for (path, _) in under_way.iter().filter(|(_, place)| to.is_none_or(|to| *place == to)) {
        // Where it has just been put in its place, it is whole.
        let _ = std::fs::remove_file(path);
    }
}

/// A file aside is listed as long as this lives.
struct UnderWay(PathBuf);

impl UnderWay {
    fn of(path: &Path, to: &Path) -> Self {
        under_way().insert(path.to_owned(), to.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        under_way().remove(&self.0);
    }
}

fn under_way() -> MutexGuard<'static, BTreeMap<PathBuf, PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether anything stands at a path, be it a link that leads nowhere.
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Removes the files aside that a killed program left in the folder of a path. Those that are being written are locked
/// and stay.
pub fn sweep(path: &Path) {
    let Ok(entries) = std::fs::read_dir(folder_of(path)) else { return };
    let aside = |name: &str| name.strip_prefix(PREFIX).is_some_and(|rest| !rest.contains('.'));
    let left = entries.flatten().filter(|entry| aside(&entry.file_name().to_string_lossy()));
    for entry in left.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        // Where it cannot be removed, it stands in nobody's way.
        if let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Where a file really goes, behind all links, and whether one is there.
fn place(path: &Path) -> Result<(PathBuf, bool), String> {
    let Ok(about) = path.symlink_metadata() else { return Ok((path.to_owned(), false)) };
    let place = match about.is_symlink() {
        true => path.canonicalize().map_err(|_| "a link that leads nowhere has this name".to_owned())?,
        false => path.to_owned(),
    };
    match std::fs::metadata(&place) {
        Ok(about) if about.is_file() => Ok((place, true)),
        Ok(about) if about.is_dir() => Err("a folder has this name".to_owned()),
        Ok(_) => Err("a pipe or a device has this name".to_owned()),
        Err(error) => Err(why(&error)),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A locked file in a folder.
fn aside(folder: &Path) -> std::io::Result<NamedTempFile> {
    loop {
        let file = new_file(folder)?;
        match file.as_file().try_lock() {
            // Between making and locking it, another program may have swept it away.
            Ok(()) if !file.path().exists() => {}
            Err(TryLockError::WouldBlock) => {}
            // Where a file system knows no locks, none is swept either.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// A new file that others may read as they may read any: temporary files are private otherwise.
fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Waits until the disk has the file. Some disks, such as those of a network, tell only now that they are full.
fn on_disk(file: &File) -> std::io::Result<()> {
    match file.sync_all() {
        // A file system that knows no such thing.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => Ok(()),
        done => done,
    }
}

/// What went wrong, without the name of the file aside.
fn why(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder; make it first".to_owned(),
        ErrorKind::PermissionDenied => "writing there is not allowed".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::AlreadyExists => "a file of this name has appeared meanwhile".to_owned(),
        kind => kind.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_older_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.svg");
        write_bytes(&path, b"old").unwrap();
        write_bytes(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["map.svg"]);
    }

    #[test]
    fn a_file_given_up_half_way_leaves_the_older_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.gif");
        write_bytes(&path, b"old").unwrap();
        let mut aside = Aside::create(&path).unwrap();
        aside.write_all(&[0; 100_000]).unwrap();
        drop(aside);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["map.gif"]);
    }

    #[test]
    fn what_a_killed_program_left_is_swept_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.gif");
        let mut aside = Aside::create(&path).unwrap();
        std::fs::write(folder.path().join(".dateline-left"), b"half").unwrap();
        std::fs::write(folder.path().join(".dated"), b"mine").unwrap();
        std::fs::write(folder.path().join(".dateline-journal.jsonl"), b"not saved yet").unwrap();
        sweep(&path);
        assert!(!names(folder.path()).contains(&".dateline-left".to_owned()));
        aside.write_all(b"whole").unwrap();
        aside.put().unwrap();
        assert_eq!(names(folder.path()), [".dated", ".dateline-journal.jsonl", "map.gif"]);
    }

    #[test]
    fn what_is_abandoned_is_gone_at_once_and_never_put_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["map.png", "other.png"].map(|name| folder.path().join(name));
        let [mut aside, kept] = [&path, &other].map(|path| Aside::create(path).unwrap());
        abandon(Some(&path));
        assert_eq!(names(folder.path()).len(), 1);
        aside.write_all(b"late").unwrap();
        assert!(aside.put().is_err());
        kept.put().unwrap();
        assert_eq!(names(folder.path()), ["other.png"]);
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        let aside = Aside::create(&path).unwrap();
        std::fs::write(&path, b"mine").unwrap();
        assert!(aside.put().unwrap_err().to_string().contains("has appeared meanwhile"));
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_leading_to_the_file_and_what_is_no_file_is_refused() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let [real, link, lost, device] = ["real", "link", "lost", "device"].map(|name| folder.path().join(name));
        std::fs::write(&real, b"old").unwrap();
        symlink("real", &link).unwrap();
        symlink("nowhere", &lost).unwrap();
        symlink("/dev/null", &device).unwrap();
        write_bytes(&link, b"new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
        for (path, expected) in [
            (&lost, "a link that leads nowhere has this name"),
            (&device, "a pipe or a device has this name"),
            (&folder.path().to_owned(), "a folder has this name"),
            (&folder.path().join("nowhere/map.svg"), "there is no such folder"),
        ] {
            let error = write_bytes(path, b"x").unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_full_is_said_in_plain_words() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
        assert_eq!(why(&full), "the disk is full");
    }
}
