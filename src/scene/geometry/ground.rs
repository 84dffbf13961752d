//! What of the map never changes: all its geometry in the Web Mercator world, every vertex with its significance, borders
//! cut into the arcs that two areas share. Built once; a view then only scales, thins and clips it. Knows no names'
//! places, no styles and no instant.

use crate::basemap::{BaseKind, BaseLayer, Basemap, Features, Label, Line, Relief, Ring, Shade, Tiles};
use crate::chronicle::Area;
use crate::scene::geometry::tone::toned;
use crate::scene::geometry::topology::{Arc, AreaRing, Topology};
use crate::scene::geometry::track::Track;

/// The geometry of a chronicle and its base map, ready to be drawn at any zoom.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Geometry {
    pub relief: Option<Relief>,
    pub tiles: Option<std::sync::Arc<Tiles>>,
    pub countries: Vec<Country>,
    /// The other layers of the base map, from below.
    pub base: Vec<GroundLayer>,
    /// First-level areas of the world, for their names.
    pub provinces: Vec<Country>,
    /// Names of towns and of seas, the more important first.
    pub towns: Vec<Label>,
    pub seas: Vec<Label>,
    pub arcs: Vec<Arc>,
    /// By index into [`crate::chronicle::Chronicle::areas`]: the rings of all its polygons.
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
    pub fn new(areas: &[Area], country: &str, basemap: &Basemap) -> Self {
        let Topology { arcs, areas } = Topology::of(areas);
        let mut geometry = Self { arcs, areas, ..Self::default() };
        for (of, features) in &basemap.layers {
            geometry.add(of, features, country);
        }
        let mut shade: Option<Shade> = None;
        for (of, features) in basemap.supplied.iter().flat_map(|supplied| supplied.layers()) {
            match features {
                Features::Shade(of_the_world) => shade = Some(of_the_world),
                features => geometry.add(of, &features, country),
            }
        }
        geometry.base.sort_by_key(|layer| layer.of.rank);
        // The country that the map is about stands out.
        if let Some(shade) = shade {
            let focus = geometry.countries.iter().filter(|country| country.focus).flat_map(|country| &country.rings);
            geometry.relief = toned(&shade, &focus.collect::<Vec<_>>());
        }
        geometry
    }

    /// Whether all land is known: what is not land is sea, everywhere.
    pub fn is_world(&self) -> bool {
        self.base.iter().any(|layer| matches!(layer.of.kind, BaseKind::Land))
    }

    fn add(&mut self, of: &'static BaseLayer, features: &Features, country: &str) {
        match features {
            Features::Picture(relief) => self.relief = Some(relief.clone()),
            Features::Tiles(tiles) => self.tiles = Some(std::sync::Arc::clone(tiles)),
            Features::Shade(_) => {}
            Features::Labels(labels) => match of.kind {
                BaseKind::Seas => self.seas.clone_from(labels),
                _ => self.towns.clone_from(labels),
            },
            Features::Countries(countries) => {
                let areas = countries.iter().map(|of| Country {
                    name: of.name.clone(),
                    focus: of.name == country,
                    rings: rings(&of.polygons),
                });
                match of.kind {
                    BaseKind::Provinces => self.provinces.extend(areas),
                    _ => self.countries.extend(areas),
                }
            }
            Features::Areas(areas) => {
                let areas = areas.iter().map(|area| area.iter().map(|ring| Track::of(ring)).collect()).collect();
                self.base.push(GroundLayer { of, areas, ways: Vec::new() });
            }
            Features::Lines(lines) => self.base.push(GroundLayer { of, areas: Vec::new(), ways: ways(lines) }),
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
