//! The time axis: moments to pixels and back, pure arithmetic in `f64`.
//!
//! One unit of the axis is one day of the dense stretch. When silence is compressed, whatever lies before and after
//! that stretch shares a fixed number of units at either end; when it is not, every day is one unit. Knows nothing of
//! panels or painting.

use crate::chronicle::TimeRange;
use crate::time::Moment;

/// Units given to a compressed end, whatever lies in it.
const END_UNITS: f64 = 0.8;
/// Units of the closest look: six hours across the whole axis.
const LEAST_UNITS: f64 = 0.25;

/// A mapping of moments to axis units, monotone over the chronicle's range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Start of the first and end of the last day, minutes.
    range: [f64; 2],
    /// Start of the first and end of the last day that get the room, minutes.
    dense: [f64; 2],
    compressed: bool,
}

/// The stretch of the axis that is in sight, in units.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct AxisWindow {
    /// Left edge.
    pub start: f64,
    /// Width; more than 0.
    pub len: f64,
}

/// A part of the axis in which all days are equally wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins, in units.
    pub from: f64,
    /// Where it ends, in units.
    pub until: f64,
    /// How many days share one unit.
    pub days_per_unit: f64,
}

/// A window of an axis laid out over pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler {
    /// The mapping.
    pub axis: Axis,
    /// What is in sight.
    pub window: AxisWindow,
    /// Pixel of the left edge.
    pub left_px: f64,
    /// Pixels across.
    pub width_px: f64,
}

impl Axis {
    /// The axis over a chronicle's days.
    pub fn new(range: TimeRange, compressed: bool) -> Self {
        let from = Moment::start_of(range.from).0 as f64;
        let until = (Moment::end_of(range.until).0 as f64).max(from + Moment::DAY as f64);
        let first = (Moment::start_of(range.dense.0).0 as f64).clamp(from, until - Moment::DAY as f64);
        let last = (Moment::end_of(range.dense.1).0 as f64).clamp(first + Moment::DAY as f64, until);
        Self { range: [from, until], dense: [first, last], compressed }
    }

    /// Whether the ends are compressed.
    pub fn is_compressed(&self) -> bool {
        self.compressed
    }

    /// The first and last moment.
    pub fn range(&self) -> (Moment, Moment) {
        (Moment(self.range[0] as i64), Moment(self.range[1] as i64))
    }

    /// The compressed stretches, from and until, where there are any.
    pub fn ends(&self) -> [Option<(Moment, Moment)>; 2] {
        let stretch = |a: f64, b: f64| (self.compressed && b > a).then_some((Moment(a as i64), Moment(b as i64)));
        [stretch(self.range[0], self.dense[0]), stretch(self.dense[1], self.range[1])]
    }

    /// The stretches of even pace: from and until in units, and days per unit.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let knots = self.knots();
        let pairs = [(knots[0], knots[1]), (knots[1], knots[2]), (knots[2], knots[3])];
        pairs.into_iter().filter(|(a, b)| b.1 > a.1).map(|((m0, u0), (m1, u1))| Stretch {
            from: u0,
            until: u1,
            days_per_unit: (m1 - m0) / Moment::DAY as f64 / (u1 - u0),
        })
    }

    /// The knots of the mapping: minutes and units.
    fn knots(&self) -> [(f64, f64); 4] {
        let day = Moment::DAY as f64;
        let [from, until] = self.range;
        let [first, last] = self.dense;
        let end = |minutes: f64| {
            if !self.compressed {
                minutes / day
            } else if minutes > 0.0 {
                END_UNITS
            } else {
                0.0
            }
        };
        let a = end(first - from);
        let b = a + (last - first) / day;
        [(from, 0.0), (first, a), (last, b), (until, b + end(until - last))]
    }

    /// Units from the first moment to the last.
    pub fn units(&self) -> f64 {
        self.knots()[3].1
    }

    /// The unit of a time in minutes; times outside the range are clamped to it.
    pub fn unit_of(&self, minutes: f64) -> f64 {
        interpolate(&self.knots().map(|(m, u)| (m, u)), minutes)
    }

    /// The time in minutes at a unit, clamped to the range.
    pub fn minutes_at(&self, unit: f64) -> f64 {
        interpolate(&self.knots().map(|(m, u)| (u, m)), unit)
    }

    /// The window that shows everything.
    pub fn whole(&self) -> AxisWindow {
        AxisWindow { start: 0.0, len: self.units() }
    }

    /// The window over the days that get the room.
    pub fn dense(&self) -> AxisWindow {
        let [first, last] = self.dense;
        self.between(Moment(first as i64), Moment(last as i64))
    }

    /// The window from one moment to another, in either order.
    pub fn between(&self, a: Moment, b: Moment) -> AxisWindow {
        let (from, until) = (self.unit_of(a.min(b).0 as f64), self.unit_of(a.max(b).0 as f64));
        self.clamp(AxisWindow { start: from, len: until - from })
    }

    /// The first and last moment in sight.
    pub fn in_sight(&self, window: AxisWindow) -> (Moment, Moment) {
        let at = |unit| Moment(self.minutes_at(unit).round() as i64);
        (at(window.start), at(window.start + window.len))
    }

    /// A window moved as little as brings a moment into sight. `least` is the share of the window that must stay
    /// before and after it at all times; what had left the sight comes back with more.
    pub fn reveal(&self, window: AxisWindow, moment: Moment, least: f64) -> AxisWindow {
        let unit = self.unit_of(moment.0 as f64);
        let share = (unit - window.start) / window.len;
        let slack = 1e-6;
        if (least - slack..=1.0 - least + slack).contains(&share) {
            return window;
        }
        let margin = least.max(0.12);
        let start = match share {
            share if !(-1.0..=2.0).contains(&share) => unit - window.len / 2.0,
            share if share < least => unit - window.len * margin,
            _ => unit - window.len * (1.0 - margin),
        };
        self.clamp(AxisWindow { start, ..window })
    }

    /// A window moved and resized until it lies on the axis.
    pub fn clamp(&self, window: AxisWindow) -> AxisWindow {
        let units = self.units();
        let len = if window.len.is_finite() { window.len.clamp(LEAST_UNITS.min(units), units) } else { units };
        let start = if window.start.is_finite() { window.start.clamp(0.0, units - len) } else { 0.0 };
        AxisWindow { start, len }
    }

    /// A window zoomed by `factor` (more than 1 comes closer) about a unit that stays where it is.
    pub fn zoom(&self, window: AxisWindow, factor: f64, about: f64) -> AxisWindow {
        if !(factor.is_finite() && factor > 0.0) {
            return window;
        }
        let units = self.units();
        let len = (window.len / factor).clamp(LEAST_UNITS.min(units), units);
        self.clamp(AxisWindow { start: about - (about - window.start) * (len / window.len), len })
    }

    /// A window moved sideways.
    pub fn pan(&self, window: AxisWindow, units: f64) -> AxisWindow {
        self.clamp(AxisWindow { start: window.start + units, ..window })
    }
}

impl Ruler {
    /// The pixel of a moment.
    pub fn x_of(&self, moment: Moment) -> f64 {
        self.x_of_unit(self.axis.unit_of(moment.0 as f64))
    }

    /// The pixel of a unit.
    pub fn x_of_unit(&self, unit: f64) -> f64 {
        self.left_px + (unit - self.window.start) / self.window.len * self.width_px
    }

    /// The unit at a pixel.
    pub fn unit_at(&self, x_px: f64) -> f64 {
        self.window.start + (x_px - self.left_px) / self.width_px.max(1.0) * self.window.len
    }

    /// The moment at a pixel, clamped to the range.
    pub fn moment_at(&self, x_px: f64) -> Moment {
        Moment(self.axis.minutes_at(self.unit_at(x_px)).round() as i64)
    }

    /// Pixels of one day of the dense stretch.
    pub fn px_per_unit(&self) -> f64 {
        self.width_px / self.window.len
    }
}

/// Linear between knots that ascend in both coordinates; flat outside. A stretch without width is a jump.
fn interpolate(knots: &[(f64, f64); 4], at: f64) -> f64 {
    let mut value = knots[0].1;
    for pair in knots.windows(2) {
        let &[(a, from), (b, to)] = pair else { continue };
        if at >= a && b > a {
            value = from + (to - from) * ((at - a) / (b - a)).min(1.0);
        }
    }
    value
}

#[cfg(test)]
mod tests;
