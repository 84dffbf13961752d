//! A document as it was received and what is read of it.

use crate::ingest::DocumentFormat;
use std::sync::Arc;

/// Something a document says of itself, or that was taken from what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it says: a title, a publisher, the tag of a language.
    pub value: String,
    /// Where it says so: "its first line", "the page's own title".
    pub how: String,
}

impl Said {
    /// A value, where it is not blank, with its blanks made single.
    pub(super) fn of(value: &str, how: &str) -> Option<Self> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| Self { value, how: how.to_owned() })
    }
}

/// When a document says it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// EDTF: a day, a minute with its distance from UTC, bounds.
    pub edtf: String,
    /// Whether it is stated; else it was inferred.
    pub stated: bool,
    /// From which words, and where they stand: "from 2015-05-21 in its first lines".
    pub how: String,
    /// The words themselves, where they stand in the text.
    pub words: Option<String>,
}

/// What is read of one document. A file may hold several: entries of a feed, pages of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The name of its file; of one of several, with which it is.
    pub name: String,
    /// The file, as received.
    pub received: Arc<[u8]>,
    /// Which part of the file it is, where that holds several: an address, the id of an entry.
    pub part: Option<String>,
    /// What the file is.
    pub format: DocumentFormat,
    /// What a plain text is written in, by its label on the web; none for UTF-8.
    pub encoding: Option<&'static str>,
    /// Its text.
    pub text: String,
    /// What took the text out of the file, with its version; none where the file is the text.
    pub extractor: Option<&'static str>,
    /// Pages, where it has some.
    pub pages: Option<usize>,
    /// Its headline.
    pub title: Option<Said>,
    /// Who published it.
    pub publisher: Option<Said>,
    /// Who wrote it.
    pub byline: Option<Said>,
    /// When it was published.
    pub published: Option<Published>,
    /// The tag of the language it is written in.
    pub language: Option<Said>,
    /// The agency whose copy it is, as it is called: "AFP".
    pub agency: Option<Said>,
}

impl Incoming {
    /// A document of which nothing is known but its text.
    pub(super) fn new(name: &str, received: &Arc<[u8]>, format: DocumentFormat, text: String) -> Self {
        Self {
            name: name.to_owned(),
            received: Arc::clone(received),
            part: None,
            format,
            encoding: None,
            text,
            extractor: None,
            pages: None,
            title: None,
            publisher: None,
            byline: None,
            published: None,
            language: None,
            agency: None,
        }
    }
}
