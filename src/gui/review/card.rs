//! The card of the proposal in question: what is proposed, why, and the keys that decide it.

use crate::gui::keycap::{keycap, keycap_ui};
use crate::gui::review::ReviewScreen;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, link_ui, text_button_ui};
use crate::review::{FoundProposal, ProposalState, ReviewStep};
use crate::scene::Weight;
use egui::{Frame, Label, Margin, ScrollArea, Stroke, Ui, UiBuilder, vec2};

/// The room at both sides, px.
const PADDING_PX: f32 = 16.0;
/// The height of the buttons that decide, of another row of them where they wrap, and of each line below, px.
const DECISIONS_PX: f32 = 48.0;
const BUTTONS_PX: f32 = 34.0;
const LINE_PX: f32 = 26.0;
/// In a narrower card the buttons wrap, px.
const ONE_ROW_FROM_PX: f32 = 350.0;

impl ReviewScreen {
    pub(super) fn card_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.max_rect();
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
        let found = self.review.current().map(|(_, found)| found.clone());
        // What decides stays in sight, however much there is to mend.
        let decided = found.as_ref().and_then(|found| self.review.state_of(&found.id));
        let decided = decided.is_some_and(|(_, state)| state != ProposalState::Open);
        let more = decided || self.review.alike().len() > 1;
        let lines = usize::from(more) + usize::from(self.review.last_step().is_some());
        let wrapped = if rect.width() < ONE_ROW_FROM_PX { BUTTONS_PX } else { 0.0 };
        let height = DECISIONS_PX + wrapped + LINE_PX * lines as f32;
        let (above, below) = rect.split_top_bottom_at_y(rect.bottom() - height);
        let fields = if found.is_some() { above } else { rect };
        let fields = &mut ui.new_child(UiBuilder::new().max_rect(fields).id_salt("fields"));
        ScrollArea::vertical().id_salt("card in review").auto_shrink(false).show(fields, |ui| {
            Frame::new().inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                match &found {
                    Some(found) => self.proposal_ui(ui, found, panel),
                    None => {
                        self.finished_ui(ui, panel);
                        self.last_ui(ui, panel);
                    }
                }
            });
        });
        let Some(found) = found else { return };
        let edge = Stroke::new(1.0, panel.colors.rule);
        ui.painter().hline(below.x_range(), below.top() + 0.5, edge);
        let room = below.shrink2(vec2(PADDING_PX, 8.0));
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("decisions"));
        ui.spacing_mut().item_spacing.y = 6.0;
        self.decisions_ui(ui, &found, panel);
        self.last_ui(ui, panel);
    }

    fn proposal_ui(&mut self, ui: &mut Ui, found: &FoundProposal, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let number = self.review.number().unwrap_or_default();
        ui.horizontal(|ui| {
            let rule = found.rule();
            let by = if rule.is_empty() { String::new() } else { format!(", by rule: {rule}") };
            let score = format!("score {:.2}", found.proposal.score);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(words(score, 11.0, Weight::Regular, colors.ink2));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let said = format!("Proposal {number}{by}");
                    ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink3)).truncate());
                });
            });
        });
        let title = self.review.card().map(|card| card.title(&panel.state.document.chronicle)).unwrap_or_default();
        let heading = ui.add(Label::new(words(format!("{title}."), 19.0, Weight::Bold, colors.ink)).wrap());
        heading.ctx.accesskit_node_builder(heading.id, |node| node.set_role(egui::Role::Heading));
        ui.add_space(2.0);
        self.fields_ui(ui, found, panel);
        if let Some(sentence) = &self.said {
            ui.add(Label::new(words(sentence, 12.0, Weight::Medium, colors.ink)).wrap());
        }
    }

    fn decisions_ui(&mut self, ui: &mut Ui, found: &FoundProposal, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let state = self.review.state_of(&found.id).map(|(_, state)| state);
        if let Some(decided @ (ProposalState::Accepted | ProposalState::Rejected)) = state {
            let chronicle = &panel.state.document.chronicle;
            let joined = self.review.joined(chronicle).filter(|_| decided == ProposalState::Accepted);
            let said = match (&joined, decided) {
                (Some((_, _, of)), _) => format!("Accepted, as one of {of} claims of one event."),
                (None, ProposalState::Accepted) => "Accepted already.".to_owned(),
                (None, _) => "Rejected already.".to_owned(),
            };
            ui.add(Label::new(words(said, 12.0, Weight::Medium, colors.ink2)).truncate());
            ui.horizontal(|ui| {
                if text_button_ui(ui, "Go on", "Go on to the next", ButtonStyle::Outlined, colors).clicked() {
                    self.review.skip(chronicle);
                }
                if let Some((event, at, _)) = joined
                    && text_button_ui(ui, "Separate", "Separate", ButtonStyle::Outlined, colors)
                        .on_hover_text("It tells of something else: make it an event of its own")
                        .clicked()
                {
                    self.separate(&event, at, panel);
                }
            });
            return;
        }
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (text, key, look) in [
                ("Accept", "A", ButtonStyle::Filled),
                ("Mend", "E", ButtonStyle::Outlined),
                ("Reject", "R", ButtonStyle::Outlined),
                ("Skip", "S", ButtonStyle::Plain),
            ] {
                if keyed_button_ui(ui, text, key, look, panel).clicked() {
                    pressed = Some(key);
                }
            }
        });
        match pressed {
            Some("A") => self.accept(panel),
            Some("E") => self.mend = true,
            Some("R") => self.reject(panel),
            Some(_) => self.review.skip(&panel.state.document.chronicle),
            None => {}
        }
        let alike = self.review.alike().len();
        if alike > 1 {
            let mut all = false;
            ui.horizontal_wrapped(|ui| {
                let text = format!("Accept the {alike} like this");
                all = link_ui(ui, &text, &text, colors).clicked();
                keycap_ui(ui, "Shift+A", colors);
                ui.label(words("same rule, sure place and date", 11.0, Weight::Regular, colors.ink3));
            });
            if all {
                self.accept_alike(panel);
            }
        }
    }

    /// What was done last, and the way back.
    fn last_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let Some(step) = self.review.last_step().cloned() else { return };
        let said = match &step {
            ReviewStep::Skipped(_) => "skipped".to_owned(),
            ReviewStep::Decided(id) => match self.review.state_of(id) {
                Some((_, ProposalState::Accepted)) => "accepted".to_owned(),
                Some((_, ProposalState::Rejected)) => "rejected".to_owned(),
                _ => return,
            },
        };
        let (ReviewStep::Decided(id) | ReviewStep::Skipped(id)) = step;
        let passage = self.review.documents().iter().find_map(|document| document.find(&id));
        let quoted: String =
            passage.map(|found| found.proposal.quote.exact.chars().take(40).collect()).unwrap_or_default();
        let mut back = false;
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                keycap_ui(ui, "Z", colors);
                back = link_ui(ui, "Undo", "Back to the last one", colors).clicked();
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let said = format!("Last: {said} “{}…”", quoted.split_whitespace().collect::<Vec<_>>().join(" "));
                    ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink3)).truncate());
                });
            });
        });
        if back {
            self.back(panel);
        }
    }
}

/// A button with its key in a frame.
fn keyed_button_ui(ui: &mut Ui, text: &str, key: &str, look: ButtonStyle, panel: &PanelContext<'_>) -> egui::Response {
    let colors = panel.colors;
    // Room for the key is made with blanks of the same font.
    let response = text_button_ui(ui, &format!("{text}       "), text, look, colors);
    let (ink, edge) = match look {
        ButtonStyle::Filled => (colors.panel, colors.panel.gamma_multiply(0.6)),
        ButtonStyle::Outlined | ButtonStyle::Plain => (colors.ink2, colors.rule_firm),
    };
    keycap(ui.painter(), response.rect.right_center() - vec2(9.0, 0.0), key, ink, edge);
    response.on_hover_text(format!("{text} ({key})"))
}
