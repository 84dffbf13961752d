//! What Dateline exports is read again as a table: the same events, at the same dates and places, by the same titles.

use super::{Ready, features, property, slides};
use dateline::chronicle::Event;
use dateline::geo::LonLat;
use dateline::jobs::Unwatched;
use dateline::table::rows::Row;
use dateline::table::{ColumnRole, EventTable, TableChoices, TableFile, cells, read_table, sniff};
use dateline::time::Moment;
use std::collections::BTreeMap;

/// A table of an export, and its rows by a role's cell.
struct Again {
    file: TableFile,
    table: EventTable,
}

impl Again {
    fn of(ready: &Ready, ending: &str) -> Self {
        let file = TableFile::of(format!("export.{ending}"), ready.bytes(ending)).unwrap();
        let proposal = sniff(&file, &TableChoices::default(), &Unwatched).unwrap();
        assert_eq!(proposal.asks, [], "{ending}");
        let zone = ready.chronicle.meta.zone();
        let table = read_table(&file, &proposal.mapping, &zone, &Unwatched).unwrap();
        Self { file, table }
    }

    /// The rows with the cells of a heading.
    fn rows(&self, heading: &str) -> Vec<(String, Row)> {
        let at = self.table.mapping.columns.iter().position(|column| column.heading == heading).expect(heading);
        let row = |row: Row| (cells(&self.file, &self.table.mapping, [row.offset]).unwrap()[0][at].clone(), row);
        (0..self.table.rows.len()).map(|at| row(self.table.rows.row(at).unwrap())).collect()
    }

    fn title(&self, row: &Row, heading: &str) -> String {
        let at = self.table.mapping.columns.iter().position(|column| column.heading == heading).expect(heading);
        cells(&self.file, &self.table.mapping, [row.offset]).unwrap()[0][at].clone()
    }
}

/// The bounds that an event is drawn with, where it has any: one whose end is open has its other day, or minute, only.
fn bounds(event: &Event) -> Option<(Moment, Moment)> {
    let unit = |moment: Moment| if moment.is_rest() { Moment::DAY } else { 1 };
    match (event.span.start, event.span.end) {
        (Some(start), Some(end)) => Some((start, end)),
        (None, Some(end)) => Some((Moment(end.0 - unit(end)), end)),
        (Some(start), None) => Some((start, Moment(start.0 + unit(start)))),
        (None, None) => None,
    }
}

fn close(a: LonLat, b: LonLat) -> bool {
    (a.lon_deg - b.lon_deg).abs() < 2e-6 && (a.lat_deg - b.lat_deg).abs() < 2e-6
}

#[test]
fn geojson_kml_and_csv_give_the_same_events_again() {
    for ready in Ready::all() {
        // What has a geometry in GeoJSON has a place to be read.
        let geometries: BTreeMap<String, Option<LonLat>> = features(&ready, "event")
            .iter()
            .filter_map(|feature| {
                Some((property(feature, "id").as_str().unwrap().to_owned(), feature.geometry.as_ref()?))
            })
            .map(|(id, geometry)| {
                let value = serde_json::to_value(geometry).unwrap();
                let at = |index: usize| value["coordinates"][index].as_f64();
                (id, at(0).zip(at(1)).map(|(lon, lat)| LonLat::new(lon, lat)))
            })
            .collect();
        for (ending, id, title) in [("geojson", "id", "summary"), ("kml", "id", "name"), ("csv", "event", "summary")] {
            let again = Again::of(&ready, ending);
            let mut read: BTreeMap<String, Row> = BTreeMap::new();
            for (id, row) in again.rows(id) {
                let event = &ready.chronicle.events[id.as_str()];
                let (start, end) = bounds(event).unwrap();
                assert_eq!((row.start, row.end), (start, end), "{ending} {id}: {}", event.when.written());
                if let Some(Some(point)) = geometries.get(&id) {
                    assert!(close(row.at, *point), "{ending} {id}: {:?} {point:?}", row.at);
                }
                let said = again.title(&row, title);
                let place = &ready.chronicle.places[&event.place].name;
                let same = if ending == "kml" { said.starts_with(place.as_str()) } else { said == event.summary };
                assert!(same, "{ending} {id}: {said}");
                read.insert(id, row);
            }
            let told = |event: &&Event| {
                let point = geometries.get(event.id.as_str());
                // In CSV a line or an outline has the point of its place, which may be none.
                bounds(event).is_some() && point.is_some_and(|point| point.is_some() || ending != "csv")
            };
            let events = ready.chronicle.events.values().map(|event| &**event).filter(told);
            let expected: Vec<&str> = events.map(|event| event.id.as_str()).collect();
            let missing: Vec<&&str> = expected.iter().filter(|id| !read.contains_key(**id)).collect();
            assert!(missing.is_empty(), "{ending}: {missing:?}");
            assert!(!expected.is_empty());
            let kept = again.table.rows.len() + again.table.refused.len() + again.table.repeats.len();
            assert_eq!(kept, again.table.all as usize);
        }
    }
}

#[test]
fn a_story_of_timelinejs_gives_the_same_slides_again() {
    for ready in Ready::all() {
        let again = Again::of(&ready, "json");
        assert!(again.table.mapping.column(ColumnRole::RowId).is_some());
        let rows = again.rows("unique_id");
        assert_eq!((rows.len(), again.table.refused.len()), (slides(&ready).len(), 0));
        for (id, row) in rows {
            let event = &ready.chronicle.events[id.as_str()];
            let (start, end) = bounds(event).unwrap();
            assert_eq!((row.start, row.end), (start, end), "{id}: {}", event.when.written());
            let place = &ready.chronicle.places[&event.place];
            assert!(again.title(&row, "Headline").starts_with(&place.name), "{id}");
        }
    }
}
