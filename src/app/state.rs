//! The whole application: what is open and what is looked at.

use crate::app::{
    Axis, AxisWindow, Camera, Chrome, Document, Effect, ExportSettings, History, Keeping, Notice, Passage, Recents,
    Remembered, Screen, SearchResults, Tone, UndoPoint, ViewState,
};
use crate::chronicle::{ClaimId, PlaceId, Problem, SourceId};
use crate::geo::Viewport;
use crate::scene::layer_ids::{DOCUMENTS, REFERENCE};
use crate::scene::{Frame, View};
use crate::timeline::{Timeline, Timeslice};
use crate::words::{self, Shown};
use std::sync::Arc;

/// A document being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReader {
    /// The document that is read.
    pub source: SourceId,
    /// The passage in question.
    pub claim: Option<ClaimId>,
    /// All of its passages, in reading order.
    pub passages: Arc<[Passage]>,
    /// The words that are marked, in code points.
    pub marked: Option<std::ops::Range<usize>>,
    /// Counts the openings, so that the window knows when to scroll.
    pub serial: u64,
}

/// The whole application: the document, the view of it, and the chrome around that. The rest follows from these, or is
/// of the moment.
#[derive(Clone, Debug)]
pub struct State {
    /// What is open.
    pub document: Document,
    /// What is looked at.
    pub view: ViewState,
    /// What stands around it.
    pub chrome: Chrome,
    /// The index over what [`ViewState::filter`] leaves.
    pub timeline: Arc<Timeline>,
    /// What holds now.
    pub slice: Arc<Timeslice>,
    /// The place under the pointer.
    pub hovered: Option<PlaceId>,
    /// What is looked for.
    pub search: String,
    /// What was found.
    pub found: Arc<SearchResults>,
    /// The words for which it was found.
    found_for: String,
    /// Undo and redo.
    pub history: History,
    /// What the user must know.
    pub notices: Vec<Notice>,
    /// What the disk has of the document.
    pub keeping: Keeping,
    /// What fills the window.
    pub screen: Screen,
    /// What is said of a filtered map; `None` where nothing is left out.
    pub filtered: Option<Filtered>,
    /// The chronicles opened last.
    pub recents: Recents,
    /// What is remembered of other chronicles.
    elsewhere: Remembered,
    /// Counts the openings of the reader.
    pub(super) serial: u64,
}

/// What a filtered map says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filtered {
    /// "Filtered: without source 005."
    pub what: String,
    /// "12 of 107 happenings and 20 of 302 claims hidden".
    pub hidden: String,
}

impl State {
    /// The state in which a chronicle is first seen.
    pub fn new(document: Document) -> Self {
        Self::restore(document, Remembered::default())
    }

    /// The state with what was remembered: the chrome, and the view of this chronicle; what no longer exists is let go.
    pub fn restore(document: Document, mut remembered: Remembered) -> Self {
        let chronicle = &document.chronicle;
        let view = remembered.take(&chronicle.id);
        let view = view.map_or_else(|| ViewState::opening(chronicle), |view| view.kept_to(chronicle));
        let timeline = document.timeline_for(&view.filter);
        let slice = Arc::new(timeline.slice(view.clock));
        let notices = unsound(&document).into_iter().collect();
        let mut state = Self {
            document,
            view,
            chrome: std::mem::take(&mut remembered.chrome),
            timeline,
            slice,
            hovered: None,
            search: String::new(),
            found: Arc::default(),
            found_for: String::new(),
            history: History::default(),
            notices,
            keeping: Keeping::default(),
            screen: Screen::default(),
            filtered: None,
            recents: std::mem::take(&mut remembered.recents),
            elsewhere: remembered,
            serial: 0,
        };
        state.say_filtered();
        state
    }

    /// What is to be remembered.
    pub fn remembered(&self) -> Remembered {
        let mut remembered = self.elsewhere.clone();
        remembered.chrome = self.chrome.clone();
        remembered.recents = self.recents.clone();
        remembered.put(self.document.chronicle.id.clone(), self.view.clone());
        remembered
    }

    /// The time axis.
    pub fn axis(&self) -> Axis {
        Axis::new(self.document.chronicle.meta.range, self.view.compressed)
    }

    /// The stretch of the time axis in sight.
    pub fn window(&self) -> AxisWindow {
        let axis = self.axis();
        self.view.window.map_or_else(|| axis.whole(), |window| axis.clamp(window))
    }

    /// Brings the cursor into sight, with this share of the window before and after it; while playing, with more.
    pub(super) fn reveal_cursor(&mut self, least: f64) {
        let axis = self.axis();
        let least = if self.chrome.playback.playing { 0.15 } else { least };
        let window = axis.reveal(self.window(), self.view.clock.cursor, least);
        self.view.window = (window != axis.whole()).then_some(window);
    }

    /// Where the map looks, on a picture of `size_px`.
    pub fn viewport(&self, size_px: [f64; 2]) -> Viewport {
        match self.view.camera {
            Some(Camera { center, zoom }) => {
                let (origin_px, size_px) = View::map_rect(Frame::Window, size_px, 1.0);
                Viewport { center, zoom, origin_px, size_px }
            }
            None => View::fitted(self.document.chronicle.meta.bbox, Frame::Window, size_px, 1.0),
        }
    }

    /// The view of the map panel, on a picture of `size_px`.
    pub fn map_view(&self, size_px: [f64; 2]) -> View {
        View {
            viewport: self.viewport(size_px),
            size_px,
            scale: 1.0,
            frame: Frame::Window,
            theme: self.chrome.theme,
            hidden: self.view.hidden.clone(),
            selection: self.view.selection.clone(),
            names: self.view.names.clone(),
        }
    }

    /// The view that is exported with these settings.
    pub fn export_view(&self, settings: &ExportSettings) -> View {
        let bbox = if settings.as_in_window {
            self.viewport(self.chrome.map_size_px).bbox()
        } else {
            self.document.chronicle.meta.bbox
        };
        let mut view = View::still(bbox, settings.size().map(f64::from), settings.theme);
        view.hidden.clone_from(&settings.hidden);
        view.names.clone_from(&self.view.names);
        view.selection = self.view.selection.clone().filter(|_| settings.selection);
        view
    }

    /// What an undo would bring back.
    pub fn undo_point(&self) -> UndoPoint {
        UndoPoint {
            selection: self.view.selection.clone(),
            event: self.view.event.clone(),
            hidden: self.view.hidden.clone(),
            filter: self.view.filter.clone(),
            known_by: self.view.clock.known_by,
            cursor: None,
            camera: None,
            edit: None,
        }
    }

    /// What a filtered map says of itself and how much is hidden, `None` where nothing is left out: "Filtered: without
    /// source 005. 12 of 107 happenings and 20 of 302 claims hidden".
    pub fn filtered(&self) -> Option<String> {
        self.filtered.as_ref().map(|filtered| format!("{} {}", filtered.what, filtered.hidden))
    }

    /// Words what is left out, whenever that has changed: it takes a walk over all records.
    pub(super) fn say_filtered(&mut self) {
        let chronicle = &self.document.chronicle;
        let hidden = || words::hidden(self.view.filter.hidden(chronicle, self.reference()));
        self.filtered = words::left_out(chronicle, &self.view.filter).map(|what| Filtered { what, hidden: hidden() });
    }

    /// Whether what was found is not what is looked for now.
    pub fn is_searching(&self) -> bool {
        self.search != self.found_for
    }

    /// Looks for words; who does so comes back where it is not done at once.
    pub(super) fn look_for(&mut self, words: String) -> Option<Effect> {
        self.search = words;
        if self.search.trim().is_empty() {
            self.found_for.clone_from(&self.search);
            self.found = Arc::default();
            return None;
        }
        Some(Effect::Search(self.search.clone()))
    }

    /// Takes what was found, unless something else is looked for by now.
    pub(super) fn take_found(&mut self, words: String, found: Arc<SearchResults>) {
        if words == self.search {
            (self.found_for, self.found) = (words, found);
        }
    }

    /// Says something, and lets go of what was said before and is done.
    pub(super) fn notify(&mut self, notice: Notice) {
        self.notices.retain(|n| n.tone == Tone::Failed && *n != notice);
        self.notices.push(notice);
    }

    /// What is shown and spoken of.
    pub fn shown(&self) -> Shown {
        let shows = |layer: &str| !self.view.hidden.contains(layer);
        Shown { documents: shows(DOCUMENTS), reference: shows(REFERENCE) }.in_chronicle(&self.document.chronicle)
    }

    /// Whether the reference chronology is shown and spoken of.
    pub fn reference(&self) -> bool {
        self.shown().reference
    }
}

/// What is said when a chronicle opens with problems.
fn unsound(document: &Document) -> Option<Notice> {
    let count = Problem::count(&document.problems);
    let what = match count {
        0 => return None,
        1 => "One record of this chronicle has a problem; what is sound is shown.".to_owned(),
        _ => format!("{count} records of this chronicle have problems; what is sound is shown."),
    };
    Some(Notice::failed(what, "The left panel lists them, and so does the command dateline check."))
}
