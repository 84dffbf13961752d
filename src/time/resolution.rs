//! How finely a chronicle is told: the unit at whose ends its clock rests.

use crate::time::Moment;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

/// Minutes of an hour.
const HOUR: i64 = 60;
/// Most days that are told one by one where a chronicle does not say how it is told: ten years.
const DAYS_BY_DAY: i64 = 3700;
/// Most days that are told by months: a hundred and fifty years.
const DAYS_BY_MONTH: i64 = 55_000;

/// The unit of time that a chronicle is told in.
///
/// ```
/// use dateline::time::{Moment, Resolution};
///
/// let march = Resolution::Month.rest_at(Moment::parse("1993-03-16")?);
/// assert_eq!(march.written(), "1993-03-31");
/// assert_eq!(Resolution::Month.after(march).written(), "1993-04-30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    #[default]
    Day,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Resolution {
    /// The unit for so many days, where a chronicle names none.
    pub const fn of_days(days: i64) -> Self {
        match days {
            ..=1 => Self::Hour,
            _ if days <= DAYS_BY_DAY => Self::Day,
            _ if days <= DAYS_BY_MONTH => Self::Month,
            _ => Self::Year,
        }
    }

    /// What of time words and counts speak of: "this day", also where it is told by hours or minutes.
    #[must_use]
    pub fn period(self) -> Self {
        self.max(Self::Day)
    }

    /// The end of the unit in which a moment lies; one at a boundary is at the end of the unit before it.
    #[must_use]
    pub fn rest_at(self, moment: Moment) -> Moment {
        let inside = Moment(moment.0.saturating_sub(1));
        let next = match self {
            Self::Minute => return moment,
            Self::Hour => return inside.floor(HOUR, 1),
            Self::Day => return inside.floor(Moment::DAY, 1),
            Self::Month => self.start_of(inside).saturating_add(1.month()),
            Self::Year => self.start_of(inside).saturating_add(1.year()),
        };
        // The calendar ends with the year 9999.
        Moment::of(next).max(moment)
    }

    /// The beginning of the unit in which a moment lies, as [`Resolution::rest_at`] has it.
    #[must_use]
    pub fn begin_of(self, moment: Moment) -> Moment {
        let inside = Moment(moment.0.saturating_sub(1));
        match self {
            Self::Minute => inside,
            Self::Hour => inside.floor(HOUR, 0),
            Self::Day => inside.floor(Moment::DAY, 0),
            Self::Month | Self::Year => Moment::of(self.start_of(inside)),
        }
    }

    /// The beginning of the month, or of the year.
    fn start_of(self, moment: Moment) -> DateTime {
        let date = moment.civil().date();
        let first = if self == Self::Year { date.first_of_year() } else { date.first_of_month() };
        first.to_datetime(Time::midnight())
    }

    /// Whether a moment is the end of a unit.
    pub fn is_rest(self, moment: Moment) -> bool {
        self.rest_at(moment) == moment
    }

    /// The next rest.
    #[must_use]
    pub fn after(self, moment: Moment) -> Moment {
        self.rest_at(Moment(moment.0.saturating_add(1)))
    }

    /// The rest so many units on (back where negative): one on from between two rests is the next one, one back the last.
    #[must_use]
    pub fn step(self, moment: Moment, units: i64) -> Moment {
        (0..units.unsigned_abs()).fold(moment, |at, _| if units > 0 { self.after(at) } else { self.before(at) })
    }

    /// The rest that is nearest.
    #[must_use]
    pub fn nearest(self, moment: Moment) -> Moment {
        let (before, rest) = (self.before(self.rest_at(moment)), self.rest_at(moment));
        if moment.0 - before.0 < rest.0 - moment.0 { before } else { rest }
    }

    /// Minutes of a unit: of a month and a year as they are on average.
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Minute => 1,
            Self::Hour => HOUR,
            Self::Day => Moment::DAY,
            Self::Month => Moment::DAY * 146_097 / 4800,
            Self::Year => Moment::DAY * 146_097 / 400,
        }
    }

    /// The rest before.
    #[must_use]
    pub fn before(self, moment: Moment) -> Moment {
        match self {
            Self::Minute => Moment(moment.0.saturating_sub(1)),
            _ => self.begin_of(moment),
        }
    }
}

impl Moment {
    /// The boundary of units of so many minutes at or before it, and so many units on.
    fn floor(self, minutes: i64, on: i64) -> Self {
        Self(self.0.div_euclid(minutes).saturating_add(on).saturating_mul(minutes))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_clock_rests_at_the_ends_of_its_units() {
        for (unit, at, before, rest, after) in [
            (Resolution::Minute, "2023-02-06T04:17", "2023-02-06T04:16", "2023-02-06T04:17", "2023-02-06T04:18"),
            (Resolution::Hour, "2023-02-06T04:17", "2023-02-06T04:00", "2023-02-06T05:00", "2023-02-06T05:00"),
            (Resolution::Hour, "2023-02-06T05:00", "2023-02-06T04:00", "2023-02-06T05:00", "2023-02-06T06:00"),
            (Resolution::Day, "2021-08-13", "2021-08-12", "2021-08-13", "2021-08-14"),
            (Resolution::Day, "2021-08-13T00:01", "2021-08-12", "2021-08-13", "2021-08-13"),
            (Resolution::Month, "1993-02-28", "1993-01-31", "1993-02-28", "1993-03-31"),
            (Resolution::Month, "1993-03-16", "1993-02-28", "1993-03-31", "1993-03-31"),
            (Resolution::Year, "-0400-12-31", "-0401-12-31", "-0400-12-31", "-0399-12-31"),
        ] {
            let moment = Moment::parse(at).unwrap();
            let found = [unit.before(moment), unit.rest_at(moment), unit.after(moment)].map(Moment::written);
            assert_eq!(found, [before, rest, after], "{unit:?} {at}");
            assert_eq!(unit.is_rest(moment), at == rest);
        }
    }

    #[test]
    fn a_step_goes_from_rest_to_rest() {
        for (unit, at, units, expected) in [
            (Resolution::Day, "2021-08-12", 3, "2021-08-15"),
            (Resolution::Day, "2021-08-12T10:30", 1, "2021-08-12"),
            (Resolution::Day, "2021-08-12T10:30", -1, "2021-08-11"),
            (Resolution::Day, "2021-08-12T10:30", -2, "2021-08-10"),
            (Resolution::Month, "1993-01-31", 2, "1993-03-31"),
            (Resolution::Year, "0001-12-31", -2, "-0001-12-31"),
        ] {
            assert_eq!(unit.step(Moment::parse(at).unwrap(), units).written(), expected, "{unit:?} {at} {units}");
        }
        for (unit, at, expected) in [
            (Resolution::Day, "2021-08-12T10:30", "2021-08-11"),
            (Resolution::Day, "2021-08-12T12:00", "2021-08-12"),
            (Resolution::Month, "1993-03-20", "1993-03-31"),
            (Resolution::Month, "1993-03-10", "1993-02-28"),
        ] {
            assert_eq!(unit.nearest(Moment::parse(at).unwrap()).written(), expected, "{unit:?} {at}");
        }
    }

    #[test]
    fn the_ends_of_all_time_do_not_panic() {
        for minutes in [i64::MIN, i64::MAX] {
            for unit in [Resolution::Minute, Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year] {
                let at = Moment(minutes);
                let _ = (unit.before(at), unit.rest_at(at), unit.after(at));
            }
        }
    }
}
