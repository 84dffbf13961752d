//! Events of the documents: one under the other, differing accounts side by side.

use super::card;
use super::event_parts::{date_ui, is_known, reading_ui};
use crate::app::{Action, Editing};
use crate::catalogue::KindLane;
use crate::chronicle::{Chronicle, Claim, ClaimId, Event, MapRole, Standing, Timing, worth_of};
use crate::gui::commands::keys_of;
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, dashed_edge, link_ui, standing_chip_ui};
use crate::scene::Weight;
use crate::time::Span;
use crate::words::{capitalised, counted, kind, kind_title, reason, span_weekday, unless_happened, voices};
use egui::{Label, Layout, Ui, vec2};
use std::sync::Arc;

/// Events in order; those whose accounts differ stand together.
pub fn grouped<'a>(chronicle: &Chronicle, events: &[&'a Event]) -> Vec<Vec<&'a Event>> {
    let mut groups: Vec<Vec<&Event>> = Vec::new();
    for &event in events {
        let differs = |group: &&mut Vec<&Event>| group.first().is_some_and(|first| differ(chronicle, first, event));
        match groups.iter_mut().find(differs) {
            Some(group) if group.len() < 2 => group.push(event),
            _ => groups.push(vec![event]),
        }
    }
    groups
}

/// Whether two events are accounts of the same thing: how a side left a place.
fn differ(chronicle: &Chronicle, a: &Event, b: &Event) -> bool {
    let leaving = |e: &Event| chronicle.kind(&e.kind).lane == KindLane::Withdrawals;
    let overlap = a.span.start < b.span.end && b.span.start < a.span.end;
    leaving(a) && leaving(b) && a.kind != b.kind && a.side == b.side && overlap
}

/// Shows one group.
pub fn group_ui(ui: &mut Ui, chronicle: &Chronicle, group: &[&Event], panel: &mut PanelContext<'_>) {
    match group {
        [event] => {
            heading_ui(ui, event, panel);
            ui.add(Label::new(words(&event.summary, 12.0, Weight::Regular, panel.colors.ink2)).wrap().selectable(true));
            days_ui(ui, event, panel);
            reading_ui(ui, event, panel);
            if let Some(code) = event.exclude.as_ref().filter(|_| event.role == MapRole::Exclude) {
                let text = format!("Kept, never drawn: {}.", reason(code));
                ui.add(Label::new(words(text, 12.0, Weight::SemiBold, panel.colors.ink)).wrap());
            }
            ui.add_space(2.0);
            claims_ui(ui, chronicle, event, None, panel);
        }
        events => {
            let kinds: Vec<String> = events.iter().map(|e| kind(chronicle, &e.kind)).collect();
            ui.label(words(capitalised(&kinds.join(" or ")), 13.0, Weight::SemiBold, panel.colors.ink));
            let differ = "Accounts differ; both are kept.";
            ui.label(words(differ, 12.0, Weight::Regular, panel.colors.ink2));
            for event in events {
                reading_ui(ui, event, panel);
            }
            columns_ui(ui, events, |ui, event, spare_px| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(words(kind_title(chronicle, &event.kind), 12.0, Weight::SemiBold, panel.colors.ink));
                    date_ui(ui, event, panel);
                });
                let weightiest = weightiest(event, panel);
                if let Some(claim) = weightiest {
                    card::claim_ui(ui, chronicle, event, claim, spare_px, panel);
                }
                if weightiest.is_some() { spare_px } else { 0.0 }
            });
            for event in events {
                let beside = weightiest(event, panel).map(|claim| &claim.id);
                let others = event.claims.iter().filter(|claim| Some(&claim.id) != beside).count();
                if others > 0 {
                    let also =
                        format!("{}, {} more", kind_title(chronicle, &event.kind), counted(others, "claim", "claims"));
                    ui.label(words(also, 12.0, Weight::SemiBold, panel.colors.ink));
                    claims_ui(ui, chronicle, event, beside, panel);
                }
            }
        }
    }
}

/// Equal columns, one for each. What is shown is given the px by which its column is shorter than the tallest, and says
/// how many of them it has filled.
fn columns_ui<T>(ui: &mut Ui, all: &[T], mut show: impl FnMut(&mut Ui, &T, f32) -> f32) {
    let id = ui.next_auto_id().with("columns");
    let known: Vec<f32> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let tallest = known.iter().copied().fold(0.0, f32::max);
    let mut heights = Vec::with_capacity(all.len());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let width = (ui.available_width() - 8.0 * (all.len().max(1) - 1) as f32) / all.len().max(1) as f32;
        for (i, one) in all.iter().enumerate() {
            let spare_px = known.get(i).map_or(0.0, |height| tallest - height);
            let column = ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(width.max(0.0));
                let filled = show(ui, one, spare_px);
                ui.min_rect().height() - filled
            });
            heights.push(column.inner.round());
        }
    });
    if heights != known {
        ui.data_mut(|data| data.insert_temp(id, heights));
        ui.ctx().request_discard("columns of other heights");
    }
}

/// The claim worth most of those that were reported by the instant that counts; of several, the first.
fn weightiest<'e>(event: &'e Event, panel: &PanelContext<'_>) -> Option<&'e Claim> {
    let known_by = panel.state.view.clock.known_by;
    let known = event.claims.iter().map(|claim| &**claim).filter(|claim| is_known(claim, known_by));
    known.reduce(|best, next| if next.standing() > best.standing() { next } else { best })
}

/// The claims of an event that were reported by the instant that counts, as cards, but for one that is shown already;
/// and how many came later.
fn claims_ui(ui: &mut Ui, chronicle: &Chronicle, event: &Event, but: Option<&ClaimId>, panel: &mut PanelContext<'_>) {
    let known_by = panel.state.view.clock.known_by;
    let (known, later): (Vec<&Arc<Claim>>, Vec<&Arc<Claim>>) =
        event.claims.iter().partition(|claim| is_known(claim, known_by));
    for claim in known.into_iter().filter(|claim| Some(&claim.id) != but) {
        card::claim_ui(ui, chronicle, event, claim, 0.0, panel);
        ui.add_space(4.0);
    }
    if !later.is_empty() {
        let text = format!("{} reported later", counted(later.len(), "claim", "claims"));
        ui.label(words(text, 11.0, Weight::Regular, panel.colors.ink3));
    }
}

fn heading_ui(ui: &mut Ui, event: &Event, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let mut kind = kind_title(&panel.state.document.chronicle, &event.kind);
        if let Some(modality) = unless_happened(event.modality) {
            kind = format!("{kind}, {modality}");
        }
        let response = ui.add(Label::new(words(&kind, 13.0, Weight::SemiBold, colors.ink)));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_role(egui::Role::Heading);
            node.set_label(kind.clone());
        });
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let edit = link_ui(ui, "Edit", &format!("Edit {}", event.id), colors);
            if edit.on_hover_text(format!("Mend this event ({})", keys_of("Edit"))).clicked() {
                panel.act(Action::Edit(Some(Editing::Event(event.id.clone()))));
            }
            date_ui(ui, event, panel);
            let known_by = panel.state.view.clock.known_by;
            let known = event.claims.iter().filter(|claim| is_known(claim, known_by));
            if let (Some((standing, count)), true) = (worth_of(known), event.claims.len() > 1) {
                ui.label(words(voices(count), 11.0, Weight::Regular, colors.ink3));
                standing_chip_ui(ui, standing, colors);
            }
        });
    });
}

/// A date with who gives it.
struct Dated {
    span: Span,
    claimed_only: bool,
    by: Vec<String>,
}

/// Where claims of one event give different days: the days side by side, each with who gives it.
fn days_ui(ui: &mut Ui, event: &Event, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let mut days: Vec<Dated> = Vec::new();
    for claim in event.claims.iter().filter(|claim| is_known(claim, panel.state.view.clock.known_by)) {
        let (Some(who), Some(Timing { span, .. })) = (&claim.attribution, &claim.timing) else { continue };
        let by = capitalised(&who.by);
        let claimed = who.standing <= Standing::Claimed;
        match days.iter_mut().find(|dated| dated.span == *span) {
            Some(dated) => {
                dated.claimed_only &= claimed;
                if !dated.by.contains(&by) {
                    dated.by.push(by);
                }
            }
            None => days.push(Dated { span: *span, claimed_only: claimed, by: vec![by] }),
        }
    }
    if days.len() < 2 {
        return;
    }
    days.sort_by_key(|dated| (dated.span.start, dated.span.end));
    ui.add_space(2.0);
    ui.label(words("Accounts of the day differ", 11.5, Weight::SemiBold, colors.ink));
    for pair in days.chunks(2) {
        columns_ui(ui, pair, |ui, dated, spare_px| {
            let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 6));
            let shown = frame.show(ui, |ui| {
                ui.set_width(ui.available_width().max(0.0));
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.label(words(
                    span_weekday(dated.span, panel.state.document.chronicle.resolution()),
                    12.0,
                    Weight::SemiBold,
                    colors.ink,
                ));
                for by in &dated.by {
                    ui.add(Label::new(words(by, 11.0, Weight::Regular, colors.ink2)).wrap());
                }
                ui.add_space(spare_px);
            });
            let rect = shown.response.rect;
            if dated.claimed_only {
                dashed_edge(ui, rect, 6.0, colors.rule_firm);
            } else {
                let stroke = egui::Stroke::new(1.0, colors.rule_firm);
                ui.painter().rect_stroke(rect, egui::CornerRadius::same(6), stroke, egui::StrokeKind::Inside);
            }
            spare_px
        });
    }
    ui.add_space(2.0);
}
