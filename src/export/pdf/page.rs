//! The marks of a scene as the content of a page, in px: y runs down from the top left corner.

use crate::export::ExportError;
use crate::export::pdf::ink::{Painter, Shared, round};
use crate::export::pdf::picture::PdfImage;
use crate::export::pdf::text;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Color, Mark, Scene, Shape, Stroke};
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name};

/// Of the radius, how far the control points of a quarter circle lie from its ends.
const ROUND: f64 = 0.552_284_75;
/// How far the ground reaches beyond the page, px.
const BLEED: f32 = 8.0;

/// The content of the page of `size_pt` that a scene fills.
///
/// # Errors
/// When a font cannot be embedded.
pub(super) fn content(scene: &Scene, size_pt: [f64; 2], shared: &mut Shared) -> Result<Vec<u8>, ExportError> {
    let [width, height] = scene.size_px;
    let page = ScreenRect::new(0.0, 0.0, width, height);
    let mut painter = Painter::new(page, shared);
    let content = &mut painter.content;
    content.begin_marked_content_with_properties(Name(b"Figure")).properties().identify(0);
    content.save_state();
    let [across, down] = size_pt;
    content.transform([(across / width) as f32, 0.0, 0.0, -(down / height) as f32, 0.0, down as f32]);
    content.set_line_join(LineJoinStyle::RoundJoin).set_line_cap(LineCapStyle::RoundCap);
    painter.fill_ink(scene.background);
    // A little beyond the page: where its edge falls within a dot of the printer, no paper shines through.
    painter.content.rect(-BLEED, -BLEED, round(width) + 2.0 * BLEED, round(height) + 2.0 * BLEED).fill_nonzero();
    for group in scene.marks.chunk_by(|a, b| a.layer == b.layer) {
        painter.layer(group)?;
    }
    painter.content.restore_state().end_marked_content();
    Ok(painter.content.finish().into_vec())
}

/// The name of a layer in the resources of a page.
pub(super) fn layer_name(index: usize) -> String {
    format!("L{index}")
}

/// The name of a picture in the resources of a page.
pub(super) fn picture_name(index: usize) -> String {
    format!("P{index}")
}

impl Painter<'_> {
    /// Marks of one layer, as content that a reader can switch off.
    fn layer(&mut self, marks: &[Mark]) -> Result<(), ExportError> {
        let Some(first) = marks.first() else { return Ok(()) };
        let layers = &mut self.shared.layers;
        let index = layers.iter().position(|id| *id == first.layer).unwrap_or_else(|| {
            layers.push(first.layer);
            layers.len() - 1
        });
        let name = layer_name(index);
        self.content.begin_marked_content_with_properties(Name(b"OC")).properties_named(Name(name.as_bytes()));
        for mark in marks {
            self.shape(&mark.shape)?;
        }
        self.content.end_marked_content();
        Ok(())
    }

    fn shape(&mut self, shape: &Shape) -> Result<(), ExportError> {
        match shape {
            Shape::Path { parts, fill, stroke } => {
                self.ink(*fill, stroke.as_ref(), |content| path(content, parts));
            }
            Shape::Circle { center, radius, fill, stroke } => {
                self.ink(*fill, stroke.as_ref(), |content| {
                    let corner = |sign: f64| ScreenPoint { x: center.x + sign * radius, y: center.y + sign * radius };
                    rounded(content, corner(-1.0), corner(1.0), *radius);
                });
            }
            Shape::Rect { min, max, corner_radius, fill, stroke } => {
                let mitred = *corner_radius <= 0.0;
                self.join(mitred && stroke.is_some());
                self.ink(*fill, stroke.as_ref(), |content| rounded(content, *min, *max, *corner_radius));
                self.join(false);
            }
            Shape::Copies { outline, at, fill } => {
                self.fill_ink(*fill);
                path(&mut self.content, &Shape::copied(outline, at).collect::<Vec<_>>());
                self.content.fill_nonzero();
            }
            Shape::Text(run) => text::text(self, run)?,
            Shape::Relief { min, max, png } => self.picture(ScreenRect { min: *min, max: *max }, png),
        }
        Ok(())
    }

    /// Fills and strokes what `draw` lays down, the stroke over the fill.
    fn ink(&mut self, fill: Option<Color>, stroke: Option<&Stroke>, draw: impl Fn(&mut Content)) {
        if let Some(color) = fill {
            self.fill_ink(color);
            draw(&mut self.content);
            self.content.fill_even_odd();
        }
        if let Some(stroke) = stroke {
            self.stroke_ink(stroke.color, stroke.width, stroke.dash);
            draw(&mut self.content);
            self.content.stroke();
        }
    }

    fn picture(&mut self, rect: ScreenRect, png: &[u8]) {
        let Some(picture) = PdfImage::of(png, rect, self.page) else { return };
        self.alpha(1.0);
        let name = picture_name(self.shared.pictures.len());
        let ScreenRect { min, max } = picture.rect;
        let (width, height) = (round(max.x - min.x), round(max.y - min.y));
        self.content.save_state();
        // An image fills the unit square upwards.
        self.content.transform([width, 0.0, 0.0, -height, round(min.x), round(max.y)]);
        self.content.x_object(Name(name.as_bytes()));
        self.content.restore_state();
        self.shared.pictures.push(picture);
    }
}

fn path(content: &mut Content, parts: &[(Vec<ScreenPoint>, bool)]) {
    for (points, closed) in parts {
        for (i, p) in points.iter().enumerate() {
            let (x, y) = (round(p.x), round(p.y));
            if i == 0 {
                content.move_to(x, y)
            } else {
                content.line_to(x, y)
            };
        }
        if *closed && !points.is_empty() {
            content.close_path();
        }
    }
}

/// A rectangle with round corners; with corners as large as itself, a circle.
fn rounded(content: &mut Content, min: ScreenPoint, max: ScreenPoint, radius: f64) {
    let [x0, y0, x1, y1] = [min.x, min.y, max.x, max.y];
    let r = radius.min((x1 - x0) / 2.0).min((y1 - y0) / 2.0);
    if r <= 0.0 {
        content.rect(round(x0), round(y0), round(x1 - x0), round(y1 - y0));
        return;
    }
    let k = r * (1.0 - ROUND);
    let to = |p: [f64; 2]| p.map(round);
    let [x, y] = to([x0 + r, y0]);
    content.move_to(x, y);
    let corners = [
        ([x1 - r, y0], [x1 - k, y0], [x1, y0 + k], [x1, y0 + r]),
        ([x1, y1 - r], [x1, y1 - k], [x1 - k, y1], [x1 - r, y1]),
        ([x0 + r, y1], [x0 + k, y1], [x0, y1 - k], [x0, y1 - r]),
        ([x0, y0 + r], [x0, y0 + k], [x0 + k, y0], [x0 + r, y0]),
    ];
    for (start, a, b, end) in corners {
        let ([sx, sy], [ax, ay], [bx, by], [ex, ey]) = (to(start), to(a), to(b), to(end));
        content.line_to(sx, sy);
        content.cubic_to(ax, ay, bx, by, ex, ey);
    }
    content.close_path();
}
