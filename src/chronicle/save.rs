//! Records to files, changing no byte of what was not edited.

use crate::chronicle::load::features::range_of;
use crate::chronicle::load::reader::{Fault, unreadable};
use crate::chronicle::{Files, Problem, Severity, open};
use crate::files::{WriteError, write_bytes};
use std::collections::BTreeSet;
use std::path::Path;
use toml_edit::DocumentMut;

/// The folders whose files make up a chronicle.
const FOLDERS: [&str; 3] = ["data", "data/basemap", "seeds"];

/// One change to a chronicle. Everything it does not name stays as its raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Another text for a feature of a GeoJSON file.
    Feature {
        /// Path from the chronicle's folder.
        file: String,
        /// The feature's id.
        id: String,
        /// The whole feature as JSON.
        json: String,
    },
    /// Another text for a key of a TOML file.
    Text {
        /// Path from the chronicle's folder.
        file: String,
        /// The key, from the outermost table.
        keys: Vec<String>,
        /// The value.
        value: String,
    },
}

impl Edit {
    fn file(&self) -> &str {
        let (Self::Feature { file, .. } | Self::Text { file, .. }) = self;
        file
    }

    fn apply(&self, raw: &str) -> Result<String, Fault> {
        match self {
            Self::Feature { id, json, .. } => replace_feature(raw, id, json).ok_or_else(|| {
                Fault::new(format!("expected a feature \"{id}\" and one JSON object in its place, found no such pair"))
                    .hint("correct the id or the JSON")
            }),
            Self::Text { keys, value, .. } => replace_text(raw, keys, value).ok_or_else(|| {
                Fault::new(format!("expected the text {} in TOML, found none", keys.join(".")))
                    .hint("correct the key or the file")
            }),
        }
    }
}

/// The text of a GeoJSON file with one feature replaced and every other byte as it was. `None` when the file has no
/// such feature, or `new` is no JSON object.
pub fn replace_feature(raw_file: &str, id: &str, new: &str) -> Option<String> {
    let new = new.trim();
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(new).ok()?;
    let range = range_of(raw_file, id)?;
    Some(format!("{}{new}{}", raw_file.get(..range.start)?, raw_file.get(range.end..)?))
}

/// The text of a TOML file with one string replaced; comments, order and everything else as it was.
fn replace_text(raw_file: &str, keys: &[String], value: &str) -> Option<String> {
    let mut document: DocumentMut = raw_file.parse().ok()?;
    let mut item = document.as_item_mut();
    for key in keys {
        item = item.get_mut(key.as_str())?;
    }
    let old = item.as_value_mut().filter(|old| old.is_str())?;
    let decor = old.decor().clone();
    *old = value.into();
    *old.decor_mut() = decor;
    Some(document.to_string())
}

/// Writes the files of a chronicle that was loaded from `from` into the folder `to`: untouched records as their raw
/// text, every file aside first and then renamed.
///
/// # Errors
/// When a file cannot be written; the old one is left whole.
pub fn save(from: &dyn Files, to: &Path) -> Result<(), Problem> {
    save_edited(from, to, &[])
}

/// The same with some changes. Nothing is written before every change has been made.
///
/// # Errors
/// When a change does not fit, or a file cannot be read or written; each old file is left whole.
pub fn save_edited(from: &dyn Files, to: &Path, edits: &[Edit]) -> Result<(), Problem> {
    let mut paths: BTreeSet<String> = FOLDERS.iter().flat_map(|folder| from.list(folder)).collect();
    paths.extend(named(from));
    paths.extend(edits.iter().map(|edit| edit.file().to_owned()));
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = from.read(&path).map_err(|error| problem(&path, unreadable(&path, &error)))?;
        let mut edits = edits.iter().filter(|edit| edit.file() == path).peekable();
        if edits.peek().is_none() {
            files.push((path, bytes));
            continue;
        }
        let text = String::from_utf8(bytes.into_owned())
            .map_err(|error| problem(&path, crate::chronicle::load::reader::not_utf8(&path, error.utf8_error())))?;
        let text = edits.try_fold(text, |text, edit| edit.apply(&text)).map_err(|fault| problem(&path, fault))?;
        files.push((path, text.into_bytes().into()));
    }
    for (path, bytes) in files {
        write_whole(&to.join(&path), &bytes).map_err(|error| {
            let WriteError { why, path: file } = error;
            let fault = Fault::new(format!("{} cannot be written: {why}", file.display()));
            problem(&path, fault.hint("the old file is unchanged; make room or choose another folder"))
        })?;
    }
    Ok(())
}

/// The files that a chronicle names, wherever in its folder they stand.
fn named(from: &dyn Files) -> Vec<String> {
    let Ok(opened) = open(from) else { return Vec::new() };
    let layers = opened.chronicle.meta.layers.into_iter().flat_map(|layer| [Some(layer.file), layer.file_dark]);
    let documents = opened.chronicle.sources.into_values().map(|source| Some(source.file));
    layers.chain(documents).flatten().filter(|path| from.read(path).is_ok()).collect()
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
    use crate::chronicle::{Embedded, Folder};

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

    #[test]
    fn an_edit_changes_the_bytes_of_its_feature_only_and_unknown_properties_survive() {
        let dir = tempfile::tempdir().unwrap();
        let old = text(&Embedded, EVENTS);
        let range = range_of(&old, "EV-HERAT-CAPTURE").unwrap();
        let new = old[range.clone()].replacen("\"kind\": \"capture\"", "\"kind\": \"capture\", \"mine\": [1]", 1);
        let edit = Edit::Feature { file: EVENTS.into(), id: "EV-HERAT-CAPTURE".into(), json: new.clone() };
        save_edited(&Embedded, dir.path(), &[edit]).unwrap();
        let saved = Folder(dir.path().to_owned());
        let expected = format!("{}{new}{}", &old[..range.start], &old[range.end..]);
        assert_eq!(text(&saved, EVENTS), expected);
        assert_eq!(open(&saved).unwrap().problems, Vec::new());
        let again = tempfile::tempdir().unwrap();
        save(&saved, again.path()).unwrap();
        assert_eq!(text(&Folder(again.path().to_owned()), EVENTS), expected);
    }

    #[test]
    fn an_edit_of_a_text_leaves_the_rest_of_its_file_alone() {
        let raw = "# kept\ntitle = \"old\" # why\n\n[view]\nbbox = [1, 2,\n  3, 4]\n";
        let title = vec!["title".to_owned()];
        assert_eq!(replace_text(raw, &title, "new").unwrap(), raw.replace("old", "new"));
        assert_eq!(replace_text(raw, &["none".to_owned()], "new"), None);
        assert_eq!(replace_text("title = ", &title, "new"), None);
    }

    #[test]
    fn an_edit_that_does_not_fit_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        for (id, json) in [("NO-SUCH-EVENT", "{}"), ("EV-HERAT-CAPTURE", "{"), ("EV-HERAT-CAPTURE", "7")] {
            let edit = Edit::Feature { file: EVENTS.into(), id: id.into(), json: json.into() };
            let problem = save_edited(&Embedded, dir.path(), &[edit]).unwrap_err();
            assert_eq!(
                problem.to_string(),
                format!(
                    "expected a feature \"{id}\" and one JSON object in its place, found no such pair (correct the id \
                     or the JSON) [{EVENTS}]"
                )
            );
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
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
        let edit = Edit::Text { file: "data/references.toml".into(), keys: vec!["none".into()], value: "x".into() };
        assert!(save_edited(&Embedded, dir.path(), &[edit]).is_err());
        let problem = save(&Embedded, dir.path()).unwrap_err();
        assert_eq!(problem.file, "data/places.geojson");
        assert!(problem.message.contains("cannot be written"), "{problem}");
        assert_eq!(text(&Folder(dir.path().to_owned()), EVENTS), text(&Embedded, EVENTS));
        let aside = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".dateline-");
        assert!(!std::fs::read_dir(dir.path().join("data")).unwrap().any(|entry| aside(entry.unwrap())));
    }
}
