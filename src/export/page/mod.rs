//! An interactive page: one file that needs no network, with the map as vectors, a slider over the days and the words
//! behind every mark.
//!
//! Everything it says is worked out here and written down as data: at which instants of both clocks what is shown
//! changes ([`known`], [`states`]), what the map then looks like ([`map`]), the records and their words ([`records`],
//! [`events`], [`bar`]). The script in `assets/page` chooses among what is written and never derives a meaning of its
//! own.

mod bar;
mod below;
mod events;
mod head;
mod html;
mod known;
mod ladders;
mod map;
mod moments;
mod numbered;
mod records;
mod relief;
mod size;
mod states;
mod tones;

pub use map::{LARGE_PX, page_map};

use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress};
use crate::table::rows::Brush;
use crate::time::Moment;
use crate::timeline::Filter;

/// The HTML format.
pub(super) struct Page;

impl Exporter for Page {
    fn extension(&self) -> &'static str {
        "html"
    }
    fn label(&self) -> &'static str {
        "Interactive page"
    }
    fn doc(&self) -> &'static str {
        "One file with map, slider and quotations, to open from disk, to publish or to embed"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Days, CoverageKind::All]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, progress: &dyn Progress) -> Result<(), ExportError> {
        let (from, until) = job.range();
        if from > until {
            return Err(ExportError::Draw(format!("expected {from} or a later day as the last one, found {until}")));
        }
        let summed = with_all_rows(job);
        let job = summed.as_ref().unwrap_or(job);
        size::check(job)?;
        let states = states::States::of(job, progress)?;
        let maps = map::Maps::of(job, &states, progress)?;
        let data = records::Data::of(job, &states, &maps);
        progress.go_on()?;
        let page = html::page(job, &states, &maps, &data);
        progress.go_on()?;
        progress.bytes(page.len() as u64);
        Ok(to.write_all(page.as_bytes())?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        head::provenance(bytes)
    }
}

/// The same job with the rows of all its days at once, where the chronicle keeps tables and nobody chose a window: the map
/// of each day would weigh as much as the page, so that it carries one for all of them, and the headline says so.
fn with_all_rows(job: &Job) -> Option<Job> {
    let filter = job.timeline.filter().cloned().unwrap_or_default();
    if job.chronicle().tables.is_empty() || filter.brush.is_some() {
        return None;
    }
    let (from, until) = job.range();
    let brush = Some(Brush { from: Moment::start_of(from), until: Moment::end_of(until) });
    Some(job.clone().filtered(&Filter { brush, ..filter }))
}
