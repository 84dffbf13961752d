//! From a report's text to proposed events, each with the words it stands on. Knows documents, the gazetteer and kinds;
//! no screen and no files.
//!
//! - [`places`]: where, with candidates and the reason for the choice
//! - [`PlaceMention`], [`TimeMention`]: what a text says of where and when

mod mentions;
pub mod places;

pub use mentions::{Anaphor, Candidate, PlaceMention, PlaceRole, TimeMention, Timing};
