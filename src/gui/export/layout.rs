//! How the dialog shares the window, px.

use egui::{Rect, Vec2, pos2, vec2};

/// Between the edge of the dialog and what is in it.
pub(super) const PADDING: f32 = 20.0;
/// Between the columns.
const GAP: f32 = 20.0;
const FORMATS: f32 = 186.0;
const CHOICES: f32 = 264.0;
/// A preview narrower than this shows nothing.
const NARROWEST_PREVIEW: f32 = 200.0;
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
        Self { width: room.x.clamp(0.0, LARGEST.x), body: (room.y - ABOVE - BELOW).clamp(160.0, LARGEST.y) }
    }

    /// Formats, choices, and the preview between them where there is room for one.
    pub fn columns(self, body: Rect) -> (Rect, Rect, Option<Rect>) {
        let column =
            |x: f32, width: f32| Rect::from_min_size(pos2(body.left() + x, body.top()), vec2(width, body.height()));
        let preview = self.width - FORMATS - CHOICES - 2.0 * GAP;
        if preview < NARROWEST_PREVIEW {
            let choices = (self.width - FORMATS - GAP).max(0.0);
            return (column(0.0, FORMATS), column(FORMATS + GAP, choices), None);
        }
        let after = FORMATS + GAP;
        (column(0.0, FORMATS), column(after + preview + GAP, CHOICES), Some(column(after, preview)))
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
            let (formats, choices, preview) =
                space.columns(Rect::from_min_size(pos2(0.0, 0.0), vec2(space.width, 9.0)));
            let preview = preview.map(|preview| {
                assert!(formats.right() < preview.left() && preview.right() < choices.left());
                preview.width() > 300.0
            });
            assert_eq!(preview, Some(true), "{window:?}");
            assert!(choices.right() <= space.width + 0.01);
        }
    }

    #[test]
    fn with_words_at_twice_their_size_the_preview_gives_way() {
        let window = vec2(640.0, 400.0);
        let space = Space::of(window);
        let (formats, choices, preview) = space.columns(Rect::from_min_size(pos2(0.0, 0.0), vec2(space.width, 9.0)));
        assert!(preview.is_none() && formats.right() < choices.left());
        assert!(choices.width() > 240.0 && choices.right() + 2.0 * PADDING <= window.x);
    }
}
