//! `data/references.toml`: sources with a citation but no stored text.

use crate::chronicle::RecordFile;
use crate::chronicle::load::reader::{Fault, Reader};
use crate::chronicle::load::sources::published;
use crate::chronicle::load::toml_file;
use crate::chronicle::{Reference, Severity, Source, SourceId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the references stand.
pub(super) const PATH: &str = RecordFile::References.path();

#[derive(Deserialize)]
struct ReferenceToml {
    id: String,
    title: String,
    #[serde(default)]
    title_note: Option<String>,
    #[serde(default)]
    publisher: String,
    published: String,
    #[serde(default)]
    lineage: Option<String>,
    #[serde(default)]
    address: String,
}

/// The references of a chronicle.
#[derive(Default)]
pub(super) struct References {
    pub by_id: BTreeMap<SourceId, Reference>,
    /// Whether the whole file is missing or cannot be read: then no citation needs to be reported by itself.
    pub lost: bool,
    /// Whether that was reported.
    pub reported: bool,
}

/// Reads the references; a chronicle without any has no such file.
pub(super) fn load(reader: &mut Reader<'_>, documents: &BTreeMap<SourceId, Source>) -> References {
    let before = reader.problems.count();
    let Some(file) = reader.text_or_report(PATH, false) else {
        let reported = reader.problems.count() > before;
        return References { lost: true, reported, ..References::default() };
    };
    let parsed = match toml_file::parse(&file) {
        Ok(parsed) => parsed,
        Err(problem) => {
            reader.problems.push(problem);
            return References { lost: true, reported: true, ..References::default() };
        }
    };
    let mut references = BTreeMap::new();
    for (at, toml) in toml_file::tables::<ReferenceToml>(&file, &parsed, "reference", &mut reader.problems) {
        let id = SourceId::from(toml.id.as_str());
        let fault = if references.contains_key(&id) || documents.contains_key(&id) {
            Fault::new("expected each source once, found this id a second time").hint("give one another id")
        } else {
            match published(&toml.published) {
                Ok(published) => {
                    let ReferenceToml { title, title_note, publisher, lineage, address, .. } = toml;
                    let lineage = lineage.unwrap_or_else(|| id.to_string());
                    let reference =
                        Reference { id: id.clone(), title, title_note, publisher, published, lineage, address };
                    references.insert(id, reference);
                    continue;
                }
                Err(fault) => fault.hint("correct it"),
            }
        };
        reader.problems.push(file.error(at, Some(id.as_str()), fault));
    }
    References { by_id: references, lost: false, reported: false }
}

/// Reports the file missing, once something cited from it.
pub(super) fn report_missing(reader: &mut Reader<'_>) {
    let fault = Fault::new(format!("expected the file {PATH}, found none; what cites from it does not count"));
    reader.file_problem(Severity::Error, PATH, fault.hint("put it back or correct its name"));
}
