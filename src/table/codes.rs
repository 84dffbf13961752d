//! Codes that say how exactly a row is dated and placed, as the codebooks of the field define them.

use crate::table::date::WhenRead;
use crate::table::rows::Nearness;
use crate::time::Moment;

/// What a code makes of the bounds of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeBounds {
    /// They are as written.
    AsWritten,
    /// From the Monday to the Sunday of the week.
    Week,
    /// All of the month.
    Month,
    /// All of the year.
    Year,
}

/// One code of how exactly a row is dated.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeCode {
    /// As it stands in the cell.
    pub code: String,
    /// What it makes of the bounds.
    pub bounds: TimeBounds,
    /// What its codebook says.
    pub says: String,
}

/// One code of how exactly a row is placed.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceCode {
    /// As it stands in the cell.
    pub code: String,
    /// How near.
    #[serde(with = "near_word")]
    pub near: Nearness,
    /// Within how far of the point, km; 0 is the point itself.
    pub radius_km: f32,
    /// What its codebook says.
    pub says: String,
}

/// The codes of a table that does not say its own.
pub(super) type TimeLines = &'static [(&'static str, TimeBounds, &'static str)];
/// The same of places.
pub(super) type PlaceLines = &'static [(&'static str, Nearness, f32, &'static str)];

/// `time_precision` of ACLED.
pub(super) const ACLED_TIME: TimeLines = &[
    ("1", TimeBounds::AsWritten, "the day"),
    ("2", TimeBounds::Week, "the week; the day is one of it"),
    ("3", TimeBounds::Month, "the month; the day is one near its middle"),
];

/// `geo_precision` of ACLED.
pub(super) const ACLED_PLACE: PlaceLines = &[
    ("1", Nearness::Town, 0.0, "the town"),
    ("2", Nearness::Vicinity, 25.0, "near a town, or a part of a region, placed at a town"),
    ("3", Nearness::Region, 100.0, "a larger region, placed at its nearest natural location or its capital"),
];

/// `date_prec` of UCDP GED: its two dates are the bounds already.
pub(super) const UCDP_TIME: TimeLines = &[
    ("1", TimeBounds::AsWritten, "the day"),
    ("2", TimeBounds::AsWritten, "two to six days"),
    ("3", TimeBounds::AsWritten, "the week"),
    ("4", TimeBounds::AsWritten, "eight to thirty days, or the month"),
    ("5", TimeBounds::AsWritten, "more than a month, at most a year"),
];

/// `where_prec` of UCDP GED.
pub(super) const UCDP_PLACE: PlaceLines = &[
    ("1", Nearness::Town, 0.0, "the exact spot"),
    ("2", Nearness::Vicinity, 25.0, "within about 25 km of a named point"),
    ("3", Nearness::Region, 50.0, "only the second-order unit (district)"),
    ("4", Nearness::Region, 150.0, "only the first-order unit (province)"),
    ("5", Nearness::Region, 100.0, "a line or a fuzzy area, for which the point stands"),
    ("6", Nearness::Country, 500.0, "only the country"),
    ("7", Nearness::Country, 500.0, "international waters or airspace"),
];

/// `ActionGeo_Type` of GDELT.
pub(super) const GDELT_PLACE: PlaceLines = &[
    ("1", Nearness::Country, 500.0, "only the country"),
    ("2", Nearness::Region, 150.0, "a state of the United States"),
    ("3", Nearness::Town, 0.0, "a city of the United States"),
    ("4", Nearness::Town, 0.0, "a city"),
    ("5", Nearness::Region, 150.0, "a state or province"),
];

impl TimeBounds {
    /// The bounds, never narrower than they were.
    pub fn of(self, read: WhenRead) -> WhenRead {
        let (first, last) = (read.start.civil().date(), read.end.day());
        let grown = match self {
            Self::AsWritten => return read,
            Self::Week => {
                let back = i64::from(first.weekday().to_monday_zero_offset());
                let ahead = 6 - i64::from(last.weekday().to_monday_zero_offset());
                (Moment::start_of(first).0 - back * Moment::DAY, Moment::end_of(last).0 + ahead * Moment::DAY)
            }
            Self::Month => (Moment::start_of(first.first_of_month()).0, Moment::end_of(last.last_of_month()).0),
            Self::Year => (Moment::start_of(first.first_of_year()).0, Moment::end_of(last.last_of_year()).0),
        };
        WhenRead { start: Moment(grown.0), end: Moment(grown.1), has_time: false }
    }
}

/// A list of codes as a mapping holds it.
pub(super) fn time_codes(lines: TimeLines) -> Vec<TimeCode> {
    let code = |(code, bounds, says): &(&str, TimeBounds, &str)| TimeCode {
        code: (*code).to_owned(),
        bounds: *bounds,
        says: (*says).to_owned(),
    };
    lines.iter().map(code).collect()
}

/// The same of places.
pub(super) fn place_codes(lines: PlaceLines) -> Vec<PlaceCode> {
    let code = |(code, near, radius_km, says): &(&str, Nearness, f32, &str)| PlaceCode {
        code: (*code).to_owned(),
        near: *near,
        radius_km: *radius_km,
        says: (*says).to_owned(),
    };
    lines.iter().map(code).collect()
}

mod near_word {
    use crate::table::rows::Nearness;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(near: &Nearness, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(near.word())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Nearness, D::Error> {
        let word = String::deserialize(from)?;
        let known = Nearness::ALL.into_iter().find(|near| near.word() == word);
        known.ok_or_else(|| D::Error::custom(format!("expected town, near, region or country, found \"{word}\"")))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::time::{Span, read_day};

    #[test]
    fn a_code_widens_a_day_to_its_week_or_month_and_never_narrows() {
        for (bounds, day, expected) in [
            (TimeBounds::AsWritten, "2016-10-31", "2016-10-31"),
            // A Saturday stands for its week.
            (TimeBounds::Week, "2016-11-05", "2016-10-31/2016-11-06"),
            (TimeBounds::Week, "2016-10-31", "2016-10-31/2016-11-06"),
            (TimeBounds::Week, "2016-11-06", "2016-10-31/2016-11-06"),
            (TimeBounds::Month, "2016-11-15", "2016-11-01/2016-11-30"),
            (TimeBounds::Month, "2016-02-15", "2016-02-01/2016-02-29"),
            (TimeBounds::Year, "2016-11-15", "2016-01-01/2016-12-31"),
        ] {
            let read = bounds.of(WhenRead::of_day(read_day(day).unwrap()));
            assert_eq!(Span::new(Some(read.start), Some(read.end)).edtf(), expected, "{bounds:?} {day}");
        }
        let range =
            WhenRead::of_day(read_day("2016-10-30").unwrap()).until(WhenRead::of_day(read_day("2016-11-01").unwrap()));
        let month = TimeBounds::Month.of(range.unwrap());
        assert_eq!(Span::new(Some(month.start), Some(month.end)).edtf(), "2016-10-01/2016-11-30");
    }
}
