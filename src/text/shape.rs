//! Words as outlines: which glyphs stand where, and what they look like.

use crate::text::FontFile;
use crate::text::face::{Face, Segment};
use crate::text::runs::{faces_of, runs};
use rustybuzz::{Direction, UnicodeBuffer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

/// Lines remembered before the memory is emptied; a map with its legend needs some hundreds.
const REMEMBERED: usize = 4096;

/// A line of text in ems: 1 is the size of the type, y runs down from the baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shaped {
    /// The glyphs from the left, outlines from each glyph's own origin.
    pub glyphs: Vec<(f64, Arc<Vec<Segment>>)>,
    /// The same glyphs by number, with what they stand for: for files that carry their fonts.
    pub letters: Vec<Letter>,
    /// Advance of the whole, kerning included.
    pub advance: f64,
}

/// A glyph of a font file.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// The file.
    pub file: &'static FontFile,
    /// Its number there.
    pub glyph: u16,
    /// Where it stands, in ems from the left.
    pub x: f64,
    /// How far below the baseline, in ems.
    pub y: f64,
    /// Bytes of the text it stands for, from and until; none where an earlier glyph stands for them too.
    pub of: (usize, usize),
}

impl PartialEq for Letter {
    fn eq(&self, other: &Self) -> bool {
        let key = |letter: &Self| (letter.file.family, letter.file.weight, letter.glyph, letter.of);
        key(self) == key(other) && [self.x, self.y] == [other.x, other.y]
    }
}

/// Shapes a line of text in a CSS weight, or recalls it.
pub fn shape(text: &str, weight: u16) -> Arc<Shaped> {
    /// By weight and words.
    type Lines = BTreeMap<u16, BTreeMap<String, Arc<Shaped>>>;
    static LINES: OnceLock<Mutex<Lines>> = OnceLock::new();
    let lines = LINES.get_or_init(Mutex::default);
    if let Ok(lines) = lines.lock()
        && let Some(known) = lines.get(&weight).and_then(|known| known.get(text))
    {
        return known.clone();
    }
    let shaped = Arc::new(shape_afresh(text, weight));
    if let Ok(mut lines) = lines.lock() {
        let known = lines.entry(weight).or_default();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), shaped.clone());
    }
    shaped
}

fn shape_afresh(text: &str, weight: u16) -> Shaped {
    let mut shaped = Shaped::default();
    for run in runs(text) {
        let Some(face) = nearest(run.faces, weight) else { continue };
        let words = text.get(run.of.clone()).unwrap_or_default();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.guess_segment_properties();
        buffer.set_direction(if run.from_the_right { Direction::RightToLeft } else { Direction::LeftToRight });
        let glyphs = rustybuzz::shape(&face.face, &[], buffer);
        let clusters: BTreeSet<usize> = glyphs.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut last = usize::MAX;
        for (info, at) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let glyph = u16::try_from(info.glyph_id).unwrap_or_default();
            let x = shaped.advance + f64::from(at.x_offset) / face.em();
            let y = -f64::from(at.y_offset) / face.em();
            let from = info.cluster as usize;
            let until = clusters.range(from + 1..).next().copied().unwrap_or(words.len());
            let of = (run.of.start + from, run.of.start + if from == last { from } else { until });
            last = from;
            shaped.glyphs.push((x, raised(face.outline(glyph), y)));
            shaped.letters.push(Letter { file: face.file, glyph, x, y, of });
            shaped.advance += f64::from(at.x_advance) / face.em();
        }
    }
    shaped
}

fn nearest(faces: &'static [Face], weight: u16) -> Option<&'static Face> {
    faces.iter().min_by_key(|face| face.file.weight.abs_diff(weight))
}

/// The font that writes a character in a CSS weight; none where there is none.
pub fn file_of(c: char, weight: u16) -> Option<&'static FontFile> {
    Some(nearest(faces_of(c)?, weight)?.file)
}

/// An outline moved down by so many ems: marks above and below their letters.
fn raised(outline: Arc<Vec<Segment>>, y: f64) -> Arc<Vec<Segment>> {
    if y == 0.0 {
        return outline;
    }
    let at = |[x, up]: [f64; 2]| [x, up + y];
    let moved = |segment: &Segment| match *segment {
        Segment::Move(p) => Segment::Move(at(p)),
        Segment::Line(p) => Segment::Line(at(p)),
        Segment::Quad(p, q) => Segment::Quad(at(p), at(q)),
        Segment::Cubic(p, q, r) => Segment::Cubic(at(p), at(q), at(r)),
        Segment::Close => Segment::Close,
    };
    Arc::new(outline.iter().map(moved).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_letter_stands_on_its_baseline() {
        let shaped = shape("H", 400);
        let (_, outline) = shaped.glyphs.first().unwrap();
        let ys: Vec<f64> = outline
            .iter()
            .filter_map(|segment| match segment {
                Segment::Move(p) | Segment::Line(p) => Some(p[1]),
                _ => None,
            })
            .collect();
        assert!(ys.iter().all(|y| (-0.8..=0.001).contains(y)), "{ys:?}");
    }

    #[test]
    fn a_name_of_two_words_is_one_run_from_the_right_and_its_letters_join() {
        let name = "مزار شریف";
        // The first word stands at the right: its first glyph is the last but for what is drawn with it.
        let (first, both) = (shape("مزار", 400), shape(name, 400));
        let at_end: Vec<_> = both.glyphs.iter().rev().take(first.glyphs.len()).map(|(_, o)| o.clone()).collect();
        let alone: Vec<_> = first.glyphs.iter().rev().map(|(_, o)| o.clone()).collect();
        assert_eq!(at_end, alone);
        // Joined letters differ from single ones.
        let single: f64 = "کابل".chars().map(|c| shape(&c.to_string(), 400).advance).sum();
        assert!(shape("کابل", 400).advance < single * 0.9);
    }

    #[test]
    fn every_letter_knows_what_it_stands_for() {
        for text in ["Pul-e-Alam, Qala-i-Naw", "AVA fi ffl", "کابل 34 Kabul"] {
            let shaped = shape(text, 600);
            let mut parts: Vec<(usize, usize)> = shaped.letters.iter().map(|letter| letter.of).collect();
            parts.sort();
            assert_eq!(parts.iter().map(|(from, until)| &text[*from..*until]).collect::<String>(), text);
            assert_eq!(shaped.letters.len(), shaped.glyphs.len());
        }
    }

    #[test]
    fn every_weight_has_its_own_outlines() {
        assert_ne!(shape("a", 400).glyphs, shape("a", 700).glyphs);
        assert!(Arc::ptr_eq(&shape("a", 400), &shape("a", 400)));
    }
}
