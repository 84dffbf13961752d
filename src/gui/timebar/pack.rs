//! Finds room for the happenings of one lane: rows, symbols side by side, words where they fit, and a count where
//! they do not. Pure arithmetic in px along the whole axis, so that panning changes nothing.
//!
//! Time is divided into *bins*: days, or wider where days are narrow. The symbols of one bin stand side by side in its
//! middle; what has no room becomes a count.

mod packing;
mod rows;

use packing::Packing;
use std::collections::BTreeSet;

/// Between two things in a row, px.
const GAP_PX: f32 = 3.0;
/// Between a symbol or bar and its words, px.
pub const WORDS_GAP_PX: f32 = 4.0;

/// So often bars give way before a row is kept for what is left over.
const MOST_ATTEMPTS: usize = 24;

/// From left to right, px.
pub type ExtentPx = (f32, f32);

/// What a happening asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum PackShape {
    /// A bar that lasts.
    Bar(ExtentPx),
    /// A symbol, which belongs at `at`; `since` is where its bounds begin if they are wider than its bin.
    Symbol {
        /// Where it belongs.
        at: f32,
        /// The left end of its bounds.
        since: Option<f32>,
    },
}

/// One happening.
#[derive(Clone, Debug, PartialEq)]
pub struct PackItem {
    /// Its shape.
    pub shape: PackShape,
    /// The bin of its end.
    pub bin: ExtentPx,
    /// The widths of what it may be called, long to short.
    pub words_px: Vec<f32>,
}

/// What a lane offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneCapacity {
    /// How many rows at most.
    pub rows: usize,
    /// From symbol to symbol.
    pub pitch_px: f32,
    /// Width of a count.
    pub count_px: f32,
}

/// Where a happening stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Placement {
    /// A bar in a row.
    Bar {
        /// From above.
        row: usize,
        /// From end to end.
        extent: ExtentPx,
    },
    /// A symbol in a row, and the line of its bounds.
    Symbol {
        /// From above.
        row: usize,
        /// Its middle.
        x: f32,
        /// Where its bounds begin, if they are drawn.
        since: Option<f32>,
    },
    /// In the count of this index.
    Counted(usize),
}

/// Words beside a happening; bars that can hold their words have none here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PackedLabel {
    /// Which of the candidates.
    pub candidate: usize,
    /// Their left edge.
    pub left: f32,
}

/// Happenings that are only counted.
#[derive(Clone, Debug, PartialEq)]
pub struct OverflowCount {
    /// From above.
    pub row: usize,
    /// Its middle.
    pub x: f32,
    /// The happenings it stands for, by number.
    pub members: Vec<usize>,
}

/// A lane with everything in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// How many rows are used.
    pub rows: usize,
    /// Where each happening stands.
    pub placements: Vec<Placement>,
    /// Words beside them.
    pub words: Vec<Option<PackedLabel>>,
    /// The counts.
    pub counts: Vec<OverflowCount>,
}

/// Packs a lane. What finds no row is told of by symbols or counts in the gaps; where there is no gap, the bar that
/// came last gives way. When even that does not help, a last row is kept for what is left over.
pub fn pack(items: &[PackItem], room: LaneCapacity) -> Packed {
    let mut demoted = BTreeSet::new();
    for _ in 0..MOST_ATTEMPTS {
        let mut packing = Packing::new(items, room);
        let left_over = packing.place(room.rows, &demoted);
        let stuck = packing.place_in_gaps(&left_over, room.rows);
        let Some(bin) = stuck else { return packing.finish() };
        match packing.last_bar_over(bin) {
            Some(bar) => demoted.insert(bar),
            None => break,
        };
    }
    let mut packing = Packing::new(items, room);
    let last = room.rows.saturating_sub(1);
    let left_over = packing.place(last, &BTreeSet::new());
    packing.place_last(&left_over, last);
    packing.finish()
}

#[cfg(test)]
mod tests;
