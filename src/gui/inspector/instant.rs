//! Nothing is selected: what happened on the day shown, what is kept off the map, and what the chronicle is.

use super::PADDING_PX;
use super::event_parts::is_known;
use crate::app::{Action, is_doubtful};
use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Event, EventId, MapRole, Modality, Standing, worth_of};
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, focus_ring, heading_ui, rule_ui};
use crate::scene::Weight;
use crate::words::{self, counted, day_short, kind_title, modality, on, reason, this};
use egui::text::LayoutJob;
use egui::{CornerRadius, Label, Role, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// Shows the day.
pub fn instant_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let state = panel.state;
    let colors = panel.colors;
    let chronicle = Arc::clone(state.timeline.chronicle());
    let shown =
        |e: &&Event| matches!(e.role, MapRole::Mark | MapRole::Area | MapRole::Timeline) && state.shown().has(e.basis);
    // The slice knows what had been reported by the instant that counts.
    let ending: Vec<Arc<Event>> = state.slice.events.ending_now().map(|state| state.event).collect();
    let mut events: Vec<&Event> = ending.iter().map(|event| &**event).filter(shown).collect();
    events.sort_by_key(|e| (e.basis, chronicle.kind(&e.kind).effect != ControlEffect::Takes, e.order, e.id.clone()));
    let (documents, reference): (Vec<&Event>, Vec<&Event>) = events.iter().partition(|e| e.basis == Basis::Documents);
    heading_ui(
        ui,
        &on(state.view.clock.cursor, chronicle.resolution()),
        &counted(events.len(), "happening", "happenings"),
        colors,
    );
    if !state.shown().documents {
        super::documents_are_hidden_ui(ui, panel);
    } else if documents.is_empty() && !chronicle.sources.is_empty() {
        let this = this(chronicle.resolution());
        let nothing = match state.view.clock.known_by {
            Some(by) => format!(
                "Nothing the documents tell of {this} was reported by {}. That is not the same as no change.",
                day_short(by.day(), chronicle.resolution())
            ),
            None => format!("The documents report nothing for {this}, which is not the same as no change."),
        };
        ui.add(Label::new(words(nothing, 12.0, Weight::Regular, colors.ink2)).wrap());
    }
    let counting = |event: &Event| state.slice.events.get(event);
    for event in documents {
        let worth = counting(event).map_or_else(String::new, |e| worth(event, e.standing, e.voices));
        row_ui(ui, &chronicle, event, &worth, panel);
    }
    if !reference.is_empty() {
        ui.add_space(8.0);
        heading_ui(ui, "By the reference chronology", &reference.len().to_string(), colors);
    }
    for event in reference {
        let sources = counted(counting(event).map_or(0, |e| e.counting.len()), "reference", "references");
        row_ui(ui, &chronicle, event, &sources, panel);
    }
    rule_ui(ui, PADDING_PX, colors);
    off_the_map_ui(ui, &chronicle, panel);
    heading_ui(ui, "About", &format!("version {}", chronicle.meta.version), colors);
    ui.add(Label::new(words(&chronicle.meta.summary, 12.0, Weight::Regular, colors.ink2)).wrap().selectable(true));
    ui.add_space(4.0);
    let ask = "Select a place on the map or a happening below it to see the words behind it.";
    ui.add(Label::new(words(ask, 12.0, Weight::Regular, colors.ink2)).wrap());
}

/// Statements that are kept but not drawn, and those the editor doubts.
fn off_the_map_ui(ui: &mut Ui, chronicle: &Chronicle, panel: &mut PanelContext<'_>) {
    let known_by = panel.state.view.clock.known_by;
    let known = |event: &&Event| event.claims.iter().any(|claim| is_known(claim, known_by));
    let facets = panel.state.document.facets();
    let left = |ids: &[EventId]| -> Vec<&Event> {
        ids.iter().filter_map(|id| chronicle.events.get(id)).map(|event| &**event).filter(known).collect()
    };
    let excluded = left(&facets.excluded);
    // Of a doubted claim that is filtered out or not yet reported nothing is said.
    let mut doubtful = left(&facets.doubtful);
    doubtful.retain(|event| event.claims.iter().any(|claim| is_known(claim, known_by) && is_doubtful(claim)));
    for (heading, events) in [("Kept, never drawn", excluded), ("Doubtful statements", doubtful)] {
        if events.is_empty() {
            continue;
        }
        heading_ui(ui, heading, &events.len().to_string(), panel.colors);
        for event in events {
            let said = || {
                worth_of(event.claims.iter())
                    .map_or_else(String::new, |(standing, count)| worth(event, standing, count))
            };
            let why = event.exclude.as_ref().map_or_else(said, |code| reason(code));
            row_ui(ui, chronicle, event, &why, panel);
        }
        rule_ui(ui, PADDING_PX, panel.colors);
    }
}

/// "confirmed, 2 voices", or what keeps it from having happened.
fn worth(event: &Event, standing: Standing, count: usize) -> String {
    match event.modality {
        Modality::Planned | Modality::Predicted | Modality::Negated => modality(event.modality).to_owned(),
        Modality::Happened | Modality::Ongoing => words::worth(standing, count),
    }
}

/// One event as a row that leads to it: its sentence, and below it kind, place and worth.
fn row_ui(ui: &mut Ui, chronicle: &Chronicle, event: &Event, worth: &str, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let width = ui.available_width();
    let place = chronicle.places.get(&event.place).map_or(event.place.as_str(), |p| p.name.as_str());
    let struck = event.exclude.as_deref() == Some("false");
    let mut job = LayoutJob::simple(event.summary.clone(), font(12.0, Weight::Medium), colors.ink, width);
    for section in job.sections.iter_mut().filter(|_| struck) {
        section.format.strikethrough = egui::Stroke::new(1.0, colors.ink2);
    }
    let summary = ui.painter().layout_job(job);
    let note = format!("{} · {place} · {worth}", kind_title(chronicle, &event.kind));
    let mut job = LayoutJob::simple_singleline(note, font(11.0, Weight::Regular), colors.ink3);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let note = ui.painter().layout_job(job);
    let size = vec2(width, summary.size().y + note.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{}: {}", words::event(chronicle, event), event.summary);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), CornerRadius::same(5), colors.hover);
    }
    let at = rect.min + vec2(0.0, 3.0);
    let below = at + vec2(0.0, summary.size().y + 1.0);
    ui.painter().galley(at, summary, colors.ink);
    ui.painter().galley(below, note, colors.ink3);
    focus_ring(ui, &response, colors);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        panel.actions.push(Action::SelectEvent(event.id.clone()));
    }
}
