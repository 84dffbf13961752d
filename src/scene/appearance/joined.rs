//! Which spots are one mark: those that would hide each other at a zoom. Worked out from all that ever happens, so that
//! no mark moves while time does.

use crate::chronicle::{Chronicle, Place, PlaceId, Precision};
use crate::geo::{LonLat, ScreenPoint};
use crate::timeline::SpotTotal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Marks nearer to each other than this are one, design px: the later would lie on most of the earlier.
const NEAR_PX: f64 = 6.0;

/// For each place that shares a mark with others the place at whose point that stands; it shares with itself, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::scene) struct Joined {
    stands_at: BTreeMap<PlaceId, PlaceId>,
}

impl Joined {
    /// Joins the places of some totals, so many px across the whole world and a design px so large: listed places first,
    /// then those with the most happenings, each takes what is near to it.
    pub fn of(chronicle: &Chronicle, totals: &[SpotTotal], world_px: f64, scale: f64) -> Self {
        let mut counts: BTreeMap<&PlaceId, usize> = BTreeMap::new();
        for total in totals {
            *counts.entry(&total.place).or_default() += total.count;
        }
        let is_first =
            |id: &PlaceId| chronicle.is_focus(id) || chronicle.places.get(id).is_some_and(|place| place.listed);
        let firsts = chronicle.places.keys().filter(|id| is_first(id));
        let all: BTreeSet<&PlaceId> = counts.keys().copied().chain(firsts).collect();
        let mut places: Vec<(&PlaceId, ScreenPoint)> = all
            .into_iter()
            .filter_map(|id| Some((id, point_of(chronicle.places.get(id)?)?.world().scaled(world_px))))
            .collect();
        places.sort_by_key(|(id, _)| (!is_first(id), Reverse(counts.get(id).copied().unwrap_or_default()), *id));
        let near = NEAR_PX * scale;
        let cell = |at: ScreenPoint| ((at.x / near).floor() as i64, (at.y / near).floor() as i64);
        let mut anchors: BTreeMap<(i64, i64), Vec<(&PlaceId, ScreenPoint)>> = BTreeMap::new();
        let mut stands_at = BTreeMap::new();
        for (id, at) in places {
            let (column, row) = cell(at);
            let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
            let apart = |other: ScreenPoint| libm::hypot(other.x - at.x, other.y - at.y);
            let nearest = around
                .filter_map(|cell| anchors.get(&cell))
                .flatten()
                .map(|(anchor, other)| (apart(*other), *anchor))
                .filter(|(far, _)| *far < near && !is_first(id))
                .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
            match nearest {
                Some((_, anchor)) => {
                    stands_at.insert(anchor.clone(), anchor.clone());
                    stands_at.insert(id.clone(), anchor.clone());
                }
                None => anchors.entry((column, row)).or_default().push((id, at)),
            }
        }
        Self { stands_at }
    }

    /// Where the mark of a place stands: at its own point, or at that of another.
    pub fn stands_at<'p>(&'p self, place: &'p PlaceId) -> &'p PlaceId {
        self.stands_at.get(place).unwrap_or(place)
    }

    /// The places of each mark that several share.
    pub fn groups(&self) -> Vec<Vec<&PlaceId>> {
        let mut groups: BTreeMap<&PlaceId, Vec<&PlaceId>> = BTreeMap::new();
        for (id, at) in &self.stands_at {
            groups.entry(at).or_default().push(id);
        }
        groups.into_values().collect()
    }

    /// The places that share a mark with one, itself among them; none where it is alone.
    pub fn with<'p>(&'p self, place: &PlaceId) -> impl Iterator<Item = &'p PlaceId> {
        let anchor = self.stands_at.get(place);
        self.stands_at.iter().filter(move |(_, at)| Some(*at) == anchor).map(|(id, _)| id)
    }
}

/// Where a place is drawn: at its point, where it is known as one, or within how many km of it.
pub(in crate::scene) fn point_of(place: &Place) -> Option<LonLat> {
    let is_point = matches!(place.precision, Some(Precision::Exact | Precision::Settlement));
    place.position.filter(|_| is_point || place.radius_km.is_some())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use crate::timeline::fixture::chronicle;
    use std::sync::Arc;

    /// Places on one parallel, unlisted, each with what happens there; a degree is ten px.
    fn check(spots: &[(&str, f64, usize)], expected: &[(&str, &str)]) {
        let mut chronicle = chronicle([]);
        let pattern = chronicle.places.get("elsewhere").unwrap().clone();
        let place = |(id, lon, _): &(&str, f64, usize)| {
            let position = Some(LonLat::new(*lon, 34.0));
            ((*id).into(), crate::chronicle::Place { id: (*id).into(), position, ..pattern.clone() })
        };
        chronicle.places = Arc::new(spots.iter().map(place).collect());
        let total = |(id, _, count): &(&str, f64, usize)| SpotTotal {
            place: (*id).into(),
            count: *count,
            most: *count,
            largest: None,
            kinds: BTreeSet::new(),
        };
        let totals: Vec<SpotTotal> = spots.iter().map(total).collect();
        let joined = Joined::of(&chronicle, &totals, 3600.0, 1.0);
        let found: Vec<(&str, &str)> = joined.stands_at.iter().map(|(id, at)| (id.as_str(), at.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_would_hide_another_joins_the_one_with_most_happenings() {
        check(&[("a", 0.0, 1), ("b", 0.3, 7), ("c", 0.0, 1)], &[("a", "b"), ("b", "b"), ("c", "b")]);
    }

    #[test]
    fn places_stay_apart_where_there_is_room() {
        check(&[("a", 0.0, 1), ("b", 0.7, 7)], &[]);
        // The middle one goes to one of its neighbours, which do not meet.
        check(&[("a", 0.0, 3), ("b", 0.4, 1), ("c", 0.9, 2)], &[("a", "a"), ("b", "a")]);
    }
}
