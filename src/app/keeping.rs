//! What the disk has of the document, as far as the window has heard, and what is said of it.

use crate::app::{Dispute, Effect, JoinedDocument, Notice, Panel, State, Unfinished};
use crate::chronicle::{Draft, Kept};
use crate::words;
use std::path::PathBuf;

/// What the disk has of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// Where its unsaved steps are, and how many of which files: [`Unsaved`](crate::chronicle::Unsaved)'s epoch and
    /// length of the log.
    pub kept: Option<(Kept, u64, usize)>,
    /// Why they are not on the disk.
    pub failed: Option<String>,
    /// Whether the files are being written.
    pub saving: bool,
    /// Whether they were to be written and could not be: it is tried again until they are.
    pub save_waits: bool,
    /// Whether the files were written since the chronicle was opened.
    pub saved: bool,
    /// What earlier journals hold, to be decided about, one after the other.
    pub unfinished: Vec<Unfinished>,
    /// Whether what the first of them holds is listed.
    pub listed: bool,
    /// Journals whose changes are in the document now; they go once they are in its own.
    pub taken_up: Vec<PathBuf>,
    /// Records that were changed here and elsewhere, to be decided about.
    pub disputes: Vec<Dispute>,
    /// Whether another window is at the chronicle.
    pub in_use: bool,
}

/// What came of keeping a document on the disk. `epoch` and `steps` tell which of its unsaved steps it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum DiskNews {
    /// They are on the disk.
    Kept {
        /// Where.
        place: Kept,
        /// Of which files.
        epoch: u64,
        /// So many.
        steps: usize,
    },
    /// They are not, and why.
    NotKept(String),
    /// The files were written.
    Saved {
        /// As this draft.
        draft: Draft,
        /// Of which files.
        epoch: u64,
        /// With so many steps.
        steps: usize,
    },
    /// The files were not written, and why.
    NotSaved(String),
    /// Earlier journals hold changes; whether another window is at the chronicle.
    Left(Vec<Unfinished>, bool),
    /// A journal was left aside under this name.
    LeftAside(String),
    /// A journal was not left aside, and why.
    NotLeftAside(String),
    /// Another program has changed the files: the document on those.
    Joined(Box<JoinedDocument>),
    /// Another program has changed the files, and why they cannot be joined.
    NotJoined(String),
}

impl State {
    /// What is said of changes, where there were any: "2 changes not saved", "all changes saved".
    pub fn said_of_changes(&self) -> Option<String> {
        let count = self.document.unsaved.count();
        match (count, self.keeping.saved || !self.document.unsaved.log().is_empty()) {
            (0, false) => None,
            (0, true) => Some(words::NOTHING_UNSAVED.to_owned()),
            _ if self.keeping.saving => Some(words::SAVING.to_owned()),
            _ => Some(words::unsaved(count)),
        }
    }

    /// Where those changes are, in a sentence.
    pub fn said_of_disk(&self) -> String {
        let now = self.document.unsaved_steps();
        match (&self.keeping.failed, self.keeping.kept) {
            _ if self.document.unsaved.count() == 0 => words::kept(Kept::Nothing),
            (Some(why), _) => words::not_kept(why),
            (None, Some((place, epoch, steps))) if (epoch, steps) == now => words::kept(place),
            _ => words::NOT_YET_KEPT.to_owned(),
        }
    }

    /// Asks for the files to be written, where there is something to write.
    pub(super) fn save_chronicle(&mut self) -> Vec<Effect> {
        if self.document.unsaved.count() == 0 {
            self.notify(Notice::done(words::ALL_SAVED));
            return Vec::new();
        }
        if self.document.folder().is_none() {
            self.notify(Notice::failed(words::BUILT_IN, words::SAVE_A_COPY));
            self.chrome.open.insert(Panel::SaveAs);
            return Vec::new();
        }
        if !self.keeping.disputes.is_empty() {
            self.notify(Notice::failed(words::disputed(self.keeping.disputes.len()), words::DECIDE_FIRST));
            return Vec::new();
        }
        self.keeping.saving = true;
        vec![Effect::SaveChronicle]
    }

    /// Takes back what was said of changes that only the memory had, as far as the disk has them now.
    fn no_longer_in_memory_alone(&mut self) {
        if !self.keeping.save_waits && self.keeping.failed.is_none() {
            self.notices.retain(|notice| notice.remedy.as_deref() != Some(words::KEPT_IN_MEMORY));
        }
    }

    /// Takes in what came of keeping the document.
    pub(super) fn heard_of_disk(&mut self, news: DiskNews) -> Vec<Effect> {
        match news {
            DiskNews::Kept { place, epoch, steps } => {
                self.keeping.kept = Some((place, epoch, steps));
                if self.keeping.failed.take().is_some() {
                    self.no_longer_in_memory_alone();
                }
                if (epoch, steps) == self.document.unsaved_steps() {
                    self.keeping.taken_up.clear();
                }
            }
            DiskNews::NotKept(why) => {
                self.keeping.saving = false;
                // It is tried again and again: what was said once need not be said each time.
                if self.keeping.failed.as_ref() != Some(&why) {
                    self.notify(Notice::failed(words::not_kept(&why), words::KEPT_IN_MEMORY));
                }
                self.keeping.failed = Some(why);
            }
            DiskNews::Saved { draft, epoch, steps } => {
                self.keeping.saving = false;
                if epoch == self.document.unsaved.epoch() {
                    self.document = self.document.saved(&draft, steps);
                    (self.keeping.kept, self.keeping.failed, self.keeping.saved) = (None, None, true);
                    self.keeping.save_waits = false;
                    self.no_longer_in_memory_alone();
                    self.notify(Notice::done(words::ALL_SAVED));
                }
            }
            DiskNews::NotSaved(why) => {
                self.keeping.saving = false;
                // It is tried again and again: what was said once need not be said each time.
                if !std::mem::replace(&mut self.keeping.save_waits, true) {
                    self.notify(Notice::failed(words::not_saved(&why), words::KEPT_IN_MEMORY));
                }
            }
            DiskNews::Left(unfinished, in_use) => {
                if in_use && !self.keeping.in_use {
                    self.notify(Notice::failed(words::OPEN_TWICE, words::OPEN_TWICE_IS_JOINED));
                }
                self.keeping.in_use = in_use;
                let taken = &self.keeping.taken_up;
                self.keeping.unfinished =
                    unfinished.into_iter().filter(|left| !taken.contains(&left.recovery.path)).collect();
            }
            DiskNews::LeftAside(name) => self.notify(Notice::done(words::left_aside(&name))),
            DiskNews::NotLeftAside(why) => {
                self.notify(Notice::failed(words::not_kept(&why), words::KEPT_IN_MEMORY));
            }
            DiskNews::Joined(joined) => return self.join(*joined),
            DiskNews::NotJoined(why) => {
                self.keeping.saving = false;
                self.notify(Notice::failed(words::not_joined(&why), words::NOT_OVERWRITTEN));
            }
        }
        Vec::new()
    }
}
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::app::{Action, Document, Tone, update};
    use crate::chronicle::{Change, Embedded, RecordFile, save};
    use crate::dataset::Dataset;

    fn titled(title: &str) -> Action {
        let file = RecordFile::Chronicle;
        Action::Change(vec![Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") }])
    }

    /// A chronicle in a folder.
    fn state() -> (tempfile::TempDir, State) {
        let folder = tempfile::tempdir().unwrap();
        save(&Embedded, folder.path()).unwrap();
        let state = State::new(Document::new(Dataset::open(Some(folder.path())).unwrap()));
        (folder, state)
    }

    #[test]
    fn every_change_and_its_undo_is_to_be_kept_and_nothing_else() {
        let (_folder, mut state) = state();
        assert_eq!(state.said_of_changes(), None);
        for (action, effects, said) in [
            (Action::Step(1), vec![], None),
            (titled("One"), vec![Effect::Keep], Some("1 change not saved")),
            (titled("Two"), vec![Effect::Keep], Some("2 changes not saved")),
            (Action::Undo, vec![Effect::Keep], Some("1 change not saved")),
            (Action::Undo, vec![Effect::Keep], Some("all changes saved")),
            (Action::Redo, vec![Effect::Keep], Some("1 change not saved")),
            (Action::SaveChronicle, vec![Effect::SaveChronicle], Some("saving …")),
        ] {
            assert_eq!(update(&mut state, action.clone()), effects, "{action:?}");
            assert_eq!(state.said_of_changes().as_deref(), said, "{action:?}");
        }
    }

    #[test]
    fn what_was_changed_while_the_files_were_written_is_not_saved_yet() {
        let (_folder, mut state) = state();
        update(&mut state, titled("One"));
        let (epoch, steps) = state.document.unsaved_steps();
        let draft = state.document.draft().clone();
        update(&mut state, titled("Two"));
        let saved = Action::HeardOfDisk(DiskNews::Saved { draft: draft.clone(), epoch, steps });
        assert_eq!(update(&mut state, saved.clone()), [Effect::Keep], "what is left builds on other files");
        assert_eq!(state.said_of_changes().as_deref(), Some("1 change not saved"));
        assert_eq!(state.document.draft().begun().hash(), draft.hash());
        // What comes late speaks of other steps.
        assert_eq!(update(&mut state, saved), []);
        assert_eq!(state.document.unsaved.count(), 1);
        // Taken back beyond what was saved, there is something to save again.
        update(&mut state, Action::Undo);
        assert_eq!(state.said_of_changes().as_deref(), Some("all changes saved"));
        update(&mut state, Action::Undo);
        assert_eq!(state.said_of_changes().as_deref(), Some("1 change not saved"));
    }

    #[test]
    fn what_is_not_on_the_disk_is_said_once_and_no_more_when_it_is() {
        let (_folder, mut state) = state();
        update(&mut state, titled("One"));
        for _ in 0..2 {
            update(&mut state, Action::HeardOfDisk(DiskNews::NotKept("the disk is full".to_owned())));
        }
        assert_eq!(state.notices.len(), 1);
        assert_eq!(state.notices[0].what, "The last changes are not on the disk yet: the disk is full.");
        let (epoch, steps) = state.document.unsaved_steps();
        update(&mut state, Action::HeardOfDisk(DiskNews::Kept { place: Kept::Beside, epoch, steps }));
        assert_eq!(state.keeping.failed, None);
        assert!(state.said_of_disk().contains("a crash loses none"));
    }

    #[test]
    fn files_that_could_not_be_written_wait_for_the_disk_and_are_spoken_of_once() {
        let (_folder, mut state) = state();
        update(&mut state, titled("One"));
        for _ in 0..2 {
            update(&mut state, Action::SaveChronicle);
            update(&mut state, Action::HeardOfDisk(DiskNews::NotSaved("the disk is full".to_owned())));
            assert!(state.keeping.save_waits && !state.keeping.saving);
        }
        assert_eq!(state.notices.len(), 1);
        let (epoch, steps) = state.document.unsaved_steps();
        let draft = state.document.draft().clone();
        update(&mut state, Action::HeardOfDisk(DiskNews::Saved { draft, epoch, steps }));
        assert!(!state.keeping.save_waits);
        assert!(state.notices.iter().all(|notice| notice.tone == Tone::Done), "{:?}", state.notices);
    }

    #[test]
    fn the_chronicle_of_the_program_is_not_written_over() {
        let mut state = State::new(Document::new(Dataset::open(None).unwrap()));
        update(&mut state, titled("Mine"));
        assert_eq!(update(&mut state, Action::SaveChronicle), []);
        assert_eq!(state.notices.last().map(|notice| notice.tone), Some(Tone::Failed));
        assert!(!state.keeping.saving);
    }
}
