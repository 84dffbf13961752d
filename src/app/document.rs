//! An opened chronicle, ready to be looked at: records, base map, index.

use crate::chronicle::{Chronicle, ClaimBody, Problem, Standing};
use crate::scene::Atlas;
use crate::timeline::Timeline;
use std::sync::Arc;

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
        Self { chronicle, atlas: Arc::new(atlas), timeline, problems: problems.into(), verified, opened_as }
    }

    /// The index over the claims of documents that are worth at least `from`. Denials always count, and the reference
    /// chronology has its own switch.
    pub fn timeline_from(&self, from: Standing) -> Arc<Timeline> {
        if from <= Standing::Claimed {
            return Arc::clone(&self.timeline);
        }
        let mut chronicle = Chronicle::clone(&self.chronicle);
        for event in chronicle.events.values_mut() {
            event.claims.retain(|claim| match &claim.body {
                ClaimBody::Excerpt { standing, .. } => *standing >= from || *standing <= Standing::Denied,
                ClaimBody::Reference { .. } => true,
            });
        }
        chronicle.events.retain(|_, event| !event.claims.is_empty());
        Arc::new(Timeline::new(Arc::new(chronicle)))
    }
}
