//! The fields of a place: names, point, how exact it is, and the area its control tints.

use super::event::{property, radius_ui, set};
use super::field::{Field, row_ui};
use super::mend::Mend;
use super::world_area::{AreaSearch, WorldArea};
use crate::app::Action;
use crate::chronicle::{PathStep, PlaceId, RecordFile, RecordId};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, check_ui, link_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use crate::words::{coordinates, counted, language, read_coordinates};
use egui::{Label, Ui};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How exact a point is, and what is written.
const PRECISIONS: [(&str, &str); 4] = [
    ("the spot itself", "exact"),
    ("the settlement", "settlement"),
    ("somewhere in a region", "region"),
    ("somewhere in a country", "country"),
];

/// Shows the fields.
pub fn fields_ui(ui: &mut Ui, place: &PlaceId, areas: &mut AreaSearch, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let texts: [(&str, &str, &str, bool); 3] = [
        ("Name", "name", "As on the map", true),
        ("Role", "role", "town, airport, provincial capital", false),
        ("Province", "province", "By its name", false),
    ];
    for (label, key, hint, needed) in texts {
        row_ui(ui, label, colors, |ui| {
            let value = mend.text(&format!("/properties/{key}")).to_owned();
            let width_px = ui.available_width();
            mend.text_field(
                ui,
                &Field { salt: key, name: label, value: &value, hint, rows: 1, width_px },
                &property(key),
                needed,
            );
        });
    }
    let listed = mend.record.pointer("/properties/listed").and_then(Value::as_bool).unwrap_or(false);
    if check_ui(ui, listed, "Counted and always reported", "", colors).clicked() {
        set(mend, &property("listed"), &json!(!listed));
    }
    row_ui(ui, "Point", colors, |ui| point_ui(ui, place, mend));
    row_ui(ui, "Exact to", colors, |ui| {
        let codes: Vec<(Option<&str>, String)> =
            PRECISIONS.iter().map(|(label, code)| (Some(*code), (*label).to_owned())).collect();
        let now = mend.text("/properties/precision").to_owned();
        let width_px = ui.available_width();
        let labels: Vec<String> = codes.iter().map(|(_, label)| label.clone()).collect();
        let chosen = codes.iter().position(|(code, _)| *code == Some(now.as_str()));
        let id = mend.id.clone();
        if let Some((code, _)) =
            super::field::list_ui(ui, &id.0, "Exact to", &labels, chosen, width_px).and_then(|i| codes.get(i))
        {
            mend.change(|changes| {
                changes.set(RecordFile::Places, &id, &property("precision"), &json!(code))?;
                Ok(changes.place_changed(place)?)
            });
        }
    });
    row_ui(ui, "Radius", colors, |ui| radius_ui(ui, mend));
    row_ui(ui, "Area", colors, |ui| area_ui(ui, place, areas, mend));
    rule_ui(ui, super::field::PADDING_PX, colors);
    ui.label(words("Names", 12.0, Weight::SemiBold, colors.ink));
    list_field(ui, "Also", "variants", "Other spellings, apart by ;", mend);
    list_field(ui, "Local", "local", "In local script, apart by ;", mend);
    names_ui(ui, mend);
    row_ui(ui, "Note", colors, |ui| {
        let value = mend.text("/properties/note").to_owned();
        let width_px = ui.available_width();
        let field = Field { salt: "note", name: "Note", value: &value, hint: "The editor's remark", rows: 2, width_px };
        mend.text_field(ui, &field, &property("note"), false);
    });
    remove_ui(ui, place, mend);
}

fn point_ui(ui: &mut Ui, place: &PlaceId, mend: &mut Mend<'_, '_>) {
    let known = mend.panel.state.document.chronicle.places.get(place.as_str());
    let position = known.and_then(|place| place.position);
    let value = position.map_or_else(String::new, coordinates);
    let width_px = ui.available_width();
    let field = Field { salt: "point", name: "Point", value: &value, hint: "34.34 N 62.20 E", rows: 1, width_px };
    mend.field(ui, &field, |changes, text| {
        let to = if text.is_empty() { None } else { Some(read_coordinates(text)?) };
        Ok(changes.move_place(place, to)?)
    });
    let said = if position.is_some() { "Or drag its ring on the map." } else { "Or click where it lies on the map." };
    ui.add(Label::new(words(said, 11.0, Weight::Regular, mend.panel.colors.ink3)).wrap());
}

/// Texts of a list in one field.
fn list_field(ui: &mut Ui, label: &str, key: &str, hint: &str, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    row_ui(ui, label, colors, |ui| {
        let all = mend.record.pointer(&format!("/properties/{key}")).and_then(Value::as_array);
        let all: Vec<&str> = all.map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str).collect();
        let value = all.join("; ");
        let width_px = ui.available_width();
        let id = mend.id.clone();
        mend.field(ui, &Field { salt: key, name: label, value: &value, hint, rows: 1, width_px }, |changes, text| {
            let all: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
            Ok(changes.set(RecordFile::Places, &id, &property(key), &json!(all))?)
        });
    });
}

/// Names in other languages: those there are, and one more.
fn names_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let names: BTreeMap<String, String> = mend
        .record
        .pointer("/properties/names")
        .and_then(|names| serde_json::from_value(names.clone()).ok())
        .unwrap_or_default();
    let used = mend.panel.state.document.chronicle.places.values().flat_map(|place| place.names.keys());
    let used: std::collections::BTreeSet<String> = used.map(|tag| tag.as_str().to_owned()).collect();
    for tag in used.union(&names.keys().cloned().collect()) {
        let called = language(&tag.as_str().into());
        row_ui(ui, &called, colors, |ui| {
            let value = names.get(tag).map_or("", String::as_str);
            let width_px = ui.available_width();
            let (salt, name) = (format!("name {tag}"), format!("Name in {called}"));
            let id = mend.id.clone();
            let all = names.clone();
            let field = Field { salt: &salt, name: &name, value, hint: "", rows: 1, width_px };
            mend.field(ui, &field, |changes, text| {
                let mut all = all.clone();
                if text.is_empty() {
                    all.remove(tag);
                } else {
                    all.insert(tag.clone(), text.to_owned());
                }
                Ok(changes.set(RecordFile::Places, &id, &property("names"), &json!(all))?)
            });
        });
    }
    row_ui(ui, "Another", colors, |ui| {
        let width_px = ui.available_width();
        let hint = "uk Харків: tag, blank, name";
        let field =
            Field { salt: "another name", name: "Name in another language", value: "", hint, rows: 1, width_px };
        let id = mend.id.clone();
        mend.field(ui, &field, |changes, text| {
            let (tag, name) = text.split_once(' ').ok_or("expected a language tag, a blank and the name: uk Харків")?;
            let path = [PathStep::Key("properties"), PathStep::Key("names"), PathStep::Key(tag)];
            if names.is_empty() {
                let first = BTreeMap::from([(tag, name.trim())]);
                return Ok(changes.set(RecordFile::Places, &id, &property("names"), &json!(first))?);
            }
            Ok(changes.set(RecordFile::Places, &id, &path, &json!(name.trim()))?)
        });
    });
}

/// The area that the control of the place tints: none, or the world's in which it lies.
fn area_ui(ui: &mut Ui, place: &PlaceId, areas: &mut AreaSearch, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let area = mend.text("/properties/area").to_owned();
    let known = mend.panel.state.document.chronicle.areas.iter().find(|known| known.id.as_str() == area);
    let said = match (known, area.is_empty()) {
        (Some(known), _) => known.name.clone(),
        (None, true) => "none".to_owned(),
        (None, false) => area.clone(),
    };
    ui.add(Label::new(words(said, 12.0, Weight::Regular, colors.ink)).wrap());
    if !area.is_empty() {
        if link_ui(ui, "No area", "Give the place no area", colors).clicked() {
            mend.change(|changes| {
                changes.remove_areas(place)?;
                Ok(changes.set(RecordFile::Places, &place.as_str().into(), &property("area"), &Value::Null)?)
            });
        }
        return;
    }
    let position = mend.panel.state.document.chronicle.places.get(place.as_str()).and_then(|place| place.position);
    let Some(position) = position else { return };
    let found = areas.around(ui.ctx(), position).cloned();
    if let Some(WorldArea { id, name, polygons }) = found {
        let label = format!("Take {name}, of the world");
        if link_ui(ui, &label, &label, colors).clicked() {
            mend.change(|changes| Ok(changes.add_area(&id, &name, place, &polygons)?));
        }
    }
}

/// Takes the place out, where nothing happened there.
fn remove_ui(ui: &mut Ui, place: &PlaceId, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    rule_ui(ui, super::field::PADDING_PX, colors);
    let chronicle = &mend.panel.state.document.chronicle;
    let here = chronicle.events.values().filter(|event| event.place == *place).count();
    let needed =
        here > 0 || chronicle.is_focus(place) || chronicle.corridors.iter().any(|c| c.from == *place || c.to == *place);
    if needed {
        let said = format!("{} here; it stays as long as anything needs it.", counted(here, "event", "events"));
        ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink3)).wrap());
        return;
    }
    let name = "Remove this place";
    if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
        mend.change(|changes| {
            changes.remove_areas(place)?;
            Ok(changes.remove(RecordFile::Places, &RecordId::from(place.as_str()))?)
        });
        mend.panel.act(Action::Edit(None));
    }
}
