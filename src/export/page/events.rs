//! The happenings as data for the script: what is written of each once, and what it was worth by each instant of the
//! reported clock.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Attribution, Basis, Chronicle, Citation, Claim, Event, Evidence, MapRole, Standing};
use crate::export::Job;
use crate::export::page::known::ByKnown;
use crate::export::page::moments::phases;
use crate::export::page::states::{Known, States};
use crate::time::Moment;
use crate::timeline::EventState;
use crate::words::{self, capitalised};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A happening, and how it stands by each instant of the reported clock: none where nobody had reported it, or where
/// it would not have begun.
pub(super) struct Told<'a> {
    pub event: &'a Event,
    pub states: Vec<Option<&'a EventState>>,
}

/// The happenings a page speaks of: those begun by its end, in order of time.
pub(super) fn told<'a>(job: &'a Job, states: &'a States) -> Vec<Told<'a>> {
    let mut met = BTreeSet::new();
    let hindsight_first = states.known.iter().rev().flat_map(|known| &known.begun);
    let events: Vec<&Event> = hindsight_first.map(|state| &*state.event).filter(|e| met.insert(&e.id)).collect();
    let state_of = |known: &'a Known| -> HashMap<_, _> { known.begun.iter().map(|s| (&s.event.id, s)).collect() };
    let by_known: Vec<_> = states.known.iter().map(state_of).collect();
    events
        .into_iter()
        .filter(|event| matches!(event.role, MapRole::Mark | MapRole::Area | MapRole::Timeline))
        .filter(|event| job.shows(event.basis))
        .map(|event| Told { event, states: by_known.iter().map(|known| known.get(&event.id).copied()).collect() })
        .collect()
}

#[derive(serde::Serialize)]
pub(super) struct EventData {
    id: String,
    place: usize,
    kind: String,
    /// Whether a place changes hands by it: such happenings come first.
    takes: bool,
    reference: bool,
    summary: String,
    reading: Option<String>,
    /// Where it is not simply something that happened.
    unsure: Option<&'static str>,
    /// How it stands by each instant of the reported clock.
    at: ByKnown<Option<StoodData>>,
    claims: Vec<ClaimData>,
}

/// How an event stands, compared by what a page tells of it.
#[derive(Clone, Copy)]
struct Worth<'a>(&'a EventState);

impl PartialEq for Worth<'_> {
    fn eq(&self, other: &Self) -> bool {
        let said = |of: &Self| (of.0.span, of.0.standing, of.0.voices, of.0.denied);
        said(self) == said(other)
    }
}

/// What a happening is worth by what had been reported.
#[derive(serde::Serialize)]
struct StoodData {
    when: String,
    /// What it is worth, in words.
    worth: String,
    standing: &'static str,
    denied: bool,
    /// The minutes from which it is possible, definite and over.
    phases: [Option<i64>; 3],
    /// Last minute of its bounds.
    until: i64,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum ClaimData {
    Excerpt {
        id: String,
        /// The words, in parts: 0 plain, 1 what names the place, 2 what tells the time.
        quote: Vec<(String, u8)>,
        by: String,
        work: usize,
        standing: &'static str,
        voice: usize,
        remarks: Vec<String>,
        known: usize,
    },
    Citation {
        says: &'static str,
        detail: Option<String>,
        work: usize,
        /// The number of the first instant of the reported clock by which it is known.
        known: usize,
    },
}

/// What is needed to write a happening down.
pub(super) struct Context<'a> {
    pub chronicle: &'a Chronicle,
    pub states: &'a States,
    /// Numbers of the works.
    pub works: &'a BTreeMap<&'a str, usize>,
}

impl Context<'_> {
    /// One happening at a place of this number.
    pub fn event(&self, told: &Told<'_>, place: usize) -> EventData {
        let event = told.event;
        EventData {
            id: event.id.as_str().to_owned(),
            place,
            kind: words::kind_title(self.chronicle, &event.kind),
            takes: self.chronicle.kind(&event.kind).effect == ControlEffect::Takes,
            reference: event.basis == Basis::Reference,
            summary: event.summary.clone(),
            reading: event.reading.clone(),
            unsure: words::unless_happened(event.modality),
            at: ByKnown::of(told.states.iter().copied().map(|state| state.map(Worth))).map(|state| self.stood(state.0)),
            claims: self.claims(event),
        }
    }

    fn stood(&self, state: &EventState) -> StoodData {
        let minutes = |moment: Option<Moment>| moment.map(|moment| self.states.minutes(moment));
        StoodData {
            when: words::between(state.span, self.chronicle.meta.range.until),
            worth: match state.event.basis {
                basis @ Basis::Reference => words::basis(basis).to_owned(),
                Basis::Documents => words::worth(state.standing, state.voices),
            },
            standing: words::standing(state.standing),
            denied: state.denied,
            phases: phases(self.states.ends, state).map(minutes),
            until: state.span.end.map_or(0, |end| self.states.minutes(end)),
        }
    }

    /// All that is said of it: what counts, and what stands beside it, such as references that differ, denials and
    /// what was taken back.
    fn claims(&self, event: &Event) -> Vec<ClaimData> {
        let mut voices: Vec<&str> = Vec::new();
        let data = event.claims.iter().filter_map(|claim| {
            let work = *self.works.get(claim.source.as_str())?;
            let known = self.known(claim);
            match &claim.evidence {
                Evidence::Passage(quote) => {
                    let Attribution { witness, by, standing, .. } = claim.attribution.as_ref()?;
                    let words = claim.timing.as_ref().and_then(|timing| timing.words.as_deref());
                    let voice = voices.iter().position(|known| *known == witness.as_str()).unwrap_or_else(|| {
                        voices.push(witness.as_str());
                        voices.len() - 1
                    });
                    let flags = claim.flags.iter().map(|flag| words::page::flag(flag));
                    Some(ClaimData::Excerpt {
                        id: claim.id.as_str().to_owned(),
                        quote: parts(&quote.exact, claim.as_written.as_deref(), words),
                        by: capitalised(by),
                        work,
                        standing: words::standing(*standing),
                        voice: voice + 1,
                        remarks: flags.chain(claim.note.clone()).collect(),
                        known,
                    })
                }
                Evidence::Citation(Citation { says, detail }) => Some(ClaimData::Citation {
                    says: words::page::relation(*says),
                    detail: detail.clone(),
                    work,
                    known,
                }),
            }
        });
        data.collect()
    }

    /// The number of the first instant by which a claim had been reported; hindsight where that is not known.
    fn known(&self, claim: &Claim) -> usize {
        let by = |known: &Known| known.by.is_none_or(|by| claim.reported.is_some_and(|reported| reported <= by));
        self.states.known.iter().position(by).unwrap_or_default()
    }
}

/// A quotation, verbatim but for line breaks, cut where the words for place and time begin and end.
fn parts(quote: &str, place: Option<&str>, time: Option<&str>) -> Vec<(String, u8)> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(quote);
    let mut found: Vec<(usize, usize, u8)> = [(place, 1), (time, 2)]
        .into_iter()
        .filter_map(|(words, sign)| {
            let words = flat(words?);
            let start = text.find(&words).filter(|_| !words.is_empty())?;
            Some((start, start + words.len(), sign))
        })
        .collect();
    found.sort_unstable();
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, sign) in found {
        // Where the one lies in the other, the first is marked.
        if start >= at {
            parts.push((text.get(at..start).unwrap_or_default().to_owned(), 0));
            parts.push((text.get(start..end).unwrap_or_default().to_owned(), sign));
            at = end;
        }
    }
    parts.push((text.get(at..).unwrap_or_default().to_owned(), 0));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

/// Whether a standing is that of an interested party alone.
pub(super) fn is_doubtful(standing: Standing) -> bool {
    standing <= Standing::Claimed
}
