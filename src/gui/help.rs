//! The list of shortcuts.

use crate::app::{Action, Panel};
use crate::gui::commands::{COMMANDS, written};
use crate::gui::theme::words;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use egui::{Frame, Id, Margin, Modal, ScrollArea, Ui};

/// Shows the list while it is open.
pub fn help_ui(ui: &Ui, panel: &mut PanelContext<'_>) {
    if !panel.state.chrome.shows(Panel::Help) {
        return;
    }
    let colors = panel.colors;
    let frame = Frame::window(ui.style()).fill(colors.panel).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique("help")).frame(frame).show(ui.ctx(), |ui| {
        let whole = ui.ctx().content_rect();
        ui.set_width(680.0_f32.min(whole.width() - 80.0).max(0.0));
        ui.label(words("Shortcuts", 20.0, Weight::Bold, colors.ink));
        ui.add_space(8.0);
        let with_keys: Vec<_> = COMMANDS.iter().filter(|c| !c.keys.is_empty()).collect();
        let columns = if ui.available_width() > 560.0 { 2 } else { 1 };
        let half = with_keys.len().div_ceil(columns);
        ui.spacing_mut().item_spacing.x = 32.0;
        ui.spacing_mut().interact_size.y = 20.0;
        ScrollArea::vertical().max_height((whole.height() - 200.0).max(120.0)).show(ui, |ui| ui.columns(columns, |columns| {
            for (column, commands) in columns.iter_mut().zip(with_keys.chunks(half)) {
                for command in commands {
                    column.horizontal(|ui| {
                        ui.set_min_height(20.0);
                        ui.label(words(command.label, 12.0, Weight::Regular, colors.ink)).on_hover_text(command.tip);
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            let keys = command.keys.first().map(written).unwrap_or_default();
                            ui.label(words(keys, 11.0, Weight::Medium, colors.ink2));
                        });
                    });
                }
            }
        }));
        ui.add_space(8.0);
        let mouse = "Map: drag, wheel, double click. Edge of the right panel: drag, or Up and Down while it has the keyboard. Time axis: drag the playhead, click a day, wheel zooms, \
                     drag with the right button or Shift moves it.";
        ui.add(egui::Label::new(words(mouse, 11.5, Weight::Regular, colors.ink2)).wrap());
    });
    if modal.should_close() {
        panel.act(Action::Toggle(Panel::Help));
    }
}
