//! What the disk has of a document that changes: a journal of its unsaved steps, and its files when they are saved. Works
//! at once, on whatever thread asks.

use crate::chronicle::{Draft, Journal, Journals, Problem, Unsaved, recover, save_draft};
use crate::files::WriteError;
use std::path::{Path, PathBuf};

/// Keeps the unsaved steps of one document on the disk, and saves them.
#[derive(Debug, Default)]
pub struct Keeper {
    /// The chronicle's folder; none where it is built in.
    folder: Option<PathBuf>,
    /// Where a journal is begun if none can be in the chronicle's folder.
    spare: Option<PathBuf>,
    journal: Option<Begun>,
}

/// A journal, and what it holds.
#[derive(Debug)]
struct Begun {
    journal: Journal,
    /// [`Unsaved::epoch`] of its steps.
    epoch: u64,
    /// How many of its steps.
    steps: usize,
}

/// Where unsaved steps are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There are none.
    Nothing,
    /// In the chronicle's folder.
    Beside,
    /// Elsewhere, because the chronicle's folder takes no file.
    Away,
}

/// Why a document was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It has no folder of its own.
    #[error("expected a chronicle in a folder, found the one built in; save it as a chronicle of your own")]
    BuiltIn,
    /// The files are not as they were when the draft was begun; these are they.
    #[error("expected the files as they were opened, found that another program has changed them")]
    Elsewhere(Draft),
    /// A file cannot be written.
    #[error("{0}")]
    Unwritten(Problem),
}

impl Keeper {
    /// For the document of a folder, or one built in; where the folder takes no journal, it is begun in `spare`.
    pub fn new(folder: Option<PathBuf>, spare: Option<PathBuf>) -> Self {
        Self { folder, spare, journal: None }
    }

    /// Has the steps on the disk when this returns; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When no folder takes them; they may be given again.
    pub fn keep(&mut self, draft: &Draft, unsaved: &Unsaved, now: i64) -> Result<Kept, WriteError> {
        if unsaved.count() == 0 {
            self.sweep();
            return Ok(Kept::Nothing);
        }
        let (log, epoch) = (unsaved.log(), unsaved.epoch());
        if let Some(begun) = &mut self.journal
            && begun.epoch == epoch
            && begun.journal.is_there()
            && let Some(new) = log.get(begun.steps..)
            && begun.journal.append(new, now).is_ok()
        {
            begun.steps = log.len();
            return Ok(self.kept());
        }
        let journal = self.begin(&draft.begun().hash(), unsaved, now)?;
        // The older one goes only now that all of it is in the new one, which may have taken its place.
        if self.journal.as_ref().is_some_and(|old| old.journal.path() != journal.path()) {
            self.sweep();
        }
        self.journal = Some(Begun { journal, epoch, steps: log.len() });
        Ok(self.kept())
    }

    /// Writes the draft into its folder, and sweeps the journal of its steps.
    ///
    /// # Errors
    /// When that cannot be done; the files are as they were then, each whole.
    pub fn save(&mut self, draft: &Draft, unsaved: &Unsaved, now: i64) -> Result<(), SaveError> {
        let folder = self.folder.clone().ok_or(SaveError::BuiltIn)?;
        if let Some(theirs) = draft.changed_elsewhere(&folder) {
            return Err(SaveError::Elsewhere(theirs));
        }
        // Killed half way, the rest is in the journal. Where it cannot be written, the files may yet be.
        let _ = self.keep(draft, unsaved, now);
        save_draft(draft, &folder).map_err(SaveError::Unwritten)?;
        self.sweep();
        Ok(())
    }

    /// What others have left in the folders, or are at.
    ///
    /// # Errors
    /// When a journal is there and cannot be read.
    pub fn look(&self) -> std::io::Result<Journals> {
        let own = self.journal.as_ref().map(|begun| begun.journal.path());
        let mut found = Journals::default();
        for folder in self.folder.iter().chain(&self.spare) {
            let Journals { left, in_use } = recover(folder, own)?;
            found.left.extend(left);
            found.in_use |= in_use;
        }
        Ok(found)
    }

    /// The chronicle's folder.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    fn kept(&self) -> Kept {
        let parent = self.journal.as_ref().and_then(|begun| begun.journal.path().parent());
        if parent == self.folder.as_deref() { Kept::Beside } else { Kept::Away }
    }

    /// Begins a journal in the first folder that takes one.
    fn begin(&self, base: &str, unsaved: &Unsaved, now: i64) -> Result<Journal, WriteError> {
        let begin = |folder: &PathBuf| {
            Journal::begin(folder, base, unsaved.log(), now).map_err(|error| WriteError::of(folder, &error))
        };
        let beside = self.folder.as_ref().map(begin);
        if let Some(Ok(journal)) = beside {
            return Ok(journal);
        }
        let away = self.spare.as_ref().map(|spare| {
            // Where it cannot be made, beginning in it says why.
            let _ = std::fs::create_dir_all(spare);
            begin(spare)
        });
        let nowhere = || WriteError { why: "there is no folder for it".to_owned(), path: PathBuf::new() };
        // Why it is not beside the chronicle is what a person can mend.
        match (beside, away) {
            (_, Some(Ok(journal))) => Ok(journal),
            (Some(failed), _) | (None, Some(failed)) => failed,
            (None, None) => Err(nowhere()),
        }
    }

    /// Sweeps its own journal: what it holds is elsewhere, or not wanted.
    pub fn sweep(&mut self) {
        if let Some(begun) = self.journal.take() {
            // One that stays holds nothing that is not in the files: it is looked at, and offers nothing.
            let _ = begun.journal.sweep();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Change, ChangeStep, Embedded, Folder, RecordFile, save};
    use std::sync::Arc;

    /// A document of a folder, as it is edited and kept.
    struct Desk {
        folder: tempfile::TempDir,
        keeper: Keeper,
        draft: Draft,
        unsaved: Unsaved,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            save(&Embedded, folder.path()).unwrap();
            Self::open(folder)
        }

        fn open(folder: tempfile::TempDir) -> Self {
            let path = folder.path().to_owned();
            let draft = Draft::new(Arc::new(Folder(path.clone())));
            Self { folder, keeper: Keeper::new(Some(path), None), draft, unsaved: Unsaved::default() }
        }

        fn title(&mut self, title: &str) {
            let file = RecordFile::Chronicle;
            let put = Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") };
            let (draft, step) = ChangeStep::made(&self.draft, vec![put]).unwrap();
            self.draft = draft;
            self.unsaved.push(step);
        }

        fn keep(&mut self) -> Kept {
            self.keeper.keep(&self.draft, &self.unsaved, 1).unwrap()
        }

        fn save(&mut self) -> Result<(), SaveError> {
            self.keeper.save(&self.draft, &self.unsaved, 1)?;
            let steps = self.unsaved.log().len();
            (self.draft, self.unsaved) = (self.draft.begun_as(&self.draft), self.unsaved.after_saving(steps));
            Ok(())
        }

        /// What whoever comes after a crash finds: the title, and how many steps are offered.
        fn crash(self) -> (Self, usize) {
            let Self { folder, keeper, .. } = self;
            drop(keeper);
            let next = Self::open(folder);
            let left = next.keeper.look().unwrap().left;
            let steps = left.iter().map(|recovery| recovery.onto(&next.draft).unwrap().steps.len()).sum();
            (next, steps)
        }

        fn on_disk(&self) -> String {
            let raw = |draft: &Draft| draft.record(RecordFile::Chronicle, &"title".into()).unwrap().raw.to_string();
            raw(&Draft::new(Arc::new(Folder(self.folder.path().to_owned()))))
        }
    }

    #[test]
    fn what_is_kept_is_offered_after_a_crash_and_what_is_saved_is_not() {
        let mut desk = Desk::new();
        assert_eq!(desk.keep(), Kept::Nothing);
        for (n, title) in ["One", "Two", "Three"].into_iter().enumerate() {
            desk.title(title);
            assert_eq!(desk.keep(), Kept::Beside);
            assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 3, "{n}: data, seeds and one journal");
        }
        let (mut desk, offered) = desk.crash();
        assert_eq!((offered, desk.on_disk().contains("Kabul")), (3, true));
        desk.title("Four");
        desk.keep();
        desk.save().unwrap();
        assert_eq!(desk.on_disk(), "title = \"Four\"");
        desk.title("Five");
        desk.keep();
        desk.save().unwrap();
        assert!(!desk.keeper.look().unwrap().in_use, "its own journal is no other window's");
        assert_eq!(desk.on_disk(), "title = \"Five\"");
    }

    #[test]
    fn undone_it_leaves_nothing_and_a_journal_that_was_taken_away_is_begun_anew() {
        let mut desk = Desk::new();
        desk.title("One");
        desk.keep();
        let undo = desk.unsaved.log()[0].back.clone();
        let (draft, step) = ChangeStep::made(&desk.draft, undo).unwrap();
        desk.draft = draft;
        desk.unsaved.push(step);
        assert_eq!(desk.keep(), Kept::Nothing);
        desk.title("Two");
        desk.keep();
        std::fs::remove_file(desk.keeper.journal.as_ref().unwrap().journal.path()).unwrap();
        desk.title("Three");
        desk.keep();
        assert_eq!(desk.crash().1, 2);
    }

    #[test]
    fn what_another_program_has_changed_comes_back_and_is_not_written_over() {
        let mut desk = Desk::new();
        desk.title("Ours");
        let path = desk.folder.path().join(RecordFile::Events.path());
        let theirs = std::fs::read_to_string(&path).unwrap().replacen("Herat", "Hirat", 1);
        std::fs::write(&path, &theirs).unwrap();
        let Err(SaveError::Elsewhere(found)) = desk.save() else { panic!("it was written over") };
        assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
        assert_ne!(found.hash(), desk.draft.begun().hash());
    }

    #[test]
    fn where_the_folder_takes_no_file_steps_are_kept_elsewhere_or_it_is_said_why() {
        let spare = tempfile::tempdir().unwrap();
        let mut desk = Desk::new();
        desk.title("One");
        let nowhere = desk.folder.path().join("gone");
        desk.keeper = Keeper::new(Some(nowhere.clone()), None);
        let error = desk.keeper.keep(&desk.draft, &desk.unsaved, 1).unwrap_err();
        assert!(error.why.contains("no such folder"), "{error}");
        desk.keeper = Keeper::new(Some(nowhere), Some(spare.path().join("made")));
        assert_eq!(desk.keep(), Kept::Away);
        desk.keeper = Keeper::new(None, Some(spare.path().join("made")));
        assert_eq!(desk.keeper.look().unwrap().left.len(), 1, "what was left there is found");
        assert!(matches!(desk.save(), Err(SaveError::BuiltIn)));
    }
}
