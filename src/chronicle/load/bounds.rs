//! A date as written beside its explicit bounds: both must be possible, and agree.

use crate::chronicle::load::reader::Fault;
use crate::time::{EdtfDate, Moment, Span};
use foldhash::HashMap;
use jiff::tz::TimeZone;

/// How far explicit bounds may reach beyond the date, in days.
const SLACK_DAYS: i64 = 3;
/// The same where the date is marked `?`, `~` or `%`, which have no width of their own.
const DOUBTFUL_SLACK_DAYS: i64 = 31;

/// Reads dates with their bounds, each of them once: events by the thousand share their days.
pub(super) struct Dates {
    zone: TimeZone,
    read: HashMap<String, (EdtfDate, Span)>,
    /// What is looked for, in a text that is used again.
    key: String,
}

impl Dates {
    /// None read yet.
    pub(super) fn new(zone: &TimeZone) -> Self {
        Self { zone: zone.clone(), read: HashMap::default(), key: String::new() }
    }

    /// Reads `when`, `earliest` and `latest`.
    pub(super) fn read(
        &mut self,
        when: &str,
        earliest: Option<&str>,
        latest: Option<&str>,
    ) -> Result<(EdtfDate, Span), Fault> {
        self.key.clear();
        for part in [Some(when), earliest, latest] {
            // No date has a control character in it.
            self.key.push_str(part.unwrap_or("\u{1}"));
            self.key.push('\0');
        }
        if let Some(known) = self.read.get(&self.key) {
            return Ok(known.clone());
        }
        let found = read(when, earliest, latest, &self.zone)?;
        self.read.insert(self.key.clone(), found.clone());
        Ok(found)
    }
}

/// What to say of bounds at a minute that the clocks of the zone skip.
pub(super) fn skipped(span: Span, zone: &TimeZone) -> Option<Fault> {
    let last = span.end.filter(|end| !end.is_rest()).map(|end| Moment(end.0 - 1));
    let minutes = span.start.filter(|start| !start.is_rest()).into_iter().chain(last);
    let moment = minutes.into_iter().find(|minute| minute.is_skipped_in(zone))?;
    let fault = Fault::new(format!("expected a time that the chronicle's clock shows, found {}", moment.written()));
    Some(fault.hint("the clocks were put forward over it; correct the hour, or write its distance from UTC"))
}

/// Reads `when`, `earliest` and `latest`.
fn read(when: &str, earliest: Option<&str>, latest: Option<&str>, zone: &TimeZone) -> Result<(EdtfDate, Span), Fault> {
    let date = EdtfDate::parse(when).map_err(|error| Fault::new(error.to_string()).hint("correct the date"))?;
    let start = earliest.map(|text| first(text, zone)).transpose()?;
    let implied = date.span_in(zone);
    let span = Span { start, end: latest.map(|text| last(text, zone)).transpose()?, ..implied };
    if span.start.zip(span.end).is_some_and(|(start, end)| start >= end) {
        let (earliest, latest) = (earliest.unwrap_or_default(), latest.unwrap_or_default());
        return Err(Fault::new(format!(
            "expected `earliest` not to be after `latest`, found earliest {earliest} and latest {latest}"
        ))
        .hint("swap or correct them"));
    }
    // The day of a date may be that of the clock on which its bounds are written.
    let as_written = Span { start: earliest.map(|text| first(text, &clock_of(text))).transpose()?, ..span };
    let as_written = Span { end: latest.map(|text| last(text, &clock_of(text))).transpose()?, ..as_written };
    if agree(&date, implied, as_written).is_err() {
        agree(&date, implied, span)?;
    }
    Ok((date, span))
}

/// The clock on which a moment is written: that of its distance from UTC, where it names one.
fn clock_of(text: &str) -> TimeZone {
    let offset = EdtfDate::parse(text).ok().and_then(|date| date.offset());
    offset.map_or(TimeZone::UTC, TimeZone::fixed)
}

fn first(text: &str, zone: &TimeZone) -> Result<Moment, Fault> {
    let moment = moment(text, zone)?;
    Ok(if text.contains('T') { moment } else { Moment(moment.0 - Moment::DAY) })
}

fn last(text: &str, zone: &TimeZone) -> Result<Moment, Fault> {
    let moment = moment(text, zone)?;
    Ok(if text.contains('T') { Moment(moment.0 + 1) } else { moment })
}

fn moment(text: &str, zone: &TimeZone) -> Result<Moment, Fault> {
    Moment::parse_in(text, zone).map_err(|error| Fault::new(error.to_string()).hint("correct the date"))
}

fn agree(date: &EdtfDate, implied: Span, given: Span) -> Result<(), Fault> {
    let days = if date.is_qualified() { DOUBTFUL_SLACK_DAYS } else { SLACK_DAYS };
    let slack = days * Moment::DAY;
    let start = match (implied.start, given.start) {
        (Some(implied), Some(given)) => given.0 >= implied.0.saturating_sub(slack),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let end = match (implied.end, given.end) {
        (Some(implied), Some(given)) => given.0 <= implied.0.saturating_add(slack),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let apart = given.start.zip(implied.end).is_some_and(|(a, b)| a >= b)
        || implied.start.zip(given.end).is_some_and(|(a, b)| a >= b);
    if start && end && !apart {
        return Ok(());
    }
    Err(Fault::new(format!(
        "expected `earliest` and `latest` to agree with \"{}\" ({}) within {days} days, found {}",
        date.written(),
        implied.edtf(),
        given.edtf()
    ))
    .hint("correct the date or its bounds"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn check(when: &str, earliest: Option<&str>, latest: Option<&str>, expected: Result<&str, &str>) {
        let got = read(when, earliest, latest, &TimeZone::UTC);
        match (got, expected) {
            (Ok((date, span)), Ok(edtf)) => {
                assert_eq!(span.edtf(), edtf, "{when}");
                assert_eq!(date.written(), when);
            }
            (Err(fault), Err(part)) => assert!(fault.message.contains(part), "{when}: {}", fault.message),
            (got, _) => panic!("{when} {earliest:?} {latest:?}: {got:?}"),
        }
    }

    #[test]
    fn bounds_agree_with_their_date_or_are_refused() {
        let some = Some::<&str>;
        for (when, earliest, latest, expected) in [
            ("2021-08-13", some("2021-08-13"), some("2021-08-13"), Ok("2021-08-13")),
            ("2021-08-13?", some("2021-08-12"), some("2021-08-13"), Ok("2021-08-12/2021-08-13")),
            ("2021-08-13/..", some("2021-08-12"), some("2021-08-16"), Ok("2021-08-12/2021-08-16")),
            ("../2021-08-31", None, some("2021-08-31"), Ok("../2021-08-31")),
            ("2021-08-06~/2021-08-13", some("2021-08-01"), some("2021-08-13"), Ok("2021-08-01/2021-08-13")),
            ("2021-08-13", some("2021-08-09"), some("2021-08-13"), Err("within 3 days, found 2021-08-09/2021-08-13")),
            ("2021-08-13~", some("2021-07-01"), some("2021-08-13"), Err("within 31 days")),
            ("2021-08-13", None, some("2021-08-13"), Err("found ../2021-08-13")),
            ("2021-08-13", some("2021-08-14"), some("2021-08-14"), Err("agree with")),
            ("2021-08-13", some("2021-08-13"), some("2021-08-12"), Err("not to be after `latest`")),
            ("2021-02-30", None, None, Err("out of range")),
            ("2021-08-13", some("2021-02-30"), some("2021-08-13"), Err("found \"2021-02-30\"")),
            ("2021-08-13T21:00", some("2021-08-13T20:00"), some("2021-08-13T22:00"), Ok("2021-08-13")),
            (
                "[2021-08-06..2021-08-13]/2021-08-13",
                some("2021-08-06"),
                some("2021-08-13"),
                Ok("[2021-08-06..2021-08-13]/2021-08-13"),
            ),
            ("", None, None, Ok("../..")),
            ("XXXX-XX-XX", None, some("2021-08-13"), Ok("../2021-08-13")),
        ] {
            check(when, earliest, latest, expected);
        }
    }

    #[test]
    fn minutes_are_inclusive() {
        let (_, span) =
            read("2021-08-13T21:00", Some("2021-08-13T21:00"), Some("2021-08-13T21:00"), &TimeZone::UTC).unwrap();
        assert_eq!(span.end.unwrap().0 - span.start.unwrap().0, 1);
    }
}
