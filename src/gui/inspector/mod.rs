//! The inspector: the selected place, its control through time, and every event with the words behind it.

mod accounts;
mod card;
mod head;
mod ladder;

use crate::app::Action;
use crate::chronicle::{Basis, Chronicle, Event, MapRole, Modality};
use crate::gui::tell;
use crate::gui::theme::words;
use crate::gui::widgets::{Panel, heading_ui, link_ui, rule_ui};
use crate::scene::Weight;
use egui::{Frame, Label, Layout, Margin, ScrollArea, Stroke, Ui};
use std::sync::Arc;

pub use card::segments;

const PADDING_PX: f32 = 16.0;

/// Shows the inspector.
pub fn inspector_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    let salt = panel.state.look.selection.as_ref().map_or("none", |id| id.as_str()).to_owned();
    ScrollArea::vertical().id_salt(("inspector", salt)).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 14)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.spacing_mut().interact_size.y = 20.0;
            match &panel.state.look.selection {
                Some(_) => place_ui(ui, panel),
                None => instant_ui(ui, panel),
            }
        });
    });
}

fn place_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let timeline = Arc::clone(&panel.state.timeline);
    let chronicle = Arc::clone(timeline.chronicle());
    let Some(place) = panel.state.look.selection.as_ref().and_then(|id| chronicle.places.get(id)) else { return };
    head::head_ui(ui, place, panel);
    if place.listed {
        ui.add_space(4.0);
        ladder::ladder_ui(ui, place, panel);
    }
    rule_ui(ui, PADDING_PX, panel.colors);
    let here = timeline.events_at(&place.id).iter().filter_map(|id| chronicle.events.get(id));
    let of = |basis: Basis| -> Vec<&Event> {
        let mut events: Vec<&Event> = here.clone().filter(|e| e.basis == basis).collect();
        // What was asked for comes first, then what can be drawn, then the rest.
        let first = panel.state.look.event.as_ref();
        events.sort_by_key(|e| (Some(&e.id) != first, e.role != MapRole::Mark, e.kind != "capture"));
        events
    };
    let documents = of(Basis::Documents);
    let reference = if panel.state.reference() { of(Basis::Reference) } else { Vec::new() };
    if documents.is_empty() {
        let nothing = format!("The documents do not speak of {}.", place.name);
        ui.add(Label::new(words(nothing, 12.0, Weight::Regular, panel.colors.ink2)).wrap());
        ui.add_space(8.0);
    }
    for group in accounts::grouped(&documents) {
        accounts::group_ui(ui, &chronicle, &group, panel);
        ui.add_space(10.0);
    }
    for event in reference {
        card::reference_ui(ui, &chronicle, event, panel);
        ui.add_space(10.0);
    }
    if let Some(note) = &place.note {
        ui.add(Label::new(words(note, 11.0, Weight::Regular, panel.colors.ink3)).wrap());
    }
}

/// Nothing is selected: what the instant says, and what happened on its day.
fn instant_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let state = panel.state;
    let colors = panel.colors;
    let chronicle = Arc::clone(state.timeline.chronicle());
    let today = state.look.clock.cursor.day();
    let shown = |e: &&Event| {
        matches!(e.role, MapRole::Mark | MapRole::Area | MapRole::Timeline)
            && (e.basis == Basis::Documents || state.reference())
            && e.span.days().1 == Some(today)
    };
    let mut events: Vec<&Event> = chronicle.events.values().filter(shown).collect();
    events.sort_by_key(|e| (e.basis, e.kind != "capture", e.order, e.id.clone()));
    let (documents, reference): (Vec<&Event>, Vec<&Event>) = events.iter().partition(|e| e.basis == Basis::Documents);
    heading_ui(ui, &format!("On {}", tell::day_full(today)), &events.len().to_string(), colors);
    if documents.is_empty() {
        let nothing = "The documents report nothing for this day, which is not the same as no change.";
        ui.add(Label::new(words(nothing, 12.0, Weight::Regular, colors.ink3)).wrap());
    }
    for event in documents {
        row_ui(ui, &chronicle, event, panel);
    }
    if !reference.is_empty() {
        ui.add_space(8.0);
        heading_ui(ui, "By reference", &reference.len().to_string(), colors);
    }
    for event in reference {
        row_ui(ui, &chronicle, event, panel);
    }
    rule_ui(ui, PADDING_PX, colors);
    heading_ui(ui, "About", &format!("version {}", chronicle.meta.version), colors);
    ui.add(Label::new(words(&chronicle.meta.summary, 12.0, Weight::Regular, colors.ink2)).wrap().selectable(true));
    ui.add_space(4.0);
    let ask = "Select a place on the map or a happening below it to see the words behind it.";
    ui.add(Label::new(words(ask, 12.0, Weight::Regular, colors.ink2)).wrap());
}

/// One event as a row: what and where, and what that is worth.
fn row_ui(ui: &mut Ui, chronicle: &Chronicle, event: &Event, panel: &mut Panel<'_>) {
    let colors = panel.colors;
    let place = chronicle.places.get(&event.place).map_or(event.place.as_str(), |p| p.name.as_str());
    let unsure = matches!(event.modality, Modality::Planned | Modality::Predicted | Modality::Negated);
    let word = match tell::worth(event) {
        Some((standing, _)) if !unsure => standing.word().to_owned(),
        Some(_) => tell::modality(event.modality).to_owned(),
        None => String::new(),
    };
    let text = format!("{}, {place}", tell::capital(&event.kind));
    let center = egui::Align::Center;
    let row = egui::vec2(ui.available_width(), 20.0);
    // What it is worth keeps its room; the name gives way.
    ui.allocate_ui_with_layout(row, Layout::right_to_left(center), |ui| {
        ui.label(words(word, 11.0, Weight::Regular, colors.ink3));
        ui.with_layout(Layout::left_to_right(center), |ui| {
            if link_ui(ui, &text, &tell::event(chronicle, event), colors).on_hover_text(&event.summary).clicked() {
                panel.actions.push(Action::SelectEvent(event.id.clone()));
            }
        });
    });
}
