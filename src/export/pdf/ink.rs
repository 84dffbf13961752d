//! What a page is painted with: colour, opacity, line; each is written only where it changes.

use crate::export::pdf::fonts::Fonts;
use crate::export::pdf::picture::PdfImage;
use crate::geo::ScreenRect;
use crate::scene::{Color, Dash};
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name};
use std::collections::BTreeSet;

/// What the pages of a file share.
#[derive(Default)]
pub(super) struct Shared {
    pub fonts: Fonts,
    pub pictures: Vec<PdfImage>,
    /// Ids of the layers, in the order of their first use.
    pub layers: Vec<&'static str>,
    /// Opacities, thousandths.
    pub alphas: BTreeSet<u16>,
}

/// Writes the content of a page.
pub(super) struct Painter<'a> {
    pub content: Content,
    pub shared: &'a mut Shared,
    pub page: ScreenRect,
    /// What the page's graphics state is known to be.
    now: Now,
}

/// A graphics state; none is not known.
#[derive(Clone, Copy, Default)]
struct Now {
    alpha: Option<u16>,
    fill: Option<[u8; 3]>,
    stroke: Option<[u8; 3]>,
    width: Option<f32>,
    dash: Option<Option<Dash>>,
    mitred: bool,
}

/// A length as it stands in the file: to a hundredth of a px, and a number.
pub(super) fn round(px: f64) -> f32 {
    let rounded = ((px * 100.0).round() / 100.0).clamp(-1e6, 1e6) as f32;
    if rounded.is_finite() { rounded } else { 0.0 }
}

/// The name of an opacity in the resources of a page.
pub(super) fn alpha_name(thousandths: u16) -> String {
    format!("A{thousandths}")
}

impl<'a> Painter<'a> {
    /// Paints on an empty page.
    pub fn new(page: ScreenRect, shared: &'a mut Shared) -> Self {
        Self { content: Content::new(), shared, page, now: Now::default() }
    }

    /// Sets what is filled with.
    pub fn fill_ink(&mut self, color: Color) {
        self.alpha(color.alpha);
        if self.now.fill != Some(color.rgb) {
            let [r, g, b] = color.rgb.map(share);
            self.content.set_fill_rgb(r, g, b);
            self.now.fill = Some(color.rgb);
        }
    }

    /// Sets what is stroked with.
    pub fn stroke_ink(&mut self, color: Color, width: f64, dash: Option<Dash>) {
        self.alpha(color.alpha);
        if self.now.stroke != Some(color.rgb) {
            let [r, g, b] = color.rgb.map(share);
            self.content.set_stroke_rgb(r, g, b);
            self.now.stroke = Some(color.rgb);
        }
        let width = round(width);
        if self.now.width != Some(width) {
            self.content.set_line_width(width);
            self.now.width = Some(width);
        }
        if self.now.dash != Some(dash) {
            // Dashes with round caps would run together: only dots keep them, and a dot of no length at all is
            // dropped by some readers.
            let dots = dash.is_none_or(|dash| dash.on <= 0.0);
            let pattern: Vec<f32> = dash.into_iter().flat_map(|d| [round(d.on.max(0.01)), round(d.off)]).collect();
            self.content.set_line_cap(if dots { LineCapStyle::RoundCap } else { LineCapStyle::ButtCap });
            self.content.set_dash_pattern(pattern, 0.0);
            self.now.dash = Some(dash);
        }
    }

    /// Sets how opaque both are.
    pub fn alpha(&mut self, alpha: f64) {
        let thousandths = (alpha.clamp(0.0, 1.0) * 1000.0).round() as u16;
        if self.now.alpha != Some(thousandths) {
            self.shared.alphas.insert(thousandths);
            self.content.set_parameters(Name(alpha_name(thousandths).as_bytes()));
            self.now.alpha = Some(thousandths);
        }
    }

    /// Sets whether lines meet in sharp corners.
    pub fn join(&mut self, mitred: bool) {
        if self.now.mitred != mitred {
            let join = if mitred { LineJoinStyle::MiterJoin } else { LineJoinStyle::RoundJoin };
            self.content.set_line_join(join);
            self.now.mitred = mitred;
        }
    }
}

fn share(channel: u8) -> f32 {
    (f32::from(channel) / 255.0 * 1000.0).round() / 1000.0
}
