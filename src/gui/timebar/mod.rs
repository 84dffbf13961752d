//! The time bar: the clock, a lane of happenings for each kind, the distance to the focus, and the handles.
//!
//! Input comes first and is obeyed before anything is painted, so that playhead and map move in the same frame.

mod chart;
mod distance;
mod handles;
mod header;
mod items;
mod layout;

use crate::app::{Action, State};
use crate::gui::tell;
use crate::gui::widgets::Panel;
use crate::time::Moment;
use egui::{Modifiers, PointerButton, Response, Role, Sense, Ui, WidgetInfo};
use items::Items;
use layout::Layout;

pub use layout::height;

/// How near the pointer must come to a handle, px.
const HANDLE_PX: f32 = 9.0;
/// How much one notch of the wheel zooms.
const WHEEL: f32 = 1.0 / 240.0;

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drag {
    Cursor,
    KnownBy,
    Axis,
}

/// What the time bar keeps between frames.
#[derive(Default)]
pub struct TimeBar {
    items: Option<Items>,
    drag: Option<Drag>,
    focused: bool,
}

impl TimeBar {
    /// Takes the pointer and assistive technology's wishes for the axis.
    pub fn input_ui(&mut self, ui: &mut Ui, panel: &mut Panel<'_>) {
        let layout = Layout::new(ui.max_rect(), panel.state);
        let response = ui.interact(layout.grip(), ui.scope_id().with("axis"), Sense::click_and_drag());
        self.focused = response.has_focus();
        describe(&response, panel.state);
        self.drags(ui, &response, &layout, panel);
        if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
            let moment = layout.ruler.moment_at(f64::from(at.x));
            panel.act(Action::SetCursor(Moment::end_of(Moment(moment.0 + 1).day())));
        }
        if response.double_clicked() {
            panel.act(Action::FitAxis);
        }
        wheel(ui, &response, &layout, panel);
        assistance(ui, &response, panel);
    }

    fn drags(&mut self, ui: &Ui, response: &Response, layout: &Layout, panel: &mut Panel<'_>) {
        if response.drag_started() {
            let shift = ui.input(|i| i.modifiers.matches_logically(Modifiers::SHIFT));
            let panning = shift || !response.drag_started_by(PointerButton::Primary);
            let origin = ui.input(|i| i.pointer.press_origin());
            let on_known_by = origin.is_some_and(|at| {
                (at.x - layout.known_by_x(panel.state)).abs() < HANDLE_PX && at.y < layout.chart.top() + 8.0
                    || layout.parked.contains(at) && panel.state.look.clock.known_by.is_none()
            });
            self.drag = Some(match (panning, on_known_by) {
                (true, _) => Drag::Axis,
                (false, true) => Drag::KnownBy,
                (false, false) => Drag::Cursor,
            });
        }
        if response.dragged() {
            let Some(at) = response.interact_pointer_pos() else { return };
            let moment = layout.ruler.moment_at(f64::from(at.x));
            match self.drag {
                Some(Drag::Cursor) => panel.act(Action::SetCursor(moment)),
                Some(Drag::KnownBy) => {
                    let hindsight = at.x > layout.chart.right() + 4.0;
                    let rest = Moment::end_of(moment.day());
                    panel.act(Action::SetKnownBy((!hindsight).then_some(rest)));
                }
                Some(Drag::Axis) => {
                    let units = f64::from(-response.drag_delta().x) / layout.ruler.px_per_unit();
                    panel.act(Action::SetWindow(layout.ruler.axis.pan(layout.ruler.window, units)));
                }
                None => {}
            }
        } else {
            self.drag = None;
        }
    }

    /// Shows it all.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut Panel<'_>) {
        // The state may have changed since the input of this frame.
        let layout = Layout::new(ui.max_rect(), panel.state);
        header::header_ui(ui, &layout, panel);
        let stale = self.items.as_ref().is_none_or(|items| !items.are_of(panel.state, layout.low));
        if stale {
            self.items = Some(Items::new(panel.state, layout.low));
        }
        chart::axis(ui, &layout, panel);
        if let Some(items) = &self.items {
            chart::lanes(ui, &layout, items, panel);
            if let Some(room) = layout.distance {
                distance::show(ui, &layout, room, items, panel);
            }
        }
        chart::torn_edges(ui, &layout, panel);
        handles::show(ui, &layout, panel);
        if self.focused {
            let edge = egui::Stroke::new(2.0, panel.colors.ink);
            ui.painter().rect_stroke(layout.chart.expand(2.0), 3, edge, egui::StrokeKind::Inside);
        }
        if let Some(items) = &self.items {
            chart::names(ui, &layout, items, panel);
        }
    }
}

fn describe(response: &Response, state: &State) {
    let cursor = state.look.clock.cursor;
    let (from, until) = state.axis().range();
    let days = |t: Moment| (t.0 - from.0) as f64 / Moment::DAY as f64;
    response.widget_info(|| WidgetInfo::slider(true, days(cursor), "Time"));
    let (date, clock) = tell::moment(cursor);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Slider);
        node.set_value(format!("{date}, {clock}"));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(days(until));
        node.set_numeric_value_step(1.0);
        node.add_action(egui::accesskit::Action::Increment);
        node.add_action(egui::accesskit::Action::Decrement);
        node.add_action(egui::accesskit::Action::SetValue);
    });
}

fn assistance(ui: &Ui, response: &Response, panel: &mut Panel<'_>) {
    use egui::accesskit::{Action as Wish, ActionData};
    let count = |wish| ui.input(|i| i.num_accesskit_action_requests(response.id, wish)) as i64;
    let steps = count(Wish::Increment) - count(Wish::Decrement);
    if steps != 0 {
        panel.act(Action::StepDays(steps));
    }
    let from = panel.state.axis().range().0;
    let set: Vec<f64> = ui.input(|i| {
        let requests = i.accesskit_action_requests(response.id, Wish::SetValue);
        requests
            .filter_map(|request| match request.data {
                Some(ActionData::NumericValue(days)) => Some(days),
                _ => None,
            })
            .collect()
    });
    for days in set {
        panel.act(Action::SetCursor(Moment(from.0 + (days * Moment::DAY as f64).round() as i64)));
    }
}

fn wheel(ui: &Ui, response: &Response, layout: &Layout, panel: &mut Panel<'_>) {
    let Some(at) = response.hover_pos() else { return };
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let ruler = layout.ruler;
    let factor = f64::from((scroll.y * WHEEL).exp() * pinch);
    let mut window = ruler.window;
    if (factor - 1.0).abs() > 1e-4 {
        window = ruler.axis.zoom(window, factor, ruler.unit_at(f64::from(at.x)));
    }
    if scroll.x != 0.0 {
        window = ruler.axis.pan(window, f64::from(-scroll.x) / ruler.px_per_unit());
    }
    if window != ruler.window {
        panel.act(Action::SetWindow(window));
        ui.input_mut(|i| i.smooth_scroll_delta = egui::Vec2::ZERO);
    }
}
