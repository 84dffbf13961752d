//! Where a name can stand beside its symbol.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::labels::collide::label_box;

/// How words of different width share a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum Align {
    /// They begin at the point.
    Start,
    /// They stand around it.
    Middle,
    /// They end at it.
    End,
}

/// A place for a name; all lengths in px, positions from the middle of the symbol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Slot {
    pub align: Align,
    /// Where the words begin, have their middle or end, on their baseline.
    pub baseline: ScreenPoint,
    /// Where a line from the symbol ends, if the name stands so far off that it needs one.
    pub leader: Option<ScreenPoint>,
    /// What it costs: the best slot costs nothing.
    pub cost: f64,
}

/// Angles and lengths of the leaders that are tried, sixteenths of a turn and design px.
const TURNS: u32 = 16;
const LENGTHS: [f64; 6] = [17.0, 25.0, 34.0, 46.0, 60.0, 78.0];

impl Slot {
    /// The box of words of this width and size in the slot of a symbol.
    pub fn words(&self, symbol: ScreenPoint, width: f64, size: f64) -> ScreenRect {
        label_box(self.start(symbol, width), width, size)
    }

    /// Where the baseline of words of this width starts.
    pub fn start(&self, symbol: ScreenPoint, width: f64) -> ScreenPoint {
        let back = match self.align {
            Align::Start => 0.0,
            Align::Middle => width / 2.0,
            Align::End => width,
        };
        ScreenPoint { x: symbol.x + self.baseline.x - back, y: symbol.y + self.baseline.y }
    }

    /// The line from the edge of a symbol to the words.
    pub fn line(&self, symbol: ScreenPoint, radius: f64) -> Option<[ScreenPoint; 2]> {
        let end = self.leader?;
        let length = libm::hypot(end.x, end.y).max(1e-9);
        let share = (radius / length).min(1.0);
        let at = |t: f64| ScreenPoint { x: symbol.x + end.x * t, y: symbol.y + end.y * t };
        Some([at(share), at(1.0)])
    }

    /// The slots close to a symbol of this radius, for words of this size, the best first. A name at its right is what
    /// readers expect; any other side costs something.
    pub fn close(radius: f64, size: f64) -> Vec<Self> {
        let gap = radius + size * 0.30;
        let near = radius * 0.72 + size * 0.12;
        let level = size * 0.36;
        let slot = |align, x: f64, y: f64, cost| Self { align, baseline: ScreenPoint { x, y }, leader: None, cost };
        vec![
            slot(Align::Start, gap, level, 0.0),
            slot(Align::End, -gap, level, 0.6),
            slot(Align::Middle, 0.0, -radius - size * 0.28, 1.0),
            slot(Align::Middle, 0.0, radius + size * 0.88, 1.1),
            slot(Align::Start, near, -near, 1.3),
            slot(Align::Start, near, near + size * 0.72, 1.4),
            slot(Align::End, -near, -near, 1.6),
            slot(Align::End, -near, near + size * 0.72, 1.7),
            slot(Align::Start, gap * 0.97, level - size * 0.42, 1.8),
            slot(Align::Start, gap * 0.97, level + size * 0.42, 1.9),
            slot(Align::End, -gap * 0.97, level - size * 0.42, 2.0),
            slot(Align::End, -gap * 0.97, level + size * 0.42, 2.1),
        ]
    }

    /// The slots at the ends of leaders, the shortest first; `scale` is px per design px.
    pub fn led(radius: f64, size: f64, scale: f64) -> Vec<Self> {
        let mut slots = Vec::new();
        for length in LENGTHS {
            for turn in 0..TURNS {
                let angle = f64::from(turn) / f64::from(TURNS) * std::f64::consts::TAU;
                let (cos, sin) = (libm::cos(angle), libm::sin(angle));
                let far = radius + length * scale;
                let end = ScreenPoint { x: cos * far, y: sin * far };
                let space = 2.5 * scale;
                // Straight up or down the words stand around the end of the line, else beside it.
                let (align, x, y) = match (cos, sin) {
                    (c, _) if c > 0.3 => (Align::Start, end.x + space, end.y + size * 0.36),
                    (c, _) if c < -0.3 => (Align::End, end.x - space, end.y + size * 0.36),
                    (_, s) if s < 0.0 => (Align::Middle, end.x, end.y - size * 0.30),
                    _ => (Align::Middle, end.x, end.y + size * 0.88),
                };
                let level = if sin.abs() < 0.05 { 0.4 } else { 0.0 };
                let cost = 5.0 + length / 14.0 + level;
                slots.push(Self { align, baseline: ScreenPoint { x, y }, leader: Some(end), cost });
            }
        }
        slots
    }
}
