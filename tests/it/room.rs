//! How the window shares its room, and what gives way where there is little of it.

use crate::driven::{Driven, at};
use dateline::app::{Action, Panel};
use dateline::chronicle::PlaceId;
use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The sizes in which the window must be right; the last one is 1280×800 with words at 200 %.
const SIZES: [[f32; 2]; 5] = [[2560.0, 1440.0], [1920.0, 1080.0], [1440.0, 900.0], [1280.0, 800.0], [640.0, 400.0]];

fn rect(driven: &Driven, name: &str) -> Rect {
    driven.harness.get_by_label(name).rect()
}

/// What the time bar takes, px.
fn bar_px(driven: &Driven) -> f32 {
    driven.harness.ctx.content_rect().bottom() - rect(driven, "Height of the time bar").top()
}

#[test]
fn the_map_has_more_height_than_the_time_bar_at_every_size() {
    for size in SIZES {
        let driven = Driven::new(size);
        let (bar, map) = (bar_px(&driven), rect(&driven, "Map").height());
        assert!(bar < size[1] / 3.0, "{size:?}: the bar takes {bar}");
        assert!(map >= size[1] * 0.5, "{size:?}: the map has {map}");
    }
}

#[test]
fn a_height_given_to_the_bar_is_kept_as_far_as_the_map_keeps_some_room() {
    let mut driven = Driven::new([1440.0, 900.0]);
    let by_itself = bar_px(&driven);
    driven.act(Action::SetBarHeight(Some(400.0)));
    assert!((bar_px(&driven) - 400.0).abs() < 8.0, "{}", bar_px(&driven));
    driven.act(Action::SetBarHeight(Some(5000.0)));
    assert!(rect(&driven, "Map").height() > 100.0);
    driven.act(Action::SetBarHeight(None));
    assert_eq!(bar_px(&driven), by_itself);
}

#[test]
fn all_lanes_and_the_overview_are_there_where_there_is_height_for_them() {
    let full = Driven::new([1280.0, 800.0]);
    assert!(full.harness.query_by_label("Overview").is_some());
    let half = Driven::new([640.0, 400.0]);
    assert!(half.harness.query_by_label("Overview").is_none());
    for name in ["Time", "Known by", "Play", "Compress silence"] {
        assert!(half.harness.query_by_label(name).is_some(), "{name}");
    }
}

#[test]
fn sections_of_the_left_panel_fold_to_their_headings() {
    let mut driven = Driven::new([1280.0, 800.0]);
    assert!(driven.shows("Read source 003") && driven.shows("Sieges"));
    driven.click("Sources");
    assert!(!driven.shows("Read source 003"));
    let panel_bottom = rect(&driven, "Show from: claimed").top();
    assert!(rect(&driven, "Names in: Dari").bottom() < panel_bottom, "all layers are in sight");
    driven.click("Layers");
    assert!(!driven.shows("Names in: Dari"));
    driven.click("Layers");
    driven.click("Sources");
    assert!(driven.shows("Read source 003") && driven.shows("Names in: Dari"));
}

#[test]
fn space_plays_while_a_handle_has_the_keyboard() {
    for name in ["Time", "Known by", "Overview"] {
        let mut driven = Driven::new([1440.0, 900.0]);
        driven.harness.get_by_label(name).focus();
        driven.settle();
        driven.press(Modifiers::NONE, Key::Space);
        assert!(driven.state().chrome.playback.playing, "{name}");
    }
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.harness.get_by_label("Reference chronology").focus();
    driven.settle();
    driven.press(Modifiers::NONE, Key::Space);
    assert!(!driven.state().chrome.playback.playing, "Space presses what it can press");
}

#[test]
fn the_words_beside_the_known_by_handle_set_it_and_take_it_back() {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.harness.get_by_label("Count only what was known by then").click();
    driven.settle();
    assert_eq!(driven.state().view.clock.known_by, Some(at("2021-08-12")));
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    assert!(driven.shows("Nothing the documents say of Herat was reported by 12 Aug."));
    driven.harness.get_by_label("Show with hindsight again").click();
    driven.settle();
    assert_eq!(driven.state().view.clock.known_by, None);
}

#[test]
fn references_not_yet_reported_are_counted_not_quoted() {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.act(Action::SetCursor(at("2021-08-12")));
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    let copies = |driven: &Driven| driven.harness.query_all_by_label_contains("Copy citation: R").count();
    let with_hindsight = copies(&driven);
    driven.act(Action::SetKnownBy(Some(at("2021-08-12"))));
    assert!(copies(&driven) <= with_hindsight);
    assert!(driven.shows("reported later"));
}

#[test]
fn differing_accounts_stand_in_columns_of_one_height() {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.act(Action::SelectPlace(PlaceId::from("herat")));
    driven.settle();
    let heading = rect(&driven, "Withdrawal or surrender");
    let links = driven.harness.query_all_by_label_contains("Open in source: ");
    let mut tops: Vec<f32> = links.map(|node| node.rect().top()).filter(|top| *top > heading.bottom()).collect();
    tops.sort_by(f32::total_cmp);
    assert!((tops[0] - tops[1]).abs() < 1.5, "the feet of both cards are level: {tops:?}");
}

#[test]
fn small_maps_are_wide_enough_for_names_however_little_room_there_is() {
    for size in SIZES {
        let mut driven = Driven::new(size);
        driven.act(Action::SelectPlace(PlaceId::from("herat")));
        driven.act(Action::Toggle(Panel::Days));
        for _ in 0..600 {
            driven.settle();
            if driven.harness.state().as_ref().unwrap().settled() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        driven.settle();
        let nodes = driven.harness.root().children_recursive();
        let days = nodes.filter(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Button && node.label().is_some_and(|name| name.contains(" Aug 2021: "))
        });
        let cells: Vec<Rect> = days.map(|node| node.rect()).collect();
        let wide = |cell: &Rect| cell.width() >= 150.0 && cell.height() >= 135.0;
        assert!(!cells.is_empty() && cells.iter().all(wide), "{size:?}: {cells:?}");
    }
}

#[test]
fn the_strip_over_the_days_overlaps_nothing_however_narrow() {
    for size in [[1440.0, 900.0], [640.0, 400.0], [480.0, 400.0]] {
        let mut driven = Driven::new(size);
        driven.act(Action::Toggle(Panel::Days));
        let back = rect(&driven, "Back to the map");
        assert!(!rect(&driven, "Show: Every day").intersects(back), "{size:?}");
    }
}
