//! Places on the earth and on a screen. Knows nothing of time, files or what is drawn.
//!
//! Spaces: [`LonLat`] (degrees, WGS 84), [`WorldPoint`] (Web Mercator, the world from 0 to 1, y down),
//! [`ScreenPoint`] (pixels of a view, y down). Trigonometry comes from `libm`, so that the same view gives the
//! same bytes on every machine.

mod antimeridian;
mod clip;
mod distance;
mod great_circle;
mod lon_lat;
mod simplify;
mod viewport;

pub use antimeridian::cut_at_antimeridian;
pub use clip::{ScreenRect, clip_line, clip_ring, line_within, ring_within};
pub use distance::distance_km;
pub use great_circle::great_circle;
pub use lon_lat::{BBox, LonLat, ScreenPoint, WorldPoint};
pub use simplify::significance;
pub use viewport::Viewport;
