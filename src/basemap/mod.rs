//! The base map: what lies under the marks and does not change with time. [`BASE_LAYERS`] lists the layers one may have;
//! each is read by its kind from the file that a chronicle names for it, apart from the records, because only pictures
//! need it. Knows inks, but no colours, and no view.

mod read;
mod table;

use crate::geo::{BBox, LonLat};
use std::borrow::Cow;
use std::sync::Arc;

pub use table::{BASE_LAYERS, BaseKind, BaseLayer, BorderPen, Ink};

/// The base map of a chronicle; every part may be missing.
#[derive(Clone, Debug, Default)]
pub struct Basemap {
    /// What could be read, from below.
    pub layers: Vec<(&'static BaseLayer, Features)>,
    /// SHA-256 over the names and bytes of its files, in hex.
    pub hash: String,
}

/// What a layer holds.
#[derive(Clone, Debug)]
pub enum Features {
    /// One picture.
    Picture(Relief),
    /// Countries.
    Countries(Vec<CountryArea>),
    /// The rings of areas.
    Areas(Vec<Vec<Ring>>),
    /// Lines.
    Lines(Vec<Line>),
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
    /// True where the course is surveyed, false where it only follows the terrain between towns.
    pub surveyed: bool,
    /// Positions.
    pub points: Vec<LonLat>,
}
