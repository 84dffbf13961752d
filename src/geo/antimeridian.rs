//! Polygons across the 180th meridian, where longitudes jump from one end to the other.

use crate::geo::LonLat;

/// A closed ring.
type Ring = Vec<LonLat>;

/// A polygon (its outer ring, then its holes) cut where it crosses the 180th meridian, as RFC 7946, 3.1.9 has it; as it is
/// where it does not. An edge of more than half the way round the earth is taken for one that goes the other way round,
/// but for those from -180 to 180, by which whole parallels are drawn, and for rings around a pole.
///
/// ```
/// use dateline::geo::{LonLat, cut_at_antimeridian};
///
/// let ring = [(177.0, -19.0), (-179.0, -19.0), (-179.0, -17.0), (177.0, -17.0), (177.0, -19.0)];
/// let ring: Vec<LonLat> = ring.into_iter().map(|(lon, lat)| LonLat::new(lon, lat)).collect();
/// let cut = cut_at_antimeridian(vec![ring]);
/// let west_of_it = cut[0][0].iter().all(|p| (177.0..=180.0).contains(&p.lon_deg));
/// let east_of_it = cut[1][0].iter().all(|p| (-180.0..=-179.0).contains(&p.lon_deg));
/// assert!(cut.len() == 2 && west_of_it && east_of_it);
/// ```
pub fn cut_at_antimeridian(polygon: Vec<Ring>) -> Vec<Vec<Ring>> {
    let jumps =
        |ring: &Ring| ring.windows(2).any(|pair| matches!(pair, [a, b] if (a.lon_deg - b.lon_deg).abs() > 180.0));
    if !polygon.iter().any(jumps) {
        return vec![polygon];
    }
    let Some(mut rings) = polygon.iter().map(unwrapped).collect::<Option<Vec<Ring>>>() else {
        return vec![polygon];
    };
    let middle = |ring: &Ring| {
        let (west, east) = extent(ring);
        (west + east) / 2.0
    };
    // All rings on the side of the earth on which the outer one is.
    let Some(outer) = rings.first().map(middle) else { return vec![polygon] };
    for ring in &mut rings {
        let turns = ((outer - middle(ring)) / 360.0).round();
        ring.iter_mut().for_each(|p| p.lon_deg += 360.0 * turns);
    }
    let side = |from: f64| {
        let inside: Vec<Ring> = rings
            .iter()
            .map(|ring| half(&half(ring, |p| p.lon_deg - from), |p| from + 360.0 - p.lon_deg))
            .filter(|ring| ring.len() > 3)
            .map(|ring| ring.into_iter().map(|p| LonLat::new(p.lon_deg - from - 180.0, p.lat_deg)).collect())
            .collect();
        inside
    };
    [-540.0, -180.0, 180.0].into_iter().map(side).filter(|rings| !rings.is_empty()).collect()
}

/// The ring with longitudes that go on past 180; `None` where it goes around a pole or along a whole parallel.
fn unwrapped(ring: &Ring) -> Option<Ring> {
    let mut lon = ring.first()?.lon_deg;
    let mut unwrapped = Vec::with_capacity(ring.len());
    for p in ring {
        let step = p.lon_deg - lon;
        if (step.rem_euclid(360.0)).abs() < f64::EPSILON && step.abs() > 180.0 && p.lon_deg.abs() >= 180.0 {
            return None;
        }
        lon = p.lon_deg - 360.0 * (step / 360.0).round();
        unwrapped.push(LonLat::new(lon, p.lat_deg));
    }
    let (first, last) = (unwrapped.first()?.lon_deg, unwrapped.last()?.lon_deg);
    ((first - last).abs() < 1.0).then_some(unwrapped)
}

fn extent(ring: &Ring) -> (f64, f64) {
    ring.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(west, east), p| (west.min(p.lon_deg), east.max(p.lon_deg)))
}

/// The part of a closed ring at which `inside` is not negative (Sutherland and Hodgman), closed.
fn half(ring: &Ring, inside: impl Fn(&LonLat) -> f64) -> Ring {
    let mut part = Vec::with_capacity(ring.len() + 4);
    for pair in ring.windows(2) {
        let [a, b] = pair else { continue };
        let (from, to) = (inside(a), inside(b));
        if from >= 0.0 {
            part.push(*a);
        }
        if (from < 0.0) != (to < 0.0) {
            let t = from / (from - to);
            let at = |a: f64, b: f64| a + (b - a) * t;
            part.push(LonLat::new(at(a.lon_deg, b.lon_deg), at(a.lat_deg, b.lat_deg)));
        }
    }
    part.extend(part.first().copied());
    part
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Ring {
        points.iter().chain(points.first()).map(|(lon, lat)| LonLat::new(*lon, *lat)).collect()
    }

    fn extents(polygon: Vec<Ring>) -> Vec<(f64, f64)> {
        cut_at_antimeridian(polygon).iter().map(|rings| extent(&rings[0])).collect()
    }

    #[test]
    fn what_does_not_cross_is_as_it_was() {
        for points in [
            &[(10.0, 0.0), (20.0, 0.0), (20.0, 5.0)][..],
            // A frame around the world, and the Antarctic as maps have it: both along whole parallels.
            &[(-180.0, -80.0), (180.0, -80.0), (180.0, 80.0), (-180.0, 80.0)],
            &[(-180.0, -90.0), (-180.0, -80.0), (0.0, -70.0), (180.0, -80.0), (180.0, -90.0)],
            // Around a pole.
            &[(-120.0, 80.0), (0.0, 80.0), (120.0, 80.0)],
        ] {
            assert_eq!(cut_at_antimeridian(vec![ring(points)]), [vec![ring(points)]]);
        }
    }

    #[test]
    fn what_crosses_is_cut_in_two_with_its_holes_on_their_side() {
        let box_of = |west: f64, south: f64, east: f64, north: f64| {
            ring(&[(west, south), (east, south), (east, north), (west, north)])
        };
        assert_eq!(extents(vec![box_of(177.0, -19.0, -179.0, -17.0)]), [(177.0, 180.0), (-180.0, -179.0)]);
        assert_eq!(extents(vec![box_of(-179.0, -19.0, 177.0, -17.0)]), [(177.0, 180.0), (-180.0, -179.0)]);
        let holed = vec![box_of(170.0, -10.0, -170.0, 10.0), box_of(-176.0, -1.0, -174.0, 1.0)];
        let cut = cut_at_antimeridian(holed);
        assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(extent(&cut[1][1]), (-176.0, -174.0));
        let across = vec![box_of(170.0, -10.0, -170.0, 10.0), box_of(179.0, -1.0, -179.0, 1.0)];
        let holes = cut_at_antimeridian(across);
        assert_eq!(holes.iter().map(|rings| extent(&rings[1])).collect::<Vec<_>>(), [(179.0, 180.0), (-180.0, -179.0)]);
        for ring in holes.iter().flatten() {
            assert_eq!(ring.first(), ring.last());
        }
    }
}
