//! The claims of an event: their order, and the fields of the one that is open.

use super::broken::{Anchoring, broken_ui};
use super::event::set;
use super::field::{Field, row_ui};
use super::mend::Mend;
use super::raw::{id_of, of};
use super::when::when_ui;
use crate::app::{Action, Notice, State};
use crate::chronicle::{EventId, PathStep, Standing};
use crate::gui::icons::Icon;
use crate::gui::inspector::{Marks, quotation_ui};
use crate::gui::keycap::keycap_ui;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, check_ui, focus_ring, icon_button_ui, link_ui, rule_ui, standing_chip_ui};
use crate::scene::Weight;
use crate::words::counted;
use egui::{Frame, Label, Layout, Margin, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use serde_json::{Value, json};

/// Standings as they are written, the most first.
const STANDINGS: [Standing; 5] =
    [Standing::Confirmed, Standing::Reported, Standing::Claimed, Standing::Denied, Standing::Retracted];

/// Opens the document of the event's last claim, to mark words that say so too.
pub fn mark_another(state: &State, event: &EventId, actions: &mut Vec<Action>) {
    let chronicle = &state.document.chronicle;
    let last = chronicle.events.get(event.as_str()).and_then(|event| event.claims.last());
    let source = last.map(|claim| claim.source.clone()).filter(|source| chronicle.sources.contains_key(source));
    if let Some(source) = source.or_else(|| chronicle.sources.keys().next().cloned()) {
        actions.push(Action::OpenSource(source, None));
        let said = "Mark the words that say so in a document, then press E.";
        actions.push(Action::Notify(Notice::done(said)));
    }
}

/// Shows the claims.
pub fn claims_ui(
    ui: &mut Ui,
    event: &EventId,
    open: &mut Option<String>,
    anchoring: &mut Option<Anchoring>,
    mend: &mut Mend<'_, '_>,
) {
    let colors = mend.panel.colors;
    rule_ui(ui, super::field::PADDING_PX, colors);
    let claims: Vec<Value> = of(&mend.record).to_vec();
    ui.horizontal(|ui| {
        let count = counted(claims.len(), "claim", "claims");
        ui.label(words(count, 12.0, Weight::SemiBold, colors.ink));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            if link_ui(ui, "adds", "Add a claim", colors).clicked() {
                mark_another(mend.panel.state, event, mend.panel.actions);
            }
            keycap_ui(ui, "+", colors);
            ui.label(words("moves", 11.0, Weight::Regular, colors.ink3));
            keycap_ui(ui, "Alt+↑ ↓", colors);
        });
    });
    for (at, claim) in claims.iter().enumerate() {
        if !broken_ui(ui, event, at, claim, anchoring, mend) {
            claim_ui(ui, event, (at, claims.len()), claim, open, mend);
        }
    }
}

fn claim_ui(
    ui: &mut Ui,
    event: &EventId,
    (at, of): (usize, usize),
    claim: &Value,
    open: &mut Option<String>,
    mend: &mut Mend<'_, '_>,
) {
    let colors = mend.panel.colors;
    let id = id_of(claim);
    let is_open = open.as_deref() == Some(id);
    let text = |name: &str| claim.get(name).and_then(Value::as_str).unwrap_or_default();
    let frame = Frame::new().fill(if is_open { colors.raised } else { colors.panel }).corner_radius(6);
    let mut head = egui::Rect::NOTHING;
    let shown = frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        ui.spacing_mut().item_spacing.y = 3.0;
        let quote = claim.pointer("/quote/0/exact").and_then(Value::as_str).or_else(|| claim.get("detail")?.as_str());
        let marks = Marks {
            place: claim.get("as_written").and_then(Value::as_str),
            time: claim.get("words").and_then(Value::as_str),
            struck: false,
        };
        quotation_ui(ui, quote.unwrap_or_default(), &marks, mend.panel);
        let row = ui.horizontal(|ui| {
            ui.set_min_height(22.0);
            let by = [text("by"), text("says"), text("source")].into_iter().filter(|part| !part.is_empty());
            let line = by.collect::<Vec<_>>().join(" · ");
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(standing) = STANDINGS.iter().find(|standing| standing.word() == text("standing")) {
                    standing_chip_ui(ui, *standing, colors);
                }
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).truncate());
                });
            });
        });
        head = row.response.rect;
        if is_open {
            ui.add_space(4.0);
            fields_ui(ui, event, (at, of), claim, mend);
        }
    });
    let rect = shown.response.rect;
    let edge = Stroke::new(if is_open { 1.5 } else { 1.0 }, if is_open { colors.ink } else { colors.rule_firm });
    ui.painter().rect_stroke(rect, 6, edge, StrokeKind::Inside);
    let response = ui.interact(head, ui.scope_id().with(("claim", id)), Sense::click());
    let name = format!("{} claim {id}", if is_open { "Close" } else { "Edit" });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, &response, colors);
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        *open = (!is_open).then(|| id.to_owned());
    }
}

/// The fields of the claim that is open.
fn fields_ui(ui: &mut Ui, event: &EventId, (at, of): (usize, usize), claim: &Value, mend: &mut Mend<'_, '_>) {
    let colors = mend.panel.colors;
    let cited = claim.get("says").is_some();
    let texts: &[(&str, &str, &str, bool)] = if cited {
        &[("Detail", "detail", "In the editor's words", false)]
    } else {
        &[
            ("By", "by", "Who says so, in words", true),
            ("Voice", "voice", "One independent witness", true),
            ("Date by", "words", "The words that give the date", false),
            ("Place as", "as_written", "The place as written", false),
            ("Note", "note", "The editor's remark", false),
        ]
    };
    if !cited {
        row_ui(ui, "Standing", colors, |ui| standing_ui(ui, at, claim, mend));
        row_ui(ui, "When", colors, |ui| when_ui(ui, event, Some(at), mend));
    }
    for (label, key, hint, needed) in texts {
        row_ui(ui, label, colors, |ui| {
            let value = claim.get(*key).and_then(Value::as_str).unwrap_or_default();
            let width_px = ui.available_width();
            let salt = format!("claim {at} {key}");
            let name = format!("{label}, of the claim");
            let field = Field { salt: &salt, name: &name, value, hint, rows: 1, width_px };
            mend.text_field(ui, &field, &path(at, key), *needed);
        });
    }
    if !cited {
        let on = claim.get("unattributed").and_then(Value::as_bool).unwrap_or(false);
        if check_ui(ui, on, "Nobody but the copy itself speaks", "", colors).clicked() {
            set(mend, &path(at, "unattributed"), &json!(!on));
        }
        let doubtful = flags(claim).iter().any(|flag| flag == "doubtful");
        if check_ui(ui, doubtful, "Doubtful", "", colors).clicked() {
            let mut flags = flags(claim);
            if doubtful {
                flags.retain(|flag| flag != "doubtful");
            } else {
                flags.push("doubtful".to_owned());
            }
            set(mend, &path(at, "flags"), &json!(flags));
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (icon, name, first, can) in [
            (Icon::Up, "Move the claim up", at.saturating_sub(1), at > 0),
            (Icon::Down, "Move the claim down", at, at + 1 < of),
        ] {
            ui.add_enabled_ui(can, |ui| {
                if icon_button_ui(ui, icon, name, "", ButtonStyle::Outlined, colors).clicked() {
                    mend.change(|changes| Ok(changes.swap_claims(event, first)?));
                }
            });
        }
        if let Some(source) = claim.get("source").and_then(Value::as_str).filter(|_| !cited)
            && link_ui(ui, "Open in source", &format!("Open in source: {}", id_of(claim)), colors).clicked()
        {
            mend.panel.act(Action::OpenSource(source.into(), Some(id_of(claim).into())));
        }
        ui.add_enabled_ui(of > 1, |ui| {
            let separate = link_ui(ui, "Separate", &format!("Separate claim {}", id_of(claim)), colors);
            let tip = "It tells of something else: make it an event of its own";
            if separate.on_hover_text(tip).on_disabled_hover_text("It is the only claim").clicked() {
                mend.change(|changes| Ok(changes.separate(event, at).map(drop)?));
            }
            let remove = link_ui(ui, "Remove", &format!("Remove claim {}", id_of(claim)), colors);
            if remove.on_disabled_hover_text("An event rests on one claim at least").clicked() {
                mend.change(|changes| Ok(changes.remove_claim(event, at)?));
            }
        });
    });
}

fn standing_ui(ui: &mut Ui, at: usize, claim: &Value, mend: &mut Mend<'_, '_>) {
    let codes: Vec<(Option<&str>, String)> = STANDINGS.iter().map(|s| (Some(s.word()), s.word().to_owned())).collect();
    let now = claim.get("standing").and_then(Value::as_str);
    let width_px = ui.available_width();
    mend.codes(ui, "Standing", &codes, now, &path(at, "standing"), width_px);
}

fn flags(claim: &Value) -> Vec<String> {
    let flags = claim.get("flags").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    flags.iter().filter_map(|flag| flag.as_str().map(str::to_owned)).collect()
}

/// The way to a key of a claim.
fn path(at: usize, key: &str) -> [PathStep<'_>; 4] {
    [PathStep::Key("properties"), PathStep::Key("claims"), PathStep::At(at), PathStep::Key(key)]
}
