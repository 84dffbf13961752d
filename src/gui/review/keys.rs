//! The keys of the screen. Letters act alone only while no field is written in.

use crate::app::Panel;
use crate::gui::review::ReviewScreen;
use crate::gui::widgets::PanelContext;
use egui::{Context, Key, Modifiers};

const ALONE: Modifiers = Modifiers::NONE;

/// What a key does here.
type Does = fn(&mut ReviewScreen, &mut PanelContext<'_>);

/// The keys, those with Shift or Ctrl before the same without. Place 1 to 3 come beside.
const KEYS: [(Modifiers, Key, Does); 11] = [
    (Modifiers::SHIFT, Key::A, ReviewScreen::accept_alike),
    (ALONE, Key::A, ReviewScreen::accept),
    (ALONE, Key::R, ReviewScreen::reject),
    (ALONE, Key::S, |screen, panel| screen.review.skip(&panel.state.document.chronicle)),
    (ALONE, Key::Z, ReviewScreen::back),
    (ALONE, Key::E, |screen, _| screen.mend = true),
    (ALONE, Key::J, |screen, _| {
        if let Some(card) = screen.review.card_mut() {
            card.join_next();
        }
    }),
    (ALONE, Key::D, |screen, panel| {
        if let Some(card) = screen.review.card_mut() {
            card.next_date(&panel.state.document.chronicle);
        }
    }),
    (ALONE, Key::X, |screen, _| screen.refused = !screen.refused),
    (Modifiers::COMMAND, Key::ArrowDown, |screen, panel| {
        screen.review.next_document(true, &panel.state.document.chronicle);
    }),
    (Modifiers::COMMAND, Key::ArrowUp, |screen, panel| {
        screen.review.next_document(false, &panel.state.document.chronicle);
    }),
];

impl ReviewScreen {
    pub(super) fn keys(&mut self, ctx: &Context, panel: &mut PanelContext<'_>) {
        let chrome = &panel.state.chrome;
        let covered = [Panel::Palette, Panel::Help, Panel::Export].into_iter().any(|over| chrome.shows(over));
        if covered || ctx.text_edit_focused() {
            return;
        }
        for (modifiers, key, does) in KEYS {
            if ctx.input_mut(|i| i.consume_key(modifiers, key)) {
                does(self, panel);
            }
        }
        for (at, key) in [Key::Num1, Key::Num2, Key::Num3].into_iter().enumerate() {
            if ctx.input_mut(|i| i.consume_key(ALONE, key)) {
                self.choose_place(at, panel);
            }
        }
    }

    pub(super) fn choose_place(&mut self, at: usize, panel: &PanelContext<'_>) {
        if let Some(card) = self.review.card_mut() {
            card.choose_place(at, &panel.state.document.chronicle);
        }
    }
}
