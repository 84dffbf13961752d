//! Why no document was made of a file.

/// Why no document was made of a file: one sentence each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It opens with a password only.
    #[error("it is encrypted and opens only with a password")]
    Encrypted,
    /// There is no text in it.
    #[error("there is no text in it, only pictures ({0}); documents need their text")]
    Scan(String),
    /// It has no words.
    #[error("there are no words in it")]
    NoWords,
    /// It is something else.
    #[error("expected a document (text, web page, PDF, DOCX, ODT, letter, feed, web archive), found {0}")]
    NotADocument(&'static str),
    /// It is not what it seems.
    #[error("it is broken: expected {expected}, found {found}")]
    Broken {
        /// What a file of its kind has there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// More comes out of it than is read.
    #[error("it grows beyond {0} when it is unpacked, more than is read of one document")]
    Grows(String),
    /// Its parts are nested, repeated or drawn too often.
    #[error("it does not end: {0}")]
    Endless(&'static str),
    /// The same bytes were there before.
    #[error("the same bytes as {0}")]
    Same(String),
    /// It was stopped.
    #[error("stopped before it was read")]
    Stopped,
}
