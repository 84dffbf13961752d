//! One file per layer, one line each in [`LAYERS`].

pub(in crate::scene) mod areas;
pub(in crate::scene) mod corridors;
pub(in crate::scene) mod credits;
mod fade;
mod graticule;
mod ground_names;
mod headline;
mod inset;
pub(in crate::scene) mod labels;
mod lakes;
pub(in crate::scene) mod legend;
pub(in crate::scene) mod lines;
pub(in crate::scene) mod outlines;
mod panel;
pub(in crate::scene) mod relief;
mod roads_rivers;
mod scale_bar;
pub(in crate::scene) mod sieges;
pub(in crate::scene) mod symbols;

pub use legend::SIGN_PX;
pub(super) use legend::signs;

use crate::scene::{Mark, Sheet, Stratum};
use std::collections::BTreeSet;

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
    /// Whether it is switched on until somebody switches it off.
    fn at_first(&self) -> bool {
        true
    }
    /// Whether the window draws it too, or only a still.
    fn in_window(&self) -> bool {
        true
    }
    /// Adds its marks.
    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>);
}

/// The layers that are switched off until somebody asks for them: what [`crate::scene::View::hidden`] holds at first.
pub fn hidden_at_first() -> BTreeSet<String> {
    LAYERS.iter().filter(|layer| !layer.at_first()).map(|layer| layer.id().to_owned()).collect()
}

/// Every layer, in paint order.
pub static LAYERS: &[&dyn Layer] = &[
    &relief::Land,
    &relief::Relief,
    &lakes::Lakes,
    &areas::Possible,
    &areas::Reference,
    &areas::Documents,
    &graticule::Graticule,
    &roads_rivers::RoadsRivers,
    &lines::ProvinceLines,
    &lines::CountryLines,
    &outlines::Outlines,
    &inset::Locator,
    &ground_names::ProvinceNames,
    &ground_names::RiverNames,
    &corridors::Corridors,
    &sieges::Sieges,
    &symbols::Symbols,
    &labels::Labels,
    &graticule::Degrees,
    &inset::Inset,
    &headline::TitleBlock,
    &scale_bar::ScaleBar,
    &legend::Legend,
    &panel::Panel,
    &credits::Credits,
];
