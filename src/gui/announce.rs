//! What is selected and what the instant says, told to assistive technology whenever it changes. Nothing is painted.

use crate::app::State;
use crate::words::{self, headline};
use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// Tells the selection and, while nothing plays, the instant.
pub fn announce_ui(ui: &Ui, state: &State) {
    let at = ui.ctx().content_rect().min;
    let say = |what: &str, text: &str| {
        let rect = Rect::from_min_size(at, vec2(1.0, 1.0));
        let response = ui.interact(rect, Id::unique(("announce", what)), Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    };
    let selected = selected(state);
    if !selected.is_empty() {
        say("selection", &selected);
    }
    if !state.chrome.playback.playing {
        let said = headline(state.timeline.chronicle(), &state.slice, state.shown());
        let filtered = state.filtered().map(|words| format!(" {words}.")).unwrap_or_default();
        say("instant", &format!("{}: {}. {}{filtered}", said.date, said.title, said.sum));
    }
}

/// What is selected, in words; empty where nothing is.
fn selected(state: &State) -> String {
    let chronicle = &state.document.chronicle;
    if let Some(chosen) = state.view.event.as_ref().and_then(|id| chronicle.events.get(id)) {
        return format!("Selected: {}. {}", words::event(chronicle, chosen), chosen.summary);
    }
    let place = state.view.selection.as_ref().and_then(|id| chronicle.places.get(id));
    place.map_or_else(String::new, |place| {
        format!("Selected: {}", words::place_now(chronicle, &state.slice, state.shown(), place))
    })
}
