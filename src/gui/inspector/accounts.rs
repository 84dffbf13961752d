//! Events of the documents: one under the other, differing accounts side by side.

use super::card;
use crate::chronicle::{Chronicle, Event, Modality};
use crate::gui::tell;
use crate::gui::theme::words;
use crate::gui::widgets::{Panel, standing_chip_ui};
use crate::scene::Weight;
use crate::timeline::voices;
use egui::{Label, Layout, Ui, vec2};

/// Kinds that are accounts of the same thing: how a side left a place.
const LEAVING: [&str; 2] = ["withdrawal", "surrender"];

/// Events in order; those whose accounts differ stand together.
pub fn grouped<'a>(events: &[&'a Event]) -> Vec<Vec<&'a Event>> {
    let mut groups: Vec<Vec<&Event>> = Vec::new();
    for &event in events {
        let differs = |group: &&mut Vec<&Event>| group.first().is_some_and(|first| differ(first, event));
        match groups.iter_mut().find(differs) {
            Some(group) if group.len() < 2 => group.push(event),
            _ => groups.push(vec![event]),
        }
    }
    groups
}

fn differ(a: &Event, b: &Event) -> bool {
    let leaving = |e: &Event| LEAVING.contains(&e.kind.as_str());
    let overlap = a.span.start < b.span.end && b.span.start < a.span.end;
    leaving(a) && leaving(b) && a.kind != b.kind && a.side == b.side && overlap
}

/// Shows one group.
pub fn group_ui(ui: &mut Ui, chronicle: &Chronicle, group: &[&Event], panel: &mut Panel<'_>) {
    match group {
        [event] => {
            heading_ui(ui, event, panel);
            remarks_ui(ui, event, panel);
            for claim in &event.claims {
                card::claim_ui(ui, chronicle, event, claim, panel);
                ui.add_space(4.0);
            }
        }
        events => {
            let kinds: Vec<String> = events.iter().map(|e| e.kind.clone()).collect();
            ui.label(words(tell::capital(&kinds.join(" or ")), 13.0, Weight::SemiBold, panel.colors.ink));
            let differ = "Accounts differ; both are kept.";
            ui.label(words(differ, 11.5, Weight::Regular, panel.colors.ink2));
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let width = (ui.available_width() - 8.0 * (events.len() - 1) as f32) / events.len() as f32;
                for event in events {
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), |ui| {
                        ui.set_width(width);
                        for claim in &event.claims {
                            card::claim_ui(ui, chronicle, event, claim, panel);
                            ui.add_space(4.0);
                        }
                    });
                }
            });
        }
    }
}

fn heading_ui(ui: &mut Ui, event: &Event, panel: &Panel<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let mut kind = tell::capital(&event.kind);
        match event.modality {
            Modality::Planned => kind += ", planned",
            Modality::Predicted => kind += ", expected",
            Modality::Negated => kind += ", said not to have happened",
            Modality::Happened | Modality::Ongoing => {}
        }
        ui.add(Label::new(words(kind, 13.0, Weight::SemiBold, colors.ink)));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(words(tell::span_weekday(event.span), 11.0, Weight::Regular, colors.ink3))
                .on_hover_text(format!("{} as the editor wrote it", event.when.written()));
            if let (Some((standing, count)), true) = (tell::worth(event), event.claims.len() > 1) {
                ui.label(words(voices(count), 11.0, Weight::Regular, colors.ink3));
                standing_chip_ui(ui, standing, colors);
            }
        });
    });
}

fn remarks_ui(ui: &mut Ui, event: &Event, panel: &Panel<'_>) {
    if let Some(reading) = &event.reading {
        let text = format!("Reading: {reading}");
        ui.add(Label::new(words(text, 11.0, Weight::Regular, panel.colors.ink2)).wrap().selectable(true));
    }
    if let Some(reason) = &event.exclude {
        let text = format!("Kept, never drawn: {reason}");
        ui.add(Label::new(words(text, 11.0, Weight::Regular, panel.colors.ink2)).wrap());
    }
}
