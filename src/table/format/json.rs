//! Tables as JSON: GeoJSON whole or by lines, Linked Places, and the story of TimelineJS.

use crate::geo::LonLat;
use crate::table::error::TableError;
use crate::table::format::{grid::Grid, shape};
use serde_json::Value;
use serde_json::value::RawValue;

/// Whether a text is JSON with a word near its beginning.
fn begins(bytes: &[u8], words: &[&str]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches(['\u{feff}', '\u{1e}']).trim_start();
    head.starts_with('{') && words.iter().any(|word| head.contains(word))
}

/// GeoJSON and Linked Places, of which each feature says that it is one.
pub(super) fn is_geojson(_: &str, bytes: &[u8]) -> bool {
    begins(bytes, &["\"FeatureCollection\"", "\"Feature\""])
}

/// The story of TimelineJS.
pub(super) fn is_story(_: &str, bytes: &[u8]) -> bool {
    begins(bytes, &["\"start_date\"", "\"events\""])
}

fn broken(expected: &'static str, error: impl ToString) -> TableError {
    TableError::Broken { expected, found: error.to_string() }
}

fn text(bytes: &[u8]) -> Result<&str, TableError> {
    let text = std::str::from_utf8(bytes).map_err(|error| broken("UTF-8", error))?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// Features, a row for each; several where a feature has several geometries or times of its own.
pub(super) fn geojson(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    #[derive(serde::Deserialize)]
    struct Collection<'a> {
        #[serde(borrow)]
        features: Vec<&'a RawValue>,
    }
    let text = text(bytes)?;
    let mut grid = Grid::new(&["latitude", "longitude", "radius_km", "begin", "end"]);
    let mut one = |raw: &str| -> Result<(), TableError> {
        let value: Value = serde_json::from_str(raw).map_err(|error| broken("a feature", error))?;
        feature(&value, &mut grid);
        Ok(())
    };
    if let Ok(collection) = serde_json::from_str::<Collection<'_>>(text) {
        collection.features.into_iter().try_for_each(|raw| one(raw.get()))?;
    } else if serde_json::from_str::<&RawValue>(text).is_ok() {
        one(text)?;
    } else {
        // By lines, each a feature; a mark may stand before it (RFC 8142).
        let lines = text.lines().map(|line| line.trim_start_matches('\u{1e}').trim());
        lines.filter(|line| !line.is_empty()).try_for_each(one)?;
    }
    grid.written()
}

/// A feature as rows.
fn feature(value: &Value, grid: &mut Grid) {
    let id = value.get("id").or_else(|| value.get("@id"));
    let mut about: Vec<(String, String)> = id.map(|id| ("id".to_owned(), word(id))).into_iter().collect();
    for (name, cell) in value.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let taken = matches!(name.as_str(), "latitude" | "longitude" | "radius_km");
        about.push((if taken { format!("{name} (property)") } else { name.clone() }, word(cell)));
    }
    let whole = times(value);
    let geometry = value.get("geometry").unwrap_or(&Value::Null);
    let inner = geometry.get("geometries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    // Those of a collection have rows of their own where they have times of their own.
    let parts: Vec<&Value> =
        if inner.iter().any(|part| part.get("when").is_some()) { inner.iter().collect() } else { vec![geometry] };
    for part in parts {
        let mut points = Vec::new();
        positions(part, &mut points, 0);
        let own = times(part);
        let times = if own.is_empty() { &whole } else { &own };
        let none = [[String::new(), String::new()]];
        for [begin, end] in if times.is_empty() { none.as_slice() } else { times.as_slice() } {
            // What the properties call so comes first.
            let when = [("begin".to_owned(), begin.clone()), ("end".to_owned(), end.clone())];
            grid.row(shape::cells(&points).into_iter().chain(about.iter().cloned()).chain(when));
        }
    }
}

/// All positions of a geometry, to a sane depth.
fn positions(value: &Value, points: &mut Vec<LonLat>, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Object(geometry) => {
            let inner = ["coordinates", "geometries"].into_iter().filter_map(|name| geometry.get(name));
            inner.for_each(|inner| positions(inner, points, depth + 1));
        }
        Value::Array(items) => match items.as_slice() {
            [Value::Number(lon), Value::Number(lat), ..] => {
                points.extend(lon.as_f64().zip(lat.as_f64()).map(|(lon, lat)| LonLat::new(lon, lat)));
            }
            items => items.iter().for_each(|item| positions(item, points, depth + 1)),
        },
        _ => {}
    }
}

/// The times that a feature or a geometry says of itself: `when` of Linked Places, `time` of JSON-FG.
fn times(value: &Value) -> Vec<[String; 2]> {
    if let Some(spans) = value.get("when").and_then(|when| when.get("timespans")).and_then(Value::as_array) {
        let said = |side: Option<&Value>, names: [&str; 3]| {
            let years = names.into_iter().filter_map(|name| side?.get(name)).map(word).map(|year| iso_year(&year));
            years.into_iter().find(|year| !year.is_empty())
        };
        let span = |span: &Value| {
            let (start, end) = (span.get("start"), span.get("end"));
            let begin = said(start, ["in", "earliest", "latest"]);
            // What is not said to end is known by the bounds of its beginning.
            let last = said(end, ["in", "latest", "earliest"]).or_else(|| said(start, ["latest", "in", "earliest"]));
            [begin.unwrap_or_default(), last.unwrap_or_default()]
        };
        return spans.iter().map(span).filter(|[begin, end]| !begin.is_empty() || !end.is_empty()).collect();
    }
    let Some(time) = value.get("time").and_then(Value::as_object) else { return Vec::new() };
    let interval = time.get("interval").and_then(Value::as_array).map(|ends| {
        let end = |at: usize| ends.get(at).map(word).filter(|end| end != "..").unwrap_or_default();
        [end(0), end(1)]
    });
    let instant = || time.get("date").or_else(|| time.get("timestamp")).map(word);
    interval.or_else(|| instant().map(|instant| [instant.clone(), instant])).into_iter().collect()
}

/// A year of Linked Places as ISO 8601 writes it; -1 stands for none.
fn iso_year(year: &str) -> String {
    let short = |digits: &str| (1..4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match year.strip_prefix('-') {
        Some("1") => String::new(),
        Some(digits) if short(digits) => format!("-{digits:0>4}"),
        None if short(year) => format!("{year:0>4}"),
        _ => year.to_owned(),
    }
}

/// A value as a cell.
fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The events of a story, as the spreadsheet of TimelineJS has them.
pub(super) fn story(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let value: Value = serde_json::from_str(text(bytes)?).map_err(|error| broken("the story of TimelineJS", error))?;
    let dates = ["Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time"];
    let mut grid = Grid::new(&dates);
    for event in value.get("events").and_then(Value::as_array).into_iter().flatten() {
        let own = |name: &str| event.get(name).map(word).unwrap_or_default();
        let inner =
            |outer: &str, name: &str| event.get(outer).and_then(|outer| outer.get(name)).map(word).unwrap_or_default();
        let time = |date: &str| match inner(date, "hour") {
            hour if hour.is_empty() => hour,
            hour => format!("{hour}:{:0>2}", inner(date, "minute")),
        };
        let date = |date: &str| [inner(date, "year"), inner(date, "month"), inner(date, "day"), time(date)];
        let when = dates.into_iter().zip(date("start_date").into_iter().chain(date("end_date")));
        grid.row(when.chain([
            ("Headline", inner("text", "headline")),
            ("Text", inner("text", "text")),
            ("Media", inner("media", "url")),
            ("Media Credit", inner("media", "credit")),
            ("Media Caption", inner("media", "caption")),
            ("Group", own("group")),
            ("unique_id", own("unique_id")),
            ("Display Date", own("display_date")),
        ]));
    }
    grid.written()
}
