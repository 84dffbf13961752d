//! What the index answers: two clocks, stops, steps and ladders.

use crate::chronicle::{Basis, MapRole, Modality, Says, Standing};
use crate::time::Phase;
use crate::timeline::EventState;
use crate::timeline::fixture::{at, capture, cited, cited_capture, claim, event, known, said, timeline};

fn three_claims() -> crate::chronicle::Event {
    event(
        "E",
        "capture",
        "alder",
        "2021-08-10/2021-08-12",
        vec![
            claim("A", Standing::Claimed, "2021-08-10", "2021-08-11"),
            claim("B", Standing::Reported, "2021-08-12", "2021-08-13"),
            claim("B", Standing::Confirmed, "2021-08-12", "2021-08-14"),
        ],
    )
}

#[test]
fn a_claim_counts_once_it_was_reported() {
    let timeline = timeline([three_claims()]);
    for (by, standing, voices, bounds, counting) in [
        ("2021-08-11", "Claimed", 1, "2021-08-10", vec![0]),
        ("2021-08-13", "Reported", 2, "2021-08-10/2021-08-12", vec![0, 1]),
        ("2021-08-14", "Confirmed", 2, "2021-08-10/2021-08-12", vec![0, 1, 2]),
    ] {
        let slice = timeline.slice(known("2021-08-12", by));
        let event = slice.events.iter().next().unwrap();
        assert_eq!(format!("{:?}", event.standing), standing, "{by}");
        assert_eq!((event.voices, event.span.edtf().as_str(), &*event.counting), (voices, bounds, &*counting), "{by}");
    }
    assert!(timeline.slice(known("2021-08-12", "2021-08-10")).events.is_empty());
}

#[test]
fn a_reading_keeps_the_claims_known_so_far_inside_it() {
    let mut narrowed = three_claims();
    narrowed.claims[0] = claim("A", Standing::Claimed, "2021-08-08/2021-08-11", "2021-08-11").into();
    let bounds = |event: crate::chronicle::Event| {
        let begun = timeline([event]).slice(known("2021-08-11", "2021-08-11")).events;
        begun.iter().next().unwrap().span.edtf()
    };
    assert_eq!(bounds(narrowed.clone()), "2021-08-08/2021-08-11");
    narrowed.reading = Some("why".into());
    assert_eq!(bounds(narrowed.clone()), "2021-08-10/2021-08-11");
    narrowed.claims[0] = claim("A", Standing::Claimed, "2021-08-08", "2021-08-11").into();
    assert_eq!(bounds(narrowed), "2021-08-08", "bounds apart from the reading are the claims' own");
}

#[test]
fn references_count_where_they_agree_and_one_lineage_is_one_witness() {
    let claims = vec![
        cited("R1", Says::SameDay, "2021-08-11"),
        cited("R2", Says::Supports, "2021-08-12"),
        cited("R2", Says::Differs, "2021-08-12"),
    ];
    let slice = timeline([event("R", "capture", "alder", "2021-08-10", claims)]).slice(at("2021-08-12"));
    let state = slice.events.iter().next().unwrap();
    assert_eq!((state.standing, state.voices, &*state.counting), (Standing::Reported, 1, &[0, 1][..]));
    let differs = event("R", "capture", "alder", "2021-08-10", vec![cited("R1", Says::Differs, "2021-08-11")]);
    assert!(timeline([differs]).slice(at("2021-08-12")).events.is_empty());
}

#[test]
fn the_events_of_a_slice_have_begun_and_are_not_excluded() {
    let mut excluded = capture("X", "birch", "2021-08-10");
    excluded.role = MapRole::Exclude;
    let mut planned = capture("P", "birch", "2021-08-11");
    planned.modality = Modality::Planned;
    let timeline =
        timeline([excluded, planned, capture("A", "alder", "2021-08-12"), cited_capture("R", "birch", "2021-08-12")]);
    let ids = |cursor: &str| {
        let slice = timeline.slice(at(cursor));
        slice.events.iter().map(|e| (e.event.id.to_string(), e.phase)).collect::<Vec<_>>()
    };
    assert_eq!(ids("2021-08-10"), []);
    assert_eq!(ids("2021-08-11"), [("P".to_owned(), Phase::Definite)]);
    assert_eq!(
        ids("2021-08-12T01:00"),
        [("P".to_owned(), Phase::Definite), ("A".to_owned(), Phase::Possible), ("R".to_owned(), Phase::Possible)]
    );
    let at_birch: Vec<_> = timeline.events_at(&"birch".into()).map(|e| e.id.as_str()).collect();
    assert_eq!(at_birch, ["P", "R"]);
    assert_eq!(timeline.events_at(&"nowhere".into()).count(), 0);
}

#[test]
fn stops_are_the_rests_at_which_something_changes() {
    let siege = event(
        "S",
        "siege",
        "birch",
        "2021-08-05/2021-08-06",
        vec![claim("V", Standing::Reported, "2021-08-05/2021-08-06", "2021-08-13")],
    );
    let timeline =
        timeline([siege, capture("A", "alder", "[2021-08-11..2021-08-13]"), capture("Z", "cedar", "2021-09-05")]);
    let stops: Vec<_> = timeline.stops().iter().map(|m| m.day().to_string()).collect();
    assert_eq!(stops, ["2021-08-05", "2021-08-07", "2021-08-11", "2021-08-13"]);
}

#[test]
fn the_ladder_agrees_with_the_slice_at_every_rest() {
    let timeline = timeline([
        capture("A", "alder", "[2021-08-10..2021-08-11]"),
        event("F", "fighting", "alder", "2021-08-14", vec![claim("V", Standing::Reported, "2021-08-14", "2021-08-15")]),
    ]);
    for by in [None, Some("2021-08-13")] {
        let clock = |cursor: &str| by.map_or(at(cursor), |by| known(cursor, by));
        let ladder = timeline.ladder(&"alder".into(), Basis::Documents, clock("2021-08-01").known_by);
        for day in 2..=31 {
            let clock = clock(&format!("2021-08-{day:02}"));
            let slice = timeline.slice(clock);
            let (_, step) = ladder.iter().rfind(|(from, _)| *from <= clock.cursor).unwrap();
            assert_eq!(*step, slice.place("alder").unwrap().documents, "{day}");
        }
    }
    assert_eq!(timeline.ladder(&"alder".into(), Basis::Documents, None).len(), 5);
    assert!(timeline.ladder(&"elsewhere".into(), Basis::Documents, None).is_empty());
}

#[test]
fn the_nearest_place_comes_closer_in_steps_and_is_never_the_focus() {
    let timeline = timeline([
        capture("A", "alder", "2021-08-10"),
        capture("B", "cedar", "2021-08-12"),
        capture("C", "dover", "2021-08-13"),
    ]);
    let steps: Vec<_> = timeline
        .nearest_steps(Basis::Documents, None)
        .into_iter()
        .map(|(from, nearest)| (from.written(), nearest.map(|n| (n.place.to_string(), n.km.round()))))
        .collect();
    assert_eq!(
        steps,
        [
            ("2021-07-31".to_owned(), None),
            ("2021-08-10".to_owned(), Some(("alder".to_owned(), 277.0))),
            ("2021-08-12".to_owned(), Some(("cedar".to_owned(), 92.0))),
        ]
    );
    assert_eq!(
        timeline.nearest_steps(Basis::Documents, at("2021-08-12").known_by),
        timeline.nearest_steps(Basis::Documents, None)
    );
    assert_eq!(timeline.nearest_steps(Basis::Documents, known("2021-08-12", "2021-08-12").known_by).len(), 1);
}

#[test]
fn what_changed_is_named_on_its_day_only() {
    let timeline =
        timeline([capture("A", "alder", "[2021-08-11..2021-08-12]"), cited_capture("R", "alder", "2021-08-12")]);
    let changes = |cursor: &str| {
        let slice = timeline.slice(at(cursor));
        slice.changes.iter().map(|c| (c.event.to_string(), c.definite)).collect::<Vec<_>>()
    };
    assert_eq!(changes("2021-08-10"), []);
    assert_eq!(changes("2021-08-11"), [("A".to_owned(), false)]);
    assert_eq!(changes("2021-08-12"), [("A".to_owned(), true), ("R".to_owned(), true)]);
    assert_eq!(changes("2021-08-13"), []);
    assert_eq!(said(&timeline.slice(at("2021-08-11")), "alder", Basis::Reference), "government definite reported 1");
}

#[test]
fn the_outcome_of_an_event_needs_no_instant() {
    let known = |by: Option<&str>| {
        let unknown = event(
            "U",
            "capture",
            "alder",
            "../2021-08-12",
            vec![claim("A", Standing::Reported, "../2021-08-12", "2021-08-12")],
        );
        let by = by.map(|by| crate::time::Moment::parse(by).unwrap());
        let outcomes = timeline([three_claims(), unknown]).outcomes(by);
        outcomes.iter().map(|state| (state.event.id.to_string(), state.standing, state.voices)).collect::<Vec<_>>()
    };
    assert_eq!(known(None), [("U".to_owned(), Standing::Reported, 1), ("E".to_owned(), Standing::Confirmed, 2)]);
    assert_eq!(known(Some("2021-08-11")), [("E".to_owned(), Standing::Claimed, 1)]);
}

#[test]
fn what_may_still_go_on_or_happen_on_a_day_is_found_among_what_has_begun() {
    let when = |id: &str, when: &str| {
        event(id, "capture", "alder", when, vec![claim(id, Standing::Reported, when, "2021-08-10")])
    };
    let timeline = timeline([
        when("BEFORE", "2021-08-10"),
        when("INTO", "2021-08-10/2021-08-12"),
        when("ON", "2021-08-12"),
        when("OPEN", "2021-08-11/.."),
        when("AFTER", "2021-08-13"),
    ]);
    let events = timeline.slice(at("2021-08-12")).events;
    let ids = |states: Vec<EventState>| states.iter().map(|state| state.event.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(events.iter().collect()), ["BEFORE", "INTO", "ON", "OPEN"]);
    assert_eq!(ids(events.not_over().collect()), ["INTO", "ON", "OPEN"]);
    assert_eq!(ids(events.of_the_day().collect()), ["INTO", "ON"]);
}
