//! The index as far as it is known at one instant of the *reported* clock. What is asked of it again and again (ladders,
//! who began when, what is cited) is worked out when first asked for, and kept.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, MapRole, SourceId};
use crate::time::Moment;
use crate::timeline::entry::Entry;
use crate::timeline::fold::Counted;
use crate::timeline::index::{Index, time_order};
use crate::timeline::journey::Journey;
use crate::timeline::ladder::Ladder;
use crate::timeline::spans::Spans;
use crate::timeline::spots::MarksOfPlace;
use crate::timeline::tally::Tallies;
use crate::timeline::testimony::Testimony;
use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What is known by one instant, or in hindsight.
pub(super) struct Knowledge {
    pub(super) index: Arc<Index>,
    /// The same with nothing filtered out, where something is.
    whole: Option<Arc<Knowledge>>,
    /// `None` in hindsight.
    pub(super) known_by: Option<Moment>,
    /// What each entry's claims add up to, by entry, where they are not all known; empty in hindsight.
    partial: Vec<Known>,
    /// The entries that count, in time order as far as that is known.
    order: Vec<u32>,
    places: Vec<PlaceKnowledge>,
    captures: OnceLock<Spans>,
    all: OnceLock<Spans>,
    citations: OnceLock<Vec<CitedFrom>>,
    /// By basis: what is drawn as marks.
    marks: [OnceLock<Vec<MarksOfPlace>>; 2],
    shapes: OnceLock<Spans>,
    journeys: OnceLock<Vec<Journey>>,
    /// When the first event of each basis begins.
    first: OnceLock<[Option<Moment>; 2]>,
    stops: OnceLock<Vec<Moment>>,
    tallies: OnceLock<Tallies>,
}

/// How far the claims of an entry are known.
enum Known {
    /// All of them.
    All,
    /// Some, or none.
    Partly(Option<Testimony>),
}

/// What is worked out for one listed place.
#[derive(Default)]
struct PlaceKnowledge {
    /// By basis: documents, reference.
    ladders: [OnceLock<PlaceLadder>; 2],
    /// When the documents last told of it: from when on something has begun, and the latest that any of it reaches.
    told: OnceLock<Vec<(Moment, Moment)>>,
}

/// The ladder of one place on one basis, with the events whose lapse its rungs name.
pub(super) struct PlaceLadder {
    pub(super) ladder: Ladder,
    /// The entries it was made of, in time order.
    entries: Vec<u32>,
}

/// From when on a source is cited by marks of one basis.
pub(super) struct CitedFrom {
    pub(super) basis: Basis,
    pub(super) source: SourceId,
    pub(super) from: Moment,
}

impl Knowledge {
    pub(super) fn new(index: Arc<Index>, whole: Option<Arc<Self>>, known_by: Option<Moment>) -> Self {
        let partial = known_by.map_or_else(Vec::new, |by| {
            let known = |entry: &Arc<Entry>| {
                if entry.is_all_known(by) { Known::All } else { Known::Partly(entry.testimony(known_by)) }
            };
            index.entries.iter().map(known).collect()
        });
        let places = index.listed.iter().map(|_| PlaceKnowledge::default()).collect();
        let mut knowledge = Self {
            index,
            whole,
            known_by,
            partial,
            order: Vec::new(),
            places,
            captures: OnceLock::new(),
            all: OnceLock::new(),
            citations: OnceLock::new(),
            marks: [OnceLock::new(), OnceLock::new()],
            shapes: OnceLock::new(),
            journeys: OnceLock::new(),
            first: OnceLock::new(),
            stops: OnceLock::new(),
            tallies: OnceLock::new(),
        };
        let numbers = (0..).take(knowledge.index.entries.len());
        knowledge.order = knowledge.in_order(numbers);
        knowledge
    }

    /// An entry with what its claims add up to; `None` where none of them counts.
    pub(super) fn counted(&self, number: u32) -> Option<Counted<'_>> {
        let entry = self.index.entries.get(number as usize)?;
        let testimony = match self.partial.get(number as usize) {
            None | Some(Known::All) => entry.hindsight(),
            Some(Known::Partly(testimony)) => testimony.as_ref(),
        };
        testimony.map(|testimony| Counted { entry, testimony })
    }

    /// All that counts, in time order as far as it is known.
    pub(super) fn all(&self) -> impl Iterator<Item = Counted<'_>> {
        self.order.iter().filter_map(|number| self.counted(*number))
    }

    /// What is drawn as marks on one basis, once it is worked out.
    pub(super) fn marks_by_place(&self, basis: Basis) -> &OnceLock<Vec<MarksOfPlace>> {
        let [documents, reference] = &self.marks;
        match basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        }
    }

    /// What has a shape of its own, once it is worked out.
    pub(super) fn known_shapes(&self) -> &OnceLock<Spans> {
        &self.shapes
    }

    /// The journeys, once they are worked out.
    pub(super) fn known_journeys(&self) -> &OnceLock<Vec<Journey>> {
        &self.journeys
    }

    /// Those of some entries in index order that count, in time order as far as it is known.
    pub(super) fn in_order(&self, numbers: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut counting: Vec<u32> = numbers.filter(|number| self.counted(*number).is_some()).collect();
        if self.known_by.is_some() {
            let order =
                |number: &u32| self.counted(*number).map(|counted| time_order(counted.entry, counted.testimony.span));
            counting.sort_by_cached_key(order);
        }
        counting
    }

    /// The control of a listed place on one basis through all of time.
    pub(super) fn ladder(&self, listed: usize, basis: Basis) -> Option<&PlaceLadder> {
        let [documents, reference] = &self.places.get(listed)?.ladders;
        let ladder = match basis {
            Basis::Documents => documents,
            Basis::Reference => reference,
        };
        let place = self.index.listed.get(listed)?;
        Some(ladder.get_or_init(|| {
            let entries = self.in_order(place.effects(basis).iter().copied());
            let items: Vec<Counted<'_>> = entries.iter().filter_map(|number| self.counted(*number)).collect();
            let opening = self.index.opening.as_ref().and_then(|opening| {
                let side = place.opening(opening, basis, self.known_by)?;
                Some((opening.from, side))
            });
            let own = Ladder::new(opening, &items);
            let ladder = match self.whole.as_ref().and_then(|whole| whole.ladder(listed, basis)) {
                Some(whole) => own.no_firmer_than(&whole.ladder),
                None => own,
            };
            PlaceLadder { ladder, entries }
        }))
    }

    /// Works out what is not yet known of the listed places, on all cores.
    pub(super) fn work_out_places(&self) {
        let is_known = |place: &PlaceKnowledge| place.ladders.iter().all(|ladder| ladder.get().is_some());
        // One of several workers is not to help another while it waits: the other may hold what it waits for.
        if rayon::current_thread_index().is_none() && !self.places.iter().all(is_known) {
            (0..self.places.len()).into_par_iter().for_each(|listed| {
                for basis in [Basis::Documents, Basis::Reference] {
                    self.ladder(listed, basis);
                }
            });
        }
    }

    /// The ladders of the listed places on one basis, and the moments of the chronicle's range from which on any has another
    /// rung.
    pub(super) fn turns(&self, basis: Basis) -> (Vec<&PlaceLadder>, Vec<Moment>) {
        let ladders: Vec<_> = (0..self.places.len()).filter_map(|listed| self.ladder(listed, basis)).collect();
        let (from, until) = self.index.range;
        let mut turns: Vec<Moment> = ladders.iter().flat_map(|ladder| ladder.ladder.turns(from)).collect();
        turns.push(from);
        turns.sort_unstable();
        turns.dedup();
        turns.retain(|turn| *turn < until);
        (ladders, turns)
    }

    /// The siege or fight that lapsed by a rung of a ladder.
    pub(super) fn lapsed(&self, ladder: &PlaceLadder, rung: Option<usize>) -> Option<Counted<'_>> {
        self.counted(*ladder.entries.get(rung?)?)
    }

    /// The latest that anything the documents tell of a listed place reaches, of what has begun by `t`.
    pub(super) fn told_until(&self, listed: usize, t: Moment) -> Option<Moment> {
        let place = self.index.listed.get(listed)?;
        let told = self.places.get(listed)?.told.get_or_init(|| {
            let told = place.tells.iter().filter_map(|number| self.counted(*number));
            let bounds = told.filter_map(|counted| {
                let span = counted.testimony.span;
                Some((span.effective_start()?, span.end.unwrap_or(Moment(i64::MAX))))
            });
            let mut told: Vec<(Moment, Moment)> = bounds.collect();
            told.sort_unstable();
            let mut latest = Moment(i64::MIN);
            for (_, end) in &mut told {
                latest = latest.max(*end);
                *end = latest;
            }
            told
        });
        let begun = told.partition_point(|(start, _)| *start < t);
        told.get(begun.checked_sub(1)?).map(|(_, until)| (*until).min(t))
    }

    /// The bounds of the captures.
    pub(super) fn captures(&self) -> &Spans {
        self.captures.get_or_init(|| self.spans(|entry| entry.effect == ControlEffect::Takes))
    }

    /// The bounds of all that counts.
    pub(super) fn spans_of_all(&self) -> &Spans {
        self.all.get_or_init(|| self.spans(|_| true))
    }

    pub(super) fn spans(&self, which: impl Fn(&Entry) -> bool) -> Spans {
        let counted = self.order.iter().filter_map(|number| Some((self.counted(*number)?, *number)));
        let chosen = counted.filter(|(counted, _)| which(counted.entry));
        Spans::new(chosen.map(|(counted, number)| (counted.testimony.span, number)))
    }

    /// From when on each source is cited, by the claims that count of marks.
    pub(super) fn citations(&self) -> &[CitedFrom] {
        self.citations.get_or_init(|| {
            let mut first: HashMap<(Basis, &SourceId), Moment> = HashMap::new();
            for counted in self.all().filter(|counted| counted.entry.event.role == MapRole::Mark) {
                let event = &counted.entry.event;
                let Some(start) = counted.testimony.span.effective_start() else { continue };
                for claim in counted.testimony.counting.iter().filter_map(|i| event.claims.get(*i)) {
                    let from = first.entry((event.basis, &claim.source)).or_insert(start);
                    *from = (*from).min(start);
                }
            }
            let citation = |((basis, source), from): ((Basis, &SourceId), Moment)| CitedFrom {
                basis,
                source: source.clone(),
                from,
            };
            let sorted: BTreeMap<_, _> = first.into_iter().collect();
            sorted.into_iter().map(citation).collect()
        })
    }

    /// How many happenings there were by when.
    pub(super) fn tallies(&self) -> &Tallies {
        self.tallies.get_or_init(|| Tallies::new(self.all()))
    }

    /// When the first event of a basis begins, mark or not.
    pub(super) fn first_on(&self, basis: Basis) -> Option<Moment> {
        let first = |basis| {
            let of = self.all().filter(|counted| counted.entry.event.basis == basis);
            of.filter_map(|counted| counted.testimony.span.effective_start()).min()
        };
        let [documents, reference] = self.first.get_or_init(|| [first(Basis::Documents), first(Basis::Reference)]);
        match basis {
            Basis::Documents => *documents,
            Basis::Reference => *reference,
        }
    }

    /// The first rests at which an entry is possible, definite or over.
    pub(super) fn stops(&self) -> &[Moment] {
        self.stops.get_or_init(|| {
            let rest = |moment: Moment| self.index.resolution.rest_at(moment);
            let mut stops: Vec<Moment> =
                self.index.opening.as_ref().map(|opening| rest(opening.from)).into_iter().collect();
            for counted in self.all().filter(|counted| counted.entry.event.role != MapRole::Context) {
                stops.extend(counted.testimony.span.turns(counted.entry.event.extent).map(rest));
            }
            let (from, until) = self.index.range;
            stops.retain(|stop| *stop > from && *stop <= until);
            stops.sort_unstable();
            stops.dedup();
            stops
        })
    }
}
