//! Where somebody was on the way, how long that was so far, and how far from the focus.

use crate::chronicle::Chronicle;
use crate::timeline::{Journey, Station, Timeslice};
use crate::words::dates::this;
use crate::words::grammar::{capitalised, clauses, fill, sentences, thousands};
use crate::words::sides::{side_label, side_name};
use crate::words::{Shown, place_name};

/// "At Tarsus", "Between Tarsus and Issus", "Perhaps at Issus"; of several who travel each with its name. `None` before
/// the first station.
pub(super) fn title(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> Option<String> {
    let journeys: Vec<&Journey> = under_way(slice, shown).collect();
    let where_ = |journey: &&Journey| {
        let at = whereabouts(chronicle, journey, slice)?;
        Some(match journey.side.as_ref().filter(|_| journeys.len() > 1) {
            Some(side) => fill("{side}: {at}", &[("side", side_label(chronicle, side)), ("at", &at)]),
            None => capitalised(&at),
        })
    };
    let said = clauses(journeys.iter().filter_map(where_));
    (!said.is_empty()).then(|| capitalised(&said))
}

/// "1,200 km so far in straight lines, 940 km from Sardis.", and the same in brief.
pub(super) fn sum(chronicle: &Chronicle, slice: &Timeslice, shown: Shown) -> [String; 2] {
    let journeys: Vec<&Journey> = under_way(slice, shown).collect();
    let told = |journey: &&Journey| {
        let station = journey.at(slice.clock.cursor)?;
        let who = journey.side.as_ref().filter(|_| journeys.len() > 1);
        let who = who.map_or_else(String::new, |side| fill("{side}: ", &[("side", side_name(chronicle, side))]));
        let focus = chronicle.focus().filter(|focus| focus.id != *station.place()).zip(station.from_focus_km);
        let away = focus.map_or_else(String::new, |(focus, km)| {
            fill(", {km} km from {focus}", &[("km", &thousands(km.round() as u64)), ("focus", &focus.name)])
        });
        Some((who, thousands(station.way_km.round() as u64), away))
    };
    let told: Vec<(String, String, String)> = journeys.iter().filter_map(told).collect();
    if told.is_empty() {
        return [fill("No station by the end of {this}.", &[("this", this(chronicle.resolution()))]), String::new()];
    }
    let said = |[way_so_far, first]: [&str; 2], (who, way, away): &(String, String, String)| {
        let pattern = if way == "0" { first } else { way_so_far };
        capitalised(&fill(pattern, &[("who", who), ("way", way), ("away", away)]))
    };
    let sentence = ["{who}{way} km so far in straight lines{away}.", "{who}the first station{away}."];
    let brief = ["{who}{way} km so far{away}", "{who}the first station{away}"];
    [sentences(told.iter().map(|told| said(sentence, told))), clauses(told.iter().map(|told| said(brief, told)))]
}

/// The journeys that have a station by now, on the bases that are shown.
fn under_way(slice: &Timeslice, shown: Shown) -> impl Iterator<Item = &Journey> {
    let t = slice.clock.cursor;
    slice.events.journeys().iter().filter(move |journey| journey.at(t).is_some_and(|at| shown.has(at.event.basis)))
}

/// "at Tarsus"; inside the bounds of the next station "between Tarsus and Issus".
fn whereabouts(chronicle: &Chronicle, journey: &Journey, slice: &Timeslice) -> Option<String> {
    let t = slice.clock.cursor;
    let begun = journey.begun(t);
    let name = |station: &Station| place_name(chronicle, station.place()).to_owned();
    let reached = begun.iter().rev().find(|station| station.is_reached(t));
    let next = begun.last().filter(|station| !station.is_reached(t));
    Some(match (reached, next) {
        (None, None) => return None,
        (Some(at), None) => fill("at {place}", &[("place", &name(at))]),
        (None, Some(next)) => fill("perhaps at {place}", &[("place", &name(next))]),
        (Some(at), Some(next)) if at.place() == next.place() => fill("at {place}", &[("place", &name(at))]),
        (Some(at), Some(next)) => {
            fill("at {place} or on the way to {next}", &[("place", &name(at)), ("next", &name(next))])
        }
    })
}
