//! The head of the inspector: name, role, who holds the place, and how far it is from the focus.

use crate::app::Action;
use crate::chronicle::{Basis, Place};
use crate::geo::distance_km;
use crate::gui::icons::Icon;
use crate::gui::tell;
use crate::gui::theme::words;
use crate::gui::widgets::{Look, Panel, icon_button_ui, standing_chip_ui};
use crate::scene::Weight;
use crate::timeline::{Certainty, Control, ControlState, voices};
use egui::{Label, Layout, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

/// Shows the head.
pub fn head_ui(ui: &mut Ui, place: &Place, panel: &mut Panel<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.add(Label::new(words(&place.name, 20.0, Weight::Bold, colors.ink)));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button_ui(ui, Icon::Close, "Clear the selection", "Escape", Look::Plain, colors).clicked() {
                panel.actions.push(Action::ClearSelection);
            }
            let province = place.province.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
            let role = format!("{}{province}", place.role);
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(words(role, 12.0, Weight::Regular, colors.ink3)).truncate());
            });
        });
    });
    if let Some(now) = panel.state.slice.place(place.id.as_str()) {
        held_ui(ui, now.on(Basis::Documents), Basis::Documents, panel);
        if panel.state.reference() {
            held_ui(ui, now.on(Basis::Reference), Basis::Reference, panel);
        }
        let chronicle = &panel.state.document.chronicle;
        let last = now.when_last_reported.as_ref().and_then(|id| chronicle.events.get(id));
        if let (Some(last), Some(day)) = (last, now.last_reported) {
            let text = format!("{} when last reported, {}", tell::capital(&last.kind), tell::day_short(day));
            ui.label(words(text, 12.0, Weight::Regular, colors.ink2));
        } else if let Some(day) = now.last_reported {
            let text = format!("Last reported {}", tell::day_short(day));
            ui.label(words(text, 11.0, Weight::Regular, colors.ink3));
        }
    }
    distance_ui(ui, place, panel);
}

fn held_ui(ui: &mut Ui, held: &ControlState, basis: Basis, panel: &Panel<'_>) {
    let colors = panel.colors;
    let chronicle = &panel.state.document.chronicle;
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        sign(ui, rect, held, basis, panel);
        let mut text = tell::capital(&tell::control(chronicle, held));
        if let (Some(since), Some(_)) = (held.since, &held.decided_by) {
            text += &format!(", since {}", tell::span(since));
        }
        let weight = if basis == Basis::Documents { Weight::Medium } else { Weight::Regular };
        let (size, ink) = if basis == Basis::Documents { (13.0, colors.ink) } else { (12.0, colors.ink2) };
        ui.add(Label::new(words(text, size, weight, ink)));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| match (basis, held.standing) {
            (Basis::Documents, Some(standing)) => {
                ui.label(words(voices(held.voices), 11.0, Weight::Regular, colors.ink3));
                standing_chip_ui(ui, standing, colors);
            }
            (Basis::Documents, None) => {
                ui.label(words("documents", 11.0, Weight::Regular, colors.ink3));
            }
            (Basis::Reference, _) => {
                ui.label(words("reference", 11.0, Weight::Regular, colors.ink3));
            }
        });
    });
}

/// The symbol the map would draw.
fn sign(ui: &Ui, rect: Rect, held: &ControlState, basis: Basis, panel: &Panel<'_>) {
    let colors = panel.colors;
    let at = rect.center();
    let [first, second] = colors.sides;
    let painter = ui.painter();
    match &held.control {
        Control::Side(side) => {
            let rank = panel.state.document.chronicle.side_rank(side).unwrap_or(1);
            let possible = held.certainty == Some(Certainty::Possible);
            let hollow = basis == Basis::Reference;
            if rank == 0 {
                let fill = if hollow { colors.panel } else { first.gamma_multiply(if possible { 0.45 } else { 1.0 }) };
                painter.circle(at, if hollow { 4.0 } else { 5.0 }, fill, Stroke::new(1.6, first));
            } else {
                let square = Rect::from_center_size(at, if hollow { vec2(6.2, 6.2) } else { vec2(8.4, 8.4) });
                let fill = if hollow { colors.panel } else { second };
                painter.rect(square, 0, fill, Stroke::new(1.4, second), StrokeKind::Middle);
            }
        }
        Control::Contested => {
            for (sign, ink) in [(-1.0, second), (1.0, first)] {
                let half = vec![at + vec2(sign * 0.5, -6.5), at + vec2(sign * 6.0, 0.0), at + vec2(sign * 0.5, 6.5)];
                painter.add(egui::Shape::convex_polygon(half, ink, Stroke::NONE));
            }
        }
        Control::NotReported => {
            painter.circle_filled(at, 2.0, colors.ink3);
        }
    }
}

fn distance_ui(ui: &mut Ui, place: &Place, panel: &Panel<'_>) {
    let chronicle = &panel.state.document.chronicle;
    let Some(focus) = chronicle.places.get(&chronicle.meta.focus).filter(|focus| focus.id != place.id) else { return };
    let (Some(a), Some(b)) = (place.position, focus.position) else { return };
    let text = format!("{:.1} km from {} in a straight line, computed", distance_km(a, b), focus.name);
    let label = ui.add(Label::new(words(text, 11.0, Weight::Regular, panel.colors.ink3)));
    label.on_hover_text("Geodesic on WGS 84; what the sources say stands in their own words below");
}
