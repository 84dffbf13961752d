//! Marks to egui shapes. Everything but text becomes triangles once; an unchanged frame only copies them.

use crate::geo::ScreenPoint;
use crate::gui::lines::{area, contours, dash_runs, polygons, sharp};
use crate::gui::theme::{color32, font};
use crate::scene::{Dash, Mark, Shape as MarkShape, Stroke as MarkStroke, TextRun};
use crate::text::{is_plain, shape};
use egui::emath::Rot2;
use egui::epaint::{self, Mesh, PathShape, PathStroke, TessellationOptions, Tessellator, TextShape, Vertex};
use egui::text::LayoutJob;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};
use geo::{Buffer as _, TriangulateEarcut as _};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Directions in which a halo is copied under its words.
const HALO_STEPS: usize = 8;
/// Corners of a small dot.
const DOT_CORNERS: u32 = 6;
/// From this width on the spikes at sharp corners would show, px.
const ROUNDED_PX: f32 = 2.0;

/// Something ready to paint. Words stay words, because the toolkit may move its letters to another texture at any time.
pub enum PaintItem {
    /// Triangles.
    Mesh(Arc<Mesh>),
    /// One line of text.
    Text(LayoutJob, Box<TextRun>),
}

/// Makes marks ready, in order, the picture's corner at `origin`.
pub fn prepare(pixels_per_point: f32, marks: &[Mark], origin: Pos2) -> Vec<PaintItem> {
    let mut out = Vec::new();
    let mut pen = ShapePen::new(pixels_per_point, origin);
    for mark in marks {
        match &mark.shape {
            // As in every other format, letter for letter where it is drawn there.
            MarkShape::Text(run) if !is_plain(&run.text) => outlines(&mut pen, run),
            MarkShape::Text(run) => {
                pen.flush(&mut out);
                out.push(PaintItem::Text(job(run), Box::new(run.clone())));
            }
            shape => pen.draw(shape),
        }
    }
    pen.flush(&mut out);
    out
}

/// Paints what is ready.
pub fn paint(painter: &Painter, prepare: &[PaintItem], origin: Pos2) {
    for item in prepare {
        match item {
            PaintItem::Mesh(mesh) => {
                painter.add(Shape::Mesh(Arc::clone(mesh)));
            }
            PaintItem::Text(job, run) => text(painter, job, run, origin),
        }
    }
}

/// Gathers triangles.
struct ShapePen {
    mesh: Mesh,
    tessellator: Tessellator,
    feather_px: f32,
    origin: Pos2,
}

impl ShapePen {
    fn new(pixels_per_point: f32, origin: Pos2) -> Self {
        // Discs from the font atlas would tie the triangles to its present size.
        let options = TessellationOptions { prerasterized_discs: false, ..TessellationOptions::default() };
        Self {
            mesh: Mesh::default(),
            tessellator: Tessellator::new(pixels_per_point, options, [1, 1], Vec::new()),
            feather_px: 1.0 / pixels_per_point,
            origin,
        }
    }

    fn at(&self, p: ScreenPoint) -> Pos2 {
        pos2(self.origin.x + p.x as f32, self.origin.y + p.y as f32)
    }

    fn flush(&mut self, out: &mut Vec<PaintItem>) {
        if !self.mesh.is_empty() {
            out.push(PaintItem::Mesh(Arc::new(std::mem::take(&mut self.mesh))));
        }
    }

    fn draw(&mut self, shape: &MarkShape) {
        match shape {
            MarkShape::Path { parts, fill, stroke } => {
                if let Some(fill) = fill {
                    self.fill(parts, color32(*fill));
                }
                if let Some(stroke) = stroke {
                    for (points, closed) in parts {
                        let points = points.iter().map(|p| self.at(*p)).collect();
                        self.stroke(points, *closed, stroke);
                    }
                }
            }
            MarkShape::Circle { center, radius, fill, stroke } => {
                let center = self.at(*center);
                let radius = *radius as f32;
                let solid = stroke.as_ref().filter(|s| s.dash.is_none());
                let edge = solid.map_or(Stroke::NONE, edge);
                let circle = epaint::CircleShape {
                    center,
                    radius,
                    fill: fill.map_or(Color32::TRANSPARENT, color32),
                    stroke: edge,
                };
                self.tessellator.tessellate_circle(circle, &mut self.mesh);
                if let Some(stroke) = stroke.as_ref().filter(|s| s.dash.is_some()) {
                    self.stroke(around(center, radius), true, stroke);
                }
            }
            MarkShape::Rect { min, max, corner_radius, fill, stroke } => {
                let rect = Rect::from_min_max(self.at(*min), self.at(*max));
                let radius = CornerRadius::same(corner_radius.round().clamp(0.0, 255.0) as u8);
                let fill = fill.map_or(Color32::TRANSPARENT, color32);
                let solid = stroke.as_ref().filter(|s| s.dash.is_none());
                let edge = solid.map_or(Stroke::NONE, edge);
                let shape = epaint::RectShape::new(rect, radius, fill, edge, StrokeKind::Middle);
                self.tessellator.tessellate_rect(&shape, &mut self.mesh);
                if let Some(stroke) = stroke.as_ref().filter(|s| s.dash.is_some()) {
                    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
                    self.stroke(corners.to_vec(), true, stroke);
                }
            }
            MarkShape::Copies { outline, at, fill } => self.copies(outline, at, color32(*fill)),
            // Text is no triangles, and relief is only in the static layers.
            MarkShape::Text(_) | MarkShape::Relief { .. } => {}
        }
    }

    /// The first copy is cut into triangles; the others are the same ones, moved.
    fn copies(&mut self, outline: &[ScreenPoint], at: &[ScreenPoint], color: Color32) {
        let mut pen = Self::new(1.0 / self.feather_px, Pos2::ZERO);
        pen.fill(&[(outline.to_vec(), true)], color);
        let one = pen.mesh;
        self.mesh.reserve_vertices(one.vertices.len() * at.len());
        self.mesh.reserve_triangles(one.indices.len() / 3 * at.len());
        for to in at {
            let (by, base) = (self.at(*to).to_vec2(), self.mesh.vertices.len() as u32);
            let moved = one.vertices.iter().map(|vertex| epaint::Vertex { pos: vertex.pos + by, ..*vertex });
            self.mesh.vertices.extend(moved);
            self.mesh.indices.extend(one.indices.iter().map(|index| base + index));
        }
    }

    fn stroke(&mut self, mut points: Vec<Pos2>, closed: bool, stroke: &MarkStroke) {
        if points.len() < 2 {
            return;
        }
        let line = edge(stroke);
        match stroke.dash {
            None if line.width >= ROUNDED_PX && sharp(&points, closed) => self.rounded(&points, closed, line),
            None => {
                let path = if closed { PathShape::closed_line(points, line) } else { PathShape::line(points, line) };
                self.tessellator.tessellate_path(&path, &mut self.mesh);
            }
            Some(dash) => {
                if let (true, Some(&first)) = (closed, points.first()) {
                    points.push(first);
                }
                self.dashes(&points, line, dash);
            }
        }
    }

    /// A wide line with sharp corners, its joins round as everywhere else; the toolkit would draw spikes.
    fn rounded(&mut self, points: &[Pos2], closed: bool, line: Stroke) {
        let coord = |p: &Pos2| geo_types::coord! { x: f64::from(p.x), y: f64::from(p.y) };
        let ring = points.iter().chain(points.first().filter(|_| closed)).map(coord).collect();
        let buffered = geo_types::LineString::new(ring).buffer(f64::from(line.width) / 2.0);
        for polygon in &buffered {
            let flat = |ring: &geo_types::LineString| -> Vec<Pos2> {
                let open = ring.0.len().saturating_sub(1);
                ring.0.iter().take(open).map(|c| pos2(c.x as f32, c.y as f32)).collect()
            };
            let rings: Vec<Vec<Pos2>> =
                std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(flat).collect();
            self.fill_rings(&rings, line.color);
        }
    }

    fn dashes(&mut self, points: &[Pos2], line: Stroke, dash: Dash) {
        let (on, off) = (dash.on as f32, (dash.off as f32).max(0.1));
        for run in dash_runs(points, on, off) {
            if on <= 0.0 || run.len() < 2 {
                let Some(&center) = run.first() else { continue };
                self.dot(center, line.width / 2.0, line.color);
            } else {
                self.tessellator.tessellate_path(&PathShape::line(run, PathStroke::from(line)), &mut self.mesh);
            }
        }
    }

    /// One dot of a dotted line: there are a thousand in a frame, so the small ones are cones of six triangles.
    fn dot(&mut self, center: Pos2, radius: f32, color: Color32) {
        if radius >= self.feather_px {
            self.tessellator.tessellate_circle(epaint::CircleShape::filled(center, radius, color), &mut self.mesh);
            return;
        }
        // A cone that fades to its rim holds a third of the ink of a disc as wide.
        let rim = radius * 3.0_f32.sqrt();
        let base = self.mesh.vertices.len() as u32;
        self.mesh.colored_vertex(center, color);
        for i in 0..DOT_CORNERS {
            let turn = Vec2::angled(i as f32 / DOT_CORNERS as f32 * std::f32::consts::TAU);
            self.mesh.colored_vertex(center + turn * rim, Color32::TRANSPARENT);
            self.mesh.add_triangle(base, base + 1 + i, base + 1 + (i + 1) % DOT_CORNERS);
        }
    }

    /// Fills polygons by the even-odd rule, with an edge that fades over one physical pixel.
    fn fill(&mut self, parts: &[(Vec<ScreenPoint>, bool)], color: Color32) {
        let rings: Vec<Vec<Pos2>> =
            parts.iter().filter(|(p, _)| p.len() > 2).map(|(p, _)| p.iter().map(|p| self.at(*p)).collect()).collect();
        self.fill_rings(&rings, color);
    }

    fn fill_rings(&mut self, rings: &[Vec<Pos2>], color: Color32) {
        for polygon in polygons(rings) {
            let Some(outer) = polygon.first() else { continue };
            let line = |ring: &Vec<Pos2>| {
                geo_types::LineString::new(
                    ring.iter().map(|p| geo_types::coord! { x: f64::from(p.x), y: f64::from(p.y) }).collect(),
                )
            };
            let shape = geo_types::Polygon::new(line(outer), polygon.iter().skip(1).map(line).collect());
            let raw = shape.earcut_triangles_raw();
            let base = self.mesh.vertices.len() as u32;
            let flat = raw.vertices.iter().map(|[x, y]| pos2(*x as f32, *y as f32));
            self.mesh.vertices.extend(flat.map(|pos| Vertex { pos, uv: epaint::WHITE_UV, color }));
            self.mesh.indices.extend(raw.triangle_indices.iter().map(|&i| base + i as u32));
            for ring in &polygon {
                self.feather(ring, color);
            }
        }
    }

    /// A strip from the edge outwards, its colour fading to nothing.
    fn feather(&mut self, ring: &[Pos2], color: Color32) {
        let count = ring.len() as u32;
        let base = self.mesh.vertices.len() as u32;
        let outwards = if area(ring) > 0.0 { 1.0 } else { -1.0 };
        let n = ring.len();
        for i in 0..n {
            let (Some(&before), Some(&here), Some(&after)) =
                (ring.get((i + n - 1) % n), ring.get(i), ring.get((i + 1) % n))
            else {
                continue;
            };
            let tangent = (after - before).normalized();
            let normal = vec2(tangent.y, -tangent.x) * outwards * self.feather_px;
            self.mesh.vertices.push(Vertex { pos: here, uv: epaint::WHITE_UV, color });
            self.mesh.vertices.push(Vertex { pos: here + normal, uv: epaint::WHITE_UV, color: Color32::TRANSPARENT });
        }
        for i in 0..count {
            let (a, b) = (base + 2 * i, base + 2 * ((i + 1) % count));
            self.mesh.indices.extend([a, a + 1, b, b, a + 1, b + 1]);
        }
    }
}

/// Draws words as outlines, their halo below them.
fn outlines(pen: &mut ShapePen, run: &TextRun) {
    let letters = letters(run, pen.feather_px);
    let origin = pen.at(run.at).to_vec2();
    let turn = Rot2::from_angle(run.turn as f32);
    let mut lay = |by: Vec2, color: Color32| {
        let base = pen.mesh.vertices.len() as u32;
        let [r, g, b, a] = color.to_array();
        pen.mesh.vertices.extend(letters.vertices.iter().map(|vertex| {
            // Cached in white: what fades stays faded.
            let opaque = vertex.color.a() > 0;
            let color = if opaque { Color32::from_rgba_premultiplied(r, g, b, a) } else { Color32::TRANSPARENT };
            Vertex { pos: (turn * vertex.pos.to_vec2() + origin + by).to_pos2(), uv: epaint::WHITE_UV, color }
        }));
        pen.mesh.indices.extend(letters.indices.iter().map(|i| base + i));
    };
    if let Some((halo, width)) = run.halo {
        for i in 0..HALO_STEPS {
            let turn = Vec2::angled(i as f32 / HALO_STEPS as f32 * std::f32::consts::TAU);
            lay(turn * (width as f32 / 2.0), color32(halo));
        }
    }
    lay(Vec2::ZERO, color32(run.color));
}

/// The filled outlines of words at the origin, in white, made once for each size.
fn letters(run: &TextRun, feather_px: f32) -> Arc<Mesh> {
    /// By words, weight, size and width of the soft edge.
    type Known = BTreeMap<(String, u16, u64, u32), Arc<Mesh>>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    let key = (run.text.clone(), run.weight.css(), run.size.to_bits(), feather_px.to_bits());
    if let Ok(known) = known.lock()
        && let Some(mesh) = known.get(&key)
    {
        return Arc::clone(mesh);
    }
    let mut pen = ShapePen::new(1.0 / feather_px, Pos2::ZERO);
    for (x, outline) in &shape(&run.text, run.weight.css()).glyphs {
        let rings = contours(outline, |p| pos2(((x + p[0]) * run.size) as f32, (p[1] * run.size) as f32));
        pen.fill_rings(&rings, Color32::WHITE);
    }
    let mesh = Arc::new(pen.mesh);
    if let Ok(mut known) = known.lock() {
        if known.len() >= 1024 {
            known.clear();
        }
        known.insert(key, Arc::clone(&mesh));
    }
    mesh
}

fn edge(stroke: &MarkStroke) -> Stroke {
    Stroke::new(stroke.width as f32, color32(stroke.color))
}

fn around(center: Pos2, radius: f32) -> Vec<Pos2> {
    let steps = (radius * 4.0).clamp(24.0, 120.0) as usize;
    (0..steps).map(|i| center + Vec2::angled(i as f32 / steps as f32 * std::f32::consts::TAU) * radius).collect()
}

/// What a mark covers when it is painted, edges that fade included; `None` where nothing is.
pub fn bounds(ctx: &egui::Context, mark: &Mark, origin: Pos2) -> Option<Rect> {
    let covered = |item: &PaintItem| match item {
        PaintItem::Mesh(mesh) => mesh.calc_bounds(),
        PaintItem::Text(job, run) => {
            let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job.clone()));
            let turned = galley.rect.rotate_bb(Rot2::from_angle(run.turn as f32));
            turned.translate(start(&galley, run, origin).to_vec2())
        }
    };
    let prepare = prepare(ctx.pixels_per_point(), std::slice::from_ref(mark), origin);
    prepare.iter().map(covered).reduce(|a, b| a.union(b))
}

fn job(run: &TextRun) -> LayoutJob {
    let format = egui::text::TextFormat {
        font_id: font(run.size as f32, run.weight),
        extra_letter_spacing: run.spacing as f32,
        color: color32(run.color),
        ..Default::default()
    };
    let mut job = LayoutJob::single_section(run.text.clone(), format);
    job.wrap.max_width = f32::INFINITY;
    job
}

fn text(painter: &Painter, job: &LayoutJob, run: &TextRun, origin: Pos2) {
    let galley = painter.fonts_mut(|fonts| fonts.layout_job(job.clone()));
    let at = start(&galley, run, origin);
    if let Some((halo, width)) = run.halo {
        let ink = color32(halo);
        for i in 0..HALO_STEPS {
            let turn = Vec2::angled(i as f32 / HALO_STEPS as f32 * std::f32::consts::TAU);
            let at = at + turn * (width as f32 / 2.0);
            painter.add(turned(TextShape::new(at, Arc::clone(&galley), ink).with_override_text_color(ink), run));
        }
    }
    painter.add(turned(TextShape::new(at, galley, color32(run.color)), run));
}

/// Turned about the top left corner of the words, which [`start`] has moved for it.
fn turned(shape: TextShape, run: &TextRun) -> TextShape {
    if run.turn == 0.0 { shape } else { shape.with_angle(run.turn as f32) }
}

/// Where a galley goes so that its baseline starts where the run does.
fn start(galley: &egui::Galley, run: &TextRun, origin: Pos2) -> Pos2 {
    let baseline = galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
    let up = vec2(0.0, -baseline.unwrap_or(run.size as f32));
    let up = if run.turn == 0.0 { up } else { Rot2::from_angle(run.turn as f32) * up };
    origin + vec2(run.at.x as f32, run.at.y as f32) + up
}
