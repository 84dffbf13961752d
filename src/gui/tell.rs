//! Records in words, for names, tooltips and rows.

use crate::app::State;
use crate::chronicle::{
    Attribution, Basis, Chronicle, Claim, Event, MapRole, Modality, Place, SideId, Source, Standing,
};
use crate::time::{Day, Moment, Span};
use crate::timeline::{Certainty, Control, ControlState};
use crate::words::{kind_title, voices};

/// "12 Aug".
pub fn day_short(day: Day) -> String {
    day.strftime("%-d %b").to_string()
}

/// "Thu 12 Aug 2021".
pub fn day_full(day: Day) -> String {
    day.strftime("%a %-d %b %Y").to_string()
}

/// "Thu 12 Aug 2021 · end of day", or with the hour.
pub fn moment(moment: Moment) -> (String, String) {
    let clock = if moment.is_rest() { "end of day".to_owned() } else { moment.civil().strftime("%H:%M").to_string() };
    (day_full(moment.day()), clock)
}

/// Bounds as short as they can be said: "12 Aug", "11–12 Aug", "until 13 Aug".
pub fn span(span: Span) -> String {
    span.words()
}

/// The same with the weekday where it is one day: "Thu 12 Aug".
pub fn span_weekday(bounds: Span) -> String {
    match bounds.days() {
        (Some(a), Some(b)) if a == b => a.strftime("%a %-d %b").to_string(),
        _ => span(bounds),
    }
}

/// The label of a side: "Taliban".
pub fn side<'a>(chronicle: &'a Chronicle, id: &'a SideId) -> &'a str {
    chronicle.meta.sides.iter().find(|s| &s.id == id).map_or(id.as_str(), |s| s.label.as_str())
}

/// "Taliban", "contested", "not reported".
pub fn control(chronicle: &Chronicle, state: &ControlState) -> String {
    let possible = state.certainty == Some(Certainty::Possible);
    match &state.control {
        Control::Side(id) if possible => format!("{}, possibly", side(chronicle, id)),
        Control::Side(id) => side(chronicle, id).to_owned(),
        Control::Contested if state.besieged => "contested, under siege".to_owned(),
        Control::Contested => "contested".to_owned(),
        Control::NotReported => "not reported".to_owned(),
    }
}

/// "Herat, provincial capital: Taliban since 12 Aug, reported".
pub fn place_now(state: &State, place: &Place) -> String {
    let chronicle = &state.document.chronicle;
    let named = format!("{}, {}", place.name, place.role);
    let Some(now) = state.slice.place(place.id.as_str()) else { return named };
    let documents = now.documents.control != Control::NotReported || !state.reference();
    let basis = if documents { Basis::Documents } else { Basis::Reference };
    let held = now.on(basis);
    let mut text = format!("{named}: {}", control(chronicle, held));
    if let (Some(since), true) = (held.since, held.decided_by.is_some()) {
        text += &format!(" since {}", span(since));
    }
    match (basis, held.standing) {
        (Basis::Reference, _) => text += ", by the reference chronology",
        (Basis::Documents, Some(standing)) => text += &format!(", {}", standing.word()),
        (Basis::Documents, None) => {}
    }
    let last = now.when_last_reported.as_ref().and_then(|id| chronicle.events.get(id));
    if let (Some(last), Some(day)) = (last, now.last_reported) {
        text += &format!("; {} when last reported, {}", last.kind, day_short(day));
    }
    text
}

/// What is selected, in words; empty where nothing is.
pub fn selected(state: &State) -> String {
    let chronicle = &state.document.chronicle;
    if let Some(chosen) = state.view.event.as_ref().and_then(|id| chronicle.events.get(id)) {
        return format!("Selected: {}. {}", event(chronicle, chosen), chosen.summary);
    }
    let place = state.view.selection.as_ref().and_then(|id| chronicle.places.get(id));
    place.map_or_else(String::new, |place| format!("Selected: {}", place_now(state, place)))
}

/// "Capture of Herat, 12 Aug, reported, 1 voice".
pub fn event(chronicle: &Chronicle, event: &Event) -> String {
    let place = chronicle.places.get(&event.place).map_or(event.place.as_str(), |p| p.name.as_str());
    let mut text = format!("{}, {place}, {}", kind_title(chronicle, &event.kind), span(event.span));
    match event.basis {
        Basis::Reference => text += ", reference chronology",
        Basis::Documents => {
            if let Some((standing, count)) = worth(event) {
                text += &format!(", {}, {}", standing.word(), voices(count));
            }
        }
    }
    if event.role == MapRole::Exclude {
        text += ", not shown";
    }
    text
}

/// The best standing and the number of witnesses among an event's document claims.
pub fn worth(event: &Event) -> Option<(Standing, usize)> {
    worth_of(event.claims.iter().map(|claim| &**claim))
}

/// The same of some of its claims: unattributed copy is one witness for each wire, however many carry it.
pub fn worth_of<'a>(claims: impl Iterator<Item = &'a Claim>) -> Option<(Standing, usize)> {
    let mut heard = std::collections::BTreeSet::new();
    let mut best = None;
    for Attribution { witness, standing, .. } in claims.filter_map(|claim| claim.attribution.as_ref()) {
        best = best.max(Some(*standing));
        if *standing > Standing::Denied {
            heard.insert(witness);
        }
    }
    best.map(|standing| (standing, heard.len()))
}

/// Whether it happened, in a word.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Happened => "happened",
        Modality::Ongoing => "going on",
        Modality::Planned => "planned",
        Modality::Predicted => "expected",
        Modality::Negated => "said not to have happened",
    }
}

/// With a capital letter.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "13 Aug 2021, inferred · AFP".
pub fn published(source: &Source) -> String {
    let date = source
        .published
        .span()
        .days()
        .1
        .map_or_else(|| source.published.written().to_owned(), |day| day.strftime("%-d %b %Y").to_string());
    let how = if source.published_certainty == "inferred" { ", inferred" } else { "" };
    let agency = source.agency.as_ref().or(source.publisher.as_ref());
    agency.map_or_else(|| format!("{date}{how}"), |agency| format!("{date}{how} · {agency}"))
}

/// A citation of one passage: who, where, when, and the words.
pub fn citation(source: &Source, by: &str, quote: &str) -> String {
    let title = source.title.as_ref().unwrap_or(&source.label);
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{quote}\" ({by}; \"{title}\", {}, source {})", published(source), source.id)
}
