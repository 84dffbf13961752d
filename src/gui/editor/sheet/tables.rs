//! Sides, kinds and credits: tables of which there are several.

use super::parts::{Column, columns_ui, mend, said_ui, tables_of};
use crate::chronicle::{Change, RecordFile, RecordId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::{list_ui, row_ui};
use crate::gui::editor::mend::change;
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, link_ui, text_button_ui};
use crate::scene::Weight;
use egui::{Frame, Layout, Margin, Sense, Stroke, Ui, vec2};
use serde_json::{Value, json};

const SIDE: [Column; 2] =
    [Column::needed("Name", "name", "the opposition"), Column::needed("Label", "label", "Opposition")];

const KIND: [Column; 3] = [
    Column::text("Label", "label", "mutiny"),
    Column::text("Plural", "plural", "mutinies"),
    Column::number("Weight", "weight", "0 to 9: what a headline names first"),
];

/// What of a kind is chosen from a list: label, key, codes.
const CHOSEN: [(&str, &str, &[&str]); 3] = [
    (
        "Lane",
        "lane",
        &[
            "captures",
            "withdrawals",
            "fighting",
            "protests",
            "talks",
            "disasters",
            "movement",
            "journeys",
            "lives",
            "other",
        ],
    ),
    ("Symbol", "symbol", &["disc", "triangle", "ring", "square", "dot"]),
    ("Does", "effect", &["takes", "leaves", "besieges", "contests", "none"]),
];

const CREDIT: [Column; 4] = [
    Column::needed("Text", "text", "As it stands in a credit line"),
    Column::needed("Title", "title", "Of the work"),
    Column::needed("Licence", "licence", "public domain"),
    Column::text("Address", "address", "https://…"),
];

const CORRECTION: [Column; 2] =
    [Column::needed("On", "on", "2026-11-21"), Column::needed("What", "what", "What was corrected")];

/// The sides in their order, which gives each its colour and its shape.
pub fn sides_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    said_ui(
        ui,
        "In order: each has the colour and the shape of its place in the list. The first tints its ground.",
        panel,
    );
    let all = tables_of(panel, RecordFile::Chronicle, "sides");
    let last = all.len().saturating_sub(1);
    for (i, id) in all.iter().enumerate() {
        let name = id.rsplit('/').next().unwrap_or_default().to_owned();
        let before = match i {
            0 => None,
            1 => first_of(panel, "sides"),
            i => all.get(i - 2).cloned().map(RecordId),
        };
        let used = panel
            .state
            .document
            .chronicle
            .events
            .values()
            .any(|event| event.side.as_ref().is_some_and(|side| side.as_str() == name));
        card_ui(ui, panel, |ui, panel| {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
                if let Some(ink) = panel.colors.sides.get(i) {
                    ui.painter().rect_filled(rect, 7.0, *ink);
                }
                ui.label(words(&name, 12.0, Weight::SemiBold, panel.colors.ink));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    let record = RecordId(id.clone());
                    if !used && link_ui(ui, "Remove", &format!("Remove the side {name}"), panel.colors).clicked() {
                        change(panel, |changes| Ok(changes.remove(RecordFile::Chronicle, &record)?));
                    }
                    let (up, down) = (format!("Move {name} up"), format!("Move {name} down"));
                    let mut moved = None;
                    ui.add_enabled_ui(i < last, |ui| {
                        if icon_button_ui(ui, Icon::Down, &down, "", ButtonStyle::Plain, panel.colors).clicked() {
                            moved = all.get(i + 1).cloned().map(|after| Some(RecordId(after)));
                        }
                    });
                    ui.add_enabled_ui(i > 0, |ui| {
                        if icon_button_ui(ui, Icon::Up, &up, "", ButtonStyle::Plain, panel.colors).clicked() {
                            moved = Some(before.clone());
                        }
                    });
                    if let Some(after) = moved {
                        change(panel, |changes| {
                            Ok(changes.make(Change::Move { file: RecordFile::Chronicle, id: record, after })?)
                        });
                    }
                });
            });
            if let Some(mut mend) = mend(RecordFile::Chronicle, id, check, panel) {
                columns_ui(ui, &SIDE, &mut mend);
            }
        });
    }
    add_ui(
        ui,
        "Add a side",
        (RecordFile::Chronicle, "sides"),
        &json!({"name": "a new side", "label": "New side"}),
        panel,
    );
}

/// What stands before the first table of a name.
fn first_of(panel: &PanelContext<'_>, table: &str) -> Option<RecordId> {
    let begin = format!("{table}/");
    let mut before = None;
    for record in panel.state.document.draft().records(RecordFile::Chronicle) {
        if record.id.0.starts_with(&begin) {
            break;
        }
        before = Some(record.id.clone());
    }
    before
}

/// Kinds of the chronicle's own.
pub fn kinds_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    said_ui(
        ui,
        "Kinds of this chronicle's own, beside those of the program. One of the program's id changes that kind.",
        panel,
    );
    for id in tables_of(panel, RecordFile::Chronicle, "kind") {
        card_ui(ui, panel, |ui, panel| {
            head_ui(ui, RecordFile::Chronicle, &id, panel);
            let colors = panel.colors;
            let Some(mut mend) = mend(RecordFile::Chronicle, &id, check, panel) else { return };
            columns_ui(ui, &KIND, &mut mend);
            for (label, key, codes) in CHOSEN {
                row_ui(ui, label, colors, |ui| {
                    let now = mend.text(&format!("/{key}")).to_owned();
                    let labels: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
                    let chosen = codes.iter().position(|code| *code == now);
                    let width_px = ui.available_width();
                    let name = format!("{label}, {id}");
                    let picked = list_ui(ui, &id, &name, &labels, chosen, width_px).and_then(|i| codes.get(i));
                    if let Some(code) = picked {
                        let id = mend.id.clone();
                        mend.change(|changes| {
                            Ok(changes.set(RecordFile::Chronicle, &id, &[key.into()], &json!(code))?)
                        });
                    }
                });
            }
        });
    }
    let new = json!({"label": "new kind", "plural": "new kinds", "lane": "other", "symbol": "dot", "effect": "none"});
    add_ui(ui, "Add a kind", (RecordFile::Chronicle, "kind"), &new, panel);
}

/// Whose work it rests on, and what was corrected.
pub fn credits_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    for id in tables_of(panel, RecordFile::Chronicle, "credits") {
        card_ui(ui, panel, |ui, panel| {
            head_ui(ui, RecordFile::Chronicle, &id, panel);
            if let Some(mut mend) = mend(RecordFile::Chronicle, &id, check, panel) {
                columns_ui(ui, &CREDIT, &mut mend);
            }
        });
    }
    let new = json!({"text": "New credit", "title": "Title of the work", "licence": "unknown"});
    add_ui(ui, "Add a credit", (RecordFile::Chronicle, "credits"), &new, panel);
    ui.label(words("Corrections", 12.0, Weight::SemiBold, panel.colors.ink));
    for id in tables_of(panel, RecordFile::Chronicle, "corrections") {
        card_ui(ui, panel, |ui, panel| {
            if let Some(mut mend) = mend(RecordFile::Chronicle, &id, check, panel) {
                columns_ui(ui, &CORRECTION, &mut mend);
            }
        });
    }
}

/// A frame around the fields of one table.
pub fn card_ui(ui: &mut Ui, panel: &mut PanelContext<'_>, show: impl FnOnce(&mut Ui, &mut PanelContext<'_>)) {
    let edge = Stroke::new(1.0, panel.colors.rule_firm);
    Frame::new().stroke(edge).corner_radius(6).inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        show(ui, panel);
    });
}

/// The name of a table, and the way to be rid of it.
pub fn head_ui(ui: &mut Ui, file: RecordFile, id: &str, panel: &mut PanelContext<'_>) {
    ui.horizontal(|ui| {
        name_ui(ui, id.rsplit('/').next().unwrap_or_default(), panel);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if link_ui(ui, "Remove", &format!("Remove {id}"), panel.colors).clicked() {
                change(panel, |changes| Ok(changes.remove(file, &id.into())?));
            }
        });
    });
}

/// The name of a table.
pub fn name_ui(ui: &mut Ui, name: &str, panel: &PanelContext<'_>) {
    ui.label(words(name, 12.0, Weight::SemiBold, panel.colors.ink));
}

/// Adds a table of a name.
pub fn add_ui(
    ui: &mut Ui,
    label: &str,
    (file, table): (RecordFile, &str),
    fields: &Value,
    panel: &mut PanelContext<'_>,
) {
    if text_button_ui(ui, label, label, ButtonStyle::Outlined, panel.colors).clicked() {
        let name = ["label", "text", "name", "title"].iter().find_map(|key| fields.get(key));
        let name = name.and_then(Value::as_str).unwrap_or_default().to_owned();
        change(panel, |changes| {
            changes.add_table(file, table, &name, fields)?;
            Ok(())
        });
    }
}
