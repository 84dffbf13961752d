//! Nothing is lost: what is changed in a window is on the disk before it is saved, and saving it writes what was changed.

use crate::driven::{Kit, act, settle, state};
use dateline::app::{Action, Document, Remembered};
use dateline::chronicle::{Change, Embedded, Folder, RecordFile, recover, save};
use dateline::dataset::Dataset;
use dateline::gui::Window;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::Path;
use std::sync::Arc;

/// A copy of the built-in chronicle.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    save(&Embedded, folder.path()).unwrap();
    folder
}

/// A window on the chronicle in a folder.
fn window_on(folder: &Path) -> Kit {
    let document = Document::new(Dataset::open(Some(folder)).unwrap());
    let show = move |ui: &mut egui::Ui, window: &mut Option<Window>| {
        let open = || Window::new(ui.ctx(), document.clone(), Remembered::default());
        window.get_or_insert_with(open).show_ui(ui);
    };
    let mut kit = Harness::builder().with_size([1440.0, 900.0]).with_max_steps(20).build_ui_state(show, None);
    settle(&mut kit);
    kit
}

fn titled(title: &str) -> Action {
    let file = RecordFile::Chronicle;
    Action::Change(vec![Change::Put { file, id: "title".into(), raw: format!("title = \"{title}\"") }])
}

/// Waits for the worker.
fn until(kit: &mut Kit, what: &str, mut so: impl FnMut(&Kit) -> bool) {
    for _ in 0..2_000 {
        if so(kit) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        kit.run_steps(1);
    }
    panic!("it never came: {what}");
}

fn title_on_disk(folder: &Path) -> String {
    let draft = dateline::chronicle::Draft::new(Arc::new(Folder(folder.to_owned())));
    draft.record(RecordFile::Chronicle, &"title".into()).unwrap().raw.to_string()
}

#[test]
fn a_change_is_on_the_disk_by_itself_and_in_the_files_once_it_is_saved() {
    let folder = copy();
    let mut kit = window_on(folder.path());
    assert!(kit.query_by_label("Save").is_none(), "there is nothing to save");
    act(&mut kit, titled("One"));
    act(&mut kit, titled("Two"));
    kit.get_by_label("2 changes not saved");
    until(&mut kit, "the journal", |kit| state(kit).keeping.kept.is_some_and(|(_, _, steps)| steps == 2));
    assert!(title_on_disk(folder.path()).contains("Kabul"));
    assert!(recover(folder.path(), None).unwrap().in_use, "the window is at it");
    kit.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::S);
    settle(&mut kit);
    until(&mut kit, "the files", |kit| state(kit).keeping.saved);
    assert_eq!(title_on_disk(folder.path()), "title = \"Two\"");
    kit.get_by_label("all changes saved");
    assert!(kit.get_by_label("Save").accesskit_node().is_disabled());
    assert!(!recover(folder.path(), None).unwrap().in_use);
    act(&mut kit, Action::Undo);
    kit.get_by_label("1 change not saved");
    kit.get_by_label("Save").click();
    settle(&mut kit);
    until(&mut kit, "the files once more", |kit| !state(kit).keeping.saving);
    assert_eq!(title_on_disk(folder.path()), "title = \"One\"");
}

#[test]
fn a_window_that_is_closed_at_once_leaves_its_changes_in_the_journal() {
    let folder = copy();
    let mut kit = window_on(folder.path());
    for n in 0..20 {
        act(&mut kit, titled(&n.to_string()));
    }
    drop(kit);
    let left = recover(folder.path(), None).unwrap().left;
    assert_eq!(left.iter().map(|recovery| recovery.steps.len()).collect::<Vec<_>>(), [20]);
    assert!(title_on_disk(folder.path()).contains("Kabul"));
}

/// A chronicle whose window ended with two changes unsaved.
fn ended_unsaved() -> tempfile::TempDir {
    let folder = copy();
    let mut kit = window_on(folder.path());
    act(&mut kit, titled("One"));
    act(&mut kit, titled("Two"));
    drop(kit);
    folder
}

#[test]
fn what_was_not_saved_is_offered_listed_and_taken_up_step_by_step() {
    let folder = ended_unsaved();
    let mut kit = window_on(folder.path());
    until(&mut kit, "the offer", |kit| !state(kit).keeping.unfinished.is_empty());
    settle(&mut kit);
    kit.get_by_label_contains("2 changes were not saved, the last made just now.");
    kit.key_press(egui::Key::L);
    settle(&mut kit);
    assert_eq!(kit.query_all_by_label("change title in data/chronicle.toml").count(), 2);
    kit.key_press(egui::Key::Enter);
    settle(&mut kit);
    assert_eq!(state(&kit).document.chronicle.meta.title, "Two");
    assert!(kit.query_by_label("Take them up").is_none());
    kit.get_by_label("2 changes not saved");
    until(&mut kit, "the journal", |kit| state(kit).keeping.taken_up.is_empty());
    act(&mut kit, Action::Undo);
    assert_eq!(state(&kit).document.chronicle.meta.title, "One");
    drop(kit);
    let left = recover(folder.path(), None).unwrap().left;
    assert_eq!(left.len(), 1, "the older journal is gone, the new one has all of it");
}

#[test]
fn put_aside_it_is_kept_under_another_name() {
    let folder = ended_unsaved();
    let mut kit = window_on(folder.path());
    until(&mut kit, "the offer", |kit| !state(kit).keeping.unfinished.is_empty());
    settle(&mut kit);
    kit.get_by_label("Put aside").click();
    settle(&mut kit);
    let aside = folder.path().join("changes-left-aside-1.jsonl");
    until(&mut kit, "the other name", |_| aside.is_file());
    assert!(recover(folder.path(), None).unwrap().left.is_empty());
    assert!(state(&kit).document.chronicle.meta.title.contains("Kabul"));
}

/// Another program gives the chronicle a version.
fn change_elsewhere(folder: &Path, old: &str, new: &str) {
    let path = folder.join(RecordFile::Chronicle.path());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{old}");
    std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn what_another_program_has_changed_is_joined_and_not_written_over() {
    let folder = copy();
    let mut kit = window_on(folder.path());
    act(&mut kit, titled("Ours"));
    change_elsewhere(folder.path(), "time_zone = \"Asia/Kabul\"", "time_zone = \"Asia/Tehran\"");
    act(&mut kit, Action::SaveChronicle);
    until(&mut kit, "theirs", |kit| state(kit).document.chronicle.meta.time_zone == "Asia/Tehran");
    assert_eq!(state(&kit).document.chronicle.meta.title, "Ours");
    assert!(state(&kit).notices.iter().any(|notice| notice.what.starts_with("Another program has changed")));
    assert!(title_on_disk(folder.path()).contains("Kabul"), "it is not written before it was seen");
    act(&mut kit, Action::SaveChronicle);
    until(&mut kit, "the files", |kit| state(kit).keeping.saved);
    assert_eq!(title_on_disk(folder.path()), "title = \"Ours\"");
    let text = std::fs::read_to_string(folder.path().join(RecordFile::Chronicle.path())).unwrap();
    assert!(text.contains("Asia/Tehran"));
}

#[test]
fn a_record_changed_on_both_sides_is_asked_about() {
    let folder = copy();
    let mut kit = window_on(folder.path());
    let before = state(&kit).document.chronicle.meta.title.clone();
    act(&mut kit, titled("Ours"));
    change_elsewhere(folder.path(), &format!("title = \"{before}\""), "title = \"Theirs\"");
    act(&mut kit, Action::SaveChronicle);
    until(&mut kit, "the question", |kit| !state(kit).keeping.disputes.is_empty());
    settle(&mut kit);
    assert_eq!(state(&kit).document.chronicle.meta.title, "Ours", "what was made here stays on show");
    act(&mut kit, Action::SaveChronicle);
    assert_eq!(title_on_disk(folder.path()), "title = \"Theirs\"", "nothing is written before it is decided");
    kit.get_by_label("Keep theirs: title in data/chronicle.toml").click();
    settle(&mut kit);
    assert_eq!(state(&kit).document.chronicle.meta.title, "Theirs");
    assert!(state(&kit).keeping.disputes.is_empty());
    act(&mut kit, Action::Undo);
    assert_eq!(state(&kit).document.chronicle.meta.title, "Ours");
}

#[test]
fn two_windows_on_one_folder_do_each_other_no_harm() {
    let folder = copy();
    let (mut one, mut other) = (window_on(folder.path()), window_on(folder.path()));
    act(&mut one, titled("One"));
    until(&mut one, "the journal", |kit| state(kit).keeping.kept.is_some());
    let file = RecordFile::Events;
    act(&mut other, Action::Change(vec![Change::Remove { file, id: "EV-HERAT-SIEGE".into() }]));
    until(&mut other, "the journal", |kit| state(kit).keeping.kept.is_some());
    act(&mut one, Action::SaveChronicle);
    until(&mut one, "the files", |kit| state(kit).keeping.saved);
    act(&mut other, Action::SaveChronicle);
    until(&mut other, "what the first saved", |kit| state(kit).document.chronicle.meta.title == "One");
    act(&mut other, Action::SaveChronicle);
    until(&mut other, "the files", |kit| state(kit).keeping.saved);
    let saved = Dataset::open(Some(folder.path())).unwrap();
    assert_eq!(saved.chronicle.meta.title, "One");
    assert!(!saved.chronicle.events.contains_key("EV-HERAT-SIEGE"));
}

#[test]
fn a_folder_that_vanishes_is_told_of_once_and_saved_to_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("drive");
    save(&Embedded, &there).unwrap();
    let mut kit = window_on(&there);
    act(&mut kit, titled("One"));
    until(&mut kit, "the journal", |kit| state(kit).keeping.kept.is_some());
    let away = folder.path().join("away");
    std::fs::rename(&there, &away).unwrap();
    act(&mut kit, titled("Two"));
    act(&mut kit, Action::SaveChronicle);
    let said =
        |kit: &Kit| state(kit).notices.iter().filter(|n| n.what.starts_with("The chronicle was not saved")).count();
    until(&mut kit, "a sentence", |kit| said(kit) > 0);
    for _ in 0..300 {
        kit.run_steps(2);
    }
    assert_eq!(said(&kit), 1, "{:?}", state(&kit).notices);
    assert_eq!(state(&kit).document.chronicle.meta.title, "Two", "the work is kept in memory");
    assert!(!there.exists(), "nothing is begun in the place of it");
    std::fs::rename(&away, &there).unwrap();
    until(&mut kit, "the files, by itself", |kit| state(kit).keeping.saved && state(kit).document.unsaved.count() == 0);
    assert_eq!(title_on_disk(&there), "title = \"Two\"");
}
