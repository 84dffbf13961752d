//! The time bar: its axis, the happenings in their lanes, the distance to the focus, and the control of a place
//! through time. Silence before and after the dense days is given little room.

use crate::chronicle::{Basis, Event, Modality, PlaceId};
use crate::export::Order;
use crate::export::page::records::is_doubtful;
use crate::export::page::states::States;
use crate::time::{Extent, Moment};
use crate::timeline::{Certainty, Control, EventState, Nearest};

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
    nearest: [Vec<(i64, Option<f64>, String)>; 2],
    focus: String,
}

/// A happening in its lane.
#[derive(serde::Serialize)]
struct Item {
    event: usize,
    /// 0 captures, 1 captures by reference, 2 sieges and fighting, 3 all else.
    lane: u8,
    from: Option<i64>,
    until: i64,
    /// Whether it lasts from start to end.
    lasts: bool,
    /// The rank of the side that acts.
    side: Option<usize>,
    focus: bool,
    doubtful: bool,
}

/// The bar of an order's days.
pub(super) fn bar(order: Order<'_>, states: &States, events: &[(&Event, &EventState)]) -> Bar {
    let chronicle = order.chronicle;
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
    let items = events.iter().enumerate().filter_map(|(i, (event, state))| item(order, states, i, event, state));
    let nearest = [Basis::Documents, Basis::Reference].map(|basis| {
        if !order.shows(basis) {
            return Vec::new();
        }
        let steps = order.timeline.nearest_steps(basis, order.known_by);
        let name = |nearest: &Nearest| chronicle.places.get(&nearest.place).map_or("", |p| p.name.as_str()).to_owned();
        let step = |(from, nearest): (Moment, Option<Nearest>)| {
            let km = nearest.as_ref().map(|nearest| (nearest.km * 10.0).round() / 10.0);
            (minutes(from), km, nearest.as_ref().map(name).unwrap_or_default())
        };
        steps.into_iter().map(step).collect()
    });
    let focus = chronicle.places.get(&chronicle.meta.focus).map_or_else(String::new, |place| place.name.clone());
    Bar { knots, days: dense_days.collect(), items: items.collect(), nearest, focus }
}

fn item(order: Order<'_>, states: &States, event: usize, record: &Event, state: &EventState) -> Option<Item> {
    let unsure = !matches!(record.modality, Modality::Happened | Modality::Ongoing);
    Some(Item {
        event,
        lane: match (record.kind.as_str(), record.basis) {
            ("capture" | "recapture", Basis::Documents) => 0,
            ("capture" | "recapture", Basis::Reference) => 1,
            ("siege" | "fighting" | "attack" | "advance", _) => 2,
            _ => 3,
        },
        from: state.span.start.map(|start| states.minutes(start)),
        until: states.minutes(state.span.end?),
        lasts: record.extent == Extent::Throughout,
        side: record.side.as_ref().and_then(|side| order.chronicle.side_rank(side)),
        focus: record.place == order.chronicle.meta.focus,
        doubtful: unsure || (record.basis == Basis::Documents && is_doubtful(state.standing)),
    })
}

/// The control of a place through time as names of its look: from each minute on, until the next.
pub(super) fn ladder(order: Order<'_>, states: &States, place: &PlaceId, basis: Basis) -> Vec<(i64, &'static str)> {
    if !order.shows(basis) {
        return Vec::new();
    }
    let steps = order.timeline.ladder(place, basis, order.known_by);
    let look = |state: &crate::timeline::ControlState| {
        let possible = state.certainty == Some(Certainty::Possible);
        match &state.control {
            Control::Side(side) => match (order.chronicle.side_rank(side), possible) {
                (Some(0), true) => "first possible",
                (Some(0), false) => "first",
                (_, true) => "second possible",
                (_, false) => "second",
            },
            Control::Contested => "contested",
            Control::NotReported => "none",
        }
    };
    let mut rungs: Vec<(i64, &'static str)> = Vec::new();
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
