//! What the words of `dateline export` come to, and that the command a file carries comes to the same.

use super::*;
use crate::export::command;
use clap::{CommandFactory as _, Parser as _};
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

static DATA: LazyLock<Dataset> = LazyLock::new(|| Dataset::open(None).unwrap());

fn args<'a>(words: impl IntoIterator<Item = &'a str>) -> Args {
    let line = ["export"].into_iter().chain(words).chain(["--to", "map.png"]);
    Line::try_parse_from(line).unwrap_or_else(|error| panic!("{error}")).args
}

#[test]
fn days_of_which_the_chronicle_does_not_speak_are_refused() {
    for (from, until, refused) in [
        ("2031-08-13", "2031-08-14", true),
        ("2021-04-01", "2021-04-30", true),
        ("2021-04-01", "2021-05-01", false),
        ("2021-08-31", "2021-09-30", false),
    ] {
        let coverage = args(["--from", from, "--until", until]).coverage(&TimeZone::UTC).unwrap();
        let found = covered(coverage, DATA.chronicle.meta.range);
        assert_eq!(found.is_err(), refused, "{from} {until}: {found:?}");
    }
}

/// For each option, words that give it.
const OPTIONS: &[&[&str]] = &[
    &["--at", "2021-08-13"],
    &["--at", "2021-08-13T21:05"],
    &["--at", "2021-08-13T16:35Z", "--known-by", "2021-08-13T12:30:00-04:00"],
    &["--at=-000043-03-15"],
    &["--at=-0043-03-15T12:30"],
    &["--from", "2021-08-12", "--until", "2021-08-13"],
    &["--from=-0044-03-15", "--until=-0043-03-15"],
    &["--at", "2021-08-13", "--known-by", "2021-08-14"],
    &["--at", "2021-08-13", "--known-by=-000043-03-15"],
    &["--at", "2021-08-13", "--size", "1280x720"],
    &["--at", "2021-08-13", "--size", "a4-portrait"],
    &["--at", "2021-08-13", "--theme", "dark"],
    &["--at", "2021-08-13", "--bbox=67,33,71,36"],
    &["--at", "2021-08-13", "--bbox=-70.5,-20.25,-60,-10"],
    &["--at", "2021-08-13", "--select", "Mazar-i-Sharif"],
    &["--at", "2021-08-13", "--no-reference"],
    &["--at", "2021-08-13", "--names", "pashto"],
    &["--at", "2021-08-13", "--names", "prs"],
    &["--at", "2021-08-13", "--hide", "relief,corridors"],
    &["--at", "2021-08-13", "--show", "graticule", "--hide", "relief"],
    &["--at", "2021-08-13", "--from-standing", "confirmed"],
    &["--without-source", "002", "--without-source", "003"],
    &["--without-voice", "V-INTERIOR-MINISTRY-GHAZNI"],
    &["--without-kind", "siege"],
    &["--without-side", "taliban"],
    &["--from", "2021-08-12", "--until", "2021-08-13", "--seconds-per-day", "0.25"],
    &["--from", "2021-08-12", "--until", "2021-08-13", "--frames-per-day", "24"],
    &["--from", "2021-08-12", "--until", "2021-08-13", "--as-known-then"],
    &["--documents"],
];

/// The same of a chronicle that keeps a table.
const OPTIONS_OF_ROWS: &[&[&str]] = &[
    &["--at", "2018-06-30", "--brush", "2018-03-01/2019-08-31"],
    &["--at", "2018-06-30", "--brush=2018-03-01T06:30/2018-03-02", "--exact", "week", "--near", "region"],
    &["--at", "2018-06-30", "--at-least", "3", "--without-kind", "Against civilians"],
];

static WITH_ROWS: LazyLock<Dataset> = LazyLock::new(|| {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sahel");
    Dataset { opened_as: None, ..Dataset::open(Some(&folder)).unwrap() }
});

#[test]
fn the_command_of_a_file_asks_for_the_same_file() {
    let all = OPTIONS.iter().map(|words| (words, &DATA)).chain(OPTIONS_OF_ROWS.iter().map(|words| (words, &WITH_ROWS)));
    for (words, data) in all {
        let job = args(words.iter().copied()).job(data).unwrap_or_else(|error| panic!("{words:?}: {error}"));
        let said = command(&job, None);
        let again = shlex::split(&said).unwrap();
        let again = args(again.iter().skip(2).map(String::as_str)).job(data).unwrap();
        assert!(job == again, "{words:?} became {said}");
        assert_eq!(command(&again, None), said);
    }
}

#[test]
fn every_option_is_tried() {
    let tried: BTreeSet<&str> = OPTIONS
        .iter()
        .chain(OPTIONS_OF_ROWS)
        .flat_map(|words| words.iter())
        .filter_map(|word| word.strip_prefix("--"))
        .map(|word| word.split('=').next().unwrap_or(word))
        .collect();
    // What is not of the file itself, and what `unread_files` tries.
    let others = ["to", "force", "help", "incomplete"];
    let line = Line::command();
    let all = line.get_arguments().filter_map(clap::Arg::get_long).filter(|name| !others.contains(name));
    assert_eq!(all.filter(|name| !tried.contains(name)).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_chronicle_of_which_a_file_could_not_be_read_says_so_in_its_commands() {
    let data = Dataset { unread: vec!["data/events.geojson".to_owned()].into(), ..DATA.clone() };
    let job = args(["--at", "2021-08-13"]).job(&data).unwrap();
    assert!(command(&job, None).ends_with(" --incomplete"));
    assert!(args(["--incomplete"]).chronicle.check(&data.unread).is_ok());
    assert!(args([]).chronicle.check(&data.unread).unwrap_err().contains("data/events.geojson"));
}

#[test]
fn a_folder_is_never_taken_for_an_option() {
    for (folder, said) in [("a b", "'a b'"), ("-x", "./-x"), ("it's", "\"it's\"")] {
        let data = Dataset { opened_as: Some(folder.into()), ..DATA.clone() };
        let job = args(["--at", "2021-08-13"]).job(&data).unwrap();
        assert!(command(&job, None).starts_with(&format!("dateline export {said} --at")), "{}", command(&job, None));
    }
}

#[test]
fn the_day_stands_wherever_the_name_has_a_place_for_it() {
    let day = "2021-08-13".parse().unwrap();
    let dated = |path: &str| dated(Path::new(path), day).map(|path| path.to_str().unwrap().to_owned());
    assert_eq!(dated("{date}/a-{date}.png").as_deref(), Some("2021-08-13/a-2021-08-13.png"));
    assert_eq!(dated("{date.png"), None);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_kept() {
    use std::os::unix::ffi::OsStrExt as _;
    let path = Path::new(std::ffi::OsStr::from_bytes(b"\xff-{date}.png"));
    let named = dated(path, "2021-08-13".parse().unwrap()).unwrap();
    assert_eq!(named.as_os_str().as_bytes(), b"\xff-2021-08-13.png");
}
