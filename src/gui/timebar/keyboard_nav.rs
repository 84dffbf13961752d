//! Gives every happening a name, a tip and a click, and each lane one stop for Tab, from which the arrow keys walk its
//! happenings.

use super::arrange::{Arranged, Laid};
use super::happening::Happenings;
use super::lane::Lane;
use super::lanes::{HappeningArea, find};
use super::layout::BarLayout;
use super::tip;
use crate::app::Action;
use crate::chronicle::EventId;
use crate::gui::widgets::PanelContext;
use egui::{Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Where the keyboard is in the lanes.
#[derive(Default)]
pub struct KeyboardNav {
    /// Where each lane was left.
    stops: [Option<EventId>; Lane::ALL.len()],
    /// The count whose happenings are listed: its lane and which.
    pub listed: Option<(Lane, usize)>,
}

/// The toolkit's id of a happening.
pub fn id_of(event: &EventId) -> Id {
    Id::unique(("happening", event.as_str()))
}

impl KeyboardNav {
    /// Keys while a happening has the keyboard; whether it has.
    pub fn keys(
        &mut self,
        ctx: &egui::Context,
        arranged: &Arranged,
        happenings: &Happenings,
        layout: &BarLayout,
        actions: &mut Vec<Action>,
    ) -> bool {
        let Some(focused) = ctx.memory(|m| m.focused()) else { return false };
        let event_at = |laid: &Laid, position: usize| {
            laid.members.get(position).and_then(|&i| happenings.all.get(i)).map(|h| h.event.clone())
        };
        let here = arranged.lanes.iter().enumerate().find_map(|(row, laid)| {
            let at = (0..laid.members.len()).find(|&at| event_at(laid, at).is_some_and(|e| id_of(&e) == focused))?;
            Some((row, laid, at))
        });
        let Some((row, laid, at)) = here else { return false };
        let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let last = laid.members.len().saturating_sub(1);
        let mut to = None;
        for (key, next) in [
            (Key::ArrowLeft, at.saturating_sub(1)),
            (Key::ArrowRight, (at + 1).min(last)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                to = event_at(laid, next).map(|event| (laid, next, event));
            }
        }
        for (key, by) in [(Key::ArrowUp, -1), (Key::ArrowDown, 1)] {
            if pressed(key) {
                let other = row.checked_add_signed(by).and_then(|row| arranged.lanes.get(row));
                let time = laid.members.get(at).and_then(|&i| happenings.all.get(i)).map(|h| h.end);
                to = other.zip(time).and_then(|(other, time)| {
                    let away = |position: &usize| {
                        let there = other.members.get(*position).and_then(|&i| happenings.all.get(i));
                        there.map_or(i64::MAX, |h| (h.end.0 - time.0).abs())
                    };
                    let next = (0..other.members.len()).min_by_key(away)?;
                    event_at(other, next).map(|event| (other, next, event))
                });
            }
        }
        if let Some((laid, next, event)) = to {
            ctx.memory_mut(|m| m.request_focus(id_of(&event)));
            if let Some(stop) = self.stops.get_mut(laid.lane.index()) {
                *stop = Some(event);
            }
            reveal(layout, laid, next, happenings, actions);
        }
        true
    }

    /// The nodes of all happenings in sight, and of each lane's stop.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        layout: &BarLayout,
        arranged: &Arranged,
        happenings: &Happenings,
        panel: &mut PanelContext<'_>,
    ) {
        let focused = ui.memory(|m| m.focused());
        for laid in &arranged.lanes {
            let found: Vec<Option<HappeningArea>> =
                (0..laid.members.len()).map(|position| find(layout, arranged, laid, position)).collect();
            let stop = self.stop(layout, laid, &found, happenings, focused, panel);
            for (position, found) in found.iter().enumerate() {
                let happening = laid.members.get(position).and_then(|&i| happenings.all.get(i));
                let (Some(happening), Some(found)) = (happening, found) else { continue };
                let is_stop = stop == Some(position);
                let seen = found.rect.intersect(layout.chart);
                if !seen.is_positive() && !is_stop {
                    continue;
                }
                let rect = if seen.is_positive() { seen } else { at_the_edge(layout, found.rect) };
                let sense = if is_stop { Sense::click() } else { Sense::CLICK };
                let response = ui.interact(rect, id_of(&happening.event), sense);
                let chosen = panel.state.view.event.as_ref() == Some(&happening.event);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &happening.name));
                if !is_stop {
                    may_be_given_the_keyboard(ui, &response);
                }
                if response.clicked() {
                    panel.act(Action::SelectEvent(happening.event.clone()));
                }
                if response.gained_focus() {
                    let mut wishes = Vec::new();
                    reveal(layout, laid, position, happenings, &mut wishes);
                    wishes.into_iter().for_each(|wish| panel.act(wish));
                }
                if response.has_focus() {
                    if let Some(stop) = self.stops.get_mut(laid.lane.index()) {
                        *stop = Some(happening.event.clone());
                    }
                    ring(ui, rect, panel);
                    tip::beside(&response, happening, panel);
                } else if response.hovered() {
                    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                    tip::at_pointer(response, happening, panel);
                }
            }
            self.counts_ui(ui, layout, arranged, laid, happenings, panel);
        }
    }

    /// The happening of a lane that Tab stops at: the one that has the keyboard, or had it, or else the one in sight
    /// that is nearest to the cursor.
    fn stop(
        &self,
        layout: &BarLayout,
        laid: &Laid,
        found: &[Option<HappeningArea>],
        happenings: &Happenings,
        focused: Option<Id>,
        panel: &PanelContext<'_>,
    ) -> Option<usize> {
        let event = |position: &usize| laid.members.get(*position).and_then(|&i| happenings.all.get(i));
        let all = || 0..laid.members.len();
        let seen = |position: &usize| {
            let rect = found.get(*position).copied().flatten().map(|f| f.rect);
            rect.is_some_and(|rect| rect.intersect(layout.chart).is_positive())
        };
        let has = all().find(|p| event(p).is_some_and(|h| Some(id_of(&h.event)) == focused));
        let left = self.stops.get(laid.lane.index()).and_then(Option::as_ref);
        let had = || all().find(|p| event(p).is_some_and(|h| Some(&h.event) == left) && seen(p));
        let cursor = panel.state.view.clock.cursor;
        let away = |p: &usize| event(p).map_or(i64::MAX, |h| (h.end.0 - cursor.0).abs());
        has.or_else(had).or_else(|| all().filter(seen).min_by_key(away)).or_else(|| all().min_by_key(away))
    }

    /// Counts list their happenings when clicked.
    fn counts_ui(
        &mut self,
        ui: &mut Ui,
        layout: &BarLayout,
        arranged: &Arranged,
        laid: &Laid,
        happenings: &Happenings,
        panel: &mut PanelContext<'_>,
    ) {
        for (index, count) in laid.packed.counts.iter().enumerate() {
            let first = count.members.first().and_then(|&position| find(layout, arranged, laid, position));
            let Some(rect) = first.map(|found| found.rect.intersect(layout.chart)) else { continue };
            if !rect.is_positive() {
                continue;
            }
            let of = count.members.iter().filter_map(|&k| laid.members.get(k)).filter_map(|&i| happenings.all.get(i));
            let of: Vec<_> = of.collect();
            let response = ui.interact(rect, Id::unique(("count", laid.lane.index(), index)), Sense::CLICK);
            let name = format!("{} happenings, {}", of.len(), laid.lane.name().to_lowercase());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let open = self.listed == Some((laid.lane, index));
            if response.clicked() {
                self.listed = (!open).then_some((laid.lane, index));
            }
            if self.listed == Some((laid.lane, index)) {
                if tip::list_ui(&response, &of, panel) {
                    self.listed = None;
                }
            } else if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                tip::many(response, &of, panel);
            }
        }
    }
}

/// No stop for Tab, but assistive technology may give it the keyboard all the same.
fn may_be_given_the_keyboard(ui: &Ui, response: &Response) {
    use egui::accesskit::Action as Wish;
    ui.ctx().accesskit_node_builder(response.id, |node| node.add_action(Wish::Focus));
    if ui.input(|i| i.num_accesskit_action_requests(response.id, Wish::Focus)) > 0 {
        response.request_focus();
    }
}

/// Brings a happening into sight.
fn reveal(layout: &BarLayout, laid: &Laid, position: usize, happenings: &Happenings, actions: &mut Vec<Action>) {
    let Some(happening) = laid.members.get(position).and_then(|&i| happenings.all.get(i)) else { return };
    let ruler = layout.ruler;
    let window = ruler.axis.reveal(ruler.window, happening.end, 0.0);
    if window != ruler.window {
        actions.push(Action::SetWindow(window));
    }
}

/// A happening out of sight stands at the edge it lies beyond.
fn at_the_edge(layout: &BarLayout, rect: Rect) -> Rect {
    let chart = layout.chart;
    let x = rect.center().x.min(chart.right() - 1.0).max(chart.left() + 1.0);
    let y = rect.center().y.min(chart.bottom()).max(chart.top());
    Rect::from_center_size(egui::pos2(x, y), Vec2::splat(2.0))
}

/// The visible focus.
fn ring(ui: &Ui, rect: Rect, panel: &PanelContext<'_>) {
    // Near, so that neighbours stay to be seen.
    ui.painter().rect_stroke(rect.expand(1.5), 4, Stroke::new(2.0, panel.colors.ink), StrokeKind::Middle);
}
