//! Marks painted once: from frame to frame of a series most stay as they are.

use crate::geo::ScreenPoint;
use crate::scene::{Color, Shape, Stroke};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::sync::{Arc, Mutex};
use tiny_skia::Pixmap;

/// Bytes of pixels kept before the memory is emptied.
const MOST_BYTES: usize = 48 << 20;

/// The painted marks of a series, all at one scale.
#[derive(Debug, Default)]
pub(super) struct Tiles(Mutex<Kept>);

/// A shape and its tile; `None` where nothing of it is seen.
type Painted = (Shape, Option<Arc<Sparse>>);

#[derive(Debug, Default)]
struct Kept {
    /// By fingerprint.
    tiles: HashMap<u64, Vec<Painted>>,
    bytes: usize,
}

impl Tiles {
    /// The tile of a shape, painted by `paint` where it is new.
    pub fn get(&self, shape: &Shape, paint: impl FnOnce() -> Option<Sparse>) -> Option<Arc<Sparse>> {
        let print = fingerprint(shape);
        if let Ok(kept) = self.0.lock()
            && let Some(alike) = kept.tiles.get(&print)
            && let Some((_, known)) = alike.iter().find(|(known, _)| known == shape)
        {
            return known.clone();
        }
        let tile = paint().map(Arc::new);
        if let Ok(mut kept) = self.0.lock() {
            let bytes = tile.as_ref().map_or(0, |tile| tile.bytes.len());
            if kept.bytes + bytes > MOST_BYTES {
                *kept = Kept::default();
            }
            kept.bytes += bytes;
            kept.tiles.entry(print).or_default().push((shape.clone(), tile.clone()));
        }
        tile
    }
}

/// Equal shapes have equal fingerprints.
fn fingerprint(shape: &Shape) -> u64 {
    let mut hasher = DefaultHasher::new();
    let number = |hasher: &mut DefaultHasher, v: f64| hasher.write_u64(v.to_bits());
    let point = |hasher: &mut DefaultHasher, p: ScreenPoint| {
        hasher.write_u64(p.x.to_bits());
        hasher.write_u64(p.y.to_bits());
    };
    let color = |hasher: &mut DefaultHasher, color: Color| {
        hasher.write(&color.rgb);
        hasher.write_u64(color.alpha.to_bits());
    };
    let paint = |hasher: &mut DefaultHasher, fill: &Option<Color>, stroke: &Option<Stroke>| {
        fill.iter().for_each(|fill| color(hasher, *fill));
        if let Some(stroke) = stroke {
            color(hasher, stroke.color);
            number(hasher, stroke.width);
        }
    };
    match shape {
        Shape::Path { parts, fill, stroke } => {
            parts.iter().flat_map(|(points, _)| points).for_each(|p| point(&mut hasher, *p));
            paint(&mut hasher, fill, stroke);
        }
        Shape::Circle { center, radius, fill, stroke } => {
            point(&mut hasher, *center);
            number(&mut hasher, *radius);
            paint(&mut hasher, fill, stroke);
        }
        Shape::Rect { min, max, fill, stroke, .. } => {
            point(&mut hasher, *min);
            point(&mut hasher, *max);
            paint(&mut hasher, fill, stroke);
        }
        Shape::Copies { outline, at, fill } => {
            outline.iter().chain(at).for_each(|p| point(&mut hasher, *p));
            color(&mut hasher, *fill);
        }
        Shape::Text(run) => {
            point(&mut hasher, run.at);
            hasher.write(run.text.as_bytes());
            color(&mut hasher, run.color);
        }
        Shape::Relief { min, max, .. } => {
            point(&mut hasher, *min);
            point(&mut hasher, *max);
        }
    }
    hasher.finish()
}

/// A picture that is partly clear, as the runs of pixels that are not, and the pixel its top left corner covers.
#[derive(Debug)]
pub(super) struct Sparse {
    at: (i32, i32),
    runs: Vec<Run>,
    bytes: Vec<u8>,
}

#[derive(Debug)]
struct Run {
    x: i32,
    y: i32,
    from: usize,
    until: usize,
}

impl Sparse {
    /// Clear pixels between two runs that are not worth a run's end.
    const GAP: usize = 8;

    pub fn of(pixmap: &Pixmap, at: (i32, i32)) -> Self {
        let (mut runs, mut bytes): (Vec<Run>, Vec<u8>) = (Vec::new(), Vec::new());
        let stride = pixmap.width() as usize * 4;
        for (y, row) in (0..).zip(pixmap.data().chunks_exact(stride)) {
            let seen = |pixel: &[u8]| pixel.last() != Some(&0);
            let mut rest = row;
            while let Some(clear) = rest.chunks_exact(4).position(seen) {
                rest = rest.get(clear * 4..).unwrap_or_default();
                let x = ((stride - rest.len()) / 4) as i32;
                // A run goes on until more than so many clear pixels come one after the other.
                let mut clear = 0;
                let ends = rest.chunks_exact(4).position(|pixel| {
                    clear = if seen(pixel) { 0 } else { clear + 1 };
                    clear > Self::GAP
                });
                let pixels = ends.map_or(rest.len() / 4, |at| at + 1) - clear;
                let (run, after) = rest.split_at(pixels * 4);
                runs.push(Run { x, y, from: bytes.len(), until: bytes.len() + run.len() });
                bytes.extend_from_slice(run);
                rest = after;
            }
        }
        bytes.shrink_to_fit();
        Self { at, runs, bytes }
    }

    /// Lays it over a picture; what lies outside is left out.
    pub fn lay_over(&self, ground: &mut Pixmap) {
        let (width, height) = (ground.width() as i32, ground.height() as i32);
        let data = ground.data_mut();
        for run in &self.runs {
            let (x, y) = (self.at.0 + run.x, self.at.1 + run.y);
            let columns = ((run.until - run.from) / 4) as i32;
            let (first, end) = ((-x).clamp(0, columns), (width - x).clamp(0, columns));
            if !(0..height).contains(&y) || first >= end {
                continue;
            }
            let start = (y * width + x + first) as usize * 4;
            let source = self.bytes.get(run.from + first as usize * 4..run.from + end as usize * 4);
            let target = data.get_mut(start..start + (end - first) as usize * 4);
            if let (Some(target), Some(source)) = (target, source) {
                lay_line_over(target, source);
            }
        }
    }
}

/// Lays premultiplied pixels over others, the top left one at (`x`, `y`); what lies outside is left out.
pub(super) fn lay_over(ground: &mut Pixmap, top: &Pixmap, (x, y): (i32, i32)) {
    let (width, top_width) = (ground.width() as i32, top.width() as i32);
    let first = (-x).clamp(0, top_width);
    let columns = (width - x).clamp(0, top_width) - first;
    if columns <= 0 {
        return;
    }
    let rows = top.data().chunks_exact(top_width as usize * 4);
    let height = ground.height() as i32;
    let stride = width as usize * 4;
    for (row, source) in (y..).zip(rows) {
        if !(0..height).contains(&row) {
            continue;
        }
        let start = row as usize * stride + (x + first) as usize * 4;
        let (from, until) = (first as usize * 4, (first + columns) as usize * 4);
        let target = ground.data_mut().get_mut(start..start + columns as usize * 4);
        if let (Some(target), Some(source)) = (target, source.get(from..until)) {
            lay_line_over(target, source);
        }
    }
}

/// Premultiplied pixels over others. The two plain loops, bytes by bytes without a branch, are what a compiler turns
/// into instructions on sixteen bytes at a time.
fn lay_line_over(target: &mut [u8], source: &[u8]) {
    const PIXELS: usize = 64;
    let mut rests = [0; PIXELS * 4];
    for (under, over) in target.chunks_mut(PIXELS * 4).zip(source.chunks(PIXELS * 4)) {
        for (rest, pixel) in rests.chunks_exact_mut(4).zip(over.chunks_exact(4)) {
            rest.fill(255 - pixel.last().copied().unwrap_or(0));
        }
        for ((under, over), rest) in under.iter_mut().zip(over).zip(&rests) {
            *under = laid_over(*under, *over, *rest);
        }
    }
}

/// One channel over another of which `rest` of 255 shows through: under·rest/255, rounded, is exact in 16 bits.
const fn laid_over(under: u8, over: u8, rest: u8) -> u8 {
    let shows = under as u16 * rest as u16 + 128;
    over.wrapping_add(((shows + (shows >> 8)) >> 8) as u8)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use tiny_skia::Color;

    fn filled(width: u32, height: u32, color: Color) -> Pixmap {
        let mut pixmap = Pixmap::new(width, height).unwrap();
        pixmap.fill(color);
        pixmap
    }

    fn check(at: (i32, i32), covered: usize) {
        let mut ground = filled(4, 4, Color::WHITE);
        lay_over(&mut ground, &filled(2, 2, Color::BLACK), at);
        let black = ground.data().chunks_exact(4).filter(|p| p[0] == 0).count();
        assert_eq!(black, covered, "{at:?}");
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        check((1, 1), 4);
        check((-1, -1), 1);
        check((3, 2), 2);
        check((4, 0), 0);
        check((0, -2), 0);
        check((-9, 9), 0);
    }

    #[test]
    fn a_sparse_picture_covers_what_the_whole_one_covers() {
        let mut top = Pixmap::new(64, 3).unwrap();
        for i in [0, 1, 5, 40, 63, 64, 191] {
            top.data_mut()[i * 4..i * 4 + 4].copy_from_slice(&[9, 9, 9, 255]);
        }
        for at in [(0, 0), (3, 1), (-3, -1), (40, 2), (70, 0), (0, -5)] {
            let mut one = filled(64, 3, Color::WHITE);
            let mut other = one.clone();
            lay_over(&mut one, &top, at);
            Sparse::of(&top, at).lay_over(&mut other);
            assert!(one == other, "{at:?}");
        }
    }

    #[test]
    fn a_shape_is_painted_once_and_another_one_is_not_taken_for_it() {
        let tiles = Tiles::default();
        let circle = |radius: f64, alpha: f64| Shape::Circle {
            center: ScreenPoint { x: 5.0, y: 5.0 },
            radius,
            fill: Some(crate::scene::Color::hex(0).with_alpha(alpha)),
            stroke: None,
        };
        let mut painted = 0;
        for shape in [circle(2.0, 1.0), circle(2.0, 1.0), circle(2.5, 1.0), circle(2.0, 0.5), circle(2.0, 1.0)] {
            tiles.get(&shape, || {
                painted += 1;
                Some(Sparse::of(&filled(1, 1, Color::BLACK), (0, 0)))
            });
        }
        assert_eq!(painted, 3);
    }

    #[test]
    fn every_channel_is_rounded_as_a_division_would_round_it() {
        for rest in 0..=255_u8 {
            for under in 0..=255_u8 {
                let divided = (u32::from(under) * u32::from(rest) * 2 + 255) / 510;
                assert_eq!(u32::from(laid_over(under, 0, rest)), divided, "{under} {rest}");
            }
            assert_eq!(laid_over(255, 255 - rest, rest), 255, "opaque stays opaque: {rest}");
        }
    }
}
