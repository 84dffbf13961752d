//! Where to: path, what stands in the way, progress, and the command that does the same.

use crate::app::{Action, ExportSettings};
use crate::export::{command, exporter_for};
use crate::gui::export::chosen::Chosen;
use crate::gui::export::picture::is_sized;
use crate::gui::export::tasks::ExportTasks;
use crate::gui::progress::progress_ui;
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use egui::{Id, Label, Layout, Margin, Sense, TextEdit, Ui, vec2};
use std::path::Path;

/// Height of a row, px.
const ROW: f32 = 30.0;
/// Width of the word before a row, px.
const HEAD: f32 = 74.0;

/// Shows path, buttons, messages and command.
pub(super) fn target_ui(
    ui: &mut Ui,
    settings: &mut ExportSettings,
    panel: &mut PanelContext<'_>,
    chosen: &Result<Chosen, String>,
    tasks: &mut ExportTasks,
) {
    let colors = panel.colors;
    let saving = tasks.saving();
    let wrong = wrong(settings, chosen);
    row_ui(ui, "File", colors, |ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(steps) = saving {
                if text_button_ui(ui, "Cancel", "Cancel", ButtonStyle::Outlined, colors).clicked() {
                    steps.cancel();
                }
            } else {
                ui.add_enabled_ui(wrong.is_none(), |ui| {
                    if text_button_ui(ui, "Save", "Save", ButtonStyle::Filled, colors).clicked() {
                        panel.actions.push(Action::Save { overwrite: false });
                    }
                });
            }
            if chosen.as_ref().is_ok_and(is_sized)
                && text_button_ui(ui, "Copy picture", "Copy the picture", ButtonStyle::Outlined, colors).clicked()
            {
                panel.actions.push(Action::CopyPicture);
            }
            if text_button_ui(ui, "Browse…", "Browse…", ButtonStyle::Outlined, colors).clicked() {
                panel.actions.push(Action::Browse);
            }
            let field = TextEdit::singleline(&mut settings.path)
                .id(Id::unique("export path"))
                .font(font(12.0, Weight::Regular))
                .desired_width(ui.available_width())
                .margin(Margin::symmetric(8, 6));
            let field = ui.add(field);
            field.ctx.accesskit_node_builder(field.id, |node| node.set_label("File"));
            if let Ok(whole) = std::path::absolute(&settings.path) {
                field.on_hover_text(whole.display().to_string());
            }
        });
    });
    row_ui(ui, "", colors, |ui| {
        if let Some(steps) = saving {
            progress_ui(ui, steps, "Writing", colors);
        } else if tasks.would_overwrite(&settings.path) {
            ui.label(words("A file of that name is there.", 12.0, Weight::SemiBold, colors.ink));
            if text_button_ui(ui, "Replace it", "Replace it", ButtonStyle::Outlined, colors).clicked() {
                panel.actions.push(Action::Save { overwrite: true });
            }
        } else if let Some(sentence) = wrong.as_deref().or(tasks.said()) {
            let said = words(sentence, 12.0, Weight::SemiBold, colors.ink);
            ui.add(Label::new(said).truncate().selectable(true)).on_hover_text(sentence);
        }
    });
    row_ui(ui, "Command", colors, |ui| {
        let command = match chosen {
            Ok(chosen) => command(&chosen.job, Some(&settings.path)),
            Err(_) => return,
        };
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if text_button_ui(ui, "Copy command", "Copy the command", ButtonStyle::Plain, colors).clicked() {
                panel.actions.push(Action::CopyText(command.clone(), "the command"));
            }
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let text = words(&command, 11.0, Weight::Regular, colors.ink2);
                ui.add(Label::new(text).truncate().selectable(true)).on_hover_text(&command);
            });
        });
    });
}

fn row_ui(ui: &mut Ui, head: &str, colors: &Colors, show: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), ROW), Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_height(ROW);
        let (rect, _) = ui.allocate_exact_size(vec2(HEAD - 8.0, ROW), Sense::hover());
        let left = rect.left_center();
        ui.painter().text(left, egui::Align2::LEFT_CENTER, head, font(11.5, Weight::SemiBold), colors.ink2);
        show(ui);
    });
}

/// What is wrong with the choices or the path, in a sentence.
fn wrong(settings: &ExportSettings, chosen: &Result<Chosen, String>) -> Option<String> {
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(sentence) => return Some(sentence.clone()),
    };
    let path = settings.path.trim();
    if path.is_empty() {
        return Some("File: expected a name, found none.".to_owned());
    }
    let ending = chosen.exporter.extension();
    match exporter_for(Path::new(path)) {
        Ok(found) if found.extension() == ending => None,
        _ => Some(format!("File: expected a name that ends in .{ending} for this format.")),
    }
}
