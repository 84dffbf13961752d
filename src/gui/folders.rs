//! The desktop's own dialog for a folder, asked beside the frames.

use crate::jobs::{Task, Waker};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Nobody sees a dialog and closes it in less.
pub(super) const QUICKEST: Duration = Duration::from_millis(300);

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A folder was chosen.
    Folder(PathBuf),
    /// There is no dialog on this desktop.
    NoDialog,
}

/// A dialog for one folder, or none.
#[derive(Debug)]
pub struct FolderDialog {
    waker: Waker,
    open: Option<Task<(Option<PathBuf>, Duration)>>,
}

impl FolderDialog {
    /// No dialog is open.
    pub fn new(waker: &Waker) -> Self {
        Self { waker: waker.clone(), open: None }
    }

    /// What wakes whoever waits for it.
    pub fn waker(&self) -> &Waker {
        &self.waker
    }

    /// Opens the dialog, where none is open, in a folder.
    pub fn ask(&mut self, title: &'static str, within: Option<PathBuf>) {
        if self.open.is_some() {
            return;
        }
        self.open = Some(Task::start("folder dialog", &self.waker, move |_| {
            #[allow(clippy::disallowed_methods, reason = "how long a dialog was open tells whether there is one")]
            let asked = Instant::now();
            let mut dialog = rfd::FileDialog::new().set_title(title);
            if let Some(folder) = within.filter(|folder| folder.is_dir()) {
                dialog = dialog.set_directory(folder);
            }
            (dialog.pick_folder(), asked.elapsed())
        }));
    }

    /// What was chosen, once; nothing where the dialog was closed.
    pub fn take(&mut self) -> Option<Asked> {
        let result = self.open.as_ref()?.take()?;
        self.open = None;
        match result {
            Ok((chosen, after)) => answered(chosen, after),
            Err(_) => Some(Asked::NoDialog),
        }
    }
}

/// That there is no dialog is told like a refusal, only sooner than anybody can refuse.
fn answered(chosen: Option<PathBuf>, after: Duration) -> Option<Asked> {
    match chosen {
        Some(folder) => Some(Asked::Folder(folder)),
        None => (after < QUICKEST).then_some(Asked::NoDialog),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_without_a_dialog_is_told_from_a_reader_who_closes_it() {
        let answered = |folder: Option<&str>, after| answered(folder.map(PathBuf::from), Duration::from_millis(after));
        assert_eq!(answered(Some("/a"), 10), Some(Asked::Folder("/a".into())));
        assert_eq!(answered(None, 20), Some(Asked::NoDialog));
        assert_eq!(answered(None, 900), None);
    }
}
