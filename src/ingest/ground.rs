//! Where a new chronicle is about: a country of the world, or a box on its map.

use crate::geo::{BBox, LonLat, distance_km};
use crate::limits::FARTHEST_LATITUDE_DEG;
use crate::world::{Gazetteer, PlaceClass};

/// How much of a country's height and width is added around it, so that no border lies on the edge of the picture.
const MARGIN: f64 = 0.05;

/// Where a chronicle is about.
///
/// ```
/// use dateline::ingest::Ground;
///
/// let syria = Ground::of_country("SYR").map(|ground| (ground.country, ground.time_zone));
/// assert_eq!(syria, Some((Some("Syria".into()), "Asia/Damascus".into())));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The country, by the name it is shown under; none for a box.
    pub country: Option<String>,
    /// What the map shows at first, degrees; east is less than west across the 180th meridian.
    pub bbox: BBox,
    /// The IANA name of the clock there.
    pub time_zone: String,
}

impl Ground {
    /// A country, by its ISO 3166-1 code of two or three letters or by any of its names. Its clock is its capital's.
    pub fn of_country(called: &str) -> Option<Self> {
        let world = Gazetteer::shared();
        let is_country = |entry: &u32| world.class(*entry) == PlaceClass::Country;
        let named = || world.named(called).into_iter().find(is_country);
        let country = world.country_of_code(called.trim()).or_else(named)?;
        let [west, south, east, north] = world.bounds(country)?;
        let width = if west > east { east + 360.0 - west } else { east - west };
        let (across, along) = (MARGIN * width, MARGIN * (north - south));
        let whole = width + 2.0 * across >= 360.0;
        let bbox = BBox {
            west: if whole { -180.0 } else { turned(west - across) },
            south: rounded((south - along).max(-FARTHEST_LATITUDE_DEG)),
            east: if whole { 180.0 } else { turned(east + across) },
            north: rounded((north + along).min(FARTHEST_LATITUDE_DEG)),
        };
        let time_zone = world.time_zone(country).unwrap_or("Etc/UTC").to_owned();
        Some(Self { country: Some(world.name(country).to_owned()), bbox, time_zone })
    }

    /// A box. Its clock is that of the settlement nearest to its middle.
    pub fn of_box(bbox: BBox) -> Self {
        let BBox { west, south, east, north } = bbox.unwrapped();
        let time_zone = zone_at(LonLat::new(f64::midpoint(west, east), f64::midpoint(south, north)));
        let bbox = BBox { west: turned(west), south: rounded(south), east: turned(east), north: rounded(north) };
        Self { country: None, bbox, time_zone: time_zone.unwrap_or("Etc/UTC").to_owned() }
    }
}

/// The clock of the settlement nearest to a point.
fn zone_at(point: LonLat) -> Option<&'static str> {
    let world = Gazetteer::shared();
    let position = |entry: u32| {
        let (lon_deg, lat_deg) = world.position(entry);
        LonLat::new(lon_deg, lat_deg).near(point.lon_deg)
    };
    // In degrees first: geodesics to a quarter of a million places would take a second.
    let scale = libm::cos(point.lat_deg.to_radians()).max(0.01);
    let rough = |entry: u32| {
        let LonLat { lon_deg, lat_deg } = position(entry);
        let (x, y) = ((lon_deg - point.lon_deg) * scale, lat_deg - point.lat_deg);
        x * x + y * y
    };
    let settlements = (0..world.len() as u32)
        .filter(|entry| world.class(*entry) == PlaceClass::Settlement && world.time_zone(*entry).is_some());
    let mut near: Vec<(f64, u32)> = settlements.map(|entry| (rough(entry), entry)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let far = |entry: u32| distance_km(point, position(entry));
    let nearest = near.iter().take(8).min_by(|a, b| far(a.1).total_cmp(&far(b.1)))?.1;
    world.time_zone(nearest)
}

/// A longitude within half a turn of Greenwich.
fn turned(lon_deg: f64) -> f64 {
    rounded(LonLat::new(lon_deg, 0.0).near(0.0).lon_deg)
}

/// To a thousandth of a degree.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_country_goes_by_its_code_and_its_names() {
        for (called, name, zone) in [
            ("AF", "Afghanistan", "Asia/Kabul"),
            ("afg", "Afghanistan", "Asia/Kabul"),
            ("Ukraine", "Ukraine", "Europe/Kyiv"),
            ("Burma", "Myanmar", "Asia/Yangon"),
        ] {
            let ground = Ground::of_country(called).unwrap();
            assert_eq!((ground.country.as_deref(), ground.time_zone.as_str()), (Some(name), zone), "{called}");
        }
        assert_eq!(Ground::of_country("Kabul"), None);
        assert_eq!(Ground::of_country(""), None);
    }

    #[test]
    fn a_country_across_the_180th_meridian_keeps_its_box_there() {
        let BBox { west, east, .. } = Ground::of_country("FJ").unwrap().bbox;
        assert!(west > 170.0 && east < -170.0, "{west} {east}");
    }

    #[test]
    fn a_box_has_the_clock_of_its_middle() {
        for (west, south, east, north, zone) in [
            (60.4, 29.3, 75.0, 38.6, "Asia/Kabul"),
            (-5.0, 50.0, 1.0, 53.0, "Europe/London"),
            (176.0, -21.0, -177.0, -14.0, "Pacific/Fiji"),
        ] {
            assert_eq!(Ground::of_box(BBox { west, south, east, north }).time_zone, zone);
        }
    }
}
