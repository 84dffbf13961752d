//! Which panels a window has room for, how wide they are, and how large its words.

use crate::app::State;

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

impl State {
    /// Whether the left panel is shown.
    pub fn left_shown(&self) -> bool {
        let wide = self.window_px[0] >= NARROWER_PX;
        if wide { self.shows(Panel::Left) } else { self.unfolded.contains(&Panel::Left) }
    }

    /// Whether the right panel is shown.
    pub fn right_shown(&self) -> bool {
        let [width, _] = self.window_px;
        let asked = self.unfolded.contains(&Panel::Right) || self.is_reading();
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
        let widths = self.look.widths;
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
            self.look.widths.reader_px = px;
        } else {
            self.look.widths.inspector_px = px;
        }
    }

    /// Makes words larger or smaller by a step, or as they are meant.
    pub(super) fn scale_text(&mut self, steps: i8) {
        let now = TEXT_PERCENTS.iter().position(|&percent| percent >= self.look.text_percent).unwrap_or(0);
        let next = if steps == 0 { 0 } else { now.saturating_add_signed(steps.into()) };
        let last = TEXT_PERCENTS.len() - 1;
        self.look.text_percent = TEXT_PERCENTS.get(next.min(last)).copied().unwrap_or(100);
    }

    /// Shows a side panel, where a narrow window has room for one only, in the place of the other.
    pub(super) fn unfold(&mut self, panel: Panel) {
        self.look.open.insert(panel);
        self.unfolded.insert(panel);
        if self.window_px[0] < NARROWER_PX {
            let other = if panel == Panel::Left { Panel::Right } else { Panel::Left };
            self.unfolded.remove(&other);
        }
    }

    /// Hides a side panel; with the right one goes what is read in it.
    pub(super) fn fold(&mut self, panel: Panel) {
        self.look.open.remove(&panel);
        self.unfolded.remove(&panel);
        if panel == Panel::Right {
            self.reader = None;
            self.look.open.remove(&Panel::Text);
        }
    }

    /// The window is now so large.
    pub(super) fn resized(&mut self, window_px: [f64; 2]) {
        if window_px.iter().all(|px| px.is_finite() && *px > 0.0) {
            self.window_px = window_px;
        }
    }
}
