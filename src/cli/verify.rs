//! `dateline verify`: whether an exported file is what its own command makes today, and what changed if not.

use crate::cli::export::Args as ExportArgs;
use crate::cli::terminal::{self, Form, fail};
use crate::cli::{chronicle::ChronicleArgs, interrupt};
use crate::export::{Exporter, Job, LARGEST_FILE, Progress, Provenance, exporter_for};
use crate::files::read_plain;
use clap::Parser;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a file may ask for without its reader's consent: pixels of all its pictures together, and time.
const MOST_PIXELS: f64 = 4e9;
const LONGEST: Duration = Duration::from_secs(120);

/// Which file, and what it may cost.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The file, as `dateline export` or the window wrote it
    pub file: PathBuf,
    /// Folder of the chronicle; without one, that of the file's own command
    pub chronicle: Option<PathBuf>,
    /// Make whatever the file's command asks for: without this, pictures of at most 4000 million pixels in all, within
    /// two minutes
    #[arg(long)]
    pub no_limit: bool,
}

/// The command a file carries, read as it would be on a command line.
#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Export(Box<ExportArgs>),
}

/// Verifies a file against a chronicle (without one, against that of its own command) and writes what was found to
/// standard output.
///
/// Returns the exit code: 0 it is what the command makes today, 1 it differs, 2 it could not be compared.
pub fn run(args: &Args) -> u8 {
    if !args.no_limit {
        let seconds = LONGEST.as_secs();
        let sentence = format!(
            "expected a file that is made within {seconds} seconds, found one that takes longer (--no-limit waits for \
             it): {}",
            args.file.display()
        );
        interrupt::stop_after(LONGEST, sentence);
    }
    let found = verify(args);
    interrupt::ended();
    let printed = found
        .map_err(|sentence| format!("{sentence}: {}", args.file.display()))
        .and_then(|found| terminal::print(&found.words(&args.file), Form::Text).map(|()| found.verdict));
    match printed {
        Ok(verdict) => u8::from(verdict == Verdict::Other),
        Err(sentence) => fail(&sentence),
    }
}

/// How a file compares with what its command makes today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Byte for byte the same.
    Same,
    /// Not the same.
    Other,
}

/// What a comparison found.
struct Found {
    verdict: Verdict,
    /// What the file says of itself.
    was: Provenance,
    /// What differs: of which the file speaks, what it says, and what holds today.
    changes: Vec<(&'static str, String, String)>,
}

impl Found {
    fn words(&self, file: &Path) -> String {
        let was = &self.was;
        let verdict = match self.verdict {
            Verdict::Same => "is byte for byte what its command makes today",
            Verdict::Other => "is not what its command makes today",
        };
        let mut words = format!("{} {verdict}\n\n", file.display());
        words += &format!("  shows      {}\n", was.headline);
        words += &format!("  chronicle  {}, version {}\n", was.chronicle, was.chronicle_version);
        words += &format!("  sha-256    {}\n", was.chronicle_sha256);
        words += &format!("  program    {}\n", was.program);
        words += &format!("  command    {}\n", was.command);
        if self.verdict != Verdict::Other {
            return words;
        }
        words += "\nWhat changed:\n";
        for (what, then, now) in &self.changes {
            words += &format!("  {what}\n    in the file  {then}\n    today        {now}\n");
        }
        if self.changes.is_empty() {
            words += "  the file itself: chronicle, base map and program are those it names, its bytes are others\n";
        }
        words
    }
}

fn verify(args: &Args) -> Result<Found, String> {
    let Args { file, chronicle, no_limit } = args;
    let exporter = exporter_for(file).map_err(|error| error.to_string())?;
    let bytes = read_plain(file, LARGEST_FILE).map_err(|error| format!("could not read the file ({error})"))?;
    let json = exporter.provenance(&bytes).ok_or(
        "expected a file that says how Dateline made it, found none (another program made it, or took its metadata \
         away)",
    )?;
    let was: Provenance = serde_json::from_str(&json)
        .map_err(|error| format!("expected to read how the file was made, found something else ({error})"))?;
    let asked = arguments(&was.command, file)?;
    let opened =
        ChronicleArgs { chronicle: chronicle.clone().or(asked.chronicle.chronicle.clone()), ..asked.chronicle };
    let mut job = asked.job(&opened.open()?)?;
    // The file names its chronicle in its own words; where it lies today is no difference.
    job.data.opened_as.clone_from(&asked.chronicle.chronicle);
    let pixels = exporter.pixels(&job);
    if pixels > MOST_PIXELS && !no_limit {
        return Err(format!(
            "expected a file of at most {:.0} million pixels in all, found one of {:.0} million (--no-limit makes it)",
            MOST_PIXELS / 1e6,
            pixels / 1e6
        ));
    }
    compare(exporter, &bytes, was, &job)
}

/// The arguments of the command in a file. It is data from outside: it is read as an export and as nothing else, and
/// what it makes stays in memory.
fn arguments(command: &str, file: &Path) -> Result<ExportArgs, String> {
    let wrong = || format!("expected the file to name the command that makes it, found \"{command}\"");
    let words = shlex::split(command).ok_or_else(wrong)?.into_iter().map(std::ffi::OsString::from);
    let words = words.chain(["--to".into(), file.into()]);
    let Line { command: Command::Export(args) } = Line::try_parse_from(words).map_err(|_| wrong())?;
    Ok(*args)
}

fn compare(exporter: &dyn Exporter, bytes: &[u8], was: Provenance, job: &Job) -> Result<Found, String> {
    let now = Provenance::of(job);
    let changes = changes(&was, &now);
    let mut made = Compared { file: bytes, at: 0, same: true };
    let written = exporter.write(job, &mut made, &Stoppable);
    if made.same {
        written.map_err(|error| error.to_string())?;
    }
    let verdict = if made.same && made.at == bytes.len() { Verdict::Same } else { Verdict::Other };
    Ok(Found { verdict, was, changes })
}

/// Compares what is written to it with a file, and takes no more once they differ: nothing is kept.
struct Compared<'a> {
    file: &'a [u8],
    at: usize,
    same: bool,
}

impl std::io::Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let end = self.at + bytes.len();
        self.same = self.same && self.file.get(self.at..end) == Some(bytes);
        self.at = end;
        if self.same { Ok(bytes.len()) } else { Err(std::io::Error::other("the file is another")) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Stops when the user or the limit of time says so.
struct Stoppable;

impl Progress for Stoppable {
    fn step(&self, _: usize, _: usize) {}

    fn cancelled(&self) -> bool {
        interrupt::stopped()
    }
}

/// What a file says of itself that no longer holds.
fn changes(was: &Provenance, now: &Provenance) -> Vec<(&'static str, String, String)> {
    let view = |provenance: &Provenance| serde_json::to_string(&provenance.view).unwrap_or_default();
    let rows = [
        ("the program", was.program.clone(), now.program.clone()),
        ("the chronicle's title", was.chronicle.clone(), now.chronicle.clone()),
        ("the chronicle's version", was.chronicle_version.clone(), now.chronicle_version.clone()),
        ("the chronicle (SHA-256)", was.chronicle_sha256.clone(), now.chronicle_sha256.clone()),
        ("the base map (SHA-256)", was.basemap_sha256.clone(), now.basemap_sha256.clone()),
        ("the headline", was.headline.clone(), now.headline.clone()),
        ("what it says", was.description.clone(), now.description.clone()),
        listed("the sources", &was.sources, &now.sources),
        listed("the credits", &was.credits, &now.credits),
        ("the view", view(was), view(now)),
        ("the command", was.command.clone(), now.command.clone()),
    ];
    rows.into_iter().filter(|(_, was, now)| was != now).collect()
}

/// What stands in one of two lists only; there may be a hundred that stand in both.
fn listed(what: &'static str, was: &[String], now: &[String]) -> (&'static str, String, String) {
    let only = |here: &[String], there: &[String]| -> Vec<String> {
        here.iter().filter(|item| !there.contains(item)).cloned().collect()
    };
    let (then, today) = (only(was, now), only(now, was));
    if was != now && then.is_empty() && today.is_empty() {
        return (what, "the same".to_owned(), "the same, in another order".to_owned());
    }
    let said = |only: Vec<String>| if only.is_empty() { "nothing else".to_owned() } else { only.join("; ") };
    (what, said(then), said(today))
}
