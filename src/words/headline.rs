//! The instant in words, never saying more than the claims do.

use crate::chronicle::{Basis, Chronicle, PlaceId, SideId};
use crate::time::{Day, Moment};
use crate::timeline::{Change, Clock, Count, Nearest, Timeslice};
use crate::words::Shown;
use std::collections::BTreeSet;

/// How many places a title names before it counts the rest.
const NAMED_AT_MOST: usize = 4;

/// What stands over the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// "Thursday 12 August 2021", with the time where the cursor is at none of the rests; " · end of day" is left
    /// to the caller.
    pub date: String,
    /// "Ghazni, Herat and Qala-i-Naw fall".
    pub title: String,
    /// "The Taliban hold 3 of 34 provincial capitals in the documents, 12–13 with the reference chronology."
    pub sum: String,
    /// The sum where there is little room: "3 of 34 in the documents, 12–13 with the reference chronology".
    pub brief: String,
    /// "nearest to Kabul: Ghazni, 128 km", or empty.
    pub nearest: String,
}

/// The headline of an instant, grammatical for none, one and several; what is not shown is left out of the words.
pub fn headline(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Headline {
    let [sum, brief] = sum(chronicle, slice, shown);
    Headline {
        date: date(slice.clock.cursor),
        title: title(chronicle, slice, shown),
        sum,
        brief,
        nearest: nearest(chronicle, slice, shown),
    }
}

/// "Thursday 12 August 2021", or "Thursday 12 August 2021, 14:30".
pub(super) fn date(moment: Moment) -> String {
    let day = moment.day().strftime("%A %-d %B %Y");
    if moment.is_rest() { day.to_string() } else { format!("{day}, {}", moment.civil().strftime("%H:%M")) }
}

/// "13 August", with the year where it is not that of `beside`.
pub(crate) fn short_date(day: Day, beside: Day) -> String {
    day.strftime(if day.year() == beside.year() { "%-d %B" } else { "%-d %B %Y" }).to_string()
}

/// "13 August" or "13 August, 14:30": the instant of the *reported* clock.
pub(super) fn known_by(clock: Clock) -> Option<String> {
    let by = clock.known_by?;
    let day = short_date(by.day(), clock.cursor.day());
    Some(if by.is_rest() { day } else { format!("{day}, {}", by.civil().strftime("%H:%M")) })
}

/// "A", "A and B", "A, B and C".
pub(super) fn list(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "provincial capital" to "provincial capitals", "city" to "cities".
pub(crate) fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// A place's name, or its id where it has no record.
pub(super) fn name<'a>(chronicle: &'a Chronicle, place: &'a PlaceId) -> &'a str {
    chronicle.places.get(place).map_or(place.as_str(), |p| p.name.as_str())
}

/// A side in a sentence: "the Taliban".
pub(super) fn side<'a>(chronicle: &'a Chronicle, id: &'a SideId) -> &'a str {
    chronicle.meta.sides.iter().find(|side| side.id == *id).map_or(id.as_str(), |side| side.name.as_str())
}

/// What a change says of a place, the firmest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    Fell,
    MayHaveFallen,
    Claimed,
}

impl Firmness {
    fn of(change: &Change) -> Self {
        match (change.claimed_only, change.definite) {
            (true, _) => Self::Claimed,
            (false, false) => Self::MayHaveFallen,
            (false, true) => Self::Fell,
        }
    }
}

/// What changed on the cursor's day, or that nothing did. What only the reference chronology says is said to be so;
/// beside changes in the documents it is counted rather than named, and what it thinks possible is left to the map.
fn title(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    if shown == (Shown { documents: false, reference: false }) {
        return "Documents and reference chronology are hidden".to_owned();
    }
    let on = |basis| slice.changes.iter().filter(move |c: &&Change| c.basis == basis && shown.has(basis));
    let said: BTreeSet<&PlaceId> = on(Basis::Documents).map(|c| &c.place).collect();
    let by_documents = |c: &Change| slice.place(c.place.as_str()).is_some_and(|p| p.documents.is_held_by(&c.side));
    let held = |c: &Change| shown.documents && by_documents(c);
    let added: Vec<&Change> = on(Basis::Reference).filter(|c| !said.contains(&c.place) && !held(c)).collect();
    let documents = sentences(chronicle, on(Basis::Documents));
    if !documents.is_empty() {
        let fell: Vec<&Change> = added.into_iter().filter(|c| Firmness::of(c) == Firmness::Fell).collect();
        let only_falls = on(Basis::Documents).all(|c| Firmness::of(c) == Firmness::Fell);
        let added = beside(chronicle, &fell, only_falls);
        return capitalised(&documents.into_iter().chain(added).collect::<Vec<_>>().join("; "));
    }
    if !added.is_empty() {
        let added = sentences(chronicle, added.into_iter()).join("; ");
        return capitalised(&format!("{added}, by the reference chronology"));
    }
    let noun = noun(chronicle);
    let most = |basis, count: Count| if shown.has(basis) { count.max } else { 0 };
    let max = most(Basis::Documents, slice.counts.documents) + most(Basis::Reference, slice.counts.reference);
    match slice.clock.known_by {
        _ if max == 0 => format!("No {noun} reported taken"),
        // What was reported later may say otherwise, and that there is more to come is known.
        Some(_) => format!("No {noun} known to change hands"),
        None => format!("No {noun} changes hands"),
    }
}

/// One sentence for each side and firmness, the firmest first; the focus is named before the others.
fn sentences<'a>(chronicle: &Chronicle, changes: impl Iterator<Item = &'a Change>) -> Vec<String> {
    let mut said: Vec<(usize, Firmness, &SideId, bool, &str)> = changes
        .map(|c| {
            let rank = chronicle.side_rank(&c.side).unwrap_or(usize::MAX);
            (rank, Firmness::of(c), &c.side, c.place != chronicle.meta.focus, name(chronicle, &c.place))
        })
        .collect();
    said.sort_unstable();
    said.dedup();
    said.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2))
        .filter_map(|group| {
            let names: Vec<&str> = group.iter().map(|(_, _, _, _, name)| *name).collect();
            group.first().map(|(rank, firmness, by, _, _)| sentence(chronicle, (*rank, *firmness, by), &names))
        })
        .collect()
}

/// What the reference chronology adds to a day on which the documents report falls of their own.
fn beside(chronicle: &Chronicle, fell: &[&Change], only_falls: bool) -> Option<String> {
    let focus = fell.iter().find(|c| c.place == chronicle.meta.focus).map(|c| name(chronicle, &c.place));
    let noun = noun(chronicle);
    let who = match (focus, fell) {
        (_, []) => return None,
        (_, [only]) => name(chronicle, &only.place).to_owned(),
        (Some(focus), _) => format!("{focus} and {} more", fell.len() - 1),
        (None, _) if only_falls => format!("{} more", fell.len()),
        (None, _) => format!("{} {}", fell.len(), plural(&noun)),
    };
    let verb = if fell.len() == 1 { "falls" } else { "fall" };
    Some(if only_falls { format!("{who} by reference") } else { format!("by reference, {who} {verb}") })
}

fn sentence(chronicle: &Chronicle, (rank, firmness, by): (usize, Firmness, &SideId), names: &[&str]) -> String {
    let places = shortened(names, &noun(chronicle));
    let by = side(chronicle, by);
    let one = names.len() == 1;
    match firmness {
        Firmness::Claimed => format!("{by} claim {places}"),
        Firmness::MayHaveFallen if rank == 0 => format!("{places} may have fallen"),
        Firmness::MayHaveFallen => format!("{by} may have taken {places}"),
        Firmness::Fell if rank == 0 => format!("{places} {}", if one { "falls" } else { "fall" }),
        Firmness::Fell => format!("{by} take {places}"),
    }
}

/// All names, or the first two and how many more.
fn shortened(names: &[&str], noun: &str) -> String {
    match names {
        [first, second, rest @ ..] if names.len() > NAMED_AT_MOST => {
            format!("{first}, {second} and {} more {}", rest.len(), plural(noun))
        }
        _ => list(names),
    }
}

/// What the listed places are, in one word: the last of "provincial capital".
fn noun(chronicle: &Chronicle) -> String {
    let listed = chronicle.meta.listed.trim();
    let last = listed.rsplit(' ').next().unwrap_or(listed);
    if last.is_empty() { "place".to_owned() } else { last.to_owned() }
}

/// How many listed places the first side holds, with the counts of what is shown: in a sentence, and in brief.
pub(super) fn sum(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    let none = || [String::new(), String::new()];
    let Some(first) = chronicle.meta.sides.first().filter(|_| slice.counts.of > 0) else { return none() };
    let number = |count: Count| if count.max == 0 { "none".to_owned() } else { count.to_string() };
    let listed = &chronicle.meta.listed;
    let listed = if slice.counts.of == 1 { listed.clone() } else { plural(listed) };
    // The chronology is counted apart: where it has less, it is not what the documents have and more.
    let (documents, chronology) = (slice.counts.documents, slice.counts.reference);
    let more = chronology.min >= documents.min && chronology.max >= documents.max;
    let (count, of, and) = match (shown.documents, shown.reference) {
        (true, true) => {
            let by = if more { "with" } else { "in" };
            (documents, "documents", format!(", {} {by} the reference chronology", number(chronology)))
        }
        (true, false) => (documents, "documents", String::new()),
        (false, true) => (chronology, "reference chronology", String::new()),
        (false, false) => return none(),
    };
    let count = format!("{} of {}", number(count), slice.counts.of);
    let text = format!("{} hold {count} {listed} in the {of}{and}.", first.name);
    let brief = format!("{count} in the {of}{and}");
    match known_by(slice.clock) {
        Some(by) => [text, brief].map(|text| format!("Known by {by}: {text}")),
        None => [text, brief].map(|text| capitalised(&text)),
    }
}

/// The nearest held place by the documents, and by the reference chronology where that is another.
fn nearest(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let [documents, chronology] = &slice.nearest;
    let on = |basis, nearest: &'_ Option<Nearest>| nearest.clone().filter(|_| shown.has(basis));
    let (documents, chronology) = (on(Basis::Documents, documents), on(Basis::Reference, chronology));
    let place = |n: &Nearest| format!("{}, {:.0} km", name(chronicle, &n.place), n.km);
    let focus = name(chronicle, &chronicle.meta.focus);
    match (&documents, &chronology) {
        (None, None) => String::new(),
        (Some(d), Some(r)) if d.place != r.place => {
            format!("nearest to {focus}: {}; with the reference chronology {}", place(d), place(r))
        }
        (Some(d), _) => format!("nearest to {focus}: {}", place(d)),
        (None, Some(r)) => {
            let by = if shown.documents { "with" } else { "by" };
            format!("nearest to {focus} {by} the reference chronology: {}", place(r))
        }
    }
}

/// What a chart of the nearest held place says of the time before there was one: "None held for certain until the end of
/// 12 August, by the documents". `first` is when there was one, if ever.
pub fn none_held(first: Option<Moment>, beside: Day, shown: Shown) -> String {
    let until = first.map_or_else(String::new, |first| {
        let end = if first.is_rest() { "the end of " } else { "" };
        format!(" until {end}{}", short_date(first.day(), beside))
    });
    let by = match (shown.documents, shown.reference) {
        (true, false) => ", by the documents",
        (false, true) => ", by the reference chronology",
        _ => "",
    };
    format!("None held for certain{until}{by}")
}
