//! What the interactive page says beside the words of the map: its labels and buttons, the sentences around its records.
//! Those of its script are given to it as data, whole patterns with named slots.

use crate::chronicle::Says;
use crate::time::Resolution;
use crate::words::dates::{this, unit};
use crate::words::grammar::{counted, fill};
use serde::Serialize;

/// The sentences of the page's script, by what they are for; slots stand in braces.
#[derive(Debug, Serialize)]
pub(crate) struct Script {
    day: &'static str,
    day_before_christ: &'static str,
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
    rest: String,
    at_minute: &'static str,
    instant: &'static str,
    alternative: &'static str,
    hindsight: &'static str,
    known_by: &'static str,
    handle_hindsight: &'static str,
    handle: &'static str,
    voiced_hindsight: &'static str,
    place: &'static str,
    by_documents: &'static str,
    by_reference: &'static str,
    documents: &'static str,
    reference: &'static str,
    close: &'static str,
    close_place: &'static str,
    silent: &'static str,
    not_yet: &'static str,
    reported_later: Plural,
    show_hindsight: &'static str,
    same_mark: &'static str,
    later: &'static str,
    this_day: String,
    nothing: String,
    nothing_yet: String,
    of_reference: &'static str,
    hint: &'static str,
    voice: &'static str,
    cites: &'static str,
    detail: &'static str,
    reading: &'static str,
    kind_by_reference: &'static str,
    possible_now: &'static str,
    denied: &'static str,
    happening: &'static str,
    more: &'static str,
    play: &'static str,
    pause: &'static str,
    whole_page: &'static str,
}

/// A sentence by the plural category of its number.
#[derive(Debug, Serialize)]
struct Plural {
    one: &'static str,
    other: &'static str,
}

/// All of them.
pub(crate) fn script(told: Resolution) -> Script {
    let (unit, this) = (unit(told.period()), this(told));
    Script {
        day: "{weekday} {day} {month} {year}",
        day_before_christ: "{weekday} {day} {month} {year} BC",
        weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        rest: format!("{{day}} · end of {unit}"),
        at_minute: "{day}, {time}",
        instant: "{date}: {title}. {sum}",
        alternative: "{date}: {title}. {sum} {text}",
        hindsight: SEEN_IN_HINDSIGHT,
        known_by: "As known by {by}.",
        handle_hindsight: "known with hindsight",
        handle: "known by {by}",
        voiced_hindsight: "hindsight: all that was ever reported counts",
        place: "{place}, {role}.",
        by_documents: "Documents: {said}.",
        by_reference: "Reference chronology: {said}.",
        documents: DOCUMENTS,
        reference: "Reference",
        close: "Close",
        close_place: "Close {place}",
        silent: "The documents do not speak of {place}.",
        not_yet: "Nothing the documents say of {place} was reported by {by}.",
        reported_later: Plural {
            one: "{count} happening reported later · ",
            other: "{count} happenings reported later · ",
        },
        show_hindsight: "Show with hindsight",
        same_mark: "Also at this mark",
        later: "After this instant",
        this_day: format!("{} {this}", if told > Resolution::Day { "In" } else { "On" }),
        nothing: format!("The documents report nothing for {this}, which is not the same as no change."),
        nothing_yet: format!(
            "Nothing the documents tell of {this} was reported by {{by}}. That is not the same as no change."
        ),
        of_reference: "By reference",
        hint: "Choose a place on the map, or a happening, to read the words behind it.",
        voice: "voice {number}",
        cites: "{says}: ",
        detail: " ({detail})",
        reading: "Reading: {reading}",
        kind_by_reference: "{kind}, by reference",
        possible_now: "possible at this instant",
        denied: "denied",
        happening: "{summary} ({when})",
        more: "+{count}",
        play: PLAY,
        pause: "Pause",
        whole_page: "The whole page with its sources",
    }
}

/// What the clock of reports stands at where everything counts.
pub(crate) const HINDSIGHT: &str = "hindsight";
/// The same as a sentence.
pub(crate) const SEEN_IN_HINDSIGHT: &str = "Seen in hindsight.";
/// The basis in a table.
pub(crate) const DOCUMENTS: &str = "Documents";
/// The other.
pub(crate) const REFERENCE: &str = "Reference chronology";
/// The button that plays.
pub(crate) const PLAY: &str = "Play";
/// Rows of the bar that the catalogue does not name.
pub(crate) const BY_REFERENCE: &str = "by reference";
/// The row of all that has none of its own.
pub(crate) const OTHER_REPORTS: &str = "Other reports";
/// The day of a document that does not give it.
pub(crate) const INFERRED: &str = " (date inferred)";
/// The same in a list.
pub(crate) const INFERRED_IN_LIST: &str = "; its date is inferred";
/// Labels of the parts of a page, for assistive technology and over them.
pub(crate) const SKIP: &str = "Skip the map";
pub(crate) const DARK: &str = "Dark theme";
pub(crate) const PANEL: &str = "What is known";
pub(crate) const MAP: &str = "Map";
pub(crate) const MAP_OF_PLACES: &str = "Map of places";
pub(crate) const LARGER: &str = "Larger map";
pub(crate) const LEGEND: &str = "Legend";
pub(crate) const TIME: &str = "Time";
pub(crate) const FOLLOW: &str = "Count at every instant only what had been reported by then";
pub(crate) const AS_KNOWN_THEN: &str = "As known then";
pub(crate) const KNOWN_BY: &str = "Known by";
pub(crate) const IN_WORDS: &str = "The map in words";
pub(crate) const PLACE: &str = "Place";
pub(crate) const SOURCES: &str = "Sources";
pub(crate) const CHRONOLOGY: &str = "The cited reference chronology";
pub(crate) const ABOUT: &str = "About";
pub(crate) const TWO_CLOCKS: &str = "Two clocks.";
pub(crate) const MAKERS: &str = "The makers of the map";
pub(crate) const EMBED: &str = "Embed this page";
pub(crate) const EMBED_CODE: &str = "Code to embed this page";

/// The buttons that lead through time: to the first day, one back, one on, to the last; and how fast it passes.
pub(crate) fn steps(told: Resolution) -> [String; 5] {
    // Of minutes there are too many to go one by one.
    let unit = unit(told.max(Resolution::Hour));
    let a = if unit.starts_with('h') { "An" } else { "A" };
    [
        format!("First {unit}"),
        format!("{a} {unit} back"),
        format!("{a} {unit} on"),
        format!("Last {unit}"),
        format!("Speed, {unit}s a second"),
    ]
}

/// "8 documents · every mark answers to the sentence it came from".
pub(crate) fn subtitle(documents: usize) -> String {
    let documents = counted(documents, "document", "documents");
    format!("{documents} · every mark answers to the sentence it came from")
}

/// "Sources: 8 documents, 77 references. "
pub(crate) fn sources(documents: usize, references: usize) -> String {
    let counts = [counted(documents, "document", "documents"), counted(references, "reference", "references")];
    let some = counts.iter().zip([documents, references]).filter(|(_, count)| *count > 0);
    named(SOURCES, &some.map(|(words, _)| words.as_str()).collect::<Vec<_>>())
}

/// "Map: Natural Earth, geoBoundaries. "
pub(crate) fn map_credits(names: &[&str]) -> String {
    named(MAP, names)
}

fn named(what: &str, names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { format!("{what}: {}. ", names.join(", ")) }
}

/// "As known by 12 August 2021."
pub(crate) fn as_known_by(by: Option<&str>) -> String {
    by.map_or_else(|| SEEN_IN_HINDSIGHT.to_owned(), |by| format!("As known by {by}."))
}

/// "Every provincial capital, as a table".
pub(crate) fn every(listed: &str) -> String {
    format!("Every {listed}, as a table")
}

/// "Nearest to Kabul"; with more than two sides also whose.
pub(crate) fn nearest_to(focus: &str, held_by: Option<&str>) -> String {
    match held_by {
        Some(side) => fill("Nearest to {focus}, {side}", &[("focus", focus), ("side", side)]),
        None => fill("Nearest to {focus}", &[("focus", focus)]),
    }
}

/// "271.3 km from Kabul in a straight line, computed".
pub(crate) fn away(km: f64, focus: &str) -> String {
    fill("{km} km from {focus} in a straight line, computed", &[("km", &format!("{km:.1}")), ("focus", focus)])
}

/// What the two clocks are, and where the second stands at first. Of its instants so many may have no tick.
pub(crate) fn two_clocks(opens_at: Option<&str>, left_out: usize) -> String {
    let opens = match opens_at {
        Some(by) => fill(
            "opens at {by}: only what had been published by then counts, as a desk could have drawn it then",
            &[("by", by)],
        ),
        None => "opens in hindsight: everything published counts, also what nobody could know on the day".to_owned(),
    };
    let fewer = match left_out {
        0 => String::new(),
        1 => " One such instant has no tick, to keep the page small.".to_owned(),
        count => format!(" {count} such instants have no tick, to keep the page small."),
    };
    format!(
        "The slider over the days is the one by which things happened. The strip below it, known by, is the one by \
         which they were reported; it {opens}. Each tick on it is an instant by which more had been reported.{fewer}"
    )
}

/// "Corrected 2022-01-02: …"
pub(crate) fn corrected(day: &str, correction: &str) -> String {
    fill("Corrected {day}: {correction}", &[("day", day), ("correction", correction)])
}

/// "The fall of Afghanistan, version 1.0.0. Made with Dateline 0.1.0."
pub(crate) fn made(title: &str, version: &str, program: &str) -> String {
    let values = [("title", title), ("version", version), ("program", program)];
    fill("{title}, version {version}. Made with Dateline {program}.", &values)
}

/// What a reference says of an event.
pub(crate) const fn relation(says: Says) -> &'static str {
    match says {
        Says::SameDay => "Same day",
        Says::Supports => "Supports",
        Says::Differs => "Differs",
        Says::EarlierEvent => "Earlier event",
        Says::LaterEvent => "Later event",
    }
}

/// "Editor: gives a figure".
pub(crate) fn flag(flag: &str) -> String {
    format!("Editor: {}", crate::words::flag(flag))
}
