//! What a row asks: when its document was published, and its password where it has one.

use crate::gui::add::{AddScreen, Answer};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::ingest::Incoming;
use crate::scene::Weight;
use egui::{Align, Id, Key, Label, Layout, Margin, Rect, TextEdit, Ui, UiBuilder, pos2, vec2};

impl AddScreen {
    /// When a document was published, asked in its row.
    pub(super) fn ask_ui(
        &mut self,
        ui: &mut Ui,
        at: usize,
        document: &Incoming,
        rect: Rect,
        left: f32,
        panel: &mut PanelContext<'_>,
    ) {
        let colors = panel.colors;
        let room = Rect::from_min_max(pos2(rect.left() + left, rect.top() + 8.0), rect.max - vec2(12.0, 6.0));
        let mut column = ui.new_child(UiBuilder::new().max_rect(room).id_salt((at, "ask")));
        column.spacing_mut().item_spacing = vec2(8.0, 4.0);
        column.label(words("When was this published?", 12.5, Weight::SemiBold, colors.ink));
        let glance = self.seen.as_ref().filter(|(seen, _)| seen.document.text == document.text);
        let latest = glance.and_then(|(_, glance)| glance.latest.clone());
        let waits = glance.map_or(0, |(_, glance)| glance.settled.len());
        column.horizontal(|ui| {
            let mut date = self.date.clone().unwrap_or_default();
            let id = Id::unique("published of a document");
            let edit = TextEdit::singleline(&mut date)
                .id(id)
                .font(font(12.0, Weight::Regular))
                .hint_text("2015-05-21")
                .desired_width(170.0)
                .margin(Margin::symmetric(8, 5));
            let response = ui.add(edit);
            response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Published"));
            if self.wants == Some("Published") {
                self.wants = None;
                response.request_focus();
            }
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if response.changed() {
                self.said = None;
            }
            self.date = Some(date);
            let used = text_button_ui(ui, "Use this date", "Use this date", ButtonStyle::Filled, colors);
            if used.on_hover_text("A day, or bounds as EDTF (Enter)").clicked() || entered {
                self.answer = Some(Answer::Date);
            }
            let unknown = text_button_ui(ui, "Not known", "Not known", ButtonStyle::Outlined, colors);
            if unknown.on_hover_text("Its relative words then stay relative (U)").clicked() {
                self.answer = Some(Answer::NotKnown);
            }
        });
        let note = match (&self.said, latest) {
            (Some(why), _) => why.clone(),
            (None, Some(day)) => format!("It names {day}, and was hardly published before. {}", waiting(waits)),
            (None, None) => waiting(waits),
        };
        column.add(Label::new(words(note, 11.0, Weight::Regular, colors.ink2)).truncate());
    }

    /// The way to give the password of a document that opens with one only, at the right of its row.
    pub(super) fn locked_ui(&mut self, ui: &mut Ui, at: usize, rect: Rect, colors: &Colors) {
        let layout = Layout::right_to_left(Align::Center);
        let room = rect.shrink2(vec2(12.0, 4.0));
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).layout(layout).id_salt((at, "locked")));
        if self.unlocking.as_ref().is_some_and(|(row, _)| *row == at) {
            ui.label(words("Reading…", 11.5, Weight::Regular, colors.ink2));
            return;
        }
        let Some((_, password)) = self.password.as_mut().filter(|(row, _)| *row == at) else {
            let name = "Give the password…";
            if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
                self.choose(at);
                self.password = Some((at, String::new()));
                self.wants = Some("Password");
            }
            return;
        };
        let opened = text_button_ui(ui, "Open", "Open with the password", ButtonStyle::Filled, colors).clicked();
        let edit = TextEdit::singleline(password)
            .id(Id::unique("password of a document"))
            .password(true)
            .font(font(12.0, Weight::Regular))
            .hint_text("password")
            .desired_width(130.0)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(edit);
        response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Password"));
        if self.wants == Some("Password") {
            self.wants = None;
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if opened || entered {
            self.answer = Some(Answer::Password);
        }
    }
}

/// What waits for a date.
fn waiting(number: usize) -> String {
    match number {
        0 => "Not known is an answer, too.".to_owned(),
        1 => "1 relative time waits for it; not known is an answer, too.".to_owned(),
        several => format!("{several} relative times wait for it; not known is an answer, too."),
    }
}
