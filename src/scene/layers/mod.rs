//! Layers: one file for each kind of thing that is drawn on the map, one entry for each layer in [`LAYERS`].

pub(super) mod areas;
mod base;
pub(super) mod corridors;
pub(super) mod courses;
mod density;
mod draw;
mod fade;
pub(super) mod outlines;
mod regions;
mod relief;
mod rows;
mod sieges;
pub(super) mod symbols;
mod table;
mod tiles;

pub(super) use draw::{IN_INSET, draw_layer, draw_layers};
pub use table::{LAYERS, Layer};
