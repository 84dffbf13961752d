//! Degrees and the Web Mercator world.

/// A position in degrees, WGS 84.
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

    /// The same position in the Web Mercator world.
    pub fn world(self) -> WorldPoint {
        use std::f64::consts::PI;
        let sin = libm::sin(self.lat_deg.clamp(-85.051_128_78, 85.051_128_78).to_radians());
        WorldPoint { x: self.lon_deg / 360.0 + 0.5, y: 0.5 - libm::log((1.0 + sin) / (1.0 - sin)) / (4.0 * PI) }
    }
}

impl WorldPoint {
    /// The same position in degrees.
    pub fn lon_lat(self) -> LonLat {
        use std::f64::consts::PI;
        let lat = libm::atan(libm::sinh(PI * (1.0 - 2.0 * self.y)));
        LonLat::new((self.x - 0.5) * 360.0, lat.to_degrees())
    }
}
