//! A document read for review: its proposals, each with what its place and its time may mean.

use crate::chronicle::{Source, SourceId};
use crate::language::Text;
use crate::propose::{Copies, PlaceMention, Proposal, Quote, Reading, TimeMention, Timing, read};
use crate::review::refused::RefusedProposal;
use crate::time::Day;
use crate::world::Gazetteer;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How many meanings of a place are kept.
const MOST_PLACES: usize = 6;
/// How many other dates.
const MOST_DATES: usize = 4;

/// A document that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadDocument {
    /// Which.
    pub source: SourceId,
    /// The words that were read; offsets are its code points.
    pub text: Arc<str>,
    /// The last day on which it may have been published, by which its relative words were understood.
    pub published: Option<Day>,
    /// What it seems to tell, in its order.
    pub found: Vec<FoundProposal>,
    /// What another reader proposed that does not stand in it.
    pub refused: Vec<RefusedProposal>,
    /// The places and times it names, in its order.
    pub named: Vec<NamedSpot>,
}

impl ReadDocument {
    /// A proposal by its id.
    pub fn find(&self, id: &str) -> Option<&FoundProposal> {
        self.found.iter().find(|found| found.id == id)
    }
}

/// One proposal with what its words may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundProposal {
    /// What tells it from all others of the chronicle, the same at the next reading: `003-1204-capture-1140026`.
    pub id: String,
    /// As the reader has it.
    pub proposal: Proposal,
    /// What the place may be, in the gazetteer's numbers, the reader's choice first; with the reason for each.
    pub places: Vec<(u32, String)>,
    /// The words that gave the date.
    pub time_words: Option<String>,
    /// Other dates that the document names near it, as EDTF, the nearest first; with their words.
    pub other_dates: Vec<(String, String)>,
}

impl FoundProposal {
    /// The rule that found it: `took control of`.
    pub fn rule(&self) -> &str {
        self.proposal.why.first().and_then(|why| why.split(':').next()).unwrap_or_default().trim()
    }
}

/// A place or a time that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpot {
    /// Where, in code points.
    pub chars: Range<usize>,
    /// A time, else a place.
    pub is_time: bool,
}

/// Reads documents one after the other, so that what a later one copies from an earlier one is known.
#[derive(Debug, Default)]
pub struct DocumentReader {
    copies: Copies,
    sources: Vec<SourceId>,
}

impl DocumentReader {
    /// Takes notice of a document that was read before, so that copies of it are known.
    pub fn pass_over(&mut self, source: &Source) {
        self.copies.add(&Text::new(&source.text));
        self.sources.push(source.id.clone());
    }

    /// Reads a document.
    pub fn read(&mut self, source: &Source) -> ReadDocument {
        let world = Gazetteer::shared();
        let text = Text::new(&source.text);
        let published = source.published.span().days().1;
        let Reading { proposals, places, times } = read(&text, published, world);
        let mut ids = BTreeMap::new();
        let found = proposals.into_iter().map(|mut proposal| {
            let original = self.copies.source(&text, &proposal.quote).and_then(|number| self.sources.get(number));
            proposal.copy_of = original.map(|source| source.as_str().to_owned());
            let mention = mention_of(&proposal, &places, &text, world);
            FoundProposal {
                id: id_of(source, &proposal, &mut ids),
                places: meanings(&proposal, mention, &places, &text, world),
                time_words: time_of(&proposal, &times, &text),
                other_dates: dates_near(&proposal, &times, &text),
                proposal,
            }
        });
        let found: Vec<FoundProposal> = found.collect();
        let named = named(&text, &places, &times);
        self.copies.add(&text);
        self.sources.push(source.id.clone());
        ReadDocument {
            source: source.id.clone(),
            text: Arc::clone(&source.text),
            published,
            found,
            refused: Vec::new(),
            named,
        }
    }
}

/// A name that stays while the reader finds the same, told apart where two would share one.
fn id_of(source: &Source, proposal: &Proposal, taken: &mut BTreeMap<String, usize>) -> String {
    let place = proposal.place.as_ref().and_then(|place| place.id.rsplit(':').next()).unwrap_or("nowhere");
    let id = format!("{}-{}-{}-{place}", source.id, proposal.quote.start, proposal.kind.id());
    let times = taken.entry(id.clone()).or_insert(0);
    *times += 1;
    if *times == 1 { id } else { format!("{id}-{times}") }
}

fn within(quote: &Quote, chars: &Range<usize>) -> bool {
    quote.start <= chars.start && chars.end <= quote.end
}

fn key_of(mention: &PlaceMention, world: &Gazetteer) -> Option<String> {
    Some(world.key(mention.candidates.get(mention.chosen?)?.entry))
}

/// The words that gave the place, where they can be found again.
fn mention_of<'m>(
    proposal: &Proposal,
    places: &'m [PlaceMention],
    text: &Text<'_>,
    world: &Gazetteer,
) -> Option<&'m PlaceMention> {
    let words = proposal.place_words.as_deref()?;
    let is_it = |mention: &&PlaceMention| {
        let written = text.written(mention.tokens.clone());
        let same_place = proposal.place.as_ref().map(|place| place.id.clone()) == key_of(mention, world);
        same_place && written.split_whitespace().eq(words.split_whitespace())
    };
    let inside = |mention: &&PlaceMention| within(&proposal.quote, &text.chars(mention.tokens.clone()));
    places.iter().filter(is_it).find(inside).or_else(|| places.iter().find(is_it))
}

/// What the place may be: the reader's choice, the other meanings of its name, other places of the passage.
fn meanings(
    proposal: &Proposal,
    mention: Option<&PlaceMention>,
    places: &[PlaceMention],
    text: &Text<'_>,
    world: &Gazetteer,
) -> Vec<(u32, String)> {
    let mut all: Vec<(u32, String)> = Vec::new();
    let mut add = |entry: u32, reason: String| {
        if !all.iter().any(|(known, _)| *known == entry) {
            all.push((entry, reason));
        }
    };
    if let Some(mention) = mention {
        if let Some(chosen) = mention.chosen.and_then(|chosen| mention.candidates.get(chosen)) {
            add(chosen.entry, mention.reason.clone());
        }
        let mut others: Vec<_> = mention.candidates.iter().collect();
        others.sort_by(|a, b| b.score.total_cmp(&a.score));
        for candidate in others.into_iter().take(3) {
            add(candidate.entry, "the same name".to_owned());
        }
    } else if let Some(place) = &proposal.place {
        let named = world.named(&place.name).into_iter().find(|entry| world.key(*entry) == place.id);
        named.into_iter().for_each(|entry| add(entry, "the reader's choice".to_owned()));
    }
    for other in places.iter().filter(|other| within(&proposal.quote, &text.chars(other.tokens.clone()))) {
        if let Some(chosen) = other.chosen.and_then(|chosen| other.candidates.get(chosen)) {
            add(chosen.entry, "named in the same sentence".to_owned());
        }
    }
    all.truncate(MOST_PLACES);
    all
}

/// The words that gave the date: those in the passage that mean it.
fn time_of(proposal: &Proposal, times: &[TimeMention], text: &Text<'_>) -> Option<String> {
    let bounds = (&proposal.earliest, &proposal.latest);
    let found = times
        .iter()
        .filter(|time| time.value.is_some() && within(&proposal.quote, &text.chars(time.tokens.clone())))
        .find(|time| time.value == proposal.when || (&time.earliest, &time.latest) == bounds)?;
    Some(text.written(found.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The dates that stand nearest to the passage, each once, without its own.
fn dates_near(proposal: &Proposal, times: &[TimeMention], text: &Text<'_>) -> Vec<(String, String)> {
    let apart = |chars: &Range<usize>| {
        chars.start.saturating_sub(proposal.quote.end).max(proposal.quote.start.saturating_sub(chars.end))
    };
    let dated = times.iter().filter(|time| !matches!(time.timing, Timing::Recurring | Timing::Vague));
    let mut near: Vec<(usize, &str, &TimeMention)> = dated
        .filter_map(|time| Some((apart(&text.chars(time.tokens.clone())), time.value.as_deref()?, time)))
        .filter(|(_, value, _)| proposal.when.as_deref() != Some(value))
        .collect();
    near.sort_by_key(|(apart, ..)| *apart);
    let mut all: Vec<(String, String)> = Vec::new();
    for (_, value, time) in near {
        if all.len() < MOST_DATES && !all.iter().any(|(known, _)| known == value) {
            let words = text.written(time.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
            all.push((value.to_owned(), words));
        }
    }
    all
}

fn named(text: &Text<'_>, places: &[PlaceMention], times: &[TimeMention]) -> Vec<NamedSpot> {
    let of_places = places.iter().filter(|place| place.chosen.is_some()).map(|place| (place.tokens.clone(), false));
    let of_times = times.iter().filter(|time| time.value.is_some()).map(|time| (time.tokens.clone(), true));
    let spot = |(tokens, is_time): (Range<usize>, bool)| NamedSpot { chars: text.chars(tokens), is_time };
    let mut all: Vec<NamedSpot> = of_places.chain(of_times).map(spot).collect();
    all.sort_by_key(|spot| (spot.chars.start, spot.chars.end));
    all
}
