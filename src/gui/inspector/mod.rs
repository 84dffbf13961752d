//! The inspector: the selected place, its control through time, and every event with the words behind it.

mod accounts;
mod card;
mod event_parts;
mod head;
mod instant;
mod ladder;
mod same_mark;

use crate::app::Action;
use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Event, MapRole};
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, link_ui, rule_ui};
use crate::scene::Weight;
use crate::scene::layer_ids::DOCUMENTS;
use crate::words::{counted, day_short};
use egui::{Frame, Label, Margin, ScrollArea, Stroke, Ui};
use std::sync::Arc;

pub use card::{Marks, quotation_ui, segments};

const PADDING_PX: f32 = 16.0;

/// Shows the inspector.
pub fn inspector_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    let salt = panel.state.view.selection.as_ref().map_or("none", |id| id.as_str()).to_owned();
    ScrollArea::vertical().id_salt(("inspector", salt)).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 14)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.spacing_mut().interact_size.y = 20.0;
            match &panel.state.view.selection {
                Some(_) => place_ui(ui, panel),
                None => instant::instant_ui(ui, panel),
            }
        });
    });
}

/// Says that the documents are switched off, and offers to switch them on.
fn documents_are_hidden_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        let said = words("The documents are hidden.", 12.0, Weight::Regular, panel.colors.ink2);
        ui.label(said);
        if link_ui(ui, "Show them", "Show the documents", panel.colors).clicked() {
            panel.actions.push(Action::ToggleLayer(DOCUMENTS.to_owned()));
        }
    });
}

fn place_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let timeline = Arc::clone(&panel.state.timeline);
    let chronicle = Arc::clone(timeline.chronicle());
    let Some(place) = panel.state.view.selection.as_ref().and_then(|id| chronicle.places.get(id)) else { return };
    head::head_ui(ui, place, panel);
    if place.listed {
        ui.add_space(4.0);
        ladder::ladder_ui(ui, place, panel);
    }
    same_mark::same_mark_ui(ui, &chronicle, place, panel);
    rule_ui(ui, PADDING_PX, panel.colors);
    let known_by = panel.state.view.clock.known_by;
    let known = |event: &&Event| event.claims.iter().any(|claim| event_parts::is_known(claim, known_by));
    let event = |id| chronicle.events.get(id).map(|event| &**event);
    let here: Vec<&Event> = timeline.events_at(&place.id).map(|event| &**event).collect();
    let of = |basis: Basis| -> Vec<&Event> {
        let mut events: Vec<&Event> = here.iter().copied().filter(|e| e.basis == basis).filter(known).collect();
        // What was asked for comes first, then what can be drawn, then the rest.
        let first = panel.state.view.event.as_ref();
        events.sort_by_key(|e| {
            (Some(&e.id) != first, e.role != MapRole::Mark, chronicle.kind(&e.kind).effect != ControlEffect::Takes)
        });
        events
    };
    let shown = panel.state.shown();
    let of_shown = |basis: Basis| if shown.has(basis) { of(basis) } else { Vec::new() };
    let (documents, reference) = (of_shown(Basis::Documents), of_shown(Basis::Reference));
    let kept = panel.state.document.facets().excluded_at(&place.id).iter();
    let kept = kept.filter_map(event).filter(known);
    let kept: Vec<&Event> = kept.filter(|_| shown.documents).collect();
    let later = here.iter().filter(|e| shown.documents && e.basis == Basis::Documents && !known(e)).count();
    if !shown.documents {
        documents_are_hidden_ui(ui, panel);
    } else if documents.is_empty() && kept.is_empty() {
        let nothing = match known_by {
            Some(by) => {
                format!(
                    "Nothing the documents say of {} was reported by {}.",
                    place.name,
                    day_short(by.day(), panel.state.document.chronicle.resolution())
                )
            }
            None if !panel.state.view.filter.is_empty() => {
                format!("What the filter leaves of the documents does not speak of {}.", place.name)
            }
            None => format!("The documents do not speak of {}.", place.name),
        };
        ui.add(Label::new(words(nothing, 12.0, Weight::Regular, panel.colors.ink2)).wrap());
    }
    if later > 0 {
        ui.horizontal_wrapped(|ui| {
            let text = format!("{} reported later", counted(later, "happening", "happenings"));
            ui.label(words(text, 11.0, Weight::Regular, panel.colors.ink3));
            if link_ui(ui, "Show with hindsight", "Show with hindsight", panel.colors).clicked() {
                panel.actions.push(Action::SetKnownBy(None));
            }
        });
    }
    ui.add_space(6.0);
    for group in accounts::grouped(&chronicle, &documents) {
        accounts::group_ui(ui, &chronicle, &group, panel);
        ui.add_space(10.0);
    }
    for event in kept {
        accounts::group_ui(ui, &chronicle, &[event], panel);
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
