//! How each place appears at an instant: what its control, seen through the switched-on bases, means for its symbol,
//! its area's tint and its label. Decided once; every layer and the legend draw from it.

mod decide;
mod joined;
mod place;
mod reading;
mod spots;

pub(super) use decide::{appearances, happening, held, shows};
pub(super) use joined::{Joined, point_of};
pub use place::Look;
pub(super) use place::{Appearance, Holder, Tint, TintedGround};
pub use spots::FADES;
pub(super) use spots::{LARGE, SpotMark, SpotRules};
