//! The index kept apart from the chronicle's records, so that a slice never walks what it does not need.

use crate::chronicle::{Basis, Chronicle, EventId, MapRole, PlaceId, SideId};
use crate::geo::distance_km;
use crate::time::{Extent, Moment, Phase, Span};
use crate::timeline::fold::{Item, effective_start, fold};
use crate::timeline::weigh::{self, Deed, Entry, Weight, in_time_order};
use crate::timeline::{Clock, Control, ControlState, EventState, Filter, Nearest, Timeslice};
use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A chronicle ready to be asked what holds when. Cloning it is cheap.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::time::Moment;
/// use dateline::timeline::{Clock, Control};
///
/// let data = Dataset::open(None)?;
/// let slice = data.timeline.slice(Clock { cursor: Moment::parse("2021-08-13")?, known_by: None });
/// let herat = slice.place("herat").ok_or("no Herat")?;
/// assert_eq!(herat.documents.control, Control::Side("taliban".into()));
/// assert_eq!((slice.counts.documents.min, slice.counts.documents.max), (6, 6));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timeline {
    chronicle: Arc<Chronicle>,
    index: Arc<Index>,
    /// Of a filtered timeline: the index over everything, which bounds what may be said.
    whole: Option<Arc<Index>>,
    /// Of a filtered timeline: the filter, and the chronicle before anything was left out.
    filtered: Option<Arc<(Filter, Arc<Chronicle>)>>,
}

/// What is asked for at every frame, computed once.
#[derive(Debug)]
pub(super) struct Index {
    /// Every event but the excluded, in time order.
    pub(super) entries: Vec<Entry>,
    /// The listed places, in id order.
    pub(super) slots: Vec<Slot>,
    /// The captures among the entries.
    pub(super) captures: Vec<usize>,
    /// The first side: whose places are counted.
    pub(super) first_side: Option<SideId>,
    opening: Option<Opening>,
    places: BTreeMap<PlaceId, Vec<EventId>>,
    stops: Vec<Moment>,
    range: (Moment, Moment),
}

/// A listed place.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) place: PlaceId,
    /// To the focus, km; `None` for the focus itself and where either has no point.
    pub(super) km: Option<f64>,
    /// The entries that can change its control, by basis.
    pub(super) deeds: [Vec<usize>; 2],
    /// The entries of the documents that tell that something happened here.
    pub(super) tells: Vec<usize>,
    /// Who holds it before the first event.
    opening: Option<SideId>,
}

#[derive(Debug)]
struct Opening {
    from: Moment,
    reported: Option<Moment>,
}

/// The index as far as it is known at one instant of the *reported* clock.
pub(super) struct Known<'a> {
    pub(super) index: &'a Index,
    /// The same with nothing filtered out, where something is.
    whole: Option<Box<Known<'a>>>,
    /// `None` in hindsight.
    known_by: Option<Moment>,
    /// What each entry is worth, by entry; empty in hindsight.
    weights: Vec<Option<Cow<'a, Weight>>>,
}

/// What can change the control of one place on one basis.
pub(super) struct Story<'a> {
    known: &'a Known<'a>,
    slot: usize,
    basis: Basis,
    pub(super) items: Vec<Item<'a>>,
    whole: Option<Box<Story<'a>>>,
}

impl Timeline {
    /// Builds the index.
    pub fn new(chronicle: Arc<Chronicle>) -> Self {
        let index = Arc::new(Index::new(&chronicle));
        Self { chronicle, index, whole: None, filtered: None }
    }

    /// The same with something left out. It never has a place in firmer hands than everything together: where leaving
    /// out would do that, the place stays as it is.
    pub fn filtered(&self, filter: &Filter) -> Self {
        if filter.is_empty() {
            return self.clone();
        }
        let filtered = Some(Arc::new((filter.clone(), Arc::clone(self.whole()))));
        let chronicle = Arc::new(filter.apply(&self.chronicle));
        let index = Arc::new(Index::new(&chronicle));
        let whole = Some(Arc::clone(self.whole.as_ref().unwrap_or(&self.index)));
        Self { chronicle, index, whole, filtered }
    }

    /// What is left out; `None` where nothing is.
    pub fn filter(&self) -> Option<&Filter> {
        self.filtered.as_deref().map(|(filter, _)| filter)
    }

    /// The chronicle before anything was left out: what is left no longer knows what it is without.
    pub fn whole(&self) -> &Arc<Chronicle> {
        self.filtered.as_deref().map_or(&self.chronicle, |(_, whole)| whole)
    }

    fn known(&self, known_by: Option<Moment>) -> Known<'_> {
        Known::new(&self.index, self.whole.as_deref(), known_by)
    }

    /// The chronicle it indexes.
    pub fn chronicle(&self) -> &Arc<Chronicle> {
        &self.chronicle
    }

    /// Whether this is the same index, not only an equal one.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index)
    }

    /// What holds at an instant.
    pub fn slice(&self, clock: Clock) -> Timeslice {
        self.known(clock.known_by).slice(clock)
    }

    /// Every event whose claims count, begun or not, with what it is worth in the end; in time order, excluded ones
    /// left out.
    pub fn worth(&self, known_by: Option<Moment>) -> Vec<EventState> {
        self.known(known_by).worth()
    }

    /// The events at a place, both bases, in time order, excluded ones left out.
    pub fn events_at(&self, place: &PlaceId) -> &[EventId] {
        self.index.places.get(place).map_or(&[], Vec::as_slice)
    }

    /// The rests at which the map changes, for stepping to the next happening: the first at which a happening is
    /// possible, definite or over, ascending, within the chronicle's range; the background makes none.
    pub fn stops(&self) -> &[Moment] {
        &self.index.stops
    }

    /// The distance of the nearest held place to the focus, as steps within the chronicle's range: from each
    /// moment on, until the next.
    pub fn nearest_steps(&self, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, Option<Nearest>)> {
        let known = self.known(known_by);
        let slots = || 0..self.index.slots.len();
        let (from, until) = self.index.range;
        let mut moments: Vec<Moment> = slots().flat_map(|slot| known.turns(slot, basis, from)).collect();
        moments.sort_unstable();
        moments.dedup();
        moments.retain(|m| *m < until);
        let all: Vec<_> = slots().map(|slot| known.story(slot, basis)).collect();
        steps(moments, |t| self.index.nearest(all.iter().map(|story| story.at(t))))
    }

    /// The control of a listed place through time on one basis: from each moment on, until the next, starting
    /// with the chronicle's range. Empty for a place that is not listed.
    pub fn ladder(&self, place: &PlaceId, basis: Basis, known_by: Option<Moment>) -> Vec<(Moment, ControlState)> {
        let Some(slot) = self.index.slots.iter().position(|slot| slot.place == *place) else { return Vec::new() };
        let known = self.known(known_by);
        let story = known.story(slot, basis);
        steps(known.turns(slot, basis, self.index.range.0), |t| story.at(t))
    }
}

impl Index {
    fn new(chronicle: &Chronicle) -> Self {
        let places = weigh::slots(chronicle);
        let mut denials = weigh::denials(chronicle);
        let mut entries: Vec<Entry> = chronicle
            .events
            .values()
            .filter(|event| event.role != MapRole::Exclude)
            .map(|event| {
                let slot = places.binary_search_by(|place| place.id.cmp(&event.place)).ok();
                Entry::new(chronicle, event, slot, denials.remove(&event.id).unwrap_or_default())
            })
            .collect();
        entries.sort_by(|a, b| in_time_order((a, a.reading()), (b, b.reading())));
        let numbered = || entries.iter().enumerate();
        let focus = chronicle.places.get(&chronicle.meta.focus);
        let slots = places.iter().enumerate().map(|(i, place)| {
            let deeds = |basis: Basis| {
                let here = numbered().filter(|(_, e)| e.slot == Some(i) && e.basis == basis && e.deed != Deed::Other);
                here.map(|(entry, _)| entry).collect()
            };
            let to = focus.filter(|focus| focus.id != place.id).and_then(|focus| focus.position);
            Slot {
                place: place.id.clone(),
                km: place.position.zip(to).map(|(a, b)| distance_km(a, b)),
                deeds: [deeds(Basis::Documents), deeds(Basis::Reference)],
                tells: numbered().filter(|(_, e)| e.slot == Some(i) && e.tells).map(|(entry, _)| entry).collect(),
                opening: chronicle
                    .meta
                    .opening
                    .as_ref()
                    .filter(|opening| opening.places.contains(&place.id))
                    .map(|opening| opening.side.clone()),
            }
        });
        let slots = slots.collect();
        let captures = numbered().filter(|(_, e)| e.deed == Deed::Capture).map(|(i, _)| i).collect();
        let mut by_place: BTreeMap<PlaceId, Vec<EventId>> = BTreeMap::new();
        for event in entries.iter().filter_map(|entry| chronicle.events.get(&entry.event)) {
            by_place.entry(event.place.clone()).or_default().push(event.id.clone());
        }
        let opening = chronicle.meta.opening.as_ref().map(|opening| Opening {
            from: Moment::start_of(opening.at),
            reported: chronicle.references.get(&opening.source).and_then(|r| r.published.span().end),
        });
        let range = (Moment::start_of(chronicle.meta.range.from), Moment::end_of(chronicle.meta.range.until));
        Self {
            stops: stops(&entries, opening.as_ref().map(|o| o.from), range),
            entries,
            slots,
            captures,
            first_side: chronicle.meta.sides.first().map(|side| side.id.clone()),
            opening,
            places: by_place,
            range,
        }
    }

    /// The nearest place held for certain by the first side, given the states of the slots in their order.
    pub(super) fn nearest(&self, states: impl Iterator<Item = impl Borrow<ControlState>>) -> Option<Nearest> {
        let side = self.first_side.as_ref()?;
        let held = self.slots.iter().zip(states).filter(|(_, state)| state.borrow().is_held_by(side));
        held.filter_map(|(slot, _)| slot.km.map(|km| (slot, km)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(slot, km)| Nearest { place: slot.place.clone(), km })
    }
}

impl<'a> Known<'a> {
    pub(super) fn new(index: &'a Index, whole: Option<&'a Index>, known_by: Option<Moment>) -> Self {
        let weights = known_by.map_or_else(Vec::new, |by| {
            let weight = |entry: &'a Entry| {
                if entry.is_all_known(by) {
                    entry.hindsight().map(Cow::Borrowed)
                } else {
                    entry.weigh(known_by).map(Cow::Owned)
                }
            };
            index.entries.iter().map(weight).collect()
        });
        let whole = whole.map(|whole| Box::new(Known::new(whole, None, known_by)));
        Self { index, whole, known_by, weights }
    }

    /// An entry with what it is worth; `None` where no claim of it counts.
    pub(super) fn item(&self, i: usize) -> Option<Item<'_>> {
        let entry = self.index.entries.get(i)?;
        let weight = if self.known_by.is_none() { entry.hindsight() } else { self.weights.get(i)?.as_deref() };
        weight.map(|weight| Item { entry, weight })
    }

    /// All that is known, in time order as far as it is known.
    pub(super) fn all(&self) -> Vec<Item<'_>> {
        self.in_order(0..self.index.entries.len())
    }

    /// The deeds at a place on one basis, in time order as far as they are known.
    pub(super) fn items(&self, slot: &Slot, basis: Basis) -> Vec<Item<'_>> {
        self.in_order(slot.deeds(basis).iter().copied())
    }

    fn in_order(&self, entries: impl Iterator<Item = usize>) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = entries.filter_map(|i| self.item(i)).collect();
        if self.known_by.is_some() {
            items.sort_by(|a, b| in_time_order((a.entry, a.weight.span), (b.entry, b.weight.span)));
        }
        items
    }

    /// Who holds a place at `t` before any event: on the reference basis, once the opening's source is known.
    pub(super) fn opening<'s>(&self, slot: &'s Slot, basis: Basis, t: Moment) -> Option<&'s SideId> {
        let opening = self.index.opening.as_ref().filter(|opening| basis == Basis::Reference && t >= opening.from)?;
        let known = self.known_by.is_none_or(|by| opening.reported.is_some_and(|reported| reported <= by));
        slot.opening.as_ref().filter(|_| known)
    }

    /// What can change the control of a place on one basis, ready to be folded.
    pub(super) fn story(&self, slot: usize, basis: Basis) -> Story<'_> {
        let items = self.index.slots.get(slot).map_or_else(Vec::new, |slot| self.items(slot, basis));
        let whole = self.whole.as_ref().map(|whole| Box::new(whole.story(slot, basis)));
        Story { known: self, slot, basis, items, whole }
    }

    /// The moments from `from` on at which the control of a place can turn.
    fn turns(&self, slot: usize, basis: Basis, from: Moment) -> Vec<Moment> {
        let mut moments = vec![from];
        moments.extend(self.index.opening.as_ref().map(|opening| opening.from));
        for item in self.story(slot, basis).items {
            let span = item.weight.span;
            moments.extend(effective_start(span).map(after));
            moments.extend(span.end.map(|end| if item.entry.extent == Extent::Within { end } else { after(end) }));
        }
        moments.extend(self.whole.iter().flat_map(|whole| whole.turns(slot, basis, from)));
        moments.retain(|m| *m >= from);
        moments.sort_unstable();
        moments.dedup();
        moments
    }
}

impl Story<'_> {
    /// The control at `t`, never firmer than that of everything together.
    pub(super) fn at(&self, t: Moment) -> ControlState {
        let opening = self.known.index.slots.get(self.slot).and_then(|slot| self.known.opening(slot, self.basis, t));
        let state = fold(opening, &self.items, t);
        match (&self.whole, &state.control) {
            (Some(whole), Control::Side(side)) => {
                let all = whole.at(t);
                let firmer = (state.is_held_by(side) && !all.is_held_by(side)) || !all.may_be_held_by(side);
                if firmer { all } else { state }
            }
            _ => state,
        }
    }
}

impl Slot {
    pub(super) fn deeds(&self, basis: Basis) -> &[usize] {
        let [documents, reference] = &self.deeds;
        match basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        }
    }
}

/// The next minute.
fn after(moment: Moment) -> Moment {
    Moment(moment.0 + 1)
}

/// The values at `moments`, only where they change.
fn steps<T: PartialEq>(moments: Vec<Moment>, value: impl Fn(Moment) -> T) -> Vec<(Moment, T)> {
    let mut steps: Vec<(Moment, T)> = Vec::new();
    for moment in moments {
        let value = value(moment);
        if steps.last().is_none_or(|(_, last)| *last != value) {
            steps.push((moment, value));
        }
    }
    steps
}

/// The first rests at which an entry is possible, definite or over.
fn stops(entries: &[Entry], opening: Option<Moment>, range: (Moment, Moment)) -> Vec<Moment> {
    let at_or_after = |m: Moment| Moment((m.0 + Moment::DAY - 1).div_euclid(Moment::DAY) * Moment::DAY);
    let mut stops: Vec<Moment> = opening.map(at_or_after).into_iter().collect();
    for entry in entries.iter().filter(|entry| !entry.background) {
        let Some(weight) = entry.hindsight() else { continue };
        let Span { end, .. } = weight.span;
        stops.extend(effective_start(weight.span).map(|start| at_or_after(after(start))));
        stops.extend(end.map(|end| at_or_after(if entry.extent == Extent::Within { end } else { after(end) })));
    }
    stops.retain(|stop| *stop > range.0 && *stop <= range.1);
    stops.sort_unstable();
    stops.dedup();
    stops
}

/// Whether an entry has begun by `t`.
pub(super) fn begun(item: &Item<'_>, t: Moment) -> Option<Phase> {
    Some(item.weight.span.at(item.entry.extent, t)).filter(|phase| *phase != Phase::Before)
}
