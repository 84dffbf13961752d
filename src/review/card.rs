//! A proposal as it would be accepted, every part of it with its reason and to be mended.

use crate::catalogue::{Catalogue, ControlEffect};
use crate::chronicle::{Chronicle, Event, EventId, Modality, Source, Standing};
use crate::language::fold;
use crate::propose;
use crate::review::document::{FoundProposal, ReadDocument};
use crate::review::places::{PlaceIndex, PlaceOption, nowhere};
use crate::review::sides::{self, SideChoice, SideMemory};
use crate::review::voices::{SaidBy, heard, said_by};
use crate::time::{EdtfDate, Extent, Span, written_day};
use crate::words;
use crate::world::Gazetteer;
use std::collections::BTreeMap;

/// How many days lie between two dates of what happens to a place but once in a while, for them to be offered as one.
const ONCE_IN_DAYS: i32 = 10;
/// How many for them to be taken as one at first.
const AS_ONE_DAYS: i32 = 1;

/// Where a claim goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventChoice {
    /// To an event of its own.
    New,
    /// To one that is there, as a further claim.
    Joins(EventId),
}

/// A proposal as it would be accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What happened, by the id of its kind.
    pub kind: String,
    /// Whether it did.
    pub modality: Modality,
    /// Where it may have been, likeliest first.
    pub places: Vec<PlaceOption>,
    /// The one that is chosen.
    pub place: usize,
    /// When, as EDTF; empty where nothing is known.
    pub when: String,
    /// How the date is known: the words, or what stands in for them.
    pub dated: String,
    /// The words that gave it, where there are any.
    pub time_words: Option<String>,
    /// Dates that may be meant, as EDTF, each with how it is known and its words; the first is the reader's.
    pub dates: Vec<(String, String, Option<String>)>,
    /// Who may have done it, likeliest first.
    pub sides: Vec<SideChoice>,
    /// The one that is chosen.
    pub side: usize,
    /// Why that side.
    pub side_reason: String,
    /// Who says so.
    pub said: SaidBy,
    /// What that is worth.
    pub standing: Standing,
    /// Events that may be the same happening, likeliest first.
    pub same: Vec<EventId>,
    /// Where the claim goes.
    pub event: EventChoice,
}

/// What was chosen before and holds for what is like it.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// For the folded words of a place in a document, the key or name of what they mean.
    pub places: BTreeMap<(String, String), String>,
    pub sides: SideMemory,
}

impl Memory {
    /// Remembers what a card was accepted as.
    pub fn learn(&mut self, document: &ReadDocument, found: &FoundProposal, card: &Card) {
        if let (Some(words), Some(place)) = (&found.proposal.place_words, card.places.get(card.place)) {
            self.places.insert((document.source.as_str().to_owned(), fold(words)), meaning(place));
        }
        if let Some(side) = card.sides.get(card.side) {
            self.sides.learn(document, found.proposal.side.as_deref(), side);
        }
    }
}

/// What tells one option from the others.
fn meaning(place: &PlaceOption) -> String {
    place.key.clone().unwrap_or_else(|| place.name.clone())
}

/// What a card is made with.
pub(super) struct Table<'a> {
    pub chronicle: &'a Chronicle,
    pub index: &'a PlaceIndex,
    pub memory: &'a Memory,
    pub world: &'a Gazetteer,
}

impl Card {
    /// The card of a proposal.
    pub(super) fn of(table: &Table<'_>, source: &Source, document: &ReadDocument, found: &FoundProposal) -> Self {
        let proposal = &found.proposal;
        let kind = proposal.kind.id().to_owned();
        let places = places(table, document, found);
        let dates = dates(document, found);
        let (when, dated, time_words) = dates.first().cloned().unwrap_or_default();
        let (sides, side_reason) = sides::choices(
            table.chronicle,
            document,
            &table.memory.sides,
            &kind,
            (proposal.side.as_deref(), proposal.target.as_deref()),
            proposal.quote.start..proposal.quote.end,
        );
        let mut card = Self {
            kind,
            modality: modality_of(proposal.modality),
            places,
            place: 0,
            when,
            dated,
            time_words,
            dates,
            sides,
            side: 0,
            side_reason,
            said: said_by(source, proposal),
            standing: standing_of(proposal.standing),
            same: Vec::new(),
            event: EventChoice::New,
        };
        card.look_for_same(table.chronicle);
        card
    }

    /// The place that is chosen.
    pub fn chosen_place(&self) -> Option<&PlaceOption> {
        self.places.get(self.place)
    }

    /// The side that is chosen.
    pub fn chosen_side(&self) -> &SideChoice {
        self.sides.get(self.side).unwrap_or(&SideChoice::Nobody)
    }

    /// The bounds of its date; `None` where what is written is no date.
    pub fn span(&self) -> Option<Span> {
        if self.when.trim().is_empty() {
            return Some(Span::default());
        }
        EdtfDate::parse(self.when.trim()).ok().map(|date| date.span())
    }

    /// Whether nothing is known of its date but that it was before its document.
    pub fn is_undated(&self) -> bool {
        self.time_words.is_none() && self.when.starts_with("../")
    }

    /// Whether it lasts throughout its bounds.
    pub fn extent(&self) -> Extent {
        let effect = Catalogue::shipped().find(&self.kind).map_or(ControlEffect::None, |kind| kind.effect);
        let contests = matches!(effect, ControlEffect::Besieges | ControlEffect::Contests);
        let lasts = contests && self.modality == Modality::Ongoing;
        if lasts || self.when.contains('/') && !self.when.contains("..") { Extent::Throughout } else { Extent::Within }
    }

    /// Chooses a place, and looks again which events there may be the same.
    pub fn choose_place(&mut self, place: usize, chronicle: &Chronicle) {
        if place < self.places.len() {
            self.place = place;
            self.look_for_same(chronicle);
        }
    }

    /// Goes to the next of the dates that may be meant.
    pub fn next_date(&mut self, chronicle: &Chronicle) {
        let at = self.dates.iter().position(|(when, ..)| *when == self.when);
        let next = self.dates.get(at.map_or(0, |at| (at + 1) % self.dates.len()));
        if let Some((when, dated, words)) = next.cloned() {
            (self.when, self.dated, self.time_words) = (when, dated, words);
            self.look_for_same(chronicle);
        }
    }

    /// Takes a date that a person wrote.
    pub fn set_date(&mut self, when: String, chronicle: &Chronicle) {
        let known = self.dates.iter().find(|(known, ..)| *known == when).cloned();
        let (when, dated, words) = known.unwrap_or_else(|| (when, "by the editor".to_owned(), self.time_words.clone()));
        (self.when, self.dated, self.time_words) = (when, dated, words);
        self.look_for_same(chronicle);
    }

    /// Looks which events may be the same happening; joins the first where dates meet.
    pub fn look_for_same(&mut self, chronicle: &Chronicle) {
        let (near, meets) = same_happenings(chronicle, self);
        self.event = near.first().filter(|_| meets).map_or(EventChoice::New, |id| EventChoice::Joins(id.clone()));
        self.same = near;
    }

    /// Goes to the next of: an event of its own, and each that may be the same.
    pub fn join_next(&mut self) {
        let at = match &self.event {
            EventChoice::New => None,
            EventChoice::Joins(id) => self.same.iter().position(|same| same == id),
        };
        let next = self.same.get(at.map_or(0, |at| at + 1));
        self.event = next.map_or(EventChoice::New, |id| EventChoice::Joins(id.clone()));
    }

    /// The sentence of the event: "The Taliban take Herat".
    pub fn title(&self, chronicle: &Chronicle) -> String {
        let place = self.chosen_place().map_or("a place", |place| place.name.as_str());
        words::happening(chronicle, &self.kind, place, self.chosen_side().named(chronicle), self.modality)
    }

    /// Whether accepting it takes a place that is counted from whoever has it.
    pub fn takes(&self, chronicle: &Chronicle) -> bool {
        let real = matches!(self.modality, Modality::Happened | Modality::Ongoing);
        real && chronicle.kind(&self.kind).effect == ControlEffect::Takes
    }

    /// How many voices the event it joins has, and whether this one is among them; `None` for an event of its own.
    pub fn heard(&self, chronicle: &Chronicle, source: &Source) -> Option<(usize, bool)> {
        let EventChoice::Joins(id) = &self.event else { return None };
        Some(heard(chronicle.events.get(id)?, source, &self.said))
    }
}

/// Where it may have been: what was chosen for these words before, the reader's choice, others, the country.
fn places(table: &Table<'_>, document: &ReadDocument, found: &FoundProposal) -> Vec<PlaceOption> {
    let Table { chronicle, index, memory, world } = table;
    let option = |(entry, reason): &(u32, String)| index.option(chronicle, world, *entry, reason);
    let mut all: Vec<PlaceOption> = found.places.iter().map(option).collect();
    let words = found.proposal.place_words.as_deref();
    for own in words.map(|words| index.named(chronicle, words)).unwrap_or_default() {
        if !all.iter().any(|known| known.known == own.known) {
            // The gazetteer knows the name, but another place of it; or it does not know it at all.
            all.insert(all.len().min(1), own);
        }
    }
    if let Some(place) = &found.proposal.place
        && all.is_empty()
    {
        let position = crate::geo::LonLat::new(place.lon, place.lat);
        all.push(PlaceOption { known: index.known(chronicle, &place.id, &place.name, position), ..of_reader(place) });
    }
    let first_is_abroad = found.places.first().is_some_and(|(entry, _)| !index.is_at_home(world, *entry));
    let at_home =
        found.places.iter().position(|(entry, reason)| reason == "the same name" && index.is_at_home(world, *entry));
    if let Some(at) = at_home.filter(|_| first_is_abroad && found.proposal.place.is_some())
        && let Some(option) = all.get_mut(at)
    {
        option.reason = format!("the same name, in {}", chronicle.meta.country);
        all.swap(0, at);
    }
    if found.proposal.place.is_none() {
        // Nothing that stands beside it is taken for its place unless a person says so.
        let own = all.iter().position(|option| option.key.is_none()).filter(|_| words.is_some());
        match (own, index.country(chronicle, world)) {
            (Some(at), _) => all.swap(0, at),
            (None, Some(country)) => {
                all.retain(|option| option.key != country.key);
                all.insert(0, country);
            }
            (None, None) => all.insert(0, nowhere()),
        }
    }
    let before = words.and_then(|words| memory.places.get(&(document.source.as_str().to_owned(), fold(words))));
    if let Some(at) =
        before.and_then(|meant| all.iter().position(|option| meaning(option) == *meant)).filter(|at| *at > 0)
    {
        let mut chosen = all.remove(at);
        chosen.reason = "as chosen before in this document".to_owned();
        all.insert(0, chosen);
    }
    if all.is_empty() {
        all.push(nowhere());
    }
    all
}

/// A place of another reader's, which no number of ours names.
fn of_reader(place: &propose::ProposedPlace) -> PlaceOption {
    PlaceOption {
        key: Some(place.id.clone()),
        name: place.name.clone(),
        position: Some(crate::geo::LonLat::new(place.lon, place.lat)),
        precision: Some(crate::chronicle::Precision::Settlement),
        role: "place".to_owned(),
        reason: "the reader's choice".to_owned(),
        ..nowhere()
    }
}

/// The dates that may be meant, each with how it is known and its words. What is told without one was before the document
/// was published.
fn dates(document: &ReadDocument, found: &FoundProposal) -> Vec<(String, String, Option<String>)> {
    let proposal = &found.proposal;
    let quoted = |words: &String| format!("“{words}”");
    let real = matches!(proposal.modality, propose::Modality::Happened | propose::Modality::Ongoing);
    let why = proposal.why.last().cloned().unwrap_or_default();
    let own = proposal.when.clone().map(|when| {
        let words = found.time_words.clone();
        (when, words.as_ref().map_or(why, quoted), words)
    });
    let before = document.published.filter(|_| real).map(|day| {
        (format!("../{}", written_day(day)), "no date is told; by the day of the document".to_owned(), None)
    });
    let none = || (String::new(), "no date is told".to_owned(), None);
    let near = found.other_dates.iter().map(|(when, words)| (when.clone(), quoted(words), Some(words.clone())));
    let first = own.or_else(|| before.clone()).unwrap_or_else(none);
    let mut all = vec![first];
    for other in near.chain(before) {
        if !all.iter().any(|(when, ..)| *when == other.0) {
            all.push(other);
        }
    }
    all
}

/// Events of the documents that may be the same happening, likeliest first; and whether the first is taken as the same
/// unless a person says otherwise.
fn same_happenings(chronicle: &Chronicle, card: &Card) -> (Vec<EventId>, bool) {
    let Some(place) = card.chosen_place().and_then(|place| place.known.as_ref()) else { return (Vec::new(), false) };
    let Some(span) = card.span() else { return (Vec::new(), false) };
    let kind = chronicle.kind(&card.kind);
    let once = matches!(kind.effect, ControlEffect::Takes | ControlEffect::Leaves | ControlEffect::Besieges);
    let alike = |event: &Event| {
        let other = chronicle.kind(&event.kind);
        let side = card.chosen_side().id();
        let opposed = side.is_some() && event.side.is_some() && side != event.side.as_ref();
        event.place == *place
            && event.basis == crate::chronicle::Basis::Documents
            && (event.kind == card.kind || once && other.effect == kind.effect)
            && is_real(event.modality) == is_real(card.modality)
            && !(once && opposed)
    };
    let most = if once { ONCE_IN_DAYS } else { 0 };
    let mut near: Vec<(i32, &EventId)> = chronicle
        .events
        .values()
        .filter(|event| alike(event))
        .map(|event| (days_apart(event.span, span), &event.id))
        .filter(|(apart, _)| *apart <= most)
        .collect();
    near.sort();
    let meets = near.first().is_some_and(|(apart, _)| *apart <= if once { AS_ONE_DAYS } else { 0 });
    (near.into_iter().map(|(_, id)| id.clone()).collect(), meets)
}

const fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Happened | Modality::Ongoing)
}

/// Days between two bounds; 0 where they meet.
fn days_apart(a: Span, b: Span) -> i32 {
    let ((a_from, a_to), (b_from, b_to)) = (a.days(), b.days());
    let gap = |end: Option<crate::time::Day>, start: Option<crate::time::Day>| {
        end.zip(start).and_then(|(end, start)| end.until(start).ok()).map_or(0, |span| span.get_days())
    };
    gap(a_to, b_from).max(gap(b_to, a_from)).max(0)
}

/// What the reader calls happened, planned and so on, as the chronicle does.
pub const fn modality_of(of: propose::Modality) -> Modality {
    match of {
        propose::Modality::Happened => Modality::Happened,
        propose::Modality::Ongoing => Modality::Ongoing,
        propose::Modality::Planned => Modality::Planned,
        propose::Modality::Predicted => Modality::Predicted,
        propose::Modality::Negated => Modality::Negated,
    }
}

/// What the reader calls claimed, reported and confirmed, as the chronicle does.
pub const fn standing_of(of: propose::Standing) -> Standing {
    match of {
        propose::Standing::Claimed => Standing::Claimed,
        propose::Standing::Reported => Standing::Reported,
        propose::Standing::Confirmed => Standing::Confirmed,
    }
}
