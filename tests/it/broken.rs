//! Broken chronicles: each gets one clear sentence for what is wrong, and all that is sound still opens.

use dateline::chronicle::{Embedded, Files, Folder, Problem, open};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::borrow::Cow;
use std::fs;
use std::path::Path;

const EVENTS: &str = "data/events.geojson";
const PLACES: &str = "data/places.geojson";
const SOURCES: &str = "seeds/sources.toml";
const CHRONICLE: &str = "data/chronicle.toml";
const SEED_002: &str = "seeds/002_786b857fe5128697.txt";
const SEED_004: &str = "seeds/004_9c788c8c0332e23c.txt";

/// Replaces one passage of a file, which must be there.
fn edit(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} does not contain {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// Replaces one passage inside the record with an id.
fn edit_record(folder: &Path, file: &str, id: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find(&format!("\"id\": \"{id}\"")).unwrap();
    let (before, after) = text.split_at(at);
    assert!(after.contains(old), "{id} is not followed by {old}");
    fs::write(path, format!("{before}{}", after.replacen(old, new, 1))).unwrap();
}

/// A name, and a way to break the chronicle in a folder.
type Row = (&'static str, fn(&Path));

const ROWS: &[Row] = &[
    ("nothing", |_| {}),
    ("one altered byte inside an excerpt", |dir| edit(dir, SEED_002, "in 1975 when", "in 1976 when")),
    ("one altered byte outside every excerpt", |dir| {
        let path = dir.join(SEED_002);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{text} ")).unwrap();
    }),
    ("one wrong offset", |dir| edit_record(dir, EVENTS, "S003-21", "\"start\": ", "\"start\": 1")),
    ("an impossible date", |dir| edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"2021-08-12\"", "\"2021-02-30\"")),
    ("reversed bounds of a claim", |dir| {
        edit_record(dir, EVENTS, "S003-22", "\"earliest\": \"2021-08-11\"", "\"earliest\": \"2021-08-13\"")
    }),
    ("a missing document", |dir| fs::remove_file(dir.join(SEED_004)).unwrap()),
    ("an empty document", |dir| fs::write(dir.join(SEED_004), "").unwrap()),
    ("a document that is no UTF-8", |dir| {
        let mut bytes = fs::read(dir.join(SEED_004)).unwrap();
        bytes[100] = 0xff;
        fs::write(dir.join(SEED_004), bytes).unwrap();
    }),
    ("a document of 2 GB", |dir| fs::File::create(dir.join(SEED_004)).unwrap().set_len(2 << 30).unwrap()),
    ("a document with CRLF line ends", |dir| {
        let text = fs::read_to_string(dir.join(SEED_004)).unwrap();
        fs::write(dir.join(SEED_004), text.replace('\n', "\r\n")).unwrap();
    }),
    ("a document with a byte order mark", |dir| {
        let text = fs::read_to_string(dir.join(SEED_004)).unwrap();
        fs::write(dir.join(SEED_004), format!("\u{feff}{text}")).unwrap();
    }),
    ("data files with a byte order mark", |dir| {
        for file in [EVENTS, PLACES, SOURCES, CHRONICLE] {
            let text = fs::read_to_string(dir.join(file)).unwrap();
            fs::write(dir.join(file), format!("\u{feff}{text}")).unwrap();
        }
    }),
    ("a wrong checksum", |dir| edit(dir, SOURCES, "sha256 = \"2f5daf6d", "sha256 = \"00000000")),
    ("a path that climbs out", |dir| edit(dir, SOURCES, SEED_004, "../../etc/passwd")),
    ("an absolute path", |dir| edit(dir, SOURCES, SEED_004, "/etc/passwd")),
    ("a layer that climbs out", |dir| edit(dir, CHRONICLE, "data/basemap/lakes.geojson", "data/../../lakes.geojson")),
    ("a source without a date", |dir| edit(dir, SOURCES, "published = \"2021-08-15\"\n", "")),
    ("a source published on no day", |dir| {
        edit(dir, SOURCES, "published = \"2021-08-31\"", "published = \"2021-08-32\"")
    }),
    ("sources.toml cut in the middle of a line", |dir| {
        let text = fs::read_to_string(dir.join(SOURCES)).unwrap();
        fs::write(dir.join(SOURCES), &text[..text.find("Danny").unwrap()]).unwrap();
    }),
    ("truncated events", |dir| {
        let text = fs::read_to_string(dir.join(EVENTS)).unwrap();
        fs::write(dir.join(EVENTS), &text[..text.find("S003-21").unwrap()]).unwrap();
    }),
    ("events cut just before the end", |dir| {
        let text = fs::read_to_string(dir.join(EVENTS)).unwrap();
        fs::write(dir.join(EVENTS), text.trim_end().trim_end_matches('}')).unwrap();
    }),
    ("empty events", |dir| fs::write(dir.join(EVENTS), "").unwrap()),
    ("missing events", |dir| fs::remove_file(dir.join(EVENTS)).unwrap()),
    ("a lost closing bracket", |dir| edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "}", "")),
    ("a bare number as a feature", |dir| edit(dir, EVENTS, "\"features\": [", "\"features\": [ 42,")),
    ("a deeply nested coordinate", |dir| {
        let deep = format!("\"coordinates\": {}{}, \"was\": [", "[".repeat(5000), "]".repeat(5000));
        edit_record(dir, PLACES, "zaranj", "\"coordinates\": [", &deep);
    }),
    ("a deeply nested unknown property", |dir| {
        let deep = format!("\"mine\": {}{}, \"kind\"", "[".repeat(5000), "]".repeat(5000));
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"kind\"", &deep);
    }),
    ("a coordinate of 500 degrees", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"coordinates\": [", "\"coordinates\": [500, ")
    }),
    ("a coordinate that is no number", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"coordinates\": [", "\"coordinates\": [NaN, ")
    }),
    ("a coordinate without a latitude", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"coordinates\": [", "\"coordinates\": [1], \"was\": [")
    }),
    ("a point that is not its place's", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"coordinates\": [62", "\"coordinates\": [63")
    }),
    ("a layer without its credit", |dir| edit(dir, CHRONICLE, "id = \"globe\"", "id = \"glove\"")),
    ("an unknown place", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"place\": \"herat\"", "\"place\": \"hreat\"")
    }),
    ("an unknown side", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"side\": \"taliban\"", "\"side\": \"talban\"")
    }),
    ("an unknown source", |dir| edit_record(dir, EVENTS, "S003-21", "\"source\": \"003\"", "\"source\": \"030\"")),
    ("an unknown standing", |dir| edit_record(dir, EVENTS, "S003-22", "\"standing\": \"", "\"standing\": \"very ")),
    ("an unknown kind", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"kind\": \"capture\"", "\"kind\": \"eclipse\"")
    }),
    ("an exclusion without a reason", |dir| {
        edit_record(dir, EVENTS, "EV-FALSE-TAJIKISTAN-UZBEKISTAN", "\"exclude\": \"false\"", "\"exclude\": null");
    }),
    ("an event without claims", |dir| {
        edit_record(dir, EVENTS, "EV-HERAT-CAPTURE", "\"claims\": [", "\"claims\": [], \"was\": [")
    }),
    ("a second event of the same id", |dir| {
        edit(dir, EVENTS, "\"id\": \"EV-HERAT-CAPTURE\"", "\"id\": \"EV-GHAZNI-CAPTURE\"")
    }),
    ("a second claim of the same id", |dir| edit(dir, EVENTS, "\"id\": \"S003-22\"", "\"id\": \"S003-20\"")),
    ("an event that is the same as itself", |dir| {
        edit(dir, EVENTS, "\"same_as\": \"REF-HERAT-CAPTURE\"", "\"same_as\": \"EV-HERAT-CAPTURE\"");
    }),
    ("a chain of events that are the same", |dir| {
        edit(dir, EVENTS, "\"same_as\": \"EV-HERAT-CAPTURE\"", "\"same_as\": \"EV-GHAZNI-CAPTURE\"");
    }),
    ("a claim outside its event", |dir| {
        edit_record(dir, EVENTS, "S003-16", "\"latest\": \"2021-08-12\"", "\"latest\": \"2021-08-14\"")
    }),
    ("an opening of a side that is not there", |dir| {
        edit(dir, CHRONICLE, "side = \"government\"", "side = \"goverment\"")
    }),
    ("a focus that is not there", |dir| edit(dir, CHRONICLE, "focus = \"kabul\"", "focus = \"kabol\"")),
    ("missing areas", |dir| fs::remove_file(dir.join("data/areas.geojson")).unwrap()),
    ("missing references", |dir| fs::remove_file(dir.join("data/references.toml")).unwrap()),
    ("a denial of an event that is not there", |dir| {
        edit_record(dir, EVENTS, "S003-21", "\"id\"", "\"denies\": \"EV-NONE\", \"id\"")
    }),
    ("an area of a place that is not there", |dir| {
        edit(dir, "data/areas.geojson", "\"place\": \"mazar-i-sharif\"", "\"place\": \"mazar\"")
    }),
    ("an excerpt pointed at its double", |dir| {
        edit_record(dir, EVENTS, "S001-05", "\"start\": 651, \"end\": 722", "\"start\": 200, \"end\": 271")
    }),
    ("no folder at all", |dir| fs::remove_dir_all(dir).unwrap()),
    ("a file instead of a folder", |dir| {
        fs::remove_dir_all(dir).unwrap();
        fs::write(dir, "not a folder").unwrap();
    }),
    ("chronicle.toml missing", |dir| fs::remove_file(dir.join(CHRONICLE)).unwrap()),
    ("chronicle.toml is a folder", |dir| {
        fs::remove_file(dir.join(CHRONICLE)).unwrap();
        fs::create_dir(dir.join(CHRONICLE)).unwrap();
    }),
    ("chronicle.toml empty", |dir| fs::write(dir.join(CHRONICLE), "").unwrap()),
    ("chronicle.toml of 2 GB", |dir| fs::File::create(dir.join(CHRONICLE)).unwrap().set_len(2 << 30).unwrap()),
    ("chronicle.toml in UTF-16", |dir| fs::write(dir.join(CHRONICLE), b"\xff\xfef\0o\0r\0").unwrap()),
    ("chronicle.toml cut off", |dir| {
        let text = fs::read_to_string(dir.join(CHRONICLE)).unwrap();
        fs::write(dir.join(CHRONICLE), &text[..text.find("Kabul\"").unwrap()]).unwrap();
    }),
    ("a later format", |dir| edit(dir, CHRONICLE, "format = 1", "format = 2")),
    ("a time zone that is not there", |dir| edit(dir, CHRONICLE, "Asia/Kabul", "Asia/Kabool")),
    ("a range that ends before it begins", |dir| {
        edit(dir, CHRONICLE, "until = \"2021-08-31\"", "until = \"2020-08-31\"")
    }),
    ("a view without a width", |dir| edit(dir, CHRONICLE, "[60.4, 29.3, 75.0, 38.6]", "[60.4, nan, 60.4, 38.6]")),
    ("a start outside the range", |dir| edit(dir, CHRONICLE, "start = \"2021-08-12\"", "start = \"2022-08-12\"")),
];

/// Copies the built-in chronicle without its base map, which `open` does not read.
fn copy(to: &Path) {
    for path in ["data", "seeds"].iter().flat_map(|folder| Embedded.list(folder)) {
        let path = path.as_str();
        fs::create_dir_all(to.join(path).parent().unwrap()).unwrap();
        fs::write(to.join(path), Embedded.read(path).unwrap()).unwrap();
    }
}

/// A problem with its line counted from that of its record's id, so that work on other records changes nothing here.
fn line(problem: &Problem, files: &dyn Files) -> String {
    let sentence = problem.to_string();
    assert!(problem.hint.is_some() && !sentence.contains('\n'), "{sentence}");
    assert!(!sentence.contains(&files.name()), "{sentence}");
    let (Some(record), Some(line)) = (&problem.record, problem.line) else { return sentence };
    let text = String::from_utf8(files.read(&problem.file).unwrap().into_owned()).unwrap();
    let ids = [format!("\"id\": \"{record}\""), format!("id = \"{record}\"")];
    let at = text.lines().enumerate().filter(|(_, line)| ids.iter().any(|id| line.contains(id))).map(|(at, _)| at + 1);
    let nearest = at.min_by_key(|at| at.abs_diff(line)).unwrap();
    let distance = line as isize - nearest as isize;
    sentence.replace(&format!(":{line}]"), &format!(":id{distance:+}]"))
}

/// What is said of a chronicle, after each way to break it.
fn said(files: &dyn Files, all: usize) -> String {
    match open(files) {
        Err(error) => format!("{error}\n").replace(&files.name(), "<folder>"),
        Ok(opened) => {
            let mut said = match all - opened.chronicle.events.len() {
                0 => "every event opens\n".to_owned(),
                left if left == all => "no event opens\n".to_owned(),
                left => format!("every event opens but {left}\n"),
            };
            for problem in opened.problems.iter().take(4) {
                said.push_str(&format!("{}\n", line(problem, files)));
            }
            match opened.problems.len().saturating_sub(4) {
                0 => said,
                more => format!("{said}and {more} more\n"),
            }
        }
    }
}

#[test]
fn each_broken_chronicle_says_what_is_wrong_and_opens_the_rest() {
    let all = open(&Embedded).unwrap().chronicle.events.len();
    let mut page = String::new();
    for (name, break_it) in ROWS {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("chronicle");
        copy(&folder);
        break_it(&folder);
        page.push_str(&format!("== {name}\n{}\n", said(&Folder(folder), all)));
    }
    // The page is read by people: every sentence on it names file, record and remedy.
    insta::assert_snapshot!("broken", page);
}

/// The built-in chronicle with one file replaced.
struct Patched {
    path: &'static str,
    bytes: Vec<u8>,
}

impl Files for Patched {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        if path == self.path { Ok(Cow::Owned(self.bytes.clone())) } else { Embedded.read(path) }
    }
    fn list(&self, folder: &str) -> Vec<String> {
        Embedded.list(folder)
    }
    fn name(&self) -> String {
        "patched".to_owned()
    }
}

/// Opens a chronicle whose file `path` had some bytes changed and its end cut off: whatever comes of it is told in
/// sentences.
fn open_damaged(path: &'static str, damage: &[(Index, u8)], cut: Option<Index>) {
    let mut bytes = Embedded.read(path).unwrap().into_owned();
    for (at, byte) in damage {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len()));
    }
    match open(&Patched { path, bytes }) {
        Ok(opened) => {
            for problem in &opened.problems {
                assert!(!problem.message.contains('\n') && !problem.message.is_empty(), "{problem}");
            }
        }
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_file_makes_it_panic(
        path in select(vec![EVENTS, PLACES, SOURCES, CHRONICLE, "data/references.toml", SEED_002]),
        damage in vec((any::<Index>(), any::<u8>()), 0..6),
        cut in option::weighted(0.3, any::<Index>()),
    ) {
        open_damaged(path, &damage, cut);
    }

    #[test]
    fn no_damage_to_the_punctuation_of_the_events_makes_it_panic(
        damage in vec((any::<Index>(), select(br#"{}[]",:\0"#.to_vec())), 1..4),
    ) {
        open_damaged(EVENTS, &damage, None);
    }
}
