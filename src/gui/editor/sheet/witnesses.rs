//! The voices: one independent witness each. Given the name of another, a voice becomes one with it.

use super::parts::said_ui;
use crate::chronicle::{Changes, PathStep, RecordFile, RecordId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::Field;
use crate::gui::editor::mend::Mend;
use crate::gui::editor::raw;
use crate::gui::theme::words;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::words::counted;
use egui::{Label, Ui};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Shows the page.
pub fn witnesses_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    said_ui(ui, "A voice is one independent witness. Two that get one name become one.", panel);
    let chronicle = std::sync::Arc::clone(&panel.state.document.chronicle);
    let mut voices: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for who in chronicle.events.values().flat_map(|e| &e.claims).filter_map(|claim| claim.attribution.as_ref()) {
        let voice = voices.entry(who.voice.as_str()).or_default();
        voice.0 += 1;
        voice.1.insert(who.by.as_str());
    }
    let colors = panel.colors;
    for (voice, (count, by)) in voices {
        let width_px = ui.available_width();
        let name = format!("Voice {voice}");
        let field = Field { salt: voice, name: &name, value: voice, hint: "V-…", rows: 1, width_px };
        let (file, id) = (RecordFile::Events, RecordId::from(voice));
        let mut mend = Mend { panel, check, file, id, record: Value::Null, names: BTreeSet::from([voice.to_owned()]) };
        mend.field(ui, &field, |changes, text| {
            if text.is_empty() {
                return Err("It needs a name.".into());
            }
            rename(changes, voice, text)
        });
        let by = by.into_iter().take(3).collect::<Vec<_>>().join("; ");
        let said = format!("{}: {by}", counted(count, "claim", "claims"));
        ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink3)).wrap());
        ui.add_space(4.0);
    }
}

/// Gives a voice another name in all claims.
fn rename(changes: &mut Changes, from: &str, to: &str) -> Result<(), Box<dyn std::error::Error>> {
    let quoted = Value::from(from).to_string();
    let records = changes.draft().records(RecordFile::Events).filter(|record| record.raw.contains(&quoted));
    let records: Vec<RecordId> = records.map(|record| record.id.clone()).collect();
    for id in records {
        let Some(record) = changes.read(RecordFile::Events, &id) else { continue };
        for (at, claim) in raw::of(&record).iter().enumerate() {
            if claim.get("voice").and_then(Value::as_str) == Some(from) {
                let path =
                    [PathStep::Key("properties"), PathStep::Key("claims"), PathStep::At(at), PathStep::Key("voice")];
                changes.set(RecordFile::Events, &id, &path, &json!(to))?;
            }
        }
    }
    Ok(())
}
