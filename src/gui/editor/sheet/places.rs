//! The places of the chronicle, those too at which nothing happened: found, mended, added from the world or by hand.

use super::parts::said_ui;
use crate::app::{Action, Editing, Notice};
use crate::chronicle::{Changes, NewPlace, PlaceId};
use crate::gui::editor::place_field::{PlaceChosen, place_field_ui};
use crate::gui::editor::world_place::WorldSearch;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, link_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use crate::words::{self as said, counted};
use egui::{Label, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many are listed; the others are found by their name.
const MOST: usize = 120;

/// Shows the page.
pub fn places_ui(ui: &mut Ui, world: &mut WorldSearch, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    said_ui(ui, "Type a name: places of this chronicle come first, then those of the world, to be added.", panel);
    let chronicle = Arc::clone(&panel.state.document.chronicle);
    match place_field_ui(ui, ("places", "Find or add a place"), None, &chronicle, world, colors) {
        Some(PlaceChosen::Known(place)) => panel.act(Action::Edit(Some(Editing::Place(place)))),
        Some(PlaceChosen::World(place)) => add(&place.new, panel),
        None => {}
    }
    let name = "Add a place that no gazetteer knows";
    if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
        add(&NewPlace { name: "New place".to_owned(), role: "town".to_owned(), ..NewPlace::default() }, panel);
    }
    rule_ui(ui, crate::gui::editor::field::PADDING_PX, colors);
    let mut happened: BTreeMap<&PlaceId, usize> = BTreeMap::new();
    for event in chronicle.events.values() {
        *happened.entry(&event.place).or_default() += 1;
    }
    for place in chronicle.places.values().take(MOST) {
        ui.horizontal(|ui| {
            if link_ui(ui, &place.name, &format!("Edit the place {}", place.name), colors).clicked() {
                panel.act(Action::Edit(Some(Editing::Place(place.id.clone()))));
            }
            let count = happened.get(&place.id).copied().unwrap_or(0);
            let line = format!("{} · {}", place.role, counted(count, "event", "events"));
            ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).truncate());
        });
    }
    let others = chronicle.places.len().saturating_sub(MOST);
    if others > 0 {
        said_ui(ui, &format!("{others} more are found by their names."), panel);
    }
}

/// Adds a place, to be mended at once.
fn add(new: &NewPlace, panel: &mut PanelContext<'_>) {
    let mut changes = Changes::on(panel.state.document.draft());
    match changes.add_place(new) {
        Ok(id) => {
            panel.act(Action::Change(changes.made()));
            panel.act(Action::Edit(Some(Editing::Place(id))));
        }
        Err(why) => {
            panel.act(Action::Notify(Notice::failed(said::not_changed(&why.to_string()), said::NOTHING_CHANGED)));
        }
    }
}
