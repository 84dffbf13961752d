//! What is decided already: by the claims that are there, and by `data/review.toml`.

use crate::chronicle::{Chronicle, ClaimId, Draft, RecordFile, SourceId};
use crate::review::card::Card;
use crate::review::document::FoundProposal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a proposal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    Rejected,
}

/// A claim's passage, and what it supports.
#[derive(Clone, Debug)]
struct Quoted {
    chars: Range<usize>,
    kind: String,
    place: String,
}

/// What is decided in a chronicle.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    quoted: BTreeMap<SourceId, Vec<Quoted>>,
    rejected: BTreeSet<String>,
    /// Accepted as something else than was proposed.
    accepted: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct File {
    #[serde(default)]
    decision: Vec<Decision>,
}

#[derive(serde::Deserialize)]
struct Decision {
    proposal: String,
    verdict: String,
    #[serde(default)]
    claim: Option<ClaimId>,
}

impl Decided {
    /// What the files say.
    pub fn of(draft: &Draft, chronicle: &Chronicle) -> Self {
        let mut decided = Self::default();
        let mut claims = BTreeSet::new();
        for event in chronicle.events.values() {
            for claim in &event.claims {
                claims.insert(&claim.id);
                let Some(quote) = claim.quote() else { continue };
                let quoted = Quoted {
                    chars: quote.chars.clone(),
                    kind: claim.overrides.kind.as_ref().unwrap_or(&event.kind).clone(),
                    place: claim.overrides.place.as_ref().unwrap_or(&event.place).as_str().to_owned(),
                };
                decided.quoted.entry(claim.source.clone()).or_default().push(quoted);
            }
        }
        for record in draft.records(RecordFile::Review) {
            // A decision that cannot be read is none.
            let Ok(file) = toml_edit::de::from_str::<File>(&record.raw) else { continue };
            for Decision { proposal: id, verdict, claim } in file.decision {
                match (verdict.as_str(), claim) {
                    ("rejected", _) => {
                        decided.rejected.insert(id);
                    }
                    // Where its claim was removed again it is open.
                    ("accepted", Some(claim)) if claims.contains(&claim) => {
                        decided.accepted.insert(id);
                    }
                    _ => {}
                }
            }
        }
        decided
    }

    /// What a proposal of a document came to, given its card as it would be accepted; none where it is open.
    pub(super) fn outcome(
        &self,
        chronicle: &Chronicle,
        source: &SourceId,
        found: &FoundProposal,
        card: &Card,
    ) -> Option<Outcome> {
        if self.rejected.contains(&found.id) {
            return Some(Outcome::Rejected);
        }
        if self.accepted.contains(&found.id) {
            return Some(Outcome::Accepted);
        }
        let told: Vec<_> = std::iter::once(&found.proposal.quote).chain(&found.proposal.also).collect();
        let kind = chronicle.kind(found.proposal.kind.id());
        let is_it = |quoted: &&Quoted| {
            let other = chronicle.kind(&quoted.kind);
            let alike =
                quoted.kind == kind.id || kind.lane == other.lane && kind.lane != crate::catalogue::KindLane::Other;
            let place = || {
                let known = |option: &crate::review::PlaceOption| {
                    option.known.as_ref().is_some_and(|id| id.as_str() == quoted.place)
                };
                card.places.get(card.place).is_some_and(known)
                    || found.proposal.place.is_none() && card.places.iter().any(known)
            };
            let passage = told.iter().any(|q| q.start < quoted.chars.end && quoted.chars.start < q.end);
            passage && alike && place()
        };
        self.quoted.get(source).and_then(|all| all.iter().find(is_it)).map(|_| Outcome::Accepted)
    }

    /// Whether a refused proposal was dropped.
    pub fn is_dropped(&self, id: &str) -> bool {
        self.rejected.contains(id)
    }
}
