//! Opening another chronicle beside the frames, and choosing its folder: what is open stays until the new one is there.

use crate::app::{Action, Document, Notice, Recent, Screen};
use crate::chronicle::chronicle_in;
use crate::dataset::Dataset;
use crate::gui::folders::{Asked, FolderDialog};
use crate::gui::start::{Keep, keep_picture, now_s};
use crate::jobs::{Latest, Waker};
use crate::scene::Theme;
use std::path::{Path, PathBuf};

/// What to open, and what fills the window then.
type Wish = (Option<PathBuf>, Screen);

/// What was to be opened, and what came of it.
type Opened = (Wish, Result<Document, String>);

/// The work of opening.
pub struct ChronicleOpener {
    opened: Latest<Wish, Opened>,
    noted: Latest<(Dataset, Keep), Recent>,
    dialog: FolderDialog,
    /// What is being opened.
    under_way: Option<Option<PathBuf>>,
}

impl ChronicleOpener {
    /// Nothing under way.
    pub fn new(waker: &Waker) -> Self {
        Self {
            opened: Latest::new("open", waker.clone(), |wish, _| open(wish)),
            noted: Latest::new("note", waker.clone(), |(data, keep): (Dataset, Keep), _| note(&data, &keep)),
            dialog: FolderDialog::new(waker),
            under_way: None,
        }
    }

    /// Opens a chronicle.
    pub fn open(&mut self, opened_as: Option<PathBuf>, then: Screen) {
        self.under_way = Some(opened_as.clone());
        self.opened.ask((opened_as, then));
    }

    /// Puts a chronicle that was opened first on the list.
    pub fn note(&mut self, document: &Document, keep: &Keep) {
        self.noted.ask((document.data.clone(), keep.clone()));
    }

    /// Asks for the folder to open.
    pub fn choose(&mut self) {
        self.dialog.ask("Open a chronicle", None);
    }

    /// What is being opened.
    pub fn under_way(&self) -> Option<&Option<PathBuf>> {
        self.under_way.as_ref()
    }

    /// What has come back, as actions.
    pub fn results(&mut self) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Some(opened) = self.opened.take() {
            match opened {
                // Something else was chosen while it was read.
                Ok(((opened_as, _), _)) if self.under_way.as_ref() != Some(&opened_as) => {}
                Ok(((_, then), Ok(document))) => {
                    self.under_way = None;
                    actions.push(Action::Opened(Box::new(document), then));
                }
                Ok(((opened_as, _), Err(why))) => {
                    self.under_way = None;
                    actions.push(Action::NotOpened(opened_as, why));
                }
                Err(failed) => {
                    let opened_as = self.under_way.take().flatten();
                    actions.push(Action::NotOpened(opened_as, format!("reading it {failed}")));
                }
            }
        }
        while let Some(noted) = self.noted.take() {
            actions.extend(noted.ok().map(Action::Remember));
        }
        actions.extend(match self.dialog.take() {
            Some(Asked::Folder(folder)) => Some(Action::Open(Some(folder), Screen::Map)),
            Some(Asked::NoDialog) => Some(Action::Notify(Notice::failed(
                "This desktop offers no dialog to choose a folder.",
                "Start Dateline with the folder's path, or drop the folder on the start page.",
            ))),
            None => None,
        });
        actions
    }
}

fn open((opened_as, then): Wish) -> Opened {
    let folder = opened_as.as_deref().map(chronicle_in);
    let document = Dataset::open(folder.as_deref()).map(Document::new).map_err(|error| error.to_string());
    ((opened_as, then), document)
}

fn note(data: &Dataset, keep: &Keep) -> Recent {
    let whole = |folder: &Path| std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let opened_as = data.folder().map(whole).or_else(|| data.opened_as.clone());
    let recent = Recent::of(data, opened_as, now_s());
    if keep.0.is_some() {
        for theme in [Theme::Light, Theme::Dark] {
            keep_picture(data, &recent, theme, keep);
        }
    }
    recent
}
