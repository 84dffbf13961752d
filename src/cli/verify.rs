//! `dateline verify`: whether an exported file is what its own command makes today, and what changed if not.

use crate::cli::export::{self, Ready};
use crate::export::{Exporter, Order, Provenance, exporter_for};
use clap::Parser;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A larger file was not made by this program.
const LARGEST: u64 = 1 << 30;

/// The command a file carries, read as it would be on a command line.
#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Export(Box<export::Args>),
}

/// Verifies a file against a chronicle (without one, against that of its own command) and writes what was found to
/// standard output.
///
/// Returns the exit code: 0 it is what the command makes today, 1 it differs, 2 it could not be compared.
pub fn run(file: &Path, chronicle: Option<&Path>) -> u8 {
    let found = match verify(file, chronicle) {
        Ok(found) => found,
        Err(sentence) => {
            // Nothing is left to be done where even standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: {sentence}: {}", file.display());
            return 2;
        }
    };
    // Whoever reads may have seen enough.
    let _ = std::io::stdout().write_all(found.words(file).as_bytes());
    u8::from(found.verdict == Verdict::Other)
}

/// How a file compares with what its command makes today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Byte for byte the same.
    Same,
    /// A film of the same pictures, encoded otherwise.
    SamePictures,
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
            Verdict::SamePictures => {
                "was made of the same pictures as its command makes today, and is unaltered since; only the bytes they \
                 were encoded to differ, as they may on another kind of machine"
            }
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

fn verify(file: &Path, chronicle: Option<&Path>) -> Result<Found, String> {
    let exporter = exporter_for(file).map_err(|error| error.to_string())?;
    let bytes = read(file)?;
    let json = exporter.provenance(&bytes).ok_or(
        "expected a file that says how Dateline made it, found none (another program made it, or took its metadata \
         away)",
    )?;
    let was: Provenance = serde_json::from_str(&json)
        .map_err(|error| format!("expected to read how the file was made, found something else ({error})"))?;
    let mut args = arguments(&was.command, file)?;
    let named = args.chronicle.clone();
    if let Some(chronicle) = chronicle {
        args.chronicle = Some(PathBuf::from(chronicle));
    }
    let mut ready = Ready::open(&args)?;
    // The file names its chronicle in its own words; where it lies today is no difference.
    ready.call(named.as_deref());
    compare(exporter, &bytes, was, ready.order(export::when(&args)?))
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    let size = std::fs::metadata(file).map_err(|error| format!("could not read the file ({error})"))?.len();
    if size > LARGEST {
        return Err("expected a file of at most 1 GiB, found a larger one".to_owned());
    }
    std::fs::read(file).map_err(|error| format!("could not read the file ({error})"))
}

/// The arguments of the command in a file. It is data from outside: it is read as an export and as nothing else, and
/// what it makes stays in memory.
fn arguments(command: &str, file: &Path) -> Result<export::Args, String> {
    let wrong = || format!("expected the file to name the command that makes it, found \"{command}\"");
    let mut words = shlex::split(command).ok_or_else(wrong)?;
    words.extend(["--to".to_owned(), file.display().to_string()]);
    let Line { command: Command::Export(args) } = Line::try_parse_from(words).map_err(|_| wrong())?;
    Ok(*args)
}

fn compare(exporter: &dyn Exporter, bytes: &[u8], was: Provenance, order: Order<'_>) -> Result<Found, String> {
    let now = Provenance::of(order);
    let changes = changes(&was, &now);
    let made = exporter.bytes(order).map_err(|error| error.to_string())?;
    let verdict = if made == bytes {
        Verdict::Same
    } else if changes.is_empty() && exporter.agree(bytes, &made) {
        Verdict::SamePictures
    } else {
        Verdict::Other
    };
    Ok(Found { verdict, was, changes })
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
