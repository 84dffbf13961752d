//! The time bar: its axis, the happenings in their rows, the distance to the focus. Silence before and after the dense
//! days is given little room.

use crate::catalogue::KindLane;
use crate::chronicle::{Basis, Chronicle, Modality};
use crate::export::Job;
use crate::export::page::events::{Told, is_doubtful};
use crate::export::page::known::ByKnown;
use crate::export::page::ladders::Distance;
use crate::export::page::states::States;
use crate::time::Moment;
use crate::words::{self, Step, place_name, side_name};
use std::cmp::Reverse;

/// Room of a compressed end, in days.
const END: f64 = 0.55;
/// A scale with more lines than this has room on no screen.
const MOST_LINES: i64 = 400;
/// Longer bars have no hours, days.
const HOURS_UP_TO: i64 = 3;

/// All of the bar; moments are minutes.
#[derive(serde::Serialize)]
pub(super) struct Bar {
    /// Knots of the axis: minute and unit, of which a dense day has one.
    knots: Vec<(i64, f64)>,
    /// First and last minute of the dense days.
    dense: (i64, i64),
    /// Scales for them, the finest first: of each line the minute, what the stretch after it is called in as few
    /// letters as can be, and where there is more room.
    scales: Vec<Vec<(i64, String, String)>>,
    /// What the rows are called: two of dots, one of lines, one of small dots. One without a name is empty.
    rows: [Option<&'static str>; 4],
    items: Vec<Item>,
    /// By basis: from which minute on the nearest held place is how many km away, and which.
    nearest: [ByKnown<Vec<Distance>>; 2],
    /// What that is called; none where there is no focus.
    near: Option<String>,
}

/// A happening in its row.
#[derive(serde::Serialize)]
struct Item {
    event: usize,
    row: usize,
    /// The rank of the side that acts.
    side: Option<usize>,
    focus: bool,
    /// By the reference chronology: drawn hollow.
    hollow: bool,
    /// Its first and last minute, and whether it is doubtful, by each instant of the reported clock.
    at: ByKnown<Option<(Option<i64>, i64, bool)>>,
}

/// The bar of a job's days.
pub(super) fn bar(job: &Job, states: &States, told: &[Told<'_>]) -> Bar {
    let chronicle = job.chronicle();
    let (first, last) = states.range;
    let dense = chronicle.meta.range.dense;
    // Without silence in it, a page has all its days alike.
    let (a, b) =
        if dense.1 < first || dense.0 > last { (first, last) } else { (dense.0.max(first), dense.1.min(last)) };
    let (from, until) = (Moment::start_of(a), Moment::end_of(b));
    let minutes = |moment| states.minutes(moment);
    let (start, end) = (minutes(Moment::start_of(first)), minutes(Moment::end_of(last)));
    let days = (until.0 - from.0) / Moment::DAY;
    let lead = if minutes(from) > start { END } else { 0.0 };
    let tail = if end > minutes(until) { END } else { 0.0 };
    let whole = lead + days as f64;
    let mut knots = vec![(start, 0.0), (minutes(from), lead), (minutes(until), whole), (end, whole + tail)];
    knots.dedup();
    let rows = Rows::of(chronicle, told);
    let items = told.iter().enumerate().map(|(i, told)| item(job, states, &rows, (i, told)));
    let nearest = [0, 1].map(|basis| {
        ByKnown::of(states.known.iter().map(|known| known.nearest.get(basis).cloned().unwrap_or_default()))
    });
    Bar {
        knots,
        dense: (minutes(from), minutes(until)),
        scales: scales(states, from, until),
        items: items.collect(),
        rows: rows.titles(told),
        nearest,
        near: near(chronicle),
    }
}

/// The scales that some screen has room for.
fn scales(states: &States, from: Moment, until: Moment) -> Vec<Vec<(i64, String, String)>> {
    let length = until.0 - from.0;
    let fits = |step: &Step| {
        let few = length / step.least() <= MOST_LINES;
        few && (!matches!(step, Step::Hours(_)) || length <= HOURS_UP_TO * Moment::DAY)
    };
    let scale = |step: Step| {
        let lines = step.lines(from, until).into_iter();
        lines.map(|line| (states.minutes(line.at), line.short, line.long)).collect::<Vec<_>>()
    };
    let mut scales: Vec<_> = Step::ALL.into_iter().filter(fits).map(scale).collect();
    // One stretch over all of the bar says less than none, but there must be one.
    let whole = scales.iter().position(|scale| scale.len() < 2);
    scales.truncate(whole.map_or(scales.len(), |whole| whole.max(1)));
    scales
}

fn near(chronicle: &Chronicle) -> Option<String> {
    let focus = chronicle.focus().filter(|_| chronicle.measures_distance())?;
    let watched = chronicle.watched()?;
    // With more than two sides it is the distance of one of them.
    let side = (chronicle.meta.sides.len() > 2).then(|| side_name(chronicle, &watched.id));
    Some(words::page::nearest_to(place_name(chronicle, &focus.id), side))
}

/// Which lane of the catalogue has which row: captures of the documents and of the reference chronology come first;
/// where there are none, the two fullest lanes do.
struct Rows {
    dots: [Option<KindLane>; 2],
    captures: bool,
}

impl Rows {
    fn of(chronicle: &Chronicle, told: &[Told<'_>]) -> Self {
        let mut counts: Vec<(KindLane, usize)> = Vec::new();
        for lane in told.iter().map(|told| chronicle.kind(&told.event.kind).lane) {
            match counts.iter_mut().find(|(known, _)| *known == lane) {
                Some((_, count)) => *count += 1,
                None => counts.push((lane, 1)),
            }
        }
        let captures = chronicle.meta.sides.len() > 1 || counts.iter().any(|(lane, _)| *lane == KindLane::Captures);
        if captures {
            return Self { dots: [Some(KindLane::Captures), None], captures };
        }
        counts.retain(|(lane, _)| *lane != KindLane::Fighting);
        counts.sort_by_key(|(lane, count)| (Reverse(*count), *lane));
        let mut fullest = counts.into_iter().map(|(lane, _)| lane);
        Self { dots: [fullest.next(), fullest.next()], captures }
    }

    fn row(&self, lane: KindLane, basis: Basis) -> usize {
        match lane {
            KindLane::Captures if self.captures && basis == Basis::Reference => 1,
            KindLane::Fighting => 2,
            lane => self.dots.iter().position(|of| *of == Some(lane)).unwrap_or(3),
        }
    }

    fn titles(&self, told: &[Told<'_>]) -> [Option<&'static str>; 4] {
        let lane = |of: Option<KindLane>| of.map(words::lane);
        let [first, second] = self.dots.map(lane);
        let by_reference = self.captures && told.iter().any(|told| told.event.basis == Basis::Reference);
        let second = if by_reference { Some(words::page::BY_REFERENCE) } else { second };
        [first, second, lane(Some(KindLane::Fighting)), Some(words::page::OTHER_REPORTS)]
    }
}

fn item(job: &Job, states: &States, rows: &Rows, (number, told): (usize, &Told<'_>)) -> Item {
    let (record, chronicle) = (told.event, job.chronicle());
    let unsure = !matches!(record.modality, Modality::Happened | Modality::Ongoing);
    let at = told.states.iter().map(|state| {
        let state = (*state)?;
        let doubtful = unsure || (record.basis == Basis::Documents && is_doubtful(state.standing));
        Some((state.span.start.map(|start| states.minutes(start)), states.minutes(state.span.end?), doubtful))
    });
    Item {
        event: number,
        row: rows.row(chronicle.kind(&record.kind).lane, record.basis),
        side: record.side.as_ref().and_then(|side| chronicle.side_rank(side)),
        focus: chronicle.is_focus(&record.place),
        hollow: record.basis == Basis::Reference,
        at: ByKnown::of(at),
    }
}
