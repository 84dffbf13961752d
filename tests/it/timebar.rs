//! The time bar, driven by the names assistive technology sees.

use crate::driven::{
    DOCUMENT, Kit as Driven, TETON_DOCUMENT, act, at, comes_to_rest, opened, opened_on, settle, state,
};
use dateline::app::{Action, Document};
use dateline::chronicle::EventId;
use egui::{Key, Modifiers, Pos2, Rect, Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeSet;

fn window() -> Driven {
    opened([1440.0, 900.0])
}

fn press(harness: &mut Driven, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// What bears a name and stands in the bar, not in the list of the day.
fn find<'h>(harness: &'h Driven, name: &'h str) -> egui_kittest::Node<'h> {
    let top = harness.get_by_label("Height of the time bar").rect().top();
    harness.get_all_by_label_contains(name).find(|node| node.rect().top() >= top).unwrap()
}

fn focus(harness: &mut Driven, name: &str) {
    find(harness, name).focus();
    settle(harness);
}

fn value(harness: &Driven, name: &str) -> String {
    harness.get_by_label(name).value().unwrap()
}

fn drag(harness: &mut Driven, from: Pos2, to: Pos2) {
    harness.drag_at(from);
    harness.run_steps(1);
    for share in [0.3, 0.6, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.run_steps(1);
    }
    harness.drop_at(to);
    settle(harness);
}

/// The name of what has the keyboard.
fn focused(harness: &Driven) -> String {
    let root = harness.root();
    let node = root.children_recursive().find(egui_kittest::Node::is_focused);
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// The happenings in sight: name and what takes the pointer.
fn happenings(harness: &Driven) -> Vec<(String, Rect)> {
    let summit = harness.get_by_label("Time").rect().top();
    let nodes = harness.root().children_recursive();
    let named = nodes.filter_map(|node| {
        let access = node.accesskit_node();
        let name = access.label()?;
        let told =
            name.contains(" voice") || name.contains("reference chronology") || name.contains("not yet reported");
        (access.role() == Role::Button && told && node.rect().top() > summit).then(|| (name, node.rect()))
    });
    named.collect()
}

#[test]
fn it_opens_plain_on_the_dense_days_with_the_whole_range_in_little() {
    let harness = window();
    assert!(!state(&harness).view.compressed);
    assert_eq!(value(&harness, "Overview"), "5 Aug – 16 Aug");
    assert_eq!(value(&harness, "Time"), "Thu 12 Aug 2021, end of day");
    assert_eq!(value(&harness, "Known by"), "hindsight");
}

#[test]
fn silence_is_compressed_by_a_switch_and_given_back() {
    let mut harness = window();
    harness.get_by_label("Compress silence").click();
    settle(&mut harness);
    assert!(state(&harness).view.compressed && state(&harness).view.window.is_none());
    assert_eq!(value(&harness, "Overview"), "1 May – 31 Aug");
    harness.get_by_label("Compress silence").click();
    settle(&mut harness);
    assert_eq!(value(&harness, "Overview"), "5 Aug – 16 Aug");
}

#[test]
fn the_playhead_is_dragged_and_caught_by_ends_of_days() {
    let mut harness = window();
    let grip = harness.get_by_label("Time").rect().center_top() + vec2(0.0, 6.0);
    let day = harness.get_by_label_contains("Capture, Pul-e-Alam, 13 Aug, reported").rect();
    drag(&mut harness, grip, pos2(day.center().x, grip.y));
    assert!(!state(&harness).view.clock.cursor.is_rest(), "free between ends of days");
    assert_eq!(state(&harness).view.clock.cursor.day(), at("2021-08-13").day());
    act(&mut harness, Action::SetCursor(at("2021-08-13")));
    let end = harness.get_by_label("Time").rect().center().x;
    act(&mut harness, Action::SetCursor(at("2021-08-11")));
    let grip = harness.get_by_label("Time").rect().center_top() + vec2(0.0, 6.0);
    drag(&mut harness, grip, pos2(end + 5.0, grip.y));
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-13"), "caught");
}

#[test]
fn known_by_is_a_slider_that_goes_beyond_the_end_to_hindsight() {
    let mut harness = window();
    harness.get_by_label("Known by").decrement_accesskit();
    settle(&mut harness);
    assert_eq!(value(&harness, "Known by"), "Tue 31 Aug 2021, end of day");
    harness.get_by_label("Known by").set_value_accesskit(105.0);
    settle(&mut harness);
    assert_eq!(state(&harness).view.clock.known_by, Some(at("2021-08-13")));
    focus(&mut harness, "Known by");
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(value(&harness, "Known by"), "Thu 12 Aug 2021, end of day");
    assert_eq!(value(&harness, "Time"), "Thu 12 Aug 2021, end of day", "the other handle rests");
    assert!(happenings(&harness).iter().any(|(name, _)| name.ends_with("not yet reported by 12 Aug")));
    press(&mut harness, Key::Delete);
    assert_eq!(value(&harness, "Known by"), "hindsight");
    let parked = harness.get_by_label("Known by").rect().center_top() + vec2(0.0, 6.0);
    let day = harness.get_by_label_contains("Capture, Jalalabad, 14–15 Aug, reported").rect();
    drag(&mut harness, parked, pos2(day.center().x, parked.y));
    let known_by = state(&harness).view.clock.known_by.unwrap();
    assert!(known_by.is_rest(), "{known_by:?}");
}

#[test]
fn the_arrow_keys_walk_the_happenings_of_a_lane_and_enter_selects() {
    let mut harness = window();
    focus(&mut harness, "Capture, Herat, 12 Aug, reported");
    let first = focused(&harness);
    assert!(first.starts_with("Capture, "), "{first}");
    press(&mut harness, Key::Home);
    let mut seen = vec![focused(&harness)];
    for _ in 0..20 {
        press(&mut harness, Key::ArrowRight);
        seen.push(focused(&harness));
    }
    seen.dedup();
    assert_eq!(seen.len(), 7, "{seen:?}");
    assert!(seen.iter().all(|name| name.starts_with("Capture, ") && name.contains(" voice")), "{seen:?}");
    assert_eq!(state(&harness).view.clock.cursor, at("2021-08-12"), "the cursor rests meanwhile");
    press(&mut harness, Key::Enter);
    assert_eq!(state(&harness).view.event, Some(EventId::from("EV-JALALABAD-CAPTURE")));
    press(&mut harness, Key::ArrowDown);
    assert!(focused(&harness).ends_with("reference chronology"), "{}", focused(&harness));
}

#[test]
fn a_happening_out_of_sight_comes_into_sight_when_it_is_walked_to() {
    let mut harness = window();
    focus(&mut harness, "Siege, Kabul, 15 Aug");
    press(&mut harness, Key::End);
    let name = focused(&harness);
    assert!(name.contains("31 Aug"), "{name}");
    assert_ne!(value(&harness, "Overview"), "5 Aug – 16 Aug");
    assert!(happenings(&harness).iter().any(|(other, rect)| *other == name && rect.width() > 4.0));
}

#[test]
fn every_lane_is_one_stop_for_tab() {
    let mut harness = window();
    focus(&mut harness, "Known by");
    let mut stops = Vec::new();
    for _ in 0..24 {
        press(&mut harness, Key::Tab);
        stops.push(focused(&harness));
    }
    let told = |name: &&String| name.contains(" voice") || name.contains("reference chronology");
    assert_eq!(stops.iter().filter(told).count(), 7, "{stops:?}");
}

#[test]
fn plus_and_minus_zoom_the_axis_while_the_bar_has_the_keyboard() {
    let mut harness = window();
    focus(&mut harness, "Time");
    let before = state(&harness).window().len;
    press(&mut harness, Key::Plus);
    assert!(state(&harness).window().len < before);
    press(&mut harness, Key::Minus);
    press(&mut harness, Key::Minus);
    assert!(state(&harness).window().len > before);
    harness.get_by_label("Show the whole time axis").click();
    settle(&mut harness);
    assert_eq!(value(&harness, "Overview"), "1 May – 31 Aug");
    harness.get_by_label("Show the dense days").click();
    settle(&mut harness);
    assert_eq!(value(&harness, "Overview"), "5 Aug – 16 Aug");
}

#[test]
fn the_overview_moves_and_stretches_what_is_in_sight() {
    let mut harness = window();
    harness.get_by_label("Overview").increment_accesskit();
    settle(&mut harness);
    assert_eq!(value(&harness, "Overview"), "8 Aug – 19 Aug");
    let dense = state(&harness).axis().dense();
    act(&mut harness, Action::SetWindow(dense));
    let strip = harness.get_by_label("Overview").rect();
    let x = |day: f32| strip.left() + strip.width() * day / 123.0;
    // The 5th of August is the 96th day after the first of May.
    drag(&mut harness, pos2(x(96.0), strip.center().y), pos2(x(60.0), strip.center().y));
    assert_eq!(value(&harness, "Overview"), "30 Jun – 16 Aug");
    focus(&mut harness, "Overview");
    press(&mut harness, Key::ArrowLeft);
    assert!(value(&harness, "Overview").starts_with("25 Jun"), "{}", value(&harness, "Overview"));
}

#[test]
fn the_axis_follows_the_cursor_out_of_sight() {
    let mut harness = window();
    act(&mut harness, Action::SetCursor(at("2021-08-29")));
    let time = harness.get_by_label("Time").rect().center().x;
    let strip = harness.get_by_label("Overview").rect();
    assert!(strip.x_range().contains(time));
    act(&mut harness, Action::Step(-40));
    let time = harness.get_by_label("Time").rect().center().x;
    assert!(strip.x_range().contains(time));
}

#[test]
fn what_is_said_of_the_whole_country_stands_in_a_lane_of_its_own() {
    let mut harness = window();
    act(&mut harness, Action::FitAxis);
    let top = |name: &str| find(&harness, name).rect().top();
    let takeover = top("Capture, Afghanistan, 14–18 Aug");
    assert!(takeover > top("Siege, Herat"));
    let lowest = happenings(&harness).iter().map(|(_, rect)| rect.bottom()).fold(0.0, f32::max);
    assert!(lowest - takeover < 40.0);
}

#[test]
fn too_many_in_one_place_are_counted_and_listed_when_clicked() {
    let mut harness = opened([1280.0, 800.0]);
    act(&mut harness, Action::FitAxis);
    let count = harness.get_all_by_label_contains("happenings, captures by reference").next().unwrap();
    count.click();
    settle(&mut harness);
    let listed: Vec<_> = harness.get_all_by_label_contains("Capture, Zaranj").collect();
    assert!(!listed.is_empty());
    press(&mut harness, Key::Escape);
}

#[test]
fn no_two_happenings_take_the_same_room() {
    happenings_keep_apart(&DOCUMENT);
    happenings_keep_apart(&TETON_DOCUMENT);
}

fn happenings_keep_apart(document: &'static Document) {
    for size in [[1280.0, 800.0], [1440.0, 900.0], [2400.0, 1350.0], [640.0, 480.0]] {
        let mut harness = opened_on(document, size);
        for compressed in [false, true] {
            if state(&harness).view.compressed != compressed {
                act(&mut harness, Action::ToggleCompressed);
            }
            let axis = state(&harness).axis();
            let close = axis.zoom(axis.dense(), 4.0, axis.dense().start + 8.0);
            for window in [axis.whole(), axis.dense(), close] {
                act(&mut harness, Action::SetWindow(window));
                let counts: Vec<Rect> =
                    harness.query_all_by_label_contains("happenings, ").map(|node| node.rect()).collect();
                let mut all = happenings(&harness);
                all.retain(|(_, rect)| rect.width() > 3.0 && !counts.iter().any(|c| c.contains_rect(*rect)));
                assert!(all.len() > 3 || window != axis.whole(), "{size:?} {window:?}");
                for (i, (name, rect)) in all.iter().enumerate() {
                    for (other, taken) in all.iter().skip(i + 1) {
                        let apart = !rect.shrink(1.0).intersects(taken.shrink(1.0));
                        assert!(apart, "{name} {rect:?} over {other} {taken:?} at {size:?} {window:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_upper_edge_sets_the_height_by_key_and_within_bounds() {
    let mut harness = window();
    focus(&mut harness, "Height of the time bar");
    let top = |harness: &Driven| harness.get_by_label("Height of the time bar").rect().top();
    let before = top(&harness);
    press(&mut harness, Key::ArrowUp);
    assert!(top(&harness) < before - 10.0);
    act(&mut harness, Action::SetBarHeight(Some(5000.0)));
    assert!(top(&harness) >= 199.0);
    act(&mut harness, Action::SetBarHeight(None));
    assert!((top(&harness) - before).abs() < 1.0);
}

#[test]
fn with_less_motion_playing_goes_from_rest_to_rest() {
    let mut harness = window();
    act(&mut harness, Action::SetReducedMotion(Some(true)));
    act(&mut harness, Action::TogglePlay);
    let mut seen = BTreeSet::new();
    for _ in 0..12 {
        act(&mut harness, Action::Tick(0.3));
        seen.insert(state(&harness).view.clock.cursor);
    }
    assert!(seen.len() > 2 && seen.iter().all(|moment| moment.is_rest()), "{seen:?}");
}

#[test]
fn at_rest_it_asks_for_no_frame() {
    let mut harness = window();
    assert!(comes_to_rest(&mut harness));
}

#[test]
fn the_commands_of_the_axis_have_keys() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::NONE, Key::Num0);
    settle(&mut harness);
    assert_eq!(value(&harness, "Overview"), "1 May – 31 Aug");
    press(&mut harness, Key::Num9);
    assert_eq!(value(&harness, "Overview"), "5 Aug – 16 Aug");
}
