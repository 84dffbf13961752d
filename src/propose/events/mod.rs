//! Happenings that clauses tell, by rules over verbs, nouns and states. Each rule has a name, which a person reads.

mod found;
mod nouns;
mod states;
mod verbs;
mod whereabouts;

pub(super) use found::Found;

use crate::propose::tags::{Phrase, Tagged};

/// All that the clauses of a document tell, in the order of the text.
pub(super) fn find(tagged: &Tagged<'_>) -> Vec<Found> {
    let told: Vec<Found> = tagged.groups.iter().filter_map(|group| verbs::read(tagged, group)).collect();
    let mut found = told.clone();
    for phrase in &tagged.phrases {
        found.extend(nouns::read(tagged, phrase).filter(|new| !is_told(tagged, phrase, new, &told)));
        found.extend(states::read(tagged, phrase));
    }
    found.sort_by_key(|found| found.at);
    // "The ministry confirmed the blast": the one that was told before.
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(new) = rest.first_mut().filter(|new| new.recalls) else { continue };
        let told =
            before.iter().rev().find(|old| old.kind == new.kind && old.reality.is_real() && !old.places.is_empty());
        if let Some(told) = told {
            new.places.clone_from(&told.places);
        }
    }
    // What is condemned somewhere else and was not told before.
    found.retain(|found| !(found.recalls && found.places.is_empty()));
    found
}

/// Whether the verb whose subject a noun is tells the same: "rockets hit Baalbek".
fn is_told(tagged: &Tagged<'_>, phrase: &Phrase, new: &Found, told: &[Found]) -> bool {
    let end = tagged.sentence(new.at).end;
    let from = told.partition_point(|found| found.at < new.at);
    told.iter()
        .skip(from)
        .take_while(|found| found.at < end)
        .filter(|found| found.kind == new.kind && found.reality.is_real())
        .any(|found| {
            let group = tagged.groups_in(found.at..found.at + 1).first();
            group.and_then(|group| tagged.subject(group)).is_some_and(|subject| subject.head == phrase.head)
        })
}
