//! Reads the layers of a base map.

use crate::basemap::{BASE_LAYERS, BaseKind, BaseLayer, Basemap, CountryArea, Features, Line, Relief, Supplied, Tiles};
use crate::chronicle::load::features::{self, Record, not_json};
use crate::chronicle::load::geometry::{lines, polygons};
use crate::chronicle::load::reader::{Fault, Reader, sha256_hex};
use crate::chronicle::{Chronicle, Completed, Files, LayerSpec, Listing, Problem, Severity};
use crate::world::ground::EDITION;
use serde::Deserialize;
use std::sync::Arc;

/// The eight bytes every PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[derive(Deserialize, Default)]
struct Props {
    #[serde(default)]
    name: Option<String>,
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
        for unknown in chronicle.meta.world.iter().flatten().filter(|id| !in_world(id)) {
            let known: Vec<&str> = BASE_LAYERS.iter().filter(|layer| layer.in_world).map(|layer| layer.id).collect();
            let fault = Fault::new(format!("expected layers of the world ({}), found \"{unknown}\"", known.join(", ")));
            let fault = fault.hint("correct or remove it under [world]");
            reader.file_problem(Severity::Warning, "data/chronicle.toml", fault);
        }
        map.supplied = Supplied::of(chronicle);
        let edition = if map.supplied.is_some() { EDITION } else { "" };
        map.hash = sha256_hex((reader.checksum_lines() + edition).as_bytes());
        map.layers.sort_by_key(|(layer, _)| layer.rank);
        (map, reader.problems.listed(|_| ()))
    }

    fn layer(&mut self, reader: &mut Reader<'_>, spec: &LayerSpec) {
        let Some(layer) = BaseLayer::called(&spec.id) else {
            let known: Vec<&str> = BASE_LAYERS.iter().map(|layer| layer.id).collect();
            let (known, other) = (known.join(", "), &spec.id);
            let fault = Fault::new(format!("expected a layer of the kinds {known}, found \"{other}\""))
                .hint("correct its id in data/chronicle.toml");
            return reader.file_problem(Severity::Warning, &spec.file, fault);
        };
        let features = match layer.kind {
            BaseKind::Picture => match relief(reader, spec) {
                Ok(relief) => Features::Picture(relief),
                Err((file, fault)) => return reader.file_problem(Severity::Error, &file, fault),
            },
            BaseKind::Tiles => match tiles(reader, spec) {
                Ok(tiles) => Features::Tiles(Arc::new(tiles)),
                Err(fault) => return reader.file_problem(Severity::Error, &spec.file, fault),
            },
            BaseKind::Countries => Features::Countries(read(reader, spec, |record, props| {
                let polygons = polygons(record.geometry)?;
                Ok(vec![CountryArea { name: props.name.unwrap_or_default(), polygons }])
            })),
            BaseKind::Areas(_) | BaseKind::Land => {
                Features::Areas(read(reader, spec, |record, _| polygons(record.geometry)))
            }
            BaseKind::Ways(..) | BaseKind::Borders(..) => Features::Lines(read(reader, spec, parts)),
            BaseKind::Provinces | BaseKind::Towns | BaseKind::Seas => {
                let fault = Fault::new(format!("expected a layer that is read from a file, found \"{}\"", layer.id));
                let fault = fault.hint("the program's world alone has it: remove the layer from data/chronicle.toml");
                return reader.file_problem(Severity::Warning, &spec.file, fault);
            }
        };
        self.layers.push((layer, features));
    }
}

fn in_world(id: &str) -> bool {
    BaseLayer::called(id).is_some_and(|layer| layer.in_world)
}

/// What the features of a layer come to; those that fail are reported.
fn read<T>(
    reader: &mut Reader<'_>,
    layer: &LayerSpec,
    of: impl Fn(&Record<'_>, Props) -> Result<Vec<T>, Fault>,
) -> Vec<T> {
    let mut all = Vec::new();
    let Some(file) = reader.text_or_report(&layer.file, true) else { return all };
    for record in features::records(&file, &mut reader.problems) {
        let raw = record.properties.map_or("{}", |raw| raw.get());
        match serde_json::from_str(raw).map_err(|error| not_json(&error)).and_then(|props| of(&record, props)) {
            Ok(found) => all.extend(found),
            Err(fault) => reader.problems.push(file.error(record.at, record.id.as_deref(), fault)),
        }
    }
    all
}

/// The lines of one feature.
fn parts(record: &Record<'_>, props: Props) -> Result<Vec<Line>, Fault> {
    let Props { name, rank, surveyed } = props;
    let (rank, surveyed) = (rank.unwrap_or(1), surveyed.unwrap_or(true));
    let parts = lines(record.geometry)?.into_iter().filter(|points| points.len() > 1);
    Ok(parts.map(|points| Line { name: name.clone(), rank, surveyed, points }).collect())
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

fn tiles(reader: &mut Reader<'_>, layer: &LayerSpec) -> Result<Tiles, Fault> {
    let file = reader.parts(&layer.file)?;
    let not_tiles = |found: String| {
        Fault::new(format!("expected a PMTiles archive, found {found}"))
            .hint("\"pmtiles convert OLD NEW.pmtiles\" makes one of an MBTiles file or of an older archive")
    };
    let tiles = Tiles::open(file).map_err(not_tiles)?;
    reader.note(&layer.file, &tiles.mark().map_err(not_tiles)?);
    if layer.credit.is_none() && tiles.credit().is_none() {
        let fault = Fault::new("expected whose map the tiles are, found nothing").hint("name a credit for the layer");
        reader.file_problem(Severity::Warning, &layer.file, fault);
    }
    Ok(tiles)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, Patched, open};
    use std::collections::BTreeMap;

    fn load(path: &'static str, bytes: &[u8]) -> (Basemap, Vec<String>) {
        let chronicle = open(&Embedded).unwrap().chronicle;
        let (map, problems) = Basemap::load(&Patched(BTreeMap::from([(path, bytes.to_vec())])), &chronicle);
        (map, problems.iter().map(ToString::to_string).collect())
    }

    fn lines_of<'m>(map: &'m Basemap, id: &str) -> &'m [Line] {
        let mut layers = map.layers.iter().filter(|(layer, _)| layer.id == id);
        match layers.next() {
            Some((_, Features::Lines(lines))) => lines,
            other => panic!("{id}: {other:?}"),
        }
    }

    #[test]
    fn the_built_in_base_map_has_every_layer_and_each_holds_what_its_kind_says() {
        let chronicle = open(&Embedded).unwrap().chronicle;
        let (map, problems) = Basemap::load(&Embedded, &chronicle);
        assert_eq!(problems, Vec::new());
        assert!(map.supplied.is_none(), "a chronicle with a relief of its own has a ground of its own");
        let own = BASE_LAYERS
            .iter()
            .filter(|layer| !["tiles", "land", "coast", "provinces", "seas", "towns"].contains(&layer.id));
        assert_eq!(map.layers.len(), own.clone().count());
        for ((layer, features), listed) in map.layers.iter().zip(own) {
            assert_eq!(layer.id, listed.id, "from below");
            let held = match (layer.kind, features) {
                (BaseKind::Picture, Features::Picture(relief)) => !relief.light.is_empty(),
                (BaseKind::Countries, Features::Countries(countries)) => {
                    countries.iter().any(|country| country.name == "Afghanistan" && !country.polygons.is_empty())
                }
                (BaseKind::Areas(_), Features::Areas(areas)) => !areas.is_empty(),
                (BaseKind::Ways(..) | BaseKind::Borders(..), Features::Lines(lines)) => {
                    lines.iter().any(|line| line.rank == 1) && lines.iter().all(|line| line.points.len() > 1)
                }
                _ => false,
            };
            assert!(held, "{}", layer.id);
        }
        let roads = lines_of(&map, "roads");
        assert!(roads.iter().any(|road| !road.surveyed) && roads.iter().any(|road| road.surveyed));
        assert_eq!(map.hash.len(), 64);
    }

    #[test]
    fn every_layer_has_an_id_and_a_rank_of_its_own_and_is_drawn_with_a_layer_of_the_picture() {
        for pair in BASE_LAYERS.windows(2) {
            assert!(pair[0].rank < pair[1].rank, "{}", pair[1].id);
        }
        for layer in BASE_LAYERS {
            assert!(std::ptr::eq(BaseLayer::called(layer.id).unwrap(), layer), "{}", layer.id);
        }
    }

    #[test]
    fn a_layer_that_cannot_be_read_is_left_empty_and_the_rest_opens() {
        let (map, problems) = load("data/basemap/lakes.geojson", b"");
        assert_eq!(
            problems,
            ["expected a GeoJSON FeatureCollection, found an empty file (restore the file from a copy) \
              [data/basemap/lakes.geojson:1]"]
        );
        let empty = |id| matches!(map.layers.iter().find(|(layer, _)| layer.id == id), Some((_, Features::Areas(areas))) if areas.is_empty());
        assert!(empty("lakes") && !lines_of(&map, "rivers").is_empty());
    }

    #[test]
    fn a_relief_that_is_no_png_is_left_out() {
        let (map, problems) = load("data/basemap/relief-dark.png", b"GIF89a");
        assert_eq!(
            problems,
            ["expected a PNG picture, found something else (restore the file) [data/basemap/relief-dark.png]"]
        );
        assert!(!map.layers.iter().any(|(layer, _)| layer.id == "relief"));
    }

    #[test]
    fn a_multi_line_becomes_lines_of_at_least_two_points() {
        let rivers = br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","rank":2,
            "surveyed":false},"geometry":{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]],[[9,9]]]}}]}"#;
        let (map, problems) = load("data/basemap/rivers.geojson", rivers);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            lines_of(&map, "rivers").iter().map(|line| (line.rank, line.surveyed)).collect::<Vec<_>>(),
            [(2, false); 2]
        );
    }

    #[test]
    fn another_byte_gives_another_hash() {
        let (changed, _) = load("data/basemap/lakes.geojson", b"");
        let (whole, _) = load("data/none", b"");
        assert_ne!(changed.hash, whole.hash);
    }
}
