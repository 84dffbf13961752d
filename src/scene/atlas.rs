//! What of the map never changes: all its geometry in the Web Mercator world, every vertex with its weight, borders
//! cut into the arcs that two areas share. Built once; a view then only scales, filters and clips.

use crate::chronicle::{Basemap, Chronicle, Line, Relief, Ring};
use crate::geo::{LonLat, WorldPoint, significance};
use crate::scene::ground_names;
use crate::scene::labels::Memory;
use crate::scene::topology::{Arc, AreaRing, Topology};

/// The geometry of a chronicle and its base map, ready to be drawn at any zoom.
#[derive(Clone, Debug)]
pub struct Atlas {
    pub(super) relief: Option<Relief>,
    pub(super) countries: Vec<Country>,
    pub(super) lakes: Vec<Vec<Track>>,
    pub(super) rivers: Vec<Way>,
    pub(super) roads: Vec<Way>,
    pub(super) country_lines: Vec<Way>,
    pub(super) province_lines: Vec<Way>,
    pub(super) arcs: Vec<Arc>,
    /// By index into [`Chronicle::areas`]: the rings of all its polygons.
    pub(super) areas: Vec<Vec<AreaRing>>,
    basemap_hash: String,
    /// Where names stand, remembered between frames.
    pub(super) memory: Memory,
    /// Where names of rivers and provinces stand, remembered likewise.
    pub(super) ground: ground_names::Memory,
}

/// A line or ring.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    pub points: Vec<WorldPoint>,
    /// The tolerance below which each vertex is kept, world units.
    pub weight: Vec<f64>,
    pub min: WorldPoint,
    pub max: WorldPoint,
}

/// A line of the base map.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub name: Option<String>,
    pub rank: u8,
    pub surveyed: bool,
    pub track: Track,
}

/// A country.
#[derive(Clone, Debug)]
pub(super) struct Country {
    pub name: String,
    pub focus: bool,
    /// The rings of all its polygons, even-odd.
    pub rings: Vec<Track>,
}

impl Atlas {
    /// Projects and weighs everything once.
    pub fn new(chronicle: &Chronicle, basemap: &Basemap) -> Self {
        let topology = Topology::of(&chronicle.areas);
        Self {
            relief: basemap.relief.clone(),
            countries: basemap
                .countries
                .iter()
                .map(|(name, _, polygons)| Country {
                    name: name.clone(),
                    focus: *name == chronicle.meta.country,
                    rings: rings(polygons),
                })
                .collect(),
            lakes: basemap.lakes.iter().map(|lake| lake.iter().map(|ring| Track::of(ring)).collect()).collect(),
            rivers: ways(&basemap.rivers),
            roads: ways(&basemap.roads),
            country_lines: ways(&basemap.country_lines),
            province_lines: ways(&basemap.province_lines),
            arcs: topology.arcs,
            areas: topology.areas,
            basemap_hash: basemap.hash.clone(),
            memory: Memory::default(),
            ground: ground_names::Memory::default(),
        }
    }

    /// SHA-256 over the names and bytes of the base map's files, in hex.
    pub fn basemap_hash(&self) -> &str {
        &self.basemap_hash
    }
}

impl Track {
    pub fn of(positions: &[LonLat]) -> Self {
        Self::of_world(positions.iter().map(|p| p.world()).collect())
    }

    pub fn of_world(points: Vec<WorldPoint>) -> Self {
        let weight = significance(&points);
        let mut min = WorldPoint { x: f64::INFINITY, y: f64::INFINITY };
        let mut max = WorldPoint { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        for p in &points {
            min = WorldPoint { x: min.x.min(p.x), y: min.y.min(p.y) };
            max = WorldPoint { x: max.x.max(p.x), y: max.y.max(p.y) };
        }
        Self { points, weight, min, max }
    }

    /// The upright box around some tracks, as a ring.
    pub fn around<'t>(tracks: impl Iterator<Item = &'t Self>) -> Option<Self> {
        let corners = tracks.map(|track| (track.min, track.max));
        let (min, max) = corners.reduce(|(a, b), (c, d)| {
            let min = WorldPoint { x: a.x.min(c.x), y: a.y.min(c.y) };
            (min, WorldPoint { x: b.x.max(d.x), y: b.y.max(d.y) })
        })?;
        Some(Self::upright(min, max))
    }

    /// The box around the track, smaller by `by` world units on every side; `None` where nothing is left of it.
    pub fn shrunk(&self, by: f64) -> Option<Self> {
        let min = WorldPoint { x: self.min.x + by, y: self.min.y + by };
        let max = WorldPoint { x: self.max.x - by, y: self.max.y - by };
        (min.x < max.x && min.y < max.y).then(|| Self::upright(min, max))
    }

    fn upright(min: WorldPoint, max: WorldPoint) -> Self {
        let ring = [min, WorldPoint { x: max.x, y: min.y }, max, WorldPoint { x: min.x, y: max.y }];
        Self { points: ring.to_vec(), weight: vec![f64::INFINITY; 4], min, max }
    }
}

fn rings(polygons: &[Vec<Ring>]) -> Vec<Track> {
    polygons.iter().flatten().map(|ring| Track::of(ring)).collect()
}

fn ways(lines: &[Line]) -> Vec<Way> {
    let way = |line: &Line| Way {
        name: line.name.clone(),
        rank: line.rank,
        surveyed: line.surveyed,
        track: Track::of(&line.points),
    };
    lines.iter().map(way).collect()
}
