//! The name of a river, letter by letter along a smoothed course.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::ground_names::name::{GroundFeature, GroundName, Piece, RIVER, RIVER_WEIGHT};
use crate::scene::ground_names::obstacles::Obstacles;
use crate::text::{is_plain, measure};

/// A river is named again after so much; the places to choose among lie so far apart, design px.
pub(super) const AGAIN: f64 = 560.0;
const CHOICE: f64 = 110.0;
/// The most places that are tried for one name, and points of a course that are looked at.
const TRIES: f64 = 140.0;
const POINTS: f64 = 900.0;
/// How far a letter may turn against the one before, all of them against each other, and one against level, radians.
const BEND: f64 = 0.24;
const SWING: f64 = 1.1;
const STEEP: f64 = 1.25;
/// How far the course may stray from the smoothed one into the words, and the space above it, parts of the size.
const STRAY: f64 = 1.0;
const ABOVE: f64 = 0.32;
/// Space between letters and other words, design px.
const AIR: f64 = 2.5;

/// Words that only say what it is.
const PLAIN: [&str; 1] = [" River"];

/// The places for a name along a course, px; those that curve least come first.
pub(super) fn names(name: &str, course: &[ScreenPoint], scale: f64, taken: &Obstacles) -> Vec<GroundName> {
    let name = PLAIN.iter().find_map(|plain| name.strip_suffix(plain)).unwrap_or(name);
    let word = Word::of(name, scale);
    let Some(river) = River::of(course, word.size) else { return Vec::new() };
    let spare = river.length() - word.width;
    if spare < word.size {
        return Vec::new();
    }
    let step = (word.size * 1.5).max(spare / TRIES);
    let starts = (0..=(spare / step) as u32).map(|i| f64::from(i) * step);
    let mut tried: Vec<(f64, f64, GroundName)> = starts
        .filter_map(|start| {
            let (cost, name) = word.set(&river, start, AIR * scale, taken)?;
            Some((cost, start, name))
        })
        .collect();
    tried.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut chosen: Vec<(f64, GroundName)> = Vec::new();
    for (_, start, name) in tried {
        if chosen.iter().all(|(other, _)| (start - other).abs() > CHOICE * scale) {
            chosen.push((start, name));
        }
    }
    chosen.into_iter().map(|(_, name)| name).collect()
}

/// A name cut into letters.
struct Word {
    name: String,
    /// Each with its advance.
    letters: Vec<(String, f64)>,
    size: f64,
    spacing: f64,
    width: f64,
}

impl Word {
    fn of(name: &str, scale: f64) -> Self {
        let [size, spacing] = RIVER.map(|px| px * scale);
        // Letters that join or stack stay together.
        let letters = if is_plain(name) { name.chars().map(String::from).collect() } else { vec![name.to_owned()] };
        let measured = |letter: String| {
            let advance = measure(&letter, size, RIVER_WEIGHT.css());
            (letter, advance)
        };
        let letters: Vec<(String, f64)> = letters.into_iter().map(measured).collect();
        let width = letters.iter().map(|(_, advance)| advance + spacing).sum::<f64>() - spacing;
        Self { name: name.to_owned(), letters, size, spacing, width }
    }

    /// The name from so far along a river, with what it costs; `None` where it would bend too much or meet something.
    fn set(&self, river: &River, start: f64, air: f64, taken: &Obstacles) -> Option<(f64, GroundName)> {
        let (a, b) = (river.at(start), river.at(start + self.width));
        // Words run from left to right, whichever way the water does.
        let forwards = b.x >= a.x;
        let along = |t: f64| if forwards { start + t } else { start + self.width - t };
        let reach = self.size * 0.7;
        let stray = river.stray(start, start + self.width, forwards);
        if stray > STRAY * self.size {
            return None;
        }
        let lift = stray.max(0.0) + ABOVE * self.size;
        let (mut pieces, mut boxes) = (Vec::new(), Vec::new());
        let (mut least, mut most, mut bent) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        let mut before: Option<f64> = None;
        let mut done = 0.0;
        for (letter, advance) in &self.letters {
            let middle = done + advance / 2.0;
            done += advance + self.spacing;
            let (p, q) = (river.at(along(middle - reach)), river.at(along(middle + reach)));
            let turn = libm::atan2(q.y - p.y, q.x - p.x);
            let by = before.map_or(0.0, |before| (turn - before).abs());
            (least, most, bent) = (least.min(turn), most.max(turn), bent + by);
            before = Some(turn);
            if by > BEND || most - least > SWING || turn.abs() > STEEP {
                return None;
            }
            let (sin, cos) = (libm::sin(turn), libm::cos(turn));
            let center = river.at(along(middle));
            let at = ScreenPoint {
                x: center.x - cos * advance / 2.0 + sin * lift,
                y: center.y - sin * advance / 2.0 - cos * lift,
            };
            let corner = |x: f64, y: f64| ScreenPoint { x: at.x + x * cos - y * sin, y: at.y + x * sin + y * cos };
            let (top, bottom) = (-self.size * 0.77, self.size * 0.22);
            let corners = [corner(0.0, top), corner(*advance, top), corner(0.0, bottom), corner(*advance, bottom)];
            let room = ScreenRect::around(corners)?;
            if !taken.leave(room.grown(air)) {
                return None;
            }
            if letter != " " {
                pieces.push(Piece { text: letter.clone(), at, turn });
                boxes.push(room);
            }
        }
        let level = (least.abs() + most.abs()) / 2.0;
        let cost = bent + 0.5 * level + 0.4 * lift / self.size;
        Some((cost, GroundName { of: GroundFeature::River, name: self.name.clone(), pieces, dot: None, boxes }))
    }
}

/// A course, smoothed, with how far along each point lies.
struct River {
    points: Vec<ScreenPoint>,
    far: Vec<f64>,
    /// Of each point, how the real course lies off it.
    off: Vec<[f64; 2]>,
}

impl River {
    /// `None` for a course of no length.
    fn of(course: &[ScreenPoint], size: f64) -> Option<Self> {
        let whole: f64 = course.iter().zip(course.iter().skip(1)).map(|(a, b)| apart(*a, *b)).sum();
        let step = (size * 0.5).max(whole / POINTS);
        let raw = resampled(course, step);
        if raw.len() < 5 {
            return None;
        }
        let radius = libm::ceil(size * 2.2 / step).max(1.0) as usize;
        let points = smoothed(&smoothed(&raw, radius), radius);
        let off = raw.iter().zip(&points).map(|(raw, soft)| [raw.x - soft.x, raw.y - soft.y]).collect();
        let mut far = Vec::with_capacity(points.len());
        let mut length = 0.0;
        let mut last: Option<ScreenPoint> = None;
        for p in &points {
            length += last.map_or(0.0, |last| apart(last, *p));
            last = Some(*p);
            far.push(length);
        }
        Some(Self { points, far, off })
    }

    fn length(&self) -> f64 {
        self.far.last().copied().unwrap_or_default()
    }

    /// The point so far along; beyond an end the course runs straight on.
    fn at(&self, far: f64) -> ScreenPoint {
        let last = self.points.len().saturating_sub(1);
        let i = self.far.partition_point(|known| *known < far).clamp(1, last.max(1));
        let (Some(a), Some(b), Some(from), Some(to)) =
            (self.points.get(i - 1), self.points.get(i), self.far.get(i - 1), self.far.get(i))
        else {
            return ScreenPoint::default();
        };
        let t = (far - from) / (to - from).max(1e-9);
        ScreenPoint { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
    }

    /// How far the real course reaches above the smoothed one between two lengths, as words running `forwards` see it.
    fn stray(&self, from: f64, until: f64, forwards: bool) -> f64 {
        let first = self.far.partition_point(|far| *far < from);
        let end = self.far.partition_point(|far| *far <= until);
        let sign = if forwards { 1.0 } else { -1.0 };
        let above = |i: usize| {
            let (a, b) = (self.points.get(i.saturating_sub(1))?, self.points.get(i + 1)?);
            let length = apart(*a, *b).max(1e-9);
            let [dx, dy] = self.off.get(i)?;
            // Up, as seen along the words.
            Some(sign * (dx * (b.y - a.y) - dy * (b.x - a.x)) / length)
        };
        (first..end).filter_map(above).fold(0.0, f64::max)
    }
}

fn apart(a: ScreenPoint, b: ScreenPoint) -> f64 {
    libm::hypot(b.x - a.x, b.y - a.y)
}

/// Points at even steps along a line.
fn resampled(line: &[ScreenPoint], step: f64) -> Vec<ScreenPoint> {
    let mut points: Vec<ScreenPoint> = line.first().copied().into_iter().collect();
    let mut rest = step;
    for (a, b) in line.iter().zip(line.iter().skip(1)) {
        let length = apart(*a, *b);
        let mut done = 0.0;
        while length - done >= rest {
            done += rest;
            let t = done / length;
            points.push(ScreenPoint { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
            rest = step;
        }
        rest -= length - done;
    }
    points
}

/// Every point the mean of those around it; fewer towards the ends, which stay.
fn smoothed(line: &[ScreenPoint], radius: usize) -> Vec<ScreenPoint> {
    // Sums up to each point make the mean of any stretch two differences.
    let mut sums = vec![[0.0, 0.0]];
    let mut sum = [0.0, 0.0];
    for p in line {
        sum = [sum[0] + p.x, sum[1] + p.y];
        sums.push(sum);
    }
    let mean = |i: usize| {
        let reach = radius.min(i).min(line.len() - 1 - i);
        let (from, until) = (sums.get(i - reach)?, sums.get(i + reach + 1)?);
        let count = (2 * reach + 1) as f64;
        Some(ScreenPoint { x: (until[0] - from[0]) / count, y: (until[1] - from[1]) / count })
    };
    (0..line.len()).filter_map(mean).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::scene::ground_names::seen;

    fn wave(from: f64, until: f64) -> Vec<ScreenPoint> {
        let steps = 200;
        let at = |i: i32| from + (until - from) * f64::from(i) / f64::from(steps);
        (0..=steps).map(|i| ScreenPoint { x: at(i), y: 40.0 * libm::sin(at(i) / 120.0) }).collect()
    }

    #[test]
    fn a_name_runs_from_left_to_right_whichever_way_the_water_does() {
        for course in [wave(0.0, 600.0), wave(600.0, 0.0)] {
            let found = names("Helmand River", &course, 1.0, &Obstacles::default());
            let letters: Vec<&str> = found[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(letters.concat(), "Helmand");
            assert!(found[0].pieces.windows(2).all(|pair| pair[0].at.x < pair[1].at.x));
            assert!(found[0].pieces.iter().all(|piece| piece.turn.abs() <= STEEP));
        }
    }

    #[test]
    fn letters_stand_above_the_water() {
        let course = wave(0.0, 600.0);
        let found = names("Indus", &course, 1.0, &Obstacles::default());
        for piece in &found[0].pieces {
            let water = 40.0 * libm::sin(piece.at.x / 120.0);
            assert!(piece.at.y < water && piece.at.y > water - 14.0, "{piece:?} over {water}");
        }
    }

    #[test]
    fn no_name_where_the_course_is_short_winding_or_taken() {
        let short = [ScreenPoint { x: 0.0, y: 0.0 }, ScreenPoint { x: 30.0, y: 0.0 }];
        assert!(names("Helmand River", &short, 1.0, &Obstacles::default()).is_empty());
        let upright = [ScreenPoint { x: 0.0, y: 0.0 }, ScreenPoint { x: 0.0, y: 400.0 }];
        assert!(names("Indus", &upright, 1.0, &Obstacles::default()).is_empty());
        let mut taken = Obstacles::default();
        taken.add(ScreenRect::new(-50.0, -200.0, 700.0, 400.0));
        assert!(names("Indus", &wave(0.0, 600.0), 1.0, &taken).is_empty());
    }

    #[test]
    fn a_long_river_is_named_again_and_never_twice_near_by() {
        let found = names("Indus", &wave(0.0, 3000.0), 1.0, &Obstacles::default());
        assert!(found.len() > 12, "{}", found.len());
        let frame = |width: f64| ScreenRect::new(0.0, -200.0, width, 400.0);
        let count = |width: f64| seen(&found, |_| true, frame(width), &[], 1.0).len();
        assert_eq!((count(500.0), count(20.0)), (1, 0));
        assert!((3..=6).contains(&count(3000.0)), "{}", count(3000.0));
        // What lies over one place leaves the others.
        let first = seen(&found, |_| true, frame(500.0), &[], 1.0)[0].boxes.clone();
        assert_eq!(seen(&found, |_| true, frame(500.0), &first, 1.0).len(), 1);
        assert!(seen(&found, |_| false, frame(500.0), &[], 1.0).is_empty());
    }
}
