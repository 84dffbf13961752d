//! What the dialog is set to, as an order that can be sent to another thread.

use crate::app::{Document, Over, State};
use crate::chronicle::{Files, files_at};
use crate::export::{Exporter, Order, Pace, Span, When, command, exporter_or_first};
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
    /// The instant of the map.
    pub instant: Moment,
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
        let key = |w: &Self| (w.exporter.extension(), w.when, w.instant, w.known_by, w.pace, w.documents);
        let chronicle = |w: &Self| w.document.chronicle.hash.clone();
        key(self) == key(other) && self.view == other.view && chronicle(self) == chronicle(other)
    }
}

/// The format that is chosen.
pub(super) fn exporter(state: &State) -> &'static dyn Exporter {
    exporter_or_first(&state.look.export.format)
}

/// Over what kind of time the format is made: as chosen, else what the format is first of all.
pub(super) fn span(state: &State) -> Span {
    let chosen = match state.look.export.over {
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
    let [first, last] = &state.look.export.days;
    let written = |text: &str, day: Day| if text.is_empty() { day.to_string() } else { text.trim().to_owned() };
    [written(first, from), written(last, until)]
}

fn when(state: &State) -> Result<When, String> {
    let day = |name: &str, text: &str| {
        let wrong = |_| format!("{name}: expected a day such as 2021-08-06, found \u{201c}{text}\u{201d}.");
        text.parse::<Day>().map_err(wrong)
    };
    match span(state) {
        Span::Instant => Ok(When::At(state.look.clock.cursor)),
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

impl Wanted {
    /// What the dialog is set to.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the choices.
    pub fn of(state: &State) -> Result<Self, String> {
        let settings = &state.look.export;
        let exporter = exporter(state);
        let options = exporter.options();
        let pace = Pace { seconds_per_day: settings.seconds_per_day, frames_per_day: settings.frames_per_day };
        let wanted = Self {
            document: state.document.clone(),
            exporter,
            when: when(state)?,
            instant: state.look.clock.cursor,
            known_by: state.look.clock.known_by,
            view: state.export_view(),
            // What a format does not look at is not said in its command either.
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

    /// The order. It is over all records, whatever the window filters: files can be made again by a command.
    pub fn order<'a>(&'a self, files: &'a dyn Files) -> Order<'a> {
        let Document { chronicle, atlas, timeline, opened_as, .. } = &self.document;
        Order {
            chronicle,
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

    /// The clock of the map.
    pub fn clock(&self) -> Clock {
        Clock { cursor: self.instant, known_by: self.known_by }
    }

    /// The records, for what is said about them.
    pub fn chronicle(&self) -> &Arc<crate::chronicle::Chronicle> {
        &self.document.chronicle
    }
}
