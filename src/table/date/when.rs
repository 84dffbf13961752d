//! What a cell says of when, and why it says nothing.

use crate::time::{Day, Moment};

/// The bounds of a date, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhenRead {
    /// 00:00 of the earliest day, or the earliest minute.
    pub start: Moment,
    /// 24:00 of the latest day, or the minute after the latest.
    pub end: Moment,
    /// Whether a time of day is written.
    pub has_time: bool,
}

/// Why a cell is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Nothing is written.
    #[error("no date")]
    Empty,
    /// Something else is.
    #[error("expected a date, found “{0}”")]
    NoDate(String),
    /// The month has no such day.
    #[error("“{written}”: there is no such day in {month}")]
    NoSuchDay {
        /// The cell.
        written: String,
        /// The month that is meant, as EDTF.
        month: String,
    },
    /// Day and month may be either way round.
    #[error("“{0}” may be either way round: the order of day and month is not proven")]
    EitherOrder(String),
    /// It only makes sense the other way round.
    #[error("“{0}” has day and month the other way round than the rest")]
    OtherOrder(String),
    /// A year of two digits.
    #[error("“{0}”: the century is not said")]
    NoCentury(String),
    /// A negative year.
    #[error("“{0}”: is the year before 1 counted with a year 0 or without?")]
    YearsBefore(String),
    /// No year.
    #[error("“{0}”: no year")]
    NoYear(String),
    /// A zone that is none, or several.
    #[error("“{0}”: the time zone is not known")]
    Zone(String),
    /// The smallest time that a clock of 32 bits has.
    #[error("“{0}” is no time, but a clock that ran over")]
    Overflow(String),
    /// It ends before it begins.
    #[error("“{0}” ends before it begins")]
    Backwards(String),
}

/// What one date in numbers says of the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderSaid {
    /// It is a date only with the day first.
    DayFirst,
    /// It is a date only with the month first.
    MonthFirst,
    /// It is a date both ways.
    Either,
    /// It is the same date both ways.
    Same,
}

impl WhenRead {
    /// A whole day.
    pub fn of_day(day: Day) -> Self {
        let start = Moment::start_of(day);
        Self { start, end: Moment(start.0 + Moment::DAY), has_time: false }
    }

    /// From the beginning of one to the end of another.
    pub fn until(self, last: Self) -> Option<Self> {
        (self.start < last.end).then_some(Self {
            start: self.start,
            end: last.end,
            has_time: self.has_time || last.has_time,
        })
    }

    /// The day, where the time is 00:00.
    pub fn without_midnight(self) -> Self {
        if self.has_time && self.start.is_rest() && self.end.0 - self.start.0 <= 1 {
            return Self { end: Moment(self.start.0 + Moment::DAY), has_time: false, ..self };
        }
        self
    }
}

/// A cell as a fault shows it.
pub fn no_date(text: &str) -> DateFault {
    DateFault::NoDate(shown(text))
}

/// The beginning of a cell, for a sentence.
pub fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A year and a month or a day of it.
pub fn day_of(year: i16, month: i64, day: i64, text: &str) -> Result<WhenRead, DateFault> {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(no_date(text)) };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(no_date(text));
    }
    let sign = if year < 0 { "-" } else { "" };
    let written = || format!("{sign}{:04}-{month:02}", year.unsigned_abs());
    Day::new(year, month, day)
        .map(WhenRead::of_day)
        .map_err(|_| DateFault::NoSuchDay { written: shown(text), month: written() })
}

pub fn month_of_year(year: i16, month: i64, text: &str) -> Result<WhenRead, DateFault> {
    let first = day_of(year, month, 1, text)?;
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = day_of(next.0, next.1, 1, text)?.start;
    Ok(WhenRead { end, ..first })
}

pub fn whole_year(year: i16, text: &str) -> Result<WhenRead, DateFault> {
    day_of(year, 1, 1, text)?.until(day_of(year, 12, 31, text)?).ok_or_else(|| no_date(text))
}
