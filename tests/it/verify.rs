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
    std::fs::write(&toml, text.replacen("version = \"1.0.0\"", "version = \"1.0.1\"", 1)).unwrap();
    let (code, found, _) = said(&["verify", file]);
    assert_eq!(code, 1, "{found}");
    assert!(found.contains("the chronicle's version\n    in the file  1.0.0\n    today        1.0.1\n"), "{found}");
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
