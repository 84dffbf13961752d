//! How a file of records looks from the inside: its first lines, or the files of an archive.

use crate::words::{bytes as size_words, counted};
use std::io::Cursor;

/// Lines that are looked at, and letters of each: more than any window has room for.
const LINES: usize = 60;
const LETTERS: usize = 200;

/// What a reader would see first on opening a file.
#[derive(Debug)]
pub(super) struct ExcerptPreview {
    /// What the lines are, and how many there are in all.
    pub heading: &'static str,
    pub count: String,
    /// One below the other.
    pub lines: Vec<String>,
}

impl ExcerptPreview {
    /// That of a whole file.
    pub fn of(file: &[u8]) -> Self {
        match zip::ZipArchive::new(Cursor::new(file)) {
            Ok(archive) => {
                let count = counted(archive.len(), "file", "files");
                Self { heading: "What is in it", count, lines: listed(archive) }
            }
            Err(_) => {
                let lines = file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
                let count = counted(lines, "line", "lines");
                Self { heading: "How it begins", count, lines: written(file) }
            }
        }
    }
}

fn listed(mut archive: zip::ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let files = archive.len().min(LINES);
    let entry = |i| {
        let entry = archive.by_index_raw(i).ok()?;
        Some(format!("{}  ·  {}", entry.name().ok()?, size_words(entry.size())))
    };
    (0..files).filter_map(entry).collect()
}

fn written(file: &[u8]) -> Vec<String> {
    let lines = file.split(|byte| *byte == b'\n').take(LINES);
    let line = |line: &[u8]| {
        let line = String::from_utf8_lossy(line.get(..LETTERS * 4).unwrap_or(line)).into_owned();
        // The mark by which spreadsheets know UTF-8, and the end of a line.
        line.trim_start_matches('\u{feff}').trim_end().chars().take(LETTERS).collect()
    };
    lines.map(line).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_text_begins_with_its_first_lines_and_long_ones_are_cut() {
        let long = "ä".repeat(1000);
        let ExcerptPreview { heading, count, lines } =
            ExcerptPreview::of(format!("\u{feff}one,two\r\n{long}\nthree").as_bytes());
        assert_eq!((heading, count.as_str()), ("How it begins", "3 lines"));
        assert_eq!(lines, ["one,two", &"ä".repeat(LETTERS), "three"]);
    }

    #[test]
    fn an_archive_is_listed_with_sizes() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("bag/bagit.txt", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&[b' '; 54]).unwrap();
        let file = writer.finish().unwrap().into_inner();
        let ExcerptPreview { heading, count, lines } = ExcerptPreview::of(&file);
        assert_eq!((heading, count.as_str()), ("What is in it", "1 file"));
        assert_eq!(lines, ["bag/bagit.txt  ·  54 bytes"]);
    }

    #[test]
    fn no_bytes_are_no_trouble() {
        assert_eq!(ExcerptPreview::of(b"").lines, [""]);
        assert_eq!(ExcerptPreview::of(b"PK\x03\x04 broken").heading, "How it begins");
    }
}
