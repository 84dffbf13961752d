//! The rows of tables in words: how many there are in a window of time, where the most, how rough they are.

use crate::chronicle::Chronicle;
use crate::table::TableChanges;
use crate::table::rows::{Brush, RowsNow};
use crate::time::{Day, Moment, Resolution};
use crate::timeline::Timeslice;
use crate::words::dates::{days, year};
use crate::words::grammar::{counted, fill, sentences, thousands};

/// A number where there is little room: "840", "1.2 k", "21.4 k", "156 k", "1.2 M".
pub(crate) fn in_short(number: usize) -> String {
    let of = |unit: f64, sign: &str| {
        let share = number as f64 / unit;
        if share < 99.95 { format!("{share:.1}\u{a0}{sign}") } else { format!("{share:.0}\u{a0}{sign}") }
    };
    match number {
        ..1000 => number.to_string(),
        1000..999_500 => of(1e3, "k"),
        _ => of(1e6, "M"),
    }
}

/// The window that is looked at: "March 2018 to August 2020", "1 to 30 June 2021", "until 30 June 2021".
pub(super) fn window(brush: Brush) -> String {
    let (first, last) = ends(brush);
    let Some(first) = first else { return fill("Until {day}", &[("day", &days(last, last))]) };
    if is_months(first, last) {
        let month = |day: Day| format!("{} {}", day.strftime("%B"), year(day));
        return match (first.month() == 1, last.month() == 12) {
            (true, true) if first.year() == last.year() => year(last),
            (true, true) => format!("{} to {}", year(first), year(last)),
            _ if (first.year(), first.month()) == (last.year(), last.month()) => month(last),
            _ if first.year() == last.year() => format!("{} to {}", first.strftime("%B"), month(last)),
            _ => format!("{} to {}", month(first), month(last)),
        };
    }
    days(first, last)
}

/// The first day of a window, where it has one, and the last.
fn ends(brush: Brush) -> (Option<Day>, Day) {
    let first = (brush.from > Moment(i64::MIN)).then(|| brush.from.civil().date());
    (first, brush.until.day().max(first.unwrap_or(Day::MIN)))
}

fn is_months(first: Day, last: Day) -> bool {
    first.day() == 1 && last == last.last_of_month()
}

/// How long a window is: "in 30 months", "in 30 days"; nothing where it has no beginning or is a single unit.
fn length(brush: Brush) -> String {
    let (Some(first), last) = ends(brush) else { return String::new() };
    let months = i64::from(last.year() - first.year()) * 12 + i64::from(last.month() - first.month()) + 1;
    let days = (Moment::end_of(last).0 - Moment::start_of(first).0) / Moment::DAY;
    let many = |count: i64, one: &str, several: &str| {
        let said = counted(usize::try_from(count).unwrap_or_default(), one, several);
        if count > 1 { fill(" in {time}", &[("time", &said)]) } else { String::new() }
    };
    if !is_months(first, last) {
        many(days, "day", "days")
    } else if months % 12 == 0 && months >= 60 {
        many(months / 12, "year", "years")
    } else {
        many(months, "month", "months")
    }
}

/// How many events there are: "156,415 events in 30 months".
pub(super) fn title(now: &RowsNow) -> String {
    let count = match now.len() {
        0 => "No events".to_owned(),
        1 => "1 event".to_owned(),
        many => fill("{count} events", &[("count", &thousands(many as u64))]),
    };
    format!("{count}{}", length(now.brush))
}

/// "156,415 shown of 171,199. 3% of days and 12% of places are rough.", and the same in brief.
pub(super) fn sum(now: &RowsNow) -> [String; 2] {
    let shown = now.len();
    let values = [("shown", thousands(shown as u64)), ("all", thousands(now.all as u64))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let left = (shown < now.all).then(|| fill("{shown} shown of {all}.", &values));
    let brief = left.clone().unwrap_or_default().trim_end_matches('.').to_owned();
    let share = |count: usize| (count as f64 / shown.max(1) as f64 * 100.0).round() as usize;
    let rough = match (share(now.rough_days), share(now.rough_places)) {
        (0, 0) => None,
        (days, 0) => Some(format!("{days}% of days are rough.")),
        (0, places) => Some(format!("{places}% of places are rough.")),
        (days, places) => Some(format!("{days}% of days and {places}% of places are rough.")),
    };
    [sentences(left.into_iter().chain(rough)), brief]
}

/// Where the most are: "Most at Maiduguri, 21,400."; of a cell, "Most around Kabul, 8,700 in a cell."
pub(crate) fn most(place: &str, count: u32, at_spot: bool) -> String {
    let pattern = if at_spot { "Most at {place}, {count}." } else { "Most around {place}, {count} in a cell." };
    fill(pattern, &[("place", place), ("count", &thousands(u64::from(count)))])
}

/// Whether rows are what the map tells of first: it counts nothing that is held, and nothing else happened.
pub(crate) fn leads(chronicle: &Chronicle, slice: &Timeslice) -> bool {
    let subject = &chronicle.meta.subject;
    slice.rows.is_some() && !subject.control && !subject.journey && chronicle.events.is_empty()
}

/// What hexagons mean: "10 to 400+ in a cell of 38 km".
pub(crate) fn density(steps: [u32; 5], across_km: f64) -> String {
    let number = |step: u32| if step < 1000 { step.to_string() } else { in_short(step as usize).replace(".0", "") };
    let [first, .., last] = steps.map(number);
    let km = if across_km < 10.0 { format!("{across_km:.1}") } else { format!("{across_km:.0}") };
    fill("{first} to {last}+ in a cell of {km} km", &[("first", &first), ("last", &last), ("km", &km)])
}

/// A kind in the legend with how many there are: "Battles, 39,617".
pub(crate) fn kind(name: &str, count: usize) -> String {
    let name = if name.is_empty() { "Events" } else { name };
    fill("{kind}, {count}", &[("kind", name), ("count", &thousands(count as u64))])
}

/// Over the places with the most rows.
pub(crate) const MOST_EVENTS: &str = "Most events";
/// Where no cell has as many as a hexagon stands for.
pub(crate) const NOWHERE_MANY: &str = "Nowhere ten or more in one cell.";

/// What a newer file does to the rows of a table: "rows of acled.csv: 12 added, 3 changed (BFA12, …), 1 withdrawn (BFA7)".
pub fn rows_changed(table: &str, changes: &TableChanges) -> String {
    let named = |ids: &[String]| {
        let more = if ids.len() > NAMED { ", …" } else { "" };
        format!("{}{more}", ids.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", "))
    };
    let all = [(&changes.added, "added"), (&changes.changed, "changed"), (&changes.withdrawn, "withdrawn")];
    let parts = all.into_iter().filter(|(ids, _)| !ids.is_empty());
    let parts: Vec<String> =
        parts.map(|(ids, how)| format!("{} {how} ({})", thousands(ids.len() as u64), named(ids))).collect();
    format!("rows of {table}: {}", parts.join(", "))
}

/// Rows that are named before it is only said that there are more.
const NAMED: usize = 6;

/// What a number on the map means.
pub(crate) const MANY_AT_ONE_SPOT: &str = "Many at one spot";

/// Beside what else is told, how many rows there are: "In tables: 1,204 events in 30 days."
pub(super) fn beside(now: &RowsNow) -> String {
    fill("In tables: {title}.", &[("title", &title(now))])
}

/// The date over rows, where a window was chosen.
pub(super) fn dated(slice: &Timeslice, told: Resolution) -> Option<String> {
    let brush = slice.rows.as_ref()?.brush();
    let unit = Brush { from: told.begin_of(slice.clock.cursor), until: slice.clock.cursor };
    (brush != unit && brush.from > Moment(i64::MIN)).then(|| window(brush))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_with_their_thousands_apart_and_in_short() {
        for (number, said, short) in [
            (7, "7", "7"),
            (999, "999", "999"),
            (1_204, "1,204", "1.2\u{a0}k"),
            (21_400, "21,400", "21.4\u{a0}k"),
            (156_415, "156,415", "156\u{a0}k"),
            (999_600, "999,600", "1.0\u{a0}M"),
            (12_345_678, "12,345,678", "12.3\u{a0}M"),
        ] {
            assert_eq!((thousands(number as u64).as_str(), in_short(number).as_str()), (said, short));
        }
    }

    #[test]
    fn a_window_is_said_by_months_and_years_where_it_has_whole_ones() {
        let brush = |from: &str, until: &str| Brush {
            from: Moment::start_of(from.parse().unwrap()),
            until: Moment::end_of(until.parse().unwrap()),
        };
        for (from, until, said, long) in [
            ("2018-03-01", "2020-08-31", "March 2018 to August 2020", " in 30 months"),
            ("2018-03-01", "2018-05-31", "March to May 2018", " in 3 months"),
            ("2018-03-01", "2018-03-31", "March 2018", ""),
            ("2018-01-01", "2018-12-31", "2018", " in 12 months"),
            ("2012-01-01", "2024-12-31", "2012 to 2024", " in 13 years"),
            ("2021-06-01", "2021-06-29", "1 to 29 June 2021", " in 29 days"),
            ("2021-06-01", "2021-06-01", "1 June 2021", ""),
        ] {
            let brush = brush(from, until);
            assert_eq!((window(brush).as_str(), length(brush).as_str()), (said, long));
        }
    }
}
