//! What holds at an instant: pure data, no pixels.
//!
//! A [`Timeline`] is an index over a chronicle; [`Timeline::slice`] answers for a [`Clock`] by looking up: control from
//! ladders that are worked out once for each place, events from ranges of the index. The rules are those of control,
//! standing and possible dates; each is pinned by a test with a case from the built-in chronicle.

mod answers;
mod at;
mod begun;
mod clock;
mod control;
mod count;
mod coverage;
mod entry;
mod filter;
mod fold;
mod index;
mod journey;
mod knowledge;
mod ladder;
mod report;
mod rows;
mod slice;
mod spans;
mod spots;
mod tally;
mod testimony;

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

pub use answers::Timeline;
pub use begun::BegunEvents;
pub use clock::Clock;
pub use control::{Certainty, Control, ControlState, Held};
pub use count::Count;
pub use coverage::{Coverage, CoverageKind};
pub(crate) use filter::witnesses;
pub use filter::{Filter, Hidden};
pub use journey::{Journey, Station};
pub use report::{
    ClaimReport, DistanceReport, DocumentsReport, ElsewhereReport, EventReport, NearestReport, PlaceReport,
    ReferenceReport, Report, SideReport, report,
};
pub(crate) use report::{earliest, latest};
pub use rows::SliceRows;
pub use slice::{Counts, DayCapture, EventState, Nearest, PlaceState, Timeslice};
pub use spots::{Spot, SpotTotal};
