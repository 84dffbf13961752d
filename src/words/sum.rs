//! What a map counts in a sentence: how many listed places are held, how much happened; and how far the nearest held
//! place is.

use crate::chronicle::{Basis, Chronicle, Side};
use crate::time::Moment;
use crate::timeline::{Control, Count, Nearest, Timeslice};
use crate::words::dates::{known_by, short_date};
use crate::words::grammar::{capitalised, fill, isolated, plural, sentences};
use crate::words::sides::{is_watched, names_all_sides, side_name};
use crate::words::{Shown, journey, occurrences, place_name, rows};

/// A sum for a side in the singular, for one in the plural, and where there is little room.
type Sum = [&'static str; 3];

const DOCUMENTS: Sum = [
    "{side} holds {count} of {of} {listed} in the documents.",
    "{side} hold {count} of {of} {listed} in the documents.",
    "{count} of {of} in the documents",
];
const REFERENCE: Sum = [
    "{side} holds {reference} of {of} {listed} in the reference chronology.",
    "{side} hold {reference} of {of} {listed} in the reference chronology.",
    "{reference} of {of} in the reference chronology",
];
const WITH_REFERENCE: Sum = [
    "{side} holds {count} of {of} {listed} in the documents, {reference} with the reference chronology.",
    "{side} hold {count} of {of} {listed} in the documents, {reference} with the reference chronology.",
    "{count} of {of} in the documents, {reference} with the reference chronology",
];
const APART: Sum = [
    "{side} holds {count} of {of} {listed} in the documents, {reference} in the reference chronology.",
    "{side} hold {count} of {of} {listed} in the documents, {reference} in the reference chronology.",
    "{count} of {of} in the documents, {reference} in the reference chronology",
];
/// Where documents are all there is.
const ALONE: Sum =
    ["{side} holds {count} of {of} {listed}.", "{side} hold {count} of {of} {listed}.", "{count} of {of}"];

/// What the map counts, with the counts of what is shown: in a sentence, and in brief.
pub(super) fn sum(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    let subject = &chronicle.meta.subject;
    if shown == Shown::NOTHING {
        return [String::new(), String::new()];
    }
    let tables = slice.rows.as_ref().map(|rows| rows.now());
    if let Some(now) = tables.as_ref().filter(|_| rows::leads(chronicle, slice)) {
        return rows::sum(now);
    }
    let control = if subject.control { control(chronicle, slice, shown) } else { None };
    let under_way = subject.journey.then(|| journey::sum(chronicle, slice, shown));
    let happened = subject.occurrences.then(|| occurrences::sum(chronicle, slice, shown));
    let beside = tables.map(|now| [rows::beside(&now), String::new()]);
    let [said, brief]: [Vec<String>; 2] = control.into_iter().chain(under_way).chain(happened).chain(beside).fold(
        [vec![], vec![]],
        |[mut said, mut briefly], [a, b]| {
            said.push(a);
            briefly.extend(Some(b).filter(|brief| !brief.is_empty()));
            [said, briefly]
        },
    );
    let said = [sentences(said), brief.join(" · ")];
    match known_by(slice.clock, subject.resolution).filter(|_| !said[0].is_empty()) {
        Some(by) => said.map(|text| format!("Known by {by}: {text}")),
        None => said.map(|text| capitalised(&text)),
    }
}

/// How many listed places are held. Of two sides those of the followed one are counted; of more, those of each.
fn control(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Option<[String; 2]> {
    let watched = chronicle.watched()?;
    if slice.counts.of == 0 {
        return None;
    }
    if names_all_sides(chronicle) {
        return Some(all_sides(chronicle, slice, shown));
    }
    // The chronology is counted apart: where it has less, it is not what the documents have and more.
    let (documents, reference) = (slice.counts.documents, slice.counts.reference);
    let more = reference.min >= documents.min && reference.max >= documents.max;
    let patterns = match (shown.documents, shown.reference) {
        (true, true) if more => WITH_REFERENCE,
        (true, true) => APART,
        (true, false) if Shown::ALL.in_chronicle(chronicle).reference => DOCUMENTS,
        (true, false) => ALONE,
        (false, _) => REFERENCE,
    };
    let [one, several, brief] = patterns;
    let values = [
        ("side", watched.name.as_str()),
        ("count", &number(documents)),
        ("reference", &number(reference)),
        ("of", &slice.counts.of.to_string()),
        ("listed", &listed(chronicle, slice.counts.of)),
    ];
    Some([if watched.singular { one } else { several }, brief].map(|pattern| fill(pattern, &values)))
}

/// "none", "3", "12–13".
fn number(count: Count) -> String {
    if count.max == 0 { "none".to_owned() } else { count.to_string() }
}

/// What so many listed places are called.
pub(crate) fn listed(chronicle: &Chronicle, count: usize) -> String {
    let listed = &chronicle.meta.listed;
    if count == 1 { listed.clone() } else { plural(listed) }
}

/// "Government 3, Opposition 1–2, 5 not reported, of 9 towns": the followed side first. In brief only what is held.
fn all_sides(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    let mut sides: Vec<&Side> = chronicle.meta.sides.iter().collect();
    sides.sort_by_key(|side| !is_watched(chronicle, &side.id));
    let held = |basis: Basis| {
        let of_side = |side: &&Side| {
            let count = slice.held(&side.id, basis);
            (count.max > 0).then(|| format!("{} {count}", isolated(&side.label)))
        };
        let held: Vec<String> = sides.iter().filter_map(of_side).collect();
        if held.is_empty() { vec!["none held".to_owned()] } else { held }
    };
    let told = |basis: Basis| {
        let others = [
            (slice.count(basis, |state| state.control == Control::Contested), "contested"),
            (
                slice.count(basis, |state| state.control == Control::NotReported && state.maybe.is_none()),
                "not reported",
            ),
        ];
        let others = others.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        held(basis).into_iter().chain(others).collect::<Vec<_>>().join(", ")
    };
    let values = [
        ("of", slice.counts.of.to_string()),
        ("listed", listed(chronicle, slice.counts.of)),
        ("documents", told(Basis::Documents)),
        ("reference", told(Basis::Reference)),
        ("held", held(if shown.documents { Basis::Documents } else { Basis::Reference }).join(", ")),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(slot, value)| (*slot, value.as_str())).collect();
    let [sentence, brief] = match (shown.documents, shown.reference) {
        (true, true) => [
            "{documents}, of {of} {listed} in the documents; in the reference chronology {reference}.",
            "{held}, of {of} in the documents",
        ],
        (true, false) if Shown::ALL.in_chronicle(chronicle).reference => {
            ["{documents}, of {of} {listed} in the documents.", "{held}, of {of} in the documents"]
        }
        (true, false) => ["{documents}, of {of} {listed}.", "{held}, of {of}"],
        (false, _) => [
            "{reference}, of {of} {listed} in the reference chronology.",
            "{held}, of {of} in the reference chronology",
        ],
    };
    [fill(sentence, &values), fill(brief, &values)]
}

/// The nearest held place by the documents, and by the reference chronology where that is another.
pub(super) fn nearest(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let [documents, chronology] = &slice.nearest;
    let on = |basis, nearest: &'_ Option<Nearest>| nearest.clone().filter(|_| shown.has(basis));
    let (documents, chronology) = (on(Basis::Documents, documents), on(Basis::Reference, chronology));
    let place = |n: &Option<Nearest>| n.as_ref().map_or_else(String::new, |n| distance(chronicle, n));
    let pattern = match (&documents, &chronology) {
        (None, None) => return String::new(),
        (Some(d), Some(r)) if d.place != r.place => "{nearest}: {documents}; with the reference chronology {reference}",
        (Some(_), _) => "{nearest}: {documents}",
        (None, Some(_)) if shown.documents => "{nearest} with the reference chronology: {reference}",
        (None, Some(_)) => "{nearest} by the reference chronology: {reference}",
    };
    let values =
        [("nearest", nearest_to(chronicle)), ("documents", place(&documents)), ("reference", place(&chronology))];
    fill(pattern, &values.each_ref().map(|(slot, value)| (*slot, value.as_str())))
}

/// "Ghazni, 128 km".
fn distance(chronicle: &Chronicle, nearest: &Nearest) -> String {
    fill("{place}, {km} km", &[("place", place_name(chronicle, &nearest.place)), ("km", &format!("{:.0}", nearest.km))])
}

/// "nearest to Kabul"; with more than two sides also whose.
fn nearest_to(chronicle: &Chronicle) -> String {
    let focus = chronicle.focus().map_or("", |focus| focus.name.as_str());
    match chronicle.watched().filter(|_| names_all_sides(chronicle)) {
        Some(first) => {
            fill("nearest to {focus} held by {side}", &[("focus", focus), ("side", side_name(chronicle, &first.id))])
        }
        None => fill("nearest to {focus}", &[("focus", focus)]),
    }
}

/// What a chart of the nearest held place says of the time before there was one: "None held for certain until the end of
/// 12 August, by the documents". `first` is when there was one, if ever; the focus, from which the chart measures, is none
/// of them. With more than two sides it names the one.
pub fn none_held(chronicle: &Chronicle, first: Option<Moment>, slice: &Timeslice, shown: Shown) -> String {
    let day = first.map_or_else(String::new, |first| short_date(first.day(), slice.clock.cursor.day()));
    let side = chronicle.watched().map(|side| &side.id);
    let at_focus = chronicle.meta.focus.as_ref().and_then(|focus| slice.place(focus.as_str()));
    let focus = at_focus.zip(side).filter(|(focus, side)| {
        (shown.documents && focus.documents.is_held_by(side)) || (shown.reference && focus.reference.is_held_by(side))
    });
    let when = match first {
        None if focus.is_some() => "None but {focus} held{whose} for certain{by}",
        None => "None held{whose} for certain{by}",
        Some(first) if first.is_rest() => "None held{whose} for certain until the end of {day}{by}",
        Some(_) => "None held{whose} for certain until {day}{by}",
    };
    let by = match (shown.documents, shown.reference) {
        (true, false) if !Shown::ALL.in_chronicle(chronicle).reference => "",
        (true, false) => ", by the documents",
        (false, true) => ", by the reference chronology",
        _ => "",
    };
    let focus = chronicle.focus().map_or("", |focus| focus.name.as_str());
    fill(when, &[("day", &day), ("by", by), ("whose", &whose(chronicle)), ("focus", focus)])
}

/// " by the government", of more than two sides: whose distance or count is told of.
pub fn whose(chronicle: &Chronicle) -> String {
    let first = chronicle.watched().filter(|_| names_all_sides(chronicle));
    first.map_or_else(String::new, |first| fill(" by {side}", &[("side", side_name(chronicle, &first.id))]))
}
