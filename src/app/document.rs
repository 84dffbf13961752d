//! An opened chronicle, ready to be looked at: its dataset, and what panels list of it.

use crate::app::Facets;
use crate::dataset::Dataset;
use crate::timeline::{Filter, Timeline};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// An opened chronicle. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    /// Records, base map and index.
    pub data: Dataset,
    pub(crate) facets: Arc<OnceLock<Facets>>,
}

impl Document {
    /// That of an opened chronicle.
    pub fn new(data: Dataset) -> Self {
        Self { data, facets: Arc::default() }
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

/// A document is read as its dataset is: panels ask it for records, geometry and index.
impl Deref for Document {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.data
    }
}
