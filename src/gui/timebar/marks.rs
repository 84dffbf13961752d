//! The symbols, bars and counts of the lanes, as on the map: shape is kind, fill is basis, edge is certainty, colour is
//! side.

use super::arrange::{COUNT_PX, SOFT_PX};
use super::happening::{Bound, Happening};
use super::lane::LaneSymbol;
use crate::catalogue::KindSymbol;
use crate::gui::theme::{Colors, font};
use crate::scene::Weight;
use egui::{
    Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

/// The height of a bar in a row, px.
const BAR_PX: f32 = 11.0;
/// How strongly a bar is filled.
const FILL: f32 = 0.24;
/// How strongly the line of bounds is drawn.
const BOUNDS: f32 = 0.55;

/// The colour of a happening.
pub fn ink_of(happening: &Happening, colors: &Colors) -> Color32 {
    let ink = happening.side.and_then(|side| colors.sides.get(side).copied()).unwrap_or(colors.ink3);
    if happening.known { ink } else { ink.gamma_multiply(0.3) }
}

/// The rectangle of a bar.
pub fn bar_rect(x: Rangef, y: f32) -> Rect {
    Rect::from_x_y_ranges(x, (y - BAR_PX / 2.0)..=(y + BAR_PX / 2.0))
}

/// Over how many px a bar fades at an end.
pub fn soft_px(rect: Rect, bound: Bound) -> f32 {
    if bound == Bound::Firm { 0.0 } else { SOFT_PX.min(rect.width() / 2.5) }
}

/// A bar that lasts, with soft ends where they are uncertain.
pub fn bar(painter: &Painter, rect: Rect, happening: &Happening, colors: &Colors) {
    let ink = ink_of(happening, colors);
    let (left, right) = (soft_px(rect, happening.starts), soft_px(rect, happening.ends));
    let core = Rect::from_min_max(rect.min + vec2(left, 0.0), rect.max - vec2(right, 0.0));
    let outlined = happening.hollow || happening.unreal;
    let fill = if outlined { Color32::TRANSPARENT } else { ink.gamma_multiply(FILL) };
    let edge = ink.gamma_multiply(if outlined { 0.9 } else { 0.6 });
    if !outlined {
        painter.rect_filled(core, CornerRadius::ZERO, fill);
        fade(painter, Rect::from_min_max(rect.min, core.left_bottom()), Color32::TRANSPARENT, fill);
        fade(painter, Rect::from_min_max(core.right_top(), rect.max), fill, Color32::TRANSPARENT);
    }
    if happening.claimed && !outlined {
        hatch(painter, core, ink.gamma_multiply(0.5));
    }
    for y in [rect.top() + 0.5, rect.bottom() - 0.5] {
        let line = [pos2(core.left(), y), pos2(core.right(), y)];
        if happening.unreal {
            painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, edge), 4.0, 3.0));
        } else if happening.hollow {
            painter.extend(Shape::dotted_line(&line, edge, 3.2, 0.7));
        } else {
            painter.hline(core.x_range(), y, Stroke::new(1.0, edge));
            let line = |x: Rangef| Rect::from_x_y_ranges(x, (y - 0.5)..=(y + 0.5));
            fade(painter, line(Rangef::new(rect.left(), core.left())), Color32::TRANSPARENT, edge);
            fade(painter, line(Rangef::new(core.right(), rect.right())), edge, Color32::TRANSPARENT);
        }
    }
    // A known end has a tick.
    for (bound, x) in [(happening.starts, rect.left()), (happening.ends, rect.right())] {
        if bound == Bound::Firm {
            painter.vline(x, rect.y_range(), Stroke::new(1.6, ink));
        }
    }
}

/// A rectangle that runs from one colour to another.
fn fade(painter: &Painter, rect: Rect, from: Color32, to: Color32) {
    if rect.width() < 0.5 {
        return;
    }
    let mut mesh = Mesh::default();
    for (pos, color) in
        [(rect.left_top(), from), (rect.right_top(), to), (rect.right_bottom(), to), (rect.left_bottom(), from)]
    {
        mesh.colored_vertex(pos, color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(Shape::mesh(mesh));
}

/// Under words in a hatched bar: its tint without the hatch.
pub fn plain_ground(painter: &Painter, words: Rect, bar: Rect, happening: &Happening, colors: &Colors) {
    let y = bar.y_range();
    let room = Rect::from_x_y_ranges(words.x_range().expand(3.0), (y.min + 1.0)..=(y.max - 1.0));
    painter.rect_filled(room, 0, blend(colors.panel, ink_of(happening, colors), FILL));
}

fn hatch(painter: &Painter, rect: Rect, ink: Color32) {
    let clip = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let visible = clip.clip_rect();
    if !visible.is_positive() {
        return;
    }
    // Fixed to the bar, so that panning does not make it shimmer.
    let first = ((visible.left() - rect.left() - rect.height()) / 6.0).floor();
    let mut x = rect.left() + first * 6.0;
    while x < visible.right() {
        let line = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
        clip.line_segment(line, Stroke::new(1.4, ink));
        x += 6.0;
    }
}

/// The line of the bounds within which a moment lies.
pub fn bounds(painter: &Painter, from: f32, at: Pos2, happening: &Happening, colors: &Colors) {
    let ink = ink_of(happening, colors);
    let to = at.x - 5.0;
    if happening.hollow || happening.unreal {
        painter.extend(Shape::dotted_line(&[pos2(from, at.y), pos2(to, at.y)], ink, 3.4, 0.8));
    } else {
        let soft = if happening.starts == Bound::Firm { 0.0 } else { SOFT_PX.min((to - from) / 2.5) };
        let line = |x: Rangef| Rect::from_x_y_ranges(x, (at.y - 1.0)..=(at.y + 1.0));
        let ink = ink.gamma_multiply(BOUNDS);
        fade(painter, line(Rangef::new(from, from + soft)), Color32::TRANSPARENT, ink);
        painter.rect_filled(line(Rangef::new(from + soft, to)), 0, ink);
    }
    if happening.starts == Bound::Firm {
        painter.vline(from, (at.y - 3.5)..=(at.y + 3.5), Stroke::new(1.2, ink));
    }
}

/// A symbol.
pub fn symbol(painter: &Painter, at: Pos2, happening: &Happening, colors: &Colors) {
    let ink = ink_of(happening, colors);
    let hollow = happening.hollow || happening.unreal;
    let fill = if hollow {
        colors.panel
    } else if happening.claimed {
        blend(colors.panel, ink, 0.35)
    } else {
        ink
    };
    let edge = Stroke::new(1.4, ink);
    match happening.glyph {
        LaneSymbol::Of(KindSymbol::Disc | KindSymbol::Dot | KindSymbol::Ring) => {
            let (radius, fill) = match happening.glyph {
                LaneSymbol::Of(KindSymbol::Disc) => (if hollow { 3.4 } else { 3.8 }, fill),
                LaneSymbol::Of(KindSymbol::Ring) => (3.2, if happening.side.is_some() { fill } else { colors.panel }),
                _ => (2.8, fill),
            };
            painter.circle_filled(at, radius + 1.9, colors.panel);
            painter.circle(at, radius, fill, edge);
        }
        LaneSymbol::Star => star(painter, at, fill, ink),
        LaneSymbol::Of(KindSymbol::Triangle) => {
            let points = vec![at + vec2(-4.4, 0.0), at + vec2(3.0, -4.0), at + vec2(3.0, 4.0)];
            painter.add(Shape::convex_polygon(points, fill, Stroke::new(1.2, ink)));
        }
        LaneSymbol::Of(KindSymbol::Square) => {
            let rect = Rect::from_center_size(at, vec2(6.4, 6.4));
            painter.rect(rect, 0, colors.panel, edge, StrokeKind::Middle);
        }
        LaneSymbol::Area => {
            let rect = Rect::from_center_size(at, vec2(8.4, 6.8));
            let tint = if hollow { colors.panel } else { blend(colors.panel, ink, 0.42) };
            painter.rect(rect, 1, tint, Stroke::new(1.1, ink), StrokeKind::Middle);
        }
    }
    if happening.unreal && !matches!(happening.glyph, LaneSymbol::Star | LaneSymbol::Of(KindSymbol::Triangle)) {
        // Broken, for what was only meant or denied.
        for angle in [0.25_f32, 0.75, 1.25, 1.75] {
            let away = Vec2::angled(angle * std::f32::consts::PI);
            painter.line_segment([at + away * 2.0, at + away * 5.2], Stroke::new(1.3, colors.panel));
        }
    }
}

fn star(painter: &Painter, at: Pos2, fill: Color32, ink: Color32) {
    let tip = |i: usize| {
        let angle = i as f32 * std::f32::consts::TAU / 10.0 - std::f32::consts::FRAC_PI_2;
        at + Vec2::angled(angle) * if i.is_multiple_of(2) { 6.0 } else { 2.6 }
    };
    // A star is not convex: a fan around its middle.
    let mut mesh = Mesh::default();
    mesh.colored_vertex(at, fill);
    for i in 0..10 {
        mesh.colored_vertex(tip(i), fill);
        mesh.add_triangle(0, i as u32 + 1, (i as u32 + 1) % 10 + 1);
    }
    painter.add(Shape::mesh(mesh));
    painter.add(Shape::closed_line((0..10).map(tip).collect(), Stroke::new(1.2, ink)));
}

/// Between two colours.
fn blend(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// The rectangle of a count.
pub fn count_rect(at: Pos2) -> Rect {
    Rect::from_center_size(at, vec2(COUNT_PX, BAR_PX))
}

/// So many that there is no room for them.
pub fn count(painter: &Painter, at: Pos2, many: usize, ink: Color32, hollow: bool, colors: &Colors) {
    let rect = count_rect(at);
    let fill = if hollow { colors.panel } else { blend(colors.panel, ink, FILL) };
    painter.rect(rect, CornerRadius::same(5), fill, Stroke::new(1.0, ink), StrokeKind::Inside);
    let text = if many > 99 { "99+".to_owned() } else { format!("{many}") };
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font(10.0, Weight::SemiBold), colors.ink);
}

/// A ring around what is selected.
pub fn selected(painter: &Painter, at: Pos2, colors: &Colors) {
    painter.circle_stroke(at, 7.0, Stroke::new(3.2, colors.panel));
    painter.circle_stroke(at, 7.0, Stroke::new(1.8, colors.ink));
}

/// A frame around a selected bar.
pub fn selected_bar(painter: &Painter, rect: Rect, colors: &Colors) {
    painter.rect_stroke(rect.expand(1.0), 2, Stroke::new(1.8, colors.ink), StrokeKind::Middle);
}
