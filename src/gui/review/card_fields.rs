//! The fields of the card, each with its reason, all of them to be mended.

use crate::chronicle::Standing;
use crate::gui::keycap::{keycap, keycap_ui};
use crate::gui::review::ReviewScreen;
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, focus_ring, segmented_ui};
use crate::review::{Card, EventChoice, FoundProposal, PlaceOption};
use crate::scene::Weight;
use crate::words::{self as said, counted, kind_title, span_weekday, voices};
use egui::{
    Align2, ComboBox, CornerRadius, Label, Rect, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

/// The room of a row's name, px.
const NAME_PX: f32 = 62.0;
/// How many places are offered by key.
const PLACES: usize = 3;
/// What a claim may be worth, as it is chosen.
const STANDINGS: [Standing; 3] = [Standing::Claimed, Standing::Reported, Standing::Confirmed];

impl ReviewScreen {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, found: &FoundProposal, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let chronicle = std::sync::Arc::clone(&panel.state.document.chronicle);
        let heard = self.review.card().zip(self.review.source(&chronicle)).map(|(card, source)| {
            let publisher = source.publisher.as_ref().or(source.agency.as_ref()).cloned();
            (card.heard(&chronicle, source), publisher)
        });
        let mend = std::mem::take(&mut self.mend);
        let Some(card) = self.review.card_mut() else { return };
        row_ui(ui, "Kind", colors, |ui| {
            let mut picked = card.kind.clone();
            let list = ComboBox::from_id_salt("kind in review")
                .width(150.0_f32.min(ui.available_width()))
                .selected_text(kind_title(&chronicle, &card.kind));
            let list = list.show_ui(ui, |ui| {
                for kind in chronicle.meta.kinds.kinds() {
                    ui.selectable_value(&mut picked, kind.id.clone(), kind_title(&chronicle, &kind.id));
                }
            });
            list.response.ctx.accesskit_node_builder(list.response.id, |node| node.set_label("Kind"));
            if picked != card.kind {
                card.kind = picked;
                card.look_for_same(&chronicle);
            }
            let quoted = found.proposal.why.first().and_then(|why| why.split_once(": ")).map(|(_, word)| word);
            ui.add(Label::new(words(quoted.unwrap_or_default(), 11.0, Weight::Regular, colors.ink2)).truncate());
        });
        row_ui(ui, "Place", colors, |ui| {
            ui.vertical(|ui| {
                let mut chosen = None;
                for (at, option) in card.places.iter().enumerate().take(PLACES) {
                    if place_ui(ui, at, option, at == card.place, colors) {
                        chosen = Some(at);
                    }
                }
                if let Some(at) = chosen {
                    card.choose_place(at, &chronicle);
                }
            });
        });
        row_ui(ui, "When", colors, |ui| when_ui(ui, card, mend, &chronicle, colors));
        row_ui(ui, "Side", colors, |ui| {
            let shown = card.chosen_side().label(&chronicle).to_owned();
            let list = ComboBox::from_id_salt("side in review")
                .width(150.0_f32.min(ui.available_width()))
                .selected_text(shown);
            let mut picked = card.side;
            let list = list.show_ui(ui, |ui| {
                for (at, side) in card.sides.iter().enumerate() {
                    let new = matches!(side, crate::review::SideChoice::New(_));
                    let text = format!("{}{}", side.label(&chronicle), if new { " (new)" } else { "" });
                    ui.selectable_value(&mut picked, at, text);
                }
            });
            list.response.ctx.accesskit_node_builder(list.response.id, |node| node.set_label("Side"));
            if picked != card.side {
                card.side = picked;
                card.look_for_same(&chronicle);
            }
            ui.add(Label::new(words(&card.side_reason, 11.0, Weight::Regular, colors.ink2)).truncate())
                .on_hover_text(&card.side_reason);
        });
        row_ui(ui, "Says so", colors, |ui| {
            ui.vertical(|ui| {
                let to =
                    heard.as_ref().and_then(|(_, to)| to.clone()).map(|to| format!(", to {to}")).unwrap_or_default();
                let by = format!("{}{to}", card.said.by);
                ui.add(Label::new(words(by, 12.0, Weight::Regular, colors.ink)).wrap());
                let voice = match heard.as_ref().and_then(|(heard, _)| *heard) {
                    None => "its first voice".to_owned(),
                    Some((count, true)) => format!("one of {} it has already", voices(count)),
                    Some((count, false)) => format!("a new voice beside {}", voices(count)),
                };
                let copy = found.proposal.copy_of.as_ref().map(|of| format!(" · the same words as in {of}"));
                let line = format!("{voice}{}", copy.unwrap_or_default());
                ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).wrap());
            });
        });
        row_ui(ui, "Standing", colors, |ui| {
            let at = STANDINGS.iter().position(|standing| *standing == card.standing).unwrap_or(1);
            if let Some(picked) = segmented_ui(ui, "Standing", &STANDINGS.map(Standing::word), at, colors)
                && let Some(standing) = STANDINGS.get(picked)
            {
                card.standing = *standing;
            }
        });
        row_ui(ui, "Event", colors, |ui| event_ui(ui, card, &chronicle, colors));
    }
}

/// A row with its name at the left.
fn row_ui(ui: &mut Ui, name: &str, colors: &Colors, fields: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME_PX, 26.0), Sense::hover());
        let at = pos2(rect.left(), rect.top() + 13.0);
        ui.painter().text(at, Align2::LEFT_CENTER, name, font(12.0, Weight::Regular), colors.ink2);
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 26.0),
            egui::Layout::left_to_right(egui::Align::Center),
            fields,
        );
    });
}

/// A place that may be meant; whether it was chosen.
fn place_ui(ui: &mut Ui, at: usize, option: &PlaceOption, on: bool, colors: &Colors) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::click());
    let key = (at + 1).to_string();
    let name = format!("Place {key}: {}, {}", option.name, option.beside);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &name));
    if on || response.hovered() {
        let (fill, edge) = if on { (colors.raised, colors.rule_firm) } else { (colors.hover, colors.hover) };
        ui.painter().rect(rect, CornerRadius::same(6), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let middle = pos2(rect.left() + 14.0, rect.top() + 12.0);
    ui.painter().circle_stroke(middle, 5.5, Stroke::new(1.3, if on { colors.ink } else { colors.ink3 }));
    if on {
        ui.painter().circle_filled(middle, 3.0, colors.ink);
    }
    let inside = Rect::from_min_max(rect.min + vec2(28.0, 3.0), rect.max - vec2(34.0, 3.0));
    let mut lines = ui.new_child(egui::UiBuilder::new().max_rect(inside).id_salt(("place", at)));
    lines.spacing_mut().item_spacing = vec2(4.0, 0.0);
    lines.spacing_mut().interact_size.y = 16.0;
    lines.horizontal(|ui| {
        ui.set_min_height(16.0);
        ui.label(words(&option.name, 12.5, Weight::SemiBold, colors.ink));
        let known = if option.known.is_some() { "" } else { " · new here" };
        let beside = format!("· {}{known}", if option.beside.is_empty() { &option.role } else { &option.beside });
        ui.add(Label::new(words(beside, 12.0, Weight::Regular, colors.ink2)).truncate());
    });
    lines.add(Label::new(words(&option.reason, 11.0, Weight::Regular, colors.ink3)).truncate());
    keycap(ui.painter(), pos2(rect.right() - 8.0, middle.y), &key, colors.ink2, colors.rule_firm);
    focus_ring(ui, &response, colors);
    response.clicked()
}

fn when_ui(ui: &mut Ui, card: &mut Card, mend: bool, chronicle: &crate::chronicle::Chronicle, colors: &Colors) {
    ui.vertical(|ui| {
        ui.horizontal(|ui| {
            let mut when = card.when.clone();
            let edit = TextEdit::singleline(&mut when)
                .font(font(12.5, Weight::Regular))
                .desired_width(138.0_f32.min(ui.available_width() - 12.0))
                .margin(egui::Margin::symmetric(8, 5));
            let response = ui.add(edit);
            response.ctx.accesskit_node_builder(response.id, |node| node.set_label("When"));
            if mend {
                response.request_focus();
            }
            if response.changed() {
                card.set_date(when, chronicle);
            }
            ui.add(Label::new(words(&card.dated, 11.0, Weight::Regular, colors.ink2)).truncate())
                .on_hover_text(&card.dated);
        });
        let meant = match card.span() {
            None => "Expected a date as EDTF: 2021-08-13, 2021-08, [2021-08-11..2021-08-12].".to_owned(),
            Some(span) if span.is_unknown() => "No date: it is listed and drawn nowhere.".to_owned(),
            Some(span) => span_weekday(span, chronicle.resolution()),
        };
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(words(meant, 11.0, Weight::Regular, colors.ink3)).wrap());
            if card.dates.len() > 1 {
                keycap_ui(ui, "D", colors);
                let others = counted(card.dates.len() - 1, "other date near it", "other dates near it");
                ui.label(words(others, 11.0, Weight::Regular, colors.ink3));
            }
        });
    });
}

fn event_ui(ui: &mut Ui, card: &mut Card, chronicle: &crate::chronicle::Chronicle, colors: &Colors) {
    let named = |id: &crate::chronicle::EventId| {
        chronicle.events.get(id).map_or_else(|| id.to_string(), |event| said::event(chronicle, event))
    };
    let shown = match &card.event {
        EventChoice::New => "a new one".to_owned(),
        EventChoice::Joins(id) => format!("joins: {}", named(id)),
    };
    let room = ui.available_width();
    let width = if card.same.is_empty() { room.min(150.0) } else { (room - 34.0).max(60.0) };
    let mut picked = card.event.clone();
    let list =
        ComboBox::from_id_salt("event in review").width(width).truncate().selected_text(shown).show_ui(ui, |ui| {
            ui.selectable_value(&mut picked, EventChoice::New, "a new one");
            for id in &card.same {
                ui.selectable_value(&mut picked, EventChoice::Joins(id.clone()), format!("joins: {}", named(id)));
            }
        });
    list.response.ctx.accesskit_node_builder(list.response.id, |node| node.set_label("Event"));
    card.event = picked;
    if !card.same.is_empty() {
        keycap_ui(ui, "J", colors);
    }
}
