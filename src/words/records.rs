//! Places and events in one line, for names, tooltips and rows.

use crate::chronicle::{Basis, Chronicle, Event, MapRole, Place, worth_of};
use crate::timeline::{Control, Timeslice};
use crate::words::{Shown, contest, control, day_short, kind_title, place_name, span, standing, worth};

/// "Herat, provincial capital: Taliban since 12 Aug, reported".
pub fn place_now(chronicle: &Chronicle, slice: &Timeslice, shown: Shown, place: &Place) -> String {
    let named = format!("{}, {}", place.name, place.role);
    let Some(now) = slice.place(place.id.as_str()) else { return named };
    let documents = now.documents.control != Control::NotReported || !shown.reference;
    let basis = if documents { Basis::Documents } else { Basis::Reference };
    let held = now.on(basis);
    let mut text = format!("{named}: {}", control(chronicle, held));
    if let (Some(since), true) = (held.since, held.decided_by.is_some()) {
        text += &format!(" since {}", span(since, chronicle.resolution()));
    }
    match (basis, held.standing) {
        (Basis::Reference, _) => text += ", by the reference chronology",
        (Basis::Documents, Some(best)) => text += &format!(", {}", standing(best)),
        (Basis::Documents, None) => {}
    }
    let last = now.when_last_reported.as_ref().and_then(|id| chronicle.events.get(id));
    if let (Some(last), Some(day)) = (last, now.last_reported) {
        text +=
            &format!("; {} when last reported, {}", contest(chronicle, last), day_short(day, chronicle.resolution()));
    }
    text
}

/// "Capture, Herat, 12 Aug, reported, 1 voice".
pub fn event(chronicle: &Chronicle, event: &Event) -> String {
    let (kind, place) = (kind_title(chronicle, &event.kind), place_name(chronicle, &event.place));
    let mut text = format!("{kind}, {place}, {}", span(event.span, chronicle.resolution()));
    match event.basis {
        Basis::Reference => text += ", reference chronology",
        Basis::Documents => {
            if let Some((standing, count)) = worth_of(event.claims.iter()) {
                text += &format!(", {}", worth(standing, count));
            }
        }
    }
    if event.role == MapRole::Exclude {
        text += ", not shown";
    }
    text
}
