//! A timeslice laid out for a view: marks in paint order, knowing nothing of egui or SVG.
//!
//! [`LAYERS`] is the list of everything that can be drawn; [`build`] walks it. The strata
//! are painted in order: [`Stratum::Ground`] and [`Stratum::Lines`] do not change while scrubbing, so the window
//! rasterises them once on a worker thread; [`Stratum::Tints`], [`Stratum::Marks`] and [`Stratum::Furniture`]
//! follow the timeslice.

mod atlas;
mod bounds;
mod chart;
mod controls;
mod country_names;
mod glyph;
mod ground_names;
mod hatch;
mod hit;
mod labels;
pub mod layers;
mod layout;
mod look;
mod mark;
mod multiples;
mod project;
mod sheet;
mod style;
mod topology;
mod view;
mod write;

pub use atlas::Atlas;
pub use controls::zoom_controls;

pub use hit::hit;
pub use layers::{LAYERS, Layer, SIGN_PX, hidden_at_first};
pub use mark::{Color, Dash, Mark, Record, Shape, Stratum, Stroke, TextRun, Weight};
pub use multiples::{Multiples, bases_shown, days_of_change, each_day, multiples};
pub use sheet::Sheet;
pub use style::{Palette, Theme};
pub use view::{Frame, Names, View};

use crate::chronicle::Chronicle;
use crate::timeline::{Timeline, Timeslice};
use crate::words::text_alternative;

/// Everything a layer may look at.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// Its geometry and that of the base map.
    pub atlas: &'a Atlas,
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
    const ALL: [Stratum; 5] = [Stratum::Ground, Stratum::Tints, Stratum::Lines, Stratum::Marks, Stratum::Furniture];
    Scene {
        size_px: inputs.view.size_px,
        background: background(inputs.view.theme),
        marks: marks_of(inputs, &ALL),
        description: text_alternative(inputs.chronicle, inputs.slice, inputs.view.shown()),
    }
}

/// Only the marks of some strata, in paint order: what the window needs when the rest is cached.
pub fn marks_of(inputs: Inputs<'_>, strata: &[Stratum]) -> Vec<Mark> {
    let sheet = Sheet::of(inputs);
    let mut marks = Vec::new();
    for layer in LAYERS {
        let shown = !layer.optional() || inputs.view.shows(layer.id());
        if shown && strata.contains(&layer.stratum()) {
            layer.draw(&sheet, &mut marks);
        }
    }
    marks
}

/// What the signs drawn mean, the most important first: words, and marks whose top left corner is the origin and that
/// fit [`SIGN_PX`] times the view's scale. For a painter that sets the words of the legend itself.
pub fn signs_of(inputs: Inputs<'_>) -> Vec<(String, Vec<Mark>)> {
    layers::signs(&Sheet::of(inputs))
}

/// What lies under all marks.
pub const fn background(theme: Theme) -> Color {
    Palette::of(theme).neighbours
}
