//! The lines of the sheet to write in.

use crate::gui::theme::{Colors, font, words};
use crate::scene::Weight;
use egui::{Id, Margin, TextEdit, Ui};

/// The name of a field, and a word about it.
pub(super) fn head_ui(ui: &mut Ui, name: &str, about: &str, colors: &Colors) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 14.0;
        ui.label(words(name, 11.5, Weight::SemiBold, colors.ink2));
        ui.label(words(about, 11.0, Weight::Regular, colors.ink3));
    });
    ui.add_space(-2.0);
}

/// A line to write in.
pub(super) fn field_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> egui::Response {
    let field = TextEdit::singleline(text)
        .id(Id::unique(("new chronicle", name)))
        .font(font(13.0, Weight::Regular))
        .hint_text(hint)
        .desired_width(ui.available_width())
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(field);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}
