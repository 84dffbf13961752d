//! Beginning, opening and coming back: the start page, a new chronicle, a copy.

use crate::driven::{DOCUMENT, Kit, act, at, opened, settle, state, until};
use dateline::app::{Action, Panel, Recent, Screen};
use dateline::chronicle::{Change, RecordFile};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;

fn window() -> Kit {
    opened([1440.0, 900.0])
}

fn press(kit: &mut Kit, modifiers: Modifiers, key: Key) {
    kit.key_press_modifiers(modifiers, key);
    settle(kit);
}

fn has_opened(kit: &mut Kit, id: &str) {
    until(kit, id, |kit| state(kit).document.chronicle.id.as_str() == id);
}

/// A line to write in; the words before it are called the same.
fn field<'a>(kit: &'a Kit, name: &'a str) -> egui_kittest::Node<'a> {
    kit.get_by_role_and_label(egui::Role::TextInput, name)
}

fn write(kit: &mut Kit, field: &str, text: &str) {
    kit.get_by_label(field).focus();
    settle(kit);
    kit.get_by_label(field).type_text(text);
    settle(kit);
}

#[test]
fn the_start_page_is_one_key_and_one_button_away_and_escape_leads_back() {
    let mut kit = window();
    press(&mut kit, Modifiers::COMMAND, Key::Home);
    assert_eq!(state(&kit).screen, Screen::Start);
    kit.get_by_label("New chronicle");
    kit.get_by_label("Open…");
    kit.get_by_label("Drop reports here");
    press(&mut kit, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&kit).screen, Screen::Map);
    kit.get_by_label("Start page").click();
    settle(&mut kit);
    assert_eq!(state(&kit).screen, Screen::Start);
}

#[test]
fn an_example_opens_by_its_number_and_each_chronicle_keeps_its_own_view() {
    let mut kit = window();
    act(&mut kit, Action::SetCursor(at("2021-08-15")));
    press(&mut kit, Modifiers::COMMAND, Key::Home);
    press(&mut kit, Modifiers::NONE, Key::Num3);
    has_opened(&mut kit, "quakes-2023");
    assert_eq!(state(&kit).screen, Screen::Map);
    kit.get_by_label("The earthquakes of February 2023");
    assert!(state(&kit).document.folder().is_none(), "an example cannot be written to");
    act(&mut kit, Action::Open(None, Screen::Map));
    has_opened(&mut kit, DOCUMENT.chronicle.id.as_str());
    assert_eq!(state(&kit).view.clock.cursor, at("2021-08-15"));
    press(&mut kit, Modifiers::COMMAND, Key::Z);
    assert_eq!(state(&kit).view.clock.cursor, at("2021-08-15"), "another chronicle's steps are not taken back here");
}

#[test]
fn what_does_not_open_is_said_in_a_sentence_and_changes_nothing() {
    let mut kit = window();
    act(&mut kit, Action::SetCursor(at("2021-08-14")));
    act(&mut kit, Action::Open(Some(PathBuf::from("/nowhere/at/all")), Screen::Map));
    until(&mut kit, "a sentence", |kit| !state(kit).notices.is_empty());
    let said = &state(&kit).notices[0].what;
    assert!(said.starts_with("/nowhere/at/all was not opened: ") && said.ends_with('.'), "{said}");
    assert_eq!(state(&kit).document, *DOCUMENT);
    assert_eq!(state(&kit).view.clock.cursor, at("2021-08-14"));
}

#[test]
fn the_list_is_gone_through_by_arrows_and_what_is_not_wanted_is_taken_from_it() {
    let mut kit = window();
    for title in ["First", "Second", "Third"] {
        let opened_as = Some(PathBuf::from(format!("/{title}")));
        act(&mut kit, Action::Remember(Recent { opened_as, title: title.to_owned(), ..Recent::default() }));
    }
    press(&mut kit, Modifiers::COMMAND, Key::Home);
    let first = |kit: &Kit| kit.query_all_by_label_contains("Open Third").count();
    assert_eq!(first(&kit), 1);
    press(&mut kit, Modifiers::NONE, Key::ArrowRight);
    assert!(kit.get_by_label("Open Second, /Second").accesskit_node().is_selected().unwrap_or(false));
    press(&mut kit, Modifiers::NONE, Key::Delete);
    assert_eq!(kit.query_all_by_label_contains("Open Second").count(), 0);
    assert_eq!(state(&kit).recents.0.len(), 2);
}

#[test]
fn a_chronicle_is_begun_by_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("flood");
    let mut kit = window();
    press(&mut kit, Modifiers::COMMAND, Key::N);
    assert_eq!(state(&kit).screen, Screen::Start);
    // The name has the keyboard; the next is the folder, the one after it a button, then the place.
    field(&kit, "Name").type_text("The flood of 2024");
    settle(&mut kit);
    press(&mut kit, Modifiers::NONE, Key::Tab);
    assert!(field(&kit, "Folder").value().is_some_and(|folder| folder.ends_with("the-flood-of-2024")));
    press(&mut kit, Modifiers::COMMAND, Key::A);
    field(&kit, "Folder").type_text(to.to_str().unwrap());
    settle(&mut kit);
    press(&mut kit, Modifiers::NONE, Key::Tab);
    press(&mut kit, Modifiers::NONE, Key::Tab);
    field(&kit, "Country or box").type_text("spai");
    for _ in 0..600 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        kit.run_steps(1);
        if kit.query_by_label("Spain").is_some() {
            break;
        }
    }
    press(&mut kit, Modifiers::NONE, Key::Enter);
    for _ in 0..600 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        kit.run_steps(1);
        if field(&kit, "Clock").value().as_deref() == Some("Europe/Madrid") {
            break;
        }
    }
    assert_eq!(field(&kit, "Clock").value().as_deref(), Some("Europe/Madrid"));
    press(&mut kit, Modifiers::COMMAND, Key::Enter);
    until(&mut kit, "the new chronicle", |kit| state(kit).document.folder() == Some(to.as_path()));
    assert_eq!(state(&kit).screen, Screen::Add);
    let document = &state(&kit).document;
    assert_eq!((document.chronicle.meta.title.as_str(), document.problems.len()), ("The flood of 2024", 0));
    assert_eq!(document.chronicle.meta.time_zone, "Europe/Madrid");
}

#[test]
fn a_copy_has_what_was_not_saved_and_the_work_goes_on_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy");
    let mut kit = window();
    let raw = "title = \"Of my own\"".to_owned();
    act(&mut kit, Action::Change(vec![Change::Put { file: RecordFile::Chronicle, id: "title".into(), raw }]));
    press(&mut kit, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert!(state(&kit).chrome.shows(Panel::SaveAs));
    press(&mut kit, Modifiers::COMMAND, Key::A);
    write(&mut kit, "Folder of the copy", to.to_str().unwrap());
    press(&mut kit, Modifiers::NONE, Key::Enter);
    until(&mut kit, "the copy", |kit| state(kit).document.folder() == Some(to.as_path()));
    assert!(!state(&kit).chrome.shows(Panel::SaveAs));
    assert_eq!(state(&kit).document.chronicle.meta.title, "Of my own");
    let written = std::fs::read_to_string(to.join("data/chronicle.toml")).unwrap();
    assert!(written.contains("title = \"Of my own\""));
    press(&mut kit, Modifiers::COMMAND, Key::Z);
    assert_eq!(state(&kit).document.chronicle.meta.title, "The advance on Kabul, 2021", "steps are still taken back");
}

/// A file that hangs over the window and is let go.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_on(kit: &mut Kit, path: &str) {
    kit.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(PathBuf::from(path))));
    settle(kit);
}

#[test]
fn a_chronicle_dropped_on_the_start_page_is_opened_and_a_report_begins_a_new_one() {
    let mut kit = window();
    press(&mut kit, Modifiers::COMMAND, Key::Home);
    drop_on(&mut kit, "seeds/sources.toml");
    assert!(state(&kit).chrome.shows(Panel::New));
    kit.get_by_label("1 document was dropped, to be added to it then.");
    press(&mut kit, Modifiers::NONE, Key::Escape);
    drop_on(&mut kit, "tests/fixtures/chronicles/bosnia-1992");
    has_opened(&mut kit, "bosnia-1992");
}

#[test]
fn a_chronicle_of_the_list_is_copied_by_its_key_and_the_work_goes_on_in_the_copy() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("my-quakes");
    let mut kit = window();
    press(&mut kit, Modifiers::COMMAND, Key::Home);
    // The built-in one, then the examples.
    for _ in 0..2 {
        press(&mut kit, Modifiers::NONE, Key::ArrowRight);
    }
    press(&mut kit, Modifiers::NONE, Key::C);
    until(&mut kit, "the sheet", |kit| state(kit).chrome.shows(Panel::SaveAs));
    assert_eq!(state(&kit).document.chronicle.id.as_str(), "quakes-2023");
    settle(&mut kit);
    press(&mut kit, Modifiers::COMMAND, Key::A);
    write(&mut kit, "Folder of the copy", to.to_str().unwrap());
    press(&mut kit, Modifiers::NONE, Key::Enter);
    until(&mut kit, "the copy", |kit| state(kit).document.folder() == Some(to.as_path()));
    assert_eq!(state(&kit).document.chronicle.meta.title, "The earthquakes of February 2023");
    for file in ["data/chronicle.toml", "data/events.geojson", "seeds/sources.toml"] {
        let example = std::path::Path::new("tests/fixtures/chronicles/quakes-2023").join(file);
        assert_eq!(std::fs::read(to.join(file)).unwrap(), std::fs::read(example).unwrap(), "{file}");
    }
}
