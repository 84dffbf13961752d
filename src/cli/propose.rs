//! `dateline propose`: events that reports seem to tell, each with the words it stands on.

use crate::cli::terminal::fail;
use crate::language::Text;
use crate::propose::{
    Annotated, Proposal, Request, Score, admit, admitted, answer, failure, proposals_of, read, written,
};
use crate::time::Day;
use crate::world::Gazetteer;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Lines that one thread reads before results are written.
const BATCH: usize = 64;

/// How proposals are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For a person.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What is to be read, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Reports as plain text; without one, JSON documents are read from standard input, one a line
    pub files: Vec<PathBuf>,
    /// The day the reports were published, by which "on Thursday" is understood
    #[arg(long, value_name = "DATE")]
    pub published: Option<Day>,
    /// How the proposals of files are written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Also write every place and time that is named
    #[arg(long)]
    pub mentions: bool,
    /// Let this program read instead: it gets the same lines and answers with the same
    #[arg(long, value_name = "COMMAND")]
    pub reader: Option<String>,
    /// Measure the reader on a set of annotated documents, one JSON object a line
    #[arg(long, value_name = "SET", conflicts_with = "files")]
    pub score: Option<PathBuf>,
}

/// Reads what the arguments name and writes proposals to standard output.
///
/// Returns the exit code: 0 clean, 1 where a document could not be read or a proposal was refused, 2 where nothing could
/// be done.
pub fn run(args: &Args) -> u8 {
    let done = match (&args.score, args.files.is_empty()) {
        (Some(set), _) => score(set, args),
        (None, true) => lines(args),
        (None, false) => files(args),
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
    fn read(&mut self, request: &Request) -> Result<Answered, String> {
        let line = serde_json::to_string(request).map_err(|error| error.to_string())?;
        let gone = |error: std::io::Error| format!("the reader does not answer: {error}");
        writeln!(self.to, "{line}").and_then(|()| self.to.flush()).map_err(gone)?;
        let mut answer = Vec::new();
        if self.from.read_until(b'\n', &mut answer).map_err(gone)? == 0 {
            return Err("the reader ended before it answered".to_owned());
        }
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
    let mut code = 0;
    for file in &args.files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{error}: {}", file.display()))?;
        let request = Request {
            id: file.display().to_string().into(),
            published: args.published.map(|day| day.to_string()),
            language: None,
            text,
        };
        let shown = match (&mut reader, args.format) {
            (Reader::BuiltIn, Format::Json) => {
                let text = Text::new(&request.text);
                let reading = read(&text, args.published, Gazetteer::shared());
                written(&request.id, &text, &reading, args.mentions, Gazetteer::shared()) + "\n"
            }
            (reader, format) => {
                let answered = reader.read(&request, args.published)?;
                code |= u8::from(!answered.refused.is_empty());
                if format == Format::Json {
                    admitted(&request.id, &answered.proposals, &answered.refused) + "\n"
                } else {
                    text_of(file, &answered)
                }
            }
        };
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
            proposal.quote.exact.split_whitespace().collect::<Vec<_>>().join(" "),
            proposal.why.join("; "),
        );
    }
    for reason in &answered.refused {
        let _ = writeln!(text, "  refused: {reason}");
    }
    text
}

/// One document a line from standard input, one result a line, in order, batch by batch on all cores.
fn lines(args: &Args) -> Result<u8, String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut input = BufReader::with_capacity(1 << 20, std::io::stdin().lock());
    let mut other = match Reader::open(args)? {
        Reader::BuiltIn => None,
        reader => Some(reader),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    loop {
        let mut batch = Vec::with_capacity(BATCH * threads);
        while batch.len() < BATCH * threads {
            match next_line(&mut input).map_err(|error| format!("standard input cannot be read: {error}"))? {
                Some(line) => batch.push(line),
                None => break,
            }
        }
        if batch.is_empty() {
            return out.flush().map_or_else(|error| closed(&error, 0), |()| Ok(0));
        }
        let results = match &mut other {
            Some(reader) => batch.iter().map(|line| other_line(reader, line)).collect(),
            None => in_parallel(&batch, threads, args.mentions),
        };
        for result in results {
            if let Err(error) = writeln!(out, "{result}") {
                return closed(&error, 0);
            }
        }
    }
}

/// The next line that is not blank, without its line feed.
fn next_line(input: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Ok(Some(line));
        }
    }
}

fn in_parallel(batch: &[Vec<u8>], threads: usize, mentions: bool) -> Vec<String> {
    let world = Gazetteer::shared();
    let share = batch.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = batch
            .chunks(share)
            .map(|lines| {
                scope.spawn(move || lines.iter().map(|line| answer(line, mentions, world)).collect::<Vec<_>>())
            })
            .collect();
        workers
            .into_iter()
            .zip(batch.chunks(share))
            .flat_map(|(worker, lines)| {
                let lost = |_| {
                    vec![
                        failure(&serde_json::Value::Null, "the reader failed on this document or one beside it");
                        lines.len()
                    ]
                };
                worker.join().unwrap_or_else(lost)
            })
            .collect()
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
