//! Where a geometry lies: a point as it is, anything larger as its middle and how far it reaches.

use crate::geo::{LonLat, distance_km};

/// The cells of a position: north, east and the radius.
pub(super) fn cells(points: &[LonLat]) -> Vec<(String, String)> {
    let Some(first) = points.first() else { return Vec::new() };
    // As degrees go across 180°.
    let near: Vec<LonLat> = points.iter().map(|point| point.near(first.lon_deg)).collect();
    let bound =
        |of: fn(&LonLat) -> f64, pick: fn(f64, f64) -> f64| near.iter().map(of).reduce(pick).unwrap_or_default();
    let (west, east) = (bound(|p| p.lon_deg, f64::min), bound(|p| p.lon_deg, f64::max));
    let (south, north) = (bound(|p| p.lat_deg, f64::min), bound(|p| p.lat_deg, f64::max));
    let point = west == east && south == north;
    let middle = if point { *first } else { LonLat::new((west + east) / 2.0, (south + north) / 2.0) };
    let mut cells =
        vec![("latitude".to_owned(), middle.lat_deg.to_string()), ("longitude".to_owned(), middle.lon_deg.to_string())];
    if !point {
        let radius = near.iter().map(|point| distance_km(middle, *point)).fold(0.0, f64::max);
        cells.push(("radius_km".to_owned(), format!("{radius:.1}")));
    }
    cells
}
