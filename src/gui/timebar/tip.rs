//! What a happening is, when, who did it and who says so: told on hover and to the keyboard, and listed for a count.

use super::happening::{Bound, Happening};
use crate::app::Action;
use crate::chronicle::{Basis, Event, Modality};
use crate::gui::theme::{Colors, words};
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Resolution;
use crate::words::{self, capitalised, kind_title, modality, side_label, span_weekday, voices};
use egui::{Label, Popup, PopupCloseBehavior, RectAlign, Response, Tooltip, Ui};

/// The width of a tip, px.
const WIDTH_PX: f32 = 280.0;
/// So many are listed on hover.
const LISTED: usize = 12;

/// Tells about a happening at the pointer.
pub fn at_pointer(response: Response, happening: &Happening, panel: &PanelContext<'_>) {
    let Some(event) = event(happening, panel) else { return };
    response.on_hover_ui_at_pointer(|ui| tell_ui(ui, happening, event, panel));
}

/// Tells about a happening beside it.
pub fn beside(response: &Response, happening: &Happening, panel: &PanelContext<'_>) {
    let Some(event) = event(happening, panel) else { return };
    let mut tip = Tooltip::for_widget(response).gap(8.0);
    tip.popup = tip.popup.align(RectAlign::TOP_START).open(true);
    tip.show(|ui| tell_ui(ui, happening, event, panel));
}

/// Tells what a count holds.
pub fn many(response: Response, of: &[&Happening], panel: &PanelContext<'_>) {
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(WIDTH_PX);
        for happening in of.iter().take(LISTED) {
            ui.add(Label::new(words(&happening.name, 11.0, Weight::Regular, panel.colors.ink)).wrap());
        }
        let more = of.len().saturating_sub(LISTED);
        let hint =
            if more > 0 { format!("and {more} more; click to choose one") } else { "Click to choose one".to_owned() };
        ui.label(words(hint, 11.0, Weight::Regular, panel.colors.ink3));
    });
}

/// Lists what a count holds, each to be chosen; whether the list is to be closed.
pub fn list_ui(response: &Response, of: &[&Happening], panel: &mut PanelContext<'_>) -> bool {
    let mut open = true;
    let mut chosen = None;
    let popup = Popup::from_response(response).open_bool(&mut open).align(RectAlign::TOP_START);
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).accessible_name("Happenings").show(|ui| {
        ui.set_max_width(WIDTH_PX);
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for happening in of {
                let text = words(&happening.name, 11.5, Weight::Regular, panel.colors.ink);
                let row = ui.add(egui::Button::new(text).frame(false).wrap());
                crate::gui::widgets::focus_ring(ui, &row, panel.colors);
                if row.clicked() {
                    chosen = Some(happening.event.clone());
                }
            }
        });
    });
    if let Some(event) = chosen {
        panel.act(Action::SelectEvent(event));
        return true;
    }
    !open
}

fn event<'s>(happening: &Happening, panel: &PanelContext<'s>) -> Option<&'s Event> {
    panel.state.timeline.chronicle().events.get(&happening.event).map(|event| &**event)
}

fn tell_ui(ui: &mut Ui, happening: &Happening, event: &Event, panel: &PanelContext<'_>) {
    let colors: &Colors = panel.colors;
    let chronicle = panel.state.timeline.chronicle();
    ui.set_max_width(WIDTH_PX);
    ui.spacing_mut().item_spacing.y = 2.0;
    let place = chronicle.places.get(&event.place).map_or(event.place.as_str(), |p| p.name.as_str());
    let title = format!("{}, {place}", kind_title(chronicle, &event.kind));
    ui.add(Label::new(words(title, 12.5, Weight::SemiBold, colors.ink)).wrap());
    ui.add(Label::new(words(when(happening, chronicle.resolution()), 11.5, Weight::Regular, colors.ink2)).wrap());
    ui.add(Label::new(words(&event.summary, 12.0, Weight::Regular, colors.ink)).wrap());
    let side = event.side.as_ref().map(|side| side_label(chronicle, side).to_owned());
    let mut who: Vec<String> = side.into_iter().collect();
    if !matches!(event.modality, Modality::Happened | Modality::Ongoing) {
        who.push(modality(event.modality).to_owned());
    }
    match (event.basis, happening.known, happening.worth) {
        (_, false, _) => who.push("not yet reported".to_owned()),
        (Basis::Reference, ..) => who.push("reference chronology".to_owned()),
        (Basis::Documents, true, Some((standing, count))) => {
            who.push(words::standing(standing).to_owned());
            who.push(voices(count));
        }
        _ => {}
    }
    ui.add(Label::new(words(capitalised(&who.join(" · ")), 11.0, Weight::Medium, colors.ink2)).wrap());
}

/// "Thu 12 Aug, hour not given", "1 Jul – 12 Aug, the start is approximate".
fn when(happening: &Happening, told: Resolution) -> String {
    let mut text = span_weekday(happening.span, told);
    let (first, last) = happening.span.days();
    let one_day = first.is_some() && first == last;
    if !happening.lasts {
        text += if one_day { ", hour not given" } else { ", some time within" };
    }
    text += match (happening.starts, happening.ends) {
        (Bound::About, Bound::About) if !one_day => "; both ends are approximate",
        (Bound::About, _) if one_day => "; the date is approximate",
        (Bound::About, _) => "; the start is approximate",
        (_, Bound::About) => "; the end is approximate",
        (Bound::Open, _) => "; how long before is not known",
        (_, Bound::Open) => "; how long after is not known",
        _ => "",
    };
    text
}
