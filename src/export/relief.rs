//! The relief picture: decoded once, and cut to what a view shows.

use crate::geo::{ScreenPoint, ScreenRect};
use resvg::tiny_skia::{IntSize, Pixmap};
use std::sync::{Arc, Mutex, OnceLock, Weak};

/// A decoded picture and the same at half its size, for views so small that pixels would be skipped.
pub(super) struct Decoded {
    pub full: Pixmap,
    pub half: Pixmap,
}

/// Decodes a relief picture, or recalls it: a chronicle has two, one a theme, and a film asks for the same again.
pub(super) fn decoded(png: &Arc<Vec<u8>>) -> Option<Arc<Decoded>> {
    type Known = Vec<(Weak<Vec<u8>>, Arc<Decoded>)>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    // Held while decoding: two threads that want the same picture then share the work.
    let mut known = known.lock().ok()?;
    known.retain(|(png, _)| png.strong_count() > 0);
    if let Some((_, found)) = known.iter().find(|(weak, _)| weak.as_ptr() == Arc::as_ptr(png)) {
        return Some(found.clone());
    }
    let full = decode(png)?;
    let half = halved(&full)?;
    let picture = Arc::new(Decoded { full, half });
    known.push((Arc::downgrade(png), picture.clone()));
    Some(picture)
}

fn decode(png: &[u8]) -> Option<Pixmap> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut data).ok()?;
    data.truncate(info.buffer_size());
    let mut rgba = Vec::with_capacity(info.width as usize * info.height as usize * 4);
    // Relief pictures are opaque; an alpha channel is premultiplied.
    match info.color_type {
        png::ColorType::Rgb => data.chunks_exact(3).for_each(|p| {
            rgba.extend_from_slice(p);
            rgba.push(255);
        }),
        png::ColorType::Rgba => data.chunks_exact(4).for_each(|p| {
            let alpha = u16::from(p.last().copied().unwrap_or(255));
            rgba.extend(p.iter().take(3).map(|&v| ((u16::from(v) * alpha + 127) / 255) as u8));
            rgba.push(alpha as u8);
        }),
        png::ColorType::Grayscale => data.iter().for_each(|&v| rgba.extend([v, v, v, 255])),
        png::ColorType::GrayscaleAlpha | png::ColorType::Indexed => return None,
    }
    Pixmap::from_vec(rgba, IntSize::from_wh(info.width, info.height)?)
}

/// The mean of every two by two pixels.
fn halved(full: &Pixmap) -> Option<Pixmap> {
    let (width, height) = ((full.width() / 2).max(1), (full.height() / 2).max(1));
    let row = full.width() as usize * 4;
    let data = full.data();
    let mut half = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height as usize {
        for x in 0..width as usize {
            let at = 2 * y * row + 2 * x * 4;
            for channel in 0..4 {
                let sum: u16 = [at, at + 4, at + row, at + row + 4]
                    .iter()
                    .map(|i| u16::from(data.get(i + channel).copied().unwrap_or_default()))
                    .sum();
                half.push(((sum + 2) / 4) as u8);
            }
        }
    }
    Pixmap::from_vec(half, IntSize::from_wh(width, height)?)
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
