//! What `dateline check` says.

use crate::world::copy_built_in;
use dateline::chronicle::{Embedded, Folder, Listing, save};
use dateline::cli::check::{CheckFormat, check, json, run, text};
use sha2::Digest as _;

/// A copy of the built-in chronicle in which one word of an excerpt was changed.
fn altered() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    save(&Embedded, dir.path()).unwrap();
    let seed = dir.path().join("seeds/002_786b857fe5128697.txt");
    let old = std::fs::read_to_string(&seed).unwrap();
    std::fs::write(&seed, old.replacen("in 1975 when", "in 1976 when", 1)).unwrap();
    dir
}

#[test]
fn the_built_in_chronicle_is_clean() {
    let checked = check(&Embedded, Listing::default()).unwrap();
    assert_eq!(text(&checked), "128 of 128 excerpts exact · 5 of 5 documents unaltered · 0 problems\n");
}

#[test]
fn every_problem_is_one_line_under_the_summary() {
    let dir = altered();
    let found = text(&check(&Folder(dir.path().to_owned()), Listing::default()).unwrap());
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 4, "{found}");
    assert_eq!(lines[0], "127 of 128 excerpts exact · 4 of 5 documents unaltered · 3 problems");
    assert!(
        lines[1].starts_with("002: expected the document as received, SHA-256 2f5daf6d48d1…, found another, "),
        "{found}"
    );
    assert_eq!(
        lines[2],
        "EV-1975-SAIGON: expected at least one claim that holds, found none of 1 (the event is left out until one of \
         its claims holds) [data/events.geojson:4]"
    );
    assert!(lines[3].starts_with("S002-17: expected the quotation at 2070 to 2230 of document 002, "), "{found}");
}

#[test]
fn json_carries_the_same() {
    let dir = altered();
    let found: serde_json::Value =
        serde_json::from_str(&json(&check(&Folder(dir.path().to_owned()), Listing::default()).unwrap())).unwrap();
    assert_eq!(found["excerpts"], serde_json::json!({ "exact": 127, "of": 128 }));
    assert_eq!(found["documents"], serde_json::json!({ "unaltered": 4, "of": 5 }));
    assert_eq!(found["problems"].as_array().unwrap().len(), 3);
    assert_eq!(found["problems"][2]["record"], "S002-17");
    assert_eq!(found["problems"][2]["severity"], "error");
    assert_eq!(found["problems"][2]["file"], "data/events.geojson");
    assert!(found["problems"][2]["line"].as_u64().unwrap() > 1);
}

#[test]
fn the_exit_code_tells_clean_from_problems_from_nothing_there() {
    let dir = altered();
    assert_eq!(run(None, CheckFormat::Text, Listing::All), 0);
    assert_eq!(run(Some(dir.path()), CheckFormat::Json, Listing::All), 1);
    assert_eq!(run(Some(&dir.path().join("none")), CheckFormat::Text, Listing::All), 2);
}

#[test]
fn of_many_problems_of_a_kind_the_first_is_listed_with_their_number_unless_all_are_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    copy_built_in(dir.path());
    let events = dir.path().join("data/events.geojson");
    let whole = std::fs::read_to_string(&events).unwrap();
    std::fs::write(&events, whole.replace("\"earliest\": \"2021-08-1", "\"earliest\": \"2031-08-1")).unwrap();
    let files = Folder(dir.path().to_owned());
    let (few, all) = (check(&files, Listing::default()).unwrap(), check(&files, Listing::All).unwrap());
    let number = all.problems.len();
    assert!(number > 50, "{number}");
    for checked in [&few, &all] {
        let said = text(checked);
        assert!(said.lines().next().unwrap().ends_with(&format!("· {number} problems")), "{said}");
        let json: serde_json::Value = serde_json::from_str(&json(checked)).unwrap();
        assert_eq!(json["problem_count"], number);
    }
    let of_kind = |of: &str| of.lines().filter(|line| line.contains("`earliest` not to be after")).count();
    assert_eq!((of_kind(&text(&few)), of_kind(&text(&all)) > 50), (1, true));
    let said = text(&few);
    assert!(said.contains(" more of this kind\n") && said.ends_with("--all lists every one.\n"), "{said}");
    assert!(said.lines().count() < 12, "{said}");
}

#[test]
fn a_document_in_another_encoding_is_kept_as_received_and_its_quotations_are_of_its_text() {
    let dir = tempfile::tempdir().unwrap();
    copy_built_in(dir.path());
    let document = dir.path().join("seeds/004_9c788c8c0332e23c.txt");
    let text_of = std::fs::read_to_string(&document).unwrap();
    let wide: Vec<u8> = text_of.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&document, &wide).unwrap();
    let files = Folder(dir.path().to_owned());
    let found = text(&check(&files, Listing::default()).unwrap());
    assert!(found.contains("it looks like encoding = \"UTF-16LE\""), "{found}");
    let sources = dir.path().join("seeds/sources.toml");
    let listed = std::fs::read_to_string(&sources).unwrap();
    let (before, after) = listed.split_once("file = \"seeds/004_9c788c8c0332e23c.txt\"\nsha256 = \"").unwrap();
    let sum = sha2::Sha256::digest(&wide).iter().fold(String::new(), |sum, byte| format!("{sum}{byte:02x}"));
    let told = format!(
        "{before}encoding = \"utf-16le\"\nfile = \"seeds/004_9c788c8c0332e23c.txt\"\nsha256 = \"{sum}{}",
        &after[64..]
    );
    std::fs::write(&sources, told).unwrap();
    let found = text(&check(&files, Listing::default()).unwrap());
    assert!(found.starts_with("128 of 128 excerpts exact · 5 of 5 documents unaltered · 0 problems"), "{found}");
}

#[test]
fn a_near_miss_of_a_quotation_says_what_differs_and_where_the_document_has_it() {
    let dir = tempfile::tempdir().unwrap();
    copy_built_in(dir.path());
    let events = dir.path().join("data/events.geojson");
    let whole = std::fs::read_to_string(&events).unwrap();
    let exact = "support the relocation of former Afghan staff who risked their lives serving alongside us”";
    assert!(whole.contains(exact));
    std::fs::write(&events, whole.replacen(exact, &exact.replace('”', "\\\""), 1)).unwrap();
    let found = text(&check(&Folder(dir.path().to_owned()), Listing::default()).unwrap());
    assert!(found.contains("found other words there (at 1576 to 1776 it stands with other quotation marks"), "{found}");
}
