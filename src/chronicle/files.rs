//! Where a chronicle's files come from: a folder on disk, or the program itself.

use std::borrow::Cow;
use std::path::PathBuf;

/// Read access to a chronicle's folder. Paths are relative, with `/`, and never leave it.
pub trait Files: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is missing, cannot be read, is too large, or its path leaves the folder.
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>>;

    /// The files directly in a folder, sorted.
    fn list(&self, folder: &str) -> Vec<String>;

    /// What to call it in messages: the folder, or "the built-in chronicle".
    fn name(&self) -> String;
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

/// The built-in chronicle: this repository's own `data/` and `seeds/`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;
