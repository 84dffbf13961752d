//! A packed folder (zip), unpacked no further than is read of one file.

use crate::table::error::TableError;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a packed file is unpacked to.
const MOST_UNPACKED: u64 = 1 << 30;

/// A packed folder, and how much may still be unpacked of it.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, TableError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// An entry; nothing where there is none of that name.
    pub fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, TableError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&error)),
        };
        if entry.encrypted() {
            return Err(TableError::Broken {
                expected: "a table",
                found: "one that opens only with a password".to_owned(),
            });
        }
        let mut bytes = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            let found = format!("more than {} MB", MOST_UNPACKED >> 20);
            return Err(TableError::Broken { expected: "a packed table of a sane size", found });
        }
        read.map_err(|error| TableError::Broken { expected: "packed bytes", found: error.to_string() })?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn broken(error: &ZipError) -> TableError {
    TableError::Broken { expected: "a packed folder (zip)", found: error.to_string() }
}
