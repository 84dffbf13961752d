//! How each place appears at an instant: what its control, seen through the switched-on bases, means for its symbol,
//! its area's tint and its label. Decided once; every layer and the legend draw from it.

mod decide;
mod place;
mod reading;

pub(super) use decide::{appearances, happening, held, point_of, shows};
pub use place::Look;
pub(super) use place::{Appearance, Ground, Holder, Tint};
