//! One file per layer, one line each in [`LAYERS`].

use crate::scene::{Inputs, Mark, Stratum};

/// Something that can be drawn. State lives in [`crate::scene::View::hidden`], by id.
pub trait Layer: Sync {
    /// Stable id.
    fn id(&self) -> &'static str;
    /// For the list of layers.
    fn label(&self) -> &'static str;
    /// One sentence for the tooltip.
    fn doc(&self) -> &'static str;
    /// When it is painted.
    fn stratum(&self) -> Stratum;
    /// Whether it can be switched off in the list of layers (furniture cannot).
    fn optional(&self) -> bool {
        true
    }
    /// Adds its marks.
    fn draw(&self, inputs: Inputs<'_>, out: &mut Vec<Mark>);
}

/// Every layer, in paint order.
pub static LAYERS: &[&dyn Layer] = &[];
