//! One row, as it was read.

use crate::geo::LonLat;
use crate::table::rows::{Exact, Nearness};
use crate::time::Moment;

/// A row of a table that could be read: when, where, of which kind. Its cells stay in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which of the rows of data it is, from 1, those that were refused counted with it.
    pub number: u32,
    /// Where in the file it begins, bytes, for reading its cells again.
    pub offset: u64,
    /// The earliest it can have been: 00:00 of the earliest day, or the earliest minute.
    pub start: Moment,
    /// The latest, as [`crate::time::Span`] has it: 24:00 of the latest day, or the minute after the latest.
    pub end: Moment,
    /// When it was told of, where the table says.
    pub reported: Option<Moment>,
    /// Where; kept to the millionth of a degree.
    pub at: LonLat,
    /// Within how far of that point, km; 0 is the point itself.
    pub radius_km: f32,
    /// Which of the table's kinds.
    pub kind: u16,
    /// What sizes its mark (the killed, a magnitude); NaN where it is not known.
    pub size: f32,
    /// How exactly it is dated.
    pub exact: Exact,
    /// How exactly it is placed.
    pub near: Nearness,
    /// Whether an earlier row says the same, cell by cell.
    pub repeats: bool,
}
