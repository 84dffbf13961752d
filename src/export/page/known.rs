//! The *reported* clock of a page: the instants between which what had been reported changes.

use crate::export::Job;
use crate::time::Moment;
use serde::Serialize;

/// More instants than this would make a page too large to publish: of more, some are left out.
const AT_MOST: usize = 48;
/// States of all instants together, about, that a page has room for.
const STATES: usize = 12_000;

/// The instants a page can stand at, ascending, hindsight last, and how many more there are. The first lies at or before
/// its first day; that of the job is always among them. At least two. `turns` is how many states one of them may have.
pub(super) fn instants(job: &Job, turns: usize) -> (Vec<Option<Moment>>, usize) {
    let (from, until) = job.range();
    let (from, until) = (Moment::start_of(from), Moment::end_of(until));
    let chronicle = job.timeline.chronicle();
    let claims = chronicle.events.values().flat_map(|event| &event.claims).filter_map(|claim| claim.reported);
    let opening = chronicle.meta.opening.as_ref().and_then(|opening| chronicle.references.get(&opening.source));
    let opening = opening.and_then(|reference| reference.published.span().end);
    let mut all: Vec<Moment> = claims.chain(opening).filter(|reported| *reported <= until).collect();
    all.sort_unstable();
    all.dedup();
    // What was reported before the page begins is one instant.
    let before = all.partition_point(|reported| *reported <= from);
    let first = all.drain(..before).next_back().unwrap_or(from);
    let room = (STATES / turns.max(1)).clamp(1, AT_MOST);
    let every = all.len().div_ceil(room).max(1);
    let thinned = all.iter().rev().step_by(every).copied();
    let left_out = all.len() - thinned.len();
    let mut kept: Vec<Moment> = thinned.chain([first]).chain(job.known_by).collect();
    kept.sort_unstable();
    kept.dedup();
    (kept.into_iter().map(Some).chain([None]).collect(), left_out)
}

/// A value for every such instant, by number, written down only where it changes.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct ByKnown<T>(Vec<(usize, T)>);

impl<T: PartialEq> ByKnown<T> {
    /// From the values of all instants, in order.
    pub fn of(values: impl IntoIterator<Item = T>) -> Self {
        let mut steps: Vec<(usize, T)> = Vec::new();
        for (number, value) in values.into_iter().enumerate() {
            if steps.last().is_none_or(|(_, last)| *last != value) {
                steps.push((number, value));
            }
        }
        Self(steps)
    }
}

impl<T> ByKnown<Option<T>> {
    /// The same with every value made into another.
    pub fn map<U>(self, made: impl Fn(T) -> U) -> ByKnown<Option<U>> {
        ByKnown(self.0.into_iter().map(|(number, value)| (number, value.map(&made))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_only_where_it_changes() {
        assert_eq!(ByKnown::of(["a", "a", "b", "a"]).0, [(0, "a"), (2, "b"), (3, "a")]);
    }
}
