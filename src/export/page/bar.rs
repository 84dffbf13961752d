//! The time bar: its axis, the happenings in their lanes, the distance to the focus, and the control of a place
//! through time. Silence before and after the dense days is given little room.

use crate::catalogue::KindLane;
use crate::chronicle::{Basis, Modality, PlaceId};
use crate::export::Job;
use crate::export::page::events::{Told, is_doubtful};
use crate::export::page::known::ByKnown;
use crate::export::page::states::{Known, States};
use crate::time::Moment;
use crate::timeline::{Certainty, Control, Nearest};

/// Room of a compressed end, in days.
const END: f64 = 0.55;

/// All of the bar; moments are minutes.
#[derive(serde::Serialize)]
pub(super) struct Bar {
    /// Knots of the axis: minute and unit, of which a dense day has one.
    knots: Vec<(i64, f64)>,
    /// The dense days: first minute, weekday and number, and month where one begins.
    days: Vec<(i64, String, String)>,
    items: Vec<Item>,
    /// By basis: from which minute on the nearest held place is how many km away, and which.
    nearest: [ByKnown<Vec<Distance>>; 2],
    focus: String,
}

/// A happening in its lane.
#[derive(serde::Serialize)]
struct Item {
    event: usize,
    /// 0 captures, 1 captures by reference, 2 sieges and fighting, 3 all else.
    lane: u8,
    /// The rank of the side that acts.
    side: Option<usize>,
    focus: bool,
    /// Its first and last minute, and whether it is doubtful, by each instant of the reported clock.
    at: ByKnown<Option<(Option<i64>, i64, bool)>>,
}

/// From a minute on the nearest held place is how many km away, and which.
type Distance = (i64, Option<f64>, String);

/// From each minute on, until the next, the name of a look.
pub(super) type Rungs = Vec<(i64, &'static str)>;

/// The bar of a job's days.
pub(super) fn bar(job: &Job, states: &States, told: &[Told<'_>]) -> Bar {
    let chronicle = job.chronicle();
    let (first, last) = states.range;
    let dense = chronicle.meta.range.dense;
    // Without silence in it, a page has all its days alike.
    let (a, b) =
        if dense.1 < first || dense.0 > last { (first, last) } else { (dense.0.max(first), dense.1.min(last)) };
    let minutes = |moment| states.minutes(moment);
    let [start, from, until, end] = [
        minutes(Moment::start_of(first)),
        minutes(Moment::start_of(a)),
        minutes(Moment::end_of(b)),
        minutes(Moment::end_of(last)),
    ];
    let days = ((until - from) / Moment::DAY) as f64;
    let lead = if from > start { END } else { 0.0 };
    let tail = if end > until { END } else { 0.0 };
    let mut knots = vec![(start, 0.0), (from, lead), (until, lead + days), (end, lead + days + tail)];
    knots.dedup();
    let dense_days = states.days().filter(|day| (a..=b).contains(day)).map(|day| {
        let written = |format: &str| day.strftime(format).to_string();
        (minutes(Moment::start_of(day)), written("%a"), written("%-d"))
    });
    let items = told.iter().enumerate().map(|(i, told)| item(job, states, i, told));
    let nearest = |basis, known: &Known| {
        if !job.shows(basis) {
            return Vec::new();
        }
        let steps = job.timeline.nearest_steps(basis, known.by);
        let name = |nearest: &Nearest| chronicle.places.get(&nearest.place).map_or("", |p| p.name.as_str()).to_owned();
        let step = |(from, nearest): (Moment, Option<Nearest>)| {
            let km = nearest.as_ref().map(|nearest| (nearest.km * 10.0).round() / 10.0);
            (minutes(from), km, nearest.as_ref().map(name).unwrap_or_default())
        };
        steps.into_iter().map(step).collect()
    };
    let nearest = [Basis::Documents, Basis::Reference]
        .map(|basis| ByKnown::of(states.known.iter().map(|known| nearest(basis, known))));
    let focus = chronicle.places.get(&chronicle.meta.focus).map_or_else(String::new, |place| place.name.clone());
    Bar { knots, days: dense_days.collect(), items: items.collect(), nearest, focus }
}

fn item(job: &Job, states: &States, number: usize, told: &Told<'_>) -> Item {
    let record = told.event;
    let unsure = !matches!(record.modality, Modality::Happened | Modality::Ongoing);
    let at = told.states.iter().map(|state| {
        let state = (*state)?;
        let doubtful = unsure || (record.basis == Basis::Documents && is_doubtful(state.standing));
        Some((state.span.start.map(|start| states.minutes(start)), states.minutes(state.span.end?), doubtful))
    });
    Item {
        event: number,
        lane: match (job.chronicle().kind(&record.kind).lane, record.basis) {
            (KindLane::Captures, Basis::Documents) => 0,
            (KindLane::Captures, Basis::Reference) => 1,
            (KindLane::Fighting, _) => 2,
            _ => 3,
        },
        side: record.side.as_ref().and_then(|side| job.chronicle().side_rank(side)),
        focus: record.place == job.chronicle().meta.focus,
        at: ByKnown::of(at),
    }
}

/// The control of a place through time as names of its look.
pub(super) fn ladder(job: &Job, states: &States, by: Option<Moment>, place: &PlaceId, basis: Basis) -> Rungs {
    if !job.shows(basis) {
        return Vec::new();
    }
    let steps = job.timeline.ladder(place, basis, by);
    let look = |state: &crate::timeline::ControlState| {
        let possible = state.certainty == Some(Certainty::Possible);
        match &state.control {
            Control::Side(side) => match (job.chronicle().side_rank(side), possible) {
                (Some(0), true) => "first possible",
                (Some(0), false) => "first",
                (_, true) => "second possible",
                (_, false) => "second",
            },
            Control::Contested => "contested",
            Control::NotReported => "none",
        }
    };
    let mut rungs: Rungs = Vec::new();
    for (from, state) in &steps {
        let (from, look) = (states.minutes(*from).max(0), look(state));
        match rungs.last_mut() {
            Some((_, last)) if *last == look => {}
            Some((at, last)) if *at == from => *last = look,
            _ => rungs.push((from, look)),
        }
    }
    rungs
}
