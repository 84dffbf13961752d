//! `dateline report`: what holds at an instant, with the sentences it comes from, as a page for a terminal, as JSON
//! or as HTML.

mod html;
mod text;

use crate::chronicle::{Opened, Problem, files_at, open};
use crate::cli::chronicle::ChronicleArgs;
use crate::cli::filter::FilterArgs;
use crate::cli::terminal::{self, Form, fail};
use crate::cli::{interrupt, read};
use crate::time::WrittenMoment;
use crate::timeline::{Clock, Report, Timeline, report};
use crate::words;
use std::mem::ManuallyDrop;
use std::sync::Arc;

/// What is reported, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Of which chronicle
    #[command(flatten)]
    pub chronicle: ChronicleArgs,
    /// The instant: a day (its end) or a time on the chronicle's clock, such as 2021-08-13 or 2021-08-13T21:00; a time
    /// with its distance from UTC, such as 2021-08-13T16:30Z, is converted
    #[arg(long, value_name = "DATE", value_parser = read::moment)]
    pub at: WrittenMoment,
    /// Only what had been published by then
    #[arg(long, value_name = "DATE", value_parser = read::moment)]
    pub known_by: Option<WrittenMoment>,
    /// What is left out
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
}

/// The forms a report comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ReportFormat {
    /// A page for a terminal.
    #[default]
    Text,
    /// The stable interface for other programs.
    Json,
    /// A page on its own.
    Html,
}

/// A report, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The page.
    pub text: String,
    /// How many problems the chronicle has.
    pub problems: usize,
}

/// The stable form, which says first what it leaves out.
#[derive(serde::Serialize)]
struct Said<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    filtered: Option<String>,
    #[serde(flatten)]
    report: &'a Report<'a>,
}

/// Prints a report. Returns the exit code: 0 clean, 1 with problems in the chronicle, 2 without a report.
pub fn run(args: &Args) -> u8 {
    let form = match args.format {
        ReportFormat::Text => Form::Text,
        ReportFormat::Json => Form::Json,
        ReportFormat::Html => Form::Html,
    };
    let page = page(args);
    interrupt::ended();
    let printed = page.and_then(|page| terminal::print(&page.text, form).map(|()| page.problems));
    match printed {
        Ok(problems) => args.chronicle.finish(problems),
        Err(sentence) => fail(&sentence),
    }
}

/// Writes what [`run`] prints.
///
/// # Errors
/// One sentence when the chronicle cannot be opened, or does not have what is to be left out.
pub fn page(args: &Args) -> Result<Page, String> {
    // Without the base map, of which nothing is said.
    let opened = open(&*files_at(args.chronicle.folder())).map_err(|error| error.to_string())?;
    args.chronicle.check(&opened.unread())?;
    let Opened { chronicle, problems, .. } = opened;
    let zone = chronicle.meta.zone();
    let clock = Clock { cursor: args.at.in_zone(&zone), known_by: args.known_by.map(|by| by.in_zone(&zone)) };
    let filter = args.filter.filter(&chronicle)?;
    let mut timeline = Timeline::new(Arc::new(chronicle));
    if !filter.is_empty() {
        timeline = timeline.filtered(&filter);
    }
    // The process ends with it: to give back a hundred thousand records one by one takes an eighth of the time.
    let timeline = ManuallyDrop::new(timeline);
    let report = ManuallyDrop::new(report(&timeline, clock));
    let text = match args.format {
        ReportFormat::Text => text::page(&timeline, clock, &report),
        ReportFormat::Html => html::page(&timeline, clock, &report),
        ReportFormat::Json => {
            let said = Said { filtered: words::filtered(&timeline), report: &report };
            serde_json::to_string_pretty(&said).map_err(|error| error.to_string())? + "\n"
        }
    };
    Ok(Page { text, problems: Problem::count(&problems) })
}
