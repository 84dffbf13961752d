//! A date that is one number: a year, a day without separators, a day of a spreadsheet, seconds since 1970.

use crate::table::date::rules::{DateRules, SerialDays, YearsBefore};
use crate::table::date::when::{DateFault, WhenRead, day_of, month_of_year, no_date, shown, whole_year};
use crate::time::{Day, Moment};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Reads a cell that is a number; `None` where it is none.
pub(super) fn read(rules: &DateRules, text: &str, zone: &TimeZone) -> Option<Result<WhenRead, DateFault>> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || fraction.is_some_and(|part| !is_number(part)) {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    if negative {
        return Some(before(rules, whole, value, fraction, text));
    }
    // "2016.0" is what a table of numbers makes of a year.
    let round = fraction.is_none_or(|part| part.bytes().all(|byte| byte == b'0'));
    let part = |from: usize, to: usize| whole.get(from..to).and_then(|part| part.parse::<i64>().ok()).unwrap_or(-1);
    let year = || i16::try_from(part(0, 4)).unwrap_or(-1);
    Some(match whole.len() {
        1 | 2 => Err(DateFault::NoYear(shown(text))),
        3 | 4 if round => i16::try_from(value).map_err(|_| no_date(text)).and_then(|year| whole_year(year, text)),
        5 if rules.serial_days.is_some() => serial(rules.serial_days?, value, fraction, text),
        6 if round && (1000..=2200).contains(&year()) => month_of_year(year(), part(4, 6), text),
        8 if round => day_of(year(), part(4, 6), part(6, 8), text),
        12 | 14 if round => {
            let clock = [part(8, 10), part(10, 12)];
            day_of(year(), part(4, 6), part(6, 8), text)
                .and_then(|day| at(day, clock, zone).ok_or_else(|| no_date(text)))
        }
        10 => instant(value, zone).ok_or_else(|| no_date(text)),
        13 => instant(value.div_euclid(1000), zone).ok_or_else(|| no_date(text)),
        _ => Err(no_date(text)),
    })
}

/// A year before the year 1. With four digits or more it is counted as ISO 8601 does.
fn before(
    rules: &DateRules,
    whole: &str,
    value: i64,
    fraction: Option<&str>,
    text: &str,
) -> Result<WhenRead, DateFault> {
    if fraction.is_some_and(|part| part.bytes().any(|byte| byte != b'0')) {
        return Err(no_date(text));
    }
    let padded = whole.len() == 4 && whole.starts_with('0');
    let year = match rules.years_before {
        _ if padded => -value,
        Some(YearsBefore::Astronomical) => -value,
        Some(YearsBefore::Bc) => 1 - value,
        None => return Err(DateFault::YearsBefore(shown(text))),
    };
    i16::try_from(year).map_err(|_| no_date(text)).and_then(|year| whole_year(year, text))
}

/// A day that a spreadsheet counts, its fraction the time.
fn serial(days: SerialDays, value: i64, fraction: Option<&str>, text: &str) -> Result<WhenRead, DateFault> {
    let wrong = || no_date(text);
    let (epoch, ahead) = match days {
        // Day 60 is 29 February 1900, which never was.
        SerialDays::From1900 if value == 60 => return Err(wrong()),
        SerialDays::From1900 if value > 60 => (Day::constant(1899, 12, 30), value),
        SerialDays::From1900 => (Day::constant(1899, 12, 31), value),
        SerialDays::From1904 => (Day::constant(1904, 1, 1), value),
    };
    let day = epoch.checked_add(ahead.days()).map_err(|_| wrong())?;
    let read = WhenRead::of_day(day);
    let share = fraction.and_then(|part| format!("0.{part}").parse::<f64>().ok()).unwrap_or_default();
    if share == 0.0 {
        return Ok(read);
    }
    // To the nearest minute: a third of a second is what a fraction of a day is often off.
    let start = Moment(read.start.0 + (share * 1440.0).round() as i64);
    Ok(WhenRead { start, end: Moment(start.0 + 1), has_time: true })
}

/// Seconds since 1970 in UTC, on the clock of a zone.
fn instant(seconds: i64, zone: &TimeZone) -> Option<WhenRead> {
    let start = Moment::of(zone.to_datetime(Timestamp::from_second(seconds).ok()?));
    Some(WhenRead { start, end: Moment(start.0 + 1), has_time: true })
}

/// A time of day in UTC, as numbers of fourteen digits are.
fn at(day: WhenRead, [hour, minute]: [i64; 2], zone: &TimeZone) -> Option<WhenRead> {
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    let utc = day.start.civil().to_zoned(TimeZone::UTC).ok()?.timestamp();
    instant(utc.as_second() + hour * 3600 + minute * 60, zone)
}
