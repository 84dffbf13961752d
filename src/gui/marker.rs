//! Marking words of the document that is read: by the mouse, and sentence by sentence by keys.

use crate::app::{Action, MarkStep, State, marked_after};
use crate::gui::inspector::segments;
use crate::gui::theme::Colors;
use egui::{Context, CornerRadius, Galley, Id, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui};
use std::ops::Range;
use std::sync::Arc;

/// Takes the keys that mark words, before all others.
pub fn keys(ctx: &Context, state: &State, actions: &mut Vec<Action>) {
    let Some(reader) = &state.chrome.reader else { return };
    if ctx.text_edit_focused() {
        return;
    }
    let Some(source) = state.document.chronicle.sources.get(&reader.source) else { return };
    let more = Modifiers::SHIFT;
    let start = Modifiers { shift: true, ..Modifiers::ALT };
    let steps = [
        (start, Key::ArrowRight, MarkStep::StartByWord(true)),
        (start, Key::ArrowLeft, MarkStep::StartByWord(false)),
        (more, Key::ArrowDown, MarkStep::BySentence(true)),
        (more, Key::ArrowUp, MarkStep::BySentence(false)),
        (more, Key::ArrowRight, MarkStep::EndByWord(true)),
        (more, Key::ArrowLeft, MarkStep::EndByWord(false)),
        (Modifiers::NONE, Key::ArrowDown, MarkStep::Sentence(true)),
        (Modifiers::NONE, Key::ArrowUp, MarkStep::Sentence(false)),
    ];
    for (modifiers, key, step) in steps {
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            let passage = reader.passages.iter().find(|passage| Some(&passage.claim) == reader.claim.as_ref());
            let from = passage.map_or(0, |passage| passage.chars.end);
            let marked = marked_after(&source.text, reader.marked.clone(), from, step);
            actions.extend(marked.map(|marked| Action::Mark(Some(marked))));
        }
    }
}

/// What the pointer does over a text laid out at `at`; under the words that are marked lies a ground.
pub fn marking_ui(
    ui: &mut Ui,
    (galley, at): (&Arc<Galley>, Pos2),
    marked: Option<&Range<usize>>,
    colors: &Colors,
    actions: &mut Vec<Action>,
) {
    let rect = Rect::from_min_size(at, galley.size());
    let response = ui.interact(rect, Id::unique("words of the document"), Sense::click_and_drag());
    let char_at = |pos: Pos2| galley.cursor_from_pos(pos - at).index.0;
    let begun = Id::unique("words of the document, begun at");
    if response.drag_started()
        && let Some(pos) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(begun, char_at(pos)));
    }
    if response.dragged()
        && let (Some(pos), Some(from)) =
            (response.interact_pointer_pos(), ui.data(|data| data.get_temp::<usize>(begun)))
    {
        let to = char_at(pos);
        let words = from.min(to)..from.max(to);
        if !words.is_empty() && Some(&words) != marked {
            actions.push(Action::Mark(Some(words)));
        }
    }
    if response.clicked() && marked.is_some() {
        actions.push(Action::Mark(None));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    let Some(marked) = marked else { return };
    let shown = Id::unique("words of the document, shown");
    let lines = segments(galley, at, marked.clone());
    for line in &lines {
        ui.painter().rect_filled(
            line.expand2(egui::vec2(0.0, 1.5)),
            CornerRadius::ZERO,
            colors.ink.gamma_multiply(0.22),
        );
        ui.painter().hline(line.x_range(), line.bottom() + 1.0, Stroke::new(1.5, colors.ink));
    }
    // What keys have marked comes into sight.
    if ui.data(|data| data.get_temp::<Range<usize>>(shown)).as_ref() != Some(marked) {
        ui.data_mut(|data| data.insert_temp(shown, marked.clone()));
        if let Some(last) = lines.last().filter(|_| !response.dragged()) {
            ui.scroll_to_rect(last.expand(24.0), None);
        }
    }
}
