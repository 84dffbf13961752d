//! What a statement about places is made with: how firm it is, its places, its pattern.

use crate::chronicle::Chronicle;
use crate::timeline::DayCapture;
use crate::words::grammar::{fill, isolated, list};

/// How many places a title names before it counts the rest.
const NAMED_AT_MOST: usize = 4;

/// What is said of a place, the firmest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Firmness {
    Certain,
    Possible,
    Claimed,
}

impl Firmness {
    pub(super) fn new(claimed: bool, definite: bool) -> Self {
        match (claimed, definite) {
            (true, _) => Self::Claimed,
            (false, false) => Self::Possible,
            (false, true) => Self::Certain,
        }
    }

    pub(super) fn of(change: &DayCapture) -> Self {
        Self::new(change.claimed_only, change.definite)
    }
}

/// A pattern of a kind with its slots filled.
pub(super) fn filled(chronicle: &Chronicle, pattern: &str, kind: &str, places: &str, side: &str) -> String {
    let (label, plural) = (chronicle.meta.kinds.label(kind), chronicle.meta.kinds.plural(kind));
    fill(pattern, &[("places", places), ("side", side), ("label", &label), ("plural", &plural)])
}

/// All names, or the first two and how many more.
pub(super) fn shortened(names: &[&str], noun: &str) -> String {
    match names {
        [first, second, rest @ ..] if names.len() > NAMED_AT_MOST => {
            format!("{}, {} and {} more {noun}", isolated(first), isolated(second), rest.len())
        }
        _ => list(names),
    }
}
