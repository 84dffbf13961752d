//! What one edit costs in a chronicle of ten thousand events: the map after it, its journal, its files.

use dateline::app::Action;
use dateline::app::{Document, State, update};
use dateline::chronicle::{Change, ChangeStep, Draft, Embedded, Files, Folder, Keeper, RecordFile, Unsaved, save};
use dateline::dataset::Dataset;
use divan::Bencher;
use std::io::Result;
use std::path::Path;
use std::sync::Arc;

const EVENTS: usize = 10_000;

fn main() {
    divan::main();
}

/// The built-in chronicle with its events again and again under other names, in a folder.
fn large(folder: &Path) -> Result<()> {
    save(&Embedded, folder).map_err(|problem| std::io::Error::other(problem.to_string()))?;
    let draft = Draft::new(Arc::new(Embedded));
    let records: Vec<_> =
        draft.records(RecordFile::Events).filter(|record| !record.raw.contains("\"same_as\": \"")).collect();
    let features: Vec<String> = (0..EVENTS)
        .filter_map(|number| {
            let record = records.get(number % records.len())?;
            // Claims have names of their own, too.
            let named = record.raw.replace("\"id\": \"", &format!("\"id\": \"{number}-"));
            Some(named.replace("\"denies\": \"", "\"denied\": \""))
        })
        .collect();
    let text = format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}\n", features.join(",\n"));
    std::fs::write(folder.join(RecordFile::Events.path()), text)
}

/// An edit of one event; another one for each number.
fn edit(draft: &Draft, number: usize) -> Option<Change> {
    let record = draft.records(RecordFile::Events).nth((number * 7_919) % EVENTS)?;
    let raw = record.raw.replacen("\"summary\": \"", &format!("\"summary\": \"{number} "), 1);
    Some(Change::Put { file: RecordFile::Events, id: record.id.clone(), raw })
}

/// The edit itself, with what the next frame asks of the timeline.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn shown(bencher: Bencher) {
    let Some((_folder, document)) = opened() else { return };
    let mut state = State::new(document);
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        if let Some(change) = edit(state.document.draft(), number) {
            update(&mut state, Action::Change(vec![change]));
        }
        state.slice.places.len() + state.timeline.stops().len()
    });
}

/// One step brought to the disk.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn journal(bencher: Bencher) {
    let Some(mut desk) = Desk::new() else { return };
    bencher.bench_local(|| {
        desk.edit();
        desk.keeper.keep(&desk.draft, &desk.unsaved, 0).is_ok()
    });
}

/// One step written to the files.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn saved(bencher: Bencher) {
    let Some(mut desk) = Desk::new() else { return };
    bencher.bench_local(|| {
        desk.edit();
        let saved = desk.keeper.save(&desk.draft, &desk.unsaved, 0).is_ok();
        desk.draft = desk.draft.begun_as(&desk.draft);
        desk.unsaved = desk.unsaved.after_saving(1);
        saved
    });
}

fn opened() -> Option<(tempfile::TempDir, Document)> {
    let folder = tempfile::tempdir().ok()?;
    large(folder.path()).ok()?;
    let document = Document::new(Dataset::open(Some(folder.path())).ok()?);
    document.draft();
    Some((folder, document))
}

struct Desk {
    _folder: tempfile::TempDir,
    keeper: Keeper,
    draft: Draft,
    unsaved: Unsaved,
    number: usize,
}

impl Desk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().ok()?;
        large(folder.path()).ok()?;
        let path = folder.path().to_owned();
        let draft = Draft::new(Arc::new(Folder(path.clone())) as Arc<dyn Files>);
        let keeper = Keeper::new(Some(path), None);
        Some(Self { _folder: folder, keeper, draft, unsaved: Unsaved::default(), number: 0 })
    }

    fn edit(&mut self) {
        self.number += 1;
        let made = edit(&self.draft, self.number).and_then(|change| ChangeStep::made(&self.draft, vec![change]).ok());
        if let Some((draft, step)) = made {
            self.draft = draft;
            self.unsaved.push(step);
        }
    }
}
