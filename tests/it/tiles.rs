//! A chronicle whose ground is an archive of tiles, in every format that shows a map. The archives were written by the
//! reference writer of PMTiles, and the vector tile by another library than ours.

use crate::world::copy_folder;
use dateline::chronicle::{Folder, Listing};
use dateline::cli::check::{check, text};
use dateline::dataset::Dataset;
use dateline::export::{Coverage, Job, Unwatched, exporter_for, rasterise};
use dateline::geo::BBox;
use dateline::scene::{Mark, Shape, Stratum, Theme, View, layer_ids, marks_of};
use dateline::time::Moment;
use dateline::timeline::Clock;
use std::path::{Path, PathBuf};

/// A copy of the earthquakes with a map of its own.
fn chronicle(archive: &[u8], bbox: &str) -> (tempfile::TempDir, PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chronicles/quakes-2023");
    let dir = tempfile::tempdir().unwrap();
    copy_folder(&root, dir.path());
    let file = dir.path().join("data/chronicle.toml");
    let mut toml = std::fs::read_to_string(&file).unwrap();
    toml = toml.replace("bbox = [34.6, 35.7, 39.6, 38.7]", bbox);
    toml.push_str("\n[[layers]]\nid = \"tiles\"\nfile = \"data/map.pmtiles\"\n");
    std::fs::write(file, toml).unwrap();
    std::fs::write(dir.path().join("data/map.pmtiles"), archive).unwrap();
    let folder = dir.path().to_owned();
    (dir, folder)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiles").join(name)).unwrap()
}

const WORLD: &str = "bbox = [-170.0, -80.0, 170.0, 80.0]";

/// What of an instant is drawn, and the pixels of its ground.
fn ground(data: &Dataset, size_px: [f64; 2]) -> (Vec<Mark>, impl Fn(f64, f64) -> [u8; 3]) {
    let view = View::still(data.chronicle.meta.bbox, size_px, Theme::Light);
    let job = Job::new(data, Coverage::At(Moment::parse("2023-02-06").unwrap()), view.clone());
    let slice = job.timeline.slice(Clock { cursor: Moment::parse("2023-02-06").unwrap(), known_by: None });
    let marks = marks_of(job.inputs(&slice), &[Stratum::Ground]);
    let pixels = rasterise(&marks, size_px, 1.0);
    let at = move |lon: f64, lat: f64| {
        let point = view.viewport.screen_from_lon_lat(dateline::geo::LonLat::new(lon, lat));
        let at = (point.y as usize * pixels.width as usize + point.x as usize) * 4;
        [pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2]]
    };
    (marks, at)
}

fn near(color: [u8; 3], expected: [u8; 3]) -> bool {
    color.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 6)
}

#[test]
fn pictures_lie_where_the_archive_has_them_without_a_seam_and_no_world_under_them() {
    let (_dir, folder) = chronicle(&fixture("pictures.pmtiles"), WORLD);
    let data = Dataset::open(Some(&folder)).unwrap();
    let (marks, at) = ground(&data, [700.0, 700.0]);
    let pictures = marks.iter().filter(|mark| mark.layer == layer_ids::TILES);
    assert!(pictures.filter(|mark| matches!(mark.shape, Shape::Relief { .. })).count() >= 4, "zoom 1");
    // JPEG, WebP, PNG and JPEG again, along the archive's curve.
    let (nw, sw, se, ne) = ([200, 60, 60], [60, 160, 60], [60, 60, 200], [200, 200, 40]);
    for (lon, lat, expected) in [(-90.0, 50.0, nw), (-90.0, -50.0, sw), (90.0, -50.0, se), (90.0, 50.0, ne)] {
        assert!(near(at(lon, lat), expected), "{lon} {lat}: {:?}", at(lon, lat));
    }
    for lon in (-40..40).map(|step| f64::from(step) / 10.0) {
        let color = at(lon, 50.0);
        assert!(near(color, nw) || near(color, ne), "{lon}: {color:?}");
    }
}

#[test]
fn vectors_are_drawn_in_the_inks_of_the_ground() {
    let (_dir, folder) = chronicle(&fixture("vectors.pmtiles"), WORLD);
    let data = Dataset::open(Some(&folder)).unwrap();
    let (_, at) = ground(&data, [700.0, 700.0]);
    let (water, land) = (at(-90.0, 40.0), at(90.0, 40.0));
    assert!(water[2] > water[0] && land[0] > land[2], "{water:?} {land:?}");
    assert_ne!(at(90.0, 66.51), land, "a border at a quarter of the way down");
}

#[test]
fn every_format_shows_the_tiles_and_says_whose_they_are() {
    let (_dir, folder) = chronicle(&fixture("pictures.pmtiles"), WORLD);
    let data = Dataset::open(Some(&folder)).unwrap();
    let world = BBox { west: -170.0, south: -80.0, east: 170.0, north: 80.0 };
    let made = |ending: &str, coverage: Coverage| {
        let job = Job::new(&data, coverage, View::still(world, [900.0, 600.0], Theme::Light));
        let mut bytes = Vec::new();
        exporter_for(Path::new(&format!("a.{ending}"))).unwrap().write(&job, &mut bytes, &Unwatched).unwrap();
        bytes
    };
    let at = Coverage::At(Moment::parse("2023-02-06").unwrap());
    let svg = String::from_utf8(made("svg", at)).unwrap();
    assert!(svg.matches("data:image/png").count() >= 4);
    assert!(svg.contains("A map made for a test"));
    let days = Coverage::days("2023-02-06".parse().unwrap(), "2023-02-07".parse().unwrap()).unwrap();
    let page = String::from_utf8(made("html", days)).unwrap();
    assert!(page.contains("A map made for a test") && page.contains("id=\"relief-light\""));
    assert!(page.matches("<image id=\"relief-").count() >= 4);
    assert!(!page.contains("id=\"relief-dark\""), "a tile is the same in both themes");
    assert!(made("pdf", at).len() > 5000);
}

#[test]
fn an_archive_that_is_none_is_said_and_the_rest_opens() {
    let cut = fixture("pictures.pmtiles").into_iter().take(200).collect::<Vec<u8>>();
    for (bytes, found) in [
        (b"SQLite format 3".to_vec(), "found something else (\"pmtiles convert"),
        (cut, "found an archive that breaks off"),
    ] {
        let (_dir, folder) = chronicle(&bytes, WORLD);
        let said = text(&check(&Folder(folder), Listing::default()).unwrap());
        assert!(said.contains("expected a PMTiles archive") && said.contains(found), "{said}");
        assert!(said.contains("58 of 58 excerpts exact"), "{said}");
    }
}

#[test]
fn a_layer_that_the_world_does_not_have_is_said() {
    let (_dir, folder) = chronicle(
        &fixture("pictures.pmtiles"),
        "bbox = [34.6, 35.7, 39.6, 38.7]\n[world]\nlayers = [\"towns\", \"roads\"]",
    );
    let said = text(&check(&Folder(folder), Listing::default()).unwrap());
    assert!(said.contains("found \"roads\" (correct or remove it under [world])"), "{said}");
    assert!(!said.contains("found \"towns\""), "{said}");
}
