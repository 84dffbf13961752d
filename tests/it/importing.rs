//! Tables of events into a chronicle, by the command line.

use dateline::table::{Sidecar, TableFile};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of a chronicle, and a folder of files to import.
struct Import {
    chronicle: tempfile::TempDir,
    files: tempfile::TempDir,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let place = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &place);
        } else {
            fs::copy(&entry, &place).unwrap();
        }
    }
}

impl Import {
    fn new() -> Self {
        let chronicle = tempfile::tempdir().unwrap();
        copy(Path::new("tests/fixtures/teton"), chronicle.path());
        Self { chronicle, files: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.files.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, file: &Path, options: &[&str]) -> u8 {
        let own = ["dateline".as_ref(), "import".as_ref(), self.chronicle.path().as_os_str(), file.as_os_str()];
        let all = own.into_iter().map(Into::into).chain(options.iter().map(Into::into));
        dateline::cli::run(all, |_| Err("no window in a test".to_owned()))
    }

    fn tables(&self) -> Vec<String> {
        let entries = fs::read_dir(self.chronicle.path().join("data/tables")).into_iter().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn sidecar(&self, name: &str) -> Sidecar {
        let path = self.chronicle.path().join("data/tables").join(format!("{name}.toml"));
        Sidecar::read(&fs::read_to_string(path).unwrap()).unwrap()
    }
}

const TEXT: &str = "\u{feff}Fecha;Lat;Lon;Tipo\r\n17/06/2016;4,6;-74,1;protesta\r\n05/11/2016;4,7;-74,2;combate\r\n31/06/2016;4,7;-74,2;combate\r\n";

#[test]
fn a_table_is_copied_as_received_with_its_mapping_and_what_was_refused() {
    let import = Import::new();
    let file = import.file("june.csv", TEXT);
    assert_eq!(import.run(&file, &["--dry-run"]), 1);
    assert_eq!(import.tables(), Vec::<String>::new());
    let list = import.files.path().join("refused.csv");
    assert_eq!(import.run(&file, &["--refused", list.to_str().unwrap()]), 1);
    assert_eq!(import.tables(), ["june.csv", "june.csv.toml"]);
    let kept = fs::read(import.chronicle.path().join("data/tables/june.csv")).unwrap();
    assert_eq!(kept, TEXT.as_bytes());
    let sidecar = import.sidecar("june.csv");
    assert_eq!(sidecar.sha256, TableFile::open(&file).unwrap().sha256());
    let counts = sidecar.counts.unwrap();
    assert_eq!((counts.rows, counts.read, counts.refused, counts.repeats), (3, 2, 1, 0));
    assert_eq!(counts.dates.as_deref(), Some("2016-06-17/2016-11-05"));
    let list = fs::read_to_string(list).unwrap();
    assert!(list.contains("3,“31/06/2016”: there is no such day in 2016-06,31/06/2016"), "{list}");
}

#[test]
fn a_file_that_is_there_is_not_replaced_and_what_is_asked_is_not_guessed() {
    let import = Import::new();
    let file = import.file("a.csv", TEXT);
    assert_eq!(import.run(&file, &[]), 1);
    assert_eq!(import.run(&file, &[]), 2);
    let asked = import.file("b.csv", "date,lat,lon\n05/11/2016,1,2\n");
    assert_eq!(import.run(&asked, &[]), 2);
    assert_eq!(import.tables(), ["a.csv", "a.csv.toml"]);
    assert_eq!(import.run(&asked, &["--month-first"]), 0);
    let nothing = import.file("c.csv", "date,lat,lon\n2016-06-17,,\n");
    assert_eq!(import.run(&nothing, &[]), 2);
    assert_eq!(import.tables(), ["a.csv", "a.csv.toml", "b.csv", "b.csv.toml"]);
}

#[test]
fn the_next_file_with_the_same_headings_is_read_as_the_last_one_was() {
    let import = Import::new();
    assert_eq!(import.run(&import.file("june.csv", TEXT), &[]), 1);
    // Alone, nothing would prove the order of day and month.
    let next = import.file("july.csv", "Fecha,Lat,Lon,Tipo\n05/07/2016,4.6,-74.1,protesta\n");
    assert_eq!(import.run(&next, &[]), 0);
    assert_eq!(import.sidecar("july.csv").counts.unwrap().dates.as_deref(), Some("2016-07-05"));
    let other = Import::new();
    let map = import.chronicle.path().join("data/tables/july.csv.toml");
    assert_eq!(other.run(&next, &["--map", map.to_str().unwrap()]), 0);
    assert_eq!(other.sidecar("july.csv").mapping, import.sidecar("july.csv").mapping);
}

#[test]
fn columns_are_what_they_are_said_to_be() {
    let import = Import::new();
    let file = import.file("a.csv", "happened,up,right\n2016-06-17,1,2\n");
    assert_eq!(import.run(&file, &["--column", "up=north", "--column", "3=east", "--column", "nowhere=size"]), 2);
    assert_eq!(import.run(&file, &["--column", "up=north", "--column", "3=east"]), 0);
    assert!(import.sidecar("a.csv").mapping.has_place());
}
