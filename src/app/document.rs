//! An opened chronicle, ready to be looked at: its dataset, and what panels list of it.

use crate::app::Facets;
use crate::chronicle::{Change, ChangeStep, Draft, Rebased, RecordFile, Unsaved};
use crate::dataset::Dataset;
use crate::timeline::{Filter, Timeline};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// An opened chronicle. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    /// Records, base map and index.
    pub data: Dataset,
    /// The files as they stand, taken apart when the first change asks for it.
    draft: Arc<OnceLock<Draft>>,
    /// What was changed since its files were read or written.
    pub unsaved: Unsaved,
    pub(crate) facets: Arc<OnceLock<Facets>>,
}

impl Document {
    /// That of an opened chronicle.
    pub fn new(data: Dataset) -> Self {
        Self { data, draft: Arc::default(), unsaved: Unsaved::default(), facets: Arc::default() }
    }

    /// The files as they stand, record by record.
    pub fn draft(&self) -> &Draft {
        self.draft.get_or_init(|| Draft::new(Arc::clone(&self.files)))
    }

    /// The document after changes, as one of its unsaved steps, which says how they are taken back.
    ///
    /// # Errors
    /// Says why one of them cannot be made; the document stays as it is then.
    pub fn changed(&self, changes: &[Change]) -> Result<(Self, ChangeStep), String> {
        let (draft, step) = ChangeStep::made(self.draft(), changes.to_vec()).map_err(|error| error.to_string())?;
        let mut unsaved = self.unsaved.clone();
        unsaved.push(step.clone());
        let data = self.data.changed(&draft, changes).map_err(|error| error.to_string())?;
        Ok((self.holding(data, draft, unsaved), step))
    }

    /// The document after several steps; they come back with it, as they were made here.
    ///
    /// # Errors
    /// As [`Document::changed`].
    pub fn changed_at_once(&self, steps: &[ChangeStep]) -> Result<(Self, Vec<ChangeStep>), String> {
        let (mut draft, mut unsaved, mut made) = (self.draft().clone(), self.unsaved.clone(), Vec::new());
        for step in steps {
            let (next, step) = ChangeStep::made(&draft, step.make.clone()).map_err(|error| error.to_string())?;
            unsaved.push(step.clone());
            (draft, _) = (next, made.push(step));
        }
        let files = steps.iter().flat_map(|step| &step.make).map(Change::file).collect();
        Ok((self.read_from(draft, unsaved, &files)?, made))
    }

    /// The document on other files.
    ///
    /// # Errors
    /// Where they are no chronicle to speak of.
    pub fn rebased(&self, rebased: &Rebased) -> Result<Self, String> {
        let files = rebased.theirs.iter().map(Change::file).collect();
        self.read_from(rebased.draft.clone(), rebased.unsaved.clone(), &files)
    }

    fn read_from(&self, draft: Draft, unsaved: Unsaved, changed: &BTreeSet<RecordFile>) -> Result<Self, String> {
        let data = self.data.reopened(&draft, changed).map_err(|error| error.to_string())?;
        Ok(self.holding(data, draft, unsaved))
    }

    fn holding(&self, data: Dataset, draft: Draft, unsaved: Unsaved) -> Self {
        Self { data, draft: Arc::new(OnceLock::from(draft)), unsaved, facets: Arc::default() }
    }

    /// Which files its unsaved steps build on, and how many there are, with those that were taken back.
    pub fn unsaved_steps(&self) -> (u64, usize) {
        (self.unsaved.epoch(), self.unsaved.log().len())
    }

    /// The same after the first so many of its unsaved steps were written to its files, as this draft.
    pub fn saved(&self, saved: &Draft, steps: usize) -> Self {
        let draft = Arc::new(OnceLock::from(self.draft().begun_as(saved)));
        Self { draft, unsaved: self.unsaved.after_saving(steps), ..self.clone() }
    }

    /// What panels list of all records, gathered when first asked for.
    pub fn facets(&self) -> &Facets {
        self.facets.get_or_init(|| Facets::of(&self.chronicle))
    }

    /// The index over what a filter leaves.
    pub fn timeline_for(&self, filter: &Filter) -> Arc<Timeline> {
        if filter.is_empty() { Arc::clone(&self.timeline) } else { Arc::new(self.timeline.filtered(filter)) }
    }
}

/// Two are the same where they have the same records in memory, not only equal ones.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chronicle, &other.chronicle)
    }
}

/// A document is read as its dataset is: panels ask it for records, geometry and index.
impl Deref for Document {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.data
    }
}
