//! The ways to begin: a new chronicle, a folder, documents that are dropped.

use crate::app::{Action, Panel};
use crate::gui::commands::keys_of;
use crate::gui::icons::{self, Icon};
use crate::gui::keycap::{keycap, keycap_ui};
use crate::gui::start::row::RowButton;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, dashed_edge, focus_ring};
use crate::scene::Weight;
use egui::{Align, Align2, CornerRadius, Label, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

/// Shows them, one below the other.
pub(super) fn begin_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.spacing_mut().item_spacing.y = 0.0;
    let title = ui.add(Label::new(
        words("From reports\nto a map in time", 32.0, Weight::Bold, colors.ink).line_height(Some(36.0)),
    ));
    title.ctx.accesskit_node_builder(title.id, |node| node.set_role(Role::Heading));
    ui.add_space(10.0);
    let about = "Every mark answers to the sentence it came from.\nWhat the sources leave vague stays vague.";
    ui.label(words(about, 13.0, Weight::Regular, colors.ink2));
    ui.add_space(26.0);
    if new_ui(ui, panel).clicked() {
        panel.act(Action::Toggle(Panel::New));
    }
    ui.add_space(16.0);
    let (rule, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rule.x_range(), rule.center().y, Stroke::new(1.0, colors.rule));
    let open = RowButton {
        icon: Icon::Folder,
        label: "Open…",
        about: "a folder, or a bag with data/ in it",
        keys: &keys_of("Open…"),
    };
    if open.show_ui(ui, panel).clicked() {
        panel.act(Action::ChooseFolder);
    }
    ui.add_space(24.0);
    drop_zone_ui(ui, panel);
    ui.add_space(16.0);
    let note = "Nothing leaves this machine. The world's borders, waters, places and time zones are in the program.";
    ui.add(Label::new(words(note, 11.0, Weight::Regular, colors.ink3)).wrap());
}

/// The one filled button.
fn new_ui(ui: &mut Ui, panel: &PanelContext<'_>) -> egui::Response {
    let colors = panel.colors;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "New chronicle"));
    let fill = if response.hovered() { colors.ink.gamma_multiply(0.88) } else { colors.ink };
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    let at = rect.left_center() + vec2(16.0, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, "New chronicle", font(13.0, Weight::SemiBold), colors.panel);
    let edge = colors.panel.gamma_multiply(0.6);
    keycap(ui.painter(), rect.right_center() - vec2(14.0, 0.0), &keys_of("New chronicle…"), colors.panel, edge);
    focus_ring(ui, &response, colors);
    response
}

/// Where documents are dropped; firm while some hang over the window.
fn drop_zone_ui(ui: &mut Ui, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 216.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Drop reports here"));
    let hanging = ui.input(|input| !input.raw.hovered_files.is_empty());
    if hanging {
        ui.painter().rect_filled(rect, CornerRadius::same(6), colors.hover);
    }
    dashed_edge(ui, rect, 6.0, if hanging { colors.ink } else { colors.ink3 });
    let icon = Rect::from_center_size(rect.center_top() + vec2(0.0, 46.0), vec2(24.0, 24.0));
    icons::paint(ui.painter(), Icon::Drop, icon, colors.ink);
    let text = |dy: f32, words: &str, size, weight, ink| {
        ui.painter().text(rect.center_top() + vec2(0.0, dy), Align2::CENTER_CENTER, words, font(size, weight), ink);
    };
    text(86.0, "Drop reports here", 16.0, Weight::SemiBold, colors.ink);
    text(109.0, "They become a new chronicle.", 12.0, Weight::Regular, colors.ink2);
    text(126.0, "Several at once, whole folders too.", 12.0, Weight::Regular, colors.ink2);
    text(154.0, "txt html pdf docx odt eml", 11.0, Weight::Regular, colors.ink3);
    let line = Rect::from_center_size(rect.center_top() + vec2(0.0, 180.0), vec2(112.0, 18.0));
    let builder = UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)).id_salt("paste");
    let mut paste = ui.new_child(builder);
    keycap_ui(&mut paste, "Ctrl+V", colors);
    paste.label(words("pastes text", 11.0, Weight::Regular, colors.ink3));
}
