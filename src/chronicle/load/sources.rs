//! `seeds/sources.toml`: the documents, their wires, and whether they are unaltered.

use crate::chronicle::RecordFile;
use crate::chronicle::files::check_path;
use crate::chronicle::load::encoding;
use crate::chronicle::load::reader::{Fault, Reader, TextFile, sha256_hex};
use crate::chronicle::load::toml_file;
use crate::chronicle::verify::CharIndex;
use crate::chronicle::{Extracted, Severity, Source, SourceId, Wire};
use crate::time::EdtfDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where the bibliography stands.
pub(super) const PATH: &str = RecordFile::Sources.path();

/// The documents, with what it takes to verify quotations.
#[derive(Default)]
pub(super) struct Documents {
    pub sources: BTreeMap<SourceId, Source>,
    pub wires: BTreeMap<String, Wire>,
    /// By document that could be read.
    pub indices: BTreeMap<SourceId, CharIndex>,
    /// Documents that were left out and reported.
    pub reported: BTreeSet<String>,
    /// Whether the whole bibliography was.
    pub unreadable: bool,
    /// Documents that agree with their checksum.
    pub unaltered: usize,
    /// Documents listed.
    pub listed: usize,
}

#[derive(Deserialize)]
struct SourceToml {
    id: String,
    file: String,
    sha256: String,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    byline: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    agency: Option<String>,
    published: String,
    #[serde(default)]
    published_certainty: String,
    #[serde(default)]
    published_how: String,
    wire: String,
    #[serde(default)]
    order: i64,
    #[serde(default)]
    nature: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    part: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    text_sha256: String,
    #[serde(default)]
    extractor: String,
}

#[derive(Deserialize)]
struct WireToml {
    id: String,
    name: String,
}

/// Reads the bibliography and every document in it.
pub(super) fn load(reader: &mut Reader<'_>) -> Documents {
    let mut documents = Documents::default();
    let Some(file) = reader.text_or_report(PATH, true) else {
        documents.unreadable = true;
        return documents;
    };
    let parsed = match toml_file::parse(&file) {
        Ok(parsed) => parsed,
        Err(problem) => {
            reader.problems.push(problem);
            documents.unreadable = true;
            return documents;
        }
    };
    for (at, WireToml { id, name }) in toml_file::tables::<WireToml>(&file, &parsed, "wire", &mut reader.problems) {
        if documents.wires.contains_key(&id) {
            let fault = Fault::new("expected each wire once, found this id a second time").hint("remove one of them");
            reader.problems.push(file.error(at, Some(&id), fault));
            continue;
        }
        documents.wires.insert(id.clone(), Wire { id, name });
    }
    for (at, toml) in toml_file::tables::<SourceToml>(&file, &parsed, "source", &mut reader.problems) {
        documents.listed += 1;
        source(&mut documents, reader, &file, at, toml);
    }
    documents.reported = reader.problems.all_left_out(PATH);
    documents
}

/// When a source was published.
pub(super) fn published(text: &str) -> Result<EdtfDate, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("expected `published` to be a date, or XXXX where it is not known, found none"));
    }
    EdtfDate::parse(text).map_err(|error| Fault::new(format!("`published`: {error}")))
}

fn source(documents: &mut Documents, reader: &mut Reader<'_>, file: &TextFile, at: usize, toml: SourceToml) {
    let id = SourceId::from(toml.id.as_str());
    if documents.sources.contains_key(&id) {
        let fault = Fault::new("expected each source once, found this id a second time").hint("give one another id");
        reader.problems.push(file.error(at, Some(id.as_str()), fault));
        return;
    }
    let published = match published(&toml.published) {
        Ok(date) => date,
        Err(fault) => {
            let fault = fault.hint("correct it; its claims are left out until then");
            reader.problems.push(file.error(at, Some(id.as_str()), fault));
            return;
        }
    };
    if !documents.wires.contains_key(&toml.wire) {
        let fault = Fault::new(format!("expected a [[wire]] with the id \"{}\", found none", toml.wire)).hint("add it");
        reader.problems.push(file.warning(at, Some(id.as_str()), fault));
        documents.wires.insert(toml.wire.clone(), Wire { id: toml.wire.clone(), name: toml.wire.clone() });
    }
    let received = document(documents, reader, &toml, file, at);
    let text = match &toml.text {
        None => received,
        Some(path) => extracted(reader, path, &toml, file, at),
    };
    if let Some(text) = &text {
        documents.indices.insert(id.clone(), CharIndex::new(text));
    }
    let label = toml.title.clone().or(toml.label).unwrap_or_else(|| format!("Document {id}"));
    let source = Source {
        id: id.clone(),
        file: toml.file,
        sha256: toml.sha256,
        text: text.unwrap_or_default().into(),
        title: toml.title,
        label,
        byline: toml.byline,
        publisher: toml.publisher,
        agency: toml.agency,
        published,
        published_certainty: toml.published_certainty,
        published_how: toml.published_how,
        wire: toml.wire,
        order: toml.order,
        nature: toml.nature,
        language: toml.language,
        extracted: toml.text.map(|file| Extracted {
            file,
            sha256: toml.text_sha256,
            extractor: toml.extractor,
            part: toml.part,
        }),
    };
    documents.sources.insert(id, source);
}

/// The text of a document, decoded from the bytes as received; a byte order mark is part of it. `None` where it cannot be
/// used, which is reported once for all its excerpts.
fn document(
    documents: &mut Documents,
    reader: &mut Reader<'_>,
    toml: &SourceToml,
    file: &TextFile,
    at: usize,
) -> Option<String> {
    let unusable = |fault: Fault| Fault {
        message: format!("{}; its excerpts cannot be checked and do not count", fault.message),
        ..fault
    };
    let read = reader.bytes(&toml.file).and_then(|(bytes, sum)| {
        if bytes.is_empty() {
            return Err(Fault::new(format!("expected the document {}, found an empty file", toml.file))
                .hint("restore the file as received"));
        }
        // What its text was taken out of need be no text.
        let text = match &toml.text {
            Some(_) => String::new(),
            None => encoding::text(bytes, toml.encoding.as_deref(), &toml.file)?,
        };
        Ok((text, sum))
    });
    match read {
        Ok((text, sum)) => {
            if sum.eq_ignore_ascii_case(&toml.sha256) {
                documents.unaltered += 1;
            } else {
                let fault = altered(&text, &toml.sha256, &sum);
                reader.record_problem(Severity::Warning, &toml.file, &toml.id, fault);
            }
            Some(text)
        }
        Err(fault) if check_path(&toml.file).is_err() => {
            reader.problems.push(file.error(at, Some(&toml.id), unusable(fault)));
            None
        }
        Err(fault) => {
            reader.record_problem(Severity::Error, &toml.file, &toml.id, unusable(fault));
            None
        }
    }
}

/// The text that was taken out of a document and stands beside it, in UTF-8. One that is not the text recorded is told of;
/// what is quoted of it is verified against it as it is.
fn extracted(reader: &mut Reader<'_>, path: &str, toml: &SourceToml, file: &TextFile, at: usize) -> Option<String> {
    let unusable = |fault: Fault| Fault {
        message: format!("{}; its excerpts cannot be checked and do not count", fault.message),
        ..fault
    };
    let read = reader.bytes(path).and_then(|(bytes, sum)| Ok((encoding::text(bytes, None, path)?, sum)));
    match read {
        Ok((text, sum)) => {
            if !sum.eq_ignore_ascii_case(&toml.text_sha256) {
                let fault = altered(&text, &toml.text_sha256, &sum).hint(
                    "restore the text as it was taken out of the document; correct text_sha256 only if the text is right",
                );
                reader.record_problem(Severity::Warning, path, &toml.id, fault);
            }
            Some(text)
        }
        Err(fault) if check_path(path).is_err() => {
            reader.problems.push(file.error(at, Some(&toml.id), unusable(fault)));
            None
        }
        Err(fault) => {
            reader.record_problem(Severity::Error, path, &toml.id, unusable(fault));
            None
        }
    }
}

/// What to say of a document that is not the one recorded.
fn altered(text: &str, expected: &str, found: &str) -> Fault {
    let short = |sum: &str| sum.chars().take(12).collect::<String>();
    let fault = Fault::new(format!(
        "expected the document as received, SHA-256 {}…, found another, {}…",
        short(expected),
        short(found)
    ));
    let is = |text: &str| sha256_hex(text.as_bytes()).eq_ignore_ascii_case(expected);
    if text.contains("\r\n") && is(&text.replace("\r\n", "\n")) {
        fault.hint("its line ends were changed to CRLF; change them back to LF")
    } else if text.strip_prefix('\u{feff}').is_some_and(is) {
        fault.hint("a byte order mark was put before it; remove it")
    } else {
        fault.hint("restore the file as received; correct sha256 only if the file is right")
    }
}
