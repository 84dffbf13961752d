//! The report as a page for a terminal.

use crate::chronicle::{Chronicle, MapRole};
use crate::time::Day;
use crate::timeline::{ClaimReport, Clock, ElsewhereReport, EventReport, PlaceReport, PlaceState, Report, Timeline};
use crate::words::report::{after_date, cells, citations, cited, columns, kind_and_modality, reading, rests_on};
use crate::words::{self, Shown, capitalised, headline};
use rayon::prelude::*;
use std::fmt::Write as _;

/// Columns of a page.
const WIDTH: usize = 96;

/// The whole page.
pub(super) fn page(timeline: &Timeline, clock: Clock, report: &Report<'_>) -> String {
    let chronicle = timeline.chronicle();
    let slice = timeline.slice(clock);
    let words = headline(chronicle, &slice, Shown::ALL);
    let end = after_date(clock.cursor, chronicle.resolution());
    let mut page = format!("{}\n{}{end}\n\n", chronicle.meta.title, words.date);
    wrap(&mut page, &words.title, 0);
    if !words.sum.is_empty() {
        wrap(&mut page, &words.sum, 0);
    }
    if !words.nearest.is_empty() {
        wrap(&mut page, &capitalised(&words.nearest), 0);
    }
    if let Some(filtered) = words::filtered(timeline) {
        wrap(&mut page, &filtered, 0);
    }
    // Without control nobody is said to hold anything.
    let counted = if chronicle.meta.subject.control { slice.places.as_slice() } else { &[] };
    let told: Vec<&PlaceState> = counted.iter().filter(|place| words::is_told(place)).collect();
    if !told.is_empty() {
        page.push('\n');
        table(&mut page, chronicle, &told, clock.cursor.day());
    }
    let silent = counted.len() - told.len();
    if silent > 0 {
        let _ = writeln!(page, "\n{}", words::report::silent(chronicle, silent, told.is_empty()));
    }
    let listed = report.places.par_iter().map(|place| listed(chronicle, place));
    page.extend(listed.collect::<Vec<String>>());
    let elsewhere: Vec<&ElsewhereReport<'_>> = report.events.iter().filter(|told| is_shown(&told.event)).collect();
    let told = elsewhere.par_iter().enumerate().map(|(i, told)| {
        let before = i.checked_sub(1).and_then(|i| elsewhere.get(i)).map(|before| &before.place);
        let mut part = String::new();
        if before != Some(&told.place) {
            let _ = writeln!(part, "\n{}", words::elsewhere(&told.name));
        }
        event(&mut part, chronicle, &told.event);
        part
    });
    page.extend(told.collect::<Vec<String>>());
    for told in report.undated.iter().filter(|told| is_shown(&told.event)) {
        let _ = writeln!(page, "\n{}", words::undated_at(&told.name));
        event(&mut page, chronicle, &told.event);
    }
    if !chronicle.meta.control.is_empty() {
        page.push('\n');
        wrap(&mut page, &chronicle.meta.control, 0);
    }
    // A terminal obeys no signs of direction.
    words::not_isolated(&page)
}

/// What is told of a listed place; nothing where nothing is.
fn listed(chronicle: &Chronicle, place: &PlaceReport<'_>) -> String {
    let mut part = String::new();
    let mut shown = place.events.iter().filter(|event| is_shown(event)).peekable();
    if shown.peek().is_some() {
        let province = place.province.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
        let _ = writeln!(part, "\n{}{province}", place.name);
    }
    shown.for_each(|event| self::event(&mut part, chronicle, event));
    part
}

/// Background is left to the JSON form.
pub(super) fn is_shown(event: &EventReport<'_>) -> bool {
    event.record().role != MapRole::Context
}

fn table(page: &mut String, chronicle: &Chronicle, places: &[&PlaceState], today: Day) {
    let head = columns(chronicle).iter().map(|head| (*head).to_owned()).collect();
    let rows = places.iter().map(|place| cells(chronicle, place, today));
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    for row in &rows {
        let padded = row.iter().enumerate().map(|(column, cell)| {
            let width = if column + 1 < row.len() { width(column) } else { 0 };
            format!("{cell:width$}")
        });
        let _ = writeln!(page, "{}", padded.collect::<Vec<_>>().join("  "));
    }
}

fn event(page: &mut String, chronicle: &Chronicle, event: &EventReport<'_>) {
    let record = event.record();
    let when = if event.is_undated() { words::UNDATED } else { record.when.written() };
    let basis = rests_on(record.basis, event.state.standing, event.state.voices);
    let kind = kind_and_modality(&words::kind(chronicle, &record.kind), record.modality);
    let _ = writeln!(page, "  {when}  {kind} · {basis}");
    wrap(page, &record.summary, 4);
    if let Some(text) = &record.reading {
        wrap(page, &reading(text), 4);
    }
    let claims: Vec<ClaimReport<'_>> = event.claims().collect();
    for claim in &claims {
        if let ClaimReport::Excerpt { source, by, standing, quote, .. } = claim {
            wrap(page, &format!("“{}”", quote.split_whitespace().collect::<Vec<_>>().join(" ")), 4);
            let cited = words::source(chronicle, source);
            wrap(page, &format!("— {by} · {} · {cited} [{source}]", words::standing(*standing)), 6);
        }
    }
    for what in ["same day", "supports", "differs", "earlier event", "later event"] {
        let cited: Vec<String> = claims.iter().filter_map(|claim| citation(claim, what)).collect();
        if !cited.is_empty() {
            wrap(page, &citations(what, &cited), 4);
        }
    }
}

/// Who says so and in which words; the address is left to the other forms.
fn citation(claim: &ClaimReport<'_>, what: &str) -> Option<String> {
    match claim {
        ClaimReport::Citation { says, detail, publisher, .. } if *says == what => Some(cited(publisher, *detail)),
        _ => None,
    }
}

/// Adds a paragraph, broken at spaces, every line indented.
fn wrap(page: &mut String, text: &str, indent: usize) {
    let mut column = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            page.push('\n');
            column = 0;
        }
        if column == 0 {
            page.extend(std::iter::repeat_n(' ', indent));
            column = indent + length;
        } else {
            page.push(' ');
            column += 1 + length;
        }
        page.push_str(word);
    }
    page.push('\n');
}
