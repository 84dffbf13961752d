//! The bars above and below the documents.

use crate::app::{Action, Panel};
use crate::gui::add::{AddScreen, own_folder, work};
use crate::gui::icons::Icon;
use crate::gui::keycap::keycap_ui;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, text_button_ui, waker};
use crate::ingest::RowState;
use crate::scene::{Theme, Weight};
use egui::{Align, Label, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// In a narrower window the keys are told by the help alone, px.
const KEYS_FROM_PX: f32 = 980.0;

impl AddScreen {
    /// What this is, and its keys.
    pub(super) fn top_ui(&mut self, ui: &mut Ui, bar: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(bar, 0, colors.panel);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let builder = UiBuilder::new().max_rect(bar.shrink2(vec2(16.0, 0.0))).id_salt("top");
        let mut right = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
        let icon = if panel.state.chrome.theme == Theme::Light { Icon::Moon } else { Icon::Sun };
        if icon_button_ui(&mut right, icon, "Light or dark", "", ButtonStyle::Outlined, colors).clicked() {
            panel.act(Action::ToggleTheme);
        }
        if bar.width() >= KEYS_FROM_PX {
            right.add_space(6.0);
            for (keys, what) in
                [("Del", "leave out"), ("G", "same wire"), ("D", "date"), ("T", "title"), ("Up Down", "row")]
            {
                right.label(words(what, 11.0, Weight::Regular, colors.ink2));
                keycap_ui(&mut right, keys, colors);
            }
        }
        let room = right.min_rect().left();
        let inner = bar.shrink2(vec2(16.0, 0.0));
        let rest = Rect::from_min_max(inner.min, pos2((room - 12.0).max(inner.left()), inner.bottom()));
        let layout = Layout::left_to_right(Align::Center);
        let mut left = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("top left").layout(layout));
        left.label(words("Add documents", 14.0, Weight::SemiBold, colors.ink));
        left.add_space(4.0);
        let into = &panel.state.document.chronicle.meta.title;
        let said = match self.intake.rows().len() {
            0 => format!("into {into}"),
            1 => format!("1 document, into {into}"),
            several => format!("{several} documents, into {into}"),
        };
        left.add(Label::new(words(said, 12.0, Weight::Regular, colors.ink2)).truncate());
    }

    /// How all of them stand, and the ways on.
    pub(super) fn bottom_ui(&mut self, ui: &mut Ui, bar: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(bar, 0, colors.panel);
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, Stroke::new(1.0, colors.rule));
        let builder = UiBuilder::new().max_rect(bar.shrink2(vec2(16.0, 0.0))).id_salt("bottom");
        let mut right = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
        right.spacing_mut().item_spacing.x = 10.0;
        let ctx = ui.ctx().clone();
        let ready = self.intake.count(RowState::Ready);
        let own = own_folder(panel.state).is_some();
        if own {
            let read = format!("Add {ready} and read them");
            let later = format!("Add {ready}, read later");
            let idle = ready > 0 && self.reading.is_none() && self.adding.is_none();
            right.add_enabled_ui(idle, |ui| {
                let tip = "Then decide what is proposed of them (Ctrl+Enter)";
                if text_button_ui(ui, &read, &read, ButtonStyle::Filled, colors).on_hover_text(tip).clicked() {
                    self.add(&ctx, panel.state, true);
                }
                if text_button_ui(ui, &later, &later, ButtonStyle::Outlined, colors).clicked() {
                    self.add(&ctx, panel.state, false);
                }
            });
        } else if text_button_ui(&mut right, "Save a copy first…", "Save a copy first", ButtonStyle::Filled, colors)
            .clicked()
        {
            panel.act(Action::Toggle(Panel::SaveAs));
        }
        if text_button_ui(&mut right, "Choose files…", "Choose files", ButtonStyle::Outlined, colors).clicked()
            && self.files.is_none()
        {
            self.files = Some(work::ask(&waker(&ctx)));
        }
        let cancel = text_button_ui(&mut right, "Cancel", "Cancel", ButtonStyle::Plain, colors);
        if cancel.on_hover_text("Back, and add nothing (Escape)").clicked() {
            panel.act(Action::Escape);
        }
        let room = right.min_rect().left();
        let inner = bar.shrink2(vec2(16.0, 0.0));
        let rest = Rect::from_min_max(inner.min, pos2((room - 12.0).max(inner.left()), inner.bottom()));
        let layout = Layout::left_to_right(Align::Center);
        let mut left = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("bottom left").layout(layout));
        if let Some(task) = self.reading.as_ref() {
            let (done, of) = task.steps().count().unwrap_or((0, 0));
            let said = format!("Reading {} of {of}", (done + 1).min(of.max(1)));
            let fraction = done as f32 / of.max(1) as f32;
            let (bar, _) = left.allocate_exact_size(vec2(120.0, 6.0), egui::Sense::hover());
            left.painter().rect_filled(bar, 3, colors.rule);
            let done = Rect::from_min_size(bar.min, vec2(bar.width() * fraction, bar.height()));
            left.painter().rect_filled(done, 3, colors.ink);
            left.label(words(said, 12.0, Weight::Regular, colors.ink));
            if text_button_ui(&mut left, "Stop", "Stop reading", ButtonStyle::Plain, colors).clicked() {
                task.steps().cancel();
            }
            return;
        }
        // What is wrong with a date is said beside it.
        if let Some(why) = self.said.as_ref().filter(|_| self.date.is_none()) {
            left.add(Label::new(words(why, 12.0, Weight::Medium, colors.ink)).truncate());
            return;
        }
        left.label(words(format!("{ready} ready"), 12.0, Weight::SemiBold, colors.ink));
        let rest = self.said_of_rest(own);
        left.add(Label::new(words(rest, 12.0, Weight::Regular, colors.ink2)).truncate());
    }

    fn said_of_rest(&self, own: bool) -> String {
        let mut parts = Vec::new();
        match self.intake.count(RowState::Asks) {
            0 => {}
            1 => parts.push("1 asks for its date".to_owned()),
            several => parts.push(format!("{several} ask for their dates")),
        }
        for (state, word) in [(RowState::LeftOut, "left out"), (RowState::Refused, "refused")] {
            let number = self.intake.count(state);
            if number > 0 {
                parts.push(format!("{number} {word}"));
            }
        }
        let counts: String = parts.iter().map(|part| format!("· {part} ")).collect();
        let note = if own {
            "Files are kept byte for byte; nothing counts before you accept it."
        } else {
            "This chronicle comes with the program: save a copy of it to add to that."
        };
        format!("{}. {note}", counts.trim_end()).trim_start_matches(['.', ' ']).to_owned()
    }
}
