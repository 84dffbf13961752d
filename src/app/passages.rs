//! The passages of a document that something rests on.

use crate::chronicle::{Chronicle, ClaimId, EventId, MapRole, Source};
use std::ops::Range;

/// A passage that verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The claim that quotes it.
    pub claim: ClaimId,
    /// What it supports.
    pub event: EventId,
    /// Where it stands, in code points.
    pub chars: Range<usize>,
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Why it is kept off the map, where it is.
    pub excluded: Option<String>,
}

/// The passages of a document in reading order.
pub fn passages(chronicle: &Chronicle, source: &Source) -> Vec<Passage> {
    let mut passages = Vec::new();
    for event in chronicle.events.values() {
        for claim in event.claims.iter().filter(|claim| claim.source == source.id) {
            let Some(quote) = claim.quote() else { continue };
            if quote.bytes.is_empty() {
                continue;
            }
            let excluded = claim.overrides.role.unwrap_or(event.role) == MapRole::Exclude;
            passages.push(Passage {
                claim: claim.id.clone(),
                event: event.id.clone(),
                chars: quote.chars.clone(),
                bytes: quote.bytes.clone(),
                excluded: excluded.then(|| event.exclude.clone().unwrap_or_default()),
            });
        }
    }
    passages.sort_by(|a, b| (a.bytes.start, a.bytes.end, &a.claim).cmp(&(b.bytes.start, b.bytes.end, &b.claim)));
    passages
}
