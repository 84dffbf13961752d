//! A civil instant.

use crate::time::Day;
use crate::time::day::{read_day, six_digits, written_day};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Minutes since 1970-01-01T00:00 on the civil clock of the chronicle's time zone.
///
/// A *rest* is the end of a day: `Moment::end_of(2021-08-13)` is 2021-08-14T00:00, and
/// [`Moment::day`] of it is the 13th, the day that has just ended.
///
/// ```
/// use dateline::time::Moment;
///
/// // A day reads as its end: what a reader of the evening knows.
/// let evening = Moment::parse("2021-08-13")?;
/// assert_eq!(evening.civil().to_string(), "2021-08-14T00:00:00");
/// assert_eq!(evening.day().to_string(), "2021-08-13");
/// assert_eq!(Moment::parse("1976-06-05T11:57")?.written(), "1976-06-05T11:57");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Moment(pub i64);

/// Why a text is no moment.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "expected a day (2021-08-13) or a time (2021-08-13T21:00, or with its distance from UTC: 2021-08-13T16:30Z, \
     2021-08-13T12:30-04:00), found \"{0}\""
)]
pub struct ParseMomentError(pub String);

/// A moment as people write it, of which only a chronicle's time zone makes a [`Moment`].
///
/// ```
/// use dateline::time::WrittenMoment;
///
/// let kabul = jiff::tz::TimeZone::get("Asia/Kabul")?;
/// let on_the_clock = |text: &str| text.parse().map(|at: WrittenMoment| at.in_zone(&kabul).written());
/// assert_eq!(on_the_clock("2021-08-12T21:00")?, "2021-08-12T21:00");
/// assert_eq!(on_the_clock("2021-08-12T21:00-04:00")?, "2021-08-13T05:30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenMoment {
    /// On the clock of the chronicle.
    Civil(Moment),
    /// With its distance from UTC (`Z`, `+02:00`) or a zone of its own.
    Instant(Timestamp),
}

impl WrittenMoment {
    /// The moment on the clock of a zone.
    pub fn in_zone(self, zone: &TimeZone) -> Moment {
        match self {
            Self::Civil(moment) => moment,
            Self::Instant(instant) => Moment::of(zone.to_datetime(instant)),
        }
    }
}

impl std::str::FromStr for WrittenMoment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, ParseMomentError> {
        let wrong = || ParseMomentError(text.to_owned());
        let text = &*six_digits(text);
        // A library that reads days would read past a time, and one that reads times past a distance from UTC.
        let Some((_, time)) = text.split_once(['T', 't', ' ']) else {
            return read_day(text).map(Moment::end_of).map(Self::Civil).map_err(|_| wrong());
        };
        let read = if time.contains('[') {
            text.parse::<Zoned>().map(|zoned| Self::Instant(zoned.timestamp()))
        } else if time.contains(['Z', 'z', '+', '-']) {
            text.parse().map(Self::Instant)
        } else {
            // The first midnight of the calendar would end a day that it does not have.
            let civil = text.parse::<DateTime>().ok().map(Moment::of).filter(|at| *at > Moment::of(DateTime::MIN));
            return civil.map(Self::Civil).ok_or_else(wrong);
        };
        read.map_err(|_| wrong())
    }
}

impl Moment {
    /// Minutes of one day.
    pub const DAY: i64 = 24 * 60;

    /// 00:00 of a day.
    pub fn start_of(day: Day) -> Self {
        Self::of(day.to_datetime(jiff::civil::Time::midnight()))
    }

    /// 24:00 of a day, which is 00:00 of the next.
    pub fn end_of(day: Day) -> Self {
        Self(Self::start_of(day).0 + Self::DAY)
    }

    /// The moment of a civil date and time, seconds dropped.
    pub fn of(civil: DateTime) -> Self {
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let seconds = civil.duration_since(epoch).as_secs();
        Self(seconds.div_euclid(60))
    }

    /// The civil date and time; clamped to the calendar's range.
    pub fn civil(self) -> DateTime {
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        epoch.saturating_add(jiff::SignedDuration::from_secs(self.0.saturating_mul(60)))
    }

    /// The day this moment lies in, a midnight counting as the end of the day before.
    pub fn day(self) -> Day {
        Self(self.0.saturating_sub(1)).civil().date()
    }

    /// Whether this is a rest, the end of a day.
    pub fn is_rest(self) -> bool {
        self.0.rem_euclid(Self::DAY) == 0
    }

    /// Reads a day (its end) or a time of the civil clock.
    ///
    /// # Errors
    /// When the text is neither, or names a day the calendar does not have; when it has a distance from UTC, which only
    /// [`Moment::parse_in`] can heed.
    pub fn parse(text: &str) -> Result<Self, ParseMomentError> {
        match text.parse()? {
            WrittenMoment::Civil(moment) => Ok(moment),
            WrittenMoment::Instant(_) => Err(ParseMomentError(text.to_owned())),
        }
    }

    /// Reads the same on the clock of `zone`: a time written with its distance from UTC (`Z`, `+02:00`) or with a zone of
    /// its own is converted.
    ///
    /// # Errors
    /// When the text is neither a day nor a time.
    pub fn parse_in(text: &str, zone: &TimeZone) -> Result<Self, ParseMomentError> {
        text.parse().map(|written: WrittenMoment| written.in_zone(zone))
    }

    /// Whether the clocks of `zone` skip this minute.
    pub fn is_skipped_in(self, zone: &TimeZone) -> bool {
        matches!(zone.to_ambiguous_timestamp(self.civil()).offset(), AmbiguousOffset::Gap { .. })
    }

    /// The form [`Moment::parse`] reads: the day for a rest, else the time to the minute.
    pub fn written(self) -> String {
        if self.is_rest() {
            return written_day(self.day());
        }
        self.minute_written()
    }

    /// The time to the minute, also where it is a rest.
    pub fn minute_written(self) -> String {
        let civil = self.civil();
        format!("{}T{:02}:{:02}", written_day(civil.date()), civil.hour(), civil.minute())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_reads_as_its_end() {
        for (text, minutes) in [("1970-01-01", Moment::DAY), ("1970-01-01T00:01", 1), ("1969-12-31", 0)] {
            assert_eq!(Moment::parse(text), Ok(Moment(minutes)), "{text}");
        }
        let rest = Moment::parse("2021-08-13").unwrap();
        assert_eq!(rest.day().to_string(), "2021-08-13");
        assert_eq!(rest.civil().to_string(), "2021-08-14T00:00:00");
        assert!(rest.is_rest());
    }

    #[test]
    fn years_before_the_first_are_written_as_edtf_writes_them_and_read_again() {
        for text in ["-0043-03-15", "-0043-03-15T10:00", "-9999-01-01", "0000-12-31", "0476-09-04"] {
            assert_eq!(Moment::parse(text).unwrap().written(), text);
        }
        assert_eq!(Moment::parse("-000043-03-15"), Moment::parse("-0043-03-15"));
    }

    #[test]
    fn a_text_that_is_no_moment_is_refused_in_one_sentence() {
        for text in [
            "",
            "2021-02-30",
            "tomorrow",
            "2021-08-13T25:00",
            "2021-08-13T",
            "T21:00",
            "2021-08",
            "2021-08-12x",
            "2021-08-12 noon",
            "2021-08-12[Europe/Kyiv]",
            "2021-08-12T21:00Z",
            "2021-08-12T21:00+02:00",
        ] {
            assert_eq!(Moment::parse(text), Err(ParseMomentError(text.to_owned())));
        }
        let said = ParseMomentError("2021-02-30".to_owned()).to_string();
        assert!(said.starts_with("expected a day (2021-08-13) or a time (2021-08-13T21:00"), "{said}");
        assert!(said.ends_with("found \"2021-02-30\""), "{said}");
    }

    #[test]
    fn a_distance_from_utc_is_converted_to_the_clock_of_the_zone() {
        let zone = |name| TimeZone::get(name).unwrap();
        for (text, name, expected) in [
            ("2021-08-12T21:00-04:00", "Asia/Kabul", "2021-08-13T05:30"),
            ("2022-10-08T22:15Z", "Europe/Kyiv", "2022-10-09T01:15"),
            ("2022-10-08T22:15:00+00:00", "Europe/Kyiv", "2022-10-09T01:15"),
            ("2022-10-30T03:30+02:00", "Europe/Kyiv", "2022-10-30T03:30"),
            ("2021-08-12T21:00[Europe/Kyiv]", "Asia/Kabul", "2021-08-12T22:30"),
            ("2021-08-12T21:00", "Europe/Kyiv", "2021-08-12T21:00"),
            ("2021-08-12", "Europe/Kyiv", "2021-08-12"),
            ("2021-08-12t21:00z", "Asia/Kabul", "2021-08-13T01:30"),
            ("2021-08-12 21:00", "Asia/Kabul", "2021-08-12T21:00"),
            ("2021-08-12 21:00+00", "Asia/Kabul", "2021-08-13T01:30"),
            ("2021-08-12T21:00Z[Europe/Kyiv]", "Asia/Kabul", "2021-08-13T01:30"),
            ("-0043-03-15T10:00Z", "UTC", "-0043-03-15T10:00"),
        ] {
            assert_eq!(Moment::parse_in(text, &zone(name)).unwrap().written(), expected, "{text}");
        }
        assert!(Moment::parse_in("2021-08-12T21:00+99:00", &zone("Asia/Kabul")).is_err());
        for (text, skipped) in [("2022-03-27T03:30", true), ("2022-03-27T02:59", false), ("2022-10-30T03:30", false)] {
            assert_eq!(Moment::parse(text).unwrap().is_skipped_in(&zone("Europe/Kyiv")), skipped, "{text}");
        }
    }

    #[test]
    fn the_ends_of_all_time_do_not_panic() {
        for minutes in [i64::MIN, i64::MIN + 1, i64::MAX] {
            let moment = Moment(minutes);
            let _ = (moment.day(), moment.is_rest(), moment.written());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same_moment(minutes in -3_900_000_000i64..3_900_000_000) {
            let moment = Moment(minutes);
            prop_assert_eq!(Moment::parse(&moment.written()), Ok(moment));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9TZ:+\\[\\]/ a-z-]{0,30}") {
            let _ = Moment::parse(&text);
        }
    }
}
