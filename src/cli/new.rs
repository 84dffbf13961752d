//! `dateline new`: a chronicle to put documents in.

use crate::cli::read;
use crate::cli::terminal::{self, Form, fail};
use crate::geo::BBox;
use crate::ingest::{Counting, Ground, NewChronicle};
use std::path::PathBuf;

/// What a new chronicle is to be.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder to begin it in: a new or an empty one
    folder: PathBuf,
    /// What it is called; without one, as its folder is
    #[arg(long)]
    title: Option<String>,
    /// The country it is about, by its ISO 3166 code or its name; without country and box, the whole world
    #[arg(long, value_name = "CODE", conflicts_with = "bbox")]
    country: Option<String>,
    /// The box it is about: west, south, east and north, in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = read::bbox, allow_hyphen_values = true)]
    bbox: Option<BBox>,
    /// The clock its times are read on, such as Asia/Damascus; without one, that of the place
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// What it counts
    #[arg(long, value_enum, default_value_t)]
    counts: Counts,
}

/// What a chronicle counts, as it is asked for.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Counts {
    /// Who holds which places
    #[default]
    Control,
    /// What happened where
    Occurrences,
    /// Where somebody was, station by station
    Journey,
}

/// The whole world, as far as a map shows it.
const WORLD: BBox = BBox { west: -170.0, south: -58.0, east: 180.0, north: 78.0 };

/// Begins a chronicle and returns the exit code: 0 begun, 2 not.
pub fn run(args: &Args) -> u8 {
    let done = begin(args).and_then(|said| terminal::print(&said, Form::Text));
    done.map_or_else(|sentence| fail(&sentence), |()| 0)
}

fn begin(args: &Args) -> Result<String, String> {
    let mut ground = match (&args.country, args.bbox) {
        (Some(country), _) => Ground::of_country(country).ok_or_else(|| {
            format!("--country: expected an ISO 3166 code such as SY or SYR, or a country's name, found \"{country}\"")
        })?,
        (None, Some(bbox)) => Ground::of_box(bbox),
        (None, None) => Ground { time_zone: "Etc/UTC".to_owned(), ..Ground::of_box(WORLD) },
    };
    if let Some(zone) = &args.zone {
        ground.time_zone.clone_from(zone);
    }
    let named = || args.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let counting = match args.counts {
        Counts::Control => Counting::Control,
        Counts::Occurrences => Counting::Occurrences,
        Counts::Journey => Counting::Journey,
    };
    let title = args.title.clone().or_else(named).unwrap_or_default();
    #[allow(clippy::disallowed_methods, reason = "the command line may ask for the day")]
    let today = jiff::Zoned::now().date();
    let new = NewChronicle { title, ground, counting, today };
    new.write(&args.folder).map_err(|error| error.to_string())?;
    let shown = args.folder.to_string_lossy();
    let quoted = shlex::try_quote(&shown).unwrap_or(shown.as_ref().into());
    let place = new.ground.country.as_deref().map_or_else(String::new, |country| format!(", {country}"));
    Ok(format!(
        "Begun: {}{place}, on the clock of {}.\nDocuments come into it with `dateline add {quoted} FILE…`, or dropped on its window.\n",
        new.title, new.ground.time_zone
    ))
}
