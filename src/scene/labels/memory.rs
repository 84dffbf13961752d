//! What is worked out once for many frames: the loudest states of a timeline, the homes of a zoom.

use crate::scene::Inputs;
use crate::scene::labels::{Homes, Loud, Setup, find_homes, louds};
use crate::timeline::Timeline;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Kept of each kind; the oldest goes first.
const KEPT: usize = 6;

/// Remembers for one atlas. Whoever clones the atlas shares the memory.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Memory {
    louds: Arc<Mutex<Vec<(Timeline, BTreeSet<String>, Arc<Vec<Loud>>)>>>,
    homes: Arc<Mutex<Vec<(Arc<Vec<Loud>>, Setup, Arc<Homes>)>>>,
}

impl Memory {
    /// The loudest states of all places under the layers of this view.
    pub fn louds(&self, inputs: Inputs<'_>) -> Arc<Vec<Loud>> {
        let hidden = &inputs.view.hidden;
        let same =
            |(timeline, layers, _): &&(Timeline, BTreeSet<String>, _)| timeline.is(inputs.timeline) && layers == hidden;
        if let Ok(known) = self.louds.lock()
            && let Some((_, _, found)) = known.iter().find(same)
        {
            return Arc::clone(found);
        }
        let found = Arc::new(louds(inputs));
        if let Ok(mut known) = self.louds.lock() {
            keep(&mut known, (inputs.timeline.clone(), hidden.clone(), Arc::clone(&found)));
        }
        found
    }

    /// The homes of all names at one zoom.
    pub fn homes(&self, louds: &Arc<Vec<Loud>>, setup: &Setup) -> Arc<Homes> {
        let same = |(of, at, _): &&(Arc<Vec<Loud>>, Setup, _)| Arc::ptr_eq(of, louds) && at == setup;
        if let Ok(known) = self.homes.lock()
            && let Some((_, _, found)) = known.iter().find(same)
        {
            return Arc::clone(found);
        }
        let found = Arc::new(find_homes(louds, setup));
        if let Ok(mut known) = self.homes.lock() {
            keep(&mut known, (Arc::clone(louds), setup.clone(), Arc::clone(&found)));
        }
        found
    }
}

fn keep<T>(known: &mut Vec<T>, one: T) {
    if known.len() >= KEPT {
        known.remove(0);
    }
    known.push(one);
}
