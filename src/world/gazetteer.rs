//! The entries of the gazetteer.

use crate::world::asset::{self, ALTERNATE, Columns};
use crate::world::names::{Walk, name_key};
use crate::world::sound::sound_of;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

static ENTRIES: &[u8] = include_bytes!("../../assets/world/entries.bin");
static NAMES: &[u8] = include_bytes!("../../assets/world/names.bin");
static SHARED: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(ENTRIES, NAMES).unwrap_or_default());

/// What an entry of the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceClass {
    /// A continent.
    Continent,
    /// A part of the world or of a country without an administration of its own: the Middle East, Darfur.
    Area,
    /// A state or a territory with an ISO 3166-1 code.
    Country,
    /// A first-level area: state, province, governorate, oblast.
    Region,
    /// A second-level area: county, district, raion.
    District,
    /// A city, town or village.
    Settlement,
    /// A part of a city.
    Quarter,
    /// A sea, lake or river.
    Water,
    /// A mountain or a range.
    Mountain,
    /// An airport, a base, a building.
    Site,
}

const CLASSES: [PlaceClass; 10] = [
    PlaceClass::Continent,
    PlaceClass::Area,
    PlaceClass::Country,
    PlaceClass::Region,
    PlaceClass::District,
    PlaceClass::Settlement,
    PlaceClass::Quarter,
    PlaceClass::Water,
    PlaceClass::Mountain,
    PlaceClass::Site,
];

/// What sounds so in one country, the most people first.
type Sounds = HashMap<String, Vec<u32>>;

/// Countries, areas and places of the whole world, each an entry with a number from 0 up. Numbers hold for one release
/// of the program; what is kept in files is [`Gazetteer::key`].
///
/// An entry that does not exist has an empty name, lies at 0, 0 and belongs to nothing.
///
/// ```
/// use dateline::world::Gazetteer;
/// let world = Gazetteer::shared();
/// let herat = world.named("Herat").into_iter().find(|entry| world.key(*entry) == "geonames:1140026");
/// assert!(herat.is_some());
/// ```
#[derive(Debug, Default)]
pub struct Gazetteer {
    columns: Columns,
    /// Where each entry's name begins, and one past the end.
    name_starts: Vec<u32>,
    code_starts: Vec<u32>,
    zone_starts: Vec<u32>,
    /// Where each key's postings begin, and one past the end.
    posting_starts: Vec<u32>,
    keys: Option<fst::Map<Vec<u8>>>,
    /// How the names of each country sound, worked out when first asked for.
    sounds: Box<[OnceLock<Sounds>]>,
}

impl Gazetteer {
    /// The one that the program carries, read when first asked for.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Reads the two files of `assets/world`; `None` if they are not whole.
    pub fn read(entries: &[u8], names: &[u8]) -> Option<Self> {
        let columns = asset::read(entries)?;
        let keys = fst::Map::new(asset::inflate(names)?).ok()?;
        let mut posting_starts = Vec::with_capacity(columns.counts.len() + 1);
        let mut next = 0;
        posting_starts.push(next);
        for count in &columns.counts {
            next += u32::from(*count);
            posting_starts.push(next);
        }
        Some(Self {
            name_starts: starts(&columns.names),
            code_starts: starts(&columns.codes),
            zone_starts: starts(&columns.zones),
            posting_starts,
            keys: Some(keys),
            sounds: (0..columns.countries).map(|_| OnceLock::new()).collect(),
            columns,
        })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.columns.class.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All countries, by ISO code.
    pub fn countries(&self) -> std::ops::Range<u32> {
        0..self.columns.countries as u32
    }

    /// All first-level areas, by country, then code.
    pub fn regions(&self) -> std::ops::Range<u32> {
        let first = self.columns.countries as u32;
        first..first + self.columns.regions as u32
    }

    /// The country with an ISO 3166-1 code of two or three letters.
    pub fn country_of_code(&self, code: &str) -> Option<u32> {
        let is = |own: &str| own.split(' ').any(|own| own.eq_ignore_ascii_case(code));
        self.countries().find(|country| self.codes(*country).is_some_and(is))
    }

    /// The codes of a country ("AF AFG") or a first-level area ("AF.11 AF-HER": GeoNames, then ISO 3166-2 where known).
    pub fn codes(&self, entry: u32) -> Option<&str> {
        word(&self.columns.codes, &self.code_starts, entry as usize)
    }

    /// What names the entry for good: "geonames:1140026", or "place:west-bank" for what GeoNames does not number here.
    pub fn key(&self, entry: u32) -> String {
        match self.columns.id.get(entry as usize) {
            Some(0) | None => format!("place:{}", name_key(self.name(entry)).replace(' ', "-")),
            Some(id) => format!("geonames:{id}"),
        }
    }

    /// The GeoNames number, where there is one.
    pub fn geonames(&self, entry: u32) -> Option<u32> {
        self.columns.id.get(entry as usize).copied().filter(|id| *id != 0)
    }

    /// The name to show.
    pub fn name(&self, entry: u32) -> &str {
        word(&self.columns.names, &self.name_starts, entry as usize).unwrap_or_default()
    }

    /// Longitude and latitude, degrees; for an area a point well inside.
    pub fn position(&self, entry: u32) -> (f64, f64) {
        let degrees = |column: &[u32], offset| {
            column.get(entry as usize).map_or(0.0, |thousandths| f64::from(*thousandths as i32 - offset) / 1000.0)
        };
        (degrees(&self.columns.lon, 180_000), degrees(&self.columns.lat, 90_000))
    }

    /// What it is; an entry that does not exist is a site.
    pub fn class(&self, entry: u32) -> PlaceClass {
        let class = self.columns.class.get(entry as usize).map(|class| usize::from(*class));
        class.and_then(|class| CLASSES.get(class)).copied().unwrap_or(PlaceClass::Site)
    }

    /// The country it lies in; a country lies in itself.
    pub fn country(&self, entry: u32) -> Option<u32> {
        self.columns
            .country
            .get(entry as usize)
            .filter(|country| **country != u8::MAX)
            .map(|country| u32::from(*country))
    }

    /// The first-level area it lies in; such an area lies in itself.
    pub fn region(&self, entry: u32) -> Option<u32> {
        let region = self.columns.region.get(entry as usize).filter(|region| **region != u16::MAX)?;
        Some(self.columns.countries as u32 + u32::from(*region))
    }

    /// The capital of a country, the seat of a first-level area.
    pub fn capital_of(&self, area: u32) -> Option<u32> {
        self.columns.capital.get(area as usize)?.checked_sub(1)
    }

    /// People, rounded to about 5 %; 0 where nobody counted.
    pub fn population(&self, entry: u32) -> u32 {
        let scale = self.columns.population.get(entry as usize).copied().unwrap_or_default();
        if scale == 0 { 0 } else { libm::exp(f64::from(scale) / POPULATION_SCALE).round() as u32 }
    }

    /// The entry's time zone as the tz database calls it: "Asia/Kabul". Of a country or area, its seat's.
    pub fn time_zone(&self, entry: u32) -> Option<&str> {
        let zone = self.columns.zone.get(entry as usize).filter(|zone| **zone != u16::MAX)?;
        word(&self.columns.zones, &self.zone_starts, usize::from(*zone))
    }

    /// West, south, east and north of a country, degrees; west is more than east where it crosses the antimeridian.
    pub fn bounds(&self, country: u32) -> Option<[f64; 4]> {
        let own = self.columns.bounds.get(4 * country as usize..4 * country as usize + 4)?;
        let [west, south, east, north] = own.try_into().ok()?;
        let degrees = |hundredths: u16, offset: i32| f64::from(i32::from(hundredths) - offset) / 100.0;
        (own != [0; 4])
            .then(|| [degrees(west, 18_000), degrees(south, 9_000), degrees(east, 18_000), degrees(north, 9_000)])
    }

    /// Everything that goes by a name, in the gazetteer's order: countries, regions, then by class, country and people.
    pub fn named(&self, name: &str) -> Vec<u32> {
        let mut walk = self.walk();
        let found = walk.push(&name_key(name)).then(|| walk.found()).flatten();
        found.map(|key| self.postings(key).map(|(entry, _)| entry).collect()).unwrap_or_default()
    }

    /// The settlements and areas of a country whose first name sounds as this one does ([`sound_of`]), the most people
    /// first. A country is gone through when it is first asked for.
    pub fn sounding(&self, country: u32, name: &str) -> &[u32] {
        let Some((sound, heard)) = sound_of(name).zip(self.sounds.get(country as usize)) else { return &[] };
        heard.get_or_init(|| self.sounds_of(country)).get(&sound).map_or(&[], Vec::as_slice)
    }

    fn sounds_of(&self, country: u32) -> Sounds {
        let is_named = |class| matches!(class, PlaceClass::Settlement | PlaceClass::Region | PlaceClass::District);
        let told = |entry: &u32| self.country(*entry) == Some(country) && is_named(self.class(*entry));
        let settled = |entry: u32| self.class(entry) == PlaceClass::Settlement;
        let mut entries: Vec<u32> = (0..self.len() as u32).filter(told).collect();
        entries.sort_by_key(|entry| (!settled(*entry), std::cmp::Reverse(self.population(*entry))));
        let mut sounds = Sounds::new();
        for entry in entries {
            if let Some(sound) = sound_of(self.name(entry)) {
                sounds.entry(sound).or_default().push(entry);
            }
        }
        sounds
    }

    /// Whether people are called so, folded: "jordan", "paris".
    pub fn is_given_name(&self, word: &str) -> bool {
        self.is_marked("\u{2}", word)
    }

    /// Whether it is a family's name that many bear.
    pub fn is_surname(&self, word: &str) -> bool {
        self.is_marked("\u{3}", word)
    }

    /// Whether a dictionary has the folded word in lower case: "reading", "police".
    pub fn is_common_word(&self, word: &str) -> bool {
        self.is_marked("\u{4}", word)
    }

    fn is_marked(&self, mark: &str, word: &str) -> bool {
        let mut walk = self.walk();
        walk.push(mark) && walk.push(word) && walk.found().is_some()
    }

    /// A walk through peoples and adjectives: "afghan", "sri lankans".
    pub fn of_people(&self) -> Walk<'_> {
        let mut walk = self.walk();
        walk.push("\u{1}");
        walk.restarted()
    }

    /// A walk through the names, from the beginning of a name.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self.keys.as_ref().map(fst::Map::as_fst))
    }

    /// What goes by the name a [`Walk`] found, and whether it is its first name.
    pub fn postings(&self, key: u64) -> impl ExactSizeIterator<Item = (u32, bool)> + '_ {
        let bound = |at: usize| self.posting_starts.get(at).map_or(0, |start| *start as usize);
        let own = self.columns.postings.get(bound(key as usize)..bound(key as usize + 1)).unwrap_or_default();
        own.iter().map(|posting| (posting & !ALTERNATE, posting & ALTERNATE == 0))
    }
}

/// What the natural logarithm of a population is multiplied by to fill a byte.
const POPULATION_SCALE: f64 = 12.0;

fn starts(words: &str) -> Vec<u32> {
    let ends = words.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
    std::iter::once(0).chain(ends).collect()
}

fn word<'a>(words: &'a str, starts: &[u32], at: usize) -> Option<&'a str> {
    words.get(*starts.get(at)? as usize..(*starts.get(at + 1)? as usize).checked_sub(1)?)
}

#[cfg(test)]
mod tests;
