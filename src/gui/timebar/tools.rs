//! The small controls of the time axis, under the names of the lanes: compress silence; closer, further, all.

use super::layout::BarLayout;
use crate::app::Action;
use crate::gui::commands::keys_of;
use crate::gui::icons::{self, Icon};
use crate::gui::theme::font;
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::scene::Weight;
use egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// The name of the switch.
const COMPRESS: &str = "Compress silence";

/// Shows them.
pub fn tools_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    compress_ui(ui, layout, panel);
    zoom_ui(ui, layout, panel);
}

fn compress_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let left = layout.names_left();
    let row = Rect::from_x_y_ranges(left..=(layout.chart.left() - 8.0), layout.days.y_range().shrink(1.5));
    let response = ui.interact(row, ui.scope_id().with(COMPRESS), Sense::click());
    let on = panel.state.view.compressed;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, COMPRESS));
    let middle = row.center().y;
    let square = Rect::from_min_size(pos2(left, middle - 5.5), vec2(11.0, 11.0));
    let (fill, edge) = if on { (colors.ink, colors.ink) } else { (colors.raised, colors.ink3) };
    ui.painter().rect(square, CornerRadius::same(2), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if on {
        let tick = [vec2(2.4, 5.8), vec2(4.6, 8.0), vec2(8.6, 3.4)].map(|v| square.min + v);
        ui.painter().add(Shape::line(tick.to_vec(), Stroke::new(1.5, colors.panel)));
    }
    let ink = if response.hovered() { colors.ink } else { colors.ink2 };
    let words = font(10.5, Weight::Regular);
    ui.painter().text(pos2(left + 16.0, middle), Align2::LEFT_CENTER, COMPRESS, words, ink);
    focus_ring(ui, &response, colors);
    let clicked = response.clicked();
    response.on_hover_text(if on {
        "The torn ends hold many days in little room. Click to give every day the same room."
    } else {
        "Every day has the same room. Click to squeeze the quiet days before and after into torn ends."
    });
    if clicked {
        panel.act(Action::ToggleCompressed);
    }
}

fn zoom_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let ruler = layout.ruler;
    let middle = ruler.window.start + ruler.window.len / 2.0;
    let zoomed = |factor| Action::SetWindow(ruler.axis.zoom(ruler.window, factor, middle));
    let dense = Action::SetWindow(ruler.axis.dense());
    let with_key = |name: &str| format!("{name} ({})", keys_of(name));
    let (whole, days) = (with_key("Show the whole time axis"), with_key("Show the dense days"));
    let fit = if panel.state.view.window.is_some() {
        ("Show the whole time axis", whole.as_str(), Action::FitAxis)
    } else {
        ("Show the dense days", days.as_str(), dense)
    };
    let Some(overview) = layout.overview else { return };
    let size = overview.height().min(20.0);
    let mut x = layout.names_left() - 3.0;
    for (icon, (name, tip, action)) in [
        (
            Icon::Minus,
            ("Zoom the time axis out", "Zoom the time axis out (− while the bar has the keyboard)", zoomed(0.5)),
        ),
        (
            Icon::Plus,
            ("Zoom the time axis in", "Zoom the time axis in (+ while the bar has the keyboard)", zoomed(2.0)),
        ),
        (Icon::Fit, fit),
    ] {
        let rect = Rect::from_min_size(pos2(x, overview.center().y - size / 2.0), vec2(size + 4.0, size));
        x += size + 8.0;
        let response = ui.interact(rect, ui.scope_id().with(("tool", icon as u8)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        button(ui, &response, icon, panel);
        let clicked = response.clicked();
        response.on_hover_text(tip);
        if clicked {
            panel.act(action);
        }
    }
}

fn button(ui: &Ui, response: &Response, icon: Icon, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    if response.hovered() {
        ui.painter().rect_filled(response.rect, CornerRadius::same(4), colors.hover);
    }
    icons::paint(ui.painter(), icon, response.rect, if response.hovered() { colors.ink } else { colors.ink2 });
    focus_ring(ui, response, colors);
}
