//! The nearest held place to the focus, as steps on a square-root scale, paling after the cursor.

use super::happening::Happenings;
use super::layout::BarLayout;
use crate::chronicle::PlaceId;
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use crate::timeline::Nearest;
use crate::words::none_held;
use egui::{Align2, Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2};

/// Values marked on the scale, km: the ladder that reaches higher under the top.
const TICKS_KM: [[f64; 4]; 2] = [[50.0, 200.0, 800.0, 3200.0], [25.0, 100.0, 400.0, 1600.0]];

/// Between two of them, px.
const LINE_PX: f32 = 11.0;

/// One step: from, until, how far, and where.
struct Step<'a> {
    x: Rangef,
    y: f32,
    nearest: &'a Nearest,
}

/// Shows the chart in the vertical room given.
pub fn show(ui: &Ui, layout: &BarLayout, room: Rangef, happenings: &Happenings, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let chronicle = &panel.state.document.chronicle;
    let all = ui.painter();
    let left = layout.names_left();
    let focus = chronicle.focus().map_or("the focus", |p| p.name.as_str());
    let title = |y: f32, text: &str, size: f32, ink: Color32| {
        all.text(pos2(left, y), Align2::LEFT_TOP, text, font(size, Weight::Regular), ink);
    };
    title(room.min - 7.0, "Nearest to", 11.5, colors.ink2);
    title(room.min + 6.0, &format!("{focus}, km"), 11.5, colors.ink2);
    title(room.min + 20.0, "square-root scale", 10.0, colors.ink3);
    let steps = happenings.steps.iter().flatten();
    let most = steps.filter_map(|(_, n)| n.as_ref().map(|n| n.km)).fold(100.0_f64, f64::max);
    let y_of = |km: f64| room.max - (km / most).sqrt() as f32 * room.span();
    let highest = |ladder: &[f64; 4]| ladder.iter().copied().filter(|km| *km <= most * 1.05).fold(0.0, f64::max);
    let ladder = TICKS_KM.iter().max_by(|a, b| highest(a).total_cmp(&highest(b)));
    let mut ticks: Vec<f64> = ladder.into_iter().flatten().copied().filter(|km| *km <= most * 1.05).collect();
    // The widest first: a lower one that has no room gives way.
    ticks.reverse();
    let mut last = f32::NEG_INFINITY;
    for km in ticks {
        let y = y_of(km);
        if y - last < LINE_PX {
            continue;
        }
        last = y;
        let at = pos2(layout.chart.left() - 10.0, y);
        all.text(at, Align2::RIGHT_CENTER, format!("{km}"), font(10.0, Weight::Regular), colors.ink3);
        all.hline(layout.chart.left() - 6.0..=layout.chart.left(), y, Stroke::new(1.0, colors.rule_firm));
    }
    let painter = all.with_clip_rect(layout.chart);
    // Words keep clear of the torn end of the axis.
    let torn = layout.ruler.axis.ends()[1].map_or(f32::INFINITY, |(from, _)| layout.x_of(from) - 4.0);
    let right_edge = layout.chart.right().min(torn);
    let cursor = layout.x_of(panel.state.view.clock.cursor);
    let ink = colors.sides.first().copied().unwrap_or(colors.ink);
    let mut written: Vec<Rect> = Vec::new();
    let first = happenings.steps.iter().flatten().filter(|(_, nearest)| nearest.is_some()).map(|(at, _)| *at).min();
    silence(&painter, layout, room, first, panel, &mut written);
    let mut named_now: Vec<&PlaceId> = Vec::new();
    for (basis, steps) in happenings.steps.iter().enumerate() {
        let laid: Vec<Step<'_>> = laid_out(layout, steps, y_of);
        line(&painter, &laid, cursor, ink, basis == 1);
        let now = current(&laid, cursor).map(|step| step.x.min);
        // The label of the instant comes first, so that no other takes its room.
        for step in laid.iter().filter(|step| Some(step.x.min) == now) {
            if named_now.contains(&&step.nearest.place) {
                continue;
            }
            label(&painter, step, basis == 0, (cursor, right_edge), panel, &mut written);
            named_now.push(&step.nearest.place);
        }
        for step in laid.iter().filter(|step| Some(step.x.min) != now) {
            label(&painter, step, false, (cursor, right_edge), panel, &mut written);
        }
    }
}

/// Says of a stretch without a line that none was held by then, where the words have room.
fn silence(
    painter: &Painter,
    layout: &BarLayout,
    room: Rangef,
    first: Option<Moment>,
    panel: &PanelContext<'_>,
    written: &mut Vec<Rect>,
) {
    let state = panel.state;
    let shown = state.shown();
    if !(shown.documents || shown.reference) {
        return;
    }
    let ink = panel.colors.ink3;
    let words = none_held(&state.document.chronicle, first, &state.slice, shown);
    let galley = painter.layout_no_wrap(words, font(10.0, Weight::Regular), ink);
    let until = first.map_or(f32::INFINITY, |first| layout.x_of(first)).min(layout.chart.right());
    // The torn end at the left keeps its stripes.
    let from =
        layout.ruler.axis.ends()[0].map_or(layout.chart.left(), |(_, end)| layout.x_of(end).max(layout.chart.left()));
    let rect = Rect::from_min_size(pos2(from + 8.0, room.max - galley.size().y - 4.0), galley.size());
    if rect.right() + 8.0 < until {
        painter.galley(rect.min, galley, ink);
        written.push(rect);
    }
}

fn laid_out<'a>(
    layout: &BarLayout,
    steps: &'a [(Moment, Option<Nearest>)],
    y_of: impl Fn(f64) -> f32,
) -> Vec<Step<'a>> {
    let ends = steps.iter().skip(1).map(|(t, _)| layout.x_of(*t)).chain(std::iter::once(layout.chart.right()));
    let held = steps.iter().zip(ends).filter_map(|((from, nearest), end)| {
        let nearest = nearest.as_ref()?;
        Some(Step { x: Rangef::new(layout.x_of(*from), end), y: y_of(nearest.km), nearest })
    });
    held.collect()
}

/// The step that holds at the cursor.
fn current<'a, 'b>(steps: &'b [Step<'a>], cursor: f32) -> Option<&'b Step<'a>> {
    steps.iter().rev().find(|step| step.x.min <= cursor + 0.25)
}

fn line(painter: &Painter, steps: &[Step<'_>], cursor: f32, ink: Color32, dotted: bool) {
    let mut before: Vec<Pos2> = Vec::new();
    let mut after: Vec<Pos2> = Vec::new();
    for step in steps {
        for x in [step.x.min, step.x.max] {
            if x <= cursor {
                before.push(pos2(x, step.y));
            } else {
                if after.is_empty() && step.x.min <= cursor {
                    before.push(pos2(cursor, step.y));
                    after.push(pos2(cursor, step.y));
                }
                after.push(pos2(x, step.y));
            }
        }
    }
    for (points, ink) in [(before, ink), (after, ink.gamma_multiply(0.42))] {
        if points.len() < 2 {
            continue;
        }
        if dotted {
            painter.extend(Shape::dotted_line(&points, ink, 3.2, 0.8));
        } else {
            painter.add(Shape::line(points, Stroke::new(1.6, ink)));
        }
    }
    if let (Some(step), false) = (current(steps, cursor), dotted) {
        painter.circle_filled(pos2(cursor, step.y), 3.2, ink);
    }
}

fn label(
    painter: &Painter,
    step: &Step<'_>,
    now: bool,
    (cursor, right_edge): (f32, f32),
    panel: &PanelContext<'_>,
    written: &mut Vec<Rect>,
) {
    let colors = panel.colors;
    let places = &panel.state.document.chronicle.places;
    let name = places.get(&step.nearest.place).map_or(step.nearest.place.as_str(), |p| p.name.as_str());
    let text = format!("{name} {:.0}{}", step.nearest.km, if now { " km" } else { "" });
    let (weight, ink) = if now { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink3) };
    let galley = painter.layout_no_wrap(text, font(10.0, weight), ink);
    let left = match now {
        true if cursor + 10.0 + galley.size().x < right_edge => cursor + 8.0,
        true => cursor - 8.0 - galley.size().x,
        false => step.x.min + 4.0,
    };
    let top = (step.y - galley.size().y - 1.5).max(painter.clip_rect().top());
    let rect = Rect::from_min_size(pos2(left, top), galley.size());
    let fits = now || rect.right() < step.x.max + 30.0;
    let apart = written.iter().all(|other| !other.expand(2.0).intersects(rect));
    if fits && apart && rect.right() < right_edge {
        painter.rect_filled(rect.expand2(egui::vec2(2.0, -1.5)), 0, colors.panel.gamma_multiply(0.85));
        painter.galley(rect.min, galley, ink);
        written.push(rect);
    }
}
