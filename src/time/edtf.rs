//! EDTF (ISO 8601-2) through `edtf-core`.

use crate::time::Span;

/// A date as the editor wrote it, with the bounds it implies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfDate {
    written: String,
    span: Span,
}

/// Why a text is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an EDTF date such as 2021-08-13, 2021-08-12/2021-08-13 or ../2021-08-31, found \"{written}\" ({why})")]
pub struct EdtfError {
    /// The text.
    pub written: String,
    /// What is wrong with it.
    pub why: String,
}

impl EdtfDate {
    /// Reads a date of levels 0 to 2.
    ///
    /// # Errors
    /// When the text is no EDTF, or names a day the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let _ = text;
        todo!("chronicle owner")
    }

    /// The text as written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The bounds it implies; `~` has no width of its own.
    pub fn span(&self) -> Span {
        self.span
    }
}
