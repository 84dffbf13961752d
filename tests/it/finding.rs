//! Filters, search and the palette, by the names assistive technology sees.

use crate::driven::{DOCUMENT, Driven, at};
use dateline::app::{Action, Facet, Panel};
use dateline::chronicle::{Basis, PlaceId};
use dateline::timeline::Filter;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn searching(words: &str) -> Driven {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.press(Modifiers::COMMAND, Key::P);
    driven.act(Action::Search(words.to_owned()));
    driven
}

fn choose(words: &str) -> Driven {
    let mut driven = searching(words);
    driven.press(Modifiers::NONE, Key::Enter);
    assert!(!driven.state().chrome.shows(Panel::Palette), "{words}");
    driven
}

#[test]
fn a_place_is_found_in_spite_of_a_slip_and_selected_by_enter() {
    for (typed, place) in [("heart", "herat"), ("khandahar", "kandahar"), ("pulialam", "pul-e-alam"), ("هرات", "herat")]
    {
        let driven = choose(typed);
        assert_eq!(driven.state().view.selection, Some(PlaceId::from(place)), "{typed}");
    }
}

#[test]
fn a_quotation_leads_to_its_passage_and_its_time_and_undo_leads_back() {
    let mut driven = Driven::new([1440.0, 900.0]);
    driven.act(Action::SetCursor(at("2021-08-05")));
    driven.press(Modifiers::COMMAND, Key::P);
    driven.act(Action::Search("flags in every corner".to_owned()));
    driven.press(Modifiers::NONE, Key::Enter);
    let state = driven.state();
    let read = state.chrome.reader.clone().unwrap();
    assert_eq!((read.source.as_str(), read.claim.unwrap().as_str()), ("003", "S003-21"));
    assert_eq!(state.view.clock.cursor, at("2021-08-12"));
    driven.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(driven.state().view.clock.cursor, at("2021-08-05"));
    assert_eq!(driven.state().view.selection, None);
    driven.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(driven.state().view.clock.cursor, at("2021-08-12"));
}

#[test]
fn a_day_is_found_as_seen_now_and_as_known_on_its_evening() {
    let mut driven = searching("12 aug");
    driven.press(Modifiers::NONE, Key::ArrowDown);
    driven.press(Modifiers::NONE, Key::Enter);
    let clock = driven.state().view.clock;
    assert_eq!((clock.cursor, clock.known_by), (at("2021-08-12"), Some(at("2021-08-12"))));
    assert_eq!(choose("evening of the 12th").state().view.clock, clock, "who asks for the evening gets it first");
    assert_eq!(driven.state().slice.counts.documents.max, 0);
    assert!(driven.shows("Nothing the documents tell of this day was reported by 12 Aug"));
}

#[test]
fn results_stand_in_groups_and_the_rest_of_a_long_one_is_asked_for() {
    let mut driven = searching("kabul");
    for heading in ["Places", "Happenings", "Quotations"] {
        driven.harness.get_by_label(heading);
    }
    let options =
        |driven: &Driven| driven.names().iter().filter(|(role, _)| *role == egui::Role::ListBoxOption).count();
    let before = options(&driven);
    let more: Vec<String> =
        driven.names().into_iter().map(|(_, name)| name).filter(|name| name.starts_with("Show all")).collect();
    driven.click(more.last().unwrap());
    assert!(options(&driven) > before);
    driven.act(Action::Search("zzzzqq".to_owned()));
    assert!(driven.shows("Nothing found"));
}

#[test]
fn the_palette_lists_every_command_with_its_key_and_runs_it() {
    let driven = searching("");
    for (name, keys) in [("Fit the map", "F"), ("Undo", "Ctrl+Z"), ("Larger text", "Ctrl++"), ("Next passage", "N")] {
        assert!(driven.shows(&format!("{name}, {keys}")), "{name}");
    }
    let driven = choose("light or");
    assert_eq!(driven.state().chrome.theme, dateline::scene::Theme::Dark);
}

#[test]
fn a_kind_found_is_shown_alone_and_the_strip_says_so_and_leads_back() {
    let mut driven = searching("siege");
    driven.click("siege, 3 happenings · show only these");
    assert_eq!(driven.state().view.filter, Filter::only_kind(&DOCUMENT.chronicle, "siege"));
    assert!(driven.shows("Filtered: only siege."));
    assert!(driven.shows("happenings and"));
    driven.click("Clear the filter");
    assert!(driven.state().view.filter.is_empty());
    assert!(!driven.shows("Filtered:"));
}

#[test]
fn map_time_bar_counts_and_lists_follow_a_filter() {
    let mut driven = Driven::new([1440.0, 900.0]);
    assert!(driven.shows("Capture, Pul-e-Alam, 13 Aug, reported"));
    driven.click("Filter by kinds");
    driven.click("Capture");
    let state = driven.state();
    assert_eq!(state.slice.counts.documents.max, 0);
    assert!(state.timeline.nearest_steps(Basis::Documents, None).iter().all(|(_, nearest)| nearest.is_none()));
    assert!(!driven.shows("Capture, Pul-e-Alam, 13 Aug, reported"));
    assert!(driven.shows("Filtered: without capture."));
    driven.press(Modifiers::COMMAND, Key::Z);
    assert!(driven.state().view.filter.is_empty());
}

#[test]
fn each_page_of_the_filter_leaves_out_one_thing_or_all() {
    for (facet, item) in [
        (Facet::Sources, "003  US sends troops to evacuate embassy staff as Taliban claim fall of Kandahar"),
        (Facet::Voices, "Herat resident Masoom Jan, to AFP"),
        (Facet::Kinds, "Siege"),
        (Facet::Sides, "Taliban"),
    ] {
        let mut driven = Driven::new([1440.0, 900.0]);
        let page = facet.label().to_lowercase();
        driven.click(&format!("Filter by {page}"));
        driven.click(item);
        let hidden = driven.state().view.filter.hidden(&DOCUMENT.chronicle, true);
        assert!(hidden.claims > 0, "{facet:?}");
        assert!(driven.shows(&format!("Filter by {page}, 1 left out")));
        driven.click(&format!("Leave out all {page}"));
        assert!(driven.state().view.filter.hidden(&DOCUMENT.chronicle, true).claims >= hidden.claims);
        driven.click(&format!("Show all {page}"));
        assert!(driven.state().view.filter.is_empty());
        driven.press(Modifiers::NONE, Key::Escape);
        assert!(driven.state().chrome.facet.is_none());
    }
}

#[test]
fn a_filtered_map_holds_no_place_more_firmly_than_the_whole_one() {
    let whole = &DOCUMENT.timeline;
    let kinds: std::collections::BTreeSet<&String> = DOCUMENT.chronicle.events.values().map(|e| &e.kind).collect();
    let mut filters: Vec<Filter> =
        kinds.iter().map(|kind| Filter { without_kinds: [(*kind).clone()].into(), ..Filter::default() }).collect();
    filters.extend(kinds.iter().map(|kind| Filter::only_kind(&DOCUMENT.chronicle, kind)));
    filters.extend(
        DOCUMENT
            .chronicle
            .sources
            .keys()
            .map(|id| Filter { without_sources: [id.clone()].into(), ..Filter::default() }),
    );
    for filter in filters {
        let filtered = whole.filtered(&filter);
        for day in 1..=31 {
            let clock = dateline::timeline::Clock { cursor: at(&format!("2021-08-{day:02}")), known_by: None };
            let (less, all) = (filtered.slice(clock), whole.slice(clock));
            assert!(less.counts.documents.max <= all.counts.documents.max, "{filter:?} on {day} August");
            for (less, all) in less.places.iter().zip(&all.places) {
                for basis in [Basis::Documents, Basis::Reference] {
                    for side in &DOCUMENT.chronicle.meta.sides {
                        let firmer = less.on(basis).is_held_by(&side.id) && !all.on(basis).is_held_by(&side.id);
                        assert!(!firmer, "{} on {day} August: {filter:?}", less.place);
                    }
                }
            }
        }
    }
}
