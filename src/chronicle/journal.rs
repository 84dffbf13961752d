//! Changes that are not saved yet, appended to a file beside the chronicle, so that a crash loses none of them.
//!
//! The first line says on which files the changes build, every other line is one change; a line counts when its end was
//! written. Each is on the disk when [`Journal::append`] returns. See `data/FORMAT.md`.

use crate::chronicle::{Change, ChangeError, Draft};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Result, Write as _};
use std::path::{Path, PathBuf};

/// The journal's name in the chronicle's folder.
const NAME: &str = ".dateline-journal.jsonl";

/// What is said of a journal that does not end as it should.
const TORN: &str = "The last unsaved change was not written down whole and is lost.";

/// The first line.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Header {
    /// Which version of this format.
    journal: u32,
    /// [`Draft::hash`] of the files as they are in the folder.
    base: String,
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

/// What a journal held that was not swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// [`Draft::hash`] of the files the changes build on.
    pub base: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// What is said where the journal did not end as it should.
    pub torn: Option<&'static str>,
    /// The length of what could be read, bytes.
    len: u64,
}

/// Why changes were not brought back.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The files are others than those the changes were made on.
    #[error("expected the files the unsaved changes were made on, found others; open the folder's earlier state first")]
    OtherFiles,
    /// A change does not fit.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl Journal {
    /// Begins the journal of changes to the files in a folder; one that is there is written over.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(folder: &Path, base: &Draft) -> Result<Self> {
        let path = folder.join(NAME);
        let file = File::create(&path)?;
        let mut journal = Self { path, file };
        journal.line(&Header { journal: 1, base: base.hash() })?;
        // Where a folder can be brought to the disk, the new name in it is there after a power cut too.
        if let Ok(folder) = File::open(folder) {
            folder.sync_all()?;
        }
        Ok(journal)
    }

    /// Goes on with the journal that changes were recovered from.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn resume(folder: &Path, recovered: &Recovery) -> Result<Self> {
        let path = folder.join(NAME);
        let file = OpenOptions::new().append(true).open(&path)?;
        file.set_len(recovered.len)?;
        Ok(Self { path, file })
    }

    /// Writes a change down; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, change: &Change) -> Result<()> {
        self.line(change)
    }

    fn line(&mut self, line: &impl serde::Serialize) -> Result<()> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()
    }

    /// Sweeps the journal away: its changes are saved, or not wanted.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn sweep(self) -> Result<()> {
        std::fs::remove_file(self.path)
    }
}

/// What a folder's journal holds that was not saved; `None` where there is no journal, or no change in it.
///
/// # Errors
/// When it is there and cannot be read.
pub fn recover(folder: &Path) -> Result<Option<Recovery>> {
    let bytes = match std::fs::read(folder.join(NAME)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| (line, line.strip_suffix(b"\n")));
    let read = |line: Option<&[u8]>| line.and_then(|line| serde_json::from_slice::<Header>(line).ok());
    let Some((first, Header { journal: 1, base })) = lines.next().and_then(|(whole, line)| Some((whole, read(line)?)))
    else {
        return Ok(None);
    };
    let (mut changes, mut len) = (Vec::new(), first.len());
    for (whole, line) in lines {
        // What was not written to its end counts as little as what is no change.
        let Some(change) = line.and_then(|line| serde_json::from_slice(line).ok()) else { break };
        changes.push(change);
        len += whole.len();
    }
    let torn = (len < bytes.len()).then_some(TORN);
    Ok((torn.is_some() || !changes.is_empty()).then_some(Recovery { base, changes, torn, len: len as u64 }))
}

impl Recovery {
    /// The files with the changes.
    ///
    /// # Errors
    /// When the files are others than those the changes were made on.
    pub fn onto(&self, draft: &Draft) -> std::result::Result<Draft, RecoveryError> {
        if draft.hash() != self.base {
            return Err(RecoveryError::OtherFiles);
        }
        Ok(draft.apply_all(&self.changes)?.0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, RecordFile};
    use std::sync::Arc;

    fn changes() -> [Change; 3] {
        let file = RecordFile::Chronicle;
        let put = |title: &str| Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") };
        [put("Hêrat"), Change::Remove { file: RecordFile::Places, id: "herat".into() }, put("two\\nlines")]
    }

    fn draft() -> Draft {
        Draft::new(Arc::new(Embedded))
    }

    fn written() -> (tempfile::TempDir, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::begin(folder.path(), &draft()).unwrap();
        for change in changes() {
            journal.append(&change).unwrap();
        }
        let bytes = std::fs::read(folder.path().join(NAME)).unwrap();
        (folder, bytes)
    }

    #[test]
    fn what_was_not_saved_comes_back_until_it_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(recover(folder.path()).unwrap(), None);
        let mut journal = Journal::begin(folder.path(), &draft()).unwrap();
        assert_eq!(recover(folder.path()).unwrap(), None, "nothing was changed");
        for change in changes() {
            journal.append(&change).unwrap();
        }
        let recovery = recover(folder.path()).unwrap().unwrap();
        assert_eq!((recovery.changes.as_slice(), recovery.torn), (changes().as_slice(), None));
        let (expected, _) = draft().apply_all(&changes()).unwrap();
        assert_eq!(recovery.onto(&draft()).unwrap().hash(), expected.hash());
        assert!(matches!(recovery.onto(&expected), Err(RecoveryError::OtherFiles)));
        journal.sweep().unwrap();
        assert_eq!(recover(folder.path()).unwrap(), None);
    }

    #[test]
    fn cut_at_any_byte_every_change_that_was_written_whole_comes_back_and_the_torn_one_is_told_of() {
        let (folder, bytes) = written();
        let ends: Vec<usize> =
            bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(i, _)| i + 1).collect();
        for cut in 0..=bytes.len() {
            std::fs::write(folder.path().join(NAME), &bytes[..cut]).unwrap();
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let torn = cut > 0 && !ends.contains(&cut);
            let recovery = recover(folder.path()).unwrap();
            if whole == 0 || (whole == 1 && !torn) {
                assert_eq!(recovery, None, "{cut}");
                continue;
            }
            let recovery = recovery.unwrap();
            assert_eq!(recovery.changes, changes()[..whole - 1], "{cut}");
            assert_eq!(recovery.torn.is_some(), torn, "{cut}");
        }
    }

    #[test]
    fn a_journal_goes_on_after_what_was_recovered() {
        let (folder, bytes) = written();
        let path = folder.path().join(NAME);
        let header = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        for (cut, kept) in [(bytes.len(), 3), (bytes.len() - 1, 2), (header + 1, 0)] {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            let recovery = recover(folder.path()).unwrap().unwrap();
            Journal::resume(folder.path(), &recovery).unwrap().append(&changes()[0]).unwrap();
            let again = recover(folder.path()).unwrap().unwrap();
            assert_eq!((again.changes.len(), again.torn), (kept + 1, None), "{cut}");
        }
    }

    #[test]
    fn what_is_no_journal_of_ours_is_let_be() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "\n", "{}\n", "{\"journal\":2,\"base\":\"x\"}\n{}\n", "not JSON\n"] {
            std::fs::write(folder.path().join(NAME), text).unwrap();
            assert_eq!(recover(folder.path()).unwrap(), None, "{text}");
        }
    }
}
