//! Where everything of the time bar stands.

use crate::app::{Ruler, State};
use egui::{Rangef, Rect, pos2};

/// The header with the clock, px.
const HEADER_PX: f32 = 42.0;
/// The names of the days, px.
const DAYS_PX: f32 = 24.0;
/// The names of the lanes, px.
const LEFT_PX: f32 = 150.0;
/// Where the known-by handle parks, px.
const RIGHT_PX: f32 = 112.0;
/// Heights of the lanes: captures by documents and by reference, withdrawals, sieges, talks, troops, px.
const LANES_PX: [f32; 6] = [18.0, 16.0, 18.0, 38.0, 20.0, 29.0];
/// The distance chart, px.
const DISTANCE_PX: f32 = 53.0;

/// The lanes.
pub const LANES: [&str; 6] =
    ["Captures", "by reference", "Withdrawals", "Sieges, fighting", "Talks, statements", "Troops, evacuation"];

/// The height of the bar, px; a low one has no distance chart.
pub fn height(low: bool) -> f32 {
    HEADER_PX + LANES_PX.iter().sum::<f32>() + DAYS_PX + if low { 0.0 } else { DISTANCE_PX }
}

/// One layout.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// All of the bar.
    pub whole: Rect,
    /// The clock and the sums.
    pub header: Rect,
    /// Lanes and distance.
    pub chart: Rect,
    /// The distance chart, where there is room.
    pub distance: Option<Rangef>,
    /// Where the known-by handle parks.
    pub parked: Rect,
    /// Time to pixels.
    pub ruler: Ruler,
}

impl Layout {
    /// Lays out the bar in a rectangle.
    pub fn new(whole: Rect, state: &State) -> Self {
        let header = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + HEADER_PX));
        let right = (whole.right() - RIGHT_PX).max(whole.left() + LEFT_PX + 100.0);
        let chart =
            Rect::from_min_max(pos2(whole.left() + LEFT_PX, header.bottom()), pos2(right, whole.bottom() - DAYS_PX));
        let lanes_bottom = chart.top() + LANES_PX.iter().sum::<f32>();
        let distance =
            (chart.bottom() - lanes_bottom > 30.0).then(|| Rangef::new(lanes_bottom + 9.0, chart.bottom() - 3.0));
        let parked = Rect::from_min_max(pos2(right + 4.0, header.top() + 8.0), pos2(whole.right(), chart.bottom()));
        let ruler = Ruler {
            axis: state.axis(),
            window: state.window(),
            left_px: f64::from(chart.left()),
            width_px: f64::from(chart.width()),
        };
        Self { whole, header, chart, distance, parked, ruler }
    }

    /// What takes the pointer: the chart, the names of the days, and the handles above and beside.
    pub fn grip(&self) -> Rect {
        Rect::from_min_max(pos2(self.chart.left(), self.chart.top() - 12.0), self.whole.max)
    }

    /// The extent of a lane.
    pub fn lane(&self, lane: usize) -> Rangef {
        let top = self.chart.top() + LANES_PX.iter().take(lane).sum::<f32>();
        Rangef::new(top, top + LANES_PX.get(lane).copied().unwrap_or(0.0))
    }

    /// The pixel of a moment.
    pub fn x_of(&self, moment: crate::time::Moment) -> f32 {
        self.ruler.x_of(moment) as f32
    }

    /// Where the known-by handle stands.
    pub fn known_by_x(&self, state: &State) -> f32 {
        state.look.clock.known_by.map_or(self.parked.left() + 16.0, |moment| self.x_of(moment))
    }
}
