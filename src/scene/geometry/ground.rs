//! What of the map never changes: all its geometry in the Web Mercator world, every vertex with its significance, borders
//! cut into the arcs that two areas share. Built once; a view then only scales, thins and clips it. Knows no names'
//! places, no styles and no instant.

use crate::chronicle::{Basemap, Chronicle, Line, Relief, Ring};
use crate::scene::geometry::topology::{Arc, AreaRing, Topology};
use crate::scene::geometry::track::Track;

/// The geometry of a chronicle and its base map, ready to be drawn at any zoom.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Geometry {
    pub relief: Option<Relief>,
    pub countries: Vec<Country>,
    pub lakes: Vec<Vec<Track>>,
    pub rivers: Vec<Way>,
    pub roads: Vec<Way>,
    pub country_lines: Vec<Way>,
    pub province_lines: Vec<Way>,
    pub arcs: Vec<Arc>,
    /// By index into [`Chronicle::areas`]: the rings of all its polygons.
    pub areas: Vec<Vec<AreaRing>>,
}

/// A line of the base map.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Way {
    pub name: Option<String>,
    pub rank: u8,
    pub surveyed: bool,
    pub track: Track,
}

/// A country.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Country {
    pub name: String,
    pub focus: bool,
    /// The rings of all its polygons, even-odd.
    pub rings: Vec<Track>,
}

impl Geometry {
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
        }
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
