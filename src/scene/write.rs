//! Setting words: runs of text as marks, measured once.

use crate::geo::ScreenPoint;
use crate::scene::{Color, Shape, TextRun, Weight};
use crate::text::{is_plain, measure, wrap};

/// How words are set; lengths in picture px.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub size: f64,
    pub weight: Weight,
    pub color: Color,
    pub halo: Option<(Color, f64)>,
    pub spacing: f64,
}

impl Setting {
    pub const fn new(size: f64, weight: Weight, color: Color) -> Self {
        Self { size, weight, color, halo: None, spacing: 0.0 }
    }

    pub const fn halo(self, color: Color, width: f64) -> Self {
        Self { halo: Some((color, width)), ..self }
    }

    pub const fn spacing(self, spacing: f64) -> Self {
        Self { spacing, ..self }
    }

    pub fn width(&self, text: &str) -> f64 {
        measure(text, self.size, self.weight.css()) + self.spacing_of(text) * text.chars().count() as f64
    }

    /// Letters that join or stack are not set apart.
    fn spacing_of(&self, text: &str) -> f64 {
        if self.spacing != 0.0 && is_plain(text) { self.spacing } else { 0.0 }
    }

    /// One line from its baseline's start.
    pub fn line(&self, x: f64, baseline: f64, text: &str) -> Shape {
        Shape::Text(TextRun {
            at: ScreenPoint { x, y: baseline },
            text: text.to_owned(),
            size: self.size,
            weight: self.weight,
            color: self.color,
            halo: self.halo,
            spacing: self.spacing_of(text),
            width: self.width(text),
            turn: 0.0,
        })
    }

    /// One line from its baseline's start, turned about that.
    pub fn turned(&self, at: ScreenPoint, turn: f64, text: &str) -> Shape {
        match self.line(at.x, at.y, text) {
            Shape::Text(run) => Shape::Text(TextRun { turn, ..run }),
            other => other,
        }
    }

    /// One line that ends at `x`.
    pub fn line_to(&self, x: f64, baseline: f64, text: &str) -> Shape {
        self.line(x - self.width(text), baseline, text)
    }

    /// One line around `x`.
    pub fn line_around(&self, x: f64, baseline: f64, text: &str) -> Shape {
        self.line(x - self.width(text) / 2.0, baseline, text)
    }

    pub fn wrap(&self, text: &str, width: f64) -> Vec<String> {
        // Letter spacing counts as so much more or less room.
        let stretch = measure(text, self.size, self.weight.css()) / self.width(text).max(1e-9);
        wrap(text, self.size, self.weight.css(), width * stretch)
    }

    /// A line with its counts in bold: every number but those after "of" and "by", a total and a day.
    pub fn counted_line(&self, x: f64, baseline: f64, text: &str, bold: Weight, after_of: bool) -> Vec<Shape> {
        let strong = Self { weight: bold, ..*self };
        let mut shapes = Vec::new();
        let (mut at, mut of) = (x, after_of);
        let mut plain = String::new();
        let flush = |plain: &mut String, at: &mut f64, shapes: &mut Vec<Shape>| {
            if !plain.is_empty() {
                shapes.push(self.line(*at, baseline, plain));
                *at += self.width(plain);
                plain.clear();
            }
        };
        for word in text.split_inclusive(' ') {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            if number && !of {
                flush(&mut plain, &mut at, &mut shapes);
                // The figure alone: what ends the clause after it belongs to the sentence.
                let bare = word.trim_end().trim_end_matches([',', ';', '.', ':']);
                shapes.push(strong.line(at, baseline, bare));
                at += strong.width(bare);
                plain.push_str(word.get(bare.len()..).unwrap_or_default());
            } else {
                plain.push_str(word);
            }
            of = uncounted(word.trim_end());
        }
        flush(&mut plain, &mut at, &mut shapes);
        shapes
    }
}

/// Whether the number after a word is no count.
pub(super) fn uncounted(word: &str) -> bool {
    matches!(word, "of" | "by")
}

impl Weight {
    /// The CSS weight.
    pub const fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_figure_is_bold_not_what_ends_its_clause() {
        let setting = Setting::new(10.0, Weight::Regular, Color::hex(0));
        let shapes = setting.counted_line(0.0, 0.0, "SDF 1, ISIL 2–3; of 9.", Weight::Bold, false);
        let runs = shapes.iter().filter_map(|shape| match shape {
            Shape::Text(run) => Some((run.text.as_str(), run.weight == Weight::Bold)),
            _ => None,
        });
        let expected = [("SDF ", false), ("1", true), (", ISIL ", false), ("2–3", true), ("; of 9.", false)];
        assert_eq!(runs.collect::<Vec<_>>(), expected);
    }
}
