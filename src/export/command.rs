//! The words of the command line that makes a file again. `cli/export` reads them; a test there walks every option.

use crate::export::{Coverage, Job, Pace};
use crate::scene::layer_ids::REFERENCE;
use crate::scene::{Theme, View, hidden_at_first};
use crate::time::Moment;
use crate::words::language_word;

/// The size where none is given, px.
const USUAL_PX: [f64; 2] = [1920.0, 1080.0];

/// The command line that makes the file of a job, at `to` where that is given: what every file says of itself, and
/// what the window offers to copy.
pub fn command(job: &Job, to: Option<&str>) -> String {
    let Job { data, view, .. } = job;
    let mut line = Line("dateline export".to_owned());
    if let Some(folder) = &data.opened_as {
        let folder = folder.to_string_lossy();
        // Not to be taken for an option.
        let folder = if folder.starts_with('-') { format!("./{folder}") } else { folder.into_owned() };
        line.word(&folder);
    }
    match job.coverage {
        Coverage::At(moment) => line.option("--at", &moment.written()),
        Coverage::Days { from, until } => {
            line.option("--from", &Moment::end_of(from).written());
            line.option("--until", &Moment::end_of(until).written());
        }
        Coverage::All => {}
    }
    if let Some(moment) = job.known_by {
        line.option("--known-by", &moment.written());
    }
    if job.as_known_then {
        line.word("--as-known-then");
    }
    // Records have no size.
    if job.coverage != Coverage::All || view.size_px != USUAL_PX {
        line.option("--size", &format!("{}x{}", view.size_px[0], view.size_px[1]));
    }
    if view.theme == Theme::Dark {
        line.option("--theme", "dark");
    }
    let opening = View::still(job.chronicle().meta.bbox, view.size_px, view.theme);
    if opening.viewport != view.viewport {
        let b = view.fitted_bbox();
        line.word(&format!("--bbox={},{},{},{}", b.west, b.south, b.east, b.north));
    }
    if let Some(tag) = &view.names {
        line.option("--names", &language_word(tag));
    }
    if let Some(place) = &view.selection {
        line.option("--select", place.as_str());
    }
    let at_first = hidden_at_first();
    let hidden: Vec<&str> =
        view.hidden.difference(&at_first).map(String::as_str).filter(|layer| *layer != REFERENCE).collect();
    let shown: Vec<&str> = at_first.difference(&view.hidden).map(String::as_str).collect();
    if !view.reference() {
        line.word("--no-reference");
    }
    if !hidden.is_empty() {
        line.option("--hide", &hidden.join(","));
    }
    if !shown.is_empty() {
        line.option("--show", &shown.join(","));
    }
    if let Some(filter) = job.timeline.filter() {
        for pair in filter.command_words().chunks_exact(2) {
            if let [option, value] = pair {
                line.option(option, value);
            }
        }
    }
    let usual = Pace::default();
    if job.pace.seconds_per_day != usual.seconds_per_day {
        line.option("--seconds-per-day", &job.pace.seconds_per_day.to_string());
    }
    if job.pace.frames_per_day != usual.frames_per_day {
        line.option("--frames-per-day", &job.pace.frames_per_day.to_string());
    }
    if job.documents {
        line.word("--documents");
    }
    if !data.unread.is_empty() {
        line.word("--incomplete");
    }
    if let Some(path) = to {
        line.option("--to", path);
    }
    line.0
}

/// A command line as it is written for a shell.
struct Line(String);

impl Line {
    /// One more word, in quotes where a shell needs them.
    fn word(&mut self, word: &str) {
        self.0.push(' ');
        // Lists and boxes are plain to every shell, and easier to read as they are.
        if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=,.:/@+".contains(&byte)) {
            self.0.push_str(word);
        } else {
            // A path or an id with a zero byte in it was refused long before.
            self.0.push_str(&shlex::try_quote(word).unwrap_or(word.into()));
        }
    }

    /// An option and its value, in one word where the value could be taken for an option: years before Christ begin
    /// with a minus.
    fn option(&mut self, name: &str, value: &str) {
        if value.starts_with('-') {
            self.word(&format!("{name}={value}"));
        } else {
            self.word(name);
            self.word(value);
        }
    }
}
