//! The base map: what lies under the marks and does not change with time.

use crate::chronicle::load::features::{self, Record, not_json};
use crate::chronicle::load::geometry::{lines, polygons};
use crate::chronicle::load::reader::{Fault, Reader, sha256_hex};
use crate::chronicle::{Chronicle, Completed, Files, LayerSpec, Listing, Problem, Severity};
use crate::geo::{BBox, LonLat};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::Arc;

/// The bytes of a PNG; those built in stay where they are.
pub type Picture = Arc<Cow<'static, [u8]>>;

/// A closed ring of positions.
pub type Ring = Vec<LonLat>;

/// The base map of a chronicle; every part may be empty.
#[derive(Clone, Debug, Default)]
pub struct Basemap {
    /// Pre-toned relief.
    pub relief: Option<Relief>,
    /// Countries: name, where to write it, rings by polygon.
    pub countries: Vec<(String, LonLat, Vec<Vec<Ring>>)>,
    /// Standing water.
    pub lakes: Vec<Vec<Ring>>,
    /// Flowing water; rank 1 is larger.
    pub rivers: Vec<Line>,
    /// Roads; rank 1 is the ring road.
    pub roads: Vec<Line>,
    /// Country borders; rank 1 is the focus country's own.
    pub country_lines: Vec<Line>,
    /// Province borders.
    pub province_lines: Vec<Line>,
    /// SHA-256 over the names and bytes of its files, in hex.
    pub hash: String,
}

/// A pre-toned picture in EPSG:3857, PNG bytes for light and dark grounds.
#[derive(Clone, Debug)]
pub struct Relief {
    /// What it covers.
    pub bounds: BBox,
    /// For light grounds.
    pub light: Picture,
    /// For dark grounds.
    pub dark: Picture,
}

/// A polyline of the base map.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name, where it has one.
    pub name: Option<String>,
    /// 1 is the most important.
    pub rank: u8,
    /// True where the course is surveyed, false where it only follows the terrain between towns.
    pub surveyed: bool,
    /// Positions.
    pub points: Vec<LonLat>,
}

/// The eight bytes every PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[derive(Deserialize, Default)]
struct Props {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    label: Option<[f64; 2]>,
    #[serde(default)]
    rank: Option<u8>,
    #[serde(default)]
    surveyed: Option<bool>,
}

impl Basemap {
    /// Reads the base map of an opened chronicle. A layer that cannot be read is left empty and reported, unless
    /// it was left out of this copy on purpose ([`Completed`]).
    pub fn load(files: &dyn Files, chronicle: &Chronicle) -> (Self, Vec<Problem>) {
        Self::load_listing(files, chronicle, Listing::default())
    }

    /// The same with a choice of which problems are listed.
    pub fn load_listing(files: &dyn Files, chronicle: &Chronicle, listing: Listing) -> (Self, Vec<Problem>) {
        let mut map = Self::default();
        let files = Completed::of(files);
        let mut reader = Reader::new(&files, listing);
        for layer in &chronicle.meta.layers {
            let named = [Some(&layer.file), layer.file_dark.as_ref()];
            if !named.into_iter().flatten().any(|path| files.lacks(path)) {
                map.layer(&mut reader, layer);
            }
        }
        map.hash = sha256_hex(reader.checksum_lines().as_bytes());
        (map, reader.problems.listed(|_| ()))
    }

    fn layer(&mut self, reader: &mut Reader<'_>, layer: &LayerSpec) {
        match layer.id.as_str() {
            "relief" => match relief(reader, layer) {
                Ok(relief) => self.relief = Some(relief),
                Err((file, fault)) => reader.file_problem(Severity::Error, &file, fault),
            },
            "countries" => each(reader, layer, |record, props| {
                let polygons = polygons(record.geometry)?;
                let label = props.label.map_or_else(|| middle(&polygons), |[lon, lat]| LonLat::new(lon, lat));
                self.countries.push((props.name.unwrap_or_default(), label, polygons));
                Ok(())
            }),
            "lakes" => each(reader, layer, |record, _| {
                self.lakes.extend(polygons(record.geometry)?);
                Ok(())
            }),
            "rivers" => read_lines(reader, layer, &mut self.rivers),
            "roads" => read_lines(reader, layer, &mut self.roads),
            "country-lines" => read_lines(reader, layer, &mut self.country_lines),
            "province-lines" => read_lines(reader, layer, &mut self.province_lines),
            other => {
                let known = "relief, countries, lakes, rivers, roads, country-lines, province-lines";
                let fault = Fault::new(format!("expected a layer of the kinds {known}, found \"{other}\""))
                    .hint("correct its id in data/chronicle.toml");
                reader.file_problem(Severity::Warning, &layer.file, fault);
            }
        }
    }
}

/// Hands over every feature of a layer, reporting those that fail.
fn each(reader: &mut Reader<'_>, layer: &LayerSpec, mut read: impl FnMut(&Record<'_>, Props) -> Result<(), Fault>) {
    let Some(file) = reader.text_or_report(&layer.file, true) else { return };
    for record in features::records(&file, &mut reader.problems) {
        let raw = record.properties.map_or("{}", |raw| raw.get());
        let outcome =
            serde_json::from_str(raw).map_err(|error| not_json(&error)).and_then(|props| read(&record, props));
        if let Err(fault) = outcome {
            reader.problems.push(file.error(record.at, record.id.as_deref(), fault));
        }
    }
}

fn read_lines(reader: &mut Reader<'_>, layer: &LayerSpec, into: &mut Vec<Line>) {
    each(reader, layer, |record, props| {
        let Props { name, rank, surveyed, .. } = props;
        let (rank, surveyed) = (rank.unwrap_or(1), surveyed.unwrap_or(true));
        let parts = lines(record.geometry)?.into_iter().filter(|points| points.len() > 1);
        into.extend(parts.map(|points| Line { name: name.clone(), rank, surveyed, points }));
        Ok(())
    });
}

fn relief(reader: &mut Reader<'_>, layer: &LayerSpec) -> Result<Relief, (String, Fault)> {
    let Some(bounds) = layer.bounds else {
        let fault = Fault::new("expected the bounds of the relief, found none");
        return Err((layer.file.clone(), fault.hint("add bounds to its layer in data/chronicle.toml")));
    };
    let mut png = |path: &str| {
        let (bytes, _) = reader.bytes(path).map_err(|fault| (path.to_owned(), fault))?;
        if !bytes.starts_with(PNG) {
            let fault = Fault::new("expected a PNG picture, found something else").hint("restore the file");
            return Err((path.to_owned(), fault));
        }
        Ok(Arc::new(bytes))
    };
    let light = png(&layer.file)?;
    let dark = layer.file_dark.as_deref().map(&mut png).transpose()?.unwrap_or_else(|| Arc::clone(&light));
    Ok(Relief { bounds, light, dark })
}

/// The middle of the box around the largest polygon: where a name goes that has no place of its own.
fn middle(polygons: &[Vec<Ring>]) -> LonLat {
    let box_of = |polygon: &Vec<Ring>| {
        let start = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        polygon.iter().flatten().fold(start, |(west, south, east, north), p| {
            (west.min(p.lon_deg), south.min(p.lat_deg), east.max(p.lon_deg), north.max(p.lat_deg))
        })
    };
    let size = |b: &(f64, f64, f64, f64)| (b.2 - b.0) * (b.3 - b.1);
    polygons
        .iter()
        .map(box_of)
        .max_by(|a, b| size(a).total_cmp(&size(b)))
        .map_or(LonLat::default(), |(west, south, east, north)| LonLat::new((west + east) / 2.0, (south + north) / 2.0))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::files::Patched;
    use crate::chronicle::{Embedded, open};
    use std::collections::BTreeMap;

    fn load(path: &'static str, bytes: &[u8]) -> (Basemap, Vec<String>) {
        let chronicle = open(&Embedded).unwrap().chronicle;
        let (map, problems) = Basemap::load(&Patched(BTreeMap::from([(path, bytes.to_vec())])), &chronicle);
        (map, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_built_in_base_map_has_every_layer() {
        let chronicle = open(&Embedded).unwrap().chronicle;
        let (map, problems) = Basemap::load(&Embedded, &chronicle);
        assert_eq!(problems, Vec::new());
        assert!(map.relief.is_some());
        assert!(map.countries.iter().any(|(name, _, polygons)| name == "Afghanistan" && !polygons.is_empty()));
        for (layer, lines) in [
            ("rivers", &map.rivers),
            ("roads", &map.roads),
            ("country lines", &map.country_lines),
            ("province lines", &map.province_lines),
        ] {
            assert!(lines.iter().any(|line| line.rank == 1), "{layer}");
            assert!(lines.iter().all(|line| line.points.len() > 1), "{layer}");
        }
        assert!(map.roads.iter().any(|road| !road.surveyed) && map.roads.iter().any(|road| road.surveyed));
        assert!(!map.lakes.is_empty());
        assert_eq!(map.hash.len(), 64);
    }

    #[test]
    fn a_layer_that_cannot_be_read_is_left_empty_and_the_rest_opens() {
        let (map, problems) = load("data/basemap/lakes.geojson", b"");
        assert_eq!(
            problems,
            ["expected a GeoJSON FeatureCollection, found an empty file (restore the file from a copy) \
              [data/basemap/lakes.geojson:1]"]
        );
        assert!(map.lakes.is_empty() && !map.rivers.is_empty());
    }

    #[test]
    fn a_relief_that_is_no_png_is_left_out() {
        let (map, problems) = load("data/basemap/relief-dark.png", b"GIF89a");
        assert_eq!(
            problems,
            ["expected a PNG picture, found something else (restore the file) [data/basemap/relief-dark.png]"]
        );
        assert!(map.relief.is_none());
    }

    #[test]
    fn a_multi_line_becomes_lines_and_a_country_without_a_label_gets_one() {
        let rivers = br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","rank":2,
            "surveyed":false},"geometry":{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]],[[9,9]]]}}]}"#;
        let (map, problems) = load("data/basemap/rivers.geojson", rivers);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(map.rivers.iter().map(|line| (line.rank, line.surveyed)).collect::<Vec<_>>(), [(2, false); 2]);
        let square = br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
            {"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2],[0,0]]]}}]}"#;
        let (map, _) = load("data/basemap/countries.geojson", square);
        assert_eq!(map.countries[0].1, LonLat::new(2.0, 1.0));
    }

    #[test]
    fn another_byte_gives_another_hash() {
        let (changed, _) = load("data/basemap/lakes.geojson", b"");
        let (whole, _) = load("data/none", b"");
        assert_ne!(changed.hash, whole.hash);
    }
}
