//! The export dialog, driven by the names assistive technology sees.

use crate::driven::{DOCUMENT, Kit as Driven, act, opened, settle, state};
use dateline::app::{Action, ExportSettings, Panel, Remembered, State};
use dateline::chronicle::PlaceId;
use dateline::export::{CoverageKind, EXPORTERS, Exporter, exporter_for, exporter_or_first};
use dateline::scene::Theme;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

fn dialog_of(size: [f32; 2]) -> Driven {
    let mut harness = opened(size);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    settle(&mut harness);
    assert!(state(&harness).chrome.shows(Panel::Export));
    harness
}

fn dialog() -> Driven {
    dialog_of([1440.0, 900.0])
}

fn settings(harness: &Driven) -> ExportSettings {
    state(harness).chrome.export.clone()
}

fn set(harness: &mut Driven, change: impl FnOnce(&mut ExportSettings)) {
    let mut settings = settings(harness);
    change(&mut settings);
    act(harness, Action::SetExport(settings));
}

/// Clicks as a screen reader does, wherever the thing is scrolled to.
fn click(harness: &mut Driven, name: &str) {
    harness.get_by_label(name).click_accesskit();
    settle(harness);
}

fn choose(harness: &mut Driven, exporter: &dyn Exporter) {
    click(harness, &format!("Format: {}", exporter.label()));
    assert_eq!(settings(harness).format, exporter.extension());
}

fn shows(harness: &Driven, name: &str) -> bool {
    harness.query_all_by_label(name).next().is_some()
}

/// Waits until this is said somewhere in the window.
fn wait_for(harness: &mut Driven, words: &str) {
    for _ in 0..1200 {
        settle(harness);
        let said = state(harness).notices.iter().any(|notice| notice.what.contains(words));
        if said || harness.query_all_by_label_contains(words).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("never said: {words}");
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn every_format_shows_what_it_looks_at_and_nothing_else() {
    let mut harness = dialog();
    for exporter in EXPORTERS {
        choose(&mut harness, *exporter);
        let options = exporter.options();
        let label = exporter.label();
        for (name, expected) in [
            ("Width", options.size),
            ("Ground: dark", options.theme),
            ("Map: whole country", options.map),
            ("Each day lasts: 1 s", options.pace),
            ("Day of the film", options.pace),
            ("Whole documents", options.documents),
            ("Over: this instant", exporter.covers().len() > 1 && exporter.covers().contains(&CoverageKind::Instant)),
            ("Over: everything", exporter.covers().len() > 1 && exporter.covers().contains(&CoverageKind::All)),
            ("Copy the picture", options.size),
            ("Preview of the picture", options.map),
            ("What goes in", !options.size),
        ] {
            assert_eq!(shows(&harness, name), expected, "{label}: {name}");
        }
        let path = settings(&harness).path;
        assert!(path.starts_with("dateline-") && path.ends_with(&format!(".{}", exporter.extension())), "{path}");
    }
}

#[test]
fn a_file_of_records_is_shown_as_it_begins_and_an_archive_by_its_files() {
    let mut harness = dialog();
    for exporter in EXPORTERS.iter().filter(|exporter| !exporter.options().map) {
        choose(&mut harness, *exporter);
        let heading = if exporter.extension() == "zip" { "What is in it" } else { "How it begins" };
        wait_for(&mut harness, heading);
    }
    wait_for(&mut harness, "bagit.txt");
}

#[test]
fn every_format_is_written_from_the_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = dialog();
    set(&mut harness, |settings| {
        settings.size_px = [480, 320];
        settings.days = ["2021-08-12".to_owned(), "2021-08-13".to_owned()];
        settings.seconds_per_day = 0.25;
    });
    for exporter in EXPORTERS {
        choose(&mut harness, *exporter);
        let path = folder.path().join(format!("a.{}", exporter.extension()));
        set(&mut harness, |settings| settings.path = path.display().to_string());
        click(&mut harness, "Save");
        wait_for(&mut harness, &format!("Wrote {}", path.display()));
        let bytes = std::fs::read(&path).unwrap();
        let told = exporter.provenance(&bytes).unwrap_or_else(|| panic!("{}: nothing told", exporter.label()));
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["chronicle_sha256"], DOCUMENT.chronicle.hash.as_str(), "{}", exporter.label());
    }
    assert_eq!(files_in(folder.path()).len(), EXPORTERS.len());
}

#[test]
fn the_command_in_the_dialog_is_the_command_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it's a map.svg");
    let mut harness = dialog();
    act(&mut harness, Action::SelectPlace(PlaceId::from("herat")));
    choose(&mut harness, exporter_for(Path::new("a.svg")).unwrap());
    set(&mut harness, |settings| {
        settings.over = CoverageKind::Days;
        settings.theme = Theme::Dark;
        settings.hidden.extend(["relief".to_owned(), "reference".to_owned()]);
        settings.path = path.display().to_string();
    });
    click(&mut harness, "Save");
    wait_for(&mut harness, "Wrote ");
    let text = std::fs::read(&path).unwrap();
    let told = exporter_for(&path).unwrap().provenance(&text).unwrap();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let command = told["command"].as_str().unwrap();
    assert!(command.contains("--from 2021-08-05 --until ") && command.contains("--select herat"), "{command}");
    click(&mut harness, "Copy the command");
    let shown = harness.get_by_label_contains("dateline export --from").accesskit_node_label();
    assert_eq!(shlex::split(&shown).unwrap(), {
        let mut words = shlex::split(command).unwrap();
        words.extend(["--to".to_owned(), path.display().to_string()]);
        words
    });
}

/// The words of a node.
trait Words {
    fn accesskit_node_label(&self) -> String;
}

impl Words for egui_kittest::Node<'_> {
    fn accesskit_node_label(&self) -> String {
        use egui_kittest::kittest::NodeT as _;
        let node = self.accesskit_node();
        node.label().or(node.value()).unwrap_or_default()
    }
}

#[test]
fn an_existing_file_is_only_replaced_when_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    std::fs::write(&path, "old").unwrap();
    let mut harness = dialog();
    set(&mut harness, |settings| {
        settings.size_px = [480, 320];
        settings.path = path.display().to_string();
    });
    click(&mut harness, "Save");
    assert!(shows(&harness, "A file of that name is there."));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    click(&mut harness, "Replace it");
    wait_for(&mut harness, "Wrote ");
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(files_in(folder.path()), ["map.png"]);
}

#[test]
fn a_cancelled_film_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.gif");
    let mut harness = dialog();
    choose(&mut harness, exporter_for(&path).unwrap());
    set(&mut harness, |settings| {
        settings.size_px = [640, 360];
        settings.days = ["2021-05-01".to_owned(), "2021-08-31".to_owned()];
        settings.frames_per_day = 24;
        settings.path = path.display().to_string();
    });
    click(&mut harness, "Save");
    assert!(shows(&harness, "Cancel") && !shows(&harness, "Save"));
    click(&mut harness, "Cancel");
    wait_for(&mut harness, "Stopped; nothing was written.");
    assert_eq!(files_in(folder.path()), Vec::<String>::new());
    assert!(shows(&harness, "Save"));
}

#[test]
fn what_is_wrong_is_said_in_place_in_one_sentence() {
    type Change = fn(&mut ExportSettings);
    let cases: &[(Change, &str)] = &[
        (|s| s.size_px = [16_384, 16_384], "Size: expected a size from 320x200"),
        (|s| s.days = ["2021-08-13".into(), "2021-08-12".into()], "Until: expected 2021-08-13 or a later day"),
        (|s| s.days = ["soon".into(), "2021-08-12".into()], "From: expected a day such as 2021-08-06"),
        (|s| s.path = "map.jpeg".into(), "File: expected a name that ends in .png"),
        (|s| s.path = "map.pdf".into(), "File: expected a name that ends in .png"),
        (|s| s.path = " ".into(), "File: expected a name"),
    ];
    for (change, words) in cases {
        let mut harness = dialog();
        set(&mut harness, |settings| settings.over = CoverageKind::Days);
        set(&mut harness, change);
        assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
        click(&mut harness, "Save");
        assert!(state(&harness).notices.is_empty(), "{words}: saved all the same");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_explained_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = dialog();
    set(&mut harness, |settings| {
        settings.size_px = [480, 320];
        settings.path = folder.path().join("nowhere/map.png").display().to_string();
    });
    click(&mut harness, "Save");
    wait_for(&mut harness, "Nothing was written: could not write the file (there is no such folder; make it first)");
    assert_eq!(files_in(folder.path()), Vec::<String>::new());
}

#[test]
fn more_days_than_a_page_has_room_for_are_refused_where_the_picture_would_be() {
    let mut harness = dialog();
    set(&mut harness, |settings| {
        settings.over = CoverageKind::Days;
        settings.size_px = [320, 240];
    });
    wait_for(&mut harness, "xpected ");
    wait_for(&mut harness, "take a larger size");
}

#[test]
fn the_ring_around_what_is_selected_is_on_unless_it_is_switched_off() {
    let mut harness = dialog();
    assert!(harness.query_all_by_label_contains("Ring around").next().is_none());
    act(&mut harness, Action::SelectPlace(PlaceId::from("herat")));
    assert!(harness.query_all_by_label_contains("--select herat").next().is_some());
    click(&mut harness, "Ring around Herat");
    assert!(harness.query_all_by_label_contains("--select herat").next().is_none());
}

#[test]
fn choices_are_remembered_and_older_memories_still_read() {
    let mut harness = dialog();
    choose(&mut harness, exporter_for(Path::new("a.pdf")).unwrap());
    click(&mut harness, "Over: days");
    click(&mut harness, "Ground: dark");
    let text = serde_json::to_string(&state(&harness).remembered()).unwrap();
    let again = State::restore(DOCUMENT.clone(), Remembered::read(&text));
    let kept = again.chrome.export;
    assert_eq!(
        (kept.format.as_str(), kept.over, kept.theme, kept.paper),
        ("pdf", CoverageKind::Days, Theme::Dark, true)
    );
    let older: ExportSettings = serde_json::from_str("{\"format\":\"svg\",\"size_px\":[640,480]}").unwrap();
    assert_eq!((older.size(), older.seconds_per_day), ([640, 480], 1.0));
}

#[test]
fn the_dialog_fits_a_small_window_with_every_format() {
    for size in [[1000.0, 640.0], [1280.0, 800.0]] {
        let mut harness = dialog_of(size);
        let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(size[0], size[1]));
        for exporter in EXPORTERS {
            choose(&mut harness, *exporter);
            for name in ["Close", "Save", "Browse…", "Copy the command"] {
                let rect = harness.get_by_label(name).rect();
                assert!(whole.contains_rect(rect), "{} at {size:?}: {name} at {rect:?}", exporter.label());
            }
        }
    }
}

#[test]
fn a_page_is_shown_by_its_list_alone_where_there_is_no_room_for_its_map() {
    for (size, has_room) in [([1440.0, 900.0], true), ([720.0, 400.0], false)] {
        let mut harness = dialog_of(size);
        choose(&mut harness, exporter_or_first("html"));
        assert_eq!(shows(&harness, "Preview of the picture"), has_room, "{size:?}");
    }
}
