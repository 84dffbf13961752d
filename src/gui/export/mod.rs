//! The export dialog: which format, of what, how it will look, where to.
//!
//! It walks the list of formats and asks each what it looks at; no format is named here.

mod choices;
mod chosen;
mod excerpt_preview;
mod formats;
mod layout;
mod made;
mod picture;
mod preview;
mod target;
mod tasks;

pub use tasks::ExportTasks;

use crate::app::{Action, Panel};
use crate::gui::export::chosen::{Chosen, suggested_name};
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui};
use crate::scene::Weight;
use egui::{Frame, Id, Layout, Margin, Modal, Ui, UiBuilder, vec2};

/// Shows the dialog.
pub fn export_ui(ui: &Ui, panel: &mut PanelContext<'_>, tasks: &mut ExportTasks) {
    let colors = panel.colors;
    let space = layout::Space::of(ui.ctx().content_rect().size());
    let frame = Frame::window(ui.style()).fill(colors.panel).inner_margin(Margin::same(layout::PADDING as i8));
    let mut settings = panel.state.chrome.export.clone();
    let chosen = Chosen::of(panel.state);
    settings.suggest(&suggested_name(panel.state));
    let modal = Modal::new(Id::unique("export")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(space.width);
        ui.horizontal(|ui| {
            ui.label(words("Export", 20.0, Weight::Bold, colors.ink));
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button_ui(ui, Icon::Close, "Close", "Escape", ButtonStyle::Plain, colors).clicked() {
                    panel.actions.push(Action::Toggle(Panel::Export));
                }
            });
        });
        ui.add_space(8.0);
        let (body, _) = ui.allocate_exact_size(vec2(space.width, space.body), egui::Sense::hover());
        let (formats, choices, preview) = space.columns(body);
        let mut column = |rect, show: &mut dyn FnMut(&mut Ui)| {
            let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
            ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
            show(&mut ui);
        };
        column(formats, &mut |ui| formats::formats_ui(ui, &mut settings, colors));
        if let Some(preview) = preview {
            column(preview, &mut |ui| preview::preview_ui(ui, panel, &chosen, tasks));
        }
        column(choices, &mut |ui| choices::choices_ui(ui, &mut settings, panel));
        ui.add_space(12.0);
        target::target_ui(ui, &mut settings, panel, &chosen, tasks);
    });
    if settings != panel.state.chrome.export {
        // What is saved or copied is what the dialog now shows.
        panel.actions.insert(0, Action::SetExport(settings));
    }
    if modal.should_close() && panel.actions.iter().all(|action| matches!(action, Action::SetExport(_))) {
        panel.act(Action::Toggle(Panel::Export));
    }
}
