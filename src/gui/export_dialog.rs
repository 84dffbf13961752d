//! The export dialog: what will be written, how large, in which format, where to.

use crate::app::{Action, ExportSettings, Panel as Which, State};
use crate::export::{EXPORTERS, PRESETS};
use crate::gui::export_job::{ExportJob, PREVIEW_PX};
use crate::gui::icons::Icon;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{Look, Panel, check_ui, heading_ui, icon_button_ui, segmented_ui, text_button_ui};
use crate::scene::{LAYERS, Theme, Weight};
use egui::{
    ComboBox, CornerRadius, Frame, Id, Label, Layout, Margin, Modal, Rect, Sense, Stroke, StrokeKind, TextEdit, Ui,
    vec2,
};

/// Shows the dialog.
pub fn export_ui(ui: &Ui, panel: &mut Panel<'_>, job: &ExportJob) {
    let colors = panel.colors;
    let frame = Frame::window(ui.style()).fill(colors.panel).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique("export")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(PREVIEW_PX as f32 + 24.0 + 280.0);
        ui.horizontal(|ui| {
            ui.label(words("Export", 20.0, Weight::Bold, colors.ink));
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button_ui(ui, Icon::Close, "Close", "Escape", Look::Plain, colors).clicked() {
                    panel.actions.push(Action::Toggle(Which::Export));
                }
            });
        });
        ui.add_space(8.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            preview_ui(ui, panel, job);
            ui.vertical(|ui| {
                ui.set_width(280.0);
                settings_ui(ui, panel);
            });
        });
        ui.add_space(12.0);
        target_ui(ui, panel, job);
    });
    if modal.should_close() && panel.actions.is_empty() {
        panel.act(Action::Toggle(Which::Export));
    }
}

fn preview_ui(ui: &mut Ui, panel: &Panel<'_>, job: &ExportJob) {
    let side = PREVIEW_PX as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(side, 412.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the picture"));
    ui.painter().rect_filled(rect, CornerRadius::same(4), panel.colors.window);
    let (texture, coming) = job.shown();
    if let Some(texture) = texture {
        let size = texture.size_vec2();
        let scale = (rect.width() / size.x).min(rect.height() / size.y);
        let shown = Rect::from_center_size(rect.center(), size * scale);
        let uv = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), shown, uv, egui::Color32::WHITE);
        ui.painter().rect_stroke(shown, 0, Stroke::new(1.0, panel.colors.rule_firm), StrokeKind::Outside);
    }
    if coming {
        let at = rect.left_bottom() + vec2(8.0, -8.0);
        let ink = panel.colors.ink2;
        ui.painter().text(at, egui::Align2::LEFT_BOTTOM, "Drawing…", font(11.0, Weight::Medium), ink);
    }
}

fn settings_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let colors = panel.colors;
    let before = panel.state.look.export.clone();
    let mut settings = before.clone();
    heading_ui(ui, "Format", "", colors);
    let labels: Vec<&str> = EXPORTERS.iter().map(|exporter| exporter.label()).collect();
    let chosen = EXPORTERS.iter().position(|exporter| exporter.extension() == settings.format).unwrap_or(0);
    if let Some(exporter) = segmented_ui(ui, "Format", &labels, chosen, colors).and_then(|i| EXPORTERS.get(i)) {
        settings = settings.with_format(exporter.extension());
    }
    if let Some(exporter) = EXPORTERS.get(chosen) {
        ui.add(Label::new(words(exporter.doc(), 11.0, Weight::Regular, colors.ink3)).wrap());
    }
    ui.add_space(4.0);
    heading_ui(ui, "Size", "px", colors);
    let [w, h] = settings.size_px;
    let label = |name: &str, w: u32, h: u32| format!("{name}, {w} × {h}");
    let named = PRESETS.iter().find(|p| [p.width, p.height] == settings.size_px).map_or("Own size", |p| p.name);
    let combo = ComboBox::from_id_salt("size").width(280.0).selected_text(label(named, w, h));
    let combo = combo.show_ui(ui, |ui| {
        for p in PRESETS {
            let size = [p.width, p.height];
            ui.selectable_value(&mut settings.size_px, size, label(p.name, p.width, p.height));
        }
    });
    combo.response.ctx.accesskit_node_builder(combo.response.id, |node| node.set_label("Size"));
    ui.add_space(4.0);
    heading_ui(ui, "Ground", "", colors);
    let dark = usize::from(settings.theme == Theme::Dark);
    if let Some(i) = segmented_ui(ui, "Ground", &["light", "dark"], dark, colors) {
        settings.theme = if i == 0 { Theme::Light } else { Theme::Dark };
    }
    ui.add_space(4.0);
    heading_ui(ui, "Map", "", colors);
    if let Some(i) =
        segmented_ui(ui, "Map", &["whole country", "as in the window"], usize::from(settings.as_in_window), colors)
    {
        settings.as_in_window = i == 1;
    }
    ui.add_space(4.0);
    heading_ui(ui, "With", "", colors);
    toggles_ui(ui, &mut settings, panel);
    if settings != before {
        panel.act(Action::SetExport(settings));
    }
}

fn toggles_ui(ui: &mut Ui, settings: &mut ExportSettings, panel: &Panel<'_>) {
    egui::ScrollArea::vertical().id_salt("with").max_height(112.0).show(ui, |ui| {
        for layer in LAYERS.iter().filter(|layer| layer.optional()) {
            let on = !settings.hidden.contains(layer.id());
            if check_ui(ui, on, layer.label(), "", panel.colors).on_hover_text(layer.doc()).clicked() {
                settings.toggle(layer.id());
            }
        }
        if check_ui(ui, settings.selection, "Ring around what is selected", "", panel.colors).clicked() {
            settings.selection = !settings.selection;
        }
    });
}

fn target_ui(ui: &mut Ui, panel: &mut Panel<'_>, job: &ExportJob) {
    let colors = panel.colors;
    let mut settings = panel.state.look.export.clone();
    ui.horizontal(|ui| {
        ui.label(words("File", 11.5, Weight::SemiBold, colors.ink2));
        let field = TextEdit::singleline(&mut settings.path)
            .id(Id::unique("export path"))
            .font(font(12.0, Weight::Regular))
            .desired_width(ui.available_width() - 272.0)
            .margin(Margin::symmetric(8, 6));
        let field = ui.add(field);
        field.ctx.accesskit_node_builder(field.id, |node| node.set_label("File"));
        if field.changed() {
            panel.actions.push(Action::SetExport(settings.clone()));
        }
        if text_button_ui(ui, "Browse…", "Browse…", Look::Outlined, colors).clicked() {
            panel.actions.push(Action::Browse);
        }
        if text_button_ui(ui, "Copy picture", "Copy the picture", Look::Outlined, colors).clicked() {
            panel.actions.push(Action::CopyPicture);
        }
        let ready = !settings.path.trim().is_empty() && !job.busy();
        ui.add_enabled_ui(ready, |ui| {
            let text = if job.busy() { "Writing…" } else { "Save" };
            if text_button_ui(ui, text, "Save", Look::Filled, colors).clicked() {
                panel.actions.push(Action::Save { overwrite: false });
            }
        });
    });
    if job.would_overwrite(&settings.path) {
        ui.horizontal(|ui| {
            ui.label(words("A file of that name is there.", 12.0, Weight::SemiBold, colors.ink));
            if text_button_ui(ui, "Replace it", "Replace it", Look::Outlined, colors).clicked() {
                panel.actions.push(Action::Save { overwrite: true });
            }
        });
    }
    ui.add_space(4.0);
    let command = command_line(panel.state);
    ui.horizontal(|ui| {
        ui.label(words("Again", 11.5, Weight::SemiBold, colors.ink2));
        let text = words(&command, 11.0, Weight::Regular, colors.ink2);
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 130.0);
            ui.add(Label::new(text).truncate().selectable(true)).on_hover_text(&command);
        });
        if text_button_ui(ui, "Copy command", "Copy the command", Look::Plain, colors).clicked() {
            panel.actions.push(Action::CopyText(command.clone(), "the command"));
        }
    });
}

/// The command that writes the same picture.
pub fn command_line(state: &State) -> String {
    let settings = &state.look.export;
    let quoted = |text: &str| {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:".contains(c));
        if plain && !text.is_empty() { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
    };
    let mut command = "dateline export".to_owned();
    if let Some(path) = &state.document.opened_as {
        command += &format!(" {}", quoted(path));
    }
    command += &format!(" --at {}", state.look.clock.cursor.written());
    if let Some(known_by) = state.look.clock.known_by {
        command += &format!(" --known-by {}", known_by.written());
    }
    let [w, h] = settings.size_px;
    command += &format!(" --to {} --size {w}x{h}", quoted(&settings.path));
    if settings.theme == Theme::Dark {
        command += " --theme dark";
    }
    if settings.as_in_window {
        let b = state.viewport(state.map_size_px).bbox();
        command += &format!(" --bbox {:.4},{:.4},{:.4},{:.4}", b.west, b.south, b.east, b.north);
    }
    if let (true, Some(place)) = (settings.selection, &state.look.selection) {
        command += &format!(" --select {place}");
    }
    if settings.hidden.contains("reference") {
        command += " --no-reference";
    }
    let others: Vec<&str> = settings.hidden.iter().map(String::as_str).filter(|id| *id != "reference").collect();
    if !others.is_empty() {
        command += &format!(" --hide {}", others.join(","));
    }
    command
}
