//! What a page of the editor is given: the record it is about, and how it is changed.

use super::check::Check;
use super::field::{Field, Typed, field_ui, list_ui};
use crate::app::{Action, Notice};
use crate::chronicle::{Changes, RecordFile, RecordId};
use crate::gui::widgets::PanelContext;
use crate::words;
use egui::Ui;
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether something could be written.
pub type Mended = Result<(), Box<dyn std::error::Error>>;

/// One record that is being mended.
pub struct Mend<'a, 'p> {
    /// The window around it.
    pub panel: &'a mut PanelContext<'p>,
    /// What is typed is tried out here.
    pub check: &'a mut Check,
    /// The file of the record.
    pub file: RecordFile,
    /// The record.
    pub id: RecordId,
    /// What the record says.
    pub record: Value,
    /// Under which names problems speak of it.
    pub names: BTreeSet<String>,
}

impl Mend<'_, '_> {
    /// A text of the record; nothing where it has none there.
    pub fn text(&self, pointer: &str) -> &str {
        self.record.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// A number of the record as it is written.
    pub fn number(&self, pointer: &str) -> String {
        match self.record.pointer(pointer) {
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Makes changes: one step to be taken back.
    pub fn change(&mut self, make: impl FnOnce(&mut Changes) -> Mended) {
        change(self.panel, make);
    }

    /// A field whose text is written by `make`: tried out while it is typed, made when it is left.
    pub fn field(&mut self, ui: &mut Ui, field: &Field<'_>, make: impl Fn(&mut Changes, &str) -> Mended) {
        let (id, _) = self.entry(ui, field, make);
        self.said_ui(ui, id);
    }

    /// Shows what is wrong with what is typed in a field.
    pub fn said_ui(&mut self, ui: &mut Ui, id: egui::Id) {
        self.check.said_ui(ui, id, self.panel.colors);
    }

    /// The same without what is said of it, which [`Mend::said_ui`] shows; what it holds comes back.
    pub fn entry(
        &mut self,
        ui: &mut Ui,
        field: &Field<'_>,
        make: impl Fn(&mut Changes, &str) -> Mended,
    ) -> (egui::Id, String) {
        let salt = format!("{}/{}", self.id, field.salt);
        let (typed, id) = field_ui(ui, &Field { salt: &salt, ..*field }, self.panel.colors);
        let (text, done) = match typed {
            Typed::Nothing => {
                self.check.forget(id);
                return (id, field.value.to_owned());
            }
            Typed::Typing(text) => (text, false),
            Typed::Done(text) => (text, true),
        };
        let draft = self.panel.state.document.draft();
        let mut changes = Changes::on(draft);
        match make(&mut changes, text.trim()) {
            Err(wrong) => self.check.say(id, &text, wrong.to_string()),
            Ok(()) if done => self.panel.act(Action::Change(changes.made())),
            Ok(()) => self.check.ask(
                ui.ctx(),
                id,
                &text,
                draft,
                changes.made(),
                (&self.names, &self.panel.state.document.problems),
            ),
        }
        (id, text)
    }

    /// A field of one text of the record, or null where it is emptied and may be.
    pub fn text_field(
        &mut self,
        ui: &mut Ui,
        field: &Field<'_>,
        path: &[crate::chronicle::PathStep<'_>],
        needed: bool,
    ) {
        let (file, id) = (self.file, self.id.clone());
        self.field(ui, field, |changes, text| {
            if text.is_empty() && needed {
                return Err("It needs some words.".into());
            }
            let value = if text.is_empty() { Value::Null } else { Value::from(text) };
            Ok(changes.set(file, &id, path, &value)?)
        });
    }

    /// A list of codes with what they are called.
    pub fn codes(
        &mut self,
        ui: &mut Ui,
        name: &str,
        codes: &[(Option<&str>, String)],
        now: Option<&str>,
        path: &[crate::chronicle::PathStep<'_>],
        width_px: f32,
    ) {
        let chosen = codes.iter().position(|(code, _)| *code == now);
        let labels: Vec<String> = codes.iter().map(|(_, label)| label.clone()).collect();
        let salt = format!("{}{path:?}", self.id);
        let picked = list_ui(ui, &salt, name, &labels, chosen, width_px).and_then(|i| codes.get(i));
        if let Some((code, _)) = picked {
            let value = code.map_or(Value::Null, Value::from);
            let (file, id) = (self.file, self.id.clone());
            self.change(|changes| Ok(changes.set(file, &id, path, &value)?));
        }
    }
}

/// Makes changes, or says why they cannot be.
pub fn change(panel: &mut PanelContext<'_>, make: impl FnOnce(&mut Changes) -> Mended) {
    let mut changes = Changes::on(panel.state.document.draft());
    match make(&mut changes) {
        Ok(()) => {
            let made = changes.made();
            if !made.is_empty() {
                panel.act(Action::Change(made));
            }
        }
        Err(why) => {
            panel.act(Action::Notify(Notice::failed(words::not_changed(&why.to_string()), words::NOTHING_CHANGED)));
        }
    }
}
