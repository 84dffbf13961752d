//! The instant in a title, never saying more than the claims do.

use crate::catalogue::Kind;
use crate::chronicle::{Basis, Chronicle, Event, MapRole, Modality, PlaceId, SideId, Standing};
use crate::time::{Extent, Moment, Phase};
use crate::timeline::{Count, DayCapture, EventState, Timeslice};
use crate::words::dates::{END_OF_DAY, date};
use crate::words::grammar::{capitalised, clauses, counted, fill, head_noun, isolated, list, plural};
use crate::words::sides::{is_singular, names_all_sides, side_name};
use crate::words::sum::{nearest, sum};
use crate::words::{Shown, place_name};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many places a title names before it counts the rest.
const NAMED_AT_MOST: usize = 4;
/// How many kinds of occurrence a title names before it counts the rest.
const KINDS_AT_MOST: usize = 2;

/// What stands over the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// "Thursday 12 August 2021", with the time where the cursor is at none of the rests.
    pub date: String,
    /// Whether the cursor is at the end of that day.
    pub at_rest: bool,
    /// "Ghazni, Herat and Qala-i-Naw fall".
    pub title: String,
    /// "The Taliban hold 3 of 34 provincial capitals in the documents, 12–13 with the reference chronology."
    pub sum: String,
    /// The sum where there is little room: "3 of 34 in the documents, 12–13 with the reference chronology".
    pub brief: String,
    /// "nearest to Kabul: Ghazni, 128 km", or empty.
    pub nearest: String,
}

impl Headline {
    /// "Thursday 12 August 2021 · end of day", or with the time.
    pub fn dated(&self) -> String {
        if self.at_rest { format!("{} · {END_OF_DAY}", self.date) } else { self.date.clone() }
    }
}

/// The headline of an instant, grammatical for none, one and several; what is not shown is left out of the words.
pub fn headline(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Headline {
    let shown = shown.in_chronicle(chronicle);
    let [sum, brief] = sum(chronicle, slice, shown);
    Headline {
        date: date(slice.clock.cursor),
        at_rest: slice.clock.cursor.is_rest(),
        title: title(chronicle, slice, shown),
        sum,
        brief,
        nearest: nearest(chronicle, slice, shown),
    }
}

/// What is said of a place, the firmest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    Certain,
    Possible,
    Claimed,
}

impl Firmness {
    fn new(claimed: bool, definite: bool) -> Self {
        match (claimed, definite) {
            (true, _) => Self::Claimed,
            (false, false) => Self::Possible,
            (false, true) => Self::Certain,
        }
    }

    fn of(change: &DayCapture) -> Self {
        Self::new(change.claimed_only, change.definite)
    }
}

/// What changed on the cursor's day, or that nothing did. What only the reference chronology says is said to be so;
/// beside changes in the documents it is counted rather than named, and what it thinks possible is left to the map.
fn title(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    if shown == Shown::NOTHING {
        return "Documents and reference chronology are hidden".to_owned();
    }
    if slice.counts.of == 0 {
        return occurrences(chronicle, slice, shown);
    }
    let on = |basis| slice.changes.iter().filter(move |c: &&DayCapture| c.basis == basis && shown.has(basis));
    let said: BTreeSet<&PlaceId> = on(Basis::Documents).map(|c| &c.place).collect();
    let by_documents = |c: &DayCapture| slice.place(c.place.as_str()).is_some_and(|p| p.documents.is_held_by(&c.side));
    let held = |c: &DayCapture| shown.documents && by_documents(c);
    let added: Vec<&DayCapture> = on(Basis::Reference).filter(|c| !said.contains(&c.place) && !held(c)).collect();
    let documents = statements(chronicle, on(Basis::Documents));
    if !documents.is_empty() {
        let certain: Vec<&DayCapture> = added.into_iter().filter(|c| Firmness::of(c) == Firmness::Certain).collect();
        let only_certain = on(Basis::Documents).all(|c| Firmness::of(c) == Firmness::Certain);
        let added = beside(chronicle, &certain, only_certain);
        return capitalised(&clauses(documents.into_iter().chain(added)));
    }
    if !added.is_empty() {
        let said = clauses(statements(chronicle, added.into_iter()));
        return capitalised(&format!("{said}, by the reference chronology"));
    }
    let noun = head_noun(&chronicle.meta.listed);
    let most = |basis, count: Count| if shown.has(basis) { count.max } else { 0 };
    let max = most(Basis::Documents, slice.counts.documents) + most(Basis::Reference, slice.counts.reference);
    match slice.clock.known_by {
        _ if max == 0 => format!("No {noun} reported taken"),
        // What was reported later may say otherwise, and that there is more to come is known.
        Some(_) => format!("No {noun} known to change hands"),
        None => format!("No {noun} changes hands"),
    }
}

/// Who took places, how and how surely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taking<'a> {
    rank: usize,
    firmness: Firmness,
    side: &'a SideId,
    kind: &'a str,
}

impl<'a> Taking<'a> {
    fn of(chronicle: &'a Chronicle, change: &'a DayCapture) -> Self {
        Self {
            rank: chronicle.side_rank(&change.side).unwrap_or(usize::MAX),
            firmness: Firmness::of(change),
            side: &change.side,
            kind: chronicle.events.get(&change.event).map_or("", |event| event.kind.as_str()),
        }
    }

    /// The statement about places that are already named and counted.
    fn said(&self, chronicle: &Chronicle, places: &str, one: bool) -> String {
        let words = &chronicle.kind(self.kind).headline;
        let singular = is_singular(chronicle, self.side);
        // That places fall is news of the first of two sides; with more, nobody could tell to whom.
        let named = self.rank > 0 || names_all_sides(chronicle);
        let pattern = match self.firmness {
            Firmness::Claimed => words.claimed.pattern(singular),
            Firmness::Possible if named => words.possible_by.pattern(singular),
            Firmness::Possible => &words.possible,
            Firmness::Certain if named => words.by.pattern(singular),
            Firmness::Certain if one => &words.one,
            Firmness::Certain => &words.several,
        };
        filled(chronicle, pattern, self.kind, places, side_name(chronicle, self.side))
    }
}

fn filled(chronicle: &Chronicle, pattern: &str, kind: &str, places: &str, side: &str) -> String {
    let (label, plural) = (chronicle.meta.kinds.label(kind), chronicle.meta.kinds.plural(kind));
    fill(pattern, &[("places", places), ("side", side), ("label", &label), ("plural", &plural)])
}

/// One statement for each side, firmness and kind, the firmest first; the focus is named before the others.
fn statements<'a>(chronicle: &'a Chronicle, changes: impl Iterator<Item = &'a DayCapture>) -> Vec<String> {
    let mut said: Vec<(Taking<'_>, bool, &str)> = changes
        .map(|c| (Taking::of(chronicle, c), !chronicle.is_focus(&c.place), place_name(chronicle, &c.place)))
        .collect();
    said.sort_unstable();
    said.dedup();
    said.chunk_by(|a, b| a.0 == b.0)
        .filter_map(|group| {
            let names: Vec<&str> = group.iter().map(|(_, _, name)| *name).collect();
            let places = shortened(&names, &plural(head_noun(&chronicle.meta.listed)));
            group.first().map(|(taking, ..)| taking.said(chronicle, &places, names.len() == 1))
        })
        .collect()
}

/// What the reference chronology adds to a day on which the documents report takings of their own.
fn beside(chronicle: &Chronicle, certain: &[&DayCapture], only_certain: bool) -> Option<String> {
    let focus = certain.iter().find(|c| chronicle.is_focus(&c.place)).map(|c| place_name(chronicle, &c.place));
    let taking = Taking::of(chronicle, certain.first()?);
    let who = match (focus, certain) {
        (_, [only]) => place_name(chronicle, &only.place).to_owned(),
        (Some(focus), _) => format!("{} and {} more", isolated(focus), certain.len() - 1),
        (None, _) if only_certain => format!("{} more", certain.len()),
        (None, _) => format!("{} {}", certain.len(), plural(head_noun(&chronicle.meta.listed))),
    };
    Some(if only_certain {
        format!("{who} by reference")
    } else {
        format!("by reference, {}", taking.said(chronicle, &who, certain.len() == 1))
    })
}

/// All names, or the first two and how many more.
fn shortened(names: &[&str], noun: &str) -> String {
    match names {
        [first, second, rest @ ..] if names.len() > NAMED_AT_MOST => {
            format!("{}, {} and {} more {noun}", isolated(first), isolated(second), rest.len())
        }
        _ => list(names),
    }
}

/// What happened on the cursor's day, the weightiest kinds first: the title where no place is listed.
fn occurrences(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let mut groups: BTreeMap<(Reverse<u8>, Firmness, &str), Vec<&Event>> = BTreeMap::new();
    let of_the_day: Vec<EventState> = slice.events.not_over().collect();
    for state in &of_the_day {
        let event = &state.event;
        let told = matches!(event.role, MapRole::Mark | MapRole::Area | MapRole::Timeline)
            && matches!(event.modality, Modality::Happened | Modality::Ongoing)
            && shown.has(event.basis);
        if let Some(firmness) = on_the_day(event, state, slice.clock.cursor).filter(|_| told) {
            let weight = Reverse(chronicle.kind(&event.kind).weight);
            groups.entry((weight, firmness, &event.kind)).or_default().push(event);
        }
    }
    if groups.is_empty() {
        return "Nothing reported of this day".to_owned();
    }
    let rest: usize = groups.values().skip(KINDS_AT_MOST).map(Vec::len).sum();
    let rest = if rest == 0 { String::new() } else { counted(rest, "more happening", "more happenings") };
    let said = groups.iter().take(KINDS_AT_MOST).map(|((_, firmness, kind), events)| {
        let focus = |name: &PlaceId| !chronicle.is_focus(name);
        let names: BTreeSet<_> = events.iter().map(|e| (focus(&e.place), place_name(chronicle, &e.place))).collect();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        let Kind { headline: words, .. } = chronicle.kind(kind);
        let pattern = match firmness {
            Firmness::Claimed => words.claimed.pattern(false),
            Firmness::Possible => &words.possible,
            Firmness::Certain if events.len() == 1 => &words.one,
            Firmness::Certain => &words.several,
        };
        filled(chronicle, pattern, kind, &shortened(&names, "places"), "")
    });
    capitalised(&clauses(said.chain([rest])))
}

/// How surely an event falls on the day of an instant; `None` where it does not.
fn on_the_day(event: &Event, state: &EventState, cursor: Moment) -> Option<Firmness> {
    let (today, end) = (cursor.day(), Moment::end_of(cursor.day()));
    let (first, last) = state.span.days();
    let begun = first.or(last).is_some_and(|first| first <= today);
    if !begun || last.is_some_and(|last| last < today) {
        return None;
    }
    let definite = match event.extent {
        Extent::Within => state.span.end.is_some_and(|until| until <= end),
        Extent::Throughout => state.phase != Phase::Possible,
    };
    Some(Firmness::new(state.denied || state.standing < Standing::Reported, definite))
}
