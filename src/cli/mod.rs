//! The command line: `dateline [CHRONICLE]` opens the window, and there is one file for each subcommand.
//!
//! Exit codes: 0 clean, 1 finished but problems were found, 2 could not do it. Errors are one sentence on stderr.

pub mod check;
pub mod export;
pub mod report;

use clap::{Parser, Subcommand};
use std::io::Write as _;
use std::path::PathBuf;

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

#[derive(Debug, clap::Args)]
struct WindowArguments {
    /// Folder of the chronicle to open in the window; without one, the built-in chronicle
    chronicle: Option<PathBuf>,
    /// Keep what is remembered between runs in this file (for tests)
    #[arg(long, value_name = "FILE", hide = true)]
    state: Option<PathBuf>,
    /// Write the CPU time of every frame to this file, in milliseconds (for developers)
    #[arg(long, value_name = "FILE", hide = true)]
    frame_times: Option<PathBuf>,
    /// Write what assistive technology is told to this file (for tests)
    #[arg(long, value_name = "FILE", hide = true)]
    probe: Option<PathBuf>,
    /// Leave after the first frame (for developers, to measure the start)
    #[arg(long, hide = true)]
    bench_start: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Verify excerpts, checksums, dates and references
    Check {
        /// Folder of the chronicle; without one, the built-in chronicle
        chronicle: Option<PathBuf>,
        /// How the findings are written
        #[arg(long, value_enum, default_value_t)]
        format: check::Format,
    },
    /// Say what holds at an instant, with the claims behind it
    Report {
        /// Folder of the chronicle; without one, the built-in chronicle
        chronicle: Option<PathBuf>,
        /// The instant: a day (its end) or a time, such as 2021-08-13 or 2021-08-13T21:00
        #[arg(long, value_name = "DATE")]
        at: String,
        /// Only what had been published by then
        #[arg(long, value_name = "DATE")]
        known_by: Option<String>,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: report::Format,
    },
    /// Write a picture of an instant, or one for each of several days
    Export(export::Args),
}

/// Runs what the arguments ask for and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; where they cannot be written, nobody is there to read.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    match arguments.command {
        Some(Command::Check { chronicle, format }) => check::run(chronicle.as_deref(), format),
        Some(Command::Report { chronicle, at, known_by, format }) => {
            report::run(chronicle.as_deref(), &at, known_by.as_deref(), format)
        }
        Some(Command::Export(args)) => export::run(&args),
        None => window(arguments.window),
    }
}

#[cfg(feature = "gui")]
fn window(arguments: WindowArguments) -> u8 {
    let chronicle = arguments.chronicle;
    let options = crate::gui::Options {
        remember_in: arguments.state,
        frame_times: arguments.frame_times,
        probe: arguments.probe,
        leave_after_first_frame: arguments.bench_start,
    };
    match crate::gui::run(move || open_document(chronicle.as_deref()), options) {
        Ok(()) => 0,
        Err(error) => complain(&error.to_string()),
    }
}

/// Reads all that the window shows: records, base map and index.
///
/// # Errors
/// The sentence to show where there is nothing to open.
#[cfg(feature = "gui")]
fn open_document(chronicle: Option<&std::path::Path>) -> Result<crate::app::Document, String> {
    use crate::chronicle::{Basemap, Embedded, Files, Folder, Opened, open};
    let files: Box<dyn Files> = match chronicle {
        Some(path) => Box::new(Folder(path.to_owned())),
        None => Box::new(Embedded),
    };
    let Opened { chronicle: records, mut problems, verified, .. } = open(&*files).map_err(|error| error.to_string())?;
    let (basemap, missing) = Basemap::load(&*files, &records);
    problems.extend(missing);
    let atlas = crate::scene::Atlas::new(&records, &basemap);
    let opened_as = chronicle.map(|path| path.display().to_string());
    Ok(crate::app::Document::new(records, atlas, problems, verified, opened_as))
}

#[cfg(not(feature = "gui"))]
fn window(_arguments: WindowArguments) -> u8 {
    complain("this build has no window; use check, report or export, or build with the feature gui")
}

fn complain(sentence: &str) -> u8 {
    // Where even this cannot be written, the exit code says it.
    let _ = writeln!(std::io::stderr(), "dateline: {sentence}");
    2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(arguments: &[&str]) -> u8 {
        run(std::iter::once("dateline").chain(arguments.iter().copied()).map(Into::into))
    }

    #[test]
    fn exit_codes_tell_clean_from_impossible() {
        for (arguments, expected) in [
            (&["--version"][..], 0),
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
