//! What stands in the place of the card where there is none: nothing left to decide, or nothing read yet.

use crate::app::{Action, Screen};
use crate::gui::review::ReviewScreen;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use crate::words::counted;
use egui::{Label, Ui};

impl ReviewScreen {
    pub(super) fn finished_ui(&self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let tally = self.review.tally(None);
        let documents = panel.state.document.chronicle.sources.len();
        let (title, said) = if self.reading.is_some() {
            ("Reading the documents".to_owned(), "What is read first can be decided while the rest is read.".to_owned())
        } else if documents == 0 {
            ("No document yet".to_owned(), "What documents tell is proposed here, sentence by sentence.".to_owned())
        } else if tally.all == 0 {
            let said = "The rules found no happening in them. Any passage can be made an event in the document.";
            ("Nothing is proposed".to_owned(), said.to_owned())
        } else {
            let said = format!(
                "{} in {}: {} accepted, {} rejected.",
                counted(tally.all, "proposal", "proposals"),
                counted(documents, "document", "documents"),
                tally.accepted,
                tally.rejected
            );
            (if tally.open() == 0 { "Nothing left to decide" } else { "None of this kind is left" }.to_owned(), said)
        };
        ui.add_space(8.0);
        ui.add(Label::new(words(title, 20.0, Weight::Bold, colors.ink)).wrap());
        ui.add_space(4.0);
        ui.add(Label::new(words(said, 12.0, Weight::Regular, colors.ink2)).wrap());
        ui.add_space(12.0);
        if text_button_ui(ui, "Show the map", "Show the map", ButtonStyle::Filled, colors).clicked() {
            panel.act(Action::Show(Screen::Map));
        }
        if text_button_ui(ui, "Add documents…", "Add documents", ButtonStyle::Outlined, colors).clicked() {
            panel.act(Action::Show(Screen::Add));
        }
    }
}
