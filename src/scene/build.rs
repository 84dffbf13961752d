//! From a timeslice and a view to the marks of a picture.

use crate::scene::layers::draw_layers;
use crate::scene::sheet::Sheet;
use crate::scene::{Color, Inputs, Mark, Palette, Scene, Stratum, Theme};
use crate::words::text_alternative;

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
    draw_layers(&Sheet::of(inputs), |layer| strata.contains(&layer.stratum))
}

/// What lies under all marks.
pub const fn background(theme: Theme) -> Color {
    Palette::of(theme).neighbours
}
