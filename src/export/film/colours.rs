//! 255 colours for a film that has many more, chosen from some of its pictures: the flat ones exactly, the rest by
//! cutting the crowd of colours where it varies most and moving each to the middle of those it stands for. Whole
//! numbers only, so that every machine chooses the same.

use tiny_skia::Pixmap;

/// Colours of a palette; one more index is kept for "as before".
const COLOURS: usize = 255;
/// Flat colours taken as they are, at most.
const FLAT: usize = 40;
/// Bits of each channel by which colours are counted together.
const BITS: u32 = 6;
/// How often colours move to the middle of those they stand for.
const ROUNDS: usize = 4;
/// Green counts most for the eye, then blue and red.
const WEIGHTS: [i32; 3] = [2, 4, 3];

/// Colours that nearly agree.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    count: u64,
    sum: [u64; 3],
    /// The colour that most of them are, if any is; and by how many it leads.
    flat: [u8; 3],
    lead: u64,
}

/// How often each colour comes in the pictures seen so far.
#[derive(Clone, Debug)]
pub(super) struct Crowd(Vec<Cell>);

impl Crowd {
    /// Counts the colours of a picture; of a large one every third pixel.
    pub fn of(picture: &Pixmap) -> Self {
        let mut cells = vec![Cell::default(); 1 << (3 * BITS)];
        let step = if picture.data().len() > 1 << 20 { 3 } else { 1 };
        for pixel in picture.data().chunks_exact(4).step_by(step) {
            let &[r, g, b, _] = pixel else { continue };
            let rgb = [r, g, b];
            let at = rgb.iter().fold(0, |at, v| at << BITS | usize::from(v >> (8 - BITS)));
            let Some(cell) = cells.get_mut(at) else { continue };
            cell.count += 1;
            cell.sum.iter_mut().zip(rgb).for_each(|(sum, v)| *sum += u64::from(v));
            if cell.flat == rgb {
                cell.lead += 1;
            } else if cell.lead == 0 {
                (cell.flat, cell.lead) = (rgb, 1);
            } else {
                cell.lead -= 1;
            }
        }
        Self(cells)
    }

    /// Adds those of another picture.
    pub fn add(&mut self, other: &Self) {
        for (cell, other) in self.0.iter_mut().zip(&other.0) {
            cell.count += other.count;
            cell.sum.iter_mut().zip(other.sum).for_each(|(sum, v)| *sum += v);
            if cell.flat == other.flat {
                cell.lead += other.lead;
            } else if other.lead > cell.lead {
                (cell.flat, cell.lead) = (other.flat, other.lead - cell.lead);
            } else {
                cell.lead -= other.lead;
            }
        }
    }

    /// The colours that stand for them best.
    pub fn palette(&self) -> ColourTable {
        let cells: Vec<Cell> = self.0.iter().copied().filter(|cell| cell.count > 0).collect();
        let all: u64 = cells.iter().map(|cell| cell.count).sum();
        let mut flat: Vec<Cell> = cells.iter().copied().filter(|cell| cell.lead * 2000 > all).collect();
        flat.sort_by_key(|cell| (std::cmp::Reverse(cell.lead), cell.flat));
        flat.truncate(FLAT);
        let flat: Vec<[u8; 3]> = flat.iter().map(|cell| cell.flat).collect();
        let mut crowd: Vec<Weighed> = cells.iter().filter_map(Weighed::of).collect();
        let mut colours = flat.clone();
        colours.extend(cut(&mut crowd, COLOURS - flat.len()));
        for _ in 0..ROUNDS {
            settle(&mut colours, flat.len(), &crowd);
        }
        ColourTable::new(&colours)
    }
}

/// The mean colour of a cell and what it weighs: the root of the count, so that small signs keep their colours beside
/// wide plains.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    rgb: [u8; 3],
    weight: u64,
}

impl Weighed {
    fn of(cell: &Cell) -> Option<Self> {
        let mean = |sum: u64| (sum + cell.count / 2).checked_div(cell.count).map(|v| v.min(255) as u8);
        let [r, g, b] = cell.sum;
        Some(Self { rgb: [mean(r)?, mean(g)?, mean(b)?], weight: cell.count.isqrt().max(1) })
    }
}

/// Mean and squared deviation of a part of the crowd, by channel.
fn spread(part: &[Weighed]) -> ([u64; 3], [u64; 3]) {
    let weight: u64 = part.iter().map(|cell| cell.weight).sum::<u64>().max(1);
    let (mut mean, mut deviation) = ([0; 3], [0; 3]);
    for (channel, (mean, deviation)) in mean.iter_mut().zip(&mut deviation).enumerate() {
        let of = |cell: &Weighed| u64::from(cell.rgb.get(channel).copied().unwrap_or_default());
        *mean = part.iter().map(|cell| of(cell) * cell.weight).sum::<u64>() / weight;
        let eye = WEIGHTS.get(channel).copied().unwrap_or(1).unsigned_abs();
        *deviation =
            part.iter().map(|cell| of(cell).abs_diff(*mean).pow(2) * cell.weight).sum::<u64>() * u64::from(eye);
    }
    (mean, deviation)
}

/// Cuts the crowd into so many parts, each time the one that varies most; their means.
fn cut(crowd: &mut [Weighed], parts: usize) -> Vec<[u8; 3]> {
    let mut boxes = vec![(spread(crowd), crowd)];
    while boxes.len() < parts {
        let varies = |(_, part): &(usize, &([u64; 3], [u64; 3]))| part.1.iter().copied().max().unwrap_or(0);
        let widest = boxes.iter().map(|(spread, _)| spread).enumerate().max_by_key(varies);
        let Some((at, &(mean, deviation))) = widest.filter(|widest| varies(widest) > 0) else { break };
        let channel = (0..3).max_by_key(|channel| deviation.get(*channel)).unwrap_or_default();
        let middle = mean.get(channel).copied().unwrap_or_default();
        let of = |cell: &Weighed| u64::from(cell.rgb.get(channel).copied().unwrap_or_default());
        let (_, part) = boxes.swap_remove(at);
        part.sort_by_key(|cell| (of(cell), cell.rgb));
        let (low, high) = part.split_at_mut(part.partition_point(|cell| of(cell) <= middle));
        boxes.push((spread(low), low));
        boxes.push((spread(high), high));
    }
    boxes.iter().map(|((mean, _), _)| mean.map(|v| v.min(255) as u8)).collect()
}

/// Moves each colour to the mean of those it stands for; the first few stay.
fn settle(colours: &mut [[u8; 3]], stay: usize, crowd: &[Weighed]) {
    let palette = ColourTable::new(colours);
    let mut sums = vec![([0_u64; 3], 0_u64); colours.len()];
    for cell in crowd {
        let Some((sum, weight)) = sums.get_mut(usize::from(palette.nearest(cell.rgb)).saturating_sub(1)) else {
            continue;
        };
        sum.iter_mut().zip(cell.rgb).for_each(|(sum, v)| *sum += u64::from(v) * cell.weight);
        *weight += cell.weight;
    }
    for (colour, (sum, weight)) in colours.iter_mut().zip(sums).skip(stay) {
        if weight > 0 {
            *colour = sum.map(|sum| ((sum + weight / 2) / weight).min(255) as u8);
        }
    }
}

/// Chosen colours; index 0 is none of them.
#[derive(Clone, Debug)]
pub(super) struct ColourTable {
    channels: [Vec<i32>; 3],
}

impl ColourTable {
    fn new(colours: &[[u8; 3]]) -> Self {
        let mut channels = [Vec::new(), Vec::new(), Vec::new()];
        for rgb in colours {
            channels.iter_mut().zip(rgb).for_each(|(channel, v)| channel.push(i32::from(*v)));
        }
        Self { channels }
    }

    /// Red, green and blue of each, black for index 0.
    pub fn bytes(&self) -> Vec<u8> {
        let [red, green, blue] = &self.channels;
        let colours = red.iter().zip(green).zip(blue).flat_map(|((r, g), b)| [*r as u8, *g as u8, *b as u8]);
        [0; 3].into_iter().chain(colours).collect()
    }

    /// The index of the colour nearest to this one. Not for each pixel: it looks at every colour there is.
    #[inline(never)]
    fn nearest(&self, rgb: [u8; 3]) -> u8 {
        let ([red, green, blue], [r, g, b]) = (&self.channels, rgb.map(i32::from));
        let mut best = u32::MAX;
        for (i, ((red, green), blue)) in red.iter().zip(green).zip(blue).enumerate() {
            let [x, y, z] = WEIGHTS;
            let apart = (red - r).pow(2) * x + (green - g).pow(2) * y + (blue - b).pow(2) * z;
            best = best.min(apart.unsigned_abs() << 8 | (i as u32 + 1));
        }
        best as u8
    }
}

/// Turns one picture after another into a palette's colours. From picture to picture most pixels stay, and of those
/// that change most have colours met before.
#[derive(Debug)]
pub(super) struct Indexer<'p> {
    palette: &'p ColourTable,
    /// Colours met before and their index, four bytes each: red, green, blue, index. 0 is none, as no index is.
    met: Vec<u32>,
    /// The picture before, and its indices.
    pixels: Vec<u8>,
    indices: Vec<u8>,
}

impl<'p> Indexer<'p> {
    /// Pixels compared at once with those of the picture before.
    const STRETCH: usize = 64;

    pub fn new(palette: &'p ColourTable) -> Self {
        Self { palette, met: vec![0; 1 << 16], pixels: Vec::new(), indices: Vec::new() }
    }

    /// The index of each pixel.
    pub fn indices(&mut self, picture: &Pixmap) -> Vec<u8> {
        let Self { palette, met, pixels, indices } = self;
        // No pixel is clear: what has not been seen differs from all there are.
        pixels.resize(picture.data().len(), 0);
        indices.resize(picture.data().len() / 4, 0);
        let stretches = pixels.chunks_mut(4 * Self::STRETCH).zip(indices.chunks_mut(Self::STRETCH));
        for (now, (before, indices)) in picture.data().chunks(4 * Self::STRETCH).zip(stretches) {
            if now != before {
                before.copy_from_slice(now);
                look_up(palette, met, now, indices);
            }
        }
        indices.clone()
    }
}

/// The index of each of some pixels.
fn look_up(palette: &ColourTable, met: &mut [u32], pixels: &[u8], indices: &mut [u8]) {
    let (mut last, mut index) = (u32::MAX, 0);
    for (pixel, to) in pixels.chunks_exact(4).zip(indices) {
        let &[r, g, b, _] = pixel else { continue };
        let colour = u32::from_be_bytes([r, g, b, 0]);
        if colour != last {
            last = colour;
            index = match met.get_mut((colour.wrapping_mul(0x9E37_79B1) >> 16) as usize) {
                Some(known) if *known & !0xFF == colour && *known != 0 => *known as u8,
                Some(place) => {
                    let found = palette.nearest([r, g, b]);
                    *place = colour | u32::from(found);
                    found
                }
                None => palette.nearest([r, g, b]),
            };
        }
        *to = index;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn picture(seed: u32) -> Pixmap {
        let mut picture = Pixmap::new(100, 30).unwrap();
        for (i, pixel) in (0_u32..).zip(picture.data_mut().chunks_exact_mut(4)) {
            let noise = (i.wrapping_mul(2_654_435_761) >> 8).to_le_bytes();
            let [r, g, b, _] = if i % 700 < 70 * (seed % 10) { noise.map(|v| v ^ seed as u8) } else { noise };
            pixel.copy_from_slice(&[r, g, b, 255]);
        }
        picture
    }

    #[test]
    fn what_a_picture_is_told_by_is_its_own_colours_and_not_the_pictures_before() {
        let palette = Crowd::of(&picture(0)).palette();
        let mut indexer = Indexer::new(&palette);
        for seed in [0, 1, 1, 5, 9, 0, 3] {
            let picture = picture(seed);
            let nearest: Vec<u8> =
                picture.data().chunks_exact(4).map(|p| palette.nearest([p[0], p[1], p[2]])).collect();
            assert!(indexer.indices(&picture) == nearest, "{seed}");
        }
    }

    #[test]
    fn few_colours_are_kept_exactly() {
        let mut picture = Pixmap::new(64, 8).unwrap();
        for (i, pixel) in picture.data_mut().chunks_exact_mut(4).enumerate() {
            pixel.copy_from_slice(&[(i % 5 * 50) as u8, 7, (i % 3 * 90) as u8, 255]);
        }
        let palette = Crowd::of(&picture).palette();
        let colours = palette.bytes();
        for (pixel, index) in picture.data().chunks_exact(4).zip(Indexer::new(&palette).indices(&picture)) {
            assert_eq!(pixel[..3], colours[usize::from(index) * 3..][..3]);
            assert_ne!(index, 0, "0 is kept for what stays");
        }
    }
}
