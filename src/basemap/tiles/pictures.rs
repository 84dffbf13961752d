//! Pictures of tiles, as PNG, which everything that paints takes.

use crate::basemap::Png;
use image_webp::WebPDecoder;
use std::borrow::Cow;
use std::io::Cursor;
use std::sync::Arc;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The largest tile, px along a side.
const LARGEST_PX: u32 = 4096;

/// A tile's picture as PNG; none where it cannot be read or is too large.
pub(super) fn png(bytes: Vec<u8>) -> Option<Png> {
    width(&bytes)?;
    let png = match kind(&bytes)? {
        Kind::Png => bytes,
        Kind::Jpeg => {
            let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
            let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&bytes), options);
            let rgb = decoder.decode().ok()?;
            let (width, height) = decoder.dimensions()?;
            encoded(width as u32, height as u32, png::ColorType::Rgb, &rgb)?
        }
        Kind::Webp => {
            let mut decoder = WebPDecoder::new(Cursor::new(&bytes)).ok()?;
            let (width, height) = decoder.dimensions();
            let mut pixels = vec![0; decoder.output_buffer_size()?];
            decoder.read_image(&mut pixels).ok()?;
            let color = if decoder.has_alpha() { png::ColorType::Rgba } else { png::ColorType::Rgb };
            encoded(width, height, color, &pixels)?
        }
    };
    Some(Arc::new(Cow::Owned(png)))
}

/// How wide a picture is, px; none where it is none, or too large.
pub(super) fn width(bytes: &[u8]) -> Option<u32> {
    let (width, height) = match kind(bytes)? {
        Kind::Png => {
            let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
            (reader.info().width, reader.info().height)
        }
        Kind::Jpeg => {
            let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
            decoder.decode_headers().ok()?;
            let (width, height) = decoder.dimensions()?;
            (u32::try_from(width).ok()?, u32::try_from(height).ok()?)
        }
        Kind::Webp => WebPDecoder::new(Cursor::new(bytes)).ok()?.dimensions(),
    };
    (width > 0 && width.max(height) <= LARGEST_PX).then_some(width)
}

enum Kind {
    Png,
    Jpeg,
    Webp,
}

/// By what a file begins with: archives are sometimes wrong about it.
fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
        [0xff, 0xd8, ..] => Some(Kind::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
        _ => None,
    }
}

fn encoded(width: u32, height: u32, color: png::ColorType, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().ok()?.write_image_data(pixels).ok()?;
    Some(bytes)
}
