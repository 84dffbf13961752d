//! A font file that is open for shaping.

use crate::text::FontFile;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

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

/// A face with the outlines asked for so far.
pub(super) struct Face {
    /// Where it comes from.
    pub file: &'static FontFile,
    /// For the shaper.
    pub face: rustybuzz::Face<'static>,
    outlines: Mutex<BTreeMap<u16, Arc<Vec<Segment>>>>,
}

impl Face {
    /// Opens a file; `None` where it is no font.
    pub fn of(file: &'static FontFile) -> Option<Self> {
        let face = rustybuzz::Face::from_slice(file.bytes, file.index)?;
        Some(Self { file, face, outlines: Mutex::default() })
    }

    /// Units to the em.
    pub fn em(&self) -> f64 {
        f64::from(self.face.units_per_em())
    }

    /// Whether it writes a character.
    pub fn has(&self, c: char) -> bool {
        self.face.glyph_index(c).is_some()
    }

    /// A glyph's outline, in ems.
    pub fn outline(&self, glyph: u16) -> Arc<Vec<Segment>> {
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
