//! `dateline export`: pictures, films, pages and data from a chronicle.

mod series;

use crate::chronicle::{Problem, TimeRange, files_at, time_zone};
use crate::cli::chronicle::ChronicleArgs;
use crate::cli::filter::FilterArgs;
use crate::cli::read::{self, Size};
use crate::cli::{interrupt, terminal::fail};
use crate::dataset::Dataset;
use crate::export::{Coverage, CoverageKind, Exporter, Job, Pace, check_free, exporter_for};
use crate::geo::BBox;
use crate::scene::layer_ids::REFERENCE;
use crate::scene::{Theme, View, hidden_at_first};
use crate::time::{Day, Moment, WrittenMoment, written_day};
use crate::words::language_called;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// Where the day goes in the name of one of several files.
const PLACEHOLDER: &str = "{date}";

/// What is exported, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Of which chronicle
    #[command(flatten)]
    pub chronicle: ChronicleArgs,
    /// The instant: a day (its end) or a time on the chronicle's clock, such as 2021-08-13 or 2021-08-13T21:00; a time
    /// with its distance from UTC, such as 2021-08-13T16:30Z, is converted
    #[arg(long, value_name = "DATE", value_parser = read::moment, conflicts_with_all = ["from", "until"])]
    pub at: Option<WrittenMoment>,
    /// Only what had been published by then
    #[arg(long, value_name = "DATE", value_parser = read::moment)]
    pub known_by: Option<WrittenMoment>,
    /// Each picture of a series, a page of small maps or a film knows only what had been published by its own instant
    #[arg(long, conflicts_with = "known_by")]
    pub as_known_then: bool,
    /// First day of several: in one file, or with {date} in its name one file each
    #[arg(long, value_name = "DATE", value_parser = read::day, requires = "until")]
    pub from: Option<Day>,
    /// Last day of several
    #[arg(long, value_name = "DATE", value_parser = read::day, requires = "from")]
    pub until: Option<Day>,
    /// The file to write; its ending says in which format
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Replace files that Dateline did not write
    #[arg(long)]
    pub force: bool,
    /// Pixels across and down, such as 1920x1080, or a name: hd, 4k, square, portrait, a4, a3-portrait, letter
    #[arg(long, value_name = "SIZE", value_parser = read::size, default_value = "1920x1080")]
    pub size: Size,
    /// Light or dark
    #[arg(long, value_enum, default_value_t)]
    pub theme: ThemeName,
    /// What the map shows: west, south, east and north in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = read::bbox, allow_hyphen_values = true)]
    pub bbox: Option<BBox>,
    /// A place to mark, by its id or name
    #[arg(long, value_name = "PLACE")]
    pub select: Option<String>,
    /// Leave the reference chronology out
    #[arg(long)]
    pub no_reference: bool,
    /// In which language places are named, of those the chronicle has: a tag such as prs, or what it is called
    #[arg(long, value_name = "LANGUAGE")]
    pub names: Option<String>,
    /// Layers to leave out, by id
    #[arg(long, value_name = "LAYER,…", value_parser = read::layer, value_delimiter = ',')]
    pub hide: Vec<String>,
    /// Layers to draw that are usually left out, by id: graticule
    #[arg(long, value_name = "LAYER,…", value_parser = read::layer, value_delimiter = ',')]
    pub show: Vec<String>,
    /// What else is left out
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How long a film rests on each day
    #[arg(long, value_name = "SECONDS", value_parser = read::seconds, default_value = "1")]
    pub seconds_per_day: f64,
    /// Pictures a film has for each day: 1 goes by days, 24 by hours
    #[arg(long, value_name = "N", value_parser = read::frames, default_value = "1")]
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

impl Args {
    /// Over what time, on the clock of the chronicle's zone.
    ///
    /// # Errors
    /// Where the days are in the wrong order or too many.
    pub fn coverage(&self, zone: &TimeZone) -> Result<Coverage, String> {
        match (self.at, self.from, self.until) {
            (Some(at), ..) => Ok(Coverage::At(at.in_zone(zone))),
            (None, Some(from), Some(until)) => Coverage::days(from, until).map_err(|why| format!("--until: {why}")),
            _ => Ok(Coverage::All),
        }
    }

    /// What is asked for, of an opened chronicle.
    ///
    /// # Errors
    /// Names what the chronicle does not have.
    pub fn job(&self, data: &Dataset) -> Result<Job, String> {
        let mut view = View::still(self.bbox.unwrap_or(data.chronicle.meta.bbox), self.size.0, self.theme.into());
        view.hidden = hidden_at_first();
        view.hidden.retain(|layer| !self.show.contains(layer));
        view.hidden.extend(self.hide.iter().filter(|layer| !layer.is_empty()).cloned());
        view.hidden.extend(self.no_reference.then(|| REFERENCE.to_owned()));
        if let Some(text) = &self.names {
            view.names = language_called(&data.chronicle, text).map_err(|why| format!("--names: {why}"))?;
        }
        view.selection = self.select.as_deref().map(|text| read::select(&data.chronicle, text)).transpose()?;
        let filter = self.filter.filter(&data.chronicle)?;
        let zone = data.chronicle.meta.zone();
        Ok(Job {
            known_by: self.known_by.map(|by| by.in_zone(&zone)),
            as_known_then: self.as_known_then,
            pace: Pace { seconds_per_day: self.seconds_per_day, frames_per_day: self.frames_per_day },
            documents: self.documents,
            ..Job::new(data, self.coverage(&zone)?, view).filtered(&filter)
        })
    }
}

/// Exports, and returns the exit code: 0 clean, 1 with problems in the chronicle, 2 where nothing could be done.
pub fn run(args: &Args) -> u8 {
    let exported = export(args);
    interrupt::ended();
    match exported {
        Ok(problems) => args.chronicle.finish(problems),
        Err(sentence) => fail(&sentence),
    }
}

/// Does it all; the number of problems in the chronicle, or the sentence that says why not.
fn export(args: &Args) -> Result<usize, String> {
    // What can be wrong with the command is said before the records are read.
    let exporter = exporter_for(&args.to).map_err(|error| format!("--to: {error}"))?;
    let zone = time_zone(&*files_at(args.chronicle.folder()));
    let targets = targets(args, exporter, &zone)?;
    for (_, path) in targets.iter().filter(|_| !args.force) {
        check_free(exporter, path).map_err(|error| format!("--to: {error}"))?;
    }
    let data = args.chronicle.open()?;
    let job = args.job(&data)?;
    covered(job.coverage, data.chronicle.meta.range)?;
    job.checked_size().map_err(|error| format!("--size: {error}"))?;
    let of = |coverage| Job { coverage, ..job.clone() };
    let jobs: Vec<_> = targets.into_iter().map(|(coverage, path)| (of(coverage), path)).collect();
    series::write_all(exporter, &jobs)?;
    let problems = Problem::count(&data.problems);
    // The process ends with it: nobody waits until its records are given back one by one.
    std::mem::forget(data);
    Ok(problems)
}

/// Refuses days that lie wholly outside those the chronicle speaks of: there is nothing to see in them.
fn covered(coverage: Coverage, range: TimeRange) -> Result<(), String> {
    let Coverage::Days { from, until } = coverage else { return Ok(()) };
    if from <= range.until && until >= range.from {
        return Ok(());
    }
    let [first, last, from, until] = [range.from, range.until, from, until].map(written_day);
    Err(format!("--from: expected days from {first} to {last}, which the chronicle covers, found {from} to {until}"))
}

/// The files to write and what each is of, at least one.
fn targets(args: &Args, exporter: &dyn Exporter, zone: &TimeZone) -> Result<Vec<(Coverage, PathBuf)>, String> {
    let coverage = args.coverage(zone)?;
    if args.as_known_then && !exporter.options().size {
        return Err(format!("--as-known-then: a .{} file is not made of pictures", exporter.extension()));
    }
    let takes = |kind| exporter.covers().contains(&kind);
    if takes(CoverageKind::Instant) {
        let (first, days) = match coverage {
            Coverage::Days { from, until } => (from, Some(until)),
            Coverage::At(moment) => (moment.day(), None),
            Coverage::All => return Err(misfit(args, exporter)),
        };
        if let Some(path) = dated(&args.to, first) {
            let Some(until) = days else { return Ok(vec![(coverage, path)]) };
            let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
            let of = |day| Some((Coverage::At(Moment::end_of(day)), dated(&args.to, day)?));
            return Ok(days.filter_map(of).collect());
        }
    }
    if takes(coverage.kind()) { Ok(vec![(coverage, args.to.clone())]) } else { Err(misfit(args, exporter)) }
}

/// What an ending asks for that the command does not give.
fn misfit(args: &Args, exporter: &dyn Exporter) -> String {
    let ending = exporter.extension();
    let ways: Vec<String> = exporter
        .covers()
        .iter()
        .map(|kind| match kind {
            CoverageKind::Instant if args.from.is_some() => {
                format!("{PLACEHOLDER} in the name, one file for each day (such as map-{PLACEHOLDER}.{ending})")
            }
            CoverageKind::Instant => "--at with a day or a time".to_owned(),
            CoverageKind::Days => "--from and --until with a day each".to_owned(),
            CoverageKind::All => "no --at, --from or --until (it holds the whole chronicle)".to_owned(),
        })
        .collect();
    format!("--to: a .{ending} file needs {}", ways.join(", or "))
}

/// A path with the day in each of its places, where it has any.
fn dated(path: &Path, day: Day) -> Option<PathBuf> {
    let (name, day) = (bytes_of(path), written_day(day));
    let mut dated = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.windows(PLACEHOLDER.len()).position(|found| found == PLACEHOLDER.as_bytes()) {
        let (before, after) = rest.split_at(at);
        dated.extend_from_slice(before);
        dated.extend_from_slice(day.as_bytes());
        rest = after.get(PLACEHOLDER.len()..).unwrap_or_default();
    }
    let found = rest.len() < name.len();
    dated.extend_from_slice(rest);
    found.then(|| path_of(dated))
}

/// A name is bytes, and need not be text.
#[cfg(unix)]
fn bytes_of(path: &Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
