//! PMTiles archives, version 3 (<https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>): a file of any size, of
//! which only what a view needs is read.
//!
//! The crates that read them want an asynchronous runtime, and reserve the memory that a file says it needs; here nothing
//! is read or reserved beyond a stated bound.

use crate::chronicle::RandomAccess;
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::{Arc, Mutex, PoisonError};

const MAGIC: &[u8] = b"PMTiles\x03";
const HEADER_BYTES: usize = 127;
/// The most of a directory, of the metadata and of a tile, packed and unpacked.
const MOST_PACKED: u64 = 8 << 20;
const MOST_BYTES: u64 = 32 << 20;
/// How deep directories lie in each other, as the reference reader has it.
const DEEPEST: usize = 4;
/// Directories kept; then they are read anew.
const KEPT: usize = 64;
/// Beyond this zoom the numbers of tiles do not fit.
const FARTHEST_ZOOM: u8 = 26;

/// An opened archive.
pub(super) struct Archive {
    file: Box<dyn RandomAccess>,
    pub header: Header,
    root: Arc<Directory>,
    leaves: Mutex<BTreeMap<u64, Arc<Directory>>>,
}

/// What an archive says of itself.
#[derive(Clone, Debug)]
pub(super) struct Header {
    root: (u64, u64),
    metadata: (u64, u64),
    leaves: u64,
    tiles: u64,
    packed: [Packing; 2],
    pub kind: u8,
    /// The farthest and the nearest zoom.
    pub zooms: (u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
}

/// Tiles in the order of their numbers.
type Directory = Vec<Entry>;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    tile: u64,
    /// How many tiles in a row are this one; 0 where a directory lies there.
    run: u32,
    length: u32,
    offset: u64,
}

impl Archive {
    /// Reads what an archive begins with.
    ///
    /// # Errors
    /// Says what the file is instead.
    pub fn open(file: Box<dyn RandomAccess>) -> Result<Self, String> {
        let header = Header::read(&part(&*file, (0, file.len().min(HEADER_BYTES as u64)))?)?;
        let root = Arc::new(directory(&unpacked(part(&*file, header.root)?, header.packed[0])?)?);
        Ok(Self { file, header, root, leaves: Mutex::default() })
    }

    /// What tells one archive from another without reading all of it: length, header, first directory and metadata.
    pub fn mark(&self) -> Result<Vec<u8>, String> {
        let mut all = self.file.len().to_le_bytes().to_vec();
        for range in [(0, HEADER_BYTES as u64), self.header.root, self.header.metadata] {
            all.extend(part(&*self.file, range)?);
        }
        Ok(all)
    }

    /// What else it says of itself: a JSON object.
    pub fn metadata(&self) -> Result<serde_json::Value, String> {
        let text = unpacked(part(&*self.file, self.header.metadata)?, self.header.packed[0])?;
        serde_json::from_slice(&text).map_err(|_| "metadata that is no JSON".to_owned())
    }

    /// The bytes of a tile; none where the archive has none there.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, String> {
        let tile = number(zoom, x, y);
        let mut directory = Arc::clone(&self.root);
        for _ in 0..DEEPEST {
            let at = directory.partition_point(|entry| entry.tile <= tile);
            let Some(entry) = at.checked_sub(1).and_then(|at| directory.get(at)).copied() else { return Ok(None) };
            if entry.run > 0 {
                if tile - entry.tile >= u64::from(entry.run) {
                    return Ok(None);
                }
                let at = self.header.tiles.saturating_add(entry.offset);
                let bytes = part(&*self.file, (at, u64::from(entry.length)))?;
                return unpacked(bytes, self.header.packed[1]).map(Some);
            }
            directory = self.leaf(self.header.leaves.saturating_add(entry.offset), entry.length)?;
        }
        Ok(None)
    }

    /// The first tile there is: one to tell the others' size from.
    pub fn first(&self) -> Result<Option<Vec<u8>>, String> {
        let mut directory = Arc::clone(&self.root);
        for _ in 0..DEEPEST {
            let Some(entry) = directory.first().copied() else { return Ok(None) };
            if entry.run > 0 {
                let at = self.header.tiles.saturating_add(entry.offset);
                return unpacked(part(&*self.file, (at, u64::from(entry.length)))?, self.header.packed[1]).map(Some);
            }
            directory = self.leaf(self.header.leaves.saturating_add(entry.offset), entry.length)?;
        }
        Ok(None)
    }

    fn leaf(&self, at: u64, length: u32) -> Result<Arc<Directory>, String> {
        if let Some(known) = self.leaves.lock().unwrap_or_else(PoisonError::into_inner).get(&at) {
            return Ok(Arc::clone(known));
        }
        let bytes = part(&*self.file, (at, u64::from(length)))?;
        let leaf = Arc::new(directory(&unpacked(bytes, self.header.packed[0])?)?);
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if leaves.len() >= KEPT {
            leaves.clear();
        }
        leaves.insert(at, Arc::clone(&leaf));
        Ok(leaf)
    }
}

impl Header {
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let cut_off = || "an archive that breaks off".to_owned();
        if !bytes.starts_with(MAGIC) {
            return Err(match bytes {
                [b'P', b'M', ..] => "a PMTiles archive of an older version".to_owned(),
                _ => "something else".to_owned(),
            });
        }
        let byte = |at: usize| bytes.get(at).copied().ok_or_else(cut_off);
        let long = |at: usize| {
            let eight = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()).ok_or_else(cut_off)?;
            Ok::<_, String>(u64::from_le_bytes(*eight))
        };
        let packing = |at: usize| match byte(at)? {
            1 => Ok(Packing::Plain),
            2 => Ok(Packing::Gzip),
            _ => Err("an archive that is not packed with gzip".to_owned()),
        };
        Ok(Self {
            root: (long(8)?, long(16)?),
            metadata: (long(24)?, long(32)?),
            leaves: long(40)?,
            tiles: long(56)?,
            packed: [packing(97)?, packing(98)?],
            kind: byte(99)?,
            zooms: (byte(100)?.min(FARTHEST_ZOOM), byte(101)?.min(FARTHEST_ZOOM)),
        })
    }
}

/// A part of the file: where it begins, and how many bytes of it.
fn part(file: &dyn RandomAccess, (at, length): (u64, u64)) -> Result<Vec<u8>, String> {
    let whole = at.checked_add(length).is_some_and(|end| end <= file.len());
    if !whole || length > MOST_PACKED {
        return Err("an archive that breaks off".to_owned());
    }
    file.part(at, length as usize).map_err(|error| format!("an archive that cannot be read: {error}"))
}

fn unpacked(bytes: Vec<u8>, packing: Packing) -> Result<Vec<u8>, String> {
    if packing == Packing::Plain {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let read = GzDecoder::new(bytes.as_slice()).take(MOST_BYTES + 1).read_to_end(&mut out);
    match read {
        Ok(_) if out.len() as u64 <= MOST_BYTES => Ok(out),
        Ok(_) => Err(format!("a part of more than {} MiB", MOST_BYTES >> 20)),
        Err(_) => Err("a part that cannot be unpacked".to_owned()),
    }
}

/// The entries of a directory: four columns, one after the other.
fn directory(bytes: &[u8]) -> Result<Directory, String> {
    let damaged = || "a damaged directory".to_owned();
    let mut rest = bytes;
    let mut next = || varint(&mut rest).ok_or_else(damaged);
    let count = next()?;
    // Every entry takes four bytes at least.
    if count > bytes.len() as u64 / 4 {
        return Err(damaged());
    }
    let mut entries = vec![Entry::default(); count as usize];
    let mut tile = 0u64;
    for entry in &mut entries {
        tile = tile.checked_add(next()?).ok_or_else(damaged)?;
        entry.tile = tile;
    }
    for entry in &mut entries {
        entry.run = u32::try_from(next()?).map_err(|_| damaged())?;
    }
    for entry in &mut entries {
        entry.length = u32::try_from(next()?).map_err(|_| damaged())?;
    }
    let mut end = None;
    for entry in &mut entries {
        entry.offset = match next()? {
            0 => end.ok_or_else(damaged)?,
            offset => offset - 1,
        };
        end = Some(entry.offset.checked_add(u64::from(entry.length)).ok_or_else(damaged)?);
    }
    Ok(entries)
}

/// A number in as many bytes as it needs, seven bits in each, the lowest first.
pub(super) fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The number of a tile: those of farther zooms first, then along a Hilbert curve.
fn number(zoom: u8, mut x: u32, mut y: u32) -> u64 {
    let zoom = zoom.min(FARTHEST_ZOOM);
    let across = 1u32 << zoom;
    let mut along = ((1u64 << (2 * u32::from(zoom))) - 1) / 3;
    let mut half = across / 2;
    while half > 0 {
        let (right, lower) = (u32::from(x & half > 0), u32::from(y & half > 0));
        along += u64::from(half) * u64::from(half) * u64::from((3 * right) ^ lower);
        if lower == 0 {
            if right == 1 {
                (x, y) = (across - 1 - x, across - 1 - y);
            }
            (x, y) = (y, x);
        }
        half /= 2;
    }
    along
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_numbered_as_the_specification_numbers_them() {
        for ((zoom, x, y), expected) in [
            ((0, 0, 0), 0),
            ((1, 0, 0), 1),
            ((1, 0, 1), 2),
            ((1, 1, 1), 3),
            ((1, 1, 0), 4),
            ((2, 0, 0), 5),
            ((12, 3423, 1763), 19_078_479),
        ] {
            assert_eq!(number(zoom, x, y), expected, "{zoom}/{x}/{y}");
        }
    }

    #[test]
    fn a_directory_that_says_it_holds_more_than_its_bytes_is_refused() {
        for bytes in [&[][..], &[0xff, 0xff, 0xff, 0xff, 0x7f], &[2, 1, 1, 1], &[1, 0, 1, 5, 0]] {
            assert_eq!(directory(bytes).unwrap_err(), "a damaged directory", "{bytes:?}");
        }
        assert_eq!(directory(&[1, 3, 1, 5, 1]).unwrap()[0].tile, 3);
    }

    #[test]
    fn what_is_no_archive_says_what_it_is() {
        for (bytes, expected) in [
            (&b"GIF89a"[..], "something else"),
            (b"PMTiles\x02", "a PMTiles archive of an older version"),
            (b"PMTiles\x03", "an archive that breaks off"),
        ] {
            assert_eq!(Header::read(bytes).unwrap_err(), expected);
        }
    }
}
