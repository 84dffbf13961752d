//! Names of what lies on the ground: rivers along their course, provinces inside their borders.
//!
//! They give way to everything else. Where they can stand depends on the zoom and on where the names of places have
//! their homes, so it is worked out once for both and remembered; an instant or a frame only leaves some of them out.

mod along;
mod inside;
mod obstacles;

use crate::chronicle::Chronicle;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::ground_names::obstacles::Obstacles;
use crate::scene::labels::{Homes, Loud};
use crate::scene::layers::corridors;
use crate::scene::project::Projector;
use crate::scene::{Atlas, Sheet, Weight};
use crate::text::measure;
use std::sync::{Arc, Mutex};

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum Ground {
    River,
    Province,
}

/// A name at one zoom; all lengths in px, positions from the world's origin.
#[derive(Clone, Debug)]
pub(in crate::scene) struct GroundName {
    pub of: Ground,
    pub name: String,
    /// Pieces of the name, each on a straight line: letters along a river, all of it inside a province.
    pub pieces: Vec<Piece>,
    /// The room of every piece.
    pub boxes: Vec<ScreenRect>,
}

/// A piece of a name: its text, the start of its baseline, and by how much that is turned, radians.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Piece {
    pub text: String,
    pub at: ScreenPoint,
    pub turn: f64,
}

impl GroundName {
    /// How far from another it begins, px.
    fn apart(&self, other: &Self) -> f64 {
        let start = |name: &Self| name.pieces.first().map_or(ScreenPoint::default(), |piece| piece.at);
        let (a, b) = (start(self), start(other));
        libm::hypot(b.x - a.x, b.y - a.y)
    }

    /// The name with the world's origin somewhere else.
    pub fn moved(&self, by: ScreenPoint) -> Self {
        let to = |p: ScreenPoint| ScreenPoint { x: p.x + by.x, y: p.y + by.y };
        let piece = |piece: &Piece| Piece { at: to(piece.at), ..piece.clone() };
        Self {
            of: self.of,
            name: self.name.clone(),
            pieces: self.pieces.iter().map(piece).collect(),
            boxes: self.boxes.iter().map(|room| ScreenRect { min: to(room.min), max: to(room.max) }).collect(),
        }
    }
}

/// Type of these names, design px: size and space after every letter.
pub(in crate::scene) const RIVER: [f64; 2] = [10.5, 0.9];
pub(in crate::scene) const PROVINCE: [f64; 2] = [10.0, 1.5];
/// Their weights.
pub(in crate::scene) const RIVER_WEIGHT: Weight = Weight::Regular;
pub(in crate::scene) const PROVINCE_WEIGHT: Weight = Weight::Medium;

/// From how many design px a degree on rivers are named, by rank, and provinces are.
const RIVERS_FROM: [f64; 3] = [56.0, 95.0, 160.0];
const PROVINCES_FROM: f64 = 95.0;
/// Air around symbols, names and corridors, design px.
const AIR: f64 = 3.0;

/// Remembers for one atlas. Whoever clones the atlas shares the memory.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Memory(Arc<Mutex<Vec<Known>>>);

/// What names are known for, and the names.
type Known = (Key, Arc<Vec<GroundName>>);

/// Kept; the oldest goes first.
const KEPT: usize = 4;

/// What names depend on.
#[derive(Clone, Debug)]
struct Key {
    louds: Arc<Vec<Loud>>,
    homes: Arc<Homes>,
    world_px: f64,
    scale: f64,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        let same = self.world_px == other.world_px && self.scale == other.scale;
        same && Arc::ptr_eq(&self.louds, &other.louds) && Arc::ptr_eq(&self.homes, &other.homes)
    }
}

/// Where names of the ground can stand at the zoom of a sheet, in sight or not, the better places of a name first; a
/// river has many. `louds` have their names at `homes`.
pub(in crate::scene) fn ground_names(
    sheet: &Sheet<'_>,
    louds: &Arc<Vec<Loud>>,
    homes: &Arc<Homes>,
) -> Arc<Vec<GroundName>> {
    let view = sheet.inputs.view;
    let (louds, homes) = (Arc::clone(louds), Arc::clone(homes));
    let key = Key { louds, homes, world_px: view.viewport.world_px(), scale: view.scale };
    let Memory(known) = &sheet.inputs.atlas.ground;
    if let Ok(known) = known.lock()
        && let Some((_, found)) = known.iter().find(|(of, _)| of.is(&key))
    {
        return Arc::clone(found);
    }
    let room = view.px_per_degree();
    let found = Arc::new(find(sheet.inputs.chronicle, sheet.inputs.atlas, &key, room));
    if let Ok(mut known) = known.lock() {
        if known.len() >= KEPT {
            known.remove(0);
        }
        known.push((key, Arc::clone(&found)));
    }
    found
}

/// Looks for room: provinces first, because rivers have more of it.
fn find(chronicle: &Chronicle, atlas: &Atlas, key: &Key, room: f64) -> Vec<GroundName> {
    let [first, ..] = RIVERS_FROM;
    if room < PROVINCES_FROM.min(first) {
        return Vec::new();
    }
    let mut taken = obstacles(chronicle, key);
    let mut names = Vec::new();
    if room >= PROVINCES_FROM {
        let world = Projector::world(key.world_px);
        for (area, rings) in chronicle.areas.iter().zip(&atlas.areas) {
            let rings: Vec<Vec<ScreenPoint>> = rings.iter().map(|ring| world.area_ring(&atlas.arcs, ring)).collect();
            if let Some(name) = inside::name(&area.name, &rings, key.scale, &taken) {
                taken.extend(name.boxes.iter().copied());
                names.push(name);
            }
        }
    }
    let wanted = |rank: u8| RIVERS_FROM.get(usize::from(rank.max(1)) - 1).is_some_and(|from| room >= *from);
    let mut rivers: Vec<_> = atlas.rivers.iter().filter(|way| wanted(way.rank)).collect();
    rivers.sort_by_key(|way| (way.rank, !way.surveyed));
    for way in rivers {
        let Some(river) = way.name.as_deref() else { continue };
        let course: Vec<ScreenPoint> = way.track.points.iter().map(|p| p.scaled(key.world_px)).collect();
        names.extend(along::names(river, &course, key.scale, &taken));
    }
    names
}

/// Of all names those that are wanted, lie in the frame and clear of what lies over the map, the first before the
/// others; `inside` and `blocked` are where the frame and those things lie from the world's origin.
pub(in crate::scene) fn seen<'n>(
    names: &'n [GroundName],
    wanted: impl Fn(Ground) -> bool,
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
fn obstacles(chronicle: &Chronicle, key: &Key) -> Obstacles {
    let mut taken = Obstacles::default();
    let air = AIR * key.scale;
    for (loud, home) in key.louds.iter().zip(&key.homes.slots) {
        let at = loud.position.world().scaled(key.world_px);
        taken.add(ScreenRect { min: at, max: at }.grown(loud.radius * key.scale + air));
        if let Some(home) = home {
            let (size, weight) = crate::scene::labels::type_of(loud.rank);
            let size = size * key.scale;
            taken.add(home.words(at, measure(&loud.name, size, weight.css()), size).grown(air));
        }
    }
    let position = |place| chronicle.places.get(place)?.position.map(|at| at.world().scaled(key.world_px));
    for corridor in &chronicle.corridors {
        let (Some(from), Some(to)) = (position(&corridor.from), position(&corridor.to)) else { continue };
        let line = corridors::curve(from, to);
        for pair in line.windows(2) {
            taken.extend(ScreenRect::around(pair.iter().copied()).map(|room| room.grown(air)));
        }
    }
    taken
}
