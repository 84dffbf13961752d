//! What a reader does with a page, in a real browser. Needs Chromium.

use super::chromium::{Browser, Screen};
use super::{PAGE, World, between, built_in, hostile};
use dateline::chronicle::Opened;
use dateline::export::Coverage;
use std::path::PathBuf;

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
    browser.click([80.0, 560.0]);
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
fn in_a_browser_the_second_clock_counts_only_what_had_been_reported() {
    let page = on_disk(&PAGE);
    let mut browser = Browser::start();
    browser.open(&page.path, "#at=2021-08-12&place=herat", &Screen::DESK);
    let voiced = "document.getElementById('known').getAttribute('aria-valuetext')";
    let cards = "document.querySelectorAll('#panel .card').length";
    assert_eq!(browser.ask(voiced), "hindsight: all that was ever reported counts");
    assert!(browser.text("#sum").starts_with("The Taliban hold 3 of 34"));
    assert_ne!(browser.ask(cards), 0);

    // Drag the handle to the end of the 12th: no document had told of Herat.
    let [x, y] = browser.middle("document.querySelector('.handle')");
    let twelfth = browser.ask("document.querySelector('.playhead').getBoundingClientRect().x").as_f64().unwrap();
    browser.mouse("mousePressed", [x, y]);
    browser.mouse("mouseMoved", [(x + twelfth) / 2.0, y]);
    browser.mouse("mouseMoved", [twelfth, y]);
    browser.mouse("mouseReleased", [twelfth, y]);
    assert_eq!(browser.ask(voiced), "Thursday 12 August 2021");
    assert!(
        browser.text("#sum").starts_with("Known by 12 August: the Taliban hold none of 34"),
        "{}",
        browser.text("#sum")
    );
    assert!(browser.text("#twin").contains("Known by 12 August: the Taliban hold none of 34"));
    assert!(browser.text("#seen").contains("As known by 12 August."));
    assert!(browser.text("#panel").contains("Nothing the documents say of Herat was reported by 12 August."));
    assert_eq!(browser.ask(cards), 0);
    assert_eq!(browser.ask("document.querySelectorAll('.dots:not(.second-dots):not(.others) .dot').length"), 0);
    assert_eq!(browser.ask("location.hash"), "#at=2021-08-12&known=2021-08-12&place=herat");

    // The handle has the focus: a key on is the papers of the 13th. The days stay.
    browser.key("ArrowRight", false);
    assert_eq!(browser.ask(voiced), "Friday 13 August 2021");
    assert!(
        browser.text("#sum").starts_with("Known by 13 August: the Taliban hold 3 of 34"),
        "{}",
        browser.text("#sum")
    );
    assert_eq!(browser.text("#date"), "Thursday 12 August 2021 · end of day");
    assert!(browser.text("#panel").contains("told AFP the city's fall had been abrupt"));
    browser.key("End", false);
    assert_eq!(browser.ask(voiced), "hindsight: all that was ever reported counts");
    browser.key("Home", false);
    assert_eq!(browser.ask(voiced), "Friday 30 April 2021");
    let show = browser.middle("document.querySelector('.plain-link')");
    browser.click(show);
    assert_eq!(browser.ask(voiced), "hindsight: all that was ever reported counts");

    // At every instant what was known then, by keyboard alone.
    browser.ask("document.getElementById('then').focus()");
    browser.key(" ", false);
    assert_eq!(browser.ask(voiced), "Thursday 12 August 2021");
    browser.key("ArrowRight", false);
    assert_eq!(browser.text("#date"), "Friday 13 August 2021 · end of day");
    assert_eq!(browser.ask(voiced), "Friday 13 August 2021");
    assert_eq!(browser.ask("location.hash"), "#at=2021-08-13&known=then&place=herat");
    let link = browser.ask("location.hash");
    browser.open(&page.path, &format!("?again{}", link.as_str().unwrap()), &Screen::PHONE);
    assert_eq!(browser.ask(voiced), "Friday 13 August 2021");
    assert_eq!(browser.ask("document.getElementById('then').checked"), true);
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
    let world = World::of(Opened { chronicle: hostile::made(built_in().chronicle), ..built_in() });
    let page = on_disk(&world.page(Coverage::All));
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
