//! Small tables with one fault each, after what went wrong elsewhere; and the law that no row is lost.

mod dates;
mod formats;
mod law;
mod places;
mod sets;
mod shape;

use super::*;
use crate::jobs::Unwatched;
use crate::time::{Moment, Span};
use jiff::tz::TimeZone;

/// A file of a table.
pub(super) fn file(name: &str, bytes: impl AsRef<[u8]>) -> TableFile {
    TableFile::of(name.to_owned(), bytes.as_ref().to_vec()).unwrap()
}

/// A table read as it is proposed, or the sentence that says what is asked or wrong.
pub(super) fn read_with(bytes: impl AsRef<[u8]>, chosen: &TableChoices) -> Result<EventTable, String> {
    let file = TableFile::of("a.csv".to_owned(), bytes.as_ref().to_vec()).map_err(|error| error.to_string())?;
    let proposal = sniff(&file, chosen, &Unwatched).map_err(|error| error.to_string())?;
    if let Some(ask) = proposal.asks.first() {
        return Err(ask.to_string());
    }
    read_table(&file, &proposal.mapping, &TimeZone::UTC, &Unwatched).map_err(|error| error.to_string())
}

/// A row in a line: number, dates, north and east, and what else it has.
fn line(table: &EventTable, row: &rows::Row) -> String {
    let timed = !(row.start.is_rest() && row.end.is_rest());
    let when = match timed {
        true if row.end.0 - row.start.0 <= 1 => row.start.minute_written(),
        true => format!("{}/{}", row.start.minute_written(), Moment(row.end.0 - 1).minute_written()),
        false => Span::new(Some(row.start), Some(row.end)).edtf(),
    };
    let mut said = format!("{} {when}", row.number);
    if table.mapping.has_place() {
        said.push_str(&format!(" {} {}", row.at.lat_deg, row.at.lon_deg));
    }
    if row.radius_km > 0.0 {
        said.push_str(&format!(" {}km", row.radius_km));
    }
    let kind = &table.kinds[usize::from(row.kind)];
    if !kind.name.is_empty() {
        said.push_str(&format!(" {}", kind.name));
    }
    if !row.size.is_nan() {
        said.push_str(&format!(" {}", row.size));
    }
    said
}

/// Every row of a table in the order of the file: those read, and `!` with the reason for those refused.
pub(super) fn told(table: &EventTable) -> Vec<String> {
    let mut lines: Vec<(u32, String)> =
        (0..table.rows.len()).filter_map(|at| table.rows.row(at)).map(|row| (row.number, line(table, &row))).collect();
    lines.extend(table.refused.iter().map(|row| (row.number, format!("{}! {}", row.number, row.reason))));
    lines.extend(table.repeats.iter().map(|number| (*number, format!("{number}= repeat"))));
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Checks what is read and refused of a table; a line of a refusal is a beginning and a part of its reason.
pub(super) fn check_with(name: &str, bytes: impl AsRef<[u8]>, chosen: &TableChoices, expected: &[&str]) {
    let table = match read_with(bytes, chosen) {
        Ok(table) => table,
        Err(sentence) => {
            let wanted = expected
                .first()
                .and_then(|line| line.strip_prefix('?'))
                .unwrap_or_else(|| panic!("{name}: {sentence}"));
            assert!(sentence.contains(wanted), "{name}: expected {wanted}, found {sentence}");
            return;
        }
    };
    let found = told(&table);
    let fits = |found: &String, expected: &&str| match expected.split_once("! ") {
        Some((number, reason)) => found.starts_with(&format!("{number}! ")) && found.contains(reason),
        None => found == expected,
    };
    let all =
        found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| fits(found, expected));
    assert!(all, "{name}:\nexpected {expected:#?}\nfound {found:#?}");
    assert_eq!(table.rows.len() + table.refused.len() + table.repeats.len(), table.all as usize, "{name}");
}

pub(super) fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    check_with(name, bytes, &TableChoices::default(), expected);
}
