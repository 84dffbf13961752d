//! Layers: one file for each kind of thing that is drawn on the map, one entry for each layer in [`LAYERS`].

mod areas;
mod corridors;
mod draw;
mod fade;
mod lakes;
mod lines;
mod outlines;
mod relief;
mod roads_rivers;
mod sieges;
mod symbols;
mod table;

pub(super) use draw::draw_layers;
pub use table::{LAYERS, Layer};
