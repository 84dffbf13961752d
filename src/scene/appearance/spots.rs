//! What marks of happenings look like: by which rules, and what stands at each place at an instant.

use crate::catalogue::KindLane;
use crate::chronicle::{Basis, Chronicle, Event, Lingers, MapRole, PlaceId, SizeScale, Standing};
use crate::scene::View;
use crate::time::{Moment, Phase, Resolution};
use crate::timeline::{EventState, Spot, SpotTotal, Timeslice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// From so many happenings at one spot on, a map of control says how many: beside what it counts, fewer are no matter.
const MANY: usize = 10;
/// Steps in which a mark fades.
pub const FADES: u8 = 5;
/// The step of all that stays to the end, once its own unit of time is over.
const STAYED: u8 = 2;
/// A magnitude of 4 has this radius, design px, and each further step makes it so many times larger.
const MAGNITUDE: (f64, f64, f64) = (4.0, 2.7, 1.66);
/// From this radius on a mark is large, tenths of a design px: a magnitude of 6.
pub(in crate::scene) const LARGE: u16 = 74;
/// The smallest and the largest radius, design px; what is counted is sized so that the most of it has the largest.
const RADIUS_PX: [f64; 2] = [2.0, 40.0];
const MOST_PX: f64 = 26.0;

/// How a chronicle has its happenings drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct SpotRules {
    /// The kinds that are drawn, in the order of the table, those with sizes first: each has a colour and a shape of its
    /// own. None where colours belong to sides.
    kinds: Vec<String>,
    /// From how many on a spot carries its number.
    least: usize,
    size: Option<(SizeScale, f64)>,
    lingers: Lingers,
    resolution: Resolution,
    /// Whether happenings are what the map is about.
    pub counted: bool,
}

/// What the mark of a spot shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) struct SpotMark {
    /// How many happenings it stands for, where it says so.
    pub number: Option<usize>,
    /// The place of the kind of the largest in the order of the table, where kinds have colours.
    pub kind: Option<usize>,
    /// Its radius in tenths of a design px, where happenings have sizes.
    pub radius: Option<u16>,
    /// 0 while it is new, up to [`FADES`].
    pub fade: u8,
    /// Within how many hundreds of metres of its point it happened, where that is known no better.
    pub soft: Option<u32>,
    /// Whether it is the station of a journey.
    pub station: bool,
    /// Whether something of it lies in the cursor's unit of time, while older marks are still there.
    pub fresh: bool,
}

impl SpotMark {
    /// A single happening on a map of control.
    pub const PLAIN: Self =
        Self { number: None, kind: None, radius: None, fade: 0, soft: None, station: false, fresh: false };

    /// The order in which marks get their label, among those of places: what is large first, what has faded last.
    pub fn rank(self) -> u8 {
        match self {
            Self { kind: None, .. } => 5,
            Self { station: true, fresh, .. } => 4 - u8::from(fresh),
            Self { radius: Some(LARGE..), .. } => 3,
            Self { radius: None, fade: 0, .. } => 4,
            _ => 5,
        }
    }
}

/// A mark, and what its largest happening rests on.
#[derive(Clone, Debug)]
pub(in crate::scene) struct SpotNow {
    pub count: usize,
    pub mark: SpotMark,
    pub basis: Basis,
    pub possible: bool,
    size: f64,
}

impl SpotRules {
    /// Those of a chronicle of which nothing is filtered out, so that colours stay when a filter is set.
    pub fn of(whole: &Chronicle) -> Self {
        let subject = &whole.meta.subject;
        let counted = subject.occurrences || subject.journey;
        let lane = |kind: &str| whole.kind(kind).lane;
        let is_station = |event: &&Arc<Event>| subject.journey && lane(&event.kind) == KindLane::Journeys;
        let marks = || {
            let marks = whole.events.values().filter(|event| matches!(event.role, MapRole::Mark | MapRole::Area));
            marks.filter(|event| !is_station(event))
        };
        let mut kinds = Vec::new();
        if counted && !subject.control {
            let met: BTreeSet<&str> = marks().map(|event| event.kind.as_str()).collect();
            let sized: BTreeSet<&str> =
                marks().filter(|event| event.size.is_some()).map(|event| event.kind.as_str()).collect();
            let known =
                || whole.meta.kinds.kinds().iter().map(|kind| kind.id.as_str()).filter(|kind| met.contains(kind));
            kinds.extend(known().filter(|kind| sized.contains(kind)).map(str::to_owned));
            kinds.extend(known().filter(|kind| !sized.contains(kind)).map(str::to_owned));
            kinds
                .extend(met.iter().filter(|kind| whole.meta.kinds.find(kind).is_none()).map(|kind| (*kind).to_owned()));
        }
        let most = || marks().filter_map(|event| event.size).fold(0.0, f64::max);
        let size = subject.size.as_ref().map(|by| (by.scale, most()));
        Self {
            kinds,
            least: if counted { 2 } else { MANY },
            size,
            lingers: subject.lingers,
            resolution: subject.resolution,
            counted,
        }
    }

    /// The place of a kind in the order of the table, where kinds have colours.
    pub fn kind(&self, id: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind == id)
    }

    /// The kinds that have colours, in their order.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().map(String::as_str)
    }

    /// How long marks stay.
    pub fn lingers(&self) -> Lingers {
        self.lingers
    }

    /// The radius of a size, design px.
    pub fn radius(&self, size: f64) -> Option<f64> {
        let (scale, most) = self.size?;
        let radius = match scale {
            SizeScale::Magnitude => {
                let (at, radius, step) = MAGNITUDE;
                radius * libm::pow(step, size - at)
            }
            SizeScale::Area => MOST_PX * libm::sqrt(size.max(0.0) / most.max(1e-9)),
        };
        let [least, largest] = RADIUS_PX;
        Some(radius.clamp(least, largest))
    }

    /// Sizes for the legend, ascending; larger ones would leave their row.
    pub fn sizes(&self) -> Option<Vec<f64>> {
        let (scale, most) = self.size?;
        let mut sizes = match scale {
            SizeScale::Magnitude => {
                let top = libm::floor(most).min(7.0);
                [top - 3.0, top - 2.0, top - 1.0, top].to_vec()
            }
            SizeScale::Area => {
                let top = round_down(most / 5.0);
                [64.0, 16.0, 4.0, 1.0].map(|part| round_down(top / part)).to_vec()
            }
        };
        sizes.dedup();
        Some(sizes)
    }

    /// Since when what ended is still drawn at `t`: always what lies in the period that has begun at `from`.
    fn since(&self, t: Moment, from: Moment) -> Moment {
        match self.lingers {
            Lingers::Own => from,
            Lingers::End => Moment(i64::MIN),
            Lingers::For(span) => t.civil().checked_sub(span.0).map_or(from, Moment::of),
        }
    }

    /// Since when what ended is drawn at `t`, and since when what ended is of the cursor's unit of time.
    pub fn window(&self, t: Moment) -> [Moment; 2] {
        [self.since(t, self.resolution.period().begin_of(t)), self.resolution.begin_of(t)]
    }

    /// How far the mark of an event has faded at `t`.
    pub fn fade(&self, state: &EventState, t: Moment, [since, unit]: [Moment; 2]) -> u8 {
        let end = state.span.end.unwrap_or(t);
        match self.lingers {
            Lingers::Own => 0,
            _ if end > unit => 0,
            Lingers::End => STAYED,
            Lingers::For(_) => {
                let share = (t.0 - end.0) as f64 / (t.0.saturating_sub(since.0)).max(1) as f64;
                (share * f64::from(FADES)).clamp(0.0, f64::from(FADES)) as u8
            }
        }
    }

    /// Whether an event is not certain to have happened: it may be yet to come, or an interested party alone says so.
    pub fn is_doubtful(state: &EventState) -> bool {
        state.phase == Phase::Possible || state.denied || state.standing < Standing::Reported
    }

    /// The stations of the journeys so far.
    fn stations(&self, chronicle: &Chronicle, slice: &Timeslice, view: &View, found: &mut BTreeMap<PlaceId, SpotNow>) {
        let t = slice.clock.cursor;
        let [_, unit] = self.window(t);
        for station in slice.events.journeys().iter().flat_map(|journey| journey.begun(t)) {
            let event = &station.event;
            if !view.shown().has(event.basis) || found.get(&event.place).is_some_and(|known| !known.mark.station) {
                continue;
            }
            let rank = event.side.as_ref().and_then(|side| chronicle.side_rank(side)).unwrap_or_default();
            let mark = SpotMark {
                kind: Some(rank),
                soft: event.radius_km.map(hectometres),
                station: true,
                fresh: station.span.end.is_none_or(|end| end > unit),
                ..SpotMark::PLAIN
            };
            let (basis, possible) = (event.basis, !station.is_reached(t));
            found.insert(event.place.clone(), SpotNow { count: 0, mark, basis, possible, size: f64::NEG_INFINITY });
        }
    }

    fn mark(&self, spot: &Spot, t: Moment, window: [Moment; 2]) -> SpotNow {
        let EventState { event, span, .. } = &spot.leading;
        let [_, unit] = window;
        let fresh = span.end.is_none_or(|end| end > unit);
        let radius = event.size.and_then(|size| self.radius(size)).map(|px| (px * 10.0).round() as u16);
        let mark = SpotMark {
            number: (spot.count >= self.least).then_some(spot.count),
            kind: self.kind(&event.kind),
            radius,
            fade: self.fade(&spot.leading, t, window),
            soft: event.radius_km.map(hectometres),
            station: false,
            fresh: fresh && self.lingers != Lingers::Own,
        };
        let possible = self.counted && Self::is_doubtful(&spot.leading);
        SpotNow { count: spot.count, mark, basis: event.basis, possible, size: event.size.unwrap_or(f64::NEG_INFINITY) }
    }

    /// The largest mark that a place ever has, of all that happens there: what its name keeps clear of.
    pub fn extreme(&self, total: &SpotTotal) -> Option<SpotMark> {
        let count = if self.counted { total.count } else { total.most };
        let radius = total.largest.and_then(|size| self.radius(size)).map(|px| (px * 10.0).round() as u16);
        let mark = SpotMark {
            number: (count >= self.least).then_some(count),
            kind: total.kinds.iter().find_map(|kind| self.kind(kind)),
            radius,
            ..SpotMark::PLAIN
        };
        (mark != SpotMark::PLAIN).then_some(mark)
    }

    /// Several spots as one: the largest decides what it looks like.
    pub fn together<'s>(&self, spots: impl Iterator<Item = &'s SpotNow>) -> Option<SpotNow> {
        let mut all: Option<SpotNow> = None;
        for spot in spots {
            all = Some(match all {
                None => spot.clone(),
                Some(all) => {
                    let count = all.count + spot.count;
                    let fresh = all.mark.fresh || spot.mark.fresh;
                    let leads = spot.size > all.size || (all.mark.station && !spot.mark.station);
                    let leading = if leads { spot.clone() } else { all };
                    let number = (count >= self.least).then_some(count);
                    SpotNow { count, mark: SpotMark { number, fresh, ..leading.mark }, ..leading }
                }
            });
        }
        all
    }

    /// What stands at each place at an instant, in the order of the places.
    pub fn now(&self, chronicle: &Chronicle, slice: &Timeslice, view: &View) -> BTreeMap<PlaceId, SpotNow> {
        let t = slice.clock.cursor;
        let window = self.window(t);
        let [since, _] = window;
        let mut found: BTreeMap<PlaceId, SpotNow> = BTreeMap::new();
        for basis in [Basis::Documents, Basis::Reference].into_iter().filter(|basis| view.shown().has(*basis)) {
            for spot in slice.events.spots(basis, since) {
                let now = self.mark(&spot, t, window);
                let both = found.get(&spot.place).and_then(|known| self.together([known, &now].into_iter()));
                found.insert(spot.place, both.unwrap_or(now));
            }
        }
        self.stations(chronicle, slice, view, &mut found);
        found
    }
}

fn hectometres(km: f64) -> u32 {
    (km * 10.0).round() as u32
}

/// The largest of 1, 2 and 5 times a power of ten that is no larger.
fn round_down(number: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(number.max(1.0))));
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * power <= number).unwrap_or(1.0);
    (step * power).max(1.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::timeline::fixture::chronicle;

    fn sized(scale: SizeScale, most: f64) -> SpotRules {
        SpotRules { size: Some((scale, most)), ..SpotRules::of(&chronicle([])) }
    }

    #[test]
    fn a_magnitude_of_four_is_a_small_circle_and_each_step_makes_it_larger() {
        let rules = sized(SizeScale::Magnitude, 7.8);
        for (magnitude, radius) in [(4.0, 2.7), (5.0, 4.482), (6.0, 7.44), (7.8, 18.53), (0.0, 2.0), (12.0, 40.0)] {
            assert!((rules.radius(magnitude).unwrap() - radius).abs() < 0.01, "{magnitude}");
        }
        assert_eq!(rules.sizes(), Some(vec![4.0, 5.0, 6.0, 7.0]));
    }

    #[test]
    fn what_is_counted_grows_by_its_area() {
        let rules = sized(SizeScale::Area, 400.0);
        assert_eq!((rules.radius(400.0), rules.radius(100.0), rules.radius(0.0)), (Some(26.0), Some(13.0), Some(2.0)));
        assert_eq!(rules.sizes(), Some(vec![1.0, 2.0, 10.0, 50.0]));
    }

    #[test]
    fn a_map_of_control_gives_no_kind_a_colour_and_numbers_only_what_is_many() {
        let rules = SpotRules::of(&chronicle([]));
        assert_eq!((rules.kinds().count(), rules.least), (0, MANY));
    }
}
