//! What a report says around the records it tells of, on a terminal and as a page alike.

use crate::chronicle::{Basis, Chronicle, Modality, Standing};
use crate::time::{Day, Moment, Resolution};
use crate::timeline::PlaceState;
use crate::words::dates::end_of;
use crate::words::grammar::{capitalised, fill};
use crate::words::{Shown, documents, modality, place_name, reference, worth};

/// Over the table of places.
pub(crate) const WHO_HOLDS_WHAT: &str = "Who holds what";
/// Over its columns.
const COLUMNS: [&str; 3] = ["Place", "Documents", "Reference chronology"];
/// The same where documents are all there is.
const COLUMNS_ALONE: [&str; 2] = ["Place", "Reported"];
/// Of places of which nothing is told, where others are, and where there are none.
const SILENT: [&str; 2] = [
    "Not reported in the documents, unchanged in the reference chronology: the other {count}.",
    "Not reported in the documents, unchanged in the reference chronology: all {count}.",
];

/// The same where documents are all there is.
const SILENT_ALONE: [&str; 2] = ["Not reported: the other {count}.", "Not reported: all {count}."];

/// What stands after the date of a report: that it is of the end of that day, or nothing.
pub(crate) fn after_date(cursor: Moment, told: Resolution) -> String {
    end_of(cursor, told).map_or_else(String::new, |rest| fill(", {rest}", &[("rest", rest)]))
}

/// Of how many listed places nothing is told; `all` says that there are no others.
pub(crate) fn silent(chronicle: &Chronicle, count: usize, all: bool) -> String {
    let pattern = if has_reference(chronicle) { SILENT } else { SILENT_ALONE }[usize::from(all)];
    fill(pattern, &[("count", &count.to_string())])
}

/// The heads of the table of places: of the reference chronology only where there is one.
pub(crate) fn columns(chronicle: &Chronicle) -> &'static [&'static str] {
    if has_reference(chronicle) { &COLUMNS } else { &COLUMNS_ALONE }
}

/// What is told of a place under those heads.
pub(crate) fn cells(chronicle: &Chronicle, place: &PlaceState, today: Day) -> Vec<String> {
    let mut cells = vec![place_name(chronicle, &place.place).to_owned(), documents(chronicle, place, today)];
    if has_reference(chronicle) {
        cells.push(reference(chronicle, place, today));
    }
    cells
}

fn has_reference(chronicle: &Chronicle) -> bool {
    Shown::ALL.in_chronicle(chronicle).reference
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
