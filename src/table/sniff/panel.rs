//! Counts for a country in a month are no events.

use crate::table::mapping::Mapping;
use crate::table::role::ColumnRole as Is;
use crate::table::sniff::sample::Sample;
use std::collections::{BTreeMap, BTreeSet};

/// What a row is of, where the table is a panel: "a country in a month".
pub(super) fn of(mapping: &Mapping, sample: &Sample) -> Option<String> {
    // What says a day, or a kind of happening, is of events.
    if [Is::Day, Is::Kind, Is::FinerKind, Is::Begin, Is::End, Is::Title, Is::Words]
        .iter()
        .any(|role| mapping.column(*role).is_some())
    {
        return None;
    }
    let date = |row: &Vec<String>| -> Option<String> {
        let cell = |role| mapping.column(role).and_then(|at| row.get(at)).map(|cell| cell.trim().to_owned());
        match cell(Is::When) {
            Some(when) => {
                let read = mapping.dates.read(&when, &jiff::tz::TimeZone::UTC).ok()?;
                // The first of a month is how some write the month.
                let coarse = read.end.0 - read.start.0 > 20 * 1440 || read.start.civil().day() == 1;
                coarse.then_some(when)
            }
            None => Some(format!("{} {}", cell(Is::Year)?, cell(Is::Month).unwrap_or_default())),
        }
    };
    let named: Vec<usize> = (0..mapping.columns.len())
        .filter(|at| {
            let column = mapping.columns.get(*at);
            column.is_some_and(|column| matches!(column.role, Is::Country | Is::PlaceName))
        })
        .collect();
    let dates: Option<Vec<String>> = sample.rows.iter().map(date).collect();
    let dates = dates?;
    let is_panel = |at: &usize| {
        let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (row, date) in sample.rows.iter().zip(&dates) {
            let fresh = seen.entry(row.get(*at).map_or("", String::as_str)).or_default().insert(date);
            if !fresh {
                return false;
            }
        }
        // Events come when they come; a panel has a row for each unit of time.
        let longest = seen.values().map(BTreeSet::len).max().unwrap_or_default();
        sample.rows.len() >= 6 && longest >= 3 && sample.rows.len() * 10 >= seen.len() * longest * 6
    };
    let monthly = mapping.column(Is::Month).is_some() || mapping.column(Is::When).is_some();
    let unit = if monthly { "month" } else { "year" };
    named.iter().any(is_panel).then(|| format!("a country in a {unit}"))
}
