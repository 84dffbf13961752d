//! The documents, what is known of each, and the wires they carry.

use super::parts::{Column, columns_ui, mend, said_ui, tables_of};
use super::tables::card_ui;
use crate::chronicle::{RecordFile, RecordId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::{list_ui, row_ui};
use crate::gui::editor::mend::{Mend, change};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use egui::{Label, Ui};
use serde_json::{Value, json};

const SOURCE: [Column; 9] = [
    Column::text("Title", "title", "The headline as printed"),
    Column::text("Label", "label", "What to call it where it has no headline"),
    Column::text("Byline", "byline", "Who wrote it"),
    Column::text("Publisher", "publisher", "Who published it"),
    Column::text("Agency", "agency", "Whose copy it is"),
    Column::needed("Published", "published", "2021-08-13"),
    Column::text("How", "published_how", "How the date is known"),
    Column::text("Language", "language", "en"),
    Column::text("Nature", "nature", "article, live page"),
];

/// How sure the day of publication is.
const CERTAINTIES: [&str; 2] = ["stated", "inferred"];

/// Shows the page.
pub fn documents_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let wires = tables_of(panel, RecordFile::Sources, "wire");
    for id in tables_of(panel, RecordFile::Sources, "source") {
        card_ui(ui, panel, |ui, panel| {
            let name = id.rsplit('/').next().unwrap_or_default().to_owned();
            ui.label(words(format!("Source {name}"), 12.0, Weight::SemiBold, colors.ink));
            let Some(mut mend) = mend(RecordFile::Sources, &id, check, panel) else { return };
            columns_ui(ui, &SOURCE, &mut mend);
            choice_of(ui, "Day is", "published_certainty", &CERTAINTIES.map(str::to_owned), &mut mend);
            let ids: Vec<String> = wires.iter().filter_map(|wire| wire.rsplit('/').next()).map(str::to_owned).collect();
            choice_of(ui, "Wire", "wire", &ids, &mut mend);
            altered_ui(ui, &mut mend);
        });
    }
    ui.label(words("Wires", 12.0, Weight::SemiBold, colors.ink));
    said_ui(ui, "Documents that carry one agency's copy are one witness.", panel);
    for id in wires {
        if let Some(mut mend) = mend(RecordFile::Sources, &id, check, panel) {
            columns_ui(ui, &[Column::needed("Wire", "name", "AFP wire of 13 August 2021")], &mut mend);
        }
    }
    let name = "Add a wire";
    if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
        change(panel, |changes| {
            changes.add_table(RecordFile::Sources, "wire", "W new", &json!({"name": "A new wire"}))?;
            Ok(())
        });
    }
}

/// A key whose value is one of a list.
fn choice_of(ui: &mut Ui, label: &str, key: &str, codes: &[String], mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    row_ui(ui, label, colors, |ui| {
        let now = mend.text(&format!("/{key}")).to_owned();
        let chosen = codes.iter().position(|code| *code == now);
        let width_px = ui.available_width();
        let name = format!("{label}, {}", mend.id);
        let id = mend.id.clone();
        if let Some(code) = list_ui(ui, &id.0, &name, codes, chosen, width_px).and_then(|i| codes.get(i)) {
            mend.change(|changes| Ok(changes.set(RecordFile::Sources, &id, &[key.into()], &json!(code))?));
        }
    });
}

/// Where a document is another than was received: the way to take it as it is.
fn altered_ui(ui: &mut Ui, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let problems = &mend.panel.state.document.problems;
    let of_it = problems.iter().find(|problem| {
        problem.record.as_ref().is_some_and(|record| mend.names.contains(record)) && problem.message.contains("SHA-256")
    });
    let Some(problem) = of_it else { return };
    ui.add(Label::new(words(&problem.message, 11.0, Weight::Medium, colors.ink)).wrap());
    let name = "Take it as it is now";
    let label = format!("{name}: {}", mend.id);
    if text_button_ui(ui, name, &label, ButtonStyle::Outlined, colors).clicked() {
        let path = mend.text("/file").to_owned();
        let Ok(bytes) = crate::chronicle::Files::read(mend.panel.state.document.draft(), &path) else { return };
        let (sum, length) = (crate::chronicle::load::reader::sha256_hex(&bytes), bytes.len());
        let id: RecordId = mend.id.clone();
        mend.change(|changes| {
            changes.set(RecordFile::Sources, &id, &["sha256".into()], &Value::from(sum.as_str()))?;
            Ok(changes.set(RecordFile::Sources, &id, &["bytes".into()], &Value::from(length))?)
        });
    }
}
