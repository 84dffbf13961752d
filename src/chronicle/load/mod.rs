//! Files to records. What is wrong with one record never loses another.

pub(in crate::chronicle) mod brackets;
pub(crate) mod features;
pub(crate) mod geometry;
pub(crate) mod reader;

mod again;
mod bounds;
mod claims;
mod codes;
pub(crate) mod encoding;
mod events;
mod links;
mod meta;
mod places;
mod references;
mod sources;
mod subject;
mod tints;
mod toml_file;
mod view;

use crate::chronicle::problem::Listing;
use crate::chronicle::{Chronicle, ChronicleId, Files, Problem, Revision, Severity};
use crate::table::rows::Tables;
use foldhash::HashSet;
use jiff::tz::TimeZone;
use reader::{Fault, Reader, lines_of, sha256_hex};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;

/// An opened chronicle and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What is sound.
    pub chronicle: Chronicle,
    /// What is not, in file and record order.
    pub problems: Vec<Problem>,
    /// What is in order and may yet not be as meant.
    pub hints: Vec<Problem>,
    /// Excerpts that agree with their documents, and all excerpts.
    pub verified: (usize, usize),
    /// Documents that agree with their checksum, and all documents.
    pub unaltered: (usize, usize),
    /// SHA-256 of its files, by path.
    pub sums: BTreeMap<String, String>,
}

impl Opened {
    /// The files of records that could not be read, or not to their end.
    pub fn unread(&self) -> std::sync::Arc<[String]> {
        self.problems.iter().filter(|problem| problem.lost).map(|problem| problem.file.clone()).collect()
    }
}

/// Why nothing could be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No chronicle there.
    #[error("expected a chronicle with data/chronicle.toml, found none ({hint}): {path}")]
    NotAChronicle {
        /// The folder, or the file and line.
        path: String,
        /// What to do.
        hint: String,
    },
    /// `chronicle.toml` cannot be understood.
    #[error("{message}: {path}")]
    Meta {
        /// The folder, or the file and line.
        path: String,
        /// What was expected and found.
        message: String,
    },
}

/// Hex digits of an identity that is made from where the files lie.
const DERIVED_ID: usize = 16;

/// Reads and verifies a chronicle: hashes, selectors, dates, references, paths.
///
/// ```
/// let opened = dateline::chronicle::open(&dateline::chronicle::Embedded)?;
/// let (exact, all) = opened.verified;
/// assert_eq!(exact, all);
/// # Ok::<(), dateline::chronicle::OpenError>(())
/// ```
///
/// # Errors
/// Only when there is no chronicle to speak of; what is wrong with single records becomes a [`Problem`].
pub fn open(files: &dyn Files) -> Result<Opened, OpenError> {
    open_listing(files, Listing::default())
}

/// The same with a choice of which problems are listed.
///
/// # Errors
/// As [`open`].
pub fn open_listing(files: &dyn Files, listing: Listing) -> Result<Opened, OpenError> {
    let mut reader = Reader::new(files, listing);
    if let Err(error) = files.read(meta::PATH)
        && error.kind() != ErrorKind::FileTooLarge
    {
        return Err(OpenError::NotAChronicle { path: files.name(), hint: absence(&error) });
    }
    let meta_error = |line: Option<usize>, message: String| {
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        OpenError::Meta { path: format!("{}/{}{line}", files.name(), meta::PATH), message }
    };
    let meta_file = reader.text(meta::PATH).map_err(|fault| meta_error(None, fault.sentence()))?;
    let meta::Loaded { id, mut meta, opening, subject } =
        meta::load(&meta_file, &mut reader.problems).map_err(|error| meta_error(Some(error.line), error.message))?;
    let zone = meta.zone();

    let documents = sources::load(&mut reader);
    let references = references::load(&mut reader, &documents.sources);
    let geography = places::load(&mut reader, meta.bbox);
    if let Some(toml) = opening {
        let line = meta_file.text.find("[opening]").unwrap_or(0);
        match meta::opening(toml, &meta.sides, &geography.places, &references.by_id) {
            Ok(opening) => meta.opening = Some(opening),
            Err(fault) => reader.problems.push(meta_file.error(line, None, fault)),
        }
    }
    let line = meta_file.text.find("[subject]").unwrap_or(0);
    let warn = |fault| reader.problems.push(meta_file.warning(line, None, fault));
    meta.subject = subject.subject(&meta.sides, meta.range, &geography.places, warn);
    if let Some(focus) = meta.focus.as_ref().filter(|focus| !geography.places.contains_key(*focus)) {
        let line = meta_file.text.find("focus").unwrap_or(0);
        let fault = Fault::new(format!("expected `focus` to name a place of {}, found \"{focus}\"", places::PLACES));
        reader.problems.push(meta_file.warning(line, None, fault.hint("no distance is measured until it does")));
    }
    let mut context = claims::Context {
        zone: &zone,
        documents: &documents,
        references: &references,
        places: &geography.places,
        dates: bounds::Dates::new(&zone),
        seen: HashSet::default(),
        cites_lost: false,
        verified: (0, 0),
        near_misses: claims::MOST_NEAR_MISSES,
    };
    let events = events::load(&mut reader, &meta, &mut context);
    let verified = context.verified;
    if context.cites_lost && !references.reported {
        references::report_missing(&mut reader);
    }
    let unaltered = (documents.unaltered, documents.listed);
    let hash = reader.hash();
    let sums = reader.sums();
    let problems = reader.problems.listed(|problem| (rank(&problem.file), problem.line));
    let (hints, problems) = problems.into_iter().partition(|problem| problem.severity == Severity::Hint);
    let chronicle = Chronicle {
        id: id.unwrap_or_else(|| derived_id(files)),
        revision: Revision::default(),
        meta,
        places: Arc::new(geography.places),
        sources: Arc::new(documents.sources),
        wires: documents.wires,
        references: Arc::new(references.by_id),
        events,
        areas: Arc::new(geography.areas),
        corridors: geography.corridors,
        tables: Tables::default(),
        hash,
    };
    Ok(Opened { chronicle, problems, hints, verified, unaltered, sums })
}

/// The time zone that a chronicle names, without reading the rest of it; UTC where it names none that there is, as
/// opening it will say.
pub fn time_zone(files: &dyn Files) -> TimeZone {
    let file = Reader::new(files, Listing::default()).text(meta::PATH).ok();
    file.and_then(|file| meta::time_zone(&file)).unwrap_or(TimeZone::UTC)
}

/// A chronicle and its checksums after a change to one of its events; `None` where that may not be all that changes.
pub(crate) struct ReadAgain {
    pub chronicle: Chronicle,
    /// How many excerpts there are more, or fewer.
    pub more: isize,
    pub sums: BTreeMap<String, String>,
}

/// Reads events again whose texts changes have put or added, where `text` is their file as it is now.
pub(crate) fn read_again(
    chronicle: &Chronicle,
    sums: &BTreeMap<String, String>,
    texts: &[(&str, &str)],
    text: impl FnOnce() -> Option<String> + Send,
) -> Option<ReadAgain> {
    let hashed = || {
        let mut sums = sums.clone();
        sums.insert(events::PATH.to_owned(), sha256_hex(text()?.as_bytes()));
        Some((sha256_hex(lines_of(&sums).as_bytes()), sums))
    };
    let (read, hashed) = rayon::join(|| again::with_texts(chronicle, texts), hashed);
    let ((chronicle, more), (hash, sums)) = read.zip(hashed)?;
    Some(ReadAgain { chronicle: Chronicle { hash, ..chronicle }, more, sums })
}

/// An identity for a chronicle that declares none: edits to its files do not change where they lie.
fn derived_id(files: &dyn Files) -> ChronicleId {
    let sum = reader::sha256_hex(files.location().as_bytes());
    ChronicleId::from(sum.get(..DERIVED_ID).unwrap_or(&sum))
}

fn absence(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "it may not be read; change its permissions",
        ErrorKind::InvalidInput => "data/chronicle.toml is no plain file inside the folder",
        _ => "give the folder that holds data and seeds",
    }
    .to_owned()
}

/// The order in which files are read about.
fn rank(file: &str) -> usize {
    let order =
        [meta::PATH, sources::PATH, references::PATH, places::PLACES, places::AREAS, places::CORRIDORS, events::PATH];
    let after_sources = order.iter().position(|path| *path == sources::PATH).unwrap_or(0);
    match order.iter().position(|path| *path == file) {
        Some(place) => place * 2,
        None => after_sources * 2 + 1,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::files::Patched;
    use crate::chronicle::{Claim, Embedded};

    fn claim<'a>(opened: &'a Opened, id: &str) -> &'a Claim {
        opened.chronicle.events.values().flat_map(|event| &event.claims).find(|claim| claim.id.as_str() == id).unwrap()
    }

    /// Opens the built-in chronicle with one passage of a file replaced.
    fn patched(path: &'static str, old: &str, new: &str) -> Opened {
        let text = String::from_utf8(Embedded.read(path).unwrap().into_owned()).unwrap();
        assert!(text.contains(old), "{path} does not contain {old}");
        let bytes = text.replacen(old, new, 1).into_bytes();
        open(&Patched(BTreeMap::from([(path, bytes)]))).unwrap()
    }

    #[test]
    fn the_built_in_chronicle_opens_without_a_problem() {
        let opened = open(&Embedded).unwrap();
        let problems: Vec<String> = opened.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(opened.verified.0, opened.verified.1);
        assert_eq!(opened.unaltered, (5, 5));
        assert_eq!(opened.chronicle.listed().count(), 34);
        assert_eq!(opened.chronicle.meta.opening.unwrap().places.len(), 34);
    }

    #[test]
    fn the_bytes_of_every_excerpt_are_its_words() {
        let chronicle = open(&Embedded).unwrap().chronicle;
        let mut excerpts = 0;
        for claim in chronicle.events.values().flat_map(|event| &event.claims) {
            if let Some(quote) = claim.quote() {
                assert_eq!(chronicle.sources[&claim.source].text.get(quote.bytes.clone()), Some(quote.exact.as_str()));
                excerpts += 1;
            }
        }
        assert!(excerpts > 100);
    }

    #[test]
    fn a_claim_counts_from_the_end_of_its_documents_day_or_from_the_minute_that_is_known() {
        let day = "published = \"2021-08-15\"\npublished_certainty";
        for (published, reported) in [
            ("2021-08-15", "2021-08-15"),
            ("2021-08-14/2021-08-15", "2021-08-15"),
            ("2021-08-15T09:30", "2021-08-15T09:30"),
            ("2021-08-15T05:00:00Z", "2021-08-15T09:30"),
            ("2021-08-14T22:00:00-07:00", "2021-08-15T09:30"),
        ] {
            let opened = patched(sources::PATH, day, &day.replace("2021-08-15", published));
            assert_eq!(claim(&opened, "S002-08").reported.unwrap().written(), reported, "{published}");
        }
        let open_end = patched(sources::PATH, day, &day.replace("2021-08-15", "2021-08-15/.."));
        assert_eq!(claim(&open_end, "S002-08").reported, None);
    }

    #[test]
    fn copy_without_a_witness_is_one_voice_for_each_wire() {
        let opened = open(&Embedded).unwrap();
        let counted = |id: &str| {
            let who = claim(&opened, id).attribution.as_ref().unwrap();
            (who.voice.to_string(), who.witness.to_string())
        };
        let wire = |voice: &str| (voice.to_owned(), "W-AFP-0813".to_owned());
        assert_eq!(counted("S001-22"), wire("V-AFP-0813A"));
        assert_eq!(counted("S001-04"), wire("V-AFP-0813B"));
        let ministry = "V-INTERIOR-MINISTRY-GHAZNI".to_owned();
        assert_eq!(counted("S003-24"), (ministry.clone(), ministry));
    }

    #[test]
    fn an_edit_keeps_the_identity_that_is_declared_or_made_from_where_the_files_lie() {
        let built_in = open(&Embedded).unwrap().chronicle;
        let edited = patched(meta::PATH, "title = \"", "title = \"Another ").chronicle;
        assert_eq!(edited.id, open(&Patched(BTreeMap::new())).unwrap().chronicle.id);
        assert_ne!(edited.hash, built_in.hash);
        let declared = patched(meta::PATH, "title = \"", "id = \"kabul-2021\"\ntitle = \"").chronicle;
        assert_eq!(declared.id.as_str(), "kabul-2021");
        assert_ne!(built_in.id, edited.id, "its files lie elsewhere");
    }

    #[test]
    fn a_kind_that_nobody_knows_is_hinted_at_once_and_the_chronicle_may_explain_it() {
        assert_eq!(open(&Embedded).unwrap().hints, Vec::new());
        let siege = "\"kind\": \"siege\"";
        let hints = patched(events::PATH, siege, "\"kind\": \"encirclement\"").hints;
        assert_eq!(hints.len(), 1);
        assert!(hints[0].message.contains("found \"encirclement\", 1 time"), "{}", hints[0]);
        let own = "[[kind]]\nid = \"siege\"\nlabel = \"encirclement\"\n\n[view]";
        let opened = patched(meta::PATH, "[view]", own);
        assert_eq!(opened.chronicle.meta.kinds.label("siege"), "encirclement");
        let odd = patched(meta::PATH, "[view]", &own.replace("label", "lane"));
        assert_eq!(odd.chronicle.meta.kinds.label("siege"), "siege");
        assert!(odd.problems[0].message.contains("[[kind]]"), "{}", odd.problems[0]);
    }

    #[test]
    fn another_byte_gives_another_hash() {
        let same = open(&Embedded).unwrap().chronicle.hash;
        assert_eq!(same, open(&Patched(BTreeMap::new())).unwrap().chronicle.hash);
        assert_ne!(same, patched(meta::PATH, "2021\"", "2021 \"").chronicle.hash);
    }
}
