//! How well a reader does on documents whose events are known.

use crate::language::fold;
use crate::propose::proposal::{Kind, Modality, Proposal};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Two places less far apart than this, in kilometres, are one.
const NEAR_KM: f64 = 50.0;

/// A document with what a person found in it.
#[derive(Debug, serde::Deserialize)]
pub struct Annotated {
    /// Its name.
    pub id: String,
    /// Its own date.
    #[serde(default)]
    pub published: Option<String>,
    /// Its text.
    pub text: String,
    /// What it tells; empty for a text in which nothing happened that looks as if it did.
    #[serde(default)]
    pub events: Vec<Known>,
}

/// An event that stands in a document.
#[derive(Debug, serde::Deserialize)]
pub struct Known {
    /// What happened.
    pub kind: Kind,
    /// Where, by name.
    #[serde(default)]
    pub place: Option<String>,
    /// Longitude and latitude in degrees.
    #[serde(default)]
    pub at: Option<(f64, f64)>,
    /// The first day.
    #[serde(default)]
    pub earliest: Option<String>,
    /// The last day.
    #[serde(default)]
    pub latest: Option<String>,
    /// Words of the passage that tells it.
    pub quote: String,
    /// Whether it may be left out: neither finding nor missing it counts.
    #[serde(default)]
    pub optional: bool,
    /// Whether it happened.
    #[serde(default = "happened")]
    pub modality: Modality,
}

fn happened() -> Modality {
    Modality::Happened
}

/// Counts of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Known events that were proposed.
    pub found: usize,
    /// Known events that were not.
    pub missed: usize,
    /// Proposals of what no one knows.
    pub wrong: usize,
    /// Known events whose passage was quoted for their kind, whatever the place.
    pub told: usize,
    /// Of those told, how many have the right place.
    pub placed: usize,
    /// Of those found, how many have the right bounds.
    pub dated: usize,
    /// Of those found, how many quote the passage.
    pub quoted: usize,
}

/// The sum over a set of documents.
#[derive(Debug, Default)]
pub struct Score {
    kinds: BTreeMap<Kind, Counts>,
    traps: usize,
    taken: usize,
    notes: String,
}

impl Score {
    /// Adds one document and what a reader proposed for it. Only what happened or goes on is counted.
    pub fn add(&mut self, document: &Annotated, proposals: &[Proposal]) {
        let real: Vec<&Proposal> = proposals.iter().filter(|proposal| is_real(proposal.modality)).collect();
        let known: Vec<&Known> = document.events.iter().filter(|event| is_real(event.modality)).collect();
        for event in known.iter().filter(|event| !event.optional) {
            let mut told =
                real.iter().filter(|proposal| proposal.kind == event.kind && quotes(event, proposal)).peekable();
            let counts = self.kinds.entry(event.kind).or_default();
            counts.told += usize::from(told.peek().is_some());
            counts.placed += usize::from(told.any(|proposal| matches(event, proposal)));
        }
        let mut used = vec![false; known.len()];
        let mut wrong = Vec::new();
        for proposal in real {
            let hit = (0..known.len())
                .filter(|at| known.get(*at).is_some_and(|event| matches(event, proposal)))
                .min_by_key(|at| {
                    (used.get(*at).copied().unwrap_or(true), !known.get(*at).is_some_and(|e| same_bounds(e, proposal)))
                });
            match hit {
                Some(at) if !used.get(at).copied().unwrap_or(true) => {
                    if let Some(slot) = used.get_mut(at) {
                        *slot = true;
                    }
                    if let Some(event) = known.get(at).filter(|event| !event.optional) {
                        self.count_found(document, event, proposal);
                    }
                }
                // A second proposal of the same event is one too many, unless it may be there or not.
                Some(at) if known.get(at).is_some_and(|event| event.optional) => {}
                _ => wrong.push(proposal),
            }
        }
        for proposal in &wrong {
            self.kinds.entry(proposal.kind).or_default().wrong += 1;
            let _ = writeln!(
                self.notes,
                "wrong   {} {} {} {:?}: {} ({})",
                document.id,
                proposal.kind.id(),
                proposal.place.as_ref().map_or("nowhere", |place| place.name.as_str()),
                proposal.when.as_deref().unwrap_or("undated"),
                one_line(&proposal.quote.exact),
                proposal.why.first().map_or("", String::as_str),
            );
        }
        for (event, used) in known.iter().zip(&used).filter(|(event, used)| !event.optional && !**used) {
            let _ = used;
            self.kinds.entry(event.kind).or_default().missed += 1;
            let place = event.place.as_deref().unwrap_or("nowhere");
            let _ =
                writeln!(self.notes, "missed  {} {} {place}: {}", document.id, event.kind.id(), one_line(&event.quote));
        }
        if document.events.iter().all(|event| event.optional || !is_real(event.modality)) {
            self.traps += 1;
            self.taken += usize::from(!wrong.is_empty());
        }
    }

    fn count_found(&mut self, document: &Annotated, event: &Known, proposal: &Proposal) {
        let dated = same_bounds(event, proposal);
        let quoted = quotes(event, proposal);
        if !dated {
            let _ = writeln!(
                self.notes,
                "date    {} {} {}: {}..{} for {}..{} ({})",
                document.id,
                event.kind.id(),
                event.place.as_deref().unwrap_or("nowhere"),
                proposal.earliest.as_deref().unwrap_or("?"),
                proposal.latest.as_deref().unwrap_or("?"),
                event.earliest.as_deref().unwrap_or("?"),
                event.latest.as_deref().unwrap_or("?"),
                proposal.why.last().map_or("", String::as_str),
            );
        }
        if !quoted {
            let _ = writeln!(
                self.notes,
                "quote   {} {}: {}",
                document.id,
                event.kind.id(),
                one_line(&proposal.quote.exact)
            );
        }
        let counts = self.kinds.entry(event.kind).or_default();
        counts.found += 1;
        counts.dated += usize::from(dated);
        counts.quoted += usize::from(quoted);
    }

    /// Counts by kind.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, Counts)> + '_ {
        self.kinds.iter().map(|(kind, counts)| (*kind, *counts))
    }

    /// Documents in which nothing happened, and how many of them were taken for more.
    pub fn traps(&self) -> (usize, usize) {
        (self.traps, self.taken)
    }

    /// What was missed and wrong, one a line.
    pub fn notes(&self) -> &str {
        &self.notes
    }

    /// A table for a person.
    pub fn table(&self) -> String {
        let mut table = String::from("kind          precision  recall  places  dates  quotes  found missed wrong\n");
        let mut all = Counts::default();
        for (kind, counts) in self.kinds() {
            row(&mut table, kind.id(), counts);
            all.found += counts.found;
            all.missed += counts.missed;
            all.wrong += counts.wrong;
            all.told += counts.told;
            all.placed += counts.placed;
            all.dated += counts.dated;
            all.quoted += counts.quoted;
        }
        row(&mut table, "all", all);
        let (traps, taken) = self.traps();
        let _ = writeln!(table, "traps taken: {taken} of {traps}");
        table
    }
}

fn row(table: &mut String, name: &str, counts: Counts) {
    let ratio = |a: usize, b: usize| if b == 0 { "    –".to_owned() } else { format!("{:5.2}", a as f64 / b as f64) };
    let _ = writeln!(
        table,
        "{name:<13} {}      {}   {}   {}  {}   {:5} {:6} {:5}",
        ratio(counts.found, counts.found + counts.wrong),
        ratio(counts.found, counts.found + counts.missed),
        ratio(counts.placed, counts.told),
        ratio(counts.dated, counts.found),
        ratio(counts.quoted, counts.found),
        counts.found,
        counts.missed,
        counts.wrong,
    );
}

fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Happened | Modality::Ongoing)
}

/// The same kind at the same place.
fn matches(event: &Known, proposal: &Proposal) -> bool {
    if event.kind != proposal.kind {
        return false;
    }
    let named = proposal.place.as_ref().map(|place| fold(&place.name));
    if let (Some(name), Some(named)) = (&event.place, &named)
        && *named == fold(name)
    {
        return true;
    }
    if let (Some((lon, lat)), Some(place)) = (event.at, &proposal.place) {
        let x = (lon - place.lon) * libm::cos(((lat + place.lat) / 2.0).to_radians());
        let y = lat - place.lat;
        return libm::sqrt(x * x + y * y) * 111.2 <= NEAR_KM;
    }
    match (&event.place, &proposal.place_words) {
        (Some(name), Some(words)) => fold(words).contains(&fold(name)),
        (None, _) => quotes(event, proposal),
        (Some(_), None) => false,
    }
}

/// An event that is annotated without a date has none to get wrong.
fn same_bounds(event: &Known, proposal: &Proposal) -> bool {
    event.earliest.is_none() && event.latest.is_none()
        || event.earliest == proposal.earliest && event.latest == proposal.latest
}

fn quotes(event: &Known, proposal: &Proposal) -> bool {
    std::iter::once(&proposal.quote)
        .chain(&proposal.also)
        .any(|quote| quote.exact.contains(&event.quote) || event.quote.contains(&quote.exact))
}

fn one_line(text: &str) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    if line.chars().count() == 160 {
        line.push('…');
    }
    line
}
