//! The ring of a place that is mended: dragged, it moves the place; a place without a point gets it by a click.

use crate::app::{Action, Editing};
use crate::chronicle::{Changes, PlaceId};
use crate::geo::{LonLat, ScreenPoint};
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::scene::View;
use crate::words::coordinates;
use egui::{Id, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Half the width of what can be taken hold of, px.
const HOLD_PX: f32 = 16.0;

/// The place that is mended.
fn mended(panel: &PanelContext<'_>) -> Option<PlaceId> {
    match &panel.state.chrome.editing {
        Some(Editing::Place(place)) => Some(place.clone()),
        _ => None,
    }
}

/// Whether a click on the map places what is mended, and did.
pub(super) fn is_placed(response: &Response, (view, origin): (&View, Pos2), panel: &mut PanelContext<'_>) -> bool {
    let Some(place) = mended(panel) else { return false };
    let known = panel.state.document.chronicle.places.get(&place);
    if known.is_none_or(|place| place.position.is_some()) {
        return false;
    }
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        put(&place, point_at((view, origin), at), panel);
    }
    true
}

/// Shows the ring.
pub(super) fn placing_ui(ui: &Ui, (view, origin): (&View, Pos2), map: Rect, panel: &mut PanelContext<'_>) {
    let Some(id) = mended(panel) else { return };
    let chronicle = std::sync::Arc::clone(&panel.state.document.chronicle);
    let Some(place) = chronicle.places.get(&id) else { return };
    let Some(position) = place.position else { return };
    let at = view.viewport.nearest_screen(position);
    let at = origin + vec2(at.x as f32, at.y as f32);
    let rect = Rect::from_center_size(at, vec2(2.0 * HOLD_PX, 2.0 * HOLD_PX));
    let response = ui.interact(rect, Id::unique(("ring", id.as_str())), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Move {} on the map", place.name)));
    focus_ring(ui, &response, panel.colors);
    let painter = ui.painter().with_clip_rect(map);
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged() || response.drag_stopped());
    let shown = pointer.unwrap_or(at);
    painter.circle_stroke(shown, HOLD_PX - 2.0, Stroke::new(2.0, panel.colors.ink));
    painter.circle_filled(shown, 2.0, panel.colors.ink);
    if pointer.is_some() {
        painter.line_segment([at, shown], Stroke::new(1.0, panel.colors.ink2));
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let said = coordinates(point_at((view, origin), shown));
        response.show_tooltip_text(said);
    } else if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    if response.drag_stopped()
        && let Some(to) = pointer
    {
        put(&id, point_at((view, origin), to), panel);
    }
}

fn point_at((view, origin): (&View, Pos2), at: Pos2) -> LonLat {
    let from = at - origin;
    view.viewport.lon_lat_from_screen(ScreenPoint { x: f64::from(from.x), y: f64::from(from.y) })
}

fn put(place: &PlaceId, to: LonLat, panel: &mut PanelContext<'_>) {
    let mut changes = Changes::on(panel.state.document.draft());
    if changes.move_place(place, Some(to)).is_ok() {
        panel.act(Action::Change(changes.made()));
    }
}
