//! The entries of the gazetteer.

use crate::world::asset::{self, ALTERNATE, Columns};
use crate::world::names::{Walk, name_key};
use std::sync::LazyLock;

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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn first(name: &str, class: PlaceClass) -> String {
        let world = Gazetteer::shared();
        let mut found: Vec<u32> = world.named(name).into_iter().filter(|entry| world.class(*entry) == class).collect();
        found.sort_by_key(|entry| std::cmp::Reverse(world.population(*entry)));
        found.first().map(|entry| world.key(*entry)).unwrap_or_default()
    }

    #[test]
    fn a_place_is_found_by_every_spelling_of_its_name() {
        for (names, key) in [
            (&["Herat", "Herāt", "HERAT"][..], "geonames:1140026"),
            (&["Qala-i-Naw", "Qala e Naw", "Qala i Naw", "Qal‘ah-ye Now"], "geonames:1129867"),
            (&["Mazar-i-Sharif", "Mazar-e-Sharif", "Mazar e Sharif", "Mazar Sharif"], "geonames:1133616"),
            (&["Lashkar Gah", "Lashkargah", "Lashkar-Gah"], "geonames:1134720"),
            (&["El Fasher", "Al-Fashir", "Al Fashir", "Fasher"], "geonames:379555"),
            (&["Kyiv", "Kiev"], "geonames:703448"),
            (&["Kharkiv", "Kharkov"], "geonames:706483"),
            (&["Raqqa", "Ar-Raqqah", "Ar Raqqah"], "geonames:172955"),
            (&["Volgograd", "Stalingrad", "Tsaritsyn"], "geonames:472757"),
            (&["Istanbul", "Constantinople"], "geonames:745044"),
            (&["Ho Chi Minh City", "Saigon"], "geonames:1566083"),
            (&["Wrocław", "Wroclaw", "Breslau"], "geonames:3081368"),
            (&["Gdańsk", "Danzig"], "geonames:3099434"),
            (&["Saint Petersburg", "St. Petersburg", "Leningrad", "Petrograd"], "geonames:498817"),
            (&["Mumbai", "Bombay"], "geonames:1275339"),
            (&["Beijing", "Peking"], "geonames:1816670"),
            (&["Stratford-upon-Avon", "Stratford upon Avon"], "geonames:2636713"),
            (&["Rio de Janeiro"], "geonames:3451190"),
        ] {
            for name in names {
                assert_eq!(first(name, PlaceClass::Settlement), key, "{name}");
            }
        }
    }

    #[test]
    fn countries_and_areas_go_by_their_names_and_short_forms() {
        let world = Gazetteer::shared();
        for (names, code) in [
            (&["U.S.", "USA", "United States", "America"][..], "US USA"),
            (&["Britain", "UK", "U.K.", "United Kingdom"], "GB GBR"),
            (&["DR Congo", "DRC", "Zaire", "Democratic Republic of the Congo"], "CD COD"),
            (&["Netherlands", "Holland"], "NL NLD"),
            (&["Burma", "Myanmar"], "MM MMR"),
            (&["Afghanistan"], "AF AFG"),
        ] {
            for name in names {
                let found: Vec<_> = world.named(name).into_iter().filter_map(|entry| world.codes(entry)).collect();
                assert!(found.contains(&code), "{name}: {found:?}");
            }
        }
        for (names, code) in
            [(&["Texas", "Tex.", "TX"][..], "US.TX"), (&["W.Va.", "W. Va."], "US.WV"), (&["Ont.", "Ontario"], "CA.08")]
        {
            for name in names {
                let found = world.named(name).into_iter().filter_map(|entry| world.codes(entry)?.split(' ').next());
                assert!(found.clone().any(|found| found == code), "{name}");
            }
        }
        for name in ["West Bank", "Middle East", "Darfur", "Black Sea", "Euphrates", "Hindu Kush", "Europe"] {
            assert!(!world.named(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn an_entry_knows_where_it_lies_and_what_it_belongs_to() {
        let world = Gazetteer::shared();
        let herat = world.named("Herat").into_iter().find(|entry| world.key(*entry) == "geonames:1140026");
        let herat = herat.unwrap_or_default();
        assert_eq!(world.position(herat), (62.2, 34.348));
        assert_eq!(world.time_zone(herat), Some("Asia/Kabul"));
        let (Some(region), Some(country)) = (world.region(herat), world.country(herat)) else { panic!("no area") };
        assert_eq!(world.class(region), PlaceClass::Region);
        assert_eq!(world.capital_of(region), Some(herat));
        assert_eq!(world.codes(country), Some("AF AFG"));
        assert_eq!(world.country_of_code("afg"), Some(country));
        assert_eq!(world.capital_of(country).map(|seat| world.name(seat)), Some("Kabul"));
        assert_eq!(world.time_zone(country), Some("Asia/Kabul"));
        let [west, south, east, north] = world.bounds(country).unwrap_or_default();
        assert!((60.0..61.0).contains(&west) && (29.0..30.0).contains(&south), "{west} {south}");
        assert!((74.0..75.5).contains(&east) && (38.0..39.0).contains(&north), "{east} {north}");
        let fiji = world.country_of_code("FJ").and_then(|fiji| world.bounds(fiji)).unwrap_or_default();
        assert!(fiji[0] > fiji[2], "Fiji crosses the antimeridian: {fiji:?}");
        assert_eq!(world.name(u32::MAX), "");
        assert_eq!(world.position(u32::MAX), (0.0, 0.0));
    }

    #[test]
    fn every_entry_is_found_by_the_name_it_shows() {
        let world = Gazetteer::shared();
        assert!(world.len() > 250_000);
        for entry in (0..world.len() as u32).step_by(997) {
            let name = world.name(entry);
            assert!(name_key(name).len() < 2 || world.named(name).contains(&entry), "{name}");
        }
    }

    #[test]
    fn words_that_are_people_or_nouns_are_known_as_such() {
        let world = Gazetteer::shared();
        assert!(world.is_given_name("jordan") && !world.is_given_name("kabul"));
        assert!(world.is_surname("jackson") && !world.is_surname("herat"));
        assert!(world.is_common_word("reading") && !world.is_common_word("ghazni"));
        let mut walk = world.of_people();
        assert!(walk.next("sri") && walk.next("lankans"));
        let key = walk.found().unwrap_or_default();
        assert_eq!(world.postings(key).map(|(entry, _)| world.name(entry)).collect::<Vec<_>>(), ["Sri Lanka"]);
    }

    #[test]
    fn files_that_are_not_whole_are_no_gazetteer() {
        assert!(Gazetteer::read(&[], NAMES).is_none());
        assert!(Gazetteer::read(ENTRIES, &[1, 2, 3]).is_none());
        assert!(Gazetteer::read(ENTRIES.get(..ENTRIES.len() / 2).unwrap_or_default(), NAMES).is_none());
    }

    proptest! {
        #[test]
        fn any_name_may_be_asked_for(name in "\\PC{0,40}") {
            let world = Gazetteer::shared();
            for entry in world.named(&name) {
                prop_assert!((entry as usize) < world.len());
            }
        }
    }
}
