//! Places on the earth and on a screen. Knows nothing of time, files or what is drawn.
//!
//! Spaces: [`LonLat`] (degrees, WGS 84), [`WorldPoint`] (Web Mercator, the world from 0 to 1, y down),
//! [`ScreenPoint`] (pixels of a view, y down). Trigonometry comes from `libm`, so that the same view gives the
//! same bytes on every machine.

mod distance;
mod lon_lat;
mod viewport;

pub use distance::distance_km;
pub use lon_lat::{BBox, LonLat, WorldPoint};
pub use viewport::{ScreenPoint, Viewport};
