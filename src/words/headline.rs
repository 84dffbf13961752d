//! The instant in a title, never saying more than the claims do.

use crate::chronicle::{Basis, Chronicle, PlaceId, SideId};
use crate::timeline::{Count, DayCapture, Timeslice};
use crate::words::dates::{date, end_of, this};
use crate::words::grammar::{capitalised, clauses, fill, head_noun, isolated, plural};
use crate::words::sides::{is_singular, is_watched, names_all_sides, side_name};
use crate::words::statement::{Firmness, filled, shortened};
use crate::words::sum::{nearest, sum};
use crate::words::{Shown, journey, occurrences, place_name, rows};
use std::collections::BTreeSet;

/// What stands over the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// "Thursday 12 August 2021", with the time where the cursor is at none of the rests.
    pub date: String,
    /// "end of day", or of what else that is; `None` where the cursor is at no rest.
    pub rest: Option<&'static str>,
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
        self.rest.map_or_else(|| self.date.clone(), |rest| format!("{} · {rest}", self.date))
    }
}

/// The headline of an instant, grammatical for none, one and several; what is not shown is left out of the words.
pub fn headline(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Headline {
    let shown = shown.in_chronicle(chronicle);
    let [sum, brief] = sum(chronicle, slice, shown);
    let (cursor, told) = (slice.clock.cursor, chronicle.meta.subject.resolution);
    let window = if rows::leads(chronicle, slice) { rows::dated(slice, told) } else { None };
    Headline {
        rest: if window.is_some() { None } else { end_of(cursor, told) },
        date: window.unwrap_or_else(|| date(cursor, told)),
        title: title(chronicle, slice, shown),
        sum,
        brief,
        nearest: nearest(chronicle, slice, shown),
    }
}

/// What changed on the cursor's day, or that nothing did. What only the reference chronology says is said to be so;
/// beside changes in the documents it is counted rather than named, and what it thinks possible is left to the map.
fn title(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
    let subject = &chronicle.meta.subject;
    if let Some(rows) = slice.rows.as_ref().filter(|_| rows::leads(chronicle, slice)) {
        return rows::title(&rows.now());
    }
    if shown == Shown::NOTHING {
        let all = Shown::ALL.in_chronicle(chronicle).reference;
        return if all { "Documents and reference chronology are hidden" } else { "The documents are hidden" }
            .to_owned();
    }
    let control = if subject.control { changes(chronicle, slice, shown) } else { None };
    let under_way = || if subject.journey { journey::title(chronicle, slice, shown) } else { None };
    let happened = || if subject.occurrences { occurrences::title(chronicle, slice, shown) } else { None };
    control.or_else(under_way).or_else(happened).unwrap_or_else(|| {
        if subject.control {
            unchanged(chronicle, slice, shown)
        } else {
            fill("Nothing reported of {this}", &[("this", this(subject.resolution))])
        }
    })
}

/// What changed hands on the cursor's day; `None` where nothing did.
fn changes(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Option<String> {
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
        return Some(capitalised(&clauses(documents.into_iter().chain(added))));
    }
    (!added.is_empty()).then(|| {
        let said = clauses(statements(chronicle, added.into_iter()));
        capitalised(&format!("{said}, by the reference chronology"))
    })
}

/// That nothing changed hands, as far as that is known.
fn unchanged(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> String {
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
    /// 0 for the side that is followed.
    rank: usize,
    firmness: Firmness,
    side: &'a SideId,
    kind: &'a str,
}

impl<'a> Taking<'a> {
    fn of(chronicle: &'a Chronicle, change: &'a DayCapture) -> Self {
        Self {
            rank: if is_watched(chronicle, &change.side) {
                0
            } else {
                chronicle.side_rank(&change.side).map_or(usize::MAX, |rank| rank + 1)
            },
            firmness: Firmness::of(change),
            side: &change.side,
            kind: chronicle.events.get(&change.event).map_or("", |event| event.kind.as_str()),
        }
    }

    /// The statement about places that are already named and counted.
    fn said(&self, chronicle: &Chronicle, places: &str, one: bool) -> String {
        let words = &chronicle.kind(self.kind).headline;
        let singular = is_singular(chronicle, self.side);
        // That places fall is news of the followed of two sides; with more, nobody could tell to whom.
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
