//! The shaded relief of the world: how light the ground lies, in tiles that are decoded one by one. `assets/world/relief.py`
//! says how they lie in their file.

use crate::geo::{BBox, LonLat, WorldPoint};
use std::io::Cursor;

/// Pixels across a tile.
const TILE: usize = 540;
/// Pixels of a picture at most, along a side.
const MOST_PX: f64 = 2700.0;
/// The light of flat ground; lighter is lit, darker is shade.
pub const FLAT: u8 = 128;

static FILE: &[u8] = include_bytes!("../../../assets/world/relief.bin");

/// A picture of the relief, in Web Mercator.
#[derive(Clone, Debug)]
pub struct Shade {
    /// What it covers, degrees; the east may lie beyond 180.
    pub bounds: BBox,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// The light of each, row by row: [`FLAT`] on plains, lighter is lit, darker is shade.
    pub light: Vec<u8>,
}

/// The relief of a box as finely as there is room for; none where the box has no size.
pub fn shade(bounds: BBox) -> Option<Shade> {
    let (nw, se) = (LonLat::new(bounds.west, bounds.north).world(), LonLat::new(bounds.east, bounds.south).world());
    let levels = levels()?;
    let (across, down) = (bounds.east - bounds.west, (se.y - nw.y) * 360.0);
    let fits = |level: &&Level| level.per_degree * across.max(down) <= MOST_PX && level.meets(bounds);
    let finest = levels.iter().rev().find(fits).or(levels.first())?;
    let per_degree = finest.per_degree.min(MOST_PX / across.max(down));
    let (width, height) = ((across * per_degree).round() as usize, (down * per_degree).round() as usize);
    if width == 0 || height == 0 {
        return None;
    }
    let mut light = vec![FLAT; width * height];
    // The finest does not cover the world: the one before it lies beneath.
    let at = levels.iter().position(|level| std::ptr::eq(level, finest))?;
    for level in levels.get(at.saturating_sub(1)..=at)? {
        let mosaic = level.mosaic(bounds);
        for (row, line) in light.chunks_exact_mut(width).enumerate() {
            let y = nw.y + (row as f64 + 0.5) / height as f64 * (se.y - nw.y);
            let lat = WorldPoint { x: 0.5, y }.lon_lat().lat_deg;
            for (column, pixel) in line.iter_mut().enumerate() {
                let lon = bounds.west + (column as f64 + 0.5) / width as f64 * across;
                if let Some(value) = mosaic.at(lon, lat) {
                    *pixel = value;
                }
            }
        }
    }
    Some(Shade { bounds, width, height, light })
}

/// The relief at one resolution.
struct Level {
    per_degree: f64,
    west: f64,
    north: f64,
    width: usize,
    height: usize,
    tiles: Vec<&'static [u8]>,
}

/// The levels of the file, the coarsest first.
fn levels() -> Option<Vec<Level>> {
    let mut rest = FILE;
    let mut word = || {
        let (word, after) = rest.split_first_chunk::<4>()?;
        rest = after;
        Some(u32::from_le_bytes(*word))
    };
    let mut levels = Vec::new();
    let mut sizes = Vec::new();
    for _ in 0..word()? {
        let [per_degree, west, north] = [word()?, word()?, word()?].map(|bits| f64::from(f32::from_bits(bits)));
        let (width, height) = (word()? as usize, word()? as usize);
        let tiles = width.div_ceil(TILE) * height.div_ceil(TILE);
        sizes.push((0..tiles).map(|_| word().map(|size| size as usize)).collect::<Option<Vec<usize>>>()?);
        levels.push(Level { per_degree, west, north, width, height, tiles: Vec::new() });
    }
    for (level, sizes) in levels.iter_mut().zip(sizes) {
        for size in sizes {
            let (tile, after) = rest.split_at_checked(size)?;
            rest = after;
            level.tiles.push(tile);
        }
    }
    Some(levels)
}

impl Level {
    /// Whether some of a box lies on it.
    fn meets(&self, bounds: BBox) -> bool {
        let (east, south) = (self.west + self.width as f64 / self.per_degree, self.south());
        let turns = [-360.0, 0.0, 360.0];
        let across = turns.iter().any(|turn| bounds.west + turn < east && bounds.east + turn > self.west);
        across && bounds.south < self.north && bounds.north > south
    }

    fn south(&self) -> f64 {
        self.north - self.height as f64 / self.per_degree
    }

    /// The tiles of a box side by side.
    fn mosaic(&self, bounds: BBox) -> Mosaic<'_> {
        // A pixel more on every side, to mix with.
        let column = |lon: f64| (lon - self.west) * self.per_degree;
        let row = |lat: f64| (self.north - lat) * self.per_degree;
        let (left, right) = (column(bounds.west).floor() as i64 - 1, column(bounds.east).ceil() as i64 + 1);
        let top = (row(bounds.north).floor() - 1.0).clamp(0.0, self.height as f64) as usize;
        let bottom = (row(bounds.south).ceil() + 1.0).clamp(top as f64, self.height as f64) as usize;
        let (width, height) = ((right - left) as usize, bottom - top);
        let mut mosaic = Mosaic { level: self, left, top, width, height, light: vec![FLAT; width * height] };
        let (across, whole) = (self.width.div_ceil(TILE), (360.0 * self.per_degree).round() as i64);
        for (number, tile) in self.tiles.iter().enumerate().filter(|(_, tile)| !tile.is_empty()) {
            let (x, y) = ((number % across * TILE) as i64, number / across * TILE);
            if y >= bottom || y + TILE <= top {
                continue;
            }
            let seen = [-whole, 0, whole].into_iter().filter(|turn| x + turn < right && x + turn + TILE as i64 > left);
            let seen: Vec<i64> = seen.collect();
            if let Some((pixels, tile_width)) = decode(tile).filter(|_| !seen.is_empty()) {
                seen.into_iter().for_each(|turn| mosaic.lay(&pixels, tile_width, x + turn, y));
            }
        }
        mosaic
    }
}

/// The light of a tile, and how wide it is.
fn decode(webp: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(webp)).ok()?;
    let mut rgb = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut rgb).ok()?;
    // Grey: its green says it all.
    Some((rgb.chunks_exact(3).filter_map(|pixel| pixel.get(1).copied()).collect(), decoder.dimensions().0 as usize))
}

/// A part of a level, decoded.
struct Mosaic<'l> {
    level: &'l Level,
    /// Its first column; below zero where it lies beyond the western edge of the level.
    left: i64,
    top: usize,
    width: usize,
    height: usize,
    light: Vec<u8>,
}

impl Mosaic<'_> {
    fn lay(&mut self, pixels: &[u8], tile_width: usize, x: i64, y: usize) {
        for (line, row) in pixels.chunks_exact(tile_width).zip(y..) {
            let Some(to) = row.checked_sub(self.top).filter(|to| *to < self.height) else { continue };
            let start = (self.left - x).max(0);
            let end = (self.left + self.width as i64 - x).min(tile_width as i64);
            if start >= end {
                return;
            }
            let at = to * self.width + (x + start - self.left) as usize;
            let (from, until) = (start as usize, end as usize);
            if let (Some(here), Some(part)) = (self.light.get_mut(at..at + until - from), line.get(from..until)) {
                here.copy_from_slice(part);
            }
        }
    }

    /// The light at a position, mixed of the four pixels around it; none beyond the edges of the level.
    fn at(&self, lon: f64, lat: f64) -> Option<u8> {
        let level = self.level;
        if lat > level.north || lat < level.south() {
            return None;
        }
        let x = (lon - level.west) * level.per_degree - 0.5;
        let whole = 360.0 * level.per_degree;
        let inside = x + 0.5 - whole * ((x + 0.5) / whole).floor();
        if inside > level.width as f64 {
            return None;
        }
        let y = ((level.north - lat) * level.per_degree - 0.5).max(0.0);
        let (column, row) = (x.floor(), y.floor());
        let (right, down) = (x - column, y - row);
        let pixel = |dx: i64, dy: usize| {
            let across = (column as i64 + dx - self.left).clamp(0, self.width as i64 - 1) as usize;
            let at = (row as usize + dy).saturating_sub(self.top).min(self.height.saturating_sub(1));
            f64::from(self.light.get(at * self.width + across).copied().unwrap_or(FLAT))
        };
        let mix = |a: f64, b: f64, share: f64| a + (b - a) * share;
        let value = mix(mix(pixel(0, 0), pixel(1, 0), right), mix(pixel(0, 1), pixel(1, 1), right), down);
        Some(value.round() as u8)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn roughness(west: f64, south: f64, east: f64, north: f64) -> f64 {
        let shade = shade(BBox { west, south, east, north }).unwrap();
        assert_eq!(shade.light.len(), shade.width * shade.height);
        let off: f64 = shade.light.iter().map(|light| f64::from(light.abs_diff(FLAT))).sum();
        off / shade.light.len() as f64
    }

    #[test]
    fn mountains_are_rough_and_the_sea_is_flat() {
        let (alps, sea) = (roughness(7.0, 45.5, 11.0, 47.0), roughness(30.5, 42.5, 34.0, 43.5));
        assert!(alps > 12.0 && sea < 3.0, "{alps} {sea}");
    }

    #[test]
    fn a_box_across_the_antimeridian_is_seen_whole() {
        // Chukotka on its one side, and further on Alaska.
        assert!(roughness(175.0, 65.0, 180.0, 69.0) > 4.0 && roughness(197.0, 62.0, 214.0, 68.0) > 4.0);
        let across = shade(BBox { west: 170.0, south: 60.0, east: 210.0, north: 70.0 }).unwrap();
        assert!(across.bounds.east > 180.0 && across.width as f64 <= MOST_PX);
    }

    #[test]
    fn the_whole_world_is_no_larger_than_a_picture_may_be() {
        let world = shade(BBox { west: -180.0, south: -85.0, east: 180.0, north: 85.0 }).unwrap();
        assert!(world.width.max(world.height) as f64 <= MOST_PX + 1.0);
    }
}
