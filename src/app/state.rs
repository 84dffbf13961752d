//! The whole application: what is open and what is looked at.

use crate::app::{Axis, Document, ExportSettings, History, Look, Notice, Playback, Window};
use crate::chronicle::{ClaimId, EventId, PlaceId, SourceId, Standing};
use crate::geo::{LonLat, Viewport};
use crate::scene::{Frame, Names, Theme, View};
use crate::time::Moment;
use crate::timeline::{Clock, Timeline, Timeslice};
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

/// A panel that can be shown and hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Panel {
    /// Sources, layers, filter.
    Left,
    /// The inspector.
    Right,
    /// The instant in words.
    Text,
    /// The export dialog.
    Export,
    /// The command palette.
    Palette,
    /// The list of shortcuts.
    Help,
}

/// A document being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Which.
    pub source: SourceId,
    /// The passage in question.
    pub claim: Option<ClaimId>,
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
    /// Selected place.
    pub selection: Option<PlaceId>,
    /// Selected event.
    pub event: Option<EventId>,
    /// Least standing shown.
    pub from_standing: Standing,
    /// Panels shown.
    pub open: BTreeSet<Panel>,
    /// Whether silence is compressed on the time axis.
    pub compressed: bool,
    /// The stretch of the time axis in sight; `None` is all of it.
    pub window: Option<Window>,
    /// The language of the names on the map.
    #[serde(default)]
    pub names: Names,
    /// How it is played.
    pub playback: Playback,
    /// The export dialog.
    pub export: ExportSettings,
}

/// The whole application.
#[derive(Clone, Debug)]
pub struct State {
    /// What is open.
    pub document: Document,
    /// What is looked at.
    pub look: Remembered,
    /// The index over what [`Remembered::from_standing`] lets through.
    pub timeline: Arc<Timeline>,
    /// What holds now.
    pub slice: Arc<Timeslice>,
    /// A document being read.
    pub reader: Option<Reader>,
    /// The place under the pointer.
    pub hovered: Option<PlaceId>,
    /// What is looked for.
    pub search: String,
    /// The picture of the map panel, px.
    pub map_size_px: [f64; 2],
    /// Undo and redo.
    pub history: History,
    /// What the user must know.
    pub notices: Vec<Notice>,
    /// Counts the openings of the reader.
    pub(super) serial: u64,
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
            hidden: BTreeSet::new(),
            selection: None,
            event: None,
            from_standing: Standing::Claimed,
            open: BTreeSet::from([Panel::Left, Panel::Right]),
            compressed: true,
            window: None,
            names: Names::default(),
            playback: Playback::default(),
            export: ExportSettings::default(),
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
            map_size_px: [860.0, 600.0],
            history: History::default(),
            notices,
            serial: 0,
        }
    }

    /// The state with what was remembered. Of another chronicle only the theme is taken over; what no longer exists is
    /// let go.
    pub fn restore(document: Document, mut remembered: Remembered) -> Self {
        let mut state = Self::new(document);
        state.look.theme = remembered.theme;
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
        state.look = remembered;
        state.timeline = state.document.timeline_from(state.look.from_standing);
        state.slice = Arc::new(state.timeline.slice(state.look.clock));
        state
    }

    /// The time axis.
    pub fn axis(&self) -> Axis {
        Axis::new(self.document.chronicle.meta.range, self.look.compressed)
    }

    /// The stretch of the time axis in sight.
    pub fn window(&self) -> Window {
        let axis = self.axis();
        self.look.window.map_or_else(|| axis.whole(), |window| axis.clamp(window))
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

    /// The view that is exported.
    pub fn export_view(&self) -> View {
        let settings = &self.look.export;
        let bbox = if settings.as_in_window {
            self.viewport(self.map_size_px).bbox()
        } else {
            self.document.chronicle.meta.bbox
        };
        let mut view = View::still(bbox, settings.size_px.map(f64::from), settings.theme);
        view.hidden.clone_from(&settings.hidden);
        view.names = self.look.names;
        view.selection = self.look.selection.clone().filter(|_| settings.selection);
        view
    }

    /// What an undo would bring back.
    pub fn look_for_history(&self) -> Look {
        Look {
            selection: self.look.selection.clone(),
            event: self.look.event.clone(),
            hidden: self.look.hidden.clone(),
            from_standing: self.look.from_standing,
            known_by: self.look.clock.known_by,
        }
    }

    /// Whether the reference chronology is shown and spoken of.
    pub fn reference(&self) -> bool {
        !self.look.hidden.contains("reference")
    }
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
