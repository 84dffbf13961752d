//! The rules of control, one sentence each.

use crate::chronicle::{Basis, Claim, Event, MapRole, Modality, SideId, Standing};
use crate::timeline::fixture::{
    at, capture, chronicle, cited_capture, claim, claimed_capture, event, known, said, timeline,
};
use crate::timeline::{Control, Timeline};
use std::sync::Arc;

/// What is said of Alder in the documents at each instant.
#[track_caller]
fn check(events: Vec<Event>, expected: &[(&str, &str)]) {
    let timeline = timeline(events);
    for (cursor, words) in expected {
        let slice = timeline.slice(at(cursor));
        assert_eq!(said(&slice, "alder", Basis::Documents), *words, "at {cursor}");
        assert!(slice.counts.documents.min <= slice.counts.documents.max);
    }
}

fn by(side: &str, mut event: Event) -> Event {
    event.side = Some(side.into());
    event
}

fn ranked(order: i64, mut event: Event) -> Event {
    event.order = Some(order);
    event
}

fn reported(id: &str, kind: &str, when: &str) -> Event {
    event(id, kind, "alder", when, vec![claim("V", Standing::Reported, when, "2021-08-13")])
}

#[test]
fn a_capture_is_possible_inside_its_bounds_and_definite_after_them() {
    check(
        vec![capture("E", "alder", "[2021-08-11..2021-08-12]")],
        &[
            ("2021-08-10", "not-reported"),
            ("2021-08-11T00:01", "taliban possible reported 1"),
            ("2021-08-11", "taliban possible reported 1"),
            ("2021-08-12T23:59", "taliban possible reported 1"),
            ("2021-08-12", "taliban definite reported 1"),
            ("2021-08-31", "taliban definite reported 1"),
        ],
    );
}

#[test]
fn a_siege_contests_while_it_holds_and_a_capture_ends_it() {
    check(
        vec![reported("S", "siege", "2021-08-05/2021-08-13"), capture("E", "alder", "2021-08-10")],
        &[
            ("2021-08-04", "not-reported"),
            ("2021-08-05", "contested definite reported 1"),
            ("2021-08-10T12:00", "contested definite reported 1"),
            ("2021-08-10", "taliban definite reported 1"),
            ("2021-08-12", "taliban definite reported 1"),
        ],
    );
    check(
        vec![reported("S", "siege", "2021-08-05/2021-08-13")],
        &[("2021-08-13", "contested definite reported 1"), ("2021-08-14", "not-reported")],
    );
}

#[test]
fn a_siege_that_has_passed_is_what_was_last_reported() {
    let timeline = timeline([reported("S", "siege", "2021-08-05/2021-08-13"), capture("E", "birch", "2021-08-10")]);
    let alder = |cursor: &str| timeline.slice(at(cursor)).place("alder").cloned().unwrap();
    assert_eq!(alder("2021-08-13").when_last_reported, None);
    assert!(alder("2021-08-13").documents.besieged);
    let later = alder("2021-08-20");
    assert_eq!(later.when_last_reported, Some("S".into()));
    assert_eq!(later.last_reported.map(|d| d.to_string()).as_deref(), Some("2021-08-13"));
    assert!(!later.documents.besieged);
    assert_eq!(alder("2021-08-07").last_reported.map(|d| d.to_string()).as_deref(), Some("2021-08-07"));
}

#[test]
fn fighting_after_a_capture_contests_again_while_it_lasts() {
    let fight = |when: &str| reported("F", "fighting", when);
    check(
        vec![capture("E", "alder", "2021-08-10"), fight("2021-08-12/2021-08-13")],
        &[
            ("2021-08-11", "taliban definite reported 1"),
            ("2021-08-12", "contested definite reported 1"),
            ("2021-08-14", "taliban definite reported 1"),
        ],
    );
    // The day after begins where the day of the capture ends.
    check(
        vec![capture("E", "alder", "2021-08-10"), fight("2021-08-11")],
        &[("2021-08-11", "contested definite reported 1")],
    );
    // On one day the capture comes last, unless the source says otherwise.
    check(
        vec![capture("E", "alder", "2021-08-10"), fight("2021-08-10/2021-08-11")],
        &[("2021-08-11", "taliban definite reported 1")],
    );
    check(
        vec![ranked(1, capture("E", "alder", "2021-08-10")), ranked(2, fight("2021-08-10/2021-08-11"))],
        &[("2021-08-11", "contested definite reported 1")],
    );
}

#[test]
fn a_possible_capture_of_a_contested_place_may_already_have_changed_its_hands() {
    let timeline =
        timeline([reported("S", "siege", "2021-08-05/2021-08-13"), capture("E", "alder", "[2021-08-10..2021-08-11]")]);
    let slice = timeline.slice(at("2021-08-10"));
    let state = &slice.place("alder").unwrap().documents;
    assert_eq!(state.control, Control::Contested);
    assert_eq!(state.maybe.as_ref().map(|held| held.event.as_str()), Some("E"));
    assert_eq!((slice.counts.documents.min, slice.counts.documents.max), (0, 1));
    assert_eq!(said(&timeline.slice(at("2021-08-11")), "alder", Basis::Documents), "taliban definite reported 1");
}

#[test]
fn a_withdrawal_removes_its_own_side_and_gives_nobody_control() {
    let leave = |side: &str, when: &str| by(side, reported("W", "withdrawal", when));
    check(vec![leave("government", "2021-08-10")], &[("2021-08-10", "not-reported")]);
    check(
        vec![capture("E", "alder", "2021-08-09"), leave("government", "2021-08-10")],
        &[("2021-08-10", "taliban definite reported 1")],
    );
    check(
        vec![capture("E", "alder", "2021-08-09"), leave("taliban", "2021-08-10")],
        &[("2021-08-09", "taliban definite reported 1"), ("2021-08-10", "not-reported")],
    );
    // A surrender tells of a change of hands but makes none.
    check(vec![by("government", reported("W", "surrender", "2021-08-10"))], &[("2021-08-10", "not-reported")]);
}

#[test]
fn order_ranks_what_happened_on_one_day() {
    let leave = |order| ranked(order, by("taliban", reported("A", "withdrawal", "2021-08-10")));
    let take = |order| ranked(order, capture("B", "alder", "2021-08-10"));
    check(vec![leave(1), take(2)], &[("2021-08-10", "taliban definite reported 1")]);
    check(vec![leave(2), take(1)], &[("2021-08-10", "not-reported")]);
}

#[test]
fn a_further_capture_by_the_holder_never_supersedes() {
    let mut later = capture("B", "alder", "2021-08-12");
    later.claims.push(claim("W", Standing::Confirmed, "2021-08-12", "2021-08-13").into());
    let timeline = timeline([capture("A", "alder", "2021-08-10"), later]);
    let slice = timeline.slice(at("2021-08-12"));
    let state = &slice.place("alder").unwrap().documents;
    assert_eq!(said(&slice, "alder", Basis::Documents), "taliban definite reported 1");
    assert_eq!(state.decided_by, Some("A".into()));
    assert_eq!(state.since.map(|span| span.edtf()).as_deref(), Some("2021-08-10"));
    assert!(slice.changes.is_empty(), "no hands change");
}

#[test]
fn a_recapture_is_a_capture_by_the_other_side() {
    let again = by("government", capture("B", "alder", "[2021-08-11..2021-08-12]"));
    let timeline = timeline([capture("A", "alder", "2021-08-10"), again]);
    let states = ["2021-08-10", "2021-08-11", "2021-08-12"].map(|cursor| {
        let slice = timeline.slice(at(cursor));
        (said(&slice, "alder", Basis::Documents), slice.counts.documents.to_string())
    });
    let expected = [
        ("taliban definite reported 1", "1"),
        ("government possible reported 1", "0–1"),
        ("government definite reported 1", "0"),
    ];
    assert_eq!(states, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_capture_that_is_only_claimed_leaves_the_minimum() {
    let timeline = timeline([claimed_capture("E", "alder", "2021-08-10")]);
    let slice = timeline.slice(at("2021-08-10"));
    assert_eq!(said(&slice, "alder", Basis::Documents), "taliban definite claimed 1");
    assert_eq!((slice.counts.documents.min, slice.counts.documents.max), (0, 1));
    assert_eq!(slice.nearest[0], None);
    assert!(slice.changes[0].claimed_only);
}

fn denial(event: &str, reported: &str) -> Claim {
    let mut denial = claim("G", Standing::Denied, "2021-08-10", reported);
    denial.denies = Some(event.into());
    denial
}

#[test]
fn a_denial_contests_a_capture_from_when_it_counts() {
    let statement = event("D", "statement", "elsewhere", "2021-08-10", vec![denial("E", "2021-08-14")]);
    let denied = timeline([capture("E", "alder", "2021-08-10"), statement]);
    let slice = denied.slice(at("2021-08-10"));
    assert_eq!(said(&slice, "alder", Basis::Documents), "contested definite reported 1");
    assert_eq!((slice.counts.documents.min, slice.counts.documents.max), (0, 1));
    assert!(slice.events.iter().any(|e| e.event.id.as_str() == "E" && e.denied));
    let before = denied.slice(known("2021-08-10", "2021-08-13"));
    assert_eq!(said(&before, "alder", Basis::Documents), "taliban definite reported 1");
    // A later definite capture that nobody denies ends the dispute.
    let mut own = capture("E", "alder", "2021-08-10");
    own.claims.push(claim("G", Standing::Denied, "2021-08-10", "2021-08-13").into());
    check(
        vec![own, capture("F", "alder", "2021-08-12")],
        &[("2021-08-11", "contested definite reported 1"), ("2021-08-12", "taliban definite reported 1")],
    );
}

#[test]
fn only_an_events_own_kind_place_role_and_modality_change_control() {
    type Mutation = fn(&mut Event);
    let same: &[(&str, Mutation)] = &[
        ("planned", |e| e.modality = Modality::Planned),
        ("negated", |e| e.modality = Modality::Negated),
        ("country-wide", |e| e.role = MapRole::Area),
        ("excluded", |e| e.role = MapRole::Exclude),
        ("elsewhere", |e| e.place = "elsewhere".into()),
        ("nobody's", |e| e.side = None),
        ("an advance", |e| e.kind = "advance".into()),
        ("retracted", |e| e.claims = vec![claim("V", Standing::Retracted, "2021-08-10", "2021-08-13").into()]),
        ("a claim of another kind", |e| {
            std::sync::Arc::make_mut(&mut e.claims[0]).overrides.kind = Some("statement".into());
        }),
    ];
    for (what, change) in same {
        let mut event = capture("E", "alder", "2021-08-10");
        change(&mut event);
        let slice = timeline([event]).slice(at("2021-08-12"));
        assert_eq!(said(&slice, "alder", Basis::Documents), "not-reported", "{what}");
        assert!(slice.changes.is_empty(), "{what}");
    }
}

#[test]
fn the_bases_are_folded_apart() {
    let slice = timeline([cited_capture("R", "alder", "2021-08-10")]).slice(at("2021-08-10"));
    assert_eq!(said(&slice, "alder", Basis::Documents), "not-reported");
    assert_eq!(said(&slice, "alder", Basis::Reference), "taliban definite reported 1");
    assert_eq!(said(&slice, "birch", Basis::Reference), "government definite reported 1");
    assert_eq!((slice.counts.documents.max, slice.counts.reference.min), (0, 1));
}

#[test]
fn the_opening_counts_from_its_day_once_its_source_is_known() {
    let timeline = timeline([]);
    let birch = |clock| said(&timeline.slice(clock), "birch", Basis::Reference);
    assert_eq!(birch(at("2021-07-30")), "not-reported");
    assert_eq!(birch(at("2021-08-01")), "government definite reported 1");
    assert_eq!(birch(known("2021-08-01", "2021-08-02")), "not-reported");
    assert_eq!(birch(known("2021-08-01", "2021-08-03")), "government definite reported 1");
}

#[test]
fn an_unknown_start_is_said_of_the_last_day_only() {
    check(
        vec![reported("S", "siege", "../2021-08-13")],
        &[
            ("2021-08-12", "not-reported"),
            ("2021-08-13", "contested definite reported 1"),
            ("2021-08-14", "not-reported"),
        ],
    );
}

#[test]
fn control_does_not_depend_on_the_order_of_claims_or_on_the_side_list() {
    let claims = || {
        vec![
            claim("A", Standing::Claimed, "2021-08-10", "2021-08-13"),
            claim("B", Standing::Confirmed, "2021-08-11", "2021-08-13"),
            claim("A", Standing::Reported, "2021-08-10", "2021-08-14"),
        ]
    };
    let of = |claims| {
        let timeline = timeline([event("E", "capture", "alder", "2021-08-10/2021-08-11", claims)]);
        said(&timeline.slice(at("2021-08-12")), "alder", Basis::Documents)
    };
    let reversed = claims().into_iter().rev().collect();
    assert_eq!(of(claims()), "taliban definite confirmed 2");
    assert_eq!(of(claims()), of(reversed));
    let mut lone = chronicle([capture("E", "alder", "2021-08-10")]);
    lone.meta.sides.clear();
    lone.meta.subject.watch = None;
    let slice = Timeline::new(Arc::new(lone)).slice(at("2021-08-12"));
    assert_eq!(slice.place("alder").unwrap().documents.control, Control::Side(SideId::from("taliban")));
    assert_eq!(slice.counts.documents.max, 0);
}
