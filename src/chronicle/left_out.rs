//! What a copy of a chronicle was made without on purpose, such as the base map of one in an archive. The list stands
//! in a file of its own, so that a file that is merely missing is still a problem.

use crate::chronicle::load::reader::sha256_hex;
use crate::chronicle::{Embedded, Files, RandomAccess};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Result};

/// The list: one file a line, its SHA-256 in hex, two spaces and its path.
pub const LEFT_OUT: &str = "data/left-out.txt";

/// The files of a chronicle. For what was left out, the program's own file stands in where it is the same one.
pub struct Completed<'a> {
    files: &'a dyn Files,
    left_out: BTreeMap<String, String>,
}

impl<'a> Completed<'a> {
    /// Reads the list; without one nothing was left out.
    pub fn of(files: &'a dyn Files) -> Self {
        let bytes = files.read(LEFT_OUT).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().filter_map(|line| line.split_once("  "));
        Self { files, left_out: lines.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect() }
    }

    /// Whether a file was left out and nothing stands in for it.
    pub fn lacks(&self, path: &str) -> bool {
        self.left_out.contains_key(path) && self.read(path).is_err()
    }

    /// The SHA-256 of a file, read or remembered; none where it is neither there nor listed.
    pub fn sha256(&self, path: &str) -> Option<String> {
        self.files.read(path).ok().map(|bytes| sha256_hex(&bytes)).or_else(|| self.left_out.get(path).cloned())
    }
}

impl Files for Completed<'_> {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        match (self.files.read(path), self.left_out.get(path)) {
            (Err(error), Some(hash)) if error.kind() == ErrorKind::NotFound => {
                Embedded.read(path).ok().filter(|bytes| sha256_hex(bytes) == *hash).ok_or(error)
            }
            (read, _) => read,
        }
    }

    fn open(&self, path: &str) -> Result<Box<dyn RandomAccess>> {
        match self.files.open(path) {
            Err(_) if self.left_out.contains_key(path) => Ok(Box::new(self.read(path)?)),
            open => open,
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.files.list(folder)
    }

    fn name(&self) -> String {
        self.files.name()
    }
}
