//! One file of records without the rest of its chronicle.

use crate::chronicle::{Files, RecordFile};
use std::borrow::Cow;
use std::io::ErrorKind;

/// One file of records by itself.
#[derive(Clone, Debug)]
pub struct SingleFile {
    /// Which.
    pub file: RecordFile,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Files for SingleFile {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        let found = (path == self.file.path()).then(|| Cow::Owned(self.bytes.clone()));
        found.ok_or_else(|| std::io::Error::from(ErrorKind::NotFound))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let path = self.file.path();
        let here = path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
        here.then(|| path.to_owned()).into_iter().collect()
    }

    fn name(&self) -> String {
        self.file.path().to_owned()
    }
}
