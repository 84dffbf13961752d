//! Records mended in the window, driven by the names assistive technology sees.

use crate::driven::Driven;
use dateline::app::{Action, Editing};
use dateline::chronicle::{EventId, RecordFile};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const HERAT: &str = "EV-HERAT-CAPTURE";

fn editing(event: &str) -> Driven {
    let mut window = Driven::new([1440.0, 900.0]);
    window.act(Action::SelectEvent(EventId::from(event)));
    window.press(Modifiers::NONE, Key::E);
    assert_eq!(window.state().chrome.editing, Some(Editing::Event(EventId::from(event))));
    window
}

/// Writes a text into a field in the place of what it holds.
fn write(window: &mut Driven, name: &str, text: &str) {
    // Its label stands before it under the same name.
    window.harness.get_by_role_and_label(egui::Role::TextInput, name).focus();
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.settle();
    window.harness.get_by_role_and_label(egui::Role::TextInput, name).type_text(text);
    window.settle();
}

fn herat(window: &Driven) -> dateline::chronicle::Event {
    let event = window.state().document.chronicle.events.get(HERAT).expect("the event is there");
    dateline::chronicle::Event::clone(event)
}

#[test]
fn a_field_is_taken_on_enter_and_undone_by_a_key() {
    let mut window = editing(HERAT);
    assert!(window.shows("Editing an event of Herat"));
    write(&mut window, "When", "2021-08-13");
    assert_eq!(herat(&window).span.days().0.unwrap().to_string(), "2021-08-12", "not before it is left");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(herat(&window).span.days().0.unwrap().to_string(), "2021-08-13");
    assert!(window.shows("0 of 1 claims allow it"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(herat(&window).span.days().0.unwrap().to_string(), "2021-08-12");
    assert!(window.state().chrome.editing.is_some());
}

#[test]
fn what_cannot_be_is_said_while_it_is_typed_and_escape_lets_it_go() {
    let mut window = editing(HERAT);
    write(&mut window, "When", "2021-08-1x");
    assert!(window.shows("expected an EDTF date"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("expected an EDTF date"));
    assert!(window.state().chrome.editing.is_some(), "Escape leaves the field first");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().chrome.editing, None);
    assert!(!window.state().document.chronicle.events.is_empty());
    assert_eq!(herat(&window).when.written(), "2021-08-12");
}

#[test]
fn what_loading_would_say_is_said_while_it_is_typed() {
    let mut window = editing(HERAT);
    window.click("Edit claim S003-21");
    write(&mut window, "When, of the claim", "2021-08-02");
    let said = |window: &mut Driven| {
        (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            window.settle();
            window.shows("inside its event's")
        })
    };
    assert!(said(&mut window));
}

#[test]
fn an_event_is_moved_to_another_place_by_its_name() {
    let mut window = editing(HERAT);
    write(&mut window, "Place", "ghaz");
    window.click("Place: Ghazni, provincial capital 33.55 N 68.42 E");
    assert_eq!(herat(&window).place.as_str(), "ghazni");
    assert!(window.shows("Editing an event of Ghazni"));
}

#[test]
fn words_are_marked_by_keys_and_made_an_event_or_a_further_claim() {
    let mut window = Driven::new([1440.0, 900.0]);
    let before = window.state().document.chronicle.events.len();
    window.act(Action::SelectEvent(EventId::from(HERAT)));
    window.act(Action::OpenSource("003".into(), None));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowDown);
    let marked = window.state().chrome.reader.as_ref().unwrap().marked.clone().unwrap();
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    let more = window.state().chrome.reader.as_ref().unwrap().marked.clone().unwrap();
    assert!(more.start == marked.start && more.end > marked.end);
    window.press(Modifiers::NONE, Key::E);
    assert_eq!(window.state().chrome.editing, Some(Editing::Passage));
    window.click("Add to The Taliban take Herat");
    assert_eq!(herat(&window).claims.len(), 2);
    assert_eq!(window.state().document.chronicle.events.len(), before);
    let at = herat(&window).claims[1].quote().unwrap().chars.clone();
    assert!(at.start >= more.start && at.end <= more.end);
    window.act(Action::Undo);
    assert_eq!(herat(&window).claims.len(), 1);
}

#[test]
fn claims_change_places_by_keys() {
    let chronicle = crate::driven::DOCUMENT.chronicle.clone();
    let event = chronicle.events.values().find(|e| e.claims.len() > 1 && e.claims[0].quote().is_some()).unwrap();
    let (first, second) = (event.claims[0].id.clone(), event.claims[1].id.clone());
    let mut window = editing(event.id.as_str());
    window.click(&format!("Edit claim {first}"));
    window.press(Modifiers::ALT, Key::ArrowDown);
    let now = &window.state().document.chronicle.events.get(&event.id).unwrap().claims;
    assert_eq!((&now[0].id, &now[1].id), (&second, &first));
}

#[test]
fn a_place_without_an_event_is_added_from_the_world() {
    let mut window = Driven::new([1440.0, 900.0]);
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Page: Places");
    write(&mut window, "Find or add a place", "Shindand");
    let found = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.settle();
        window.shows("Place: Shindand, new: town")
    });
    assert!(found);
    let offers = window.harness.query_all_by_label_contains("Place: Shindand, new: town");
    offers.into_iter().next().unwrap().click_accesskit();
    window.settle();
    assert!(window.shows("Editing the place Shindand"));
    let known = |window: &Driven| window.state().document.chronicle.places.contains_key("shindand");
    assert!(known(&window));
    window.click("Remove this place");
    assert!(!known(&window));
}

#[test]
fn references_and_the_opening_are_mended_in_their_pages() {
    let mut window = Driven::new([1440.0, 900.0]);
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Page: References");
    window.click("Add a reference");
    write(&mut window, "Title, reference/new-reference", "A paper of the day");
    window.press(Modifiers::NONE, Key::Enter);
    let title = |window: &Driven| {
        window.state().document.chronicle.references.get("new-reference").map(|reference| reference.title.clone())
    };
    assert_eq!(title(&window).as_deref(), Some("A paper of the day"));
    window.click("Remove reference/new-reference");
    assert_eq!(title(&window), None);
    window.click("Page: Opening, layers");
    write(&mut window, "At, opening", "2021-05-02");
    window.press(Modifiers::NONE, Key::Enter);
    let opening = |window: &Driven| {
        window
            .state()
            .document
            .draft()
            .record(RecordFile::Chronicle, &"opening".into())
            .map(|record| record.raw.to_string())
    };
    assert!(opening(&window).unwrap().contains("at = \"2021-05-02\""));
    window.click("Remove the opening");
    assert_eq!(opening(&window), None);
    window.click("Say who held the places");
    assert!(opening(&window).unwrap().contains("places = \"listed\""));
}
