//! Lines of text, painted once: from frame to frame of a series most names stay where they are.

use crate::scene::{Color, TextRun};
use resvg::tiny_skia::Pixmap;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Tiles kept before the memory is emptied.
const KEPT: usize = 2048;

/// A painted line of text and the pixel its top left corner covers.
#[derive(Debug)]
pub(super) struct Tile {
    pub at: (i32, i32),
    pub pixmap: Pixmap,
}

/// All that decides how a line of text looks, numbers as their bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    text: String,
    weight: u16,
    numbers: [u64; 8],
    inks: [[u8; 3]; 2],
}

/// The tiles of a series.
#[derive(Debug, Default)]
pub(super) struct Tiles(Mutex<BTreeMap<Key, Option<Arc<Tile>>>>);

impl Tiles {
    /// The tile of a line of text, painted by `paint` where it is new.
    pub fn get(&self, run: &TextRun, scale: f64, paint: impl FnOnce() -> Option<Tile>) -> Option<Arc<Tile>> {
        let (halo, width) = run.halo.unwrap_or((Color::hex(0).with_alpha(0.0), 0.0));
        let numbers =
            [run.at.x, run.at.y, run.size, run.color.alpha, halo.alpha, width, run.spacing, scale].map(f64::to_bits);
        let inks = [run.color.rgb, halo.rgb];
        let key = Key { text: run.text.clone(), weight: run.weight.css(), numbers, inks };
        if let Ok(tiles) = self.0.lock()
            && let Some(known) = tiles.get(&key)
        {
            return known.clone();
        }
        let tile = paint().map(Arc::new);
        if let Ok(mut tiles) = self.0.lock() {
            if tiles.len() >= KEPT {
                tiles.clear();
            }
            tiles.insert(key, tile.clone());
        }
        tile
    }
}

/// A large picture that is mostly clear, as the runs of pixels that are not.
#[derive(Debug)]
pub(super) struct Sparse(Vec<(usize, Vec<u8>)>);

impl Sparse {
    /// Clear pixels between two runs that are not worth a run's end.
    const GAP: usize = 8;

    pub fn of(pixmap: &Pixmap) -> Self {
        let mut runs: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut clear = usize::MAX;
        for (i, pixel) in pixmap.data().chunks_exact(4).enumerate() {
            if pixel.last() == Some(&0) {
                clear = clear.saturating_add(1);
                continue;
            }
            match runs.last_mut().filter(|_| clear <= Self::GAP) {
                Some((_, bytes)) => bytes.resize(bytes.len() + clear * 4, 0),
                None => runs.push((i * 4, Vec::new())),
            }
            if let Some((_, bytes)) = runs.last_mut() {
                bytes.extend_from_slice(pixel);
            }
            clear = 0;
        }
        Self(runs)
    }

    /// Lays it over a picture of the same size.
    pub fn lay_over(&self, ground: &mut Pixmap) {
        let data = ground.data_mut();
        for (start, source) in &self.0 {
            if let Some(target) = data.get_mut(*start..*start + source.len()) {
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

fn lay_line_over(target: &mut [u8], source: &[u8]) {
    for (under, over) in target.chunks_exact_mut(4).zip(source.chunks_exact(4)) {
        let &[.., alpha] = over else { continue };
        match alpha {
            0 => {}
            255 => under.copy_from_slice(over),
            alpha => {
                let rest = u32::from(255 - alpha);
                for (under, &over) in under.iter_mut().zip(over) {
                    // v·rest/255, rounded, without a division.
                    let product = u32::from(*under) * rest + 128;
                    *under = over.saturating_add(((product + (product >> 8)) >> 8) as u8);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use resvg::tiny_skia::Color;

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
        let mut one = filled(64, 3, Color::WHITE);
        let mut other = one.clone();
        lay_over(&mut one, &top, (0, 0));
        Sparse::of(&top).lay_over(&mut other);
        assert!(one == other);
    }

    #[test]
    fn half_black_on_white_is_grey() {
        let mut ground = filled(1, 1, Color::WHITE);
        lay_over(&mut ground, &filled(1, 1, Color::from_rgba8(0, 0, 0, 128)), (0, 0));
        assert_eq!(ground.data(), [127, 127, 127, 255]);
    }
}
