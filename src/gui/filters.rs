//! What is left out: by standing in a strip that stays in sight, by source, voice, kind and side on pages of their own.

use crate::app::{Action, Facet};
use crate::chronicle::{Chronicle, SideId, SourceId, Standing, VoiceId};
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{
    ButtonStyle, PanelContext, check_ui, choice_px, choice_ui, heading_ui, icon_button_ui, link_ui, segmented_ui,
};
use crate::scene::Weight;
use crate::timeline::Filter;
use crate::words::{capitalised, kind_title, side_label, witness};
use egui::{Label, Layout, Ui, vec2};
use std::collections::BTreeMap;

/// The strip, px.
pub const STRIP_PX: f32 = 98.0;

/// Shows standing and the ways to the pages.
pub fn strip_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    const STANDINGS: [Standing; 3] = [Standing::Claimed, Standing::Reported, Standing::Confirmed];
    let filter = panel.state.view.filter.clone();
    let note = if filter.is_empty() { "nothing left out" } else { "" };
    ui.horizontal(|ui| {
        ui.set_width(ui.available_width().max(0.0));
        heading_ui(ui, "Show from", note, panel.colors);
    });
    if !filter.is_empty() {
        let rect = ui.min_rect();
        let at = egui::Rect::from_min_max(egui::pos2(rect.left() + 80.0, rect.top()), rect.max);
        let layout = Layout::right_to_left(egui::Align::Center);
        let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(at).layout(layout));
        if link_ui(&mut corner, "clear all", "Clear all filters", panel.colors).clicked() {
            panel.act(Action::SetFilter(Filter::default()));
        }
    }
    ui.add_space(3.0);
    let chosen = STANDINGS.iter().position(|&s| s == filter.from_standing).unwrap_or(0);
    let labels = STANDINGS.map(Standing::word);
    if let Some(i) = segmented_ui(ui, "Show from", &labels, chosen, panel.colors) {
        let from_standing = STANDINGS.get(i).copied().unwrap_or(Standing::Claimed);
        panel.act(Action::SetFilter(Filter { from_standing, ..filter.clone() }));
    }
    ui.add_space(6.0);
    // Each gets the room its word needs, and an equal share of the rest.
    let sides = !panel.state.document.chronicle.meta.sides.is_empty();
    let facets: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| sides || *facet != Facet::Sides).collect();
    let needs: Vec<f32> = facets.iter().map(|facet| choice_px(ui, facet.label())).collect();
    let count = facets.len() as f32;
    let spare = ((ui.available_width() - 4.0 * (count - 1.0) - needs.iter().sum::<f32>()) / count).max(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (facet, need) in facets.into_iter().zip(needs) {
            let left = left_out(&filter, facet);
            let page = facet.label().to_lowercase();
            let (name, tip) = match left {
                0 => (format!("Filter by {page}"), format!("Leave out single {page}")),
                _ => (format!("Filter by {page}, {left} left out"), format!("{left} {page} left out")),
            };
            let size = vec2(need + spare, 24.0);
            if choice_ui(ui, facet.label(), left > 0, &name, size, panel.colors).on_hover_text(tip).clicked() {
                panel.act(Action::ShowFacet(if panel.state.chrome.facet == Some(facet) { None } else { Some(facet) }));
            }
        }
    });
}

fn left_out(filter: &Filter, facet: Facet) -> usize {
    match facet {
        Facet::Sources => filter.without_sources.len(),
        Facet::Voices => filter.without_voices.len(),
        Facet::Kinds => filter.without_kinds.len(),
        Facet::Sides => filter.without_sides.len(),
    }
}

/// One thing that can be left out.
struct FacetItem {
    id: String,
    label: String,
    count: usize,
}

/// Shows the page of a facet.
pub fn facet_ui(ui: &mut Ui, facet: Facet, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let filter = panel.state.view.filter.clone();
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        if icon_button_ui(ui, Icon::Back, "Back to sources and layers", "Escape", ButtonStyle::Plain, colors).clicked()
        {
            panel.actions.push(Action::ShowFacet(None));
        }
        ui.label(words(facet.label(), 13.0, Weight::SemiBold, colors.ink));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let what = if matches!(facet, Facet::Sources | Facet::Voices) { "quotations" } else { "happenings" };
            ui.label(words(what, 11.0, Weight::Regular, colors.ink3));
        });
    });
    let items = items(panel, facet);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let all = format!("Show all {}", facet.label().to_lowercase());
        if link_ui(ui, "All", &all, colors).clicked() {
            panel.actions.push(Action::SetFilter(with(&filter, facet, std::iter::empty())));
        }
        let none = format!("Leave out all {}", facet.label().to_lowercase());
        if link_ui(ui, "None", &none, colors).clicked() {
            let ids = items.iter().map(|item| item.id.as_str());
            panel.actions.push(Action::SetFilter(with(&filter, facet, ids)));
        }
    });
    ui.add_space(4.0);
    let left: Vec<String> = ids(&filter, facet);
    for item in &items {
        let on = !left.contains(&item.id);
        let response = check_ui(ui, on, &item.label, &item.count.to_string(), colors);
        if response.clicked() {
            let others = left.iter().filter(|id| **id != item.id).map(String::as_str);
            let added = on.then_some(item.id.as_str());
            panel.act(Action::SetFilter(with(&filter, facet, others.chain(added))));
        }
    }
    ui.add_space(6.0);
    let said = match &panel.state.filtered {
        Some(filtered) => format!("{}.", filtered.hidden),
        None => "Nothing is left out.".to_owned(),
    };
    ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink2)).wrap());
    if facet == Facet::Voices {
        let note = "A voice is one independent witness; unattributed copy counts as its wire.";
        ui.add(Label::new(words(note, 11.0, Weight::Regular, colors.ink3)).wrap());
    }
}

fn ids(filter: &Filter, facet: Facet) -> Vec<String> {
    match facet {
        Facet::Sources => filter.without_sources.iter().map(ToString::to_string).collect(),
        Facet::Voices => filter.without_voices.iter().map(ToString::to_string).collect(),
        Facet::Kinds => filter.without_kinds.iter().cloned().collect(),
        Facet::Sides => filter.without_sides.iter().map(ToString::to_string).collect(),
    }
}

/// The filter with other things of one facet left out.
fn with<'a>(filter: &Filter, facet: Facet, ids: impl Iterator<Item = &'a str>) -> Filter {
    let mut filter = filter.clone();
    match facet {
        Facet::Sources => filter.without_sources = ids.map(SourceId::from).collect(),
        Facet::Voices => filter.without_voices = ids.map(VoiceId::from).collect(),
        Facet::Kinds => filter.without_kinds = ids.map(str::to_owned).collect(),
        Facet::Sides => filter.without_sides = ids.map(SideId::from).collect(),
    }
    filter
}

/// What can be left out, with what it holds, the largest first; sources in their own order.
fn items(panel: &PanelContext<'_>, facet: Facet) -> Vec<FacetItem> {
    let state = panel.state;
    let chronicle = &state.document.chronicle;
    let item = |(id, count): (&str, usize)| FacetItem { label: label(chronicle, facet, id), id: id.to_owned(), count };
    let mut items: Vec<FacetItem> = state.document.facets().counts(facet, state.reference()).map(item).collect();
    tell_apart(&mut items);
    if facet != Facet::Sources {
        items.sort_by_key(|item| std::cmp::Reverse(item.count));
    }
    items
}

/// Two unnamed voices may be called alike: then their ids, which the command line takes too, tell them apart.
fn tell_apart(items: &mut [FacetItem]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for item in &*items {
        *times.entry(item.label.clone()).or_default() += 1;
    }
    for item in items {
        if times.get(&item.label).is_some_and(|times| *times > 1) {
            item.label = format!("{} ({})", item.label, item.id);
        }
    }
}

fn label(chronicle: &Chronicle, facet: Facet, id: &str) -> String {
    match facet {
        Facet::Sources => chronicle.sources.get(id).map_or_else(|| id.to_owned(), |s| format!("{id}  {}", s.label)),
        Facet::Voices => capitalised(&witness(chronicle, id)),
        Facet::Kinds => kind_title(chronicle, id),
        Facet::Sides => side_label(chronicle, &SideId::from(id)).to_owned(),
    }
}
