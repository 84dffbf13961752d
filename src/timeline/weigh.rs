//! What an event is worth at an instant of the *reported* clock: which of its claims count, and what they add up to.
//! Knows nothing of the cursor.

use crate::catalogue::Effect;
use crate::chronicle::{
    Basis, Chronicle, Claim, Event, EventId, MapRole, Modality, Overrides, Place, Says, SideId, Standing,
};
use crate::time::{Extent, Moment, Span};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What an event can do to the control of a listed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Gives it to a side.
    Capture,
    /// Takes it from the side that leaves.
    Withdrawal,
    /// Contests it while it lasts.
    Siege,
    /// Contests it while it lasts.
    Fighting,
    /// Nothing.
    Other,
}

/// One event of the index.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) event: EventId,
    /// The listed place it stands at, as an index into the index's slots.
    pub(super) slot: Option<usize>,
    pub(super) basis: Basis,
    pub(super) deed: Deed,
    pub(super) extent: Extent,
    pub(super) side: Option<SideId>,
    pub(super) order: Option<i64>,
    /// Whether it tells that something happened at its place.
    pub(super) tells: bool,
    /// Whether it is background, off by default.
    pub(super) background: bool,
    /// The bounds of the editor's reading.
    span: Span,
    /// Whether the editor gave a reason for bounds other than the claims'.
    narrowed: bool,
    /// The claims that can count, those of one witness side by side.
    witnesses: Vec<Witness>,
    /// When each denial of it was reported.
    denials: Vec<Option<Moment>>,
    /// In hindsight; `None` where no claim counts.
    hindsight: Option<Weight>,
    /// The moment by which hindsight is reached; `None` where a claim's moment is unknown.
    all_known: Option<Moment>,
}

/// A claim that can count.
#[derive(Clone, Debug)]
struct Witness {
    claim: usize,
    reported: Option<Moment>,
    voice: usize,
    standing: Standing,
    /// Its own bounds; those of the event for a reference.
    span: Span,
    /// Whether it speaks of the event's own kind, place, role and modality.
    agrees: bool,
}

/// What the claims that count add up to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weight {
    pub(super) span: Span,
    pub(super) standing: Standing,
    pub(super) voices: usize,
    pub(super) denied: bool,
    /// Indices into the event's claims, ascending.
    pub(super) counting: Vec<usize>,
    /// Standing and voices of those that speak of the event's own kind, place, role and modality: the only ones
    /// that can change control.
    pub(super) firm: Option<(Standing, usize)>,
}

impl Entry {
    /// Indexes an event; `slots` numbers the listed places, `denials` are those other events hold against it.
    pub(super) fn new(
        chronicle: &Chronicle,
        event: &Event,
        slot: Option<usize>,
        mut denials: Vec<Option<Moment>>,
    ) -> Self {
        let mut voices = BTreeMap::new();
        let mut witnesses = Vec::new();
        for (i, claim) in event.claims.iter().enumerate() {
            let Some((voice, standing, span, agrees)) = testimony(chronicle, event, claim) else { continue };
            if standing == Standing::Denied {
                denials.push(claim.reported);
            }
            let next = voices.len();
            let voice = *voices.entry(voice).or_insert(next);
            witnesses.push(Witness { claim: i, reported: claim.reported, voice, standing, span, agrees });
        }
        witnesses.sort_by_key(|w| (w.voice, w.claim));
        let all_known = witnesses
            .iter()
            .map(|w| w.reported)
            .chain(denials.iter().copied())
            .try_fold(Moment(i64::MIN), |latest, reported| reported.map(|r| latest.max(r)));
        let mut entry = Self {
            event: event.id.clone(),
            slot,
            basis: event.basis,
            deed: deed(event, chronicle.kind(&event.kind).effect, slot),
            extent: event.extent,
            side: event.side.clone(),
            order: event.order,
            tells: event.basis == Basis::Documents
                && !matches!(event.role, MapRole::Exclude | MapRole::Context)
                && matches!(event.modality, Modality::Happened | Modality::Ongoing),
            background: event.role == MapRole::Context,
            span: event.span,
            narrowed: event.reading.is_some(),
            witnesses,
            denials,
            hindsight: None,
            all_known,
        };
        entry.hindsight = entry.weigh(None);
        entry
    }

    /// The bounds of the editor's reading.
    pub(super) fn reading(&self) -> Span {
        self.span
    }

    /// What it is worth in hindsight.
    pub(super) fn hindsight(&self) -> Option<&Weight> {
        self.hindsight.as_ref()
    }

    /// Whether everything about it is known by `known_by`.
    pub(super) fn is_all_known(&self, known_by: Moment) -> bool {
        self.all_known.is_some_and(|all| all <= known_by)
    }

    /// What the claims reported by `known_by` add up to; `None` where none counts.
    pub(super) fn weigh(&self, known_by: Option<Moment>) -> Option<Weight> {
        let known = |reported: Option<Moment>| known_by.is_none_or(|by| reported.is_some_and(|r| r <= by));
        let denied = self.denials.iter().any(|reported| known(*reported));
        self.weigh_those(|witness| known(witness.reported), denied)
    }

    /// The bounds that are left when only these claims count, as indices into the event's; `None` where none does.
    pub(super) fn bounds_of(&self, claims: &[usize]) -> Option<Span> {
        self.weigh_those(|witness| claims.contains(&witness.claim), false).map(|weight| weight.span)
    }

    fn weigh_those(&self, counts: impl Fn(&Witness) -> bool, denied: bool) -> Option<Weight> {
        let mut counting = Vec::new();
        let (mut all, mut firm) = (Tally::default(), Tally::default());
        for witness in self.witnesses.iter().filter(|w| counts(w)) {
            counting.push(witness.claim);
            if witness.standing >= Standing::Claimed {
                all.add(witness);
                if witness.agrees {
                    firm.add(witness);
                }
            }
        }
        if counting.is_empty() {
            return None;
        }
        counting.sort_unstable();
        // Without support only denials or retractions count: the best of those is what it is worth.
        let unsupported = || {
            let standings = self.witnesses.iter().filter(|w| counts(w)).map(|w| w.standing);
            standings.max().unwrap_or(Standing::Retracted)
        };
        Some(Weight {
            span: self.bounds(&all, &firm),
            standing: all.standing.unwrap_or_else(unsupported),
            voices: all.voices,
            denied,
            counting,
            firm: firm.standing.map(|standing| (standing, firm.voices)),
        })
    }

    /// The bounds that the counting claims leave: the reading when all of them count, else the union of theirs,
    /// kept inside the reading where the editor gave a reason for it.
    fn bounds(&self, all: &Tally, firm: &Tally) -> Span {
        let supporters = self.witnesses.iter().filter(|w| w.standing >= Standing::Claimed).count();
        let Some(union) = firm.span.or(all.span) else { return self.span };
        if self.basis == Basis::Reference || all.claims == supporters {
            return self.span;
        }
        if !self.narrowed {
            return union;
        }
        let start = union.start.max(self.span.start);
        let end = match (union.end, self.span.end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let disjoint = start.zip(end).is_some_and(|(start, end)| start >= end);
        if disjoint { union } else { Span { start, end } }
    }
}

/// A running sum over claims, those of one witness coming one after the other.
#[derive(Default)]
struct Tally {
    claims: usize,
    voices: usize,
    last_voice: Option<usize>,
    standing: Option<Standing>,
    span: Option<Span>,
}

impl Tally {
    fn add(&mut self, witness: &Witness) {
        self.claims += 1;
        if self.last_voice != Some(witness.voice) {
            self.voices += 1;
            self.last_voice = Some(witness.voice);
        }
        self.standing = self.standing.max(Some(witness.standing));
        self.span = Some(self.span.map_or(witness.span, |span| span.union(witness.span)));
    }
}

/// Who a claim speaks for, what it is worth, its bounds, and whether it speaks of just this event; `None` where it
/// can never count.
fn testimony<'a>(chronicle: &'a Chronicle, event: &Event, claim: &'a Claim) -> Option<(&'a str, Standing, Span, bool)> {
    if let Some(cited) = claim.citation() {
        let counts = event.basis == Basis::Reference && matches!(cited.says, Says::SameDay | Says::Supports);
        let lineage = chronicle.references.get(&claim.source).map_or(claim.source.as_str(), |r| r.lineage.as_str());
        return counts.then_some((lineage, Standing::Reported, event.span, true));
    }
    let who = claim.attribution.as_ref()?;
    let Overrides { kind, place, role, modality } = &claim.overrides;
    let agrees = kind.as_ref().is_none_or(|kind| *kind == event.kind)
        && place.as_ref().is_none_or(|place| *place == event.place)
        && role.is_none_or(|role| role == event.role)
        && modality.is_none_or(|modality| modality == event.modality);
    let standing = if claim.denies.as_ref() == Some(&event.id) { Standing::Denied } else { who.standing };
    let span = claim.timing.as_ref().map_or(event.span, |timing| timing.span);
    Some((who.witness.as_str(), standing, span, agrees))
}

/// Only an event's own kind, as a mark at a listed place, happened or ongoing, can change control.
fn deed(event: &Event, effect: Effect, slot: Option<usize>) -> Deed {
    let can = slot.is_some()
        && event.role == MapRole::Mark
        && matches!(event.modality, Modality::Happened | Modality::Ongoing);
    match effect {
        _ if !can => Deed::Other,
        Effect::Takes if event.side.is_some() => Deed::Capture,
        Effect::Leaves if event.side.is_some() => Deed::Withdrawal,
        Effect::Besieges if event.extent == Extent::Throughout => Deed::Siege,
        Effect::Contests if event.extent == Extent::Throughout => Deed::Fighting,
        _ => Deed::Other,
    }
}

/// The denials that claims elsewhere hold against events, by event.
pub(super) fn denials(chronicle: &Chronicle) -> BTreeMap<EventId, Vec<Option<Moment>>> {
    let mut denials: BTreeMap<EventId, Vec<Option<Moment>>> = BTreeMap::new();
    for event in chronicle.events.values().filter(|e| e.role != MapRole::Exclude) {
        for claim in &event.claims {
            let Some(denied) = claim.denies.as_ref().filter(|denied| **denied != event.id) else { continue };
            if claim.standing() != Some(Standing::Retracted) {
                denials.entry(denied.clone()).or_default().push(claim.reported);
            }
        }
    }
    denials
}

/// The listed places, numbered in id order.
pub(super) fn slots(chronicle: &Chronicle) -> Vec<&Place> {
    chronicle.listed().collect()
}

/// Time order: by bounds (end, then start), then by the editor's order, then by id.
pub(super) fn in_time_order(a: (&Entry, Span), b: (&Entry, Span)) -> Ordering {
    let key = |span: Span| (span.end.map_or(i64::MAX, |m| m.0), span.start.map_or(i64::MIN, |m| m.0));
    key(a.1).cmp(&key(b.1)).then(a.0.order.cmp(&b.0.order)).then_with(|| a.0.event.cmp(&b.0.event))
}
