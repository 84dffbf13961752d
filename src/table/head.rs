//! What stands before the rows: lines that are no table, and the headings.

use crate::table::error::TableError;
use crate::table::mapping::{Mapping, TextForm};
use crate::table::split::{CellSpan, Records};

/// Where the lines before the headings end.
fn after_lines(text: &[u8], form: &TextForm) -> usize {
    let mark = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    (0..form.lines_before).fold(mark, |at, _| form.delimited().next_line(text, at))
}

/// The headings, and where the rows begin. A text without headings has one for each cell of its first row, empty.
pub(super) fn headings(text: &[u8], form: &TextForm) -> (Vec<String>, usize) {
    let how = form.delimited();
    let at = after_lines(text, form);
    let mut cells: Vec<CellSpan> = Vec::new();
    let walked = how.walk(text, at, &mut cells);
    if !form.headings {
        return (vec![String::new(); cells.len()], at);
    }
    let word = |cell: &CellSpan| String::from_utf8_lossy(&cell.of(text, how.quote)).trim().to_owned();
    let mut headings: Vec<String> = cells.iter().map(word).collect();
    // R leaves out the heading above the names of rows.
    let mut records = Records::new(text, how, headings.len() + 1, walked.next);
    let (mut longer, mut filled) = (0, false);
    for _ in 0..5 {
        if records.next_before(usize::MAX, &mut cells).is_none() || cells.len() != headings.len() + 1 {
            break;
        }
        longer += 1;
        // Else a separator stands at the end of each line.
        filled |= cells.last().is_some_and(|cell| !cell.raw(text).trim_ascii().is_empty());
    }
    let all = longer == 5 || (longer > 0 && records.at() >= text.len());
    if all && filled {
        headings.insert(0, String::new());
    }
    (headings, walked.next)
}

/// Where the rows of a table begin, whose headings are those of its mapping.
pub(super) fn data_start(text: &[u8], mapping: &Mapping) -> Result<usize, TableError> {
    let (found, start) = headings(text, &mapping.text);
    let fits = if mapping.text.headings { mapping.fits(&found) } else { mapping.columns.len() == found.len() };
    if !fits {
        let shown = found.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
        return Err(TableError::Headings { expected: mapping.headings(), found: shown });
    }
    Ok(start)
}
