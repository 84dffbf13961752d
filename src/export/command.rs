//! The words of the command line that makes a file again.

use crate::export::{Order, Pace, When};
use crate::scene::{Names, Theme, View, hidden_at_first};

/// The size where none is given, px.
const USUAL_PX: [f64; 2] = [1920.0, 1080.0];

/// The command line that makes what is ordered, at `to` where that is given: what every file says of itself, and what
/// the window offers to copy.
pub fn command(order: Order<'_>, to: Option<&str>) -> String {
    let Order { chronicle, view, opened_as, .. } = order;
    let mut words = vec!["dateline".to_owned(), "export".to_owned()];
    words.extend(opened_as.map(quoted));
    match order.when {
        When::At(moment) => words.extend(["--at".to_owned(), moment.written()]),
        When::Days { from, until } => {
            words.extend(["--from".to_owned(), from.to_string(), "--until".to_owned(), until.to_string()]);
        }
        When::All => {}
    }
    words.extend(order.known_by.into_iter().flat_map(|moment| ["--known-by".to_owned(), moment.written()]));
    // Records have no size.
    if order.when != When::All || view.size_px != USUAL_PX {
        words.extend(["--size".to_owned(), format!("{}x{}", view.size_px[0], view.size_px[1])]);
    }
    if view.theme == Theme::Dark {
        words.extend(["--theme".to_owned(), "dark".to_owned()]);
    }
    let opening = View::still(chronicle.meta.bbox, view.size_px, view.theme);
    if opening.viewport != view.viewport {
        let b = view.fitted_bbox();
        words.push(format!("--bbox={},{},{},{}", b.west, b.south, b.east, b.north));
    }
    if view.names != Names::default() {
        words.extend(["--names".to_owned(), view.names.label().to_lowercase()]);
    }
    words.extend(view.selection.iter().flat_map(|place| ["--select".to_owned(), quoted(place.as_str())]));
    let at_first = hidden_at_first();
    let hidden: Vec<&str> =
        view.hidden.difference(&at_first).map(String::as_str).filter(|layer| *layer != "reference").collect();
    let shown: Vec<&str> = at_first.difference(&view.hidden).map(String::as_str).collect();
    if !view.reference() {
        words.push("--no-reference".to_owned());
    }
    if !hidden.is_empty() {
        words.extend(["--hide".to_owned(), hidden.join(",")]);
    }
    if !shown.is_empty() {
        words.extend(["--show".to_owned(), shown.join(",")]);
    }
    if let Some(filter) = order.timeline.filter() {
        words.extend(filter.command_words().iter().map(|word| quoted(word)));
    }
    let usual = Pace::default();
    if order.pace.seconds_per_day != usual.seconds_per_day {
        words.extend(["--seconds-per-day".to_owned(), order.pace.seconds_per_day.to_string()]);
    }
    if order.pace.frames_per_day != usual.frames_per_day {
        words.extend(["--frames-per-day".to_owned(), order.pace.frames_per_day.to_string()]);
    }
    if order.documents {
        words.push("--documents".to_owned());
    }
    words.extend(to.into_iter().flat_map(|path| ["--to".to_owned(), quoted(path)]));
    words.join(" ")
}

/// A word for a shell: in quotes where it needs them.
fn quoted(word: &str) -> String {
    // A path or an id with a zero byte in it was refused long before.
    shlex::try_quote(word).map_or_else(|_| word.to_owned(), std::borrow::Cow::into_owned)
}
