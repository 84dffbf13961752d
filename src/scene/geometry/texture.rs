//! The textures that tell tinted grounds apart where there are more than two sides, as computed geometry: every painter
//! then draws them alike, and they move with the map.

use crate::geo::ScreenPoint;

/// How broad the lines of a side's texture are, design px: a dot is as small as its line is broad.
pub(in crate::scene) const fn texture_width(rank: usize) -> f64 {
    match rank {
        4 => 2.3,
        5 => 1.5,
        _ => 1.2,
    }
}

/// Polylines, and whether they close.
type Parts = Vec<(Vec<ScreenPoint>, bool)>;

/// Space between the lines of a texture, design px.
const PITCH: f64 = 7.0;

/// The texture of a side's ground inside `parts` (even-odd), by the side's rank: lines across, lines upright, dots,
/// dashes, a grid, waves; none for the first two sides. `origin` is a point of the map, `scale` px per design px.
pub(in crate::scene) fn texture(
    parts: &[(Vec<ScreenPoint>, bool)],
    origin: ScreenPoint,
    scale: f64,
    rank: usize,
) -> Parts {
    let pitch = PITCH * scale;
    let across = |pitch: f64| stretches(parts, origin, pitch, |p| p);
    let upright = |pitch: f64| stretches(parts, origin, pitch, swapped);
    let whole = |stretch: Stretch| vec![stretch.at(stretch.from), stretch.at(stretch.until)];
    match rank {
        0 | 1 => Vec::new(),
        2 => open(across(pitch).into_iter().map(whole)),
        3 => open(upright(pitch).into_iter().map(|s| whole(s).into_iter().map(swapped).collect())),
        4 => open(across(pitch).iter().flat_map(|s| s.pieces(origin.x, pitch, 0.2 * scale))),
        5 => open(across(pitch).iter().flat_map(|s| s.pieces(origin.x, 2.0 * pitch, pitch))),
        6 => {
            let upright = upright(1.5 * pitch).into_iter().map(|s| whole(s).into_iter().map(swapped).collect());
            open(across(1.5 * pitch).into_iter().map(whole).chain(upright))
        }
        _ => open(across(pitch).iter().map(|s| s.wave(origin.x, scale))),
    }
}

fn open(lines: impl Iterator<Item = Vec<ScreenPoint>>) -> Parts {
    lines.filter(|line| line.len() > 1).map(|line| (line, false)).collect()
}

const fn swapped(p: ScreenPoint) -> ScreenPoint {
    ScreenPoint { x: p.y, y: p.x }
}

/// Part of a level line that lies inside, and the number of that line from the origin.
#[derive(Clone, Copy)]
struct Stretch {
    y: f64,
    row: i64,
    from: f64,
    until: f64,
}

impl Stretch {
    const fn at(&self, x: f64) -> ScreenPoint {
        ScreenPoint { x, y: self.y }
    }

    /// Pieces of one length at even distances, those of every other row between those of the rows beside it.
    fn pieces(&self, origin: f64, apart: f64, long: f64) -> impl Iterator<Item = Vec<ScreenPoint>> {
        let shift = if self.row.rem_euclid(2) == 0 { 0.0 } else { apart / 2.0 };
        let first = libm::ceil((self.from - origin - shift) / apart);
        let count = ((self.until - self.from) / apart).clamp(0.0, 1e5) as u32 + 1;
        let starts = (0..count).map(move |i| origin + shift + (first + f64::from(i)) * apart);
        let stretch = *self;
        starts.filter(move |x| x + long <= stretch.until).map(move |x| vec![stretch.at(x), stretch.at(x + long)])
    }

    /// The stretch as a zigzag.
    fn wave(&self, origin: f64, scale: f64) -> Vec<ScreenPoint> {
        let (half, high) = (3.5 * scale, 1.2 * scale);
        let first = libm::ceil((self.from - origin) / half);
        let count = ((self.until - self.from) / half).clamp(0.0, 1e5) as u32 + 1;
        let point = |i: u32| {
            let k = first + f64::from(i);
            let down = if libm::fmod(k, 2.0) == 0.0 { high } else { -high };
            ScreenPoint { x: origin + k * half, y: self.y + down }
        };
        (0..count).map(point).filter(|p| p.x <= self.until).collect()
    }
}

/// The parts inside of level lines `pitch` px apart through `origin`, for points turned as `turn` says.
fn stretches(
    parts: &[(Vec<ScreenPoint>, bool)],
    origin: ScreenPoint,
    pitch: f64,
    turn: impl Fn(ScreenPoint) -> ScreenPoint,
) -> Vec<Stretch> {
    let rings: Vec<Vec<ScreenPoint>> = parts.iter().map(|(ring, _)| ring.iter().map(|p| turn(*p)).collect()).collect();
    let base = turn(origin).y;
    let ys = rings.iter().flatten().map(|p| p.y);
    let (low, high) = ys.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
    if pitch <= 0.0 || high - low > 1e5 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut row = libm::ceil((low - base) / pitch) as i64;
    while base + row as f64 * pitch < high {
        let y = base + row as f64 * pitch;
        let mut crossings: Vec<f64> = Vec::new();
        for ring in &rings {
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                if (a.y <= y) != (b.y <= y) {
                    crossings.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if let &[from, until] = pair
                && until - from > 0.5
            {
                found.push(Stretch { y, row, from, until });
            }
        }
        row += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_texture_of_a_square_lies_inside_and_no_two_are_alike() {
        let corners = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)];
        let square = vec![(corners.map(|(x, y)| ScreenPoint { x, y }).to_vec(), true)];
        let all: Vec<Parts> = (0..8).map(|rank| texture(&square, ScreenPoint { x: 3.0, y: 2.0 }, 1.0, rank)).collect();
        assert!(all[0].is_empty() && all[1].is_empty());
        for (rank, lines) in all.iter().enumerate().skip(2) {
            assert!(lines.len() > 3, "{rank}");
            for p in lines.iter().flat_map(|(line, _)| line) {
                assert!((-1.3..=41.3).contains(&p.x) && (-1.3..=41.3).contains(&p.y), "{rank}: {p:?}");
            }
            assert!(all.iter().skip(rank + 1).all(|other| other != lines), "{rank}");
        }
    }
}
