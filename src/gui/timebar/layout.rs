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
/// The lanes: name and height, px.
const LANES: [(&str, f32); 6] = [
    ("Captures", 18.0),
    ("by reference", 16.0),
    ("Withdrawals", 18.0),
    ("Sieges, fighting", 38.0),
    ("Talks, statements", 20.0),
    ("Troops, evacuation", 29.0),
];
/// The lanes of a low bar: what is no capture shares one.
const LOW_LANES: [(&str, f32); 6] =
    [("Captures", 18.0), ("by reference", 16.0), ("", 0.0), ("Other happenings", 42.0), ("", 0.0), ("", 0.0)];
/// The distance chart, px.
const DISTANCE_PX: f32 = 53.0;

/// The height of the bar, px; a low one merges its lanes and has no distance chart.
pub fn height(low: bool) -> f32 {
    let lanes: f32 = lanes(low).iter().map(|(_, px)| px).sum();
    HEADER_PX + lanes + DAYS_PX + if low { 0.0 } else { DISTANCE_PX }
}

fn lanes(low: bool) -> &'static [(&'static str, f32); 6] {
    if low { &LOW_LANES } else { &LANES }
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
    /// Whether lanes are merged, because there is little height.
    pub low: bool,
}

impl Layout {
    /// Lays out the bar in a rectangle.
    pub fn new(whole: Rect, state: &State) -> Self {
        let header = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + HEADER_PX));
        let right = (whole.right() - RIGHT_PX).max(whole.left() + LEFT_PX + 100.0);
        let chart =
            Rect::from_min_max(pos2(whole.left() + LEFT_PX, header.bottom()), pos2(right, whole.bottom() - DAYS_PX));
        let low = whole.height() < height(false) - 1.0;
        let lanes_bottom = chart.top() + lanes(low).iter().map(|(_, px)| px).sum::<f32>();
        let distance =
            (chart.bottom() - lanes_bottom > 30.0).then(|| Rangef::new(lanes_bottom + 9.0, chart.bottom() - 3.0));
        let parked = Rect::from_min_max(pos2(right + 4.0, header.top() + 8.0), pos2(whole.right(), chart.bottom()));
        let ruler = Ruler {
            axis: state.axis(),
            window: state.window(),
            left_px: f64::from(chart.left()),
            width_px: f64::from(chart.width()),
        };
        Self { whole, header, chart, distance, parked, ruler, low }
    }

    /// What takes the pointer: the chart, the names of the days, and the handles above and beside.
    pub fn grip(&self) -> Rect {
        Rect::from_min_max(pos2(self.chart.left(), self.chart.top() - 12.0), self.whole.max)
    }

    /// The names of the lanes; those without a name are not there.
    pub fn lanes(&self) -> impl Iterator<Item = (usize, &'static str)> {
        lanes(self.low).iter().map(|(name, _)| *name).enumerate().filter(|(_, name)| !name.is_empty())
    }

    /// The extent of a lane.
    pub fn lane(&self, lane: usize) -> Rangef {
        let lanes = lanes(self.low);
        let top = self.chart.top() + lanes.iter().take(lane).map(|(_, px)| px).sum::<f32>();
        Rangef::new(top, top + lanes.get(lane).map_or(0.0, |(_, px)| *px))
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
