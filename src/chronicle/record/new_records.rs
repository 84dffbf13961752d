//! New records as values, in the order of FORMAT.md.

use crate::chronicle::{Basis, ClaimId, EventId, NewClaim, NewEvent, NewPlace, PlaceId, Precision, Quote, VoiceId};
use crate::geo::LonLat;
use crate::time::Extent;
use serde_json::{Value, json};

/// Digits of a degree that are written: about a metre.
const DIGITS: f64 = 1e5;

/// A point, or null.
pub(super) fn point(position: Option<LonLat>) -> Value {
    let round = |deg: f64| (deg * DIGITS).round() / DIGITS;
    position.map_or(Value::Null, |at| json!({"type": "Point", "coordinates": [round(at.lon_deg), round(at.lat_deg)]}))
}

/// The two selectors of a passage.
pub(super) fn selectors(quote: &Quote) -> Value {
    let Quote { exact, prefix, suffix, chars, .. } = quote;
    json!([
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
        {"type": "TextPositionSelector", "start": chars.start, "end": chars.end},
    ])
}

pub(super) const fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Within => "within",
        Extent::Throughout => "throughout",
    }
}

pub(super) const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::Settlement => "settlement",
        Precision::Region => "region",
        Precision::Country => "country",
    }
}

/// An event. `position` is the point of its place, where it is exact enough to be drawn.
pub(super) fn event(new: &NewEvent, id: &EventId, position: Option<LonLat>, claims: Vec<Value>) -> Value {
    let basis = match new.basis {
        Basis::Documents => "documents",
        Basis::Reference => "reference",
    };
    json!({
        "type": "Feature",
        "id": id,
        "properties": {
            "kind": new.kind,
            "place": new.place,
            "when": new.when,
            "earliest": new.earliest,
            "latest": new.latest,
            "extent": extent(new.extent),
            "order": null,
            "side": new.side,
            "modality": new.modality,
            "role": new.role,
            "basis": basis,
            "summary": new.summary,
            "reading": null,
            "same_as": null,
            "exclude": null,
            "claims": claims,
        },
        "geometry": point(position),
    })
}

/// A claim of a document.
pub(super) fn claim(new: &NewClaim, id: &ClaimId, voice: &VoiceId) -> Value {
    let mut claim = json!({"id": id, "source": new.source, "voice": voice});
    let mut put = |key: &str, value: Value| {
        if let Some(members) = claim.as_object_mut() {
            members.insert(key.to_owned(), value);
        }
    };
    if new.unattributed {
        put("unattributed", json!(true));
    }
    put("by", json!(new.by));
    put("standing", json!(new.standing.word()));
    put("when", json!(new.when));
    put("earliest", json!(new.earliest));
    put("latest", json!(new.latest));
    put("words", json!(new.words));
    put("as_written", json!(new.as_written));
    put("quote", selectors(&new.quote));
    let own = &new.overrides;
    for (key, value) in [
        ("kind", json!(own.kind)),
        ("place", json!(own.place)),
        ("role", json!(own.role)),
        ("modality", json!(own.modality)),
        ("denies", json!(new.denies)),
    ] {
        if !value.is_null() {
            put(key, value);
        }
    }
    put("flags", json!([]));
    put("note", json!(new.note));
    claim
}

/// A place.
pub(super) fn place(new: &NewPlace, id: &PlaceId) -> Value {
    let mut properties = json!({
        "name": new.name,
        "role": new.role,
        "listed": new.listed,
        "province": new.province,
        "area": null,
        "variants": new.variants,
        "local": [],
        "names": new.names,
        "precision": new.position.map(|_| precision(new.precision.unwrap_or(Precision::Settlement))),
    });
    if let Some(members) = properties.as_object_mut() {
        if let Some(km) = new.radius_km {
            members.insert("radius_km".to_owned(), json!(km));
        }
        if let Some((source, id, name)) = &new.gazetteer {
            let id = id.parse::<u64>().map_or_else(|_| json!(id), |number| json!(number));
            members.insert("gazetteer".to_owned(), json!({"source": source, "id": id, "name": name}));
        }
        members.insert("note".to_owned(), Value::Null);
    }
    json!({"type": "Feature", "id": id, "properties": properties, "geometry": point(new.position)})
}
