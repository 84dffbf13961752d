//! A field in which a place is looked for: among the chronicle's own first, then in the world's gazetteer.

use super::field::{Field, Typed, field_ui, refill};
use super::world_place::{WorldPlace, WorldSearch};
use crate::chronicle::{Chronicle, Place, PlaceId};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::focus_ring;
use crate::scene::Weight;
use crate::words::coordinates;
use egui::{Color32, CornerRadius, Label, Role, Sense, Ui, WidgetInfo, vec2};

/// How many of the chronicle's places are offered.
const MOST: usize = 6;

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceChosen {
    /// A place of the chronicle.
    Known(PlaceId),
    /// One of the world, new to the chronicle.
    World(Box<WorldPlace>),
}

/// Shows the field, and under it what it may mean; what was chosen comes back.
pub fn place_field_ui(
    ui: &mut Ui,
    (salt, name): (&str, &str),
    now: Option<&Place>,
    chronicle: &Chronicle,
    world: &mut WorldSearch,
    colors: &Colors,
) -> Option<PlaceChosen> {
    let value = now.map_or("", |place| place.name.as_str());
    let width_px = ui.available_width();
    let field = Field { salt, name, value, hint: "Search places", rows: 1, width_px };
    let (typed, _) = field_ui(ui, &field, colors);
    let (text, done) = match typed {
        Typed::Nothing => return None,
        Typed::Typing(text) => (text, false),
        Typed::Done(text) => (text, true),
    };
    let found = of_chronicle(chronicle, &text);
    let same = |place: &&Place| place.name.to_lowercase() == text.trim().to_lowercase();
    if done && let Some(place) = found.iter().copied().find(same) {
        refill(ui, salt, name, value, value);
        return Some(PlaceChosen::Known(place.id.clone()));
    }
    let mut chosen = None;
    // The list stands under the whole row.
    for place in found {
        let at = place.position.map(coordinates).unwrap_or_default();
        if offer_ui(ui, &place.name, &format!("{} {at}", place.role), colors) {
            chosen = Some(PlaceChosen::Known(place.id.clone()));
        }
    }
    for place in world.of(ui.ctx(), &text) {
        if offer_ui(ui, &place.name, &format!("new: {}", place.detail), colors) {
            chosen = Some(PlaceChosen::World(Box::new(place.clone())));
        }
    }
    if chosen.is_none() && text.trim().len() > 1 {
        let known = "Choose one, or Escape keeps the one there is.";
        ui.add(Label::new(words(known, 11.0, Weight::Regular, colors.ink3)).wrap());
    }
    if chosen.is_some() {
        refill(ui, salt, name, value, value);
    }
    chosen
}

/// The places of a chronicle whose names have these words in them; those that begin with them first.
fn of_chronicle<'c>(chronicle: &'c Chronicle, text: &str) -> Vec<&'c Place> {
    let sought = text.trim().to_lowercase();
    if sought.is_empty() {
        return Vec::new();
    }
    let names = |place: &'c Place| {
        let others = place.variants.iter().chain(&place.local).chain(place.names.values());
        std::iter::once(&place.name).chain(others).map(|name| name.to_lowercase())
    };
    let rank = |place: &'c Place| names(place).filter_map(|name| name.find(&sought).map(|at| (at, name.len()))).min();
    let mut found: Vec<_> = chronicle.places.values().filter_map(|place| Some((rank(place)?, place))).collect();
    found.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    found.into_iter().take(MOST).map(|(_, place)| place).collect()
}

/// One that may be meant; whether it was chosen.
fn offer_ui(ui: &mut Ui, name: &str, detail: &str, colors: &Colors) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Place: {name}, {detail}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), colors.hover);
    }
    let title = ui.painter().layout_no_wrap(name.to_owned(), font(12.0, Weight::Medium), colors.ink);
    let left = rect.left() + 8.0;
    let right = left + title.size().x + 8.0;
    ui.painter().galley(egui::pos2(left, rect.center().y - title.size().y / 2.0), title, colors.ink);
    let mut job =
        egui::text::LayoutJob::simple_singleline(detail.to_owned(), font(11.0, Weight::Regular), Color32::PLACEHOLDER);
    job.wrap = egui::text::TextWrapping::truncate_at_width((rect.right() - right).max(0.0));
    let detail = ui.painter().layout_job(job);
    ui.painter().galley(egui::pos2(right, rect.center().y - detail.size().y / 2.0), detail, colors.ink3);
    focus_ring(ui, &response, colors);
    response.clicked()
}
