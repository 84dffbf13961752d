//! MP4: a film for browsers, players and editors, as AV1.

use crate::export::film::frames::{cores, frames};
use crate::export::film::isobmff::{self, TICKS_PER_S};
use crate::export::film::parts;
use crate::export::film::yuv::even;
use crate::export::{Base, CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
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

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Days]
    }

    fn write(&self, job: &Job, to: &mut dyn Write, progress: &dyn Progress) -> Result<(), ExportError> {
        write_on(cores(), job, to, progress)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        isobmff::provenance(bytes)
    }
}

/// Writes the film with so many threads.
pub(super) fn write_on(
    threads: usize,
    job: &Job,
    to: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let frames = frames(job, f64::from(TICKS_PER_S), SHORTEST);
    let size = job.checked_size()?.map(|v| even(v as usize));
    let base = Base::of(job)?;
    let track = parts::film((job, &base), &frames, size, threads, progress)?;
    let provenance = Provenance::of(job);
    to.write_all(&track.head(&provenance.headline, &provenance.json()))?;
    for sample in &track.samples {
        to.write_all(&sample.data)?;
    }
    Ok(())
}
