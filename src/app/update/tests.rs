//! What the user may do, on the built-in chronicle.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::app::{Document, Remembered, Tone, ViewState};
use crate::chronicle::{Change, ChronicleId, PlaceId, RecordFile, RecordId, Standing};
use crate::dataset::Dataset;
use crate::scene::Theme;
use crate::time::Moment;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::new(Dataset::open(None).unwrap()));

fn state() -> State {
    State::new(DOCUMENT.clone())
}

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let mut state = state();
    for action in actions {
        update(&mut state, action);
    }
    state
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn confirmed() -> crate::timeline::Filter {
    crate::timeline::Filter { from_standing: Standing::Confirmed, ..Default::default() }
}

fn herat() -> PlaceId {
    PlaceId::from("herat")
}

#[test]
fn the_cursor_steps_from_day_to_day_and_stays_in_the_range() {
    let step = |actions: Vec<Action>| after(actions).view.clock.cursor;
    assert_eq!(step(vec![]), at("2021-08-12"));
    assert_eq!(step(vec![Action::Step(3)]), at("2021-08-15"));
    assert_eq!(step(vec![Action::SetCursor(at("2021-08-12T10:30")), Action::Step(-1)]), at("2021-08-11"));
    assert_eq!(step(vec![Action::SetCursor(at("2030-01-01"))]), at("2021-08-31"));
    assert_eq!(step(vec![Action::SetCursor(at("1990-01-01"))]), Moment::start_of("2021-05-01".parse().unwrap()));
}

#[test]
fn the_slice_follows_the_cursor() {
    let state = after([Action::SetCursor(at("2021-08-15"))]);
    assert_eq!(state.slice.clock, state.view.clock);
    assert_eq!(state.slice.counts.documents.max, 7);
}

#[test]
fn steps_between_happenings_rest_where_the_map_changes() {
    let state = after([Action::SetCursor(at("2021-08-16")), Action::StepHappening(false)]);
    assert!(state.timeline.stops().contains(&state.view.clock.cursor));
    assert!(state.view.clock.cursor < at("2021-08-16"));
}

#[test]
fn whoever_steps_sees_what_comes_next() {
    let share = |state: &State| {
        let (axis, window) = (state.axis(), state.window());
        (axis.unit_of(state.view.clock.cursor.0 as f64) - window.start) / window.len
    };
    let start = after([Action::SetCursor(at("2021-08-15"))]);
    let mut stepped = start.clone();
    update(&mut stepped, Action::Step(1));
    assert!(share(&stepped) < 0.96, "{}", share(&stepped));
    // A hand on the handle moves nothing but the handle.
    let mut dragged = start.clone();
    update(&mut dragged, Action::SetCursor(at("2021-08-16")));
    assert_eq!(dragged.window(), start.window());
}

#[test]
fn selecting_an_event_selects_its_place_and_goes_to_its_time() {
    let state = after([Action::SelectEvent(EventId::from("EV-HERAT-CAPTURE")), Action::Step(2)]);
    assert_eq!(state.view.selection, Some(herat()));
    assert_eq!(state.view.clock.cursor, at("2021-08-14"));
}

#[test]
fn unknown_records_are_not_selected() {
    let state = after([Action::SelectPlace(PlaceId::from("atlantis")), Action::SelectEvent(EventId::from("EV-X"))]);
    assert_eq!((state.view.selection, state.view.event), (None, None));
}

#[test]
fn undo_brings_back_selection_layers_and_filter_but_not_the_cursor() {
    let mut state = after([
        Action::SelectPlace(herat()),
        Action::ToggleLayer("reference".to_owned()),
        Action::SetFilter(confirmed()),
        Action::Step(1),
    ]);
    for _ in 0..3 {
        update(&mut state, Action::Undo);
    }
    assert_eq!(state.undo_point(), DOCUMENT_STATE.undo_point());
    assert_eq!(state.view.clock.cursor, at("2021-08-13"));
    update(&mut state, Action::Redo);
    assert_eq!(state.view.selection, Some(herat()));
}

static DOCUMENT_STATE: LazyLock<State> = LazyLock::new(state);

#[test]
fn a_drag_of_the_known_by_handle_is_one_step() {
    let mut state = after([
        Action::SetKnownBy(Some(at("2021-08-20"))),
        Action::SetKnownBy(Some(at("2021-08-16"))),
        Action::SetKnownBy(Some(at("2021-08-12"))),
        Action::EndGesture,
    ]);
    assert_eq!(state.slice.counts.documents.max, 0);
    update(&mut state, Action::Undo);
    assert_eq!(state.view.clock.known_by, None);
    assert_eq!(state.slice.counts.documents.max, 3);
}

#[test]
fn showing_from_confirmed_leaves_out_what_is_only_reported() {
    let state = after([Action::SetFilter(confirmed())]);
    let place = state.slice.place("herat").unwrap();
    assert_ne!(place.documents.standing, Some(Standing::Reported));
    assert_eq!(state.slice.counts.reference, DOCUMENT_STATE.slice.counts.reference);
}

#[test]
fn playing_ends_at_the_last_happening_and_any_step_stops_it() {
    let mut state = after([Action::TogglePlay]);
    for _ in 0..4000 {
        update(&mut state, Action::Tick(0.1));
    }
    assert!(!state.chrome.playback.playing);
    assert_eq!(Some(&state.view.clock.cursor), state.timeline.stops().last());
    assert!(!after([Action::TogglePlay, Action::Step(1)]).chrome.playback.playing);
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let mut state = after([
        Action::SelectPlace(herat()),
        Action::OpenSource(SourceId::from("003"), None),
        Action::Toggle(Panel::Export),
    ]);
    let mut seen = Vec::new();
    for _ in 0..3 {
        update(&mut state, Action::Escape);
        seen.push((state.chrome.shows(Panel::Export), state.chrome.reader.is_some(), state.view.selection.is_some()));
    }
    assert_eq!(seen, [(false, true, true), (false, false, true), (false, false, false)]);
}

#[test]
fn a_passage_leads_to_its_event_and_the_reader_stays() {
    let chronicle = &DOCUMENT.chronicle;
    let claim = chronicle.events.get("EV-HERAT-CAPTURE").unwrap().claims.first().unwrap();
    let state = after([Action::OpenSource(claim.source.clone(), None), Action::FollowClaim(claim.id.clone())]);
    assert_eq!(state.view.event, Some(EventId::from("EV-HERAT-CAPTURE")));
    assert_eq!(state.chrome.reader.unwrap().claim, Some(claim.id.clone()));
}

#[test]
fn what_is_remembered_comes_back_and_nonsense_is_let_go() {
    let before = after([Action::SelectPlace(herat()), Action::ToggleTheme, Action::Step(1)]);
    let mut remembered = Remembered::read(&serde_json::to_string(&before.remembered()).unwrap());
    let restored = State::restore(DOCUMENT.clone(), remembered.clone());
    assert_eq!((&restored.view, &restored.chrome.theme), (&before.view, &before.chrome.theme));
    let (_, view) = remembered.views.first_mut().unwrap();
    view.selection = Some(PlaceId::from("atlantis"));
    view.clock.cursor = at("2050-01-01");
    let restored = State::restore(DOCUMENT.clone(), remembered.clone()).view;
    assert_eq!((restored.selection, restored.clock.cursor), (None, at("2021-08-31")));
}

#[test]
fn every_chronicle_has_a_view_of_its_own_and_the_chrome_is_one_for_all() {
    let mut remembered = after([Action::SelectPlace(herat()), Action::ToggleTheme]).remembered();
    let another = ChronicleId::from("another");
    remembered.views[0].0 = another.clone();
    let fresh = State::restore(DOCUMENT.clone(), remembered);
    assert_eq!((fresh.chrome.theme, &fresh.view), (Theme::Dark, &DOCUMENT_STATE.view));
    let kept: Vec<_> = fresh.remembered().views.into_iter().map(|(id, view)| (id, view.selection)).collect();
    assert_eq!(kept, [(DOCUMENT.chronicle.id.clone(), None), (another, Some(herat()))]);
}

#[test]
fn a_memory_of_an_older_program_gives_its_chrome_and_nonsense_nothing() {
    let older = "{\"chronicle\":\"9f9e\",\"clock\":{\"cursor\":27146880,\"known_by\":null},\"theme\":\"dark\",\
                 \"open\":[\"Left\",\"Export\"],\"text_percent\":150,\"widths\":{\"inspector_px\":400.0,\"reader_px\":500.0}}";
    let Remembered { chrome, views, .. } = Remembered::read(older);
    assert_eq!((chrome.theme, chrome.text_percent, chrome.widths.inspector_px), (Theme::Dark, 150, 400.0));
    assert_eq!((chrome.open, views), (BTreeSet::from([Panel::Left]), Vec::new()));
    for nonsense in ["", "{", "7", "null", "{\"chrome\":7,\"views\":[1,[\"a\",{}]]}", "{\"theme\":\"pink\"}"] {
        assert_eq!(Remembered::read(nonsense), Remembered::default(), "{nonsense}");
    }
}

#[test]
fn a_layer_that_was_not_there_when_the_view_was_saved_begins_as_the_program_has_it() {
    let mut older = after([Action::ToggleLayer("relief".to_owned())]).remembered();
    older.views[0].1.hidden = BTreeSet::from(["relief".to_owned()]);
    older.chrome.export.hidden.clear();
    older.off_at_first.clear();
    let read = |remembered: &Remembered| {
        State::restore(DOCUMENT.clone(), Remembered::read(&serde_json::to_string(remembered).unwrap()))
    };
    let restored = read(&older);
    assert!(restored.view.hidden.contains("graticule") && restored.view.hidden.contains("relief"));
    assert!(restored.chrome.export.hidden.contains("graticule"));
    // Whoever switches it on after that keeps it.
    let on = after([Action::ToggleLayer("graticule".to_owned())]).remembered();
    assert!(!read(&on).view.hidden.contains("graticule"));
}

#[test]
fn a_camera_out_of_this_world_is_refused() {
    let camera = |zoom, lon, lat| Camera { center: crate::geo::LonLat::new(lon, lat), zoom };
    assert_eq!(after([Action::MoveCamera(camera(f64::NAN, 0.0, 0.0))]).view.camera, None);
    let clamped = after([Action::MoveCamera(camera(99.0, 500.0, 0.0))]).view.camera.unwrap();
    // Once round the earth is the same place.
    assert_eq!((clamped.zoom, clamped.center.lon_deg), (Camera::ZOOM.1, 140.0));
}

#[test]
fn only_the_world_is_asked_for_what_the_state_cannot_do() {
    let mut state = state();
    assert_eq!(update(&mut state, Action::Save { overwrite: false }), [Effect::Save { overwrite: false }]);
    let copied = update(&mut state, Action::CopyText("x".to_owned(), "the citation"));
    assert_eq!(copied, [Effect::CopyText("x".to_owned())]);
    assert_eq!(state.notices, [Notice::done("Copied the citation")]);
}

const HERAT: &str = "EV-HERAT-CAPTURE";

/// Herat's capture a day later.
fn a_day_later() -> Change {
    let id = RecordId::from(HERAT);
    let raw = DOCUMENT.draft().record(RecordFile::Events, &id).unwrap().raw.replacen("2021-08-12", "2021-08-13", 3);
    Change::Put { file: RecordFile::Events, id, raw }
}

/// Everything an undo has to bring back: the bytes of the files, and what is looked at.
fn all_of(state: &State) -> (String, ViewState, usize) {
    (state.document.draft().hash(), state.view.clone(), state.slice.counts.documents.max)
}

#[test]
fn a_change_gives_another_revision_of_the_same_chronicle_and_the_map_follows() {
    let mut state = after([Action::SetCursor(at("2021-08-12"))]);
    let before = all_of(&state);
    update(&mut state, Action::Change(vec![a_day_later()]));
    let chronicle = &state.document.chronicle;
    assert_eq!((&chronicle.id, chronicle.revision), (&DOCUMENT.chronicle.id, DOCUMENT.chronicle.revision.next()));
    assert_eq!(chronicle.events[HERAT].when.written(), "2021-08-13");
    assert_eq!(all_of(&state).2, before.2 - 1);
    assert!(Arc::ptr_eq(&state.document.atlas, &DOCUMENT.atlas), "nothing of the base map is read again");
    assert_eq!(state.document.problems.len(), 1, "its claim still says the 12th");
    update(&mut state, Action::Undo);
    assert_eq!(all_of(&state), before);
    assert_eq!(state.notices, [Notice::done("Taken back: move Herat's capture to 13 August")]);
    update(&mut state, Action::Redo);
    assert_eq!(state.document.chronicle.events[HERAT].when.written(), "2021-08-13");
    assert_eq!(state.notices, [Notice::done("Made again: move Herat's capture to 13 August")]);
}

#[test]
fn undo_goes_over_document_and_view_in_the_order_of_the_steps() {
    let remove = |id: &str| Change::Remove { file: RecordFile::Events, id: id.into() };
    let steps = [
        Action::SelectEvent(EventId::from(HERAT)),
        Action::Change(vec![a_day_later()]),
        Action::SetFilter(confirmed()),
        Action::Change(vec![remove(HERAT)]),
        Action::Change(vec![Change::Remove { file: RecordFile::Places, id: "herat".into() }]),
        Action::ToggleLayer("roads".to_owned()),
    ];
    let mut state = state();
    let mut seen = vec![all_of(&state)];
    for step in &steps {
        update(&mut state, step.clone());
        seen.push(all_of(&state));
    }
    assert_eq!((state.view.event.clone(), state.view.selection.clone()), (None, None), "they are no more");
    for expected in seen.iter().rev().skip(1) {
        update(&mut state, Action::Undo);
        assert_eq!(all_of(&state), *expected);
    }
    assert_eq!(state.document.draft().hash(), DOCUMENT.draft().hash());
    for expected in seen.iter().skip(1) {
        update(&mut state, Action::Redo);
        assert_eq!(all_of(&state), *expected);
    }
}

#[test]
fn a_change_that_does_not_fit_is_said_and_nothing_happens() {
    for change in [
        Change::Remove { file: RecordFile::Events, id: "EV-ATLANTIS".into() },
        Change::Remove { file: RecordFile::Chronicle, id: "title".into() },
    ] {
        let mut state = state();
        let before = all_of(&state);
        update(&mut state, Action::Change(vec![change.clone()]));
        assert_eq!(all_of(&state), before);
        assert!(state.notices.iter().any(|notice| notice.tone == Tone::Failed), "{change:?}");
        update(&mut state, Action::Undo);
        assert_eq!(state.notices.len(), 1, "there was no step to take back");
    }
}

#[test]
fn a_document_that_is_read_stays_open_while_its_records_change() {
    let claim = DOCUMENT.chronicle.events[HERAT].claims.first().unwrap();
    let mut state = after([Action::OpenSource(claim.source.clone(), Some(claim.id.clone()))]);
    let passages = |state: &State| state.chrome.reader.as_ref().map_or(0, |reader| reader.passages.len());
    let before = passages(&state);
    update(&mut state, Action::Change(vec![Change::Remove { file: RecordFile::Events, id: HERAT.into() }]));
    assert_eq!((passages(&state), state.chrome.reader.unwrap().claim), (before - 1, None));
}
