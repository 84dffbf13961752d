//! SVG: the picture as vectors, with its words as words.

use crate::export::number::{coordinate, hex};
use crate::export::relief::visible_part;
use crate::export::{ExportError, Exporter, Provenance, Still};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Color, Mark, Record, Scene, Shape, Stroke, TextRun, Weight, build};
use crate::text::{Segment, font_files, is_arabic, shape};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The families a reader falls back on where the embedded one cannot be used.
const FALLBACK: &str = "Inter, 'Noto Sans Arabic', 'Helvetica Neue', Arial, sans-serif";

/// The SVG format.
pub(super) struct Svg;

impl Exporter for Svg {
    fn extension(&self) -> &'static str {
        "svg"
    }
    fn label(&self) -> &'static str {
        "SVG drawing"
    }
    fn doc(&self) -> &'static str {
        "Vectors and words, for print and for editing"
    }

    fn bytes(&self, still: Still<'_>) -> Result<Vec<u8>, ExportError> {
        still.checked_size()?;
        let slice = still.timeline.slice(still.clock);
        let scene = build(still.inputs(&slice));
        Ok(svg(&scene, &Provenance::of(still, &slice)).into_bytes())
    }
}

/// Writes a scene as SVG 1.1.
pub fn svg(scene: &Scene, provenance: &Provenance) -> String {
    let mut out = String::with_capacity(1 << 20);
    open(&mut out, scene.size_px, " role=\"img\" aria-labelledby=\"title description\"");
    let _ = write!(out, "<title id=\"title\">{}</title>", escape(&provenance.headline));
    let _ = write!(out, "<desc id=\"description\">{}</desc>", escape(&scene.description));
    let _ = writeln!(out, "\n<metadata>{}</metadata>", escape(&provenance.json()));
    let weights: BTreeSet<Weight> = scene.marks.iter().filter_map(|mark| weight_of(&mark.shape)).collect();
    style(&mut out, &weights);
    let size = scene.size_px;
    let _ = write!(out, "<rect width=\"{}\" height=\"{}\"", coordinate(size[0]), coordinate(size[1]));
    paint(&mut out, "fill", scene.background);
    out.push_str("/>\n");
    Writer::new(ScreenRect::new(0.0, 0.0, size[0], size[1])).marks(&mut out, &scene.marks);
    out.push_str("</svg>\n");
    out
}

fn open(out: &mut String, [width, height]: [f64; 2], more: &str) {
    let (width, height) = (coordinate(width), coordinate(height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FALLBACK}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" fill=\"none\"{more}>",
    );
}

fn weight_of(shape: &Shape) -> Option<Weight> {
    match shape {
        Shape::Text(run) => Some(run.weight),
        _ => None,
    }
}

/// The embedded faces of the weights in use.
fn style(out: &mut String, weights: &BTreeSet<Weight>) {
    out.push_str("<style>");
    for file in font_files().iter().filter(|file| weights.iter().any(|weight| weight.css() == file.weight)) {
        let _ = write!(
            out,
            "@font-face{{font-family:{};font-weight:{};src:url(data:font/woff2;base64,{}) format('woff2')}}",
            file.family,
            file.weight,
            BASE64.encode(file.woff2)
        );
    }
    out.push_str("</style>\n");
}

/// Writes marks in groups of one layer, ids unique.
struct Writer {
    view: ScreenRect,
    ids: BTreeSet<String>,
}

impl Writer {
    fn new(view: ScreenRect) -> Self {
        Self { view, ids: BTreeSet::new() }
    }

    fn marks(&mut self, out: &mut String, marks: &[Mark]) {
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
                self.shape(out, &mark.shape);
            }
            out.push_str("</g>\n");
        } else {
            for mark in marks {
                self.shape(out, &mark.shape);
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

    fn shape(&self, out: &mut String, shape: &Shape) {
        match shape {
            Shape::Path { parts, fill, stroke } => path(out, parts, *fill, stroke.as_ref()),
            Shape::Circle { center, radius, fill, stroke } => {
                let (x, y, r) = (coordinate(center.x), coordinate(center.y), coordinate(*radius));
                let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
                ink(out, *fill, stroke.as_ref());
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
                ink(out, *fill, stroke.as_ref());
                out.push_str("/>");
            }
            Shape::Text(run) => text(out, run),
            Shape::Relief { min, max, png } => self.image(out, *min, *max, png),
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

fn path(out: &mut String, parts: &[(Vec<ScreenPoint>, bool)], fill: Option<Color>, stroke: Option<&Stroke>) {
    out.push_str("<path d=\"");
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
    out.push('"');
    if fill.is_some() {
        out.push_str(" fill-rule=\"evenodd\"");
    }
    ink(out, fill, stroke);
    out.push_str("/>");
}

fn ink(out: &mut String, fill: Option<Color>, stroke: Option<&Stroke>) {
    if let Some(color) = fill {
        paint(out, "fill", color);
    }
    if let Some(stroke) = stroke {
        paint(out, "stroke", stroke.color);
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

fn paint(out: &mut String, what: &str, color: Color) {
    let _ = write!(out, " {what}=\"{}\"", hex(color.rgb));
    if color.alpha < 1.0 {
        let _ = write!(out, " {what}-opacity=\"{}\"", coordinate(color.alpha));
    }
}

/// Words in Arabic script as outlines, because few readers of SVG join and order their letters without the font; the
/// words stay beside them for search and screen readers.
fn outlined(out: &mut String, run: &TextRun) {
    let _ = write!(out, "<path aria-label=\"{}\" d=\"", escape(&run.text));
    for (x, outline) in &shape(&run.text, run.weight.css()).glyphs {
        let at = |p: [f64; 2]| {
            let (x, y) = (run.at.x + (x + p[0]) * run.size, run.at.y + p[1] * run.size);
            format!("{} {}", coordinate(x), coordinate(y))
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
        paint(out, "stroke", color);
        let _ = write!(out, " stroke-width=\"{}\" paint-order=\"stroke\"", coordinate(width));
    }
    paint(out, "fill", run.color);
    let _ = write!(out, "><title>{}</title></path>", escape(&run.text));
}

fn text(out: &mut String, run: &TextRun) {
    if is_arabic(&run.text) {
        outlined(out, run);
        return;
    }
    let (x, y) = (coordinate(run.at.x), coordinate(run.at.y));
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", coordinate(run.size));
    if run.weight != Weight::Regular {
        let _ = write!(out, " font-weight=\"{}\"", run.weight.css());
    }
    if run.spacing != 0.0 {
        let _ = write!(out, " letter-spacing=\"{}\"", coordinate(run.spacing));
    }
    if let Some((color, width)) = run.halo {
        paint(out, "stroke", color);
        let _ = write!(out, " stroke-width=\"{}\" paint-order=\"stroke\"", coordinate(width));
    }
    paint(out, "fill", run.color);
    let _ = write!(out, " xml:space=\"preserve\">{}</text>", escape(&run.text));
}

/// Text for XML: nothing in it can open a tag or end an attribute, and no character is one XML forbids.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_document_can_open_a_tag() {
        assert_eq!(escape("<b onload=\"x('&')\">\u{1}"), "&lt;b onload=&quot;x(&#39;&amp;&#39;)&quot;&gt;\u{FFFD}");
    }
}
