//! The program knows no chronicle: no kind of happening, side, place, country or language of the built-in one stands in
//! its source, outside the catalogue of kinds and the tests.

use crate::world::WORLD;
use dateline::catalogue::Catalogue;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What may stand there and why: a path, and texts in quotation marks (`*`: all of them).
const ALLOWED: &[(&str, &[&str], &str)] = &[
    ("src/propose/", &["*"], "the reader of English and Spanish reports, whose rules are about words and kinds"),
    ("src/words/languages.rs", &["prs", "ps", "Dari", "Pashto"], "what languages are called, these among many"),
    ("src/words/sources.rs", &["forecast"], "a reason code of the format, by chance also a kind"),
    ("src/chronicle/load/subject.rs", &["resolution"], "a key of the format, by chance also a kind"),
    ("src/gui/reader.rs", &["passage"], "a passage of a document, by chance also a kind"),
    ("src/language/abbreviations.rs", &["government"], "an English word after a title"),
    ("src/gui/add/side.rs", &["statement"], "the nature of a document, by chance also a kind"),
    ("src/gui/editor/event.rs", &["background"], "a role of the format, by chance also a kind"),
    (
        "src/gui/editor/passage.rs",
        &["passage", "statement"],
        "the window's own name of the form, and the kind it begins with",
    ),
    (
        "src/gui/editor/sheet/",
        &["resolution", "fighting", "other"],
        "a key and lanes of the format, by chance also kinds",
    ),
    (
        "src/review/sides",
        &["government", "Government"],
        "an English word for whoever governs, in words that name a side",
    ),
    ("src/review/accept.rs", &["passage"], "a key of the format, by chance also a kind"),
    ("src/world/names.rs", &["qalat"], "an Arabic word in names of places"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The text without tests and comments.
fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod ").into_iter().chain(text.find("#[cfg(test)]\n#[allow")).min();
    let lines = text[..tests.unwrap_or(text.len())].lines();
    lines.map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_source_names_nothing_of_the_built_in_chronicle() {
    let chronicle = &WORLD.data.chronicle;
    let mut words: BTreeSet<String> = Catalogue::shipped().kinds().iter().map(|kind| kind.id.clone()).collect();
    for place in chronicle.places.values() {
        words.extend([place.id.to_string(), place.name.clone()]);
        words.extend(place.names.keys().map(ToString::to_string));
    }
    for side in &chronicle.meta.sides {
        words.extend([side.id.to_string(), side.name.clone(), side.label.clone()]);
    }
    words.extend([&chronicle.meta.country, &chronicle.meta.listed].map(Clone::clone));
    assert!(words.len() > 150);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut found = Vec::new();
    for path in files {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let is_test = name.contains("tests") || name.contains("fixture");
        if is_test || name.starts_with("src/catalogue/") {
            continue;
        }
        let code = code(&fs::read_to_string(&path).unwrap());
        // What stands between two quotation marks, or between a text and the next: nobody mistakes code for a word.
        for text in code.split('"').filter(|text| words.contains(*text)) {
            let allowed = |(place, texts, _): &&(&str, &[&str], &str)| {
                name.starts_with(place) && (texts.contains(&"*") || texts.contains(&text))
            };
            if !ALLOWED.iter().any(|entry| allowed(&entry)) {
                found.push(format!("{name}: \"{text}\""));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
