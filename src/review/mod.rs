//! Proposals on their way to a decision: what the documents of a chronicle seem to tell, and what accepting one changes.
//! Knows no toolkit, no threads and no files.
//!
//! 1. [`DocumentReader`] reads one document after the other into [`ReadDocument`]s; a place and a time know their words.
//! 2. [`Card`] is a proposal as it would be accepted: kind, place, date, side, voice and event, each with its reason, each
//!    to be mended.
//! 3. [`accepted`] and [`rejected`] say what that changes, as [`Change`](crate::chronicle::Change)s of records;
//!    [`Decided`] knows what is decided already, by the claims that are there and by `data/review.toml`.
//! 4. [`Review`] goes from proposal to proposal: order, filter, skipped ones, a way back, and what was chosen before.
//!
//! Nothing here counts before a person accepts it, and everything a person decides is one step to be taken back.

mod accept;
mod card;
mod decided;
mod document;
mod order;
mod places;
mod queue;
mod refused;
mod sides;
mod steps;
mod voices;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use accept::{Making, accepted, rejected};
pub use card::{Card, EventChoice, modality_of, standing_of};
pub use decided::Decided;
pub use document::{DocumentReader, FoundProposal, NamedSpot, ReadDocument};
pub use order::{ProposalOrder, Tally};
pub use places::{PlaceIndex, PlaceMeant, PlaceOption, place_of_world};
pub use queue::{ProposalGlance, ProposalState, Review, ReviewStep};
pub use refused::{RefusedProposal, answers};
pub use sides::{SideChoice, side_named};
pub use voices::SaidBy;
