//! Title, what is counted, the days, the opening view.

use super::parts::said_ui;
use crate::chronicle::{Changes, RecordFile, RecordId};
use crate::gui::editor::check::Check;
use crate::gui::editor::field::{Field, PADDING_PX, list_ui, row_ui};
use crate::gui::editor::mend::{Mend, Mended, change};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, check_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use egui::Ui;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Keys that stand for themselves: label, key, hint, lines, whether they are needed.
const KEYS: [(&str, &str, &str, usize, bool); 8] = [
    ("Title", "title", "What it is called", 1, true),
    ("Summary", "summary", "One or two sentences", 3, false),
    ("Country", "country", "Which stands out on the map", 1, false),
    ("Clock", "time_zone", "Europe/Paris", 1, true),
    ("Language", "language", "en", 1, false),
    ("Counted", "listed", "What the listed places are, in the singular", 1, false),
    ("Control", "control", "What it means to hold a place", 3, false),
    ("Version", "version", "1.0.0", 1, false),
];

/// The days: label, key, hint.
const DAYS: [(&str, &str); 3] = [("From", "from"), ("Until", "until"), ("Opens at", "start")];

/// What may be counted.
const COUNTS: [(&str, &str); 3] =
    [("Who holds what", "control"), ("What happened where", "occurrences"), ("Where somebody was", "journey")];

/// The units of time.
const RESOLUTIONS: [&str; 6] = ["by itself", "minute", "hour", "day", "month", "year"];

/// Shows the page.
pub fn about_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    for (label, key, hint, rows, needed) in KEYS {
        let value = read(panel, key).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        value_ui(ui, (label, key), (&value, hint, rows), check, panel, |changes, text| {
            if text.is_empty() && needed {
                return Err("It needs some words.".into());
            }
            Ok(changes.set_key(key, &if text.is_empty() { Value::Null } else { json!(text) })?)
        });
    }
    rule_ui(ui, PADDING_PX, colors);
    subject_ui(ui, check, panel);
    rule_ui(ui, PADDING_PX, colors);
    ui.label(words("Days", 12.0, Weight::SemiBold, colors.ink));
    let range = read(panel, "range").unwrap_or_default();
    for (label, key) in DAYS {
        let value = range.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        value_ui(ui, (label, key), (&value, "2021-08-12", 1), check, panel, |changes, text| {
            Ok(changes.set_in_table("range", key, &if text.is_empty() { Value::Null } else { json!(text) })?)
        });
    }
    let dense = range.get("dense").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let dense = dense.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" to ");
    value_ui(ui, ("Dense", "dense"), (&dense, "2021-08-05 to 2021-08-16", 1), check, panel, |changes, text| {
        let days: Vec<&str> = text.split(" to ").map(str::trim).filter(|day| !day.is_empty()).collect();
        if !matches!(days.len(), 0 | 2) {
            return Err("expected two days: 2021-08-05 to 2021-08-16".into());
        }
        Ok(changes.set_in_table("range", "dense", &if days.is_empty() { Value::Null } else { json!(days) })?)
    });
    rule_ui(ui, PADDING_PX, colors);
    view_ui(ui, panel);
    let notes = read(panel, "notes").unwrap_or_default();
    let notes = notes.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str);
    let notes = notes.collect::<Vec<_>>().join(" | ");
    value_ui(ui, ("Notes", "notes"), (&notes, "Under the credits, apart by |", 2), check, panel, |changes, text| {
        let notes: Vec<&str> = text.split('|').map(str::trim).filter(|note| !note.is_empty()).collect();
        Ok(changes.set_key("notes", &if notes.is_empty() { Value::Null } else { json!(notes) })?)
    });
}

/// What is counted, and in what unit of time.
fn subject_ui(ui: &mut Ui, check: &mut Check, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.label(words("What is counted", 12.0, Weight::SemiBold, colors.ink));
    let subject = panel.state.document.chronicle.meta.subject.clone();
    let now: Vec<bool> = vec![subject.control, subject.occurrences, subject.journey];
    for (i, (label, _)) in COUNTS.iter().enumerate() {
        let on = now.get(i).copied().unwrap_or(false);
        if check_ui(ui, on, label, "", colors).clicked() {
            let counts = COUNTS.iter().zip(&now).enumerate().filter(|(j, (_, was))| if i == *j { !on } else { **was });
            let counts: Vec<&str> = counts.map(|(_, ((_, code), _))| *code).collect();
            change(panel, |changes| {
                let value = if counts.is_empty() { Value::Null } else { json!(counts) };
                Ok(changes.set_in_table("subject", "counts", &value)?)
            });
        }
    }
    let table = read(panel, "subject").unwrap_or_default();
    row_ui(ui, "Told by", colors, |ui| {
        let now = table.get("resolution").and_then(Value::as_str).unwrap_or(RESOLUTIONS[0]);
        let chosen = RESOLUTIONS.iter().position(|unit| *unit == now);
        let labels = RESOLUTIONS.map(str::to_owned);
        let width_px = ui.available_width();
        let picked = list_ui(ui, "subject", "Told by", &labels, chosen, width_px).and_then(|i| RESOLUTIONS.get(i));
        if let Some(unit) = picked {
            let value = if *unit == RESOLUTIONS[0] { Value::Null } else { json!(unit) };
            change(panel, |changes| Ok(changes.set_in_table("subject", "resolution", &value)?));
        }
    });
    let lingers = table.get("lingers").and_then(Value::as_str).unwrap_or_default().to_owned();
    value_ui(ui, ("Lingers", "lingers"), (&lingers, "own, P3D, PT6H, end", 1), check, panel, |changes, text| {
        Ok(changes.set_in_table("subject", "lingers", &if text.is_empty() { Value::Null } else { json!(text) })?)
    });
    let focus = panel.state.document.chronicle.meta.focus.as_ref().map_or("", |focus| focus.as_str()).to_owned();
    value_ui(
        ui,
        ("Focus", "focus"),
        (&focus, "A place id: distances are measured to it", 1),
        check,
        panel,
        |changes, text| Ok(changes.set_key("focus", &if text.is_empty() { Value::Null } else { json!(text) })?),
    );
}

/// The opening view: that of the map as it is now.
fn view_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.label(words("Opening view", 12.0, Weight::SemiBold, colors.ink));
    let bbox = panel.state.document.chronicle.meta.bbox;
    let said = format!("{:.2} to {:.2} east, {:.2} to {:.2} north", bbox.west, bbox.east, bbox.south, bbox.north);
    said_ui(ui, &said, panel);
    let name = "Take what the map shows now";
    if text_button_ui(ui, name, name, ButtonStyle::Outlined, colors).clicked() {
        let now = panel.state.viewport(panel.state.chrome.map_size_px).bbox();
        let round = |deg: f64| (deg * 1000.0).round() / 1000.0;
        // Past the 180th meridian longitudes begin anew.
        let turned = |deg: f64| round((deg + 540.0).rem_euclid(360.0) - 180.0);
        let bbox = json!([turned(now.west), round(now.south), turned(now.east), round(now.north)]);
        change(panel, |changes| Ok(changes.set_in_table("view", "bbox", &bbox)?));
    }
}

/// What a key or a table of `chronicle.toml` holds.
fn read(panel: &PanelContext<'_>, key: &str) -> Option<Value> {
    Changes::on(panel.state.document.draft()).read(RecordFile::Chronicle, &RecordId::from(key))
}

/// A row with a field whose text is written by `make`.
fn value_ui(
    ui: &mut Ui,
    (label, key): (&str, &str),
    (value, hint, rows): (&str, &str, usize),
    check: &mut Check,
    panel: &mut PanelContext<'_>,
    make: impl Fn(&mut Changes, &str) -> Mended,
) {
    let colors = panel.colors;
    row_ui(ui, label, colors, |ui| {
        let width_px = ui.available_width();
        let (file, id) = (RecordFile::Chronicle, RecordId::from(key));
        let mut mend = Mend { panel, check, file, id, record: Value::Null, names: BTreeSet::new() };
        mend.field(ui, &Field { salt: "about", name: label, value, hint, rows, width_px }, make);
    });
}
