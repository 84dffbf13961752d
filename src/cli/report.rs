//! `dateline report`: what holds at an instant, with the sentences it comes from, as a page for a terminal, as JSON
//! or as HTML.

mod html;
mod text;

use crate::chronicle::{Opened, files_at, open};
use crate::time::Moment;
use crate::timeline::{Clock, Timeline, report};
use std::io::{ErrorKind, Write as _, stderr, stdout};
use std::path::Path;
use std::sync::Arc;

/// The forms a report comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A page for a terminal.
    #[default]
    Text,
    /// The stable interface for other programs.
    Json,
    /// A page on its own.
    Html,
}

/// Everything is in order.
const CLEAN: u8 = 0;
/// The report is written, but the chronicle has problems.
const PROBLEMS: u8 = 1;
/// There is no report.
const FAILED: u8 = 2;

/// A report, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The page.
    pub text: String,
    /// How many problems the chronicle has.
    pub problems: usize,
}

/// Prints the report of a chronicle (the built-in one without a path) at an instant, each a day (its end) or a time.
/// Returns the exit code: 0 clean, 1 with problems in the chronicle, 2 without a report.
pub fn run(chronicle: Option<&Path>, at: &str, known_by: Option<&str>, format: Format) -> u8 {
    match page(chronicle, at, known_by, format) {
        Ok(page) => print(&page, chronicle),
        Err(message) => {
            complain(&format!("error: {message}"));
            FAILED
        }
    }
}

/// Writes what [`run`] prints.
///
/// # Errors
/// One sentence when a date cannot be read or the chronicle cannot be opened.
pub fn page(chronicle: Option<&Path>, at: &str, known_by: Option<&str>, format: Format) -> Result<Page, String> {
    let moment = |option: &str, text: &str| Moment::parse(text).map_err(|error| format!("{option}: {error}"));
    let clock =
        Clock { cursor: moment("--at", at)?, known_by: known_by.map(|text| moment("--known-by", text)).transpose()? };
    let files = files_at(chronicle);
    let Opened { chronicle, problems, .. } = open(files.as_ref()).map_err(|error| error.to_string())?;
    let timeline = Timeline::new(Arc::new(chronicle));
    let report = report(&timeline, clock);
    let text = match format {
        Format::Text => text::page(&timeline, clock, &report),
        Format::Html => html::page(&timeline, clock, &report),
        Format::Json => serde_json::to_string_pretty(&report).map_err(|error| error.to_string())? + "\n",
    };
    Ok(Page { text, problems: problems.len() })
}

fn print(page: &Page, chronicle: Option<&Path>) -> u8 {
    let mut out = stdout().lock();
    match out.write_all(page.text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("error: the report cannot be written: {error}"));
            return FAILED;
        }
        _ => {}
    }
    let number = match page.problems {
        0 => return CLEAN,
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    let path = chronicle.map_or_else(String::new, |path| format!(" {}", path.display()));
    complain(&format!("warning: {number} in this chronicle; `dateline check{path}` lists them"));
    PROBLEMS
}

/// One sentence to standard error; that it cannot be written there can be told to nobody.
fn complain(message: &str) {
    let _ = writeln!(stderr(), "{message}");
}
