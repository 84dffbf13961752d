//! The inspector and the reader, by the names assistive technology sees.

use crate::driven::{DOCUMENT, Driven, at};
use dateline::app::{Action, passages};
use dateline::chronicle::{ClaimId, EventId, PlaceId};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn on(place: &str, day: &str) -> Driven {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.act(Action::SetCursor(at(day)));
    driven.act(Action::SelectPlace(PlaceId::from(place)));
    driven
}

#[test]
fn a_computed_distance_stands_beside_the_sources_own_words() {
    let mut driven = on("pul-e-alam", "2021-08-13");
    assert!(driven.shows("60.7 km from Kabul in a straight line, computed"));
    driven.click("Open in source, distance: S001-06");
    assert_eq!(driven.state().chrome.reader.as_ref().unwrap().claim, Some(ClaimId::from("S001-06")));
    assert!(on("ghazni", "2021-08-13").shows("Open in source, distance: S003-20"));
}

#[test]
fn days_that_differ_stand_side_by_side_with_the_editors_reading() {
    for (place, day, reading) in [
        ("ghazni", "2021-08-12", "Reading: Left open on purpose"),
        ("kandahar", "2021-08-13", "Reading: The Taliban tweet gives no hour"),
    ] {
        let driven = on(place, day);
        assert!(driven.shows("Accounts of the day differ"), "{place}");
        assert!(driven.shows(reading), "{place}");
    }
}

#[test]
fn accounts_of_how_a_side_left_stand_side_by_side() {
    let driven = on("herat", "2021-08-12");
    assert!(driven.shows("Withdrawal or surrender"));
    assert!(driven.shows("Accounts differ; both are kept."));
    assert!(driven.shows("laid down their arms"));
}

#[test]
fn a_place_says_how_long_ago_it_was_last_reported() {
    assert!(on("mazar-i-sharif", "2021-08-15").shows("Siege when last reported, 13 Aug, 2 days before"));
    assert!(on("herat", "2021-08-12").shows("Last reported 12 Aug, the day shown"));
}

#[test]
fn what_is_false_or_doubtful_says_so_and_why() {
    let mut driven = Driven::new([1440.0, 900.0]);
    assert!(driven.shows("Kept, never drawn"));
    assert!(driven.shows("Doubtful statements"));
    driven.act(Action::SelectEvent(EventId::from("EV-FALSE-TAJIKISTAN-UZBEKISTAN")));
    assert!(driven.shows("Kept, never drawn: it is false."));
    assert!(driven.shows("False: this coming after they had already seized"));
    driven.act(Action::SelectEvent(EventId::from("EV-CONTROL-0813")));
    assert!(driven.shows("Doubtful. Overstated"));
    driven.act(Action::SelectEvent(EventId::from("EV-FORECAST-KABUL")));
    assert!(driven.shows("Kept, never drawn: it is a forecast, not a happening."));
}

#[test]
fn the_ladder_and_the_dates_lead_to_their_time() {
    let mut driven = on("herat", "2021-08-15");
    driven.click("Go to Thu 12 Aug: EV-HERAT-CAPTURE");
    assert_eq!(driven.state().view.clock.cursor, at("2021-08-12"));
    let ladder = "Control of Herat through time";
    assert!(driven.shows(ladder));
    driven.harness.get_by_label_contains(ladder).click();
    driven.settle();
    assert_ne!(driven.state().view.clock.cursor, at("2021-08-12"));
}

#[test]
fn the_reader_goes_from_passage_to_passage_to_the_map_and_to_the_card() {
    let mut driven = Driven::new([1440.0, 900.0]);
    let source = DOCUMENT.chronicle.sources.get("003").unwrap();
    let all = passages(&DOCUMENT.chronicle, source);
    driven.click(&format!("Read source 003: {}", source.label));
    for step in 0..3 {
        driven.press(Modifiers::NONE, Key::N);
        let claim = driven.state().chrome.reader.as_ref().unwrap().claim.clone();
        assert_eq!(claim.as_ref(), all.get(step).map(|passage| &passage.claim));
        assert!(driven.shows(&format!("Passage {} of {}", step + 1, all.len())));
    }
    driven.press(Modifiers::SHIFT, Key::N);
    assert_eq!(driven.state().chrome.reader.as_ref().unwrap().claim.as_ref(), all.get(1).map(|passage| &passage.claim));
    driven.click("Show the card of this passage");
    assert!(driven.state().chrome.reader.is_none());
    assert_eq!(driven.state().view.event.as_ref(), all.get(1).map(|passage| &passage.event));
}

#[test]
fn what_was_reported_later_is_counted_and_not_shown() {
    let mut driven = on("herat", "2021-08-12");
    driven.press(Modifiers::NONE, Key::K);
    assert!(driven.shows("Nothing the documents say of Herat was reported by 12 Aug"));
    assert!(!driven.shows("told AFP the city's fall"));
    driven.act(Action::ClearSelection);
    for later in ["Kept, never drawn", "Doubtful statements"] {
        assert!(!driven.shows(later), "{later}");
    }
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    driven.click("Show with hindsight");
    assert!(driven.shows("told AFP the city's fall"));
}

#[test]
fn the_panel_is_wider_for_reading_and_remembers_what_was_asked_for() {
    let mut driven = on("herat", "2021-08-12");
    let inspector = driven.state().chrome.right_px();
    driven.act(Action::OpenSource("003".into(), None));
    let reading = driven.state().chrome.right_px();
    assert!(reading > inspector);
    driven.press(Modifiers::SHIFT, Key::CloseBracket);
    assert!(driven.state().chrome.right_px() > reading);
    driven.act(Action::CloseReader);
    assert!((driven.state().chrome.right_px() - inspector).abs() < 0.5);
    let text = serde_json::to_string(&driven.state().remembered()).unwrap();
    assert!(dateline::app::Remembered::read(&text).chrome.widths.reader_px > reading);
}

#[test]
fn voices_are_counted_as_the_report_counts_them() {
    let driven = Driven::new([1440.0, 900.0]);
    for state in driven.state().slice.events.iter() {
        let event = &state.event;
        let background = event.role == dateline::chronicle::MapRole::Context;
        if event.basis == dateline::chronicle::Basis::Documents
            && !background
            && event.span.days().1 == Some(at("2021-08-12").day())
        {
            let worth = format!("{}, {}", state.standing.word(), dateline::words::voices(state.voices));
            let named = |name: &String| name.contains(&event.summary) && name.contains(&worth);
            let planned = event.modality == dateline::chronicle::Modality::Planned;
            assert!(planned || driven.names().iter().any(|(_, name)| named(name)), "{}: {worth}", event.id);
        }
    }
}

#[test]
fn a_citation_is_copied_whole() {
    let mut driven = on("herat", "2021-08-12");
    driven.click("Copy citation: S003-21");
    assert!(driven.state().notices.iter().any(|notice| notice.what == "Copied the citation"));
}
