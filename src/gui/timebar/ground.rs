//! What lies under the lanes: their names, the lines of the time scale, the shade of the cursor's day and of the
//! compressed ends.

use super::arrange::Arranged;
use super::lane::Lane;
use super::layout::BarLayout;
use super::ticks::TickScale;
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use egui::{Align2, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};

/// Paints it.
pub fn show(ui: &Ui, layout: &BarLayout, arranged: &Arranged, scale: &TickScale, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let all = ui.painter();
    all.hline(layout.whole.x_range(), layout.whole.top() + 0.5, Stroke::new(1.0, colors.rule_firm));
    let chart = layout.chart;
    let painter = all.with_clip_rect(chart);
    for (from, until) in layout.ruler.axis.ends().into_iter().flatten() {
        let shade = Rect::from_x_y_ranges(layout.x_of(from)..=layout.x_of(until), chart.y_range());
        painter.rect_filled(shade, 0, colors.hover);
    }
    let today = panel.state.view.clock.cursor.day();
    let column = Rangef::new(layout.x_of(Moment::start_of(today)), layout.x_of(Moment::end_of(today)));
    if !in_an_end(layout, Moment::end_of(today)) {
        painter.rect_filled(Rect::from_x_y_ranges(column, chart.y_range()), 0, colors.hover.gamma_multiply(0.8));
    }
    for line in &scale.lines {
        let (strength, ink) = match line.rank {
            0 => (0.45, colors.rule),
            1 => (0.85, colors.rule),
            _ => (0.9, colors.rule_firm),
        };
        painter.vline(line.x, chart.y_range(), Stroke::new(1.0, ink.gamma_multiply(strength)));
    }
    for laid in &arranged.lanes {
        let y = chart.top() + laid.top_px;
        let middle = y + laid.height_px / 2.0;
        if laid.lane == Lane::ByReference {
            let at = pos2(layout.names_left() + layout.metrics.names_px, middle);
            all.text(at, Align2::RIGHT_CENTER, laid.lane.title(), font(10.0, Weight::Regular), colors.ink3);
        } else {
            // Names stand with the first row of their lane.
            let at = pos2(layout.names_left(), chart.top() + laid.row_px(0, &arranged.terms));
            let title = laid.lane.title();
            all.text(at, Align2::LEFT_CENTER, title, font(11.5, Weight::Regular), colors.ink2);
            if laid.top_px > 0.0 {
                let rule = Rangef::new(layout.names_left(), chart.right());
                all.hline(rule, y.round() + 0.5, Stroke::new(1.0, colors.rule.gamma_multiply(0.7)));
            }
        }
    }
    all.hline(chart.x_range(), chart.bottom() + 0.5, Stroke::new(1.0, colors.ink3));
}

/// Names hours, days, weeks or months; none under what the pointer tells.
pub fn names(ui: &Ui, layout: &BarLayout, scale: &TickScale, told: Option<Rect>, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let painter = ui.painter();
    let y = layout.days.center().y;
    for name in &scale.names {
        let (weight, ink) = match (name.now, name.minor) {
            (true, _) => (Weight::SemiBold, colors.ink),
            (false, true) => (Weight::Regular, colors.ink3),
            (false, false) => (Weight::Regular, colors.ink2),
        };
        let galley = painter.layout_no_wrap(name.text.clone(), font(10.5, weight), ink);
        let rect = Rect::from_center_size(pos2(name.x, y), galley.size());
        if told.is_none_or(|told| !told.expand(3.0).intersects(rect)) {
            painter.galley(rect.min, galley, ink);
        }
    }
}

/// Whether a moment lies in a compressed end.
pub fn in_an_end(layout: &BarLayout, moment: Moment) -> bool {
    layout.ruler.axis.ends().into_iter().flatten().any(|(from, until)| moment > from && moment <= until)
}

/// The compressed ends are torn off with a zigzag.
pub fn torn_edges(ui: &Ui, layout: &BarLayout, panel: &PanelContext<'_>) {
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
