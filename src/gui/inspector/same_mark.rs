//! The other places whose happenings share the mark of the selected one: each is one step away.

use crate::app::Action;
use crate::chronicle::{Chronicle, MapRole, Place};
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use crate::words::counted;
use egui::Ui;

/// Lists them with how much happens at each; nothing where the place has a mark of its own.
pub fn same_mark_ui(ui: &mut Ui, chronicle: &Chronicle, place: &Place, panel: &mut PanelContext<'_>) {
    let state = panel.state;
    let view = state.map_view(state.chrome.map_size_px);
    let others = state.document.atlas.sharing_a_mark(&state.timeline, &view, &place.id);
    let others = others.iter().filter_map(|id| chronicle.places.get(id));
    let told: Vec<(&Place, usize)> = others
        .map(|other| (other, state.timeline.events_at(&other.id).filter(|event| event.role == MapRole::Mark).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    if told.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(words("Also at this mark", 11.5, Weight::SemiBold, panel.colors.ink));
    for (other, count) in told {
        ui.horizontal(|ui| {
            if link_ui(ui, &other.name, &format!("Show {}", other.name), panel.colors).clicked() {
                panel.actions.push(Action::SelectPlace(other.id.clone()));
            }
            let said = counted(count, "happening", "happenings");
            ui.label(words(said, 11.0, Weight::Regular, panel.colors.ink3));
        });
    }
}
