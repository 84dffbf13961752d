//! The interactive page: its structure as a file, and, in a real browser, what a reader does with it. The latter need
//! Chromium: `cargo test --test it page::browser -- --ignored`; `./check` runs them.

mod browser;
mod chromium;
mod hostile;

use crate::world::TETON;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use dateline::chronicle::{Embedded, Opened, open};
use dateline::dataset::Dataset;
use dateline::export::{Coverage, ExportError, Exporter, Job, Progress, Provenance, Unwatched, exporter_for};
use dateline::geo::BBox;
use dateline::scene::{Theme, View};
use dateline::time::Moment;
use dateline::timeline::{Clock, Control};
use dateline::words::{Shown, headline, text_alternative};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, LazyLock};

/// A chronicle made ready for export.
struct World {
    data: Dataset,
    view: View,
}

impl World {
    fn of(opened: Opened) -> Self {
        Self::with(Dataset::new(Arc::new(Embedded), opened))
    }

    fn with(data: Dataset) -> Self {
        assert!(data.problems.is_empty(), "{:?}", data.problems);
        let view = View::still(data.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
        Self { data, view }
    }

    fn job(&self, coverage: Coverage) -> Job {
        Job::new(&self.data, coverage, self.view.clone())
    }

    fn page(&self, coverage: Coverage) -> String {
        String::from_utf8(exporter().bytes(&self.job(coverage)).unwrap()).unwrap()
    }
}

fn built_in() -> Opened {
    open(&Embedded).unwrap()
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(built_in()));
static PAGE: LazyLock<String> = LazyLock::new(|| WORLD.page(Coverage::All));

fn exporter() -> &'static dyn Exporter {
    exporter_for(std::path::Path::new("advance.html")).unwrap()
}

fn days(from: &str, until: &str) -> Coverage {
    Coverage::days(from.parse().unwrap(), until.parse().unwrap()).unwrap()
}

/// What stands between the first `start` and the `end` after it.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found).unwrap()
}

fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "id=\"data\">", "</script>")).unwrap()
}

#[test]
fn the_built_in_chronicle_makes_a_page_under_two_megabytes() {
    assert!(PAGE.len() < 2_000_000, "{} bytes", PAGE.len());
}

#[test]
fn the_same_order_makes_the_same_bytes() {
    let when = days("2021-08-11", "2021-08-14");
    assert!(WORLD.page(when) == WORLD.page(when));
}

#[test]
fn the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else() {
    let policy = between(&PAGE, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())));
    let style = between(&PAGE, "<style>", "</style>");
    let script = between(&PAGE, "<script>", "</script>");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; font-src data:; base-uri 'none'; \
             form-action 'none'",
            hash(script),
            hash(style)
        )
    );
    assert_eq!(PAGE.matches("<style").count(), 1);
    assert_eq!(PAGE.matches("<script").count(), 2, "the data and the script");
    for inline in [" style=\"", " onclick", " onload", "javascript:"] {
        let body = between(&PAGE, "<body>", "<script>");
        assert!(!body.replace("style=&quot;", "").contains(inline), "{inline}");
    }
}

#[test]
fn a_page_carries_its_provenance() {
    for when in [Coverage::All, days("2021-08-11", "2021-08-14")] {
        let expected = Provenance::of(&WORLD.job(when)).json();
        assert_eq!(exporter().provenance(WORLD.page(when).as_bytes()), Some(expected));
    }
    assert_eq!(exporter().provenance(b"<!DOCTYPE html>"), None);
}

#[test]
fn no_string_of_a_chronicle_becomes_markup() {
    let world = World::of(Opened { chronicle: hostile::made(built_in().chronicle), ..built_in() });
    let page = world.page(Coverage::All);
    assert!(page.matches("window.pwned").count() > 500, "the hostile strings are there");
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    for opened in ["<img", "<iframe", "<b onload", "<!--", "onerror=\"", "href=\"javascript"] {
        assert!(!page.contains(opened), "{opened}");
    }
    // Read as data, the words are whole again.
    let data = data(&page);
    let name = data["places"].as_array().unwrap().iter().find(|place| place["id"] == "herat").unwrap()["name"].clone();
    assert_eq!(name, format!("Herat{}", hostile::WORDS));
}

/// The last of steps that begin with their number and have begun at `at`.
fn current(steps: &Value, at: i64) -> &Value {
    steps.as_array().unwrap().iter().rev().find(|step| step[0].as_i64().unwrap() <= at).unwrap()
}

/// The text alternatives of a page, each of which is written as what it does not share with the one before.
fn prose(data: &Value) -> Vec<String> {
    let mut before: Vec<u16> = Vec::new();
    let texts = data["prose"].as_array().unwrap().iter().map(|coded| {
        let [start, end] = [0, 1].map(|part| coded[part].as_u64().unwrap() as usize);
        let tail = before[before.len() - end..].to_vec();
        let middle = coded[2].as_str().unwrap().encode_utf16();
        before = before[..start].iter().copied().chain(middle).chain(tail).collect();
        String::from_utf16(&before).unwrap()
    });
    texts.collect()
}

/// What a page says at a minute of the happened clock and an instant of the reported one, by its number.
struct Said<'a> {
    data: &'a Value,
    prose: &'a [String],
    known: usize,
    minute: i64,
}

impl<'a> Said<'a> {
    fn word(&self, number: &Value) -> &'a str {
        self.data["words"][number.as_u64().unwrap() as usize].as_str().unwrap()
    }

    /// Title, sum, nearest, and the rest of the text alternative.
    fn words(&self) -> [String; 4] {
        let number = &current(&self.data["known"][self.known]["states"], self.minute)[1];
        let state = &self.data["states"][number.as_u64().unwrap() as usize];
        let [title, sum, nearest] = [0, 1, 2].map(|part| self.word(&state[part]).to_owned());
        [title, sum, nearest, self.prose[state[3].as_u64().unwrap() as usize].clone()]
    }

    fn as_known(&self, steps: &'a Value) -> &'a Value {
        &current(steps, self.known as i64)[1]
    }
}

fn agrees_with_the_timeline(world: &World, said: &Said<'_>, clock: Clock) {
    let slice = world.data.timeline.slice(clock);
    let headline = headline(&world.data.chronicle, &slice, Shown::ALL);
    let at = format!("{}, known by {:?}", clock.cursor.written(), clock.known_by.map(Moment::written));
    let [title, sum, nearest, rest] = said.words();
    let sum = sum.replace('\u{a0}', " ");
    assert_eq!([&title, &sum, &nearest], [&headline.title, &headline.sum, &headline.nearest], "{at}");
    let text = text_alternative(&world.data.chronicle, &slice, Shown::ALL);
    assert!(text.ends_with(format!("{sum} {rest}").trim_end()), "{at}: {text}");
    for place in said.data["places"].as_array().unwrap() {
        let Some(expected) = slice.place(place["id"].as_str().unwrap()) else { continue };
        let begins = match &expected.documents.control {
            Control::Side(side) => {
                world.data.chronicle.meta.sides.iter().find(|s| s.id == *side).unwrap().label.clone()
            }
            Control::Contested if expected.documents.besieged => "besieged".to_owned(),
            Control::Contested => "contested".to_owned(),
            Control::NotReported => "not reported".to_owned(),
        };
        let documents = said.word(&current(said.as_known(&place["said"]), said.minute)[1]);
        assert!(documents.trim_start_matches("possibly ").starts_with(&begins), "{at}, {place}: {documents}");
    }
    for event in said.data["events"].as_array().unwrap() {
        let stood = said.as_known(&event["at"]);
        let phases = stood["phases"].as_array().into_iter().flatten();
        let begun = phases.filter_map(Value::as_i64).any(|from| from <= said.minute);
        let state = slice.events.iter().find(|state| event["id"] == state.event.id.as_str());
        assert_eq!(begun, state.is_some(), "{at}: {}", event["id"]);
        let Some(state) = state.filter(|_| event["reference"] == false) else { continue };
        assert_eq!(stood["standing"], state.standing.word(), "{at}: {}", event["id"]);
        assert_eq!(stood["denied"], state.denied, "{at}: {}", event["id"]);
    }
}

#[test]
fn at_every_hour_the_page_says_what_the_timeline_says() {
    every_hour(&WORLD, &PAGE);
    let teton = World::with(TETON.data.clone());
    every_hour(&teton, &teton.page(Coverage::All));
}

fn every_hour(world: &World, page: &str) {
    let data = data(page);
    let range = world.data.chronicle.meta.range;
    let origin = Moment::start_of(range.from).0;
    let dense = Moment::start_of(range.dense.0).0 - origin..Moment::end_of(range.dense.1).0 - origin;
    let whole = Moment::end_of(range.until).0 - origin;
    let rests = (1..=whole / Moment::DAY).map(|day| day * Moment::DAY);
    let (hindsight, prose) = (data["known"].as_array().unwrap().len() - 1, prose(&data));
    for minute in rests.chain(dense.step_by(60).map(|minute| minute + 1)) {
        let clock = Clock { cursor: Moment(origin + minute), known_by: None };
        agrees_with_the_timeline(world, &Said { data: &data, prose: &prose, known: hindsight, minute }, clock);
    }
}

#[test]
fn by_every_instant_of_the_reported_clock_the_page_says_what_the_timeline_says() {
    let data = data(&PAGE);
    let range = WORLD.data.chronicle.meta.range;
    let origin = Moment::start_of(range.from).0;
    let (known, prose) = (data["known"].as_array().unwrap(), prose(&data));
    assert!(known.len() > 10, "the papers of many days");
    assert_eq!(data["opens"], known.len() - 1, "in hindsight");
    for (number, by) in known.iter().enumerate() {
        let known_by = by["at"].as_i64().map(|minute| Moment(origin + minute));
        assert_eq!(known_by.is_none(), number == known.len() - 1);
        for day in ["2021-07-08", "2021-08-06", "2021-08-11", "2021-08-12", "2021-08-13", "2021-08-15", "2021-08-31"] {
            for cursor in [Moment::end_of(day.parse().unwrap()), Moment(Moment::end_of(day.parse().unwrap()).0 - 600)] {
                let minute = cursor.0 - origin;
                let said = Said { data: &data, prose: &prose, known: number, minute };
                agrees_with_the_timeline(&WORLD, &said, Clock { cursor, known_by });
            }
        }
    }
}

#[test]
fn between_two_instants_of_the_reported_clock_nothing_more_was_reported() {
    let data = data(&PAGE);
    let origin = Moment::start_of(WORLD.data.chronicle.meta.range.from).0;
    let instants: Vec<i64> =
        data["known"].as_array().unwrap().iter().filter_map(|known| known["at"].as_i64()).collect();
    let cursor = Moment::end_of(WORLD.data.chronicle.meta.range.until);
    for pair in instants.windows(2) {
        let events =
            |minute| WORLD.data.timeline.slice(Clock { cursor, known_by: Some(Moment(origin + minute)) }).events;
        assert_eq!(events(pair[0]), events(pair[1] - 1), "{pair:?}");
        assert_ne!(events(pair[0]), events(pair[1]), "{pair:?}");
    }
}

#[test]
fn a_page_opens_with_what_was_known_by_the_ordered_day() {
    let by = Moment::end_of("2021-08-12".parse().unwrap());
    for when in [Coverage::All, days("2021-08-11", "2021-08-14")] {
        let job = Job { known_by: Some(by), ..WORLD.job(when) };
        let page = String::from_utf8(exporter().bytes(&job).unwrap()).unwrap();
        let data = data(&page);
        let opens = &data["known"][data["opens"].as_u64().unwrap() as usize];
        assert_eq!((&opens["short"], &opens["long"]), (&"12 August".into(), &"Thursday 12 August 2021".into()));
        assert!(
            between(&page, "id=\"sum\">", "<").starts_with("Known by 12\u{a0}August: the Taliban hold none"),
            "{when:?}"
        );
        assert!(
            between(&page, "id=\"twin\">", "<").starts_with("Known by 12\u{a0}August: the Taliban hold none"),
            "{when:?}"
        );
        assert!(page.contains("As known by 12 August 2021.") && page.contains("opens at 12 August 2021"));
    }
}

#[test]
fn only_whole_pieces_are_shown_and_every_piece_once() {
    let data = data(&PAGE);
    let numbers: Vec<u64> =
        PAGE.split("<g data-n=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0.parse().unwrap()).collect();
    let known: std::collections::BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(known.len(), numbers.len());
    for map in data["maps"].as_array().unwrap() {
        assert_eq!(map["turned"].as_array().unwrap().len(), map["legend"].as_array().unwrap().len());
        for number in map["turned"].as_array().unwrap().iter().flat_map(|turned| turned.as_array().unwrap()) {
            assert!(known.contains(&number.as_u64().unwrap()), "{number} is drawn nowhere");
        }
    }
}

#[test]
fn a_page_of_a_few_days_knows_nothing_of_later_ones() {
    let data = data(&WORLD.page(days("2021-08-11", "2021-08-12")));
    assert_eq!(data["until"], 2 * Moment::DAY);
    let names = |scale: &Value| -> Vec<String> {
        scale.as_array().unwrap().iter().map(|line| line[1].as_str().unwrap().to_owned()).collect()
    };
    let scales: Vec<Vec<String>> = data["bar"]["scales"].as_array().unwrap().iter().map(names).collect();
    assert_eq!(scales.last().unwrap(), &["11", "12"], "{scales:?}");
    // What was reported before the 11th is one instant, that of the 10th.
    let known: Vec<&str> =
        data["known"].as_array().unwrap().iter().map(|known| known["short"].as_str().unwrap()).collect();
    assert_eq!(known, ["10 August", "11 August", "12 August", "hindsight"]);
    let ids: Vec<&str> = data["events"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect();
    assert!(ids.iter().any(|id| id.contains("HERAT")) && !ids.iter().any(|id| id.contains("JALALABAD")), "{ids:?}");
}

#[test]
fn a_view_far_from_everything_still_makes_a_page() {
    let mut world = World::of(built_in());
    world.view = View::still(BBox { west: -10.0, south: -10.0, east: -5.0, north: -5.0 }, [800.0, 600.0], Theme::Dark);
    world.view.hidden.extend(["reference", "relief", "labels"].map(str::to_owned));
    let page = world.page(days("2021-08-12", "2021-08-12"));
    let mut data = data(&page);
    data.as_object_mut().unwrap().remove("say");
    let data = data.to_string();
    assert!(!data.contains("eference chronology") && data.contains("Herat"));
}

#[test]
fn days_in_the_wrong_order_are_refused_in_one_sentence() {
    let when = Coverage::Days { from: "2021-08-14".parse().unwrap(), until: "2021-08-12".parse().unwrap() };
    let error = exporter().bytes(&WORLD.job(when)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "could not draw the picture (expected 2021-08-14 or a later day as the last one, found 2021-08-12)"
    );
}

#[test]
fn whoever_waits_can_stop_it() {
    struct Impatient;
    impl Progress for Impatient {
        fn step(&self, _: usize, _: usize) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let error = exporter().write(&WORLD.job(Coverage::All), &mut Vec::new(), &Impatient).unwrap_err();
    assert!(matches!(error, ExportError::Cancelled));
    exporter().write(&WORLD.job(days("2021-08-12", "2021-08-12")), &mut Vec::new(), &Unwatched).unwrap();
}

#[test]
fn a_range_of_two_thousand_years_costs_what_happens_in_it() {
    let mut opened = built_in();
    let range = &mut opened.chronicle.meta.range;
    range.from = "0001-01-01".parse().unwrap();
    range.dense = (range.from, range.until);
    let page = World::of(opened).page(Coverage::All);
    assert!(page.len() < PAGE.len() + 100_000, "{} and {} bytes", page.len(), PAGE.len());
    let data = data(&page);
    let names = |scale: &Value| -> Vec<String> {
        scale.as_array().unwrap().iter().map(|line| line[1].as_str().unwrap().to_owned()).collect()
    };
    let scales: Vec<Vec<String>> = data["bar"]["scales"].as_array().unwrap().iter().map(names).collect();
    assert!(scales.iter().all(|scale| scale.len() <= 402));
    let hundreds = scales.iter().find(|scale| scale.len() == 21).unwrap();
    assert_eq!((&*hundreds[0], &*hundreds[1], &*hundreds[20]), ("1", "100", "2000"));
}

/// Tells how many bytes it was told of.
#[derive(Default)]
struct Told(std::sync::Mutex<Vec<u64>>);

impl Progress for Told {
    fn step(&self, _: usize, _: usize) {}
    fn bytes(&self, bytes: u64) {
        self.0.lock().unwrap().push(bytes);
    }
}

#[test]
fn the_size_of_a_page_is_told_before_it_is_written() {
    let (told, mut written) = (Told::default(), Vec::new());
    exporter().write(&WORLD.job(days("2021-08-12", "2021-08-12")), &mut written, &told).unwrap();
    assert_eq!(*told.0.lock().unwrap(), [written.len() as u64]);
}

#[test]
fn a_page_that_would_be_too_large_is_refused_before_it_is_made() {
    let mut opened = built_in();
    for event in opened.chronicle.events.values_mut().map(Arc::make_mut).take(1) {
        event.summary = "x".repeat(41_000_000);
    }
    let (told, mut written) = (Told::default(), Vec::new());
    let error = exporter().write(&World::of(opened).job(Coverage::All), &mut written, &told).unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("expected a page of at most 40.0 MB, found records for about 41."), "{said}");
    assert!(said.ends_with("take fewer days, or leave kinds or sources out"), "{said}");
    assert!(written.is_empty() && told.0.lock().unwrap().is_empty());
}

#[test]
fn a_name_from_the_right_keeps_its_number_on_the_page_and_in_pictures() {
    let mut opened = built_in();
    for place in Arc::make_mut(&mut opened.chronicle.places).values_mut() {
        place.name = format!("شهر نو {}", place.name.len());
    }
    let world = World::of(opened);
    let data = data(&world.page(days("2021-08-12", "2021-08-12")));
    let words = data["words"].as_array().unwrap();
    let apart = |name: &str| format!("\u{2068}{name}\u{2069}");
    let nearest = format!("nearest to {}: {}, 128 km", apart("شهر نو 5"), apart("شهر نو 6"));
    assert!(words.iter().any(|word| *word == nearest.as_str()), "{words:?}");
    let at = Coverage::At(Moment::end_of("2021-08-12".parse().unwrap()));
    let svg = exporter_for(std::path::Path::new("map.svg")).unwrap().bytes(&world.job(at)).unwrap();
    let svg = String::from_utf8(svg).unwrap();
    assert!(svg.contains(&format!("Distance to {}<", apart("شهر نو 5"))));
}
