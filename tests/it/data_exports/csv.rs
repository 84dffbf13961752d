//! A row for each claim.

use super::Ready;
use dateline::chronicle::Basis;

/// Header and rows.
pub(super) fn table(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("the mark Excel needs");
    let mut reader = ::csv::Reader::from_reader(text);
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

#[test]
fn the_csv_has_a_row_for_each_claim() {
    Ready::all().iter().for_each(has_a_row_for_each_claim);
}

fn has_a_row_for_each_claim(ready: &Ready) {
    let (header, rows) = table(&ready.bytes("csv"));
    let cell = |row: &[String], name: &str| row[header.iter().position(|known| known == name).unwrap()].clone();
    for basis in [Basis::Documents, Basis::Reference] {
        let name = if basis == Basis::Documents { "documents" } else { "reference" };
        let count = rows.iter().filter(|row| cell(row, "basis") == name).count();
        assert_eq!(count, ready.claims(basis), "{name}");
    }
    for row in &rows {
        assert_eq!(cell(row, "chronicle_sha256"), ready.chronicle.hash);
        let quote = cell(row, "quote");
        if quote.is_empty() {
            assert!(!cell(row, "says").is_empty());
            continue;
        }
        let text = &ready.chronicle.sources[cell(row, "source").as_str()].text;
        let (from, to): (usize, usize) =
            (cell(row, "quote_start").parse().unwrap(), cell(row, "quote_end").parse().unwrap());
        assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), quote);
    }
    assert!(ready.text("csv").contains("\r\n"));
}
