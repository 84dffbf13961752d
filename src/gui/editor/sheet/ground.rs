//! Who held what before the first event, and the layers of a ground of the chronicle's own.

use super::parts::{Column, columns_ui, mend, said_ui, tables_of};
use super::tables::{card_ui, head_ui};
use crate::chronicle::{RecordFile, RecordId, SideId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::{Field, PADDING_PX, list_ui, row_ui};
use crate::gui::editor::mend::{Mend, change};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, link_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use egui::{Layout, Ui};
use serde_json::{Value, json};

const FILE: RecordFile = RecordFile::Chronicle;

/// The opening: who held what, on whose word.
const OPENING: [Column; 3] = [
    Column::needed("At", "at", "2021-05-01"),
    Column::needed("Source", "source", "The id of a reference"),
    Column::needed("Says", "says", "The fact, in your words"),
];

const LAYER: [Column; 3] = [
    Column::needed("File", "file", "data/basemap/roads.geojson"),
    Column::text("Dark", "file_dark", "The relief's on a dark ground"),
    Column::text("Credit", "credit", "The id of a credit"),
];

/// The layers that a chronicle may bring.
const OWN: [&str; 10] =
    ["countries", "relief", "tiles", "land", "lakes", "rivers", "roads", "coast", "province-lines", "country-lines"];

/// Shows the page.
pub fn ground_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    opening_ui(ui, check, panel);
    rule_ui(ui, PADDING_PX, panel.colors);
    ui.label(words("Layers", 12.0, Weight::SemiBold, panel.colors.ink));
    said_ui(
        ui,
        "What is not named here comes from the world of the program. Files lie in the chronicle's folder.",
        panel,
    );
    let there = tables_of(panel, FILE, "layers");
    for id in &there {
        card_ui(ui, panel, |ui, panel| {
            head_ui(ui, FILE, id, panel);
            if let Some(mut mend) = mend(FILE, id, check, panel) {
                columns_ui(ui, &LAYER, &mut mend);
                if id.ends_with("/relief") {
                    row_ui(ui, "Bounds", mend.panel.colors, |ui| bounds_ui(ui, &mut mend));
                }
            }
        });
    }
    let missing: Vec<&str> = OWN.into_iter().filter(|id| !there.contains(&format!("layers/{id}"))).collect();
    let labels: Vec<String> = missing.iter().map(|id| (*id).to_owned()).collect();
    let colors = panel.colors;
    row_ui(ui, "Add", colors, |ui| {
        let width_px = ui.available_width();
        let picked = list_ui(ui, "layers", "Add a layer", &labels, None, width_px).and_then(|i| missing.get(i));
        if let Some(id) = picked {
            let ending = match *id {
                "relief" => "png",
                "tiles" => "pmtiles",
                _ => "geojson",
            };
            let fields = json!({"file": format!("data/basemap/{id}.{ending}")});
            change(panel, |changes| Ok(changes.add_table(FILE, "layers", id, &fields).map(drop)?));
        }
    });
}

fn opening_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.label(words("Before the first event", 12.0, Weight::SemiBold, colors.ink));
        let there = panel.state.document.draft().record(FILE, &RecordId::from("opening")).is_some();
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if there && link_ui(ui, "Remove", "Remove the opening", colors).clicked() {
                change(panel, |changes| Ok(changes.remove(FILE, &RecordId::from("opening"))?));
            }
        });
    });
    let meta = &panel.state.document.chronicle.meta;
    let sides: Vec<(SideId, String)> = meta.sides.iter().map(|side| (side.id.clone(), side.label.clone())).collect();
    let from = meta.range.from.to_string();
    let Some(mut mend) = mend(FILE, "opening", check, panel) else {
        said_ui(ui, "Nothing is said of it: places are with nobody until something happens there.", panel);
        let Some((side, _)) = sides.first() else { return };
        let name = "Say who held the places";
        if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
            let reference =
                panel.state.document.chronicle.references.keys().next().map_or("", |id| id.as_str()).to_owned();
            change(panel, |changes| {
                for (key, value) in [
                    ("at", from.as_str()),
                    ("side", side.as_str()),
                    ("places", "listed"),
                    ("source", &reference),
                    ("says", "…"),
                ] {
                    changes.set_in_table("opening", key, &json!(value))?;
                }
                Ok(())
            });
        }
        return;
    };
    row_ui(ui, "Side", colors, |ui| {
        let codes: Vec<(Option<&str>, String)> =
            sides.iter().map(|(id, label)| (Some(id.as_str()), label.clone())).collect();
        let now = mend.text("/side").to_owned();
        let width_px = ui.available_width();
        mend.codes(ui, "Side, of the opening", &codes, Some(&now), &["side".into()], width_px);
    });
    row_ui(ui, "Places", colors, |ui| held_ui(ui, &mut mend));
    columns_ui(ui, &OPENING, &mut mend);
}

/// Which places it is about: all that are listed, or some by their ids.
fn held_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let value = match mend.record.get("places") {
        Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Some(Value::String(word)) => word.clone(),
        _ => String::new(),
    };
    let id = mend.id.clone();
    let width_px = ui.available_width();
    let hint = "listed, or ids of places apart by commas";
    mend.field(
        ui,
        &Field { salt: "places", name: "Places, of the opening", value: &value, hint, rows: 1, width_px },
        |changes, text| {
            let ids: Vec<&str> = text.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
            let value = if ids == ["listed"] { json!("listed") } else { json!(ids) };
            Ok(changes.set(FILE, &id, &["places".into()], &value)?)
        },
    );
}

/// Where the relief lies: west, south, east, north.
fn bounds_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let all = mend.record.get("bounds").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let value = all.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
    let id = mend.id.clone();
    let width_px = ui.available_width();
    let hint = "west, south, east, north";
    mend.field(
        ui,
        &Field { salt: "bounds", name: "Bounds of the relief", value: &value, hint, rows: 1, width_px },
        |changes, text| {
            let sides: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
            match sides {
                Ok(sides) if sides.len() == 4 => Ok(changes.set(FILE, &id, &["bounds".into()], &json!(sides))?),
                _ => Err(format!("expected four numbers: west, south, east, north; found \"{text}\"").into()),
            }
        },
    );
}
