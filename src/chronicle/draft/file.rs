//! One file of records: what stands before them, the records, and what stands after.

use crate::chronicle::draft::{DraftRecord, RecordFile, RecordId, split};
use std::sync::Arc;

/// What stands before and after the features of a file that was not there.
const NEW_GEOJSON: (&str, &str) = ("{\n\"type\": \"FeatureCollection\",\n\"features\": [\n", "\n]\n}\n");

/// What stands after the tables of a file that was not there.
const NEW_TOML: (&str, &str) = ("", "\n");

/// One file of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::chronicle) struct FileDraft {
    /// What stands before the first record.
    pub head: Arc<str>,
    pub records: Vec<Arc<DraftRecord>>,
    /// What stands after the last.
    pub tail: Arc<str>,
    /// What is put between a new record and the next, where nothing else is said.
    pub gap: Arc<str>,
    /// Whether there is no such file in the folder: without a record there is none either.
    pub absent: bool,
    /// Why it takes no change, where it takes none.
    pub closed: Option<&'static str>,
}

impl FileDraft {
    /// Takes a text apart; an empty one is that of a file that is not there.
    pub fn new(file: RecordFile, text: &str) -> Self {
        if text.is_empty() {
            let (head, tail) = if file.is_geojson() { NEW_GEOJSON } else { NEW_TOML };
            return Self { head: head.into(), tail: tail.into(), absent: true, ..Self::of(file, Vec::new()) };
        }
        let taken_apart = if file.is_geojson() { split::geojson(text) } else { split::toml(text) };
        taken_apart.map_or_else(Self::closed, |(head, records, tail)| Self {
            head: head.into(),
            tail: tail.into(),
            ..Self::of(file, records)
        })
    }

    /// A file that takes no change, and why.
    pub fn closed(why: &'static str) -> Self {
        Self { closed: Some(why), ..Self::of(RecordFile::Events, Vec::new()) }
    }

    fn of(file: RecordFile, records: Vec<DraftRecord>) -> Self {
        // The gap after the first record is as good an example as any.
        let commas = usize::from(file.is_geojson());
        let is_usual = |gap: &Arc<str>| split::is_gap(file, gap) && gap.matches(',').count() == commas;
        let usual = records.get(1).map(|record| Arc::clone(&record.gap)).filter(is_usual);
        let gap = usual.unwrap_or_else(|| if file.is_geojson() { ",\n" } else { "\n\n" }.into());
        let records = records.into_iter().map(Arc::new).collect();
        Self { head: "".into(), records, tail: "".into(), gap, absent: false, closed: None }
    }

    /// The whole text; nothing for a file that is not there, `None` for one that was not taken apart.
    pub fn text(&self) -> Option<String> {
        if self.closed.is_some() {
            return None;
        }
        if self.absent && self.records.is_empty() {
            return Some(String::new());
        }
        let inside: usize = self.records.iter().map(|record| record.gap.len() + record.raw.len()).sum();
        let mut text = String::with_capacity(self.head.len() + inside + self.tail.len());
        text.push_str(&self.head);
        for record in &self.records {
            text.push_str(&record.gap);
            text.push_str(&record.raw);
        }
        text.push_str(&self.tail);
        Some(text)
    }

    /// Where a record stands.
    pub fn position(&self, id: &RecordId) -> Option<usize> {
        self.records.iter().position(|record| record.id == *id)
    }

    /// The record before a position.
    pub fn before(&self, at: usize) -> Option<&RecordId> {
        at.checked_sub(1).and_then(|before| self.records.get(before)).map(|record| &record.id)
    }

    /// Puts another text in the place of a record's, which comes back.
    pub fn replace(&mut self, at: usize, raw: Arc<str>) -> Option<Arc<str>> {
        let record = self.records.get_mut(at)?;
        let old = Arc::clone(&record.raw);
        *record = Arc::new(DraftRecord { raw, ..DraftRecord::clone(record) });
        Some(old)
    }

    /// Puts a record at a position, with a gap between it and its neighbour.
    pub fn insert(&mut self, at: usize, id: RecordId, raw: Arc<str>, gap: Arc<str>) {
        let at = at.min(self.records.len());
        let gap = if at == 0 { self.set_gap(0, gap).unwrap_or_else(|| "".into()) } else { gap };
        self.records.insert(at, Arc::new(DraftRecord { id, raw, gap }));
    }

    /// Takes a record out with the gap between it and its neighbour, where it has one.
    pub fn remove(&mut self, at: usize) -> Option<(Arc<DraftRecord>, Option<Arc<str>>)> {
        if at >= self.records.len() {
            return None;
        }
        let record = self.records.remove(at);
        let gap = if at == 0 { self.set_gap(0, "".into()) } else { Some(Arc::clone(&record.gap)) };
        Some((record, gap))
    }

    /// Gives a record another gap; the old one comes back.
    fn set_gap(&mut self, at: usize, gap: Arc<str>) -> Option<Arc<str>> {
        let record = self.records.get_mut(at)?;
        let old = Arc::clone(&record.gap);
        *record = Arc::new(DraftRecord { gap, ..DraftRecord::clone(record) });
        Some(old)
    }
}
