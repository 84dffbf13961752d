//! `dateline export`: pictures, films, pages and data from a chronicle.

mod filter;
mod interrupt;
mod read;
mod ready;
mod series;

pub(super) use ready::Ready;

use crate::export::{Exporter, Pace, Span, When, exporter_for};
use crate::scene::Theme;
use crate::time::{Day, Moment};
use std::io::Write as _;
use std::path::PathBuf;

/// Where the day goes in the name of one of several files.
const PLACEHOLDER: &str = "{date}";

/// What is exported, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Folder of the chronicle; without one, the built-in chronicle
    pub chronicle: Option<PathBuf>,
    /// The instant: a day (its end) or a time, such as 2021-08-13 or 2021-08-13T21:00
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "until"])]
    pub at: Option<String>,
    /// Only what had been published by then
    #[arg(long, value_name = "DATE")]
    pub known_by: Option<String>,
    /// First day of several: in one file, or with {date} in its name one file each
    #[arg(long, value_name = "DATE", requires = "until")]
    pub from: Option<String>,
    /// Last day of several
    #[arg(long, value_name = "DATE", requires = "from")]
    pub until: Option<String>,
    /// The file to write; its ending says in which format
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Pixels across and down, such as 1920x1080, or a name: hd, 4k, square, portrait, a4, a3-portrait, letter
    #[arg(long, value_name = "SIZE", default_value = "1920x1080")]
    pub size: String,
    /// Light or dark
    #[arg(long, value_enum, default_value_t)]
    pub theme: ThemeName,
    /// What the map shows: west, south, east and north in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub bbox: Option<String>,
    /// A place to mark, by its id or name
    #[arg(long, value_name = "PLACE")]
    pub select: Option<String>,
    /// Leave the reference chronology out
    #[arg(long)]
    pub no_reference: bool,
    /// In which language places are named: latin, dari or pashto
    #[arg(long, value_name = "LANGUAGE", default_value = "latin")]
    pub names: String,
    /// Layers to leave out, by id
    #[arg(long, value_name = "LAYER,…", value_delimiter = ',')]
    pub hide: Vec<String>,
    /// Layers to draw that are usually left out, by id: graticule
    #[arg(long, value_name = "LAYER,…", value_delimiter = ',')]
    pub show: Vec<String>,
    /// What else is left out
    #[command(flatten)]
    pub filter: filter::FilterArgs,
    /// How long a film rests on each day
    #[arg(long, value_name = "SECONDS", default_value_t = Pace::default().seconds_per_day)]
    pub seconds_per_day: f64,
    /// Pictures a film has for each day: 1 goes by days, 24 by hours
    #[arg(long, value_name = "N", default_value_t = Pace::default().frames_per_day)]
    pub frames_per_day: u32,
    /// Carry whole documents, whose rights are their publishers'
    #[arg(long)]
    pub documents: bool,
}

/// The themes by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ThemeName {
    /// Ink on paper.
    #[default]
    Light,
    /// Chalk on slate.
    Dark,
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Light => Self::Light,
            ThemeName::Dark => Self::Dark,
        }
    }
}

/// Exports, and returns the exit code: 0 clean, 1 with problems in the chronicle, 2 where nothing could be done.
pub fn run(args: &Args) -> u8 {
    match export(args) {
        Ok(0) => 0,
        Ok(problems) => {
            let plural = if problems == 1 { "" } else { "s" };
            complain(&format!("{problems} problem{plural} in this chronicle; `dateline check` lists them"));
            1
        }
        Err(sentence) => {
            complain(&sentence);
            2
        }
    }
}

/// One sentence to standard error; that it cannot be written there can be told to nobody.
fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "error: {sentence}");
}

/// Does it all; the number of problems in the chronicle, or the sentence that says why not.
fn export(args: &Args) -> Result<usize, String> {
    // What can be wrong with the command is said before anything is read.
    let exporter = exporter_for(&args.to).map_err(|error| format!("--to: {error}"))?;
    let targets = targets(args, exporter)?;
    interrupt::listen();
    let ready = Ready::open(args)?;
    covered(args, &ready)?;
    let orders: Vec<_> = targets.iter().map(|(when, path)| (ready.order(*when), path.as_path())).collect();
    if let Some((first, _)) = orders.first() {
        first.checked_size().map_err(|error| format!("--size: {error}"))?;
    }
    series::write_all(exporter, &orders)?;
    Ok(ready.problems)
}

/// Refuses days that lie wholly outside those the chronicle speaks of: there is nothing to see in them.
fn covered(args: &Args, ready: &Ready) -> Result<(), String> {
    let When::Days { from, until } = when(args)? else { return Ok(()) };
    let range = ready.range();
    if from <= range.until && until >= range.from {
        return Ok(());
    }
    let (first, last) = (range.from, range.until);
    Err(format!("--from: expected days from {first} to {last}, which the chronicle covers, found {from} to {until}"))
}

/// The files to write and what each is of, at least one.
fn targets(args: &Args, exporter: &dyn Exporter) -> Result<Vec<(When, PathBuf)>, String> {
    let name = args.to.to_string_lossy();
    let when = when(args)?;
    let takes = |span| exporter.spans().contains(&span);
    match when {
        When::Days { from, until } if name.contains(PLACEHOLDER) && takes(Span::Instant) => {
            let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
            Ok(days.map(|day| (When::At(Moment::end_of(day)), dated(&name, day))).collect())
        }
        When::At(moment) if takes(Span::Instant) && name.contains(PLACEHOLDER) => {
            Ok(vec![(when, dated(&name, moment.day()))])
        }
        when if takes(when.span()) => Ok(vec![(when, args.to.clone())]),
        _ => Err(misfit(args, exporter)),
    }
}

/// Over what time, as the options say.
pub(super) fn when(args: &Args) -> Result<When, String> {
    match (&args.at, &args.from, &args.until) {
        (Some(at), ..) => Ok(When::At(read::moment("--at", at)?)),
        (None, Some(from), Some(until)) => {
            let (from, until) = (read::day("--from", from)?, read::day("--until", until)?);
            When::days(from, until).map_err(|why| format!("--until: {why}"))
        }
        _ => Ok(When::All),
    }
}

/// What an ending asks for that the command does not give.
fn misfit(args: &Args, exporter: &dyn Exporter) -> String {
    let ending = exporter.extension();
    let ways: Vec<String> = exporter
        .spans()
        .iter()
        .map(|span| match span {
            Span::Instant if args.from.is_some() => {
                format!("{PLACEHOLDER} in the name, one file for each day (such as map-{PLACEHOLDER}.{ending})")
            }
            Span::Instant => "--at with a day or a time".to_owned(),
            Span::Days => "--from and --until with a day each".to_owned(),
            Span::All => "no --at, --from or --until (it holds the whole chronicle)".to_owned(),
        })
        .collect();
    format!("--to: a .{ending} file needs {}", ways.join(", or "))
}

fn dated(name: &str, day: Day) -> PathBuf {
    PathBuf::from(name.replace(PLACEHOLDER, &day.to_string()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    #[test]
    fn days_of_which_the_chronicle_does_not_speak_are_refused() {
        for (from, until, refused) in [
            ("2031-08-13", "2031-08-14", true),
            ("2021-04-01", "2021-04-30", true),
            ("2021-04-01", "2021-05-01", false),
            ("2021-08-31", "2021-09-30", false),
        ] {
            let line = ["export", "--from", from, "--until", until, "--to", "film.gif"];
            let args = Line::try_parse_from(line).unwrap().args;
            let found = covered(&args, &Ready::open(&args).unwrap());
            assert_eq!(found.is_err(), refused, "{from} {until}: {found:?}");
        }
    }
}
