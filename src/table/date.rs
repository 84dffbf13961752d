//! A date as a cell writes it, with the bounds it implies. What may be read in two ways is read in neither.

mod clock;
mod number;
mod range;
mod words;

use crate::time::{Day, EdtfDate, Moment};
use jiff::tz::TimeZone;

/// Which of day and month comes first, where a date is written in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 05/11/2016 is 5 November.
    DayFirst,
    /// 05/11/2016 is May 11.
    MonthFirst,
}

/// What a negative year counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearsBefore {
    /// -44 is 44 BC: there is no year 0.
    Bc,
    /// -43 is 44 BC, as astronomers and ISO 8601 count.
    Astronomical,
}

/// Where the days of a spreadsheet are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SerialDays {
    /// Day 1 is 1 January 1900, and 1900 is taken for a leap year.
    From1900,
    /// Day 0 is 1 January 1904.
    From1904,
}

/// How the dates of a table are written: what no cell can say by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DateRules {
    /// Which of day and month comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<DayOrder>,
    /// What proves the order, for a reader.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// The first year of the century that years of two digits lie in: 1900 or 2000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub century: Option<i16>,
    /// What a negative year counts from, where it has not the four digits of ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_before: Option<YearsBefore>,
    /// Where numbers of five digits are days of a spreadsheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_days: Option<SerialDays>,
    /// A time of 00:00 says that no time is known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub midnight_is_no_time: bool,
    /// A day that its month does not have is read as the month, where it is otherwise refused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub impossible_days_are_months: bool,
}

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

impl DateRules {
    /// Reads a cell on the clock of a zone.
    ///
    /// # Errors
    /// When it is no date, or may be two.
    pub fn read(&self, cell: &str, zone: &TimeZone) -> Result<WhenRead, DateFault> {
        if let Some(day) = iso_day(cell.as_bytes()) {
            return Ok(WhenRead::of_day(day));
        }
        let text = plain(cell);
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        if text.starts_with("1901-12-13T20:45:52") {
            return Err(DateFault::Overflow(shown(text)));
        }
        let read = self.single(text, zone).or_else(|fault| match fault {
            DateFault::NoDate(_) | DateFault::NoYear(_) => range::read(self, text, zone).unwrap_or(Err(fault)),
            fault => Err(fault),
        });
        let read = match read {
            Err(DateFault::NoSuchDay { month, .. }) if self.impossible_days_are_months => {
                EdtfDate::parse(&month).ok().and_then(|date| whole(&date)).ok_or_else(|| no_date(text))
            }
            read => read,
        }?;
        Ok(if self.midnight_is_no_time { read.without_midnight() } else { read })
    }

    /// Reads one date that is no range of two.
    fn single(&self, text: &str, zone: &TimeZone) -> Result<WhenRead, DateFault> {
        if let Some(read) = number::read(self, text, zone) {
            return read;
        }
        if is_edtf(text)
            && let Ok(date) = EdtfDate::parse(text)
            && let Some(read) = in_zone(&date, zone)
        {
            return Ok(read);
        }
        let (day, time) = clock::split(text)?;
        let read = words::read(self, &day, text)?;
        match time {
            None => Ok(read),
            Some(time) => time.on(read, zone).ok_or_else(|| no_date(text)),
        }
    }

    /// What a cell says of the order of day and month; `None` where it says nothing.
    pub fn order_said(&self, cell: &str) -> Option<OrderSaid> {
        let bytes = cell.as_bytes();
        if iso_day(bytes).is_some() {
            return None;
        }
        let (day, _) = clock::split(plain(cell)).ok()?;
        words::order_said(&day)
    }
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
    fn without_midnight(self) -> Self {
        if self.has_time && self.start.is_rest() && self.end.0 - self.start.0 <= 1 {
            return Self { end: Moment(self.start.0 + Moment::DAY), has_time: false, ..self };
        }
        self
    }
}

/// A cell without the spaces around it, and without the apostrophe that keeps a spreadsheet from calculating.
fn plain(cell: &str) -> &str {
    let text = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{a0}');
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['-', '+', '=', '@'])).unwrap_or(text)
}

/// `2016-06-17`, which most tables write.
fn iso_day(bytes: &[u8]) -> Option<Day> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = bytes else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let year = digit(a)? * 1000 + digit(b)? * 100 + digit(c)? * 10 + digit(d)?;
    let (month, day) = (digit(e)? * 10 + digit(f)?, digit(g)? * 10 + digit(h)?);
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn is_edtf(text: &str) -> bool {
    let alphabet = |byte: u8| byte.is_ascii_digit() || b"-+:.XTYESZ?~%/[]{},".contains(&byte);
    text.bytes().all(alphabet) && !text.starts_with('.') && !text.ends_with('.')
}

/// The bounds of an EDTF date, where both are known.
fn whole(date: &EdtfDate) -> Option<WhenRead> {
    let span = date.span();
    Some(WhenRead { start: span.start?, end: span.end?, has_time: date.has_time() })
}

fn in_zone(date: &EdtfDate, zone: &TimeZone) -> Option<WhenRead> {
    let span = date.span_in(zone);
    // An interval whose one end is open has the bounds of its other.
    let (start, end) = match (span.start, span.end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => (start, Moment(start.0 + Moment::DAY)),
        (None, Some(end)) => (Moment(end.0 - Moment::DAY), end),
        (None, None) => return None,
    };
    Some(WhenRead { start, end, has_time: date.has_time() })
}

/// A cell as a fault shows it.
fn no_date(text: &str) -> DateFault {
    DateFault::NoDate(shown(text))
}

/// The beginning of a cell, for a sentence.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A year and a month or a day of it.
fn day_of(year: i16, month: i64, day: i64, text: &str) -> Result<WhenRead, DateFault> {
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

fn month_of_year(year: i16, month: i64, text: &str) -> Result<WhenRead, DateFault> {
    let first = day_of(year, month, 1, text)?;
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = day_of(next.0, next.1, 1, text)?.start;
    Ok(WhenRead { end, ..first })
}

fn whole_year(year: i16, text: &str) -> Result<WhenRead, DateFault> {
    day_of(year, 1, 1, text)?.until(day_of(year, 12, 31, text)?).ok_or_else(|| no_date(text))
}

#[cfg(test)]
mod tests;
