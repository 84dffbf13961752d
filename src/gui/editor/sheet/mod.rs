//! What the chronicle says of itself, page by page: about, sides, kinds, sources, voices, credits.

mod about;
mod documents;
mod tables;
mod witnesses;

use super::check::Check;
use super::field::{Field, row_ui};
use super::mend::Mend;
use crate::app::{Action, Editing, Sheet};
use crate::chronicle::{Changes, PathStep, RecordFile, RecordId};
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, choice_px, choice_ui, rule_ui};
use crate::scene::Weight;
use egui::{Label, Ui, vec2};
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

/// Shows a page, with the way to the others.
pub fn sheet_ui(ui: &mut Ui, sheet: Sheet, check: &mut Check, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for other in Sheet::ALL {
            let size = vec2(choice_px(ui, other.label()) + 14.0, 24.0);
            let name = format!("Page: {}", other.label());
            if choice_ui(ui, other.label(), other == sheet, &name, size, colors).clicked() {
                panel.act(Action::Edit(Some(Editing::Sheet(other))));
            }
        }
    });
    rule_ui(ui, super::PADDING_PX, colors);
    match sheet {
        Sheet::About => about::about_ui(ui, check, panel),
        Sheet::Sides => tables::sides_ui(ui, check, panel),
        Sheet::Kinds => tables::kinds_ui(ui, check, panel),
        Sheet::Documents => documents::documents_ui(ui, check, panel),
        Sheet::Witnesses => witnesses::witnesses_ui(ui, check, panel),
        Sheet::Credits => tables::credits_ui(ui, check, panel),
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
