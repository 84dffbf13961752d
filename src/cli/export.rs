//! `dateline export`: a picture of an instant, or one a day.

use crate::chronicle::{Basemap, Chronicle, Embedded, Files, Folder, Opened, PlaceId, open};
use crate::export::{Base, Exporter, PRESETS, Still, exporter_for, write_file};
use crate::geo::BBox;
use crate::scene::{Atlas, LAYERS, Theme, View};
use crate::time::{Day, Moment};
use crate::timeline::{Clock, Timeline};
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the day goes in the name of one of several files.
const PLACEHOLDER: &str = "{date}";
/// More days than this are taken for a mistake.
const MOST_DAYS: i32 = 3700;

/// What is exported, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Folder of the chronicle; without one, the built-in chronicle
    pub chronicle: Option<PathBuf>,
    /// The instant: a day (its end) or a time, such as 2021-08-13 or 2021-08-13T21:00
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "until"], required_unless_present = "from")]
    pub at: Option<String>,
    /// Only what had been published by then
    #[arg(long, value_name = "DATE")]
    pub known_by: Option<String>,
    /// First day of several, one picture each
    #[arg(long, value_name = "DATE", requires = "until")]
    pub from: Option<String>,
    /// Last day of several
    #[arg(long, value_name = "DATE", requires = "from")]
    pub until: Option<String>,
    /// The file to write, ending in .png or .svg; with --from, a name with {date} in it
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Pixels across and down, such as 1920x1080 or 1080x1350
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
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
    /// Layers to leave out, by id
    #[arg(long, value_name = "LAYER,…", value_delimiter = ',')]
    pub hide: Vec<String>,
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
    let size = size(&args.size)?;
    let bbox = args.bbox.as_deref().map(bbox).transpose()?;
    let known_by = args.known_by.as_deref().map(|text| moment("--known-by", text)).transpose()?;
    let exporter = exporter_for(&args.to).map_err(|error| format!("--to: {error}"))?;
    let hidden = hidden(args)?;
    let frames = frames(args)?;

    let files: Box<dyn Files> = match &args.chronicle {
        Some(path) => Box::new(Folder(path.clone())),
        None => Box::new(Embedded),
    };
    let Opened { chronicle, problems, .. } = open(&*files).map_err(|error| error.to_string())?;
    let (basemap, map_problems) = Basemap::load(&*files, &chronicle);
    let atlas = Atlas::new(&chronicle, &basemap);
    let chronicle = Arc::new(chronicle);
    let timeline = Timeline::new(chronicle.clone());

    let mut view = View::still(bbox.unwrap_or(chronicle.meta.bbox), size, args.theme.into());
    view.hidden.extend(hidden);
    view.selection = args.select.as_deref().map(|text| select(&chronicle, text)).transpose()?;
    let opened_as = args.chronicle.as_ref().map(|path| path.display().to_string());
    let still = |cursor: Moment| Still {
        chronicle: &chronicle,
        atlas: &atlas,
        timeline: &timeline,
        clock: Clock { cursor, known_by },
        view: &view,
        opened_as: opened_as.as_deref(),
    };
    let stills: Vec<(Still<'_>, &Path)> = frames.iter().map(|(at, path)| (still(*at), path.as_path())).collect();
    if let Some((first, _)) = stills.first() {
        first.checked_size().map_err(|error| format!("--size: {error}"))?;
    }
    write_all(exporter, &stills)?;
    Ok(problems.len() + map_problems.len())
}

/// Writes the pictures on as many threads as there are cores, what they share drawn once.
fn write_all(exporter: &dyn Exporter, stills: &[(Still<'_>, &Path)]) -> Result<(), String> {
    let Some((first, _)) = stills.first() else { return Ok(()) };
    let said = |error: crate::export::ExportError| error.to_string();
    let base = if exporter.extension() == "png" { Some(Base::of(*first).map_err(said)?) } else { None };
    let bar = progress(stills.len());
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), String> {
        while let Some((still, path)) = stills.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = match &base {
                Some(base) => base.frame(*still),
                None => exporter.bytes(*still),
            };
            if let Err(error) = bytes.and_then(|bytes| write_file(path, &bytes)) {
                // The other threads stop after the picture they are at.
                next.store(stills.len(), Ordering::Relaxed);
                return Err(error.to_string());
            }
            bar.inc(1);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(stills.len());
    let results: Vec<Result<(), String>> = if threads < 2 {
        vec![work()]
    } else {
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let stopped = || Err("a worker stopped unexpectedly; try again with fewer days".to_owned());
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| stopped())).collect()
        })
    };
    bar.finish_and_clear();
    results.into_iter().collect()
}

/// A bar on a terminal, for work that takes a while.
fn progress(pictures: usize) -> indicatif::ProgressBar {
    if pictures < 2 || !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new(pictures as u64);
    match indicatif::ProgressStyle::with_template("{bar:32} {pos} of {len} pictures, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The instants and their files, at least one.
fn frames(args: &Args) -> Result<Vec<(Moment, PathBuf)>, String> {
    let name = args.to.to_string_lossy();
    let (Some(from), Some(until)) = (&args.from, &args.until) else {
        let at = moment("--at", args.at.as_deref().unwrap_or_default())?;
        let path = if name.contains(PLACEHOLDER) { dated(&name, at.day()) } else { args.to.clone() };
        return Ok(vec![(at, path)]);
    };
    let (first, last) = (day("--from", from)?, day("--until", until)?);
    if first > last {
        return Err(format!("--until: expected {first} or a later day, found {last}"));
    }
    if !name.contains(PLACEHOLDER) {
        return Err(format!(
            "--to: expected {PLACEHOLDER} in the name, one file for each day (such as map-{PLACEHOLDER}.png), found {name}"
        ));
    }
    let days = first.until(last).map_or(i32::MAX, |span| span.get_days());
    if days >= MOST_DAYS {
        return Err(format!("--until: expected at most {MOST_DAYS} days, found {}", days.saturating_add(1)));
    }
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    Ok(days.map(|day| (Moment::end_of(day), dated(&name, day))).collect())
}

fn dated(name: &str, day: Day) -> PathBuf {
    PathBuf::from(name.replace(PLACEHOLDER, &day.to_string()))
}

fn moment(option: &str, text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| format!("{option}: {error}"))
}

fn day(option: &str, text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("{option}: expected a day such as 2021-08-13, found \"{text}\""))
}

fn size(text: &str) -> Result<[f64; 2], String> {
    let known: Vec<String> = PRESETS.iter().map(|preset| format!("{}x{}", preset.width, preset.height)).collect();
    let wrong = || format!("--size: expected pixels across and down (often {}), found \"{text}\"", known.join(", "));
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let pixels = |text: &str| text.trim().parse::<u32>().map(f64::from).map_err(|_| wrong());
    Ok([pixels(width)?, pixels(height)?])
}

fn bbox(text: &str) -> Result<BBox, String> {
    let wrong =
        || format!("--bbox: expected west,south,east,north in degrees (such as 60.4,29.3,75,38.6), found \"{text}\"");
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
    match numbers.map_err(|_| wrong())?.as_slice() {
        &[west, south, east, north]
            if (-180.0..=180.0).contains(&west)
                && (-180.0..=180.0).contains(&east)
                && (-85.0..=85.0).contains(&south)
                && (-85.0..=85.0).contains(&north)
                && east - west >= 0.01
                && north - south >= 0.01 =>
        {
            Ok(BBox { west, south, east, north })
        }
        _ => Err(wrong()),
    }
}

/// The layers to leave out; an unknown one is refused with those that exist.
fn hidden(args: &Args) -> Result<Vec<String>, String> {
    let mut hidden = Vec::new();
    for id in args.hide.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        let known = || LAYERS.iter().filter(|layer| layer.optional()).map(|layer| layer.id());
        if !known().any(|known| known == id) {
            let known: Vec<&str> = known().collect();
            return Err(format!("--hide: expected one of {}, found \"{id}\"", known.join(", ")));
        }
        hidden.push(id.to_owned());
    }
    if args.no_reference {
        hidden.push("reference".to_owned());
    }
    Ok(hidden)
}

/// A place by its id, or by any of its names; an unknown one is refused with the nearest there are.
fn select(chronicle: &Chronicle, text: &str) -> Result<PlaceId, String> {
    let wanted = text.trim().to_lowercase();
    let names = |place: &crate::chronicle::Place| {
        let mut names = vec![place.id.as_str().to_lowercase(), place.name.to_lowercase()];
        names.extend(place.variants.iter().map(|name| name.to_lowercase()));
        names
    };
    if let Some(place) = chronicle.places.values().find(|place| names(place).contains(&wanted)) {
        return Ok(place.id.clone());
    }
    let mut near: Vec<(usize, &str)> = chronicle
        .places
        .values()
        .filter(|place| place.position.is_some())
        .filter_map(|place| Some((names(place).iter().map(|name| edits(name, &wanted)).min()?, place.id.as_str())))
        .collect();
    near.sort();
    let near: Vec<&str> = near.iter().filter(|(far, _)| *far <= 3).take(3).map(|(_, id)| *id).collect();
    let hint = if near.is_empty() {
        "`dateline report` lists the places".into()
    } else {
        format!("near it: {}", near.join(", "))
    };
    Err(format!("--select: expected a place of the chronicle, found \"{text}\" ({hint})"))
}

/// How many letters must be changed, added or left out to make one word the other.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let next = (above + 1).min(left + 1).min(diagonal + usize::from(x != *y));
            diagonal = above;
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = next;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_by_the_letter() {
        for (a, b, n) in [("herat", "herat", 0), ("herat", "heart", 2), ("kabul", "kaboul", 1), ("", "abc", 3)] {
            assert_eq!(edits(a, b), n, "{a} {b}");
        }
    }

    #[test]
    fn sizes_and_boxes_are_read_or_refused_with_an_example() {
        assert_eq!(size("1920x1080").unwrap(), [1920.0, 1080.0]);
        assert!(size("wide").unwrap_err().contains("1920x1080"));
        assert!(bbox("60,29,75,38").is_ok());
        for wrong in ["", "1,2,3", "75,29,60,38", "nan,0,1,1", "0,0,inf,1", "0,0,0,0"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }
}
