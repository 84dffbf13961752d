//! The relief picture: stretched over what a view shows, or cut to it.

use crate::export::tiles;
use crate::geo::{ScreenPoint, ScreenRect};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use resvg::tiny_skia::{IntSize, Pixmap};

/// Stretches a relief picture over `rect` and lays it over a picture, both in pixels of the latter. What cannot be
/// decoded is left out: it was told when the chronicle was opened.
pub(super) fn lay_over(pixmap: &mut Pixmap, rect: ScreenRect, png: &[u8]) {
    // Decoded anew each time: a base is drawn once for all its frames, and kept it would take 15 MB of the window's
    // memory for each theme.
    if let Some(picture) = decode(png)
        && let Some((part, at)) = stretched(&picture, rect, pixmap.width(), pixmap.height())
    {
        tiles::lay_over(pixmap, &part, at);
    }
}

/// A relief picture at half its size.
pub(super) fn halved(png: &[u8]) -> Option<Pixmap> {
    let picture = decode(png)?;
    let (width, height) = ((picture.width() / 2).max(1), (picture.height() / 2).max(1));
    let whole = ScreenRect::new(0.0, 0.0, f64::from(width), f64::from(height));
    stretched(&picture, whole, width, height).map(|(half, _)| half)
}

/// The part of a picture stretched over `rect` that lies on a surface of `width` by `height` pixels, whole pixels
/// only, and where its top left corner lies.
fn stretched(picture: &Pixmap, rect: ScreenRect, width: u32, height: u32) -> Option<(Pixmap, (i32, i32))> {
    let span = |low: f64, high: f64, size: u32| {
        let (first, end) = (low.ceil().max(0.0), high.floor().min(f64::from(size)));
        (end > first).then_some((first, end - first))
    };
    let (x, columns) = span(rect.min.x, rect.max.x, width)?;
    let (y, rows) = span(rect.min.y, rect.max.y, height)?;
    let (sx, sy) = (f64::from(picture.width()) / rect.width(), f64::from(picture.height()) / rect.height());
    let mut part = Pixmap::new(columns as u32, rows as u32)?;
    let from = ImageRef::new(picture.width(), picture.height(), picture.data(), PixelType::U8x4).ok()?;
    let mut to = Image::from_slice_u8(columns as u32, rows as u32, part.data_mut(), PixelType::U8x4).ok()?;
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
        .crop((x - rect.min.x) * sx, (y - rect.min.y) * sy, columns * sx, rows * sy)
        // The pixels are premultiplied already.
        .use_alpha(false);
    let mut resizer = Resizer::new();
    resizer.resize(&from, &mut to, &options).ok()?;
    Some((part, (x as i32, y as i32)))
}

fn decode(png: &[u8]) -> Option<Pixmap> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    // Four bytes a pixel as they leave the decoder: a picture of this size is not walked through twice.
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    if info.color_type == png::ColorType::GrayscaleAlpha {
        rgba =
            rgba.chunks_exact(2).flat_map(|p| p.first().into_iter().cycle().take(3).chain(p.last())).copied().collect();
    }
    for pixel in rgba.chunks_exact_mut(4) {
        if let [r, g, b, alpha] = pixel
            && *alpha < 255
        {
            [r, g, b].into_iter().for_each(|v| *v = ((u16::from(*v) * u16::from(*alpha) + 127) / 255) as u8);
        }
    }
    Pixmap::from_vec(rgba, IntSize::from_wh(info.width, info.height)?)
}

/// The part of a relief picture stretched over `rect` that lies in `view`, as a picture of its own: where it lies, and
/// its PNG bytes.
pub(super) fn visible_part(png: &[u8], rect: ScreenRect, view: ScreenRect) -> Option<(ScreenRect, Vec<u8>)> {
    if !rect.overlaps(view) {
        return None;
    }
    let full = decode(png)?;
    let (width, height) = (f64::from(full.width()), f64::from(full.height()));
    let (sx, sy) = (width / rect.width(), height / rect.height());
    // One pixel more on every side, so that the edge is smoothed with what lies beyond.
    let cut = |low: f64, high: f64, size: f64| ((low.floor() - 1.0).max(0.0), (high.ceil() + 1.0).min(size));
    let (x0, x1) = cut((view.min.x - rect.min.x) * sx, (view.max.x - rect.min.x) * sx, width);
    let (y0, y1) = cut((view.min.y - rect.min.y) * sy, (view.max.y - rect.min.y) * sy, height);
    let row = full.width() as usize * 4;
    let mut rgb = Vec::with_capacity(((x1 - x0) * (y1 - y0) * 3.0) as usize);
    for y in y0 as usize..y1 as usize {
        let line = full.data().get(y * row + x0 as usize * 4..y * row + x1 as usize * 4)?;
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

    fn picture() -> Pixmap {
        let mut picture = Pixmap::new(40, 30).unwrap();
        for (i, pixel) in picture.data_mut().chunks_exact_mut(4).enumerate() {
            pixel.copy_from_slice(&[(i % 251) as u8, (i * 7 % 253) as u8, (i / 40 * 8) as u8, 255]);
        }
        picture
    }

    fn rect(left: f64, top: f64, right: f64, bottom: f64) -> ScreenRect {
        ScreenRect { min: ScreenPoint { x: left, y: top }, max: ScreenPoint { x: right, y: bottom } }
    }

    #[test]
    fn a_picture_of_its_own_size_is_itself() {
        let (part, at) = stretched(&picture(), rect(0.0, 0.0, 40.0, 30.0), 40, 30).unwrap();
        assert_eq!(at, (0, 0));
        assert!(part == picture());
    }

    #[test]
    fn what_lies_outside_is_cut_and_nothing_moves() {
        let (whole, _) = stretched(&picture(), rect(-20.0, -15.0, 60.0, 45.0), 200, 200).unwrap();
        assert_eq!((whole.width(), whole.height()), (60, 45));
        let (cut, at) = stretched(&picture(), rect(-20.0, -15.0, 60.0, 45.0), 30, 20).unwrap();
        assert_eq!((cut.width(), cut.height(), at), (30, 20, (0, 0)));
        for y in 0..19 {
            for x in 0..29 {
                let (one, other) = (whole.pixel(x, y).unwrap(), cut.pixel(x, y).unwrap());
                assert!(one.red().abs_diff(other.red()) <= 1, "{x} {y}");
            }
        }
        assert!(stretched(&picture(), rect(50.0, 0.0, 90.0, 30.0), 40, 30).is_none());
    }
}
