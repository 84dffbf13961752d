//! The index kept apart from the chronicle's records: every event in time order, with what it can do and where.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Event, MapRole, PlaceId, SideId};
use crate::geo::distance_km;
use crate::time::{Moment, Resolution, Span};
use crate::timeline::entry::{Entry, by_place, denials};
use crate::timeline::{ControlState, Nearest};
use foldhash::HashMap;
use rayon::prelude::*;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What does not depend on either clock.
#[derive(Debug)]
pub(super) struct Index {
    /// Every event but the excluded, in time order.
    pub(super) entries: Vec<Arc<Entry>>,
    /// The listed places, in id order.
    pub(super) listed: Vec<ListedPlace>,
    /// The side whose places are counted.
    pub(super) watched: Option<SideId>,
    /// At the ends of which units the clock rests.
    pub(super) resolution: Resolution,
    pub(super) opening: Option<KnownOpening>,
    pub(super) range: (Moment, Moment),
    /// The entries at places that are not listed, in time order.
    pub(super) elsewhere: Vec<u32>,
    /// The entries of which the editor knows no bounds.
    pub(super) undated: Vec<u32>,
    /// The entries at each place, in time order.
    by_place: BTreeMap<PlaceId, Vec<u32>>,
}

/// A listed place.
#[derive(Clone, Debug)]
pub(super) struct ListedPlace {
    pub(super) place: PlaceId,
    /// To the focus, km; `None` for the focus itself and where either has no point.
    km: Option<f64>,
    /// The entries that can change its control, by basis.
    effects: [Vec<u32>; 2],
    /// The entries of the documents that tell that something happened here.
    pub(super) tells: Vec<u32>,
    /// Who holds it before the first event.
    opening: Option<SideId>,
}

/// When who held what before the first event is said of, and since when that is known.
#[derive(Clone, Debug)]
pub(super) struct KnownOpening {
    pub(super) from: Moment,
    reported: Option<Moment>,
}

impl Index {
    pub(super) fn new(chronicle: &Chronicle) -> Self {
        let denials = denials(chronicle);
        let numbers: HashMap<&PlaceId, usize> = chronicle.listed().map(|place| &place.id).zip(0..).collect();
        let shown = chronicle.events.values().filter(|event| event.role != MapRole::Exclude);
        let shown: Vec<(&Arc<Event>, u32)> = shown.zip(0..).collect();
        let entries = shown.into_par_iter().map(|(event, rank)| {
            let listed = numbers.get(&event.place).copied();
            let against = denials.get(&event.id).cloned().unwrap_or_default();
            Arc::new(Entry::new(chronicle, event, rank, listed, against))
        });
        Self::of(chronicle, entries.collect())
    }

    /// The index over what is left of a chronicle; entries whose events stay as they are are shared.
    pub(super) fn narrowed(&self, left: &Chronicle) -> Self {
        let entry = |entry: &Arc<Entry>| {
            let event = left.events.get(&entry.event.id)?;
            let same = Arc::ptr_eq(event, &entry.event);
            Some(if same { Arc::clone(entry) } else { Arc::new(entry.narrowed(left, event)) })
        };
        Self::of(left, self.entries.iter().filter_map(entry).collect())
    }

    /// The index after some events of the chronicle were given other texts.
    pub(super) fn changed(&self, chronicle: &Chronicle) -> Self {
        let numbers: HashMap<&PlaceId, usize> = chronicle.listed().map(|place| &place.id).zip(0..).collect();
        let shown = |event: &&Arc<Event>| event.role != MapRole::Exclude;
        if chronicle.events.values().filter(shown).count() != self.entries.len() {
            return Self::new(chronicle);
        }
        let entry = |entry: &Arc<Entry>| {
            let event = chronicle.events.get(&entry.event.id).filter(shown)?;
            if Arc::ptr_eq(event, &entry.event) {
                return Some(Arc::clone(entry));
            }
            Some(Arc::new(entry.changed(chronicle, event, numbers.get(&event.place).copied())))
        };
        let entries: Option<Vec<_>> = self.entries.iter().map(entry).collect();
        entries.map_or_else(|| Self::new(chronicle), |entries| Self::of(chronicle, entries))
    }

    fn of(chronicle: &Chronicle, mut entries: Vec<Arc<Entry>>) -> Self {
        entries.par_sort_by_cached_key(|entry| time_order(entry, entry.event.span));
        let focus = chronicle.focus();
        let mut listed: Vec<ListedPlace> = chronicle
            .listed()
            .map(|place| {
                let to = focus.filter(|focus| focus.id != place.id).and_then(|focus| focus.position);
                let opening = chronicle.meta.opening.as_ref().filter(|opening| opening.places.contains(&place.id));
                ListedPlace {
                    place: place.id.clone(),
                    km: place.position.zip(to).map(|(a, b)| distance_km(a, b)),
                    effects: [Vec::new(), Vec::new()],
                    tells: Vec::new(),
                    opening: opening.map(|opening| opening.side.clone()),
                }
            })
            .collect();
        let (mut elsewhere, mut undated) = (Vec::new(), Vec::new());
        for (entry, number) in entries.iter().zip(0..) {
            if entry.event.span.is_unknown() {
                undated.push(number);
            }
            let Some(place) = entry.listed.and_then(|listed_at| listed.get_mut(listed_at)) else {
                elsewhere.push(number);
                continue;
            };
            if entry.effect != ControlEffect::None {
                place.effects_mut(entry.event.basis).push(number);
            }
            if entry.tells() {
                place.tells.push(number);
            }
        }
        let opening = chronicle.meta.opening.as_ref().map(|opening| KnownOpening {
            from: Moment::start_of(opening.at),
            reported: chronicle.references.get(&opening.source).and_then(|r| r.published.span().end),
        });
        let range = (Moment::start_of(chronicle.meta.range.from), Moment::end_of(chronicle.meta.range.until));
        let resolution = chronicle.meta.subject.resolution;
        let watched = chronicle.meta.subject.watch.clone().filter(|_| chronicle.meta.subject.control);
        Self { by_place: by_place(&entries), entries, listed, watched, resolution, opening, range, elsewhere, undated }
    }

    /// The number of a listed place.
    pub(super) fn number_of(&self, place: &PlaceId) -> Option<usize> {
        self.listed.binary_search_by(|listed| listed.place.cmp(place)).ok()
    }

    /// The entries at a place, in time order.
    pub(super) fn at(&self, place: &PlaceId) -> &[u32] {
        self.by_place.get(place).map_or(&[], Vec::as_slice)
    }

    /// The places at which anything happens, in the order of their ids, with the entries there in time order.
    pub(super) fn places(&self) -> impl Iterator<Item = (&PlaceId, &[u32])> {
        self.by_place.iter().map(|(place, numbers)| (place, numbers.as_slice()))
    }

    /// The entry of an event.
    pub(super) fn find(&self, event: &Event) -> Option<u32> {
        let key = |event: &Event| (key(event.span), event.order);
        let before = |number: &u32| {
            let other = self.entries.get(*number as usize).map(|entry| &*entry.event);
            other.is_some_and(|other| key(other).cmp(&key(event)).then_with(|| other.id.cmp(&event.id)).is_lt())
        };
        let here = self.at(&event.place);
        let number = *here.get(here.partition_point(before))?;
        self.entries.get(number as usize).is_some_and(|entry| entry.event.id == event.id).then_some(number)
    }

    /// The entries whose last bound, by the editor's reading, is after one moment and not after another.
    pub(super) fn ending(&self, after: Moment, until: Moment) -> std::ops::Range<usize> {
        let end = |entry: &Arc<Entry>| key(entry.event.span).0;
        let from = self.entries.partition_point(|entry| end(entry) <= after.0);
        from..self.entries.partition_point(|entry| end(entry) <= until.0).max(from)
    }

    /// The nearest place held for certain by the first side, given the states of the listed places in their order.
    pub(super) fn nearest(&self, states: impl Iterator<Item = impl Borrow<ControlState>>) -> Option<Nearest> {
        let side = self.watched.as_ref()?;
        let held = self.listed.iter().zip(states).filter(|(_, state)| state.borrow().is_held_by(side));
        held.filter_map(|(listed, _)| listed.km.map(|km| (listed, km)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(listed, km)| Nearest { place: listed.place.clone(), km })
    }
}

impl ListedPlace {
    /// The entries that can change its control on one basis, in time order.
    pub(super) fn effects(&self, basis: Basis) -> &[u32] {
        let [documents, reference] = &self.effects;
        match basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        }
    }

    fn effects_mut(&mut self, basis: Basis) -> &mut Vec<u32> {
        let [documents, reference] = &mut self.effects;
        match basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        }
    }

    /// Who holds it before any event, once the opening has begun: on the reference basis, once its source is known.
    pub(super) fn opening(&self, opening: &KnownOpening, basis: Basis, known_by: Option<Moment>) -> Option<&SideId> {
        let known = known_by.is_none_or(|by| opening.reported.is_some_and(|reported| reported <= by));
        self.opening.as_ref().filter(|_| known && basis == Basis::Reference)
    }
}

/// Bounds in the order of time: by their end, then by their start.
fn key(span: Span) -> (i64, i64) {
    (span.end.map_or(i64::MAX, |m| m.0), span.start.map_or(i64::MIN, |m| m.0))
}

/// Time order: by bounds, then by the editor's order, then by the event's id.
pub(super) fn time_order(entry: &Entry, span: Span) -> impl Ord + use<> {
    (key(span), entry.event.order, entry.rank)
}
