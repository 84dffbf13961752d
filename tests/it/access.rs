//! The window by keyboard and by name alone, at every size of words.

use crate::driven::{DOCUMENT, Driven, TETON_DOCUMENT, at};
use dateline::app::{Action, Facet, Panel, TEXT_PERCENTS};
use dateline::chronicle::PlaceId;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeSet;

/// What can be done something with.
pub fn is_interactive(role: Role) -> bool {
    use Role::{
        Button, Canvas, CheckBox, ComboBox, Link, ListBoxOption, Mark, RadioButton, Slider, Splitter, TextInput,
    };
    matches!(
        role,
        Button
            | Canvas
            | CheckBox
            | ComboBox
            | Link
            | ListBoxOption
            | Mark
            | RadioButton
            | Slider
            | Splitter
            | TextInput
    )
}

/// The window in each of its states.
fn states(size: [f32; 2]) -> Vec<(&'static str, Driven)> {
    let on = |document, actions: Vec<Action>| {
        let mut driven = Driven::on(document, size);
        for action in actions {
            driven.act(action);
        }
        driven
    };
    let with = |actions| on(&DOCUMENT, actions);
    let rexburg = || vec![Action::SetCursor(at("1976-06-05T14:25")), Action::SelectPlace(PlaceId::from("rexburg"))];
    let herat = || Action::SelectPlace(PlaceId::from("herat"));
    let filter = dateline::timeline::Filter { without_kinds: ["siege".to_owned()].into(), ..Default::default() };
    vec![
        ("nothing selected", with(vec![])),
        ("a place", with(vec![herat()])),
        ("a document", with(vec![herat(), Action::OpenSource("003".into(), Some("S003-21".into()))])),
        ("the text", with(vec![Action::Toggle(Panel::Text)])),
        ("the export", with(vec![Action::Toggle(Panel::Export)])),
        ("the palette", with(vec![Action::Toggle(Panel::Palette), Action::Search("herat".to_owned())])),
        ("the shortcuts", with(vec![Action::Toggle(Panel::Help)])),
        ("another chronicle", on(&TETON_DOCUMENT, vec![])),
        ("a place of another chronicle", on(&TETON_DOCUMENT, rexburg())),
        ("a page of the filter", with(vec![Action::ShowFacet(Some(Facet::Voices)), Action::SetFilter(filter)])),
    ]
}

#[test]
fn every_interactive_thing_has_a_name_of_its_own() {
    for (what, driven) in states([1440.0, 900.0]) {
        let names = driven.names();
        let nameless: Vec<_> =
            names.iter().filter(|(role, name)| is_interactive(*role) && name.trim().is_empty()).collect();
        assert!(nameless.is_empty(), "{what}: {nameless:?}");
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = names
            .iter()
            .filter(|(role, _)| matches!(role, Role::Button | Role::CheckBox | Role::RadioButton))
            // Two happenings of one kind, place and day are told apart by their sentences, which selecting them says.
            .filter(|(_, name)| !name.ends_with("voice") && !name.ends_with("voices") && !name.ends_with("chronology"))
            .filter(|(role, name)| !seen.insert((format!("{role:?}"), name.clone())))
            .collect();
        assert!(twice.is_empty(), "{what}: {twice:?}");
    }
}

/// The names that get the keyboard by Tab, in order, until it comes round.
pub fn walk(driven: &mut Driven, most: usize) -> Vec<String> {
    let mut walked: Vec<String> = Vec::new();
    for _ in 0..most {
        driven.harness.key_press(Key::Tab);
        driven.harness.run_steps(2);
        let focused = driven.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        let Some(node) = focused else { continue };
        let name = node.accesskit_node().label().unwrap_or_default();
        let rect = node.rect();
        let window = driven.harness.ctx.content_rect();
        assert!(window.expand(1.0).contains(rect.center()), "{name} has the keyboard out of sight, at {rect:?}");
        if walked.first() == Some(&name) && walked.len() > 4 {
            break;
        }
        walked.push(name);
    }
    walked
}

#[test]
fn tab_reaches_every_panel_and_comes_round() {
    let mut driven = Driven::new([1440.0, 900.0]);
    let walked = walk(&mut driven, 400);
    for sought in [
        "Search places, sources, words",
        "Export…",
        "Play",
        "Time",
        "Read source 003",
        "Reference chronology",
        "Show from: reported",
        "Filter by kinds",
        "Larger text",
        "Map",
        "Zoom in",
        "Capture, Herat",
        "Width of the right panel",
    ] {
        assert!(walked.iter().any(|name| name.starts_with(sought)), "{sought} is not reached by Tab: {walked:#?}");
    }
    let first = walked.first().cloned();
    let again = walk(&mut driven, 3);
    assert!(!again.is_empty() && first.is_some(), "the walk comes round");
}

#[test]
fn what_opens_over_the_window_is_left_by_escape() {
    for panel in [Panel::Palette, Panel::Help, Panel::Export] {
        let mut driven = Driven::new([1440.0, 900.0]);
        driven.act(Action::Toggle(panel));
        for _ in 0..5 {
            driven.press(Modifiers::NONE, Key::Tab);
        }
        driven.press(Modifiers::NONE, Key::Escape);
        assert!(!driven.state().chrome.shows(panel), "{panel:?}");
    }
}

#[test]
fn words_grow_to_twice_their_size_by_key_and_no_further() {
    let mut driven = Driven::new([1280.0, 800.0]);
    for percent in TEXT_PERCENTS.iter().skip(1).chain([&200]) {
        driven.press(Modifiers::COMMAND, Key::Plus);
        assert_eq!(driven.state().chrome.text_percent, *percent);
    }
    driven.press(Modifiers::COMMAND, Key::Minus);
    assert_eq!(driven.state().chrome.text_percent, 175);
    driven.press(Modifiers::COMMAND, Key::Num0);
    assert_eq!(driven.state().chrome.text_percent, 100);
}

/// A window of 1280×800 with words at 200 % has the room of one half as large.
const HALF: [f32; 2] = [640.0, 400.0];

#[test]
fn at_twice_the_size_every_panel_is_in_reach_by_key() {
    let mut driven = Driven::new(HALF);
    assert!(!driven.state().chrome.left_shown() && !driven.state().chrome.right_shown());
    driven.press(Modifiers::NONE, Key::OpenBracket);
    assert!(driven.shows("Read source 003"));
    let left = walk(&mut driven, 120);
    for sought in ["Read source 003", "Reference chronology", "Show from: reported", "Filter by kinds", "Larger text"] {
        assert!(left.iter().any(|name| name.starts_with(sought)), "{sought}: {left:#?}");
    }
    driven.press(Modifiers::NONE, Key::CloseBracket);
    assert!(!driven.state().chrome.left_shown() && driven.state().chrome.right_shown());
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    let right = walk(&mut driven, 160);
    for sought in ["Open in source: S003-21", "Copy citation: S003-21", "Clear the selection", "Map", "Time"] {
        assert!(right.iter().any(|name| name.starts_with(sought)), "{sought}: {right:#?}");
    }
    driven.press(Modifiers::COMMAND, Key::P);
    driven.act(Action::Search("kabul".to_owned()));
    let palette = driven.harness.get_by_label("Search").rect();
    assert!(driven.harness.ctx.content_rect().contains_rect(palette));
}

#[test]
fn nothing_that_opens_is_larger_than_the_window_at_twice_the_size() {
    for (what, driven) in states(HALF) {
        let window = driven.harness.ctx.content_rect();
        for node in driven.harness.root().children_recursive() {
            let accessible = node.accesskit_node();
            let Some(bounds) = accessible.bounding_box() else { continue };
            let (left, right) = (bounds.x0 as f32, bounds.x1 as f32);
            // What scrolls may lie above or below, but nothing is cut at the sides.
            let sideways = left < window.left() - 2.0 || right > window.right() + 2.0;
            let button = matches!(accessible.role(), Role::Button | Role::CheckBox | Role::TextInput | Role::Link);
            let on_the_map = accessible
                .label()
                .is_some_and(|label| label.contains("capital") || label.contains(", 1") || label.contains(" Aug"));
            assert!(!(button && sideways && !on_the_map), "{what}: {:?} at {bounds:?}", accessible.label());
        }
    }
}

#[test]
fn what_is_selected_and_what_the_instant_says_are_announced() {
    let mut driven = Driven::new([1440.0, 900.0]);
    let told = |driven: &Driven| -> Vec<String> {
        driven.names().into_iter().filter(|(role, _)| *role == Role::Status).map(|(_, name)| name).collect()
    };
    assert!(told(&driven).iter().any(|text| text.contains("Ghazni, Herat and Qala-i-Naw fall")));
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    assert!(told(&driven).iter().any(|text| text.starts_with("Selected: Herat, provincial capital: Taliban since")));
    driven.act(Action::SelectEvent("EV-PULEALAM-CAPTURE".into()));
    assert!(told(&driven).iter().any(|text| text.starts_with("Selected: Capture, Pul-e-Alam, 13 Aug")));
    driven.act(Action::SetCursor(at("2021-08-20")));
    assert!(told(&driven).iter().any(|text| text.contains("Friday 20 August 2021")));
}
