//! The pixels of a PNG in bands of rows, each compressed on its own: of a picture that follows another only the bands
//! that changed are compressed. A picture has the same bytes whether another went before it or not.

use crate::export::ExportError;
use fdeflate::Compressor;
use std::sync::Arc;
use tiny_skia::Pixmap;

/// Rows of a band: the fewer, the more stays as it was; each costs 60 bytes.
const ROWS: usize = 16;

/// An opaque picture and its compressed bands, from the top.
#[derive(Debug)]
pub(super) struct Banded {
    picture: Pixmap,
    bands: Vec<Arc<Band>>,
}

/// Rows as part of a zlib stream that ends on a whole byte.
#[derive(Debug)]
struct Band {
    deflated: Vec<u8>,
    checksum: Checksum,
}

impl Banded {
    /// Compresses a picture; `before` is one like it.
    ///
    /// # Errors
    /// When it cannot be compressed.
    pub fn of(picture: Pixmap, before: Option<&Self>) -> Result<Self, ExportError> {
        let before = before.filter(|before| before.size() == [picture.width(), picture.height()]);
        let mut room = Room::default();
        let mut bands = Vec::with_capacity((picture.height() as usize).div_ceil(ROWS));
        for from in (0..picture.height() as usize).step_by(ROWS) {
            let rows = rows(&picture, from);
            let alike = before.filter(|before| self::rows(&before.picture, from) == rows);
            let band = match alike.and_then(|before| before.bands.get(bands.len())) {
                Some(band) => band.clone(),
                None => Arc::new(Band::of(rows, picture.width() as usize * 4, from == 0, &mut room)?),
            };
            bands.push(band);
        }
        Ok(Self { picture, bands })
    }

    /// Pixels across and down.
    pub fn size(&self) -> [u32; 2] {
        [self.picture.width(), self.picture.height()]
    }

    /// The picture alone.
    pub fn into_picture(self) -> Pixmap {
        self.picture
    }

    /// Hands on the parts of one zlib stream.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn chunks<E>(&self, mut take: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut checksum = Checksum::default();
        for band in &self.bands {
            take(&band.deflated)?;
            checksum = checksum.then(band.checksum);
        }
        // Nothing more, and the sum of it all.
        let [a, b, c, d] = checksum.sum.to_be_bytes();
        take(&[0x01, 0x00, 0x00, 0xFF, 0xFF, a, b, c, d])
    }
}

/// What the band from a row on depends on: its rows, and the one above, which the first of them is told by.
fn rows(picture: &Pixmap, from: usize) -> &[u8] {
    let stride = picture.width() as usize * 4;
    let until = (from + ROWS).min(picture.height() as usize);
    picture.data().get(from.saturating_sub(1) * stride..until * stride).unwrap_or_default()
}

/// Room to work in.
#[derive(Default)]
struct Room {
    residues: Vec<u8>,
    filtered: Vec<u8>,
}

impl Band {
    /// Compresses rows of RGBA, `stride` bytes each, after a row above them unless they are the first of the picture.
    fn of(rows: &[u8], stride: usize, first: bool, room: &mut Room) -> Result<Self, ExportError> {
        let Room { residues, filtered } = room;
        let nothing = vec![0; if first { stride } else { 0 }];
        let above = nothing.chunks_exact(stride).chain(rows.chunks_exact(stride));
        residues.resize(stride, 0);
        filtered.clear();
        for (row, above) in rows.chunks_exact(stride).skip(usize::from(!first)).zip(above) {
            paeth(row, above, residues);
            filtered.push(png::Filter::Paeth as u8);
            without_alpha(residues, filtered);
        }
        let mut compressor = Compressor::new(Vec::with_capacity(filtered.len() / 2))?;
        compressor.write_data(filtered)?;
        let mut deflated = compressor.finish()?;
        let sum = deflated.split_off(deflated.len().saturating_sub(4));
        let checksum =
            Checksum { sum: sum.try_into().map(u32::from_be_bytes).unwrap_or_default(), length: filtered.len() as u64 };
        // Its one block is not the last of the stream.
        if let Some(begin) = deflated.get_mut(2) {
            *begin &= !1;
        }
        // An empty block of plain bytes, which begin on a whole one. The code that ends a block ends with a one: the
        // zeros after it are free for the three bits of the empty block's head.
        if deflated.last().is_some_and(|last| last.leading_zeros() < 3) {
            deflated.push(0);
        }
        deflated.extend([0x00, 0x00, 0xFF, 0xFF]);
        if !first {
            deflated.drain(..2);
        }
        deflated.shrink_to_fit();
        Ok(Self { deflated, checksum })
    }
}

/// What the Paeth filter of PNG leaves of a row of four bytes a pixel.
fn paeth(row: &[u8], above: &[u8], residues: &mut [u8]) {
    let (Some((first, rest)), Some((up, ups))) = (row.split_at_checked(4), above.split_at_checked(4)) else { return };
    let (first_to, to) = residues.split_at_mut(4);
    // With nothing to the left, the one above is always nearest.
    first_to.iter_mut().zip(first).zip(up).for_each(|((to, x), b)| *to = x.wrapping_sub(*b));
    for ((((to, x), a), b), c) in to.iter_mut().zip(rest).zip(row).zip(ups).zip(above) {
        *to = x.wrapping_sub(nearest(*a, *b, *c));
    }
}

/// Three bytes of each pixel's four.
fn without_alpha(rgba: &[u8], rgb: &mut Vec<u8>) {
    let start = rgb.len();
    rgb.resize(start + rgba.len() / 4 * 3, 0);
    let pixels = rgb.get_mut(start..).unwrap_or_default().chunks_exact_mut(3).zip(rgba.chunks_exact(4));
    for (to, from) in pixels {
        if let ([r, g, b], &[red, green, blue, _]) = (to, from) {
            (*r, *g, *b) = (red, green, blue);
        }
    }
}

/// Of what stands to the left, above, and above to the left, the one nearest to left + above - above left.
fn nearest(a: u8, b: u8, c: u8) -> u8 {
    let [left, above, corner] = [a, b, c].map(i16::from);
    let to_left = (above - corner).abs();
    let to_above = (left - corner).abs();
    let to_corner = (left + above - 2 * corner).abs();
    let other = if to_above <= to_corner { b } else { c };
    if to_left <= to_above.min(to_corner) { a } else { other }
}

/// Adler-32 of some bytes.
#[derive(Clone, Copy, Debug)]
struct Checksum {
    sum: u32,
    length: u64,
}

impl Default for Checksum {
    fn default() -> Self {
        Self { sum: 1, length: 0 }
    }
}

impl Checksum {
    /// That of these bytes and others after them.
    fn then(self, other: Self) -> Self {
        const BASE: u64 = 65_521;
        let halves = |sum: u32| (u64::from(sum & 0xFFFF), u64::from(sum >> 16));
        let ((a, b), (c, d)) = (halves(self.sum), halves(other.sum));
        // Both sums begin at one; every byte after the first ones adds their first sum to the second.
        let low = (a + c + BASE - 1) % BASE;
        let high = (b + d + other.length % BASE * (a + BASE - 1)) % BASE;
        Self { sum: (high << 16 | low) as u32, length: self.length + other.length }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// A picture in which every pixel depends on its place and the seed.
    fn picture(width: u32, height: u32, seed: u32) -> Pixmap {
        let mut picture = Pixmap::new(width, height).unwrap();
        for (i, pixel) in (0_u32..).zip(picture.data_mut().chunks_exact_mut(4)) {
            let noise = (i ^ seed).wrapping_mul(2_654_435_761) >> 24;
            let plain = i % 97 < 60;
            let [r, g, b] = if plain { [40, 50, 60] } else { [noise as u8, (noise / 3) as u8, 255 - noise as u8] };
            pixel.copy_from_slice(&[r, g, b, 255]);
        }
        picture
    }

    fn stream(banded: &Banded) -> Vec<u8> {
        let mut bytes = Vec::new();
        let take = |chunk: &[u8]| {
            bytes.extend_from_slice(chunk);
            Ok::<_, ()>(())
        };
        banded.chunks(take).unwrap();
        bytes
    }

    /// The pixels another decoder reads.
    fn read(banded: &Banded) -> Vec<u8> {
        let [width, height] = banded.size();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        banded.chunks(|chunk| writer.write_chunk(png::chunk::IDAT, chunk)).unwrap();
        writer.finish().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        reader.finish().unwrap();
        pixels
    }

    fn rgb(picture: &Pixmap) -> Vec<u8> {
        picture.data().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
    }

    #[test]
    fn a_picture_of_any_size_is_read_as_it_was() {
        for (width, height) in [(1, 1), (3, 16), (7, 17), (64, 31), (200, 100), (33, 160)] {
            for seed in 0..20 {
                let picture = picture(width, height, seed);
                let banded = Banded::of(picture.clone(), None).unwrap();
                assert!(read(&banded) == rgb(&picture), "{width}x{height} {seed}");
            }
        }
    }

    #[test]
    fn the_stream_and_its_sum_are_those_of_zlib() {
        let banded = Banded::of(picture(200, 100, 1), None).unwrap();
        let mut bytes = Vec::new();
        let stream = stream(&banded);
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&stream[..]), &mut bytes).unwrap();
        assert_eq!(bytes.len(), 601 * 100);
    }

    #[test]
    fn what_went_before_changes_no_byte() {
        let (one, mut other) = (picture(200, 100, 1), picture(200, 100, 1));
        // The last row of a band: the next band is told by it.
        other.data_mut()[31 * 200 * 4] ^= 0xFF;
        let before = Banded::of(one, None).unwrap();
        let after = Banded::of(other.clone(), Some(&before)).unwrap();
        let same: Vec<bool> = before.bands.iter().zip(&after.bands).map(|(a, b)| Arc::ptr_eq(a, b)).collect();
        assert_eq!(same, [true, false, false, true, true, true, true]);
        assert!(stream(&after) == stream(&Banded::of(other, None).unwrap()));
    }

    #[test]
    fn a_picture_of_another_size_is_no_help() {
        let before = Banded::of(picture(100, 200, 1), None).unwrap();
        let after = picture(200, 100, 1);
        assert!(read(&Banded::of(after.clone(), Some(&before)).unwrap()) == rgb(&after));
    }
}
