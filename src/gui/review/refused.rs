//! What another reader proposed and what does not stand in its document: the reason, the nearest passage, no way to
//! accept it.

use crate::gui::review::ReviewScreen;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, dashed_edge, text_button_ui};
use crate::review::Review;
use crate::scene::Weight;
use egui::{Frame, Label, Margin, Rect, Ui, UiBuilder};

impl ReviewScreen {
    /// The first of them, in a dashed frame.
    pub(super) fn refused_ui(&mut self, ui: &mut Ui, room: Rect, panel: &mut PanelContext<'_>) {
        let found = self.review.refused().next().map(|(document, refused)| {
            let nearest = refused.nearest.clone();
            let nearest = nearest.map(|at| document.text.chars().skip(at.start).take(at.len()).collect::<String>());
            (document.source.clone(), refused.clone(), nearest)
        });
        let Some((source, refused, nearest)) = found else {
            self.refused = false;
            return;
        };
        let colors = panel.colors;
        let (mut anchor, mut drop) = (false, false);
        let builder = UiBuilder::new().max_rect(room.with_max_x(room.left() + room.width().min(360.0)));
        let mut ui = ui.new_child(builder.id_salt("refused"));
        let frame =
            Frame::new().fill(colors.raised).corner_radius(6.0).inner_margin(Margin::same(12)).show(&mut ui, |ui| {
                ui.add(Label::new(words("Refused: not in the document", 12.5, Weight::SemiBold, colors.ink)));
                let said = format!("Document {source}. {}", refused.reason);
                ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink3)).wrap());
                ui.add_space(4.0);
                ui.add(Label::new(words(&refused.exact, 12.0, Weight::Regular, colors.ink2)).wrap());
                ui.add_space(4.0);
                let (shared, of) = refused.shared;
                match &nearest {
                    Some(passage) => {
                        let said = format!("Nearest passage, {shared} of {of} words the same:");
                        ui.label(words(said, 11.0, Weight::Regular, colors.ink3));
                        ui.add(Label::new(words(passage, 12.0, Weight::Regular, colors.ink)).wrap());
                    }
                    None => {
                        ui.label(words("No passage has any of its words.", 11.0, Weight::Regular, colors.ink3));
                    }
                }
                ui.horizontal(|ui| {
                    if nearest.is_some() {
                        anchor =
                            text_button_ui(ui, "Anchor to it", "Anchor to it", ButtonStyle::Outlined, colors).clicked();
                    }
                    drop =
                        text_button_ui(ui, "Drop", "Drop the refused proposal", ButtonStyle::Plain, colors).clicked();
                });
            });
        dashed_edge(&ui, frame.response.rect, 6.0, colors.ink);
        if anchor {
            match self.review.anchor_refused(&refused.id) {
                Ok(()) => self.refused = false,
                Err(sentence) => self.said = Some(sentence),
            }
        } else if drop {
            self.decide(panel, |review: &mut Review, making| review.drop_refused(making, &refused.id));
        }
    }
}
