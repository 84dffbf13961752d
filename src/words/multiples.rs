//! The words of a page of small maps: its subtitle, the date over each map, the note below.

use crate::chronicle::{Basis, Chronicle};
use crate::time::Day;
use crate::timeline::{Clock, Timeslice};
use crate::words::Shown;
use crate::words::dates::{days, short_date, timed};
use crate::words::grammar::{capitalised, fill, head_noun, plural};
use crate::words::scale::year;
use crate::words::sum::whose;

/// "Provincial capitals of Afghanistan held by the Taliban at the end of each day, 6 to 15 August 2021".
pub(crate) fn subtitle(chronicle: &Chronicle, clocks: &[Clock]) -> String {
    let meta = &chronicle.meta;
    if !meta.subject.control {
        return fill(
            "Happenings {when}{known}",
            &[("when", &when(clocks)), ("known", &known_by(clocks).unwrap_or_default())],
        );
    }
    let side = chronicle.watched();
    let pattern = match (meta.country.is_empty(), side) {
        (false, Some(_)) => "{listed} of {country} held by {side} {when}{known}",
        (false, None) => "{listed} of {country} {when}{known}",
        (true, Some(_)) => "{listed} held by {side} {when}{known}",
        (true, None) => "{listed} {when}{known}",
    };
    let values = [
        ("listed", capitalised(&plural(&meta.listed))),
        ("country", meta.country.clone()),
        ("side", side.map_or_else(String::new, |side| side.name.clone())),
        ("when", when(clocks)),
        ("known", known_by(clocks).unwrap_or_default()),
    ];
    fill(pattern, &values.each_ref().map(|(slot, value)| (*slot, value.as_str())))
}

/// "at the end of each day, 6 to 15 August 2021".
fn when(clocks: &[Clock]) -> String {
    let (Some(first), Some(last)) = (clocks.first(), clocks.last()) else { return String::new() };
    let span = days(first.cursor.day(), last.cursor.day());
    let rests = clocks.iter().all(|clock| clock.cursor.is_rest());
    let next = |a: Day, b: Day| a.tomorrow().is_ok_and(|day| day == b);
    let in_turn = clocks.windows(2).all(|pair| matches!(pair, [a, b] if next(a.cursor.day(), b.cursor.day())));
    let of_periods = match period(clocks) {
        Some(Period::Years) => Some(("at the end of each year, {from} to {until}", year as fn(Day) -> String)),
        Some(Period::Months) => Some(("at the end of each month, {from} to {until}", month as fn(Day) -> String)),
        None => None,
    };
    if let Some((pattern, named)) = of_periods {
        let [from, until] = [first, last].map(|clock| named(clock.cursor.day()));
        return fill(pattern, &[("from", &from), ("until", &until)]);
    }
    let pattern = match (rests, in_turn, clocks.len()) {
        (true, _, 1) => "at the end of {days}",
        (true, true, _) => "at the end of each day, {days}",
        (true, false, _) => "at the end of {count} days, {days}",
        (false, _, 1) => "on {days}",
        (false, _, _) => "at {count} instants, {days}",
    };
    fill(pattern, &[("days", &span), ("count", &clocks.len().to_string())])
}

/// What of time lies between two maps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Period {
    Months,
    Years,
}

/// Whether every map is the end of a month or of a year, the last one perhaps sooner; none where they are days.
fn period(clocks: &[Clock]) -> Option<Period> {
    let days: Vec<Day> = clocks.iter().map(|clock| clock.cursor.day()).collect();
    let [ends @ .., _] = days.as_slice() else { return None };
    let ends_with = |day: &Day, larger: fn(Day) -> i16| day.tomorrow().is_ok_and(|next| larger(next) != larger(*day));
    if clocks.len() < 3 || ends.is_empty() || !clocks.iter().all(|clock| clock.cursor.is_rest()) {
        return None;
    }
    if ends.iter().all(|day| ends_with(day, |day| day.year())) {
        Some(Period::Years)
    } else if ends.iter().all(|day| ends_with(day, |day| i16::from(day.month()))) {
        Some(Period::Months)
    } else {
        None
    }
}

fn month(day: Day) -> String {
    format!("{} {}", day.strftime("%b"), year(day))
}

/// ", as known by 13 August", or that every map is as it was known at its own instant.
fn known_by(clocks: &[Clock]) -> Option<String> {
    let first = clocks.first()?;
    if clocks.iter().all(|clock| clock.known_by == Some(clock.cursor)) {
        return Some(", each as known by then".to_owned());
    }
    let by = first.known_by.filter(|_| clocks.iter().all(|clock| clock.known_by == first.known_by))?;
    let by = timed(short_date(by.day(), first.cursor.day()), by);
    Some(fill(", as known by {by}", &[("by", &by)]))
}

/// The date over each map, with month and year only where they differ: "Fri 6", "Fri 6 Aug", "6 Aug 2021"; at the ends of
/// months and years those: "Aug 1916", "1916".
pub(crate) fn dates(clocks: &[Clock]) -> Vec<String> {
    let all: Vec<Day> = clocks.iter().map(|clock| clock.cursor.day()).collect();
    match period(clocks) {
        Some(Period::Years) => return all.into_iter().map(year).collect(),
        Some(Period::Months) => return all.into_iter().map(month).collect(),
        None => {}
    }
    let alike = |key: fn(&Day) -> i16| all.windows(2).all(|pair| matches!(pair, [a, b] if key(a) == key(b)));
    let pattern = match (alike(|day| day.year()), alike(|day| day.month().into())) {
        (true, true) => "%a %-d",
        (true, false) => "%a %-d %b",
        _ => "%-d %b",
    };
    let one_year = alike(|day| day.year());
    let date = |clock: &Clock| {
        let day = clock.cursor.day();
        let named = day.strftime(pattern).to_string();
        timed(if one_year { named } else { format!("{named} {}", year(day)) }, clock.cursor)
    };
    clocks.iter().map(date).collect()
}

/// The large figure and the line under it: "12–13", "3 in documents".
pub(crate) fn figures(chronicle: &Chronicle, slice: &Timeslice, bases: &[Basis]) -> (String, String) {
    if !chronicle.meta.subject.control {
        let [documents, reference] = [Basis::Documents, Basis::Reference].map(|basis| bases.contains(&basis));
        return (slice.events.tally(documents, reference).to_string(), "so far".to_owned());
    }
    let counts = slice.counts;
    match bases {
        [Basis::Documents, Basis::Reference] => {
            (counts.reference.to_string(), format!("{} in documents", counts.documents))
        }
        [Basis::Reference] => (counts.reference.to_string(), String::new()),
        _ => (counts.documents.to_string(), String::new()),
    }
}

/// What the figures count, by the documents alone and with the reference chronology; in a header both stand in one line.
const NOTES: [[&str; 2]; 2] = [
    [
        "Large figure: {listed} of {of} held{whose}, in the documents. A range is as vague as its sources. {control}",
        "Large figure: {listed} of {of} held{whose}, with the reference chronology. A range is as vague as its sources. {control}",
    ],
    [
        "Bold figure: {listed} of {of} held{whose}, in the documents. A range is as vague as its sources. {control}",
        "Bold figure: {listed} of {of} held{whose}, with the reference chronology. A range is as vague as its sources. {control}",
    ],
];
const NOTE_OF_BOTH: &str = "Bold figure: {listed} of {of} held{whose}, with the reference chronology; after it, in the documents. \
                            A range is as vague as its sources. {control}";

/// What the large figure counts.
pub(crate) fn note(chronicle: &Chronicle, of: usize, bases: &[Basis], in_header: bool) -> String {
    if !chronicle.meta.subject.control {
        let large = if in_header { "Bold" } else { "Large" };
        return format!("{large} figure: happenings so far. A range is as vague as its sources.");
    }
    let with_reference = bases.contains(&Basis::Reference);
    let [documents, reference] = NOTES[usize::from(in_header)];
    let pattern = match with_reference {
        true if in_header && bases.len() > 1 => NOTE_OF_BOTH,
        true => reference,
        false => documents,
    };
    // Where documents are all there is, nobody need hear of them.
    let alone = Shown::ALL.in_chronicle(chronicle) == Shown::DOCUMENTS;
    let pattern = if alone { pattern.replace(", in the documents", "") } else { pattern.to_owned() };
    let values = [
        ("listed", plural(head_noun(&chronicle.meta.listed))),
        ("of", of.to_string()),
        ("whose", whose(chronicle)),
        ("control", chronicle.meta.control.clone()),
    ];
    fill(&pattern, &values.each_ref().map(|(slot, value)| (*slot, value.as_str())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::time::Moment;

    fn clocks(days: &[&str]) -> Vec<Clock> {
        days.iter().map(|day| Clock { cursor: Moment::end_of(day.parse().unwrap()), known_by: None }).collect()
    }

    #[test]
    fn maps_at_the_ends_of_months_and_years_are_called_by_them() {
        for (days, names, said) in [
            (
                ["1914-12-31", "1915-12-31", "1916-06-30"],
                ["1914", "1915", "1916"],
                "at the end of each year, 1914 to 1916",
            ),
            (
                ["1914-08-31", "1914-09-30", "1914-10-04"],
                ["Aug 1914", "Sep 1914", "Oct 1914"],
                "at the end of each month, Aug 1914 to Oct 1914",
            ),
            (
                ["1914-08-30", "1914-08-31", "1914-09-01"],
                ["Sun 30 Aug", "Mon 31 Aug", "Tue 1 Sep"],
                "at the end of each day, 30 August to 1 September 1914",
            ),
        ] {
            let clocks = clocks(&days);
            assert_eq!(dates(&clocks), names);
            assert_eq!(when(&clocks), said);
        }
    }
}
