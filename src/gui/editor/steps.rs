//! The steps that were taken, in words; a click goes there.

use crate::app::Action;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::scene::Weight;
use egui::{Color32, CornerRadius, Label, Role, Sense, Ui, WidgetInfo, vec2};

/// What is said of a step that changed no record.
const LOOKED: &str = "look elsewhere";

/// Shows the steps, the last first.
pub fn steps_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let history = &panel.state.history;
    let taken: Vec<String> = history.taken().map(|what| what.unwrap_or(LOOKED).to_owned()).collect();
    let taken_back: Vec<String> = history.taken_back().map(|what| what.unwrap_or(LOOKED).to_owned()).collect();
    if taken.is_empty() && taken_back.is_empty() {
        let said = "Nothing was changed yet. Every step will be listed here, to go back to.";
        ui.add(Label::new(words(said, 12.0, Weight::Regular, colors.ink2)).wrap());
        return;
    }
    // Steps taken back stand above, as far from now as it takes to come to them.
    for (i, what) in taken_back.iter().enumerate().rev() {
        if step_ui(ui, what, Place::Ahead, i, panel) {
            (0..=i).for_each(|_| panel.act(Action::Redo));
        }
    }
    for (i, what) in taken.iter().rev().enumerate() {
        let place = if i == 0 { Place::Now } else { Place::Behind };
        if step_ui(ui, what, place, i, panel) {
            (0..i).for_each(|_| panel.act(Action::Undo));
        }
    }
    if step_ui(ui, "as it was opened", if taken.is_empty() { Place::Now } else { Place::Behind }, taken.len(), panel) {
        (0..taken.len()).for_each(|_| panel.act(Action::Undo));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Ahead,
    Now,
    Behind,
}

/// One step; whether it was chosen.
fn step_ui(ui: &mut Ui, what: &str, place: Place, number: usize, panel: &PanelContext<'_>) -> bool {
    let colors = panel.colors;
    let now = place == Place::Now;
    let weight = if now { Weight::SemiBold } else { Weight::Regular };
    let width = ui.available_width();
    let text = crate::words::capitalised(what);
    let galley = ui.painter().layout(text.clone(), font(12.0, weight), Color32::PLACEHOLDER, width - 16.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::click());
    let said = match place {
        Place::Ahead => "taken back",
        Place::Now => "now",
        Place::Behind => "before",
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, now, format!("Step {number}, {said}: {text}")));
    if now || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), colors.hover);
    }
    let ink = if place == Place::Ahead { colors.ink3 } else { colors.ink };
    ui.painter().galley(rect.min + vec2(8.0, 4.0), galley, ink);
    focus_ring(ui, &response, colors);
    response.clicked()
}
