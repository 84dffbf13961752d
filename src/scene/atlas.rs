//! What is ready before the first picture and kept from one to the next: the geometry of a map, and what was worked out
//! for earlier views of it.

use crate::basemap::{BaseLayer, Basemap, Features};
use crate::chronicle::{Chronicle, Credit, Meta, PlaceId};
use crate::scene::View;
use crate::scene::caches::Caches;
use crate::scene::geometry::Geometry;
use crate::scene::layer_ids::{
    ONLINE_TILES, PROVINCE_NAMES, RELIEF, RIVER_NAMES, ROADS_RIVERS, SEA_NAMES, TILES, TOWN_NAMES,
};
use crate::timeline::Timeline;
use crate::words::credits::BORDERS;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// A chronicle and its base map, ready to be drawn at any zoom. Whoever clones it shares what it remembers.
#[derive(Clone, Debug)]
pub struct Atlas {
    geometry: Arc<LazyLock<Geometry, Box<dyn FnOnce() -> Geometry + Send>>>,
    pub(super) caches: Caches,
    basemap_hash: String,
    /// Whose world lies under the chronicle, and whether its borders do.
    world: (Vec<Credit>, bool),
    /// The layers of the ground for which there is something to draw.
    grounds: BTreeSet<&'static str>,
}

/// The layers that depend on what lies under a chronicle.
const OF_THE_GROUND: [&str; 8] =
    [RELIEF, TILES, ONLINE_TILES, ROADS_RIVERS, PROVINCE_NAMES, RIVER_NAMES, TOWN_NAMES, SEA_NAMES];

impl Atlas {
    /// Projects and weighs everything once; what the world supplies when it is first drawn.
    pub fn new(chronicle: &Chronicle, basemap: Basemap) -> Self {
        let supplied = basemap.supplied.as_ref();
        let mut credits: Vec<Credit> = supplied.iter().flat_map(|supplied| supplied.credits()).collect();
        let tiles = basemap.layers.iter().find_map(|(_, features)| match features {
            Features::Tiles(tiles) => Some(tiles),
            _ => None,
        });
        let credited = chronicle.meta.layers.iter().any(|layer| layer.id == TILES && layer.credit.is_some());
        credits.extend(tiles.filter(|_| !credited).and_then(|tiles| tiles.credit()));
        let ids = supplied.into_iter().flat_map(|supplied| supplied.ids());
        let bases = basemap.layers.iter().map(|(of, _)| *of).chain(ids.filter_map(BaseLayer::called));
        let drawn = bases.flat_map(|of| [Some(of.with), of.named.then_some(RIVER_NAMES)]);
        let areas = (!chronicle.areas.is_empty()).then_some(PROVINCE_NAMES);
        let online = chronicle.meta.tile_server.as_ref().map(|_| ONLINE_TILES);
        let grounds = drawn.chain([areas, online]).flatten().collect();
        let borders = supplied.is_some_and(|supplied| supplied.has_borders());
        let (basemap_hash, at_once) = (basemap.hash.clone(), supplied.is_none());
        let (areas, country) = (chronicle.areas.clone(), chronicle.meta.country.clone());
        let geometry: LazyLock<Geometry, Box<dyn FnOnce() -> Geometry + Send>> =
            LazyLock::new(Box::new(move || Geometry::new(&areas, &country, &basemap)));
        if at_once {
            LazyLock::force(&geometry);
        }
        Self {
            geometry: Arc::new(geometry),
            caches: Caches::default(),
            basemap_hash,
            world: (credits, borders),
            grounds,
        }
    }

    /// What no instant changes.
    pub(super) fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// The other places that share the mark of one at the zoom of a view: marks that would hide each other are one.
    pub fn sharing_a_mark(&self, timeline: &Timeline, view: &View, place: &PlaceId) -> Vec<PlaceId> {
        self.caches.joined(timeline, view).with(place).filter(|other| *other != place).cloned().collect()
    }

    /// SHA-256 over the names and bytes of the base map's files, in hex.
    pub fn basemap_hash(&self) -> &str {
        &self.basemap_hash
    }

    /// Whether there is anything that a layer could draw, as far as the ground is concerned.
    pub fn has(&self, layer: &str) -> bool {
        !OF_THE_GROUND.contains(&layer) || self.grounds.contains(layer)
    }

    /// Who made the map: those that the chronicle names, and those of the world under it.
    pub fn credits<'a>(&'a self, meta: &'a Meta) -> impl Iterator<Item = &'a Credit> {
        let (world, _) = &self.world;
        let others = world.iter().filter(|credit| !meta.credits.iter().any(|own| own.text == credit.text));
        meta.credits.iter().chain(others)
    }

    /// What the map does not claim.
    pub fn notes<'a>(&self, meta: &'a Meta) -> Vec<&'a str> {
        let (_, borders) = self.world;
        let own = meta.notes.iter().map(String::as_str);
        let unsaid = borders && !meta.notes.iter().any(|note| note.starts_with(BORDERS.trim_end_matches('.')));
        own.chain(unsaid.then_some(BORDERS)).collect()
    }
}
