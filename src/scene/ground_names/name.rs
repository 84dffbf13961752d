//! A name of the ground and how it is set.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::Weight;
use crate::scene::layer_ids::{PROVINCE_NAMES, RIVER_NAMES, SEA_NAMES, TOWN_NAMES};

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum GroundFeature {
    River,
    Province,
    Town,
    Sea,
}

/// A name at one zoom; all lengths in px, positions from the world's origin.
#[derive(Clone, Debug)]
pub(in crate::scene) struct GroundName {
    pub of: GroundFeature,
    pub name: String,
    /// Pieces of the name, each on a straight line: letters along a river, all of it inside a province.
    pub pieces: Vec<Piece>,
    /// The town itself.
    pub dot: Option<ScreenPoint>,
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
    pub(super) fn apart(&self, other: &Self) -> f64 {
        let start = |name: &Self| name.pieces.first().map_or(ScreenPoint::default(), |piece| piece.at);
        let (a, b) = (start(self), start(other));
        libm::hypot(b.x - a.x, b.y - a.y)
    }

    /// The layer it belongs to.
    pub const fn layer(&self) -> &'static str {
        match self.of {
            GroundFeature::River => RIVER_NAMES,
            GroundFeature::Province => PROVINCE_NAMES,
            GroundFeature::Town => TOWN_NAMES,
            GroundFeature::Sea => SEA_NAMES,
        }
    }

    /// The name with the world's origin somewhere else.
    pub fn moved(&self, by: ScreenPoint) -> Self {
        let to = |p: ScreenPoint| ScreenPoint { x: p.x + by.x, y: p.y + by.y };
        let piece = |piece: &Piece| Piece { at: to(piece.at), ..piece.clone() };
        Self {
            of: self.of,
            name: self.name.clone(),
            pieces: self.pieces.iter().map(piece).collect(),
            dot: self.dot.map(to),
            boxes: self.boxes.iter().map(|room| ScreenRect { min: to(room.min), max: to(room.max) }).collect(),
        }
    }
}

/// Type of these names, design px: size and space after every letter.
pub(in crate::scene) const RIVER: [f64; 2] = [10.5, 0.9];
pub(in crate::scene) const PROVINCE: [f64; 2] = [10.0, 1.5];
pub(in crate::scene) const TOWN: [f64; 2] = [10.5, 0.0];
pub(in crate::scene) const SEA: [f64; 2] = [10.0, 2.2];
/// How large the dot of a town is, design px.
pub(in crate::scene) const DOT: f64 = 1.6;
/// Their weights.
pub(in crate::scene) const RIVER_WEIGHT: Weight = Weight::Regular;
pub(in crate::scene) const PROVINCE_WEIGHT: Weight = Weight::Medium;
pub(in crate::scene) const TOWN_WEIGHT: Weight = Weight::Regular;
pub(in crate::scene) const SEA_WEIGHT: Weight = Weight::Medium;
