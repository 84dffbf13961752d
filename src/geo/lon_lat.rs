//! Degrees, the Web Mercator world, and the pixels of a view.

/// A position in degrees, WGS 84.
///
/// ```
/// use dateline::geo::LonLat;
///
/// let kabul = LonLat::new(69.1723, 34.5289);
/// let back = kabul.world().lon_lat();
/// assert!((back.lon_deg - kabul.lon_deg).abs() < 1e-9 && (back.lat_deg - kabul.lat_deg).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct LonLat {
    /// Longitude, east positive.
    pub lon_deg: f64,
    /// Latitude, north positive.
    pub lat_deg: f64,
}

/// A position in Web Mercator (EPSG:3857) scaled so that the world runs from 0 to 1; y grows southwards.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WorldPoint {
    /// 0 at 180° W, 1 at 180° E.
    pub x: f64,
    /// 0 at 85.05° N, 1 at 85.05° S.
    pub y: f64,
}

/// A position in pixels of a view, y down.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ScreenPoint {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct BBox {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl LonLat {
    /// A position from longitude and latitude, in that order.
    pub const fn new(lon_deg: f64, lat_deg: f64) -> Self {
        Self { lon_deg, lat_deg }
    }

    /// The same position with a longitude within half a turn of another: what lies a little farther east than 180° is seen
    /// beside what lies a little farther west, not at the other end of the world.
    ///
    /// ```
    /// use dateline::geo::LonLat;
    ///
    /// let tonga = LonLat::new(-175.2, -21.1);
    /// assert!((tonga.near(178.4).lon_deg - 184.8).abs() < 1e-9);
    /// assert_eq!(tonga.near(-70.0), tonga);
    /// ```
    pub fn near(self, lon_deg: f64) -> Self {
        let off = self.lon_deg - lon_deg;
        if off.abs() <= 180.0 { self } else { Self { lon_deg: self.lon_deg - 360.0 * (off / 360.0).round(), ..self } }
    }

    /// The same position in the Web Mercator world.
    pub fn world(self) -> WorldPoint {
        use std::f64::consts::PI;
        let sin = libm::sin(self.lat_deg.clamp(-85.051_128_78, 85.051_128_78).to_radians());
        WorldPoint { x: self.lon_deg / 360.0 + 0.5, y: 0.5 - libm::log((1.0 + sin) / (1.0 - sin)) / (4.0 * PI) }
    }
}

impl BBox {
    /// A box whose east may be written as less than its west, where it lies across the 180th meridian (RFC 7946, 5.2): that
    /// edge then goes on past 180.
    pub fn unwrapped(self) -> Self {
        if self.east < self.west { Self { east: self.east + 360.0, ..self } } else { self }
    }

    /// The longitude of its middle.
    pub fn middle_deg(self) -> f64 {
        (self.west + self.east) / 2.0
    }
}

impl WorldPoint {
    /// The point on a surface on which the world is so many px across.
    pub fn scaled(self, world_px: f64) -> ScreenPoint {
        ScreenPoint { x: self.x * world_px, y: self.y * world_px }
    }

    /// The same position in degrees.
    pub fn lon_lat(self) -> LonLat {
        use std::f64::consts::PI;
        let lat = libm::atan(libm::sinh(PI * (1.0 - 2.0 * self.y)));
        LonLat::new((self.x - 0.5) * 360.0, lat.to_degrees())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_world_runs_from_zero_to_one_and_down() {
        for (lon_deg, lat_deg, x, y) in [
            (0.0, 0.0, 0.5, 0.5),
            (-180.0, 85.051_128_78, 0.0, 0.0),
            (180.0, -85.051_128_78, 1.0, 1.0),
            (69.1723, 34.5281, 0.692_145, 0.397_693),
        ] {
            let p = LonLat::new(lon_deg, lat_deg).world();
            assert!((p.x - x).abs() < 1e-6 && (p.y - y).abs() < 1e-6, "{lon_deg} {lat_deg}: {p:?}");
        }
    }

    #[test]
    fn the_poles_stay_on_the_map() {
        for lat_deg in [90.0, -90.0, 500.0] {
            let p = LonLat::new(0.0, lat_deg).world();
            assert!((-1e-9..=1.0 + 1e-9).contains(&p.y), "{p:?}");
        }
    }

    proptest! {
        #[test]
        fn a_position_survives_the_round_trip(lon_deg in -180.0f64..180.0, lat_deg in -85.0f64..85.0) {
            let back = LonLat::new(lon_deg, lat_deg).world().lon_lat();
            prop_assert!((back.lon_deg - lon_deg).abs() < 1e-9 && (back.lat_deg - lat_deg).abs() < 1e-9);
        }
    }
}
