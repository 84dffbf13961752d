//! The time of day in a cell, and its distance from UTC.

use crate::table::date::when::{DateFault, WhenRead, no_date, shown};
use crate::time::Moment;
use jiff::tz::{Offset, TimeZone};

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClockTime {
    minute: i64,
    zone: Option<TimeZone>,
}

impl ClockTime {
    /// The minute of a day, on the clock of a zone.
    pub fn on(self, day: WhenRead, zone: &TimeZone) -> Option<WhenRead> {
        if day.end.0 - day.start.0 != Moment::DAY {
            return None;
        }
        let there = Moment(day.start.0 + self.minute);
        let start = match self.zone {
            None => there,
            Some(own) => Moment::of(zone.to_datetime(own.to_timestamp(there.civil()).ok()?)),
        };
        Some(WhenRead { start, end: Moment(start.0 + 1), has_time: true })
    }
}

/// Takes the time of day out of a cell: what is left, and the time where there is one.
pub(super) fn split(text: &str) -> Result<(String, Option<ClockTime>), DateFault> {
    let Some(colon) = text.find(':') else { return Ok((text.to_owned(), None)) };
    let (before, after) = text.split_at(colon);
    let after = after.get(1..).unwrap_or_default();
    let hour_at = before
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let (rest, hour) = before.split_at(hour_at);
    let number = |digits: &str| digits.parse::<i64>().ok().filter(|_| (1..=2).contains(&digits.len()));
    let wrong = || no_date(text);
    let mut hour = number(hour).ok_or_else(wrong)?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (minute, mut after) = after.split_at(digits(after));
    let minute = number(minute).ok_or_else(wrong)?;
    if let Some(seconds) = after.strip_prefix(':') {
        let (second, fraction) = seconds.split_at(digits(seconds));
        number(second).filter(|second| *second <= 60).ok_or_else(wrong)?;
        after = match fraction.strip_prefix(['.', ',']) {
            Some(fraction) => fraction.get(digits(fraction)..).unwrap_or_default(),
            None => fraction,
        };
    }
    let lower = after.trim_start().to_ascii_lowercase().replace('.', "");
    let half = ["am", "pm"].into_iter().find(|half| lower.starts_with(half));
    let after =
        if half.is_some() { after.trim_start().trim_start_matches(['a', 'p', 'm', 'A', 'P', 'M', '.']) } else { after };
    hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return Err(wrong()),
        Some("pm") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    if !(0..=24).contains(&hour) || !(0..60).contains(&minute) || (hour == 24 && minute > 0) {
        return Err(wrong());
    }
    let (zone, left) = zone_of(after.trim_start(), text)?;
    let rest = rest.trim_end_matches(['T', 't', ' ', ',']);
    Ok((format!("{rest} {left}").trim().to_owned(), Some(ClockTime { minute: hour * 60 + minute, zone })))
}

/// The zone at the beginning of a text, and what follows it.
fn zone_of<'t>(text: &'t str, cell: &str) -> Result<(Option<TimeZone>, &'t str), DateFault> {
    let unknown = || DateFault::Zone(shown(cell));
    for word in ["UTC", "GMT", "Z", "z"] {
        if let Some(rest) = text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphabetic)) {
            let signed = rest.starts_with(['+', '-', '−']) && word.len() == 3;
            return if signed { zone_of(rest, cell) } else { Ok((Some(TimeZone::UTC), rest)) };
        }
    }
    if let Some(rest) = text.strip_prefix(['+', '-', '−']) {
        let sign = if text.starts_with('+') { 1 } else { -1 };
        let end = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
        let (digits, left) = rest.split_at(end);
        let digits = digits.replace(':', "");
        let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i32>().ok());
        let (hours, minutes) = match digits.len() {
            1 => (number(0, 1), Some(0)),
            2 => (number(0, 2), Some(0)),
            4 => (number(0, 2), number(2, 4)),
            _ => (None, None),
        };
        let seconds = hours.zip(minutes).map(|(hours, minutes)| sign * (hours * 3600 + minutes * 60));
        let offset = seconds.and_then(|seconds| Offset::from_seconds(seconds).ok()).ok_or_else(unknown)?;
        return Ok((Some(TimeZone::fixed(offset)), left));
    }
    if let Some((name, left)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return TimeZone::get(name).map(|zone| (Some(zone), left)).map_err(|_| unknown());
    }
    let name = text.split_whitespace().next().unwrap_or_default();
    if name.contains('/')
        && let Ok(zone) = TimeZone::get(name)
    {
        return Ok((Some(zone), text.get(name.len()..).unwrap_or_default()));
    }
    // EST is one thing in New York and another in Sydney.
    if name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(unknown());
    }
    Ok((None, text))
}
