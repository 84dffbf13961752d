//! GeoJSON (RFC 7946) with the `time` member of JSON-FG beside plain properties.
//!
//! Events and holdings are two feature types of one collection: readers of JSON-FG (GDAL from 3.8, so QGIS) show them
//! as two layers by `featureType`, all others filter by the property `feature_type`. A holding is one state of one
//! place on one basis, so that a temporal controller shows who holds a place until that changes, which no event does
//! alone.

use crate::chronicle::{EventShape, Evidence, MapRole};
use crate::export::data::rows::{self, ClaimRow, EventRow, Holding, Rows};
use crate::export::data::said::{attributed, citation, civil, colour, drawn, last, left_out, utc};
use crate::export::data::table_rows::{TableRow, TableRows};
use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
use crate::geo::LonLat;
use crate::time::{Moment, written_day};
use crate::timeline::{Control, earliest, latest};
use crate::words;
use jiff::tz::{Offset, TimeZone};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// The GeoJSON format.
pub(in crate::export) struct GeoJson;

impl Exporter for GeoJson {
    fn extension(&self) -> &'static str {
        "geojson"
    }
    fn label(&self) -> &'static str {
        "GeoJSON with time"
    }
    fn doc(&self) -> &'static str {
        "Events and who held what, for QGIS and other map programs"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::All]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, _: &dyn Progress) -> Result<(), ExportError> {
        let rows = Rows::of(job);
        let meta = &job.chronicle().meta;
        let zone = meta.zone();
        let head = json!({
            "type": "FeatureCollection",
            "conformsTo": [
                "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
                "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
            ],
            "title": meta.title,
            "description": meta.summary,
            "language": meta.language,
            "timeZone": meta.time_zone,
            "conventions": CONVENTIONS,
            "notCarried": not_carried(&rows),
        });
        let head = head.to_string();
        // The members before the features, one line; then a line for each feature, so that two exports can be compared.
        write!(to, "{},\n\"provenance\":{}", head.trim_end_matches('}'), Provenance::of(job).json())?;
        to.write_all(b",\n\"features\":[")?;
        let events = rows.events.iter().map(|row| event(&rows, row, &zone));
        let holdings = rows.holdings.iter().map(|row| holding(&rows, row, &zone));
        let of_tables = TableRows::of(job);
        let table_rows = of_tables.iter().map(|row| table_row(&row, &zone));
        for (i, feature) in events.chain(holdings).chain(table_rows).enumerate() {
            write!(to, "{}\n{feature}", if i == 0 { "" } else { "," })?;
        }
        Ok(to.write_all(b"\n]}\n")?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        #[derive(serde::Deserialize)]
        struct Collection<'a> {
            // As it stands: a number read and written again may differ in its last digit.
            #[serde(borrow)]
            provenance: &'a RawValue,
        }
        let collection: Collection<'_> = serde_json::from_slice(bytes).ok()?;
        Some(collection.provenance.get().to_owned())
    }
}

/// How the properties are to be read.
const CONVENTIONS: [&str; 7] = [
    "Three feature types, told apart by featureType and by the property feature_type: event (something that happened), \
     holding (who holds a place, on one basis, until that changes) and row (a row of a table, by its number).",
    "start and end are on the civil clock of timeZone, to the minute, without an offset: start is included, end is not. \
     In QGIS: Dynamic Temporal Control, separate fields for start and end, include start, exclude end.",
    "open_start: the source leaves the start open; an event is then given its last day only, a holding began at or \
     before its start. open_end: the end is not known; it is given the last day of the chronicle, which counts as included.",
    "earliest and latest are inclusive days or minutes, null where the source leaves that end open; when is the date as \
     the editor wrote it (EDTF, ISO 8601-2).",
    "time is that of JSON-FG, both ends included: days on the civil clock, or instants in UTC.",
    "certainty is possible while an event may or may not yet have happened, definite afterwards. voices counts \
     independent witnesses, not documents. basis tells the documents from the reference chronology: never add the two.",
    "An excluded event (role exclude) has no geometry: it is kept because a document says so, and is not to be drawn.",
];

fn not_carried(rows: &Rows<'_>) -> Vec<String> {
    let mut said = left_out(rows);
    said.extend(TableRows::of(rows.job).left_out());
    said.push("start and end have no room for marks of doubt (?, ~): those stand in when alone.".to_owned());
    said.push(
        "Possible dates of a holding are its since; what a place was called elsewhere, wires, lineages, corridors, \
         areas and corrections are in the chronicle only."
            .to_owned(),
    );
    said.push("A place of which nothing is reported has no holding: silence is not drawn.".to_owned());
    said
}

fn geometry(point: Option<LonLat>) -> Value {
    point.map_or(Value::Null, |p| json!({ "type": "Point", "coordinates": [p.lon_deg, p.lat_deg] }))
}

/// A line or an outline of its own.
fn shape(shape: &EventShape) -> Value {
    let line = |points: &Vec<LonLat>| points.iter().map(|p| json!([p.lon_deg, p.lat_deg])).collect::<Vec<Value>>();
    match shape {
        EventShape::Lines(lines) => match lines.as_slice() {
            [one] => json!({ "type": "LineString", "coordinates": line(one) }),
            lines => json!({ "type": "MultiLineString", "coordinates": lines.iter().map(line).collect::<Vec<_>>() }),
        },
        EventShape::Outline(polygons) => {
            let rings = |polygon: &Vec<Vec<LonLat>>| polygon.iter().map(line).collect::<Vec<_>>();
            match polygons.as_slice() {
                [one] => json!({ "type": "Polygon", "coordinates": rings(one) }),
                polygons => {
                    json!({ "type": "MultiPolygon", "coordinates": polygons.iter().map(rings).collect::<Vec<_>>() })
                }
            }
        }
    }
}

fn event(rows: &Rows<'_>, row: &EventRow<'_>, zone: &TimeZone) -> Value {
    let event = row.event;
    let (start, end) = drawn(row.span);
    let open_end = row.span.end.is_none();
    let quotes: Vec<String> = row.excerpts().map(|(claim, quote, by)| attributed(claim, quote, by)).collect();
    json!({
        "type": "Feature",
        "id": event.id,
        "featureType": "event",
        "time": time(row.span.start, row.span.end, zone, event.when.offset()),
        "geometry": event.shape.as_ref().filter(|_| event.role != MapRole::Exclude).map_or_else(|| geometry(row.point()), shape),
        "properties": {
            "feature_type": "event",
            "id": event.id,
            "start": start.map(civil),
            "end": end.or_else(|| last(rows, start)).map(civil),
            "open_start": row.span.start.is_none(),
            "open_end": open_end,
            "kind": event.kind,
            "place": event.place,
            "name": row.place.map(|place| place.name.as_str()),
            "province": row.place.and_then(|place| place.province.as_deref()),
            "area": row.place.and_then(|place| place.area.as_ref()),
            "precision": row.place.and_then(|place| place.precision).map(rows::precision),
            "side": event.side,
            "basis": rows::basis(event.basis),
            "standing": row.state.as_ref().map(|state| state.standing),
            "voices": row.state.as_ref().map(|state| state.voices),
            "denied": row.state.as_ref().is_some_and(|state| state.denied),
            "when": event.when.written(),
            "earliest": row.span.start.map(earliest),
            "latest": row.span.end.map(latest),
            "extent": rows::extent(event.extent),
            "order": event.order,
            "modality": rows::modality(event.modality),
            "role": rows::role(event.role),
            "exclude": event.exclude,
            "summary": event.summary,
            "reading": event.reading,
            "same_as": event.same_as,
            "quotes": quotes.join("\n"),
            "sources": row.claims.iter().map(source).collect::<Vec<Value>>(),
            "marker-color": colour(rows.job.chronicle(), event.side.as_ref()),
        },
    })
}

/// A row of a table, under its name and its number.
fn table_row(of: &TableRow<'_>, zone: &TimeZone) -> Value {
    let row = &of.row;
    json!({
        "type": "Feature",
        "id": of.id(),
        "featureType": "row",
        "time": time(Some(row.start), Some(row.end), zone, None),
        "geometry": geometry(Some(row.at)),
        "properties": {
            "feature_type": "row",
            "id": of.id(),
            "start": civil(row.start),
            "end": civil(row.end),
            "kind": of.kind,
            "table": of.table.name(),
            "row": row.number,
            "precision": row.near.word(),
            "radius_km": of.radius_km(),
            "size": of.size(),
            "reported": row.reported.map(Moment::written),
            "earliest": earliest(row.start),
            "latest": latest(row.end),
        },
    })
}

fn source(row: &ClaimRow<'_>) -> Value {
    let claim = row.claim;
    let mut said = json!({
        "claim": claim.id,
        "source": claim.source,
        "citation": citation(row),
        "address": row.reference.map(|reference| reference.address.as_str()),
        "reported": claim.reported.map(Moment::written),
        "counts": row.counts,
    });
    let who = claim.attribution.as_ref();
    let timing = claim.timing.as_ref();
    let body = match &claim.evidence {
        Evidence::Passage(quote) => json!({
            "by": who.map(|who| &who.by), "witness": claim.witness(), "standing": claim.standing(),
            "when": timing.map(|timing| timing.when.written()), "words": timing.map(|timing| &timing.words),
            "as_written": claim.as_written, "quote": quote.exact, "start": quote.chars.start, "end": quote.chars.end,
            "denies": claim.denies, "flags": claim.flags, "note": claim.note,
        }),
        Evidence::Citation(cited) => json!({ "says": cited.says.as_str(), "detail": cited.detail }),
    };
    if let (Value::Object(said), Value::Object(body)) = (&mut said, body) {
        said.extend(body);
    }
    said
}

fn holding(rows: &Rows<'_>, row: &Holding<'_>, zone: &TimeZone) -> Value {
    let (place, state) = (row.place, &row.state);
    let basis = rows::basis(row.basis);
    let id = row.id();
    let side = match &state.control {
        Control::Side(side) => Some(side),
        Control::Contested | Control::NotReported => None,
    };
    // It may have begun before the first day that the chronicle covers.
    let open_start = row.from == rows.range().0;
    json!({
        "type": "Feature",
        "id": id,
        "featureType": "holding",
        "time": time(Some(row.from).filter(|_| !open_start), row.until, zone, None),
        "geometry": geometry(rows::point(place)),
        "properties": {
            "feature_type": "holding",
            "id": id,
            "start": civil(row.from),
            "end": row.until.or_else(|| last(rows, Some(row.from))).map(civil),
            "open_start": open_start,
            "open_end": row.until.is_none(),
            "kind": "control",
            "place": place.id,
            "name": place.name,
            "province": place.province,
            "area": place.area,
            "precision": place.precision.map(rows::precision),
            "side": side,
            "basis": basis,
            "control": state.control.as_str(),
            "certainty": state.certainty,
            "standing": state.standing,
            "voices": state.voices,
            "since": state.since.map(crate::time::Span::edtf),
            "decided_by": state.decided_by,
            "contested_by": state.contested_by,
            "may_be_held_by": state.maybe.as_ref().map(|held| &held.side),
            "may_still_be_held_by": state.before,
            "besieged": state.besieged,
            "summary": words::held_by(rows.job.chronicle(), state),
            "marker-color": colour(rows.job.chronicle(), side),
        },
    })
}

/// The `time` of JSON-FG for half-open bounds: whole days as such, else instants, both ends included.
fn time(start: Option<Moment>, end: Option<Moment>, zone: &TimeZone, named: Option<Offset>) -> Value {
    if start.is_none() && end.is_none() {
        return Value::Null;
    }
    let days = start.is_none_or(Moment::is_rest) && end.is_none_or(Moment::is_rest);
    let written = |moment: Moment| {
        if days {
            return Some(written_day(moment.civil().date()));
        }
        utc(moment, zone, named)
    };
    let included = end.map(|end| Moment(end.0 - if days { Moment::DAY } else { 1 }));
    match (start.and_then(written), included.and_then(written)) {
        (Some(a), Some(b)) if a == b && days => json!({ "date": a }),
        (Some(a), Some(b)) if a == b => json!({ "timestamp": a }),
        (a, b) => {
            let open = || "..".to_owned();
            json!({ "interval": [a.unwrap_or_else(open), b.unwrap_or_else(open)] })
        }
    }
}
