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
