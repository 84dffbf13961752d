//! Marks as pixels: the same marks the SVG has, painted without the detour, because a film of many frames has no time
//! to write and read an SVG for each. A test holds the two together.

use crate::export::dots::stamp_dots;
use crate::export::relief;
use crate::export::tiles::{Sparse, Tiles};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Color, Mark, Shape, Stroke, TextRun};
use crate::text::{Segment, shape};
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, StrokeDash, Transform};

/// Paints marks over what is there; `scale` pixels for each px of the marks. With tiles, marks of a moderate size are
/// painted once and laid over from then on.
pub(super) fn paint<'m>(
    pixmap: &mut Pixmap,
    marks: impl IntoIterator<Item = &'m Mark>,
    scale: f64,
    tiles: Option<&Tiles>,
) {
    for mark in marks {
        if let Shape::Text(run) = &mark.shape {
            let letters = || text_tile(run, scale);
            match tiles {
                Some(tiles) => tiles.get(&mark.shape, letters).iter().for_each(|tile| tile.lay_over(pixmap)),
                None => letters().iter().for_each(|tile| tile.lay_over(pixmap)),
            }
        } else if let Some(tiles) = tiles
            && let Some(room) = room(mark, scale)
        {
            let tile = tiles.get(&mark.shape, || {
                let mut tile = Pixmap::new(room.width, room.height)?;
                Painter::new(&mut tile, scale, room.at).shape(&mark.shape);
                Some(Sparse::of(&tile, room.at))
            });
            tile.iter().for_each(|tile| tile.lay_over(pixmap));
        } else {
            Painter::new(pixmap, scale, (0, 0)).shape(&mark.shape);
        }
    }
}

/// Length of a dot along its line: one of no length at all is dropped by some readers of the SVG.
const DOT: f64 = 0.01;

/// The pixels a tile covers.
struct Room {
    at: (i32, i32),
    width: u32,
    height: u32,
}

/// A larger tile is not worth keeping.
const LARGEST_TILE: f64 = (512 * 512) as f64;

/// Where a mark is painted as a tile; `None` where it is painted as it stands: a plain rectangle, which is quick, or
/// what is too large. The answer depends on the mark alone, so that it looks the same in every frame.
fn room(mark: &Mark, scale: f64) -> Option<Room> {
    if let Shape::Relief { .. } | Shape::Rect { corner_radius: 0.0, fill: Some(_), stroke: None, .. } = mark.shape {
        return None;
    }
    let bounds = mark.bounds()?;
    // A pixel for what is smoothed, one more for dots that are pressed to the nearest phase.
    let low = |v: f64| (v * scale).floor() - 2.0;
    let high = |v: f64| (v * scale).ceil() + 2.0;
    let (left, top) = (low(bounds.min.x), low(bounds.min.y));
    let (width, height) = (high(bounds.max.x) - left, high(bounds.max.y) - top);
    let fits = width * height <= LARGEST_TILE && left.abs() < 1e6 && top.abs() < 1e6;
    fits.then_some(Room { at: (left as i32, top as i32), width: width as u32, height: height as u32 })
}

/// Paints shapes on a surface whose top left pixel is (`left`, `top`) of the picture.
struct Painter<'p> {
    pixmap: &'p mut Pixmap,
    place: Transform,
    scale: f64,
    corner: (f64, f64),
}

impl<'p> Painter<'p> {
    fn new(pixmap: &'p mut Pixmap, scale: f64, (left, top): (i32, i32)) -> Self {
        let place = Transform::from_row(scale as f32, 0.0, 0.0, scale as f32, -left as f32, -top as f32);
        Self { pixmap, place, scale, corner: (f64::from(left), f64::from(top)) }
    }

    /// Where a point of the picture lies on the surface, in pixels.
    fn pixels(&self, p: ScreenPoint) -> ScreenPoint {
        ScreenPoint { x: p.x * self.scale - self.corner.0, y: p.y * self.scale - self.corner.1 }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Path { parts, fill: None, stroke: Some(Stroke { color, width, dash: Some(dash) }) }
                if dash.on <= 0.0 =>
            {
                self.dots(parts, *color, *width, dash.off);
            }
            Shape::Path { parts, fill, stroke } => {
                let path = polygon(parts);
                self.both(path, *fill, stroke.as_ref(), LineJoin::Round);
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let path = PathBuilder::from_circle(center.x as f32, center.y as f32, *radius as f32);
                self.both(path, *fill, stroke.as_ref(), LineJoin::Round);
            }
            Shape::Rect { min, max, corner_radius, fill: Some(color), stroke: None }
                if *corner_radius <= 0.0 && self.whole(*min, *max, *color) => {}
            Shape::Rect { min, max, corner_radius, fill, stroke } => {
                let path = rectangle(*min, *max, *corner_radius);
                self.both(path, *fill, stroke.as_ref(), LineJoin::Miter);
            }
            Shape::Copies { outline, at, fill } => {
                let rings: Vec<_> = Shape::copied(outline, at).collect();
                if let Some(path) = polygon(&rings) {
                    self.pixmap.fill_path(&path, &ink(*fill), FillRule::Winding, self.place, None);
                }
            }
            // Letters have a tile of their own.
            Shape::Text(_) => {}
            Shape::Relief { min, max, png } => {
                relief::lay_over(self.pixmap, ScreenRect { min: self.pixels(*min), max: self.pixels(*max) }, png);
            }
        }
    }

    fn both(&mut self, path: Option<Path>, fill: Option<Color>, stroke: Option<&Stroke>, join: LineJoin) {
        let Some(path) = path else { return };
        if let Some(color) = fill {
            self.pixmap.fill_path(&path, &ink(color), FillRule::EvenOdd, self.place, None);
        }
        if let Some(stroke) = stroke {
            self.pixmap.stroke_path(&path, &ink(stroke.color), &line(stroke, join), self.place, None);
        }
    }

    fn dots(&mut self, parts: &[(Vec<ScreenPoint>, bool)], color: Color, width: f64, gap: f64) {
        let scale = self.scale;
        let surface = |points: &[ScreenPoint]| points.iter().map(|p| self.pixels(*p)).collect::<Vec<_>>();
        let lines: Vec<_> = parts.iter().map(|(points, closed)| (surface(points), *closed)).collect();
        stamp_dots(self.pixmap, lines.into_iter(), (width * scale, (gap + DOT) * scale), color);
    }

    /// Fills a rectangle of whole pixels with an opaque colour; false where it is no such one.
    fn whole(&mut self, min: ScreenPoint, max: ScreenPoint, color: Color) -> bool {
        let (min, max) = (self.pixels(min), self.pixels(max));
        let corners = [min.x, min.y, max.x, max.y];
        if color.alpha < 1.0 || corners.iter().any(|v| (v - v.round()).abs() > 1e-6) {
            return false;
        }
        let (width, height) = (f64::from(self.pixmap.width()), f64::from(self.pixmap.height()));
        let [left, top, right, bottom] = corners;
        let (left, right) = (left.clamp(0.0, width) as usize, right.clamp(0.0, width) as usize);
        let (top, bottom) = (top.clamp(0.0, height) as usize, bottom.clamp(0.0, height) as usize);
        let stride = self.pixmap.width() as usize * 4;
        let [r, g, b] = color.rgb;
        for row in self.pixmap.data_mut().chunks_exact_mut(stride.max(4)).take(bottom).skip(top) {
            if let Some(pixels) = row.get_mut(left * 4..right.max(left) * 4) {
                pixels.chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&[r, g, b, 255]));
            }
        }
        true
    }
}

/// A line of text on a ground of its own: the halo of the whole line first, then its letters.
fn text_tile(run: &TextRun, scale: f64) -> Option<Sparse> {
    let path = letters(run)?;
    let halo = run.halo.map(|(color, width)| Stroke { color, width, dash: None });
    let reach = halo.as_ref().map_or(0.0, |halo| halo.width / 2.0) + 1.0;
    let bounds = path.bounds();
    let low = |v: f32| ((f64::from(v) - reach) * scale).floor();
    let high = |v: f32| ((f64::from(v) + reach) * scale).ceil();
    let (left, top) = (low(bounds.left()), low(bounds.top()));
    let (width, height) = (high(bounds.right()) - left, high(bounds.bottom()) - top);
    let mut pixmap = Pixmap::new(width.clamp(1.0, 16_384.0) as u32, height.clamp(1.0, 4096.0) as u32)?;
    let place = Transform::from_row(scale as f32, 0.0, 0.0, scale as f32, -left as f32, -top as f32);
    if let Some(halo) = halo {
        pixmap.stroke_path(&path, &ink(halo.color), &line(&halo, LineJoin::Round), place, None);
    }
    pixmap.fill_path(&path, &ink(run.color), FillRule::Winding, place, None);
    Some(Sparse::of(&pixmap, (left as i32, top as i32)))
}

fn ink(color: Color) -> Paint<'static> {
    let [r, g, b] = color.rgb;
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8);
    paint
}

fn line(stroke: &Stroke, line_join: LineJoin) -> tiny_skia::Stroke {
    let dashed = stroke.dash.is_some_and(|dash| dash.on > 0.0);
    tiny_skia::Stroke {
        width: stroke.width as f32,
        // Dashes with round caps would run together: only dots keep them.
        line_cap: if dashed { LineCap::Butt } else { LineCap::Round },
        line_join,
        dash: stroke.dash.and_then(|dash| StrokeDash::new(vec![dash.on.max(DOT) as f32, dash.off as f32], 0.0)),
        ..tiny_skia::Stroke::default()
    }
}

fn polygon(parts: &[(Vec<ScreenPoint>, bool)]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (points, closed) in parts {
        let mut points = points.iter();
        let Some(first) = points.next() else { continue };
        builder.move_to(first.x as f32, first.y as f32);
        for p in points {
            builder.line_to(p.x as f32, p.y as f32);
        }
        if *closed {
            builder.close();
        }
    }
    builder.finish()
}

fn rectangle(min: ScreenPoint, max: ScreenPoint, corner_radius: f64) -> Option<Path> {
    let rect = Rect::from_ltrb(min.x as f32, min.y as f32, max.x as f32, max.y as f32)?;
    if corner_radius <= 0.0 {
        return Some(PathBuilder::from_rect(rect));
    }
    let (l, t, r, b) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let radius = (corner_radius as f32).min(rect.width() / 2.0).min(rect.height() / 2.0);
    // A quarter of a circle as a cubic curve.
    let k = radius * 0.447_715_25;
    let mut builder = PathBuilder::new();
    builder.move_to(l + radius, t);
    builder.line_to(r - radius, t);
    builder.cubic_to(r - k, t, r, t + k, r, t + radius);
    builder.line_to(r, b - radius);
    builder.cubic_to(r, b - k, r - k, b, r - radius, b);
    builder.line_to(l + radius, b);
    builder.cubic_to(l + k, b, l, b - k, l, b - radius);
    builder.line_to(l, t + radius);
    builder.cubic_to(l, t + k, l + k, t, l + radius, t);
    builder.close();
    builder.finish()
}

/// The outlines of a line of text where it stands.
fn letters(run: &TextRun) -> Option<Path> {
    let shaped = shape(&run.text, run.weight.css());
    let mut builder = PathBuilder::new();
    for (i, (x, outline)) in shaped.glyphs.iter().enumerate() {
        let start = x * run.size + run.spacing * i as f64;
        let at = |p: [f64; 2]| {
            let p = run.turned(start + p[0] * run.size, p[1] * run.size);
            (p.x as f32, p.y as f32)
        };
        for segment in outline.iter() {
            match *segment {
                Segment::Move(p) => {
                    let (x, y) = at(p);
                    builder.move_to(x, y);
                }
                Segment::Line(p) => {
                    let (x, y) = at(p);
                    builder.line_to(x, y);
                }
                Segment::Quad(p, q) => {
                    let ((x1, y1), (x, y)) = (at(p), at(q));
                    builder.quad_to(x1, y1, x, y);
                }
                Segment::Cubic(p, q, r) => {
                    let ((x1, y1), (x2, y2), (x, y)) = (at(p), at(q), at(r));
                    builder.cubic_to(x1, y1, x2, y2, x, y);
                }
                Segment::Close => builder.close(),
            }
        }
    }
    builder.finish()
}
