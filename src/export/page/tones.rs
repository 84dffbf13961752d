//! Colours that follow the reader's preference: each is a variable with one value in the light and one in the dark.

use crate::export::number::{coordinate, hex};
use crate::export::svg_elements::Pen;
use crate::geo::ScreenPoint;
use crate::scene::{Color, Mark, Palette, Shape, Theme};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A colour of the light theme: red, green, blue, and alpha in thousandths.
type Key = ([u8; 3], u16);

/// Every colour met, with its counterpart in the dark.
#[derive(Debug, Default)]
pub(super) struct Tones {
    known: BTreeMap<Key, usize>,
    /// In the order in which they were met: what is written down keeps its number.
    pairs: Vec<(Key, Color)>,
}

fn key(color: Color) -> Key {
    (color.rgb, (color.alpha * 1000.0).round().clamp(0.0, 1000.0) as u16)
}

impl Tones {
    /// Learns the colours of the same marks laid out in both themes.
    pub fn learn(&mut self, light: &[Mark], dark: &[Mark]) {
        for (light, dark) in light.iter().zip(dark) {
            for (a, b) in paints(&light.shape).zip(paints(&dark.shape)) {
                if let (Some(a), Some(b)) = (a, b) {
                    self.pair(a, b);
                }
            }
        }
    }

    /// Learns one colour.
    pub fn pair(&mut self, light: Color, dark: Color) {
        let (key, pairs) = (key(light), &mut self.pairs);
        self.known.entry(key).or_insert_with(|| {
            pairs.push((key, dark));
            pairs.len() - 1
        });
    }

    /// The variables of one theme, as declarations.
    pub fn declarations(&self, theme: Theme) -> String {
        let mut css = String::new();
        for (name, color) in tokens(Palette::of(theme)) {
            let _ = write!(css, "--{name}:{};", written(color));
        }
        for (number, &((rgb, alpha), dark)) in self.pairs.iter().enumerate() {
            let light = Color { rgb, alpha: f64::from(alpha) / 1000.0 };
            let color = if theme == Theme::Light { light } else { dark };
            let _ = write!(css, "--i{number}:{};", written(color));
        }
        css
    }
}

impl Pen for Tones {
    fn paint(&self, out: &mut String, what: &str, color: Color) {
        let _ = match self.known.get(&key(color)) {
            Some(number) => write!(out, " {what}=\"var(--i{number})\""),
            None => write!(out, " {what}=\"{}\"", written(color)),
        };
    }

    fn trace(&self, out: &mut String, parts: &[(Vec<ScreenPoint>, bool)]) {
        out.push_str(&compact(parts));
    }
}

/// A path in tenths of a pixel, each point as its step from the one before.
fn compact(parts: &[(Vec<ScreenPoint>, bool)]) -> String {
    let tenths = |px: f64| (px * 10.0).round().clamp(-1e9, 1e9) as i64;
    let mut out = String::new();
    // The sign of a number parts it from the one before; a point needs a space.
    let number = |out: &mut String, tenths: i64| {
        if tenths >= 0 && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
        let sign = if tenths < 0 { "-" } else { "" };
        let _ = match (whole, rest) {
            (_, 0) => write!(out, "{sign}{whole}"),
            (0, _) => write!(out, "{sign}.{rest}"),
            _ => write!(out, "{sign}{whole}.{rest}"),
        };
    };
    for (points, closed) in parts {
        let mut at: Option<[i64; 2]> = None;
        for point in points {
            let next = [tenths(point.x), tenths(point.y)];
            let step = at.map(|[x, y]| [next[0] - x, next[1] - y]);
            if step == Some([0, 0]) {
                continue;
            }
            if at.is_none() {
                out.push('M');
            }
            let [x, y] = step.unwrap_or(next);
            number(&mut out, x);
            number(&mut out, y);
            if at.is_none() {
                out.push('l');
            }
            at = Some(next);
        }
        let drawn = out.trim_end_matches('l').len();
        out.truncate(drawn);
        if *closed {
            out.push('z');
        }
    }
    out
}

fn written(color: Color) -> String {
    let [r, g, b] = color.rgb;
    if color.alpha < 1.0 { format!("rgb({r} {g} {b}/{})", coordinate(color.alpha)) } else { hex(color.rgb) }
}

/// The colours of a shape in a fixed order.
fn paints(shape: &Shape) -> impl Iterator<Item = Option<Color>> {
    match shape {
        Shape::Path { fill, stroke, .. } | Shape::Circle { fill, stroke, .. } | Shape::Rect { fill, stroke, .. } => {
            [*fill, stroke.as_ref().map(|stroke| stroke.color)]
        }
        Shape::Copies { fill, .. } => [Some(*fill), None],
        Shape::Text(run) => [Some(run.color), run.halo.map(|(color, _)| color)],
        Shape::Relief { .. } => [None, None],
    }
    .into_iter()
}

/// What the page's own style sheet uses.
fn tokens(palette: &Palette) -> [(&'static str, Color); 12] {
    let [first, ..] = palette.sides;
    [
        ("window", palette.window),
        ("panel", palette.panel),
        ("raised", palette.raised),
        ("rule", palette.rule),
        ("rule-firm", palette.rule_firm),
        ("hover", palette.hover),
        ("ink", palette.ink),
        ("ink2", palette.ink2),
        ("ink3", palette.ink3),
        ("first", first),
        ("ground", palette.neighbours),
        ("halo", palette.halo),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_in_steps_that_add_up() {
        let at = |x, y| ScreenPoint { x, y };
        let cases: [(&[ScreenPoint], bool, &str); 4] = [
            (&[at(1.0, 2.0), at(1.54, 1.0), at(3.0, 0.96)], true, "M1 2l.5-1 1.5 0z"),
            (&[at(-0.04, 10.26), at(0.0, 10.3)], false, "M0 10.3"),
            (&[at(0.0, 0.0), at(0.01, 0.01), at(-12.0, 0.5)], false, "M0 0l-12 .5"),
            (&[], true, "z"),
        ];
        for (points, closed, written) in cases {
            assert_eq!(compact(&[(points.to_vec(), closed)]), written);
        }
    }
}
