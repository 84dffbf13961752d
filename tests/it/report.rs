//! The report: its form, and that it is computed from the files, not written down.

use crate::world::TETON;
use clap::Parser;
use dateline::chronicle::{Basis, Embedded, Folder, MapRole, open};
use dateline::cli::report::{Args, Page, page};
use dateline::time::{Day, EdtfDate, Moment, Span};
use dateline::timeline::{Clock, Timeline, report};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static BUILT_IN: LazyLock<Timeline> = LazyLock::new(|| Timeline::new(Arc::new(open(&Embedded).unwrap().chronicle)));

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

/// What `dateline report` says to these words.
fn reported(words: &[&str]) -> Result<Page, String> {
    page(&Line::try_parse_from(["report"].iter().chain(words)).unwrap().args)
}

/// How far the shifted chronicle lies from the built-in one.
const SHIFT_DAYS: i64 = 30;

fn clock(at: &str, known_by: Option<&str>) -> Clock {
    Clock { cursor: Moment::parse(at).unwrap(), known_by: known_by.map(|by| Moment::parse(by).unwrap()) }
}

fn json(timeline: &Timeline, clock: Clock) -> Value {
    serde_json::to_value(report(timeline, clock)).unwrap()
}

/// The built-in chronicle copied to a folder, after `edit` has had its events and `lines` every line of its TOML.
fn copied(edit: impl Fn(&mut Vec<Value>), lines: impl Fn(&str) -> String) -> (tempfile::TempDir, Timeline) {
    copied_from(Path::new(env!("CARGO_MANIFEST_DIR")), edit, lines)
}

fn copied_from(
    root: &Path,
    edit: impl Fn(&mut Vec<Value>),
    lines: impl Fn(&str) -> String,
) -> (tempfile::TempDir, Timeline) {
    let folder = tempfile::tempdir().unwrap();
    for part in ["data", "seeds"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
        for entry in std::fs::read_dir(root.join(part)).unwrap().map(Result::unwrap) {
            let to = folder.path().join(part).join(entry.file_name());
            let name = entry.file_name().into_string().unwrap();
            if name == "events.geojson" {
                let mut events: Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
                edit(events["features"].as_array_mut().unwrap());
                std::fs::write(to, serde_json::to_string_pretty(&events).unwrap()).unwrap();
            } else if name.ends_with(".toml") {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                std::fs::write(to, text.lines().map(|line| lines(line) + "\n").collect::<String>()).unwrap();
            } else if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let opened = open(&Folder(folder.path().to_owned())).unwrap();
    assert_eq!(opened.problems, []);
    let timeline = Timeline::new(Arc::new(opened.chronicle));
    (folder, timeline)
}

/// An EDTF date as the interval of its bounds, shifted; what is no date is left alone.
fn shifted(edtf: &str) -> String {
    let Ok(date) = EdtfDate::parse(edtf) else { return edtf.to_owned() };
    let shift = |m: Moment| Moment(m.0 + SHIFT_DAYS * Moment::DAY);
    let span = date.span();
    let [start, end, latest_start, earliest_end] =
        [span.start, span.end, span.latest_start, span.earliest_end].map(|moment| moment.map(shift));
    let moved = Span { start, end, latest_start, earliest_end }.edtf();
    if !edtf.contains(['~', '%']) {
        return moved;
    }
    let parts = moved.split('/').map(|part| if part == ".." { part.to_owned() } else { format!("{part}~") });
    parts.collect::<Vec<_>>().join("/")
}

fn shift_values(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                match value {
                    Value::String(text) if keys.contains(&key.as_str()) => *text = shifted(text),
                    _ => shift_values(value, keys),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shift_values(item, keys)),
        _ => {}
    }
}

/// The dates of a line of TOML that gives one.
fn shift_line(line: &str) -> String {
    let keys = ["published =", "at =", "from =", "until =", "dense =", "start ="];
    if !keys.iter().any(|key| line.starts_with(key)) {
        return line.to_owned();
    }
    let parts = line.split('"').enumerate();
    parts.map(|(i, part)| if i % 2 == 1 { shifted(part) } else { part.to_owned() }).collect::<Vec<_>>().join("\"")
}

#[test]
fn a_shift_of_every_date_shifts_every_report() {
    let dated = ["when", "earliest", "latest"];
    let (_folder, moved) = copied(|events| events.iter_mut().for_each(|e| shift_values(e, &dated)), shift_line);
    for (at, known_by) in [
        ("2021-08-06", None),
        ("2021-08-11", None),
        ("2021-08-12", Some("2021-08-13")),
        ("2021-08-13", None),
        ("2021-08-15", Some("2021-08-14")),
        ("2021-08-31", None),
    ] {
        let mut expected = json(&BUILT_IN, clock(at, known_by));
        shift_values(&mut expected, &["at", "known_by", "since", "last_reported", "when", "earliest", "latest"]);
        let by = known_by.map(shifted);
        assert_eq!(json(&moved, clock(&shifted(at), by.as_deref())), expected, "{at} known by {known_by:?}");
    }
}

#[test]
fn without_its_confirmation_lashkar_gah_is_only_claimed() {
    let drop = |events: &mut Vec<Value>| {
        for event in events {
            event["properties"]["claims"].as_array_mut().unwrap().retain(|claim| claim["id"] != "S001-09");
        }
    };
    let (_folder, timeline) = copied(drop, str::to_owned);
    let report = json(&timeline, clock("2021-08-13", None));
    assert_eq!(report["counts"]["documents"], serde_json::json!({"min": 5, "max": 6}));
    let places = report["places"].as_array().unwrap();
    let documents = &places.iter().find(|place| place["id"] == "lashkar-gah").unwrap()["documents"];
    assert_eq!(documents["control"], "taliban");
    assert_eq!((&documents["certainty"], &documents["standing"]), (&"definite".into(), &"claimed".into()));
}

#[test]
fn the_order_of_the_records_in_a_file_changes_nothing() {
    let (_folder, reversed) = copied(|events| events.reverse(), str::to_owned);
    for day in 1..=31 {
        for known_by in [None, Some("2021-08-13")] {
            let clock = clock(&format!("2021-08-{day:02}"), known_by);
            assert_eq!(reversed.slice(clock), BUILT_IN.slice(clock));
        }
    }
    let (_folder, reversed) = copied_from(Path::new(TETON.folder()), |events| events.reverse(), str::to_owned);
    for cursor in TETON.instants() {
        let clock = Clock { cursor, known_by: None };
        assert_eq!(reversed.slice(clock), TETON.timeline.slice(clock), "{}", cursor.written());
    }
}

#[test]
fn nothing_but_days_passes_between_two_stops() {
    let at = |cursor: Moment| {
        let mut slice = BUILT_IN.slice(Clock { cursor, known_by: None });
        // What is said of the day itself, not of what holds.
        slice.changes.clear();
        slice.places.iter_mut().for_each(|place| place.last_reported = None);
        // The background makes no stops.
        let events: Vec<_> = slice.events.iter().filter(|state| state.event.role != MapRole::Context).collect();
        (slice.places, events, slice.counts, slice.nearest)
    };
    let range = BUILT_IN.chronicle().meta.range;
    let mut rest = Moment::end_of(range.from);
    let mut before = at(rest);
    while rest < Moment::end_of(range.until) {
        rest = Moment(rest.0 + Moment::DAY);
        let now = at(rest);
        let stop = BUILT_IN.stops().binary_search(&rest).is_ok();
        assert!(stop || now == before, "{} changes without a stop", rest.written());
        assert!(!stop || now != before, "{} is a stop at which nothing changes", rest.written());
        before = now;
    }
}

fn moments() -> impl Strategy<Value = Moment> {
    let days = |text: &str| Moment::start_of(text.parse::<Day>().unwrap()).0;
    prop_oneof![
        (days("2021-07-01")..days("2021-09-30")).prop_map(Moment),
        (days("2021-08-05")..days("2021-08-18")).prop_map(Moment),
        (0i64..90).prop_map(move |day| Moment(days("2021-07-01") + day * Moment::DAY)),
    ]
}

proptest! {
    #[test]
    fn a_minimum_never_exceeds_its_maximum(cursor in moments(), known_by in proptest::option::of(moments())) {
        let counts = BUILT_IN.slice(Clock { cursor, known_by }).counts;
        for count in [counts.documents, counts.reference] {
            prop_assert!(count.min <= count.max && count.max <= counts.of);
        }
    }

    #[test]
    fn the_steps_agree_with_the_slice(cursor in moments(), known_by in proptest::option::of(moments())) {
        let range = BUILT_IN.chronicle().meta.range;
        prop_assume!(cursor >= Moment::start_of(range.from) && cursor < Moment::end_of(range.until));
        let slice = BUILT_IN.slice(Clock { cursor, known_by });
        for (basis, nearest) in [Basis::Documents, Basis::Reference].into_iter().zip(&slice.nearest) {
            let steps = BUILT_IN.nearest_steps(basis, known_by);
            let (_, step) = steps.iter().rfind(|(from, _)| *from <= cursor).unwrap();
            prop_assert_eq!(step, nearest);
        }
        for id in ["ghazni", "kandahar", "mazar-i-sharif", "charikar", "farah"] {
            let place = slice.place(id).unwrap();
            let ladder = BUILT_IN.ladder(&place.place, Basis::Reference, known_by);
            let (_, step) = ladder.iter().rfind(|(from, _)| *from <= cursor).unwrap();
            prop_assert_eq!(step, &place.reference);
        }
    }

    #[test]
    fn a_claim_that_is_not_known_by_then_leaves_no_trace(cursor in moments(), by in moments()) {
        let slice = BUILT_IN.slice(Clock { cursor, known_by: Some(by) });
        for event in slice.events.iter() {
            let claims = &event.event.claims;
            prop_assert!(event.counting.iter().all(|i| claims[*i].reported.is_some_and(|reported| reported <= by)));
        }
    }
}

#[test]
fn the_json_form_is_stable() {
    let built_in = reported(&["--at", "2021-08-13", "--format", "json"]).unwrap();
    assert_eq!(built_in.problems, 0);
    let report: Value = serde_json::from_str(&built_in.text).unwrap();
    let places = report["places"].as_array().unwrap();
    let ids: Vec<&str> = places.iter().map(|place| place["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 34);
    assert!(ids.is_sorted());
    // What happened elsewhere stands beside the places, each with its own.
    let elsewhere = report["events"].as_array().unwrap();
    assert!(elsewhere.len() > 5);
    assert!(elsewhere.iter().all(|told| told["name"].is_string() && !ids.contains(&told["place"].as_str().unwrap())));
    let mut short = report.clone();
    short.as_object_mut().unwrap().remove("events");
    short["places"].as_array_mut().unwrap().retain(|place| place["id"] == "herat" || place["id"] == "asadabad");
    insta::assert_snapshot!("report_json", serde_json::to_string_pretty(&short).unwrap());
}

#[test]
fn the_text_form_reads_as_a_page() {
    let text = reported(&["--at", "2021-08-12", "--known-by", "2021-08-13"]).unwrap().text;
    assert!(text.lines().all(|line| line.trim_end() == line));
    // The head with the table, and one place.
    let herat = text.split("\n\n").find(|part| part.starts_with("Herat (")).unwrap();
    let head: Vec<&str> = text.split("\n\n").take_while(|part| !part.starts_with("Aybak (")).collect();
    insta::assert_snapshot!("report_text", format!("{}\n\n{herat}", head.join("\n\n")));
}

#[test]
fn the_html_form_escapes_what_comes_from_a_document() {
    let hostile = |events: &mut Vec<Value>| {
        for event in events {
            event["properties"]["summary"] = "<script>alert('1')</script> & \"so\"".into();
        }
    };
    let (folder, _) = copied(hostile, str::to_owned);
    let html = reported(&[folder.path().to_str().unwrap(), "--at", "2021-08-13", "--format", "html"]).unwrap().text;
    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;so&quot;"));
    for part in ["<h1>", "<th scope=\"col\">", "<th scope=\"row\">", "<blockquote cite=\"seeds/", "lang=\"en\""] {
        assert!(html.contains(part), "{part}");
    }
    for tag in ["section", "article", "figure", "ul", "table", "main", "blockquote"] {
        let count = |text: &str| html.matches(text).count();
        let opened = count(&format!("<{tag}>")) + count(&format!("<{tag} "));
        assert_eq!(opened, count(&format!("</{tag}>")), "{tag}");
    }
}

#[test]
fn what_cannot_be_reported_is_said_in_one_sentence() {
    let empty = tempfile::tempdir().unwrap();
    let error = reported(&[empty.path().to_str().unwrap(), "--at", "2021-08-13"]).unwrap_err();
    assert!(error.contains("expected a chronicle"), "{error}");
    let error = reported(&["--at", "2021-08-13", "--without-side", "romans"]).unwrap_err();
    assert_eq!(error, "--without-…: no side is called romans in this chronicle");
    for far in ["-009999-01-01", "9999-12-31", "1999-01-01", "2021-09-06", "2021-08-13T21:00"] {
        let far = format!("--at={far}");
        assert_eq!(reported(&[&far, "--format", "json"]).unwrap().problems, 0, "{far}");
    }
}

#[test]
fn what_a_report_leaves_out_it_says_in_every_form() {
    let filter = ["--at", "2021-08-13", "--from-standing", "confirmed", "--without-kind", "siege"];
    for (format, said) in [
        ("text", "\nFiltered: only what is confirmed; without siege.\n"),
        ("json", "\"filtered\": \"Filtered: only what is confirmed; without siege.\""),
        ("html", "<p class=\"note\">Filtered: only what is confirmed; without siege.</p>"),
    ] {
        let words = [&filter[..], &["--format", format]].concat();
        let page = reported(&words).unwrap().text;
        assert!(page.contains(said), "{page}");
        assert!(!page.contains("besieged"), "{format}");
        let whole = reported(&["--at", "2021-08-13", "--format", format]).unwrap().text;
        assert!(!whole.contains("Filtered") && !whole.contains("filtered"), "{format}");
    }
}
