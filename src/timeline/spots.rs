//! What happened at each place, in order of time: how much of it a mark stands for at an instant is looked up, whatever
//! the number of records.

use crate::chronicle::{Basis, MapRole, PlaceId};
use crate::time::Moment;
use crate::timeline::EventState;
use crate::timeline::entry::Entry;
use crate::timeline::knowledge::Knowledge;
use foldhash::HashSet;
use std::collections::BTreeSet;

/// The happenings of one place that one mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub place: PlaceId,
    /// How many; never none.
    pub count: usize,
    /// The largest of them, of equals the latest.
    pub leading: EventState,
}

/// All that ever happens at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct SpotTotal {
    /// Where.
    pub place: PlaceId,
    /// How much happens there through all of time.
    pub count: usize,
    /// The most of it on one day.
    pub most: usize,
    /// The largest size of any of it, where sizes are known.
    pub largest: Option<f64>,
    /// The kinds of it, each once.
    pub kinds: BTreeSet<String>,
}

/// The marks of one place on one basis.
#[derive(Debug)]
pub(super) struct MarksOfPlace {
    total: SpotTotal,
    /// Start, end and number of the entry, in order of the start. What has no end is not drawn.
    bounds: Vec<(Moment, Moment, u32)>,
    /// The latest end among each and those before it.
    latest: Vec<Moment>,
    /// The position of the largest among each and those before it.
    largest: Vec<usize>,
}

/// Whether an event is drawn as a mark at the point of its place.
fn is_mark(entry: &Entry, basis: Basis) -> bool {
    let event = &entry.event;
    event.role == MapRole::Mark && event.basis == basis && event.shape.is_none() && entry.station.is_none()
}

impl Knowledge {
    /// What is drawn as marks, by place.
    pub(super) fn marks(&self, basis: Basis) -> &[MarksOfPlace] {
        self.marks_by_place(basis).get_or_init(|| {
            let bounds = |number: &u32| {
                let counted = self.counted(*number).filter(|counted| is_mark(counted.entry, basis))?;
                let span = counted.testimony.span;
                span.effective_start().zip(span.end).map(|(start, end)| (start, end, *number))
            };
            let places =
                self.index.places().map(|(place, numbers)| (place, numbers.iter().filter_map(bounds).collect()));
            let marked = places.filter(|(_, bounds): &(_, Vec<_>)| !bounds.is_empty());
            marked.map(|(place, bounds)| self.marks_of_place(place, bounds)).collect()
        })
    }

    fn size(&self, number: u32) -> Option<f64> {
        self.index.entries.get(number as usize).and_then(|entry| entry.event.size)
    }

    /// What is told of at one place, each kind once.
    fn kinds(&self, bounds: &[(Moment, Moment, u32)]) -> BTreeSet<String> {
        let entries = bounds.iter().filter_map(|(.., number)| self.index.entries.get(*number as usize));
        let kinds: HashSet<&str> = entries.map(|entry| entry.event.kind.as_str()).collect();
        kinds.into_iter().map(str::to_owned).collect()
    }

    fn marks_of_place(&self, place: &PlaceId, mut bounds: Vec<(Moment, Moment, u32)>) -> MarksOfPlace {
        bounds.sort_unstable();
        let size = |at: usize| bounds.get(at).and_then(|(.., number)| self.size(*number));
        let (mut latest, mut largest) = (Vec::with_capacity(bounds.len()), Vec::with_capacity(bounds.len()));
        let (mut end, mut first) = (Moment(i64::MIN), 0);
        for (at, (_, own, _)) in bounds.iter().enumerate() {
            end = end.max(*own);
            first = if larger(size(at), size(first)) { at } else { first };
            latest.push(end);
            largest.push(first);
        }
        let total = SpotTotal {
            place: place.clone(),
            count: bounds.len(),
            most: most(&bounds),
            largest: largest.last().and_then(|at| size(*at)),
            kinds: self.kinds(&bounds),
        };
        MarksOfPlace { total, bounds, latest, largest }
    }

    /// The places at which something is drawn as a mark between two moments, on any of some bases.
    pub(super) fn marked(&self, bases: &[Basis], from: Moment, until: Moment) -> impl Iterator<Item = &PlaceId> {
        let drawn = move |number: &u32| {
            self.counted(*number).is_some_and(|counted| {
                let (event, span) = (&counted.entry.event, counted.testimony.span);
                event.role == MapRole::Mark
                    && bases.contains(&event.basis)
                    && span.end.is_some_and(|end| end > from)
                    && span.effective_start().is_some_and(|start| start < until)
            })
        };
        self.index.places().filter(move |(_, numbers)| numbers.iter().any(drawn)).map(|(place, _)| place)
    }

    /// The spots at `t` of all that ended after `since`, or had not yet, in the order of their places.
    pub(super) fn spots(&self, basis: Basis, t: Moment, since: Moment) -> Vec<Spot> {
        let spot = |marks: &MarksOfPlace| {
            let (count, number) = marks.alive(t, since, |number| self.size(number))?;
            let counted = self.counted(number)?;
            let leading = EventState::of(&counted, counted.phase(t));
            Some(Spot { place: marks.total.place.clone(), count, leading })
        };
        self.marks(basis).iter().filter_map(spot).collect()
    }

    /// What has a line or an outline of its own, with its place in the order of ids, of all that ended after `since`, or
    /// had not yet.
    pub(super) fn shaped(&self, t: Moment, since: Moment) -> Vec<(u32, EventState)> {
        let spans = self.known_shapes().get_or_init(|| {
            let is_shaped = |entry: &Entry| entry.event.shape.is_some() && entry.event.role != MapRole::Timeline;
            self.spans(is_shaped)
        });
        let counted = spans.across(t, since).into_iter().filter_map(|number| self.counted(number));
        counted.map(|counted| (counted.entry.rank, EventState::of(&counted, counted.phase(t)))).collect()
    }

    /// What ever happens at each place, in the order of the places.
    pub(super) fn spot_totals(&self, basis: Basis) -> impl Iterator<Item = &SpotTotal> {
        self.marks(basis).iter().map(|marks| &marks.total)
    }
}

/// Whether the later of two sizes leads.
fn larger(later: Option<f64>, before: Option<f64>) -> bool {
    later.unwrap_or(f64::NEG_INFINITY) >= before.unwrap_or(f64::NEG_INFINITY)
}

/// The most that are drawn at the end of any one day, given their bounds in order of the start.
fn most(bounds: &[(Moment, Moment, u32)]) -> usize {
    let day = |moment: Moment| moment.0.div_euclid(Moment::DAY);
    let mut last: Vec<i64> = bounds.iter().map(|(_, end, _)| day(Moment(end.0.saturating_sub(1)))).collect();
    last.sort_unstable();
    let mut over = 0;
    let counts = bounds.iter().enumerate().map(|(before, (start, ..))| {
        over += last.iter().skip(over).take_while(|last| **last < day(*start)).count();
        before + 1 - over
    });
    counts.max().unwrap_or_default()
}

impl MarksOfPlace {
    /// How many have begun by `t` and ended after `since`, and the entry of the largest.
    fn alive(&self, t: Moment, since: Moment, size: impl Fn(u32) -> Option<f64>) -> Option<(usize, u32)> {
        let begun = self.bounds.partition_point(|(start, ..)| *start < t);
        let last = begun.checked_sub(1)?;
        if since == Moment(i64::MIN) {
            let (.., number) = self.bounds.get(*self.largest.get(last)?)?;
            return Some((begun, *number));
        }
        // Before the first whose forerunners have all ended there is nothing to find.
        let from = self.latest.partition_point(|end| *end <= since);
        let mut leading: Option<(usize, u32)> = None;
        for (_, _, number) in self.bounds.get(from..begun)?.iter().filter(|(_, end, _)| *end > since) {
            leading = Some(match leading {
                Some((count, known)) if !larger(size(*number), size(known)) => (count + 1, known),
                Some((count, _)) => (count + 1, *number),
                None => (1, *number),
            });
        }
        leading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::fixture::{at, capture, timeline};

    fn check(cursor: &str, since: Moment, expected: &[(&str, usize, &str)]) {
        let timeline = timeline([
            capture("A", "elsewhere", "2021-08-10"),
            capture("B", "elsewhere", "2021-08-12"),
            capture("C", "elsewhere", "2021-08-12T14:05"),
            capture("D", "herat", "2021-08-13"),
        ]);
        let slice = timeline.slice(at(cursor));
        let spots = slice.events.spots(Basis::Documents, since);
        let found: Vec<(&str, usize, &str)> =
            spots.iter().map(|spot| (spot.place.as_str(), spot.count, spot.leading.event.id.as_str())).collect();
        assert_eq!(found, expected, "{cursor}");
    }

    fn day(written: &str) -> Moment {
        Moment(at(written).cursor.0 - Moment::DAY)
    }

    #[test]
    fn a_spot_counts_what_has_begun_and_is_not_gone() {
        check("2021-08-09", day("2021-08-09"), &[]);
        check("2021-08-12", day("2021-08-12"), &[("elsewhere", 2, "C")]);
        check("2021-08-12", day("2021-08-10"), &[("elsewhere", 3, "C")]);
        check("2021-08-13", day("2021-08-13"), &[("herat", 1, "D")]);
        check("2021-08-13", Moment(i64::MIN), &[("elsewhere", 3, "C"), ("herat", 1, "D")]);
    }

    #[test]
    fn what_ever_happens_at_a_place_is_the_same_at_all_times() {
        let timeline = timeline([capture("A", "elsewhere", "2021-08-10"), capture("B", "elsewhere", "2021-08-12")]);
        let totals = timeline.spot_totals(Basis::Documents);
        let found: Vec<_> = totals.iter().map(|of| (of.place.as_str(), of.count, of.most, of.kinds.len())).collect();
        assert_eq!(found, [("elsewhere", 2, 1, 1)]);
    }
}
