//! A ground of a chronicle's own in tiles: a PMTiles archive of pictures (a scanned map, a satellite picture) or of vectors
//! (an extract of OpenStreetMap), read where a view looks.

mod archive;
mod pictures;
mod vectors;

use crate::basemap::Png;
use crate::chronicle::{Credit, RandomAccess};
use crate::geo::WorldPoint;
use archive::Archive;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub use vectors::Vector;

/// The archive's numbers for what its tiles are.
const VECTORS: u8 = 1;
const PICTURES: [u8; 3] = [2, 3, 4];
/// Pixels across a vector tile as it is meant to be seen, and a picture of unknown size.
const VECTOR_PX: f64 = 512.0;
const PICTURE_PX: f64 = 256.0;
/// The most tiles of one view: nearer ones are taken from farther out.
const MOST_TILES: f64 = 256.0;
/// Tiles kept; then they are read anew.
const KEPT: usize = 512;

/// An opened archive.
pub struct Tiles {
    archive: Archive,
    /// Pixels across a tile.
    size_px: f64,
    made: Mutex<BTreeMap<Tile, TileContent>>,
}

/// Which tile: zoom, column from the 180th meridian, row from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    zoom: u8,
    /// Beyond the first and the last where a view shows the world more than once.
    column: i64,
    row: u32,
}

/// What a tile shows.
#[derive(Clone, Debug)]
pub enum TileContent {
    /// A picture.
    Picture(Png),
    /// Areas and lines.
    Vectors(Arc<Vec<Vector>>),
    /// Nothing that could be read.
    Nothing,
}

impl std::fmt::Debug for Tiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tiles").field("header", &self.archive.header).finish_non_exhaustive()
    }
}

impl Tiles {
    /// Opens an archive: reads what it begins with.
    ///
    /// # Errors
    /// Says what the file is instead of an archive of pictures or vectors.
    pub fn open(file: Box<dyn RandomAccess>) -> Result<Self, String> {
        let archive = Archive::open(file)?;
        let kind = archive.header.kind;
        let size_px = if kind == VECTORS {
            VECTOR_PX
        } else if PICTURES.contains(&kind) {
            archive.first()?.and_then(|tile| pictures::width(&tile)).map_or(PICTURE_PX, f64::from)
        } else {
            return Err("tiles that are neither PNG, JPEG, WebP nor vector tiles (MVT)".to_owned());
        };
        Ok(Self { archive, size_px, made: Mutex::default() })
    }

    /// What tells this archive from another.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn mark(&self) -> Result<Vec<u8>, String> {
        self.archive.mark()
    }

    /// Whether its tiles are areas and lines, which lie on the map's own land.
    pub fn is_vectors(&self) -> bool {
        self.archive.header.kind == VECTORS
    }

    /// Whose map it is, as it says itself.
    pub fn credit(&self) -> Option<Credit> {
        let metadata = self.archive.metadata().ok()?;
        let text = plain(metadata.get("attribution")?.as_str()?);
        let title = metadata.get("name").and_then(serde_json::Value::as_str).map_or_else(String::new, plain);
        let credit = Credit { id: "tiles".to_owned(), text, title, licence: String::new(), address: None };
        (!credit.text.is_empty()).then_some(credit)
    }

    /// The tiles seen between two corners of the world, of which all would be so many pixels across.
    pub fn seen(&self, min: WorldPoint, max: WorldPoint, world_px: f64) -> Vec<Tile> {
        let (least, most) = self.archive.header.zooms;
        let wanted = libm::log2(world_px / self.size_px).round().clamp(0.0, 26.0) as u8;
        let mut zoom = wanted.clamp(least.min(most), most);
        let span = |zoom: u8| {
            let across = libm::exp2(f64::from(zoom));
            let rows = |y: f64| (y * across).floor().clamp(0.0, across - 1.0);
            let columns = |x: f64| (x * across).floor();
            ((columns(min.x), columns(max.x)), (rows(min.y), rows(max.y)))
        };
        let count = |zoom: u8| {
            let ((left, right), (top, bottom)) = span(zoom);
            (right - left + 1.0) * (bottom - top + 1.0)
        };
        while zoom > 0 && count(zoom) > MOST_TILES {
            zoom -= 1;
        }
        let ((left, right), (top, bottom)) = span(zoom);
        let row = move |row: u32| (left as i64..=right as i64).map(move |column| Tile { zoom, column, row });
        (top as u32..=bottom as u32).flat_map(row).collect()
    }

    /// What a tile shows.
    pub fn content(&self, tile: Tile) -> TileContent {
        let across = 1i64 << tile.zoom;
        let tile = Tile { column: tile.column.rem_euclid(across), ..tile };
        if let Some(made) = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&tile) {
            return made.clone();
        }
        // What of an archive cannot be read is a hole in the ground; the rest is drawn.
        let bytes = self.archive.tile(tile.zoom, tile.column as u32, tile.row).ok().flatten();
        let content = match bytes {
            Some(bytes) if self.is_vectors() => TileContent::Vectors(Arc::new(vectors::vectors(&bytes))),
            Some(bytes) => pictures::png(bytes).map_or(TileContent::Nothing, TileContent::Picture),
            None => TileContent::Nothing,
        };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(tile, content.clone());
        content
    }
}

impl Tile {
    /// Where it lies: its top left and its bottom right corner.
    pub fn corners(&self) -> (WorldPoint, WorldPoint) {
        let across = libm::exp2(f64::from(self.zoom));
        let (x, y) = (self.column as f64, f64::from(self.row));
        let at = |x: f64, y: f64| WorldPoint { x: x / across, y: y / across };
        (at(x, y), at(x + 1.0, y + 1.0))
    }
}

/// An attribution without its markup.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_control() => text.push(c),
            _ => {}
        }
    }
    text.replace("&copy;", "©").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
