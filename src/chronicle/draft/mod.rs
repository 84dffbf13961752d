//! The files of a chronicle as they stand: every record of every file as its raw text, in order, with what lies between
//! the records. A chronicle is read from it ([`crate::chronicle::open`] takes a draft as it takes a folder); a
//! [`Change`](crate::chronicle::Change) makes the next one.
//!
//! Records are shared between drafts: a changed draft of ten thousand records copies ten thousand pointers and one text.
//! Whatever no change names keeps every byte: unknown properties, comments, blank lines, the order of keys. Knows no
//! typed records, and reads files but once.

mod file;
mod single;
mod split;

use crate::chronicle::load::reader::sha256_hex;
use crate::chronicle::{Files, Folder, RandomAccess};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

pub(in crate::chronicle) use file::FileDraft;
pub use single::SingleFile;
pub(in crate::chronicle) use split::{is_gap, name_of};

/// A file that holds records. The documents and the base map are no records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordFile {
    /// Keys and tables of `data/chronicle.toml`.
    Chronicle,
    /// `[[source]]` and `[[wire]]` of `seeds/sources.toml`.
    Sources,
    /// `[[reference]]` of `data/references.toml`.
    References,
    /// Features of `data/places.geojson`.
    Places,
    /// Features of `data/areas.geojson`.
    Areas,
    /// Features of `data/corridors.geojson`.
    Corridors,
    /// Features of `data/events.geojson`.
    Events,
    /// `[[decision]]` of `data/review.toml`: proposals that were rejected, or accepted as something else. No part of what
    /// the chronicle tells.
    Review,
}

impl RecordFile {
    /// Every file that holds records.
    pub const ALL: [Self; 8] = [
        Self::Chronicle,
        Self::Sources,
        Self::References,
        Self::Places,
        Self::Areas,
        Self::Corridors,
        Self::Events,
        Self::Review,
    ];

    /// Its path from the chronicle's folder.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Chronicle => "data/chronicle.toml",
            Self::Sources => "seeds/sources.toml",
            Self::References => "data/references.toml",
            Self::Places => "data/places.geojson",
            Self::Areas => "data/areas.geojson",
            Self::Corridors => "data/corridors.geojson",
            Self::Events => "data/events.geojson",
            Self::Review => "data/review.toml",
        }
    }

    /// Whether its records are features, else keys and tables of TOML.
    pub(in crate::chronicle) const fn is_geojson(self) -> bool {
        matches!(self, Self::Places | Self::Areas | Self::Corridors | Self::Events)
    }
}

/// What a record is called in its file: a feature's id (`EV-HERAT-CAPTURE`), a key (`title`), a table (`range`), or a
/// table of several with its id (`reference/REU-AJ`). A record without a name of its own, and one whose name another
/// has already, is told apart by its position: `corrections/#2`, `EV-HERAT-CAPTURE#70`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub String);

impl From<&str> for RecordId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl std::fmt::Display for RecordId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One record as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// What it is called.
    pub id: RecordId,
    /// Its text, without what lies between records.
    pub raw: Arc<str>,
    /// What lies between it and the record before; nothing for the first.
    pub(in crate::chronicle) gap: Arc<str>,
}

/// The files of a chronicle as they stand. Cheap to clone.
#[derive(Clone)]
pub struct Draft {
    base: Arc<dyn Files>,
    files: BTreeMap<RecordFile, Arc<FileDraft>>,
    /// The files as they were read.
    begun: Arc<BTreeMap<RecordFile, Arc<FileDraft>>>,
}

/// Two are the same where their records are, wherever the rest of their files lies.
impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        self.files == other.files && self.begun == other.begun
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.name())
    }
}

impl Draft {
    /// The files of a chronicle as they are read now. A file that cannot be taken apart is kept as it is and takes no
    /// change.
    ///
    /// ```
    /// use dateline::chronicle::{Draft, Embedded, RecordFile};
    ///
    /// let draft = Draft::new(std::sync::Arc::new(Embedded));
    /// let herat = draft.record(RecordFile::Places, &"herat".into());
    /// assert!(herat.is_some_and(|place| place.raw.contains("Herat")));
    /// ```
    pub fn new(base: Arc<dyn Files>) -> Self {
        let read = |file: RecordFile| match base.read(file.path()) {
            Ok(bytes) => match String::from_utf8(bytes.into_owned()) {
                Ok(text) => FileDraft::new(file, &text),
                Err(_) => FileDraft::closed("it is not UTF-8"),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => FileDraft::new(file, ""),
            Err(_) => FileDraft::closed("it cannot be read"),
        };
        let files: BTreeMap<_, _> = RecordFile::ALL.into_iter().map(|file| (file, Arc::new(read(file)))).collect();
        Self { begun: Arc::new(files.clone()), base, files }
    }

    /// The files as they were when this draft was begun.
    pub fn begun(&self) -> Self {
        Self { files: self.begun.as_ref().clone(), ..self.clone() }
    }

    /// The same files, where those of another draft are now what lies in the folder.
    pub fn begun_as(&self, saved: &Self) -> Self {
        let there = |files: &BTreeMap<RecordFile, Arc<FileDraft>>| {
            let there = |file: &Arc<FileDraft>| match file.absent && !file.records.is_empty() {
                true => Arc::new(FileDraft { absent: false, ..FileDraft::clone(file) }),
                false => Arc::clone(file),
            };
            files.iter().map(|(name, file)| (*name, there(file))).collect::<BTreeMap<_, _>>()
        };
        Self { base: Arc::clone(&saved.base), files: there(&self.files), begun: Arc::new(there(&saved.files)) }
    }

    /// The files as they lie in the folder now, where another program has changed them since this draft was begun; what
    /// this draft has made of them itself is no such change.
    pub fn changed_elsewhere(&self, folder: &Path) -> Option<Self> {
        let begun = self.begun();
        let foreign = |path: &str| {
            let now = std::fs::read(folder.join(path)).ok();
            let same = |files: &dyn Files| files.read(path).ok().as_deref() == now.as_deref();
            !same(&begun) && !same(self)
        };
        // What is gone altogether was changed by nobody.
        let foreign = !self.is_gone_from(folder) && RecordFile::ALL.map(RecordFile::path).into_iter().any(foreign);
        foreign.then(|| Self::new(Arc::new(Folder(folder.to_owned()))))
    }

    /// Whether none of its files is in a folder any more: it was removed, or its drive is gone.
    pub fn is_gone_from(&self, folder: &Path) -> bool {
        let begun = self.begun();
        let is_there = |path: &str| folder.join(path).exists();
        begun.read(RecordFile::Chronicle.path()).is_ok()
            && !RecordFile::ALL.map(RecordFile::path).into_iter().any(is_there)
    }

    /// The same records between what stands before and after them in one of three drafts: in the one that changed it,
    /// where one of the others did not. (Where both have, the same one, whoever is called which.)
    pub fn framed_as(&self, [base, one, other]: [&Self; 3]) -> Self {
        let mut framed = self.clone();
        for (name, file) in &mut framed.files {
            let [Some(base), Some(one), Some(other)] = [base, one, other].map(|draft| draft.file(*name)) else {
                continue;
            };
            let chosen = |of: fn(&FileDraft) -> &Arc<str>| match (of(base), of(one), of(other)) {
                (base, one, other) if one == base => Arc::clone(other),
                (base, one, other) if other == base => Arc::clone(one),
                (_, one, other) => Arc::clone(one.min(other)),
            };
            let (head, tail) = (chosen(|file| &file.head), chosen(|file| &file.tail));
            let absent = file.absent && one.absent && other.absent;
            *file = Arc::new(FileDraft { head, tail, absent, ..FileDraft::clone(file) });
        }
        framed
    }

    /// The records of a file, in order.
    pub fn records(&self, file: RecordFile) -> impl Iterator<Item = &DraftRecord> {
        self.files.get(&file).into_iter().flat_map(|file| &file.records).map(AsRef::as_ref)
    }

    /// A record.
    pub fn record(&self, file: RecordFile, id: &RecordId) -> Option<&DraftRecord> {
        self.records(file).find(|record| record.id == *id)
    }

    /// A file's text as it stands; `None` where it is as it lies in the folder, taken apart or not there.
    pub(in crate::chronicle) fn file(&self, file: RecordFile) -> Option<&FileDraft> {
        self.files.get(&file).map(AsRef::as_ref)
    }

    /// The same draft with another file.
    pub(in crate::chronicle) fn with(&self, file: RecordFile, draft: FileDraft) -> Self {
        let mut next = self.clone();
        next.files.insert(file, Arc::new(draft));
        next
    }

    /// SHA-256 of one file; `None` where there is none.
    pub fn sum(&self, file: RecordFile) -> Option<String> {
        Some(sha256_hex(&self.read(file.path()).ok()?))
    }

    /// SHA-256 over what `sha256sum` prints for the files that hold records, in order of their paths.
    pub fn hash(&self) -> String {
        let mut sums: Vec<(&str, String)> =
            RecordFile::ALL.into_iter().filter_map(|file| Some((file.path(), self.sum(file)?))).collect();
        sums.sort_unstable();
        let lines: String = sums.into_iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
        sha256_hex(lines.as_bytes())
    }
}

/// A draft is read as a folder is: records as they stand, everything else as it lies there.
impl Files for Draft {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        let file = RecordFile::ALL.into_iter().find(|file| file.path() == path);
        match file.and_then(|file| self.file(file)?.text()) {
            Some(text) if !text.is_empty() => Ok(Cow::Owned(text.into_bytes())),
            _ => self.base.read(path),
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let mut paths = self.base.list(folder);
        for path in RecordFile::ALL.map(RecordFile::path) {
            let here = path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
            if here && !paths.iter().any(|known| known == path) && self.read(path).is_ok() {
                paths.push(path.to_owned());
            }
        }
        paths.sort_unstable();
        paths
    }

    fn open(&self, path: &str) -> std::io::Result<Box<dyn RandomAccess>> {
        if RecordFile::ALL.into_iter().any(|file| file.path() == path) {
            return Ok(Box::new(self.read(path)?));
        }
        self.base.open(path)
    }

    fn name(&self) -> String {
        self.base.name()
    }

    fn location(&self) -> String {
        self.base.location()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
