//! The chronicle as data other programs open: no picture, and nothing of the base map, whose licence is its own.
//! Every format says in its own metadata what it could not carry.

mod bagit;
mod csv;
mod geojson;
mod kml;
mod rows;
mod said;
mod table_rows;
mod timelinejs;

pub(super) use bagit::BagIt;
pub(super) use csv::Csv;
pub(super) use geojson::GeoJson;
pub(super) use kml::Kml;
pub(super) use timelinejs::TimelineJs;
