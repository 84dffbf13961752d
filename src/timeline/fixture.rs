//! Small chronicles for tests: four listed places around a focus, two sides, and the events a test adds.

use crate::catalogue::Catalogue;
use crate::chronicle::{
    Attribution, Basis, Chronicle, Citation, Claim, Event, Evidence, MapRole, Meta, Modality, Opening, Overrides,
    Place, PlaceId, Precision, Quote, Reference, Revision, Says, Side, Source, Standing, Subject, TimeRange, Timing,
    Tints,
};
use crate::geo::{BBox, LonLat};
use crate::time::{Day, EdtfDate, Extent, Moment};
use crate::timeline::{Clock, Timeline, Timeslice};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Alder, Birch, Cedar and Dover (the focus), all in government hands on the reference basis.
pub(crate) fn chronicle(events: impl IntoIterator<Item = Event>) -> Chronicle {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let place = |id: &str, name: &str, lon_deg: f64| Place {
        id: id.into(),
        name: name.into(),
        role: "provincial capital".into(),
        listed: true,
        province: None,
        area: None,
        variants: Vec::new(),
        local: Vec::new(),
        names: BTreeMap::new(),
        position: Some(LonLat::new(lon_deg, 34.0)),
        precision: Some(Precision::Settlement),
        radius_km: None,
        note: None,
    };
    let mut places = vec![
        place("alder", "Alder", 61.0),
        place("birch", "Birch", 62.0),
        place("cedar", "Cedar", 63.0),
        place("dover", "Dover", 64.0),
        place("elsewhere", "Elsewhere", 65.0),
    ];
    places[4].listed = false;
    let listed: Vec<PlaceId> = places.iter().filter(|p| p.listed).map(|p| p.id.clone()).collect();
    let side = |id: &str, name: &str| Side { id: id.into(), name: name.into(), label: id.into(), singular: false };
    let reference = |id: &str, published: &str, lineage: &str| Reference {
        id: id.into(),
        title: format!("Title of {id}"),
        title_note: None,
        publisher: "A publisher".into(),
        published: EdtfDate::parse(published).unwrap(),
        lineage: lineage.into(),
        address: format!("https://example.org/{id}"),
    };
    let references = [reference("R1", "2021-08-03", "L1"), reference("R2", "2021-08-12", "L1")];
    Chronicle {
        id: "fixture".into(),
        revision: Revision::default(),
        meta: Meta {
            tile_server: None,
            title: "A chronicle".into(),
            summary: String::new(),
            version: "1".into(),
            language: "en".into(),
            time_zone: "Asia/Kabul".into(),
            subject: Subject { control: true, watch: Some("taliban".into()), ..Subject::default() },
            focus: Some("dover".into()),
            listed: "provincial capital".into(),
            country: "Somewhere".into(),
            control: String::new(),
            kinds: Arc::clone(Catalogue::shipped()),
            sides: vec![side("taliban", "the Taliban"), side("government", "government forces")],
            opening: Some(Opening {
                at: day("2021-08-01"),
                side: "government".into(),
                places: listed,
                source: "R1".into(),
                says: String::new(),
            }),
            bbox: BBox { west: 60.0, south: 30.0, east: 70.0, north: 38.0 },
            range: TimeRange {
                from: day("2021-08-01"),
                until: day("2021-08-31"),
                dense: (day("2021-08-05"), day("2021-08-16")),
                start: day("2021-08-12"),
            },
            layers: Vec::new(),
            tints: Tints::Areas,
            world: None,
            credits: Vec::new(),
            notes: Vec::new(),
            corrections: Vec::new(),
        },
        places: Arc::new(places.into_iter().map(|place| (place.id.clone(), place)).collect()),
        sources: Arc::new([("001".into(), source("001"))].into()),
        wires: BTreeMap::new(),
        references: Arc::new(references.into_iter().map(|r| (r.id.clone(), r)).collect()),
        events: events.into_iter().map(|event| (event.id.clone(), Arc::new(event))).collect(),
        areas: Arc::default(),
        corridors: Vec::new(),
        tables: crate::table::rows::Tables::default(),
        hash: String::new(),
    }
}

/// The document `id`, published on 13 August.
pub(crate) fn source(id: &str) -> Source {
    Source {
        id: id.into(),
        file: format!("seeds/{id}.txt"),
        sha256: String::new(),
        text: "".into(),
        title: None,
        label: format!("Document {id}"),
        byline: None,
        publisher: None,
        agency: Some("AFP".into()),
        published: EdtfDate::parse("2021-08-13").unwrap(),
        published_certainty: "stated".into(),
        published_how: String::new(),
        wire: "W".into(),
        order: 1,
        nature: None,
        language: None,
        extracted: None,
    }
}

/// An event that happened, as a mark, by the Taliban; sieges and fighting last throughout.
pub(crate) fn event(id: &str, kind: &str, place: &str, when: &str, claims: Vec<Claim>) -> Event {
    let date = EdtfDate::parse(when).unwrap();
    let throughout = matches!(kind, "siege" | "fighting");
    Event {
        id: id.into(),
        kind: kind.into(),
        place: place.into(),
        span: date.span(),
        when: date,
        extent: if throughout { Extent::Throughout } else { Extent::Within },
        order: None,
        side: Some("taliban".into()),
        shape: None,
        radius_km: None,
        size: None,
        modality: Modality::Happened,
        role: MapRole::Mark,
        basis: if claims.iter().any(|claim| claim.citation().is_some()) { Basis::Reference } else { Basis::Documents },
        summary: format!("{kind} of {place}"),
        reading: None,
        same_as: None,
        exclude: None,
        claims: claims.into_iter().map(Arc::new).collect(),
    }
}

/// A claim of document 001, dated `when`, reported at the end of `reported`.
pub(crate) fn claim(voice: &str, standing: Standing, when: &str, reported: &str) -> Claim {
    let when = EdtfDate::parse(when).unwrap();
    Claim {
        id: format!("S-{voice}").as_str().into(),
        source: "001".into(),
        reported: Some(Moment::parse(reported).unwrap()),
        attribution: Some(Attribution {
            voice: voice.into(),
            witness: voice.into(),
            by: format!("{voice}, to AFP"),
            standing,
        }),
        timing: Some(Timing { span: when.span(), when, words: None }),
        as_written: None,
        evidence: Evidence::Passage(Quote {
            exact: format!("{voice} <said> so"),
            prefix: String::new(),
            suffix: String::new(),
            chars: 3..7,
            bytes: 3..7,
        }),
        overrides: Overrides::default(),
        denies: None,
        flags: Vec::new(),
        note: None,
    }
}

/// A claim of reference R1 or R2.
pub(crate) fn cited(reference: &str, says: Says, reported: &str) -> Claim {
    Claim {
        id: format!("C-{reference}").as_str().into(),
        source: reference.into(),
        attribution: None,
        timing: None,
        evidence: Evidence::Citation(Citation { says, detail: None }),
        ..claim("", Standing::Reported, "2021-08-01", reported)
    }
}

/// A capture by the Taliban that one reporter tells of, reported on 13 August.
pub(crate) fn capture(id: &str, place: &str, when: &str) -> Event {
    event(id, "capture", place, when, vec![claim("V", Standing::Reported, when, "2021-08-13")])
}

/// A capture that only the Taliban claim.
pub(crate) fn claimed_capture(id: &str, place: &str, when: &str) -> Event {
    event(id, "capture", place, when, vec![claim("T", Standing::Claimed, when, "2021-08-13")])
}

/// A capture of the reference chronology, published on 12 August.
pub(crate) fn cited_capture(id: &str, place: &str, when: &str) -> Event {
    event(id, "capture", place, when, vec![cited("R2", Says::SameDay, "2021-08-12")])
}

pub(crate) fn timeline(events: impl IntoIterator<Item = Event>) -> Timeline {
    Timeline::new(Arc::new(chronicle(events)))
}

/// A clock from a day or time, in hindsight.
pub(crate) fn at(cursor: &str) -> Clock {
    Clock { cursor: Moment::parse(cursor).unwrap(), known_by: None }
}

/// A clock with known-by.
pub(crate) fn known(cursor: &str, by: &str) -> Clock {
    Clock { cursor: Moment::parse(cursor).unwrap(), known_by: Some(Moment::parse(by).unwrap()) }
}

/// The control of a place as one word and its marks: `taliban possible claimed 2`.
pub(crate) fn said(slice: &Timeslice, place: &str, basis: Basis) -> String {
    let state = slice.place(place).unwrap().on(basis);
    let mut words = vec![state.control.as_str().to_owned()];
    words.extend(state.certainty.map(|c| format!("{c:?}").to_lowercase()));
    words.extend(state.standing.map(|s| format!("{s:?}").to_lowercase()));
    if state.certainty.is_some() {
        words.push(state.voices.to_string());
    }
    words.join(" ")
}

/// Alder is taken; two voices in two documents say so, one of them only claims it.
pub(crate) fn two_accounts() -> Event {
    let account = |voice, standing, said, published, source: &str| Claim {
        source: source.into(),
        ..claim(voice, standing, said, published)
    };
    let claims = vec![
        account("A", Standing::Claimed, "2021-08-10", "2021-08-11", "001"),
        account("B", Standing::Reported, "2021-08-12", "2021-08-13", "002"),
    ];
    event("E", "capture", "alder", "2021-08-10/2021-08-12", claims)
}
