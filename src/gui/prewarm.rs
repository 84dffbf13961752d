//! Warming up: once the window stands and nobody moves anything, the days that will be scrubbed through are laid out,
//! one a frame and unseen, so that their letters are in the toolkit's atlas and their names in their homes before
//! anybody waits for them.

use crate::chronicle::LanguageTag;
use crate::gui::painter::{self, PaintItem};
use crate::gui::widgets::PanelContext;
use crate::scene::{Inputs, Stratum, View, marks_of};
use crate::time::Moment;
use crate::timeline::{Clock, Timeline};
use egui::{Context, Pos2};
use std::sync::Arc;
use std::time::Duration;

/// So many days at most, those nearest to the cursor.
const MOST: usize = 16;
/// Between two of them.
const PAUSE: Duration = Duration::from_millis(25);

/// What is still to be laid out, and for what it was.
#[derive(Default)]
pub struct Prewarm {
    of: Option<(Arc<Timeline>, Option<LanguageTag>, f32)>,
    left: Vec<Moment>,
}

impl Prewarm {
    /// Takes the next step where nothing else is going on.
    pub fn step(&mut self, ctx: &Context, view: &View, panel: &PanelContext<'_>) {
        let state = panel.state;
        let density = ctx.pixels_per_point();
        let busy = state.chrome.playback.playing || ctx.input(|i| i.pointer.any_down() || i.pointer.is_moving());
        if busy {
            return;
        }
        let same = |(timeline, names, of): &(Arc<Timeline>, Option<LanguageTag>, f32)| {
            Arc::ptr_eq(timeline, &state.timeline) && *names == view.names && *of == density
        };
        if !self.of.as_ref().is_some_and(same) {
            self.of = Some((Arc::clone(&state.timeline), view.names.clone(), density));
            self.left = nearest(state.timeline.stops(), state.view.clock.cursor);
        }
        let Some(cursor) = self.left.pop() else { return };
        let slice = state.timeline.slice(Clock { cursor, ..state.view.clock });
        let inputs = Inputs {
            chronicle: state.timeline.chronicle(),
            atlas: &state.document.atlas,
            timeline: &state.timeline,
            slice: &slice,
            view,
        };
        let marks = marks_of(inputs, &[Stratum::Marks, Stratum::Furniture]);
        for prepare in painter::prepare(density, &marks, Pos2::ZERO) {
            if let PaintItem::Text(job, _) = prepare {
                ctx.fonts_mut(|fonts| fonts.layout_job(job));
            }
        }
        if !self.left.is_empty() {
            ctx.request_repaint_after(PAUSE);
        }
    }
}

/// The stops nearest to the cursor, the nearest last.
fn nearest(stops: &[Moment], cursor: Moment) -> Vec<Moment> {
    let mut stops = stops.to_vec();
    stops.sort_by_key(|stop| (stop.0 - cursor.0).abs());
    stops.truncate(MOST);
    stops.reverse();
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_days_are_laid_out_first() {
        let stops = [1, 5, 9, 12].map(Moment);
        assert_eq!(nearest(&stops, Moment(8)), [1, 12, 5, 9].map(Moment));
    }
}
