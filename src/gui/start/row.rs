//! A row of the start page that is a button.

use crate::gui::icons::{self, Icon};
use crate::gui::keycap::keycap;
use crate::gui::theme::font;
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::scene::Weight;
use egui::{Align2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// A row that is a button: an icon, what it does, a line about it, its keys.
pub(super) struct RowButton<'a> {
    pub icon: Icon,
    pub label: &'a str,
    pub about: &'a str,
    pub keys: &'a str,
}

impl RowButton<'_> {
    pub fn show_ui(&self, ui: &mut Ui, panel: &PanelContext<'_>) -> Response {
        let colors = panel.colors;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.label));
        if response.hovered() {
            ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), 6, colors.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let icon = Rect::from_center_size(rect.left_center() + vec2(9.0, 0.0), vec2(16.0, 16.0));
        icons::paint(ui.painter(), self.icon, icon, colors.ink2);
        let at = rect.left_center() + vec2(32.0, 0.0);
        let text = |dy: f32, words: &str, size, weight, ink| {
            ui.painter().text(at + vec2(0.0, dy), Align2::LEFT_CENTER, words, font(size, weight), ink);
        };
        text(-8.0, self.label, 13.0, Weight::SemiBold, colors.ink);
        text(9.0, self.about, 11.0, Weight::Regular, colors.ink2);
        keycap(ui.painter(), rect.right_center(), self.keys, colors.ink2, colors.rule_firm);
        focus_ring(ui, &response, colors);
        response
    }
}
