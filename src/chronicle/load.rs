//! Files to records.

use crate::chronicle::{Chronicle, Files, Problem};

/// An opened chronicle and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What is sound.
    pub chronicle: Chronicle,
    /// What is not, in file and record order.
    pub problems: Vec<Problem>,
    /// Excerpts that agree with their documents, and all excerpts.
    pub verified: (usize, usize),
}

/// Why nothing could be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No chronicle there.
    #[error("expected a chronicle with data/chronicle.toml, found none ({hint}): {path}")]
    NotAChronicle {
        /// Where.
        path: String,
        /// What to do.
        hint: String,
    },
    /// `chronicle.toml` cannot be understood.
    #[error("{message}: {path}")]
    Meta {
        /// Where.
        path: String,
        /// What was expected and found.
        message: String,
    },
}

/// Reads and verifies a chronicle: hashes, selectors, dates, references, paths.
///
/// # Errors
/// Only when there is no chronicle to speak of; what is wrong with single records becomes a [`Problem`].
pub fn open(files: &dyn Files) -> Result<Opened, OpenError> {
    let _ = files;
    todo!("chronicle owner")
}
