//! Takes a file's text apart into records and what lies between them. Put together again they are the text.

use crate::chronicle::draft::{DraftRecord, RecordFile, RecordId};
use crate::chronicle::load::features::{self, Element};
use crate::chronicle::load::reader::TextFile;
use crate::chronicle::problem::Problems;
use std::collections::BTreeSet;
use std::ops::Range;
use toml_edit::{Document, Item, Table};

/// What stands before the records, the records, and what stands after; or why it cannot be taken apart.
type Parts<'t> = Result<(&'t str, Vec<DraftRecord>, &'t str), &'static str>;

/// What a record is, by its text alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::chronicle) struct Named {
    /// Its name; what comes before `#` where it has none of its own.
    pub name: String,
    /// Whether it is a key of TOML, which stands before all tables.
    pub is_key: bool,
}

/// What a record's text says it is called.
///
/// # Errors
/// Says what is no record about it.
pub(in crate::chronicle) fn name_of(file: RecordFile, raw: &str) -> Result<Named, String> {
    if raw.trim() != raw || raw.is_empty() {
        return Err("it begins or ends with blanks".to_owned());
    }
    if file.is_geojson() {
        let name = features::id_of(raw).map_err(|error| error.to_string())?;
        return Ok(Named { name: name.unwrap_or_default(), is_key: false });
    }
    let document =
        Document::parse(raw).map_err(|error| error.message().lines().next().unwrap_or_default().to_owned())?;
    let mut items = document.iter();
    let (Some((key, item)), None) = (items.next(), items.next()) else {
        return Err("it is not one key or one table".to_owned());
    };
    match item {
        Item::ArrayOfTables(tables) => match (tables.get(0), tables.len()) {
            (Some(table), 1) => Ok(Named { name: in_array(key, table), is_key: false }),
            _ => Err("it is not one table".to_owned()),
        },
        Item::Table(table) => Ok(Named { name: key.to_owned(), is_key: table.is_dotted() }),
        _ => Ok(Named { name: key.to_owned(), is_key: true }),
    }
}

fn in_array(key: &str, table: &Table) -> String {
    format!("{key}/{}", table.get("id").and_then(Item::as_str).unwrap_or_default())
}

/// Whether nothing but blanks, and commas between features, lies between two records.
pub(in crate::chronicle) fn is_gap(file: RecordFile, gap: &str) -> bool {
    let blank = |c: char| c.is_ascii_whitespace() || (c == ',' && file.is_geojson());
    gap.chars().all(blank) && (file.is_geojson() || gap.contains('\n'))
}

/// The features of a collection.
pub(super) fn geojson(text: &str) -> Parts<'_> {
    let file = TextFile::new("", text.to_owned());
    let scan = features::scan(&file, &mut Problems::default());
    let Some(end) = scan.end else { return Err("it is no whole GeoJSON FeatureCollection") };
    let found = scan.elements.iter().map(|element| match element {
        Element::Whole(record) => {
            (record.at..record.at + record.raw.len(), record.id.as_deref().unwrap_or_default().to_owned())
        }
        Element::Broken { at, raw, id } => {
            let raw = raw.trim_end_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            (*at..at + raw.len(), id.clone().unwrap_or_default())
        }
    });
    let found: Vec<_> = found.collect();
    if found.last().is_some_and(|(range, _)| range.end > end) {
        return Err("its features do not end before it does");
    }
    let start = found.first().map_or(end, |(range, _)| range.start);
    parts(text, start, found)
}

/// The keys and tables of a TOML file.
pub(super) fn toml(text: &str) -> Parts<'_> {
    const NOT_APART: &str = "its keys and tables do not stand one after the other";
    let document = Document::parse(text).map_err(|_| "it is no TOML")?;
    let mut starts: Vec<(usize, String)> = Vec::new();
    for (key, item) in document.iter() {
        match item {
            Item::ArrayOfTables(tables) => {
                for table in tables {
                    starts.push((table_start(table).ok_or(NOT_APART)?, in_array(key, table)));
                }
            }
            Item::Table(table) if !table.is_dotted() => {
                starts.push((table_start(table).ok_or(NOT_APART)?, key.to_owned()));
            }
            _ => {
                let (key, _) = document.get_key_value(key).ok_or(NOT_APART)?;
                starts.push((key.span().ok_or(NOT_APART)?.start, key.get().to_owned()));
            }
        }
    }
    starts.sort_unstable();
    let starts: Vec<(usize, String)> = starts.into_iter().map(|(at, name)| (with_comments(text, at), name)).collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let mut found = Vec::with_capacity(starts.len());
    for ((start, name), end) in starts.iter().zip(ends) {
        let raw = text.get(*start..end).ok_or(NOT_APART)?.trim_end();
        if name_of(RecordFile::Chronicle, raw).ok().map(|named| named.name).as_ref() != Some(name) {
            return Err(NOT_APART);
        }
        found.push((*start..start + raw.len(), name.clone()));
    }
    let Some(start) = found.first().map(|(range, _)| range.start) else {
        return if text.ends_with('\n') { Ok((text, Vec::new(), "")) } else { Err("its last line has no end") };
    };
    parts(text, start, found)
}

/// Where a table begins, or the first of the tables in it where it has no heading of its own.
fn table_start(table: &Table) -> Option<usize> {
    let of_item = |item: &Item| match item {
        Item::Table(table) => table_start(table),
        Item::ArrayOfTables(tables) => tables.get(0).and_then(table_start),
        _ => None,
    };
    if table.is_implicit() {
        return table.iter().filter_map(|(_, item)| of_item(item)).min();
    }
    table.span().map(|span| span.start)
}

/// The line of a byte, with the comments that stand directly over it.
fn with_comments(text: &str, at: usize) -> usize {
    let line_start = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let mut start = line_start(at);
    while start > 0 {
        let above = line_start(start - 1);
        if !text.get(above..start).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        start = above;
    }
    // A byte order mark is no part of a record.
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// Cuts the text at the ranges of its records; where it has none, at `start`.
fn parts(text: &str, start: usize, found: Vec<(Range<usize>, String)>) -> Parts<'_> {
    const MISFIT: &str = "its records overlap";
    let head = text.get(..start).ok_or(MISFIT)?;
    let mut records = Vec::with_capacity(found.len());
    let mut last = start;
    let mut taken = BTreeSet::new();
    for (i, (range, name)) in found.into_iter().enumerate() {
        let own = !(name.is_empty() || name.ends_with('/') || taken.contains(&name));
        let mut id = if own { name } else { format!("{name}#{}", i + 1) };
        while !taken.insert(id.clone()) {
            id.push('#');
        }
        let gap = text.get(last..range.start).ok_or(MISFIT)?.into();
        let raw = text.get(range.clone()).ok_or(MISFIT)?.into();
        records.push(DraftRecord { id: RecordId(id), raw, gap });
        last = range.end;
    }
    Ok((head, records, text.get(last..).ok_or(MISFIT)?))
}
