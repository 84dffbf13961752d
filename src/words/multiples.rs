//! The words of a page of small maps: its subtitle, the date over each map, the note below.

use crate::chronicle::{Basis, Chronicle};
use crate::time::Day;
use crate::timeline::Clock;
use crate::words::dates::{days, short_date, timed};
use crate::words::grammar::{capitalised, fill, head_noun, plural};

/// "Provincial capitals of Afghanistan held by the Taliban at the end of each day, 6 to 15 August 2021".
pub(crate) fn subtitle(chronicle: &Chronicle, clocks: &[Clock]) -> String {
    let meta = &chronicle.meta;
    let side = meta.sides.first();
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
    let pattern = match (rests, in_turn, clocks.len()) {
        (true, _, 1) => "at the end of {days}",
        (true, true, _) => "at the end of each day, {days}",
        (true, false, _) => "at the end of {count} days, {days}",
        (false, _, 1) => "on {days}",
        (false, _, _) => "at {count} instants, {days}",
    };
    fill(pattern, &[("days", &span), ("count", &clocks.len().to_string())])
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

/// The date over each map, with month and year only where they differ: "Fri 6", "Fri 6 Aug", "6 Aug 2021".
pub(crate) fn dates(clocks: &[Clock]) -> Vec<String> {
    let all: Vec<Day> = clocks.iter().map(|clock| clock.cursor.day()).collect();
    let alike = |key: fn(&Day) -> i16| all.windows(2).all(|pair| matches!(pair, [a, b] if key(a) == key(b)));
    let pattern = match (alike(|day| day.year()), alike(|day| day.month().into())) {
        (true, true) => "%a %-d",
        (true, false) => "%a %-d %b",
        _ => "%-d %b %Y",
    };
    let date = |clock: &Clock| timed(clock.cursor.day().strftime(pattern).to_string(), clock.cursor);
    clocks.iter().map(date).collect()
}

/// The large figure and the line under it: "12–13", "3 in documents".
pub(crate) fn figures(slice: &crate::timeline::Timeslice, bases: &[Basis]) -> (String, String) {
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
        "Large figure: {listed} of {of} held, in the documents. A range is as vague as its sources. {control}",
        "Large figure: {listed} of {of} held, with the reference chronology. A range is as vague as its sources. {control}",
    ],
    [
        "Bold figure: {listed} of {of} held, in the documents. A range is as vague as its sources. {control}",
        "Bold figure: {listed} of {of} held, with the reference chronology. A range is as vague as its sources. {control}",
    ],
];
const NOTE_OF_BOTH: &str = "Bold figure: {listed} of {of} held, with the reference chronology; after it, in the documents. \
                            A range is as vague as its sources. {control}";

/// What the large figure counts.
pub(crate) fn note(chronicle: &Chronicle, of: usize, bases: &[Basis], in_header: bool) -> String {
    let with_reference = bases.contains(&Basis::Reference);
    let [documents, reference] = NOTES[usize::from(in_header)];
    let pattern = match with_reference {
        true if in_header && bases.len() > 1 => NOTE_OF_BOTH,
        true => reference,
        false => documents,
    };
    let values = [
        ("listed", plural(head_noun(&chronicle.meta.listed))),
        ("of", of.to_string()),
        ("control", chronicle.meta.control.clone()),
    ];
    fill(pattern, &values.each_ref().map(|(slot, value)| (*slot, value.as_str())))
}
