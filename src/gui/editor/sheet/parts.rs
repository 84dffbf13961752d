//! What the pages share: the fields of a table, and which tables there are.

use crate::chronicle::{Changes, PathStep, RecordFile, RecordId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::{Field, row_ui};
use crate::gui::editor::mend::Mend;
use crate::gui::theme::words;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use egui::{Label, Ui};
use serde_json::Value;
use std::collections::BTreeSet;

/// A field of a table.
pub struct Column {
    /// Its label.
    pub label: &'static str,
    /// Its key.
    pub key: &'static str,
    /// What is shown while it is empty.
    pub hint: &'static str,
    /// Whether it may not be empty.
    pub needed: bool,
    /// Whether it is a whole number.
    pub number: bool,
}

impl Column {
    /// Words that may be left out.
    pub const fn text(label: &'static str, key: &'static str, hint: &'static str) -> Self {
        Self { label, key, hint, needed: false, number: false }
    }

    /// Words that may not.
    pub const fn needed(label: &'static str, key: &'static str, hint: &'static str) -> Self {
        Self { label, key, hint, needed: true, number: false }
    }

    /// A whole number.
    pub const fn number(label: &'static str, key: &'static str, hint: &'static str) -> Self {
        Self { label, key, hint, needed: false, number: true }
    }
}

/// A record of a file that is mended as part of a page; `None` where it is not there.
pub fn mend<'a, 'p>(
    file: RecordFile,
    id: &str,
    check: &'a mut Check,
    panel: &'a mut PanelContext<'p>,
) -> Option<Mend<'a, 'p>> {
    let id = RecordId::from(id);
    let record = Changes::on(panel.state.document.draft()).read(file, &id)?;
    // Its name in problems is what comes after the name of its table.
    let name = id.0.rsplit('/').next().unwrap_or_default().to_owned();
    Some(Mend { panel, check, file, id, record, names: BTreeSet::from([name]) })
}

/// The fields of a table.
pub fn columns_ui(ui: &mut Ui, columns: &[Column], mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    for column in columns {
        row_ui(ui, column.label, colors, |ui| {
            let pointer = format!("/{}", column.key);
            let value = if column.number { mend.number(&pointer) } else { mend.text(&pointer).to_owned() };
            let width_px = ui.available_width();
            let name = format!("{}, {}", column.label, mend.id);
            let rows = if value.len() > 60 { 2 } else { 1 };
            let field = Field { salt: column.key, name: &name, value: &value, hint: column.hint, rows, width_px };
            let path = [PathStep::Key(column.key)];
            if !column.number {
                return mend.text_field(ui, &field, &path, column.needed);
            }
            let (file, id) = (mend.file, mend.id.clone());
            mend.field(ui, &field, |changes, text| {
                let number = match text {
                    "" => Value::Null,
                    text => {
                        let number: i64 =
                            text.parse().map_err(|_| format!("expected a whole number, found \"{text}\""))?;
                        Value::from(number)
                    }
                };
                Ok(changes.set(file, &id, &path, &number)?)
            });
        });
    }
}

/// The ids of the tables of a name in a file, in order.
pub fn tables_of(panel: &PanelContext<'_>, file: RecordFile, table: &str) -> Vec<String> {
    let begin = format!("{table}/");
    let records = panel.state.document.draft().records(file);
    records.filter(|record| record.id.0.starts_with(&begin)).map(|record| record.id.0.clone()).collect()
}

/// A sentence under a heading or a list.
pub fn said_ui(ui: &mut Ui, said: &str, panel: &PanelContext<'_>) {
    ui.add(Label::new(words(said, 11.0, Weight::Regular, panel.colors.ink3)).wrap());
}
