//! The words of what happened, where nobody is said to hold anything, and of several sides.

use crate::chronicle::{Chronicle, Event, Side, SizeBy, SizeScale, Standing, Subject};
use crate::time::Resolution;
use crate::timeline::fixture::{at, capture, chronicle, claim, event};
use crate::timeline::{Clock, Timeline};
use crate::words::{Headline, Shown, headline, text_alternative};
use std::sync::Arc;

/// A chronicle of what happened, without sides, references and a focus.
fn happened(events: Vec<Event>, resolution: Resolution) -> Chronicle {
    let mut chronicle = chronicle(events.into_iter().map(|event| Event { side: None, ..event }));
    let size = SizeBy { property: "magnitude".into(), label: "magnitude".into(), scale: SizeScale::Magnitude };
    chronicle.meta.subject = Subject { occurrences: true, size: Some(size), resolution, ..Subject::default() };
    chronicle.meta.sides.clear();
    chronicle.meta.opening = None;
    chronicle.meta.focus = None;
    chronicle.references = Arc::default();
    chronicle
}

fn told(id: &str, kind: &str, place: &str, when: &str) -> Event {
    event(id, kind, place, when, vec![claim(id, Standing::Reported, when, "2021-08-31")])
}

fn words(chronicle: &Timeline, clock: Clock) -> Headline {
    headline(chronicle.chronicle(), &chronicle.slice(clock), Shown::ALL)
}

#[test]
fn the_largest_is_named_first_and_the_others_are_counted() {
    let shocks = || {
        vec![
            Event { size: Some(7.8), ..told("A", "earthquake", "alder", "2021-08-12T04:17") },
            Event { size: Some(6.7), ..told("B", "aftershock", "birch", "2021-08-12T04:28") },
            Event { size: Some(5.6), ..told("C", "aftershock", "cedar", "2021-08-12T04:36") },
            told("D", "fire", "alder", "2021-08-11"),
        ]
    };
    let timeline = Timeline::new(Arc::new(happened(shocks(), Resolution::Hour)));
    let day = words(&timeline, at("2021-08-12"));
    assert_eq!(day.title, "Earthquake at Alder at 04:17, magnitude 7.8; aftershocks at Birch and Cedar");
    assert_eq!(day.sum, "2 aftershocks and 1 earthquake at 3 places this day, 4 so far.");
    assert_eq!(day.brief, "3 this day, 4 so far");
    assert_eq!(day.nearest, "");
    let early = words(&timeline, at("2021-08-12T04:20"));
    assert_eq!(early.title, "Earthquake at Alder at 04:17, magnitude 7.8");
    assert_eq!(early.sum, "1 earthquake this day, 2 so far.");
    let quiet = words(&timeline, at("2021-08-20"));
    assert_eq!((quiet.title.as_str(), quiet.sum.as_str()), ("Nothing reported of this day", "4 happenings so far."));
    let prose = text_alternative(timeline.chronicle(), &timeline.slice(at("2021-08-12")), Shown::ALL);
    for never in ["documents.", "reference", "hold", "capital", "taken"] {
        assert!(!prose.contains(never), "{never}: {prose}");
    }
}

#[test]
fn what_is_possible_makes_the_count_a_range() {
    let events = vec![
        told("A", "fire", "alder", "2021-08-12"),
        told("B", "fire", "birch", "2021-08-12/2021-08-13"),
        told("C", "fire", "cedar", "2021-08-11"),
    ];
    let timeline = Timeline::new(Arc::new(happened(events, Resolution::Day)));
    assert_eq!(words(&timeline, at("2021-08-12")).sum, "1–2 fires at 2 places this day, 2–3 so far.");
}

#[test]
fn what_is_told_by_months_is_counted_by_them() {
    let events = vec![
        told("A", "fire", "alder", "2021-07-12"),
        told("B", "fire", "birch", "2021-08-02"),
        told("C", "fire", "cedar", "2021-08-30"),
    ];
    let timeline = Timeline::new(Arc::new(happened(events, Resolution::Month)));
    let august = words(&timeline, at("2021-08-31"));
    assert_eq!((august.date.as_str(), august.rest), ("August 2021", Some("end of month")));
    assert_eq!(august.sum, "2 fires at 2 places this month, 3 so far.");
}

#[test]
fn of_a_journey_the_station_the_way_and_the_distance_are_told() {
    let station = |id: &str, place: &str, when: &str| Event { side: None, ..told(id, "arrival", place, when) };
    let mut journey = chronicle([
        station("A", "dover", "2021-08-02"),
        station("B", "cedar", "2021-08-05"),
        station("C", "birch", "2021-08-08/2021-08-10"),
    ]);
    journey.meta.subject = Subject { journey: true, ..Subject::default() };
    let timeline = Timeline::new(Arc::new(journey));
    let said = |day: &str| {
        let words = words(&timeline, at(day));
        (words.title, words.sum)
    };
    for (day, title, sum) in [
        ("2021-08-01", "Nothing reported of this day", "No station by the end of this day."),
        ("2021-08-03", "At Dover", "The first station."),
        ("2021-08-05", "At Cedar", "92 km so far in straight lines, 92 km from Dover."),
        ("2021-08-09", "At Cedar or on the way to Birch", "185 km so far in straight lines, 185 km from Dover."),
        ("2021-08-10", "At Birch", "185 km so far in straight lines, 185 km from Dover."),
    ] {
        assert_eq!(said(day), (title.to_owned(), sum.to_owned()), "{day}");
    }
}

#[test]
fn of_several_sides_each_has_its_count_the_followed_one_first() {
    let taken =
        |id: &str, place: &str, side: &str| Event { side: Some(side.into()), ..capture(id, place, "2021-08-11") };
    let mut several = chronicle([taken("A", "alder", "taliban"), taken("B", "birch", "guard")]);
    several.meta.sides.push(Side {
        id: "guard".into(),
        name: "the guard".into(),
        label: "Guard".into(),
        singular: true,
    });
    several.meta.subject.watch = Some("guard".into());
    several.references = Arc::default();
    let timeline = Timeline::new(Arc::new(several));
    let words = words(&timeline, at("2021-08-12"));
    assert_eq!(words.sum, "Guard 1, taliban 1, 2 not reported, of 4 provincial capitals.");
    assert_eq!(words.brief, "Guard 1, taliban 1, of 4");
}

#[test]
fn of_two_sides_the_followed_one_is_counted() {
    let retaken = Event { side: Some("government".into()), ..capture("A", "alder", "2021-08-12") };
    let mut chronicle = chronicle([retaken]);
    chronicle.meta.subject.watch = Some("government".into());
    let timeline = Timeline::new(Arc::new(chronicle));
    let slice = timeline.slice(at("2021-08-12"));
    let words = headline(timeline.chronicle(), &slice, Shown::DOCUMENTS);
    assert_eq!(words.title, "Alder falls");
    assert_eq!(words.sum, "Government forces hold 1 of 4 provincial capitals in the documents.");
}
