//! Records and cells of delimited text, found in its bytes without copying any.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// What ends a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordEnd {
    /// A line feed, with or without a carriage return before it.
    #[default]
    Line,
    /// Both together: a line feed alone stands inside a cell.
    CrLf,
    /// A carriage return alone.
    Cr,
}

/// How cells and records are told apart. All three are single bytes, which UTF-8 uses for nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimited {
    /// Between two cells.
    pub delimiter: u8,
    /// Around a cell that holds delimiters or line ends; doubled inside.
    pub quote: Option<u8>,
    /// After a record.
    pub ends: RecordEnd,
}

/// Where a cell stands in the text, without the quotes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpan {
    start: usize,
    end: usize,
    /// Whether quotes inside it are doubled.
    doubled: bool,
}

/// What is wrong with the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// A quotation begins and never ends.
    Open,
    /// More than spaces stand between the end of a quotation and the end of its cell.
    Trailing,
}

/// A record that was walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Where the next one begins.
    pub next: usize,
    /// What is wrong with its quotes.
    pub fault: Option<QuoteFault>,
}

impl CellSpan {
    /// The bytes of the cell; copied only where quotes in it are doubled.
    pub fn of<'t>(self, text: &'t [u8], quote: Option<u8>) -> Cow<'t, [u8]> {
        let bytes = text.get(self.start..self.end).unwrap_or_default();
        let Some(quote) = quote.filter(|_| self.doubled) else { return Cow::Borrowed(bytes) };
        let mut single = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(at) = memchr(quote, rest) {
            let (before, after) = rest.split_at(at + 1);
            single.extend_from_slice(before);
            rest = after.strip_prefix(&[quote]).unwrap_or(after);
        }
        single.extend_from_slice(rest);
        Cow::Owned(single)
    }

    /// The bytes that it takes, without the quotes around it.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// The bytes as they stand: doubled quotes stay doubled.
    pub fn raw(self, text: &[u8]) -> &[u8] {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl Delimited {
    fn last_byte(self) -> u8 {
        if self.ends == RecordEnd::Cr { b'\r' } else { b'\n' }
    }

    /// Walks the record that begins at a byte and says where its cells stand. Past the end of the text there is one record
    /// of one empty cell, which ends where it begins.
    pub fn walk(self, text: &[u8], start: usize, cells: &mut Vec<CellSpan>) -> Walked {
        cells.clear();
        let last = self.last_byte();
        let mut fault = None;
        let mut at = start;
        loop {
            if self.quote.is_some() && text.get(at).copied() == self.quote {
                let quote = self.quote.unwrap_or_default();
                let begin = at + 1;
                let (mut from, mut doubled) = (begin, false);
                let close = loop {
                    let Some(found) = memchr(quote, text.get(from..).unwrap_or_default()) else { break None };
                    let found = from + found;
                    if text.get(found + 1) != Some(&quote) {
                        break Some(found);
                    }
                    doubled = true;
                    from = found + 2;
                };
                let Some(close) = close else {
                    cells.push(CellSpan { start: begin, end: text.len(), doubled });
                    return Walked { next: text.len(), fault: Some(QuoteFault::Open) };
                };
                cells.push(CellSpan { start: begin, end: close, doubled });
                let (end, delimited) = self.cell_end(text, close + 1, last);
                let between = text.get(close + 1..end).unwrap_or_default();
                if between.iter().any(|byte| !matches!(byte, b' ' | b'\r' | b'\t')) {
                    fault = Some(QuoteFault::Trailing);
                }
                at = end + 1;
                if !delimited {
                    return Walked { next: at.min(text.len()), fault };
                }
            } else {
                let (end, delimited) = self.cell_end(text, at, last);
                let mut shown = end;
                if !delimited && last == b'\n' && shown > at && text.get(shown - 1) == Some(&b'\r') {
                    shown -= 1;
                }
                cells.push(CellSpan { start: at.min(text.len()), end: shown, doubled: false });
                at = end + 1;
                if !delimited {
                    return Walked { next: at.min(text.len()), fault };
                }
            }
        }
    }

    /// Where the cell ends that goes on at a byte, and whether another follows in its record.
    fn cell_end(self, text: &[u8], at: usize, last: u8) -> (usize, bool) {
        let mut from = at;
        loop {
            let rest = text.get(from..).unwrap_or_default();
            let Some(found) = memchr2(self.delimiter, last, rest) else { return (text.len(), false) };
            let end = from + found;
            if text.get(end) == Some(&self.delimiter) {
                return (end, true);
            }
            let bare = self.ends == RecordEnd::CrLf && (end == 0 || text.get(end - 1) != Some(&b'\r'));
            if !bare {
                return (end, false);
            }
            from = end + 1;
        }
    }

    /// Where the line after a byte begins, whatever is quoted.
    pub fn next_line(self, text: &[u8], at: usize) -> usize {
        let mut from = at;
        loop {
            let Some(found) = memchr(self.last_byte(), text.get(from..).unwrap_or_default()) else { return text.len() };
            let end = from + found;
            if self.ends != RecordEnd::CrLf || (end > 0 && text.get(end - 1) == Some(&b'\r')) {
                return end + 1;
            }
            from = end + 1;
        }
    }
}

/// The records of a stretch of text, mended where a quotation swallows what follows.
pub struct Records<'t> {
    text: &'t [u8],
    how: Delimited,
    /// How many cells a whole record has.
    columns: usize,
    at: usize,
}

/// A record: where it begins, and what is wrong with its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRecord {
    /// Its first byte in the text.
    pub start: usize,
    /// What is wrong with its quotes.
    pub fault: Option<QuoteFault>,
    /// Whether nothing stands in its line.
    pub blank: bool,
}

impl<'t> Records<'t> {
    /// The records from a byte on.
    pub fn new(text: &'t [u8], how: Delimited, columns: usize, at: usize) -> Self {
        Self { text, how, columns, at }
    }

    /// Where the next record begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next record that begins before a byte, its cells into `cells`.
    ///
    /// A record over several lines whose cells are not as many as they should be, or whose quotes are broken, is its first
    /// line only: the quotation that swallowed the others was never closed, and they are records of their own.
    pub fn next_before(&mut self, stop: usize, cells: &mut Vec<CellSpan>) -> Option<TableRecord> {
        if self.at >= stop.min(self.text.len()) {
            return None;
        }
        let start = self.at;
        let walked = self.how.walk(self.text, start, cells);
        let whole = cells.len() == self.columns && walked.fault.is_none();
        let mut next = walked.next;
        let mut fault = walked.fault;
        if !whole && self.how.quote.is_some() {
            let line = self.how.next_line(self.text, start);
            if line < next {
                next = line;
                fault = Some(QuoteFault::Open);
            }
        }
        self.at = next.max(start + 1);
        let blank = cells.len() == 1 && cells.first().is_some_and(|cell| cell.raw(self.text).is_empty());
        Some(TableRecord { start, fault, blank: blank && fault.is_none() })
    }
}

/// A likely beginning of a record after a byte somewhere in the text: the first line end after which three records have as
/// many cells as they should. It is a guess, which whoever reads the part before it confirms.
pub fn likely_start(text: &[u8], how: Delimited, columns: usize, after: usize) -> usize {
    /// How far it is looked for.
    const WINDOW: usize = 1 << 16;
    let window = text.get(..text.len().min(after + WINDOW)).unwrap_or(text);
    let mut cells = Vec::new();
    let mut line = how.next_line(window, after);
    while line < window.len() {
        let mut at = line;
        let fits = (0..3).all(|_| {
            let walked = how.walk(text, at, &mut cells);
            let fits = at >= text.len() || (walked.fault.is_none() && cells.len() == columns);
            at = walked.next;
            fits
        });
        if fits {
            return line;
        }
        line = how.next_line(window, line);
    }
    text.len().min(after + WINDOW)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Delimited = Delimited { delimiter: b',', quote: Some(b'"'), ends: RecordEnd::Line };

    fn records(text: &str, how: Delimited, columns: usize) -> Vec<(Vec<String>, Option<QuoteFault>)> {
        let text = text.as_bytes();
        let mut all = Records::new(text, how, columns, 0);
        let mut cells = Vec::new();
        let mut found = Vec::new();
        while let Some(record) = all.next_before(text.len(), &mut cells) {
            let words = cells.iter().map(|cell| String::from_utf8_lossy(&cell.of(text, how.quote)).into_owned());
            found.push((words.collect(), record.fault));
        }
        found
    }

    #[test]
    fn cells_and_records_are_told_apart() {
        let ok = |cells: &[&str]| (cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), None);
        for (text, how, expected) in [
            ("a,b\nc,d\n", COMMA, vec![ok(&["a", "b"]), ok(&["c", "d"])]),
            ("a,b\r\nc,d", COMMA, vec![ok(&["a", "b"]), ok(&["c", "d"])]),
            ("\"a,1\",\"b \"\"x\"\"\"\n", COMMA, vec![ok(&["a,1", "b \"x\""])]),
            ("\"a\nb\",c\n", COMMA, vec![ok(&["a\nb", "c"])]),
            ("5\" gun,b\n", COMMA, vec![ok(&["5\" gun", "b"])]),
            ("a;b\n", Delimited { delimiter: b';', ..COMMA }, vec![ok(&["a", "b"])]),
            (
                "a\nx,b\r\nc,d\r\n",
                Delimited { ends: RecordEnd::CrLf, ..COMMA },
                vec![ok(&["a\nx", "b"]), ok(&["c", "d"])],
            ),
            ("a,b\rc,d\r", Delimited { ends: RecordEnd::Cr, ..COMMA }, vec![ok(&["a", "b"]), ok(&["c", "d"])]),
            ("\"a\",b\n", Delimited { quote: None, ..COMMA }, vec![ok(&["\"a\"", "b"])]),
            ("a,\n,\n", COMMA, vec![ok(&["a", ""]), ok(&["", ""])]),
        ] {
            assert_eq!(records(text, how, 2), expected, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_that_never_ends_costs_its_own_line_only() {
        let found = records("a,\"b\nc,d\ne,\"f\"\n", COMMA, 2);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].1.is_some());
        assert_eq!(
            (&found[1], &found[2]),
            (&(vec!["c".into(), "d".into()], None), &(vec!["e".into(), "f".into()], None))
        );
    }

    #[test]
    fn an_empty_line_is_blank_and_an_empty_text_has_no_record() {
        let mut cells = Vec::new();
        let mut all = Records::new(b"\na,b\n", COMMA, 2, 0);
        assert!(all.next_before(9, &mut cells).unwrap().blank);
        assert!(!all.next_before(9, &mut cells).unwrap().blank);
        assert_eq!(all.next_before(9, &mut cells), None);
        assert_eq!(Records::new(b"", COMMA, 2, 0).next_before(9, &mut cells), None);
    }

    #[test]
    fn a_guessed_beginning_is_none_inside_a_quotation() {
        let row = "x,\"one\ntwo, three\nfour\"\n";
        let text = row.repeat(20);
        for after in 0..text.len() {
            let start = likely_start(text.as_bytes(), COMMA, 2, after);
            assert!(start.is_multiple_of(row.len()) || start == text.len(), "{after}: {start}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_every_byte_is_passed(text in "[a,\"\r\n;\u{e9}]{0,60}", columns in 1usize..5) {
            for ends in [RecordEnd::Line, RecordEnd::CrLf, RecordEnd::Cr] {
                let how = Delimited { ends, ..COMMA };
                let mut all = Records::new(text.as_bytes(), how, columns, 0);
                let mut cells = Vec::new();
                let mut before = 0;
                while let Some(record) = all.next_before(text.len(), &mut cells) {
                    prop_assert_eq!(record.start, before);
                    before = all.at();
                }
                prop_assert_eq!(before, text.len());
            }
        }
    }
}
