//! `dateline diff`: what leads from one state of a chronicle to another, in words.

use crate::chronicle::{Basis, Change, Chronicle, Draft, Files, chronicle_in, diff, files_at};
use crate::cli::interrupt;
use crate::cli::terminal::{self, Form, fail};
use crate::dataset::Dataset;
use crate::jobs::Unwatched;
use crate::table::{Sidecar, TABLES, TableChanges, TableFile};
use crate::time::Moment;
use crate::timeline::Clock;
use crate::words::{self, differences};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Two states of a chronicle.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the older state, or its bag
    old: PathBuf,
    /// Folder of the newer state, or its bag
    new: PathBuf,
    /// Say of each record only what happens to it, not which of its values differ
    #[arg(long)]
    brief: bool,
}

/// Says what differs and returns the exit code: 0 nothing, 1 something, 2 it could not be said.
pub fn run(args: &Args) -> u8 {
    let said = compared(args);
    interrupt::ended();
    let printed = said.and_then(|said| terminal::print(&said, Form::Text).map(|()| said));
    printed.map_or_else(|sentence| fail(&sentence), |said| u8::from(!said.is_empty()))
}

fn compared(args: &Args) -> Result<String, String> {
    let [old, new] = [&args.old, &args.new].map(|folder| opened(folder));
    let (old, new) = (old?, new?);
    let [from, to] = [&old, &new].map(|data| Draft::new(Arc::clone(&data.files)));
    let changes = diff(&from, &to).map_err(|error| error.to_string())?;
    let mut lines = records(&changes, [&from, &to], [&old.chronicle, &new.chronicle], args.brief);
    lines.extend(other_files([&*old.files, &*new.files]));
    lines.extend(tables([&*old.files, &*new.files]));
    lines.extend(on_the_map(&old, &new));
    Ok(lines.into_iter().map(|line| line + "\n").collect())
}

/// Opens the chronicle in a folder or a bag.
fn opened(folder: &Path) -> Result<Dataset, String> {
    Dataset::of(Arc::from(files_at(Some(&chronicle_in(folder))))).map_err(|error| error.to_string())
}

/// A line for each change, and those of the values that differ under it.
fn records(changes: &[Change], drafts: [&Draft; 2], chronicles: [&Chronicle; 2], brief: bool) -> Vec<String> {
    let [before, after] = chronicles;
    let said = words::each_change(before, after, changes);
    let mut lines = Vec::new();
    for (change, said) in changes.iter().zip(said) {
        lines.push(said);
        if brief || !matches!(change, Change::Put { .. }) {
            continue;
        }
        let texts = drafts.map(|draft| draft.record(change.file(), change.id()).map(|record| &*record.raw));
        for difference in differences(texts) {
            let [old, new] = difference.values.map(|value| value.unwrap_or_else(|| "nothing".to_owned()));
            lines.push(format!("  {}: {old} → {new}", difference.at));
        }
    }
    lines
}

/// Documents and layers that are not in both, or not the same in both.
fn other_files(files: [&dyn Files; 2]) -> Vec<String> {
    let all: BTreeSet<String> = files.iter().flat_map(|files| crate::chronicle::other_files(*files)).collect();
    let differs = |path: String| {
        let [old, new] = files.map(|files| files.read(&path).ok());
        match (old, new) {
            (Some(old), Some(new)) => (old != new).then(|| format!("another file: {path}")),
            (None, Some(_)) => Some(format!("a new file: {path}")),
            (Some(_), None) => Some(format!("no more file: {path}")),
            (None, None) => None,
        }
    };
    all.into_iter().filter_map(differs).collect()
}

/// What becomes of the rows of each table that is in both: how many are new, changed and withdrawn.
fn tables(files: [&dyn Files; 2]) -> Vec<String> {
    let [old, new] = files;
    let sidecars = new.list(TABLES).into_iter().filter(|path| path.ends_with(".toml"));
    let said = |sidecar: String| {
        let [old, new] = [old, new].map(|files| table(files, &sidecar));
        let ((old, was), (new, is)) = (old?, new?);
        let changes = TableChanges::between((&old, &was.mapping), (&new, &is.mapping), &Unwatched).ok()??;
        (!changes.is_empty()).then(|| words::rows_changed(new.name(), &changes))
    };
    sidecars.filter_map(said).collect()
}

/// A table by its sidecar; `None` where it is not in a chronicle, or cannot be read.
fn table(files: &dyn Files, sidecar: &str) -> Option<(TableFile, Sidecar)> {
    let side = Sidecar::read(std::str::from_utf8(&files.read(sidecar).ok()?).ok()?).ok()?;
    let bytes = files.read(&format!("{TABLES}/{}", side.file)).ok()?.into_owned();
    Some((TableFile::of(side.file.clone(), bytes).ok()?, side))
}

/// For each listed place whose control differs by the documents: the first instant at which it does, as it is then and
/// was before.
fn on_the_map(old: &Dataset, new: &Dataset) -> Vec<String> {
    let stops: BTreeSet<Moment> = old.timeline.stops().iter().chain(new.timeline.stops()).copied().collect();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let told = new.chronicle.resolution();
    for cursor in stops {
        let clock = Clock { cursor, known_by: None };
        let [was, is] = [old, new].map(|data| data.timeline.slice(clock));
        for place in &is.places {
            let now = place.on(Basis::Documents);
            let before = was.place(place.place.as_str()).map(|place| place.on(Basis::Documents));
            let said = before.map(|before| words::control(&old.chronicle, before));
            let says = words::control(&new.chronicle, now);
            if said.as_ref() != Some(&says) && !found.contains_key(place.place.as_str()) {
                let name = new.chronicle.places.get(&place.place).map_or(place.place.as_str(), |place| &place.name);
                let (day, part) = words::instant(cursor, told);
                let before = said.unwrap_or_else(|| "not listed".to_owned());
                let line = format!("on the map, {day}, {part}: {name} {says}, before {before}");
                found.insert(place.place.to_string(), line);
            }
        }
    }
    found.into_values().collect()
}
