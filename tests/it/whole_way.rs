//! The whole way by keyboard alone, from nothing to a published page: begun, added to, decided, looked at, written. On
//! every screen of it each control has a name and a role, and Tab comes to all of them in the order they are read.

use crate::access::{is_interactive, walk};
use crate::driven::{Driven, opened, settle, state, until};
use dateline::app::{Panel, Screen};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeSet;

const REPORT: &str = include_str!("../fixtures/documents/syria-2024/01-aleppo.txt");

/// The name of what has the keyboard, and what is written in it.
fn focused(way: &Driven) -> (String, String) {
    let node = way.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    node.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.value().unwrap_or_default()))
        .unwrap_or_default()
}

/// Goes on by Tab until something of this name has the keyboard.
fn tab_to(way: &mut Driven, name: &str) {
    for _ in 0..200 {
        if focused(way).0 == name {
            return;
        }
        way.harness.key_press(Key::Tab);
        way.harness.run_steps(2);
    }
    panic!("Tab never comes to {name}");
}

fn type_text(way: &mut Driven, text: &str) {
    way.harness.event(Event::Text(text.to_owned()));
    way.settle();
}

/// Every control of a screen has a name of its own and is reached by Tab, and these are reached in this order.
fn sound(way: &mut Driven, screen: &str, order: &[&str]) {
    let controls: Vec<(Role, String)> = way.names().into_iter().filter(|(role, _)| is_interactive(*role)).collect();
    let nameless: Vec<_> = controls.iter().filter(|(_, name)| name.trim().is_empty()).collect();
    assert!(nameless.is_empty(), "{screen}: {nameless:?}");
    let mut walked = walk(way, 400);
    // The walk begins wherever the keyboard was.
    let begins = order.first().and_then(|first| walked.iter().position(|name| name.starts_with(first)));
    walked.rotate_left(begins.unwrap_or_default());
    let mut at = 0;
    for wanted in order {
        let next = walked.iter().skip(at).position(|name| name.starts_with(wanted));
        at += next.unwrap_or_else(|| panic!("{screen}: {wanted} does not come after what is before it: {walked:#?}"));
    }
    let reached: BTreeSet<&String> = walked.iter().collect();
    // What is greyed out cannot be pressed; marks of the map are gone through by its own keys.
    let missed: Vec<_> = controls
        .iter()
        .filter(|(role, name)| !matches!(role, Role::Mark | Role::ListBoxOption) && !reached.contains(name))
        .filter(|(_, name)| !is_disabled(way, name))
        .collect();
    assert!(missed.is_empty(), "{screen}: Tab does not come to {missed:?}, but to {walked:#?}");
}

fn is_disabled(way: &Driven, name: &str) -> bool {
    way.harness.query_all_by_label(name).any(|node| node.accesskit_node().is_disabled())
}

#[test]
fn from_new_to_a_published_page_by_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("aleppo");
    let mut way = Driven { harness: opened([1440.0, 900.0]) };

    way.press(Modifiers::COMMAND, Key::Home);
    assert_eq!(way.state().screen, Screen::Start);
    sound(&mut way, "start", &["Light or dark", "New chronicle", "Open…", "Open "]);

    way.press(Modifiers::COMMAND, Key::N);
    assert_eq!(focused(&way).0, "Name");
    sound(
        &mut way,
        "new",
        &["Name", "Folder", "Browse…", "Country or box", "Map of the world", "Clock", "It counts", "Cancel"],
    );
    tab_to(&mut way, "Name");
    type_text(&mut way, "Aleppo");
    tab_to(&mut way, "Folder");
    way.press(Modifiers::COMMAND, Key::A);
    type_text(&mut way, to.to_str().unwrap());
    tab_to(&mut way, "Country or box");
    type_text(&mut way, "syria");
    until(&mut way.harness, "the country", |kit| kit.query_by_label("Syria").is_some());
    way.press(Modifiers::NONE, Key::Enter);
    let clock = |kit: &crate::driven::Kit| {
        kit.query_by_role_and_label(Role::TextInput, "Clock").and_then(|node| node.value()).unwrap_or_default()
    };
    until(&mut way.harness, "its clock", |kit| clock(kit) == "Asia/Damascus");
    way.press(Modifiers::COMMAND, Key::Enter);
    until(&mut way.harness, "the chronicle", |kit| state(kit).document.folder() == Some(to.as_path()));
    assert_eq!(way.state().screen, Screen::Add);
    sound(&mut way, "add, empty", &["Light or dark", "Choose files", "Cancel"]);

    way.harness.event(Event::Paste(REPORT.to_owned()));
    until(&mut way.harness, "the report", |kit| kit.query_by_label("Add 1 and read them").is_some());
    settle(&mut way.harness);
    sound(
        &mut way,
        "add",
        &["Light or dark", "Opposition fighters take most of Aleppo", "Title", "Publisher", "Add 1"],
    );
    way.press(Modifiers::COMMAND, Key::Enter);
    until(&mut way.harness, "proposals", |kit| kit.query_by_label("Accept").is_some());
    assert_eq!(way.state().screen, Screen::Review);
    sound(
        &mut way,
        "review",
        &["Light or dark", "Leave review", "Show All", "Map", "Kind", "When", "Accept", "Reject", "Play"],
    );

    let mut decisions = 0;
    while way.harness.query_by_label("Accept").is_some() {
        decisions += 1;
        assert!(decisions < 30, "every key decides");
        let key = if decisions == 2 { Key::R } else { Key::A };
        way.press(Modifiers::NONE, key);
    }
    assert!(!way.state().document.chronicle.events.is_empty());
    assert!(way.shows("Nothing left to decide"));
    sound(&mut way, "review, finished", &["Leave review", "Show the map", "Add documents"]);
    way.press(Modifiers::NONE, Key::Escape);
    way.press(Modifiers::NONE, Key::Escape);
    assert_eq!(way.state().screen, Screen::Map);
    sound(&mut way, "map", &["Start page", "Search", "Export…", "Review proposals", "Add documents", "Map"]);

    way.press(Modifiers::COMMAND, Key::E);
    assert!(way.state().chrome.shows(Panel::Export));
    tab_to(&mut way, "Format: Interactive page");
    way.press(Modifiers::NONE, Key::Space);
    tab_to(&mut way, "File");
    way.press(Modifiers::COMMAND, Key::A);
    let page = folder.path().join("aleppo.html");
    type_text(&mut way, page.to_str().unwrap());
    tab_to(&mut way, "Save");
    way.press(Modifiers::NONE, Key::Enter);
    until(&mut way.harness, "the page", |_| page.is_file());
    let written = std::fs::read_to_string(&page).unwrap();
    assert!(written.contains("<title>Aleppo</title>"), "it is the page of this chronicle");

    way.press(Modifiers::NONE, Key::Escape);
    way.press(Modifiers::COMMAND, Key::S);
    until(&mut way.harness, "the files", |kit| state(kit).document.unsaved.count() == 0);
    let events = std::fs::read_to_string(to.join("data/events.geojson")).unwrap();
    assert!(events.contains("took control of most of Aleppo"));
}
