//! A date as EDTF, with what it means in words, and whether the claims allow it.

use super::field::Field;
use super::mend::Mend;
use crate::chronicle::{Event, EventId, bounds_of};
use crate::gui::theme::words;
use crate::scene::Weight;
use crate::time::{EdtfDate, Span};
use crate::words::{counted, span_weekday};
use egui::{Label, Ui};

/// Width of a date, px, and from how many letters on it takes the whole row.
const DATE_PX: f32 = 108.0;
const LONG: usize = 13;

/// Shows the date of an event, or of the claim at a position of it.
pub fn when_ui(ui: &mut Ui, event: &EventId, claim: Option<usize>, mend: &mut Mend<'_, '_>) {
    let base = claim.map_or_else(|| "/properties".to_owned(), |at| format!("/properties/claims/{at}"));
    let value = mend.text(&format!("{base}/when")).to_owned();
    let name = if claim.is_some() { "When, of the claim" } else { "When" };
    let salt = format!("when {claim:?}");
    let zone = mend.panel.state.document.chronicle.meta.zone();
    let told = mend.panel.state.document.chronicle.resolution();
    let width_px = if value.len() > LONG { ui.available_width() } else { DATE_PX };
    let (id, text) = ui
        .horizontal_wrapped(|ui| {
            let field = Field { salt: &salt, name, value: &value, hint: "2021-08-12", rows: 1, width_px };
            let (id, text) = mend.entry(ui, &field, |changes, text| {
                let (earliest, latest) = bounds_of(text, &zone)?;
                Ok(changes.set_when(event, claim, text, (earliest.as_deref(), latest.as_deref()))?)
            });
            let meant = EdtfDate::parse(text.trim()).map(|date| span_weekday(date.span_in(&zone), told));
            if let Ok(meant) = meant {
                ui.add(Label::new(words(meant, 11.0, Weight::Regular, mend.panel.colors.ink2)).wrap());
            }
            (id, text)
        })
        .inner;
    if text != value {
        mend.said_ui(ui, id);
    }
}

/// Whether the claims of an event and the same event on the other basis allow its date, in words.
pub fn allowed(event: &Event, same: Option<&Event>) -> Option<(bool, String)> {
    let dated: Vec<Span> = event.claims.iter().filter_map(|claim| Some(claim.timing.as_ref()?.span)).collect();
    let agree = dated.iter().filter(|span| meets(**span, event.span)).count();
    let reference = same.map(|same| meets(same.span, event.span));
    if dated.is_empty() && reference.is_none() {
        return None;
    }
    let claims = match (agree, dated.len()) {
        (_, 0) => String::new(),
        (agree, all) if agree == all => format!("{} it", counted(all, "claim allows", "claims allow")),
        (agree, all) => format!("{agree} of {all} claims allow it"),
    };
    let also = match (reference, dated.is_empty()) {
        (None, _) => "",
        (Some(true), true) => "the reference allows it",
        (Some(true), false) => ", so does the reference",
        (Some(false), true) => "the reference has another day",
        (Some(false), false) => "; the reference has another day",
    };
    Some((agree == dated.len() && reference != Some(false), format!("{claims}{also}")))
}

/// Whether two stretches have an instant in common.
fn meets(a: Span, b: Span) -> bool {
    let before = |end: Option<_>, start: Option<_>| end.zip(start).is_some_and(|(end, start)| end <= start);
    !before(a.end, b.start) && !before(b.end, a.start)
}
