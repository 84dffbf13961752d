//! What adding comes to: files to write, changes to make.

use crate::chronicle::{Change, ChangeError, Changes, Draft, Files as _, RecordFile};
use crate::ingest::ids::{kebab, sha256};
use crate::ingest::intake::compare::first_day;
use crate::ingest::intake::{Intake, IntakeRow, RowState};
use crate::ingest::range::widen;
use crate::ingest::{DocumentFormat, Incoming};
use crate::language::Text;
use crate::propose::{Language, times};
use crate::time::{Day, EdtfDate, read_day, written_day};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What adding comes to. The files are written first: records name them.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Paths from the chronicle's folder, none of which is there yet, and what is to stand there.
    pub files: Vec<(String, Arc<[u8]>)>,
    /// The records.
    pub changes: Vec<Change>,
    /// The sources, by their ids, and the rows they come from.
    pub added: Vec<(String, usize)>,
}

/// How far back a report's background may reach without the range of the chronicle following it, days.
const BACKGROUND: i64 = 62;

impl Intake {
    /// What it takes to add all rows that are ready to the chronicle of a draft.
    ///
    /// # Errors
    /// Where the files of the chronicle take no change.
    pub fn plan(&self, draft: &Draft) -> Result<Plan, ChangeError> {
        let mut changes = Changes::on(draft);
        let mut plan = Plan::default();
        let mut taken: BTreeSet<String> = draft.list("seeds").into_iter().collect();
        let mut received: BTreeMap<String, String> = BTreeMap::new();
        let mut wires: BTreeMap<usize, String> = BTreeMap::new();
        let mut days: Vec<(Day, Day)> = Vec::new();
        let mut ready: Vec<usize> = (0..self.rows.len())
            .filter(|at| self.rows.get(*at).is_some_and(|row| row.state() == RowState::Ready))
            .collect();
        // Who leads a wire comes before those who carry its copy.
        ready.sort_by_key(|at| {
            self.rows.get(*at).and_then(|row| first_day(row.read.as_ref().ok()?.published.as_ref()?))
        });
        for at in ready {
            let Some((row, document)) = self.rows.get(at).and_then(|row| Some((row, row.read.as_ref().ok()?))) else {
                continue;
            };
            let sum = sha256(&document.received);
            let file = match received.get(&sum) {
                Some(file) => file.clone(),
                None => {
                    let file = free(&mut taken, &stem(&document.name), &ending(document));
                    plan.files.push((file.clone(), Arc::clone(&document.received)));
                    received.insert(sum.clone(), file.clone());
                    file
                }
            };
            let mut fields = Map::new();
            let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
            put("file", json!(file));
            put("sha256", json!(sum));
            put("bytes", json!(document.received.len()));
            if let Some(by) = document.extractor {
                let text = free(&mut taken, &file.trim_start_matches("seeds/").replace('.', "-"), "txt");
                put("text", json!(text));
                put("text_sha256", json!(sha256(document.text.as_bytes())));
                put("extractor", json!(by));
                plan.files.push((text, document.text.as_bytes().into()));
            }
            for (key, value) in [("part", document.part.as_deref()), ("encoding", document.encoding)] {
                value.map(|value| put(key, json!(value)));
            }
            match &document.title {
                Some(title) => put("title", json!(title.value)),
                None => put("label", json!(document.name)),
            };
            for (key, said) in
                [("byline", &document.byline), ("publisher", &document.publisher), ("agency", &document.agency)]
            {
                said.as_ref().map(|said| put(key, json!(said.value)));
            }
            let (edtf, certainty, how) = match &document.published {
                Some(published) => {
                    let certainty = if published.stated { "stated" } else { "inferred" };
                    (published.edtf.as_str(), certainty, published.how.as_str())
                }
                None => ("XXXX", "inferred", "not known"),
            };
            put("published", json!(edtf));
            put("published_certainty", json!(certainty));
            put("published_how", json!(how));
            let leader = self.leader(at);
            let wire = self.wire(row, document, wires.get(&leader), &mut changes)?;
            put("wire", json!(wire));
            put("order", json!(self.rank(&changes, edtf)));
            document.language.as_ref().map(|tag| put("language", json!(tag.value)));
            row.nature.as_ref().map(|nature| put("nature", json!(nature)));
            wires.insert(leader, wire);
            let name = stem(&document.name);
            let id = changes.add_table(RecordFile::Sources, "source", &name, &Value::Object(fields))?;
            plan.added.push((id, at));
            days.extend(told_days(document));
        }
        let first = days.iter().map(|(first, _)| *first).min();
        let last = days.iter().map(|(_, last)| *last).max();
        if let Some(told) = first.zip(last) {
            widen(&mut changes, told, self.is_new)?;
        }
        plan.changes = changes.made();
        Ok(plan)
    }

    /// The row whose copy a row carries in the end; itself where it carries none, or counts by itself.
    pub fn leader(&self, at: usize) -> usize {
        let mut leader = at;
        // No row carries the copy of one that carries its own, but for what is altered in between.
        for _ in 0..self.rows.len() {
            let row = self.rows.get(leader).filter(|row| !row.apart);
            match row.and_then(|row| row.copy.as_ref()?.row) {
                Some(next) if next != leader => leader = next,
                _ => break,
            }
        }
        leader
    }

    /// The wire of a document: of whose copy it carries, or a new one of its own.
    fn wire(
        &self,
        row: &IntakeRow,
        document: &Incoming,
        led: Option<&String>,
        changes: &mut Changes,
    ) -> Result<String, ChangeError> {
        let copy = row.copy.as_ref().filter(|_| !row.apart);
        let carried = copy.and_then(|copy| copy.wire.clone()).or_else(|| led.cloned());
        if let Some(wire) = row.wire.clone().or(carried) {
            return Ok(wire);
        }
        let day = document.published.as_ref().and_then(first_day);
        let shown = day.map_or_else(String::new, |day| format!(" of {}", day.strftime("%-d %B %Y")));
        let (name, called) = match (&document.agency, &document.publisher) {
            (Some(agency), _) => (format!("{} wire{shown}", agency.value), agency.value.clone()),
            (None, Some(publisher)) => (format!("{}{shown}", publisher.value), publisher.value.clone()),
            (None, None) => (format!("{}{shown}", row.title()), stem(&document.name)),
        };
        let id = format!("w {called} {}", day.map(written_day).unwrap_or_default());
        changes.add_table(RecordFile::Sources, "wire", &id, &json!({ "name": name }))
    }

    /// The rank of a document among those published on the same day.
    fn rank(&self, changes: &Changes, edtf: &str) -> usize {
        let same = format!("\npublished = \"{}", edtf.get(..10).unwrap_or(edtf));
        1 + changes.draft().records(RecordFile::Sources).filter(|record| record.raw.contains(&same)).count()
    }
}

/// The days that a document tells of, from the earliest that is no background to that of its publishing.
fn told_days(document: &Incoming) -> Option<(Day, Day)> {
    let published = document.published.as_ref()?;
    let (first, last) = EdtfDate::parse(&published.edtf).ok()?.span().days();
    let (first, last) = (first.or(last)?, last.or(first)?);
    let text = Text::new(&document.text);
    let language = document.language.as_ref().and_then(|tag| Language::named(&tag.value)).unwrap_or_default();
    let background = first.checked_sub(jiff::Span::new().days(BACKGROUND)).unwrap_or(first);
    let told = times(&text, language, Some(last));
    let days = told.iter().filter_map(|time| read_day(time.earliest.as_deref()?).ok());
    let earliest = days.filter(|day| (background..=last).contains(day)).min();
    Some((earliest.unwrap_or(first).min(first), last))
}

/// The name of a file without its ending, in kebab case.
fn stem(name: &str) -> String {
    let bare = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = kebab(bare.trim_end_matches(".warc"));
    if stem.is_empty() { "document".to_owned() } else { stem }
}

/// The ending of the file as received.
fn ending(document: &Incoming) -> String {
    let packed = document.format == DocumentFormat::Warc && document.received.starts_with(b"\x1f\x8b");
    format!("{}{}", document.format.ending(), if packed { ".gz" } else { "" })
}

/// A path in `seeds` that is not taken; it then is.
fn free(taken: &mut BTreeSet<String>, stem: &str, ending: &str) -> String {
    let names = std::iter::once(String::new()).chain((2..).map(|n: u32| format!("-{n}")));
    for number in names {
        let path = format!("seeds/{stem}{number}.{ending}");
        if path != RecordFile::Sources.path() && taken.insert(path.clone()) {
            return path;
        }
    }
    String::new()
}
