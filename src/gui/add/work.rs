//! What takes a while: reading files, and writing them into the chronicle's folder.

use crate::chronicle::{Change, Draft};
use crate::files::{read_plain, write_bytes};
use crate::ingest::{Incoming, Intake, LARGEST_BYTES, Refusal, read};
use crate::jobs::{Progress as _, Task, Waker};
use std::path::{Path, PathBuf};

/// What was given to be added.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes and what they are called.
    Bytes(String, Vec<u8>),
}

/// What is to be looked through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub document: Incoming,
    /// Its date, as EDTF.
    pub published: Option<String>,
}

/// What adding came to.
#[derive(Debug)]
pub(super) struct Added {
    pub changes: Vec<Change>,
}

/// What was pasted: files, where a file manager copied their paths, else the text itself.
pub(super) fn pasted(text: String) -> Vec<Given> {
    let path =
        |line: &str| PathBuf::from(line.trim().strip_prefix("file://").unwrap_or(line.trim()).replace("%20", " "));
    let paths: Vec<PathBuf> = text.lines().filter(|line| !line.trim().is_empty()).map(path).collect();
    if !paths.is_empty() && paths.iter().all(|path| path.is_absolute() && path.exists()) {
        return paths.into_iter().map(Given::Path).collect();
    }
    if text.trim().is_empty() { Vec::new() } else { vec![Given::Bytes("pasted text.txt".to_owned(), text.into())] }
}

/// The most files that are taken out of folders.
const MOST_FILES: usize = 10_000;

/// Reads all that was given; what was read before comes along.
pub(super) fn read_all(waker: &Waker, mut intake: Intake, given: Vec<Given>) -> Task<Intake> {
    Task::start("documents", waker, move |steps| {
        let mut files = Vec::new();
        for one in given {
            match one {
                Given::Path(path) => list(&path, &mut files),
                bytes @ Given::Bytes(..) => files.push(bytes),
            }
        }
        let of = files.len();
        for (done, file) in files.into_iter().enumerate() {
            steps.step(done, of);
            // What was read so far stays.
            if steps.cancelled() {
                break;
            }
            let (name, bytes, path) = match file {
                Given::Bytes(name, bytes) => (name, Ok(bytes), None),
                Given::Path(path) => {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                    (name, read_plain(&path, LARGEST_BYTES), Some(path))
                }
            };
            let (found, length) = match bytes {
                Ok(bytes) => (read(&name, bytes.as_slice().into(), None, steps), bytes.len()),
                Err(error) => (vec![Err((name, Refusal::Unreadable(error.to_string())))], 0),
            };
            intake.take(found, length, path.as_deref());
        }
        intake.compare();
        steps.step(of, of);
        intake
    })
}

/// Reads a file again with its password.
pub(super) fn unlock(waker: &Waker, path: PathBuf, password: String) -> Task<Result<Incoming, Refusal>> {
    Task::start("document", waker, move |steps| {
        let bytes = read_plain(&path, LARGEST_BYTES).map_err(|error| Refusal::Unreadable(error.to_string()))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut found = read(&name, bytes.as_slice().into(), Some(&password), steps);
        // A file that opens with a password is one document.
        found.pop().map_or(Err(Refusal::Empty), |read| read.map_err(|(_, refusal)| refusal))
    })
}

/// Puts the files at a path on a list: itself, or all in a folder and those below it but hidden ones.
fn list(path: &Path, files: &mut Vec<Given>) {
    if files.len() >= MOST_FILES {
        return;
    }
    let Some(entries) = path.is_dir().then(|| std::fs::read_dir(path).ok()).flatten() else {
        files.push(Given::Path(path.to_owned()));
        return;
    };
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    below.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    below.sort();
    for path in below {
        list(&path, files);
    }
}

/// Writes the documents into the folder; the changes that record them come back.
pub(super) fn add_all(waker: &Waker, intake: Intake, draft: Draft, folder: PathBuf) -> Task<Result<Added, String>> {
    Task::start("adding", waker, move |_| {
        let plan = intake.plan(&draft).map_err(|error| error.to_string())?;
        if draft.is_gone_from(&folder) {
            return Err(format!("Expected the chronicle in {}, found nothing there.", folder.display()));
        }
        for (path, bytes) in &plan.files {
            let file = folder.join(path);
            // Where it cannot be made, the file cannot either, and says why.
            let _ = file.parent().map(std::fs::create_dir_all);
            write_bytes(&file, bytes).map_err(|error| error.to_string())?;
        }
        Ok(Added { changes: plan.changes })
    })
}

/// Asks for files beside the frames.
pub(super) fn ask(waker: &Waker) -> Task<Vec<PathBuf>> {
    Task::start("file dialog", waker, |_| {
        rfd::FileDialog::new().set_title("Add documents").pick_files().unwrap_or_default()
    })
}
