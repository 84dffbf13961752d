//! What the dialog is set to, as a job that can be sent to another thread.

use crate::app::{ExportSettings, State};
use crate::export::{Coverage, CoverageKind, Exporter, Job, Options, Pace, exporter_or_first};
use crate::time::{Day, read_day, written_day};
use std::sync::Arc;

/// A format, and the job for it.
#[derive(Clone)]
pub(super) struct Chosen {
    /// The format.
    pub exporter: &'static dyn Exporter,
    /// What the file is made from.
    pub job: Job,
}

impl PartialEq for Chosen {
    /// Whether the two make the same file.
    fn eq(&self, other: &Self) -> bool {
        self.exporter.extension() == other.exporter.extension() && self.job == other.job
    }
}

/// The format that is chosen.
pub(super) fn exporter(state: &State) -> &'static dyn Exporter {
    exporter_or_first(&state.chrome.export.format)
}

/// Over what kind of time the format is made: as chosen, else what the format is first of all.
pub(super) fn kind(state: &State) -> CoverageKind {
    let chosen = state.chrome.export.over;
    let kinds = exporter(state).covers();
    if kinds.contains(&chosen) { chosen } else { kinds.first().copied().unwrap_or(CoverageKind::All) }
}

/// Whether the file is of several pictures, each of which may know what was known at its own instant.
pub(super) fn offers_as_known_then(state: &State) -> bool {
    kind(state) == CoverageKind::Days && exporter(state).options().size
}

/// First and last day as written; the chronicle's own where nobody has written any.
pub(super) fn days(state: &State) -> [String; 2] {
    let (from, until) = state.document.chronicle.meta.range.dense;
    let [first, last] = &state.chrome.export.days;
    let written = |text: &str, day: Day| if text.is_empty() { written_day(day) } else { text.trim().to_owned() };
    [written(first, from), written(last, until)]
}

fn coverage(state: &State) -> Result<Coverage, String> {
    let day = |name: &str, text: &str| {
        let wrong = |_| format!("{name}: expected a day such as 2021-08-06, found \u{201c}{text}\u{201d}.");
        read_day(text).map_err(wrong)
    };
    match kind(state) {
        CoverageKind::Instant => Ok(Coverage::At(state.view.clock.cursor)),
        CoverageKind::All => Ok(Coverage::All),
        CoverageKind::Days => {
            let [from, until] = days(state);
            Coverage::days(day("From", &from)?, day("Until", &until)?).map_err(|why| format!("Until: {why}."))
        }
    }
}

/// A name for the file, from what it shows.
pub(super) fn suggested_name(state: &State) -> String {
    let shows = match coverage(state) {
        Ok(Coverage::At(moment)) => moment.written().replace(':', ""),
        Ok(Coverage::Days { from, until }) => format!("{}-to-{}", written_day(from), written_day(until)),
        Ok(Coverage::All) => state.document.chronicle.meta.range.until.strftime("%Y").to_string(),
        Err(_) => "days".to_owned(),
    };
    format!("dateline-{shows}.{}", exporter(state).extension())
}

/// The settings a format looks at: what it does not look at is as usual, and not said in its command either.
fn looked_at(settings: &ExportSettings, options: Options) -> ExportSettings {
    let mut seen = settings.clone();
    let usual = ExportSettings::default();
    if !options.size {
        seen.set_size(usual.size_px);
    }
    if !options.theme {
        seen.theme = usual.theme;
    }
    if !options.map {
        (seen.as_in_window, seen.hidden, seen.selection) = (false, usual.hidden, false);
    }
    seen
}

impl Chosen {
    /// What the dialog is set to, over what the window's filter leaves.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the choices.
    pub fn of(state: &State) -> Result<Self, String> {
        let settings = &state.chrome.export;
        let exporter = exporter(state);
        let options = exporter.options();
        let pace = Pace { seconds_per_day: settings.seconds_per_day, frames_per_day: settings.frames_per_day };
        let view = state.export_view(&looked_at(settings, options));
        let as_known_then = settings.as_known_then && offers_as_known_then(state);
        let job = Job {
            timeline: Arc::clone(&state.timeline),
            known_by: state.view.clock.known_by.filter(|_| !as_known_then),
            as_known_then,
            pace: if options.pace { pace } else { Pace::default() },
            documents: options.documents && settings.documents,
            ..Job::new(&state.document.data, coverage(state)?, view)
        };
        if options.size {
            job.checked_size().map_err(|error| format!("Size: {error}."))?;
        }
        Ok(Self { exporter, job })
    }
}
