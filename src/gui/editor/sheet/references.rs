//! References: what is cited and not stored. Those of one lineage are one witness.

use super::parts::{Column, columns_ui, mend, said_ui, tables_of};
use super::tables::{add_ui, card_ui, head_ui, name_ui};
use crate::chronicle::RecordFile;
use crate::gui::editor::check::Check;
use crate::gui::widgets::PanelContext;
use egui::Ui;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

const REFERENCE: [Column; 5] = [
    Column::needed("Title", "title", "As printed"),
    Column::text("By", "publisher", "Who published it"),
    Column::needed("On", "published", "2021-08-13"),
    Column::text("Lineage", "lineage", "Those of one are one witness"),
    Column::text("Address", "address", "https://…"),
];

/// Shows the page.
pub fn references_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    said_ui(ui, "What is cited and not stored. References of one lineage are one witness.", panel);
    let file = RecordFile::References;
    let chronicle = Arc::clone(&panel.state.document.chronicle);
    let cited: BTreeSet<&str> =
        chronicle.events.values().flat_map(|event| &event.claims).map(|claim| claim.source.as_str()).collect();
    for id in tables_of(panel, file, "reference") {
        card_ui(ui, panel, |ui, panel| {
            // What is cited stays.
            let name = id.rsplit('/').next().unwrap_or_default();
            if cited.contains(name) {
                name_ui(ui, name, panel);
            } else {
                head_ui(ui, file, &id, panel);
            }
            if let Some(mut mend) = mend(file, &id, check, panel) {
                columns_ui(ui, &REFERENCE, &mut mend);
            }
        });
    }
    let published = chronicle.meta.range.from.to_string();
    let new = json!({"title": "New reference", "published": published});
    add_ui(ui, "Add a reference", (file, "reference"), &new, panel);
}
