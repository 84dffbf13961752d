//! What has just been taken, while playing: a ring about it on the map that widens and grows faint within the day after.
//! The scene marks what was taken on the day the cursor rests at the end of; between two rests this carries on from it.

use crate::geo::LonLat;
use crate::gui::widgets::PanelContext;
use crate::scene::{View, bases_shown};
use crate::time::Moment;
use crate::timeline::{Clock, Timeline};
use egui::{Painter, Pos2, Stroke, pos2};
use std::sync::Arc;

/// The ring at first, and how much wider it grows, px.
const RADIUS_PX: f32 = 9.5;
const GROWTH_PX: f32 = 13.0;
/// The share of a day it is to be seen.
const SEEN: f32 = 0.7;

/// The places taken by the last rest.
#[derive(Default)]
pub struct CapturePulse {
    of: Option<(Clock, Arc<Timeline>)>,
    places: Vec<LonLat>,
}

impl CapturePulse {
    /// Paints the rings, on a map whose picture begins at `origin`.
    pub fn show(&mut self, painter: &Painter, view: &View, origin: Pos2, panel: &PanelContext<'_>) {
        let state = panel.state;
        let clock = state.view.clock;
        let age = clock.cursor.0.rem_euclid(Moment::DAY);
        let share = age as f32 / Moment::DAY as f32 / SEEN;
        if !state.chrome.playback.playing || age == 0 || share >= 1.0 {
            return;
        }
        let rest = Clock { cursor: Moment(clock.cursor.0 - age), ..clock };
        if !self.of.as_ref().is_some_and(|(of, timeline)| *of == rest && Arc::ptr_eq(timeline, &state.timeline)) {
            self.places = taken(&state.timeline, rest, view);
            self.of = Some((rest, Arc::clone(&state.timeline)));
        }
        let ink = panel.colors.sides.first().copied().unwrap_or(panel.colors.ink);
        for place in &self.places {
            let at = view.viewport.nearest_screen(*place);
            let at = pos2(origin.x + at.x as f32, origin.y + at.y as f32);
            let stroke = Stroke::new(2.0, ink.gamma_multiply(1.0 - share));
            painter.circle_stroke(at, RADIUS_PX + GROWTH_PX * share, stroke);
        }
    }
}

/// Where the first side has definitely taken a place on the day that ends at a rest.
fn taken(timeline: &Timeline, rest: Clock, view: &View) -> Vec<LonLat> {
    let chronicle = timeline.chronicle();
    let bases = bases_shown(&view.hidden);
    let slice = timeline.slice(rest);
    let ours = slice.changes.iter().filter(|change| {
        change.definite
            && !change.claimed_only
            && chronicle.side_rank(&change.side) == Some(0)
            && bases.contains(&change.basis)
    });
    ours.filter_map(|change| chronicle.places.get(&change.place)?.position).collect()
}
