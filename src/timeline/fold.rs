//! Control, folded from the events that count. Knows nothing of other places.

use crate::chronicle::{EventId, SideId, Standing};
use crate::time::{Moment, Phase, Span};
use crate::timeline::weigh::{Deed, Entry, Weight};
use crate::timeline::{Certainty, Control, ControlState, Held};

/// An event at one place on one basis, with what it is worth.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) entry: &'a Entry,
    pub(super) weight: &'a Weight,
}

/// Who holds the place while the fold runs.
enum Holder<'a> {
    Nobody,
    Opening(&'a SideId),
    Capture(&'a SideId, Item<'a>),
}

impl<'a> Holder<'a> {
    fn side(&self) -> Option<&'a SideId> {
        match self {
            Self::Nobody => None,
            Self::Opening(side) | Self::Capture(side, _) => Some(side),
        }
    }
}

impl Item<'_> {
    fn phase(&self, t: Moment) -> Phase {
        self.weight.span.at(self.entry.extent, t)
    }

    /// Whether a definite capture at `self` ended a siege or a fight: it was not over before that began.
    fn ended(&self, contest: &Item<'_>) -> bool {
        let (Some(end), Some(start)) = (self.weight.span.end, effective_start(contest.weight.span)) else {
            return true;
        };
        let same_day = Moment(start.0 + 1).day() == end.day();
        let after = matches!((self.entry.order, contest.entry.order), (Some(a), Some(b)) if b > a);
        end > start && !(same_day && after)
    }
}

/// The bound from which it counts; with an unknown start, its last day.
pub(super) fn effective_start(span: Span) -> Option<Moment> {
    span.start.or(span.end.map(|end| Moment(end.0 - Moment::DAY)))
}

/// The control at `t`. `items` are in time order; only their own deeds count.
pub(super) fn fold(opening: Option<&SideId>, items: &[Item<'_>], t: Moment) -> ControlState {
    let mut holder = opening.map_or(Holder::Nobody, Holder::Opening);
    // Whom a capture that is only claimed took the place from.
    let mut before: Option<&SideId> = None;
    let mut last_capture: Option<Item<'_>> = None;
    let mut possible: Option<(&SideId, Item<'_>)> = None;
    let mut contests: Vec<Item<'_>> = Vec::new();
    let mut denied: Vec<(&SideId, Item<'_>)> = Vec::new();
    for item in items {
        let phase = item.phase(t);
        if phase == Phase::Before || (item.weight.firm.is_none() && !item.weight.denied) {
            continue;
        }
        match (item.entry.deed, phase) {
            (Deed::Capture, _) => {
                let Some(side) = item.entry.side.as_ref() else { continue };
                let same = holder.side() == Some(side);
                if item.weight.denied {
                    if !same {
                        denied.push((side, *item));
                    }
                } else if phase == Phase::Possible {
                    if !same && possible.is_none() {
                        possible = Some((side, *item));
                    }
                } else {
                    denied.clear();
                    last_capture = Some(*item);
                    if !same {
                        before = holder.side().filter(|_| standing(item) < Standing::Reported);
                        holder = Holder::Capture(side, *item);
                    }
                }
            }
            (Deed::Withdrawal, Phase::Definite) => {
                let stands = item.weight.firm.is_some() && !item.weight.denied;
                if stands && holder.side() == item.entry.side.as_ref() {
                    holder = Holder::Nobody;
                    before = None;
                }
            }
            (Deed::Siege | Deed::Fighting, Phase::Definite) if item.weight.firm.is_some() => contests.push(*item),
            _ => {}
        }
    }
    if let Some(capture) = last_capture {
        contests.retain(|contest| !capture.ended(contest));
    }
    if !contests.is_empty() || !denied.is_empty() {
        let maybe = possible.or(denied.last().copied()).map(|(side, item)| Held {
            side: side.clone(),
            event: item.entry.event.clone(),
            certainty: if item.phase(t) == Phase::Definite { Certainty::Definite } else { Certainty::Possible },
            standing: standing(&item),
        });
        return contested(&contests, &denied, maybe, holder.side().or(before));
    }
    match (possible, holder) {
        (Some((side, item)), holder) => held(side, &item, Certainty::Possible, holder.side().or(before)),
        (None, Holder::Capture(side, item)) => held(side, &item, Certainty::Definite, before),
        (None, Holder::Opening(side)) => ControlState {
            control: Control::Side(side.clone()),
            certainty: Some(Certainty::Definite),
            standing: Some(Standing::Reported),
            voices: 1,
            ..nothing()
        },
        (None, Holder::Nobody) => nothing(),
    }
}

/// The last siege or fight that has passed its last bound, with nothing since: no capture that ended it.
pub(super) fn last_contest<'a>(items: &[Item<'a>], t: Moment) -> Option<Item<'a>> {
    let is_contest = |item: &&Item<'_>| matches!(item.entry.deed, Deed::Siege | Deed::Fighting);
    let over =
        *items.iter().rfind(|item| is_contest(item) && item.weight.firm.is_some() && item.phase(t) == Phase::Over)?;
    let ended = items.iter().any(|item| {
        item.entry.deed == Deed::Capture
            && item.weight.firm.is_some()
            && !item.weight.denied
            && item.phase(t) == Phase::Definite
            && item.ended(&over)
    });
    (!ended).then_some(over)
}

/// The standing that counts for control.
pub(super) fn standing(item: &Item<'_>) -> Standing {
    item.weight.firm.map_or(Standing::Denied, |(standing, _)| standing)
}

fn nothing() -> ControlState {
    ControlState {
        control: Control::NotReported,
        certainty: None,
        standing: None,
        voices: 0,
        since: None,
        decided_by: None,
        contested_by: Vec::new(),
        maybe: None,
        before: None,
        besieged: false,
    }
}

fn held(side: &SideId, item: &Item<'_>, certainty: Certainty, before: Option<&SideId>) -> ControlState {
    ControlState {
        control: Control::Side(side.clone()),
        certainty: Some(certainty),
        standing: Some(standing(item)),
        voices: item.weight.firm.map_or(0, |(_, voices)| voices),
        since: Some(item.weight.span),
        decided_by: Some(item.entry.event.clone()),
        before: before.cloned(),
        ..nothing()
    }
}

fn contested(
    contests: &[Item<'_>],
    denied: &[(&SideId, Item<'_>)],
    maybe: Option<Held>,
    before: Option<&SideId>,
) -> ControlState {
    let all = || contests.iter().chain(denied.iter().map(|(_, item)| item));
    // Events keep their witnesses apart: the best-attested of those that contest it speaks for all.
    let best = all().filter_map(|item| item.weight.firm).max();
    let started = all().filter_map(|item| effective_start(item.weight.span)).min();
    ControlState {
        control: Control::Contested,
        certainty: Some(Certainty::Definite),
        standing: best.map(|(standing, _)| standing),
        voices: best.map_or(0, |(_, voices)| voices),
        since: started.map(|start| Span { start: Some(start), end: Some(Moment(start.0 + Moment::DAY)) }),
        contested_by: all().map(|item| item.entry.event.clone()).collect::<Vec<EventId>>(),
        maybe,
        before: before.cloned(),
        besieged: contests.iter().any(|item| item.entry.deed == Deed::Siege),
        ..nothing()
    }
}
