//! What of the map never changes: all its geometry in the Web Mercator world, every vertex with its significance, borders
//! cut into the arcs that two areas share. Built once; a view then only scales, thins and clips it. Knows no names'
//! places, no styles and no instant.

use crate::basemap::{BaseLayer, Basemap, Features, Line, Relief, Ring};
use crate::chronicle::Chronicle;
use crate::scene::geometry::topology::{Arc, AreaRing, Topology};
use crate::scene::geometry::track::Track;

/// The geometry of a chronicle and its base map, ready to be drawn at any zoom.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Geometry {
    pub relief: Option<Relief>,
    pub countries: Vec<Country>,
    /// The other layers of the base map, from below.
    pub base: Vec<GroundLayer>,
    pub arcs: Vec<Arc>,
    /// By index into [`Chronicle::areas`]: the rings of all its polygons.
    pub areas: Vec<Vec<AreaRing>>,
}

/// A layer of the base map that is filled or stroked.
#[derive(Clone, Debug)]
pub(in crate::scene) struct GroundLayer {
    pub of: &'static BaseLayer,
    /// The rings of each area.
    pub areas: Vec<Vec<Track>>,
    pub ways: Vec<Way>,
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
        let Topology { arcs, areas } = Topology::of(&chronicle.areas);
        let mut geometry = Self { relief: None, countries: Vec::new(), base: Vec::new(), arcs, areas };
        for (of, features) in &basemap.layers {
            match features {
                Features::Picture(relief) => geometry.relief = Some(relief.clone()),
                Features::Countries(countries) => geometry.countries.extend(countries.iter().map(|country| Country {
                    name: country.name.clone(),
                    focus: country.name == chronicle.meta.country,
                    rings: rings(&country.polygons),
                })),
                Features::Areas(areas) => {
                    let areas = areas.iter().map(|area| area.iter().map(|ring| Track::of(ring)).collect()).collect();
                    geometry.base.push(GroundLayer { of, areas, ways: Vec::new() });
                }
                Features::Lines(lines) => {
                    geometry.base.push(GroundLayer { of, areas: Vec::new(), ways: ways(lines) });
                }
            }
        }
        geometry
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
