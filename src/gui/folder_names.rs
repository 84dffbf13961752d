//! Folders for chronicles: proposed from a name, as they are written, and where to begin looking.

use std::path::{Path, PathBuf};

/// The folder that is proposed for a name: `~/Documents/the-flood-of-july-2024`.
pub fn proposed(title: &str) -> String {
    let home = std::env::home_dir().unwrap_or_default();
    let documents = home.join("Documents");
    in_short(&inside(if documents.is_dir() { &documents } else { &home }, title))
}

/// A path with `~` for the person's own folder.
pub fn in_short(path: &str) -> String {
    let home = std::env::home_dir().filter(|home| home.parent().is_some());
    let rest = home.and_then(|home| Some(Path::new(path).strip_prefix(home).ok()?.display().to_string()));
    rest.map_or_else(|| path.to_owned(), |rest| format!("~/{rest}"))
}

/// The folder for a name within another one.
pub fn inside(folder: &Path, title: &str) -> String {
    let name = name_of(title);
    let path = if name.is_empty() { folder.to_owned() } else { folder.join(name) };
    path.display().to_string()
}

/// A title as the name of a folder: its words as they are spelled, joined.
fn name_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    name.chars().take(60).collect()
}

/// The path that was written, with `~` as the person's own folder.
pub fn written(folder: &str) -> PathBuf {
    let folder = folder.trim();
    match (folder.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(folder),
    }
}

/// The nearest folder above a path that is there.
pub fn existing(folder: &str) -> Option<PathBuf> {
    written(folder).ancestors().find(|path| path.is_dir()).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_folder_of_its_own() {
        assert_eq!(inside(Path::new("/d"), "The flood of July 2024!"), "/d/the-flood-of-july-2024");
        assert_eq!(inside(Path::new("/d"), "Überfall, 1939"), "/d/überfall-1939");
        assert_eq!(inside(Path::new("/d"), " … "), "/d");
        assert!(proposed("Syria").ends_with("syria"));
    }

    #[test]
    fn a_dialog_begins_in_the_nearest_folder_that_is_there() {
        let there = std::env::temp_dir();
        assert_eq!(existing(&there.join("no/such/folder").display().to_string()), Some(there));
    }
}
