//! What the chronicle says of itself, page by page: about, places, sides, kinds, sources, references, voices, ground, credits.

mod about;
mod documents;
mod ground;
mod parts;
mod places;
mod references;
mod tables;
mod witnesses;

use crate::app::{Action, ChroniclePage, Editing};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::PADDING_PX;
use crate::gui::editor::world_place::WorldSearch;
use crate::gui::widgets::{PanelContext, choice_px, choice_ui, rule_ui};
use egui::{Ui, vec2};

/// Shows a page, with the way to the others.
pub fn sheet_ui(
    ui: &mut Ui,
    sheet: ChroniclePage,
    check: &mut Check,
    world: &mut WorldSearch,
    panel: &mut PanelContext<'_>,
) {
    let colors = panel.colors;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for other in ChroniclePage::ALL {
            let size = vec2(choice_px(ui, other.label()) + 14.0, 24.0);
            let name = format!("Page: {}", other.label());
            if choice_ui(ui, other.label(), other == sheet, &name, size, colors).clicked() {
                panel.act(Action::Edit(Some(Editing::Page(other))));
            }
        }
    });
    rule_ui(ui, PADDING_PX, colors);
    match sheet {
        ChroniclePage::About => about::about_ui(ui, check, panel),
        ChroniclePage::Places => places::places_ui(ui, world, panel),
        ChroniclePage::Sides => tables::sides_ui(ui, check, panel),
        ChroniclePage::Kinds => tables::kinds_ui(ui, check, panel),
        ChroniclePage::Documents => documents::documents_ui(ui, check, panel),
        ChroniclePage::References => references::references_ui(ui, check, panel),
        ChroniclePage::Witnesses => witnesses::witnesses_ui(ui, check, panel),
        ChroniclePage::Ground => ground::ground_ui(ui, check, panel),
        ChroniclePage::Credits => tables::credits_ui(ui, check, panel),
    }
}
