//! How the dialog shares the window, px.

use egui::{Rect, Vec2, pos2, vec2};

/// Between the edge of the dialog and what is in it.
pub(super) const PADDING: f32 = 20.0;
/// Between the columns.
const GAP: f32 = 20.0;
const FORMATS: f32 = 158.0;
const CHOICES: f32 = 264.0;
/// The widest and highest it is, and what it leaves free of the window.
const LARGEST: Vec2 = vec2(1100.0, 560.0);
const AROUND: f32 = 24.0;
/// Title above, and path, messages and command below the columns.
const ABOVE: f32 = 40.0;
const BELOW: f32 = 122.0;

/// The room the dialog has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Space {
    /// Of everything.
    pub width: f32,
    /// Height of the columns.
    pub body: f32,
}

impl Space {
    /// In a window of this size.
    pub fn of(window: Vec2) -> Self {
        let room = window - Vec2::splat(2.0 * (AROUND + PADDING));
        Self {
            width: room.x.clamp(FORMATS + CHOICES + 200.0, LARGEST.x),
            body: (room.y - ABOVE - BELOW).clamp(160.0, LARGEST.y),
        }
    }

    /// Formats, preview, choices.
    pub fn columns(self, body: Rect) -> [Rect; 3] {
        let preview = self.width - FORMATS - CHOICES - 2.0 * GAP;
        let column =
            |x: f32, width: f32| Rect::from_min_size(pos2(body.left() + x, body.top()), vec2(width, body.height()));
        let after = FORMATS + GAP;
        [column(0.0, FORMATS), column(after, preview), column(after + preview + GAP, CHOICES)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dialog_fits_small_windows_and_stays_small_in_large_ones() {
        for (window, fits) in [(vec2(1000.0, 640.0), true), (vec2(1280.0, 800.0), true), (vec2(3840.0, 2160.0), true)] {
            let space = Space::of(window);
            let height = space.body + ABOVE + BELOW + 2.0 * PADDING;
            assert_eq!(space.width + 2.0 * PADDING <= window.x && height <= window.y, fits, "{window:?}");
            assert!(space.width <= LARGEST.x);
            let [formats, preview, choices] =
                space.columns(Rect::from_min_size(pos2(0.0, 0.0), vec2(space.width, 9.0)));
            assert!(formats.right() < preview.left() && preview.right() < choices.left());
            assert!(preview.width() > 300.0 && choices.right() <= space.width + 0.01);
        }
    }
}
