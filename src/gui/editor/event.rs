//! The fields of an event.

use super::field::{Field, row_ui};
use super::mend::Mend;
use super::place_field::{PlaceChosen, place_field_ui};
use super::when::{allowed, when_ui};
use super::world_place::WorldSearch;
use crate::app::Action;
use crate::chronicle::{Chronicle, Event, EventId, PathStep, Place, PlaceId};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, one_of_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use crate::words::{coordinates, kind_title, side_label};
use egui::{CollapsingHeader, Label, Ui};
use serde_json::{Value, json};
use std::sync::Arc;

/// What "Is" offers, and what is written.
const MODALITIES: [(&str, &str); 5] = [
    ("happened", "happened"),
    ("ongoing", "ongoing"),
    ("planned", "planned"),
    ("denied", "negated"),
    ("expected", "predicted"),
];

/// How it may be shown, and what is written.
const ROLES: [(&str, &str); 5] = [
    ("on the map", "mark"),
    ("country-wide", "area"),
    ("time bar only", "timeline"),
    ("background", "context"),
    ("kept, not shown", "exclude"),
];

/// The way to a property of a feature.
pub fn property(name: &str) -> [PathStep<'_>; 2] {
    [PathStep::Key("properties"), PathStep::Key(name)]
}

/// Shows the fields.
pub fn fields_ui(ui: &mut Ui, event: &EventId, world: &mut WorldSearch, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let chronicle = Arc::clone(&mend.panel.state.document.chronicle);
    let summary = mend.text("/properties/summary").to_owned();
    let width_px = ui.available_width();
    let title =
        Field { salt: "summary", name: "Title", value: &summary, hint: "One neutral sentence", rows: 2, width_px };
    mend.text_field(ui, &title, &property("summary"), true);
    let has_sides = !chronicle.meta.sides.is_empty();
    row_ui(ui, "Kind", colors, |ui| {
        ui.horizontal(|ui| {
            let all = ui.available_width();
            kind_ui(ui, &chronicle, if has_sides { all * 0.5 - 16.0 } else { all }, mend);
            if has_sides {
                ui.label(words("Side", 11.5, Weight::Regular, colors.ink2));
                side_ui(ui, &chronicle, mend);
            }
        });
    });
    row_ui(ui, "Place", colors, |ui| place_ui(ui, event, &chronicle, world, mend));
    row_ui(ui, "When", colors, |ui| {
        when_ui(ui, event, None, mend);
        let known = chronicle.events.get(event.as_str());
        let same = known.and_then(|known| chronicle.events.get(known.same_as.as_ref()?.as_str()));
        if let Some((all, said)) = known.and_then(|known| allowed(known, same.map(|same| &**same))) {
            let said = if all { format!("✓ {said}") } else { said };
            ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink2)).wrap());
        }
    });
    row_ui(ui, "Within", colors, |ui| {
        let through = mend.text("/properties/extent") == "throughout";
        let labels = ["a moment in it", "all through it"];
        if let Some(picked) = one_of_ui(ui, "Within", &labels, usize::from(through), colors) {
            let written = if picked == 1 { "throughout" } else { "within" };
            set(mend, &property("extent"), &json!(written));
        }
    });
    row_ui(ui, "Is", colors, |ui| {
        let now = mend.text("/properties/modality").to_owned();
        let chosen = MODALITIES.iter().position(|(_, written)| *written == now).unwrap_or(0);
        let labels = MODALITIES.map(|(label, _)| label);
        if let Some((_, written)) = one_of_ui(ui, "Is", &labels, chosen, colors).and_then(|i| MODALITIES.get(i)) {
            set(mend, &property("modality"), &json!(written));
        }
    });
    row_ui(ui, "Order", colors, |ui| order_ui(ui, event, &chronicle, mend));
    let more = CollapsingHeader::new(words("More", 11.5, Weight::SemiBold, colors.ink2)).id_salt("more of the event");
    more.show_unindented(ui, |ui| more_ui(ui, mend));
}

/// Sets one value of the record.
pub fn set(mend: &mut Mend<'_, '_>, path: &[PathStep<'_>], value: &Value) {
    let (file, id) = (mend.file, mend.id.clone());
    mend.change(|changes| Ok(changes.set(file, &id, path, value)?));
}

/// What may be chosen as kind: those of the chronicle by their names, and the one there is.
pub fn kinds(chronicle: &Chronicle, now: Option<&str>) -> Vec<(Option<String>, String)> {
    let mut kinds: Vec<(Option<String>, String)> = chronicle
        .meta
        .kinds
        .kinds()
        .iter()
        .map(|kind| (Some(kind.id.to_string()), kind_title(chronicle, &kind.id)))
        .collect();
    kinds.sort_by(|a, b| a.1.cmp(&b.1));
    if let Some(now) = now.filter(|now| !kinds.iter().any(|(id, _)| id.as_deref() == Some(*now))) {
        kinds.insert(0, (Some(now.to_owned()), kind_title(chronicle, now)));
    }
    kinds
}

fn kind_ui(ui: &mut Ui, chronicle: &Chronicle, width_px: f32, mend: &mut Mend<'_, '_>) {
    let now = mend.text("/properties/kind").to_owned();
    let kinds = kinds(chronicle, Some(&now));
    let codes: Vec<(Option<&str>, String)> = kinds.iter().map(|(id, label)| (id.as_deref(), label.clone())).collect();
    mend.codes(ui, "Kind", &codes, Some(&now), &property("kind"), width_px);
}

fn side_ui(ui: &mut Ui, chronicle: &Chronicle, mend: &mut Mend<'_, '_>) {
    let now = mend.text("/properties/side").to_owned();
    let sides =
        chronicle.meta.sides.iter().map(|side| (Some(side.id.as_str()), side_label(chronicle, &side.id).to_owned()));
    let codes: Vec<(Option<&str>, String)> = std::iter::once((None, "nobody".to_owned())).chain(sides).collect();
    let width_px = ui.available_width();
    let now = Some(now.as_str()).filter(|now| !now.is_empty());
    mend.codes(ui, "Side", &codes, now, &property("side"), width_px);
}

fn place_ui(ui: &mut Ui, event: &EventId, chronicle: &Chronicle, world: &mut WorldSearch, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let now: Option<&Place> = chronicle.places.get(mend.text("/properties/place"));
    match place_field_ui(ui, (event.as_str(), "Place"), now, chronicle, world, colors) {
        Some(PlaceChosen::Known(place)) => mend.change(|changes| Ok(changes.set_place(event, &place)?)),
        Some(PlaceChosen::World(place)) => mend.change(|changes| {
            let id: PlaceId = changes.add_place(&place.new)?;
            Ok(changes.set_place(event, &id)?)
        }),
        None => {}
    }
    if let Some(place) = now {
        ui.horizontal_wrapped(|ui| {
            let at = place.position.map_or_else(|| "no point".to_owned(), coordinates);
            ui.label(words(at, 11.0, Weight::Regular, colors.ink3));
            let name = format!("Edit the place {}", place.name);
            if crate::gui::widgets::link_ui(ui, "Edit the place", &name, colors).clicked() {
                mend.panel.act(Action::Edit(Some(crate::app::Editing::Place(place.id.clone()))));
            }
        });
    }
}

fn order_ui(ui: &mut Ui, event: &EventId, chronicle: &Chronicle, mend: &mut Mend<'_, '_>) {
    let value = mend.number("/properties/order");
    ui.horizontal_wrapped(|ui| {
        let field = Field { salt: "order", name: "Order", value: &value, hint: "none", rows: 1, width_px: 64.0 };
        let (file, id) = (mend.file, mend.id.clone());
        mend.field(ui, &field, |changes, text| {
            let rank = match text {
                "" => Value::Null,
                text => json!(text.parse::<i64>().map_err(|_| format!("expected a whole number, found \"{text}\""))?),
            };
            Ok(changes.set(file, &id, &property("order"), &rank)?)
        });
        let others = same_day(chronicle, event);
        let said = if others.is_empty() { "among what happened that day".to_owned() } else { others };
        ui.add(Label::new(words(said, 11.0, Weight::Regular, mend.panel.colors.ink3)).wrap());
    });
}

/// "Ghazni is 1, Qala-i-Naw is 2": the ranks of the others of its day.
fn same_day(chronicle: &Chronicle, event: &EventId) -> String {
    let Some(this) = chronicle.events.get(event.as_str()) else { return String::new() };
    let beside = |other: &&Arc<Event>| other.id != *event && other.order.is_some() && other.span.end == this.span.end;
    let rank = |other: &Arc<Event>| {
        let place = chronicle.places.get(other.place.as_str()).map_or(other.place.as_str(), |p| p.name.as_str());
        other.order.map(|order| format!("{place} is {order}"))
    };
    chronicle.events.values().filter(beside).filter_map(rank).take(3).collect::<Vec<_>>().join(", ")
}

/// What is rarely set.
fn more_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    row_ui(ui, "Shown", colors, |ui| {
        let now = mend.text("/properties/role").to_owned();
        let codes: Vec<(Option<&str>, String)> =
            ROLES.iter().map(|(label, written)| (Some(*written), (*label).to_owned())).collect();
        let (file, id) = (mend.file, mend.id.clone());
        let chosen = codes.iter().position(|(code, _)| *code == Some(now.as_str()));
        let labels: Vec<String> = codes.iter().map(|(_, label)| label.clone()).collect();
        let width_px = ui.available_width();
        let picked = super::field::list_ui(ui, &id.0, "Shown", &labels, chosen, width_px).and_then(|i| ROLES.get(i));
        if let Some((_, written)) = picked {
            let reason = mend.text("/properties/exclude").to_owned();
            mend.change(|changes| {
                changes.set(file, &id, &property("role"), &json!(written))?;
                // What is kept and not shown says why.
                if *written == "exclude" && reason.is_empty() {
                    changes.set(file, &id, &property("exclude"), &json!("false"))?;
                }
                Ok(())
            });
        }
    });
    for (label, key, hint) in [
        ("Reading", "reading", "Why the bounds or the place are not simply those of the claims"),
        ("Why not", "exclude", "false, forecast: why it is kept and not shown"),
    ] {
        row_ui(ui, label, colors, |ui| {
            let value = mend.text(&format!("/properties/{key}")).to_owned();
            let width_px = ui.available_width();
            let field = Field { salt: key, name: label, value: &value, hint, rows: 2, width_px };
            mend.text_field(ui, &field, &property(key), false);
        });
    }
    row_ui(ui, "Radius", colors, |ui| radius_ui(ui, mend));
}

/// Within how many km it lies.
pub fn radius_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let value = mend.number("/properties/radius_km");
    let field = Field { salt: "radius", name: "Radius", value: &value, hint: "km", rows: 1, width_px: 80.0 };
    let (file, id) = (mend.file, mend.id.clone());
    mend.field(ui, &field, |changes, text| {
        if text.is_empty() {
            return Ok(changes.unset(file, &id, &property("radius_km"))?);
        }
        let km: f64 = text.parse().map_err(|_| format!("expected a number of km, found \"{text}\""))?;
        Ok(changes.set(file, &id, &property("radius_km"), &json!(km))?)
    });
}

/// Takes the event out of the chronicle.
pub fn remove_ui(ui: &mut Ui, event: &EventId, mend: &mut Mend<'_, '_>) {
    rule_ui(ui, super::field::PADDING_PX, mend.panel.colors);
    let name = "Remove this event";
    if text_button_ui(ui, name, name, ButtonStyle::Outlined, mend.panel.colors).clicked() {
        let (file, id) = (mend.file, mend.id.clone());
        let linked: Vec<EventId> = linked_to(&mend.panel.state.document.chronicle, event);
        mend.change(|changes| {
            for other in &linked {
                changes.set(file, &other.as_str().into(), &property("same_as"), &Value::Null)?;
            }
            Ok(changes.remove(file, &id)?)
        });
    }
}

/// The events that say they are the same as this one.
fn linked_to(chronicle: &Chronicle, event: &EventId) -> Vec<EventId> {
    let linked = chronicle.events.values().filter(|other| other.same_as.as_ref() == Some(event));
    linked.map(|other| other.id.clone()).collect()
}
