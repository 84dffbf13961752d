//! Names of what lies on the ground: rivers along their course, provinces inside their borders, towns beside their dots,
//! seas on the water.
//!
//! They give way to everything else. Where they can stand depends on the zoom and on where the names of places have
//! their anchors, so it is worked out once for both and remembered; an instant or a frame only leaves some of them out.

mod along;
mod find;
mod inside;
mod name;
mod obstacles;
mod points;
mod stretches;

pub(super) use find::{GroundSetup, find_ground_names, seen};
pub(super) use name::{
    DOT, GroundFeature, GroundName, PROVINCE, PROVINCE_WEIGHT, RIVER, RIVER_WEIGHT, SEA, SEA_WEIGHT, TOWN, TOWN_WEIGHT,
};
pub(super) use stretches::{SHARES, stretches};
