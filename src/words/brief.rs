//! What was taken on a day, in the fewest words: for where there is room for one line only.

use crate::chronicle::{Basis, Chronicle};
use crate::timeline::{Change, Timeslice};
use crate::words::headline::{name, plural};
use std::collections::BTreeMap;

/// What the first side took on the cursor's day, from the fullest form to the shortest: "Ghazni, Herat, Qala-i-Naw",
/// "Farah; perhaps Faizabad", "Kandahar and 4 more; 1 perhaps". `bases` are the ones that are shown.
pub fn taken_in_brief(chronicle: &Chronicle, slice: &Timeslice, bases: &[Basis]) -> Vec<String> {
    let groups = Groups::of(chronicle, slice, bases);
    if groups.0.iter().all(Vec::is_empty) {
        return vec!["none reported taken".to_owned(), "none".to_owned()];
    }
    let [fell, maybe, claimed] = &groups.0;
    let join = |parts: [String; 3]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let said = |lead: &str, names: &[&str]| {
        if names.is_empty() { String::new() } else { format!("{lead} {}", names.join(", ")) }
    };
    let counted =
        |names: &[&str], word: &str| if names.is_empty() { String::new() } else { format!("{} {word}", names.len()) };
    let full = [said("perhaps", maybe), said("claimed:", claimed)];
    let short = [counted(maybe, "perhaps"), counted(claimed, "claimed")];
    let mut forms = vec![join([fell.join(", "), full[0].clone(), full[1].clone()])];
    for named in (1..=fell.len()).rev() {
        forms.push(join([first(fell, named), short[0].clone(), short[1].clone()]));
    }
    let listed = chronicle.meta.listed.rsplit(' ').next().unwrap_or("place");
    let noun = if fell.len() == 1 { listed.to_owned() } else { plural(listed) };
    forms.push(join([counted(fell, &noun), short[0].clone(), short[1].clone()]));
    forms.push(join([counted(fell, "taken"), short[0].clone(), short[1].clone()]));
    forms.dedup();
    forms
}

/// "Kandahar, Lashkar Gah and 4 more".
fn first(names: &[&str], named: usize) -> String {
    let shown = names.iter().take(named).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(named) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

/// Names by how firm what is said of them is: taken, perhaps taken, claimed.
struct Groups<'a>([Vec<&'a str>; 3]);

impl<'a> Groups<'a> {
    fn of(chronicle: &'a Chronicle, slice: &'a Timeslice, bases: &[Basis]) -> Self {
        let documents = bases.contains(&Basis::Documents);
        let mut best: BTreeMap<&str, (usize, Basis, &'a Change)> = BTreeMap::new();
        for change in &slice.changes {
            let first = chronicle.side_rank(&change.side) == Some(0);
            // What the documents have had for days is no news from the reference.
            let known = change.basis == Basis::Reference
                && documents
                && slice.place(change.place.as_str()).is_some_and(|p| p.documents.is_held_by(&change.side));
            if !first || known || !bases.contains(&change.basis) {
                continue;
            }
            let rank = match (change.claimed_only, change.definite) {
                (true, _) => 2,
                (false, false) => 1,
                (false, true) => 0,
            };
            let found = (rank, change.basis, change);
            let entry = best.entry(change.place.as_str()).or_insert(found);
            if rank < entry.0 {
                *entry = found;
            }
        }
        let mut said: Vec<_> = best.into_values().collect();
        // The focus first, then what the documents say, then by name.
        said.sort_by_key(|(_, basis, change)| {
            (change.place != chronicle.meta.focus, *basis != Basis::Documents, name(chronicle, &change.place))
        });
        let group = |wanted: usize| {
            let of = said.iter().filter(|(rank, ..)| *rank == wanted);
            of.map(|(_, _, change)| name(chronicle, &change.place)).collect()
        };
        Self([group(0), group(1), group(2)])
    }
}
