//! What was taken on a day, in the fewest words: for where there is room for one line only.

use crate::chronicle::{Basis, Chronicle, PlaceId, SideId};
use crate::timeline::{DayCapture, Timeslice};
use crate::words::grammar::{clauses, head_noun, isolated, plural};
use crate::words::sides::{is_watched, names_all_sides, place_name, side_label};
use crate::words::{Shown, occurrences};
use std::collections::BTreeMap;

/// What was taken on the cursor's day, from the fullest form to the shortest: "Ghazni, Herat, Qala-i-Naw",
/// "Farah; perhaps Faizabad", "Kandahar and 4 more; 1 perhaps". `bases` are the ones that are shown.
///
/// That a place is taken is news of the first of two sides; of any other the side is named: "Farah (Government)".
pub fn taken_in_brief(chronicle: &Chronicle, slice: &Timeslice, bases: &[Basis]) -> Vec<String> {
    if !chronicle.meta.subject.control {
        return occurrences::in_brief(chronicle, slice, shown_of(bases));
    }
    let [fell, maybe, claimed] = &groups(chronicle, slice, bases);
    if fell.is_empty() && maybe.is_empty() && claimed.is_empty() {
        return vec!["none reported taken".to_owned(), "none".to_owned()];
    }
    let named = |pattern: fn(&str) -> String, names: &[String]| {
        if names.is_empty() { String::new() } else { pattern(&names.join(", ")) }
    };
    let counted = |names: &[String], word: &str| match names.len() {
        0 => String::new(),
        count => format!("{count} {word}"),
    };
    let [perhaps, alone] = [counted(maybe, "perhaps"), counted(claimed, "claimed")];
    let mut forms = vec![clauses([
        fell.join(", "),
        named(|names| format!("perhaps {names}"), maybe),
        named(|names| format!("claimed: {names}"), claimed),
    ])];
    forms.extend((1..=fell.len()).rev().map(|named| clauses([&first(fell, named), &perhaps, &alone])));
    let listed = head_noun(&chronicle.meta.listed);
    let noun = if fell.len() == 1 { listed.to_owned() } else { plural(listed) };
    forms.push(clauses([&counted(fell, &noun), &perhaps, &alone]));
    forms.push(clauses([&counted(fell, "taken"), &perhaps, &alone]));
    forms.dedup();
    forms
}

/// The bases as what is shown.
fn shown_of(bases: &[Basis]) -> Shown {
    Shown { documents: bases.contains(&Basis::Documents), reference: bases.contains(&Basis::Reference) }
}

/// "Kandahar, Lashkar Gah and 4 more".
fn first(names: &[String], named: usize) -> String {
    let shown = names.iter().take(named).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(named) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

/// Places by how firm what is said of them is: taken, perhaps taken, claimed.
fn groups(chronicle: &Chronicle, slice: &Timeslice, bases: &[Basis]) -> [Vec<String>; 3] {
    let mut best: BTreeMap<(&PlaceId, &SideId), (usize, Basis, &DayCapture)> = BTreeMap::new();
    for change in &slice.changes {
        // What the documents have had for days is no news from the reference.
        let known = change.basis == Basis::Reference
            && bases.contains(&Basis::Documents)
            && slice.place(change.place.as_str()).is_some_and(|p| p.documents.is_held_by(&change.side));
        if known || !bases.contains(&change.basis) {
            continue;
        }
        let rank = match (change.claimed_only, change.definite) {
            (true, _) => 2,
            (false, false) => 1,
            (false, true) => 0,
        };
        let found = (rank, change.basis, change);
        let entry = best.entry((&change.place, &change.side)).or_insert(found);
        if rank < entry.0 {
            *entry = found;
        }
    }
    let mut said: Vec<_> = best.into_values().collect();
    // The focus first, then what the documents say, then by name.
    said.sort_by_key(|(_, basis, change)| {
        (!chronicle.is_focus(&change.place), *basis != Basis::Documents, place_name(chronicle, &change.place))
    });
    [0, 1, 2].map(|wanted| {
        let of = said.iter().filter(|(rank, ..)| *rank == wanted);
        of.map(|(_, _, change)| named(chronicle, change)).collect()
    })
}

fn named(chronicle: &Chronicle, change: &DayCapture) -> String {
    let place = place_name(chronicle, &change.place);
    if is_watched(chronicle, &change.side) && !names_all_sides(chronicle) {
        return isolated(place).into_owned();
    }
    format!("{} ({})", isolated(place), isolated(side_label(chronicle, &change.side)))
}
