//! Records to files, changing no byte of what was not edited.

use crate::chronicle::load::reader::{Fault, unreadable};
use crate::chronicle::{Draft, Files, Problem, RecordFile, Severity, open};
use crate::files::{WriteError, write_bytes};
use std::collections::BTreeSet;
use std::path::Path;

/// The folders whose files make up a chronicle.
const FOLDERS: [&str; 4] = ["data", "data/basemap", "data/tables", "seeds"];

/// Writes the files of a chronicle into the folder `to`, a draft's as they stand: every file aside first and then
/// renamed, and none that has these bytes already.
///
/// # Errors
/// When a file cannot be read or written; the old one is left whole.
pub fn save(from: &dyn Files, to: &Path) -> Result<(), Problem> {
    let paths = paths(from);
    let read = |path: String| match from.read(&path) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) => Err(problem(&path, unreadable(&path, &error))),
    };
    let files = paths.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    files.into_iter().try_for_each(|(path, bytes)| put(to, &path, &bytes))
}

/// Writes a draft into the folder it was read from: the files of records that it changes. Files that another program has
/// changed since then are not written over: [`diff`](crate::chronicle::diff) and [`merge`](crate::chronicle::merge())
/// join both.
///
/// # Errors
/// When a file cannot be written, the old one is left whole. When a file of records is another than it was when the draft
/// was begun, nothing is written.
pub fn save_draft(draft: &Draft, to: &Path) -> Result<(), Problem> {
    if draft.changed_elsewhere(to).is_some() {
        let fault = Fault::new("expected the files as they were opened, found that another program has changed them");
        return Err(problem(
            RecordFile::Chronicle.path(),
            fault.hint("nothing was written; open the folder again to join both"),
        ));
    }
    // Where a drive is gone, nothing is begun anew in the place of it.
    if draft.is_gone_from(to) {
        let fault = Fault::new(format!("expected the chronicle in {}, found nothing there", to.display()));
        return Err(problem(
            RecordFile::Chronicle.path(),
            fault.hint("bring the folder or its drive back, or save as another"),
        ));
    }
    for path in RecordFile::ALL.map(RecordFile::path) {
        // A file that is not there holds no record.
        if let Ok(bytes) = draft.read(path) {
            put(to, path, &bytes)?;
        }
    }
    Ok(())
}

/// All files of a chronicle.
fn paths(of: &dyn Files) -> BTreeSet<String> {
    let mut paths: BTreeSet<String> = FOLDERS.iter().flat_map(|folder| of.list(folder)).collect();
    paths.extend(named(of));
    paths
}

/// The files of a chronicle that hold no records: its documents, its base map.
pub fn other_files(of: &dyn Files) -> BTreeSet<String> {
    let mut paths = paths(of);
    paths.retain(|path| RecordFile::ALL.iter().all(|file| file.path() != path));
    paths
}

/// The files that a chronicle names, wherever in its folder they stand.
fn named(from: &dyn Files) -> Vec<String> {
    let Ok(opened) = open(from) else { return Vec::new() };
    let layers = opened.chronicle.meta.layers.into_iter().flat_map(|layer| [Some(layer.file), layer.file_dark]);
    let documents =
        opened.chronicle.sources.values().flat_map(|source| source.files().map(|file| Some(file.to_owned())));
    let documents: Vec<_> = documents.collect();
    layers.chain(documents).flatten().filter(|path| from.read(path).is_ok()).collect()
}

/// Writes one file of a chronicle into its folder.
fn put(to: &Path, path: &str, bytes: &[u8]) -> Result<(), Problem> {
    write_whole(&to.join(path), bytes).map_err(|WriteError { why, path: file }| {
        let fault = Fault::new(format!("{} cannot be written: {why}", file.display()));
        problem(path, fault.hint("the old file is unchanged; make room or choose another folder"))
    })
}

fn problem(path: &str, fault: Fault) -> Problem {
    fault.of_file(Severity::Error, path)
}

/// Writes a file whole or not at all. A file that already has these bytes is not touched.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    // Where it cannot be made, the file cannot either, and says why.
    let _ = path.parent().map(std::fs::create_dir_all);
    write_bytes(path, bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Change, Embedded, Folder};
    use std::sync::Arc;

    const EVENTS: &str = "data/events.geojson";

    fn all(files: &dyn Files) -> Vec<(String, Vec<u8>)> {
        let paths = FOLDERS.iter().flat_map(|folder| files.list(folder));
        paths.map(|path| (path.clone(), files.read(&path).unwrap().into_owned())).collect()
    }

    fn text(files: &dyn Files, path: &str) -> String {
        String::from_utf8(files.read(path).unwrap().into_owned()).unwrap()
    }

    #[test]
    fn saving_what_was_loaded_changes_no_byte() {
        let dir = tempfile::tempdir().unwrap();
        let to = Folder(dir.path().to_owned());
        save(&Embedded, dir.path()).unwrap();
        assert_eq!(all(&to), all(&Embedded));
        save(&to, dir.path()).unwrap();
        assert_eq!(all(&to), all(&Embedded));
        assert_eq!(open(&to).unwrap().chronicle.hash, open(&Embedded).unwrap().chronicle.hash);
    }

    fn removal() -> Change {
        Change::Remove { file: RecordFile::Events, id: "EV-HERAT-CAPTURE".into() }
    }

    #[test]
    fn a_draft_is_saved_as_it_stands_and_the_documents_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let draft = Draft::new(Arc::new(Embedded)).apply(&removal()).unwrap().draft;
        save(&draft, dir.path()).unwrap();
        let saved = Folder(dir.path().to_owned());
        let changed: Vec<_> =
            all(&saved).into_iter().filter(|(path, b)| **b != *Embedded.read(path).unwrap()).collect();
        assert_eq!(changed, [(EVENTS.to_owned(), draft.read(EVENTS).unwrap().into_owned())]);
        assert!(!open(&saved).unwrap().chronicle.events.contains_key("EV-HERAT-CAPTURE"));
    }

    #[test]
    fn what_another_program_has_changed_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        save(&Embedded, dir.path()).unwrap();
        let opened = Draft::new(Arc::new(Folder(dir.path().to_owned())));
        let draft = opened.apply(&removal()).unwrap().draft;
        let theirs = text(&Embedded, EVENTS).replacen("Herat", "Hirat", 1);
        std::fs::write(dir.path().join(EVENTS), &theirs).unwrap();
        let problem = save_draft(&draft, dir.path()).unwrap_err();
        assert!(problem.message.contains("another program has changed them"), "{problem}");
        assert_eq!(text(&Folder(dir.path().to_owned()), EVENTS), theirs);
        std::fs::write(dir.path().join(EVENTS), text(&Embedded, EVENTS)).unwrap();
        save_draft(&draft, dir.path()).unwrap();
        // What is on the disk already may be saved again.
        save_draft(&draft, dir.path()).unwrap();
        assert_eq!(Draft::new(Arc::new(Folder(dir.path().to_owned()))).hash(), draft.hash());
    }

    #[test]
    fn a_folder_that_is_gone_was_changed_by_nobody_and_is_not_begun_anew() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("drive");
        save(&Embedded, &folder).unwrap();
        let draft = Draft::new(Arc::new(Folder(folder.clone()))).apply(&removal()).unwrap().draft;
        let away = dir.path().join("away");
        std::fs::rename(&folder, &away).unwrap();
        assert!(draft.changed_elsewhere(&folder).is_none());
        let problem = save_draft(&draft, &folder).unwrap_err();
        assert!(problem.message.ends_with("drive, found nothing there"), "{problem}");
        assert!(!folder.exists());
        std::fs::rename(&away, &folder).unwrap();
        save_draft(&draft, &folder).unwrap();
        assert_eq!(Draft::new(Arc::new(Folder(folder))).hash(), draft.hash());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_written_leaves_the_old_one_whole() {
        let dir = tempfile::tempdir().unwrap();
        save(&Embedded, dir.path()).unwrap();
        // A folder stands where a file should be renamed to: the rename fails after everything was written aside.
        let blocked = dir.path().join("data/places.geojson");
        std::fs::remove_file(&blocked).unwrap();
        std::fs::create_dir(&blocked).unwrap();
        let problem = save(&Embedded, dir.path()).unwrap_err();
        assert_eq!(problem.file, "data/places.geojson");
        assert!(problem.message.contains("cannot be written"), "{problem}");
        assert_eq!(text(&Folder(dir.path().to_owned()), EVENTS), text(&Embedded, EVENTS));
        let aside = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".dateline-");
        assert!(!std::fs::read_dir(dir.path().join("data")).unwrap().any(|entry| aside(entry.unwrap())));
    }
}
