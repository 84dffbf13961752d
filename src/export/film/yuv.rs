//! Pictures as brightness and colour difference, the way films carry them: BT.709, limited range, each colour for two
//! by two pixels.

use tiny_skia::Pixmap;

/// The three planes of a picture of even size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Yuv {
    /// Pixels across, even.
    pub width: usize,
    /// Pixels down, even.
    pub height: usize,
    /// Brightness, then the two colour differences at half the size; row by row.
    pub planes: [Vec<u8>; 3],
}

/// The next even number: players and editors want whole blocks of colour.
pub(super) const fn even(v: usize) -> usize {
    v + v % 2
}

// Parts of 65536; each row sums to the range of its plane: 219 of 255 for brightness, none for the differences.
const LUMA: [i32; 3] = [11_966, 40_254, 4_064];
const BLUE: [i32; 3] = [-6_596, -22_189, 28_785];
const RED: [i32; 3] = [28_785, -26_145, -2_640];

impl Yuv {
    /// Converts an opaque picture. One of odd size gets its last column or row twice.
    pub fn of(picture: &Pixmap) -> Self {
        let across = picture.width() as usize;
        let (width, height) = (even(across), even(picture.height() as usize));
        let mut luma = Vec::with_capacity(width * height);
        let (mut blue, mut red) = (Vec::with_capacity(width * height / 4), Vec::with_capacity(width * height / 4));
        for rows in picture.data().chunks(across.max(1) * 8) {
            let (upper, lower) = rows.split_at((across * 4).min(rows.len()));
            let lower = if lower.is_empty() { upper } else { lower };
            brightness(upper, width, &mut luma);
            brightness(lower, width, &mut luma);
            for (upper, lower) in upper.chunks(8).zip(lower.chunks(8)) {
                let sum = [first(upper), last(upper), first(lower), last(lower)];
                let sum: [i32; 3] =
                    std::array::from_fn(|c| sum.iter().map(|rgb| rgb.get(c).copied().unwrap_or(0)).sum());
                blue.push(level(BLUE, sum, 128, 18));
                red.push(level(RED, sum, 128, 18));
            }
        }
        Self { width, height, planes: [luma, blue, red] }
    }
}

fn brightness(row: &[u8], width: usize, luma: &mut Vec<u8>) {
    let start = luma.len();
    luma.extend(row.chunks_exact(4).map(|pixel| level(LUMA, first(pixel), 16, 16)));
    if let Some(&edge) = luma.last() {
        luma.resize(start + width, edge);
    }
}

fn first(pixels: &[u8]) -> [i32; 3] {
    if let [r, g, b, ..] = pixels { [*r, *g, *b].map(i32::from) } else { [0; 3] }
}

fn last(pixels: &[u8]) -> [i32; 3] {
    if let [.., r, g, b, _] = pixels { [*r, *g, *b].map(i32::from) } else { [0; 3] }
}

fn level([x, y, z]: [i32; 3], [r, g, b]: [i32; 3], zero: i32, bits: u32) -> u8 {
    (((x * r + y * g + z * b + (1 << (bits - 1))) >> bits) + zero) as u8
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use tiny_skia::Color;

    #[test]
    fn colours_have_the_levels_of_the_standard() {
        // Rec. ITU-R BT.709, 8 bits: the corners of the colour cube.
        for (rgb, levels) in [
            ([0, 0, 0], [16, 128, 128]),
            ([255, 255, 255], [235, 128, 128]),
            ([255, 0, 0], [63, 102, 240]),
            ([0, 255, 0], [173, 42, 26]),
            ([0, 0, 255], [32, 240, 118]),
        ] {
            let [r, g, b] = rgb;
            let mut picture = Pixmap::new(2, 2).unwrap();
            picture.fill(Color::from_rgba8(r, g, b, 255));
            let [y, u, v] = Yuv::of(&picture).planes;
            assert_eq!((y, u, v), (vec![levels[0]; 4], vec![levels[1]], vec![levels[2]]), "{rgb:?}");
        }
    }

    #[test]
    fn an_odd_size_is_rounded_up_by_repeating_the_edge() {
        let mut picture = Pixmap::new(3, 3).unwrap();
        picture.fill(Color::WHITE);
        let yuv = Yuv::of(&picture);
        assert_eq!((yuv.width, yuv.height), (4, 4));
        assert_eq!(yuv.planes, [vec![235; 16], vec![128; 4], vec![128; 4]]);
    }
}
