//! Times as a text names them, with their bounds as EDTF, anchored to the document's date. Knows tokens only.

mod calendar;
mod relative;
mod scan;

pub(super) use calendar::number;

use crate::language::Text;
use crate::propose::mentions::TimeMention;
use crate::time::Day;

/// All times of a document, in order, not overlapping. Relative ones stay without a value where the document's date is
/// not known.
pub fn times(text: &Text<'_>, published: Option<Day>) -> Vec<TimeMention> {
    scan::Scanner::new(text, published).scan()
}
