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
fn a_place_is_found_in_its_country_by_its_sound() {
    let world = Gazetteer::shared();
    let first = |name: &str| {
        let syria = world.country_of_code("SY")?;
        world.sounding(syria, name).first().map(|entry| world.name(*entry))
    };
    assert_eq!(first("Deir Ezzor"), Some("Deir ez-Zor"));
    assert_eq!(first("Tel Rifaat"), Some("Tall Rifat"));
    assert_eq!(first("Qwertystan"), None);
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
