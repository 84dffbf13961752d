//! Every sentence of the program, and what its states, standings, kinds, counts and dates are called: one place for the
//! headline, the prose, the legend, the window, the page, the report and the data files.
//!
//! Words that belong to one control stand beside it. Sentences are whole patterns with named slots; numbers, lists and
//! plural forms are made in `grammar` alone: here a translation would begin.
//!
//! Knows records and timeslices; draws nothing, and nothing below it knows a word of it.

mod brief;
mod change;
mod charts;
mod columns;
mod contents;
mod coordinates;
pub(crate) mod credits;
pub(crate) mod data;
mod dates;
mod differences;
mod distances;
mod filter;
mod grammar;
mod headline;
mod journey;
mod kinds;
mod languages;
pub(crate) mod legend;
pub(crate) mod multiples;
mod occurrences;
pub(crate) mod page;
mod proposed;
mod prose;
mod records;
pub(crate) mod report;
pub(crate) mod rows;
mod scale;
mod shown;
mod sides;
mod sources;
mod statement;
mod states;
mod sum;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod filter_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod headline_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod occurrence_tests;

pub use brief::taken_in_brief;
pub use change::{
    ALL_SAVED, BUILT_IN, DECIDE_FIRST, KEPT_IN_MEMORY, NOT_OVERWRITTEN, NOT_YET_KEPT, NOTHING_CHANGED, NOTHING_UNSAVED,
    OPEN_TWICE, OPEN_TWICE_IS_JOINED, SAVE_A_COPY, SAVING, TORN, TORN_ALONE, changes, disputed, each_change, kept,
    left_aside, made_again, not_changed, not_joined, not_kept, not_saved, record, taken_back, taken_over, unfinished,
    unsaved,
};
pub use charts::{bar_of_happenings, bar_of_rows, bar_of_sides};
pub(crate) use charts::{charted_happenings, charted_sides};
pub use columns::column_role;
pub use contents::{contents, day_plain};
pub use coordinates::{coordinates, read_coordinates};
pub(crate) use dates::{END_OF_DAY, UNDATED, between, date, day_in_full, day_long, period, short_date, timed};
pub use dates::{day_full, day_short, instant, on, span, span_weekday, this, unit};
pub use differences::{Difference, differences};
pub use distances::{SaidDistance, distances_said};
pub use filter::{filtered, hidden, left_out, not_found};
pub use grammar::{bytes, counted, thousands};
pub(crate) use grammar::{capitalised, isolated, not_isolated};
pub use headline::{Headline, headline};
pub use kinds::{kind, kind_title, lane};
pub(crate) use languages::language_in_view;
pub use languages::{language, language_called, language_word, other_languages, own_language};
pub(crate) use occurrences::listed as happenings_listed;
pub use proposed::{happening, with_one_more};
pub use prose::text_alternative;
pub use records::{event, place_now};
pub use rows::rows_changed;
pub use scale::{Step, TickLine, year};
pub use shown::Shown;
pub(crate) use sides::{elsewhere, undated_at};
pub use sides::{place_name, side_label, side_name};
pub(crate) use sources::source;
pub use sources::{citation, flag, published, reason, witness};
pub use states::{basis, contest, control, held_by, modality, standing, unless_happened, voices, worth};
pub(crate) use states::{documents, is_told, reference};
pub use sum::{none_held, whose};
