//! Days, instants and bounds in words.

use crate::time::{Day, Moment, Resolution, Span};
use crate::timeline::Clock;

/// "12 Aug"; in what is told by months or years with its year.
pub fn day_short(day: Day, told: Resolution) -> String {
    let short = day.strftime("%-d %b").to_string();
    if told > Resolution::Day { format!("{short} {}", year(day)) } else { short }
}

/// "Thu 12 Aug 2021".
pub fn day_full(day: Day) -> String {
    format!("{}{} {}", weekday(day, "%a "), day.strftime("%-d %b"), year(day))
}

/// "12 August 2021", "15 March 44 BC".
pub(crate) fn day_long(day: Day) -> String {
    format!("{} {}", day.strftime("%-d %B"), year(day))
}

/// "13 August", with the year where it is not that of `beside`.
pub(crate) fn short_date(day: Day, beside: Day) -> String {
    if day.year() == beside.year() { day.strftime("%-d %B").to_string() } else { day_long(day) }
}

/// "2021", "AD 14", "44 BC": the year 0 is 1 BC.
pub(crate) fn year(day: Day) -> String {
    match day.year() {
        before @ ..=0 => format!("{} BC", 1 - i32::from(before)),
        early @ 1..=99 => format!("AD {early}"),
        year => year.to_string(),
    }
}

/// The weekday, where people counted days as we do: before the Gregorian calendar their dates were others.
fn weekday(day: Day, pattern: &str) -> String {
    const GREGORIAN: Day = jiff::civil::date(1582, 10, 15);
    if day < GREGORIAN { String::new() } else { day.strftime(pattern).to_string() }
}

/// "14:30".
pub(crate) fn time_of_day(moment: Moment) -> String {
    moment.civil().strftime("%H:%M").to_string()
}

/// A day with the time, where the instant is none of the rests: "12 August, 14:30".
pub(crate) fn timed(day: String, moment: Moment) -> String {
    if moment.is_rest() { day } else { format!("{day}, {}", time_of_day(moment)) }
}

/// "Thu 12 Aug 2021" and "end of day", or the hour; of months and years "Mar 1993" and "end of month".
pub fn instant(moment: Moment, told: Resolution) -> (String, String) {
    let day = moment.day();
    let date = match told {
        Resolution::Month if told.is_rest(moment) => format!("{} {}", day.strftime("%b"), year(day)),
        Resolution::Year if told.is_rest(moment) => year(day),
        _ => day_full(day),
    };
    (date, end_of(moment, told).map_or_else(|| time_of_day(moment), str::to_owned))
}

/// What is at its end at a rest: "end of day", "end of month"; `None` between rests.
pub(crate) fn end_of(moment: Moment, told: Resolution) -> Option<&'static str> {
    match told {
        Resolution::Month if told.is_rest(moment) => Some("end of month"),
        Resolution::Year if told.is_rest(moment) => Some("end of year"),
        _ => moment.is_rest().then_some(END_OF_DAY),
    }
}

/// What a unit of time is called.
pub fn unit(told: Resolution) -> &'static str {
    match told {
        Resolution::Minute => "minute",
        Resolution::Hour => "hour",
        Resolution::Day => "day",
        Resolution::Month => "month",
        Resolution::Year => "year",
    }
}

/// "On Thu 12 Aug 2021", "In March 1993", "In 401 BC": what is told of at once around a moment.
pub fn on(moment: Moment, told: Resolution) -> String {
    match told {
        Resolution::Month | Resolution::Year => format!("In {}", date(told.rest_at(moment), told)),
        _ => format!("On {}", day_full(moment.day())),
    }
}

/// What of time is told of at once: "this day", "this month", "this year".
pub fn this(told: Resolution) -> &'static str {
    match told {
        Resolution::Minute | Resolution::Hour | Resolution::Day => "this day",
        Resolution::Month => "this month",
        Resolution::Year => "this year",
    }
}

/// What a rest is called beside its day.
pub(crate) const END_OF_DAY: &str = "end of day";

/// "Thursday 12 August 2021", or "Thursday 12 August 2021, 14:30"; at the ends of months and years "March 1993", "401 BC".
pub(crate) fn date(moment: Moment, told: Resolution) -> String {
    let day = moment.day();
    match told {
        Resolution::Month if told.is_rest(moment) => format!("{} {}", day.strftime("%B"), year(day)),
        Resolution::Year if told.is_rest(moment) => year(day),
        _ => timed(day_in_full(day), moment),
    }
}

/// "Thursday 12 August 2021".
pub(crate) fn day_in_full(day: Day) -> String {
    format!("{}{}", weekday(day, "%A "), day_long(day))
}

/// "13 August" or "13 August, 14:30": the instant of the *reported* clock.
pub(crate) fn known_by(clock: Clock, told: Resolution) -> Option<String> {
    let by = clock.known_by?;
    if told > Resolution::Day && told.is_rest(by) {
        return Some(date(by, told));
    }
    Some(timed(short_date(by.day(), clock.cursor.day()), by))
}

/// Bounds as short as they can be said: "12 Aug", "11–12 Aug", "until 13 Aug"; in what is told by months or years "Mar
/// 1993", "401–399 BC".
pub fn span(bounds: Span, told: Resolution) -> String {
    if told > Resolution::Day {
        return whole_units(bounds);
    }
    let day_short = |day| day_short(day, told);
    let month = |day: Day| format!("{} {}", day.strftime("%b"), year(day));
    match bounds.days() {
        (Some(a), Some(b)) if a == b => day_short(a),
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => {
            format!("{}–{}", a.day(), day_short(b))
        }
        (Some(a), Some(b)) if a.year() == b.year() => format!("{} – {}", day_short(a), day_short(b)),
        (Some(a), Some(b)) => format!("{} – {}", month(a), month(b)),
        (None, Some(b)) => format!("until {}", day_short(b)),
        (Some(a), None) => format!("from {}", day_short(a)),
        (None, None) => UNKNOWN_TIME.to_owned(),
    }
}

/// Bounds with their years, as whole years or months where they are: "401 BC", "Mar – May 1993", "12 Mar – 4 Apr 1993".
fn whole_units(bounds: Span) -> String {
    let date = |day: Day| day_short(day, Resolution::Month);
    let (Some(a), Some(b)) = bounds.days() else {
        return match bounds.days() {
            (Some(a), None) => format!("from {}", date(a)),
            (None, Some(b)) => format!("until {}", date(b)),
            _ => UNKNOWN_TIME.to_owned(),
        };
    };
    let whole_months = a.day() == 1 && b == b.last_of_month();
    let (named, short): (fn(Day) -> String, &str) = match () {
        () if whole_months && a.month() == 1 && b.month() == 12 => (year, ""),
        () if whole_months => (|day| format!("{} {}", day.strftime("%b"), year(day)), "%b"),
        () => (|day| day_short(day, Resolution::Month), "%-d %b"),
    };
    match (named(a), named(b)) {
        (first, last) if first == last => last,
        (_, last) if a.year() == b.year() => format!("{} – {last}", a.strftime(short)),
        (first, last) => format!("{first} – {last}"),
    }
}

/// The same with the weekday where they are one day: "Thu 12 Aug", "11–12 Aug".
pub fn span_weekday(bounds: Span, told: Resolution) -> String {
    match bounds.days() {
        (Some(a), Some(b)) if a == b && told <= Resolution::Day => weekday(a, "%a ") + &day_short(a, told),
        _ => span(bounds, told),
    }
}

/// "between 11 and 12 August", "between 30 August and 2 September", "by 13 August".
pub(crate) fn between(span: Span, beside: Day) -> String {
    match span.days() {
        (Some(first), Some(last)) if first == last => format!("on {}", short_date(first, beside)),
        (Some(first), Some(last)) if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("between {} and {}", first.day(), short_date(last, beside))
        }
        (Some(first), Some(last)) => format!("between {} and {}", short_date(first, beside), short_date(last, beside)),
        (None, Some(last)) => format!("by {}", short_date(last, beside)),
        (Some(first), None) => format!("from {}", short_date(first, beside)),
        (None, None) => UNKNOWN_TIME.to_owned(),
    }
}

const UNKNOWN_TIME: &str = "at an unknown time";

/// Of what has no date.
pub(crate) const UNDATED: &str = "undated";

/// "6 to 15 August 2021", "30 July to 2 August 2021", "12 August 2021".
pub(crate) fn days(first: Day, last: Day) -> String {
    match () {
        () if first == last => day_long(last),
        () if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("{} to {}", first.day(), day_long(last))
        }
        () => format!("{} to {}", short_date(first, last), day_long(last)),
    }
}

/// The days of some bounds: "11 to 12 August 2021", "until 31 August 2021, start unknown".
pub(crate) fn period(span: Span) -> String {
    match span.days() {
        (Some(first), Some(last)) => days(first, last),
        (None, Some(last)) => format!("until {}, start unknown", day_long(last)),
        (Some(first), None) => format!("from {}, end unknown", day_long(first)),
        (None, None) => UNKNOWN_TIME.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_said_as_shortly_as_they_can_be() {
        let at = |a: Option<&str>, b: Option<&str>| {
            let start = a.map(|d| Moment::start_of(d.parse().unwrap()));
            super::span(Span::new(start, b.map(|d| Moment::end_of(d.parse().unwrap()))), Resolution::Day)
        };
        for (a, b, expected) in [
            (Some("2021-08-12"), Some("2021-08-12"), "12 Aug"),
            (Some("2021-08-11"), Some("2021-08-12"), "11–12 Aug"),
            (Some("2021-07-30"), Some("2021-08-02"), "30 Jul – 2 Aug"),
            (None, Some("2021-08-13"), "until 13 Aug"),
            (Some("2021-08-13"), None, "from 13 Aug"),
            (Some("2001-10-07"), Some("2021-08-30"), "Oct 2001 – Aug 2021"),
        ] {
            assert_eq!(at(a, b), expected);
        }
    }

    #[test]
    fn what_is_told_by_months_or_years_is_dated_by_them() {
        let span = |edtf: &str| super::span(crate::time::EdtfDate::parse(edtf).unwrap().span(), Resolution::Month);
        for (edtf, words) in [
            ("1993", "1993"),
            ("-0400", "401 BC"),
            ("-0400/-0398", "401 BC – 399 BC"),
            ("1993-03", "Mar 1993"),
            ("1993-03/1993-05", "Mar – May 1993"),
            ("1992-11/1993-02", "Nov 1992 – Feb 1993"),
            ("1993-03-12", "12 Mar 1993"),
            ("1993-03-12/1993-04-04", "12 Mar – 4 Apr 1993"),
            ("../1993-04-04", "until 4 Apr 1993"),
        ] {
            assert_eq!(span(edtf), words, "{edtf}");
        }
        let at = |text: &str, told| {
            let moment = Moment::parse(text).unwrap();
            (date(moment, told), end_of(moment, told))
        };
        for (text, told, words, rest) in [
            ("1993-03-31", Resolution::Month, "March 1993", Some("end of month")),
            ("1993-03-30", Resolution::Month, "Tuesday 30 March 1993", Some("end of day")),
            ("-0400-12-31", Resolution::Year, "401 BC", Some("end of year")),
            ("2023-02-06T05:00", Resolution::Hour, "Monday 6 February 2023, 05:00", None),
            ("2023-02-06", Resolution::Hour, "Monday 6 February 2023", Some("end of day")),
        ] {
            assert_eq!(at(text, told), (words.to_owned(), rest));
        }
    }

    #[test]
    fn a_weekday_is_said_only_of_days_that_people_counted_so() {
        for (day, words) in [
            ("2021-08-12", "Thursday 12 August 2021"),
            ("1582-10-15", "Friday 15 October 1582"),
            ("1582-10-04", "4 October 1582"),
            ("-000043-03-15", "15 March 44 BC"),
        ] {
            assert_eq!(day_in_full(day.parse().unwrap()), words);
        }
    }

    #[test]
    fn a_period_is_said_in_words() {
        for (when, words) in [
            ("2021-08-12", "12 August 2021"),
            ("2021-08-11/2021-08-12", "11 to 12 August 2021"),
            ("2021-07-31/2021-08-12", "31 July to 12 August 2021"),
            ("2020-12-31/2021-01-01", "31 December 2020 to 1 January 2021"),
            ("../2021-08-31", "until 31 August 2021, start unknown"),
            ("2021-08-13/..", "from 13 August 2021, end unknown"),
            ("-0043-03-15", "15 March 44 BC"),
            ("0000-12-31/0001-01-01", "31 December 1 BC to 1 January AD 1"),
            ("0476-09-04", "4 September 476"),
        ] {
            assert_eq!(period(crate::time::EdtfDate::parse(when).unwrap().span()), words, "{when}");
        }
    }
}
