//! Tables of events in everything that is made of a chronicle.

use dateline::dataset::Dataset;
use dateline::export::{Coverage, Exporter, Job, exporter_for, scene};
use dateline::jobs::Unwatched;
use dateline::scene::{Mark, Scene, Shape, Theme, View};
use dateline::table::rows::{Brush, Exact, KeptTable, Nearness, Tables};
use dateline::time::Moment;
use dateline::timeline::{Filter, Timeline};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// 400 rows of two years in the Sahel, a third of them at one of five spots.
static SAHEL: LazyLock<Dataset> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sahel");
    let data = Dataset::open(Some(&folder)).expect("the Sahel");
    assert!(data.problems.is_empty(), "{:?}", data.problems);
    data
});

fn job(filter: &Filter) -> Job {
    let view = View::still(SAHEL.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
    Job::new(&SAHEL, Coverage::At(Moment::parse("2018-06-20").unwrap()), view).filtered(filter)
}

fn all_time() -> Filter {
    Filter { brush: "2018-01-01/2019-12-31".parse().ok(), ..Filter::default() }
}

fn drawn(filter: &Filter) -> Scene {
    scene(&job(filter)).unwrap()
}

fn words(scene: &Scene) -> Vec<&str> {
    let text = |mark: &'_ Mark| matches!(mark.shape, Shape::Text(_));
    let runs = scene.marks.iter().filter(|mark| text(mark));
    runs.filter_map(|mark| if let Shape::Text(run) = &mark.shape { Some(run.text.as_str()) } else { None }).collect()
}

/// How many rows are drawn as points.
fn points(scene: &Scene) -> usize {
    let of_rows = scene.marks.iter().filter(|mark| mark.layer == "rows");
    of_rows.map(|mark| if let Shape::Copies { at, .. } = &mark.shape { at.len() } else { 0 }).sum()
}

fn made(job: &Job, name: &str) -> String {
    let exporter: &dyn Exporter = exporter_for(Path::new(name)).unwrap();
    let mut bytes = Vec::new();
    exporter.write(job, &mut bytes, &Unwatched).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_still_counts_the_rows_of_its_window_and_draws_no_shape_for_each() {
    let scene = drawn(&all_time());
    let said = words(&scene).join(" ");
    assert!(said.contains("2018 to 2019") && said.contains("400 events in 24 months"), "{said}");
    assert!(
        said.contains("Battles, ") && said.contains("Many at one spot") && said.contains("incidents.csv"),
        "{said}"
    );
    assert!(scene.description.contains("400 events in 24 months"), "{}", scene.description);
    let of_rows = scene.marks.iter().filter(|mark| mark.layer == "rows").count();
    assert!(of_rows < 40, "{of_rows} shapes");
    // Without a window it is the thirty days that marks linger.
    let month = drawn(&Filter::default());
    assert!(words(&month).join(" ").contains("events in 30 days"), "{:?}", words(&month));
    assert!(points(&month) > 0 && points(&month) < points(&scene));
}

#[test]
fn filters_of_rows_leave_fewer_and_say_so() {
    let rows = |filter: &Filter| {
        job(filter).timeline.rows(Brush { from: Moment(0), until: Moment(1) }, None).unwrap().now().len()
    };
    let all = rows(&all_time());
    assert_eq!(all, 400);
    let mut left = Vec::new();
    for filter in [
        Filter { exact: Some(Exact::Day), ..all_time() },
        Filter { near: Some(Nearness::Vicinity), ..all_time() },
        Filter { at_least: 2, ..all_time() },
        Filter { without_kinds: ["Battles".to_owned()].into(), ..all_time() },
    ] {
        let said = dateline::words::filtered(&job(&filter).timeline).unwrap();
        assert!(said.starts_with("Filtered: "), "{said}");
        assert!(words(&drawn(&filter)).join(" ").contains(" shown of 400"));
        left.push(rows(&filter));
    }
    assert!(left.iter().all(|count| *count > 20 && *count < all), "{left:?}");
    let known =
        job(&all_time()).timeline.rows(Brush { from: Moment(0), until: Moment(1) }, Moment::parse("2018-12-31").ok());
    assert!(known.unwrap().now().len() < all, "what was not reported yet is not known");
}

#[test]
fn pictures_of_rows_are_made_in_every_format_the_same_each_time() {
    for name in ["a.svg", "a.html"] {
        let coverage = if name.ends_with("html") { Coverage::All } else { job(&all_time()).coverage };
        let job = Job { coverage, ..job(&all_time()) };
        let (a, b) = (made(&job, name), made(&job, name));
        assert!(a == b, "{name}");
        assert!(a.contains("400 events in 24 months"), "{name}");
    }
}

#[test]
fn a_page_carries_all_rows_once_and_its_headline_says_of_which_time() {
    let page = made(&Job { coverage: Coverage::All, ..job(&Filter::default()) }, "a.html");
    // The number at the fullest spot stands on the map itself.
    assert!(page.contains(">60</text>"));
    assert!(page.contains("2018 to 2019") && page.contains("400 events in 24 months"));
}

#[test]
fn data_files_carry_rows_with_their_numbers_unless_terms_forbid_it() {
    let all = Job { coverage: Coverage::All, ..job(&Filter::default()) };
    let csv = made(&all, "a.csv");
    assert_eq!(csv.lines().filter(|line| line.starts_with("incidents.csv#")).count(), 400);
    let geojson: serde_json::Value = serde_json::from_str(&made(&all, "a.geojson")).unwrap();
    let rows = geojson["features"].as_array().unwrap().iter().filter(|of| of["featureType"] == "row");
    assert_eq!(rows.clone().count(), 400);
    let first = rows.min_by_key(|row| row["properties"]["row"].as_u64()).unwrap();
    assert_eq!(first["id"], "incidents.csv#1");
    assert!(made(&all, "a.kml").contains("The rows of incidents.csv are not in the file"));

    let kept: Vec<KeptTable> =
        all.data.chronicle.tables.iter().map(|table| KeptTable { passes_on: false, ..table.clone() }).collect();
    let mut chronicle = dateline::chronicle::Chronicle::clone(&all.data.chronicle);
    chronicle.tables = Tables::new(kept);
    let chronicle = Arc::new(chronicle);
    let timeline = Arc::new(Timeline::new(Arc::clone(&chronicle)));
    let data = Dataset { chronicle, timeline: Arc::clone(&timeline), ..all.data.clone() };
    let kept_back = made(&Job { data, timeline, ..all }, "a.csv");
    assert!(!kept_back.contains("incidents.csv#"));
    assert!(kept_back.contains("The 400 rows of incidents.csv are left out: its terms forbid passing them on."));
}
