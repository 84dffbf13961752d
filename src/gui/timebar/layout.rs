//! Where everything of the time bar stands.

use super::arrange::LANE_PAD_PX;
use super::lane::Lane;
use crate::app::{Ruler, State};
use crate::gui::theme::font;
use crate::scene::Weight;
use crate::time::{Moment, Resolution};
use egui::{Rangef, Rect, Ui, pos2};

/// The header with the clock, px.
const HEADER_PX: f32 = 35.0;
/// The grips of the handles, px.
const GRIPS_PX: f32 = 13.0;
/// The overview, px.
const OVERVIEW_PX: f32 = 16.0;
/// The distance chart, px.
const DISTANCE_PX: f32 = 42.0;
/// Where the known-by handle parks, px.
const PARKED_PX: f32 = 30.0;
/// Padding at the left and right, px.
const PAD_PX: f32 = 20.0;
/// The height the bar takes by itself: so much, and this share of the window's height; all lanes and a span or two need
/// the least.
const BY_ITSELF_PX: f32 = 130.0;
const SHARE: f32 = 0.15;
const ALL_LANES_PX: f32 = 248.0;
/// In a window lower than this there is room for few lanes, px: the bar takes a smaller share of it.
const LOW_WINDOW_PX: f32 = 700.0;
const LOW_SHARE: f32 = 0.25;
/// A bar lower than this has no overview, px.
const OVERVIEW_FROM_PX: f32 = 136.0;
/// Of the height a bar has beyond what it needs, lanes get so much first, px; then the distance gets a share.
const LANES_FIRST_PX: f32 = 60.0;
const DISTANCE_SHARE: f32 = 0.3;
/// The least height it can be given, px.
pub const LEAST_PX: f32 = 116.0;
/// What must be left of the window for the map, px.
const MAP_PX: f32 = 200.0;

/// The height of the bar in a window of a height, px: what it was given, else what suits.
pub fn height(state: &State, window_px: f32) -> f32 {
    let low = window_px < LOW_WINDOW_PX;
    let by_itself =
        if low { (window_px * LOW_SHARE).max(LEAST_PX) } else { (BY_ITSELF_PX + window_px * SHARE).max(ALL_LANES_PX) };
    let most = (window_px - MAP_PX).max(LEAST_PX);
    state.chrome.bar_height_px.unwrap_or(by_itself.round()).clamp(LEAST_PX, most)
}

/// The words of the bar, measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// The width of the names of the lanes, px.
    pub names_px: f32,
    /// The height of a row of lanes, px.
    pub row_px: f32,
    /// The height of the names of the days, px.
    pub days_px: f32,
}

impl Metrics {
    /// Measures.
    pub fn of(ui: &Ui) -> Self {
        let size = |text: &str, px: f32| {
            let ink = egui::Color32::PLACEHOLDER;
            ui.painter().layout_no_wrap(text.to_owned(), font(px, Weight::Regular), ink).size()
        };
        let names = Lane::ALL.iter().map(|lane| size(lane.title(), 11.5).x).fold(0.0, f32::max);
        let line = size("Wy", 10.0).y;
        Self { names_px: names.ceil(), row_px: line.max(12.0).ceil(), days_px: line + 6.0 }
    }
}

/// One layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarLayout {
    /// All of the bar.
    pub whole: Rect,
    /// The clock and the sums.
    pub header: Rect,
    /// Lanes and distance.
    pub chart: Rect,
    /// The names of the days under the chart.
    pub days: Rect,
    /// The whole range in little, where there is room.
    pub overview: Option<Rect>,
    /// The distance chart, where there is room.
    pub distance: Option<Rangef>,
    /// The height that lanes may take, px.
    pub lanes_px: f32,
    /// Where the known-by handle parks.
    pub parked: Rect,
    /// Time to pixels.
    pub ruler: Ruler,
    /// Whether lanes are merged, because there is little height.
    pub low: bool,
    /// The unit that time is told in.
    pub told: Resolution,
    /// The words.
    pub metrics: Metrics,
}

impl BarLayout {
    /// Lays out the bar in a rectangle.
    pub fn new(whole: Rect, metrics: Metrics, state: &State) -> Self {
        let header = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + HEADER_PX));
        let left = whole.left() + PAD_PX + metrics.names_px + 16.0;
        let right = (whole.right() - PARKED_PX).max(left + 100.0);
        let window = state.window();
        let with_overview = whole.height() >= OVERVIEW_FROM_PX;
        let days_bottom = whole.bottom() - if with_overview { OVERVIEW_PX + 4.0 } else { 1.0 };
        let days_top = days_bottom - metrics.days_px;
        let chart = Rect::from_min_max(pos2(left, header.bottom() + GRIPS_PX), pos2(right, days_top));
        let days = Rect::from_min_max(pos2(left, days_top), pos2(right, days_bottom));
        let overview =
            with_overview.then(|| Rect::from_min_max(pos2(left, days_bottom), pos2(right, whole.bottom() - 4.0)));
        // With little height the distance goes first, then all but captures share a lane.
        let all_lanes = Lane::AT_ONCE as f32 * (metrics.row_px + 2.0 * LANE_PAD_PX);
        let low = chart.height() < all_lanes;
        let subject = &state.document.chronicle.meta.subject;
        let charted = state.document.chronicle.measures_distance() || subject.occurrences || subject.control;
        let measured = charted && chart.height() >= all_lanes + DISTANCE_PX;
        let beyond = (chart.height() - all_lanes - DISTANCE_PX - LANES_FIRST_PX).max(0.0);
        let chronicle = &state.document.chronicle;
        let distance_px = match measured {
            false => 0.0,
            // The rows of tables are in no lane.
            true if !chronicle.tables.is_empty() && chronicle.events.is_empty() => chart.height(),
            true => DISTANCE_PX + beyond * DISTANCE_SHARE,
        };
        let lanes_px = chart.height() - distance_px;
        let distance = measured.then(|| Rangef::new(chart.bottom() - distance_px + 9.0, chart.bottom() - 4.0));
        let parked = Rect::from_min_max(pos2(right + 2.0, header.bottom()), pos2(whole.right(), chart.bottom()));
        let ruler =
            Ruler { axis: state.axis(), window, left_px: f64::from(chart.left()), width_px: f64::from(chart.width()) };
        Self {
            whole,
            header,
            chart,
            days,
            overview,
            distance,
            lanes_px,
            parked,
            ruler,
            low,
            told: state.document.chronicle.resolution(),
            metrics,
        }
    }

    /// The left edge of the names at the left.
    pub fn names_left(&self) -> f32 {
        self.whole.left() + PAD_PX
    }

    /// The top of the handles.
    pub fn grips_top(&self) -> f32 {
        self.chart.top() - GRIPS_PX
    }

    /// The pixel of a moment.
    pub fn x_of(&self, moment: Moment) -> f32 {
        self.ruler.x_of(moment) as f32
    }

    /// From px along the whole axis to px of the window.
    pub fn offset_px(&self) -> f32 {
        self.ruler.x_of_unit(0.0) as f32
    }

    /// Where the known-by handle stands.
    pub fn known_by_x(&self, state: &State) -> f32 {
        state.view.clock.known_by.map_or(self.parked.left() + 12.0, |moment| self.x_of(moment))
    }

    /// The end of a day, or of what else time is told in, that is nearest to a pixel.
    pub fn nearest_rest(&self, x: f32) -> Moment {
        self.told.nearest(self.ruler.moment_at(f64::from(x)))
    }

    /// The moment at a pixel, caught by the end of a day that is near unless `free`.
    pub fn moment_at(&self, x: f32, free: bool) -> Moment {
        let moment = self.ruler.moment_at(f64::from(x));
        let rest = self.nearest_rest(x);
        let day_px = (self.x_of(rest) - self.x_of(self.told.before(rest))).abs();
        let catch = if day_px < NARROW_DAY_PX { f32::INFINITY } else { CATCH_PX };
        let near = (self.x_of(rest) - x).abs() <= catch;
        if near && !free { rest } else { moment }
    }
}

/// How near the end of a day catches a handle, px.
const CATCH_PX: f32 = 7.0;
/// Narrower days are never divided by hand, px.
const NARROW_DAY_PX: f32 = 24.0;
