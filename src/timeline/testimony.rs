//! What the claims of an event that count add up to: bounds, standing, voices. Knows nothing of places or control.

use crate::chronicle::{Basis, Event, Standing};
use crate::time::{Moment, Span};
use std::sync::Arc;

/// A claim that can count for its event.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Its index among the event's claims.
    pub(super) claim: usize,
    pub(super) reported: Option<Moment>,
    /// The number of its witness within the event.
    pub(super) witness: usize,
    pub(super) standing: Standing,
    /// Its own bounds; those of the event where it gives none.
    pub(super) span: Span,
    /// Whether it speaks of the event's own kind, place, role and modality.
    pub(super) agrees: bool,
}

/// What the claims that count add up to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Testimony {
    pub(super) span: Span,
    pub(super) standing: Standing,
    pub(super) voices: usize,
    pub(super) denied: bool,
    /// Indices into the event's claims, ascending.
    pub(super) counting: Arc<[usize]>,
    /// Standing and voices of those that speak of the event's own kind, place, role and modality: the only ones
    /// that can change control.
    pub(super) firm: Option<(Standing, usize)>,
}

impl Testimony {
    /// The standing that counts for control.
    pub(super) fn firm_standing(&self) -> Standing {
        self.firm.map_or(Standing::Denied, |(standing, _)| standing)
    }
}

/// Adds up the statements that count; `None` where none does. `denied` says that another event's claim speaks against
/// the event.
pub(super) fn add_up(
    event: &Event,
    statements: &[Statement],
    counts: impl Fn(&Statement) -> bool,
    denied: bool,
) -> Option<Testimony> {
    let mut counting = Vec::with_capacity(statements.len());
    let (mut all, mut firm) = (Tally::default(), Tally::default());
    let mut denied = denied;
    for statement in statements.iter().filter(|statement| counts(statement)) {
        counting.push(statement.claim);
        denied |= statement.standing == Standing::Denied;
        if statement.standing >= Standing::Claimed {
            all.add(statement);
            if statement.agrees {
                firm.add(statement);
            }
        }
    }
    if counting.is_empty() {
        return None;
    }
    counting.sort_unstable();
    // Without support only denials or retractions count: the best of those is what it is worth.
    let unsupported = || {
        let standings = statements.iter().filter(|statement| counts(statement)).map(|statement| statement.standing);
        standings.max().unwrap_or(Standing::Retracted)
    };
    let supporters = statements.iter().filter(|statement| statement.standing >= Standing::Claimed).count();
    Some(Testimony {
        span: bounds(event, &all, &firm, supporters),
        standing: all.standing.unwrap_or_else(unsupported),
        voices: all.voices,
        denied,
        counting: counting.into(),
        firm: firm.standing.map(|standing| (standing, firm.voices)),
    })
}

/// The bounds that the counting claims leave: the reading when all of them count, else the union of theirs, kept inside
/// the reading where the editor gave a reason for it.
fn bounds(event: &Event, all: &Tally, firm: &Tally, supporters: usize) -> Span {
    let reading = event.span;
    let Some(union) = firm.span.or(all.span) else { return reading };
    if event.basis == Basis::Reference || all.claims == supporters {
        return reading;
    }
    if event.reading.is_none() {
        return union;
    }
    let start = union.start.max(reading.start);
    let end = match (union.end, reading.end) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let disjoint = start.zip(end).is_some_and(|(start, end)| start >= end);
    if disjoint { union } else { Span { start, end, ..union } }
}

/// A running sum over claims, those of one witness coming one after the other.
#[derive(Default)]
struct Tally {
    claims: usize,
    voices: usize,
    last_witness: Option<usize>,
    standing: Option<Standing>,
    span: Option<Span>,
}

impl Tally {
    fn add(&mut self, statement: &Statement) {
        self.claims += 1;
        if self.last_witness.replace(statement.witness) != Some(statement.witness) {
            self.voices += 1;
        }
        self.standing = self.standing.max(Some(statement.standing));
        self.span = Some(self.span.map_or(statement.span, |span| span.union(statement.span)));
    }
}
