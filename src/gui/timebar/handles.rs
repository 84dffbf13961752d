//! The playhead, and the hollow known-by handle beside it: two sliders to drag, to step by key, and to set through
//! assistive technology.

use super::layout::BarLayout;
use crate::app::{Action, State};
use crate::gui::commands::keys_of;
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::{Moment, Resolution};
use crate::words::{day_short, instant, unit};
use egui::accesskit::{Action as Wish, ActionData};
use egui::{
    Color32, CursorIcon, Galley, Id, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Half the width of what takes the pointer, px.
const REACH_PX: f32 = 7.0;

/// The two sliders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The instant shown.
    Cursor,
    /// The instant by which it must have been reported.
    KnownBy,
}

impl Handle {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::KnownBy, Self::Cursor];

    /// The toolkit's id.
    pub fn id(self) -> Id {
        Id::unique(("handle of the time bar", self.name()))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Cursor => "Time",
            Self::KnownBy => "Known by",
        }
    }

    fn moment(self, state: &State) -> Option<Moment> {
        match self {
            Self::Cursor => Some(state.view.clock.cursor),
            Self::KnownBy => state.view.clock.known_by,
        }
    }

    fn x(self, layout: &BarLayout, state: &State) -> f32 {
        match self {
            Self::Cursor => layout.x_of(state.view.clock.cursor),
            Self::KnownBy => layout.known_by_x(state),
        }
    }

    /// What happens when it is put on a moment; beyond the end of the axis there is only hindsight.
    fn put(self, moment: Moment, layout: &BarLayout) -> Action {
        match self {
            Self::Cursor => Action::SetCursor(moment),
            Self::KnownBy => Action::SetKnownBy((moment <= layout.ruler.axis.range().1).then_some(moment)),
        }
    }

    fn is_in_sight(self, layout: &BarLayout, state: &State) -> bool {
        let parked = self == Self::KnownBy && state.view.clock.known_by.is_none();
        parked || layout.chart.x_range().expand(1.0).contains(self.x(layout, state))
    }
}

/// What takes the pointer for a handle.
fn reach(handle: Handle, layout: &BarLayout, state: &State) -> Rect {
    let x = handle.x(layout, state).min(layout.parked.right() - REACH_PX).max(layout.chart.left());
    Rect::from_x_y_ranges((x - REACH_PX)..=(x + REACH_PX), layout.grips_top()..=layout.days.bottom())
}

/// The handle at a point.
pub fn at(at: Pos2, layout: &BarLayout, state: &State) -> Option<Handle> {
    let there = |handle: &Handle| handle.is_in_sight(layout, state) && reach(*handle, layout, state).contains(at);
    Handle::BOTH.into_iter().rev().find(there)
}

/// Takes pointer and assistive technology.
pub fn input_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    label_input_ui(ui, layout, panel);
    for handle in Handle::BOTH {
        let seen = handle.is_in_sight(layout, panel.state);
        let rect = reach(handle, layout, panel.state);
        let sense = if seen { Sense::click_and_drag() } else { Sense::focusable_noninteractive() };
        let response = ui.interact(rect, handle.id(), sense);
        describe(handle, &response, layout, panel.state);
        assistance(handle, ui, &response, layout, panel);
        if let (true, Some(at)) = (response.dragged(), response.interact_pointer_pos()) {
            panel.act(drag(handle, at, ui, layout));
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        } else if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            if response.hover_pos().is_some_and(|at| at.y < layout.chart.top()) {
                response.on_hover_text(hint(handle, panel.state));
            }
        }
    }
}

/// Where a drag to `at` puts a handle; Shift frees it from the ends of days.
pub fn drag(handle: Handle, at: Pos2, ui: &Ui, layout: &BarLayout) -> Action {
    let free = ui.input(|i| i.modifiers.shift);
    if handle == Handle::KnownBy && at.x > layout.chart.right() + 6.0 {
        return Action::SetKnownBy(None);
    }
    let moment = layout.moment_at(at.x, free);
    // What is known changes when papers come out: only Shift stops it between ends of days.
    let rest = if handle == Handle::KnownBy && !free { layout.nearest_rest(at.x) } else { moment };
    handle.put(rest, layout)
}

fn hint(handle: Handle, state: &State) -> String {
    let what = match handle {
        Handle::Cursor => "The instant shown. Drag it, or press Left and Right".to_owned(),
        Handle::KnownBy => match state.view.clock.known_by {
            None => {
                "Hindsight: all that was ever reported counts. Drag to count only what was reported by a day".into()
            }
            Some(by) => {
                let (date, clock) = instant(by, state.document.chronicle.resolution());
                format!("Only what was reported by {date}, {clock}, counts. Drag it beyond the end for hindsight")
            }
        },
    };
    let unit = unit(state.document.chronicle.resolution());
    match handle {
        Handle::Cursor => format!("{what}. Near the end of a {unit} it is caught by it, unless Shift is held."),
        Handle::KnownBy => format!("{what}. It goes from end of {unit} to end of {unit}; with Shift it moves freely."),
    }
}

fn describe(handle: Handle, response: &Response, layout: &BarLayout, state: &State) {
    let (from, until) = layout.ruler.axis.range();
    let days = |t: Moment| (t.0 - from.0) as f64 / Moment::DAY as f64;
    let at = handle.moment(state).map_or(days(until), days);
    response.widget_info(|| WidgetInfo::slider(true, at, handle.name()));
    let value = handle.moment(state).map_or("hindsight".to_owned(), |moment| {
        let (date, clock) = instant(moment, state.document.chronicle.resolution());
        format!("{date}, {clock}")
    });
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Slider);
        node.set_value(value);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(days(until));
        node.set_numeric_value_step(1.0);
        node.add_action(Wish::Increment);
        node.add_action(Wish::Decrement);
        node.add_action(Wish::SetValue);
    });
}

fn assistance(handle: Handle, ui: &Ui, response: &Response, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let count = |wish| ui.input(|i| i.num_accesskit_action_requests(response.id, wish)) as i64;
    let steps = count(Wish::Increment) - count(Wish::Decrement);
    if steps != 0 {
        panel.act(step(handle, steps, layout, panel.state));
    }
    let from = layout.ruler.axis.range().0;
    let set: Vec<f64> = ui.input(|i| {
        let requests = i.accesskit_action_requests(response.id, Wish::SetValue);
        let days = |data: &Option<ActionData>| match data {
            Some(ActionData::NumericValue(days)) => Some(*days),
            _ => None,
        };
        requests.filter_map(|request| days(&request.data)).collect()
    });
    for days in set {
        let moment = Moment(from.0 + (days * Moment::DAY as f64).round() as i64);
        panel.act(handle.put(moment, layout));
    }
}

/// A step of so many days, or of what else time is told in.
fn step(handle: Handle, days: i64, layout: &BarLayout, state: &State) -> Action {
    if handle == Handle::Cursor {
        return Action::Step(days);
    }
    let until = layout.ruler.axis.range().1;
    match state.view.clock.known_by {
        None if days > 0 => Action::SetKnownBy(None),
        None => handle.put(layout.told.step(until, days + 1), layout),
        Some(by) => handle.put(layout.told.step(by, days), layout),
    }
}

/// Keys while a handle has the keyboard. Those that move the cursor by days are everybody's.
pub fn keys(ctx: &egui::Context, layout: &BarLayout, state: &State, actions: &mut Vec<Action>) -> bool {
    let focused = ctx.memory(|m| m.focused());
    let Some(handle) = Handle::BOTH.into_iter().find(|handle| Some(handle.id()) == focused) else { return false };
    let pressed = |modifiers, key| ctx.input_mut(|i| i.consume_key(modifiers, key));
    let now = handle.moment(state).unwrap_or(layout.ruler.axis.range().1);
    for (key, hours) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        if pressed(Modifiers::COMMAND, key) {
            actions.push(handle.put(Moment(now.0 + hours * 60), layout));
        }
        if handle == Handle::KnownBy && pressed(Modifiers::NONE, key) {
            actions.push(step(handle, hours, layout, state));
        }
    }
    if handle == Handle::KnownBy {
        for key in [Key::End, Key::Delete, Key::Backspace] {
            if pressed(Modifiers::NONE, key) {
                actions.push(Action::SetKnownBy(None));
            }
        }
        if pressed(Modifiers::NONE, Key::Home) {
            actions.push(Action::SetKnownBy(state.timeline.stops().first().copied()));
        }
    }
    true
}

/// Paints the lines of both, which lie under words and symbols.
pub fn lines(ui: &Ui, layout: &BarLayout, panel: &PanelContext<'_>) {
    if panel.state.view.clock.known_by.is_some() && Handle::KnownBy.is_in_sight(layout, panel.state) {
        let x = Handle::KnownBy.x(layout, panel.state).round();
        let line = [pos2(x, layout.grips_top() + 12.0), pos2(x, layout.chart.bottom() + 1.0)];
        ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.4, panel.colors.ink2), 4.0, 3.0));
    }
    if Handle::Cursor.is_in_sight(layout, panel.state) {
        let x = Handle::Cursor.x(layout, panel.state).round();
        let reach = (layout.grips_top() + 8.0)..=(layout.chart.bottom() + 1.0);
        ui.painter().vline(x, reach, Stroke::new(2.0, panel.colors.ink));
    }
}

/// Paints the grips of both.
pub fn show(ui: &Ui, layout: &BarLayout, panel: &PanelContext<'_>) {
    let (colors, state) = (panel.colors, panel.state);
    let painter = ui.painter().with_clip_rect(layout.whole);
    let top = layout.grips_top() + 1.0;
    let focused = |handle: Handle| ui.memory(|m| m.has_focus(handle.id()));
    if Handle::KnownBy.is_in_sight(layout, state) {
        let x = layout.known_by_x(state).round();
        painter.add(Shape::convex_polygon(grip(pos2(x, top)), colors.panel, Stroke::new(1.4, colors.ink2)));
        if focused(Handle::KnownBy) {
            ring(&painter, pos2(x, top), panel);
        }
        if let Some((at, galley)) = label(&painter, layout, state) {
            let ink =
                if ui.rect_contains_pointer(Rect::from_min_size(at, galley.size())) { colors.ink } else { colors.ink2 };
            painter.galley(at, galley, ink);
        }
    }
    if Handle::Cursor.is_in_sight(layout, state) {
        let x = Handle::Cursor.x(layout, state).round();
        painter.add(Shape::convex_polygon(grip(pos2(x, top)), colors.ink, Stroke::NONE));
        if focused(Handle::Cursor) {
            ring(&painter, pos2(x, top), panel);
        }
    }
}

/// What the known-by handle says beside itself, and where, if the playhead leaves room for it.
fn label(painter: &Painter, layout: &BarLayout, state: &State) -> Option<(Pos2, Arc<Galley>)> {
    if !Handle::KnownBy.is_in_sight(layout, state) {
        return None;
    }
    let x = layout.known_by_x(state).round();
    let text = state.view.clock.known_by.map_or("Known by: hindsight".to_owned(), |by| {
        let clock = if by.is_rest() {
            String::new()
        } else {
            format!(", {}", instant(by, state.document.chronicle.resolution()).1)
        };
        format!("Known by {}{clock}  ×", day_short(by.day(), state.document.chronicle.resolution()))
    });
    let galley = painter.layout_no_wrap(text, font(10.5, Weight::Medium), Color32::PLACEHOLDER);
    let cursor = Handle::Cursor.x(layout, state);
    let right = x + 9.0 + galley.size().x;
    let taken = |from: f32, until: f32| cursor + 8.0 > from && cursor - 8.0 < until;
    let leftwards = right > layout.whole.right() - 2.0 || taken(x + 8.0, right);
    let left = if leftwards { x - 9.0 - galley.size().x } else { x + 9.0 };
    (!taken(left, left + galley.size().x)).then(|| (pos2(left, layout.grips_top() + 0.5), galley))
}

/// The words beside the known-by handle: a click counts only what was reported by the instant shown, or all again.
fn label_input_ui(ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let Some((at, galley)) = label(ui.painter(), layout, panel.state) else { return };
    let rect = Rect::from_min_size(at, galley.size());
    let response = ui.interact(rect, Id::unique("known by, in words"), Sense::CLICK | Sense::DRAG);
    let clock = panel.state.view.clock;
    let set = clock.known_by.is_some();
    let name = if set { "Show with hindsight again" } else { "Count only what was known by then" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if let (true, Some(at)) = (response.dragged(), response.interact_pointer_pos()) {
        panel.act(drag(Handle::KnownBy, at, ui, layout));
    } else if response.clicked() {
        panel.act(Action::SetKnownBy((!set).then_some(clock.cursor)));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        let does = if set {
            "Click to count all that was ever reported again"
        } else {
            "Click to count only what was reported by the instant shown"
        };
        response.on_hover_text(format!(
            "{does} ({}). {}",
            keys_of("Known by the cursor"),
            hint(Handle::KnownBy, panel.state)
        ));
    }
}

/// What time it is under the pointer; where that is written comes back.
pub fn pointer(ui: &Ui, layout: &BarLayout, at: Pos2, panel: &PanelContext<'_>) -> Rect {
    let colors = panel.colors;
    let free = ui.input(|i| i.modifiers.shift);
    let moment = layout.ruler.moment_at(f64::from(at.x));
    let caught = layout.moment_at(at.x, free);
    let text = if layout.told > Resolution::Day {
        instant(caught, layout.told).0
    } else if caught.is_rest() && caught != moment {
        format!("end of {}", day_short(caught.day(), layout.told))
    } else {
        let at = if layout.told < Resolution::Day { caught } else { moment };
        at.civil().strftime("%a %-d %b %H:%M").to_string()
    };
    let galley = ui.painter().layout_no_wrap(text, font(10.5, Weight::Medium), colors.panel);
    let size = galley.size() + vec2(10.0, 3.0);
    let x = at.x.min(layout.chart.right() - size.x / 2.0).max(layout.chart.left() + size.x / 2.0);
    let chip = Rect::from_center_size(pos2(x, layout.days.center().y), size);
    ui.painter().vline(at.x, layout.chart.y_range(), Stroke::new(1.0, colors.ink3.gamma_multiply(0.6)));
    ui.painter().rect_filled(chip, 4, colors.ink2);
    ui.painter().galley(chip.center() - galley.size() / 2.0, galley, colors.panel);
    chip
}

fn ring(painter: &Painter, top: Pos2, panel: &PanelContext<'_>) {
    let rect = Rect::from_min_max(top - vec2(8.0, 2.0), top + vec2(8.0, 14.0));
    painter.rect_stroke(rect, 4, Stroke::new(2.0, panel.colors.ink), StrokeKind::Middle);
}

/// A small shield, pointing down.
fn grip(top: Pos2) -> Vec<Pos2> {
    [(-5.0, 0.0), (5.0, 0.0), (5.0, 6.5), (0.0, 12.0), (-5.0, 6.5)].map(|(x, y)| top + vec2(x, y)).to_vec()
}
