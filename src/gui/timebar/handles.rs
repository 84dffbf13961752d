//! The playhead, and the hollow known-by handle beside it.

use super::layout::Layout;
use crate::gui::tell;
use crate::gui::theme::font;
use crate::gui::widgets::Panel;
use crate::scene::Weight;
use egui::{Align2, Painter, Pos2, Shape, Stroke, Ui, pos2, vec2};

/// Paints both.
pub fn show(ui: &Ui, layout: &Layout, panel: &Panel<'_>) {
    let colors = panel.colors;
    let clock = panel.state.look.clock;
    let painter = ui.painter().with_clip_rect(layout.whole);
    let top = layout.chart.top() - 10.0;
    let bottom = layout.chart.bottom() + 1.0;
    let x = layout.known_by_x(panel.state);
    let in_sight = clock.known_by.is_none() || layout.chart.x_range().contains(x);
    if in_sight {
        let line = [pos2(x, top + 11.0), pos2(x, bottom)];
        painter.extend(Shape::dotted_line(&line, colors.ink3, 4.0, 0.9));
        painter.add(Shape::convex_polygon(grip(pos2(x, top)), colors.panel, Stroke::new(1.2, colors.ink2)));
    }
    let ink = colors.ink2;
    let (size, text) = (10.0, clock.known_by.map_or_else(|| "hindsight".to_owned(), |t| tell::day_short(t.day())));
    let (at, align) = if clock.known_by.is_none() || x < layout.chart.right() - 70.0 {
        (pos2(x + 9.0, top + 1.0), Align2::LEFT_CENTER)
    } else {
        (pos2(x - 9.0, top + 1.0), Align2::RIGHT_CENTER)
    };
    if in_sight {
        label(
            &painter,
            at,
            align,
            &format!("Known by {}", if clock.known_by.is_some() { &text } else { "" }),
            size,
            ink,
        );
        if clock.known_by.is_none() {
            label(&painter, at + vec2(0.0, 13.0), align, &text, size, colors.ink3);
        }
    }
    let x = layout.x_of(clock.cursor);
    if !layout.chart.expand(1.0).x_range().contains(x) {
        return;
    }
    let x = x.round();
    painter.vline(x, (top + 8.0)..=bottom, Stroke::new(2.0, colors.ink));
    painter.add(Shape::convex_polygon(grip(pos2(x, top)), colors.ink, Stroke::NONE));
}

fn label(painter: &Painter, at: Pos2, align: Align2, text: &str, size: f32, ink: egui::Color32) {
    painter.text(at, align, text.trim(), font(size, Weight::Medium), ink);
}

/// A small shield, pointing down.
fn grip(top: Pos2) -> Vec<Pos2> {
    [(-5.0, 0.0), (5.0, 0.0), (5.0, 6.5), (0.0, 12.0), (-5.0, 6.5)].map(|(x, y)| top + vec2(x, y)).to_vec()
}
