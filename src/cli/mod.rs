//! The command line: `dateline [CHRONICLE]` opens the window, and there is one file for each subcommand.
//!
//! Exit codes: 0 clean, 1 finished but problems were found, 2 could not do it. Errors are one sentence on stderr.

pub mod add;
pub mod check;
pub mod diff;
pub mod export;
pub mod import;
pub mod licences;
pub mod merge;
pub mod new;
pub mod propose;
pub mod report;
pub mod verify;

mod chronicle;
mod filter;
mod interrupt;
mod read;
mod terminal;

pub use chronicle::ChronicleArgs;
pub use filter::FilterArgs;
pub use read::Size;

use crate::chronicle::Listing;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};
use std::error::Error as _;
use std::path::PathBuf;
use terminal::fail;

/// Turns dated news reports into a map that can be scrubbed through time, in which every mark answers to the sentence
/// it came from.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    window: WindowArguments,
}

/// How the window is asked for.
#[derive(Debug, clap::Args)]
pub struct WindowArguments {
    /// Folder of the chronicle to open in the window; without one, the built-in chronicle
    pub chronicle: Option<PathBuf>,
    /// Keep what is remembered between runs in this file (for tests)
    #[arg(long, value_name = "FILE", hide = true)]
    pub state: Option<PathBuf>,
    /// Write the CPU time of every frame to this file, in milliseconds (for developers)
    #[arg(long, value_name = "FILE", hide = true)]
    pub frame_times: Option<PathBuf>,
    /// Write what assistive technology is told to this file (for tests)
    #[arg(long, value_name = "FILE", hide = true)]
    pub probe: Option<PathBuf>,
    /// Leave after the first frame (for developers, to measure the start)
    #[arg(long, hide = true)]
    pub bench_start: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a chronicle: a folder to put documents in
    New(new::Args),
    /// Add documents to a chronicle, each as received and with what it says of itself
    Add(add::Args),
    /// Import a table of events: rows from a spreadsheet or a data set, each read as honestly as it is written
    Import(Box<import::Args>),
    /// Verify excerpts, checksums, dates and references
    Check {
        /// Folder of the chronicle; without one, the built-in chronicle
        chronicle: Option<PathBuf>,
        /// How the findings are written
        #[arg(long, value_enum, default_value_t)]
        format: check::CheckFormat,
        /// List every problem, where usually of each kind with more than a few the first is listed
        #[arg(long)]
        all: bool,
    },
    /// Say what holds at an instant, with the claims behind it
    Report(report::Args),
    /// Write a picture, a film, a page or data
    Export(Box<export::Args>),
    /// Say whether an exported file is what its own command makes today
    Verify(verify::Args),
    /// Propose events from the text of reports, each with the words it stands on
    Propose(propose::Args),
    /// Say in words what leads from one state of a chronicle to another
    Diff(diff::Args),
    /// Join the work of two editors, record by record; also as git's merge driver
    Merge(merge::Args),
    /// Print the licences of the program and of all that is compiled into it
    Licences,
}

/// Runs what the arguments ask for and returns the exit code. `window` opens the window, or says in a sentence why it
/// cannot: the command line knows nothing of it.
pub fn run(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
    window: impl FnOnce(WindowArguments) -> Result<(), String>,
) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    if arguments.command.is_some() {
        interrupt::listen();
    }
    match arguments.command {
        Some(Command::New(args)) => new::run(&args),
        Some(Command::Add(args)) => add::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Check { chronicle, format, all }) => {
            check::run(chronicle.as_deref(), format, if all { Listing::All } else { Listing::FirstOfEachKind })
        }
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Propose(args)) => propose::run(&args),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Merge(args)) => merge::run(&args),
        Some(Command::Licences) => licences::run(),
        None => window(arguments.window).map_or_else(|sentence| fail(&sentence), |()| 0),
    }
}

/// Says why arguments were refused, or the help or version they ask for; the exit code.
fn refused(error: &clap::Error) -> u8 {
    if let (ErrorKind::ValueValidation, Some(ContextValue::String(option)), Some(why)) =
        (error.kind(), error.get(ContextKind::InvalidArg), error.source())
    {
        // "--size <SIZE>": a sentence of ours needs no more than the name.
        return fail(&format!("{}: {why}", option.split(' ').next().unwrap_or(option)));
    }
    // Where this cannot be written, nobody is there to read.
    let _ = error.print();
    if error.use_stderr() { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(arguments: &[&str]) -> u8 {
        let arguments = std::iter::once("dateline").chain(arguments.iter().copied()).map(Into::into);
        run(arguments, |_| Err("no window in a test".to_owned()))
    }

    #[test]
    fn exit_codes_tell_clean_from_impossible() {
        for (arguments, expected) in [
            (&["--version"][..], 0),
            (&[], 2),
            (&["check", "/nowhere/at/all"], 2),
            (&["--no-such-option"], 2),
            (&["report"], 2),
            (&["export", "--at", "2021-08-12", "--to", "x.nonsense"], 2),
        ] {
            assert_eq!(code(arguments), expected, "{arguments:?}");
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
