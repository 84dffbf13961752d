//! Areas that the control of a place tints.

use crate::chronicle::record::{Changes, json};
use crate::chronicle::{Change, ChangeError, PlaceId, RecordFile, RecordId};
use crate::geo::LonLat;
use serde_json::{Value, json};

/// Digits of a degree that are written of an outline: about ten metres.
const DIGITS: f64 = 1e4;

impl Changes {
    /// Gives a place an area of its own, in rings by polygon; one of that id that is there already is taken as it is.
    ///
    /// # Errors
    /// Where a file takes no change.
    pub fn add_area(
        &mut self,
        id: &str,
        name: &str,
        place: &PlaceId,
        polygons: &[Vec<Vec<LonLat>>],
    ) -> Result<(), ChangeError> {
        let record = RecordId::from(id);
        if self.draft().record(RecordFile::Areas, &record).is_none() {
            let round = |deg: f64| (deg * DIGITS).round() / DIGITS;
            let position = |at: &LonLat| json!([round(at.lon_deg), round(at.lat_deg)]);
            let ring = |ring: &Vec<LonLat>| Value::Array(ring.iter().map(position).collect());
            let polygon = |rings: &Vec<Vec<LonLat>>| Value::Array(rings.iter().map(ring).collect());
            let coordinates: Vec<Value> = polygons.iter().map(polygon).collect();
            let feature = json!({
                "type": "Feature",
                "id": id,
                "properties": {"name": name, "place": place},
                "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
            });
            let after = self.draft().records(RecordFile::Areas).last().map(|record| record.id.clone());
            let raw = json::on_a_line(&feature);
            self.make(Change::Add { file: RecordFile::Areas, id: record, raw, after, gap: None })?;
        }
        self.set(RecordFile::Places, &place.as_str().into(), &["properties".into(), "area".into()], &json!(id))
    }

    /// Takes out the areas of a place.
    ///
    /// # Errors
    /// Where a file takes no change.
    pub fn remove_areas(&mut self, place: &PlaceId) -> Result<(), ChangeError> {
        let named = Value::from(place.as_str()).to_string();
        let of_place = |raw: &str| {
            let feature: Option<Value> = serde_json::from_str(raw).ok();
            feature.and_then(|f| Some(f.pointer("/properties/place")?.as_str()? == place.as_str())).unwrap_or(false)
        };
        let records = self.draft().records(RecordFile::Areas).filter(|record| record.raw.contains(&named));
        let areas: Vec<RecordId> =
            records.filter(|record| of_place(&record.raw)).map(|record| record.id.clone()).collect();
        areas.iter().try_for_each(|area| self.remove(RecordFile::Areas, area))
    }
}
