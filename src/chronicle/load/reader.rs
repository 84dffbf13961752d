//! Reads files once, remembers their checksums, and collects what is wrong.

use crate::chronicle::files::check_path;
use crate::chronicle::problem::{Listing, ProblemKind, Problems};
use crate::chronicle::{Files, Problem, RandomAccess, Severity};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::OnceLock;

/// What is wrong with a record, before it is known where that record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub message: String,
    pub hint: Option<String>,
    pub kind: ProblemKind,
}

impl Fault {
    /// Of a kind of its own for each place in the program that finds one.
    #[track_caller]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, kind: ProblemKind::here() }
    }

    /// Of which kind, where one place in the program finds several.
    pub fn of(self, what: &str) -> Self {
        Self { kind: self.kind.of(what), ..self }
    }

    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same as a problem of a whole file.
    pub fn of_file(self, severity: Severity, path: &str) -> Problem {
        Problem {
            hint: self.hint.as_deref().map(one_line),
            lost: severity == Severity::Error,
            kind: self.kind,
            ..Problem::new(severity, &one_line(path), &one_line(&self.message))
        }
    }

    /// Both in one sentence.
    pub fn sentence(&self) -> String {
        self.hint.as_ref().map_or_else(|| self.message.clone(), |hint| format!("{} ({hint})", self.message))
    }
}

/// What a file made us say, in one line of a length that can be read.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 500;
    let mut line: String = text.chars().take(LONGEST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

/// A text file of the chronicle.
#[derive(Clone, Debug)]
pub(crate) struct TextFile {
    pub path: String,
    pub text: String,
    /// Whether a byte order mark stood before it.
    marked: bool,
    /// Where lines end, in bytes; found when the first problem asks.
    line_ends: OnceLock<Vec<usize>>,
}

impl TextFile {
    pub fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), text, marked: false, line_ends: OnceLock::new() }
    }

    /// SHA-256 of the file, in hex.
    pub fn sha256(&self) -> String {
        let mark = if self.marked { MARK } else { "" };
        hex(&Sha256::new().chain_update(mark).chain_update(&self.text).finalize())
    }

    /// The line of a byte, counted from 1.
    pub fn line_at(&self, byte: usize) -> usize {
        let ends = self.line_ends.get_or_init(|| self.text.match_indices('\n').map(|(at, _)| at).collect());
        1 + ends.partition_point(|end| *end < byte)
    }

    /// Where a part of this text begins in it; 0 where it is no part of it.
    pub fn offset_of(&self, part: &str) -> usize {
        part.as_ptr().addr().checked_sub(self.text.as_ptr().addr()).filter(|&at| at <= self.text.len()).unwrap_or(0)
    }

    /// A record that was left out.
    pub fn error(&self, byte: usize, record: Option<&str>, fault: Fault) -> Problem {
        self.problem(Severity::Error, byte, record, fault)
    }

    /// A file that is left out from here on.
    pub fn lost(&self, byte: usize, fault: Fault) -> Problem {
        Problem { lost: true, ..self.problem(Severity::Error, byte, None, fault) }
    }

    /// Something that may not be as meant.
    pub fn hint(&self, byte: usize, record: Option<&str>, fault: Fault) -> Problem {
        self.problem(Severity::Hint, byte, record, fault)
    }

    /// A record that opens although something is wrong.
    pub fn warning(&self, byte: usize, record: Option<&str>, fault: Fault) -> Problem {
        self.problem(Severity::Warning, byte, record, fault)
    }

    fn problem(&self, severity: Severity, byte: usize, record: Option<&str>, fault: Fault) -> Problem {
        let line = Some(self.line_at(byte));
        Problem { line, record: record.map(one_line), lost: false, ..fault.of_file(severity, &self.path) }
    }
}

/// Reads the files of one chronicle.
pub(crate) struct Reader<'a> {
    files: &'a dyn Files,
    checksums: BTreeMap<String, String>,
    pub problems: Problems,
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// SHA-256 in hex.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What `sha256sum` prints for files, in order of their paths.
pub(crate) fn lines_of(sums: &BTreeMap<String, String>) -> String {
    sums.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect()
}

impl<'a> Reader<'a> {
    pub fn new(files: &'a dyn Files, listing: Listing) -> Self {
        Self { files, checksums: BTreeMap::new(), problems: Problems::new(listing) }
    }

    /// The bytes of a file and their SHA-256.
    pub fn bytes(&mut self, path: &str) -> Result<(Cow<'static, [u8]>, String), Fault> {
        let bytes = self.files.read(path).map_err(|error| unreadable(path, &error))?;
        let sum = self.note(path, &bytes);
        Ok((bytes, sum))
    }

    /// A file to be read in parts; [`Reader::note`] says what its checksum is taken of.
    pub fn parts(&mut self, path: &str) -> Result<Box<dyn RandomAccess>, Fault> {
        self.files.open(path).map_err(|error| unreadable(path, &error))
    }

    /// Remembers the checksum of what a file holds.
    pub fn note(&mut self, path: &str, bytes: &[u8]) -> String {
        let sum = sha256_hex(bytes);
        self.noted(path, sum.clone());
        sum
    }

    /// Remembers the checksum of a file.
    pub fn noted(&mut self, path: &str, sum: String) {
        self.checksums.insert(path.to_owned(), sum);
    }

    /// The text of a file. A byte order mark at its start is no part of it.
    pub fn text(&mut self, path: &str) -> Result<TextFile, Fault> {
        let (bytes, _) = self.bytes(path)?;
        decode(path, bytes)
    }

    /// The text of a file that need not exist (`required` false), reporting what is wrong.
    pub fn text_or_report(&mut self, path: &str, required: bool) -> Option<TextFile> {
        self.read_text(path, required, true)
    }

    /// The same for a file whose checksum is taken later, of its text.
    pub fn text_or_report_unnoted(&mut self, path: &str, required: bool) -> Option<TextFile> {
        self.read_text(path, required, false)
    }

    fn read_text(&mut self, path: &str, required: bool, note: bool) -> Option<TextFile> {
        let read = match self.files.read(path) {
            Err(error) if !required && error.kind() == ErrorKind::NotFound => return None,
            Err(error) => Err(unreadable(path, &error)),
            Ok(bytes) => {
                if note {
                    self.note(path, &bytes);
                }
                decode(path, bytes)
            }
        };
        read.map_err(|fault| self.file_problem(Severity::Error, path, fault)).ok()
    }

    /// Reports something about a whole file.
    pub fn file_problem(&mut self, severity: Severity, path: &str, fault: Fault) {
        self.problems.push(fault.of_file(severity, path));
    }

    /// Reports something about the record that a whole file is.
    pub fn record_problem(&mut self, severity: Severity, path: &str, record: &str, fault: Fault) {
        let record = Some(one_line(record));
        self.problems.push(Problem { record, lost: false, ..fault.of_file(severity, path) });
    }

    /// SHA-256 over what `sha256sum` prints for the chronicle's own files (the documents wherever they
    /// stand, `data/*.toml`, `data/*.geojson` and `seeds/*`), in order of their paths.
    pub fn hash(&mut self) -> String {
        let of_data = |path: &String| path.ends_with(".toml") || path.ends_with(".geojson");
        let mut paths: Vec<String> = self.files.list("data").into_iter().filter(of_data).collect();
        paths.extend(self.files.list("seeds"));
        for path in &paths {
            if !self.checksums.contains_key(path) {
                // What cannot be read was reported where it is needed.
                let _ = self.bytes(path);
            }
        }
        sha256_hex(self.checksum_lines().as_bytes())
    }

    /// What `sha256sum` prints for the files read so far, in order of their paths.
    pub fn checksum_lines(&self) -> String {
        lines_of(&self.checksums)
    }

    /// The checksums of the files read so far, by path.
    pub fn sums(&self) -> BTreeMap<String, String> {
        self.checksums.clone()
    }
}

fn decode(path: &str, bytes: Cow<'static, [u8]>) -> Result<TextFile, Fault> {
    let text = String::from_utf8(bytes.into_owned()).map_err(|error| not_utf8(path, &error))?;
    Ok(match text.strip_prefix(MARK) {
        Some(rest) => TextFile { marked: true, ..TextFile::new(path, rest.to_owned()) },
        None => TextFile::new(path, text),
    })
}

/// Why a file cannot be read, as a sentence of ours: the system's own words differ from machine to machine.
pub(in crate::chronicle) fn unreadable(path: &str, error: &std::io::Error) -> Fault {
    if let Err(why) = check_path(path) {
        return Fault::new(format!("expected a path inside the chronicle's folder, found \"{path}\": {why}"))
            .hint("write it with / from the folder that holds data and seeds");
    }
    match error.kind() {
        ErrorKind::NotFound => {
            Fault::new(format!("expected the file {path}, found none")).hint("put it back or correct its name")
        }
        ErrorKind::FileTooLarge => Fault::new(format!("{error}, and was not read")).hint("split or shorten it"),
        ErrorKind::PermissionDenied => Fault::new(format!("{path} may not be read")).hint("change its permissions"),
        ErrorKind::InvalidInput => Fault::new(error.to_string()).hint("put a plain file inside the folder"),
        _ => Fault::new(format!("{path} cannot be read: {error}")).hint("check the disk and try again"),
    }
}

/// What to say of bytes that are no text.
fn not_utf8(path: &str, error: &std::string::FromUtf8Error) -> Fault {
    let valid = error.utf8_error().valid_up_to();
    let before = error.as_bytes().get(..valid).unwrap_or_default();
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    Fault::new(format!("expected UTF-8, found another encoding in {path} at line {line}, byte {valid}"))
        .hint("restore the file, or convert it to UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_file_holds_is_told_in_one_line() {
        let file = TextFile::new("data/a\nb", "one\ntwo\n".to_owned());
        let problem = file.error(4, Some("x\ty"), Fault::new("z".repeat(600)).hint("a\rb"));
        let sentence = problem.to_string();
        let long = "z".repeat(500);
        assert_eq!(sentence, format!("x\u{fffd}y: {long}… (a\u{fffd}b) [data/a\u{fffd}b:2]"));
    }

    #[test]
    fn a_line_is_that_of_its_byte() {
        let file = TextFile::new("", "a\nbc\n\nd".to_owned());
        for (byte, line) in [(0, 1), (1, 1), (2, 2), (4, 2), (5, 3), (6, 4), (99, 4)] {
            assert_eq!(file.line_at(byte), line, "{byte}");
        }
    }

    #[test]
    fn a_part_of_a_text_knows_where_it_begins() {
        let file = TextFile::new("", "abc".to_owned());
        assert_eq!(file.offset_of(&file.text[2..]), 2);
        assert_eq!(file.offset_of("elsewhere"), 0);
    }
}
