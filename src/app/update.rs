//! The one place where the state changes.

use crate::app::playback::{neighbouring_stop, step_days};
use crate::app::state::opening_window;
use crate::app::{Action, Camera, Effect, Notice, Panel, SourceReader, State, Tone, UndoPoint, passages, search};
use crate::chronicle::{ClaimId, EventId, PlaceId, SourceId};
use crate::geo::ScreenPoint;
use crate::time::Moment;
use std::sync::Arc;

/// Zoom at which a place shown on the map is told from its neighbours.
const NEAR_ZOOM: f64 = 7.0;

/// Obeys an action; what it asks of the world comes back.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let before = state.undo_point();
    let clock = state.look.clock;
    let camera = state.look.camera;
    let jumps = matches!(
        action,
        Action::GoTo(_) | Action::SelectEvent(_) | Action::FollowClaim(_) | Action::ShowOnMap(_) | Action::FitMap
    );
    let gesture = matches!(action, Action::SetKnownBy(_));
    let steps = !matches!(action, Action::Undo | Action::Redo);
    let effects = obey(state, action);
    let after = state.undo_point();
    if before.filter != after.filter {
        state.timeline = state.document.timeline_for(&after.filter);
    }
    if before.filter != after.filter || before.hidden != after.hidden {
        state.say_filtered();
    }
    if clock != state.look.clock || before.filter != after.filter {
        state.slice = Arc::new(state.timeline.slice(state.look.clock));
    }
    let cursor = (jumps && clock.cursor != state.look.clock.cursor).then_some(clock.cursor);
    let camera = (jumps && camera != state.look.camera).then_some(camera);
    if steps && (before != after || cursor.is_some() || camera.is_some()) {
        state.history.record(UndoPoint { cursor, camera, ..before }, gesture);
    }
    effects
}

fn obey(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::SetCursor(_)
        | Action::GoTo(_)
        | Action::StepDays(_)
        | Action::StepHappening(_)
        | Action::ToEnd(_)
        | Action::SetKnownBy(_)
        | Action::TogglePlay
        | Action::SetSpeed(_)
        | Action::ToggleRepeat
        | Action::ToggleSkipSilence
        | Action::Tick(_) => time(state, action),
        Action::ToggleCompressed => {
            state.look.compressed = !state.look.compressed;
            state.look.window = opening_window(&state.axis());
            state.reveal_cursor(0.0);
        }
        Action::SetWindow(window) => {
            let axis = state.axis();
            let window = axis.clamp(window);
            state.look.window = (window != axis.whole()).then_some(window);
        }
        Action::FitAxis => state.look.window = None,
        Action::WindowResized(size) => state.resized(size),
        Action::ScaleText(steps) => state.scale_text(steps),
        Action::Fold(section) => {
            if !state.look.folded.remove(&section) {
                state.look.folded.insert(section);
            }
        }
        Action::Widen(px) => state.widen(px),
        Action::SetBarHeight(height) => state.look.bar_height_px = height.filter(|px| px.is_finite()),
        Action::SetReducedMotion(reduced) => state.look.reduced_motion = reduced,
        Action::DesktopReducesMotion(reduces) => state.desktop_reduces_motion = reduces,
        Action::MapResized(size) => state.map_size_px = size,
        Action::MoveCamera(camera) => move_camera(state, camera),
        Action::ZoomMap(by) => {
            let viewport = state.viewport(state.map_size_px);
            move_camera(state, Camera { center: viewport.center, zoom: viewport.zoom + by });
        }
        Action::PanMap([x, y]) => {
            let viewport = state.viewport(state.map_size_px);
            let middle = viewport.screen_from_lon_lat(viewport.center);
            let center = viewport.lon_lat_from_screen(ScreenPoint { x: middle.x + x, y: middle.y + y });
            move_camera(state, Camera { center, zoom: viewport.zoom });
        }
        Action::FitMap => state.look.camera = None,
        Action::Hover(place) => state.hovered = place,
        Action::SelectPlace(place) => {
            if state.document.chronicle.places.contains_key(&place) {
                state.look.selection = Some(place);
                state.look.event = None;
                state.unfold(Panel::Right);
            }
        }
        Action::SelectEvent(event) => select_event(state, event),
        Action::ClearSelection => deselect(state),
        Action::OpenSource(source, claim) => open_source(state, source, claim),
        Action::FollowClaim(claim) => follow_claim(state, &claim),
        Action::NextPassage(forward) => next_passage(state, forward),
        Action::ShowOnMap(place) => show_on_map(state, &place),
        Action::CloseReader => state.reader = None,
        Action::ToggleLayer(layer) => {
            if !state.look.hidden.remove(&layer) {
                state.look.hidden.insert(layer);
            }
        }
        Action::SetFilter(filter) => state.look.filter = filter.known_to(&state.document.chronicle),
        Action::ShowFacet(facet) => state.facet = facet,
        Action::ShowNames(names) => state.look.names = names,
        Action::ChooseDays(days) => state.look.days = days,
        Action::GoToDay(moment) => {
            state.look.open.remove(&Panel::Days);
            time(state, Action::SetCursor(moment));
        }
        Action::ToggleTheme => {
            state.look.theme = match state.look.theme {
                crate::scene::Theme::Light => crate::scene::Theme::Dark,
                crate::scene::Theme::Dark => crate::scene::Theme::Light,
            };
        }
        Action::Toggle(panel) => toggle(state, panel),
        Action::Search(words) => {
            state.found = Arc::new(search(state.timeline.chronicle(), &words));
            state.search = words;
        }
        Action::SetExport(settings) => state.look.export = settings,
        Action::Save { overwrite } => return vec![Effect::Save { overwrite }],
        Action::Browse => return vec![Effect::Browse],
        Action::CopyPicture => return vec![Effect::CopyPicture],
        Action::CopyText(text, what) => {
            notify(state, Notice::done(format!("Copied {what}")));
            return vec![Effect::CopyText(text)];
        }
        Action::Undo => {
            let now = everything(state);
            if let Some(look) = state.history.undo(now) {
                apply(state, look);
            }
        }
        Action::Redo => {
            let now = everything(state);
            if let Some(look) = state.history.redo(now) {
                apply(state, look);
            }
        }
        Action::EndGesture => state.history.end_gesture(),
        Action::Notify(notice) => notify(state, notice),
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
    let cursor = state.look.clock.cursor;
    let timeline = Arc::clone(&state.timeline);
    let stops = timeline.stops();
    let playing = matches!(action, Action::Tick(_) | Action::TogglePlay);
    let steps = matches!(action, Action::StepDays(_) | Action::StepHappening(_) | Action::ToEnd(_));
    let next = match action {
        Action::SetCursor(moment) | Action::GoTo(moment) => moment,
        Action::StepDays(days) => step_days(cursor, days),
        Action::StepHappening(forward) => neighbouring_stop(cursor, stops, forward).unwrap_or(cursor),
        Action::ToEnd(true) => stops.last().copied().unwrap_or(range.1),
        Action::ToEnd(false) => stops.first().copied().unwrap_or(range.0),
        Action::Tick(seconds) => {
            let stepwise = state.reduced_motion();
            state.look.playback.advance(cursor, seconds, stops, range, stepwise)
        }
        Action::SetKnownBy(known_by) => {
            state.look.clock.known_by = known_by.map(|t| t.clamp(range.0, range.1));
            return;
        }
        Action::TogglePlay => {
            state.look.playback.playing = !state.look.playback.playing;
            let last = if state.look.playback.skip_silence { stops.last().copied() } else { None }.unwrap_or(range.1);
            if state.look.playback.playing && cursor >= last { state.look.playback.first(stops, range) } else { cursor }
        }
        Action::SetSpeed(speed) => {
            state.look.playback.days_per_second = speed.clamp(0.1, 30.0);
            return;
        }
        Action::ToggleRepeat => {
            state.look.playback.repeat = !state.look.playback.repeat;
            return;
        }
        Action::ToggleSkipSilence => {
            state.look.playback.skip_silence = !state.look.playback.skip_silence;
            return;
        }
        _ => cursor,
    };
    if !playing {
        state.look.playback.playing = false;
    }
    state.look.clock.cursor = next.clamp(range.0, range.1);
    state.reveal_cursor(if steps { AHEAD } else { 0.0 });
}

fn move_camera(state: &mut State, camera: Camera) {
    let Camera { center, zoom } = camera;
    if !(zoom.is_finite() && center.lon_deg.is_finite() && center.lat_deg.is_finite()) {
        return;
    }
    let center = crate::geo::LonLat::new(center.lon_deg.clamp(-180.0, 180.0), center.lat_deg.clamp(-80.0, 80.0));
    state.look.camera = Some(Camera { center, zoom: zoom.clamp(Camera::ZOOM.0, Camera::ZOOM.1) });
}

fn select_event(state: &mut State, id: EventId) {
    let Some(event) = state.document.chronicle.events.get(&id) else { return };
    state.look.selection = Some(event.place.clone());
    let range = state.axis().range();
    if let Some(end) = event.span.end.or(event.span.start) {
        let rest = if end.is_rest() { end } else { Moment::end_of(end.day()) };
        state.look.clock.cursor = rest.clamp(range.0, range.1);
        state.look.playback.playing = false;
        state.reveal_cursor(0.0);
    }
    state.look.event = Some(id);
    state.unfold(Panel::Right);
}

fn open_source(state: &mut State, source: SourceId, claim: Option<ClaimId>) {
    let chronicle = &state.document.chronicle;
    let Some(opened) = chronicle.sources.get(&source) else { return };
    // They are gathered from all records, so not anew for each passage.
    let passages = match &state.reader {
        Some(reader) if reader.source == source => Arc::clone(&reader.passages),
        _ => passages(chronicle, opened).into(),
    };
    state.serial += 1;
    state.reader = Some(SourceReader { source, claim, passages, serial: state.serial });
    state.look.open.remove(&Panel::Text);
    state.unfold(Panel::Right);
}

fn next_passage(state: &mut State, forward: bool) {
    let Some(reader) = &state.reader else { return };
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
    let zoom = state.viewport(state.map_size_px).zoom.max(NEAR_ZOOM);
    move_camera(state, Camera { center, zoom });
}

fn follow_claim(state: &mut State, claim: &ClaimId) {
    let chronicle = Arc::clone(&state.document.chronicle);
    let event = chronicle.events.values().find(|event| event.claims.iter().any(|c| &c.id == claim));
    if let Some(event) = event {
        select_event(state, event.id.clone());
        if let Some(reader) = &mut state.reader {
            reader.claim = Some(claim.clone());
        }
    }
}

fn toggle(state: &mut State, panel: Panel) {
    match panel {
        Panel::Left if state.left_shown() => return state.fold(panel),
        Panel::Right if state.right_shown() => return state.fold(panel),
        Panel::Left | Panel::Right => return state.unfold(panel),
        Panel::Text | Panel::Export | Panel::Palette | Panel::Help | Panel::Days => {}
    }
    if !state.look.open.remove(&panel) {
        if panel == Panel::Text {
            state.reader = None;
            state.unfolded.remove(&Panel::Left);
        }
        if panel == Panel::Days {
            // A page of maps needs the width more than what was unfolded over it.
            state.unfolded.clear();
        }
        if panel == Panel::Export {
            state.look.export.reopen();
        }
        state.look.open.insert(panel);
    }
}

fn deselect(state: &mut State) {
    state.look.selection = None;
    state.look.event = None;
    state.unfolded.remove(&Panel::Right);
}

/// Closes the uppermost thing that is open.
fn escape(state: &mut State) {
    for panel in [Panel::Palette, Panel::Help, Panel::Export, Panel::Days] {
        if state.look.open.remove(&panel) {
            return;
        }
    }
    if !state.search.is_empty() {
        state.search.clear();
        state.found = Arc::default();
    } else if state.reader.take().is_none() && !state.look.open.remove(&Panel::Text) && state.facet.take().is_none() {
        deselect(state);
    }
}

fn notify(state: &mut State, notice: Notice) {
    state.notices.retain(|n| n.tone == Tone::Failed && *n != notice);
    state.notices.push(notice);
}

fn apply(state: &mut State, look: UndoPoint) {
    state.look.selection = look.selection;
    state.look.event = look.event;
    state.look.hidden = look.hidden;
    state.look.filter = look.filter;
    state.look.clock.known_by = look.known_by;
    if let Some(cursor) = look.cursor {
        state.look.clock.cursor = cursor;
    }
    if let Some(camera) = look.camera {
        state.look.camera = camera;
    }
}

/// All that an undo or a redo may have to bring back.
fn everything(state: &State) -> UndoPoint {
    UndoPoint { cursor: Some(state.look.clock.cursor), camera: Some(state.look.camera), ..state.undo_point() }
}

#[cfg(test)]
mod tests;
