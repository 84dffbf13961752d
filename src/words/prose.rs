//! A picture's text alternative: the instant in a few plain sentences, for screen readers and for the descriptions
//! inside pictures.

use crate::catalogue::Effect;
use crate::chronicle::{Basis, Chronicle, SideId, Standing};
use crate::timeline::{Control, ControlState, PlaceState, Timeslice};
use crate::words::Shown;
use crate::words::headline::{self, capitalised, headline, list, name, short_date};

/// What the map says at this instant in a few plain sentences.
pub fn text_alternative(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let words = headline(chronicle, slice, shown);
    let mut sentences = vec![format!("{}, {}: {}.", chronicle.meta.title, words.date, words.title), words.sum];
    if let Some(first) = chronicle.meta.sides.first() {
        // Of the documents the reference chronology says only what they leave out; alone it says all.
        let bases: &[Basis] = if shown.documents { &[Basis::Documents] } else { &[Basis::Reference] };
        for basis in bases.iter().filter(|basis| shown.has(**basis)) {
            sentences.push(held(chronicle, slice, &first.id, *basis));
        }
        if shown == Shown::ALL {
            sentences.push(only_in_reference(chronicle, slice, &first.id));
        }
    }
    sentences.push(contested(chronicle, slice, shown));
    if shown.documents {
        sentences.push(last_reported(chronicle, slice));
    }
    if !words.nearest.is_empty() {
        sentences.push(format!("{}.", capitalised(&words.nearest)));
    }
    sentences.push(sources(chronicle, slice, shown));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

fn names<'a>(chronicle: &'a Chronicle, slice: &'a Timeslice, which: impl Fn(&PlaceState) -> bool) -> Vec<&'a str> {
    slice.places.iter().filter(|p| which(p)).map(|p| name(chronicle, &p.place)).collect()
}

/// "In the documents the Taliban hold Ghazni and Herat for certain, and may hold Kandahar."
fn held(chronicle: &Chronicle, slice: &Timeslice, first: &SideId, basis: Basis) -> String {
    let side = headline::side(chronicle, first);
    let of = if basis == Basis::Documents { "documents" } else { "reference chronology" };
    let is = |p: &PlaceState| p.on(basis).is_held_by(first);
    let claimed = |p: &PlaceState| !is(p) && is_claimed(p.on(basis), first);
    let may = |p: &PlaceState| !is(p) && !claimed(p) && p.on(basis).may_be_held_by(first);
    let parts: Vec<String> = [
        ("hold", names(chronicle, slice, is)),
        ("may hold", names(chronicle, slice, may)),
        ("alone say that they hold", names(chronicle, slice, claimed)),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(verb, names)| format!("{verb} {}", list(&names)))
    .collect();
    if parts.is_empty() { String::new() } else { format!("In the {of} {side} {}.", parts.join("; they ")) }
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

/// "Kabul is contested in the documents."
fn contested(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let on = |basis: Basis| names(chronicle, slice, |p| p.on(basis).control == Control::Contested);
    let said = |names: &[&str], basis: &str| match names {
        [] => String::new(),
        [one] => format!("{one} is contested{basis}."),
        _ => format!("{} are contested{basis}.", list(names)),
    };
    match (shown.documents, shown.reference) {
        (true, true) => {}
        (true, false) => return said(&on(Basis::Documents), ""),
        (false, true) => return said(&on(Basis::Reference), ""),
        (false, false) => return String::new(),
    }
    let both =
        [said(&on(Basis::Documents), " in the documents"), said(&on(Basis::Reference), " in the reference chronology")];
    both.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// "Besieged when last reported: Mazar-i-Sharif (13 August)."
fn last_reported(chronicle: &Chronicle, slice: &Timeslice) -> String {
    let said = |effect: Effect, lead: &str| {
        let places: Vec<String> = slice
            .places
            .iter()
            .filter(|p| {
                p.when_last_reported
                    .as_ref()
                    .and_then(|e| chronicle.events.get(e))
                    .is_some_and(|e| chronicle.kind(&e.kind).effect == effect)
            })
            .filter_map(|p| {
                let day = short_date(p.last_reported?, slice.clock.cursor.day());
                Some(format!("{} ({day})", name(chronicle, &p.place)))
            })
            .collect();
        if places.is_empty() { String::new() } else { format!("{lead} when last reported: {}.", list(&places)) }
    };
    let both = [said(Effect::Besieges, "Besieged"), said(Effect::Contests, "Fought over")];
    both.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn sources(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let documents = match chronicle.sources.len() {
        1 => "1 document".to_owned(),
        n => format!("{n} documents"),
    };
    let cited = slice.events.any_on(Basis::Reference);
    if !shown.documents {
        return if shown.reference {
            "Drawn from cited references; the documents are hidden.".to_owned()
        } else {
            String::new()
        };
    }
    if shown.reference && cited {
        format!("Sources: {documents}; what they leave out is drawn hollow, from cited references.")
    } else {
        format!("Sources: {documents}.")
    }
}
