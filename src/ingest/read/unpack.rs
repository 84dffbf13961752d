//! Packed files, unpacked no further than is read of one.

use crate::ingest::Refusal;
use flate2::read::MultiGzDecoder;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that is unpacked of one file, bytes.
pub(super) const MOST_UNPACKED: u64 = 128 << 20;
/// The most documents that are taken out of one file.
pub(super) const MOST_PARTS: usize = 2000;
/// The most entries of a packed folder that are looked at.
const MOST_ENTRIES: usize = 20_000;

/// A packed folder, and how much may still be unpacked of it.
pub(super) struct Packed<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Packed<'b> {
    /// The folder of these bytes.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > MOST_ENTRIES {
            return Err(Refusal::Endless("there are too many files in it"));
        }
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    /// The names of what is in it.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// An entry; nothing where there is none of that name.
    pub fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&error)),
        };
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let bytes = read_whole(entry, self.left)?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn broken(error: &ZipError) -> Refusal {
    if let ZipError::UnsupportedArchive(why) = error
        && *why == ZipError::PASSWORD_REQUIRED
    {
        return Refusal::Encrypted;
    }
    Refusal::Broken { expected: "a packed folder (zip)", found: error.to_string() }
}

/// All that comes out of a reader, where it is not more than so many bytes.
pub(super) fn read_whole(from: impl Read, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = from.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(Refusal::Grows(format!("{} MB", MOST_UNPACKED >> 20)));
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Refusal::Broken { expected: "packed bytes", found: error.to_string() }),
    }
}

/// What gzip packed; other bytes as they are.
pub(super) fn gunzipped(bytes: &[u8]) -> Result<std::borrow::Cow<'_, [u8]>, Refusal> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(bytes.into());
    }
    read_whole(MultiGzDecoder::new(bytes), MOST_UNPACKED).map(Into::into)
}
