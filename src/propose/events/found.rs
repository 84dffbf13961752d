//! A happening before it is a proposal.

use crate::propose::proposal::Kind;
use crate::propose::reality::Reality;
use std::ops::Range;

/// A happening as one clause tells it.
#[derive(Clone, Debug)]
pub(in crate::propose) struct Found {
    pub kind: Kind,
    /// The verb or noun that tells it.
    pub at: usize,
    pub reality: Reality,
    /// Mentions of the places it is about; empty where none is near.
    pub places: Vec<usize>,
    /// The words that name who did it.
    pub side: Option<Range<usize>>,
    /// The words that name whom or what it was done to.
    pub target: Option<Range<usize>>,
    /// Whether "the attack" may mean one that was told before, since no place stands near it.
    pub recalls: bool,
    /// How sure the rule is, 0 to 1.
    pub score: f32,
    /// The rule, in words.
    pub rule: &'static str,
}
