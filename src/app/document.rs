//! An opened chronicle, ready to be looked at: records, base map, index.

use crate::app::Facets;
use crate::chronicle::{Chronicle, Problem};
use crate::scene::Atlas;
use crate::timeline::{Filter, Timeline};
use std::sync::{Arc, OnceLock};

/// An opened chronicle. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    /// The records.
    pub chronicle: Arc<Chronicle>,
    /// The geometry of the base map and of the records.
    pub atlas: Arc<Atlas>,
    /// The index over all records.
    pub timeline: Arc<Timeline>,
    /// What is wrong with single records.
    pub problems: Arc<[Problem]>,
    /// Excerpts that agree with their documents, and all excerpts.
    pub verified: (usize, usize),
    /// The path it was opened from, `None` for the built-in chronicle.
    pub opened_as: Option<String>,
    pub(crate) facets: Arc<OnceLock<Facets>>,
}

impl Document {
    /// Indexes an opened chronicle.
    pub fn new(
        chronicle: Chronicle,
        atlas: Atlas,
        problems: Vec<Problem>,
        verified: (usize, usize),
        opened_as: Option<String>,
    ) -> Self {
        let chronicle = Arc::new(chronicle);
        let timeline = Arc::new(Timeline::new(Arc::clone(&chronicle)));
        Self {
            chronicle,
            atlas: Arc::new(atlas),
            timeline,
            problems: problems.into(),
            verified,
            opened_as,
            facets: Arc::default(),
        }
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
