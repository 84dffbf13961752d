//! Documents on their way, and what a person says of them.

use crate::chronicle::{Chronicle, Source};
use crate::ingest::ids::sha256;
use crate::ingest::{Incoming, Published, Refusal, Said};
use crate::time::EdtfDate;
use std::sync::Arc;

/// Whose copy a document carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyOf {
    /// What that is called.
    pub title: String,
    /// The row, where that is on its way, too.
    pub row: Option<usize>,
    /// Its wire, where it is in the chronicle.
    pub wire: Option<String>,
    /// How much of the document's words stand there, percent.
    pub percent: u32,
}

/// A document on its way.
#[derive(Clone, Debug)]
pub struct IntakeRow {
    /// The name of its file.
    pub name: String,
    /// How long the file is, bytes.
    pub bytes: usize,
    /// What was read, or why nothing was.
    pub read: Result<Incoming, Refusal>,
    /// Whether it is left out on purpose.
    pub left_out: bool,
    /// Whether nobody knows when it was published: an answer, too.
    pub undated: bool,
    /// Whether it counts as a witness of its own, though it carries another's copy.
    pub apart: bool,
    /// What kind of document it is: report, notes, statement, post.
    pub nature: Option<String>,
    /// Whose copy it carries.
    pub copy: Option<CopyOf>,
    /// The wire of the chronicle that it was said to carry.
    pub wire: Option<String>,
    /// Where the file lies, to be read again with a password.
    pub path: Option<std::path::PathBuf>,
}

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowState {
    /// It can be added.
    Ready,
    /// It asks when it was published.
    Asks,
    /// It is left out.
    LeftOut,
    /// It cannot be read.
    Refused,
}

impl IntakeRow {
    /// How it stands.
    pub fn state(&self) -> RowState {
        match &self.read {
            Err(Refusal::Same(_)) => RowState::LeftOut,
            Err(_) => RowState::Refused,
            Ok(_) if self.left_out => RowState::LeftOut,
            Ok(document) if document.published.is_none() && !self.undated => RowState::Asks,
            Ok(_) => RowState::Ready,
        }
    }

    /// What to call it: its headline, or its file.
    pub fn title(&self) -> &str {
        match &self.read {
            Ok(document) => document.title.as_ref().map_or(&self.name, |title| &title.value),
            Err(_) => &self.name,
        }
    }
}

/// All documents on their way into one chronicle.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    pub(super) rows: Vec<IntakeRow>,
    pub(super) known: Arc<[Source]>,
    /// Whether the chronicle has neither documents nor events yet.
    pub(super) is_new: bool,
}

impl Intake {
    /// No documents yet, into this chronicle.
    pub fn into(chronicle: &Chronicle) -> Self {
        let known: Arc<[Source]> = chronicle.sources.values().cloned().collect();
        Self { rows: Vec::new(), is_new: known.is_empty() && chronicle.events.is_empty(), known }
    }

    /// The documents, in the order in which they came.
    pub fn rows(&self) -> &[IntakeRow] {
        &self.rows
    }

    /// Takes up what was read of a file; what is there already is left out.
    pub fn take(
        &mut self,
        found: Vec<Result<Incoming, (String, Refusal)>>,
        bytes: usize,
        path: Option<&std::path::Path>,
    ) {
        for read in found {
            let (name, read) = match read {
                Ok(document) => (document.name.clone(), self.not_yet(document)),
                Err((name, refusal)) => (name, Err(refusal)),
            };
            self.rows.push(IntakeRow {
                name,
                bytes,
                read,
                left_out: false,
                undated: false,
                apart: false,
                nature: None,
                copy: None,
                wire: None,
                path: path.map(std::path::Path::to_owned),
            });
        }
    }

    /// The document, unless its bytes are there already.
    fn not_yet(&self, document: Incoming) -> Result<Incoming, Refusal> {
        let sum = sha256(&document.received);
        let here = self.known.iter().find(|source| {
            let part = source.extracted.as_ref().and_then(|text| text.part.as_deref());
            source.sha256.eq_ignore_ascii_case(&sum) && part == document.part.as_deref()
        });
        if let Some(source) = here {
            return Err(Refusal::Same(format!("{}, which is in the chronicle", source.label)));
        }
        let coming = self.rows.iter().find(|row| {
            row.read.as_ref().is_ok_and(|read| read.part == document.part && read.received == document.received)
        });
        match coming {
            Some(row) => Err(Refusal::Same(row.name.clone())),
            None => Ok(document),
        }
    }

    /// Takes up the answer of another reading of a row, such as with its password.
    pub fn read_again(&mut self, at: usize, read: Result<Incoming, Refusal>) {
        let read = read.and_then(|document| self.not_yet(document));
        if let Some(row) = self.rows.get_mut(at) {
            row.read = read;
        }
        self.compare();
    }

    /// How many rows stand so.
    pub fn count(&self, state: RowState) -> usize {
        self.rows.iter().filter(|row| row.state() == state).count()
    }

    /// Says what a document is called; nothing is none.
    pub fn set_title(&mut self, at: usize, title: &str) {
        self.alter(at, |document| document.title = Said::of(title, "as it was given"));
    }

    /// Says who published it; nothing is nobody.
    pub fn set_publisher(&mut self, at: usize, publisher: &str) {
        self.alter(at, |document| document.publisher = Said::of(publisher, "as it was given"));
    }

    /// Says when it was published.
    ///
    /// # Errors
    /// Where that is no date.
    pub fn set_published(&mut self, at: usize, edtf: &str) -> Result<(), String> {
        let edtf = edtf.trim();
        let date = EdtfDate::parse(edtf).map_err(|error| error.to_string())?;
        if date.span().is_unknown() {
            self.set_undated(at);
            return Ok(());
        }
        let given = Published { edtf: edtf.to_owned(), stated: false, how: "as it was given".to_owned(), words: None };
        self.alter(at, |document| document.published = Some(given));
        if let Some(row) = self.rows.get_mut(at) {
            row.undated = false;
        }
        self.compare();
        Ok(())
    }

    /// Says that nobody knows when it was published.
    pub fn set_undated(&mut self, at: usize) {
        self.alter(at, |document| document.published = None);
        if let Some(row) = self.rows.get_mut(at) {
            row.undated = true;
        }
    }

    /// Asks for its date anew.
    pub fn ask_date(&mut self, at: usize) {
        if let Some(row) = self.rows.get_mut(at) {
            row.undated = false;
        }
        self.alter(at, |document| document.published = None);
    }

    /// Says what kind of document it is.
    pub fn set_nature(&mut self, at: usize, nature: Option<&str>) {
        if let Some(row) = self.rows.get_mut(at) {
            row.nature = nature.map(str::to_owned);
        }
    }

    /// Leaves a document out, or takes it in again.
    pub fn leave_out(&mut self, at: usize, out: bool) {
        if let Some(row) = self.rows.get_mut(at) {
            row.left_out = out;
        }
        self.compare();
    }

    /// Counts a document as a witness of its own, or with those whose copy it carries.
    pub fn set_apart(&mut self, at: usize, apart: bool) {
        if let Some(row) = self.rows.get_mut(at) {
            row.apart = apart;
        }
    }

    /// Says that a document carries a wire of the chronicle.
    pub fn set_wire(&mut self, at: usize, wire: &str) {
        if let Some(row) = self.rows.get_mut(at) {
            row.wire = Some(wire.to_owned());
        }
    }

    fn alter(&mut self, at: usize, alter: impl FnOnce(&mut Incoming)) {
        if let Some(Ok(document)) = self.rows.get_mut(at).map(|row| row.read.as_mut()) {
            alter(document);
        }
    }
}
