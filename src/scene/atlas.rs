//! What is ready before the first picture and kept from one to the next: the geometry of a map, and what was worked out
//! for earlier views of it.

use crate::basemap::Basemap;
use crate::chronicle::{Chronicle, PlaceId};
use crate::scene::View;
use crate::scene::caches::Caches;
use crate::scene::geometry::Geometry;
use crate::timeline::Timeline;

/// A chronicle and its base map, ready to be drawn at any zoom. Whoever clones it shares what it remembers.
#[derive(Clone, Debug)]
pub struct Atlas {
    pub(super) geometry: Geometry,
    pub(super) caches: Caches,
    basemap_hash: String,
}

impl Atlas {
    /// Projects and weighs everything once.
    pub fn new(chronicle: &Chronicle, basemap: &Basemap) -> Self {
        let geometry = Geometry::new(chronicle, basemap);
        Self { geometry, caches: Caches::default(), basemap_hash: basemap.hash.clone() }
    }

    /// The other places that share the mark of one at the zoom of a view: marks that would hide each other are one.
    pub fn sharing_a_mark(&self, timeline: &Timeline, view: &View, place: &PlaceId) -> Vec<PlaceId> {
        self.caches.joined(timeline, view).with(place).filter(|other| *other != place).cloned().collect()
    }

    /// SHA-256 over the names and bytes of the base map's files, in hex.
    pub fn basemap_hash(&self) -> &str {
        &self.basemap_hash
    }
}
