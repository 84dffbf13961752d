//! Small multiples: one page with a map for each of several instants, drawn alike, so that they can be compared.
//!
//! Every map is a thumbnail of the same sheet a still is drawn from; what does not change is laid out once and moved
//! from map to map.

mod days;
mod grid;
mod key;
mod page;
mod panel;
mod words;

pub use days::{days_of_change, each_day};
pub use words::bases_shown;

use crate::chronicle::Chronicle;
use crate::geo::ScreenRect;
use crate::scene::multiples::page::Page;
use crate::scene::{Atlas, Palette, Scene, View};
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

/// Lays out the page.
pub fn multiples(of: Multiples<'_>) -> Scene {
    let page = Page::of(of);
    Scene {
        size_px: of.view.size_px,
        background: Palette::of(of.view.theme).panel,
        marks: page.marks(),
        description: page.description(),
    }
}

impl Multiples<'_> {
    /// The cell of every map on the page, header included, px, in the order of the clocks.
    pub fn cells(&self) -> Vec<ScreenRect> {
        Page::of(*self).grid.cells
    }

    /// Page px per px of the design.
    fn scale(&self) -> f64 {
        View::still_scale(self.view.size_px)
    }
}
