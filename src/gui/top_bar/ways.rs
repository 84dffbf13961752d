//! The ways from the map to what else there is: documents, proposals, days side by side, the text.

use crate::app::{Action, Panel, Screen};
use crate::gui::commands::keys_of;
use crate::gui::icons::Icon;
use crate::gui::theme::font;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, icon_number_ui, text_button_ui};
use crate::scene::Weight;
use egui::{Color32, Popup, Ui};

/// What the ways to text and days take, px.
const WAYS_PX: f32 = 124.0;
/// What the ways to documents and proposals take as icons, px.
const WORK_PX: f32 = 72.0;
/// In a narrower bar they are icons, px.
const WORK_IN_WORDS_FROM_PX: f32 = 1200.0;
/// What the button for all of them takes in a narrow bar, px.
const MORE_PX: f32 = 36.0;

/// A way to something else: what its button says, its command, what that does, and its icon where there is little room.
type Way = (&'static str, &'static str, &'static str, Option<Icon>, Action);

fn ways() -> [Way; 4] {
    [
        ("Text", "Text", "Say in words what the map shows", None, Action::Toggle(Panel::Text)),
        ("Days", "Days side by side", "Show a small map for each day", None, Action::Toggle(Panel::Days)),
        (
            "Review",
            "Review proposals",
            "Decide what the documents seem to tell",
            Some(Icon::Review),
            Action::Show(Screen::Review),
        ),
        (
            "Add…",
            "Add documents…",
            "Put reports, pages and letters into the chronicle",
            Some(Icon::Add),
            Action::Show(Screen::Add),
        ),
    ]
}

/// The ways to documents, proposals, days and text: in words, as icons, or in a menu, as there is room.
pub(super) struct Ways {
    waiting: Option<usize>,
    in_words: bool,
    in_a_menu: bool,
    /// What they take, px.
    pub width_px: f32,
}

impl Ways {
    pub fn laid_out(ui: &Ui, waiting: Option<usize>, bar_px: f32, in_a_menu: bool) -> Self {
        // None left is not worth a number.
        let waiting = waiting.filter(|waiting| *waiting > 0);
        let in_words = bar_px >= WORK_IN_WORDS_FROM_PX;
        let words_px = |text: String| {
            ui.painter().layout_no_wrap(text, font(12.0, Weight::Medium), Color32::PLACEHOLDER).size().x + 32.0
        };
        let width_px = match waiting {
            _ if in_a_menu => MORE_PX,
            _ if in_words => WAYS_PX + words_px("Add…".to_owned()) + words_px(Self::said("Review", waiting)),
            Some(waiting) => WAYS_PX + WORK_PX + words_px(waiting.to_string()) - 28.0,
            None => WAYS_PX + WORK_PX,
        };
        Self { waiting, in_words, in_a_menu, width_px }
    }

    /// "Review 12".
    fn said(text: &str, waiting: Option<usize>) -> String {
        waiting.map_or_else(|| text.to_owned(), |waiting| format!("{text} {waiting}"))
    }

    pub fn show_ui(&self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        if !self.in_a_menu {
            ways().into_iter().for_each(|way| self.way_ui(ui, way, panel));
            return;
        }
        let more = icon_button_ui(ui, Icon::More, "More", "", ButtonStyle::Outlined, panel.colors);
        Popup::menu(&more).accessible_name("More").show(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (_, command, _, _, action) in ways().into_iter().rev() {
                let said = if action == Action::Show(Screen::Review) {
                    Self::said(command, self.waiting)
                } else {
                    command.to_owned()
                };
                let said = format!("{said}   {}", keys_of(command));
                let look = ButtonStyle::Plain;
                if text_button_ui(ui, &said, command, look, panel.colors).clicked() {
                    panel.act(action);
                    ui.close();
                }
            }
        });
    }

    fn way_ui(&self, ui: &mut Ui, (text, command, does, icon, action): Way, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let waiting = self.waiting.filter(|_| action == Action::Show(Screen::Review));
        let name = match waiting {
            Some(waiting) => format!("{command}: {waiting} to decide"),
            None => command.to_owned(),
        };
        let response = match icon.filter(|_| !self.in_words) {
            Some(icon) => icon_number_ui(ui, icon, waiting, &name, ButtonStyle::Outlined, colors),
            None => text_button_ui(ui, &Self::said(text, waiting), &name, ButtonStyle::Outlined, colors),
        };
        if response.on_hover_text(format!("{does} ({})", keys_of(command))).clicked() {
            panel.act(action);
        }
    }
}
