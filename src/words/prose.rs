//! A picture's text alternative: the instant in a few plain sentences, for screen readers and for the descriptions
//! inside pictures.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Side, SideId, Standing};
use crate::timeline::{Certainty, Control, ControlState, PlaceState, Timeslice};
use crate::words::dates::short_date;
use crate::words::grammar::{capitalised, clauses, counted, fill, isolated, list, sentences};
use crate::words::sides::{is_singular, is_watched, names_all_sides, side_name};
use crate::words::states::{FOUGHT_OVER, UNDER_SIEGE};
use crate::words::{Shown, headline, occurrences, place_name};

/// What the map says at this instant in a few plain sentences.
pub fn text_alternative(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let shown = shown.in_chronicle(chronicle);
    let words = headline(chronicle, slice, shown);
    let mut said = vec![format!("{}, {}: {}.", chronicle.meta.title, words.date, words.title), words.sum];
    if chronicle.meta.subject.control {
        said.extend(control(chronicle, slice, shown));
    }
    if chronicle.meta.subject.occurrences {
        said.push(occurrences::told(chronicle, slice, shown));
    }
    if !words.nearest.is_empty() {
        said.push(format!("{}.", capitalised(&words.nearest)));
    }
    said.push(sources(chronicle, slice, shown));
    sentences(said)
}

/// Who holds, may hold and contests what.
fn control(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Vec<String> {
    let mut said = Vec::new();
    let sides = if names_all_sides(chronicle) { chronicle.meta.sides.len() } else { 1 };
    let watched = |side: &&Side| sides > 1 || is_watched(chronicle, &side.id);
    for side in chronicle.meta.sides.iter().filter(watched) {
        // Of the documents the reference chronology says only what they leave out; alone it says all.
        let basis = if shown.documents { Basis::Documents } else { Basis::Reference };
        if shown.has(basis) {
            said.push(held(chronicle, slice, &side.id, basis));
        }
    }
    if let Some(first) = chronicle.watched().filter(|_| shown == Shown::ALL && sides == 1) {
        said.push(only_in_reference(chronicle, slice, &first.id));
    }
    said.extend(contested(chronicle, slice, shown));
    if shown.documents {
        said.push(last_reported(chronicle, slice));
    }
    said
}

fn names<'a>(chronicle: &'a Chronicle, slice: &'a Timeslice, which: impl Fn(&PlaceState) -> bool) -> Vec<&'a str> {
    slice.places.iter().filter(|p| which(p)).map(|p| place_name(chronicle, &p.place)).collect()
}

/// What a side holds, may hold and alone says that it holds: of a side in the singular and in the plural, first said of
/// it and said on.
const HOLDS: [[[&str; 2]; 2]; 3] = [
    [["{side} holds {places}", "it holds {places}"], ["{side} hold {places}", "they hold {places}"]],
    [["{side} may hold {places}", "it may hold {places}"], ["{side} may hold {places}", "they may hold {places}"]],
    [
        ["{side} alone says that it holds {places}", "it alone says that it holds {places}"],
        ["{side} alone say that they hold {places}", "they alone say that they hold {places}"],
    ],
];

/// "In the documents the Taliban hold Ghazni and Herat; they may hold Kandahar."
fn held(chronicle: &Chronicle, slice: &Timeslice, side: &SideId, basis: Basis) -> String {
    let is = |p: &PlaceState| p.on(basis).is_held_by(side);
    let claimed = |p: &PlaceState| !is(p) && is_claimed(p.on(basis), side);
    let may = |p: &PlaceState| !is(p) && !claimed(p) && p.on(basis).may_be_held_by(side);
    let groups = [names(chronicle, slice, is), names(chronicle, slice, may), names(chronicle, slice, claimed)];
    let mut said: Vec<String> = Vec::new();
    for (places, [singular, plural]) in groups.iter().zip(HOLDS).filter(|(places, _)| !places.is_empty()) {
        let [first, on] = if is_singular(chronicle, side) { singular } else { plural };
        let pattern = if said.is_empty() { first } else { on };
        said.push(fill(pattern, &[("side", side_name(chronicle, side)), ("places", &list(places))]));
    }
    match basis {
        _ if said.is_empty() => String::new(),
        Basis::Documents if !Shown::ALL.in_chronicle(chronicle).reference => {
            format!("{}.", capitalised(&clauses(said)))
        }
        Basis::Documents => format!("In the documents {}.", clauses(said)),
        Basis::Reference => format!("In the reference chronology {}.", clauses(said)),
    }
}

/// Whether only an interested party says that a side holds it.
fn is_claimed(state: &ControlState, side: &SideId) -> bool {
    matches!(&state.control, Control::Side(s) if s == side) && state.standing < Some(Standing::Reported)
}

/// "The reference chronology adds Farah and Zaranj, and possibly Kandahar."
fn only_in_reference(chronicle: &Chronicle, slice: &Timeslice, first: &SideId) -> String {
    let silent = |p: &PlaceState| !p.documents.is_held_by(first) && !p.documents.may_be_held_by(first);
    let is = |p: &PlaceState| silent(p) && p.reference.is_held_by(first);
    let may = |p: &PlaceState| silent(p) && !p.reference.is_held_by(first) && p.reference.may_be_held_by(first);
    let (is, may) = (names(chronicle, slice, is), names(chronicle, slice, may));
    match (is.as_slice(), may.as_slice()) {
        ([], []) => String::new(),
        (_, []) => format!("The reference chronology adds {}.", list(&is)),
        ([], _) => format!("The reference chronology possibly adds {}.", list(&may)),
        _ => format!("The reference chronology adds {}, and possibly {}.", list(&is), list(&may)),
    }
}

/// "Kabul is contested and Herat possibly contested in the documents."
fn contested(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    [Basis::Documents, Basis::Reference].map(|basis| {
        let said = |certainty: Certainty, state: &str| {
            let names = names(chronicle, slice, |place| {
                let on = place.on(basis);
                shown.has(basis) && on.control == Control::Contested && on.certainty == Some(certainty)
            });
            let verb = if names.len() == 1 { "is" } else { "are" };
            (!names.is_empty()).then(|| format!("{} {verb} {state}", list(&names)))
        };
        let said = [said(Certainty::Definite, "contested"), said(Certainty::Possible, "possibly contested")];
        let said: Vec<String> = said.into_iter().flatten().collect();
        match basis {
            _ if said.is_empty() => String::new(),
            _ if shown != Shown::ALL => format!("{}.", said.join(", ")),
            Basis::Documents => format!("{} in the documents.", said.join(", ")),
            Basis::Reference => format!("{} in the reference chronology.", said.join(", ")),
        }
    })
}

/// "Besieged when last reported: Mazar-i-Sharif (13 August)."
fn last_reported(chronicle: &Chronicle, slice: &Timeslice) -> String {
    let said = |effect: ControlEffect, state: &str| {
        let of = |p: &&PlaceState| {
            let event = p.when_last_reported.as_ref().and_then(|id| chronicle.events.get(id));
            event.is_some_and(|event| chronicle.kind(&event.kind).effect == effect)
        };
        let named = |p: &PlaceState| {
            let day = short_date(p.last_reported?, slice.clock.cursor.day());
            Some(format!("{} ({day})", isolated(place_name(chronicle, &p.place))))
        };
        let places: Vec<String> = slice.places.iter().filter(of).filter_map(named).collect();
        if places.is_empty() {
            return String::new();
        }
        format!("{} when last reported: {}.", capitalised(state), list(&places))
    };
    sentences([said(ControlEffect::Besieges, UNDER_SIEGE), said(ControlEffect::Contests, FOUGHT_OVER)])
}

fn sources(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let documents = counted(chronicle.sources.len(), "document", "documents");
    match (shown.documents, shown.reference) {
        (false, false) => String::new(),
        (false, true) => "Drawn from cited references; the documents are hidden.".to_owned(),
        (true, true) if slice.events.any_on(Basis::Reference) => {
            format!("Sources: {documents}; what they leave out is drawn hollow, from cited references.")
        }
        (true, _) => format!("Sources: {documents}."),
    }
}
