//! Distances on the ellipsoid.

use crate::geo::LonLat;
use geo::{Distance as _, Geodesic};

/// The geodesic on WGS 84 (Karney 2013), in kilometres.
///
/// ```
/// use dateline::geo::{LonLat, distance_km};
/// let ghazni = LonLat::new(68.421, 33.5539);
/// let kabul = LonLat::new(69.1723, 34.5281);
/// assert!((distance_km(ghazni, kabul) - 128.4).abs() < 0.05);
/// ```
pub fn distance_km(a: LonLat, b: LonLat) -> f64 {
    let point = |p: LonLat| geo_types::Point::new(p.lon_deg, p.lat_deg);
    Geodesic.distance(point(a), point(b)) / 1000.0
}
