//! The days and the lanes.

use super::items::{Glyph, Item, Items, named, rows_of};
use super::layout::Layout;
use crate::app::Action;
use crate::gui::tell;
use crate::gui::theme::{Colors, font};
use crate::gui::widgets::Panel;
use crate::scene::Weight;
use crate::time::{Day, Moment};
use egui::{
    Align2, Color32, Id, Mesh, Painter, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// Over how many px an unknown start fades in.
const SOFT_PX: f32 = 26.0;
/// Between symbols of one day, px.
const SPACING_PX: f32 = 10.5;
/// Narrower days are not all named, px.
const NAMED_PX: f32 = 56.0;
/// Narrower ends are named more shortly, px.
const NARROW_END_PX: f32 = 42.0;
/// From this width on the quarters of a day are marked, px.
const HOURS_PX: f32 = 280.0;

/// Names of lanes and days, lines between days, the shade of the cursor's day and of the compressed ends.
pub fn axis(ui: &Ui, layout: &Layout, panel: &Panel<'_>) {
    let colors = panel.colors;
    let all = ui.painter();
    all.hline(layout.whole.x_range(), layout.whole.top() + 0.5, Stroke::new(1.0, colors.rule_firm));
    let chart = layout.chart;
    for (lane, name) in layout.lanes() {
        let y = layout.lane(lane);
        let (size, ink) = if lane == 1 { (10.0, colors.ink3) } else { (11.5, colors.ink2) };
        let (x, align) = if lane == 1 {
            (chart.left() - 10.0, Align2::RIGHT_CENTER)
        } else {
            (layout.whole.left() + 20.0, Align2::LEFT_CENTER)
        };
        all.text(pos2(x, y.center()), align, name, font(size, Weight::Regular), ink);
        if lane != 1 {
            all.hline(chart.x_range(), y.min, Stroke::new(1.0, colors.rule.gamma_multiply(0.6)));
        }
    }
    let painter = all.with_clip_rect(Rect::from_min_max(chart.min, pos2(chart.right(), layout.whole.bottom())));
    for (from, until) in layout.ruler.axis.ends().into_iter().flatten() {
        let shade = Rect::from_x_y_ranges(layout.x_of(from)..=layout.x_of(until), chart.y_range());
        painter.rect_filled(shade, 0, colors.hover);
    }
    ends(all, layout, panel);
    days(&painter, layout, panel);
    painter.hline(chart.x_range(), chart.bottom() + 0.5, Stroke::new(1.0, colors.ink3));
}

/// What the compressed ends hold.
fn ends(painter: &Painter, layout: &Layout, panel: &Panel<'_>) {
    let colors = panel.colors;
    let (chart, ruler) = (layout.chart, layout.ruler);
    let today = panel.state.look.clock.cursor.day();
    let y = chart.bottom() + 12.0;
    for (from, until) in ruler.axis.ends().into_iter().flatten() {
        let x = Rangef::new(layout.x_of(from), layout.x_of(until));
        let (a, b) = (Moment(from.0 + 1).day(), until.day());
        let text = match (x.span() < NARROW_END_PX, a.month() == b.month()) {
            (true, _) if from == ruler.axis.range().0 => format!("to {}", b.day()),
            (true, _) => format!("from {}", a.day()),
            (false, true) => format!("{}–{}", a.day(), tell::day_short(b)),
            (false, false) => format!("{} – {}", a.strftime("%b"), tell::day_short(b)),
        };
        let within = (from..=until).contains(&panel.state.look.clock.cursor) && !shown_dense(layout, today);
        let (weight, ink) = if within { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink3) };
        let at = x.center();
        if !chart.x_range().contains(at) {
            continue;
        }
        painter.text(pos2(at, y), Align2::CENTER_CENTER, text, font(10.0, weight), ink);
    }
}

fn days(painter: &Painter, layout: &Layout, panel: &Panel<'_>) {
    let colors = panel.colors;
    let (chart, ruler) = (layout.chart, layout.ruler);
    let today = panel.state.look.clock.cursor.day();
    let y = chart.bottom() + 12.0;
    let width = ruler.px_per_unit() as f32;
    let every = (NAMED_PX / width.max(0.1)).ceil().max(1.0) as i64;
    let mut day = Moment(ruler.moment_at(f64::from(chart.left())).0 + 1).day();
    let last = ruler.moment_at(f64::from(chart.right())).day();
    let mut count = 0;
    while day <= last && count < 800 {
        let x = Rangef::new(layout.x_of(Moment::start_of(day)), layout.x_of(Moment::end_of(day)));
        if shown_dense(layout, day) {
            if day == today {
                let column = Rect::from_x_y_ranges(x, chart.y_range());
                painter.rect_filled(column, 0, colors.hover.gamma_multiply(0.8));
            }
            painter.vline(x.max, chart.y_range(), Stroke::new(1.0, colors.rule.gamma_multiply(0.8)));
            let number = Moment::start_of(day).0 / Moment::DAY;
            if width > HOURS_PX {
                hours(painter, x, chart, colors);
            }
            let now = Moment::start_of(today).0 / Moment::DAY;
            if day == today || (number % every == 0 && (number - now).abs() >= every) {
                let (weight, ink) =
                    if day == today { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink2) };
                let month = (day.day() == 1 || count == 0) && width > 80.0;
                let text = if month { "%a %-d %b" } else { "%a %-d" };
                let text = day.strftime(text).to_string();
                painter.text(pos2(x.center(), y), Align2::CENTER_CENTER, text, font(10.5, weight), ink);
            }
            count += 1;
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
}

/// Marks the quarters of a day.
fn hours(painter: &Painter, day: Rangef, chart: Rect, colors: &Colors) {
    for quarter in 1..4 {
        let x = egui::lerp(day.min..=day.max, quarter as f32 / 4.0);
        painter.vline(x, chart.y_range(), Stroke::new(1.0, colors.rule.gamma_multiply(0.45)));
        if quarter != 2 {
            let (at, ink) = (pos2(x, chart.bottom() + 12.0), colors.ink3);
            painter.text(at, Align2::CENTER_CENTER, format!("{:02}:00", quarter * 6), font(10.0, Weight::Regular), ink);
        }
    }
}

/// Whether a day has a column of its own.
fn shown_dense(layout: &Layout, day: Day) -> bool {
    let start = Moment::start_of(day);
    !layout.ruler.axis.ends().into_iter().flatten().any(|(from, until)| start >= from && start < until)
}

/// The compressed ends are torn off with a zigzag.
pub fn torn_edges(ui: &Ui, layout: &Layout, panel: &Panel<'_>) {
    let painter = ui.painter().with_clip_rect(layout.chart.expand2(vec2(4.0, 0.0)));
    let [first, last] = layout.ruler.axis.ends();
    for moment in [first.map(|(_, until)| until), last.map(|(from, _)| from)].into_iter().flatten() {
        let x = layout.x_of(moment);
        let steps = (layout.chart.height() / 5.0) as usize;
        let point =
            |i: usize| pos2(x + if i.is_multiple_of(2) { -2.5 } else { 2.5 }, layout.chart.top() + i as f32 * 5.0);
        let line: Vec<Pos2> = (0..=steps).map(point).collect();
        painter.add(Shape::line(line.clone(), Stroke::new(4.0, panel.colors.panel)));
        painter.add(Shape::line(line, Stroke::new(1.0, panel.colors.rule_firm)));
    }
}

/// Where an item's row runs.
fn row_y(layout: &Layout, item: &Item) -> f32 {
    let lane = layout.lane(item.lane);
    let rows = rows_of(item.lane) as f32;
    let pitch = (lane.span() - 1.0) / rows;
    lane.min + 0.5 + pitch * (item.row as f32 + 0.5)
}

/// Where an item's symbol stands.
fn symbol_at(layout: &Layout, item: &Item) -> Pos2 {
    let day = item.end.day();
    let column = Rangef::new(layout.x_of(Moment::start_of(day)), layout.x_of(Moment::end_of(day)));
    let (index, count) = item.slot;
    let spacing = SPACING_PX.min(column.span() * 0.86 / count as f32);
    pos2(column.center() + (index as f32 - (count as f32 - 1.0) / 2.0) * spacing, row_y(layout, item))
}

fn ink_of(item: &Item, colors: &Colors) -> Color32 {
    item.side.and_then(|side| colors.sides.get(side).copied()).unwrap_or(colors.ink3)
}

/// The happenings, bars first, then symbols, then names where a row has room for them.
pub fn lanes(ui: &Ui, layout: &Layout, items: &Items, panel: &Panel<'_>) {
    let painter = ui.painter().with_clip_rect(layout.chart);
    let known_by = panel.state.look.clock.known_by;
    let fade = |item: &Item| known_by.is_some_and(|known| item.reported.is_none_or(|reported| reported > known));
    for item in &items.items {
        let ink = ink_of(item, panel.colors).gamma_multiply(if fade(item) { 0.2 } else { 1.0 });
        bar(&painter, layout, item, ink);
    }
    for item in items.items.iter().filter(|item| !item.lasts) {
        let ink = ink_of(item, panel.colors).gamma_multiply(if fade(item) { 0.25 } else { 1.0 });
        symbol(&painter, symbol_at(layout, item), item, ink, panel.colors);
    }
    written_names(&painter, layout, items, fade, panel.colors);
    let selected = panel.state.look.event.as_ref();
    if let Some(item) = items.items.iter().find(|item| Some(&item.event) == selected) {
        let at =
            if item.lasts { pos2(layout.x_of(item.end) - 3.0, row_y(layout, item)) } else { symbol_at(layout, item) };
        painter.circle_stroke(at, 7.5, Stroke::new(3.5, panel.colors.panel));
        painter.circle_stroke(at, 7.5, Stroke::new(1.8, panel.colors.ink));
        symbol(&painter, at, item, ink_of(item, panel.colors), panel.colors);
    }
}

fn bar(painter: &Painter, layout: &Layout, item: &Item, ink: Color32) {
    let y = row_y(layout, item);
    let soft = item.start.is_none();
    let start = item.start.unwrap_or(Moment(item.end.0 - Moment::DAY));
    let right = if item.lasts { layout.x_of(item.end) } else { symbol_at(layout, item).x };
    let left = layout.x_of(start).min(right);
    let long = item.end.0 - start.0 > Moment::DAY;
    if !(item.lasts || long) {
        return;
    }
    let half = match (item.lasts, item.doubtful) {
        (true, _) => 1.5,
        (false, false) => 2.0,
        (false, true) => 1.0,
    };
    let strength = match (item.lasts, item.doubtful) {
        (true, false) => 0.8,
        (true, true) => 0.4,
        (false, _) => 0.55,
    };
    let fill = ink.gamma_multiply(strength);
    // Neighbours in a row stay apart.
    let (left, right) = if item.lasts { (left + 1.0, (right - 1.0).max(left + 2.0)) } else { (left, right) };
    let room = Rect::from_min_max(pos2(left, y - half), pos2(right, y + half));
    if item.hollow && !item.lasts {
        let dots = Shape::dotted_line(&[pos2(left, y), pos2(right, y)], ink, 3.5, 0.8);
        painter.extend(dots);
    } else if item.doubtful && !soft {
        painter.extend(Shape::dashed_line(&[pos2(left, y), pos2(right, y)], Stroke::new(half * 2.0, fill), 5.0, 3.0));
    } else if soft {
        fading(painter, Rect::from_min_max(pos2(left - SOFT_PX, room.top()), room.min + vec2(0.0, half * 2.0)), fill);
        painter.rect_filled(room, 0, fill);
    } else {
        painter.rect_filled(room, 0, fill);
    }
    if item.lasts {
        painter.vline(right - 0.5, Rangef::new(y - 3.5, y + 3.5), Stroke::new(1.2, ink));
        if !soft {
            painter.vline(left + 0.5, Rangef::new(y - 2.5, y + 2.5), Stroke::new(1.0, ink));
        }
    }
}

/// A rectangle that fades in from the left.
fn fading(painter: &Painter, rect: Rect, ink: Color32) {
    let mut mesh = Mesh::default();
    for (pos, color) in [
        (rect.left_top(), Color32::TRANSPARENT),
        (rect.right_top(), ink),
        (rect.right_bottom(), ink),
        (rect.left_bottom(), Color32::TRANSPARENT),
    ] {
        mesh.colored_vertex(pos, color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(Shape::mesh(mesh));
}

fn symbol(painter: &Painter, at: Pos2, item: &Item, ink: Color32, colors: &Colors) {
    let hollow = item.hollow || item.doubtful;
    let fill = if hollow { colors.panel } else { ink };
    let edge = Stroke::new(1.4, ink);
    match item.glyph {
        Glyph::Disc | Glyph::Ring | Glyph::Dot => {
            let (radius, open) = match item.glyph {
                Glyph::Disc => (if item.hollow { 3.4 } else { 4.2 }, hollow),
                Glyph::Ring => (3.2, true),
                _ => (2.6, hollow),
            };
            if open {
                painter.circle(at, radius, colors.panel, edge);
            } else {
                painter.circle(at, radius + 1.2, colors.panel, Stroke::NONE);
                painter.circle_filled(at, radius, ink);
            }
        }
        Glyph::Star => {
            let tip = |i: usize| {
                let angle = i as f32 * std::f32::consts::TAU / 10.0 - std::f32::consts::FRAC_PI_2;
                at + Vec2::angled(angle) * if i.is_multiple_of(2) { 6.2 } else { 2.7 }
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
        Glyph::Triangle => {
            let points = vec![at + vec2(-4.6, 0.0), at + vec2(3.2, -4.2), at + vec2(3.2, 4.2)];
            painter.add(Shape::convex_polygon(points, fill, if hollow { Stroke::new(1.2, ink) } else { Stroke::NONE }));
        }
        Glyph::Square => {
            let rect = Rect::from_center_size(at, vec2(6.4, 6.4));
            painter.rect(rect, 0, colors.panel, edge, StrokeKind::Middle);
        }
    }
}

/// Names bars: in the bar where it is long enough, else after its end where nothing stands there.
fn written_names(painter: &Painter, layout: &Layout, items: &Items, faded: impl Fn(&Item) -> bool, colors: &Colors) {
    let first = layout.ruler.axis.ends()[0].map_or(layout.chart.left(), |(_, until)| layout.x_of(until) + 4.0);
    let extents: Vec<(usize, usize, f32, f32)> = items.items.iter().map(|item| extent(layout, item)).collect();
    let mut written: Vec<Rect> = Vec::new();
    for (item, &(_, _, start, end)) in items.items.iter().zip(&extents) {
        if !item.lasts || !named(item.lane) || faded(item) {
            continue;
        }
        let galley = painter.layout_no_wrap(item.name.clone(), font(10.0, Weight::Regular), colors.ink2);
        let (size, y) = (galley.size(), row_y(layout, item));
        let start = start.max(layout.chart.left()).max(first.min(end));
        let inside = end - start > size.x + 22.0;
        let left = if inside { start + 9.0 } else { end + 4.0 };
        let rect = Rect::from_min_size(pos2(left, y - size.y / 2.0), size);
        let free = |&(lane, row, a, b): &(usize, usize, f32, f32)| {
            lane != item.lane || row != item.row || b < rect.left() + 1.0 || a > rect.right() + 1.0
        };
        let clear = inside || extents.iter().all(free);
        let struck = |(other, &(lane, row, _, b)): (&Item, &(usize, usize, f32, f32))| {
            let symbol = Rangef::new(b - 10.0, b);
            !other.lasts && lane == item.lane && row == item.row && symbol.intersects(rect.x_range())
        };
        let clear = clear && !items.items.iter().zip(&extents).any(struck);
        let torn = layout.ruler.axis.ends()[1].map_or(f32::INFINITY, |(from, _)| layout.x_of(from));
        let clear = clear && (rect.right() < torn - 3.0 || rect.left() > torn + 3.0);
        let apart = written.iter().all(|other| !other.shrink(1.5).intersects(rect.shrink(1.5)));
        if !clear || !apart || rect.right() > layout.chart.right() {
            continue;
        }
        if inside {
            let gap = Rect::from_center_size(rect.center(), vec2(size.x + 6.0, 5.0));
            painter.rect_filled(gap, 0, colors.panel);
        }
        painter.galley(rect.min, galley, colors.ink2);
        written.push(rect);
    }
}

/// An item's lane and row, and from where to where it reaches.
fn extent(layout: &Layout, item: &Item) -> (usize, usize, f32, f32) {
    let start = layout.x_of(item.start.unwrap_or(Moment(item.end.0 - Moment::DAY)));
    let at = symbol_at(layout, item).x;
    let (start, end) = if item.lasts { (start, layout.x_of(item.end)) } else { (start.min(at - 5.0), at + 5.0) };
    (item.lane, item.row, start, end)
}

/// Gives every happening in sight a name, a tooltip and a click.
pub fn names(ui: &Ui, layout: &Layout, items: &Items, panel: &mut Panel<'_>) {
    for item in &items.items {
        let y = row_y(layout, item);
        let rect = if item.lasts {
            let start = item.start.unwrap_or(Moment(item.end.0 - Moment::DAY));
            Rect::from_min_max(
                pos2(layout.x_of(start), y - 4.5),
                pos2(layout.x_of(item.end).max(layout.x_of(start) + 6.0), y + 4.5),
            )
        } else {
            Rect::from_center_size(symbol_at(layout, item), Vec2::splat(11.0))
        };
        let rect = rect.intersect(layout.chart);
        if !rect.is_positive() {
            continue;
        }
        // Not in the order of Tab: the inspector lists the same events, with their keyboard.
        let response = ui.interact(rect, Id::unique(("happening", item.event.as_str())), Sense::CLICK);
        let name = item.tip.lines().next().unwrap_or(&item.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            panel.act(Action::SelectEvent(item.event.clone()));
        }
        // Only one of so many is ever told about.
        if response.hovered() {
            response.on_hover_text_at_pointer(&item.tip);
        }
    }
}
