//! The words of a page of small maps: its subtitle, the date over each map, the note below.

use crate::chronicle::{Basis, Chronicle};
use crate::time::Day;
use crate::timeline::Clock;
use crate::words::{capitalised, days, head_noun, plural, short_date, timed};

/// "Provincial capitals of Afghanistan held by the Taliban at the end of each day, 6 to 15 August 2021".
pub(super) fn subtitle(chronicle: &Chronicle, clocks: &[Clock]) -> String {
    let meta = &chronicle.meta;
    let mut text = capitalised(&plural(&meta.listed));
    if !meta.country.is_empty() {
        text.push_str(&format!(" of {}", meta.country));
    }
    if let Some(side) = meta.sides.first() {
        text.push_str(&format!(" held by {}", side.name));
    }
    text.push_str(&when(clocks));
    if let Some(by) = known_by(clocks) {
        text.push_str(&by);
    }
    text
}

fn when(clocks: &[Clock]) -> String {
    let (Some(first), Some(last)) = (clocks.first(), clocks.last()) else { return String::new() };
    let span = days(first.cursor.day(), last.cursor.day());
    let rests = clocks.iter().all(|clock| clock.cursor.is_rest());
    let next = |a: Day, b: Day| a.tomorrow().is_ok_and(|day| day == b);
    let in_turn = clocks.windows(2).all(|pair| matches!(pair, [a, b] if next(a.cursor.day(), b.cursor.day())));
    match (rests, in_turn, clocks.len()) {
        (true, _, 1) => format!(" at the end of {span}"),
        (true, true, _) => format!(" at the end of each day, {span}"),
        (true, false, n) => format!(" at the end of {n} days, {span}"),
        (false, _, 1) => format!(" on {span}"),
        (false, _, n) => format!(" at {n} instants, {span}"),
    }
}

/// ", as known by 13 August", or that every map is as it was known at its own instant.
fn known_by(clocks: &[Clock]) -> Option<String> {
    let first = clocks.first()?;
    if clocks.iter().all(|clock| clock.known_by == Some(clock.cursor)) {
        return Some(", each as known by then".to_owned());
    }
    let by = first.known_by.filter(|_| clocks.iter().all(|clock| clock.known_by == first.known_by))?;
    Some(format!(", as known by {}", timed(short_date(by.day(), first.cursor.day()), by)))
}

/// The date over each map, with month and year only where they differ: "Fri 6", "Fri 6 Aug", "6 Aug 2021".
pub(super) fn dates(clocks: &[Clock]) -> Vec<String> {
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
pub(super) fn figures(slice: &crate::timeline::Timeslice, bases: &[Basis]) -> (String, String) {
    let counts = slice.counts;
    match bases {
        [Basis::Documents, Basis::Reference] => {
            (counts.reference.to_string(), format!("{} in documents", counts.documents))
        }
        [Basis::Reference] => (counts.reference.to_string(), String::new()),
        _ => (counts.documents.to_string(), String::new()),
    }
}

/// What the large figure counts.
pub(super) fn note(chronicle: &Chronicle, of: usize, bases: &[Basis], in_header: bool) -> String {
    let noun = plural(head_noun(&chronicle.meta.listed));
    let basis = match bases {
        [Basis::Documents, Basis::Reference] | [Basis::Reference] => "with the reference chronology",
        _ => "in the documents",
    };
    let figure = if in_header { "Bold figure" } else { "Large figure" };
    let beside = if in_header && bases.len() > 1 { "; after it, in the documents" } else { "" };
    let control = &chronicle.meta.control;
    format!("{figure}: {noun} of {of} held, {basis}{beside}. A range is as vague as its sources. {control}")
}
