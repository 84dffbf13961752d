//! `data/references.toml`: sources with a citation but no stored text.

use crate::chronicle::load::reader::{Fault, Reader};
use crate::chronicle::load::toml_file;
use crate::chronicle::{Reference, Source, SourceId};
use crate::time::EdtfDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the references stand.
pub(super) const PATH: &str = "data/references.toml";

#[derive(Deserialize)]
struct ReferenceToml {
    id: String,
    title: String,
    #[serde(default)]
    publisher: String,
    published: String,
    #[serde(default)]
    lineage: Option<String>,
    #[serde(default)]
    address: String,
}

/// Reads the references; a chronicle without any has no such file.
pub(super) fn load(reader: &mut Reader<'_>, documents: &BTreeMap<SourceId, Source>) -> BTreeMap<SourceId, Reference> {
    let mut references = BTreeMap::new();
    let Some(file) = reader.text_or_report(PATH, false) else { return references };
    let parsed = match toml_file::parse(&file) {
        Ok(parsed) => parsed,
        Err(problem) => {
            reader.problems.push(problem);
            return references;
        }
    };
    for (at, toml) in toml_file::tables::<ReferenceToml>(&file, &parsed, "reference", &mut reader.problems) {
        let id = SourceId::from(toml.id.as_str());
        let fault = if references.contains_key(&id) || documents.contains_key(&id) {
            Fault::new("expected each source once, found this id a second time").hint("give one another id")
        } else {
            match EdtfDate::parse(&toml.published) {
                Ok(published) => {
                    let ReferenceToml { title, publisher, lineage, address, .. } = toml;
                    let lineage = lineage.unwrap_or_else(|| id.to_string());
                    let reference = Reference { id: id.clone(), title, publisher, published, lineage, address };
                    references.insert(id, reference);
                    continue;
                }
                Err(error) => Fault::new(format!("published: {error}")).hint("correct it"),
            }
        };
        reader.problems.push(file.error(at, Some(id.as_str()), fault));
    }
    references
}
