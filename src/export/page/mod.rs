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
mod html;
mod known;
mod map;
mod numbered;
mod records;
mod relief;
mod states;
mod tones;

pub use map::{LARGE_PX, page_map};

use crate::export::escape::unescape;
use crate::export::{ExportError, Exporter, Order, Provenance, Span, Watch};

/// The HTML format.
pub(super) struct Page;

/// Where [`Provenance`] stands in the head.
const PROVENANCE: &str = "<meta name=\"dateline:provenance\" content=\"";

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

    fn spans(&self) -> &'static [Span] {
        &[Span::Days, Span::All]
    }

    fn write(&self, order: Order<'_>, to: &mut dyn std::io::Write, watch: &dyn Watch) -> Result<(), ExportError> {
        let (from, until) = order.range();
        if from > until {
            return Err(ExportError::Draw(format!("expected {from} or a later day as the last one, found {until}")));
        }
        let states = states::States::of(order);
        let maps = map::Maps::of(order, &states, watch)?;
        let data = records::Data::of(order, &states, &maps);
        Ok(to.write_all(html::page(order, &states, &maps, &data).as_bytes())?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let (_, rest) = std::str::from_utf8(bytes).ok()?.split_once(PROVENANCE)?;
        let (json, _) = rest.split_once('"')?;
        Some(unescape(json))
    }
}

/// What a page carries of itself, ready to stand in its head.
fn provenance_tag(order: Order<'_>) -> String {
    format!("{PROVENANCE}{}\">", crate::export::escape(&Provenance::of(order).json()))
}
