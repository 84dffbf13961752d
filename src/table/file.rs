//! The file of a table: as received, and its rows as text.

use crate::files::{likely_encoding, read_plain, utf_16_unmarked};
use crate::limits::LARGEST_TABLE_BYTES;
use crate::table::error::TableError;
use crate::table::format::{self, TableFormat};
use crate::table::mapping::TextForm;
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::path::Path;

/// How much of a text is shown to what guesses its encoding, bytes.
const GUESSED_FROM: usize = 4 << 20;

/// The file of a table, as received.
pub struct TableFile {
    name: String,
    bytes: Vec<u8>,
    format: &'static TableFormat,
    /// The rows of what is no delimited text, turned into such.
    turned: Option<Vec<u8>>,
}

impl TableFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no table.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let shown = || path.display().to_string();
        let unreadable = |error: std::io::Error| TableError::Unreadable { why: error.to_string(), path: shown() };
        let bytes = read_plain(path, LARGEST_TABLE_BYTES).map_err(unreadable)?;
        let name = path.file_name().map_or_else(shown, |name| name.to_string_lossy().into_owned());
        Self::of(name, bytes)
    }

    /// A file by its name and its bytes.
    ///
    /// # Errors
    /// Where it is no table.
    pub fn of(name: String, bytes: Vec<u8>) -> Result<Self, TableError> {
        let format = format::of(&name, &bytes)?;
        let turned = format.turn.map(|turn| turn(&bytes)).transpose()?;
        Ok(Self { name, bytes, format, turned })
    }

    /// Its name without the folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its bytes, as received.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it is.
    pub fn format(&self) -> &'static TableFormat {
        self.format
    }

    /// Whether its rows were no delimited text and were turned into such.
    pub fn is_turned(&self) -> bool {
        self.turned.is_some()
    }

    /// The SHA-256 of its bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Its rows as delimited text in UTF-8. Bytes that are none are left as they stand.
    ///
    /// # Errors
    /// Where the encoding is not known.
    pub fn text(&self, form: &TextForm) -> Result<Cow<'_, [u8]>, TableError> {
        if let Some(turned) = &self.turned {
            return Ok(Cow::Borrowed(turned));
        }
        let encoding = Encoding::for_label(form.encoding.as_bytes());
        let encoding = encoding.ok_or_else(|| TableError::Encoding(form.encoding.clone()))?;
        if encoding == UTF_8 {
            return Ok(Cow::Borrowed(&self.bytes));
        }
        Ok(match encoding.decode(&self.bytes).0 {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
    }

    /// What it is likely written in, by its label on the web.
    pub fn likely_encoding(&self) -> &'static str {
        let bytes = &self.bytes;
        if let Some((marked, _)) = Encoding::for_bom(bytes) {
            return marked.name();
        }
        let head = bytes.get(..bytes.len().min(GUESSED_FROM)).unwrap_or_default();
        if let Some(wide) =
            utf_16_unmarked(head.get(..head.len().min(4096)).unwrap_or_default()).filter(|_| head.contains(&0))
        {
            return wide.name();
        }
        let Err(wrong) = std::str::from_utf8(bytes) else { return UTF_8.name() };
        // Some broken bytes among many letters that are none are no other encoding.
        let from = wrong.valid_up_to();
        let rest = bytes.get(from..bytes.len().min(from + GUESSED_FROM)).unwrap_or_default();
        let broken = rest.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let before = bytes.get(from.saturating_sub(GUESSED_FROM)..from).unwrap_or_default();
        let letters = |bytes: &[u8]| -> usize {
            bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum()
        };
        if broken * 20 <= letters(before) + letters(rest) {
            return UTF_8.name();
        }
        likely_encoding(rest).unwrap_or(UTF_8).name()
    }
}
