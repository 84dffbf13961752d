//! Marks as SVG elements, whatever stands around them and however their colours are written.

use crate::export::escape::escape;
use crate::export::number::{coordinate, hex};
use crate::export::relief::visible_part;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Color, Mark, Record, Shape, Stroke, TextRun, Weight};
use crate::text::{Segment, is_plain, shape};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How colours and lines are written down.
pub(super) trait Pen {
    /// Adds the attributes that paint `what`: `fill` or `stroke`.
    fn paint(&self, out: &mut String, what: &str, color: Color);
    /// Adds the data of a path.
    fn trace(&self, out: &mut String, parts: &[(Vec<ScreenPoint>, bool)]) {
        for (points, closed) in parts {
            for (i, p) in points.iter().enumerate() {
                let command = match i {
                    0 => "M",
                    1 => "L",
                    _ => " ",
                };
                let _ = write!(out, "{command}{} {}", coordinate(p.x), coordinate(p.y));
            }
            if *closed {
                out.push('Z');
            }
        }
    }
}

/// Colours as they are: `fill="#b8481a" fill-opacity="0.44"`.
pub(super) struct Plain;

impl Pen for Plain {
    fn paint(&self, out: &mut String, what: &str, color: Color) {
        let _ = write!(out, " {what}=\"{}\"", hex(color.rgb));
        if color.alpha < 1.0 {
            let _ = write!(out, " {what}-opacity=\"{}\"", coordinate(color.alpha));
        }
    }
}

/// Writes marks in groups of one layer, ids unique.
pub(super) struct Writer {
    view: ScreenRect,
    ids: BTreeSet<String>,
}

impl Writer {
    /// For a picture of which `view` is seen.
    pub fn new(view: ScreenRect) -> Self {
        Self { view, ids: BTreeSet::new() }
    }

    /// All of them.
    pub fn marks(&mut self, out: &mut String, marks: &[Mark]) {
        for group in marks.chunk_by(|a, b| a.layer == b.layer) {
            let Some(first) = group.first() else { continue };
            out.push_str("<g");
            self.id(out, &format!("layer-{}", first.layer));
            out.push_str(">\n");
            for one in group.chunk_by(|a, b| a.record.is_some() && a.record == b.record) {
                self.record(out, one);
            }
            out.push_str("</g>\n");
        }
    }

    /// The marks of one record, or one mark of none.
    fn record(&mut self, out: &mut String, marks: &[Mark]) {
        let Some(first) = marks.first() else { return };
        if let Some(record) = &first.record {
            let (kind, name) = match record {
                Record::Place(id) => ("place", id.as_str()),
                Record::Event(id) => ("event", id.as_str()),
                Record::Area(id) => ("area", id.as_str()),
                Record::Corridor(id) => ("corridor", id.as_str()),
            };
            out.push_str("<g");
            self.id(out, &format!("{}-{kind}-{name}", first.layer));
            let _ = write!(out, " data-record=\"{kind}:{}\">", escape(name));
            for mark in marks {
                self.mark(out, mark);
            }
            out.push_str("</g>\n");
        } else {
            for mark in marks {
                self.mark(out, mark);
                out.push('\n');
            }
        }
    }

    /// An id, the first time it is wanted; what is not allowed in one becomes a hyphen.
    fn id(&mut self, out: &mut String, wanted: &str) {
        let id: String =
            wanted.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
        if self.ids.insert(id.clone()) {
            let _ = write!(out, " id=\"{id}\"");
        }
    }

    fn mark(&self, out: &mut String, mark: &Mark) {
        match &mark.shape {
            Shape::Relief { min, max, png } => self.image(out, *min, *max, png),
            shape => write_shape(out, shape, &Plain),
        }
    }

    fn image(&self, out: &mut String, min: ScreenPoint, max: ScreenPoint, png: &[u8]) {
        let Some((rect, bytes)) = visible_part(png, ScreenRect { min, max }, self.view) else { return };
        let _ = write!(
            out,
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
             xlink:href=\"data:image/png;base64,{}\"/>",
            coordinate(rect.min.x),
            coordinate(rect.min.y),
            coordinate(rect.width()),
            coordinate(rect.height()),
            BASE64.encode(bytes)
        );
    }
}

/// One shape; a relief picture is its writer's own affair.
pub(super) fn write_shape(out: &mut String, shape: &Shape, pen: &dyn Pen) {
    match shape {
        Shape::Path { parts, fill, stroke } => path(out, parts, *fill, stroke.as_ref(), pen),
        Shape::Circle { center, radius, fill, stroke } => {
            let (x, y, r) = (coordinate(center.x), coordinate(center.y), coordinate(*radius));
            let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
            ink(out, *fill, stroke.as_ref(), pen);
            out.push_str("/>");
        }
        Shape::Rect { min, max, corner_radius, fill, stroke } => {
            let (x, y) = (coordinate(min.x), coordinate(min.y));
            let (width, height) = (coordinate(max.x - min.x), coordinate(max.y - min.y));
            let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            if *corner_radius > 0.0 {
                let _ = write!(out, " rx=\"{}\"", coordinate(*corner_radius));
            }
            if stroke.is_some() {
                out.push_str(" stroke-linejoin=\"miter\"");
            }
            ink(out, *fill, stroke.as_ref(), pen);
            out.push_str("/>");
        }
        Shape::Copies { outline, at, fill } => {
            out.push_str("<path d=\"");
            pen.trace(out, &Shape::copied(outline, at).collect::<Vec<_>>());
            out.push('"');
            pen.paint(out, "fill", *fill);
            out.push_str("/>");
        }
        Shape::Text(run) => text(out, run, pen),
        Shape::Relief { .. } => {}
    }
}

fn path(
    out: &mut String,
    parts: &[(Vec<ScreenPoint>, bool)],
    fill: Option<Color>,
    stroke: Option<&Stroke>,
    pen: &dyn Pen,
) {
    out.push_str("<path d=\"");
    pen.trace(out, parts);
    out.push('"');
    if fill.is_some() {
        out.push_str(" fill-rule=\"evenodd\"");
    }
    ink(out, fill, stroke, pen);
    out.push_str("/>");
}

fn ink(out: &mut String, fill: Option<Color>, stroke: Option<&Stroke>, pen: &dyn Pen) {
    if let Some(color) = fill {
        pen.paint(out, "fill", color);
    }
    if let Some(stroke) = stroke {
        pen.paint(out, "stroke", stroke.color);
        let _ = write!(out, " stroke-width=\"{}\"", coordinate(stroke.width));
        if let Some(dash) = stroke.dash {
            // Dashes with round caps would run together: only dots keep them.
            if dash.on > 0.0 {
                out.push_str(" stroke-linecap=\"butt\"");
            }
            // A dot of no length at all is dropped by some readers.
            let on = dash.on.max(0.01);
            let _ = write!(out, " stroke-dasharray=\"{} {}\"", coordinate(on), coordinate(dash.off));
        }
    }
}

/// Words of which few readers of SVG join, stack and order the letters without the font, as outlines; the
/// words stay beside them for search and screen readers.
fn outlined(out: &mut String, run: &TextRun, pen: &dyn Pen) {
    let _ = write!(out, "<path aria-label=\"{}\" d=\"", escape(&run.text));
    for (x, outline) in &shape(&run.text, run.weight.css()).glyphs {
        let at = |p: [f64; 2]| {
            let p = run.turned((x + p[0]) * run.size, p[1] * run.size);
            format!("{} {}", coordinate(p.x), coordinate(p.y))
        };
        for segment in outline.iter() {
            let _ = match *segment {
                Segment::Move(p) => write!(out, "M{}", at(p)),
                Segment::Line(p) => write!(out, "L{}", at(p)),
                Segment::Quad(p, q) => write!(out, "Q{} {}", at(p), at(q)),
                Segment::Cubic(p, q, r) => write!(out, "C{} {} {}", at(p), at(q), at(r)),
                Segment::Close => write!(out, "Z"),
            };
        }
    }
    out.push('"');
    if let Some((color, width)) = run.halo {
        pen.paint(out, "stroke", color);
        let _ = write!(out, " stroke-width=\"{}\" paint-order=\"stroke\"", coordinate(width));
    }
    pen.paint(out, "fill", run.color);
    let _ = write!(out, "><title>{}</title></path>", escape(&run.text));
}

/// Whether the embedded faces have a letter, of the Latin ones: they are cut down to those of romanised names
/// (`assets/fonts/build.py`), and another font's letter in the midst of a name is worse than an outline.
fn is_carried(c: char) -> bool {
    const ROMANISED: &str = "ĀāĒēĪīŌōŪūḤḥṢṣṬṭẒẓḌḍŠšŽž";
    !matches!(c, '\u{100}'..='\u{24f}' | '\u{259}' | '\u{300}'..='\u{331}' | '\u{1e00}'..='\u{1eff}')
        || ROMANISED.contains(c)
}

fn text(out: &mut String, run: &TextRun, pen: &dyn Pen) {
    if !is_plain(&run.text) || !run.text.chars().all(is_carried) {
        outlined(out, run, pen);
        return;
    }
    let (x, y) = (coordinate(run.at.x), coordinate(run.at.y));
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", coordinate(run.size));
    if run.turn != 0.0 {
        let _ = write!(out, " transform=\"rotate({} {x} {y})\"", coordinate(run.turn.to_degrees()));
    }
    if run.weight != Weight::Regular {
        let _ = write!(out, " font-weight=\"{}\"", run.weight.css());
    }
    if run.spacing != 0.0 {
        let _ = write!(out, " letter-spacing=\"{}\"", coordinate(run.spacing));
    }
    if let Some((color, width)) = run.halo {
        pen.paint(out, "stroke", color);
        let _ = write!(out, " stroke-width=\"{}\" paint-order=\"stroke\"", coordinate(width));
    }
    pen.paint(out, "fill", run.color);
    let _ = write!(out, " xml:space=\"preserve\">{}</text>", escape(&run.text));
}
