//! A timeslice laid out for a view: marks in paint order, knowing nothing of egui or SVG.
//!
//! [`LAYERS`] is the list of everything that can be drawn; [`build`] walks it. The strata
//! are painted in order: [`Stratum::Ground`] and [`Stratum::Lines`] do not change while scrubbing, so the window
//! rasterises them once on a worker thread; [`Stratum::Tints`], [`Stratum::Marks`] and [`Stratum::Furniture`]
//! follow the timeslice.

mod hit;
mod labels;
pub mod layers;
mod mark;
mod style;
mod view;

pub use hit::hit;
pub use layers::{LAYERS, Layer};
pub use mark::{Color, Dash, Mark, Record, Shape, Stratum, Stroke, TextRun, Weight};
pub use style::{Palette, Theme};
pub use view::{Frame, View};

use crate::chronicle::{Basemap, Chronicle};
use crate::timeline::{Timeline, Timeslice};

/// Everything a layer may look at.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// The base map.
    pub basemap: &'a Basemap,
    /// The index (for the distance steps of a still).
    pub timeline: &'a Timeline,
    /// What holds.
    pub slice: &'a Timeslice,
    /// From where, how large, with what switched on.
    pub view: &'a View,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height, px.
    pub size_px: [f64; 2],
    /// Under everything.
    pub background: Color,
    /// In paint order.
    pub marks: Vec<Mark>,
    /// The text alternative, written from the timeslice.
    pub description: String,
}

/// Lays out the whole picture.
pub fn build(inputs: Inputs<'_>) -> Scene {
    let _ = inputs;
    todo!("scene owner")
}

/// Only the marks of some strata, in paint order: what the window needs when the rest is cached.
pub fn marks_of(inputs: Inputs<'_>, strata: &[Stratum]) -> Vec<Mark> {
    let _ = (inputs, strata);
    todo!("scene owner")
}
