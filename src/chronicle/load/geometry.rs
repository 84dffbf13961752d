//! GeoJSON geometries to positions, every one of them on the earth.

use crate::chronicle::EventShape;
use crate::chronicle::load::reader::Fault;
use crate::geo::{LonLat, cut_at_antimeridian};
use geojson::{Geometry, GeometryValue, Position};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Rings by polygon.
pub(crate) type Polygons = Vec<Vec<Vec<LonLat>>>;

fn read(raw: &RawValue) -> Result<GeometryValue, Fault> {
    serde_json::from_str::<Geometry>(raw.get()).map(|geometry| geometry.value).map_err(|error| {
        let said = error.to_string();
        let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
        Fault::new(format!("expected a GeoJSON geometry, found a fault: {why}")).hint("correct its coordinates")
    })
}

fn other(expected: &str, found: &GeometryValue) -> Fault {
    Fault::new(format!("expected a {expected}, found a {}", found.type_name())).hint("draw it as one, or leave it null")
}

fn position(position: &Position) -> Result<LonLat, Fault> {
    if let [lon, lat, ..] = position.as_slice()
        && (-180.0..=180.0).contains(lon)
        && (-90.0..=90.0).contains(lat)
    {
        return Ok(LonLat::new(*lon, *lat));
    }
    Err(Fault::new(format!(
        "expected a longitude from -180 to 180 and a latitude from -90 to 90, found {:?}",
        position.as_slice()
    ))
    .hint("GeoJSON writes the longitude first"))
}

/// A point as nearly all are written: two coordinates and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    #[serde(rename = "type")]
    _type: PointType,
    coordinates: (f64, f64),
}

#[derive(Deserialize)]
enum PointType {
    Point,
}

/// A point, or none where the geometry is null.
pub(in crate::chronicle) fn point(raw: Option<&RawValue>) -> Result<Option<LonLat>, Fault> {
    if let Some(Plain { coordinates: (lon, lat), .. }) = raw.and_then(|raw| serde_json::from_str(raw.get()).ok()) {
        return position(&Position::from([lon, lat])).map(Some);
    }
    match raw.map(read).transpose()? {
        None => Ok(None),
        Some(GeometryValue::Point { coordinates }) => position(&coordinates).map(Some),
        Some(found) => Err(other("Point", &found)),
    }
}

/// What an event is drawn as: none, the point of its place, or a shape of its own.
pub(super) enum OfEvent {
    /// No geometry.
    Nothing,
    /// A point.
    Point(LonLat),
    /// A line or an outline.
    Shape(EventShape),
}

/// The geometry of an event.
pub(super) fn of_event(raw: Option<&RawValue>) -> Result<OfEvent, Fault> {
    let plain = raw.is_none_or(|raw| serde_json::from_str::<Plain>(raw.get()).is_ok());
    let found = if plain { None } else { raw.map(read).transpose()? };
    Ok(match found {
        Some(GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. }) => {
            let lines = lines(raw)?;
            if lines.iter().any(|line| line.len() < 2) {
                return Err(Fault::new("expected a line of at least two positions, found a shorter one")
                    .hint("add where it leads, or draw a Point"));
            }
            OfEvent::Shape(EventShape::Lines(lines))
        }
        Some(GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. }) => {
            OfEvent::Shape(EventShape::Outline(polygons(raw)?))
        }
        Some(found) if !matches!(found, GeometryValue::Point { .. }) => {
            return Err(other("Point, a line or a polygon", &found));
        }
        _ => point(raw)?.map_or(OfEvent::Nothing, OfEvent::Point),
    })
}

/// A radius in km.
pub(super) fn radius(km: Option<f64>) -> Result<Option<f64>, Fault> {
    /// Half the way round the earth: all of it.
    const MOST_KM: f64 = 20_040.0;
    match km {
        Some(km) if !(km > 0.0 && km <= MOST_KM) => {
            Err(Fault::new(format!("expected `radius_km` to be more than 0 and at most {MOST_KM}, found {km}"))
                .of("radius_km")
                .hint("say within how many km it lies, or leave it out"))
        }
        km => Ok(km),
    }
}

fn positions(line: &[Position]) -> Result<Vec<LonLat>, Fault> {
    line.iter().map(position).collect()
}

fn rings(polygon: &[Vec<Position>]) -> Result<Vec<Vec<LonLat>>, Fault> {
    let rings: Vec<Vec<LonLat>> = polygon.iter().map(|ring| positions(ring)).collect::<Result<_, _>>()?;
    if rings.is_empty() || rings.iter().any(|ring| ring.len() < 4 || ring.first() != ring.last()) {
        return Err(Fault::new("expected closed rings of at least four positions, found an open or shorter one")
            .hint("end each ring with the position it begins with"));
    }
    Ok(rings)
}

/// The polygons of a Polygon or MultiPolygon, cut where they cross the 180th meridian.
pub(crate) fn polygons(raw: Option<&RawValue>) -> Result<Polygons, Fault> {
    let polygons: Polygons = match raw.map(read).transpose()? {
        Some(GeometryValue::Polygon { coordinates }) => Ok(vec![rings(&coordinates)?]),
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates.iter().map(|polygon| rings(polygon)).collect(),
        Some(found) => Err(other("Polygon or MultiPolygon", &found)),
        None => Err(Fault::new("expected a Polygon or MultiPolygon, found none").hint("draw one")),
    }?;
    Ok(polygons.into_iter().flat_map(cut_at_antimeridian).collect())
}

/// The lines of a LineString or MultiLineString.
pub(crate) fn lines(raw: Option<&RawValue>) -> Result<Vec<Vec<LonLat>>, Fault> {
    match raw.map(read).transpose()? {
        Some(GeometryValue::LineString { coordinates }) => Ok(vec![positions(&coordinates)?]),
        Some(GeometryValue::MultiLineString { coordinates }) => {
            coordinates.iter().map(|line| positions(line)).collect()
        }
        Some(found) => Err(other("LineString or MultiLineString", &found)),
        None => Err(Fault::new("expected a LineString or MultiLineString, found none").hint("draw one")),
    }
}
