//! The control of one place on one basis through all of time, worked out in one sweep. Knows nothing of other places.

use crate::chronicle::SideId;
use crate::time::{Extent, Moment, Phase};
use crate::timeline::ControlState;
use crate::timeline::fold::{Counted, Fold};
use std::collections::BTreeSet;

/// The states of a place on one basis, each from a moment on until the next.
#[derive(Debug)]
pub(super) struct Ladder {
    /// Ascending; the first begins before all time.
    rungs: Vec<Rung>,
}

/// A stretch of time in which nothing about the control changes.
#[derive(Debug, PartialEq)]
pub(super) struct Rung {
    pub(super) from: Moment,
    pub(super) state: ControlState,
    /// The last siege or fight that is over, where no capture has ended it: an index into what the ladder was made of.
    pub(super) lapsed: Option<usize>,
}

/// The side that holds the place before any event, and since when that is said.
pub(super) type HeldBefore<'a> = Option<(Moment, &'a SideId)>;

impl Ladder {
    /// Folds `items`, which are in time order, at every moment at which anything can change.
    pub(super) fn new(opening: HeldBefore<'_>, items: &[Counted<'_>]) -> Self {
        let before = Moment(i64::MIN);
        let mut ladder = Self { rungs: Vec::new() };
        match opening {
            None => ladder.sweep(None, items, before, None),
            Some((from, side)) => {
                ladder.sweep(None, items, before, Some(from));
                ladder.sweep(Some(side), items, from, None);
            }
        }
        ladder
    }

    /// The rung that holds at `t`.
    pub(super) fn at(&self, t: Moment) -> Option<&Rung> {
        self.rungs.get(self.number_at(t))
    }

    /// The number of the rung that holds at `t`.
    pub(super) fn number_at(&self, t: Moment) -> usize {
        self.rungs.partition_point(|rung| rung.from <= t).saturating_sub(1)
    }

    /// The moments after `from` at which a rung begins.
    pub(super) fn turns(&self, from: Moment) -> impl Iterator<Item = Moment> {
        self.rungs.iter().map(|rung| rung.from).filter(move |turn| *turn > from)
    }

    /// The same as far as `whole`, the ladder of everything together, allows: the state is never firmer than that.
    pub(super) fn no_firmer_than(self, whole: &Self) -> Self {
        let mut turns: Vec<Moment> = self.rungs.iter().chain(&whole.rungs).map(|rung| rung.from).collect();
        turns.sort_unstable();
        turns.dedup();
        let mut ladder = Self { rungs: Vec::new() };
        for turn in turns {
            let (Some(own), Some(all)) = (self.at(turn), whole.at(turn)) else { continue };
            let state = own.state.clone().no_firmer_than(&all.state);
            ladder.push(Rung { from: turn, state, lapsed: own.lapsed });
        }
        ladder
    }

    fn push(&mut self, rung: Rung) {
        let same = |last: &Rung| last.state == rung.state && last.lapsed == rung.lapsed;
        if !self.rungs.last().is_some_and(same) {
            self.rungs.push(rung);
        }
    }

    /// Adds the rungs from one moment on until another. What can no longer change is folded once; at each turn only what
    /// has begun and may still change is folded upon it.
    fn sweep<'a>(&mut self, opening: Option<&'a SideId>, items: &[Counted<'a>], from: Moment, until: Option<Moment>) {
        let turns = |item: &Counted<'_>| item.testimony.span.turns(item.entry.event.extent);
        let mut turns: Vec<Moment> = items.iter().flat_map(turns).filter(|turn| *turn > from).collect();
        turns.retain(|turn| until.is_none_or(|until| *turn < until));
        turns.push(from);
        turns.sort_unstable();
        turns.dedup();
        let mut starts: Vec<(Moment, usize)> =
            items.iter().zip(0..).filter_map(|(item, i)| Some((item.testimony.span.effective_start()?, i))).collect();
        starts.sort_unstable();
        let mut starts = starts.into_iter().peekable();
        let mut settled = Settled { fold: Fold::new(opening), count: 0, captures: Vec::new(), contest: None };
        let mut begun: BTreeSet<usize> = BTreeSet::new();
        for turn in turns {
            while let Some((_, i)) = starts.next_if(|(start, _)| *start < turn) {
                begun.insert(i);
            }
            while let Some(item) = items.get(settled.count).filter(|item| is_final(item, turn)) {
                begun.remove(&settled.count);
                settled.take(*item, turn);
            }
            let open = || begun.iter().filter_map(|i| items.get(*i));
            let mut fold = settled.fold.clone();
            open().for_each(|item| fold.take(*item, item.phase(turn)));
            let lapsed = settled.lapsed(items, open().filter(|item| item.phase(turn) == Phase::Definite));
            self.push(Rung { from: turn, state: fold.state(turn), lapsed });
        }
    }
}

/// What is folded of the items that can no longer change: a prefix of the time order.
struct Settled<'a> {
    fold: Fold<'a>,
    count: usize,
    /// The captures among them that stand.
    captures: Vec<Counted<'a>>,
    /// The last siege or fight among them, by its index.
    contest: Option<usize>,
}

impl<'a> Settled<'a> {
    fn take(&mut self, item: Counted<'a>, t: Moment) {
        let phase = item.phase(t);
        self.fold.take(item, phase);
        if item.contests() && phase == Phase::Over {
            self.contest = Some(self.count);
        }
        if item.takes() && phase == Phase::Definite {
            self.captures.push(item);
        }
        self.count += 1;
    }

    /// The last siege or fight that is over, where no capture ended it: none of those settled, none that holds now.
    fn lapsed<'i>(&self, items: &[Counted<'a>], mut definite: impl Iterator<Item = &'i Counted<'a>>) -> Option<usize>
    where
        'a: 'i,
    {
        let number = self.contest?;
        let contest = items.get(number)?;
        let start = contest.testimony.span.effective_start();
        // Captures are in order of their end: those before the contest began cannot have ended it.
        let mut late = self.captures.iter().rev().take_while(|capture| capture.testimony.span.end > start);
        let ended =
            late.any(|capture| capture.ended(contest)) || definite.any(|item| item.takes() && item.ended(contest));
        (!ended).then_some(number)
    }
}

/// Whether an item will be in the same phase for ever.
fn is_final(item: &Counted<'_>, t: Moment) -> bool {
    match item.phase(t) {
        Phase::Definite => item.entry.event.extent == Extent::Within,
        Phase::Over => true,
        Phase::Before | Phase::Possible => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::Event;
    use crate::timeline::Timeline;
    use crate::timeline::fixture::{chronicle, claim, event};
    use proptest::prelude::*;
    use std::sync::Arc;

    type Numbers = (u8, bool, u8, (u8, bool), Option<i64>, u8);

    /// An event at Alder from its numbers: what it does, by whom, its first day, how many more and whether its ends are
    /// uncertain, its order, its standing.
    fn made(id: usize, (kind, side, day, (days, uncertain), order, standing): Numbers) -> Event {
        use crate::chronicle::Standing::{Claimed, Confirmed, Denied, Reported};
        let kind = ["capture", "withdrawal", "siege", "fighting"][usize::from(kind)];
        let until = day + days;
        let when = if uncertain {
            let (begun, ended) = (day + days / 2, until.saturating_sub(1).max(day));
            format!("[2021-08-{day:02}..2021-08-{begun:02}]/[2021-08-{ended:02}..2021-08-{until:02}]")
        } else {
            format!("2021-08-{day:02}/2021-08-{until:02}")
        };
        let standing = [Claimed, Reported, Confirmed][usize::from(standing % 3)];
        let mut claims = vec![claim("V", standing, &when, "2021-08-13")];
        if standing == Claimed && kind == "capture" && order.is_some() {
            claims.push(claim("G", Denied, &when, "2021-08-14"));
        }
        let side = if side { "taliban" } else { "government" };
        Event { side: Some(side.into()), order, ..event(&format!("E{id:02}"), kind, "alder", &when, claims) }
    }

    /// The control and the lapsed contest at `t`, from all items at once.
    fn folded(opening: HeldBefore<'_>, items: &[Counted<'_>], t: Moment) -> (ControlState, Option<usize>) {
        let mut fold = Fold::new(opening.filter(|(from, _)| t >= *from).map(|(_, side)| side));
        items.iter().for_each(|item| fold.take(*item, item.phase(t)));
        let over = items.iter().rposition(|item| item.contests() && item.phase(t) == Phase::Over);
        let ended = |over: &usize| {
            items.iter().any(|item| item.takes() && item.phase(t) == Phase::Definite && item.ended(&items[*over]))
        };
        (fold.state(t), over.filter(|over| !ended(over)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_sweep_agrees_with_a_fold_of_everything_at_every_half_day(
            events in proptest::collection::vec(
                (0..4_u8, any::<bool>(), 2..9_u8, (0..5_u8, any::<bool>()), proptest::option::of(0..3_i64), 0..3_u8), 0..12),
            opens in proptest::option::of(3..6_i64),
        ) {
            let events = events.into_iter().enumerate().map(|(id, numbers)| made(id, numbers));
            let known = Timeline::new(Arc::new(chronicle(events)));
            let items: Vec<Counted<'_>> = known.items_at("alder");
            let side = "government".into();
            let first = Moment::parse("2021-08-01").unwrap();
            let opening = opens.map(|day| (Moment(first.0 + day * Moment::DAY), &side));
            let ladder = Ladder::new(opening, &items);
            for half in 0..30 {
                for t in [0, 1].map(|minute| Moment(first.0 + half * Moment::DAY / 2 + minute)) {
                    let rung = ladder.at(t).unwrap();
                    prop_assert_eq!((rung.state.clone(), rung.lapsed), folded(opening, &items, t), "{}", t.written());
                }
            }
        }
    }
}
