//! The inputs that fuzzing begins with, and those that once broke something: each is read without a panic and in time.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use crate::world::TETON;
use dateline::export::EXPORTERS;
use dateline::scene::Theme;
use std::path::Path;

/// The files of a target's corpus by name, and their bytes.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

/// Feeds a corpus to its target, and each of its files cut off in several places.
fn feed(target: &str, read: fn(&[u8])) {
    let corpus = corpus(target);
    assert!(corpus.len() > 5, "{target}: {} files", corpus.len());
    for (_, bytes) in corpus {
        for sixths in 1..=6 {
            read(&bytes[..bytes.len() * sixths / 6]);
        }
    }
}

#[test]
fn no_chronicle_of_the_corpus_breaks_the_loader() {
    feed("chronicle", targets::chronicle);
}

#[test]
fn no_date_of_the_corpus_is_written_as_another() {
    feed("dates", targets::dates);
}

#[test]
fn no_file_of_the_corpus_breaks_verify() {
    feed("exported", targets::exported);
}

#[test]
fn no_words_of_the_corpus_break_the_command_line() {
    feed("arguments", targets::arguments);
}

#[test]
fn no_report_of_the_corpus_breaks_the_reader() {
    feed("reader", targets::reader);
}

#[test]
fn no_line_of_the_corpus_breaks_the_readers_lines() {
    feed("lines", targets::lines);
}

#[test]
fn no_file_of_the_programs_own_that_was_cut_or_bent_breaks_verify() {
    let view = TETON.view([640.0, 400.0], Theme::Light);
    for exporter in EXPORTERS {
        for kind in exporter.covers() {
            let whole = exporter.bytes(&TETON.over(*kind, TETON.day, &view)).unwrap();
            targets::exported(&whole);
            for part in 1..24 {
                let at = whole.len() * part / 24;
                targets::exported(&whole[..at]);
                let mut bent = whole.clone();
                bent[at] ^= 0x55;
                targets::exported(&bent);
            }
        }
    }
}
