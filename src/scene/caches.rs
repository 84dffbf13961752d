//! What is worked out once for many pictures: the extremes of places, the anchors of a zoom, the room of headlines,
//! names of the ground. Each answer stands by the question it was given to; the newest few are kept.

use crate::chronicle::{Basis, Chronicle, LanguageTag};
use crate::geo::ScreenRect;
use crate::scene::appearance::{Joined, SpotRules};
use crate::scene::geometry::{Geometry, Projector};
use crate::scene::ground_names::{GroundName, GroundSetup, find_ground_names};
use crate::scene::labels::{AnchorSetup, Anchors, Extreme, extremes, find_anchors};
use crate::scene::rows::RowMap;
use crate::scene::{Frame, View};
use crate::table::rows::RowsNow;
use crate::time::Moment;
use crate::timeline::{SpotTotal, Timeline};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Answers kept of each kind; the oldest goes first.
const KEPT: usize = 6;

/// The caches of one atlas. Whoever clones them shares them.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Caches {
    extremes: Recent<(OfTimeline, BTreeSet<String>, Option<LanguageTag>), Vec<Extreme>>,
    anchors: Recent<(Same<Vec<Extreme>>, AnchorSetup), Anchors>,
    headlines: Recent<(OfTimeline, HeadlineKey), Vec<ScreenRect>>,
    ground: Recent<GroundKey, Vec<GroundName>>,
    rules: Recent<OfTimeline, SpotRules>,
    joined: Recent<(OfTimeline, Vec<Basis>, [f64; 2]), Joined>,
    rows: Recent<RowsShown, Option<Arc<RowMap>>>,
}

/// What the picture of rows depends on: the rows, and how they are looked at.
type RowsShown = (Same<RowsNow>, Projector, ScreenRect, f64);

/// What names of the ground depend on.
type GroundKey = (Same<Vec<Extreme>>, Same<Anchors>, GroundSetup);

/// What the room of the headlines depends on, beside the timeline.
#[derive(Clone, Debug, PartialEq)]
struct HeadlineKey {
    hidden: BTreeSet<String>,
    frame: Frame,
    size_px: [f64; 2],
    scale: f64,
    known_by: Option<Moment>,
}

impl Caches {
    /// The extremes of all places under the layers and in the language of this view.
    pub fn extremes(&self, chronicle: &Chronicle, timeline: &Timeline, view: &View) -> Arc<Vec<Extreme>> {
        let key = (OfTimeline(timeline.clone()), view.hidden.clone(), view.names.clone());
        self.extremes.get(key, || extremes(chronicle, timeline, view))
    }

    /// How happenings are drawn.
    pub fn spot_rules(&self, timeline: &Timeline) -> Arc<SpotRules> {
        self.rules.get(OfTimeline(timeline.clone()), || SpotRules::of(timeline.whole()))
    }

    /// Which happenings share a mark at the zoom of a view.
    pub fn joined(&self, timeline: &Timeline, view: &View) -> Arc<Joined> {
        let (bases, world_px, scale) = (view.bases(), view.viewport.world_px(), view.scale);
        let key = (OfTimeline(timeline.clone()), bases.clone(), [world_px, scale]);
        self.joined.get(key, || {
            let totals: Vec<SpotTotal> = bases.iter().flat_map(|basis| timeline.spot_totals(*basis)).collect();
            Joined::of(timeline.chronicle(), &totals, world_px, scale)
        })
    }

    /// What is drawn of some rows with a camera, on a map of a scale.
    pub fn rows(
        &self,
        (now, projector, map, px): (Arc<RowsNow>, Projector, ScreenRect, f64),
        work_out: impl FnOnce() -> Option<Arc<RowMap>>,
    ) -> Arc<Option<Arc<RowMap>>> {
        self.rows.get((Same(now), projector, map, px), work_out)
    }

    /// The anchors of all names at one zoom; see [`find_anchors`].
    pub fn anchors(&self, of: &Arc<Vec<Extreme>>, setup: &AnchorSetup, known: Option<&Anchors>) -> Arc<Anchors> {
        let key = (Same(Arc::clone(of)), setup.clone());
        self.anchors.get(key, || find_anchors(of, setup, known))
    }

    /// The room that the headlines of all days take together in a view, as it is worked out the first time.
    pub fn headline_room(
        &self,
        timeline: &Timeline,
        known_by: Option<Moment>,
        view: &View,
        work_out: impl FnOnce() -> Vec<ScreenRect>,
    ) -> Arc<Vec<ScreenRect>> {
        let View { frame, size_px, scale, .. } = *view;
        let key = HeadlineKey { hidden: view.hidden.clone(), frame, size_px, scale, known_by };
        self.headlines.get((OfTimeline(timeline.clone()), key), work_out)
    }

    /// Where names of the ground can stand; see [`find_ground_names`].
    pub fn ground_names(
        &self,
        chronicle: &Chronicle,
        geometry: &Geometry,
        (extremes, anchors): (&Arc<Vec<Extreme>>, &Arc<Anchors>),
        setup: GroundSetup,
    ) -> Arc<Vec<GroundName>> {
        let key = (Same(Arc::clone(extremes)), Same(Arc::clone(anchors)), setup);
        self.ground.get(key, || find_ground_names(chronicle, geometry, (extremes, anchors), setup))
    }
}

/// Answers by their questions.
#[derive(Debug)]
struct Recent<K, V>(Arc<Mutex<Answers<K, V>>>);

/// Questions with their answers, the oldest first.
type Answers<K, V> = Vec<(K, Arc<V>)>;

impl<K: PartialEq, V> Recent<K, V> {
    /// The answer to a question, worked out where it is not known. Two threads that ask at once may both work it out.
    fn get(&self, key: K, work_out: impl FnOnce() -> V) -> Arc<V> {
        if let Ok(known) = self.0.lock()
            && let Some((_, answer)) = known.iter().find(|(of, _)| *of == key)
        {
            return Arc::clone(answer);
        }
        let answer = Arc::new(work_out());
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= KEPT {
                known.remove(0);
            }
            known.push((key, Arc::clone(&answer)));
        }
        answer
    }
}

impl<K, V> Clone for Recent<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

/// The same piece of memory, not only an equal one.
#[derive(Debug)]
struct Same<T>(Arc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The same index, not only an equal one.
#[derive(Debug)]
struct OfTimeline(Timeline);

impl PartialEq for OfTimeline {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once_until_newer_ones_drive_it_out() {
        let recent: Recent<usize, usize> = Recent::default();
        let mut worked = Vec::new();
        for question in [1, 1, 2, 1, 3, 4, 5, 6, 7, 1] {
            recent.get(question, || {
                worked.push(question);
                question * 10
            });
        }
        assert_eq!(worked, [1, 2, 3, 4, 5, 6, 7, 1]);
        assert_eq!(*recent.clone().get(7, || 0), 70);
    }
}
