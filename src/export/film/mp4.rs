//! MP4: a film for browsers, players and editors, as AV1.

use crate::export::film::boxes::{self, TICKS_PER_S};
use crate::export::film::frames::{cores, frames};
use crate::export::film::parts;
use crate::export::film::yuv::even;
use crate::export::{Base, ExportError, Exporter, Order, Provenance, Span, Watch};
use std::io::Write;

/// Screens show no more than 60 pictures a second.
const SHORTEST: u64 = TICKS_PER_S as u64 / 60;

/// The MP4 format.
pub(in crate::export) struct Mp4;

impl Exporter for Mp4 {
    fn extension(&self) -> &'static str {
        "mp4"
    }

    fn label(&self) -> &'static str {
        "MP4 film"
    }

    fn doc(&self) -> &'static str {
        "A film in AV1, for web pages, players and editing"
    }

    fn spans(&self) -> &'static [Span] {
        &[Span::Days]
    }

    fn write(&self, order: Order<'_>, to: &mut dyn Write, watch: &dyn Watch) -> Result<(), ExportError> {
        write_on(cores(), order, to, watch)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        boxes::provenance(bytes)
    }

    fn agree(&self, file: &[u8], made: &[u8]) -> bool {
        boxes::pictures(file).is_some_and(|pictures| boxes::pictures(made) == Some(pictures))
    }
}

/// Writes the film with so many threads.
pub(super) fn write_on(
    threads: usize,
    order: Order<'_>,
    to: &mut dyn Write,
    watch: &dyn Watch,
) -> Result<(), ExportError> {
    let frames = frames(order, f64::from(TICKS_PER_S), SHORTEST);
    let size = order.checked_size()?.map(|v| even(v as usize));
    let base = Base::of(order)?;
    let track = parts::film((order, &base), &frames, size, threads, watch)?;
    let provenance = Provenance::of(order);
    to.write_all(&track.head(&provenance.headline, &provenance.json()))?;
    for sample in &track.samples {
        to.write_all(&sample.data)?;
    }
    Ok(())
}
