//! What the dialog is set to, as an order that can be sent to another thread.

use crate::app::{Document, ExportSettings, Over, State};
use crate::chronicle::{Files, files_at};
use crate::export::{Exporter, Options, Order, Pace, Span, When, command, exporter_or_first};
use crate::scene::View;
use crate::time::{Day, Moment};
use crate::timeline::Clock;
use std::path::Path;
use std::sync::Arc;

/// An order and what it borrows from.
#[derive(Clone)]
pub(super) struct Wanted {
    document: Document,
    /// The format.
    pub exporter: &'static dyn Exporter,
    /// Over what time.
    pub when: When,
    known_by: Option<Moment>,
    /// The view.
    pub view: View,
    /// How fast a film goes.
    pub pace: Pace,
    documents: bool,
}

impl PartialEq for Wanted {
    /// Whether the two make the same file.
    fn eq(&self, other: &Self) -> bool {
        let key = |w: &Self| (w.exporter.extension(), w.when, w.known_by, w.pace, w.documents);
        let chronicle = |w: &Self| w.document.chronicle.hash.clone();
        let timeline = |w: &Self| Arc::clone(&w.document.timeline);
        key(self) == key(other)
            && self.view == other.view
            && chronicle(self) == chronicle(other)
            && timeline(self).is(&timeline(other))
    }
}

/// The format that is chosen.
pub(super) fn exporter(state: &State) -> &'static dyn Exporter {
    exporter_or_first(&state.chrome.export.format)
}

/// Over what kind of time the format is made: as chosen, else what the format is first of all.
pub(super) fn span(state: &State) -> Span {
    let chosen = match state.chrome.export.over {
        Over::Instant => Span::Instant,
        Over::Days => Span::Days,
        Over::All => Span::All,
    };
    let spans = exporter(state).spans();
    if spans.contains(&chosen) { chosen } else { spans.first().copied().unwrap_or(Span::All) }
}

/// First and last day as written; the chronicle's own where nobody has written any.
pub(super) fn days(state: &State) -> [String; 2] {
    let (from, until) = state.document.chronicle.meta.range.dense;
    let [first, last] = &state.chrome.export.days;
    let written = |text: &str, day: Day| if text.is_empty() { day.to_string() } else { text.trim().to_owned() };
    [written(first, from), written(last, until)]
}

fn when(state: &State) -> Result<When, String> {
    let day = |name: &str, text: &str| {
        let wrong = |_| format!("{name}: expected a day such as 2021-08-06, found \u{201c}{text}\u{201d}.");
        text.parse::<Day>().map_err(wrong)
    };
    match span(state) {
        Span::Instant => Ok(When::At(state.view.clock.cursor)),
        Span::All => Ok(When::All),
        Span::Days => {
            let [from, until] = days(state);
            When::days(day("From", &from)?, day("Until", &until)?).map_err(|why| format!("Until: {why}."))
        }
    }
}

/// A name for the file, from what it shows.
pub(super) fn suggested_name(state: &State) -> String {
    let shows = match when(state) {
        Ok(When::At(moment)) => moment.written().replace(':', ""),
        Ok(When::Days { from, until }) => format!("{from}-to-{until}"),
        Ok(When::All) => state.document.chronicle.meta.range.until.strftime("%Y").to_string(),
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

impl Wanted {
    /// What the dialog is set to.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the choices.
    pub fn of(state: &State) -> Result<Self, String> {
        let settings = &state.chrome.export;
        let exporter = exporter(state);
        let options = exporter.options();
        let pace = Pace { seconds_per_day: settings.seconds_per_day, frames_per_day: settings.frames_per_day };
        let wanted = Self {
            document: Document { timeline: Arc::clone(&state.timeline), ..state.document.clone() },
            exporter,
            when: when(state)?,
            known_by: state.view.clock.known_by,
            view: state.export_view(&looked_at(settings, options)),
            pace: if options.pace { pace } else { Pace::default() },
            documents: options.documents && settings.documents,
        };
        if options.size {
            let files = wanted.files();
            wanted.order(&*files).checked_size().map_err(|error| format!("Size: {error}."))?;
        }
        Ok(wanted)
    }

    /// The chronicle's files.
    pub fn files(&self) -> Box<dyn Files> {
        files_at(self.document.opened_as.as_deref().map(Path::new))
    }

    /// The order, over what the window's filter leaves.
    pub fn order<'a>(&'a self, files: &'a dyn Files) -> Order<'a> {
        let Document { atlas, timeline, opened_as, .. } = &self.document;
        Order {
            chronicle: timeline.chronicle(),
            atlas,
            timeline,
            files,
            when: self.when,
            known_by: self.known_by,
            view: &self.view,
            pace: self.pace,
            documents: self.documents,
            opened_as: opened_as.as_deref(),
        }
    }

    /// The command that makes the same file.
    pub fn command(&self, path: &str) -> String {
        let files = self.files();
        command(self.order(&*files), Some(path))
    }

    /// The instants of a film, one for each picture; of anything else the ends of its days.
    pub fn frames(&self) -> Vec<Clock> {
        let files = self.files();
        let days = self.order(&*files).clocks();
        days.iter().map(|clock| Clock { cursor: clock.cursor, known_by: self.known_by }).collect()
    }

    /// The records, for what is said about them.
    pub fn chronicle(&self) -> &Arc<crate::chronicle::Chronicle> {
        self.document.timeline.chronicle()
    }

    /// What is left out, in words.
    pub fn filtered(&self) -> Option<String> {
        crate::words::filtered(&self.document.timeline)
    }
}
