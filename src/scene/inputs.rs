//! What a picture is made of.

use crate::chronicle::Chronicle;
use crate::scene::{Atlas, View};
use crate::timeline::{Timeline, Timeslice};

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
