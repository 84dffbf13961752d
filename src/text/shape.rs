//! Words as outlines: which glyphs stand where, and what they look like.

use crate::text::{FontFile, arabic_files, font_files};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};
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
    /// Bytes of the text it stands for, from and until; none where an earlier glyph stands for them too.
    pub of: (usize, usize),
}

impl PartialEq for Letter {
    fn eq(&self, other: &Self) -> bool {
        let key = |letter: &Self| (letter.file.family, letter.file.weight, letter.glyph, letter.of);
        key(self) == key(other) && self.x == other.x
    }
}

/// A piece of an outline, in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a contour.
    Move([f64; 2]),
    /// A straight line.
    Line([f64; 2]),
    /// A quadratic curve: control point, end.
    Quad([f64; 2], [f64; 2]),
    /// A cubic curve: two control points, end.
    Cubic([f64; 2], [f64; 2], [f64; 2]),
    /// Ends a contour.
    Close,
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

/// A face with its weight, and the outlines asked for so far.
struct Shaper {
    file: &'static FontFile,
    face: Face<'static>,
    outlines: Mutex<BTreeMap<u16, Arc<Vec<Segment>>>>,
}

impl Shaper {
    fn all(files: &'static [FontFile]) -> Vec<Self> {
        let faces = files.iter().filter_map(|file| Some((file, Face::from_slice(file.bytes, 0)?)));
        faces.map(|(file, face)| Self { file, face, outlines: Mutex::default() }).collect()
    }

    fn em(&self) -> f64 {
        f64::from(self.face.units_per_em())
    }

    fn outline(&self, glyph: u16) -> Arc<Vec<Segment>> {
        let draw = || {
            let mut pen = Pen { em: self.em(), segments: Vec::new() };
            self.face.outline_glyph(GlyphId(glyph), &mut pen);
            Arc::new(pen.segments)
        };
        match self.outlines.lock() {
            Ok(mut known) => known.entry(glyph).or_insert_with(draw).clone(),
            Err(_) => draw(),
        }
    }
}

fn shape_afresh(text: &str, weight: u16) -> Shaped {
    static LATIN: OnceLock<Vec<Shaper>> = OnceLock::new();
    static ARABIC: OnceLock<Vec<Shaper>> = OnceLock::new();
    let mut shaped = Shaped::default();
    let mut before = 0;
    for (script, run) in runs(text) {
        let faces = if script == Script::Arabic {
            ARABIC.get_or_init(|| Shaper::all(arabic_files()))
        } else {
            LATIN.get_or_init(|| Shaper::all(font_files()))
        };
        let Some(shaper) = faces.iter().min_by_key(|shaper| shaper.file.weight.abs_diff(weight)) else { continue };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let glyphs = rustybuzz::shape(&shaper.face, &[], buffer);
        let clusters: BTreeSet<usize> = glyphs.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut last = usize::MAX;
        for (info, at) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let glyph = u16::try_from(info.glyph_id).unwrap_or_default();
            let x = shaped.advance + f64::from(at.x_offset) / shaper.em();
            let from = info.cluster as usize;
            let until = clusters.range(from + 1..).next().copied().unwrap_or(run.len());
            let of = (before + from, before + if from == last { from } else { until });
            last = from;
            shaped.glyphs.push((x, shaper.outline(glyph)));
            shaped.letters.push(Letter { file: shaper.file, glyph, x, of });
            shaped.advance += f64::from(at.x_advance) / shaper.em();
        }
        before += run.len();
    }
    shaped
}

/// Whether a text has letters of the Arabic script: it is then written from the right.
pub fn is_arabic(text: &str) -> bool {
    text.chars().any(is_arabic_letter)
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FEFF}')
}

/// Where a letter is written, and with which font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// From the left, or from where the letters beside it are.
    Other,
    /// From the right, joined.
    Arabic,
    /// From the right.
    Right,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            _ if is_arabic_letter(c) => Self::Arabic,
            '\u{0590}'..='\u{05FF}' | '\u{0700}'..='\u{074F}' | '\u{0780}'..='\u{08FF}' | '\u{FB1D}'..='\u{FB4F}' => {
                Self::Right
            }
            _ => Self::Other,
        }
    }
}

/// The text in runs of one script. What stands between two words that are written from the right belongs to them, so that
/// a name of several words keeps their order.
fn runs(text: &str) -> impl Iterator<Item = (Script, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let script = Script::of(rest.chars().next()?);
        let mut end = rest.find(|c| Script::of(c) != script).unwrap_or(rest.len());
        while script != Script::Other
            && let Some(after) = rest.get(end..)
        {
            let between =
                after.find(|c: char| !matches!(c, ' ' | '\u{200C}' | '\u{200D}' | '-')).unwrap_or(after.len());
            let own = |c: char| Script::of(c) == script;
            let Some(next) = after.get(between..).filter(|next| next.starts_with(own)) else { break };
            let word = next.find(|c| !own(c)).unwrap_or(next.len());
            end += between + word;
        }
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some((script, run))
    })
}

/// Collects an outline in ems, y turned down.
struct Pen {
    em: f64,
    segments: Vec<Segment>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> [f64; 2] {
        [f64::from(x) / self.em, -f64::from(y) / self.em]
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Move(self.at(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Line(self.at(x, y)));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.segments.push(Segment::Quad(self.at(x1, y1), self.at(x, y)));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.segments.push(Segment::Cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }
    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
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
        assert_eq!(runs(name).collect::<Vec<_>>(), [(Script::Arabic, name)]);
        assert_eq!(runs("فیض‌آباد").count(), 1);
        assert_eq!(runs("Kabul کابل 2021").count(), 3);
        let number = runs("\u{2068}תל אביב\u{2069}, 122 km").map(|(_, run)| run).collect::<Vec<_>>();
        assert_eq!(number, ["\u{2068}", "תל אביב", "\u{2069}, 122 km"]);
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
