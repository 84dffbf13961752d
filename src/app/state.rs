//! The whole application: what is open and what is looked at.

use crate::app::{
    Axis, AxisWindow, Days, Document, ExportSettings, Facet, History, Notice, Panel, Passage, Playback, SearchResults,
    Section, TEXT_PERCENTS, UndoPoint, Widths,
};
use crate::chronicle::{ClaimId, EventId, PlaceId, SourceId};
use crate::geo::{LonLat, Viewport};
use crate::scene::{Frame, Names, Theme, View, hidden_at_first};
use crate::time::Moment;
use crate::timeline::{Clock, Filter, Timeline, Timeslice};
use crate::words::{self, Shown};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the map looks.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Camera {
    /// What lies at the middle.
    pub center: LonLat,
    /// Zoom, as in [`Viewport::zoom`].
    pub zoom: f64,
}

impl Camera {
    /// The least and greatest zoom.
    pub const ZOOM: (f64, f64) = (3.0, 11.0);
}

/// A document being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReader {
    /// Which.
    pub source: SourceId,
    /// The passage in question.
    pub claim: Option<ClaimId>,
    /// All of its passages, in reading order.
    pub passages: Arc<[Passage]>,
    /// Counts the openings, so that the window knows when to scroll.
    pub serial: u64,
}

/// The part of the state that is remembered between runs.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Remembered {
    /// Of which chronicle: its hash. Another one starts afresh but for the theme.
    pub chronicle: String,
    /// The two clocks.
    pub clock: Clock,
    /// Where the map looks; `None` is the opening view, however large the window.
    pub camera: Option<Camera>,
    /// Light or dark.
    pub theme: Theme,
    /// Layers switched off.
    pub hidden: BTreeSet<String>,
    /// The layers that were off at first when this was saved: a newer one begins as the program has it.
    #[serde(default)]
    pub off_at_first: BTreeSet<String>,
    /// Selected place.
    pub selection: Option<PlaceId>,
    /// Selected event.
    pub event: Option<EventId>,
    /// What is left out.
    #[serde(default)]
    pub filter: Filter,
    /// Panels shown.
    pub open: BTreeSet<Panel>,
    /// Whether silence is compressed on the time axis.
    pub compressed: bool,
    /// The stretch of the time axis in sight; `None` is all of it.
    pub window: Option<AxisWindow>,
    /// Which days stand side by side.
    #[serde(default)]
    pub days: Days,
    /// The language of the names on the map.
    #[serde(default)]
    pub names: Names,
    /// How it is played.
    pub playback: Playback,
    /// The height the time bar was given, px; `None` is the one that suits the window.
    #[serde(default)]
    pub bar_height_px: Option<f32>,
    /// Whether playing goes from rest to rest; `None` does as the desktop does.
    #[serde(default)]
    pub reduced_motion: Option<bool>,
    /// The export dialog.
    pub export: ExportSettings,
    /// How wide the right panel is asked to be.
    #[serde(default)]
    pub widths: Widths,
    /// Sections of the left panel that are folded.
    #[serde(default)]
    pub folded: BTreeSet<Section>,
    /// How large words are, percent.
    #[serde(default = "hundred")]
    pub text_percent: u16,
}

fn hundred() -> u16 {
    100
}

/// The whole application.
#[derive(Clone, Debug)]
pub struct State {
    /// What is open.
    pub document: Document,
    /// What is looked at.
    pub look: Remembered,
    /// The index over what [`Remembered::filter`] leaves.
    pub timeline: Arc<Timeline>,
    /// What holds now.
    pub slice: Arc<Timeslice>,
    /// A document being read.
    pub reader: Option<SourceReader>,
    /// The place under the pointer.
    pub hovered: Option<PlaceId>,
    /// What is looked for.
    pub search: String,
    /// What was found.
    pub found: Arc<SearchResults>,
    /// All of the window, px.
    pub window_px: [f64; 2],
    /// The page of the left panel, where it is not sources and layers.
    pub facet: Option<Facet>,
    /// Side panels asked for in a window too narrow to show them by itself.
    pub unfolded: BTreeSet<Panel>,
    /// The picture of the map panel, px.
    pub map_size_px: [f64; 2],
    /// Undo and redo.
    pub history: History,
    /// What the user must know.
    pub notices: Vec<Notice>,
    /// Whether the desktop asks for less motion.
    pub desktop_reduces_motion: bool,
    /// What is said of a filtered map; `None` where nothing is left out.
    pub filtered: Option<Filtered>,
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
        let meta = &document.chronicle.meta;
        let clock = Clock { cursor: Moment::end_of(meta.range.start), known_by: None };
        let look = Remembered {
            chronicle: document.chronicle.hash.clone(),
            clock,
            camera: None,
            theme: Theme::Light,
            hidden: hidden_at_first(),
            off_at_first: hidden_at_first(),
            selection: None,
            event: None,
            filter: Filter::default(),
            open: BTreeSet::from([Panel::Left, Panel::Right]),
            compressed: false,
            window: opening_window(&Axis::new(meta.range, false)),
            days: Days::default(),
            names: Names::default(),
            playback: Playback::default(),
            bar_height_px: None,
            reduced_motion: None,
            export: ExportSettings::default(),
            widths: Widths::default(),
            folded: BTreeSet::new(),
            text_percent: 100,
        };
        let timeline = Arc::clone(&document.timeline);
        let slice = Arc::new(timeline.slice(clock));
        let notices = unsound(&document).into_iter().collect();
        Self {
            document,
            look,
            timeline,
            slice,
            reader: None,
            hovered: None,
            search: String::new(),
            found: Arc::default(),
            window_px: [1440.0, 900.0],
            facet: None,
            unfolded: BTreeSet::new(),
            map_size_px: [860.0, 600.0],
            history: History::default(),
            notices,
            desktop_reduces_motion: false,
            filtered: None,
            serial: 0,
        }
    }

    /// The state with what was remembered. Of another chronicle only theme, size of words and widths are taken over; what no longer exists is
    /// let go.
    pub fn restore(document: Document, mut remembered: Remembered) -> Self {
        let mut state = Self::new(document);
        state.look.theme = remembered.theme;
        remembered.text_percent = TEXT_PERCENTS.into_iter().find(|p| *p == remembered.text_percent).unwrap_or(100);
        state.look.text_percent = remembered.text_percent;
        state.look.widths = remembered.widths;
        if remembered.chronicle != state.look.chronicle {
            return state;
        }
        let chronicle = &state.document.chronicle;
        remembered.selection = remembered.selection.filter(|id| chronicle.places.contains_key(id));
        remembered.event = remembered.event.filter(|id| chronicle.events.contains_key(id));
        remembered.camera = remembered
            .camera
            .filter(|c| c.zoom.is_finite() && c.center.lon_deg.is_finite() && c.center.lat_deg.is_finite());
        remembered.open.retain(|panel| matches!(panel, Panel::Left | Panel::Right | Panel::Text));
        let (from, until) = Axis::new(chronicle.meta.range, true).range();
        remembered.clock.cursor = remembered.clock.cursor.clamp(from, until);
        remembered.clock.known_by = remembered.clock.known_by.map(|t| t.clamp(from, until));
        remembered.filter = remembered.filter.known_to(chronicle);
        for id in hidden_at_first().difference(&remembered.off_at_first) {
            remembered.hidden.insert(id.clone());
            remembered.export.hidden.insert(id.clone());
        }
        remembered.off_at_first = hidden_at_first();
        state.look = remembered;
        state.timeline = state.document.timeline_for(&state.look.filter);
        state.slice = Arc::new(state.timeline.slice(state.look.clock));
        state.say_filtered();
        state
    }

    /// The time axis.
    pub fn axis(&self) -> Axis {
        Axis::new(self.document.chronicle.meta.range, self.look.compressed)
    }

    /// The stretch of the time axis in sight.
    pub fn window(&self) -> AxisWindow {
        let axis = self.axis();
        self.look.window.map_or_else(|| axis.whole(), |window| axis.clamp(window))
    }

    /// Brings the cursor into sight, with this share of the window before and after it; while playing, with more.
    pub(super) fn reveal_cursor(&mut self, least: f64) {
        let axis = self.axis();
        let least = if self.look.playback.playing { 0.15 } else { least };
        let window = axis.reveal(self.window(), self.look.clock.cursor, least);
        self.look.window = (window != axis.whole()).then_some(window);
    }

    /// Whether nothing should move by itself but from rest to rest.
    pub fn reduced_motion(&self) -> bool {
        self.look.reduced_motion.unwrap_or(self.desktop_reduces_motion)
    }

    /// Whether a panel is shown.
    pub fn shows(&self, panel: Panel) -> bool {
        self.look.open.contains(&panel)
    }

    /// Where the map looks, on a picture of `size_px`.
    pub fn viewport(&self, size_px: [f64; 2]) -> Viewport {
        match self.look.camera {
            Some(Camera { center, zoom }) => {
                let (origin_px, size_px) = View::map_rect(Frame::Window, size_px, 1.0);
                Viewport { center, zoom, origin_px, size_px }
            }
            None => View::fitted(self.document.chronicle.meta.bbox, Frame::Window, size_px, 1.0),
        }
    }

    /// The view of the map panel, on a picture of `size_px`.
    pub fn view(&self, size_px: [f64; 2]) -> View {
        View {
            viewport: self.viewport(size_px),
            size_px,
            scale: 1.0,
            frame: Frame::Window,
            theme: self.look.theme,
            hidden: self.look.hidden.clone(),
            selection: self.look.selection.clone(),
            names: self.look.names,
        }
    }

    /// The view that is exported with these settings.
    pub fn export_view(&self, settings: &ExportSettings) -> View {
        let bbox = if settings.as_in_window {
            self.viewport(self.map_size_px).bbox()
        } else {
            self.document.chronicle.meta.bbox
        };
        let mut view = View::still(bbox, settings.size().map(f64::from), settings.theme);
        view.hidden.clone_from(&settings.hidden);
        view.names = self.look.names;
        view.selection = self.look.selection.clone().filter(|_| settings.selection);
        view
    }

    /// What an undo would bring back.
    pub fn undo_point(&self) -> UndoPoint {
        UndoPoint {
            selection: self.look.selection.clone(),
            event: self.look.event.clone(),
            hidden: self.look.hidden.clone(),
            filter: self.look.filter.clone(),
            known_by: self.look.clock.known_by,
            cursor: None,
            camera: None,
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
        let hidden = || words::hidden(self.look.filter.hidden(chronicle, self.reference()));
        self.filtered = words::left_out(chronicle, &self.look.filter).map(|what| Filtered { what, hidden: hidden() });
    }

    /// What is shown and spoken of.
    pub fn shown(&self) -> Shown {
        let shows = |layer: &str| !self.look.hidden.contains(layer);
        Shown { documents: shows("documents"), reference: shows("reference") }
    }

    /// Whether the reference chronology is shown and spoken of.
    pub fn reference(&self) -> bool {
        self.shown().reference
    }
}

/// What of a plain axis is in sight at first: the days that matter, the rest being an overview.
pub(super) fn opening_window(axis: &Axis) -> Option<AxisWindow> {
    let window = axis.dense();
    (!axis.is_compressed() && window != axis.whole()).then_some(window)
}

/// What is said when a chronicle opens with problems.
fn unsound(document: &Document) -> Option<Notice> {
    let count = document.problems.len();
    let what = match count {
        0 => return None,
        1 => "One record of this chronicle has a problem; what is sound is shown.".to_owned(),
        _ => format!("{count} records of this chronicle have problems; what is sound is shown."),
    };
    Some(Notice::failed(what, "The left panel lists them, and so does the command dateline check."))
}
