//! Quotations that no longer stand in their documents: where they may stand now, to choose from; those that stand exactly
//! once somewhere else are anchored there at once, as a change that is said.

use super::mend::Mend;
use super::raw::{at_of, id_of, of};
use crate::app::{Action, Notice, State};
use crate::chronicle::{
    AnchorCandidate, Changes, Chronicle, ClaimId, EventId, Quote, RecordFile, candidates, stands_once,
};
use crate::gui::keycap::keycap_ui;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, focus_ring, text_button_ui};
use crate::scene::Weight;
use crate::words::counted;
use egui::{CornerRadius, Frame, Label, Margin, Role, Sense, Stroke, Ui, WidgetInfo};
use serde_json::Value;
use std::collections::BTreeSet;

/// A claim whose quotation is being anchored anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchoring {
    /// The claim.
    pub claim: String,
    /// Which candidate is chosen, from 0; one past the last is none of them.
    pub chosen: usize,
    /// Whether the choice is to be made.
    pub now: bool,
}

impl Anchoring {
    /// The first candidate of a claim, not chosen yet.
    pub fn of(claim: String) -> Self {
        Self { claim, chosen: 0, now: false }
    }
}

/// The quotation of a claim that its event has lost, with its document; `None` where it is sound, or lost for another
/// reason.
fn lost<'c>(chronicle: &'c Chronicle, event: &EventId, claim: &Value) -> Option<(&'c str, String)> {
    let known = chronicle.events.get(event.as_str());
    if known.is_some_and(|known| known.claims.iter().any(|known| known.id.as_str() == id_of(claim))) {
        return None;
    }
    let source = chronicle.sources.get(claim.get("source")?.as_str()?)?;
    let words = claim.pointer("/quote/0/exact")?.as_str()?;
    (!source.text.is_empty()).then(|| (&*source.text, words.to_owned()))
}

/// The first claim of an event whose quotation is broken.
pub fn first(state: &State, event: &EventId) -> Option<String> {
    let record = Changes::on(state.document.draft()).read(RecordFile::Events, &event.as_str().into())?;
    let broken = of(&record).iter().find(|claim| lost(&state.document.chronicle, event, claim).is_some())?;
    Some(id_of(broken).to_owned())
}

/// Anchors all quotations anew that stand exactly once in their documents; what is done comes back with how many.
pub fn anchor_anew(state: &State) -> Option<[Action; 2]> {
    let chronicle = &state.document.chronicle;
    let sound: BTreeSet<&ClaimId> = chronicle.events.values().flat_map(|e| &e.claims).map(|claim| &claim.id).collect();
    let mut changes = Changes::on(state.document.draft());
    let mut count = 0;
    for record in state.document.draft().records(RecordFile::Events) {
        let Ok(value) = serde_json::from_str::<Value>(&record.raw) else { continue };
        let event = EventId::from(record.id.0.as_str());
        for (at, claim) in of(&value).iter().enumerate() {
            if sound.contains(&ClaimId::from(id_of(claim))) {
                continue;
            }
            let Some((text, words)) = lost(chronicle, &event, claim) else { continue };
            let quote = stands_once(text, &words).and_then(|chars| Quote::at(text, chars));
            let anchored =
                quote.filter(|quote| at_of(claim) != Some(quote.chars.clone()) || is_among_others(claim, quote));
            if anchored.is_some_and(|quote| changes.anchor(&event, at, &quote).is_ok()) {
                count += 1;
            }
        }
    }
    let made = changes.made();
    (!made.is_empty()).then(|| {
        let said = format!(
            "{} moved in changed documents; each stands there once, and was anchored anew.",
            counted(count, "quotation has", "quotations have")
        );
        [Action::Change(made), Action::Notify(Notice::done(said))]
    })
}

/// Whether what stands around a quotation is written otherwise than it is now.
fn is_among_others(claim: &Value, quote: &Quote) -> bool {
    let around = |name: &str| claim.pointer(&format!("/quote/0/{name}")).and_then(Value::as_str);
    around("prefix") != Some(&*quote.prefix) || around("suffix") != Some(&*quote.suffix)
}

/// Shows a broken quotation; whether it was one.
pub fn broken_ui(
    ui: &mut Ui,
    event: &EventId,
    at: usize,
    claim: &Value,
    anchoring: &mut Option<Anchoring>,
    mend: &mut Mend<'_, '_>,
) -> bool {
    let chronicle = std::sync::Arc::clone(&mend.panel.state.document.chronicle);
    let Some((text, quoted)) = lost(&chronicle, event, claim) else { return false };
    let colors = mend.panel.colors;
    let id = id_of(claim);
    let frame = Frame::new().inner_margin(Margin::symmetric(10, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        ui.label(words("No longer in its document", 11.5, Weight::SemiBold, colors.ink));
        ui.add(Label::new(words(&quoted, 12.0, Weight::Regular, colors.ink2)).wrap().selectable(true));
        ui.horizontal_wrapped(|ui| {
            let source = claim.get("source").and_then(Value::as_str).unwrap_or_default();
            ui.label(words(format!("does not count · {source}"), 11.0, Weight::Regular, colors.ink3));
            let open = anchoring.as_ref().is_some_and(|anchoring| anchoring.claim == id);
            if !open {
                let name = format!("Anchor anew: {id}");
                if text_button_ui(ui, "Anchor anew", &name, ButtonStyle::Outlined, colors).clicked() {
                    *anchoring = Some(Anchoring::of(id.to_owned()));
                }
                keycap_ui(ui, "R", colors);
            }
        });
    });
    crate::gui::widgets::dashed_edge(ui, shown.response.rect, 6.0, colors.ink3);
    if let Some(now) = anchoring.as_mut().filter(|anchoring| anchoring.claim == id) {
        let found = candidates(text, &quoted);
        let done = choose_ui(ui, text, &found, now, mend.panel);
        match done {
            Some(Done::Anchor(chosen)) => {
                if let Some(quote) = found.get(chosen).and_then(|found| Quote::at(text, found.chars.clone())) {
                    mend.change(|changes| Ok(changes.anchor(event, at, &quote)?));
                }
                *anchoring = None;
            }
            Some(Done::Mark) => {
                let source = claim.get("source").and_then(Value::as_str).unwrap_or_default();
                mend.panel.act(Action::OpenSource(source.into(), None));
                let said = "Mark the words in the document, then press E.";
                mend.panel.act(Action::Notify(Notice::done(said)));
            }
            Some(Done::Leave) => *anchoring = None,
            None => {}
        }
    }
    true
}

/// What was decided.
enum Done {
    Anchor(usize),
    Mark,
    Leave,
}

fn choose_ui(
    ui: &mut Ui,
    text: &str,
    found: &[AnchorCandidate],
    now: &mut Anchoring,
    panel: &PanelContext<'_>,
) -> Option<Done> {
    let colors = panel.colors;
    now.chosen = now.chosen.min(found.len());
    let mut done = None;
    let frame = Frame::new().fill(colors.raised).stroke(Stroke::new(1.0, colors.ink)).corner_radius(6);
    frame.inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.label(words("Anchor the quotation anew", 13.0, Weight::SemiBold, colors.ink));
        let said = if found.is_empty() {
            "Nothing in the document as it is now comes near these words."
        } else {
            "The document has changed. These words of it come nearest."
        };
        ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink2)).wrap());
        for (i, candidate) in found.iter().enumerate() {
            let stands: String = text.chars().skip(candidate.chars.start).take(candidate.chars.len()).collect();
            let stands = stands.split_whitespace().collect::<Vec<_>>().join(" ");
            if candidate_ui(ui, i + 1, &stands, &candidate.agrees, now.chosen == i, panel) {
                now.chosen = i;
            }
        }
        if candidate_ui(ui, 0, "None of these: it stays broken", "", now.chosen == found.len(), panel) {
            now.chosen = found.len();
        }
        ui.horizontal_wrapped(|ui| {
            let mark = "Mark the words myself";
            if text_button_ui(ui, mark, mark, ButtonStyle::Plain, colors).clicked() {
                done = Some(Done::Mark);
            }
            let (label, does) = if now.chosen < found.len() {
                (format!("Anchor to {}", now.chosen + 1), Done::Anchor(now.chosen))
            } else {
                ("Leave it".to_owned(), Done::Leave)
            };
            if text_button_ui(ui, &label, &label, ButtonStyle::Filled, colors).clicked() || now.now {
                done = Some(does);
            }
            keycap_ui(ui, "Enter", colors);
        });
    });
    done
}

/// One candidate with its number; whether it was chosen.
fn candidate_ui(ui: &mut Ui, number: usize, text: &str, agrees: &str, chosen: bool, panel: &PanelContext<'_>) -> bool {
    let colors = panel.colors;
    let frame = Frame::new().inner_margin(Margin::symmetric(8, 6)).corner_radius(6);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_top(|ui| {
            keycap_ui(ui, &number.to_string(), colors);
            ui.vertical(|ui| {
                let weight = if chosen { Weight::SemiBold } else { Weight::Regular };
                ui.add(Label::new(words(text, 12.0, weight, colors.ink)).wrap());
                if !agrees.is_empty() {
                    ui.add(Label::new(words(agrees, 11.0, Weight::Regular, colors.ink3)).wrap());
                }
            });
        });
    });
    let rect = shown.response.rect;
    let response = ui.interact(rect, ui.scope_id().with(("candidate", number)), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, format!("{number}: {text}, {agrees}")));
    if chosen || response.hovered() {
        let stroke = Stroke::new(if chosen { 1.5 } else { 1.0 }, if chosen { colors.ink } else { colors.rule_firm });
        ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, egui::StrokeKind::Inside);
    }
    focus_ring(ui, &response, colors);
    response.clicked()
}
