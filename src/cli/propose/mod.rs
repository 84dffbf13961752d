//! `dateline propose`: events that reports seem to tell, each with the words it stands on.

mod folder;

use crate::cli::terminal::fail;
use crate::language::Text;
use crate::propose::{
    Annotated, Copies, LONGEST_LINE, Proposal, Request, Score, admit, admitted, answer, failure, proposals_of, read,
    written,
};
use crate::time::Day;
use crate::world::Gazetteer;
use rayon::prelude::*;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Write};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Lines that one thread reads before results are written.
const BATCH: usize = 64;
/// Bytes of lines after which results are written, however few they are.
const BATCH_BYTES: usize = 32 << 20;

/// How proposals are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ProposalFormat {
    /// For a person.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What is to be read, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Reports as plain text, or the folder of a chronicle, whose documents are read; without one, JSON documents are read
    /// from standard input, one a line
    pub files: Vec<PathBuf>,
    /// The day the reports were published, by which "on Thursday" is understood
    #[arg(long, value_name = "DATE")]
    pub published: Option<Day>,
    /// How the proposals of files are written
    #[arg(long, value_enum, default_value_t)]
    pub format: ProposalFormat,
    /// Also write every place and time that is named
    #[arg(long)]
    pub mentions: bool,
    /// Let this program read instead: it gets the same lines and answers with the same
    #[arg(long, value_name = "COMMAND")]
    pub reader: Option<String>,
    /// Measure the reader on a set of annotated documents, one JSON object a line
    #[arg(long, value_name = "SET", conflicts_with = "files")]
    pub score: Option<PathBuf>,
    /// Accept what is proposed for a chronicle with at least this score, 0 to 1, and a place, and save it
    #[arg(long, value_name = "SCORE", requires = "files")]
    pub accept_from: Option<f32>,
}

/// Reads what the arguments name and writes proposals to standard output.
///
/// Returns the exit code: 0 clean, 1 where a document could not be read or a proposal was refused, 2 where nothing could
/// be done.
pub fn run(args: &Args) -> u8 {
    let done = match (&args.score, args.files.as_slice()) {
        (Some(set), _) => score(set, args),
        (None, []) => lines(args),
        (None, [only]) if only.is_dir() => folder::folder(only, args),
        (None, all) => match all.iter().find(|path| path.is_dir()) {
            Some(folder) => Err(format!("expected one folder, or files, found both: {}", folder.display())),
            None if args.accept_from.is_some() => {
                Err("--accept-from: expected the folder of a chronicle, found files".to_owned())
            }
            None => files(args),
        },
    };
    match done {
        Ok(code) => code,
        Err(sentence) => fail(&sentence),
    }
}

/// Reads what reads the documents: the built-in rules, or another program.
enum Reader {
    BuiltIn,
    Other(Box<Other>),
}

/// Another program that answers a line with a line.
struct Other {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// What came of one document.
struct Answered {
    proposals: Vec<Proposal>,
    /// Why others were refused.
    refused: Vec<String>,
}

impl Reader {
    fn open(args: &Args) -> Result<Self, String> {
        let Some(command) = &args.reader else { return Ok(Self::BuiltIn) };
        let words = shlex::split(command).filter(|words| !words.is_empty());
        let words = words.ok_or_else(|| format!("the command of the reader cannot be split into words: {command}"))?;
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the reader cannot be started: {error}: {command}"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(to), Some(from)) => Ok(Self::Other(Box::new(Other { child, to, from: BufReader::new(from) }))),
            _ => Err(format!("the reader has no standard input and output: {command}")),
        }
    }

    fn read(&mut self, request: &Request, published: Option<Day>) -> Result<Answered, String> {
        match self {
            Self::BuiltIn => {
                let text = Text::new(&request.text);
                Ok(Answered { proposals: read(&text, published, Gazetteer::shared()).proposals, refused: Vec::new() })
            }
            Self::Other(other) => other.read(request),
        }
    }
}

impl Other {
    /// The line it answers a document with.
    fn answer(&mut self, request: &Request) -> Result<Vec<u8>, String> {
        let line = serde_json::to_string(request).map_err(|error| error.to_string())?;
        let gone = |error: std::io::Error| format!("the reader does not answer: {error}");
        writeln!(self.to, "{line}").and_then(|()| self.to.flush()).map_err(gone)?;
        match next_line(&mut self.from).map_err(gone)? {
            Some(Line::Whole(answer)) => Ok(answer),
            Some(Line::TooLong) => Err(too_long()),
            None => Err("the reader ended before it answered".to_owned()),
        }
    }

    fn read(&mut self, request: &Request) -> Result<Answered, String> {
        let answer = self.answer(request)?;
        let (mut proposals, mut refused) = (Vec::new(), Vec::new());
        for written in proposals_of(&answer)? {
            match admit(written.get(), &request.text) {
                Ok(proposal) => proposals.push(proposal),
                Err(reason) => refused.push(reason),
            }
        }
        Ok(Answered { proposals, refused })
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        // A reader that does not end when its input does is not waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn files(args: &Args) -> Result<u8, String> {
    let mut reader = Reader::open(args)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut copies = Copies::default();
    let mut code = 0;
    for file in &args.files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{error}: {}", file.display()))?;
        let request = Request {
            id: file.display().to_string().into(),
            published: args.published.map(|day| day.to_string()),
            language: None,
            text,
        };
        let text = Text::new(&request.text);
        let named = |proposals: &mut [Proposal]| {
            for proposal in proposals {
                let source = copies.source(&text, &proposal.quote).and_then(|source| args.files.get(source));
                proposal.copy_of = source.map(|source| source.display().to_string());
            }
        };
        let shown = match (&mut reader, args.format) {
            (Reader::BuiltIn, ProposalFormat::Json) => {
                let mut reading = read(&text, args.published, Gazetteer::shared());
                named(&mut reading.proposals);
                written(&request.id, &text, &reading, args.mentions, Gazetteer::shared()) + "\n"
            }
            (reader, format) => {
                let mut answered = reader.read(&request, args.published)?;
                named(&mut answered.proposals);
                code |= u8::from(!answered.refused.is_empty());
                if format == ProposalFormat::Json {
                    admitted(&request.id, &answered.proposals, &answered.refused) + "\n"
                } else {
                    text_of(file, &answered)
                }
            }
        };
        copies.add(&text);
        if let Err(error) = out.write_all(shown.as_bytes()) {
            return closed(&error, code);
        }
    }
    out.flush().map_or_else(|error| closed(&error, code), |()| Ok(code))
}

/// Whoever reads has seen enough, or there is no room.
fn closed(error: &std::io::Error, code: u8) -> Result<u8, String> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        Ok(code)
    } else {
        Err(format!("the proposals cannot be written: {error}"))
    }
}

fn text_of(file: &Path, answered: &Answered) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{}\n", file.display());
    for proposal in &answered.proposals {
        let place = match (&proposal.place, &proposal.place_words) {
            (Some(place), _) => place.name.clone(),
            (None, Some(words)) => format!("“{words}” (not in the gazetteer)"),
            (None, None) => "no place".to_owned(),
        };
        let side = proposal.side.as_ref().map(|side| format!(" · {side}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "  {} ({}) · {place} · {}{side} · {}, {} · {:.2}\n    “{}”\n    {}",
            proposal.kind.id(),
            proposal.modality.id(),
            proposal.when.as_deref().unwrap_or("undated"),
            proposal.standing.id(),
            proposal.by,
            proposal.score,
            one_line(&proposal.quote.exact),
            proposal.why.join("; "),
        );
        if let Some(source) = &proposal.copy_of {
            let _ = writeln!(text, "    the same words as in {source}: one voice");
        }
    }
    for reason in &answered.refused {
        let _ = writeln!(text, "  refused: {reason}");
    }
    text
}

/// Words on one line, whatever blanks lie between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One document a line from standard input, one result a line, in order, batch by batch on all cores.
fn lines(args: &Args) -> Result<u8, String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut input = BufReader::with_capacity(1 << 20, std::io::stdin().lock());
    let mut other = match Reader::open(args)? {
        Reader::BuiltIn => None,
        reader => Some(reader),
    };
    let batch_lines = BATCH * rayon::current_num_threads();
    loop {
        let mut batch = Vec::with_capacity(batch_lines);
        let mut bytes = 0;
        while batch.len() < batch_lines && bytes < BATCH_BYTES {
            match next_line(&mut input).map_err(|error| format!("standard input cannot be read: {error}"))? {
                Some(line) => {
                    bytes += line.len();
                    batch.push(line);
                }
                None => break,
            }
        }
        if batch.is_empty() {
            return out.flush().map_or_else(|error| closed(&error, 0), |()| Ok(0));
        }
        let results = match &mut other {
            Some(reader) => batch.iter().map(|line| line.answered(|line| other_line(reader, line))).collect(),
            None => in_parallel(&batch, args.mentions),
        };
        for result in results {
            if let Err(error) = writeln!(out, "{result}") {
                return closed(&error, 0);
            }
        }
    }
}

/// A line without its line feed.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    Whole(Vec<u8>),
    /// Longer than [`LONGEST_LINE`]; its bytes were passed over.
    TooLong,
}

impl Line {
    fn len(&self) -> usize {
        match self {
            Self::Whole(line) => line.len(),
            Self::TooLong => 0,
        }
    }

    fn answered(&self, answer: impl FnOnce(&[u8]) -> String) -> String {
        match self {
            Self::Whole(line) => answer(line),
            Self::TooLong => failure(&serde_json::Value::Null, &too_long()),
        }
    }
}

fn too_long() -> String {
    format!("the line is longer than {} MiB", LONGEST_LINE >> 20)
}

/// The next line that is not blank. Never holds more than the longest line.
fn next_line(input: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    loop {
        let mut line = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX) + 1;
        if input.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() > LONGEST_LINE && line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Ok(Some(Line::Whole(line)));
        }
    }
}

/// Answers a batch on all cores, in its order.
fn in_parallel(batch: &[Line], mentions: bool) -> Vec<String> {
    let world = Gazetteer::shared();
    let answered = |line: &Line| line.answered(|line| guarded(line, || answer(line, mentions, world)));
    batch.par_iter().map(answered).collect()
}

/// A fault of the reader on one document is said in the place of its result, and the run goes on.
fn guarded(line: &[u8], answer: impl FnOnce() -> String) -> String {
    std::panic::catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|_| {
        let id = Request::parse(line).map_or(serde_json::Value::Null, |request| request.id);
        failure(&id, "the reader failed on this document")
    })
}

fn other_line(reader: &mut Reader, line: &[u8]) -> String {
    let request = match Request::parse(line) {
        Ok(request) => request,
        Err(failure) => return failure,
    };
    match request.day().and_then(|day| reader.read(&request, day).map_err(|error| failure(&request.id, &error))) {
        Ok(answered) => admitted(&request.id, &answered.proposals, &answered.refused),
        Err(failure) => failure,
    }
}

fn score(set: &Path, args: &Args) -> Result<u8, String> {
    let written = std::fs::read_to_string(set).map_err(|error| format!("{error}: {}", set.display()))?;
    let mut reader = Reader::open(args)?;
    let mut score = Score::default();
    for (number, line) in written.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let document: Annotated = serde_json::from_str(line)
            .map_err(|error| format!("expected an annotated document: {error}: {}:{}", set.display(), number + 1))?;
        let request = Request {
            id: document.id.clone().into(),
            published: document.published.clone(),
            language: None,
            text: document.text.clone(),
        };
        let day = request.day()?;
        score.add(&document, &reader.read(&request, day)?.proposals);
    }
    let shown = format!("{}\n{}", score.notes(), score.table());
    std::io::stdout().write_all(shown.as_bytes()).map_or_else(|error| closed(&error, 0), |()| Ok(0))
}
