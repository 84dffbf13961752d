//! Bounds in order of their start, so that what a moment lies in is found without walking all.

use crate::time::{Moment, Span};

/// Bounds, each of the entry with a number.
#[derive(Debug)]
pub(super) struct Spans {
    /// Start, end (the end of time where unknown) and number, in order of the start.
    bounds: Vec<(Moment, Moment, u32)>,
    /// The latest end in each run of [`Spans::RUN`].
    latest: Vec<Moment>,
}

impl Spans {
    const RUN: usize = 64;

    /// Those that have a beginning.
    pub(super) fn new(spans: impl Iterator<Item = (Span, u32)>) -> Self {
        let bounds =
            |(span, number): (Span, u32)| Some((span.effective_start()?, span.end.unwrap_or(Moment(i64::MAX)), number));
        let mut bounds: Vec<_> = spans.filter_map(bounds).collect();
        bounds.sort_unstable();
        let latest = |run: &[(Moment, Moment, u32)]| run.iter().map(|(_, end, _)| *end).max();
        let latest = bounds.chunks(Self::RUN).filter_map(latest).collect();
        Self { bounds, latest }
    }

    /// How many begin before `t`.
    pub(super) fn begun(&self, t: Moment) -> usize {
        self.bounds.partition_point(|(start, ..)| *start < t)
    }

    /// The numbers of those that begin before `t` and end after `after`, ascending.
    pub(super) fn across(&self, t: Moment, after: Moment) -> Vec<u32> {
        let begun = self.bounds.get(..self.begun(t)).unwrap_or_default();
        let runs = begun.chunks(Self::RUN).zip(&self.latest).filter(|(_, latest)| **latest > after);
        let mut numbers: Vec<u32> =
            runs.flat_map(|(run, _)| run).filter(|(_, end, _)| *end > after).map(|(.., number)| *number).collect();
        numbers.sort_unstable();
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_lies_across_is_what_a_walk_finds(
            bounds in proptest::collection::vec((0..500_i64, proptest::option::of(1..60_i64)), 0..300),
            t in 0..600_i64,
            back in 0..40_i64,
        ) {
            let span = |(start, length): &(i64, Option<i64>)| {
                Span::new(Some(Moment(*start)), length.map(|length| Moment(start + length)))
            };
            let spans = Spans::new(bounds.iter().map(span).zip(0..));
            let (t, after) = (Moment(t), Moment(t - back));
            let lies = |span: &Span| span.start.is_some_and(|s| s < t) && span.end.is_none_or(|end| end > after);
            let walked: Vec<u32> = bounds.iter().map(span).zip(0..).filter(|(s, _)| lies(s)).map(|(_, n)| n).collect();
            prop_assert_eq!(spans.across(t, after), walked);
        }
    }
}
