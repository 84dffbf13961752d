//! What is counted through time where no distance is told of, worked out once.

use crate::app::State;
use crate::chronicle::Basis;
use crate::table::rows::{Histogram, Tables};
use crate::time::{Moment, Resolution};
use crate::timeline::Clock;
use crate::words;
use std::collections::BTreeMap;

/// Counts through time.
pub(super) struct Counted {
    /// What it is of, in two lines.
    pub title: [String; 2],
    /// From, until, and how many: of each side by rank, or of all.
    pub steps: Vec<(Moment, Moment, Vec<usize>)>,
    /// The most there can be at once.
    pub most: usize,
    /// Whether each count is of a side, or of a kind of the rows of tables: both have their colour by rank.
    pub by_side: bool,
}

impl Counted {
    /// How many places each of several sides holds, or how much happened; `None` where the distance is told of.
    pub fn of(state: &State) -> Option<Self> {
        let (timeline, shown, known_by) = (&state.timeline, state.shown(), state.view.clock.known_by);
        let chronicle = timeline.chronicle();
        let subject = &chronicle.meta.subject;
        let (from, until) = state.axis().range();
        if !chronicle.tables.is_empty() {
            return Some(Self::of_rows(&chronicle.tables, from, until));
        }
        if subject.control && (chronicle.meta.sides.len() > 2 || !chronicle.measures_distance()) {
            let basis = if shown.documents { Basis::Documents } else { Basis::Reference };
            let held = timeline.held_steps(basis, known_by);
            let ends = held.iter().skip(1).map(|(next, _)| *next).chain([until]);
            let steps = held.iter().zip(ends).map(|((from, counts), until)| (*from, until, counts.clone()));
            let title = words::bar_of_sides(chronicle);
            return Some(Self { title, steps: steps.collect(), most: chronicle.listed().count(), by_side: true });
        }
        if chronicle.measures_distance() {
            return None;
        }
        let unit = subject.resolution.max(Resolution::Hour);
        let rests =
            std::iter::successors(Some(from), |at| Some(unit.after(*at)).filter(|next| *next <= until && next > at));
        let tally = |cursor| timeline.tally(Clock { cursor, known_by }, shown.documents, shown.reference);
        let rests: Vec<(Moment, usize)> = rests.map(|at| (at, tally(at).max)).collect();
        let steps = differences(&rests);
        let most = steps.iter().flat_map(|(.., counts)| counts).copied().max().unwrap_or(0);
        Some(Self { title: words::bar_of_happenings(unit), steps, most, by_side: false })
    }
}

impl Counted {
    /// How many rows of tables begin in each unit of time, by kind.
    fn of_rows(tables: &Tables, from: Moment, until: Moment) -> Self {
        /// More bars than this are too thin to be told apart.
        const MOST_BARS: i64 = 400;
        let units = [Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year];
        let fits = |unit: &Resolution| (until.0 - from.0) / unit.minutes() <= MOST_BARS;
        let unit = units.into_iter().find(fits).unwrap_or(Resolution::Year);
        let mut bars: BTreeMap<Moment, (Moment, Vec<usize>)> = BTreeMap::new();
        for (number, table) in tables.iter().enumerate() {
            let merged = tables.merged(number);
            for (begin, end, kinds) in Histogram::new(&table.rows, unit).units(unit.begin_of(from), until) {
                let (_, counts) = bars.entry(begin).or_insert_with(|| (end, vec![0; tables.kinds().len()]));
                for (kind, rows) in kinds.into_iter().enumerate().filter(|(_, rows)| *rows > 0) {
                    let all = merged.get(kind).and_then(|kind| counts.get_mut(usize::from(*kind)));
                    if let Some(all) = all {
                        *all += rows as usize;
                    }
                }
            }
        }
        let steps: Vec<_> = bars.into_iter().map(|(begin, (end, counts))| (begin, end, counts)).collect();
        let most = steps.iter().map(|(.., counts)| counts.iter().sum::<usize>()).max().unwrap_or(0);
        Self { title: words::bar_of_rows(unit), steps, most, by_side: true }
    }
}

/// The steps of counts between rests: from, until, and what each of them adds.
fn differences(rests: &[(Moment, usize)]) -> Vec<(Moment, Moment, Vec<usize>)> {
    let pairs = rests.windows(2).filter_map(|pair| match pair {
        [(from, before), (until, after)] => Some((*from, *until, after.saturating_sub(*before))),
        _ => None,
    });
    pairs.filter(|(.., count)| *count > 0).map(|(from, until, count)| (from, until, vec![count])).collect()
}
