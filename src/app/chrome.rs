//! What stands around what is looked at: panels and their widths, theme, size of words, playback, the export dialog.

use crate::app::{Editing, ExportSettings, Playback, SPEED_LIMITS, SourceReader};
use crate::scene::Theme;
use std::collections::BTreeSet;

/// Under this width the right panel stays folded until something is selected, px.
const NARROW_PX: f64 = 1200.0;
/// Under this width the left panel stays folded until it is asked for, and only one of the two is shown, px.
const NARROWER_PX: f64 = 960.0;
/// What the map keeps beside the panels, px.
const MAP_PX: f64 = 280.0;
/// Width of the left panel, px, and in a window from this width on.
const LEFT_PX: f64 = 228.0;
const WIDE_LEFT_PX: f64 = 272.0;
const WIDE_PX: f64 = 1600.0;
/// Least and greatest width of the right panel, px.
const RIGHT_PX: (f64, f64) = (300.0, 900.0);

/// How large words can be, in percent.
pub const TEXT_PERCENTS: [u16; 6] = [100, 110, 125, 150, 175, 200];

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
    /// A small map for each day, in the map's place.
    Days,
    /// The sheet for a new chronicle.
    New,
    /// The sheet to save a copy.
    SaveAs,
}

impl Panel {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Left,
        Self::Right,
        Self::Text,
        Self::Export,
        Self::Palette,
        Self::Help,
        Self::Days,
        Self::New,
        Self::SaveAs,
    ];
}

/// What can be left out one by one, on a page of the left panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Documents.
    Sources,
    /// Witnesses.
    Voices,
    /// Kinds of happenings.
    Kinds,
    /// Who acts.
    Sides,
}

impl Facet {
    /// All of them, in the order of the left panel.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Voices, Self::Kinds, Self::Sides];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Voices => "Voices",
            Self::Kinds => "Kinds",
            Self::Sides => "Sides",
        }
    }
}

/// A section of the left panel, which can be folded to its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Section {
    /// The documents.
    Sources,
    /// What is drawn.
    Layers,
}

impl Section {
    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Layers => "Layers",
        }
    }
}

/// How wide the right panel is asked to be, px.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Widths {
    /// While a place or an instant is inspected.
    pub inspector_px: f64,
    /// While a document or the text is read.
    pub reader_px: f64,
}

impl Default for Widths {
    fn default() -> Self {
        Self { inspector_px: 344.0, reader_px: 500.0 }
    }
}

/// What stands around what is looked at. What is of the moment only is not remembered.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Chrome {
    /// Light or dark.
    pub theme: Theme,
    /// Panels shown.
    pub open: BTreeSet<Panel>,
    /// How it is played.
    pub playback: Playback,
    /// The height the time bar was given, px; `None` is the one that suits the window.
    pub bar_height_px: Option<f32>,
    /// Whether playing goes from rest to rest; `None` does as the desktop does.
    pub reduced_motion: Option<bool>,
    /// The export dialog.
    pub export: ExportSettings,
    /// How wide the right panel is asked to be.
    pub widths: Widths,
    /// Sections of the left panel that are folded.
    pub folded: BTreeSet<Section>,
    /// How large words are, percent.
    pub text_percent: u16,
    /// All of the window, px.
    #[serde(skip)]
    pub window_px: [f64; 2],
    /// The picture of the map panel, px.
    #[serde(skip)]
    pub map_size_px: [f64; 2],
    /// The page of the left panel, where it is not sources and layers.
    #[serde(skip)]
    pub facet: Option<Facet>,
    /// Side panels asked for in a window too narrow to show them by itself.
    #[serde(skip)]
    pub unfolded: BTreeSet<Panel>,
    /// What is being mended.
    #[serde(skip)]
    pub editing: Option<Editing>,
    /// A document being read.
    #[serde(skip)]
    pub reader: Option<SourceReader>,
    /// Whether the desktop asks for less motion.
    #[serde(skip)]
    pub desktop_reduces_motion: bool,
}

impl Default for Chrome {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            open: BTreeSet::from([Panel::Left, Panel::Right]),
            playback: Playback::default(),
            bar_height_px: None,
            reduced_motion: None,
            export: ExportSettings::default(),
            widths: Widths::default(),
            folded: BTreeSet::new(),
            text_percent: 100,
            window_px: [1440.0, 900.0],
            map_size_px: [860.0, 600.0],
            facet: None,
            unfolded: BTreeSet::new(),
            editing: None,
            reader: None,
            desktop_reduces_motion: false,
        }
    }
}

impl Chrome {
    /// What was remembered, with nothing the program would not set by itself, and no dialog open.
    pub(super) fn in_bounds(mut self) -> Self {
        self.text_percent = TEXT_PERCENTS.into_iter().find(|p| *p == self.text_percent).unwrap_or(100);
        self.open.retain(|panel| matches!(panel, Panel::Left | Panel::Right | Panel::Text));
        self.playback.units_per_second = self.playback.units_per_second.clamp(SPEED_LIMITS.0, SPEED_LIMITS.1);
        self
    }

    /// Whether a panel is shown.
    pub fn shows(&self, panel: Panel) -> bool {
        self.open.contains(&panel)
    }

    /// Whether something lies over the screen that has the keys.
    pub fn has_dialog(&self) -> bool {
        [Panel::Export, Panel::Palette, Panel::Help, Panel::New, Panel::SaveAs].iter().any(|panel| self.shows(*panel))
    }

    /// Whether nothing should move by itself but from rest to rest.
    pub fn reduced_motion(&self) -> bool {
        self.reduced_motion.unwrap_or(self.desktop_reduces_motion)
    }

    /// Whether the left panel is shown.
    pub fn left_shown(&self) -> bool {
        let wide = self.window_px[0] >= NARROWER_PX;
        if wide { self.shows(Panel::Left) } else { self.unfolded.contains(&Panel::Left) }
    }

    /// Whether the right panel is shown.
    pub fn right_shown(&self) -> bool {
        let [width, _] = self.window_px;
        let asked = self.unfolded.contains(&Panel::Right) || self.is_reading() || self.editing.is_some();
        let alone = width >= NARROWER_PX || !self.unfolded.contains(&Panel::Left);
        alone && (asked || (width >= NARROW_PX && self.shows(Panel::Right)))
    }

    /// Whether the right panel holds a document or the text.
    pub fn is_reading(&self) -> bool {
        self.reader.is_some() || self.shows(Panel::Text)
    }

    /// The width of the left panel, px.
    pub fn left_px(&self) -> f64 {
        if self.window_px[0] >= WIDE_PX { WIDE_LEFT_PX } else { LEFT_PX }
    }

    /// The width of the right panel, px: as asked for, as far as the map keeps some room.
    pub fn right_px(&self) -> f64 {
        let widths = self.widths;
        let asked = if self.is_reading() { widths.reader_px } else { widths.inspector_px };
        let left = if self.left_shown() { self.left_px() } else { 0.0 };
        let room = (self.window_px[0] - left - MAP_PX).max(RIGHT_PX.0);
        asked.clamp(RIGHT_PX.0, RIGHT_PX.1).min(room)
    }

    /// Asks for a width of the right panel.
    pub(super) fn widen(&mut self, px: f64) {
        if !px.is_finite() {
            return;
        }
        let px = px.clamp(RIGHT_PX.0, RIGHT_PX.1).round();
        if self.is_reading() {
            self.widths.reader_px = px;
        } else {
            self.widths.inspector_px = px;
        }
    }

    /// Makes words larger or smaller by a step, or as they are meant.
    pub(super) fn scale_text(&mut self, steps: i8) {
        let now = TEXT_PERCENTS.iter().position(|&percent| percent >= self.text_percent).unwrap_or(0);
        let next = if steps == 0 { 0 } else { now.saturating_add_signed(steps.into()) };
        let last = TEXT_PERCENTS.len() - 1;
        self.text_percent = TEXT_PERCENTS.get(next.min(last)).copied().unwrap_or(100);
    }

    /// Shows a side panel, where a narrow window has room for one only, in the place of the other.
    pub(super) fn unfold(&mut self, panel: Panel) {
        self.open.insert(panel);
        self.unfolded.insert(panel);
        if self.window_px[0] < NARROWER_PX {
            let other = if panel == Panel::Left { Panel::Right } else { Panel::Left };
            self.unfolded.remove(&other);
        }
    }

    /// Hides a side panel; with the right one goes what is read in it.
    pub(super) fn fold(&mut self, panel: Panel) {
        self.open.remove(&panel);
        self.unfolded.remove(&panel);
        if panel == Panel::Right {
            self.reader = None;
            self.editing = None;
            self.open.remove(&Panel::Text);
        }
    }

    /// The window is now so large.
    pub(super) fn resized(&mut self, window_px: [f64; 2]) {
        if window_px.iter().all(|px| px.is_finite() && *px > 0.0) {
            self.window_px = window_px;
        }
    }
}
