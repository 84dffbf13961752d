//! SVG: the picture as vectors, with its words as words.

use crate::export::escape::{escape, unescape};
use crate::export::number::coordinate;
use crate::export::svg_elements::{Pen as _, Plain, Writer};
use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress, Provenance, scene};
use crate::geo::ScreenRect;
use crate::scene::{Scene, Shape, TextRun, Weight};
use crate::text::{Family, families, font_files, is_plain};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The families a reader falls back on where the embedded ones cannot be used.
const FALLBACK: &str = "'Noto Sans Arabic', 'Helvetica Neue', Arial, sans-serif";

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

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Instant, CoverageKind::Days]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, _: &dyn Progress) -> Result<(), ExportError> {
        Ok(to.write_all(svg(&scene(job)?, &Provenance::of(job)).as_bytes())?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (_, rest) = text.split_once("<metadata>")?;
        let (json, _) = rest.split_once("</metadata>")?;
        Some(unescape(json))
    }
}

/// Writes a scene as SVG 1.1.
pub fn svg(scene: &Scene, provenance: &Provenance) -> String {
    let mut out = String::with_capacity(1 << 20);
    // What is not plain is outlined and needs no font.
    let texts = scene.marks.iter().filter_map(|mark| run_of(&mark.shape));
    let plain: String = texts.clone().map(|run| run.text.as_str()).filter(|text| is_plain(text)).collect();
    let others = families(&plain);
    let stack: String = others.iter().map(|family| format!("'{}', ", family.name)).collect();
    open(&mut out, scene.size_px, &stack, " role=\"img\" aria-labelledby=\"title description\"");
    let _ = write!(out, "<title id=\"title\">{}</title>", escape(&provenance.headline));
    let _ = write!(out, "<desc id=\"description\">{}</desc>", escape(&scene.description));
    let _ = writeln!(out, "\n<metadata>{}</metadata>", escape(&provenance.json()));
    let weights: BTreeSet<Weight> = texts.map(|run| run.weight).collect();
    style(&mut out, &weights, &others);
    let size = scene.size_px;
    let _ = write!(out, "<rect width=\"{}\" height=\"{}\"", coordinate(size[0]), coordinate(size[1]));
    Plain.paint(&mut out, "fill", scene.background);
    out.push_str("/>\n");
    Writer::new(ScreenRect::new(0.0, 0.0, size[0], size[1])).marks(&mut out, &scene.marks);
    out.push_str("</svg>\n");
    out
}

fn open(out: &mut String, [width, height]: [f64; 2], others: &str, more: &str) {
    let (width, height) = (coordinate(width), coordinate(height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"Inter, {others}{FALLBACK}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" fill=\"none\"{more}>",
    );
}

fn run_of(shape: &Shape) -> Option<&TextRun> {
    match shape {
        Shape::Text(run) => Some(run),
        _ => None,
    }
}

/// The embedded faces of the weights in use.
fn style(out: &mut String, weights: &BTreeSet<Weight>, others: &[&Family]) {
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
    for family in others {
        out.push_str(&face_rules(family, |weight| weights.iter().any(|used| used.css() == weight)));
    }
    out.push_str("</style>\n");
}

/// The rules of a style sheet that carry the faces of a family, of these weights.
pub(super) fn face_rules(family: &Family, wanted: impl Fn(u16) -> bool) -> String {
    let rule = |(weight, woff2): &(u16, &[u8])| {
        let (name, bytes) = (family.name, BASE64.encode(woff2));
        format!(
            "@font-face{{font-family:'{name}';font-weight:{weight};src:url(data:font/woff2;base64,{bytes}) format('woff2')}}"
        )
    };
    family.packed().iter().filter(|(weight, _)| wanted(*weight)).map(rule).collect()
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
