//! The one place where the state changes.

use crate::app::playback::neighbouring_stop;
use crate::app::view_state::opening_window;
use crate::app::{
    Action, Camera, Edit, Editing, Effect, Notice, Panel, SPEED_LIMITS, Screen, SourceReader, State, UndoPoint,
    passages,
};
use crate::chronicle::{ClaimId, EventId, PlaceId, SourceId};
use crate::geo::ScreenPoint;
use crate::words;
use std::sync::Arc;

/// Zoom at which a place shown on the map is told from its neighbours.
const NEAR_ZOOM: f64 = 7.0;

/// Obeys an action; what it asks of the world comes back.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let before = state.undo_point();
    let clock = state.view.clock;
    let camera = state.view.camera;
    let jumps = matches!(
        action,
        Action::GoTo(_) | Action::SelectEvent(_) | Action::FollowClaim(_) | Action::ShowOnMap(_) | Action::FitMap
    );
    let gesture = matches!(action, Action::SetKnownBy(_));
    let steps =
        !matches!(action, Action::Undo | Action::Redo | Action::TakeUp | Action::HeardOfDisk(_) | Action::Opened(..));
    let unsaved = state.document.unsaved_steps();
    let edit = match &action {
        Action::Change(changes) => state.change(changes),
        Action::Settle(file, id, ours) => state.settle(*file, id, *ours),
        _ => None,
    };
    let mut effects = obey(state, action);
    let after = state.undo_point();
    if before.filter != after.filter {
        state.timeline = state.document.timeline_for(&after.filter);
    }
    if before.filter != after.filter || before.hidden != after.hidden {
        state.say_filtered();
    }
    if clock != state.view.clock || before.filter != after.filter {
        state.slice = Arc::new(state.timeline.slice(state.view.clock));
    }
    let cursor = (jumps && clock.cursor != state.view.clock.cursor).then_some(clock.cursor);
    let camera = (jumps && camera != state.view.camera).then_some(camera);
    if steps && (before != after || cursor.is_some() || camera.is_some() || edit.is_some()) {
        state.history.record(UndoPoint { cursor, camera, edit, ..before }, gesture);
    }
    if state.document.unsaved_steps() != unsaved {
        effects.push(Effect::Keep);
    }
    effects
}

fn obey(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::SetCursor(_)
        | Action::GoTo(_)
        | Action::Step(_)
        | Action::StepHappening(_)
        | Action::ToEnd(_)
        | Action::SetKnownBy(_)
        | Action::TogglePlay
        | Action::SetSpeed(_)
        | Action::ToggleRepeat
        | Action::ToggleSkipSilence
        | Action::Tick(_) => time(state, action),
        Action::ToggleCompressed => {
            state.view.compressed = !state.view.compressed;
            state.view.window = opening_window(&state.axis());
            state.reveal_cursor(0.0);
        }
        Action::SetWindow(window) => {
            let axis = state.axis();
            let window = axis.clamp(window);
            state.view.window = (window != axis.whole()).then_some(window);
        }
        Action::FitAxis => state.view.window = None,
        Action::WindowResized(size) => state.chrome.resized(size),
        Action::ScaleText(steps) => state.chrome.scale_text(steps),
        Action::Fold(section) => {
            if !state.chrome.folded.remove(&section) {
                state.chrome.folded.insert(section);
            }
        }
        Action::Widen(px) => state.chrome.widen(px),
        Action::SetBarHeight(height) => state.chrome.bar_height_px = height.filter(|px| px.is_finite()),
        Action::SetReducedMotion(reduced) => state.chrome.reduced_motion = reduced,
        Action::DesktopReducesMotion(reduces) => state.chrome.desktop_reduces_motion = reduces,
        Action::MapResized(size) => state.chrome.map_size_px = size,
        Action::MoveCamera(camera) => move_camera(state, camera),
        Action::ZoomMap(by) => {
            let viewport = state.viewport(state.chrome.map_size_px);
            move_camera(state, Camera { center: viewport.center, zoom: viewport.zoom + by });
        }
        Action::PanMap([x, y]) => {
            let viewport = state.viewport(state.chrome.map_size_px);
            let middle = viewport.screen_from_lon_lat(viewport.center);
            let center = viewport.lon_lat_from_screen(ScreenPoint { x: middle.x + x, y: middle.y + y });
            move_camera(state, Camera { center, zoom: viewport.zoom });
        }
        Action::FitMap => state.view.camera = None,
        Action::Hover(place) => state.hovered = place,
        Action::SelectPlace(place) => {
            if state.document.chronicle.places.contains_key(&place) {
                state.view.selection = Some(place);
                state.view.event = None;
                state.chrome.editing = None;
                state.chrome.unfold(Panel::Right);
            }
        }
        Action::SelectEvent(event) => select_event(state, event),
        Action::ClearSelection => deselect(state),
        Action::OpenSource(source, claim) => open_source(state, source, claim),
        Action::FollowClaim(claim) => follow_claim(state, &claim),
        Action::NextPassage(forward) => next_passage(state, forward),
        Action::ShowOnMap(place) => show_on_map(state, &place),
        Action::CloseReader => state.chrome.reader = None,
        Action::Mark(words) => {
            if let Some(reader) = &mut state.chrome.reader {
                reader.marked = words;
            }
        }
        Action::Edit(editing) => state.edit(editing),
        Action::ToggleLayer(layer) => {
            if !state.view.hidden.remove(&layer) {
                state.view.hidden.insert(layer);
            }
        }
        Action::SetFilter(filter) => state.view.filter = filter.known_to(&state.document.chronicle),
        Action::ShowFacet(facet) => state.chrome.facet = facet,
        Action::ShowNames(names) => state.view.names = names,
        Action::ChooseDays(days) => state.view.days = days,
        Action::GoToDay(moment) => {
            state.chrome.open.remove(&Panel::Days);
            time(state, Action::SetCursor(moment));
        }
        Action::ToggleTheme => {
            state.chrome.theme = match state.chrome.theme {
                crate::scene::Theme::Light => crate::scene::Theme::Dark,
                crate::scene::Theme::Dark => crate::scene::Theme::Light,
            };
        }
        Action::Show(screen) => state.screen = screen,
        Action::Open(..)
        | Action::ChooseFolder
        | Action::Opened(..)
        | Action::NotOpened(..)
        | Action::SavedAs(_)
        | Action::Remember(_)
        | Action::Forget(_) => return state.open_another(action),
        Action::Toggle(panel) => toggle(state, panel),
        Action::Search(words) => return state.look_for(words).into_iter().collect(),
        Action::Found(words, found) => state.take_found(words, found),
        Action::SetExport(settings) => state.chrome.export = settings,
        Action::Save { overwrite } => return vec![Effect::Save { overwrite }],
        Action::Browse => return vec![Effect::Browse],
        Action::CopyPicture => return vec![Effect::CopyPicture],
        Action::CopyText(text, what) => {
            state.notify(Notice::done(format!("Copied {what}")));
            return vec![Effect::CopyText(text)];
        }
        Action::SaveChronicle => return state.save_chronicle(),
        Action::HeardOfDisk(news) => return state.heard_of_disk(news),
        Action::TakeUp => state.take_up(),
        Action::ListUnfinished => state.keeping.listed = !state.keeping.listed,
        Action::LeaveAside => return state.leave_aside(),
        Action::Undo => {
            let now = everything(state);
            if let Some(point) = state.history.undo(now) {
                apply(state, point, words::taken_back);
            }
        }
        Action::Redo => {
            let now = everything(state);
            if let Some(point) = state.history.redo(now) {
                apply(state, point, words::made_again);
            }
        }
        // Made before all else.
        Action::Change(_) | Action::Settle(..) => {}
        Action::EndGesture => state.history.end_gesture(),
        Action::Notify(notice) => state.notify(notice),
        Action::Dismiss(index) => {
            if index < state.notices.len() {
                state.notices.remove(index);
            }
        }
        Action::Escape => escape(state),
    }
    Vec::new()
}

/// Whoever steps sees a little of what comes next: so much of the time axis in sight.
const AHEAD: f64 = 0.04;

fn time(state: &mut State, action: Action) {
    let range = state.axis().range();
    let cursor = state.view.clock.cursor;
    let timeline = Arc::clone(&state.timeline);
    let stops = timeline.stops();
    let told = state.document.chronicle.resolution();
    let playing = matches!(action, Action::Tick(_) | Action::TogglePlay);
    let steps = matches!(action, Action::Step(_) | Action::StepHappening(_) | Action::ToEnd(_));
    let next = match action {
        Action::SetCursor(moment) | Action::GoTo(moment) => moment,
        Action::Step(units) => told.step(cursor, units),
        Action::StepHappening(forward) => neighbouring_stop(cursor, stops, forward).unwrap_or(cursor),
        Action::ToEnd(true) => stops.last().copied().unwrap_or(range.1),
        Action::ToEnd(false) => stops.first().copied().unwrap_or(range.0),
        Action::Tick(seconds) => {
            let stepwise = state.chrome.reduced_motion();
            state.chrome.playback.advance(cursor, seconds, stops, range, told, stepwise)
        }
        Action::SetKnownBy(known_by) => {
            state.view.clock.known_by = known_by.map(|t| t.clamp(range.0, range.1));
            return;
        }
        Action::TogglePlay => {
            state.chrome.playback.playing = !state.chrome.playback.playing;
            let last = if state.chrome.playback.skip_silence { stops.last().copied() } else { None }.unwrap_or(range.1);
            if state.chrome.playback.playing && cursor >= last {
                state.chrome.playback.first(stops, range, told)
            } else {
                cursor
            }
        }
        Action::SetSpeed(speed) => {
            state.chrome.playback.units_per_second = speed.clamp(SPEED_LIMITS.0, SPEED_LIMITS.1);
            return;
        }
        Action::ToggleRepeat => {
            state.chrome.playback.repeat = !state.chrome.playback.repeat;
            return;
        }
        Action::ToggleSkipSilence => {
            state.chrome.playback.skip_silence = !state.chrome.playback.skip_silence;
            return;
        }
        _ => cursor,
    };
    if !playing {
        state.chrome.playback.playing = false;
    }
    state.view.clock.cursor = next.clamp(range.0, range.1);
    state.reveal_cursor(if steps { AHEAD } else { 0.0 });
}

fn move_camera(state: &mut State, camera: Camera) {
    // The world goes on past 180°: the camera stays on the side on which the chronicle is.
    let center = camera.center.near(state.document.chronicle.meta.bbox.middle_deg());
    if let Some(camera) = (Camera { center, ..camera }).in_this_world() {
        state.view.camera = Some(camera);
    }
}

fn select_event(state: &mut State, id: EventId) {
    let Some(event) = state.document.chronicle.events.get(&id) else { return };
    state.view.selection = Some(event.place.clone());
    let range = state.axis().range();
    if let Some(end) = event.span.end.or(event.span.start) {
        let rest = state.document.chronicle.resolution().rest_at(end);
        state.view.clock.cursor = rest.clamp(range.0, range.1);
        state.chrome.playback.playing = false;
        state.reveal_cursor(0.0);
    }
    state.view.event = Some(id);
    state.chrome.editing = None;
    state.chrome.unfold(Panel::Right);
}

fn open_source(state: &mut State, source: SourceId, claim: Option<ClaimId>) {
    let chronicle = &state.document.chronicle;
    let Some(opened) = chronicle.sources.get(&source) else { return };
    // They are gathered from all records, so not anew for each passage.
    let passages = match &state.chrome.reader {
        Some(reader) if reader.source == source => Arc::clone(&reader.passages),
        _ => passages(chronicle, opened).into(),
    };
    state.serial += 1;
    state.chrome.reader = Some(SourceReader { source, claim, passages, marked: None, serial: state.serial });
    state.chrome.open.remove(&Panel::Text);
    state.chrome.unfold(Panel::Right);
}

fn next_passage(state: &mut State, forward: bool) {
    let Some(reader) = &state.chrome.reader else { return };
    let (source, passages) = (reader.source.clone(), Arc::clone(&reader.passages));
    let now = reader.claim.as_ref().and_then(|claim| passages.iter().position(|p| p.claim == *claim));
    let next = match (now, forward) {
        (Some(i), true) => (i + 1).min(passages.len().saturating_sub(1)),
        (Some(i), false) => i.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(passage) = passages.get(next) {
        open_source(state, source, Some(passage.claim.clone()));
    }
}

/// Brings a place to the middle of the map, near enough to tell it from its neighbours.
fn show_on_map(state: &mut State, place: &PlaceId) {
    let Some(center) = state.document.chronicle.places.get(place).and_then(|place| place.position) else { return };
    let zoom = state.viewport(state.chrome.map_size_px).zoom.max(NEAR_ZOOM);
    move_camera(state, Camera { center, zoom });
}

fn follow_claim(state: &mut State, claim: &ClaimId) {
    let chronicle = Arc::clone(&state.document.chronicle);
    let event = chronicle.events.values().find(|event| event.claims.iter().any(|c| &c.id == claim));
    if let Some(event) = event {
        select_event(state, event.id.clone());
        if let Some(reader) = &mut state.chrome.reader {
            reader.claim = Some(claim.clone());
        }
    }
}

fn toggle(state: &mut State, panel: Panel) {
    match panel {
        Panel::Left if state.chrome.left_shown() => return state.chrome.fold(panel),
        Panel::Right if state.chrome.right_shown() => return state.chrome.fold(panel),
        Panel::Left | Panel::Right => return state.chrome.unfold(panel),
        _ => {}
    }
    if panel == Panel::New {
        state.screen = Screen::Start;
    }
    if !state.chrome.open.remove(&panel) {
        if panel == Panel::Text {
            state.chrome.reader = None;
            state.chrome.unfolded.remove(&Panel::Left);
        }
        if panel == Panel::Days {
            // A page of maps needs the width more than what was unfolded over it.
            state.chrome.unfolded.clear();
        }
        if panel == Panel::Export {
            state.chrome.export.reopen();
        }
        state.chrome.open.insert(panel);
    }
}

fn deselect(state: &mut State) {
    state.view.selection = None;
    state.view.event = None;
    state.chrome.unfolded.remove(&Panel::Right);
}

/// Closes the uppermost thing that is open.
fn escape(state: &mut State) {
    for panel in [Panel::Palette, Panel::Help, Panel::New, Panel::SaveAs, Panel::Export, Panel::Days] {
        if state.chrome.open.remove(&panel) {
            return;
        }
    }
    if !state.search.is_empty() {
        state.look_for(String::new());
    } else if state.screen != Screen::Map {
        state.screen = Screen::Map;
    } else if state.chrome.editing == Some(Editing::Passage) {
        state.chrome.editing = None;
    } else if state.chrome.reader.take().is_none()
        && state.chrome.editing.take().is_none()
        && !state.chrome.open.remove(&Panel::Text)
        && state.chrome.facet.take().is_none()
    {
        deselect(state);
    }
}

/// Goes to a point of the history, the document first: what is looked at speaks of its records.
fn apply(state: &mut State, point: UndoPoint, said: fn(&str) -> String) {
    if let Some(Edit { there, what, .. }) = &point.edit
        && state.change(there).is_some()
    {
        state.notify(Notice::done(said(what)));
    }
    state.view.selection = point.selection;
    state.view.event = point.event;
    state.view.hidden = point.hidden;
    state.view.filter = point.filter;
    state.view.clock.known_by = point.known_by;
    if let Some(cursor) = point.cursor {
        state.view.clock.cursor = cursor;
    }
    if let Some(camera) = point.camera {
        state.view.camera = camera;
    }
}

/// All that an undo or a redo may have to bring back.
fn everything(state: &State) -> UndoPoint {
    UndoPoint { cursor: Some(state.view.clock.cursor), camera: Some(state.view.camera), ..state.undo_point() }
}

#[cfg(test)]
mod tests;
