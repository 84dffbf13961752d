//! What a page of small maps is made of.

use crate::chronicle::Chronicle;
use crate::scene::{Atlas, View};
use crate::timeline::{Clock, Timeline};

/// A page of small maps.
#[derive(Clone, Copy, Debug)]
pub struct Multiples<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// Its geometry and that of the base map.
    pub atlas: &'a Atlas,
    /// The index.
    pub timeline: &'a Timeline,
    /// The instants, in their order.
    pub clocks: &'a [Clock],
    /// The page: `size_px` is all of it; theme, hidden layers and the area shown hold for every map.
    pub view: &'a View,
}

impl Multiples<'_> {
    /// Page px per px of the design.
    pub(super) fn scale(&self) -> f64 {
        View::still_scale(self.view.size_px)
    }
}
