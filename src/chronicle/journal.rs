//! Steps that are not saved yet, appended to a file beside the chronicle, so that a crash loses none of them.
//!
//! The first line says on which files the steps build, every other line is one step; a line counts when its end was
//! written. Each is on the disk when [`Journal::append`] returns. A journal is locked as long as the program that writes
//! it lives: by that, what a crash left is told from what another window is at. See `data/FORMAT.md`.

use crate::chronicle::{ChangeStep, Recovery};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read as _, Result, Write as _};
use std::path::{Path, PathBuf};

/// How many journals a folder may have: one for each window, and one for each crash that nobody looked at.
const MOST: usize = 99;

/// No first line is so long, bytes.
const LONGEST_HEADER: u64 = 1_024;

/// The first line.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Header {
    /// Which version of this format.
    journal: u32,
    /// [`Draft::hash`](crate::chronicle::Draft::hash) of the files as they are in the folder.
    base: String,
}

/// Any other line.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Line {
    /// When it was written, seconds since 1970.
    at: i64,
    #[serde(flatten)]
    step: ChangeStep,
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// What was written whole, bytes.
    len: u64,
}

/// What the journals of a folder hold that are not one's own.
#[derive(Debug, Default)]
pub struct Journals {
    /// What was left, oldest first; journals without a change are none.
    pub left: Vec<Recovery>,
    /// Whether another window is at this chronicle.
    pub in_use: bool,
}

impl Journal {
    /// Begins a journal of steps that build on the files with this [hash](crate::chronicle::Draft::hash), beside those
    /// that are there, with these steps, made at `now` (seconds since 1970).
    ///
    /// # Errors
    /// When it cannot be written; none is left then.
    pub fn begin(folder: &Path, base: &str, steps: &[ChangeStep], now: i64) -> Result<Self> {
        let (path, file) = new_file(folder)?;
        let mut journal = Self { path, file, len: 0 };
        let header = line(&Header { journal: 1, base: base.to_owned() })?;
        let written = journal.write(&header).and_then(|()| journal.append(steps, now));
        if let Err(error) = written {
            // Where it cannot be removed, it holds nothing that could be taken for a change.
            let _ = journal.sweep();
            return Err(error);
        }
        // Where a folder can be brought to the disk, the new name in it is there after a power cut too.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(journal)
    }

    /// Writes steps down; they are on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written; none of them is, then.
    pub fn append(&mut self, steps: &[ChangeStep], now: i64) -> Result<()> {
        let lines = steps.iter().map(|step| line(&Line { at: now, step: step.clone() }));
        let lines = lines.collect::<Result<Vec<String>>>()?;
        self.write(&lines.concat())
    }

    /// Whether it still lies where it was begun, as it was left.
    pub fn is_there(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|about| about.len() == self.len)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&mut self, lines: &str) -> Result<()> {
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.len += lines.len() as u64,
            // Half a line would hide all that come after it.
            Err(_) => self.file.set_len(self.len)?,
        }
        written
    }

    /// Sweeps the journal away: its changes are saved, or not wanted.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn sweep(self) -> Result<()> {
        std::fs::remove_file(self.path)
    }
}

fn line(of: &impl serde::Serialize) -> Result<String> {
    let mut text = serde_json::to_string(of)?;
    text.push('\n');
    Ok(text)
}

/// The names that journals have, and whoever looks for them knows.
fn names() -> impl Iterator<Item = String> {
    let more = (2..=MOST).map(|number| format!(".dateline-journal-{number}.jsonl"));
    [".dateline-journal.jsonl".to_owned()].into_iter().chain(more)
}

/// Whether a journal lies there that a program left before it wrote a change.
fn holds_nothing(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    if file.try_lock().is_err() {
        return false;
    }
    let mut text = Vec::new();
    let read = (&file).take(LONGEST_HEADER).read_to_end(&mut text).is_ok();
    let header = text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| end + 1);
    read && (text.len() as u64) < LONGEST_HEADER && header == text.len()
}

/// A new file of our own in a folder, locked.
fn new_file(folder: &Path) -> Result<(PathBuf, File)> {
    for path in names().map(|name| folder.join(name)) {
        if holds_nothing(&path) {
            // Where it cannot be removed, the next name is taken.
            let _ = std::fs::remove_file(&path);
        }
        match OpenOptions::new().append(true).create_new(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) => {
                // Where a file system knows no locks, every journal looks as if it was left.
                let _ = file.try_lock();
                return Ok((path, file));
            }
        }
    }
    Err(Error::new(ErrorKind::AlreadyExists, "too many journals lie there already"))
}

/// What lies in a folder of journals that are not one's own.
///
/// # Errors
/// When one is there and cannot be read.
pub fn recover(folder: &Path, own: Option<&Path>) -> Result<Journals> {
    let mut found = Journals::default();
    for path in names().map(|name| folder.join(name)).filter(|path| Some(path.as_path()) != own) {
        let file = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            opened => opened?,
        };
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            found.in_use = true;
            continue;
        }
        found.left.extend(read(&path, &std::fs::read(&path)?));
    }
    found.left.sort_by_key(|recovery| recovery.made.0);
    Ok(found)
}

/// What a journal holds; `None` where that is no change.
fn read(path: &Path, bytes: &[u8]) -> Option<Recovery> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| (line, line.strip_suffix(b"\n")));
    let (first, whole) = lines.next()?;
    let Header { journal: 1, base } = serde_json::from_slice(whole?).ok()? else { return None };
    let (mut steps, mut len) = (Vec::new(), first.len());
    let mut made = None;
    for (all, line) in lines {
        // What was not written to its end counts as little as what is no step.
        let Some(Line { at, step }) = line.and_then(|line| serde_json::from_slice(line).ok()) else { break };
        made = Some((made.map_or(at, |(first, _)| first), at));
        steps.push(step);
        len += all.len();
    }
    let torn = len < bytes.len();
    let made = made.unwrap_or_default();
    (torn || !steps.is_empty()).then(|| Recovery { path: path.to_owned(), base, steps, made, torn })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Change, Draft, Embedded, RecordFile};
    use std::sync::Arc;

    fn draft() -> Draft {
        Draft::new(Arc::new(Embedded))
    }

    fn steps() -> Vec<ChangeStep> {
        let file = RecordFile::Chronicle;
        let put = |title: &str| Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") };
        let sort = Change::Put { file, id: "version".into(), raw: "version = \"2\"".to_owned() };
        let mut draft = draft();
        [vec![put("Hêrat")], vec![put("two\\nlines"), sort]]
            .map(|make| {
                let step;
                (draft, step) = ChangeStep::made(&draft, make).unwrap();
                step
            })
            .to_vec()
    }

    /// A folder with a journal that nobody writes any more, and its bytes.
    fn left() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::begin(folder.path(), &draft().hash(), &steps()[..1], 10).unwrap();
        journal.append(&steps()[1..], 20).unwrap();
        let path = journal.path().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        (folder, path, bytes)
    }

    #[test]
    fn what_was_not_saved_comes_back_until_it_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let look = || recover(folder.path(), None).unwrap();
        assert!(look().left.is_empty());
        let mut journal = Journal::begin(folder.path(), &draft().hash(), &[], 0).unwrap();
        journal.append(&steps(), 7).unwrap();
        assert!(look().left.is_empty() && look().in_use, "it is being written");
        assert!(!recover(folder.path(), Some(journal.path())).unwrap().in_use, "by oneself");
        drop(journal);
        let [recovery] = look().left.try_into().unwrap();
        assert_eq!((&recovery.steps, recovery.made, recovery.torn), (&steps(), (7, 7), false));
        std::fs::remove_file(&recovery.path).unwrap();
        assert!(look().left.is_empty());
    }

    #[test]
    fn each_window_has_a_journal_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = [1, 2].map(|at| Journal::begin(folder.path(), &draft().hash(), &steps(), at).unwrap());
        assert_ne!(one.path(), two.path());
        one.sweep().unwrap();
        assert!(two.is_there());
        drop(two);
        assert_eq!(recover(folder.path(), None).unwrap().left.len(), 1);
    }

    #[test]
    fn journals_that_were_left_without_a_change_make_room() {
        let (folder, path, bytes) = left();
        let header = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap();
        for name in names().skip(1) {
            std::fs::write(folder.path().join(name), header).unwrap();
        }
        let journal = Journal::begin(folder.path(), &draft().hash(), &steps(), 30).unwrap();
        assert_ne!(journal.path(), path, "what holds changes stays");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn cut_at_any_byte_every_step_that_was_written_whole_comes_back_and_the_torn_one_is_told_of() {
        let (folder, path, bytes) = left();
        let ends: Vec<usize> =
            bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(i, _)| i + 1).collect();
        for cut in 0..=bytes.len() {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let torn = cut > 0 && !ends.contains(&cut);
            let found = recover(folder.path(), None).unwrap().left;
            if whole == 0 || (whole == 1 && !torn) {
                assert!(found.is_empty(), "{cut}");
                continue;
            }
            assert_eq!(found[0].steps, steps()[..whole - 1], "{cut}");
            assert_eq!(found[0].torn, torn, "{cut}");
        }
    }

    #[test]
    fn a_line_that_could_not_be_written_does_not_hide_those_after_it() {
        let (folder, ..) = left();
        let mut journal = Journal::begin(folder.path(), &draft().hash(), &steps()[..1], 30).unwrap();
        let path = journal.path().to_owned();
        let appending = std::mem::replace(&mut journal.file, File::open(&path).unwrap());
        assert!(journal.append(&steps()[1..], 40).is_err(), "a file open for reading takes nothing");
        journal.file = appending;
        journal.append(&steps()[1..], 40).unwrap();
        assert!(journal.is_there());
        std::fs::write(&path, "short").unwrap();
        assert!(!journal.is_there());
    }

    #[test]
    fn what_is_no_journal_of_ours_is_let_be() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "\n", "{}\n", "{\"journal\":2,\"base\":\"x\"}\n{}\n", "not JSON\n"] {
            std::fs::write(folder.path().join(".dateline-journal.jsonl"), text).unwrap();
            assert!(recover(folder.path(), None).unwrap().left.is_empty(), "{text}");
        }
    }
}
