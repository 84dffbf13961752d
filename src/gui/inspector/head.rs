//! The head of the inspector: name, role, who holds the place, and how far it is from the focus.

use crate::app::{Action, Editing};
use crate::chronicle::{Basis, Place};
use crate::geo::distance_km;
use crate::gui::commands::keys_of;
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, link_ui, standing_chip_ui};
use crate::scene::Weight;
use crate::time::{Day, Moment};
use crate::timeline::{Certainty, Control, ControlState, PlaceState};
use crate::words::{capitalised, control, day_short, distances_said, kind_title, span, voices};
use egui::{Label, Layout, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

/// Room for a standing, its voices and the sign, px.
const WORTH_PX: f32 = 166.0;

/// Shows the head.
pub fn head_ui(ui: &mut Ui, place: &Place, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.add(Label::new(words(&place.name, 20.0, Weight::Bold, colors.ink)));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button_ui(ui, Icon::Close, "Clear the selection", "Escape", ButtonStyle::Plain, colors).clicked() {
                panel.actions.push(Action::ClearSelection);
            }
            if place.position.is_some() {
                let name = "Show on the map";
                let keys = keys_of("Show the selection on the map");
                if icon_button_ui(ui, Icon::Target, name, &keys, ButtonStyle::Plain, colors).clicked() {
                    panel.actions.push(Action::ShowOnMap(place.id.clone()));
                }
            }
            if link_ui(ui, "Edit", &format!("Edit the place {}", place.name), colors).clicked() {
                panel.act(Action::Edit(Some(Editing::Place(place.id.clone()))));
            }
            let province = place.province.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
            let role = format!("{}{province}", place.role);
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let label = ui.add(Label::new(words(&role, 12.0, Weight::Regular, colors.ink3)).truncate());
                label.on_hover_text(role);
            });
        });
    });
    if let Some(now) = panel.state.slice.place(place.id.as_str()) {
        let shown = panel.state.shown();
        for basis in [Basis::Documents, Basis::Reference].into_iter().filter(|basis| shown.has(*basis)) {
            held_ui(ui, now.on(basis), basis, panel);
        }
        if shown.documents {
            reported_ui(ui, now, panel);
        }
    }
    distance_ui(ui, place, panel);
}

/// How long ago the documents last spoke of the place, and what they then said where that no longer holds.
fn reported_ui(ui: &mut Ui, now: &PlaceState, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let chronicle = &panel.state.document.chronicle;
    let Some(day) = now.last_reported else { return };
    let last = now.when_last_reported.as_ref().and_then(|id| chronicle.events.get(id));
    let ago = age(day, panel.state.view.clock.cursor.day());
    let said = match last {
        Some(last) => {
            format!(
                "{} when last reported, {}, {ago}",
                kind_title(chronicle, &last.kind),
                day_short(day, chronicle.resolution())
            )
        }
        None => format!("Last reported {}, {ago}", day_short(day, chronicle.resolution())),
    };
    let ink = if last.is_some() { colors.ink2 } else { colors.ink3 };
    let label = ui.add(Label::new(words(said, if last.is_some() { 12.0 } else { 11.0 }, Weight::Regular, ink)));
    label.on_hover_text("The last day up to the one shown on which a document has anything happen here");
}

/// "the day shown", "the day before", "3 days before".
fn age(day: Day, shown: Day) -> String {
    match (Moment::end_of(shown).0 - Moment::end_of(day).0) / Moment::DAY {
        ..=0 => "the day shown".to_owned(),
        1 => "the day before".to_owned(),
        days => format!("{days} days before"),
    }
}

fn held_ui(ui: &mut Ui, held: &ControlState, basis: Basis, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let chronicle = &panel.state.document.chronicle;
    let mut text = capitalised(&control(chronicle, held));
    if let (Some(since), Some(_)) = (held.since, &held.decided_by) {
        text += &format!(", since {}", span(since, chronicle.resolution()));
    }
    let weight = if basis == Basis::Documents { Weight::Medium } else { Weight::Regular };
    let (size, ink) = if basis == Basis::Documents { (13.0, colors.ink) } else { (12.0, colors.ink2) };
    let galley = ui.painter().layout_no_wrap(text.clone(), crate::gui::theme::font(size, weight), ink);
    // What it is worth goes below where both do not fit in one row.
    let beside = galley.size().x + WORTH_PX < ui.available_width();
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        sign(ui, rect, held, basis, panel);
        ui.add(Label::new(words(&text, size, weight, ink)).truncate());
        if beside {
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if held.standing.is_some() && basis == Basis::Documents {
                    voices_ui(ui, held, panel);
                }
                worth_ui(ui, held, basis, panel);
            });
        }
    });
    if !beside {
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            worth_ui(ui, held, basis, panel);
            if held.standing.is_some() && basis == Basis::Documents {
                voices_ui(ui, held, panel);
            }
        });
    }
}

fn voices_ui(ui: &mut Ui, held: &ControlState, panel: &PanelContext<'_>) {
    ui.label(words(voices(held.voices), 11.0, Weight::Regular, panel.colors.ink3));
}

/// Standing by the documents, else which basis it is.
fn worth_ui(ui: &mut Ui, held: &ControlState, basis: Basis, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    match (basis, held.standing) {
        (Basis::Documents, Some(standing)) => {
            standing_chip_ui(ui, standing, colors);
        }
        (Basis::Documents, None) => {
            ui.label(words("documents", 11.0, Weight::Regular, colors.ink3));
        }
        (Basis::Reference, _) => {
            ui.label(words("reference", 11.0, Weight::Regular, colors.ink3));
        }
    }
}

/// The symbol the map would draw.
fn sign(ui: &Ui, rect: Rect, held: &ControlState, basis: Basis, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let at = rect.center();
    let [first, second, ..] = colors.sides;
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
                let ink = colors.sides.get(rank).copied().unwrap_or(colors.ink2);
                let square = Rect::from_center_size(at, if hollow { vec2(6.2, 6.2) } else { vec2(8.4, 8.4) });
                let fill = if hollow { colors.panel } else { ink };
                painter.rect(square, 0, fill, Stroke::new(1.4, ink), StrokeKind::Middle);
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

/// The computed distance, and beside it what the sources say in their own words.
fn distance_ui(ui: &mut Ui, place: &Place, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let chronicle = std::sync::Arc::clone(&panel.state.document.chronicle);
    let Some(focus) = chronicle.focus().filter(|focus| focus.id != place.id) else { return };
    let (Some(a), Some(b)) = (place.position, focus.position) else { return };
    let text = format!("{:.1} km from {} in a straight line, computed", distance_km(a, b), focus.name);
    ui.add(Label::new(words(text, 11.0, Weight::Regular, colors.ink3))).on_hover_text("Geodesic on WGS 84");
    for said in distances_said(&chronicle, &place.id) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            ui.spacing_mut().interact_size.y = 14.0;
            ui.label(words(format!("Source {}:", said.source), 11.0, Weight::Regular, colors.ink3));
            let name = format!("Open in source, distance: {}", said.claim);
            if link_ui(ui, &format!("“{}”", said.words), &name, colors).clicked() {
                panel.actions.push(Action::OpenSource(said.source.clone(), Some(said.claim.clone())));
            }
        });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_age_of_a_report_is_counted_in_days() {
        for (day, expected) in
            [("2021-08-12", "the day shown"), ("2021-08-11", "the day before"), ("2021-07-31", "12 days before")]
        {
            assert_eq!(age(day.parse().unwrap(), "2021-08-12".parse().unwrap()), expected);
        }
    }
}
