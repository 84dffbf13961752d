//! What was changed since the files of a chronicle were read or written: steps, each with how it is taken back.

use crate::chronicle::{Change, ChangeError, Draft};
use std::sync::Arc;

/// Changes that were made together, and the ones that take them back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ChangeStep {
    /// The changes, in order.
    pub make: Vec<Change>,
    /// What takes them back, in the order in which it does.
    pub back: Vec<Change>,
}

impl ChangeStep {
    /// A step from a draft to the next, which comes back with it.
    ///
    /// # Errors
    /// When one of the changes does not fit.
    pub fn made(draft: &Draft, make: Vec<Change>) -> Result<(Draft, Self), ChangeError> {
        let (next, back) = draft.apply_all(&make)?;
        Ok((next, Self { make, back }))
    }
}

/// The steps since the files were read or written. Cheap to clone.
///
/// Steps are only added, so that a journal can follow; one that takes back the step before it counts as none.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// Which files the steps build on: another number after they were written, or read again.
    epoch: u64,
    log: Arc<Vec<ChangeStep>>,
    /// The steps that were not taken back, by their position in the log.
    standing: Arc<Vec<usize>>,
}

impl Unsaved {
    /// Adds a step.
    pub fn push(&mut self, step: ChangeStep) {
        let last = self.standing.last().and_then(|last| self.log.get(*last));
        let undone = last.is_some_and(|last| last.back == step.make);
        let standing = Arc::make_mut(&mut self.standing);
        if undone {
            standing.pop();
        } else {
            standing.push(self.log.len());
        }
        Arc::make_mut(&mut self.log).push(step);
    }

    /// How many steps lie between the files and the draft.
    pub fn count(&self) -> usize {
        self.standing.len()
    }

    /// Every step, with those that were taken back.
    pub fn log(&self) -> &[ChangeStep] {
        &self.log
    }

    /// The steps that lie between the files and the draft.
    pub fn standing(&self) -> impl Iterator<Item = &ChangeStep> {
        self.standing.iter().filter_map(|at| self.log.get(*at))
    }

    /// Which files the steps build on.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What is left after the first so many steps of the log were written to the files.
    pub fn after_saving(&self, steps: usize) -> Self {
        self.on_other_files(self.log.iter().skip(steps).cloned())
    }

    /// Other steps, that build on other files.
    pub fn on_other_files(&self, steps: impl IntoIterator<Item = ChangeStep>) -> Self {
        let mut next = Self { epoch: self.epoch + 1, ..Self::default() };
        steps.into_iter().for_each(|step| next.push(step));
        next
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, RecordFile};

    #[test]
    fn a_step_and_what_takes_it_back_count_as_none() {
        let draft = Draft::new(Arc::new(Embedded));
        let put = |title: &str| {
            let file = RecordFile::Chronicle;
            vec![Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") }]
        };
        let (one, first) = ChangeStep::made(&draft, put("One")).unwrap();
        let (two, second) = ChangeStep::made(&one, put("Two")).unwrap();
        let (again, undo) = ChangeStep::made(&two, second.back.clone()).unwrap();
        let (_, redo) = ChangeStep::made(&again, undo.back.clone()).unwrap();
        let mut unsaved = Unsaved::default();
        let counts = [&first, &second, &undo, &redo].map(|step| {
            unsaved.push(step.clone());
            unsaved.count()
        });
        assert_eq!((counts, unsaved.log().len()), ([1, 2, 1, 2], 4));
        let after = unsaved.after_saving(2);
        assert_eq!((after.count(), after.log().len(), after.epoch()), (0, 2, 1), "done and undone since");
        assert_eq!(unsaved.standing().cloned().collect::<Vec<_>>(), [first, redo]);
    }
}
