//! In which first-level area a point lies.

use crate::geo::LonLat;
use crate::world::ground::{Feature, near};

/// The first-level area of the world around a point; none at sea and where the world has none.
///
/// ```
/// use dateline::geo::LonLat;
/// use dateline::world::ground::area_around;
/// assert_eq!(area_around(LonLat::new(62.2, 34.34)).map(|area| area.word(2)), Some("Herat"));
/// ```
pub fn area_around(at: LonLat) -> Option<&'static Feature> {
    let near = near();
    near.areas.iter().find(|area| near.map.polygons(area).iter().any(|polygon| is_inside(polygon, at)))
}

/// Whether a point lies inside an odd number of rings.
fn is_inside(rings: &[Vec<LonLat>], at: LonLat) -> bool {
    let crossed = |ring: &Vec<LonLat>| {
        let edges = ring.iter().zip(ring.iter().skip(1));
        let east = edges.filter(|(a, b)| {
            (a.lat_deg > at.lat_deg) != (b.lat_deg > at.lat_deg) && {
                let share = (at.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
                at.lon_deg < a.lon_deg + share * (b.lon_deg - a.lon_deg)
            }
        });
        east.count()
    };
    rings.iter().map(crossed).sum::<usize>() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_the_area_around_it_and_at_sea_in_none() {
        let named = |lon, lat| area_around(LonLat::new(lon, lat)).map(|area| area.word(2).to_owned());
        assert_eq!(named(62.2, 34.34).as_deref(), Some("Herat"));
        assert_eq!(named(-30.0, 30.0), None);
    }
}
