//! `dateline verify`, as a process: each format made, verified, altered, and held against a changed chronicle.

use crate::world::{TETON, copy_built_in};
use dateline::export::{CoverageKind, EXPORTERS, Exporter};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

/// Exit code, standard output and standard error.
fn said(arguments: &[&str]) -> (i32, String, String) {
    let output = dateline(arguments);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// The command's words for the first thing a format can be made of.
fn times<'a>(exporter: &dyn Exporter, [from, until]: [&'a str; 2]) -> Vec<&'a str> {
    match exporter.covers().first() {
        Some(CoverageKind::Instant) => vec!["--at", until],
        Some(CoverageKind::Days) => vec!["--from", from, "--until", until],
        Some(CoverageKind::All) | None => vec![],
    }
}

fn made(folder: &Path, exporter: &dyn Exporter, chronicle: &[&str]) -> PathBuf {
    made_of(folder, exporter, chronicle, ["2021-08-12", "2021-08-13"])
}

fn made_of(folder: &Path, exporter: &dyn Exporter, chronicle: &[&str], days: [&str; 2]) -> PathBuf {
    let path = folder.join(format!("made.{}", exporter.extension()));
    let mut line = vec!["export"];
    line.extend(chronicle);
    line.extend(times(exporter, days));
    let to = path.to_str().unwrap();
    line.extend(["--size", "480x320", "--to", to]);
    let (code, _, complaint) = said(&line);
    assert_eq!(code, 0, "{complaint}");
    path
}

#[test]
fn every_format_is_what_its_command_makes() {
    let folder = tempfile::tempdir().unwrap();
    let teton = [TETON.folder()];
    for (chronicle, days) in [(&[][..], ["2021-08-12", "2021-08-13"]), (&teton[..], ["1976-06-05", "1976-06-06"])] {
        for exporter in EXPORTERS {
            let path = made_of(folder.path(), *exporter, chronicle, days);
            let (code, found, complaint) = said(&["verify", path.to_str().unwrap()]);
            assert_eq!(code, 0, "{} {days:?}: {found}{complaint}", exporter.label());
            assert!(found.contains("is byte for byte what"), "{found}");
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn a_film_and_a_page_of_small_maps_in_which_each_picture_knows_what_was_known_then_are_made_again() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["mp4", "gif", "svg", "pdf"] {
        let [then, hindsight] = ["then", "hindsight"].map(|name| folder.path().join(format!("{name}.{ending}")));
        for (to, more) in [(&then, &["--as-known-then"][..]), (&hindsight, &[])] {
            let days = ["export", "--from", "2021-08-06", "--until", "2021-08-09", "--size", "640x400", "--to"];
            let (code, _, complaint) = said(&[&days[..], &[to.to_str().unwrap()], more].concat());
            assert_eq!(code, 0, "{complaint}");
        }
        assert_ne!(std::fs::read(&then).unwrap(), std::fs::read(&hindsight).unwrap(), "{ending}");
        let (code, found, complaint) = said(&["verify", then.to_str().unwrap()]);
        assert_eq!(code, 0, "{ending}: {found}{complaint}");
        assert!(found.contains("--as-known-then"), "{found}");
    }
    let svg = std::fs::read_to_string(folder.path().join("then.svg")).unwrap();
    assert!(svg.contains("each as known by then"));
    let refused = said(&["export", "--as-known-then", "--to", folder.path().join("a.csv").to_str().unwrap()]);
    assert!(
        refused.0 == 2 && refused.2.contains("--as-known-then: a .csv file is not made of pictures"),
        "{}",
        refused.2
    );
}

#[test]
fn an_altered_file_is_told_from_a_changed_chronicle() {
    let folder = tempfile::tempdir().unwrap();
    let chronicle = folder.path().join("the chronicle");
    copy_built_in(&chronicle);
    let opened = chronicle.to_str().unwrap();
    let svg = EXPORTERS.iter().find(|exporter| exporter.extension() == "svg").unwrap();
    let path = made(folder.path(), *svg, &[opened]);
    let file = path.to_str().unwrap();
    assert_eq!(said(&["verify", file]).0, 0);

    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, whole.replacen("Kandahar</text>", "Kabul</text>", 1)).unwrap();
    let (code, found, _) = said(&["verify", file]);
    assert_eq!(code, 1, "{found}");
    assert!(found.contains("the file itself"), "{found}");
    std::fs::write(&path, whole).unwrap();

    let toml = chronicle.join("data/chronicle.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, text.replacen("version = \"1.0.1\"", "version = \"1.0.2\"", 1)).unwrap();
    let (code, found, _) = said(&["verify", file]);
    assert_eq!(code, 1, "{found}");
    assert!(found.contains("the chronicle's version\n    in the file  1.0.1\n    today        1.0.2\n"), "{found}");
    assert!(found.contains("the chronicle (SHA-256)"), "{found}");

    // Of a long list, what is no longer the same.
    std::fs::write(&toml, &text).unwrap();
    let references = chronicle.join("data/references.toml");
    let cited = std::fs::read_to_string(&references).unwrap();
    std::fs::write(&references, cited.replacen("title = \"Bamyan falls too\"", "title = \"Bamyan too\"", 1)).unwrap();
    let (code, found, _) = said(&["verify", file]);
    assert_eq!(code, 1, "{found}");
    let row = |title| format!("Shia News, Bamyan {title} (Persian; title rendered)\n");
    let both = format!("the sources\n    in the file  {}    today        {}", row("falls too"), row("too"));
    assert!(found.contains(&both), "{found}");
    std::fs::write(&references, cited).unwrap();

    // Moved, and otherwise the same: said where it lies now.
    std::fs::write(&toml, text).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::rename(&chronicle, &elsewhere).unwrap();
    assert_eq!(said(&["verify", file]).0, 2);
    let (code, found, complaint) = said(&["verify", file, elsewhere.to_str().unwrap()]);
    assert_eq!(code, 0, "{found}{complaint}");
}

#[test]
fn what_cannot_be_compared_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let command = |line: &str| {
        let provenance = format!("<svg><metadata>{{\"command\":\"{line}\"}}</metadata></svg>");
        write("command.svg", provenance.as_bytes())
    };
    for (file, expected) in [
        (write("map.png", b"not a picture"), "expected a file that says how Dateline made it"),
        (write("map.svg", b"<svg/>"), "expected a file that says how Dateline made it"),
        (write("map.bmp", b"BM"), "expected a file ending in"),
        (command("dateline export"), "expected to read how the file was made"),
        (folder.path().join("none.png").to_str().unwrap().to_owned(), "could not read the file"),
    ] {
        let (code, out, complaint) = said(&["verify", &file]);
        assert_eq!((code, out.as_str()), (2, ""), "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
}

#[test]
fn a_layer_that_is_usually_off_is_shown_and_in_the_command_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.svg");
    let to = file.to_str().unwrap();
    let (code, _, errors) =
        said(&["export", "--at", "2021-08-13", "--show", "graticule", "--hide", "relief", "--to", to]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("layer-graticule") && text.contains("66° E") && !text.contains("layer-relief"));
    assert!(text.contains("--hide relief --show graticule"), "the command says both");
    assert_eq!(said(&["verify", to]).0, 0);
    let (code, _, errors) = said(&["export", "--at", "2021-08-13", "--show", "grid", "--to", to]);
    assert_eq!(code, 2);
    assert!(errors.contains("--show: expected one of") && errors.contains("graticule"), "{errors}");
}

/// The boxes that lie side by side in these bytes, whole, by kind.
fn boxes(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    while let Some(head) = bytes.get(..8) {
        let length = u32::from_be_bytes(head[..4].try_into().unwrap()) as usize;
        found.push((&head[4..], &bytes[..length]));
        bytes = &bytes[length..];
    }
    found
}

fn boxed(kind: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    [&(content.len() as u32 + 8).to_be_bytes()[..], kind, &content].concat()
}

fn film(folder: &Path, name: &str, from: &str, until: &str) -> PathBuf {
    let path = folder.join(name);
    let words = ["export", "--from", from, "--until", until, "--size", "320x200", "--to", path.to_str().unwrap()];
    assert_eq!(said(&words).0, 0);
    path
}

#[test]
fn a_film_that_plays_other_pictures_than_it_names_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = [("a.mp4", "2021-08-06", "2021-08-07"), ("b.mp4", "2021-08-14", "2021-08-15")]
        .map(|(name, from, until)| std::fs::read(film(folder.path(), name, from, until)).unwrap());
    // What film A says of itself and all it holds, with the track of film B, which leads to the pictures of B behind.
    let find = |of: &[(&[u8], &[u8])], kind: &[u8]| of.iter().find(|(known, _)| *known == kind).unwrap().1.to_vec();
    let (of_a, of_b) = (boxes(&a), boxes(&b));
    let movie = |film: &[u8]| find(&boxes(film), b"moov");
    let (movie_a, movie_b) = (movie(&a), movie(&b));
    let track = find(&boxes(&movie_b[8..]), b"trak");
    let at = track.windows(4).position(|word| word == b"co64").unwrap() + 12;
    let forged = |start: u64| {
        let track = [&track[..at], &start.to_be_bytes(), &track[at + 8..]].concat();
        let parts: Vec<Vec<u8>> = boxes(&movie_a[8..])
            .into_iter()
            .map(|(kind, whole)| if kind == b"trak" { track.clone() } else { whole.to_vec() })
            .collect();
        let movie = boxed(b"moov", &parts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        [find(&of_a, b"ftyp"), movie, find(&of_a, b"mdat")].concat()
    };
    let start = forged(0).len() as u64 + 8;
    let path = folder.path().join("forged.mp4");
    std::fs::write(&path, [forged(start), find(&of_b, b"mdat")].concat()).unwrap();
    let (code, found, complaint) = said(&["verify", path.to_str().unwrap()]);
    assert_eq!(code, 1, "{found}{complaint}");
    // One bit of the pictures, and one more byte behind them.
    for altered in [[&a[..a.len() - 1], &[a[a.len() - 1] ^ 1]].concat(), [&a[..], &[0]].concat()] {
        std::fs::write(&path, altered).unwrap();
        assert_eq!(said(&["verify", path.to_str().unwrap()]).0, 1);
    }
}

/// A drawing that says it was made by this command.
fn claiming(folder: &Path, ending: &str, command: &str) -> String {
    let svg = EXPORTERS.iter().find(|exporter| exporter.extension() == "svg").unwrap();
    let made = std::fs::read_to_string(made(folder, *svg, &[])).unwrap();
    let mut told: serde_json::Value = serde_json::from_str(&svg.provenance(made.as_bytes()).unwrap()).unwrap();
    told["command"] = command.into();
    let path = folder.join(format!("claiming.{ending}"));
    let text = match ending {
        "svg" => format!("<svg><metadata>{}</metadata></svg>", dateline::export::escape(&told.to_string())),
        _ => serde_json::json!({ "provenance": told }).to_string(),
    };
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_file_cannot_have_more_made_than_a_stated_limit() {
    let folder = tempfile::tempdir().unwrap();
    let file =
        claiming(folder.path(), "svg", "dateline export --from 2021-08-01 --until 2021-08-02 --size 16384x16384");
    let (code, _, complaint) = said(&["verify", &file]);
    assert_eq!(code, 2, "{complaint}");
    let gif = EXPORTERS.iter().find(|exporter| exporter.extension() == "gif").unwrap();
    let small = std::fs::read(made(folder.path(), *gif, &[])).unwrap();
    // The same film, claiming to be one of ten years by the minute.
    let start = small.windows(2).position(|mark| mark == b"\x21\xFE").unwrap() + 2;
    let (mut at, mut words) = (start, Vec::new());
    while small[at] > 0 {
        let block = &small[at + 1..=at + usize::from(small[at])];
        words.extend_from_slice(block);
        at += block.len() + 1;
    }
    let text = String::from_utf8(words).unwrap();
    let (before, rest) = text.split_once("\"command\":\"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    let bomb = "dateline export --from 2021-05-01 --until 2031-05-01 --frames-per-day 1440 --size 8000x8000";
    let text = format!("{before}\"command\":\"{bomb}\"{after}");
    let blocks: Vec<u8> =
        text.as_bytes().chunks(255).flat_map(|block| [&[block.len() as u8], block].concat()).collect();
    let path = folder.path().join("bomb.gif");
    std::fs::write(&path, [&small[..start], &blocks, &small[at..]].concat()).unwrap();
    let (code, _, complaint) = said(&["verify", path.to_str().unwrap()]);
    assert_eq!(code, 2, "{complaint}");
    assert!(complaint.contains("--no-limit") && complaint.contains("million pixels"), "{complaint}");
}

#[test]
fn a_picture_whose_text_unfolds_without_end_is_not_unfolded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.png");
    let mut encoder = png::Encoder::new(std::fs::File::create(&path).unwrap(), 1, 1);
    let mut chunk = png::text_metadata::ITXtChunk::new("dateline:provenance", " ".repeat(64 << 20));
    chunk.compress_text().unwrap();
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_text_chunk(&chunk).unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    let (code, _, complaint) = said(&["verify", path.to_str().unwrap()]);
    assert_eq!(code, 2, "{complaint}");
    assert!(complaint.contains("expected a file that says how Dateline made it"), "{complaint}");
}

#[cfg(unix)]
#[test]
fn only_plain_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    let (code, _, complaint) = said(&["verify", path.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(complaint.contains("no plain file"), "{complaint}");
}

#[test]
fn a_picture_of_years_before_christ_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.svg");
    let to = path.to_str().unwrap();
    assert_eq!(said(&["export", "--at=-0043-03-15", "--size", "480x320", "--to", to]).0, 0);
    let (code, found, complaint) = said(&["verify", to]);
    assert_eq!(code, 0, "{found}{complaint}");
    assert!(found.contains("dateline export --at=-0043-03-15"), "{found}");
}

#[test]
fn what_a_file_says_never_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = claiming(folder.path(), "json", "dateline \u{1b}[2J\u{202e}fly");
    let (code, out, complaint) = said(&["verify", &file]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(complaint.contains("\u{fffd}[2J\u{fffd}fly"), "{complaint:?}");
}
