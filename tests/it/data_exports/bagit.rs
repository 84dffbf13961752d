//! A bag that is complete, and opens as the chronicle it is of.

use super::{Ready, empty, exporter};
use dateline::basemap::Basemap;
use dateline::chronicle::{Embedded, Folder, LEFT_OUT, Opened, open};
use dateline::export::{ExportError, Progress};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

/// The files of a bag, by their path below its one folder.
pub(super) fn unzipped(ready: &Ready) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(ready.bytes("zip"))).unwrap();
    let mut files = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let (folder, path) = file.name().unwrap().split_once('/').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        folders.insert(folder);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(path, bytes);
    }
    assert_eq!(folders.len(), 1);
    files
}

pub(super) fn text_of(bag: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(bag[path].clone()).unwrap()
}

/// Paths and checksums of a manifest.
fn manifest(bag: &BTreeMap<String, Vec<u8>>, path: &str) -> BTreeMap<String, String> {
    let lines = text_of(bag, path);
    lines
        .lines()
        .map(|line| line.split_once("  ").map(|(sum, path)| (path.to_owned(), sum.to_owned())).unwrap())
        .collect()
}

#[test]
fn a_bag_is_complete_and_its_checksums_hold() {
    for (ready, documents) in [(Ready::built_in(), false), (Ready::built_in(), true), (Ready::teton(), true)] {
        let bag = unzipped(&ready.documents(documents));
        let payload = manifest(&bag, "manifest-sha256.txt");
        let tags = manifest(&bag, "tagmanifest-sha256.txt");
        for (path, bytes) in &bag {
            let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let listed = if path.starts_with("data/") { payload.get(path) } else { tags.get(path) };
            assert!(path == "tagmanifest-sha256.txt" || listed == Some(&sum), "{path}");
        }
        assert!(payload.keys().chain(tags.keys()).all(|path| bag.contains_key(path)));
        let octets: usize = payload.keys().map(|path| bag[path].len()).sum();
        let info = text_of(&bag, "bag-info.txt");
        assert!(info.contains(&format!("Payload-Oxum: {octets}.{}\n", payload.len())), "{info}");
        assert!(text_of(&bag, "bagit.txt").starts_with("BagIt-Version: 1.0\n"));
        assert_eq!(payload.keys().any(|path| path.starts_with("data/seeds/") && path.ends_with(".txt")), documents);
        assert_eq!(info.contains("The documents, whose rights are their publishers'"), !documents);
    }
}

#[test]
fn an_unpacked_bag_with_documents_is_the_same_chronicle() {
    unpacked_is_the_same(&Ready::teton().documents(true));
    let (folder, opened) = unpacked_is_the_same(&Ready::built_in().documents(true));

    // The program carries the same base map; another's would be left out, and none is missed while the bag says so.
    let list = folder.path().join("data").join(LEFT_OUT);
    let base_map = || Basemap::load(&Folder(folder.path().join("data")), &opened.chronicle);
    let (built_in, _) = Basemap::load(&Embedded, &opened.chronicle);
    let (map, problems) = base_map();
    assert_eq!((map.hash, problems), (built_in.hash, Vec::new()));
    let text = std::fs::read_to_string(&list).unwrap();
    let others: String = text.lines().map(|line| format!("00{}\n", &line[2..])).collect();
    std::fs::write(&list, others).unwrap();
    let (map, problems) = base_map();
    assert!(map.layers.is_empty() && problems.is_empty(), "{problems:?}");
    std::fs::remove_file(&list).unwrap();
    assert_eq!(base_map().1.len(), opened.chronicle.meta.layers.len());
}

/// Unpacks a bag and opens what is in it.
fn unpacked_is_the_same(ready: &Ready) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in unzipped(ready).iter().filter(|(path, _)| path.starts_with("data/")) {
        let to = folder.path().join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    let opened = open(&Folder(folder.path().join("data"))).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert_eq!(opened.verified.0, opened.verified.1);
    assert_eq!(opened.chronicle.hash, ready.chronicle.hash);
    (folder, opened)
}

#[test]
fn a_chronicle_that_changed_on_disk_is_not_bagged_as_what_it_was() {
    let (folder, ready) = empty();
    let path = folder.path().join("data/references.toml");
    let changed = std::fs::read_to_string(&path).unwrap() + "# another line\n";
    std::fs::write(path, changed).unwrap();
    let error = exporter("zip").bytes(&ready.job).unwrap_err().to_string();
    assert!(error.contains("have changed since it was opened; open it again"), "{error}");
}

#[test]
fn a_document_that_is_gone_is_named_and_not_listed() {
    let (folder, _) = empty();
    std::fs::remove_file(folder.path().join(&Ready::built_in().chronicle.sources["003"].file)).unwrap();
    let ready = Ready::of(Arc::new(Folder(folder.path().to_owned()))).documents(true);
    let bag = unzipped(&ready);
    let file = &ready.chronicle.sources["003"].file;
    assert!(!bag.contains_key(&format!("data/{file}")));
    assert!(text_of(&bag, "bag-info.txt").contains(&format!("Documents that could not be read: {file}.")));
}

#[test]
fn a_bag_can_be_stopped() {
    struct Stop;
    impl Progress for Stop {
        fn step(&self, _: usize, _: usize) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let ready = Ready::built_in();
    let stopped = exporter("zip").write(&ready.job, &mut Vec::new(), &Stop);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
}
