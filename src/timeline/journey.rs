//! Where somebody or something was, station by station: the way so far, and how far from the focus.

use crate::chronicle::{Event, PlaceId, SideId};
use crate::geo::{LonLat, distance_km};
use crate::time::{Extent, Moment, Span};
use crate::timeline::entry::StationAt;
use crate::timeline::knowledge::Knowledge;
use std::sync::Arc;

/// The stations of one traveller, in time order: those of a side, or of events that name none.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// Who travels.
    pub side: Option<SideId>,
    stations: Vec<Station>,
}

/// A place on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// What says so.
    pub event: Arc<Event>,
    /// The event's place in the order of the ids of all that are not excluded.
    pub rank: u32,
    /// Where the place is.
    pub position: LonLat,
    /// When, as the counting claims leave it.
    pub span: Span,
    /// The way up to here from the first station, in straight lines on the ellipsoid, km.
    pub way_km: f64,
    /// To the focus, km; none where there is no focus with a point.
    pub from_focus_km: Option<f64>,
}

impl Journey {
    /// The stations that had begun by `t`, or may have.
    pub fn begun(&self, t: Moment) -> &[Station] {
        let begun = self.stations.iter().take_while(|station| station.starts().is_some_and(|start| start < t));
        self.stations.get(..begun.count()).unwrap_or_default()
    }

    /// The last of them.
    pub fn at(&self, t: Moment) -> Option<&Station> {
        self.begun(t).last()
    }
}

impl Station {
    /// The first moment at which it may have begun.
    pub fn starts(&self) -> Option<Moment> {
        self.span.effective_start()
    }

    /// Whether it is certain by `t` that it was reached.
    pub fn is_reached(&self, t: Moment) -> bool {
        let by = match self.event.extent {
            Extent::Within => self.span.end,
            Extent::Throughout => self.span.latest_start.or(self.span.start),
        };
        by.is_some_and(|by| by <= t)
    }

    /// The place.
    pub fn place(&self) -> &PlaceId {
        &self.event.place
    }
}

impl Knowledge {
    /// The journeys by what is known, those of the documents and of the reference chronology alike; by side.
    pub(super) fn journeys(&self) -> &[Journey] {
        self.known_journeys().get_or_init(|| {
            let mut journeys: Vec<Journey> = Vec::new();
            for counted in self.all() {
                let (event, Some(StationAt { position, from_focus_km })) =
                    (&counted.entry.event, counted.entry.station)
                else {
                    continue;
                };
                let own = journeys.iter().position(|journey| journey.side == event.side).unwrap_or_else(|| {
                    journeys.push(Journey { side: event.side.clone(), stations: Vec::new() });
                    journeys.len() - 1
                });
                let Some(journey) = journeys.get_mut(own) else { continue };
                let way_km =
                    journey.stations.last().map_or(0.0, |last| last.way_km + distance_km(last.position, position));
                let (rank, span) = (counted.entry.rank, counted.testimony.span);
                journey.stations.push(Station {
                    event: Arc::clone(event),
                    rank,
                    position,
                    span,
                    way_km,
                    from_focus_km,
                });
            }
            journeys.sort_by(|a, b| a.side.cmp(&b.side));
            journeys
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Timeline;
    use crate::timeline::fixture::{at, capture, chronicle};

    #[test]
    fn the_way_grows_from_station_to_station_and_the_focus_stays_where_it_is() {
        let station = |id: &str, place: &str, day: &str| Event { kind: "arrival".into(), ..capture(id, place, day) };
        let mut chronicle = chronicle([
            station("A", "alder", "2021-08-02"),
            station("B", "cedar", "2021-08-05"),
            station("C", "birch", "2021-08-09"),
            capture("D", "birch", "2021-08-10"),
        ]);
        chronicle.meta.subject.journey = true;
        let timeline = Timeline::new(Arc::new(chronicle));
        for (cursor, place, way, focus) in [
            ("2021-08-01", None, 0, 0),
            ("2021-08-02", Some("alder"), 0, 277),
            ("2021-08-07", Some("cedar"), 185, 92),
            ("2021-08-31", Some("birch"), 277, 185),
        ] {
            let slice = timeline.slice(at(cursor));
            let station = slice.events.journeys().first().and_then(|journey| journey.at(slice.clock.cursor));
            assert_eq!(station.map(|station| station.place().as_str()), place, "{cursor}");
            let km = |km: Option<f64>| km.map_or(0, |km| km.round() as i64);
            assert_eq!(km(station.map(|station| station.way_km)), way, "{cursor}");
            assert_eq!(km(station.and_then(|station| station.from_focus_km)), focus, "{cursor}");
        }
    }
}
