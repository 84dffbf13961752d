//! `dateline check`: whether every excerpt, checksum, date and reference of a chronicle holds.

use crate::chronicle::{Files, Listing, Opened, Problem, files_at, open_listing};
use crate::cli::interrupt;
use crate::cli::terminal::{self, Form, fail};
use crate::dataset::{with_basemap, with_tables};
use std::path::Path;

/// How the findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum CheckFormat {
    /// A summary, then one line for each problem.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// Checks a chronicle, the built-in one where none is given, and writes what was found to standard output.
///
/// Returns the exit code: 0 clean, 1 with problems, 2 where nothing could be opened.
pub fn run(chronicle: Option<&Path>, format: CheckFormat, listing: Listing) -> u8 {
    let checked = check(&*files_at(chronicle), listing);
    interrupt::ended();
    let printed = checked.and_then(|checked| {
        let (found, form) = match format {
            CheckFormat::Text => (text(&checked), Form::Text),
            CheckFormat::Json => (json(&checked), Form::Json),
        };
        let problems = checked.problems.len();
        // The process ends with it: to give back its records one by one would take a tenth of the time.
        std::mem::forget(checked);
        terminal::print(&found, form).map(|()| problems)
    });
    match printed {
        Ok(problems) => u8::from(problems > 0),
        Err(sentence) => fail(&sentence),
    }
}

/// Opens a chronicle with its tables and its base map; the problems of all stand together.
///
/// # Errors
/// The sentence to show where there is nothing to open.
pub fn check(files: &dyn Files, listing: Listing) -> Result<Opened, String> {
    let mut opened = open_listing(files, listing).map_err(|error| error.to_string())?;
    with_tables(files, &mut opened);
    with_basemap(files, &mut opened, listing);
    Ok(opened)
}

/// A summary line, then one line for each problem and each hint that is listed.
pub fn text(opened: &Opened) -> String {
    let ((exact, excerpts), (unaltered, documents)) = (opened.verified, opened.unaltered);
    let problems = match Problem::count(&opened.problems) {
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    let mut lines =
        format!("{exact} of {excerpts} excerpts exact · {unaltered} of {documents} documents unaltered · {problems}\n");
    for problem in &opened.problems {
        lines.push_str(&problem.to_string());
        lines.push('\n');
    }
    for hint in &opened.hints {
        lines.push_str(&format!("hint: {hint}\n"));
    }
    if opened.problems.iter().chain(&opened.hints).any(|problem| problem.more > 0) {
        lines.push_str("Of each kind with more than a few, the first is listed; --all lists every one.\n");
    }
    lines
}

/// The same as JSON, for other programs: a stable interface.
pub fn json(opened: &Opened) -> String {
    let ((exact, excerpts), (unaltered, documents)) = (opened.verified, opened.unaltered);
    let value = serde_json::json!({
        "chronicle": opened.chronicle.meta.title,
        "version": opened.chronicle.meta.version,
        "hash": opened.chronicle.hash,
        "excerpts": { "exact": exact, "of": excerpts },
        "documents": { "unaltered": unaltered, "of": documents },
        "problem_count": Problem::count(&opened.problems),
        "problems": opened.problems,
        "hints": opened.hints,
    });
    format!("{value:#}\n")
}
