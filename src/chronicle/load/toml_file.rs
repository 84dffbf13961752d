//! TOML, table by table: one bad table does not lose the rest, and each knows where it stands.

use crate::chronicle::Problem;
use crate::chronicle::load::reader::{Fault, TextFile};
use crate::chronicle::problem::Problems;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use toml_edit::{Document, Item, Table};

/// Parses a whole file, reporting where it fails.
pub(super) fn parse(file: &TextFile) -> Result<Document<&str>, Problem> {
    Document::parse(file.text.as_str()).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let first = error.message().lines().next().unwrap_or_default();
        file.lost(at, Fault::new(format!("expected TOML, found a fault: {first}")).hint("correct that line"))
    })
}

/// The tables of `[[key]]` with where each begins, in bytes; those that cannot be read are reported.
pub(super) fn tables<T: DeserializeOwned>(
    file: &TextFile,
    document: &Document<&str>,
    key: &str,
    problems: &mut Problems,
) -> Vec<(usize, T)> {
    let Some(item) = document.get(key) else { return Vec::new() };
    let Item::ArrayOfTables(tables) = item else {
        let at = item.span().map_or(0, |span| span.start);
        let fault = Fault::new(format!("expected tables [[{key}]], found something else under that name"));
        problems.push(file.lost(at, fault.hint("write each as its own table")));
        return Vec::new();
    };
    let mut read = Vec::new();
    for table in tables {
        let at = table.span().map_or(0, |span| span.start);
        match deserialize(table) {
            Ok(value) => read.push((at, value)),
            Err((inside, why)) => {
                let id = table.get("id").and_then(Item::as_str);
                let fault = Fault::new(format!("expected a [[{key}]] as data/FORMAT.md has it, found a fault: {why}"))
                    .hint("correct it; the record is left out until then");
                problems.push(file.error(inside.unwrap_or(at), id, fault));
            }
        }
    }
    read
}

fn deserialize<T: DeserializeOwned>(table: &Table) -> Result<T, (Option<usize>, String)> {
    let value = Item::Table(table.clone()).into_value().map_err(|_| (None, "it is no table".to_owned()))?;
    T::deserialize(value.into_deserializer()).map_err(|error| {
        let why = error.message().lines().next().unwrap_or_default().to_owned();
        (error.span().map(|span| span.start), why)
    })
}
