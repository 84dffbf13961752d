//! What `dateline check` says.

use dateline::chronicle::{Embedded, Folder, save};
use dateline::cli::check::{Format, check, json, run, text};

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
    assert_eq!(run(None, Format::Text), 0);
    assert_eq!(run(Some(dir.path()), Format::Json), 1);
    assert_eq!(run(Some(&dir.path().join("none")), Format::Text), 2);
}
