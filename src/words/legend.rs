//! What the signs of the map mean, and what was taken on a day.

use crate::words::grammar::capitalised;
use crate::words::states::UNDER_SIEGE;

/// Over what was taken on the day shown.
pub(crate) const TAKEN: &str = "Taken this day";
/// Where no side takes anything on it.
pub(crate) const NOTHING_TAKEN: &str = "No capture is dated to this day.";
/// Over what the documents and the reference chronology have taken on it.
pub(crate) const BY_BASIS: [&str; 2] = ["Documents", "Reference only"];
/// Held by the first side.
pub(crate) const HELD: [&str; 2] = ["Held: documents", "Held: reference only"];
/// Inside the bounds of the capture's date.
pub(crate) const POSSIBLE: [&str; 2] = ["Possible: documents", "Possible: reference only"];
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
