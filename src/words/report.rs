//! What a report says around the records it tells of, on a terminal and as a page alike.

use crate::chronicle::{Basis, Modality, Standing};
use crate::time::Moment;
use crate::words::dates::END_OF_DAY;
use crate::words::grammar::{capitalised, fill};
use crate::words::{modality, worth};

/// Over the table of places.
pub(crate) const WHO_HOLDS_WHAT: &str = "Who holds what";
/// Over its columns.
pub(crate) const COLUMNS: [&str; 3] = ["Place", "Documents", "Reference chronology"];
/// Of places of which nothing is told, where others are, and where there are none.
const SILENT: [&str; 2] = [
    "Not reported in the documents, unchanged in the reference chronology: the other {count}.",
    "Not reported in the documents, unchanged in the reference chronology: all {count}.",
];

/// What stands after the date of a report: that it is of the end of that day, or nothing.
pub(crate) fn after_date(cursor: Moment) -> String {
    if cursor.is_rest() { fill(", {rest}", &[("rest", END_OF_DAY)]) } else { String::new() }
}

/// Of how many listed places nothing is told; `all` says that there are no others.
pub(crate) fn silent(count: usize, all: bool) -> String {
    fill(SILENT[usize::from(all)], &[("count", &count.to_string())])
}

/// What an event rests on: "reported, 2 voices", "reference chronology".
pub(crate) fn rests_on(on: Basis, standing: Standing, voices: usize) -> String {
    match on {
        Basis::Documents => worth(standing, voices),
        Basis::Reference => crate::words::basis(on).to_owned(),
    }
}

/// A kind with what is said of its reality: "air strike", "protest, planned".
pub(crate) fn kind_and_modality(kind: &str, of: Modality) -> String {
    match of {
        Modality::Happened => kind.to_owned(),
        other => fill("{kind}, {modality}", &[("kind", kind), ("modality", modality(other))]),
    }
}

/// What the editor takes the date to be, and why.
pub(crate) fn reading(text: &str) -> String {
    fill("Reading: {text}", &[("text", text)])
}

/// Who supports a date in which way, in one line: "Supports: BBC; Reuters (on the 12th).". `says` is a code of the format.
pub(crate) fn citations(says: &str, by: &[String]) -> String {
    fill("{says}: {by}.", &[("says", &capitalised(says)), ("by", &by.join("; "))])
}

/// A publisher, with what its text says where that is noted.
pub(crate) fn cited(publisher: &str, detail: Option<&str>) -> String {
    match detail {
        Some(detail) => fill("{publisher} ({detail})", &[("publisher", publisher), ("detail", detail)]),
        None => publisher.to_owned(),
    }
}
