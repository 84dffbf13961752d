//! The worked case of the design, against the built-in chronicle: what the five documents say at the ends of days.

use dateline::chronicle::{Basis, Embedded, open};
use dateline::time::Moment;
use dateline::timeline::{Clock, Control, PlaceState, Timeline, Timeslice};
use dateline::words::{Shown, headline};
use std::sync::{Arc, LazyLock};

static BUILT_IN: LazyLock<Timeline> = LazyLock::new(|| {
    let opened = open(&Embedded).unwrap();
    assert_eq!(opened.problems, []);
    Timeline::new(Arc::new(opened.chronicle))
});

fn slice(cursor: &str, known_by: Option<&str>) -> Timeslice {
    let moment = |text: &str| Moment::parse(text).unwrap();
    BUILT_IN.slice(Clock { cursor: moment(cursor), known_by: known_by.map(moment) })
}

fn hindsight(cursor: &str) -> Timeslice {
    slice(cursor, None)
}

fn place<'a>(slice: &'a Timeslice, id: &str) -> &'a PlaceState {
    slice.place(id).unwrap()
}

/// `taliban possible (confirmed, 2)`, as the worked case writes it.
fn said(slice: &Timeslice, id: &str) -> String {
    let state = &place(slice, id).documents;
    let control = state.control.as_str();
    let (Control::Side(_), Some(certainty), Some(standing)) = (&state.control, state.certainty, state.standing) else {
        return control.to_owned();
    };
    format!("{control} {certainty:?} ({standing:?}, {})", state.voices).to_lowercase()
}

#[test]
fn the_places_of_the_worked_case_are_held_as_it_says() {
    let days = ["2021-08-11", "2021-08-12", "2021-08-13", "2021-08-15"];
    let kandahar = "taliban definite (reported, 3)";
    let one = "taliban definite (reported, 1)";
    let ghazni = "taliban definite (confirmed, 2)";
    let silent = "not-reported";
    for (id, expected) in [
        ("kandahar", ["contested", "contested", kandahar, kandahar]),
        ("herat", ["contested", one, one, one]),
        ("ghazni", ["taliban possible (confirmed, 2)", ghazni, ghazni, ghazni]),
        ("pul-e-alam", [silent, silent, one, one]),
        ("jalalabad", [silent, silent, silent, one]),
        ("mazar-i-sharif", ["contested", "contested", "contested", silent]),
        ("kabul", [silent, silent, silent, "contested"]),
        ("farah", [silent; 4]),
        ("qala-i-naw", [silent, one, one, one]),
        ("lashkar-gah", [silent, "contested", "taliban definite (confirmed, 2)", "taliban definite (confirmed, 2)"]),
    ] {
        let found = days.map(|day| said(&hindsight(day), id));
        assert_eq!(found, expected.map(str::to_owned), "{id}");
    }
    let jalalabad = hindsight("2021-08-15");
    assert_eq!(place(&jalalabad, "jalalabad").documents.since.unwrap().edtf(), "2021-08-14/2021-08-15");
}

#[test]
fn mazar_i_sharif_was_besieged_when_last_reported() {
    let slice = hindsight("2021-08-15");
    let mazar = place(&slice, "mazar-i-sharif");
    assert_eq!(mazar.when_last_reported.as_ref().map(|e| e.as_str()), Some("EV-MAZAR-SIEGE"));
    assert_eq!(mazar.last_reported.unwrap().to_string(), "2021-08-13");
    assert!(place(&hindsight("2021-08-13"), "mazar-i-sharif").documents.besieged);
}

#[test]
fn the_counts_of_the_worked_case_hold() {
    for (day, documents, reference) in [
        ("2021-08-05", "0", "0"),
        ("2021-08-06", "0", "1"),
        ("2021-08-07", "0", "2"),
        ("2021-08-08", "0", "5"),
        ("2021-08-09", "0", "6"),
        ("2021-08-10", "0", "8–9"),
        ("2021-08-11", "0–1", "9"),
        ("2021-08-12", "3", "12–13"),
        ("2021-08-13", "6", "18"),
        ("2021-08-14", "6–7", "25"),
        ("2021-08-15", "7", "32–33"),
    ] {
        let counts = hindsight(day).counts;
        assert_eq!(
            (counts.documents.to_string().as_str(), counts.reference.to_string().as_str()),
            (documents, reference),
            "{day}"
        );
        assert_eq!(counts.of, 34);
    }
}

#[test]
fn the_nearest_place_of_the_worked_case_comes_closer() {
    for (day, expected) in [
        ("2021-08-11", None),
        ("2021-08-12", Some(("ghazni", 128.4))),
        ("2021-08-13", Some(("pul-e-alam", 60.7))),
        ("2021-08-15", Some(("pul-e-alam", 60.7))),
    ] {
        let [documents, _] = hindsight(day).nearest;
        let found = documents.map(|n| (n.place.to_string(), (n.km * 10.0).round() / 10.0));
        assert_eq!(found, expected.map(|(place, km)| (place.to_owned(), km)), "{day}");
    }
    let steps = BUILT_IN.nearest_steps(Basis::Documents, None);
    let found: Vec<_> = steps.iter().map(|(from, n)| (from.written(), n.as_ref().map(|n| n.place.as_str()))).collect();
    assert_eq!(
        found,
        [
            ("2021-04-30".to_owned(), None),
            ("2021-08-12".to_owned(), Some("ghazni")),
            ("2021-08-13".to_owned(), Some("pul-e-alam")),
        ]
    );
}

#[test]
fn a_desk_of_the_12th_had_none_of_these_documents() {
    for day in 1..=31 {
        let slice = slice(&format!("2021-08-{day:02}"), Some("2021-08-12"));
        assert_eq!(slice.counts.documents.max, 0, "{day} August");
        assert!(slice.places.iter().all(|place| place.documents.control == Control::NotReported), "{day} August");
    }
    let by_13 = slice("2021-08-12", Some("2021-08-13"));
    assert_eq!(by_13.counts.documents.to_string(), "3");
    assert_eq!(slice("2021-08-15", Some("2021-08-13")).counts.documents.to_string(), "6", "Jalalabad is not yet known");
}

#[test]
fn what_the_documents_do_not_say_is_never_shown() {
    for day in 5..=16 {
        let slice = hindsight(&format!("2021-08-{day:02}"));
        for id in ["mazar-i-sharif", "kabul"] {
            let state = &place(&slice, id).documents;
            assert!(!matches!(state.control, Control::Side(_)), "{id} on {day} August");
            assert_eq!(state.maybe, None, "{id} on {day} August");
        }
        let neighbours = ["tajikistan", "uzbekistan"];
        for event in slice.events.iter() {
            let record = &event.event;
            assert!(!neighbours.contains(&record.place.as_str()), "{} on {day} August", record.id);
            assert_ne!(record.id.as_str(), "EV-FALSE-TAJIKISTAN-UZBEKISTAN");
        }
        for change in slice.changes.iter().filter(|change| change.basis == Basis::Documents) {
            assert!(!["mazar-i-sharif", "kabul"].contains(&change.place.as_str()), "{} August", day);
        }
    }
}

#[test]
fn kandahar_rests_on_seven_claims_of_three_documents_and_three_voices() {
    let slice = hindsight("2021-08-13");
    let event = slice.events.iter().find(|e| e.event.id.as_str() == "EV-KANDAHAR-CAPTURE").unwrap();
    let record = &event.event;
    let documents: std::collections::BTreeSet<_> = record.claims.iter().map(|claim| &claim.source).collect();
    assert_eq!((event.counting.len(), documents.len(), event.voices), (7, 3, 3));
    assert_eq!(place(&slice, "kandahar").documents.since.unwrap().edtf(), "2021-08-13");
}

#[test]
fn herat_shows_a_withdrawal_confirmed_and_a_surrender_claimed() {
    let slice = hindsight("2021-08-13");
    let standing = |id: &str| {
        let event = slice.events.iter().find(|e| e.event.id.as_str() == id).unwrap();
        format!("{:?}", event.standing)
    };
    assert_eq!(standing("EV-HERAT-WITHDRAWAL"), "Confirmed");
    assert_eq!(standing("EV-HERAT-SURRENDER"), "Claimed");
    assert_eq!(standing("EV-HERAT-CAPTURE"), "Reported");
    assert_eq!(place(&slice, "herat").last_reported.unwrap().to_string(), "2021-08-13");
}

#[test]
fn copy_without_a_witness_counts_once_for_its_wire() {
    let slice = hindsight("2021-08-13");
    let event = slice.events.iter().find(|e| e.event.id.as_str() == "EV-HERAT-WITHDRAWAL").unwrap();
    // Two reporters' sentences and a caption of one wire, and the security source.
    assert_eq!((event.counting.len(), event.voices), (4, 2));
}

#[test]
fn the_headlines_say_what_changed() {
    let title = |cursor: &str, reference: bool| {
        headline(BUILT_IN.chronicle(), &hindsight(cursor), Shown { documents: true, reference }).title
    };
    for (day, documents, both) in [
        ("2021-08-05", "No capital reported taken", "No capital reported taken"),
        ("2021-08-06", "No capital reported taken", "Zaranj falls, by the reference chronology"),
        ("2021-08-11", "Ghazni may have fallen", "Ghazni may have fallen; by reference, Faizabad falls"),
        ("2021-08-12", "Ghazni, Herat and Qala-i-Naw fall", "Ghazni, Herat and Qala-i-Naw fall"),
        (
            "2021-08-13",
            "Kandahar, Lashkar Gah and Pul-e-Alam fall",
            "Kandahar, Lashkar Gah and Pul-e-Alam fall; 3 more by reference",
        ),
        ("2021-08-14", "Jalalabad may have fallen", "Jalalabad may have fallen; by reference, 7 capitals fall"),
        ("2021-08-15", "Jalalabad falls", "Jalalabad falls; Kabul and 5 more by reference"),
        ("2021-08-20", "No capital changes hands", "No capital changes hands"),
    ] {
        assert_eq!((title(day, false).as_str(), title(day, true).as_str()), (documents, both), "{day}");
    }
    let words = headline(BUILT_IN.chronicle(), &hindsight("2021-08-12"), Shown::ALL);
    assert_eq!(
        words.sum,
        "The Taliban hold 3 of 34 provincial capitals in the documents, 12–13 with the reference chronology."
    );
    assert_eq!(words.nearest, "nearest to Kabul: Ghazni, 128 km");
}
