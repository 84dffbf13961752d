//! What the signs of the map mean, and what was taken on a day.

use crate::chronicle::Chronicle;
use crate::words::Shown;
use crate::words::dates::this;
use crate::words::grammar::capitalised;
use crate::words::states::UNDER_SIEGE;

/// Over what was taken on the day shown, or in the month or year.
pub(crate) fn taken(chronicle: &Chronicle) -> String {
    format!("Taken {}", this(chronicle.resolution()))
}

/// Where no side takes anything on it.
pub(crate) fn nothing_taken(chronicle: &Chronicle) -> String {
    format!("No capture is dated to {}.", this(chronicle.resolution()))
}

/// Over what the documents and the reference chronology have taken on it.
pub(crate) fn by_basis(chronicle: &Chronicle) -> [&'static str; 2] {
    if is_alone(chronicle) { ["As reported", ""] } else { ["Documents", "Reference only"] }
}

/// Held by the side whose ground is tinted, by basis.
pub(crate) fn held(chronicle: &Chronicle) -> [&'static str; 2] {
    if is_alone(chronicle) { ["Held", ""] } else { ["Held: documents", "Held: reference only"] }
}

/// Inside the bounds of the capture's date.
pub(crate) fn possible(chronicle: &Chronicle) -> [&'static str; 2] {
    if is_alone(chronicle) { ["Possible", ""] } else { ["Possible: documents", "Possible: reference only"] }
}

/// Over what happened on the day shown, or in the month or year.
pub(crate) fn happened(chronicle: &Chronicle) -> String {
    capitalised(this(chronicle.resolution()))
}

/// Where nothing did.
pub(crate) fn nothing_happened(chronicle: &Chronicle) -> String {
    format!("Nothing is reported of {}.", this(chronicle.resolution()))
}

/// Whether documents are all there is: nobody need hear of them then.
fn is_alone(chronicle: &Chronicle) -> bool {
    Shown::ALL.in_chronicle(chronicle) == Shown::DOCUMENTS
}

/// The same of a place that another account contests.
pub(crate) const POSSIBLY_TAKEN: &str = "Possibly taken";
/// Possible, and only an interested party says so.
pub(crate) const ONLY_CLAIMED: &str = "Possible, only claimed";
/// Several hold parts of it, or fight over it.
pub(crate) const CONTESTED: &str = "Contested";
/// Nothing that counts speaks of it.
pub(crate) const NOT_REPORTED: &str = "Not reported";
/// Something happened at a place that is not listed.
pub(crate) const OTHER_REPORTS: &str = "Other reports";
/// Both ends of a corridor are held, by the documents.
pub(crate) const CORRIDOR: &str = "Corridor open, schematic";
/// Both ends are held only by the reference chronology: alone, and beside the former.
pub(crate) const CORRIDOR_BY_REFERENCE: [&str; 2] = ["Corridor open by reference", "Open by reference"];

/// A ring of heavy dashes.
pub(crate) fn under_siege() -> String {
    capitalised(UNDER_SIEGE)
}
