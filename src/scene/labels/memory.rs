//! What is worked out once for many frames: the loudest states of a timeline, the homes of a zoom.

use crate::geo::ScreenRect;
use crate::scene::labels::{Homes, Loud, Setup, find_homes, louds};
use crate::scene::{Frame, Inputs, Names};
use crate::time::Moment;
use crate::timeline::{Clock, Timeline, Timeslice};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Kept of each kind; the oldest goes first.
const KEPT: usize = 6;

/// Remembers for one atlas. Whoever clones the atlas shares the memory.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Memory {
    louds: Shared<(Timeline, Showing, Arc<Vec<Loud>>)>,
    homes: Shared<(Arc<Vec<Loud>>, Setup, Arc<Homes>)>,
    titles: Shared<(Timeline, TitleKey, Vec<ScreenRect>)>,
}

/// Layers switched off, and the language of names.
type Showing = (BTreeSet<String>, Names);

/// What it is known for, and what is known.
type Shared<T> = Arc<Mutex<Vec<T>>>;

/// What the room of the headline depends on, beside the timeline.
#[derive(Clone, Debug, PartialEq)]
struct TitleKey {
    hidden: BTreeSet<String>,
    frame: Frame,
    size_px: [f64; 2],
    scale: f64,
    known_by: Option<Moment>,
}

impl Memory {
    /// The loudest states of all places under the layers of this view.
    pub fn louds(&self, inputs: Inputs<'_>) -> Arc<Vec<Loud>> {
        let key = (inputs.view.hidden.clone(), inputs.view.names);
        if let Ok(known) = self.louds.lock()
            && let Some((_, _, found)) = known.iter().find(|(of, at, _)| of.is(inputs.timeline) && *at == key)
        {
            return Arc::clone(found);
        }
        let found = Arc::new(louds(inputs));
        if let Ok(mut known) = self.louds.lock() {
            keep(&mut known, (inputs.timeline.clone(), key, Arc::clone(&found)));
        }
        found
    }

    /// The room that the headlines of all days take together, part by part, as `of` one slice says: names that kept
    /// clear of one day's only would move with its words.
    pub fn title_room(&self, inputs: Inputs<'_>, of: impl Fn(&Timeslice) -> Vec<ScreenRect>) -> Vec<ScreenRect> {
        let (view, known_by) = (inputs.view, inputs.slice.clock.known_by);
        let key = TitleKey {
            hidden: view.hidden.clone(),
            frame: view.frame,
            size_px: view.size_px,
            scale: view.scale,
            known_by,
        };
        if let Ok(known) = self.titles.lock()
            && let Some((_, _, found)) = known.iter().find(|(of, at, _)| of.is(inputs.timeline) && *at == key)
        {
            return found.clone();
        }
        let stops = inputs.timeline.stops().iter();
        let rooms = stops.map(|&cursor| of(&inputs.timeline.slice(Clock { cursor, known_by })));
        let found = rooms.reduce(joined).unwrap_or_default();
        if let Ok(mut known) = self.titles.lock() {
            keep(&mut known, (inputs.timeline.clone(), key, found.clone()));
        }
        found
    }

    /// The homes of all names at one zoom.
    pub fn homes(&self, louds: &Arc<Vec<Loud>>, setup: &Setup, base: Option<&Homes>) -> Arc<Homes> {
        let same = |(of, at, _): &&(Arc<Vec<Loud>>, Setup, _)| Arc::ptr_eq(of, louds) && at == setup;
        if let Ok(known) = self.homes.lock()
            && let Some((_, _, found)) = known.iter().find(same)
        {
            return Arc::clone(found);
        }
        let found = Arc::new(find_homes(louds, setup, base));
        if let Ok(mut known) = self.homes.lock() {
            keep(&mut known, (Arc::clone(louds), setup.clone(), Arc::clone(&found)));
        }
        found
    }
}

/// Part by part the room of both.
pub(in crate::scene) fn joined(a: Vec<ScreenRect>, b: Vec<ScreenRect>) -> Vec<ScreenRect> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let part = |(i, one): (usize, ScreenRect)| short.get(i).map_or(one, |other| one.union(*other));
    long.into_iter().enumerate().map(part).collect()
}

fn keep<T>(known: &mut Vec<T>, one: T) {
    if known.len() >= KEPT {
        known.remove(0);
    }
    known.push(one);
}
