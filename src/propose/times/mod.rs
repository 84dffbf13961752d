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

/// All times of a document, in order, not overlapping. Relative ones stay without a value where the document's date is
/// not known.
pub fn times(text: &Text<'_>, language: Language, published: Option<Day>) -> Vec<TimeMention> {
    scan::Scanner::new(text, table::Table::of(language), published).scan()
}

/// A number in digits or words: "14", "two".
pub(super) fn number(folded: &str) -> Option<i32> {
    let table = table::Table::of(Language::English);
    folded.parse().ok().or(table.word(table.number(folded)).number)
}
