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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_to_kabul_are_those_of_the_ellipsoid() {
        let kabul = LonLat::new(69.1723, 34.5281);
        for (name, lon_deg, lat_deg, km) in [
            ("Ghazni", 68.421, 33.5539, 128.4),
            ("Pul-e-Alam", 69.0227, 33.9953, 60.7),
            ("itself", 69.1723, 34.5281, 0.0),
        ] {
            let there = LonLat::new(lon_deg, lat_deg);
            assert!((distance_km(there, kabul) - km).abs() < 0.05, "{name}: {}", distance_km(there, kabul));
            assert!((distance_km(there, kabul) - distance_km(kabul, there)).abs() < 1e-9);
        }
    }
}
