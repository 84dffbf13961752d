//! A date as a cell writes it, with the bounds it implies. What may be read in two ways is read in neither.

mod clock;
mod number;
mod range;
mod rules;
mod when;
mod words;

pub use rules::{DateRules, DayOrder, SerialDays, YearsBefore};
pub(super) use when::shown;
pub use when::{DateFault, OrderSaid, WhenRead};

use crate::time::{Day, EdtfDate, Moment};
use jiff::tz::TimeZone;
use when::no_date;

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
            DateFault::NoDate(_) | DateFault::NoYear(_) => {
                range::read(&|text| self.single(text, zone), text).unwrap_or(Err(fault))
            }
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

#[cfg(test)]
mod tests;
