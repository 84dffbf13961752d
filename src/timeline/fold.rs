//! Control, folded from the events that count. Knows nothing of other places.

use crate::catalogue::ControlEffect;
use crate::chronicle::{EventId, SideId, Standing};
use crate::time::{Moment, Phase, Span};
use crate::timeline::entry::Entry;
use crate::timeline::testimony::Testimony;
use crate::timeline::{Certainty, Control, ControlState, Held};

/// An event with what the claims that count for it add up to.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) entry: &'a Entry,
    pub(super) testimony: &'a Testimony,
}

impl Counted<'_> {
    /// What can be said of it at `t`.
    pub(super) fn phase(&self, t: Moment) -> Phase {
        self.testimony.span.at(self.entry.event.extent, t)
    }

    /// Whether it is a siege or a fight that more than its denial speaks of.
    pub(super) fn contests(&self) -> bool {
        self.testimony.firm.is_some() && matches!(self.entry.effect, ControlEffect::Besieges | ControlEffect::Contests)
    }

    /// Whether it is a capture that stands undenied.
    pub(super) fn takes(&self) -> bool {
        self.testimony.firm.is_some() && !self.testimony.denied && self.entry.effect == ControlEffect::Takes
    }

    /// Whether a definite capture at `self` ended a siege or a fight: it was not over before that began.
    pub(super) fn ended(&self, contest: &Counted<'_>) -> bool {
        let (Some(end), Some(start)) = (self.testimony.span.end, contest.testimony.span.effective_start()) else {
            return true;
        };
        let same_day = Moment(start.0 + 1).day() == end.day();
        let after = matches!((self.entry.event.order, contest.entry.event.order), (Some(a), Some(b)) if b > a);
        end > start && !(same_day && after)
    }
}

/// Who holds the place while the fold runs.
#[derive(Clone, Copy)]
enum Holder<'a> {
    Nobody,
    Opening(&'a SideId),
    Capture(&'a SideId, Counted<'a>),
}

impl<'a> Holder<'a> {
    fn side(&self) -> Option<&'a SideId> {
        match self {
            Self::Nobody => None,
            Self::Opening(side) | Self::Capture(side, _) => Some(side),
        }
    }
}

/// The control of one place as far as its events have been taken in, in time order.
#[derive(Clone)]
pub(super) struct Fold<'a> {
    holder: Holder<'a>,
    /// Whom a capture that is only claimed took the place from.
    before: Option<&'a SideId>,
    last_capture: Option<Counted<'a>>,
    possible: Option<(&'a SideId, Counted<'a>)>,
    contests: Vec<Counted<'a>>,
    /// Sieges and fights that may have begun, or may be over.
    possible_contests: Vec<Counted<'a>>,
    denied: Vec<(&'a SideId, Counted<'a>)>,
}

impl<'a> Fold<'a> {
    /// Before any event.
    pub(super) fn new(opening: Option<&'a SideId>) -> Self {
        Self {
            holder: opening.map_or(Holder::Nobody, Holder::Opening),
            before: None,
            last_capture: None,
            possible: None,
            contests: Vec::new(),
            possible_contests: Vec::new(),
            denied: Vec::new(),
        }
    }

    /// Takes in the next event in time order, in the phase it is in.
    pub(super) fn take(&mut self, counted: Counted<'a>, phase: Phase) {
        let Counted { entry, testimony } = counted;
        if phase == Phase::Before || (testimony.firm.is_none() && !testimony.denied) {
            return;
        }
        match (entry.effect, phase) {
            (ControlEffect::Takes, _) => self.capture(counted, phase),
            (ControlEffect::Leaves, Phase::Definite) => {
                let stands = testimony.firm.is_some() && !testimony.denied;
                if stands && self.holder.side() == entry.event.side.as_ref() {
                    self.holder = Holder::Nobody;
                    self.before = None;
                }
            }
            (ControlEffect::Besieges | ControlEffect::Contests, Phase::Definite) if testimony.firm.is_some() => {
                self.contests.push(counted);
            }
            (ControlEffect::Besieges | ControlEffect::Contests, Phase::Possible) if testimony.firm.is_some() => {
                self.possible_contests.push(counted);
            }
            _ => {}
        }
    }

    fn capture(&mut self, counted: Counted<'a>, phase: Phase) {
        let Some(side) = counted.entry.event.side.as_ref() else { return };
        let same = self.holder.side() == Some(side);
        if counted.testimony.denied {
            if !same {
                self.denied.push((side, counted));
            }
        } else if phase == Phase::Possible {
            if !same && self.possible.is_none() {
                self.possible = Some((side, counted));
            }
        } else {
            self.denied.clear();
            self.last_capture = Some(counted);
            if !same {
                let claimed = counted.testimony.firm_standing() < Standing::Reported;
                self.before = self.holder.side().filter(|_| claimed);
                self.holder = Holder::Capture(side, counted);
            }
        }
    }

    /// The control at `t`, all events taken in.
    pub(super) fn state(mut self, t: Moment) -> ControlState {
        if let Some(capture) = self.last_capture {
            for contests in [&mut self.contests, &mut self.possible_contests] {
                contests.retain(|contest| !capture.ended(contest));
            }
        }
        let Self { holder, before, possible, contests, possible_contests, denied, .. } = self;
        if !contests.is_empty() || !denied.is_empty() {
            let maybe = possible.or(denied.last().copied()).map(|(side, counted)| Held {
                side: side.clone(),
                event: counted.entry.event.id.clone(),
                certainty: match counted.phase(t) {
                    Phase::Definite => Certainty::Definite,
                    _ => Certainty::Possible,
                },
                standing: counted.testimony.firm_standing(),
            });
            return contested(&contests, &denied, maybe, holder.side().or(before));
        }
        if possible.is_none() && !possible_contests.is_empty() {
            let contested = contested(&possible_contests, &[], None, holder.side().or(before));
            return ControlState { certainty: Some(Certainty::Possible), ..contested };
        }
        match (possible, holder) {
            (Some((side, counted)), holder) => held(side, &counted, Certainty::Possible, holder.side().or(before)),
            (None, Holder::Capture(side, counted)) => held(side, &counted, Certainty::Definite, before),
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

fn held(side: &SideId, counted: &Counted<'_>, certainty: Certainty, before: Option<&SideId>) -> ControlState {
    ControlState {
        control: Control::Side(side.clone()),
        certainty: Some(certainty),
        standing: Some(counted.testimony.firm_standing()),
        voices: counted.testimony.firm.map_or(0, |(_, voices)| voices),
        since: Some(counted.testimony.span),
        decided_by: Some(counted.entry.event.id.clone()),
        before: before.cloned(),
        ..nothing()
    }
}

fn contested(
    contests: &[Counted<'_>],
    denied: &[(&SideId, Counted<'_>)],
    maybe: Option<Held>,
    before: Option<&SideId>,
) -> ControlState {
    let all = || contests.iter().chain(denied.iter().map(|(_, counted)| counted));
    // Events keep their witnesses apart: the best-attested of those that contest it speaks for all.
    let best = all().filter_map(|counted| counted.testimony.firm).max();
    let started = all().filter_map(|counted| counted.testimony.span.effective_start()).min();
    ControlState {
        control: Control::Contested,
        certainty: Some(Certainty::Definite),
        standing: best.map(|(standing, _)| standing),
        voices: best.map_or(0, |(_, voices)| voices),
        since: started.map(|start| Span::new(Some(start), Some(Moment(start.0 + Moment::DAY)))),
        contested_by: all().map(|counted| counted.entry.event.id.clone()).collect::<Vec<EventId>>(),
        maybe,
        before: before.cloned(),
        besieged: contests.iter().any(|contest| contest.entry.effect == ControlEffect::Besieges),
        ..nothing()
    }
}
