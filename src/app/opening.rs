//! From one chronicle to another in the same window.

use crate::app::{Action, Document, Effect, Notice, Panel, Screen, State};
use crate::chronicle::diff;
use std::path::Path;

impl State {
    /// Whether a chronicle of the list is the one that is open, which may have been opened by a shorter path.
    pub fn is_open(&self, opened_as: Option<&Path>) -> bool {
        match (opened_as, self.document.opened_as.as_deref()) {
            (Some(whole), Some(path)) => whole.ends_with(path),
            (None, None) => true,
            _ => false,
        }
    }

    /// What there is to do about other chronicles.
    pub(super) fn open_another(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Open(opened_as, then) => return vec![Effect::Open(opened_as, then)],
            Action::ChooseFolder => return vec![Effect::ChooseFolder],
            Action::Opened(document, screen) => self.opened(*document, screen),
            Action::SavedAs(document) => self.saved_as(*document),
            Action::NotOpened(opened_as, why) => self.not_opened(opened_as.as_deref(), &why),
            Action::Remember(recent) => {
                self.recents.put(recent);
                return vec![Effect::KeepRecents];
            }
            Action::Forget(opened_as) => {
                self.recents.forget(opened_as.as_deref());
                return vec![Effect::KeepRecents];
            }
            _ => {}
        }
        Vec::new()
    }

    /// Takes another chronicle in the place of the one that was open: its view as remembered, the chrome as it stands.
    fn opened(&mut self, document: Document, screen: Screen) {
        let mut remembered = self.remembered();
        let chrome = &mut remembered.chrome;
        chrome.playback.playing = false;
        chrome.facet = None;
        chrome.reader = None;
        chrome.unfolded.clear();
        chrome.open.retain(|panel| matches!(panel, Panel::Left | Panel::Right | Panel::Text));
        let next = Self::restore(document, remembered);
        let serial = std::mem::replace(self, next).serial;
        (self.screen, self.serial) = (screen, serial);
    }

    /// Goes on in the folder that everything was written to; what was changed while it was written is changed there too.
    fn saved_as(&mut self, document: Document) {
        let since = diff(document.draft(), self.document.draft()).unwrap_or_default();
        let caught_up = if since.is_empty() { None } else { document.changed(&since).ok() };
        self.document = caught_up.map_or(document, |(document, _)| document);
        self.chrome.open.remove(&Panel::SaveAs);
        self.follow_the_records();
        let folder = self.document.folder().map_or_else(String::new, |folder| folder.display().to_string());
        self.notify(Notice::done(format!("Saved in {folder}; the work goes on there.")));
    }

    /// Says that a chronicle did not open; what is open stays.
    fn not_opened(&mut self, opened_as: Option<&Path>, why: &str) {
        let named = opened_as.map_or_else(|| "The built-in chronicle".to_owned(), |path| path.display().to_string());
        let what = format!("{named} was not opened: {}", sentence(why));
        let remedy = match self.screen {
            Screen::Start => "Choose another folder, or take it from the list.",
            Screen::Map | Screen::Add | Screen::Review | Screen::Import => "What was open stays open.",
        };
        self.notify(Notice::failed(what, remedy));
    }
}

/// With a full stop.
fn sentence(why: &str) -> String {
    if why.ends_with('.') { why.to_owned() } else { format!("{why}.") }
}
