//! The small picture of a chronicle: its map at the end of the part of its time in which most begins.

use crate::app::Recent;
use crate::dataset::Dataset;
use crate::export::{Pixels, rasterise};
use crate::geo::Viewport;
use crate::scene::layer_ids::{
    CREDITS, DEGREES, HEADLINE, INSET, LABELS, LEGEND, LOCATOR, PANEL, PROVINCE_NAMES, RELIEF, RIVER_NAMES, SCALE_BAR,
    SEA_NAMES, TOWN_NAMES,
};
use crate::scene::{Frame, Inputs, Mark, Stratum, Theme, View, build, hidden_at_first};
use crate::timeline::Clock;

/// Its size, px.
pub const SIZE_PX: [f64; 2] = [354.0, 172.0];
/// Pixels for each of them: sharp where a screen has twice as many.
const DENSITY: f64 = 2.0;
/// Strokes and symbols are smaller than on a map that fills a window.
const SCALE: f64 = 0.7;
/// What is words, or cannot be told at this size.
const LEFT_OUT: [&str; 14] = [
    CREDITS,
    DEGREES,
    HEADLINE,
    INSET,
    LABELS,
    LEGEND,
    LOCATOR,
    PANEL,
    PROVINCE_NAMES,
    RELIEF,
    RIVER_NAMES,
    SCALE_BAR,
    SEA_NAMES,
    TOWN_NAMES,
];

/// Draws the small picture of a chronicle.
pub fn small_picture(data: &Dataset, recent: &Recent, theme: Theme) -> Pixels {
    let mut hidden = hidden_at_first();
    hidden.extend(LEFT_OUT.map(str::to_owned));
    let view = View {
        viewport: Viewport::fit(data.chronicle.meta.bbox, [0.0, 0.0], SIZE_PX, [14.0, 8.0, 14.0, 8.0]),
        size_px: SIZE_PX,
        scale: SCALE,
        frame: Frame::Page,
        theme,
        hidden,
        selection: None,
        names: None,
    };
    let slice = data.timeline.slice(Clock { cursor: recent.fullest(data), known_by: None });
    let inputs =
        Inputs { chronicle: &data.chronicle, atlas: &data.atlas, timeline: &data.timeline, slice: &slice, view: &view };
    let marks: Vec<Mark> = build(inputs).marks.into_iter().filter(|mark| mark.stratum != Stratum::Furniture).collect();
    rasterise(&marks, SIZE_PX, DENSITY)
}
