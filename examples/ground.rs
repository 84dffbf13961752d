//! Makes the vectors and names of the world's ground from tables and TopoJSON; `assets/world/README.md` says which. Their
//! form stands in `src/world/outlines.rs` and `src/world/labels.rs`.
//!
//! `cargo run --release --example ground -- TABLES OUT`

#![allow(clippy::print_stdout, reason = "it tells on the terminal what it made")]

use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::io::Write as _;
use std::path::Path;

type Row = HashMap<String, String>;
type Rows = HashMap<String, Row>;

/// Towns are named up to this zoom.
const NEAREST_TOWNS: u8 = 8;

/// Rivers that other names, or damaged ones, stand for.
const RIVERS: &[(&str, &str)] = &[
    ("Abay (Blue Nile)", "Blue Nile"),
    ("Al Furat", "Euphrates"),
    ("Ayeyarwady (Irrawaddy)", "Irrawaddy"),
    ("Bahr el Jebel (Mountain Nile)", "White Nile"),
    ("Bahr el Jebel (White Nile)", "White Nile"),
    ("Bénoué", "Benue"),
    ("Chang Jiang (Yangtze)", "Yangtze"),
    ("Daugava (Zapadnaya Dvina)", "Daugava"),
    ("Dicle", "Tigris"),
    ("Dnepre", "Dnipro"),
    ("Dnipro (Dnieper)", "Dnipro"),
    ("Donau (Danube)", "Danube"),
    ("El Bahr el Abyad (White Nile)", "White Nile"),
    ("El Bahr el Azraq (Blue Nile)", "Blue Nile"),
    ("Ertis", "Irtysh"),
    ("Ertix (Irtysh)", "Irtysh"),
    ("Firat", "Euphrates"),
    ("Glomma (Glma)", "Glomma"),
    ("Gta lv", "Göta älv"),
    ("Heilong Jiang (Amur)", "Amur"),
    ("Hong (Red)", "Red River"),
    ("Huang (Yellow)", "Yellow River"),
    ("Jinsha (Yangtze)", "Yangtze"),
    ("Lancang (Mekong)", "Mekong"),
    ("Lualaba (Congo)", "Lualaba"),
    ("Niagra", "Niagara"),
    ("Nu (Salween)", "Salween"),
    ("Pnuco", "Pánuco"),
    ("Rhein", "Rhine"),
    ("Rhin (Rhein)", "Rhine"),
    ("Rhne", "Rhône"),
    ("Ro Grande de Santiago", "Río Grande de Santiago"),
    ("Songhua (Sungari)", "Songhua"),
    ("Svernaya Dvina", "Northern Dvina"),
    ("Tajo", "Tagus"),
    ("Tejo (Tagus)", "Tagus"),
    ("Yarlung (Brahmaputra)", "Brahmaputra"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [tables, out] = arguments.as_slice() else { return Err("TABLES OUT".into()) };
    let (tables, out) = (Path::new(tables), Path::new(out));
    let countries = by_id(rows(&tables.join("countries.tsv"))?, "a3");
    let areas = by_id(rows(&tables.join("admin1.tsv"))?, "id");
    let words = |object: &str, feature: &Value| words(object, feature, &countries, &areas);
    let (lo, hi) = (["land", "countries", "lines"], ["land", "countries", "admin1", "lines", "claims"]);
    write(out, "outlines-lo.bin", &topology(&tables.join("world-lo.topojson"), &lo, &words)?)?;
    write(out, "outlines-hi.bin", &topology(&tables.join("world-hi.topojson"), &hi, &words)?)?;
    write(out, "water.bin", &topology(&tables.join("water.topojson"), &["lakes", "rivers"], &words)?)?;
    write(out, "labels.bin", labels(tables)?.as_bytes())
}

fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn by_id(rows: Vec<Row>, id: &str) -> Rows {
    rows.into_iter().map(|row| (get(&row, id).to_owned(), row)).collect()
}

fn get<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    let deflated = encoder.finish()?;
    println!("{name}: {} bytes of {}", deflated.len(), bytes.len());
    Ok(std::fs::write(out.join(name), deflated)?)
}

/// A TopoJSON file as numbers, then a line of words for every feature.
fn topology(path: &Path, objects: &[&str], words: &dyn Fn(&str, &Value) -> String) -> Result<Vec<u8>, Box<dyn Error>> {
    let json: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let units = 1.0 / json["transform"]["scale"][0].as_f64().ok_or("no scale")?;
    let mut numbers = Vec::new();
    unsigned(&mut numbers, units.round() as u64);
    let arcs = json["arcs"].as_array().ok_or("no arcs")?;
    unsigned(&mut numbers, arcs.len() as u64);
    for arc in arcs {
        let arc = arc.as_array().ok_or("no arc")?;
        unsigned(&mut numbers, arc.len() as u64);
        for point in arc {
            signed(&mut numbers, point[0].as_i64().ok_or("no number")?);
            signed(&mut numbers, point[1].as_i64().ok_or("no number")?);
        }
    }
    let mut lines = String::new();
    for object in objects {
        let features = json["objects"][object]["geometries"].as_array().ok_or("no object")?;
        // The course of a river through a lake is not drawn.
        let features: Vec<&Value> = features.iter().filter(|f| f["properties"]["lake"].is_null()).collect();
        unsigned(&mut numbers, features.len() as u64);
        for feature in features {
            let arcs = &feature["arcs"];
            match feature["type"].as_str().unwrap_or_default() {
                "MultiPolygon" => nested(&mut numbers, arcs)?,
                _ => {
                    unsigned(&mut numbers, 1);
                    nested(&mut numbers, arcs)?;
                }
            }
            lines += &words(object, feature);
            lines.push('\n');
        }
    }
    let mut bytes = u32::try_from(numbers.len())?.to_le_bytes().to_vec();
    bytes.extend(numbers);
    bytes.extend(lines.into_bytes());
    Ok(bytes)
}

/// Lists in lists, each with its length before it; the innermost are arcs, those walked backwards below zero.
fn nested(numbers: &mut Vec<u8>, value: &Value) -> Result<(), Box<dyn Error>> {
    if let Some(arc) = value.as_i64() {
        signed(numbers, arc);
        return Ok(());
    }
    let list = value.as_array().ok_or("no arcs")?;
    unsigned(numbers, list.len() as u64);
    list.iter().try_for_each(|value| nested(numbers, value))
}

/// Seven bits a byte, the lowest first.
fn unsigned(numbers: &mut Vec<u8>, mut n: u64) {
    while n > 127 {
        numbers.push((n & 127) as u8 | 128);
        n >>= 7;
    }
    numbers.push(n as u8);
}

/// The sign in the lowest bit.
fn signed(numbers: &mut Vec<u8>, n: i64) {
    unsigned(numbers, ((n << 1) ^ (n >> 63)) as u64);
}

/// What is said of a feature, tab between tab.
fn words(object: &str, feature: &Value, countries: &Rows, areas: &Rows) -> String {
    let id = feature["id"].as_str().unwrap_or_default();
    let property = |name: &str| match &feature["properties"][name] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match object {
        "countries" => {
            let none = Row::new();
            let row = countries.get(id).unwrap_or(&none);
            let [name, english] = ["name", "name_en"].map(|column| get(row, column));
            let usual = if english.is_empty() { name } else { english };
            let mut columns: Vec<&String> = row.keys().filter(|column| column.starts_with("name_")).collect();
            columns.sort();
            let others = ["name", "formal"].map(|column| get(row, column)).into_iter();
            let others: BTreeSet<&str> = others.chain(columns.into_iter().map(|column| get(row, column))).collect();
            let others: Vec<&str> = others.into_iter().filter(|other| !other.is_empty() && *other != usual).collect();
            [id, &property("iso"), usual, &others.join("|")].join("\t")
        }
        "admin1" => {
            let none = Row::new();
            let row = areas.get(id).unwrap_or(&none);
            let english = get(row, "name_en");
            let name = property("name");
            [id, &property("a3"), if english.is_empty() { &name } else { english }, get(row, "min_label")].join("\t")
        }
        "lines" | "claims" => [property("kind"), property("a3")].join("\t"),
        "lakes" => property("rank"),
        "rivers" => {
            let name = property("name");
            let usual = RIVERS.iter().find(|(known, _)| *known == name).map_or(name.as_str(), |(_, usual)| usual);
            [&property("rank"), usual].join("\t")
        }
        _ => String::new(),
    }
}

/// Towns, a line each: zoom, latitude, longitude, name; then, after an empty line, seas with their size in square degrees.
fn labels(tables: &Path) -> Result<String, Box<dyn Error>> {
    let core = rows(&tables.join("places-core.tsv"))?.into_iter();
    let more = rows(&tables.join("places-more.tsv"))?.into_iter();
    let number = |row: &Row, column: &str| get(row, column).parse::<f64>().unwrap_or_default();
    let mut towns: Vec<(u8, i64, String)> = Vec::new();
    // A quarter is no town.
    for row in core.chain(more).filter(|row| get(row, "feature") != "PPLX") {
        let zoom: u8 = get(&row, "zoom").parse()?;
        if zoom <= NEAREST_TOWNS {
            let line =
                format!("{zoom}\t{:.3}\t{:.3}\t{}\n", number(&row, "lat"), number(&row, "lon"), get(&row, "name"));
            towns.push((zoom, -(number(&row, "population") as i64), line));
        }
    }
    towns.sort();
    let mut out: String = towns.into_iter().map(|(_, _, line)| line).collect();
    out.push('\n');
    for row in rows(&tables.join("seas.tsv"))? {
        let [lat, lon] = ["label_lat", "label_lon"].map(|column| number(&row, column));
        out += &format!("{:.1}\t{lat:.3}\t{lon:.3}\t{}\n", number(&row, "deg2"), get(&row, "name"));
    }
    Ok(out)
}
