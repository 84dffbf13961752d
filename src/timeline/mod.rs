//! What holds at an instant: pure data, no pixels.
//!
//! A [`Timeline`] is an index over a chronicle; [`Timeline::slice`] answers for a [`Clock`]. The rules are those
//! of control, standing and possible dates; each is pinned by a test with a case from the built-in chronicle.

mod at;
mod clock;
mod control;
mod coverage;
mod filter;
mod fold;
mod index;
mod report;
mod slice;
mod weigh;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod filter_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
pub(crate) mod fixture;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod fold_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod index_tests;

pub use clock::Clock;
pub use control::{Certainty, Control, ControlState, Held};
pub use coverage::{Coverage, CoverageKind};
pub(crate) use filter::witnesses;
pub use filter::{Filter, Hidden};
pub use index::Timeline;
pub use report::{
    ClaimReport, DistanceReport, DocumentsReport, EventReport, NearestReport, PlaceReport, ReferenceReport, Report,
    report,
};
pub(crate) use report::{earliest, latest};
pub use slice::{Change, Count, Counts, EventState, Nearest, PlaceState, Timeslice};
