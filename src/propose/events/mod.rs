//! Happenings that clauses tell, by rules over verbs, nouns and states. Each rule has a name, which a person reads.

mod found;
mod nouns;
mod states;
mod verbs;
mod whereabouts;

pub(super) use found::Found;

use crate::propose::tags::Tagged;

/// All that the clauses of a document tell, in the order of the text.
pub(super) fn find(tagged: &Tagged<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for group in &tagged.groups {
        found.extend(verbs::read(tagged, group));
    }
    for phrase in &tagged.phrases {
        found.extend(nouns::read(tagged, phrase));
        found.extend(states::read(tagged, phrase));
    }
    found.sort_by_key(|found| found.at);
    found
}
