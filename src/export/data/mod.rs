//! The chronicle as data other programs open: no picture, and nothing of the base map, whose licence is its own.
//! Every format says in its own metadata what it could not carry.

mod csv;
mod geojson;
mod rows;
mod said;

pub(super) use csv::Csv;
pub(super) use geojson::GeoJson;
