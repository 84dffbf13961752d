//! What the program is built from: no second copy of anything large, and everything named with its terms.

use dateline::cli::licences;
use std::collections::{BTreeMap, BTreeSet};

const CRATES: &str = include_str!("../../assets/licences/crates.txt");
const NOT_IN_THE_PROGRAM: &str = include_str!("../../assets/licences/not-in-the-program.txt");
const LOCK: &str = include_str!("../../Cargo.lock");

/// Crates of which a second version would be a second toolkit or painter in the program.
const ONE_OF_EACH: [&str; 8] = ["egui", "epaint", "eframe", "walkers", "wgpu", "resvg", "usvg", "tiny-skia"];

/// How many crates may stand in Cargo.lock in more than one version.
const MOST_DUPLICATES: usize = 55;

/// `name version` of every package in Cargo.lock that came from elsewhere.
fn locked() -> BTreeSet<String> {
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.map(|quoted| quoted.trim_matches('"').to_owned())
    };
    let packages = LOCK.split("[[package]]").skip(1).filter(|package| value(package, "source").is_some());
    packages
        .map(|package| format!("{} {}", value(package, "name").unwrap(), value(package, "version").unwrap()))
        .collect()
}

/// The lines of a list that are `name version`.
fn listed(text: &str) -> BTreeSet<String> {
    let is_crate = |line: &&str| match line.split_once(' ') {
        Some((name, version)) => {
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
                && version.starts_with(|c: char| c.is_ascii_digit())
                && version.matches('.').count() >= 2
                && !version.contains(' ')
        }
        None => false,
    };
    text.lines().filter(is_crate).map(str::to_owned).collect()
}

#[test]
fn toolkit_and_painter_are_there_once_and_duplicates_are_bounded() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in locked() {
        let (name, version) = package.split_once(' ').unwrap();
        versions.entry(name.to_owned()).or_default().push(version.to_owned());
    }
    for name in ONE_OF_EACH {
        assert!(versions.get(name).is_none_or(|all| all.len() == 1), "{name}: {:?}", versions[name]);
    }
    versions.retain(|_, all| all.len() > 1);
    assert!(versions.len() <= MOST_DUPLICATES, "{} crates stand there twice: {versions:#?}", versions.len());
}

#[test]
fn nothing_turns_on_another_library_that_compresses() {
    // With it every PNG would be other bytes than on the machine that made it.
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let asked =
        std::process::Command::new(cargo).args(["tree", "--offline", "--locked", "--invert", "zlib-rs"]).output();
    let said = String::from_utf8(asked.unwrap().stdout).unwrap();
    assert_eq!(said, "", "zlib-rs is compiled in");
}

#[test]
fn the_notices_name_exactly_the_crates_of_the_lock_file() {
    let named: BTreeSet<String> = listed(CRATES).union(&listed(NOT_IN_THE_PROGRAM)).cloned().collect();
    let locked = locked();
    let missing: Vec<_> = locked.difference(&named).collect();
    let gone: Vec<_> = named.difference(&locked).collect();
    let again = "Cargo.lock changed: run python3 assets/licences/build.py";
    assert!(missing.is_empty() && gone.is_empty(), "{again}\nnot named: {missing:?}\nno longer there: {gone:?}");
}

#[test]
fn licences_has_the_terms_of_the_program_its_map_its_fonts_its_crates_and_its_encoder() {
    let text = licences::text().replace("\n", " ");
    for words in [
        "Permission is hereby granted, free of charge",
        "Apache License",
        "© OpenStreetMap contributors",
        "Open Database License 1.0",
        "GeoNames",
        "SIL OPEN FONT LICENSE",
        "The Inter Project Authors",
        "Google LLC (https://github.com/notofonts/arabic)",
        "Alliance for Open Media. All rights reserved.",
        "Alliance for Open Media Patent License 1.0",
        "egui 0.37.0",
        "UNICODE LICENSE V3",
    ] {
        assert!(text.contains(words), "{words}");
    }
}
