//! Layers: one file for each kind of thing that is drawn on the map, one entry for each layer in [`LAYERS`].

mod areas;
mod base;
mod corridors;
mod draw;
mod fade;
mod outlines;
mod relief;
mod sieges;
mod symbols;
mod table;

pub(super) use draw::draw_layers;
pub use table::{LAYERS, Layer};
