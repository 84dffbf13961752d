//! The sheet about records that were changed here and elsewhere, each in another way: for each, which is kept.

use crate::app::{Action, Dispute};
use crate::gui::theme::{Colors, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use crate::words as said;
use egui::{Align, Frame, Grid, Id, Label, Layout, Margin, Modal, Role, ScrollArea, Ui};

/// Widest, px.
const WIDTH_PX: f32 = 720.0;
/// Highest list, px.
const LIST_PX: f32 = 420.0;

/// Shows the sheet over everything while something is to be decided.
pub fn disputes_ui(ui: &Ui, panel: &mut PanelContext<'_>) {
    let disputes = &panel.state.keeping.disputes;
    if disputes.is_empty() {
        return;
    }
    let frame = Frame::window(ui.style()).fill(panel.colors.panel).inner_margin(Margin::same(20));
    let whole = ui.ctx().content_rect();
    Modal::new(Id::unique("changed twice")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH_PX.min(whole.width() - 80.0).max(0.0));
        let colors = panel.colors;
        let heading = ui.label(words("Which of both is kept?", 20.0, Weight::Bold, colors.ink));
        heading.ctx.accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
        ui.add_space(4.0);
        let about = format!("{} Everything else is joined already.", said::disputed(disputes.len()));
        ui.add(Label::new(words(about, 12.0, Weight::Regular, colors.ink2)).wrap());
        ui.add_space(12.0);
        ScrollArea::vertical().max_height(LIST_PX.min(whole.height() - 220.0)).show(ui, |ui| {
            for dispute in disputes {
                dispute_ui(ui, dispute, panel.colors, panel.actions);
                ui.add_space(12.0);
            }
        });
    });
}

fn dispute_ui(ui: &mut Ui, dispute: &Dispute, colors: &Colors, actions: &mut Vec<Action>) {
    let Dispute { file, id, said, texts, differences } = dispute;
    ui.horizontal(|ui| {
        ui.add(Label::new(words(said, 13.0, Weight::SemiBold, colors.ink)).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (label, ours) in [("Keep theirs", false), ("Keep mine", true)] {
                let name = format!("{label}: {said}");
                if text_button_ui(ui, label, &name, ButtonStyle::Outlined, colors).clicked() {
                    actions.push(Action::Settle(*file, id.clone(), ours));
                }
            }
        });
    });
    for (text, who) in texts.iter().zip(["here", "elsewhere"]) {
        if text.is_none() {
            ui.label(words(format!("It was removed {who}."), 12.0, Weight::Regular, colors.ink2));
            return;
        }
    }
    let id = Id::unique(("differences", *file, &id.0));
    Grid::new(id).num_columns(3).spacing([16.0, 4.0]).show(ui, |ui| {
        for head in ["", "mine", "theirs"] {
            ui.label(words(head, 11.0, Weight::Medium, colors.ink3));
        }
        ui.end_row();
        for difference in differences {
            ui.label(words(&difference.at, 12.0, Weight::Regular, colors.ink3));
            for value in &difference.values {
                let value = value.as_deref().unwrap_or("–");
                ui.add(Label::new(words(value, 12.0, Weight::Regular, colors.ink)).truncate()).on_hover_text(value);
            }
            ui.end_row();
        }
    });
}
