//! Times as a text names them, with their bounds as EDTF, anchored to the document's date or to the time named before.
//!
//! What the words are and how they stand together is the language's table (`lexicon/*.times.toml`); what that means is
//! `meaning`, the same for all languages. Knows tokens only.

mod calendar;
#[cfg(test)]
mod cases;
mod meaning;
mod pattern;
mod periods;
mod scan;
mod table;

use crate::language::Text;
use crate::propose::languages::Language;
use crate::propose::mentions::TimeMention;
use crate::time::Day;

/// A report is printed at most so many days after its dateline.
const LATE: i32 = 40;

/// All times of a document, in order, not overlapping. Relative ones stay without a value where the document's date is
/// not known.
pub fn times(text: &Text<'_>, language: Language, published: Option<Day>) -> Vec<TimeMention> {
    let from = |day: Option<Day>| scan::Scanner::new(text, table::Table::of(language), day).scan();
    let found = from(published);
    match dateline_day(text, &found, published) {
        Some(written) if published != Some(written) => from(Some(written)),
        _ => found,
    }
}

/// The day of the dateline, where it has one: "PEKING, June 4 -" in a paper of the next day. Its "today" is that day.
fn dateline_day(text: &Text<'_>, found: &[TimeMention], published: Option<Day>) -> Option<Day> {
    let lines = text.paragraphs().iter().take(3).filter_map(|paragraph| paragraph.dateline.as_ref());
    let mut days = lines.filter_map(|line| {
        let time = found.iter().find(|time| line.contains(&time.tokens.start) && time.earliest == time.latest)?;
        time.earliest.as_deref()?.parse::<Day>().ok()
    });
    days.next().filter(|day| published.is_none_or(|published| (0..=LATE).contains(&days_between(*day, published))))
}

fn days_between(from: Day, to: Day) -> i32 {
    to.since(from).map_or(-1, |span| span.get_days())
}

/// A number in digits or words: "14", "two".
pub(super) fn number(folded: &str) -> Option<i32> {
    let table = table::Table::of(Language::English);
    folded.parse().ok().or(table.word(table.number(folded)).number)
}
