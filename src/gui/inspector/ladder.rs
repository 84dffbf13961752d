//! The control of a place through time, on both bases, as two thin bars.

use crate::app::{Axis, Ruler};
use crate::chronicle::{Basis, Place};
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use crate::timeline::{Certainty, Control, ControlState};
use crate::words::{control, day_short};
use egui::{Align2, Color32, Painter, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const NAMES_PX: f32 = 76.0;
/// A bar, and a bar with the room under it, px.
const BAR_PX: f32 = 11.0;
const ROW_PX: f32 = 18.0;

/// Shows the ladder.
pub fn ladder_ui(ui: &mut Ui, place: &Place, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let shown = panel.state.shown();
    let bases = [Basis::Documents, Basis::Reference].into_iter().filter(|basis| shown.has(*basis));
    let height = ROW_PX * (1 + bases.clone().count()) as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let axis = Axis::new(panel.state.document.chronicle.meta.range, true);
    let left = rect.left() + NAMES_PX;
    let ruler =
        Ruler { axis, window: axis.whole(), left_px: f64::from(left), width_px: f64::from(rect.right() - left) };
    let painter = ui.painter().with_clip_rect(rect);
    let known_by = panel.state.view.clock.known_by;
    let pointer = response.hover_pos().unwrap_or(pos2(f32::NAN, f32::NAN));
    let mut under = None;
    let mut told = format!("Control of {} through time", place.name);
    for (row, basis) in bases.enumerate() {
        let y = rect.top() + 4.0 + ROW_PX * row as f32;
        let name = if basis == Basis::Documents { "Documents" } else { "Reference" };
        painter.text(
            pos2(rect.left(), y + BAR_PX / 2.0),
            Align2::LEFT_CENTER,
            name,
            font(10.5, Weight::Regular),
            colors.ink2,
        );
        painter.hline(left..=rect.right(), y + BAR_PX / 2.0, Stroke::new(1.0, colors.rule));
        let steps = panel.state.timeline.ladder(&place.id, basis, known_by);
        let ends = steps.iter().skip(1).map(|(t, _)| *t).chain(std::iter::once(axis.range().1));
        for ((from, state), until) in steps.iter().zip(ends) {
            let bar = Rect::from_min_max(pos2(ruler.x_of(*from) as f32, y), pos2(ruler.x_of(until) as f32, y + BAR_PX));
            if bar.width() > 0.2 {
                rung(&painter, bar, state, basis, panel);
            }
            let chronicle = &panel.state.document.chronicle;
            let day = |moment: Moment| day_short(moment.day(), chronicle.resolution());
            let (first, last) = (day(Moment(from.0 + 1)), day(until));
            let held = control(chronicle, state);
            if bar.y_range().expand(3.0).contains(pointer.y) && bar.x_range().contains(pointer.x) {
                under = Some(format!("{name}: {held}, {first} to {last}"));
            }
            if state.control != Control::NotReported {
                told += &format!("; {}: {held} from {first}", name.to_lowercase());
            }
        }
    }
    days(&painter, &ruler, rect, panel);
    let x = ruler.x_of(panel.state.view.clock.cursor) as f32;
    painter.vline(x, rect.top()..=rect.bottom() - 13.0, Stroke::new(2.0, colors.ink));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
    if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
        let moment = ruler.moment_at(f64::from(at.x));
        panel.act(crate::app::Action::GoTo(Moment::end_of(Moment(moment.0 + 1).day())));
    }
    crate::gui::widgets::focus_ring(ui, &response, colors);
    if let Some(under) = under {
        response.on_hover_text_at_pointer(format!("{under}. Click to go there."));
    }
}

fn rung(painter: &Painter, bar: Rect, state: &ControlState, basis: Basis, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let [first, ..] = colors.sides;
    let hollow = basis == Basis::Reference;
    match &state.control {
        Control::Side(side) => {
            let rank = panel.state.document.chronicle.side_rank(side);
            let ink = rank.and_then(|rank| colors.sides.get(rank)).copied().unwrap_or(colors.ink2);
            let possible = state.certainty == Some(Certainty::Possible);
            if hollow {
                let fill = ink.gamma_multiply(if possible { 0.05 } else { 0.16 });
                painter.rect(bar, 0, fill, Stroke::new(1.0, ink), StrokeKind::Inside);
            } else {
                painter.rect_filled(bar, 0, ink.gamma_multiply(if possible { 0.45 } else { 1.0 }));
            }
        }
        Control::Contested => {
            painter.rect_filled(bar, 0, first.gamma_multiply(0.16));
            hatch(painter, bar, first);
        }
        Control::NotReported => {}
    }
}

fn hatch(painter: &Painter, bar: Rect, ink: Color32) {
    let painter = painter.with_clip_rect(bar.intersect(painter.clip_rect()));
    let mut x = bar.left() - bar.height();
    while x < bar.right() {
        let line = [pos2(x, bar.bottom()), pos2(x + bar.height(), bar.top())];
        painter.add(Shape::line_segment(line, Stroke::new(1.2, ink.gamma_multiply(0.8))));
        x += 4.5;
    }
}

fn days(painter: &Painter, ruler: &Ruler, rect: Rect, panel: &PanelContext<'_>) {
    let today = panel.state.view.clock.cursor.day();
    let (from, until) = panel.state.document.chronicle.meta.range.dense;
    let y = rect.bottom() - 6.0;
    for (a, b) in ruler.axis.ends().into_iter().flatten() {
        let x = (ruler.x_of(a) + ruler.x_of(b)) / 2.0;
        painter.text(pos2(x as f32, y), Align2::CENTER_CENTER, "…", font(10.0, Weight::Regular), panel.colors.ink3);
    }
    let mut day = from;
    while day <= until {
        let x = ruler.x_of(Moment::end_of(day)) as f32 - (ruler.px_per_unit() as f32) / 2.0;
        let (weight, ink) =
            if day == today { (Weight::Bold, panel.colors.ink) } else { (Weight::Regular, panel.colors.ink3) };
        painter.text(pos2(x, y), Align2::CENTER_CENTER, day.day().to_string(), font(10.0, weight), ink);
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
}
