//! Where names of the ground can stand at a zoom, and which of them a frame shows.

use crate::chronicle::Chronicle;
use crate::geo::{LonLat, ScreenPoint, ScreenRect};
use crate::scene::geometry::{Geometry, Projector, curve};
use crate::scene::ground_names::name::{GroundFeature, GroundName};
use crate::scene::ground_names::obstacles::Obstacles;
use crate::scene::ground_names::{along, inside, points};
use crate::scene::labels::{Anchors, Extreme, type_of};
use crate::text::measure;

/// From how many design px a degree on rivers are named, by rank, and provinces are.
const RIVERS_FROM: [f64; 3] = [56.0, 95.0, 160.0];
const PROVINCES_FROM: f64 = 95.0;
/// So much nearer than where it would have room among towns alone is a town named: the chronicle's places come first.
const TOWNS_AFTER: f64 = 0.8;
/// Air around symbols, names and corridors, design px.
const AIR: f64 = 3.0;

/// What names of the ground depend on, beside the names of places and where those have their anchors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct GroundSetup {
    /// Px across the whole world.
    pub world_px: f64,
    /// Px per design px.
    pub scale: f64,
    /// Design px for a degree of longitude: what is named at all.
    pub px_per_degree: f64,
}

/// Where names of the ground can stand, in sight or not, the better places of a name first; a river has many. Provinces
/// come first, because rivers have more room. The names of the `extremes` stand at their `anchors`.
pub(in crate::scene) fn find_ground_names(
    chronicle: &Chronicle,
    geometry: &Geometry,
    (extremes, anchors): (&[Extreme], &Anchors),
    GroundSetup { world_px, scale, px_per_degree: room }: GroundSetup,
) -> Vec<GroundName> {
    let [first, ..] = RIVERS_FROM;
    let world = geometry.towns.len() + geometry.seas.len() > 0;
    if room < PROVINCES_FROM.min(first) && !world {
        return Vec::new();
    }
    let mut taken = obstacles(chronicle, (extremes, anchors), world_px, scale);
    let mut names: Vec<GroundName> = Vec::new();
    let zoom = libm::log2(room * 360.0 / 256.0);
    for label in geometry.seas.iter().filter(|label| label.zoom <= zoom) {
        if let Some(name) = points::sea(label, world_px, scale, &taken) {
            taken.extend(name.boxes.iter().copied());
            names.push(name);
        }
    }
    if room >= PROVINCES_FROM {
        let world = Projector::world(world_px);
        for (area, rings) in chronicle.areas.iter().zip(&geometry.areas).filter(|(area, _)| !area.name.is_empty()) {
            let rings: Vec<Vec<ScreenPoint>> =
                rings.iter().flat_map(|ring| world.area_ring(&geometry.arcs, ring)).collect();
            if let Some(name) = inside::name(&area.name, &rings, scale, &taken) {
                taken.extend(name.boxes.iter().copied());
                names.push(name);
            }
        }
        // Those of the world where the chronicle has none.
        let unnamed = chronicle.areas.iter().all(|area| area.name.is_empty());
        for province in geometry.provinces.iter().filter(|_| unnamed) {
            let rings: Vec<Vec<ScreenPoint>> = province.rings.iter().flat_map(|ring| world.ring(ring)).collect();
            if let Some(name) = inside::name(&province.name, &rings, scale, &taken) {
                taken.extend(name.boxes.iter().copied());
                names.push(name);
            }
        }
    }
    for label in geometry.towns.iter().take_while(|label| label.zoom <= zoom - TOWNS_AFTER) {
        if let Some(name) = points::town(label, world_px, scale, &taken) {
            taken.extend(name.boxes.iter().copied());
            names.push(name);
        }
    }
    let wanted = |rank: u8| RIVERS_FROM.get(usize::from(rank.max(1)) - 1).is_some_and(|from| room >= *from);
    let named = geometry.base.iter().filter(|layer| layer.of.named);
    let mut rivers: Vec<_> = named.flat_map(|layer| &layer.ways).filter(|way| wanted(way.rank)).collect();
    rivers.sort_by_key(|way| (way.rank, !way.surveyed));
    for way in rivers {
        let Some(river) = way.name.as_deref() else { continue };
        let course: Vec<ScreenPoint> = way.track.points.iter().map(|p| p.scaled(world_px)).collect();
        names.extend(along::names(river, &course, scale, &taken));
    }
    names
}

/// Of all names those that are wanted, lie in the frame and clear of what lies over the map, the first before the
/// others; `inside` and `blocked` are where the frame and those things lie from the world's origin.
pub(in crate::scene) fn seen<'n>(
    names: &'n [GroundName],
    wanted: impl Fn(GroundFeature) -> bool,
    inside: ScreenRect,
    blocked: &[ScreenRect],
    scale: f64,
) -> Vec<&'n GroundName> {
    let free = |room: &ScreenRect| inside.covers(*room) && !blocked.iter().any(|other| other.overlaps(*room));
    let mut chosen: Vec<&GroundName> = Vec::new();
    for name in names.iter().filter(|name| wanted(name.of) && name.boxes.iter().all(free)) {
        let near = |other: &&&GroundName| name.apart(other) < along::AGAIN * scale;
        let meets = |other: &&GroundName| {
            other.boxes.iter().any(|there| name.boxes.iter().any(|here| here.grown(scale).overlaps(*there)))
        };
        // A river may come in several parts: near to each other only one of them is named.
        let again = chosen.iter().filter(near).any(|other| other.of == name.of && other.name == name.name);
        if !again && !chosen.iter().any(meets) {
            chosen.push(name);
        }
    }
    chosen
}

/// What names of the ground keep clear of at any time: symbols and names of places, and corridors, open or not.
fn obstacles(
    chronicle: &Chronicle,
    (extremes, anchors): (&[Extreme], &Anchors),
    world_px: f64,
    scale: f64,
) -> Obstacles {
    let mut taken = Obstacles::default();
    let middle_deg = chronicle.meta.bbox.middle_deg();
    let air = AIR * scale;
    for (extreme, anchor) in extremes.iter().zip(&anchors.slots) {
        let at = extreme.position.near(middle_deg).world().scaled(world_px);
        taken.add(ScreenRect { min: at, max: at }.grown(extreme.radius * scale + air));
        if let Some(anchor) = anchor {
            let (size, weight) = type_of(extreme.rank);
            let size = size * scale;
            taken.add(anchor.words(at, measure(&extreme.name, size, weight.css()), size).grown(air));
        }
    }
    let position = |place| chronicle.places.get(place)?.position;
    for corridor in &chronicle.corridors {
        let (Some(from), Some(to)) = (position(&corridor.from), position(&corridor.to)) else { continue };
        let from: LonLat = from.near(middle_deg);
        let line = curve(from.world().scaled(world_px), to.near(from.lon_deg).world().scaled(world_px));
        for pair in line.windows(2) {
            taken.extend(ScreenRect::around(pair.iter().copied()).map(|room| room.grown(air)));
        }
    }
    taken
}
