//! Counts through time, where no distance is told of: how many places each of several sides holds, one upon the other,
//! or how much happened.

use super::counted::Counted;
use super::layout::BarLayout;
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use egui::{Align2, Color32, CornerRadius, Painter, Rangef, Rect, Stroke, Ui, pos2};

/// What is after the cursor is so much paler.
const AFTER: f32 = 0.42;

/// Shows the chart in the vertical room given.
pub fn show(ui: &Ui, layout: &BarLayout, room: Rangef, counted: &Counted, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let all = ui.painter();
    let left = layout.names_left();
    for (line, text) in counted.title.iter().enumerate() {
        let at = pos2(left, room.min - 7.0 + 13.0 * line as f32);
        all.text(at, Align2::LEFT_TOP, text, font(11.5, Weight::Regular), colors.ink2);
    }
    if counted.most == 0 {
        return;
    }
    let y_of = |count: usize| room.max - count as f32 / counted.most as f32 * room.span();
    for count in [0, counted.most] {
        let at = pos2(layout.chart.left() - 10.0, y_of(count));
        all.text(at, Align2::RIGHT_CENTER, count.to_string(), font(10.0, Weight::Regular), colors.ink3);
        all.hline(layout.chart.left() - 6.0..=layout.chart.left(), at.y, Stroke::new(1.0, colors.rule_firm));
    }
    let painter = all.with_clip_rect(layout.chart);
    let cursor = layout.x_of(panel.state.view.clock.cursor);
    for (from, until, counts) in &counted.steps {
        let x = Rangef::new(layout.x_of(*from), layout.x_of(*until).max(layout.x_of(*from) + 1.0));
        if !x.intersects(layout.chart.x_range()) {
            continue;
        }
        let mut below = 0;
        for (rank, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let ink =
                if counted.by_side { colors.sides.get(rank).copied().unwrap_or(colors.ink2) } else { colors.ink2 };
            let y = Rangef::new(y_of(below + count), y_of(below));
            // What is counted by day stands whole, what is held changes under the cursor.
            let turn = if counted.by_side {
                cursor
            } else if x.min < cursor {
                x.max
            } else {
                x.min
            };
            bar(&painter, x, y, turn, ink);
            below += count;
        }
    }
}

/// A bar in full strength up to a turn, and pale after it.
fn bar(painter: &Painter, x: Rangef, y: Rangef, turn: f32, ink: Color32) {
    let turn = turn.clamp(x.min, x.max);
    for (from, until, ink) in [(x.min, turn, ink), (turn, x.max, ink.gamma_multiply(AFTER))] {
        if until > from {
            painter.rect_filled(Rect::from_x_y_ranges(from..=until, y), CornerRadius::ZERO, ink);
        }
    }
}
