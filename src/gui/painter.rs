//! Marks to egui shapes. Everything but text becomes triangles once; an unchanged frame only copies them.

use crate::gui::theme::{color32, font};
use crate::scene::{Dash, Mark, Shape as MarkShape, Stroke as MarkStroke, TextRun};
use crate::geo::ScreenPoint;
use egui::epaint::{self, Mesh, PathShape, PathStroke, TessellationOptions, Tessellator, Vertex};
use egui::text::LayoutJob;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};
use geo::TriangulateEarcut as _;
use std::sync::Arc;

/// Directions in which a halo is copied under its words.
const HALO_STEPS: usize = 12;

/// Something ready to paint. Words stay words, because the toolkit may move its letters to another texture at any time.
pub enum Ready {
    /// Triangles.
    Mesh(Arc<Mesh>),
    /// One line of text.
    Text(LayoutJob, TextRun),
}

/// Makes marks ready, in order, the picture's corner at `origin`.
pub fn ready(pixels_per_point: f32, marks: &[Mark], origin: Pos2) -> Vec<Ready> {
    let mut out = Vec::new();
    let mut pen = Pen::new(pixels_per_point, origin);
    for mark in marks {
        match &mark.shape {
            MarkShape::Text(run) => {
                pen.flush(&mut out);
                out.push(Ready::Text(job(run), run.clone()));
            }
            shape => pen.draw(shape),
        }
    }
    pen.flush(&mut out);
    out
}

/// Paints what is ready.
pub fn paint(painter: &Painter, ready: &[Ready], origin: Pos2) {
    for item in ready {
        match item {
            Ready::Mesh(mesh) => {
                painter.add(Shape::Mesh(Arc::clone(mesh)));
            }
            Ready::Text(job, run) => text(painter, job, run, origin),
        }
    }
}

/// Gathers triangles.
struct Pen {
    mesh: Mesh,
    tessellator: Tessellator,
    feather_px: f32,
    origin: Pos2,
}

impl Pen {
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

    fn flush(&mut self, out: &mut Vec<Ready>) {
        if !self.mesh.is_empty() {
            out.push(Ready::Mesh(Arc::new(std::mem::take(&mut self.mesh))));
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
                let circle =
                    epaint::CircleShape { center, radius, fill: fill.map_or(Color32::TRANSPARENT, color32), stroke: edge };
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
            // Text is no triangles, and relief is only in the plates.
            MarkShape::Text(_) | MarkShape::Relief { .. } => {}
        }
    }

    fn stroke(&mut self, mut points: Vec<Pos2>, closed: bool, stroke: &MarkStroke) {
        if points.len() < 2 {
            return;
        }
        let line = edge(stroke);
        match stroke.dash {
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

    fn dashes(&mut self, points: &[Pos2], line: Stroke, dash: Dash) {
        let (on, off) = (dash.on as f32, (dash.off as f32).max(0.1));
        for run in dash_runs(points, on, off) {
            if on <= 0.0 || run.len() < 2 {
                let Some(&center) = run.first() else { continue };
                let dot = epaint::CircleShape::filled(center, line.width / 2.0, line.color);
                self.tessellator.tessellate_circle(dot, &mut self.mesh);
            } else {
                self.tessellator.tessellate_path(&PathShape::line(run, PathStroke::from(line)), &mut self.mesh);
            }
        }
    }

    /// Fills polygons by the even-odd rule, with an edge that fades over one physical pixel.
    fn fill(&mut self, parts: &[(Vec<ScreenPoint>, bool)], color: Color32) {
        let rings: Vec<Vec<Pos2>> =
            parts.iter().filter(|(p, _)| p.len() > 2).map(|(p, _)| p.iter().map(|p| self.at(*p)).collect()).collect();
        for polygon in polygons(&rings) {
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

fn edge(stroke: &MarkStroke) -> Stroke {
    Stroke::new(stroke.width as f32, color32(stroke.color))
}

fn around(center: Pos2, radius: f32) -> Vec<Pos2> {
    let steps = (radius * 4.0).clamp(24.0, 120.0) as usize;
    (0..steps).map(|i| center + Vec2::angled(i as f32 / steps as f32 * std::f32::consts::TAU) * radius).collect()
}

/// Twice the signed area; positive when the ring runs clockwise on a screen.
fn area(ring: &[Pos2]) -> f32 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

fn inside(ring: &[Pos2], at: Pos2) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossings = ring
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x);
    crossings.count() % 2 == 1
}

/// Sorts rings into polygons: an outer ring, then the holes that lie in it.
fn polygons(rings: &[Vec<Pos2>]) -> Vec<Vec<Vec<Pos2>>> {
    let depth = |ring: &Vec<Pos2>| {
        let Some(&first) = ring.first() else { return 0 };
        rings.iter().filter(|other| !std::ptr::eq(*other, ring) && inside(other, first)).count()
    };
    let depths: Vec<usize> = rings.iter().map(depth).collect();
    let mut polygons: Vec<Vec<Vec<Pos2>>> = Vec::new();
    for (ring, depth) in rings.iter().zip(&depths) {
        if depth % 2 == 0 {
            polygons.push(vec![ring.clone()]);
        }
    }
    for (ring, depth) in rings.iter().zip(&depths) {
        let (true, Some(&first)) = (depth % 2 == 1, ring.first()) else { continue };
        if let Some(polygon) = polygons.iter_mut().rev().find(|p| p.first().is_some_and(|outer| inside(outer, first))) {
            polygon.push(ring.clone());
        }
    }
    polygons
}

/// Cuts a polyline into dashes that turn with its corners; for dots (`on` 0), single points.
fn dash_runs(points: &[Pos2], on: f32, off: f32) -> Vec<Vec<Pos2>> {
    let mut runs = Vec::new();
    let mut run: Vec<Pos2> = Vec::new();
    let mut drawing = true;
    let mut left = on.max(0.0);
    if on <= 0.0 {
        left = 0.0;
    }
    for pair in points.windows(2) {
        let &[a, b] = pair else { continue };
        let length = (b - a).length();
        if length <= 0.0 {
            continue;
        }
        let step = (b - a) / length;
        let mut done = 0.0;
        if drawing && run.is_empty() {
            run.push(a);
        }
        while length - done > left {
            done += left;
            let here = a + step * done;
            if drawing {
                if on > 0.0 {
                    run.push(here);
                }
                runs.push(std::mem::take(&mut run));
                left = off;
            } else {
                run.push(here);
                left = on.max(0.0);
            }
            drawing = !drawing;
        }
        left -= length - done;
        if drawing && on > 0.0 {
            run.push(b);
        }
    }
    if drawing && run.len() > 1 {
        runs.push(run);
    }
    runs
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
    let baseline = galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
    let at = origin + vec2(run.at.x as f32, run.at.y as f32 - baseline.unwrap_or(run.size as f32));
    if let Some((halo, width)) = run.halo {
        let ink = color32(halo);
        for i in 0..HALO_STEPS {
            let turn = Vec2::angled(i as f32 / HALO_STEPS as f32 * std::f32::consts::TAU);
            let at = at + turn * (width as f32 / 2.0);
            painter.add(Shape::galley_with_override_text_color(at, Arc::clone(&galley), ink));
        }
    }
    painter.add(Shape::galley(at, galley, color32(run.color)));
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    fn square(min: f32, max: f32) -> Vec<Pos2> {
        vec![pos2(min, min), pos2(max, min), pos2(max, max), pos2(min, max)]
    }

    #[test]
    fn a_ring_inside_a_ring_is_a_hole_and_one_inside_that_an_island() {
        let polygons = polygons(&[square(0.0, 100.0), square(10.0, 90.0), square(20.0, 80.0), square(200.0, 210.0)]);
        assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn dashes_turn_corners_and_keep_their_length() {
        let corner = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 20.0)];
        let runs = dash_runs(&corner, 6.0, 2.0);
        assert_eq!(runs[0], [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 2.0)]);
        assert_eq!(runs[1], [pos2(4.0, 4.0), pos2(4.0, 10.0)]);
    }

    #[test]
    fn dots_stand_one_gap_apart() {
        let runs = dash_runs(&[pos2(0.0, 0.0), pos2(10.0, 0.0)], 0.0, 3.0);
        let dots: Vec<f32> = runs.iter().map(|run| run[0].x).collect();
        assert_eq!(dots, [0.0, 3.0, 6.0, 9.0]);
    }
}
