//! What data files say of what they hold and of what they do not.

use crate::time::Moment;
use crate::words::grammar::{counted, fill};

/// Said by every data format.
pub(crate) const BASE_MAP_LEFT_OUT: &str =
    "The base map (relief, countries, lakes, rivers, roads) is left out: parts of it are under the ODbL.";
/// Where they are switched off.
pub(crate) const DOCUMENTS_LEFT_OUT: &str = "What the documents say is left out, as asked.";
/// Where it is switched off.
pub(crate) const REFERENCE_LEFT_OUT: &str = "The reference chronology is left out, as asked.";
/// Said by every data format but the bag.
pub(crate) const NEVER_IN_A_FILE: [&str; 2] = [
    "The rules by which standing, voices and control follow from the claims are not in the file, only what follows.",
    "Whole documents are not in the file, only the passages quoted; a bag (.zip) carries them where asked.",
];

/// What had not been published by an instant, and so many claims of it, are left out.
pub(crate) fn unpublished(by: Moment, claims: usize) -> String {
    fill(
        "What had not been published by {by} is left out ({claims}), with the events that rest on nothing else.",
        &[("by", &by.written()), ("claims", &counted(claims, "claim", "claims"))],
    )
}

/// The rows of a table whose terms forbid passing them on.
pub(crate) fn rows_kept_back(table: &str, rows: usize) -> String {
    let rows = counted(rows, "row", "rows");
    fill("The {rows} of {table} are left out: its terms forbid passing them on.", &[("rows", &rows), ("table", table)])
}

/// Said by formats that carry no rows of tables.
pub(crate) fn rows_not_carried(tables: &[&str]) -> String {
    fill("The rows of {tables} are not in the file; CSV and GeoJSON carry them.", &[("tables", &tables.join(", "))])
}

/// What a claim rests on: "Taliban near gates of Kabul, AFP, 2021-08-13".
pub(crate) fn cited_work(title: &str, by: Option<&str>, published: &str) -> String {
    // A headline may end in a colon of its own.
    let title = title.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';'));
    let pattern = if by.is_some() { "{title}, {by}, {published}" } else { "{title}, {published}" };
    fill(pattern, &[("title", title), ("by", by.unwrap_or_default()), ("published", published)])
}

/// Who says a passage, and where: "the interior ministry; title, publisher, day".
pub(crate) fn said_by(by: &str, cited: &str) -> String {
    fill("{by}; {cited}", &[("by", by), ("cited", cited)])
}

/// A passage with who says it.
pub(crate) fn quoted(quote: &str, said_by: &str) -> String {
    fill("“{quote}” ({by})", &[("quote", quote), ("by", said_by)])
}
