//! Files written by `dateline export`.

use crate::world::{TETON, World, worlds};
use dateline::cli;
use dateline::export::{EXPORTERS, exporter_for};
use dateline::scene::{Theme, View};
use std::path::Path;
use std::sync::Arc;

/// Runs `dateline export` with these words and the file's path.
fn export(words: &[&str], to: &Path) -> u8 {
    let words = ["dateline", "export"].iter().chain(words).map(|word| (*word).into());
    cli::run(words.chain(["--to".into(), to.into()]), |_| Err("no window in a test".to_owned()))
}

/// The text chunks of a PNG.
fn words_of(png: &[u8]) -> Vec<(String, String)> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let texts = reader.info().utf8_text.iter();
    texts.map(|chunk| (chunk.keyword.clone(), chunk.get_text().unwrap())).collect()
}

#[test]
fn a_picture_says_what_it_shows_and_how_to_make_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    let words = ["--at", "2021-08-13", "--size", "640x400", "--no-reference", "--select", "Herat", "--theme", "dark"];
    assert_eq!(export(&words, &path), 0);
    let texts = words_of(&std::fs::read(&path).unwrap());
    let text = |keyword: &str| texts.iter().find(|(known, _)| known == keyword).map(|(_, text)| text.as_str()).unwrap();
    assert!(text("Title").starts_with("Friday 13 August 2021: "), "{}", text("Title"));
    assert!(text("Description").contains("6 of 34"), "{}", text("Description"));
    assert!(text("Copyright").contains("OpenStreetMap"), "{}", text("Copyright"));
    let provenance: serde_json::Value = serde_json::from_str(text("dateline:provenance")).unwrap();
    assert_eq!(
        provenance["command"],
        "dateline export --at 2021-08-13 --size 640x400 --theme dark --select herat --no-reference"
    );
    assert!(!text("dateline:provenance").contains(&*folder.path().to_string_lossy()));
}

#[test]
fn the_same_picture_has_the_same_bytes_wherever_it_is_written() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for ending in ["png", "svg"] {
        let (one, other) = (a.path().join(format!("a.{ending}")), b.path().join(format!("another.{ending}")));
        assert_eq!(export(&["--at", "2021-08-12", "--size", "640x400"], &one), 0);
        assert_eq!(export(&["--at", "2021-08-12", "--size", "640x400"], &other), 0);
        assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap(), "{ending}");
    }
}

#[test]
fn one_picture_of_a_series_is_the_picture_of_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let series = folder.path().join("map-{date}.png");
    assert_eq!(export(&["--from", "2021-08-11", "--until", "2021-08-14", "--size", "480x320"], &series), 0);
    let alone = folder.path().join("alone.png");
    assert_eq!(export(&["--at", "2021-08-13", "--size", "480x320"], &alone), 0);
    let of_series = std::fs::read(folder.path().join("map-2021-08-13.png")).unwrap();
    assert!(of_series == std::fs::read(alone).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5);
}

#[test]
fn the_command_written_in_a_file_makes_the_same_file() {
    command_makes_the_same_file(&[
        "--at",
        "2021-08-13",
        "--bbox=67,33,71,36",
        "--size",
        "800x800",
        "--hide",
        "relief,corridors",
    ]);
    let teton = TETON.folder();
    command_makes_the_same_file(&[
        teton,
        "--at",
        "1976-06-05T11:57",
        "--select",
        "teton-dam",
        "--without-kind",
        "flood",
    ]);
}

fn command_makes_the_same_file(words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.svg");
    assert_eq!(export(words, &first), 0);
    let text = std::fs::read_to_string(&first).unwrap();
    let json = text.split_once("<metadata>").unwrap().1.split_once("</metadata>").unwrap().0.replace("&quot;", "\"");
    let provenance: serde_json::Value = serde_json::from_str(&json).unwrap();
    let command = provenance["command"].as_str().unwrap().strip_prefix("dateline export ").unwrap().to_owned();
    let second = folder.path().join("second.svg");
    assert_eq!(export(&command.split(' ').collect::<Vec<_>>(), &second), 0);
    let body = |text: &str| text.split_once("</metadata>").unwrap().1.to_owned();
    assert!(body(&text) == body(&std::fs::read_to_string(second).unwrap()), "{command}");
}

#[test]
fn the_svg_is_well_formed_self_contained_and_accessible() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.svg");
    assert_eq!(export(&["--at", "2021-08-13"], &path), 0);
    let text = std::fs::read_to_string(&path).unwrap();
    let tree = resvg::usvg::roxmltree::Document::parse(&text).unwrap();
    let root = tree.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |name: &str| root.children().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
    assert!(child("title").unwrap().contains("13 August 2021"));
    assert!(child("desc").unwrap().len() > 80);
    let mut ids = std::collections::BTreeSet::new();
    for node in tree.descendants() {
        for attribute in node.attributes() {
            if attribute.name() == "id" {
                assert!(ids.insert(attribute.value().to_owned()), "twice: {}", attribute.value());
            }
            if attribute.name() == "href" {
                assert!(attribute.value().starts_with("data:"), "{}", attribute.value());
            }
        }
    }
    assert!(ids.contains("symbols-place-herat") && ids.contains("layer-labels"), "{ids:?}");
}

#[test]
fn a_wrong_command_is_refused_in_one_sentence_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["--at", "2021-02-30"], "map.png"),
        (&["--at", "2021-08-13", "--size", "9x9"], "map.png"),
        (&["--at", "2021-08-13", "--size", "99999x99999"], "map.png"),
        (&["--at", "2021-08-13", "--select", "atlantis"], "map.png"),
        (&["--at", "2021-08-13", "--hide", "clouds"], "map.png"),
        (&["--at", "2021-08-13", "--bbox", "1,2,3"], "map.png"),
        (&["--at", "2021-08-13"], "map.jpeg"),
        (&["--at", "2021-08-13"], "nowhere/map.png"),
        (&["--from", "2021-08-13", "--until", "2021-08-12"], "map-{date}.png"),
        (&["/nowhere/at/all", "--at", "2021-08-13"], "map.png"),
    ];
    for (words, to) in cases {
        assert_eq!(export(words, &folder.path().join(to)), 2, "{words:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn every_format_writes_an_empty_map_far_away() {
    let bbox = dateline::geo::BBox { west: -60.0, south: -20.0, east: -50.0, north: -10.0 };
    let view = View::still(bbox, [640.0, 480.0], Theme::Light);
    for world in worlds() {
        writes_every_format(world, "1950-01-01", &view);
    }
}

#[test]
fn every_format_writes_what_is_near_at_any_instant_of_a_day_of_hours() {
    let view = TETON.view([640.0, 480.0], Theme::Dark);
    for at in ["1976-06-05T07:29", "1976-06-05T11:57", "1976-06-06"] {
        writes_every_format(&TETON, at, &view);
    }
}

/// Writes each format over each thing it can be made of.
fn writes_every_format(world: &World, at: &str, view: &View) {
    for exporter in EXPORTERS {
        for kind in exporter.covers() {
            let bytes = exporter.bytes(&world.over(*kind, at, view)).unwrap();
            assert!(bytes.len() > 1000, "{}: {}", world.name, exporter.label());
        }
    }
}

#[test]
fn an_ending_in_capitals_is_the_same_format() {
    for exporter in EXPORTERS {
        let found = exporter_for(Path::new(&format!("a.{}", exporter.extension().to_uppercase()))).unwrap();
        assert_eq!(found.extension(), exporter.extension());
    }
}

/// The SVG rendered by resvg with the embedded fonts alone.
fn rendered(svg: &str) -> resvg::tiny_skia::Pixmap {
    let mut fonts = resvg::usvg::fontdb::Database::new();
    for file in dateline::text::font_files() {
        fonts.load_font_data(file.bytes.to_vec());
    }
    let options = resvg::usvg::Options { fontdb: Arc::new(fonts), ..Default::default() };
    let tree = resvg::usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixmap = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Default::default(), &mut pixmap.as_mut());
    pixmap
}

#[test]
fn the_png_and_the_svg_are_one_picture() {
    let folder = tempfile::tempdir().unwrap();
    for (words, theme) in [
        (&["--at", "2021-08-12", "--select", "herat"][..], "light"),
        (&["--at", "2021-08-12", "--select", "herat"], "dark"),
        (&[TETON.folder(), "--at", "1976-06-05T14:25", "--select", "rexburg"], "light"),
    ] {
        let (png, svg) = (folder.path().join("map.png"), folder.path().join("map.svg"));
        let words = [words, &["--theme", theme, "--size", "1280x720"]].concat();
        assert_eq!(export(&words, &png), 0);
        assert_eq!(export(&words, &svg), 0);
        let drawn = rendered(&std::fs::read_to_string(&svg).unwrap());
        let mut reader =
            png::Decoder::new(std::fs::File::open(&png).map(std::io::BufReader::new).unwrap()).read_info().unwrap();
        let mut painted = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut painted).unwrap();
        let mut total = 0.0;
        let mut far = 0;
        for (a, b) in drawn.data().chunks_exact(4).zip(painted.chunks_exact(3)) {
            let differs = (0..3).map(|i| a[i].abs_diff(b[i])).max().unwrap();
            total += f64::from(differs);
            far += usize::from(differs > 48);
        }
        let pixels = f64::from(drawn.width() * drawn.height());
        assert!(total / pixels < 0.5, "{theme}: mean difference {}", total / pixels);
        assert!((far as f64) < pixels * 0.0005, "{theme}: {far} pixels differ clearly");
    }
}
