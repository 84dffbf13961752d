//! How the text of a table is written: encoding, separator, ends of records, whether there are headings.

use crate::table::date::DateRules;
use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::head::headings;
use crate::table::mapping::TextForm;
use crate::table::role::ColumnRole;
use crate::table::sniff::ask::{TableChoices, is_date, permissive};
use crate::table::split::{CellSpan, RecordEnd};
use memchr::memchr_iter;

/// How much of a text is looked at, bytes.
const LOOKED_AT: usize = 1 << 18;
/// How many records.
const RECORDS: usize = 300;
/// What may stand between two cells.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// How the text of a file is written.
pub(super) fn of(file: &TableFile, chosen: &TableChoices) -> Result<TextForm, TableError> {
    if file.is_turned() {
        return Ok(TextForm::plain());
    }
    let encoding = chosen.encoding.clone().unwrap_or_else(|| file.likely_encoding().to_owned());
    let mut form = TextForm { encoding, ..TextForm::plain() };
    let text = file.text(&form)?;
    let head = text.get(..text.len().min(LOOKED_AT)).unwrap_or_default();
    // The last record may be cut off.
    let head = match head.len() < text.len() {
        true => head.iter().rposition(|byte| *byte == b'\n').and_then(|end| head.get(..=end)).unwrap_or(head),
        false => head,
    };
    if head.trim_ascii().is_empty() {
        return Err(TableError::Empty);
    }
    let mut head = head;
    let mut separators: Vec<char> = chosen.separator.map_or_else(|| SEPARATORS.to_vec(), |one| vec![one]);
    let unmarked = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    // What Excel says to itself.
    if let Some(rest) = unmarked.strip_prefix(b"sep=")
        && let Some(said) = rest.first()
    {
        form.lines_before = 1;
        separators = vec![char::from(*said)];
        head = rest.get(form.delimited().next_line(rest, 0)..).unwrap_or_default();
    }
    let ends = ends_of(head);
    let mut best: Option<(f64, usize, TextForm, u32)> = None;
    for separator in separators {
        let mut of_this: Option<(f64, usize, TextForm, u32)> = None;
        for quoted in [true, false] {
            for end in ends {
                let tried = TextForm { separator, quoted, ends: *end, ..form.clone() };
                let Some((even, columns, before)) = evenness(head, &tried) else { continue };
                // Quotes, and lines as the first of the ends has them, are what a table has where nothing speaks against it:
                // more columns do not, which may come of separators inside quotes.
                let better = of_this.as_ref().is_none_or(|(most, wide, ..)| {
                    even > *most + 0.02 || (quoted && even > *most - 0.02 && columns > *wide)
                });
                if better {
                    of_this = Some((even, columns, tried, before));
                }
            }
        }
        let Some((even, columns, ..)) = of_this else { continue };
        let better = best
            .as_ref()
            .is_none_or(|(most, wide, ..)| even > *most + 0.02 || (even > *most - 0.02 && columns > *wide));
        if better {
            best = of_this;
        }
    }
    let (_, columns, mut form, before) = best.ok_or(TableError::OneColumn)?;
    if columns < 2 {
        return Err(TableError::OneColumn);
    }
    form.lines_before += before;
    form.headings = chosen.headings.unwrap_or_else(|| has_headings(&text, &form));
    Ok(form)
}

/// What may end a record here.
fn ends_of(head: &[u8]) -> &'static [RecordEnd] {
    let feeds = memchr_iter(b'\n', head);
    let (both, alone) = feeds.fold((0, 0), |(both, alone), at| match at > 0 && head.get(at - 1) == Some(&b'\r') {
        true => (both + 1, alone),
        false => (both, alone + 1),
    });
    match (both, alone) {
        (0, 0) if head.contains(&b'\r') => &[RecordEnd::Cr],
        (_, 0) | (0, _) => &[RecordEnd::Line],
        _ => &[RecordEnd::Line, RecordEnd::CrLf],
    }
}

/// What share of the records has the most common number of cells, that number, and how many lines stand before the first
/// such record. One column is even by nature and says nothing.
fn evenness(head: &[u8], form: &TextForm) -> Option<(f64, usize, u32)> {
    let how = form.delimited();
    let mut cells: Vec<CellSpan> = Vec::new();
    let mut counts = Vec::new();
    let mut at = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while at < head.len() && counts.len() < RECORDS {
        let walked = how.walk(head, at, &mut cells);
        let blank = cells.len() == 1 && cells.first().is_some_and(|cell| cell.raw(head).trim_ascii().is_empty());
        let faulty = walked.fault.is_some();
        counts.push((if blank || faulty { 0 } else { cells.len() }, at, walked.next));
        at = walked.next.max(at + 1);
    }
    let mut seen: Vec<usize> = counts.iter().map(|(count, ..)| *count).filter(|count| *count > 1).collect();
    seen.sort_unstable();
    let common = seen.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len())?;
    let columns = *common.first()?;
    let all = counts.iter().filter(|(count, ..)| *count != 0).count().max(1);
    let (_, first, _) = counts.iter().find(|(count, ..)| *count == columns || *count + 1 == columns)?;
    let mut before = 0;
    let mut line = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while line < *first {
        line = how.next_line(head, line);
        before += 1;
    }
    Some((common.len() as f64 / all as f64, columns, before))
}

/// Whether the first record is headings: no cell of it is a number or a date, or one is a heading that is known.
fn has_headings(text: &[u8], form: &TextForm) -> bool {
    let (names, _) = headings(text, &TextForm { headings: true, ..form.clone() });
    if names.iter().any(|name| ColumnRole::of_heading(name).is_some()) {
        return true;
    }
    let rules = permissive(&DateRules::default());
    let is_data = |name: &String| name.parse::<f64>().is_ok() || (name.len() > 4 && is_date(&rules, name));
    !names.iter().any(is_data)
}
