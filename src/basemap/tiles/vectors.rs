//! Vector tiles (<https://github.com/mapbox/vector-tile-spec>, version 2): what of one is drawn, by what the usual schemas
//! call it. The crate that reads them reserves memory by the square of what a tile says it holds.

use crate::basemap::Ink;
use crate::basemap::tiles::archive::varint;

/// Something drawn of a vector tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// In which ink.
    pub ink: Ink,
    /// 1 is the most important; of an area it says nothing.
    pub rank: u8,
    /// Whether it is an area, whose parts are rings, even-odd.
    pub area: bool,
    /// Positions in shares of the tile, from its top left corner.
    pub parts: Vec<Vec<[f64; 2]>>,
}

/// A layer of a schema: what it is called, and how its lines and areas are drawn.
struct Known {
    layer: &'static str,
    /// Its areas are standing water.
    water: bool,
    lines: Option<Lines>,
}

#[derive(Clone, Copy)]
enum Lines {
    Rivers,
    Roads,
    Borders,
}

/// OpenMapTiles, Protomaps and Shortbread.
const KNOWN: [Known; 13] = [
    known("water", true, Some(Lines::Rivers)),
    known("ocean", true, None),
    known("water_polygons", true, None),
    known("waterway", false, Some(Lines::Rivers)),
    known("water_lines", false, Some(Lines::Rivers)),
    known("physical_line", false, Some(Lines::Rivers)),
    known("transportation", false, Some(Lines::Roads)),
    known("roads", false, Some(Lines::Roads)),
    known("transit", false, None),
    known("streets", false, Some(Lines::Roads)),
    known("street_polygons", false, None),
    known("boundary", false, Some(Lines::Borders)),
    known("boundaries", false, Some(Lines::Borders)),
];

/// What says how important a road is, and of which rank it is with us; others are not drawn.
const ROADS: [(&str, u8); 10] = [
    ("motorway", 1),
    ("trunk", 1),
    ("highway", 1),
    ("primary", 2),
    ("major_road", 2),
    ("secondary", 3),
    ("medium_road", 3),
    ("tertiary", 3),
    ("minor", 3),
    ("minor_road", 3),
];

const fn known(layer: &'static str, water: bool, lines: Option<Lines>) -> Known {
    Known { layer, water, lines }
}

/// What of a tile is drawn; what is damaged is left out.
pub(super) fn vectors(tile: &[u8]) -> Vec<Vector> {
    let layers = fields(tile).filter_map(|field| if let Field::Bytes(3, layer) = field { Some(layer) } else { None });
    layers.flat_map(layer).collect()
}

fn layer(bytes: &[u8]) -> Vec<Vector> {
    let (mut name, mut extent) = ("", 4096.0);
    let (mut keys, mut values, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for field in fields(bytes) {
        match field {
            Field::Bytes(1, text) => name = str::from_utf8(text).unwrap_or_default(),
            Field::Bytes(2, feature) => features.push(feature),
            Field::Bytes(3, key) => keys.push(str::from_utf8(key).unwrap_or_default()),
            Field::Bytes(4, value) => values.push(value),
            Field::Number(5, size) if size > 0 => extent = size as f64,
            _ => {}
        }
    }
    let Some(known) = KNOWN.iter().find(|known| known.layer == name) else { return Vec::new() };
    let read = |feature: &&[u8]| {
        let said = |wanted: &[&str]| tag(feature, &keys, &values, wanted);
        let (kind, parts) = geometry(feature, extent)?;
        let (ink, rank) = match (kind, known.lines) {
            (3, _) if known.water => (Ink::Lakes, 1),
            (2, Some(Lines::Rivers)) => {
                (Ink::Rivers, if said(&["class", "kind", "pmap:kind"])? == "river" { 1 } else { 2 })
            }
            (2, Some(Lines::Roads)) => {
                let class = said(&["class", "kind", "pmap:kind"])?;
                (Ink::Roads, ROADS.iter().find(|(of, _)| *of == class)?.1)
            }
            (2, Some(Lines::Borders)) => match said(&["admin_level", "pmap:min_admin_level", "kind"])?.as_str() {
                "2" | "country" => (Ink::Borders, 1),
                "3" | "4" | "region" => (Ink::Provinces, 2),
                _ => return None,
            },
            _ => return None,
        };
        Some(Vector { ink, rank, area: kind == 3, parts })
    };
    features.iter().filter_map(read).collect()
}

/// The first of some properties that a feature has, as text.
fn tag(feature: &[u8], keys: &[&str], values: &[&[u8]], wanted: &[&str]) -> Option<String> {
    let packed = fields(feature).find_map(|f| if let Field::Bytes(2, tags) = f { Some(tags) } else { None })?;
    let tags: Vec<usize> = numbers(packed).map(|n| n as usize).collect();
    let found = |key: &&str| {
        let pair = tags.chunks_exact(2).find(|pair| keys.get(pair[0]) == Some(key))?;
        fields(values.get(pair[1])?).find_map(|field| match field {
            Field::Bytes(1, text) => String::from_utf8(text.to_vec()).ok(),
            Field::Number(4 | 5, value) => Some(value.to_string()),
            Field::Number(6, value) => Some(zigzag(value).to_string()),
            Field::Double(value) => Some(value.to_string()),
            _ => None,
        })
    };
    wanted.iter().find_map(found)
}

/// Whether a feature is lines (2) or areas (3), and its parts.
fn geometry(feature: &[u8], extent: f64) -> Option<(u64, Vec<Vec<[f64; 2]>>)> {
    let mut kind = 0;
    let mut packed = &[][..];
    for field in fields(feature) {
        match field {
            Field::Number(3, of) => kind = of,
            Field::Bytes(4, commands) => packed = commands,
            _ => {}
        }
    }
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut at = [0i64; 2];
    let mut commands = numbers(packed);
    while let Some(command) = commands.next() {
        let (what, times) = (command & 7, command >> 3);
        if what == 7 {
            continue;
        }
        for _ in 0..times {
            let (Some(dx), Some(dy)) = (commands.next(), commands.next()) else { break };
            at = [at[0].saturating_add(zigzag(dx)), at[1].saturating_add(zigzag(dy))];
            if what == 1 || parts.is_empty() {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(at.map(|along| along as f64 / extent));
            }
        }
    }
    let least = if kind == 3 { 3 } else { 2 };
    parts.retain(|part| part.len() >= least);
    (matches!(kind, 2 | 3) && !parts.is_empty()).then_some((kind, parts))
}

fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// A field of a protocol buffer, by its number.
enum Field<'b> {
    Number(u64, u64),
    Double(f64),
    Bytes(u64, &'b [u8]),
}

/// The fields of a message, up to the first that is damaged.
fn fields(mut rest: &[u8]) -> impl Iterator<Item = Field<'_>> {
    std::iter::from_fn(move || {
        let key = varint(&mut rest)?;
        Some(match key & 7 {
            0 => Field::Number(key >> 3, varint(&mut rest)?),
            1 => {
                let (eight, after) = rest.split_first_chunk::<8>()?;
                rest = after;
                Field::Double(f64::from_le_bytes(*eight))
            }
            2 => {
                let length = usize::try_from(varint(&mut rest)?).ok()?;
                let (bytes, after) = rest.split_at_checked(length)?;
                rest = after;
                Field::Bytes(key >> 3, bytes)
            }
            5 => {
                let (four, after) = rest.split_first_chunk::<4>()?;
                rest = after;
                Field::Double(f64::from(f32::from_le_bytes(*four)))
            }
            _ => return None,
        })
    })
}

fn numbers(mut packed: &[u8]) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || varint(&mut packed))
}
