//! Every sentence of the program, and what its states, standings, counts and dates are called: one place for the
//! headline, the prose, the legend, the window, the page, the report and the data files.
//!
//! Knows records and timeslices; draws nothing, and nothing below it knows a word of it.

mod brief;
mod change;
mod distances;
mod filter;
mod headline;
mod kinds;
mod prose;
mod shown;
mod states;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod filter_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod headline_tests;

pub use brief::taken_in_brief;
pub use change::{NOTHING_CHANGED, change, made_again, not_changed, taken_back};
pub use distances::{SaidDistance, distances_said};
pub use filter::{filtered, hidden, left_out, not_found};
pub use headline::{Headline, headline, none_held};
pub(crate) use headline::{capitalised, plural, short_date};
pub use kinds::{kind, kind_title, lane};
pub use prose::text_alternative;
pub use shown::Shown;
pub(crate) use states::{between, documents, is_told, reference, source};
pub use states::{flag, reason, voices, witness};
