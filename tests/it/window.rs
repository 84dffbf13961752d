//! The window, driven by the names assistive technology sees.

use crate::driven::{DOCUMENT, Kit as Driven, act, at, opened, settle, state};
use dateline::app::{Action, Panel};
use dateline::chronicle::PlaceId;
use dateline::scene::Theme;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn window() -> Driven {
    opened([1440.0, 900.0])
}

fn click(harness: &mut Driven, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn press(harness: &mut Driven, key: egui::Key) {
    harness.key_press(key);
    settle(harness);
}

#[test]
fn it_opens_on_the_built_in_chronicle_at_its_start() {
    let harness = window();
    harness.get_by_label("The advance on Kabul, 2021");
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-12"));
    assert_eq!(harness.get_by_label("Time").value().as_deref(), Some("Thu 12 Aug 2021, end of day"));
}

#[test]
fn the_arrow_keys_scrub_and_the_slider_says_so() {
    let mut harness = window();
    for _ in 0..3 {
        press(&mut harness, egui::Key::ArrowRight);
    }
    assert_eq!(harness.get_by_label("Time").value().as_deref(), Some("Sun 15 Aug 2021, end of day"));
    assert_eq!(state(&harness).slice.counts.documents.max, 7);
}

#[test]
fn assistive_technology_can_set_the_time() {
    let mut harness = window();
    harness.get_by_label("Time").increment_accesskit();
    settle(&mut harness);
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-13"));
    harness.get_by_label("Time").set_value_accesskit(103.0);
    settle(&mut harness);
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-11"));
}

#[test]
fn from_a_place_on_the_map_to_the_sentence_in_its_source() {
    let mut harness = window();
    harness.get_by_label_contains("Herat, provincial capital: Taliban since 12 Aug, reported").click();
    settle(&mut harness);
    assert_eq!(state(&harness).view.selection, Some(PlaceId::from("herat")));
    harness.get_by_label_contains("told AFP the city's fall had been abrupt");
    let chronicle = &DOCUMENT.chronicle;
    let claim = chronicle.events.get("EV-HERAT-CAPTURE").unwrap().claims.first().unwrap();
    click(&mut harness, &format!("Open in source: {}", claim.id));
    let reader = state(&harness).chrome.reader.clone().unwrap();
    assert_eq!((reader.source.as_str(), reader.claim.as_ref()), ("003", Some(&claim.id)));
    let name = format!("Passage {}", claim.id);
    let passage = harness.get_by_label_contains(&name);
    let panel = egui::Rect::from_min_max(egui::pos2(940.0, 44.0), egui::pos2(1440.0, 642.0));
    assert!(panel.contains_rect(passage.rect()), "the passage is scrolled into sight: {:?}", passage.rect());
}

#[test]
fn a_passage_leads_back_to_the_map() {
    let mut harness = window();
    act(&mut harness, Action::OpenSource("003".into(), Some("S003-21".into())));
    act(&mut harness, Action::SetCursor(at("2021-08-05")));
    harness.get_by_label_contains("Passage S003-21").click_accesskit();
    settle(&mut harness);
    let state = state(&harness);
    assert!(state.view.event.is_some() && state.view.selection.is_some());
    assert!(state.view.clock.cursor > at("2021-08-05"));
}

#[test]
fn a_happening_in_the_time_bar_selects_its_place_and_goes_to_its_time() {
    let mut harness = window();
    harness.get_by_label_contains("Capture, Pul-e-Alam, 13 Aug, reported").click();
    settle(&mut harness);
    assert_eq!(state(&harness).view.selection, Some(PlaceId::from("pul-e-alam")));
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-13"));
}

#[test]
fn the_picture_is_written_and_an_existing_file_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kabul.svg");
    std::fs::write(&path, "old").unwrap();
    let mut harness = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    settle(&mut harness);
    assert!(state(&harness).chrome.shows(Panel::Export));
    click(&mut harness, "Format: SVG drawing");
    let settings =
        dateline::app::ExportSettings { path: path.display().to_string(), ..state(&harness).chrome.export.clone() };
    act(&mut harness, Action::SetExport(settings));
    click(&mut harness, "Save");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    click(&mut harness, "Replace it");
    for _ in 0..600 {
        settle(&mut harness);
        if state(&harness).notices.iter().any(|notice| notice.what.starts_with("Wrote ")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("<svg") && written.contains("Herat"));
}

#[test]
fn the_palette_finds_a_place_by_another_spelling() {
    for (typed, place) in [("kondoz", "kunduz"), ("qala e naw", "qala-i-naw"), ("Qalʿa-ye Naw", "qala-i-naw")] {
        let mut harness = window();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::P);
        settle(&mut harness);
        act(&mut harness, Action::Search(typed.to_owned()));
        press(&mut harness, egui::Key::Enter);
        assert_eq!(state(&harness).view.selection, Some(PlaceId::from(place)), "{typed}");
        assert!(!state(&harness).chrome.shows(Panel::Palette), "{typed}");
    }
}

#[test]
fn layers_filter_theme_and_text_answer_to_their_names() {
    let mut harness = window();
    click(&mut harness, "Reference chronology");
    assert!(!state(&harness).reference());
    click(&mut harness, "Show from: confirmed");
    assert_eq!(state(&harness).view.filter.from_standing, dateline::chronicle::Standing::Confirmed);
    click(&mut harness, "Light or dark");
    assert_eq!(state(&harness).chrome.theme, Theme::Dark);
    click(&mut harness, "Text");
    harness.get_by_label("Copy the text");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    settle(&mut harness);
    assert_eq!(state(&harness).view.filter.from_standing, dateline::chronicle::Standing::Claimed);
}

#[test]
fn the_list_of_shortcuts_opens_and_closes_by_key() {
    let mut harness = window();
    press(&mut harness, egui::Key::F1);
    assert!(harness.query_all_by_label("Shortcuts").count() > 0);
    harness.get_by_label("Ctrl+Shift+Z");
    press(&mut harness, egui::Key::Escape);
    assert!(harness.query_by_label("Ctrl+Shift+Z").is_none());
}

#[test]
fn the_instant_is_said_in_words_and_as_a_table() {
    let mut harness = window();
    press(&mut harness, egui::Key::T);
    assert!(harness.query_all_by_label_contains("Nearest to Kabul: Ghazni, 128\u{a0}km").count() > 0);
    harness.get_by_label("Place");
    assert!(harness.get_all_by_label("contested").count() > 1);
}

#[test]
fn a_narrow_window_folds_its_panels() {
    let wide = window();
    assert!(wide.query_by_label("Layers").is_some());
    let mut narrow = opened([900.0, 640.0]);
    assert!(narrow.query_by_label("Layers").is_none());
    assert!(narrow.query_by_label("On this day").is_none());
    act(&mut narrow, Action::SelectPlace(PlaceId::from("herat")));
    assert!(narrow.query_by_label("Clear the selection").is_some());
}

#[test]
fn every_control_has_a_name() {
    let mut harness = window();
    act(&mut harness, Action::SelectPlace(PlaceId::from("herat")));
    act(&mut harness, Action::Toggle(Panel::Export));
    let nameless: Vec<String> = harness
        .root()
        .children_recursive()
        .filter(|node| {
            use egui::Role::{Button, CheckBox, Link, RadioButton, Slider, TextInput};
            let role = node.accesskit_node().role();
            matches!(role, Button | CheckBox | Link | RadioButton | Slider | TextInput)
                && node.accesskit_node().label().is_none_or(|label| label.trim().is_empty())
        })
        .map(|node| format!("{:?} at {:?}", node.accesskit_node().role(), node.rect()))
        .collect();
    assert_eq!(nameless, Vec::<String>::new());
}

#[test]
fn what_plays_moves_and_what_rests_asks_for_no_frame() {
    let mut harness = window();
    press(&mut harness, egui::Key::Space);
    let before = state(&harness).view.clock.cursor;
    harness.run_steps(5);
    assert!(state(&harness).view.clock.cursor > before);
    press(&mut harness, egui::Key::Space);
    assert!(!state(&harness).chrome.playback.playing);
}

#[test]
fn words_speak_only_of_what_is_shown() {
    let mut harness = window();
    assert!(harness.query_all_by_label_contains("in the documents").count() > 0);
    act(&mut harness, Action::ToggleLayer("documents".to_owned()));
    assert_eq!(harness.query_all_by_label_contains("in the documents").count(), 0);
    assert!(harness.query_all_by_label_contains("12–13 of 34 provincial capitals in the reference").count() > 0);
    harness.get_by_label("The documents are hidden.");
    act(&mut harness, Action::SelectPlace(PlaceId::from("herat")));
    harness.get_by_label("The documents are hidden.");
    click(&mut harness, "Show the documents");
    assert!(harness.query_by_label("The documents are hidden.").is_none());
    act(&mut harness, Action::ToggleLayer("documents".to_owned()));
    act(&mut harness, Action::ToggleLayer("reference".to_owned()));
    assert!(harness.query_all_by_label_contains("Documents and reference chronology are hidden").count() > 0);
}
