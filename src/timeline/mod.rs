//! What holds at an instant: pure data, no pixels.
//!
//! A [`Timeline`] is an index over a chronicle; [`Timeline::slice`] answers for a [`Clock`]. The rules are those
//! of control, standing and possible dates; each is pinned by a test with a case from the built-in chronicle.

mod at;
mod brief;
mod clock;
mod control;
mod describe;
mod filter;
mod fold;
mod index;
mod phrase;
mod report;
mod said;
mod shown;
mod slice;
mod weigh;
pub(crate) mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod filter_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod fixture;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod fold_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod index_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod phrase_tests;

pub use brief::taken_in_brief;
pub use clock::Clock;
pub use control::{Certainty, Control, ControlState, Held};
pub use describe::text_alternative;
pub use filter::{Filter, Hidden};
pub use index::Timeline;
pub use phrase::{Headline, headline, none_held};
pub(crate) use phrase::{capitalised, plural, short_date};
pub use report::{
    ClaimReport, DistanceReport, DocumentsReport, EventReport, NearestReport, PlaceReport, ReferenceReport, Report,
    report,
};
pub(crate) use report::{earliest, latest};
pub use said::{SaidDistance, distances_said};
pub use shown::Shown;
pub use slice::{Change, Count, Counts, EventState, Nearest, PlaceState, Timeslice};
pub use words::{flag, reason, voices, witness};
