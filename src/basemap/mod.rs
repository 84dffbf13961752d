//! The base map: what lies under the marks and does not change with time. [`BASE_LAYERS`] lists the layers one may have;
//! each is read by its kind from the file that a chronicle names for it, apart from the records, because only pictures
//! need it. Those it names no file for are [`Supplied`] by the program's own world. Knows inks, but no colours, and no view.

mod chart;
mod read;
mod supplied;
mod table;
pub mod tiles;
mod tints;

use crate::geo::{BBox, LonLat};
use std::borrow::Cow;
use std::sync::Arc;

pub use crate::world::ground::{FLAT, Label, Shade};
pub use supplied::Supplied;
pub use table::{BASE_LAYERS, BaseKind, BaseLayer, BorderPen, Ink};
pub use tiles::Tiles;
pub use tints::tinted;

/// The base map of a chronicle; every part may be missing.
#[derive(Clone, Debug, Default)]
pub struct Basemap {
    /// What could be read, from below.
    pub layers: Vec<(&'static BaseLayer, Features)>,
    /// What the world supplies in their stead.
    pub supplied: Option<Supplied>,
    /// SHA-256 over the names and bytes of its files, and over the edition of the world where that supplies some; in hex.
    pub hash: String,
}

/// What a layer holds.
#[derive(Clone, Debug)]
pub enum Features {
    /// One picture.
    Picture(Relief),
    /// How light the ground lies, to be toned.
    Shade(Shade),
    /// Countries.
    Countries(Vec<CountryArea>),
    /// The rings of areas.
    Areas(Vec<Vec<Ring>>),
    /// Lines.
    Lines(Vec<Line>),
    /// Names, the more important first.
    Labels(Vec<Label>),
    /// An archive of tiles, read where a view looks.
    Tiles(Arc<Tiles>),
}

/// The bytes of a PNG; those built in stay where they are.
pub type Png = Arc<Cow<'static, [u8]>>;

/// A closed ring of positions.
pub type Ring = Vec<LonLat>;

/// A pre-toned picture in EPSG:3857, PNG bytes for light and dark grounds.
#[derive(Clone, Debug)]
pub struct Relief {
    /// What it covers.
    pub bounds: BBox,
    /// For light grounds.
    pub light: Png,
    /// For dark grounds.
    pub dark: Png,
}

/// A country.
#[derive(Clone, Debug)]
pub struct CountryArea {
    /// As a chronicle names it.
    pub name: String,
    /// Rings by polygon.
    pub polygons: Vec<Vec<Ring>>,
}

/// A polyline of the base map.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name, where it has one.
    pub name: Option<String>,
    /// 1 is the most important.
    pub rank: u8,
    /// False where the course is uncertain: of a road that only follows the terrain between towns, of a disputed border.
    pub surveyed: bool,
    /// Positions.
    pub points: Vec<LonLat>,
}
