//! Where things stand in a frame: the map, the side panel of a still, the credit line, what lies over the map.

use crate::geo::{BBox, LonLat, ScreenPoint, ScreenRect, Viewport};
use crate::scene::{Frame, View};

/// Height of the credit line, design px: one line in a window, two in a still.
const FOOTER: [f64; 2] = [24.0, 40.0];
/// From this width on, the words of a page stand over the corner of its map, design px.
pub(super) const PAGE_WORDS_FROM: f64 = 900.0;
/// Width of a still's side column, design px.
const COLUMN: f64 = 300.0;
/// Below this width a still has no room for a side column, design px.
const COLUMN_FROM: f64 = 720.0;
/// A still wider than this many times its height has its panel at the side, else below.
const SIDE_FROM: f64 = 1.2;
/// Share of its height that an upright still gives to the panel below the map, and its bounds, design px.
const BELOW: f64 = 0.225;
const BELOW_PX: [f64; 2] = [176.0, 250.0];

/// A still this many times as high as it is wide is tall: its map is so many times as high as it is wide, its panel has
/// the rest, up to so much, design px.
const TALL: f64 = 1.5;
const TALL_MAP: f64 = 1.06;
const TALL_PANEL_PX: f64 = 460.0;

/// Below this width the words over a map stand above the country; below the second one there are fewer, design px.
const NARROW: f64 = 620.0;
pub(super) const TINY: f64 = 460.0;

/// Below this height a window's map is compact, below the second it is low, design px.
const COMPACT: f64 = 540.0;
pub(super) const LOW: f64 = 400.0;

/// The rectangles of a frame, px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layout {
    pub map: ScreenRect,
    /// Legend and lists of a still.
    pub panel: Option<ScreenRect>,
    /// Whether the panel lies below the map rather than beside it.
    pub below: bool,
    pub footer: ScreenRect,
    /// Picture px per design px.
    pub scale: f64,
    pub frame: Frame,
}

impl Layout {
    pub fn of(frame: Frame, size_px: [f64; 2], scale: f64) -> Self {
        let [width, height] = size_px;
        let still = frame == Frame::Still;
        let footer = if frame == Frame::Page { 0.0 } else { FOOTER[usize::from(still)] * scale };
        let above = (height - footer).max(1.0);
        let upright = width < SIDE_FROM * height;
        let (map, panel) = if still && upright {
            let [least, most] = BELOW_PX.map(|px| px * scale);
            let panel = if height > TALL * width {
                (above - TALL_MAP * width).clamp(least, TALL_PANEL_PX * scale)
            } else {
                (height * BELOW).clamp(least, most)
            };
            let panel = panel.min(above / 2.0).round();
            let map = (above - panel).max(1.0);
            (ScreenRect::new(0.0, 0.0, width, map), Some(ScreenRect::new(0.0, map, width, panel)))
        } else if still && width >= COLUMN_FROM * scale {
            let map = (width - COLUMN * scale).round();
            (ScreenRect::new(0.0, 0.0, map, above), Some(ScreenRect::new(map, 0.0, width - map, above)))
        } else {
            (ScreenRect::new(0.0, 0.0, width, above), None)
        };
        let footer = ScreenRect::new(0.0, above, width, height - above);
        Self { map, panel, below: still && upright, footer, scale, frame }
    }

    /// Space kept free around the focus country when a view is fitted: left, top, right, bottom, px.
    pub fn padding(&self) -> [f64; 4] {
        let room = self.map.width() / self.scale;
        let padding = match (self.frame, self.below) {
            (Frame::Page, _) => [12.0, 12.0, 12.0, 18.0],
            _ if room < TINY => [16.0, 62.0, 12.0, 26.0],
            _ if self.is_narrow() => [16.0, 92.0, 12.0, 26.0],
            (Frame::Window, _) => [24.0, 16.0, 24.0, 28.0],
            (Frame::Still, false) => [44.0, 24.0, 28.0, 24.0],
            (Frame::Still, true) => [16.0, 76.0, 12.0, 26.0],
        };
        padding.map(|side| side * self.scale)
    }

    /// Of the room a fitted country leaves free, the shares at its left and above it: the headline stands there, and
    /// at the right the legend of a window.
    fn shares(&self) -> [f64; 2] {
        match (self.frame, self.below) {
            // Without a legend at the right all the room is the headline's.
            (Frame::Window, _) if self.is_low() => [0.9, 0.5],
            (Frame::Window, _) => [0.36, 0.5],
            (Frame::Still, false) => [0.5, 0.5],
            (Frame::Still, true) => [0.8, 1.0],
            (Frame::Page, _) if self.map.width() >= PAGE_WORDS_FROM * self.scale => [0.8, 0.5],
            (Frame::Page, _) => [0.5, 0.5],
        }
    }

    /// Whether a window's map has no height for a legend; its headline is smaller, too.
    pub fn is_low(&self) -> bool {
        self.frame == Frame::Window && self.map.height() < LOW * self.scale
    }

    /// Whether a window's map has so little height that its headline is smaller and its sum in brief.
    pub fn is_compact(&self) -> bool {
        self.frame == Frame::Window && self.map.height() < COMPACT * self.scale
    }

    /// Whether the words of a frame stand above the country, not beside it: a still has no panel before it is broad.
    pub fn is_narrow(&self) -> bool {
        let still = self.frame == Frame::Still && self.panel.is_none();
        still || self.frame != Frame::Page && self.map.width() < NARROW * self.scale
    }

    /// Distance of what lies over the map from its edges, px.
    pub fn margin(&self) -> f64 {
        if self.frame == Frame::Still && !self.below { 32.0 * self.scale } else { 20.0 * self.scale }
    }
}

impl View {
    /// The map rectangle of a frame of this size, px: origin and size. The map of a still leaves room for the side
    /// column and the credit line; in the window it is the whole panel but the credit line.
    pub fn map_rect(frame: Frame, size_px: [f64; 2], scale: f64) -> ([f64; 2], [f64; 2]) {
        let map = Layout::of(frame, size_px, scale).map;
        ([map.min.x, map.min.y], [map.width(), map.height()])
    }

    /// The camera that shows all of `bbox` in such a frame, clear of what lies over the map.
    pub fn fitted(bbox: BBox, frame: Frame, size_px: [f64; 2], scale: f64) -> Viewport {
        let layout = Layout::of(frame, size_px, scale);
        let ([x, y], size) = Self::map_rect(frame, size_px, scale);
        let padding = layout.padding();
        let camera = Viewport::fit(bbox, [x, y], size, padding);
        let [left, top, right, bottom] = padding;
        let nw = camera.screen_from_lon_lat(LonLat::new(bbox.west, bbox.north));
        let se = camera.screen_from_lon_lat(LonLat::new(bbox.east, bbox.south));
        let spare = |room: f64, used: f64| (room - used).max(0.0);
        let [at_left, above] = layout.shares();
        let right_by = spare(size[0] - left - right, se.x - nw.x) * (at_left - 0.5);
        let down_by = spare(size[1] - top - bottom, se.y - nw.y) * (above - 0.5);
        let middle = ScreenPoint { x: x + size[0] / 2.0 - right_by, y: y + size[1] / 2.0 - down_by };
        Viewport { center: camera.lon_lat_from_screen(middle), ..camera }
    }

    /// The box that [`View::fitted`] would have been given for the camera of this view, to five decimals.
    pub fn fitted_bbox(&self) -> BBox {
        let layout = Layout::of(self.frame, self.size_px, self.scale);
        let [left, top, right, bottom] = layout.padding();
        let corner = |x: f64, y: f64| self.viewport.lon_lat_from_screen(ScreenPoint { x, y });
        let nw: LonLat = corner(layout.map.min.x + left, layout.map.min.y + top);
        let se: LonLat = corner(layout.map.max.x - right, layout.map.max.y - bottom);
        let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
        BBox { west: round(nw.lon_deg), south: round(se.lat_deg), east: round(se.lon_deg), north: round(nw.lat_deg) }
    }

    /// Picture px per design px of a still of this size: 1.5 at 1920×1080, never below 1, so that no word falls
    /// under the smallest size that can be read.
    pub fn still_scale(size_px: [f64; 2]) -> f64 {
        let [width, height] = size_px;
        let scale = if height > TALL * width {
            (width / 660.0).min(height / 990.0)
        } else if width < SIDE_FROM * height {
            (width / 800.0).min(height / 780.0)
        } else {
            (width / 1280.0).min(height / 720.0)
        };
        scale.max(1.0)
    }
}
