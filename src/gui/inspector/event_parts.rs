//! What accounts and cards of an event share: its date, its reading, and which of its claims count.

use crate::app::Action;
use crate::chronicle::{Claim, Event};
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use crate::time::Moment;
use crate::words::span_weekday;
use egui::text::{LayoutJob, TextFormat};
use egui::{Label, Ui};

/// Whether a claim had been reported by an instant; `None` is hindsight.
pub fn is_known(claim: &Claim, known_by: Option<Moment>) -> bool {
    known_by.is_none_or(|by| claim.reported.is_some_and(|reported| reported <= by))
}

/// The date of an event, which leads to its time.
pub fn date_ui(ui: &mut Ui, event: &Event, panel: &mut PanelContext<'_>) {
    let when = span_weekday(event.span, panel.state.document.chronicle.resolution());
    let Some(end) = event.span.end.or(event.span.start) else {
        ui.label(words(when, 11.0, Weight::Regular, panel.colors.ink3));
        return;
    };
    let rest = panel.state.document.chronicle.resolution().rest_at(end);
    let link = link_ui(ui, &when, &format!("Go to {when}: {}", event.id), panel.colors);
    let tip = format!("Go to this time. {} as the editor wrote it", event.when.written());
    if link.on_hover_text(tip).clicked() {
        panel.act(Action::GoTo(rest));
    }
}

/// The editor's resolution, where there is one.
pub fn reading_ui(ui: &mut Ui, event: &Event, panel: &PanelContext<'_>) {
    let Some(reading) = &event.reading else { return };
    let colors = panel.colors;
    let mut job = LayoutJob::default();
    for (text, weight, ink) in [("Reading: ", Weight::SemiBold, colors.ink), (reading, Weight::Regular, colors.ink2)] {
        let format = TextFormat { line_height: Some(15.0), ..TextFormat::simple(font(11.5, weight), ink) };
        job.append(text, 0.0, format);
    }
    ui.add(Label::new(job).wrap().selectable(true));
}
