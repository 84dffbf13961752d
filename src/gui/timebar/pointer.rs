//! What the pointer does on the lanes and the days: scrub, pan, zoom; and the upper edge, which sets the height.

use super::handles::{self, Handle};
use super::layout::{BarLayout, LEAST_PX};
use crate::app::{Action, State};
use crate::gui::widgets::PanelContext;
use crate::time::Moment;
use egui::{
    CursorIcon, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2,
};

/// How much one notch of the wheel zooms.
const WHEEL: f32 = 1.0 / 240.0;
/// How far a key moves the upper edge, px.
const EDGE_STEP_PX: f32 = 20.0;

/// What the pointer is about.
#[derive(Default)]
pub struct ChartPointer {
    /// Where it rests over the lanes or days, if nothing is being dragged.
    pub over: Option<Pos2>,
    drag: Option<ChartDrag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChartDrag {
    Handle(Handle),
    Pan,
}

fn edge_id() -> Id {
    Id::unique("upper edge of the time bar")
}

impl ChartPointer {
    /// Takes the pointer.
    pub fn input_ui(&mut self, ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
        let lanes = ui.interact(layout.chart, ui.scope_id().with("lanes"), Sense::CLICK | Sense::DRAG);
        let band = Rect::from_min_max(pos2(layout.chart.left(), layout.grips_top()), layout.chart.right_top());
        let days = ui.interact(layout.days, ui.scope_id().with("days"), Sense::CLICK | Sense::DRAG);
        let above = ui.interact(band, ui.scope_id().with("above"), Sense::CLICK | Sense::DRAG);
        self.over = None;
        for (response, on_lanes) in [(&lanes, true), (&days, false), (&above, false)] {
            self.drags(ui, response, on_lanes, layout, panel);
            if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
                let moment = layout.ruler.moment_at(f64::from(at.x));
                panel.act(Action::SetCursor(Moment::end_of(Moment(moment.0 + 1).day())));
            }
            if response.double_clicked() {
                panel.act(if panel.state.view.window.is_some() { Action::FitAxis } else { fit_dense(panel.state) });
            }
            wheel(ui, response, layout, panel);
            if response.hovered() && !response.dragged() {
                self.over = response.hover_pos();
                ui.ctx().set_cursor_icon(if on_lanes { CursorIcon::Default } else { CursorIcon::ResizeHorizontal });
            }
        }
        edge_ui(ui, layout, panel);
    }

    fn drags(
        &mut self,
        ui: &Ui,
        response: &Response,
        on_lanes: bool,
        layout: &BarLayout,
        panel: &mut PanelContext<'_>,
    ) {
        if response.drag_started() {
            // With everything in sight there is nothing to pan.
            let pan =
                !response.drag_started_by(PointerButton::Primary) || on_lanes && panel.state.view.window.is_some();
            // On a slow machine the pointer may have left a handle before the press is seen.
            let origin = ui.input(|i| i.pointer.press_origin());
            let grabbed = origin.and_then(|at| handles::at(at, layout, panel.state));
            self.drag = Some(match grabbed {
                Some(handle) => ChartDrag::Handle(handle),
                None if pan => ChartDrag::Pan,
                None => ChartDrag::Handle(Handle::Cursor),
            });
        }
        if !response.dragged() {
            return;
        }
        let Some(at) = response.interact_pointer_pos() else { return };
        match self.drag {
            Some(ChartDrag::Handle(handle)) => panel.act(handles::drag(handle, at, ui, layout)),
            Some(ChartDrag::Pan) => {
                ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
                let units = f64::from(-response.drag_delta().x) / layout.ruler.px_per_unit();
                panel.act(Action::SetWindow(layout.ruler.axis.pan(layout.ruler.window, units)));
            }
            None => {}
        }
    }
}

/// The days that matter.
pub fn fit_dense(state: &State) -> Action {
    Action::SetWindow(state.axis().dense())
}

fn wheel(ui: &Ui, response: &Response, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    if !ui.rect_contains_pointer(response.rect) {
        return;
    }
    let Some(at) = ui.input(|i| i.pointer.hover_pos()) else { return };
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let ruler = layout.ruler;
    let factor = f64::from(libm::expf(scroll.y * WHEEL) * pinch);
    let mut window = ruler.window;
    if (factor - 1.0).abs() > 1e-4 {
        window = ruler.axis.zoom(window, factor, ruler.unit_at(f64::from(at.x)));
    }
    if scroll.x != 0.0 {
        window = ruler.axis.pan(window, f64::from(-scroll.x) / ruler.px_per_unit());
    }
    if window != ruler.window {
        panel.act(Action::SetWindow(window));
        ui.input_mut(|i| i.smooth_scroll_delta = Vec2::ZERO);
    }
}

/// The upper edge: dragged, moved by key, and given back by a double click.
fn edge_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let whole = layout.whole;
    let rect = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + 5.0));
    let response = ui.interact(rect, edge_id(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Height of the time bar"));
    if let (true, Some(at)) = (response.dragged(), response.interact_pointer_pos()) {
        panel.act(Action::SetBarHeight(Some((whole.bottom() - at.y).max(LEAST_PX))));
    }
    if response.double_clicked() {
        panel.act(Action::SetBarHeight(None));
    }
    if response.has_focus() {
        crate::gui::widgets::focus_ring(ui, &response, panel.colors);
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
    }
    let height = whole.height();
    if response.has_focus() {
        for (key, by) in [(Key::ArrowUp, EDGE_STEP_PX), (Key::ArrowDown, -EDGE_STEP_PX)] {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                panel.act(Action::SetBarHeight(Some((height + by).max(LEAST_PX))));
            }
        }
    }
}
