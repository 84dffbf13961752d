//! Placing names without collisions.
//!
//! In two steps, so that names stay where they are while time is scrubbed. First every place gets an *anchor*: the slot
//! for its name that is best when every place is in its most extreme state of all time; that depends on the zoom alone.
//! Then, at an instant, each name that is wanted stands at its anchor, unless something of that instant is in the way.

mod anchors;
mod collide;
mod extremes;
mod place;
mod slot;

pub(super) use anchors::{AnchorSetup, Anchors, clearance, find_anchors, type_of};
pub(super) use collide::{Disc, label_box};
pub(super) use extremes::{Extreme, STAR, extremes};
pub(super) use place::{Limits, Name, Placed, place_names};
pub(super) use slot::Slot;
