//! The relief picture: stretched over what a view shows, or cut to it. It is read a few rows at a time, because whole it
//! would take more memory than everything else in the program.

use crate::export::tiles;
use crate::geo::{ScreenPoint, ScreenRect};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use std::io::Cursor;
use tiny_skia::Pixmap;

/// Stretches a relief picture over `rect` and lays it over a picture, both in pixels of the latter. What cannot be
/// decoded is left out: it was told when the chronicle was opened.
pub(super) fn lay_over(pixmap: &mut Pixmap, rect: ScreenRect, png: &[u8]) {
    let size = (pixmap.width(), pixmap.height());
    // A picture that breaks off is shown as far as it goes.
    let _ = stretched(png, rect, size, |part, at| tiles::lay_over(pixmap, part, at));
}

/// The largest tile, px: larger pictures are not made for one zoom.
const TILE_PX: u32 = 512;

/// A relief picture at half its size; a tile, which is made for its zoom, whole.
pub(super) fn reduced(png: &[u8]) -> Option<Pixmap> {
    let rows = Rows::open(png)?;
    let by = if rows.width.max(rows.height) > TILE_PX { 2 } else { 1 };
    let (width, height) = ((rows.width / by).max(1), (rows.height / by).max(1));
    let mut half = Pixmap::new(width, height)?;
    let whole = ScreenRect::new(0.0, 0.0, f64::from(width), f64::from(height));
    stretched(png, whole, (width, height), |part, at| tiles::lay_over(&mut half, part, at))?;
    Some(half)
}

/// Rows of the stretched picture made at a time.
const STRIP: u32 = 64;

/// Hands over, strip by strip, the part of a picture stretched over a rectangle that lies on a surface of this size,
/// whole pixels only, and where the top left corner of each strip lies.
fn stretched(
    png: &[u8],
    rect: ScreenRect,
    (width, height): (u32, u32),
    mut take: impl FnMut(&Pixmap, (i32, i32)),
) -> Option<()> {
    let mut rows = Rows::open(png)?;
    let span = |low: f64, high: f64, size: u32| {
        let (first, end) = (low.ceil().max(0.0), high.floor().min(f64::from(size)));
        (end > first).then_some((first as u32, end as u32))
    };
    let (left, right) = span(rect.min.x, rect.max.x, width)?;
    let (top, bottom) = span(rect.min.y, rect.max.y, height)?;
    let (sx, sy) = (f64::from(rows.width) / rect.width(), f64::from(rows.height) / rect.height());
    let columns = f64::from(right - left);
    let mut resizer = Resizer::new();
    for y in (top..bottom).step_by(STRIP as usize) {
        let count = STRIP.min(bottom - y);
        let (from, until) = ((f64::from(y) - rect.min.y) * sy, (f64::from(y + count) - rect.min.y) * sy);
        // Every pixel is mixed from those around its middle, as far as two of its own sizes.
        let reach = sy.max(1.0) * 2.0;
        let first = (from - reach).floor().max(0.0) as u32;
        let end = ((until + reach).ceil() as u32).min(rows.height);
        let row_width = rows.width;
        let source = ImageRef::new(row_width, end - first, rows.between(first, end)?, PixelType::U8x4).ok()?;
        let mut part = Pixmap::new(right - left, count)?;
        let mut to = Image::from_slice_u8(right - left, count, part.data_mut(), PixelType::U8x4).ok()?;
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
            .crop((f64::from(left) - rect.min.x) * sx, from - f64::from(first), columns * sx, until - from)
            // The pixels are premultiplied already.
            .use_alpha(false);
        resizer.resize(&source, &mut to, &options).ok()?;
        take(&part, (left as i32, y as i32));
    }
    Some(())
}

/// The rows of a PNG from the top, premultiplied, a window of them in memory.
struct Rows<'p> {
    reader: png::Reader<Cursor<&'p [u8]>>,
    width: u32,
    height: u32,
    /// The rows read and not yet let go of.
    rgba: Vec<u8>,
    first: u32,
    next: u32,
}

impl<'p> Rows<'p> {
    fn open(png: &'p [u8]) -> Option<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        let (mut rgba, mut next) = (Vec::new(), 0);
        if reader.info().interlaced {
            // Its rows do not come in order.
            let mut data = vec![0; reader.output_buffer_size()?];
            reader.next_frame(&mut data).ok()?;
            extend(&mut rgba, &data, reader.output_color_type().0)?;
            next = height;
        }
        Some(Self { reader, width, height, rgba, first: 0, next })
    }

    /// The bytes of rows from one until another; rows before the first are let go of.
    fn between(&mut self, first: u32, end: u32) -> Option<&[u8]> {
        let stride = self.width as usize * 4;
        let gone = first.min(self.next).saturating_sub(self.first);
        self.rgba.drain(..gone as usize * stride);
        self.first += gone;
        while self.next < end {
            let kind = self.reader.output_color_type().0;
            extend(&mut self.rgba, self.reader.next_row().ok()??.data(), kind)?;
            self.next += 1;
            if self.next <= first {
                self.rgba.clear();
                self.first = self.next;
            }
        }
        let (from, until) = ((first - self.first) as usize, (end - self.first) as usize);
        self.rgba.get(from * stride..until * stride)
    }
}

/// Adds pixels, premultiplied, four bytes each.
fn extend(rgba: &mut Vec<u8>, data: &[u8], kind: png::ColorType) -> Option<()> {
    let start = rgba.len();
    match kind {
        png::ColorType::Rgba => rgba.extend_from_slice(data),
        png::ColorType::GrayscaleAlpha => data.chunks_exact(2).for_each(|p| {
            if let &[v, alpha] = p {
                rgba.extend([v, v, v, alpha]);
            }
        }),
        png::ColorType::Rgb | png::ColorType::Grayscale | png::ColorType::Indexed => return None,
    }
    for pixel in rgba.get_mut(start..)?.chunks_exact_mut(4) {
        if let [r, g, b, alpha] = pixel
            && *alpha < 255
        {
            [r, g, b].into_iter().for_each(|v| *v = ((u16::from(*v) * u16::from(*alpha) + 127) / 255) as u8);
        }
    }
    Some(())
}

/// The part of a relief picture stretched over `rect` that lies in `view`, as a picture of its own: where it lies, and
/// its PNG bytes.
pub(super) fn visible_part(png: &[u8], rect: ScreenRect, view: ScreenRect) -> Option<(ScreenRect, Vec<u8>)> {
    if !rect.overlaps(view) {
        return None;
    }
    let mut rows = Rows::open(png)?;
    let (width, height) = (f64::from(rows.width), f64::from(rows.height));
    let (sx, sy) = (width / rect.width(), height / rect.height());
    // One pixel more on every side, so that the edge is smoothed with what lies beyond.
    let cut = |low: f64, high: f64, size: f64| ((low.floor() - 1.0).max(0.0), (high.ceil() + 1.0).min(size));
    let (x0, x1) = cut((view.min.x - rect.min.x) * sx, (view.max.x - rect.min.x) * sx, width);
    let (y0, y1) = cut((view.min.y - rect.min.y) * sy, (view.max.y - rect.min.y) * sy, height);
    let mut rgb = Vec::with_capacity(((x1 - x0) * (y1 - y0) * 3.0) as usize);
    for y in y0 as u32..y1 as u32 {
        let line = rows.between(y, y + 1)?.get(x0 as usize * 4..x1 as usize * 4)?;
        line.chunks_exact(4).for_each(|p| rgb.extend(p.iter().take(3)));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, (x1 - x0) as u32, (y1 - y0) as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.write_header().ok()?.write_image_data(&rgb).ok()?;
    let at = |x: f64, y: f64| ScreenPoint { x: rect.min.x + x / sx, y: rect.min.y + y / sy };
    Some((ScreenRect { min: at(x0, y0), max: at(x1, y1) }, bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn pixel(i: usize) -> [u8; 3] {
        [(i % 251) as u8, (i * 7 % 253) as u8, (i / 40 * 2) as u8]
    }

    /// A picture of 40 by 120 pixels.
    fn png() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 120);
        encoder.set_color(png::ColorType::Rgb);
        let data: Vec<u8> = (0..40 * 120).flat_map(pixel).collect();
        encoder.write_header().unwrap().write_image_data(&data).unwrap();
        bytes
    }

    fn rect(left: f64, top: f64, right: f64, bottom: f64) -> ScreenRect {
        ScreenRect { min: ScreenPoint { x: left, y: top }, max: ScreenPoint { x: right, y: bottom } }
    }

    fn on(width: u32, height: u32, rect: ScreenRect) -> Pixmap {
        let mut pixmap = Pixmap::new(width, height).unwrap();
        lay_over(&mut pixmap, rect, &png());
        pixmap
    }

    #[test]
    fn a_picture_of_its_own_size_is_itself() {
        let shown = on(40, 120, rect(0.0, 0.0, 40.0, 120.0));
        for (i, shown) in shown.data().chunks_exact(4).enumerate() {
            assert_eq!(shown[..3], pixel(i), "{i}");
        }
    }

    #[test]
    fn what_lies_outside_is_cut_and_nothing_moves() {
        let whole = on(60, 200, rect(-20.0, -15.0, 60.0, 185.0));
        let cut = on(30, 90, rect(-20.0, -115.0, 60.0, 85.0));
        for y in 0..84 {
            for x in 0..29 {
                let (one, other) = (whole.pixel(x, y + 100).unwrap(), cut.pixel(x, y).unwrap());
                assert!(one.red().abs_diff(other.red()) <= 1, "{x} {y}");
            }
        }
        assert!(on(40, 30, rect(50.0, 0.0, 90.0, 30.0)).data().iter().all(|v| *v == 0));
    }

    #[test]
    fn strips_meet_without_a_seam() {
        // Grey that brightens evenly downwards stays even where strips meet, larger and smaller.
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 250);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&(0..250).collect::<Vec<u8>>()).unwrap();
        for height in [90.0, 250.0, 700.0] {
            let mut pixmap = Pixmap::new(1, height as u32).unwrap();
            lay_over(&mut pixmap, rect(0.0, 0.0, 1.0, height), &bytes);
            let reds: Vec<f64> = pixmap.pixels().iter().map(|pixel| f64::from(pixel.red())).collect();
            for (y, pair) in reds.windows(2).enumerate() {
                assert!((pair[1] - pair[0] - 250.0 / height).abs() <= 1.01, "{height} {y} {pair:?}");
            }
        }
    }

    #[test]
    fn the_visible_part_is_cut_with_a_pixel_to_spare() {
        let (place, bytes) = visible_part(&png(), rect(0.0, 0.0, 40.0, 120.0), rect(10.0, 50.0, 20.0, 70.0)).unwrap();
        assert_eq!(place, rect(9.0, 49.0, 21.0, 71.0));
        let mut rows = Rows::open(&bytes).unwrap();
        assert_eq!((rows.width, rows.height), (12, 22));
        assert_eq!(rows.between(0, 1).unwrap()[..3], pixel(49 * 40 + 9));
    }

    #[test]
    fn a_picture_that_breaks_off_is_shown_as_far_as_it_goes() {
        let whole = png();
        let mut pixmap = Pixmap::new(40, 120).unwrap();
        lay_over(&mut pixmap, rect(0.0, 0.0, 40.0, 120.0), &whole[..whole.len() / 2]);
        lay_over(&mut pixmap, rect(0.0, 0.0, 40.0, 120.0), b"no picture");
    }
}
