//! Documents into a chronicle through the window: pasted or dropped, asked about, added.

use crate::driven::{Kit, act, settle, state, until};
use dateline::app::{Action, Document, Remembered, Screen};
use dateline::dataset::Dataset;
use dateline::gui::Window;
use dateline::ingest::{Counting, Ground, NewChronicle};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

const DATED: &str = "Rebels overrun the base at Mastuma\n\nWed 20 May 2015\n\nRebel fighters captured the base at Mastuma on Tuesday, \
    the army said. Ariha was still held by the government last week.";
const UNDATED: &str =
    "From the ridge the base looks empty. It was lost last week, and the road to Idlib has been open since Sunday.";

/// A window on a new chronicle in a folder.
fn window(folder: &Path) -> Kit {
    let ground = Ground::of_country("SY").unwrap();
    let today = "2026-11-29".parse().unwrap();
    NewChronicle { title: "Syria".into(), ground, counting: Counting::Control, today }.write(folder).unwrap();
    let document = Document::new(Dataset::open(Some(folder)).unwrap());
    let show = move |ui: &mut egui::Ui, window: &mut Option<Window>| {
        window.get_or_insert_with(|| Window::new(ui.ctx(), document.clone(), Remembered::default())).show_ui(ui);
    };
    let mut kit = Harness::builder().with_size([1440.0, 900.0]).with_max_steps(20).build_ui_state(show, None);
    settle(&mut kit);
    kit
}

fn press(kit: &mut Kit, modifiers: Modifiers, key: Key) {
    kit.key_press_modifiers(modifiers, key);
    settle(kit);
}

fn paste(kit: &mut Kit, text: &str) {
    kit.event(Event::Paste(text.to_owned()));
    kit.run_steps(1);
}

#[test]
fn pasted_reports_are_asked_about_only_where_they_say_too_little_and_then_added_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("syria");
    let mut kit = window(&folder);
    press(&mut kit, Modifiers::COMMAND, Key::D);
    assert_eq!(state(&kit).screen, Screen::Add);
    paste(&mut kit, DATED);
    until(&mut kit, "the first", |kit| kit.query_by_label_contains("Mastuma, Wed 20 May 2015, ready").is_some());
    paste(&mut kit, UNDATED);
    until(&mut kit, "the second", |kit| kit.query_by_label_contains("asks when it was published").is_some());
    kit.get_by_label("When was this published?");
    kit.get_by_label("Add 1 and read them");
    press(&mut kit, Modifiers::NONE, Key::U);
    kit.get_by_label("Add 2, read later").click();
    until(&mut kit, "the map", |kit| state(kit).screen == Screen::Map);
    let sources = &state(&kit).document.chronicle.sources;
    let dates: Vec<&str> = sources.values().map(|source| source.published.written()).collect();
    assert_eq!(dates.len(), 2, "{dates:?}");
    assert!(dates.contains(&"2015-05-20"), "{dates:?}");
    assert!(sources.values().all(|source| folder.join(&source.file).is_file()));
    assert_eq!(state(&kit).document.chronicle.meta.range.until.to_string(), "2015-05-20");
    act(&mut kit, Action::Undo);
    assert!(state(&kit).document.chronicle.sources.is_empty());
}

#[test]
fn the_answer_to_one_document_is_none_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut kit = window(&folder.path().join("syria"));
    press(&mut kit, Modifiers::COMMAND, Key::D);
    let other = "The hospital was closed last week, they say, and nobody has been treated there since Sunday.";
    for text in [UNDATED, other] {
        paste(&mut kit, text);
    }
    let asking = |kit: &Kit| kit.query_all_by_label_contains("asks when it was published").count();
    until(&mut kit, "both", |kit| asking(kit) == 2);
    press(&mut kit, Modifiers::NONE, Key::D);
    kit.event(Event::Text("2015-05-20".to_owned()));
    settle(&mut kit);
    press(&mut kit, Modifiers::NONE, Key::Enter);
    assert_eq!(asking(&kit), 1, "the other one still asks");
    kit.get_by_label("Add 1 and read them");
    press(&mut kit, Modifiers::NONE, Key::D);
    press(&mut kit, Modifiers::NONE, Key::Enter);
    assert_eq!(asking(&kit), 1, "nothing is no answer");
    press(&mut kit, Modifiers::NONE, Key::U);
    assert_eq!(asking(&kit), 0);
}

#[test]
fn an_encrypted_document_is_opened_by_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let mut kit = window(&folder.path().join("syria"));
    press(&mut kit, Modifiers::COMMAND, Key::D);
    // Its password is "ford".
    let locked = std::path::absolute("tests/fixtures/documents/locked.pdf").unwrap();
    paste(&mut kit, locked.to_str().unwrap());
    until(&mut kit, "the refusal", |kit| kit.query_by_label("Give the password…").is_some());
    for (password, opens) in [("river", false), ("ford", true)] {
        kit.get_by_label("Give the password…").click_accesskit();
        settle(&mut kit);
        kit.event(Event::Text(password.to_owned()));
        settle(&mut kit);
        press(&mut kit, Modifiers::NONE, Key::Enter);
        let answered = |kit: &Kit| match opens {
            true => kit.query_by_label_contains("The bridge over the ford is closed, Wed 20 May 2015").is_some(),
            false => kit.query_by_label("The password does not open it.").is_some(),
        };
        until(&mut kit, password, answered);
    }
    kit.get_by_label("Add 1 and read them");
}
