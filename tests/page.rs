//! The interactive page: its structure as a file, and, in a real browser, what a reader does with it. The latter need
//! Chromium: `cargo test --test page -- --ignored`; `./check` runs them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "page/chromium.rs"]
mod chromium;
#[path = "page/hostile.rs"]
mod hostile;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chromium::{Browser, Screen};
use dateline::chronicle::{Basemap, Chronicle, Embedded, open};
use dateline::export::{ExportError, Exporter, Order, Provenance, Unwatched, Watch, When, exporter_for};
use dateline::geo::BBox;
use dateline::scene::{Atlas, Theme, View};
use dateline::time::Moment;
use dateline::timeline::{Clock, Control, Shown, Timeline, headline, text_alternative};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// A chronicle made ready for export.
struct World {
    chronicle: Arc<Chronicle>,
    atlas: Atlas,
    timeline: Timeline,
    view: View,
}

impl World {
    fn of(chronicle: Chronicle) -> Self {
        let (basemap, problems) = Basemap::load(&Embedded, &chronicle);
        assert!(problems.is_empty(), "{problems:?}");
        let atlas = Atlas::new(&chronicle, &basemap);
        let chronicle = Arc::new(chronicle);
        let timeline = Timeline::new(chronicle.clone());
        let view = View::still(chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
        Self { chronicle, atlas, timeline, view }
    }

    fn order(&self, when: When) -> Order<'_> {
        let clock = Clock { cursor: Moment(0), known_by: None };
        Order::still(&self.chronicle, &self.atlas, &self.timeline, &Embedded, clock, &self.view).when(when)
    }

    fn page(&self, when: When) -> String {
        String::from_utf8(exporter().bytes(self.order(when)).unwrap()).unwrap()
    }
}

fn built_in() -> Chronicle {
    open(&Embedded).unwrap().chronicle
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(built_in()));
static PAGE: LazyLock<String> = LazyLock::new(|| WORLD.page(When::All));

fn exporter() -> &'static dyn Exporter {
    exporter_for(std::path::Path::new("advance.html")).unwrap()
}

fn days(from: &str, until: &str) -> When {
    When::days(from.parse().unwrap(), until.parse().unwrap()).unwrap()
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
    for when in [When::All, days("2021-08-11", "2021-08-14")] {
        let expected = Provenance::of(WORLD.order(when)).json();
        assert_eq!(exporter().provenance(WORLD.page(when).as_bytes()), Some(expected));
    }
    assert_eq!(exporter().provenance(b"<!DOCTYPE html>"), None);
}

#[test]
fn no_string_of_a_chronicle_becomes_markup() {
    let world = World::of(hostile::made(built_in()));
    let page = world.page(When::All);
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

/// The state of a page at a minute.
fn state_at(data: &Value, minute: i64) -> &Value {
    let states = data["states"].as_array().unwrap();
    states.iter().rev().find(|state| state["from"].as_i64().unwrap() <= minute).unwrap()
}

#[test]
fn at_every_hour_the_page_says_what_the_timeline_says() {
    let data = data(&PAGE);
    let word = |number: &Value| data["words"][number.as_u64().unwrap() as usize].as_str().unwrap();
    let range = WORLD.chronicle.meta.range;
    let origin = Moment::start_of(range.from).0;
    let dense = Moment::start_of(range.dense.0).0 - origin..Moment::end_of(range.dense.1).0 - origin;
    let whole = Moment::end_of(range.until).0 - origin;
    let rests = (1..=whole / Moment::DAY).map(|day| day * Moment::DAY);
    for minute in rests.chain(dense.step_by(60).map(|minute| minute + 1)) {
        let clock = Clock { cursor: Moment(origin + minute), known_by: None };
        let slice = WORLD.timeline.slice(clock);
        let state = state_at(&data, minute);
        let said = headline(&WORLD.chronicle, &slice, Shown::ALL);
        let at = clock.cursor.written();
        assert_eq!(word(&state["says"][0]), said.title, "{at}");
        assert_eq!(word(&state["says"][1]), said.sum, "{at}");
        assert_eq!(word(&state["says"][2]), said.nearest, "{at}");
        let text = text_alternative(&WORLD.chronicle, &slice, Shown::ALL);
        assert!(text.ends_with(word(&state["says"][3])), "{at}: {text}");
        for place in data["places"].as_array().unwrap() {
            let Some(expected) = slice.place(place["id"].as_str().unwrap()) else { continue };
            let steps = place["said"].as_array().unwrap();
            let step = steps.iter().rev().find(|step| step[0].as_i64().unwrap() <= minute).unwrap();
            let begins = match &expected.documents.control {
                Control::Side(side) => WORLD.chronicle.meta.sides.iter().find(|s| s.id == *side).unwrap().label.clone(),
                Control::Contested => "contested".to_owned(),
                Control::NotReported => "not reported".to_owned(),
            };
            let documents = word(&step[1]);
            assert!(documents.trim_start_matches("possibly ").starts_with(&begins), "{at}, {place}: {documents}");
        }
        let begun = data["events"].as_array().unwrap().iter().filter(|event| {
            event["phases"].as_array().unwrap().iter().any(|from| from.as_i64().is_some_and(|from| from <= minute))
        });
        for event in begun {
            let id = event["id"].as_str().unwrap();
            assert!(slice.events.iter().any(|state| state.event.as_str() == id), "{at}: {id} has not begun");
        }
    }
}

#[test]
fn only_whole_pieces_are_shown_and_every_piece_once() {
    let data = data(&PAGE);
    let numbers: Vec<u64> =
        PAGE.split("<g data-n=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0.parse().unwrap()).collect();
    let known: std::collections::BTreeSet<u64> = numbers.iter().copied().collect();
    for map in data["maps"].as_array().unwrap() {
        for scene in map["scenes"].as_array().unwrap() {
            for number in ["tints", "marks", "over"].iter().flat_map(|part| scene[part].as_array().unwrap()) {
                assert!(known.contains(&number.as_u64().unwrap()), "{number} is drawn nowhere");
            }
        }
    }
}

#[test]
fn a_page_of_a_few_days_knows_nothing_of_later_ones() {
    let data = data(&WORLD.page(days("2021-08-11", "2021-08-12")));
    assert_eq!(data["days"].as_array().unwrap().len(), 2);
    let ids: Vec<&str> = data["events"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect();
    assert!(ids.iter().any(|id| id.contains("HERAT")) && !ids.iter().any(|id| id.contains("JALALABAD")), "{ids:?}");
}

#[test]
fn a_view_far_from_everything_still_makes_a_page() {
    let mut world = World::of(built_in());
    world.view = View::still(BBox { west: -10.0, south: -10.0, east: -5.0, north: -5.0 }, [800.0, 600.0], Theme::Dark);
    world.view.hidden.extend(["reference", "relief", "labels"].map(str::to_owned));
    let page = world.page(days("2021-08-12", "2021-08-12"));
    let data = data(&page).to_string();
    assert!(!data.contains("eference chronology") && data.contains("Herat"), "{data}");
}

#[test]
fn days_in_the_wrong_order_are_refused_in_one_sentence() {
    let when = When::Days { from: "2021-08-14".parse().unwrap(), until: "2021-08-12".parse().unwrap() };
    let error = exporter().bytes(WORLD.order(when)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "could not draw the picture (expected 2021-08-14 or a later day as the last one, found 2021-08-12)"
    );
}

#[test]
fn whoever_waits_can_stop_it() {
    struct Impatient;
    impl Watch for Impatient {
        fn step(&self, _: usize, _: usize) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let error = exporter().write(WORLD.order(When::All), &mut Vec::new(), &Impatient).unwrap_err();
    assert!(matches!(error, ExportError::Cancelled));
    exporter().write(WORLD.order(days("2021-08-12", "2021-08-12")), &mut Vec::new(), &Unwatched).unwrap();
}

/// A page on disk, as a reader has it.
struct OnDisk {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn on_disk(page: &str) -> OnDisk {
    // A browser from a snap has a /tmp of its own.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join("advance.html");
    std::fs::write(&path, page).unwrap();
    OnDisk { _folder: folder, path }
}

/// The button over a place on the map that is seen.
fn place_button(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('.place')].find((p) => p.getBoundingClientRect().width > 0 \
         && p.getAttribute('aria-label').startsWith('{name},'))"
    )
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_a_reader_scrubs_plays_and_reads_the_words_about_herat() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    browser.open(&page.path, "", &Screen::DESK);
    assert_eq!(browser.text("#title"), "Ghazni, Herat and Qala-i-Naw fall");
    assert_eq!(browser.text("#date"), "Thursday 12 August 2021 · end of day");

    // Scrub to the middle of the 15th with the mouse, and on to its end with a key.
    let [_, y] = browser.middle("document.getElementById('bar')");
    let column =
        |day: &str| format!("[...document.querySelectorAll('.column')].find((c) => c.textContent.endsWith(' {day}'))");
    let [from, _] = browser.middle(&column("12"));
    let [to, _] = browser.middle(&column("15"));
    browser.mouse("mousePressed", [from, y]);
    for step in 1..=8 {
        browser.mouse("mouseMoved", [from + (to - from) * f64::from(step) / 8.0, y]);
    }
    browser.mouse("mouseReleased", [to, y]);
    assert!(browser.text("#date").starts_with("Sunday 15 August 2021, 1"), "{}", browser.text("#date"));
    browser.key("ArrowRight", false);
    assert_eq!(browser.text("#date"), "Sunday 15 August 2021 · end of day");
    assert!(browser.text("#title").contains("Jalalabad"), "{}", browser.text("#title"));

    // Play: the days go by until it is stopped.
    let play = browser.middle("document.getElementById('play')");
    browser.click(play);
    browser.wait_until("document.getElementById('date').textContent.startsWith('Monday 16 August')");
    browser.click(play);
    assert_eq!(browser.ask("document.getElementById('play').getAttribute('aria-label')"), "Play");

    // Herat: a click, and the sentence behind the mark.
    let herat = browser.middle(&place_button("Herat"));
    browser.click(herat);
    assert_eq!(browser.text("#panel h2"), "Herat");
    let panel = browser.text("#panel");
    assert!(panel.contains("told AFP the city's fall had been abrupt"), "{panel}");
    assert!(panel.contains("Taliban (reported, 1 voice), since 12 August"), "{panel}");
    assert_eq!(browser.ask("document.querySelector('#panel .where') !== null"), true);
    // A happening in the time bar leads to its day and its place, though it has no point on the map.
    let statement =
        browser.middle("[...document.querySelectorAll('.dot')].find((d) => d.title.startsWith('Three days of international meetings in Qatar'))");
    browser.click(statement);
    assert_eq!(browser.text("#date"), "Thursday 12 August 2021 · end of day");
    assert_eq!(browser.text("#panel h2"), "Qatar");
    // An empty spot lets go of it.
    browser.click([80.0, 640.0]);
    assert_eq!(browser.text("#panel h2"), "On this day");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_everything_can_be_done_by_keyboard() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    browser.open(&page.path, "", &Screen::DESK);
    let date = |browser: &mut Browser| browser.text("#date");
    browser.key("ArrowRight", false);
    assert_eq!(date(&mut browser), "Friday 13 August 2021 · end of day");
    browser.key("ArrowLeft", false);
    browser.key("ArrowLeft", true);
    assert_eq!(date(&mut browser), "Wednesday 11 August 2021 · end of day");
    browser.key("End", false);
    assert_eq!(date(&mut browser), "Tuesday 31 August 2021 · end of day");
    browser.key("Home", false);
    assert_eq!(date(&mut browser), "Saturday 1 May 2021 · end of day");
    browser.key("ArrowRight", true);
    assert_ne!(date(&mut browser), "Sunday 2 May 2021 · end of day", "silence is stepped over");
    browser.key(" ", false);
    assert_eq!(browser.ask("document.getElementById('play').getAttribute('aria-label')"), "Pause");
    browser.key(" ", false);
    assert_eq!(browser.ask("document.getElementById('play').getAttribute('aria-label')"), "Play");
    browser.key("End", false);

    // To Herat with the tabulator, and into its words with Enter.
    let mut reached = false;
    for _ in 0..80 {
        browser.key("Tab", false);
        let name = browser.ask("document.activeElement.getAttribute('aria-label') ?? ''");
        reached = name.as_str().unwrap().starts_with("Herat, provincial capital");
        if reached {
            break;
        }
    }
    assert!(reached, "the tabulator never came to Herat");
    browser.key("Enter", false);
    assert_eq!(browser.text("#panel h2"), "Herat");
    assert_eq!(browser.ask("document.activeElement.getAttribute('aria-pressed')"), "true");
    browser.key("Escape", false);
    assert_eq!(browser.text("#panel h2"), "On this day");
    browser.wait_until("document.getElementById('live').textContent.startsWith('Tuesday 31 August 2021')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_it_is_light_or_dark_as_the_reader_likes() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    let ground = "getComputedStyle(document.querySelector('.stage')).backgroundColor";
    let relief = "getComputedStyle(document.querySelector('.large .relief-dark')).display";
    browser.open(&page.path, "", &Screen::DESK);
    assert_eq!(browser.ask(ground), "rgb(245, 243, 238)");
    assert_eq!(browser.ask(relief), "none");
    browser.open(&page.path, "", &Screen { dark: true, ..Screen::DESK });
    assert_eq!(browser.ask(ground), "rgb(31, 35, 38)");
    assert_eq!(browser.ask(relief), "inline");
    let theme = browser.middle("document.getElementById('theme')");
    browser.click(theme);
    assert_eq!(browser.ask(ground), "rgb(245, 243, 238)");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_names_stay_legible_and_paper_shows_the_instant_of_the_screen() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    let smallest = |browser: &mut Browser| {
        let map = "[...document.querySelectorAll('.map')].find((m) => m.getBoundingClientRect().width > 0)";
        let sizes = "[...map.querySelectorAll('text')].map((t) => parseFloat(getComputedStyle(t).fontSize))";
        let scale = "map.getBoundingClientRect().width / map.viewBox.baseVal.width";
        browser.ask(&format!("(() => {{ const map = {map}; return Math.min(...{sizes}) * {scale}; }})()"))
    };
    for size in [[1280, 720], [1440, 900], [768, 1024], [620, 900], [390, 844], [360, 780]] {
        browser.open(&page.path, &format!("?{}#at=2021-08-13", size[0]), &Screen { size, ..Screen::DESK });
        let px = smallest(&mut browser).as_f64().unwrap();
        assert!(px >= 9.9, "{size:?}: {px}");
    }
    let pieces = "[...document.querySelectorAll('.large .tints [data-area]')].map((p) => p.dataset.area).join()";
    browser.open(&page.path, "?desk#at=2021-08-12", &Screen::DESK);
    let shown = browser.ask(pieces);
    browser.open(&page.path, "?phone#at=2021-08-12", &Screen::PHONE);
    assert_ne!(browser.ask(pieces), shown, "the phone shows the small map");
    browser.ask("dispatchEvent(new Event('beforeprint'))");
    assert_eq!(browser.ask(pieces), shown);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_it_fits_a_phone_and_a_frame() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    browser.open(&page.path, "", &Screen::PHONE);
    assert_eq!(browser.ask("document.documentElement.scrollWidth"), 390);
    let seen = "[...document.querySelectorAll('.map')].filter((m) => m.getBoundingClientRect().width > 0).map((m) => m.classList[1]).join()";
    assert_eq!(browser.ask(seen), "small");
    let heights =
        "Math.min(...[...document.querySelectorAll('.controls button')].map((b) => b.getBoundingClientRect().height))";
    assert!(browser.ask(heights).as_f64().unwrap() >= 44.0);
    let herat = browser.middle(&place_button("Herat"));
    browser.click(herat);
    assert_eq!(browser.text("#panel h2"), "Herat");
    browser.ask("scrollTo(0, 0)");
    let larger = browser.middle("document.getElementById('larger')");
    browser.click(larger);
    assert_eq!(browser.ask(seen), "large");
    assert_eq!(browser.ask("document.documentElement.scrollWidth"), 390, "only the map scrolls");
    assert_eq!(browser.complaints(), Vec::<String>::new());

    // In an article the frame is as high as the page says, and nothing of it is cut.
    let height: u32 = between(&PAGE, "name=\"dateline:frame-height\" content=\"", "\"").parse().unwrap();
    for width in [720, 1000, 1200] {
        browser.open(&page.path, "?embed", &Screen { size: [width, height], ..Screen::DESK });
        assert_eq!(browser.ask("document.documentElement.classList.contains('embed')"), true);
        let time = "document.querySelector('.time').getBoundingClientRect().bottom <= innerHeight";
        assert_eq!(browser.ask(time), true, "map and time are seen at once, {width}");
        assert_eq!(browser.ask("document.documentElement.scrollWidth <= innerWidth"), true);
    }
}

#[test]
#[ignore = "needs Chromium: ./check runs it"]
fn in_a_browser_hostile_documents_run_nothing() {
    let world = World::of(hostile::made(built_in()));
    let page = on_disk(&world.page(When::All));
    let mut browser = Browser::start();
    browser.open(&page.path, "", &Screen::DESK);
    // Every place and every day is looked at.
    browser.ask(
        "for (const p of document.querySelectorAll('#table button')) p.click(); \
         for (let i = 0; i < 123; i += 1) document.getElementById('back').click(); \
         for (const d of document.querySelectorAll('details')) d.open = true;",
    );
    browser.key("End", false);
    assert_eq!(browser.ask("typeof window.pwned"), "undefined");
    assert_eq!(browser.ask("document.querySelectorAll('img, iframe, object, embed, form, base').length"), 0);
    assert_eq!(browser.ask("document.scripts.length"), 2);
    assert_eq!(browser.ask("[...document.links].every((a) => /^(https?|file):/.test(a.href))"), true);
    let title = browser.text("#title");
    assert!(title.contains("window.pwned"), "the words are shown as words: {title}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
