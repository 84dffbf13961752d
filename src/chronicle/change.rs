//! What a person does to records, as data: put, add, remove or move one record of one file. Undo, the journal, a
//! comparison and a merge are lists of changes.
//!
//! Applying a change gives the next draft, the change that takes it back, and what it touched. Two laws hold, and are
//! tested: a change and its inverse give the same bytes, and changes that touch different records may be made in either
//! order.

use crate::chronicle::draft::{FileDraft, is_gap, name_of};
use crate::chronicle::{Draft, RecordFile, RecordId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One change to one record.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Change {
    /// Another text for a record that is there.
    Put {
        /// Its file.
        file: RecordFile,
        /// The record.
        id: RecordId,
        /// The text: one feature, one key, one table, called as before.
        raw: String,
    },
    /// A new record.
    Add {
        /// Its file.
        file: RecordFile,
        /// What its text says it is called.
        id: RecordId,
        /// The text.
        raw: String,
        /// The record it comes after; `None` is before all others.
        after: Option<RecordId>,
        /// What lies between it and its neighbour; `None` is what is usual in the file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gap: Option<String>,
    },
    /// No such record any more.
    Remove {
        /// Its file.
        file: RecordFile,
        /// The record.
        id: RecordId,
    },
    /// A record in another place of its file.
    Move {
        /// Its file.
        file: RecordFile,
        /// The record.
        id: RecordId,
        /// The record it comes after; `None` is before all others.
        after: Option<RecordId>,
    },
}

/// A change that was made.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The files after it.
    pub draft: Draft,
    /// What takes it back.
    pub inverse: Change,
    /// What it touched.
    pub touched: Touched,
}

/// What a change touched: two that touch nothing in common may be made in either order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The file.
    pub file: RecordFile,
    /// The records that were changed, and those next to which one came or went; `None` is the beginning of the file.
    pub records: BTreeSet<Option<RecordId>>,
}

impl Touched {
    /// Whether two changes have nothing to do with each other.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.file != other.file || self.records.is_disjoint(&other.records)
    }
}

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The record is not there.
    #[error("expected a record \"{id}\", found none: {path}", path = file.path())]
    Missing {
        /// The file.
        file: RecordFile,
        /// The record.
        id: RecordId,
    },
    /// A record of that name is there already.
    #[error("expected no record \"{id}\" yet, found one: {path}", path = file.path())]
    Present {
        /// The file.
        file: RecordFile,
        /// The record.
        id: RecordId,
    },
    /// The text is no record.
    #[error("expected one record \"{id}\", found something else ({why}): {path}", path = file.path())]
    Text {
        /// The file.
        file: RecordFile,
        /// The record.
        id: RecordId,
        /// What is wrong with it.
        why: String,
    },
    /// The record cannot stand there.
    #[error("expected keys before tables, found \"{id}\" in another place: {path}", path = file.path())]
    Place {
        /// The file.
        file: RecordFile,
        /// The record.
        id: RecordId,
    },
    /// The file cannot be taken apart into records.
    #[error("expected a file of records, found that {why}; correct it by hand: {path}", path = file.path())]
    Closed {
        /// The file.
        file: RecordFile,
        /// Why not.
        why: &'static str,
    },
}

impl Change {
    /// The file whose record it changes.
    pub const fn file(&self) -> RecordFile {
        let (Self::Put { file, .. } | Self::Add { file, .. } | Self::Remove { file, .. } | Self::Move { file, .. }) =
            self;
        *file
    }

    /// The record it changes.
    pub const fn id(&self) -> &RecordId {
        let (Self::Put { id, .. } | Self::Add { id, .. } | Self::Remove { id, .. } | Self::Move { id, .. }) = self;
        id
    }
}

impl Draft {
    /// Makes a change.
    ///
    /// # Errors
    /// When it does not fit these files; nothing is changed then.
    pub fn apply(&self, change: &Change) -> Result<Applied, ChangeError> {
        let file = change.file();
        let missing = |id: &RecordId| ChangeError::Missing { file, id: id.clone() };
        let mut draft = self.file(file).cloned().ok_or_else(|| missing(change.id()))?;
        if let Some(why) = draft.closed {
            return Err(ChangeError::Closed { file, why });
        }
        let find = |draft: &FileDraft, id: &RecordId| draft.position(id).ok_or_else(|| missing(id));
        let mut touched = BTreeSet::from([Some(change.id().clone())]);
        let inverse = match change {
            Change::Put { id, raw, .. } => {
                is_called(file, id, raw)?;
                let at = find(&draft, id)?;
                let old = draft.replace(at, raw.as_str().into()).ok_or_else(|| missing(id))?;
                in_place(file, &draft, at)?;
                Change::Put { file, id: id.clone(), raw: old.as_ref().to_owned() }
            }
            Change::Add { id, raw, after, gap, .. } => {
                if draft.position(id).is_some() {
                    return Err(ChangeError::Present { file, id: id.clone() });
                }
                is_called(file, id, raw)?;
                if gap.as_ref().is_some_and(|gap| !is_gap(file, gap)) {
                    let why = "more than blanks lie between it and its neighbour".to_owned();
                    return Err(ChangeError::Text { file, id: id.clone(), why });
                }
                let gap = gap.as_ref().map_or_else(|| Arc::clone(&draft.gap), |gap| gap.as_str().into());
                let at = place_after(&draft, after.as_ref(), find)?;
                draft.insert(at, id.clone(), raw.as_str().into(), gap);
                touched.insert(after.clone());
                touched.extend(next_of_first(&draft, at));
                in_place(file, &draft, at)?;
                Change::Remove { file, id: id.clone() }
            }
            Change::Remove { id, .. } => {
                let at = find(&draft, id)?;
                touched.extend(next_of_first(&draft, at));
                let after = draft.before(at).cloned();
                let (old, gap) = draft.remove(at).ok_or_else(|| missing(id))?;
                let gap = gap.map(|gap| gap.as_ref().to_owned());
                Change::Add { file, id: id.clone(), raw: old.raw.as_ref().to_owned(), after, gap }
            }
            Change::Move { id, after, .. } => {
                let from = find(&draft, id)?;
                touched.extend(next_of_first(&draft, from));
                let before = draft.before(from).cloned();
                let (record, gap) = draft.remove(from).ok_or_else(|| missing(id))?;
                let at = place_after(&draft, after.as_ref(), find)?;
                let gap = gap.unwrap_or_else(|| Arc::clone(&draft.gap));
                draft.insert(at, id.clone(), Arc::clone(&record.raw), gap);
                touched.extend([after.clone(), before.clone()]);
                touched.extend(next_of_first(&draft, at));
                in_place(file, &draft, at)?;
                Change::Move { file, id: id.clone(), after: before }
            }
        };
        Ok(Applied { draft: self.with(file, draft), inverse, touched: Touched { file, records: touched } })
    }

    /// Makes one change after the other; the changes that take all of them back, in the order in which they do, come
    /// back with the draft.
    ///
    /// # Errors
    /// At the first change that does not fit.
    pub fn apply_all(&self, changes: &[Change]) -> Result<(Self, Vec<Change>), ChangeError> {
        let mut draft = self.clone();
        let mut inverses = Vec::with_capacity(changes.len());
        for change in changes {
            let applied = draft.apply(change)?;
            draft = applied.draft;
            inverses.push(applied.inverse);
        }
        inverses.reverse();
        Ok((draft, inverses))
    }
}

/// Whether a text is one record of that name.
fn is_called(file: RecordFile, id: &RecordId, raw: &str) -> Result<(), ChangeError> {
    let wrong = |why: String| ChangeError::Text { file, id: id.clone(), why };
    let named = name_of(file, raw).map_err(wrong)?;
    // What comes after # is no part of the text.
    let own = !(named.name.is_empty() || named.name.ends_with('/')) && id.0 == named.name;
    if own || id.0.strip_prefix(&named.name).is_some_and(|rest| rest.starts_with('#')) {
        return Ok(());
    }
    Err(wrong(format!("it is called \"{}\"", named.name)))
}

/// Where a record comes to stand.
fn place_after(
    draft: &FileDraft,
    after: Option<&RecordId>,
    find: impl Fn(&FileDraft, &RecordId) -> Result<usize, ChangeError>,
) -> Result<usize, ChangeError> {
    after.map_or(Ok(0), |after| find(draft, after).map(|at| at + 1))
}

/// The beginning of the file and the record after the first, whose gap comes and goes with the first.
fn next_of_first(draft: &FileDraft, at: usize) -> Vec<Option<RecordId>> {
    if at > 0 {
        return Vec::new();
    }
    [None].into_iter().chain(draft.records.get(1).map(|next| Some(next.id.clone()))).collect()
}

/// Whether a record may stand where it does: in TOML, keys come before tables.
fn in_place(file: RecordFile, draft: &FileDraft, at: usize) -> Result<(), ChangeError> {
    let is_key = |at: usize| draft.records.get(at).and_then(|record| name_of(file, &record.raw).ok()).map(|n| n.is_key);
    if file.is_geojson() {
        return Ok(());
    }
    let before = at.checked_sub(1).and_then(is_key);
    let (this, next) = (is_key(at), is_key(at + 1));
    if (this == Some(true) && before == Some(false)) || (this == Some(false) && next == Some(true)) {
        let id = draft.records.get(at).map_or_else(|| RecordId::from(""), |record| record.id.clone());
        return Err(ChangeError::Place { file, id });
    }
    Ok(())
}
