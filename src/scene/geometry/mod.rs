//! Geometry that no instant changes, and how a view sees it: scaled, thinned to what the zoom can show, clipped.

mod curve;
mod ground;
mod hatch;
mod projector;
mod texture;
mod tone;
mod topology;
mod track;

pub(super) use curve::curve;
pub(super) use ground::{Geometry, GroundLayer, Way};
pub(super) use hatch::hatch;
pub(super) use projector::Projector;
pub(super) use texture::{texture, texture_width};
pub(super) use topology::chain;
pub(super) use track::Track;
