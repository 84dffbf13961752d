//! EDTF (ISO 8601-2) through `edtf-core`.

use crate::time::{Day, Moment, Span};
use edtf_core::{Bound, BoundDate, Edtf, TimeShift};
use jiff::tz::{Offset, TimeZone};
use std::sync::Arc;

/// The longest date that is read, in bytes: longer than any real one, short enough for a sentence.
const LONGEST: usize = 200;

/// A date as the editor wrote it, with the bounds it implies. Cheap to clone: a hundred thousand events share their days.
///
/// ```
/// use dateline::time::{EdtfDate, Moment};
///
/// // Ghazni fell on 11 or 12 August 2021.
/// let date = EdtfDate::parse("2021-08-11/2021-08-12")?;
/// let span = date.span();
/// assert_eq!(span.start, Some(Moment::parse("2021-08-10")?));
/// assert_eq!(span.end, Some(Moment::parse("2021-08-12")?));
/// assert!(EdtfDate::parse("11 August").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfDate(Arc<DateParts>);

#[derive(Debug, PartialEq, Eq)]
struct DateParts {
    written: String,
    span: Span,
    kind: Kind,
}

/// What was written: a time of day or something coarser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Days or coarser; true where any part is marked `?`, `~` or `%`.
    Days { qualified: bool },
    /// A time of day, with its distance from UTC in minutes where one is written.
    Time { shift_minutes: Option<i32> },
}

/// Why a text is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected an EDTF date such as 2021-08-13, 2021-08-12/2021-08-13 or ../2021-08-31, found \"{written}\" ({why})"
)]
pub struct EdtfError {
    /// The text.
    pub written: String,
    /// What is wrong with it.
    pub why: String,
}

impl EdtfDate {
    fn of(text: &str, span: Span, kind: Kind) -> Self {
        Self(Arc::new(DateParts { written: text.to_owned(), span, kind }))
    }

    /// Reads a date of levels 0 to 2. Seconds may be left out of a time of day. Beside what EDTF has, an interval may
    /// begin or end on one of several days: `[2021-08-06..2021-08-13]/2021-08-13`; and nothing at all, `../..` and
    /// digits that are all unspecified (`XXXX-XX-XX`) say that the date is not known.
    ///
    /// ```
    /// use dateline::time::EdtfDate;
    /// let night = EdtfDate::parse("[2021-08-11..2021-08-12]")?;
    /// assert_eq!(night.span().edtf(), "2021-08-11/2021-08-12");
    /// assert!(EdtfDate::parse("2021-02-30").is_err());
    /// # Ok::<(), dateline::time::EdtfError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no EDTF, or names a day the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let wrong = |why: String| {
            let mut written: String = text.chars().take(60).collect();
            if written.len() < text.len() {
                written.push('…');
            }
            EdtfError { written, why }
        };
        if text.len() > LONGEST {
            return Err(wrong(format!("it is longer than {LONGEST} bytes")));
        }
        if is_unknown(text) {
            let (span, kind) = (Span::default(), Kind::Days { qualified: false });
            return Ok(Self::of(text, span, kind));
        }
        if let Some([first, last]) = masked_before_christ(text) {
            let day =
                |year: i16, month: i8, day: i8| Day::new(year, month, day).map_err(|error| wrong(error.to_string()));
            let (start, end) = (Moment::start_of(day(first, 1, 1)?), Moment::end_of(day(last, 12, 31)?));
            let (span, kind) = (Span::new(Some(start), Some(end)), Kind::Days { qualified: false });
            return Ok(Self::of(text, span, kind));
        }
        if let Some((begins, ends)) = uncertain_ends(text) {
            let end = |text: &str| Self::parse(text).map_err(|error| wrong(error.why));
            return Self::between(text, &end(begins)?, &end(ends)?).map_err(wrong);
        }
        let full = with_seconds(text);
        let edtf = Edtf::parse(full.as_deref().unwrap_or(text))
            .map_err(|error| wrong(format!("{}, at character {}", error.message, error.offset + 1)))?;
        let bounds = edtf.bounds();
        let start = day(bounds.earliest).map_err(wrong)?.map(Moment::start_of);
        let end = day(bounds.latest).map_err(wrong)?.map(Moment::end_of);
        if start.zip(end).is_some_and(|(start, end)| start >= end) {
            return Err(wrong("it ends before it begins".to_owned()));
        }
        let (span, kind) = match (&edtf, start) {
            (Edtf::DateTime(at), Some(midnight)) => {
                let minute = Moment(midnight.0 + i64::from(at.time.hour) * 60 + i64::from(at.time.minute));
                let shift_minutes = at.time.shift.map(|shift| match shift {
                    TimeShift::Utc => 0,
                    TimeShift::Offset { minutes, .. } => i32::from(minutes),
                });
                (Span::new(Some(minute), Some(Moment(minute.0 + 1))), Kind::Time { shift_minutes })
            }
            _ => {
                let qualified = edtf.is_uncertain() || edtf.is_approximate();
                (Span::new(start, end), Kind::Days { qualified })
            }
        };
        Ok(Self::of(text, span, kind))
    }

    /// What lasts from one date until another, of which either may be one of several days.
    fn between(text: &str, begins: &Self, ends: &Self) -> Result<Self, String> {
        if begins.has_time() || ends.has_time() {
            return Err("an interval has days, no times".to_owned());
        }
        let is_set = |date: &Self| date.0.written.starts_with('[');
        let day = Moment::DAY;
        let span = Span {
            start: begins.0.span.start,
            end: ends.0.span.end,
            latest_start: begins.0.span.end.filter(|_| is_set(begins)).map(|end| Moment(end.0 - day)),
            earliest_end: ends.0.span.start.filter(|_| is_set(ends)).map(|start| Moment(start.0 + day)),
        };
        let earliest = span.start.or(span.latest_start);
        if earliest.zip(span.end.or(span.earliest_end)).is_some_and(|(start, end)| start >= end) {
            return Err("it ends before it begins".to_owned());
        }
        let kind = Kind::Days { qualified: begins.is_qualified() || ends.is_qualified() };
        Ok(Self::of(text, span, kind))
    }

    /// The text as written.
    pub fn written(&self) -> &str {
        &self.0.written
    }

    /// The bounds it implies; `~` has no width of its own. A time of day lasts its minute, on the clock it was
    /// written in.
    pub fn span(&self) -> Span {
        self.0.span
    }

    /// The bounds on the clock of `zone`: only a time of day written with its distance from UTC moves.
    pub fn span_in(&self, zone: &TimeZone) -> Span {
        let Some(offset) = self.offset() else { return self.0.span };
        let moved = |moment: Moment| {
            let instant = offset.to_timestamp(moment.civil()).ok()?;
            Some(Moment::of(zone.to_datetime(instant)))
        };
        let start = self.0.span.start.and_then(moved);
        Span::new(start, start.map(|start| Moment(start.0 + 1)))
    }

    /// The distance from UTC that a time of day is written with.
    pub fn offset(&self) -> Option<Offset> {
        let Kind::Time { shift_minutes } = self.0.kind else { return None };
        Offset::from_seconds(shift_minutes? * 60).ok()
    }

    /// Whether it names a time of day.
    pub fn has_time(&self) -> bool {
        matches!(self.0.kind, Kind::Time { .. })
    }

    /// Whether any part of it is marked uncertain or approximate (`?`, `~`, `%`).
    pub fn is_qualified(&self) -> bool {
        matches!(self.0.kind, Kind::Days { qualified: true })
    }
}

/// Whether a text says that the date is not known.
fn is_unknown(text: &str) -> bool {
    matches!(text.trim(), "" | ".." | "../.." | "/" | "XXXX" | "XXXX-XX" | "XXXX-XX-XX")
}

/// The first and the last year of one before the year 0 with unspecified digits, which `edtf-core` does not read:
/// `-1XXX` is any of -1999 to -1000.
fn masked_before_christ(text: &str) -> Option<[i16; 2]> {
    let is_digit = |c: char| c == 'X' || c.is_ascii_digit();
    let is_year = |digits: &&str| digits.len() == 4 && digits.contains('X') && digits.chars().all(is_digit);
    let digits = text.strip_prefix('-').filter(is_year)?;
    let year = |digit: &str| digits.replace('X', digit).parse::<i16>().ok().map(|year| -year);
    Some([year("9")?, year("0")?])
}

/// Both ends of an interval that `edtf-core` does not read: at least one is a set of its own, or a year before the year 0
/// with unspecified digits.
fn uncertain_ends(text: &str) -> Option<(&str, &str)> {
    let (begins, ends) = text.split_once('/')?;
    let is_set = |end: &str| end.starts_with('[') && end.ends_with(']');
    let is_end = |end: &str| is_set(end) || !end.contains(['[', ']', '{', '}', '/']);
    let own = |end: &str| is_set(end) || masked_before_christ(end).is_some();
    ((own(begins) || own(ends)) && is_end(begins) && is_end(ends)).then_some((begins, ends))
}

/// `edtf-core` wants `hh:mm:ss`; people write `hh:mm`.
fn with_seconds(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T')?;
    let clock = time.get(..5).filter(|clock| clock.as_bytes().get(2) == Some(&b':'))?;
    let rest = time.get(5..)?;
    (!rest.starts_with(':')).then(|| format!("{date}T{clock}:00{rest}"))
}

fn day(bound: Bound) -> Result<Option<Day>, String> {
    let Bound::Date(BoundDate { year, month, day }) = bound else { return Ok(None) };
    let far = |_| "its year lies outside -9999 to 9999".to_owned();
    let year = i16::try_from(year).map_err(far)?;
    let part = |n: u8| i8::try_from(n).unwrap_or(0);
    Day::new(year, part(month), part(day)).map(Some).map_err(|_| "its year lies outside -9999 to 9999".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_a_chronicle_uses_has_its_bounds() {
        for (written, bounds) in [
            ("2021-08-13", "2021-08-13"),
            ("2021-08-13?", "2021-08-13"),
            ("2021-08-12~", "2021-08-12"),
            ("2021-08-12%", "2021-08-12"),
            ("../2021-08-31", "../2021-08-31"),
            ("2021-08-13/..", "2021-08-13/.."),
            ("/2021-08-31", "../2021-08-31"),
            ("[2021-08-23..2021-08-29]", "2021-08-23/2021-08-29"),
            ("{2021-08-23,2021-08-29}", "2021-08-23/2021-08-29"),
            ("[..2021-08-29]", "../2021-08-29"),
            ("2021-05", "2021-05-01/2021-05-31"),
            ("2021-05~/2021-08-13", "2021-05-01/2021-08-13"),
            ("2001", "2001-01-01/2001-12-31"),
            ("2021-05-01~/2021-05-10~", "2021-05-01/2021-05-10"),
            ("2021-08-1X", "2021-08-10/2021-08-19"),
            ("202X", "2020-01-01/2029-12-31"),
            ("2021-22", "2021-06-01/2021-08-31"),
            ("-0044-03-15", "-0044-03-15"),
            ("[2021-08-06..2021-08-13]/2021-08-13", "[2021-08-06..2021-08-13]/2021-08-13"),
            ("2021-08-06~/[2021-07..2021-08]", "2021-08-06/[2021-07-01..2021-08-31]"),
            ("[..2021-08-13]/..", "[..2021-08-13]/.."),
            ("../[2021-08-13..]", "../[2021-08-13..]"),
            ("", "../.."),
            ("../..", "../.."),
            ("XXXX-XX-XX", "../.."),
            ("-1XXX", "-1999-01-01/-1000-12-31"),
            ("-22X0", "-2290-01-01/-2200-12-31"),
            ("-05XX/-0044", "-0599-01-01/-0044-12-31"),
        ] {
            let date = EdtfDate::parse(written).unwrap();
            assert_eq!(date.span().edtf(), bounds, "{written}");
            assert_eq!(date.written(), written);
            assert!(!date.has_time(), "{written}");
        }
    }

    #[test]
    fn an_impossible_date_is_refused_with_a_reason() {
        for written in [
            "2021-02-30",
            "[2021-08-13]/2021-08-12",
            "[2021-08-13..2021-08-12]/..",
            "[2021-08-12T10:00]/2021-08-13",
            "[2021-08-12..2021-08-13]/[2021-08-14]/2021",
            "2021-13-01",
            "2021-08-32",
            "13 August 2021",
            "2021-8-13",
            "soon",
            "2021-08-13/2021-08-12",
            "[2021-08-23..",
            "2021-08-13T25:00",
            "2021-08-13T21:61",
            "Y170000",
            "--X0X",
            "-+X0X",
            "--X0X/2021",
            "\u{661}",
        ] {
            let error = EdtfDate::parse(written).unwrap_err();
            assert!(!error.why.is_empty(), "{written}");
            assert!(error.to_string().contains(&format!("found \"{written}\" (")), "{error}");
        }
        let error = EdtfDate::parse("2021-02-30").unwrap_err().to_string();
        assert!(error.ends_with("(day is out of range for the month, at character 9)"), "{error}");
        let long = EdtfDate::parse(&"2".repeat(1000)).unwrap_err();
        assert_eq!(long.why, "it is longer than 200 bytes");
        assert_eq!(long.written.chars().count(), 61);
    }

    #[test]
    fn a_time_lasts_its_minute() {
        for written in ["2021-08-13T21:00", "2021-08-13T21:00:30"] {
            let date = EdtfDate::parse(written).unwrap();
            let minute = Moment::parse("2021-08-13T21:00").unwrap();
            assert_eq!(date.span(), Span::new(Some(minute), Some(Moment(minute.0 + 1))));
            assert!(date.has_time());
        }
    }

    #[test]
    fn a_time_with_its_distance_from_utc_moves_to_the_zone() {
        let kabul = TimeZone::get("Asia/Kabul").unwrap();
        for (written, there) in [
            ("2021-08-12T21:00:00Z", "2021-08-13T01:30"),
            ("2021-08-12T21:00Z", "2021-08-13T01:30"),
            ("2021-08-12T21:00-04:00", "2021-08-13T05:30"),
            ("2021-08-12T21:00+04:30", "2021-08-12T21:00"),
            ("2021-08-12T21:00", "2021-08-12T21:00"),
        ] {
            let start = EdtfDate::parse(written).unwrap().span_in(&kabul).start.unwrap();
            assert_eq!(start.written(), there, "{written}");
        }
        let day = EdtfDate::parse("2021-08-12").unwrap();
        assert_eq!(day.span_in(&kabul), day.span());
    }

    #[test]
    fn marks_of_doubt_are_known_but_have_no_width() {
        for (written, qualified) in [("2021-08-13?", true), ("2021-08~/2021-08-13", true), ("2021-08-13", false)] {
            assert_eq!(EdtfDate::parse(written).unwrap().is_qualified(), qualified, "{written}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = EdtfDate::parse(&text);
        }

        #[test]
        fn no_text_of_its_alphabet_makes_it_panic_and_bounds_are_ordered(text in "[0-9XTYESZ?~%/.\\[\\]{},:+-]{0,30}") {
            if let Ok(date) = EdtfDate::parse(&text) {
                let span = date.span();
                prop_assert!(span.start.zip(span.end).is_none_or(|(a, b)| a < b), "{text}");
            }
        }

        #[test]
        fn years_with_digits_left_open_have_their_bounds_in_order(text in "[0-9X+-]{4,6}(/[0-9X+-]{4,6})?") {
            if let Ok(date) = EdtfDate::parse(&text) {
                let span = date.span();
                prop_assert!(span.start.zip(span.end).is_none_or(|(a, b)| a < b), "{text}");
            }
        }

        #[test]
        fn a_day_survives_the_round_trip(year in 1i16..=9998, month in 1i8..=12, day in 1i8..=28) {
            let day = Day::new(year, month, day).unwrap();
            let date = EdtfDate::parse(&day.to_string()).unwrap();
            prop_assert_eq!(date.span().edtf(), day.to_string());
            prop_assert_eq!(date.span().days(), (Some(day), Some(day)));
        }
    }
}
