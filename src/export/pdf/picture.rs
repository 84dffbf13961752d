//! The relief as an image of the file: the part that is on the page.

use crate::export::relief::visible_part;
use crate::geo::ScreenRect;
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Finish as _, Ref};

/// A picture on the page.
pub(super) struct PdfImage {
    /// Where it lies, px.
    pub rect: ScreenRect,
    width: u32,
    height: u32,
    /// Its rows as PNG packs them, which PDF packs alike.
    packed: Vec<u8>,
}

impl PdfImage {
    /// The part of `png`, stretched over `rect`, that is on the page.
    pub fn of(png: &[u8], rect: ScreenRect, page: ScreenRect) -> Option<Self> {
        let (rect, bytes) = visible_part(png, rect, page)?;
        let (mut width, mut height, mut packed) = (0, 0, Vec::new());
        for (kind, data) in chunks(&bytes) {
            match (kind, data) {
                (b"IHDR", [w1, w2, w3, w4, h1, h2, h3, h4, ..]) => {
                    width = u32::from_be_bytes([*w1, *w2, *w3, *w4]);
                    height = u32::from_be_bytes([*h1, *h2, *h3, *h4]);
                }
                (b"IDAT", data) => packed.extend_from_slice(data),
                _ => {}
            }
        }
        Some(Self { rect, width, height, packed })
    }

    pub fn write(&self, chunk: &mut Chunk, id: Ref) {
        let (width, height) = (self.width as i32, self.height as i32);
        let mut image = chunk.image_xobject(id, &self.packed);
        image.filter(Filter::FlateDecode);
        image.decode_parms().predictor(Predictor::PngOptimum).colors(3).bits_per_component(8).columns(width);
        image.width(width).height(height);
        image.color_space().device_rgb();
        image.bits_per_component(8).interpolate(true);
        image.finish();
    }
}

/// The chunks of a PNG: kind and data.
fn chunks(png: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = png.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_at_checked(4)?;
        let (data, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = after.get(4..)?;
        Some((kind, data))
    })
}
