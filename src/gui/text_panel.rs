//! The instant in words and as a table: selectable, copyable, and what a screen reader gets.

use crate::app::{Action, Panel, State};
use crate::chronicle::Basis;
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, heading_ui, icon_button_ui, rule_ui, text_button_ui};
use crate::scene::Weight;
use crate::text::together;
use crate::words::{Shown, basis as words_of_basis, capitalised, control, headline, span, text_alternative};
use egui::{Frame, Grid, Label, Layout, Margin, ScrollArea, Stroke, Ui};
use std::fmt::Write as _;

/// Shows the instant in words.
pub fn text_panel_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    let colors = panel.colors;
    let state = panel.state;
    let chronicle = state.timeline.chronicle();
    let said = headline(chronicle, &state.slice, state.shown());
    let prose = text_alternative(chronicle, &state.slice, state.shown());
    ScrollArea::vertical().id_salt("text").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(words("In words", 11.5, Weight::SemiBold, colors.ink2));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    if icon_button_ui(ui, Icon::Close, "Close the text", "Escape", ButtonStyle::Plain, colors).clicked()
                    {
                        panel.actions.push(Action::Toggle(Panel::Text));
                    }
                    if text_button_ui(ui, "Copy", "Copy the text", ButtonStyle::Outlined, colors).clicked() {
                        let filtered = state.filtered().map(|words| format!("\n\n{words}.")).unwrap_or_default();
                        let table = table_text(state);
                        let text = format!("{}\n{}\n\n{prose}{filtered}\n\n{table}", said.date, said.title);
                        panel.actions.push(Action::CopyText(text, "the text"));
                    }
                });
            });
            ui.add(Label::new(words(&said.title, 18.0, Weight::Bold, colors.ink)).wrap().selectable(true));
            ui.label(words(&said.date, 12.0, Weight::Medium, colors.ink2));
            ui.add_space(4.0);
            let prose = words(together(&prose), 13.0, Weight::Regular, colors.ink).line_height(Some(19.0));
            ui.add(Label::new(prose).wrap().selectable(true));
            if let Some(filtered) = state.filtered() {
                ui.add_space(4.0);
                let filtered = words(format!("{filtered}."), 12.0, Weight::SemiBold, colors.ink);
                ui.add(Label::new(filtered).wrap().selectable(true));
            }
            // Without control nobody is said to hold anything.
            if !chronicle.meta.subject.control {
                return;
            }
            rule_ui(ui, 16.0, colors);
            heading_ui(ui, "Places", &state.slice.places.len().to_string(), colors);
            table_ui(ui, panel);
        });
    });
}

/// The bases whose word on the places is shown: of a reference chronology only where there is one.
fn bases(state: &State) -> impl Iterator<Item = Basis> {
    let all = Shown::ALL.in_chronicle(&state.document.chronicle);
    [Basis::Documents, Basis::Reference].into_iter().filter(move |basis| all.has(*basis))
}

/// One row for each listed place: name, control by each basis.
fn rows(state: &State) -> Vec<Vec<String>> {
    let chronicle = &state.document.chronicle;
    let cell = |held: &crate::timeline::ControlState| {
        let since = held.since.filter(|_| held.decided_by.is_some());
        let since = since.map(|s| format!(", {}", span(s, chronicle.resolution()))).unwrap_or_default();
        format!("{}{since}", control(chronicle, held))
    };
    let row = |place: &crate::timeline::PlaceState| {
        let name = chronicle.places.get(&place.place).map_or_else(|| place.place.to_string(), |p| p.name.clone());
        std::iter::once(name).chain(bases(state).map(|basis| cell(place.on(basis)))).collect()
    };
    state.slice.places.iter().map(row).collect()
}

fn table_text(state: &State) -> String {
    if !state.document.chronicle.meta.subject.control {
        return String::new();
    }
    let titles = bases(state).map(|basis| capitalised(words_of_basis(basis)));
    let titles: Vec<String> = std::iter::once("Place".to_owned()).chain(titles).collect();
    let mut text = titles.join("\t") + "\n";
    for row in rows(state) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", row.join("\t"));
    }
    text
}

fn table_ui(ui: &mut Ui, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    ui.spacing_mut().interact_size.y = 16.0;
    Grid::new("places")
        .num_columns(1 + bases(panel.state).count())
        .min_col_width(84.0)
        .max_col_width(((ui.available_width() - 20.0) / 3.0).max(84.0))
        .spacing([10.0, 3.0])
        .show(ui, |ui| {
            let titles = ["Place", "Documents", "Reference"];
            for title in titles.into_iter().take(1 + bases(panel.state).count()) {
                ui.label(words(title, 11.0, Weight::SemiBold, colors.ink2));
            }
            ui.end_row();
            for row in rows(panel.state) {
                let mut cells = row.into_iter();
                ui.label(words(cells.next().unwrap_or_default(), 11.5, Weight::Medium, colors.ink));
                for cell in cells {
                    let ink = if cell == "not reported" { colors.ink3 } else { colors.ink };
                    ui.add(Label::new(words(cell, 11.0, Weight::Regular, ink)).wrap().selectable(true));
                }
                ui.end_row();
            }
        });
}
