//! What standings, modalities, bases and the control of a place are called.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Event, Modality, Standing};
use crate::time::{Day, Span};
use crate::timeline::{Certainty, Control, ControlState, PlaceState};
use crate::words::dates::{between, short_date};
use crate::words::grammar::counted;
use crate::words::sides::{side_label, side_name};

/// A place that a siege surrounds.
pub(crate) const UNDER_SIEGE: &str = "besieged";
/// A place where there is fighting.
pub(crate) const FOUGHT_OVER: &str = "fought over";

/// "1 voice", "3 voices".
pub fn voices(count: usize) -> String {
    counted(count, "voice", "voices")
}

/// What a claim is worth.
pub const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "claimed",
        Standing::Reported => "reported",
        Standing::Confirmed => "confirmed",
        Standing::Denied => "denied",
        Standing::Retracted => "retracted",
    }
}

/// "reported, 2 voices".
pub fn worth(best: Standing, count: usize) -> String {
    format!("{}, {}", standing(best), voices(count))
}

/// Whether it happened.
pub const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Happened => "happened",
        Modality::Ongoing => "going on",
        Modality::Planned => "planned",
        Modality::Predicted => "predicted",
        Modality::Negated => "said not to have happened",
    }
}

/// The same of what did not simply happen.
pub fn unless_happened(of: Modality) -> Option<&'static str> {
    Some(modality(of)).filter(|_| !matches!(of, Modality::Happened | Modality::Ongoing))
}

/// What something rests on.
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documents => "documents",
        Basis::Reference => "reference chronology",
    }
}

/// Who holds a place, in a word or two: "Taliban", "possibly Taliban", "besieged", "not reported".
pub fn control(chronicle: &Chronicle, state: &ControlState) -> String {
    match &state.control {
        Control::Side(side) if state.certainty == Some(Certainty::Possible) => {
            format!("possibly {}", side_label(chronicle, side))
        }
        Control::Side(side) => side_label(chronicle, side).to_owned(),
        Control::Contested => {
            let what = if state.besieged { UNDER_SIEGE } else { "contested" };
            if state.certainty == Some(Certainty::Possible) { format!("possibly {what}") } else { what.to_owned() }
        }
        Control::NotReported => "not reported".to_owned(),
    }
}

/// Who holds a place, as a statement on its own: "Held by the Taliban".
pub fn held_by(chronicle: &Chronicle, state: &ControlState) -> String {
    match &state.control {
        Control::Side(side) if state.standing < Some(Standing::Reported) => {
            format!("Held by {}, as one party alone says", side_name(chronicle, side))
        }
        Control::Side(side) if state.certainty == Some(Certainty::Possible) => {
            format!("Possibly held by {}", side_name(chronicle, side))
        }
        Control::Side(side) => format!("Held by {}", side_name(chronicle, side)),
        Control::Contested | Control::NotReported => crate::words::capitalised(&control(chronicle, state)),
    }
}

/// What a siege or a fight made of its place: "besieged".
pub fn contest(chronicle: &Chronicle, event: &Event) -> &'static str {
    if chronicle.kind(&event.kind).effect == ControlEffect::Besieges { UNDER_SIEGE } else { FOUGHT_OVER }
}

/// The documents' word on a place: "Taliban (reported, 1 voice), since 12 August".
pub(crate) fn documents(chronicle: &Chronicle, place: &PlaceState, today: Day) -> String {
    let state = &place.documents;
    let worth = state.standing.map_or_else(String::new, |best| format!(" ({})", worth(best, state.voices)));
    let mut text = control(chronicle, state) + &worth;
    if matches!(state.control, Control::Side(_)) {
        text.push_str(&since(state, today));
    }
    if let Some(maybe) = &state.maybe {
        let certainty = if maybe.certainty == Certainty::Possible { "possible" } else { "disputed" };
        text.push_str(&format!("; a capture by {} is {certainty}", side_label(chronicle, &maybe.side)));
    }
    let last = place.when_last_reported.as_ref().and_then(|event| chronicle.events.get(event));
    if let (Some(event), Some(day)) = (last, place.last_reported) {
        text.push_str(&format!("; {} when last reported, {}", contest(chronicle, event), short_date(day, today)));
    }
    text
}

/// The reference chronology's word on a place: "Taliban, since 12 August".
pub(crate) fn reference(chronicle: &Chronicle, place: &PlaceState, today: Day) -> String {
    let state = &place.reference;
    let opening = if is_opening(state) { " (opening)" } else { "" };
    let since = if matches!(state.control, Control::Side(_)) { since(state, today) } else { String::new() };
    format!("{}{opening}{since}", control(chronicle, state))
}

/// Whether the state is what the chronicle opens with.
pub(crate) fn is_opening(state: &ControlState) -> bool {
    matches!(state.control, Control::Side(_)) && state.decided_by.is_none()
}

/// Whether the report has anything to say of a place but the opening.
pub(crate) fn is_told(place: &PlaceState) -> bool {
    let reference = &place.reference;
    place.documents.control != Control::NotReported
        || place.when_last_reported.is_some()
        || !(is_opening(reference) || reference.control == Control::NotReported)
}

fn since(state: &ControlState, today: Day) -> String {
    state.since.map_or_else(String::new, |span: Span| match span.days() {
        (Some(first), Some(last)) if first == last => format!(", since {}", short_date(first, today)),
        _ if state.certainty == Some(Certainty::Possible) => format!(", {}", between(span, today)),
        _ => format!(", taken {}", between(span, today)),
    })
}
