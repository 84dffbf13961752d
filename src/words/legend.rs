//! What the signs of the map mean, and what was taken on a day.

use crate::chronicle::{Chronicle, Lingers, Tints};
use crate::time::Resolution;
use crate::words::Shown;
use crate::words::dates::this;
use crate::words::grammar::{capitalised, fill};
use crate::words::states::UNDER_SIEGE;
use jiff::SpanFieldwise;

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

/// Legs of a journey from before.
pub(crate) const WAY_SO_FAR: &str = "The way so far";
/// Legs from or to a place known only roughly.
pub(crate) const WAY_BETWEEN_ROUGH: &str = "Between rough places";
/// A soft disc.
pub(crate) const KNOWN_ROUGHLY: &str = "Known only roughly";
/// A place on the way.
pub(crate) const STATION: &str = "Station";
/// Under the legs of a journey.
pub(crate) const LINES_ARE_NO_ROADS: &str = "Lines between stations, no roads";

/// Legs made in the cursor's unit of time: "The way of this month".
pub(crate) fn way_of_this(unit: Resolution) -> String {
    let unit = match unit {
        Resolution::Minute => "minute",
        Resolution::Hour => "hour",
        Resolution::Day => "day",
        Resolution::Month => "month",
        Resolution::Year => "year",
    };
    format!("The way of this {unit}")
}

/// Beside a number on the map.
pub(crate) const NUMBER: &str = "Number of happenings at one spot";
/// An edge of dashes around what happened.
pub(crate) const POSSIBLE_HAPPENING: &str = "Possible, or only claimed";

/// What several happenings of a kind are called: "Earthquakes".
pub(crate) fn kind(chronicle: &Chronicle, id: &str) -> String {
    capitalised(&chronicle.meta.kinds.plural(id))
}

/// "Magnitude", beside marks of some sizes, each over its figure.
pub(crate) fn sized_by(label: &str) -> String {
    capitalised(label)
}

/// How long marks fade; none where they do not.
pub(crate) fn fading(lingers: Lingers) -> Option<String> {
    match lingers {
        Lingers::Own => None,
        Lingers::For(span) => Some(format!("New, and fading over {}", lasting(span))),
        Lingers::End => Some("New, and earlier".to_owned()),
    }
}

/// "12 hours", "3 days".
fn lasting(span: SpanFieldwise) -> String {
    let units = [
        (i64::from(span.0.get_years()), "year"),
        (i64::from(span.0.get_months()), "month"),
        (i64::from(span.0.get_weeks()), "week"),
        (i64::from(span.0.get_days()), "day"),
        (i64::from(span.0.get_hours()), "hour"),
        (span.0.get_minutes(), "minute"),
    ];
    let said = units.iter().filter(|(number, _)| *number != 0);
    said.map(|(number, unit)| format!("{number} {unit}{}", if *number == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is tinted where the chronicle states a rule; nothing where its own areas are.
pub(crate) fn tinted_by(tints: Tints, listed: &str) -> String {
    match tints {
        Tints::Areas => String::new(),
        Tints::FirstLevelAreas => {
            fill("Each {listed} tints the first-level area in which it lies.", &[("listed", listed)])
        }
        Tints::Nearest { km } => fill(
            "Each {listed} tints the ground nearer to it than to any other, at most {km} km; that says nothing about every \
             village.",
            &[("listed", listed), ("km", &km.to_string())],
        ),
    }
}

/// A ring of heavy dashes.
pub(crate) fn under_siege() -> String {
    capitalised(UNDER_SIEGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_says_which_ground_a_held_place_tints() {
        assert_eq!(tinted_by(Tints::Areas, "town"), "");
        assert_eq!(tinted_by(Tints::FirstLevelAreas, "town"), "Each town tints the first-level area in which it lies.");
        let nearest = tinted_by(Tints::Nearest { km: 34.0 }, "town");
        assert!(
            nearest.starts_with("Each town tints the ground nearer to it than to any other, at most 34 km"),
            "{nearest}"
        );
    }
}
