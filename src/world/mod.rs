//! The world: countries, their first-level areas, and a gazetteer of places with the names they go by.
//! Read once, when first asked for; a program that never asks pays nothing.
//!
//! - [`Gazetteer`]: every entry by its number; where it lies, what it is, what it belongs to
//! - [`PlaceClass`]: what an entry is
//! - [`Walk`]: the names that begin at a word of a text, longest included
//! - [`ground`]: outlines, water, relief, towns and seas to draw a map on
//! - [`name_key`]: a name as the gazetteer looks it up: folded, without hyphens, "Saint" as "st"
//!
//! Positions are WGS84 degrees, to a thousandth. Populations are rounded to about 5 %. Names are those of the places'
//! own country in Latin letters where no English one is known. `assets/world/README.md` says whose work it is and how the
//! files are made. Knows nothing of documents or events.

mod asset;
mod gazetteer;
pub mod ground;
mod names;
mod sound;

pub use gazetteer::{Gazetteer, PlaceClass};
pub use names::{Walk, name_key, name_part, other_spellings};
pub use sound::sound_of;
