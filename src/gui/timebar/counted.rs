//! What is counted through time where no distance is told of, worked out once.

use crate::app::State;
use crate::chronicle::Basis;
use crate::time::{Moment, Resolution};
use crate::timeline::Clock;
use crate::words;

/// Counts through time.
pub(super) struct Counted {
    /// What it is of, in two lines.
    pub title: [String; 2],
    /// From, until, and how many: of each side by rank, or of all.
    pub steps: Vec<(Moment, Moment, Vec<usize>)>,
    /// The most there can be at once.
    pub most: usize,
    /// Whether each count is of a side.
    pub by_side: bool,
}

impl Counted {
    /// How many places each of several sides holds, or how much happened; `None` where the distance is told of.
    pub fn of(state: &State) -> Option<Self> {
        let (timeline, shown, known_by) = (&state.timeline, state.shown(), state.view.clock.known_by);
        let chronicle = timeline.chronicle();
        let subject = &chronicle.meta.subject;
        let (from, until) = state.axis().range();
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

/// The steps of counts between rests: from, until, and what each of them adds.
fn differences(rests: &[(Moment, usize)]) -> Vec<(Moment, Moment, Vec<usize>)> {
    let pairs = rests.windows(2).filter_map(|pair| match pair {
        [(from, before), (until, after)] => Some((*from, *until, after.saturating_sub(*before))),
        _ => None,
    });
    pairs.filter(|(.., count)| *count > 0).map(|(from, until, count)| (from, until, vec![count])).collect()
}
