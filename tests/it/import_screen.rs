//! A table into a chronicle through the window: what is asked, what is refused, what is then kept.

use crate::driven::{Kit, settle, state, until};
use dateline::app::{Document, Remembered, Screen};
use dateline::dataset::Dataset;
use dateline::gui::Window;
use dateline::ingest::{Counting, Ground, NewChronicle};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

/// Nothing proves the order of day and month; the last row has no latitude.
const TABLE: &str = "date;lat;lon;event_type;notes\n\
    05/11/2016;15.9;2.4;Battles;\"Two men; then three\"\n\
    06/11/2016;16.1;2.5;Riots;none\n\
    07/11/2016;;2.6;Riots;none\n";

/// A window on a new chronicle in a folder.
fn window(folder: &Path) -> Kit {
    let ground = Ground::of_country("ML").unwrap();
    let today = "2026-11-29".parse().unwrap();
    NewChronicle { title: "Mali".into(), ground, counting: Counting::Occurrences, today }.write(folder).unwrap();
    let document = Document::new(Dataset::open(Some(folder)).unwrap());
    let show = move |ui: &mut egui::Ui, window: &mut Option<Window>| {
        window.get_or_insert_with(|| Window::new(ui.ctx(), document.clone(), Remembered::default())).show_ui(ui);
    };
    let mut kit = Harness::builder().with_size([1440.0, 900.0]).with_max_steps(20).build_ui_state(show, None);
    settle(&mut kit);
    kit
}

#[test]
fn a_table_is_asked_about_only_where_it_can_be_read_in_two_ways_and_kept_as_it_is() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("mali");
    let table = base.path().join("november.csv");
    std::fs::write(&table, TABLE).unwrap();
    let mut kit = window(&folder);
    kit.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(&mut kit);
    assert_eq!(state(&kit).screen, Screen::Import);
    kit.get_by_label("Drop a table here");
    kit.event(Event::Paste(table.display().to_string()));
    until(&mut kit, "the question", |kit| kit.query_by_label("Month first").is_some());
    kit.get_by_label("“05/11/2016” is 11 May 2016").hover();
    kit.get_by_label("Day first").click();
    until(&mut kit, "the rows", |kit| kit.query_by_label("Import 2 rows").is_some());
    kit.get_by_label_contains("1 row is refused");
    kit.get_by_label_contains("no latitude");
    kit.get_by_label_contains("5 November 2016");
    kit.get_by_label("date: When");
    kit.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut kit, "the rows on the map", |kit| !state(kit).document.chronicle.tables.is_empty());
    assert_eq!(state(&kit).screen, Screen::Map);
    let range = state(&kit).document.chronicle.meta.range;
    assert_eq!((range.from.to_string().as_str(), range.until.to_string().as_str()), ("2016-11-05", "2016-11-06"));
    let kept = folder.join("data/tables/november.csv");
    assert_eq!(std::fs::read_to_string(kept).unwrap(), TABLE);
    let sidecar = std::fs::read_to_string(folder.join("data/tables/november.csv.toml")).unwrap();
    assert!(sidecar.contains("order = \"day-first\"") && sidecar.contains("read = 2"), "{sidecar}");
}

#[test]
fn what_is_no_table_of_events_is_named_with_its_reason_and_nothing_is_kept() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("mali");
    let table = base.path().join("panel.csv");
    std::fs::write(&table, "name,value\na,1\nb,2\n").unwrap();
    let mut kit = window(&folder);
    kit.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(&mut kit);
    kit.event(Event::Paste(table.display().to_string()));
    until(&mut kit, "the reason", |kit| kit.query_by_label_contains("panel.csv was not read").is_some());
    kit.get_by_label("Import");
    kit.key_press(Key::Escape);
    until(&mut kit, "the map", |kit| state(kit).screen == Screen::Map);
    assert!(!folder.join("data/tables").exists());
}
