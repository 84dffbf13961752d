//! Voices, places and documents in a few words: what every surface says alike.

use crate::catalogue::Effect;
use crate::chronicle::{Chronicle, SideId, Source, SourceId};
use crate::time::{Day, Span};
use crate::timeline::{Certainty, Control, ControlState, PlaceState};
use crate::words::short_date;

/// "1 voice", "3 voices".
pub fn voices(count: usize) -> String {
    if count == 1 { "1 voice".to_owned() } else { format!("{count} voices") }
}

/// What to call a witness: its wire ("AFP wire of 13 August 2021"), else who says so in its first claim, else its id.
pub fn witness(chronicle: &Chronicle, id: &str) -> String {
    let first = || {
        let mut said = chronicle.events.values().flat_map(|event| &event.claims).flat_map(|claim| &claim.attribution);
        said.find(|who| who.witness.as_str() == id).map(|who| who.by.clone())
    };
    let wire = chronicle.wires.get(id).map(|wire| wire.name.clone());
    wire.or_else(first).unwrap_or_else(|| id.to_owned())
}

/// An editor's reason for keeping a statement off the map, in words.
pub fn reason(code: &str) -> String {
    match code {
        "false" => "it is false".to_owned(),
        "forecast" => "it is a forecast, not a happening".to_owned(),
        other => other.replace('-', " "),
    }
}

/// An editor's flag on a claim, in words.
pub fn flag(code: &str) -> String {
    let words = match code {
        "figure" => "gives a figure",
        "place-inferred" => "the place is inferred, not named",
        "unit" => "its units do not agree",
        "not-this-report" => "not part of this report",
        "typo" => "misprinted in the source",
        "repeated-line" => "stands twice in the document",
        "pronoun-actor" => "the actor is named by a pronoun only",
        "sign-of-control" => "a sign of control, not a statement of it",
        "ambiguous" => "can be read in two ways",
        "forecast" => "a forecast",
        "approximate-date" => "the date is approximate",
        "hedged" => "hedged by its own words",
        "presupposition" => "presupposed, not stated",
        other => return other.replace('-', " "),
    };
    words.to_owned()
}

/// "between 11 and 12 August", "between 30 August and 2 September", "by 13 August".
pub(crate) fn between(span: Span, beside: Day) -> String {
    match span.days() {
        (Some(first), Some(last)) if first == last => format!("on {}", short_date(first, beside)),
        (Some(first), Some(last)) if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("between {} and {}", first.day(), short_date(last, beside))
        }
        (Some(first), Some(last)) => format!("between {} and {}", short_date(first, beside), short_date(last, beside)),
        (None, Some(last)) => format!("by {}", short_date(last, beside)),
        (Some(first), None) => format!("from {}", short_date(first, beside)),
        (None, None) => "at an unknown time".to_owned(),
    }
}

/// A side on its own: "Taliban".
fn label<'a>(chronicle: &'a Chronicle, id: &'a SideId) -> &'a str {
    chronicle.meta.sides.iter().find(|side| side.id == *id).map_or(id.as_str(), |side| side.label.as_str())
}

/// The documents' word on a place: "Taliban (reported, 1 voice), since 12 August".
pub(crate) fn documents(chronicle: &Chronicle, place: &PlaceState, today: Day) -> String {
    let state = &place.documents;
    let worth = state.standing.map_or_else(String::new, |s| format!(" ({}, {})", s.word(), voices(state.voices)));
    let mut text = control(chronicle, state) + &worth;
    if matches!(state.control, Control::Side(_)) {
        text.push_str(&since(state, today));
    }
    if let Some(maybe) = &state.maybe {
        let certainty = if maybe.certainty == Certainty::Possible { "possible" } else { "disputed" };
        text.push_str(&format!("; a capture by {} is {certainty}", label(chronicle, &maybe.side)));
    }
    let last = place.when_last_reported.as_ref().and_then(|event| chronicle.events.get(event));
    if let (Some(event), Some(day)) = (last, place.last_reported) {
        let besieged = chronicle.kind(&event.kind).effect == Effect::Besieges;
        let what = if besieged { "besieged" } else { "fought over" };
        text.push_str(&format!("; {what} when last reported, {}", short_date(day, today)));
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

fn control(chronicle: &Chronicle, state: &ControlState) -> String {
    match &state.control {
        Control::Side(side) if state.certainty == Some(Certainty::Possible) => {
            format!("possibly {}", label(chronicle, side))
        }
        Control::Side(side) => label(chronicle, side).to_owned(),
        Control::Contested if state.besieged => "contested, besieged".to_owned(),
        Control::Contested => "contested".to_owned(),
        Control::NotReported => "not reported".to_owned(),
    }
}

fn since(state: &ControlState, today: Day) -> String {
    state.since.map_or_else(String::new, |span| match span.days() {
        (Some(first), Some(last)) if first == last => format!(", since {}", short_date(first, today)),
        _ if state.certainty == Some(Certainty::Possible) => format!(", {}", between(span, today)),
        _ => format!(", taken {}", between(span, today)),
    })
}

/// What to call a document: "AFP, “Taliban near gates of Kabul …”, 13 August 2021".
pub(crate) fn source(chronicle: &Chronicle, id: &SourceId) -> String {
    chronicle.sources.get(id).map_or_else(|| id.to_string(), cite)
}

fn cite(source: &Source) -> String {
    let mut parts = Vec::new();
    let author = [&source.byline, &source.agency, &source.publisher].into_iter().flatten().next();
    parts.extend(author.cloned());
    parts.push(source.title.as_ref().map_or_else(|| source.label.clone(), |title| format!("“{title}”")));
    let published = source.published.span();
    parts
        .extend(published.days().1.map(|day| day.strftime("%-d %B %Y").to_string()).filter(|_| source.title.is_some()));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_unknown_ones_lose_their_hyphens() {
        assert_eq!(voices(1), "1 voice");
        assert_eq!(voices(3), "3 voices");
        assert_eq!(reason("false"), "it is false");
        assert_eq!(reason("out-of-scope"), "out of scope");
        assert_eq!(flag("sign-of-control"), "a sign of control, not a statement of it");
        assert_eq!(flag("second-hand"), "second hand");
    }
}
