//! The ground that the control of a listed place tints, where a chronicle states a rule instead of drawing areas itself.

use crate::basemap::Ring;
use crate::basemap::chart::Chart;
use crate::chronicle::{Area, Chronicle, Place, Tints};
use crate::geo::{BBox, LonLat, WorldPoint, distance_km};
use crate::world::ground::{Feature, country_called, near};
use crate::world::name_key;
use geo::{BooleanOps as _, Contains as _, Destination as _, Geodesic, LineString, MultiPolygon, Point, Polygon};

/// Corners of a circle.
const CORNERS: u32 = 96;
/// Corners nearer to each other than this are one, degrees: of circles, and of what was cut from the land.
const CIRCLES_MEET: f64 = 0.002;
const CUTS_MEET: f64 = 0.000_02;

/// The areas of a chronicle by its rule; none where its own areas are what is tinted.
pub fn tinted(chronicle: &Chronicle) -> Option<Vec<Area>> {
    match chronicle.meta.tints {
        Tints::Areas => None,
        Tints::FirstLevelAreas => Some(first_level(chronicle)),
        Tints::Nearest { km } => Some(nearest(chronicle, km)),
    }
}

/// A listed place and where it is.
type Sited<'c> = (&'c Place, LonLat);

fn listed(chronicle: &Chronicle) -> Vec<Sited<'_>> {
    let middle = chronicle.meta.bbox.middle_deg();
    chronicle.listed().filter_map(|place| Some((place, place.position?.near(middle)))).collect()
}

/// The first-level area of the world in which each place lies. Of several places in one, the place it is called after has it,
/// else the first.
fn first_level(chronicle: &Chronicle) -> Vec<Area> {
    let chart = Chart::around(chronicle.meta.bbox);
    let places = listed(chronicle);
    let focus = country_called(&chronicle.meta.country);
    let candidates = near().areas.iter().filter(|area| focus.is_none_or(|country| country.word(0) == area.word(1)));
    let mut areas: Vec<Area> = Vec::new();
    for feature in candidates {
        let polygons = chart.areas(&near().map.polygons(feature), &[]);
        let shape = multi_polygon(&polygons);
        let inside: Vec<&Sited<'_>> = places.iter().filter(|(_, at)| shape.contains(&point(*at))).collect();
        let named = inside.iter().find(|(place, _)| name_key(&place.name) == name_key(feature.word(2)));
        if let Some((place, _)) = named.or(inside.first()) {
            areas.push(Area {
                id: feature.word(0).into(),
                name: feature.word(2).to_owned(),
                place: place.id.clone(),
                polygons,
            });
        }
    }
    areas
}

/// The ground nearer to each place than to any other listed one, at most so many km away: of its country, where the map is
/// about one and the place lies in it, else of all land.
fn nearest(chronicle: &Chronicle, km: f64) -> Vec<Area> {
    let places = listed(chronicle);
    let mut cells: Vec<Vec<Ring>> = (0..places.len()).map(|i| vec![cell(&places, i, km)]).collect();
    join(&mut cells, CIRCLES_MEET);
    let country = country_called(&chronicle.meta.country).map(std::slice::from_ref::<Feature>);
    let mut grounds: Vec<Vec<Ring>> = Vec::new();
    for ((_, at), cell) in places.iter().zip(&cells) {
        let chart = Chart::around(chronicle.meta.bbox).with_window(around(cell));
        let ground = |features: &[Feature]| {
            let polygons: Vec<_> = features.iter().flat_map(|feature| near().map.polygons(feature)).collect();
            multi_polygon(&chart.areas(&polygons, &[]))
        };
        let own = country.map(ground).filter(|country| country.contains(&point(*at)));
        let land = own.unwrap_or_else(|| ground(&near().land));
        let cut = multi_polygon(std::slice::from_ref(cell)).intersection(&land);
        grounds.push(cut.iter().flat_map(rings).collect());
    }
    join(&mut grounds, CUTS_MEET);
    let area = |((place, _), rings): (&Sited<'_>, Vec<Ring>)| Area {
        id: place.id.as_str().into(),
        name: String::new(),
        place: place.id.clone(),
        polygons: vec![rings],
    };
    places.iter().zip(grounds).map(area).filter(|area| area.polygons.iter().any(|rings| !rings.is_empty())).collect()
}

/// A circle around a place, cut half-way to every other near it. Half-way is measured on the map, which keeps the shape
/// of what is small.
fn cell(places: &[Sited<'_>], of: usize, km: f64) -> Ring {
    let Some(&(_, center)) = places.get(of) else { return Ring::new() };
    let corner = |i: u32| {
        let turn = 360.0 * f64::from(i) / f64::from(CORNERS);
        let to = Geodesic.destination(point(center), turn, km * 1000.0);
        LonLat::new(to.x(), to.y()).near(center.lon_deg).world()
    };
    let mut ring: Vec<WorldPoint> = (0..CORNERS).map(corner).collect();
    let own = center.world();
    for (_, other) in places.iter().filter(|(_, other)| *other != center && distance_km(center, *other) < 2.0 * km) {
        let there = other.world();
        let half_way = ((own.x + there.x) / 2.0, (own.y + there.y) / 2.0);
        let beyond = |p: &WorldPoint| (p.x - half_way.0) * (there.x - own.x) + (p.y - half_way.1) * (there.y - own.y);
        let mut kept = Vec::with_capacity(ring.len() + 1);
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (from, to) = (beyond(a), beyond(b));
            if from <= 0.0 {
                kept.push(*a);
            }
            if (from <= 0.0) != (to <= 0.0) {
                let share = from / (from - to);
                kept.push(WorldPoint { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
            }
        }
        ring = kept;
    }
    ring.extend(ring.first().copied());
    ring.into_iter().map(WorldPoint::lon_lat).collect()
}

/// Makes corners that lie within `apart` degrees of each other one, and gives every edge the corners of others that lie on
/// it: neighbours then share their border corner by corner.
fn join(areas: &mut [Vec<Ring>], apart: f64) {
    let mut corners: Vec<LonLat> = areas.iter().flatten().flatten().copied().collect();
    corners.sort_by(|a, b| a.lon_deg.total_cmp(&b.lon_deg).then(a.lat_deg.total_cmp(&b.lat_deg)));
    let mut kept: Vec<LonLat> = Vec::new();
    for corner in corners {
        let near = kept.iter().rev().take_while(|known| corner.lon_deg - known.lon_deg <= apart);
        if !near.into_iter().any(|known| (known.lat_deg - corner.lat_deg).abs() <= apart) {
            kept.push(corner);
        }
    }
    let within = |west: f64, east: f64| {
        let from = kept.partition_point(|known| known.lon_deg < west - apart);
        let until = kept.partition_point(|known| known.lon_deg <= east + apart);
        kept.get(from..until).unwrap_or_default()
    };
    let one = |corner: &LonLat| {
        let near = within(corner.lon_deg, corner.lon_deg).iter().copied();
        let off = |known: &LonLat| (known.lon_deg - corner.lon_deg).abs().max((known.lat_deg - corner.lat_deg).abs());
        near.min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(*corner)
    };
    for ring in areas.iter_mut().flatten() {
        let mut corners: Ring = ring.iter().map(one).collect();
        corners.dedup();
        let mut joined: Ring = corners.first().copied().into_iter().collect();
        for pair in corners.windows(2) {
            let &[a, b] = pair else { continue };
            let candidates = within(a.lon_deg.min(b.lon_deg), a.lon_deg.max(b.lon_deg)).iter();
            let mut on: Vec<(f64, LonLat)> =
                candidates.filter_map(|known| Some((along(*known, a, b, apart)?, *known))).collect();
            on.sort_by(|a, b| a.0.total_cmp(&b.0));
            joined.extend(on.into_iter().map(|(_, known)| known));
            joined.push(b);
        }
        joined.dedup();
        *ring = if joined.len() > 3 { joined } else { Ring::new() };
    }
    areas.iter_mut().for_each(|area| area.retain(|ring| !ring.is_empty()));
}

/// How far along an edge a corner lies on it, from 0 to 1; none where it does not, or is one of its ends.
fn along(p: LonLat, a: LonLat, b: LonLat, apart: f64) -> Option<f64> {
    let (dx, dy) = (b.lon_deg - a.lon_deg, b.lat_deg - a.lat_deg);
    let share = ((p.lon_deg - a.lon_deg) * dx + (p.lat_deg - a.lat_deg) * dy) / (dx * dx + dy * dy);
    let off = libm::hypot(a.lon_deg + share * dx - p.lon_deg, a.lat_deg + share * dy - p.lat_deg);
    (share > 0.0 && share < 1.0 && off <= apart && p != a && p != b).then_some(share)
}

fn around(rings: &[Ring]) -> BBox {
    let none = BBox { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };
    rings.iter().flatten().fold(none, |b, p| BBox {
        west: b.west.min(p.lon_deg),
        south: b.south.min(p.lat_deg),
        east: b.east.max(p.lon_deg),
        north: b.north.max(p.lat_deg),
    })
}

fn point(p: LonLat) -> Point {
    Point::new(p.lon_deg, p.lat_deg)
}

fn multi_polygon(polygons: &[Vec<Ring>]) -> MultiPolygon {
    let line = |ring: &Ring| LineString::from_iter(ring.iter().map(|p| (p.lon_deg, p.lat_deg)));
    let polygon = |rings: &Vec<Ring>| {
        let (outer, holes) = rings.split_first()?;
        Some(Polygon::new(line(outer), holes.iter().map(line).collect()))
    };
    MultiPolygon::new(polygons.iter().filter_map(polygon).collect())
}

fn rings(polygon: &Polygon) -> Vec<Ring> {
    let ring = |line: &LineString| line.coords().map(|c| LonLat::new(c.x, c.y)).collect();
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, open};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// The built-in chronicle with other listed places, under a rule.
    fn with(places: &[(&str, f64, f64)], country: &str, bbox: [f64; 4], tints: Tints) -> Vec<Area> {
        let mut chronicle = open(&Embedded).unwrap().chronicle;
        let like = chronicle.listed().next().unwrap().clone();
        let place = |(name, lon, lat): &(&str, f64, f64)| {
            let position = Some(LonLat::new(*lon, *lat));
            let place = Place { id: (*name).into(), name: (*name).to_owned(), position, ..like.clone() };
            (place.id.clone(), place)
        };
        chronicle.places = Arc::new(places.iter().map(place).collect::<BTreeMap<_, _>>());
        let [west, south, east, north] = bbox;
        chronicle.meta.bbox = BBox { west, south, east, north };
        chronicle.meta.country = country.to_owned();
        chronicle.meta.tints = tints;
        tinted(&chronicle).unwrap()
    }

    const SYRIA: [f64; 4] = [35.3, 32.0, 42.5, 37.5];

    #[test]
    fn a_place_tints_the_first_level_area_in_which_it_lies() {
        let places = [("Palmyra", 38.27, 34.55), ("Homs", 36.72, 34.73), ("Raqqa", 39.01, 35.95)];
        let areas = with(&places, "Syria", SYRIA, Tints::FirstLevelAreas);
        let of: Vec<&str> = areas.iter().map(|area| area.place.as_str()).collect();
        assert_eq!(of.len(), 2, "Palmyra lies in the governorate of Homs: {of:?}");
        assert!(of.contains(&"Raqqa"));
        assert!(areas.iter().all(|area| !area.name.is_empty()));
    }

    #[test]
    fn a_place_tints_what_is_nearer_to_it_than_to_any_other_and_no_farther_than_the_rule_says() {
        let places = [("Tabqa", 38.55, 35.84), ("Raqqa", 39.01, 35.95), ("Palmyra", 38.27, 34.55)];
        let areas = with(&places, "Syria", SYRIA, Tints::Nearest { km: 34.0 });
        assert_eq!(areas.len(), 3);
        for area in &areas {
            let own = places.iter().find(|(name, ..)| *name == area.place.as_str()).unwrap();
            for corner in area.polygons.iter().flatten().flatten() {
                let km = |(_, lon, lat): &(&str, f64, f64)| distance_km(LonLat::new(*lon, *lat), *corner);
                assert!(km(own) < 34.3);
                assert!(places.iter().all(|other| km(own) < km(other) + 0.5), "{}", area.place);
            }
        }
        let ring = |name: &str| &areas.iter().find(|area| area.place.as_str() == name).unwrap().polygons[0][0];
        let shared = ring("Tabqa").iter().filter(|corner| ring("Raqqa").contains(corner)).count();
        assert!(shared >= 2, "neighbours share their border: {shared}");
    }

    #[test]
    fn the_tint_ends_at_the_border_of_the_country_and_at_the_sea() {
        let areas = with(&[("Latakia", 35.79, 35.52)], "Syria", SYRIA, Tints::Nearest { km: 40.0 });
        let corners = areas[0].polygons.iter().flatten().flatten();
        assert!(corners.clone().all(|corner| corner.lon_deg > 35.6), "no sea");
        assert!(corners.clone().all(|corner| corner.lat_deg < 35.95), "no ground of Türkiye");
        let abroad = with(&[("Antakya", 36.16, 36.2)], "Syria", SYRIA, Tints::Nearest { km: 40.0 });
        assert!(abroad[0].polygons.iter().flatten().flatten().any(|corner| corner.lat_deg > 36.4), "land anywhere");
    }
}
