//! The base map: what lies under the marks and does not change with time.

use crate::chronicle::{Chronicle, Files, Problem};
use crate::geo::{BBox, LonLat};

/// A closed ring of positions.
pub type Ring = Vec<LonLat>;

/// The base map of a chronicle; every part may be empty.
#[derive(Clone, Debug, Default)]
pub struct Basemap {
    /// Pre-toned relief.
    pub relief: Option<Relief>,
    /// Countries: name, where to write it, rings by polygon.
    pub countries: Vec<(String, LonLat, Vec<Vec<Ring>>)>,
    /// Standing water.
    pub lakes: Vec<Vec<Ring>>,
    /// Flowing water; rank 1 is larger.
    pub rivers: Vec<Line>,
    /// Roads; rank 1 is the ring road.
    pub roads: Vec<Line>,
    /// Country borders; rank 1 is the focus country's own.
    pub country_lines: Vec<Line>,
    /// Province borders.
    pub province_lines: Vec<Line>,
    /// SHA-256 over the names and bytes of its files, in hex.
    pub hash: String,
}

/// A pre-toned picture in EPSG:3857, PNG bytes for light and dark grounds.
#[derive(Clone, Debug)]
pub struct Relief {
    /// What it covers.
    pub bounds: BBox,
    /// For light grounds.
    pub light: std::sync::Arc<Vec<u8>>,
    /// For dark grounds.
    pub dark: std::sync::Arc<Vec<u8>>,
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

impl Basemap {
    /// Reads the base map of an opened chronicle. A layer that cannot be read is left empty and reported.
    pub fn load(files: &dyn Files, chronicle: &Chronicle) -> (Self, Vec<Problem>) {
        let _ = (files, chronicle);
        todo!("chronicle owner")
    }
}
