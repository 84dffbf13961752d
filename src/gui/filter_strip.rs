//! The strip under a filtered map: what is left out, how much that hides, and the way back.

use crate::app::Action;
use crate::gui::commands::keys_of;
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use crate::timeline::Filter;
use egui::{Align, Label, Layout, Stroke, Ui, UiBuilder, vec2};

/// Its height, px.
pub const HEIGHT_PX: f32 = 30.0;

/// Shows the strip.
pub fn filter_strip_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, colors.hover);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, colors.rule_firm));
    let inside = rect.shrink2(vec2(20.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
    let clear = link_ui(ui, "Clear the filter", "Clear the filter", colors);
    if clear.on_hover_text(format!("Leave nothing out ({})", keys_of("Clear the filter"))).clicked() {
        panel.act(Action::SetFilter(Filter::default()));
    }
    let Some(filtered) = &panel.state.filtered else { return };
    ui.label(words(&filtered.hidden, 11.5, Weight::Regular, colors.ink2));
    let said = &filtered.what;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let label = ui.add(Label::new(words(said, 12.0, Weight::SemiBold, colors.ink)).truncate());
        label.on_hover_text(said);
    });
}
