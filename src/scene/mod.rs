//! A timeslice laid out for a view: marks in paint order, knowing nothing of egui or SVG.
//!
//! [`LAYERS`] is the list of everything that can be drawn; [`build()`] walks it. The strata
//! are painted in order: [`Stratum::Ground`] and [`Stratum::Lines`] do not change while scrubbing, so the window
//! rasterises them once on a worker thread; [`Stratum::Tints`], [`Stratum::Marks`] and [`Stratum::Furniture`]
//! follow the timeslice.
//!
//! From below: marks, their style and the view; the geometry that no instant changes; how places appear at an instant
//! (`appearance`, `glyph`); where names can stand (`labels`, `ground_names`) and what of all that is remembered
//! (`caches`, `atlas`); the sheet a picture is laid out on; what lies over its map (`furniture`); its words
//! (`lettering`); its layers; pages of many maps (`multiples`); a map taken apart for whoever shows
//! many instants of it (`parts`).

mod appearance;
mod atlas;
mod bounds;
mod build;
mod caches;
mod corridors;
mod courses;
mod furniture;
mod geometry;
mod glyph;
mod ground_names;
mod hexagons;
mod hit;
mod inputs;
mod labels;
pub mod layer_ids;
mod layers;
mod layout;
mod lettering;
mod mark;
mod multiples;
mod parts;
mod row_glyph;
mod rows;
mod sheet;
mod side_shapes;
mod soft;
mod spot_glyph;
mod style;
mod view;
mod write;

pub use appearance::{FADES, Look};
pub use atlas::Atlas;
pub use build::{background, build, marks_of};
pub use courses::Course;
pub use furniture::{SIGN_PX, zoom_controls};
pub use hit::hit;
pub use inputs::Inputs;
pub use layer_ids::hidden_at_first;
pub use layers::{LAYERS, Layer};
pub use mark::{Color, Dash, Mark, Record, Scene, Shape, Stratum, Stroke, TextRun, Weight};
pub use multiples::{Multiples, changing, days_of_change, each_day, each_rest, multiples};
pub use parts::{Part, Parts, Sign, drawn_courses, looks};
pub use side_shapes::outline_of as side_outline;
pub use style::{Palette, Theme};
pub use view::{Frame, View, bases_shown};
