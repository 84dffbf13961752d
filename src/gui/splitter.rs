//! The edge of the right panel: dragged, or moved by key, it gives words or the map more room.

use crate::app::Action;
use crate::gui::widgets::PanelContext;
use egui::{CursorIcon, Id, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

/// How wide it takes the pointer, px.
const GRIP_PX: f32 = 7.0;
/// How far a key moves it, px.
const STEP_PX: f64 = 40.0;

/// Shows the edge, at the left of the panel.
pub fn splitter_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let whole = ui.max_rect();
    let rect = Rect::from_min_max(whole.min, pos2(whole.left() + GRIP_PX, whole.bottom()));
    let response = ui.interact(rect, Id::unique("right edge"), Sense::click_and_drag());
    let px = panel.state.chrome.right_px();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Splitter, true, "Width of the right panel");
        info.value = Some(px);
        info
    });
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.hovered() || response.dragged() || response.has_focus() {
        let width = if response.has_focus() { 4.0 } else { 3.0 };
        ui.painter().vline(whole.left() + 1.5, whole.y_range(), Stroke::new(width, panel.colors.ink));
    }
    if response.dragged() {
        panel.act(Action::Widen(px - f64::from(response.drag_delta().x)));
    }
    if response.has_focus() {
        let pressed = |key: Key| ui.input(|i| i.key_pressed(key));
        let by = if pressed(Key::ArrowUp) {
            STEP_PX
        } else if pressed(Key::ArrowDown) {
            -STEP_PX
        } else {
            return;
        };
        panel.act(Action::Widen(px + by));
    }
}
