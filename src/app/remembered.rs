//! What is remembered between runs: the chrome once, and the view of each chronicle.

use crate::app::{Chrome, Recents, ViewState};
use crate::chronicle::ChronicleId;
use crate::scene::hidden_at_first;
use serde::Deserialize as _;
use serde_json::Value;
use std::collections::BTreeSet;

/// So many views are kept, those of the chronicles opened last.
const MOST_VIEWS: usize = 50;

/// What is remembered between runs.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Remembered {
    /// Panels, widths, theme.
    pub chrome: Chrome,
    /// The views, of the chronicle opened last first.
    pub views: Vec<(ChronicleId, ViewState)>,
    /// The chronicles opened last: kept by themselves, because the program asks for them before it has a window.
    #[serde(skip)]
    pub recents: Recents,
    /// The layers that were off at first when this was saved: a newer one begins as the program has it.
    pub off_at_first: BTreeSet<String>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            chrome: Chrome::default(),
            views: Vec::new(),
            recents: Recents::default(),
            off_at_first: hidden_at_first(),
        }
    }
}

impl Remembered {
    /// Reads what was remembered; what cannot be read is let go. Until version 0.2 all stood in one object, with the
    /// view of one chronicle: its chrome is taken over.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let chrome = Chrome::deserialize(value.get("chrome").unwrap_or(&value)).unwrap_or_default();
        let views = value.get("views").and_then(Value::as_array).into_iter().flatten();
        let off_at_first = value.get("off_at_first").and_then(|off| BTreeSet::deserialize(off).ok());
        let mut remembered = Self {
            chrome: chrome.in_bounds(),
            views: views.filter_map(|view| <(ChronicleId, ViewState)>::deserialize(view).ok()).collect(),
            recents: Recents::default(),
            off_at_first: off_at_first.unwrap_or_default(),
        };
        remembered.follow_the_program();
        remembered
    }

    /// Layers that were not there when this was saved begin as the program has them.
    fn follow_the_program(&mut self) {
        for id in hidden_at_first().difference(&self.off_at_first) {
            self.chrome.export.hidden.insert(id.clone());
            for (_, view) in &mut self.views {
                view.hidden.insert(id.clone());
            }
        }
        self.off_at_first = hidden_at_first();
    }

    /// Takes out the view of a chronicle.
    pub(super) fn take(&mut self, chronicle: &ChronicleId) -> Option<ViewState> {
        let at = self.views.iter().position(|(id, _)| id == chronicle)?;
        Some(self.views.remove(at).1)
    }

    /// Puts the view of a chronicle before all others.
    pub(super) fn put(&mut self, chronicle: ChronicleId, view: ViewState) {
        self.views.insert(0, (chronicle, view));
        self.views.truncate(MOST_VIEWS);
    }
}
