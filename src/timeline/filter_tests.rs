//! What a filter leaves, what it says, and what it must not make the map say.

use crate::chronicle::{Basis, Event, Standing};
use crate::timeline::fixture::{at, capture, chronicle, claim, claimed_capture, event, said, timeline, two_accounts};
use crate::timeline::{Filter, Hidden};

fn without_kind(kind: &str) -> Filter {
    Filter { without_kinds: [kind.to_owned()].into(), ..Filter::default() }
}

fn alder(filter: &Filter, events: impl IntoIterator<Item = Event>) -> String {
    said(&timeline(events).filtered(filter).slice(at("2021-08-20")), "alder", Basis::Documents)
}

#[test]
fn each_part_leaves_out_what_it_names() {
    let source = |id: &str| Filter { without_sources: [id.into()].into(), ..Filter::default() };
    let voice = |id: &str| Filter { without_voices: [id.into()].into(), ..Filter::default() };
    let side = |id: &str| Filter { without_sides: [id.into()].into(), ..Filter::default() };
    let from = |from_standing| Filter { from_standing, ..Filter::default() };
    for (filter, expected) in [
        (Filter::default(), "taliban definite reported 2"),
        (source("001"), "taliban definite reported 1"),
        (source("002"), "taliban definite claimed 1"),
        (voice("A"), "taliban definite reported 1"),
        (voice("B"), "taliban definite claimed 1"),
        (from(Standing::Reported), "taliban definite reported 1"),
        (from(Standing::Confirmed), "not-reported"),
        (without_kind("capture"), "not-reported"),
        (without_kind("siege"), "taliban definite reported 2"),
        (side("taliban"), "not-reported"),
        (side("government"), "taliban definite reported 2"),
    ] {
        assert_eq!(alder(&filter, [two_accounts()]), expected, "{filter:?}");
    }
}

#[test]
fn what_is_left_has_the_bounds_of_the_claims_that_are_left() {
    let filter = Filter { from_standing: Standing::Reported, ..Filter::default() };
    let left = filter.apply(&chronicle([two_accounts()]));
    assert_eq!(left.events.values().map(|e| e.span.edtf()).collect::<Vec<_>>(), ["2021-08-12"]);
}

#[test]
fn a_place_is_never_in_firmer_hands_than_everything_together_says() {
    let mut gone = event(
        "W",
        "withdrawal",
        "alder",
        "2021-08-14",
        vec![claim("C", Standing::Confirmed, "2021-08-14", "2021-08-15")],
    );
    gone.side = Some("taliban".into());
    let fight = event(
        "F",
        "fighting",
        "alder",
        "2021-08-18/2021-08-21",
        vec![claim("D", Standing::Reported, "2021-08-18/2021-08-21", "2021-08-21")],
    );
    for (without, what) in [("withdrawal", gone), ("fighting", fight)] {
        let events = [capture("E", "alder", "2021-08-12"), what];
        let everything = alder(&Filter::default(), events.clone());
        assert_eq!(alder(&without_kind(without), events.clone()), everything, "{without}");
        let whole = timeline(events);
        let filtered = whole.filtered(&without_kind(without));
        let ladder = |t: &crate::timeline::Timeline| t.ladder(&"alder".into(), Basis::Documents, None);
        assert_eq!(ladder(&filtered), ladder(&whole), "{without}");
    }
}

#[test]
fn a_denial_stays_whatever_is_left_out() {
    let mut denial = claim("G", Standing::Confirmed, "2021-08-13", "2021-08-13");
    denial.denies = Some("E".into());
    let statement = event("S", "statement", "elsewhere", "2021-08-13", vec![denial]);
    let filter = Filter {
        without_kinds: ["statement".to_owned()].into(),
        without_sources: ["002".into()].into(),
        without_voices: ["G".into()].into(),
        ..Filter::default()
    };
    assert!(alder(&filter, [claimed_capture("E", "alder", "2021-08-12"), statement]).starts_with("contested"));
}

#[test]
fn it_counts_what_it_hides() {
    let chronicle = chronicle([two_accounts(), capture("X", "birch", "2021-08-12")]);
    let from = Filter { from_standing: Standing::Reported, ..Filter::default() };
    assert_eq!(from.hidden(&chronicle, true), Hidden { events: 0, of_events: 2, claims: 1, of_claims: 3 });
}

#[test]
fn one_kind_alone_leaves_out_all_others() {
    let kinds = ["capture", "siege", "fighting"];
    let chronicle = chronicle(kinds.map(|kind| {
        event(kind, kind, "alder", "2021-08-10", vec![claim(kind, Standing::Reported, "2021-08-10", "2021-08-11")])
    }));
    assert_eq!(Filter::only_kind(&chronicle, "siege").apply(&chronicle).events.len(), 1);
}

#[test]
fn it_is_written_as_words_of_the_command_line() {
    let filter = Filter {
        from_standing: Standing::Confirmed,
        without_sources: ["003".into(), "005".into()].into(),
        without_voices: ["V-A".into()].into(),
        without_kinds: ["siege".to_owned()].into(),
        without_sides: ["taliban".into()].into(),
        ..Filter::default()
    };
    assert_eq!(
        filter.command_words().join(" "),
        "--from-standing confirmed --without-source 003 --without-source 005 --without-voice V-A --without-kind siege \
         --without-side taliban"
    );
    assert_eq!(Filter::default().command_words(), Vec::<String>::new());
}

#[test]
fn what_a_chronicle_does_not_have_is_found_and_let_go() {
    let chronicle = chronicle([two_accounts()]);
    let filter = Filter {
        without_sources: ["001".into(), "099".into()].into(),
        without_voices: ["A".into(), "Z".into()].into(),
        without_kinds: ["capture".to_owned(), "parade".to_owned()].into(),
        without_sides: ["taliban".into(), "martians".into()].into(),
        ..Filter::default()
    };
    let unknown = filter.unknown(&chronicle);
    assert_eq!(
        unknown.command_words().join(" "),
        "--without-source 099 --without-voice Z --without-kind parade --without-side martians"
    );
    let left = filter.known_to(&chronicle);
    assert_eq!(left.unknown(&chronicle), Filter::default());
    assert_eq!((left.without_sources.len(), left.without_voices.len()), (1, 1));
}
