//! The words of a page of small maps: its subtitle, the date over each map, the note below.

use crate::chronicle::{Basis, Chronicle};
use crate::time::{Day, Moment};
use crate::timeline::Clock;
use crate::words::{capitalised, plural, short_date};

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
    let span = span(first.cursor.day(), last.cursor.day());
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

/// "6 to 15 August 2021", "30 July to 2 August 2021", "12 August 2021".
fn span(first: Day, last: Day) -> String {
    let full = |day: Day| day.strftime("%-d %B %Y").to_string();
    if first == last {
        return full(last);
    }
    let start = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.strftime("%-d").to_string(),
        (true, false) => first.strftime("%-d %B").to_string(),
        _ => full(first),
    };
    format!("{start} to {}", full(last))
}

/// ", as known by 13 August", or that every map is as it was known at its own instant.
fn known_by(clocks: &[Clock]) -> Option<String> {
    let first = clocks.first()?;
    if clocks.iter().all(|clock| clock.known_by == Some(clock.cursor)) {
        return Some(", each as known by then".to_owned());
    }
    let by = first.known_by.filter(|_| clocks.iter().all(|clock| clock.known_by == first.known_by))?;
    let time = if by.is_rest() { String::new() } else { format!(", {}", time(by)) };
    Some(format!(", as known by {}{time}", short_date(by.day(), first.cursor.day())))
}

fn time(moment: Moment) -> String {
    moment.civil().strftime("%H:%M").to_string()
}

/// The date over each map, with month and year only where they differ: "Fri 6", "Fri 6 Aug", "6 Aug 2021".
pub(super) fn dates(clocks: &[Clock]) -> Vec<String> {
    let days: Vec<Day> = clocks.iter().map(|clock| clock.cursor.day()).collect();
    let alike = |key: fn(&Day) -> i16| days.windows(2).all(|pair| matches!(pair, [a, b] if key(a) == key(b)));
    let pattern = match (alike(|day| day.year()), alike(|day| day.month().into())) {
        (true, true) => "%a %-d",
        (true, false) => "%a %-d %b",
        _ => "%-d %b %Y",
    };
    let date = |clock: &Clock| {
        let day = clock.cursor.day().strftime(pattern);
        if clock.cursor.is_rest() { day.to_string() } else { format!("{day}, {}", time(clock.cursor)) }
    };
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
    let listed = &chronicle.meta.listed;
    let noun = plural(listed.rsplit(' ').next().unwrap_or(listed));
    let basis = match bases {
        [Basis::Documents, Basis::Reference] | [Basis::Reference] => "with the reference chronology",
        _ => "in the documents",
    };
    let figure = if in_header { "Bold figure" } else { "Large figure" };
    let beside = if in_header && bases.len() > 1 { "; after it, in the documents" } else { "" };
    let control = &chronicle.meta.control;
    format!("{figure}: {noun} of {of} held, {basis}{beside}. A range is as vague as its sources. {control}")
}
