//! The bars above and below the table.

use crate::app::{Action, Panel};
use crate::gui::icons::Icon;
use crate::gui::import::{ImportScreen, work};
use crate::gui::keycap::keycap_ui;
use crate::gui::progress::progress_ui;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, text_button_ui, waker};
use crate::scene::{Theme, Weight};
use crate::words::thousands;
use egui::{Align, Label, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// In a narrower window the keys are told by the help alone, px.
const KEYS_FROM_PX: f32 = 980.0;

impl ImportScreen {
    /// What this is, and its keys.
    pub(super) fn top_ui(&mut self, ui: &mut Ui, bar: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(bar, 0, colors.panel);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let inner = bar.shrink2(vec2(16.0, 0.0));
        let builder = UiBuilder::new().max_rect(inner).id_salt("top");
        let mut right = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
        let icon = if panel.state.chrome.theme == Theme::Light { Icon::Moon } else { Icon::Sun };
        if icon_button_ui(&mut right, icon, "Light or dark", "", ButtonStyle::Outlined, colors).clicked() {
            panel.act(Action::ToggleTheme);
        }
        if bar.width() >= KEYS_FROM_PX && self.look.is_some() {
            right.add_space(6.0);
            for (keys, what) in [("N", "other rows"), ("Enter", "what it is"), ("Up Down", "column")] {
                right.label(words(what, 11.0, Weight::Regular, colors.ink2));
                keycap_ui(&mut right, keys, colors);
            }
        }
        let room = right.min_rect().left();
        let rest = Rect::from_min_max(inner.min, pos2((room - 12.0).max(inner.left()), inner.bottom()));
        let layout = Layout::left_to_right(Align::Center);
        let mut left = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("top left").layout(layout));
        left.label(words("Import a table", 14.0, Weight::SemiBold, colors.ink));
        left.add_space(4.0);
        let into = format!("into {}", panel.state.document.chronicle.meta.title);
        left.add(Label::new(words(into, 12.0, Weight::Regular, colors.ink2)).truncate());
    }

    /// What can be read, and the ways on.
    pub(super) fn bottom_ui(&mut self, ui: &mut Ui, bar: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(bar, 0, colors.panel);
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, Stroke::new(1.0, colors.rule));
        let inner = bar.shrink2(vec2(16.0, 0.0));
        let builder = UiBuilder::new().max_rect(inner).id_salt("bottom");
        let mut right = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
        right.spacing_mut().item_spacing.x = 10.0;
        let ctx = ui.ctx().clone();
        let own = panel.state.document.folder().is_some();
        let ready = self.look.as_ref().and_then(|look| look.table.as_ref()).map_or(0, |table| table.rows.len());
        if own {
            let label =
                if ready > 0 { format!("Import {} rows", thousands(ready as u64)) } else { "Import".to_owned() };
            let idle = ready > 0 && !self.is_reading() && self.importing.is_none();
            right.add_enabled_ui(idle, |ui| {
                let tip = "The file is copied into the chronicle as it is (Ctrl+Enter)";
                if text_button_ui(ui, &label, &label, ButtonStyle::Filled, colors).on_hover_text(tip).clicked() {
                    self.import(&ctx, panel.state);
                }
            });
        } else if text_button_ui(&mut right, "Save a copy first…", "Save a copy first", ButtonStyle::Filled, colors)
            .clicked()
        {
            panel.act(Action::Toggle(Panel::SaveAs));
        }
        if text_button_ui(&mut right, "Choose a file…", "Choose a file", ButtonStyle::Outlined, colors).clicked()
            && self.asking.is_none()
        {
            self.asking = Some(work::ask(&waker(&ctx)));
        }
        let cancel = text_button_ui(&mut right, "Cancel", "Cancel", ButtonStyle::Plain, colors);
        if cancel.on_hover_text("Back, and import nothing (Escape)").clicked() {
            panel.act(Action::Escape);
        }
        let room = right.min_rect().left();
        let rest = Rect::from_min_max(inner.min, pos2((room - 12.0).max(inner.left()), inner.bottom()));
        let layout = Layout::left_to_right(Align::Center);
        let mut left = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("bottom left").layout(layout));
        self.standing_ui(&mut left, panel);
    }

    fn standing_ui(&self, left: &mut Ui, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        if let Some(task) = &self.importing {
            progress_ui(left, task.steps(), "Importing", colors);
            return;
        }
        if self.is_reading() {
            left.label(words("Reading…", 12.0, Weight::SemiBold, colors.ink));
            return;
        }
        if let Some(why) = &self.said {
            left.add(Label::new(words(why, 12.0, Weight::Medium, colors.ink)).truncate());
            return;
        }
        let Some(look) = &self.look else { return };
        let asks = look.proposal.as_ref().map_or(0, |proposal| proposal.asks.len());
        let (first, rest) = match &look.table {
            Some(table) => {
                let all = thousands(u64::from(table.all));
                let first = format!("{} of {all} rows", thousands(table.rows.len() as u64));
                let cited = format!("every row stays citable, “row 1 of {}”", table.name);
                let copied = if panel.state.document.folder().is_some() {
                    format!("can be read. The file is copied as received and hashed; {cited}.")
                } else {
                    "can be read. This chronicle comes with the program: save a copy of it to import into that."
                        .to_owned()
                };
                (first, copied)
            }
            None if asks == 1 => {
                ("1 question".to_owned(), "has to be answered before the table can be read.".to_owned())
            }
            None => (format!("{asks} questions"), "have to be answered before the table can be read.".to_owned()),
        };
        left.label(words(first, 12.0, Weight::SemiBold, colors.ink));
        left.add(Label::new(words(rest, 12.0, Weight::Regular, colors.ink2)).truncate());
    }
}
