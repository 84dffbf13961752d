//! The relief in both themes, and tiles, once for all sizes of the map: half their pixels, few tones.

use crate::basemap::Png;
use crate::export::number::coordinate;
use crate::export::relief::reduced;
use crate::geo::ScreenRect;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use tiny_skia::Pixmap;

/// Tones of one picture at most.
const TONES: usize = 64;
/// What pictures are called by theme; the style sheet shows those of one at a time.
const NAMES: [&str; 2] = ["relief-light", "relief-dark"];

/// The pictures and what is seen of them.
#[derive(Debug, Default)]
pub(super) struct Reliefs {
    pictures: Vec<Picture>,
}

#[derive(Debug)]
struct Picture {
    /// For light and dark grounds.
    pngs: [Png; 2],
    /// Shares of width and height that some map shows: left, top, right, bottom.
    seen: [f64; 4],
}

impl Picture {
    /// What it is called for each theme, and whether that alone shows it; once where both have the same.
    fn names(&self, number: usize) -> Vec<(String, &Png, bool)> {
        let [light, dark] = &self.pngs;
        let both = Arc::ptr_eq(light, dark);
        let id = |name: &str| if number == 0 { name.to_owned() } else { format!("{name}-{number}") };
        let named = NAMES.iter().zip(&self.pngs).map(|(name, png)| (id(name), png, !both));
        named.take(if both { 1 } else { 2 }).collect()
    }
}

impl Reliefs {
    /// Says where in a map the pictures lie; returns the elements that show them there.
    pub fn place(&mut self, rect: ScreenRect, map: ScreenRect, pngs: [&Png; 2]) -> String {
        if !rect.overlaps(map) {
            return String::new();
        }
        let share = |at: f64, low: f64, size: f64| ((at - low) / size).clamp(0.0, 1.0);
        let here = [
            share(map.min.x, rect.min.x, rect.width()),
            share(map.min.y, rect.min.y, rect.height()),
            share(map.max.x, rect.min.x, rect.width()),
            share(map.max.y, rect.min.y, rect.height()),
        ];
        let same = |known: &Picture| known.pngs.iter().zip(pngs).all(|(known, png)| Arc::ptr_eq(known, png));
        let number = self.pictures.iter().position(same).unwrap_or(self.pictures.len());
        if number == self.pictures.len() {
            self.pictures.push(Picture { pngs: pngs.map(Arc::clone), seen: here });
        }
        let Some(picture) = self.pictures.get_mut(number) else { return String::new() };
        let ([left, top, right, bottom], seen) = (here, picture.seen);
        picture.seen = [seen[0].min(left), seen[1].min(top), seen[2].max(right), seen[3].max(bottom)];
        let (x, y) = (coordinate(rect.min.x), coordinate(rect.min.y));
        // Scales keep more digits than lengths: the picture is one unit across.
        let (width, height) = (coordinate(rect.width()), coordinate(rect.height()));
        let shown = |(index, (id, _, one)): (usize, (String, &Png, bool))| {
            let class = NAMES.get(index).filter(|_| one).map_or_else(String::new, |name| format!(" class=\"{name}\""));
            format!("<use href=\"#{id}\"{class} transform=\"translate({x} {y}) scale({width} {height})\"/>")
        };
        picture.names(number).into_iter().enumerate().map(shown).collect()
    }

    /// The pictures as definitions, each one unit across and down.
    pub fn definitions(&self) -> String {
        let mut out = String::new();
        for (number, picture) in self.pictures.iter().enumerate() {
            for (id, png, _) in picture.names(number) {
                let cut = reduced(png).and_then(|picture_px| cut(&picture_px, picture.seen));
                let Some(([x, y, width, height], bytes)) = cut else { continue };
                let _ = write!(
                    out,
                    "<image id=\"{id}\" x=\"{x:.6}\" y=\"{y:.6}\" width=\"{width:.6}\" height=\"{height:.6}\" \
                     preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>",
                    BASE64.encode(bytes)
                );
            }
        }
        out
    }
}

/// The seen part of a picture as a PNG of few tones, and where it lies in shares of the whole.
fn cut(picture: &Pixmap, [left, top, right, bottom]: [f64; 4]) -> Option<([f64; 4], Vec<u8>)> {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let low = |share: f64, size: f64| ((share * size).floor() - 1.0).max(0.0);
    let high = |share: f64, size: f64| ((share * size).ceil() + 1.0).min(size);
    let (x0, x1) = (low(left, width), high(right, width));
    let (y0, y1) = (low(top, height), high(bottom, height));
    let row = picture.width() as usize * 4;
    let mut pixels: Vec<[u8; 3]> = Vec::with_capacity(((x1 - x0) * (y1 - y0)) as usize);
    for y in y0 as usize..y1 as usize {
        let line = picture.data().get(y * row + x0 as usize * 4..y * row + x1 as usize * 4)?;
        pixels.extend(line.chunks_exact(4).filter_map(|p| p.first_chunk::<3>().copied()));
    }
    let (palette, indices) = toned(&pixels);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, (x1 - x0) as u32, (y1 - y0) as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().ok()?.write_image_data(&indices).ok()?;
    Some(([x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height], bytes))
}

/// Few enough tones, each the mean of the pixels it stands for, and the number of each pixel's tone.
fn toned(pixels: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut step = 2;
    loop {
        let bucket = |pixel: &[u8; 3]| pixel.map(|value| value / step);
        let mut sums: BTreeMap<[u8; 3], [u64; 4]> = BTreeMap::new();
        for pixel in pixels {
            let sum = sums.entry(bucket(pixel)).or_default();
            let [r, g, b] = pixel.map(u64::from);
            *sum = [sum[0] + r, sum[1] + g, sum[2] + b, sum[3] + 1];
        }
        if sums.len() <= TONES || step >= 64 {
            let mean = |&[r, g, b, n]: &[u64; 4]| [r, g, b].map(|sum| ((sum + n / 2) / n.max(1)) as u8);
            let numbers: BTreeMap<[u8; 3], u8> = sums.keys().zip(0..=u8::MAX).map(|(key, n)| (*key, n)).collect();
            let indices = pixels.iter().map(|pixel| numbers.get(&bucket(pixel)).copied().unwrap_or_default());
            return (sums.values().map(mean).collect(), indices.collect());
        }
        step += 1;
    }
}
