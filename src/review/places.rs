//! Where a proposal may have happened: the places of the chronicle, and those of the world that would be added to them.

use crate::chronicle::{Chronicle, Draft, NewPlace, Place, PlaceId, Precision, RecordFile, Tints};
use crate::geo::{LonLat, distance_km};
use crate::propose::ProposedPlace;
use crate::world::{Gazetteer, PlaceClass, name_key};
use std::collections::BTreeMap;

/// Places of one name nearer to each other than this are one, km.
const SAME_KM: f64 = 25.0;

/// A place that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceOption {
    /// The chronicle's record of it, where it has one.
    pub known: Option<PlaceId>,
    /// The gazetteer's key, `geonames:1140026`, where it is from there.
    pub key: Option<String>,
    /// Its name.
    pub name: String,
    /// In what it lies: "Herat, Afghanistan".
    pub beside: String,
    /// Its point, where it has one.
    pub position: Option<LonLat>,
    /// How exact that is.
    pub precision: Option<Precision>,
    /// `city`, `region`, `country`, …
    pub role: String,
    /// Why it may be meant.
    pub reason: String,
}

impl PlaceOption {
    /// Whether it is drawn where it lies: no area and no country.
    pub const fn is_a_point(&self) -> bool {
        matches!(self.precision, Some(Precision::Exact | Precision::Settlement))
    }

    /// Whether it is counted as a new place: a settlement, where the chronicle tints by a rule, so that any may be. Where it
    /// draws areas of its own, which places count was decided by whoever drew them.
    pub fn would_be_listed(&self, chronicle: &Chronicle) -> bool {
        let settled = self.precision == Some(Precision::Settlement);
        settled && (chronicle.meta.tints != Tints::Areas || chronicle.areas.is_empty())
    }
}

/// The places of a chronicle, by what they go by.
#[derive(Clone, Debug, Default)]
pub struct PlaceIndex {
    by_key: BTreeMap<String, PlaceId>,
    by_name: BTreeMap<String, Vec<PlaceId>>,
    country: Option<u32>,
}

impl PlaceIndex {
    /// Those of a chronicle, given its files.
    pub fn of(draft: &Draft, chronicle: &Chronicle, world: &Gazetteer) -> Self {
        let mut index = Self { country: country_of(chronicle, world), ..Self::default() };
        for record in draft.records(RecordFile::Places) {
            let place = chronicle.places.get(record.id.0.as_str());
            if let Some((place, key)) = place.zip(gazetteer_key(&record.raw)) {
                index.by_key.insert(key, place.id.clone());
            }
        }
        for place in chronicle.places.values() {
            for name in std::iter::once(&place.name).chain(&place.variants) {
                index.by_name.entry(name_key(name)).or_default().push(place.id.clone());
            }
        }
        index
    }

    /// What an entry of the gazetteer would be as a place of the chronicle.
    pub fn option(&self, chronicle: &Chronicle, world: &Gazetteer, entry: u32, reason: &str) -> PlaceOption {
        let key = world.key(entry);
        let NewPlace { name, role, position, precision, .. } = place_of_world(world, entry);
        let outer = [world.region(entry), world.country(entry)].into_iter().flatten().filter(|area| *area != entry);
        let mut beside: Vec<&str> = outer.map(|area| world.name(area)).collect();
        beside.dedup();
        let known = position.and_then(|position| self.known(chronicle, &key, &name, position));
        let place = known.as_ref().and_then(|id| chronicle.places.get(id));
        PlaceOption {
            name: place.map_or(name, |place| place.name.clone()),
            beside: beside.join(", "),
            position: place.and_then(|place| place.position).or(position),
            precision,
            role,
            reason: reason.to_owned(),
            key: Some(key),
            known,
        }
    }

    /// The chronicle's own places of a name, for what the gazetteer does not know.
    pub fn named(&self, chronicle: &Chronicle, words: &str) -> Vec<PlaceOption> {
        let ids = self.by_name.get(&name_key(words)).map(Vec::as_slice).unwrap_or_default();
        let places = ids.iter().filter_map(|id| chronicle.places.get(id));
        places.map(|place| of_place(place, "a place of this chronicle")).collect()
    }

    /// What stands in for a place that is not named: the country the chronicle is about.
    pub fn country(&self, chronicle: &Chronicle, world: &Gazetteer) -> Option<PlaceOption> {
        self.country.map(|entry| self.option(chronicle, world, entry, "no place is named; the country is"))
    }

    /// Whether an entry lies in the country that the chronicle is about.
    pub fn is_at_home(&self, world: &Gazetteer, entry: u32) -> bool {
        self.country.is_some() && world.country(entry) == self.country
    }

    pub(super) fn known(&self, chronicle: &Chronicle, key: &str, name: &str, position: LonLat) -> Option<PlaceId> {
        if let Some(id) = self.by_key.get(key) {
            return Some(id.clone());
        }
        let near = |id: &&PlaceId| {
            let place = chronicle.places.get(*id);
            // A place without a point is told by its name alone.
            place.is_some_and(|place| place.position.is_none_or(|at| distance_km(at, position) < SAME_KM))
        };
        self.by_name.get(&name_key(name))?.iter().find(near).cloned()
    }
}

/// What a chronicle writes of an entry of the gazetteer.
pub fn place_of_world(world: &Gazetteer, entry: u32) -> NewPlace {
    let (lon, lat) = world.position(entry);
    let class = world.class(entry);
    let (key, name) = (world.key(entry), world.name(entry).to_owned());
    let province = world.region(entry).filter(|region| *region != entry).map(|region| world.name(region).to_owned());
    NewPlace {
        role: role(class).to_owned(),
        province,
        position: Some(LonLat::new(lon, lat)),
        precision: Some(precision(class)),
        gazetteer: key.split_once(':').map(|(of, id)| (of.to_owned(), id.to_owned(), name.clone())),
        name,
        ..NewPlace::default()
    }
}

/// The place that a proposal means.
#[derive(Clone, Debug)]
pub enum PlaceMeant {
    /// One of the chronicle.
    Known(PlaceId),
    /// One of the world, as the chronicle would write of it.
    New(Box<NewPlace>),
}

impl PlaceMeant {
    /// The place of a proposal; none where neither the chronicle nor the gazetteer has it.
    pub fn of(draft: &Draft, chronicle: &Chronicle, proposed: &ProposedPlace) -> Option<Self> {
        let world = Gazetteer::shared();
        let position = LonLat::new(proposed.lon, proposed.lat);
        let known = PlaceIndex::of(draft, chronicle, world).known(chronicle, &proposed.id, &proposed.name, position);
        let entry = || world.named(&proposed.name).into_iter().find(|entry| world.key(*entry) == proposed.id);
        known.map(Self::Known).or_else(|| Some(Self::New(Box::new(place_of_world(world, entry()?)))))
    }
}

/// A place of the chronicle as an option.
pub(super) fn of_place(place: &Place, reason: &str) -> PlaceOption {
    PlaceOption {
        known: Some(place.id.clone()),
        key: None,
        name: place.name.clone(),
        beside: place.province.clone().unwrap_or_default(),
        position: place.position,
        precision: place.precision,
        role: place.role.clone(),
        reason: reason.to_owned(),
    }
}

/// What is chosen where no place is named and the chronicle is about no country.
pub(super) fn nowhere() -> PlaceOption {
    PlaceOption {
        known: None,
        key: None,
        name: "place not named".to_owned(),
        beside: String::new(),
        position: None,
        precision: None,
        role: "place not named".to_owned(),
        reason: "no place is named".to_owned(),
    }
}

fn country_of(chronicle: &Chronicle, world: &Gazetteer) -> Option<u32> {
    let name = chronicle.meta.country.trim();
    let is_country = |entry: &u32| world.class(*entry) == PlaceClass::Country;
    let by_name = || world.named(name).into_iter().find(is_country);
    if name.is_empty() { None } else { world.country_of_code(name).or_else(by_name) }
}

/// What a place's record says it is in the gazetteer.
fn gazetteer_key(raw: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Feature {
        properties: Properties,
    }
    #[derive(serde::Deserialize)]
    struct Properties {
        #[serde(default)]
        gazetteer: Option<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        source: String,
        id: serde_json::Value,
    }
    let entry = serde_json::from_str::<Feature>(raw).ok()?.properties.gazetteer?;
    Some(format!("{}:{}", entry.source, entry.id))
}

const fn precision(class: PlaceClass) -> Precision {
    match class {
        PlaceClass::Settlement | PlaceClass::Quarter => Precision::Settlement,
        PlaceClass::Site => Precision::Exact,
        PlaceClass::Country | PlaceClass::Continent => Precision::Country,
        PlaceClass::Region | PlaceClass::District | PlaceClass::Area | PlaceClass::Water | PlaceClass::Mountain => {
            Precision::Region
        }
    }
}

const fn role(class: PlaceClass) -> &'static str {
    match class {
        PlaceClass::Continent => "continent",
        PlaceClass::Area | PlaceClass::Region => "region",
        PlaceClass::Country => "country",
        PlaceClass::District => "district",
        PlaceClass::Settlement => "town",
        PlaceClass::Quarter => "quarter",
        PlaceClass::Water => "water",
        PlaceClass::Mountain => "mountain",
        PlaceClass::Site => "site",
    }
}
