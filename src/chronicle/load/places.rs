//! `data/places.geojson`, `data/areas.geojson` and `data/corridors.geojson`.

use crate::chronicle::RecordFile;
use crate::chronicle::load::codes::Code as _;
use crate::chronicle::load::features::{self, Element, Record};
use crate::chronicle::load::geometry;
use crate::chronicle::load::reader::{Fault, Reader, TextFile};
use crate::chronicle::problem::Problems;
use crate::chronicle::{Area, AreaId, Corridor, LanguageTag, Place, PlaceId, Precision};
use crate::geo::{BBox, LonLat};
use foldhash::HashSet;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::sync_channel;

/// Where the places stand.
pub(super) const PLACES: &str = RecordFile::Places.path();
/// Where the areas stand.
pub(super) const AREAS: &str = RecordFile::Areas.path();
/// Where the corridors stand.
pub(super) const CORRIDORS: &str = RecordFile::Corridors.path();

/// Everything with a geometry that does not change with time.
#[derive(Default)]
pub(super) struct Geography {
    pub places: BTreeMap<PlaceId, Place>,
    pub areas: Vec<Area>,
    pub corridors: Vec<Corridor>,
}

#[derive(Deserialize)]
struct PlaceProps {
    name: String,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    listed: Option<bool>,
    #[serde(default)]
    province: Option<String>,
    #[serde(default)]
    area: Option<String>,
    #[serde(default)]
    variants: Option<Vec<String>>,
    #[serde(default)]
    local: Option<Vec<String>>,
    #[serde(default)]
    names: Option<BTreeMap<LanguageTag, String>>,
    #[serde(default)]
    precision: Option<String>,
    #[serde(default)]
    radius_km: Option<f64>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Deserialize)]
struct AreaProps {
    name: String,
    place: PlaceId,
}

#[derive(Deserialize)]
struct CorridorProps {
    name: String,
    from: PlaceId,
    to: PlaceId,
}

/// Reads places, then what refers to them.
pub(super) fn load(reader: &mut Reader<'_>, view: BBox) -> Geography {
    let mut geography = Geography::default();
    let places = reader.text_or_report(PLACES, true);
    let mut wanted: Vec<(usize, PlaceId)> = Vec::new();
    let mut doubts = Problems::new(reader.problems.listing());
    if let Some(file) = &places {
        each(reader, file, |record, id| {
            let place = place(record, id)?;
            doubts.extend(doubtful(&place, view).map(|fault| file.warning(record.at, Some(id), fault)));
            if place.area.is_some() {
                wanted.push((record.at, place.id.clone()));
            }
            geography.places.insert(place.id.clone(), place);
            Ok(())
        });
    }
    reader.problems.append(doubts);
    let areas = reader.text_or_report(AREAS, !wanted.is_empty());
    if let Some(file) = &areas {
        each(reader, file, |record, id| {
            let AreaProps { name, place } = properties(record)?;
            known(&geography.places, place.as_str(), "place")?;
            let polygons = geometry::polygons(record.geometry)?;
            geography.areas.push(Area { id: AreaId::from(id), name, place, polygons });
            Ok(())
        });
    }
    if let Some(file) = reader.text_or_report(CORRIDORS, false) {
        each(reader, &file, |record, id| {
            let CorridorProps { name, from, to } = properties(record)?;
            known(&geography.places, from.as_str(), "from")?;
            known(&geography.places, to.as_str(), "to")?;
            geography.corridors.push(Corridor { id: id.to_owned(), name, from, to });
            Ok(())
        });
    }
    if let Some(file) = &places {
        areas_of_places(reader, file, &mut geography, &wanted, areas.is_some());
    }
    geography
}

/// Hands over every record of a file that has an id of its own, reporting what fails.
pub(super) fn each<'f>(
    reader: &mut Reader<'_>,
    file: &'f TextFile,
    mut read: impl FnMut(&Record<'f>, &str) -> Result<(), Fault>,
) {
    let mut seen = Seen::default();
    for record in features::records(file, &mut reader.problems) {
        let outcome = seen.once(&record, |id| read(&record, id));
        reader.problems.extend(outcome.err().map(|fault| file.error(record.at, record.id.as_deref(), fault)));
    }
}

/// The same for a file of very many records, of which the checksum is not taken yet: one thread parses them while this
/// one reads what it has parsed. `sound` takes properties that could be parsed in one go, `parse` a record of which they
/// could not.
pub(super) fn each_parsed<'f, P: Deserialize<'f>, T: Send>(
    reader: &mut Reader<'_>,
    file: &'f TextFile,
    sound: impl Fn(P) -> T + Send,
    parse: impl Fn(&Record<'f>) -> T + Send,
    mut read: impl FnMut(&Record<'f>, &str, T) -> Result<(), Fault>,
) {
    /// How many records are handed over at a time, and how often before the other thread waits.
    const BATCH: usize = 256;
    const AHEAD: usize = 8;
    let listing = reader.problems.listing();
    let mut seen = Seen::default();
    let scanned = std::thread::scope(|scope| {
        let (sender, parsed) = sync_channel(AHEAD);
        let scan = scope.spawn(move || {
            let mut found = Problems::new(listing);
            let mut batch = Vec::with_capacity(BATCH);
            features::scan_each(file, &mut found, |element, properties| {
                let Element::Whole(record) = element else { return };
                let parsed = properties.map_or_else(|| parse(&record), &sound);
                batch.push((record, parsed));
                if batch.len() == BATCH {
                    // Nobody receives only when the other thread has panicked, which ends both.
                    let _ = sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            let _ = sender.send(batch);
            drop(sender);
            (found, file.sha256())
        });
        for (record, parsed) in parsed.into_iter().flatten() {
            let outcome = seen.once(&record, |id| read(&record, id, parsed));
            reader.problems.extend(outcome.err().map(|fault| file.error(record.at, record.id.as_deref(), fault)));
        }
        scan.join()
    });
    match scanned {
        Ok((found, sum)) => {
            reader.problems.append(found);
            reader.noted(&file.path, sum);
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// The ids of a file's records.
#[derive(Default)]
struct Seen<'f>(HashSet<Cow<'f, str>>);

impl<'f> Seen<'f> {
    /// Reads a record that has an id which no other had before.
    fn once(&mut self, record: &Record<'f>, read: impl FnOnce(&str) -> Result<(), Fault>) -> Result<(), Fault> {
        match &record.id {
            None => Err(Fault::new("expected a feature with an id, found one without").hint("give it an id")),
            Some(id) if self.0.insert(id.clone()) => read(id),
            Some(_) => {
                Err(Fault::new("expected each id once, found this one a second time")
                    .hint("give one of them another id"))
            }
        }
    }
}

/// The properties of a feature.
pub(super) fn properties<'de, T: Deserialize<'de>>(record: &Record<'de>) -> Result<T, Fault> {
    let raw = record.properties.map_or("{}", |raw| raw.get());
    serde_json::from_str(raw).map_err(|error| features::not_json(&error))
}

/// The place that is named.
pub(super) fn known<'p>(places: &'p BTreeMap<PlaceId, Place>, id: &str, property: &str) -> Result<&'p Place, Fault> {
    places.get(id).ok_or_else(|| {
        Fault::new(format!("expected `{property}` to name a place of {PLACES}, found \"{id}\""))
            .of(property)
            .hint("add or correct that place, or correct the id")
    })
}

fn place(record: &Record<'_>, id: &str) -> Result<Place, Fault> {
    let props: PlaceProps = properties(record)?;
    Ok(Place {
        id: PlaceId::from(id),
        name: props.name,
        role: props.role.unwrap_or_default(),
        listed: props.listed.unwrap_or(false),
        province: props.province,
        area: props.area.as_deref().map(AreaId::from),
        variants: props.variants.unwrap_or_default(),
        local: props.local.unwrap_or_default(),
        names: props.names.unwrap_or_default(),
        position: geometry::point(record.geometry)?,
        precision: props.precision.as_deref().map(Precision::read).transpose()?,
        radius_km: geometry::radius(props.radius_km)?,
        note: props.note,
    })
}

/// What is possible but probably not meant: a name that cannot be read, a point on no land, one the wrong way round.
fn doubtful(place: &Place, view: BBox) -> Option<Fault> {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if place.name.trim().is_empty() {
        return Some(Fault::new("expected a name, found a blank one").hint("name the place"));
    }
    if let Some(found) = place.name.chars().find(|c| hidden(*c)) {
        let fault = format!("expected a name that can be read, found one with U+{:04X}", u32::from(found));
        return Some(Fault::new(fault).hint("remove the character, which has no shape and may turn other words round"));
    }
    let LonLat { lon_deg, lat_deg } = place.position?;
    if (lon_deg, lat_deg) == (0.0, 0.0) {
        let fault = Fault::new("expected a point, found exactly 0, 0, which stands for none in many tables");
        return Some(fault.hint("correct it, or set the geometry to null"));
    }
    let inside = |lon: f64, lat: f64| {
        let across = view.west > view.east && (lon >= view.west || lon <= view.east);
        ((view.west..=view.east).contains(&lon) || across) && (view.south..=view.north).contains(&lat)
    };
    (!inside(lon_deg, lat_deg) && inside(lat_deg, lon_deg)).then(|| {
        Fault::new(format!("expected a point near the view, found [{lon_deg}, {lat_deg}]; turned round it lies inside"))
            .hint("GeoJSON writes the longitude first")
    })
}

/// Cuts the link from a place to a polygon that is not there, saying so where the polygons could be read at all.
fn areas_of_places(
    reader: &mut Reader<'_>,
    file: &TextFile,
    geography: &mut Geography,
    wanted: &[(usize, PlaceId)],
    say: bool,
) {
    let areas: BTreeSet<&AreaId> = geography.areas.iter().map(|area| &area.id).collect();
    for (at, id) in wanted {
        let Some(place) = geography.places.get_mut(id) else { continue };
        let lost = place.area.take_if(|area| !areas.contains(area));
        if let Some(area) = lost.filter(|_| say) {
            let fault = Fault::new(format!("expected `area` to name a polygon of {AREAS}, found \"{area}\""));
            let fault = fault.hint("add or correct that area, or set it to null");
            reader.problems.push(file.warning(*at, Some(id.as_str()), fault));
        }
    }
}
