//! The shortest way between two points of the sphere.

use crate::geo::LonLat;

/// Longest piece of a way, degrees of arc: shorter ones look the same on any map that shows all of it.
const PIECE_DEG: f64 = 2.0;

/// Points along the great circle from `a` to `b`, both included. Longitudes go on past 180° where the way does, so that
/// neighbours are near each other; of two points opposite each other it is the way along the meridian of `a`.
///
/// ```
/// use dateline::geo::{LonLat, great_circle};
///
/// let way = great_circle(LonLat::new(170.0, 0.0), LonLat::new(-170.0, 0.0));
/// assert!(way.windows(2).all(|pair| (pair[1].lon_deg - pair[0].lon_deg).abs() < 2.1));
/// assert!((way[way.len() - 1].lon_deg - 190.0).abs() < 1e-9);
/// ```
pub fn great_circle(a: LonLat, b: LonLat) -> Vec<LonLat> {
    let vector = |p: LonLat| {
        let (lon, lat) = (p.lon_deg.to_radians(), p.lat_deg.to_radians());
        [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
    };
    let (u, v) = (vector(a), vector(b));
    let dot: f64 = u.iter().zip(v).map(|(u, v)| u * v).sum();
    let angle = libm::acos(dot.clamp(-1.0, 1.0));
    let pieces = (angle.to_degrees() / PIECE_DEG).ceil().max(1.0) as u32;
    let mut way = vec![a];
    for i in 1..=pieces {
        let t = f64::from(i) / f64::from(pieces);
        let (p, q) = if libm::sin(angle).abs() < 1e-9 {
            (1.0 - t, t)
        } else {
            let sin = libm::sin(angle);
            (libm::sin((1.0 - t) * angle) / sin, libm::sin(t * angle) / sin)
        };
        let [x, y, z] = [0, 1, 2].map(|k| p * u[k] + q * v[k]);
        let lon = libm::atan2(y, x).to_degrees();
        let before = way.last().map_or(a.lon_deg, |last| last.lon_deg);
        let lon = lon + 360.0 * ((before - lon) / 360.0).round();
        let lat = libm::atan2(z, libm::hypot(x, y)).to_degrees();
        way.push(LonLat::new(lon, lat));
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_bends_towards_the_pole_and_ends_where_it_should() {
        let way = great_circle(LonLat::new(0.0, 50.0), LonLat::new(90.0, 50.0));
        let top = way.iter().map(|p| p.lat_deg).fold(0.0, f64::max);
        assert!(top > 59.0, "{top}");
        let end = way[way.len() - 1];
        assert!((end.lon_deg - 90.0).abs() < 1e-9 && (end.lat_deg - 50.0).abs() < 1e-9);
        assert_eq!(great_circle(LonLat::new(5.0, 5.0), LonLat::new(5.0, 5.0)).len(), 2);
    }
}
