//! What a page says of itself in its head, for those who embed it and for `verify`.

use crate::export::escape::{escape, unescape};
use crate::export::{Job, Provenance};

/// How high a frame around the page should be, px; the page says so in its head and in what it offers to copy.
pub(super) const FRAME_HEIGHT_PX: u32 = 800;

/// Where [`Provenance`] stands in the head.
const PROVENANCE: &str = "<meta name=\"dateline:provenance\" content=\"";

/// What a page carries of itself, ready to stand in its head.
pub(super) fn provenance_tag(job: &Job) -> String {
    format!("{PROVENANCE}{}\">", escape(&Provenance::of(job).json()))
}

/// The provenance a page carries, as JSON; none where it is no page of Dateline's.
pub(super) fn provenance(bytes: &[u8]) -> Option<String> {
    let (_, rest) = std::str::from_utf8(bytes).ok()?.split_once(PROVENANCE)?;
    let (json, _) = rest.split_once('"')?;
    Some(unescape(json))
}
