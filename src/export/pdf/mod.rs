//! PDF: the same marks as vectors, words that can be selected and searched, and the relief as a picture.
//!
//! Written straight from the marks: every layer of the map becomes a layer that a reader can switch, every line of text
//! stands in the file once (its halo is outlines), and only the letters in use are embedded. No clock, no file name
//! and no machine is in the bytes.

mod document;
mod fonts;
mod ink;
mod pack;
mod page;
mod picture;
mod text;
mod xmp;

use crate::export::sheet::scenes;
use crate::export::{CoverageKind, ExportError, Exporter, Job, Options, Progress, Provenance};

/// The PDF format.
pub(super) struct Pdf;

impl Exporter for Pdf {
    fn extension(&self) -> &'static str {
        "pdf"
    }
    fn label(&self) -> &'static str {
        "PDF page"
    }
    fn doc(&self) -> &'static str {
        "A page for print, with words to select and layers to switch"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Instant, CoverageKind::Days]
    }

    fn options(&self) -> Options {
        Options::PRINT
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, progress: &dyn Progress) -> Result<(), ExportError> {
        Ok(to.write_all(&document::write(&scenes(job)?, &Provenance::of(job), progress)?)?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        xmp::provenance(bytes)
    }
}
