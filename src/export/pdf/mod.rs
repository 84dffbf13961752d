//! PDF: the same marks as vectors, words that can be selected and searched, and the relief as a picture.
//!
//! Written straight from the marks: every layer of the map becomes a layer that a reader can switch, every line of text
//! stands in the file once (its halo is outlines), and only the letters in use are embedded. No clock, no file name
//! and no machine is in the bytes.

mod document;
mod fonts;
mod page;
mod picture;
mod text;
mod xmp;

use crate::export::sheet::scenes;
use crate::export::{ExportError, Exporter, Options, Order, Provenance, Span, Watch};

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

    fn spans(&self) -> &'static [Span] {
        &[Span::Instant, Span::Days]
    }

    fn options(&self) -> Options {
        Options::PRINT
    }

    fn write(&self, order: Order<'_>, to: &mut dyn std::io::Write, watch: &dyn Watch) -> Result<(), ExportError> {
        Ok(to.write_all(&document::write(&scenes(order)?, &Provenance::of(order), watch)?)?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        xmp::provenance(bytes)
    }
}
