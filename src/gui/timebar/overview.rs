//! The whole range in little, always at an even pace: how much happened when, and what is in sight as a window to
//! drag.

use super::happening::Happenings;
use super::layout::BarLayout;
use crate::app::{Action, AxisWindow};
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use crate::words::{Step, day_short};
use egui::{
    Align2, CornerRadius, CursorIcon, Key, Modifiers, Rangef, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2,
};

/// How near the pointer must come to an edge of the window, px.
const EDGE_PX: f32 = 6.0;
/// The least width of the window as drawn, px.
const LEAST_PX: f32 = 8.0;

/// What is dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
enum OverviewDrag {
    /// All of it; the px from its middle to the pointer.
    Whole(f32),
    /// The left edge; the moment of the right one.
    Left(Moment),
    /// The right edge; the moment of the left one.
    Right(Moment),
}

/// The overview.
#[derive(Default)]
pub struct Overview {
    drag: Option<OverviewDrag>,
}

/// The toolkit's id of the overview.
pub fn id() -> egui::Id {
    egui::Id::unique("overview of the time axis")
}

struct OverviewScale {
    rect: Rect,
    range: (Moment, Moment),
}

impl OverviewScale {
    fn of(layout: &BarLayout) -> Option<Self> {
        Some(Self { rect: layout.overview?, range: layout.ruler.axis.range() })
    }

    fn x(&self, moment: Moment) -> f32 {
        let (from, until) = self.range;
        let share = (moment.0 - from.0) as f64 / (until.0 - from.0).max(1) as f64;
        self.rect.left() + share as f32 * self.rect.width()
    }

    fn moment(&self, x: f32) -> Moment {
        let (from, until) = self.range;
        let share = f64::from((x - self.rect.left()) / self.rect.width().max(1.0)).clamp(0.0, 1.0);
        Moment(from.0 + ((until.0 - from.0) as f64 * share) as i64)
    }

    fn window(&self, layout: &BarLayout) -> Rangef {
        let (from, until) = layout.ruler.axis.in_sight(layout.ruler.window);
        let (a, b) = (self.x(from), self.x(until));
        let spare = ((LEAST_PX - (b - a)) / 2.0).max(0.0);
        Rangef::new(a - spare, b + spare)
    }
}

impl Overview {
    /// Takes pointer and keys.
    pub fn input_ui(&mut self, ui: &Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
        let Some(scale) = OverviewScale::of(layout) else { return };
        let response = ui.interact(scale.rect, id(), Sense::click_and_drag());
        let shown = scale.window(layout);
        let axis = layout.ruler.axis;
        let (from, until) = axis.in_sight(layout.ruler.window);
        let day = |moment: Moment| day_short(moment.day(), panel.state.document.chronicle.resolution());
        let value = format!("{} – {}", day(Moment(from.0 + 1)), day(until));
        response.widget_info(|| WidgetInfo::slider(true, f64::from(shown.center()), "Overview"));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Slider);
            node.set_value(value.clone());
            node.add_action(egui::accesskit::Action::Increment);
            node.add_action(egui::accesskit::Action::Decrement);
        });
        let edge = |x: f32| {
            if (x - shown.min).abs() < EDGE_PX {
                Some(OverviewDrag::Left(until))
            } else if (x - shown.max).abs() < EDGE_PX {
                Some(OverviewDrag::Right(from))
            } else {
                None
            }
        };
        let centred = |x: f32| {
            let unit = axis.unit_of(scale.moment(x).0 as f64);
            axis.clamp(AxisWindow { start: unit - layout.ruler.window.len / 2.0, ..layout.ruler.window })
        };
        if response.drag_started() {
            let origin = ui.input(|i| i.pointer.press_origin()).map_or(shown.center(), |at| at.x);
            let grab = if shown.contains(origin) { origin - shown.center() } else { 0.0 };
            self.drag = Some(edge(origin).unwrap_or(OverviewDrag::Whole(grab)));
        }
        if let (true, Some(at)) = (response.dragged(), response.interact_pointer_pos()) {
            let window = match self.drag {
                Some(OverviewDrag::Whole(grab)) => Some(centred(at.x - grab)),
                Some(OverviewDrag::Left(fixed) | OverviewDrag::Right(fixed)) => {
                    Some(axis.between(scale.moment(at.x), fixed))
                }
                None => None,
            };
            if let Some(window) = window {
                panel.act(Action::SetWindow(window));
            }
        } else {
            self.drag = None;
        }
        if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
            panel.act(Action::SetWindow(centred(at.x)));
        }
        let steps = {
            use egui::accesskit::Action as Wish;
            let count = |wish| ui.input(|i| i.num_accesskit_action_requests(response.id, wish)) as f64;
            count(Wish::Increment) - count(Wish::Decrement)
        };
        if steps != 0.0 {
            let units = steps * layout.ruler.window.len / 4.0;
            panel.act(Action::SetWindow(axis.pan(layout.ruler.window, units)));
        }
        if let (true, Some(at)) = (response.hovered(), response.hover_pos()) {
            let on_edge = edge(at.x).is_some();
            let icon = if on_edge { CursorIcon::ResizeHorizontal } else { CursorIcon::Grab };
            ui.ctx().set_cursor_icon(icon);
            response.on_hover_text_at_pointer(
                "What is in sight above: drag it, or its edges. Double-click the lanes to see all.",
            );
        }
    }

    /// Keys while it has the keyboard.
    pub fn keys(ctx: &egui::Context, layout: &BarLayout, actions: &mut Vec<Action>) {
        let ruler = layout.ruler;
        for (key, share) in [(Key::ArrowLeft, -0.1), (Key::ArrowRight, 0.1), (Key::PageUp, -0.9), (Key::PageDown, 0.9)]
        {
            if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                actions.push(Action::SetWindow(ruler.axis.pan(ruler.window, share * ruler.window.len)));
            }
        }
    }

    /// Paints it.
    pub fn show(ui: &Ui, layout: &BarLayout, happenings: &Happenings, panel: &PanelContext<'_>) {
        let Some(scale) = OverviewScale::of(layout) else { return };
        let colors = panel.colors;
        let rect = scale.rect;
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(3), colors.hover);
        let shown = scale.window(layout);
        let window = Rect::from_x_y_ranges(shown, rect.y_range());
        painter.rect_filled(window, CornerRadius::same(3), colors.raised);
        let inner = painter.with_clip_rect(rect.expand2(egui::vec2(1.0, 0.0)));
        months(&inner, &scale, colors);
        let most = happenings.per_day.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        for (end, count) in &happenings.per_day {
            let x = Rangef::new(scale.x(Moment(end.0 - Moment::DAY)), scale.x(*end));
            let width = (x.span() - 1.0).clamp(1.0, 6.0);
            let height = (*count as f32 / most as f32).sqrt() * (rect.height() - 5.0);
            let bar = Rect::from_min_max(
                pos2(x.center() - width / 2.0, rect.bottom() - 1.0 - height),
                pos2(x.center() + width / 2.0, rect.bottom() - 1.0),
            );
            let inside = shown.contains(x.center());
            inner.rect_filled(bar, 0, colors.ink3.gamma_multiply(if inside { 0.75 } else { 0.45 }));
        }
        let clock = panel.state.view.clock;
        inner.vline(scale.x(clock.cursor), rect.y_range(), Stroke::new(1.5, colors.ink));
        if let Some(known_by) = clock.known_by {
            let line = [pos2(scale.x(known_by), rect.top()), pos2(scale.x(known_by), rect.bottom())];
            inner.extend(egui::Shape::dashed_line(&line, Stroke::new(1.2, colors.ink2), 3.0, 2.0));
        }
        painter.rect_stroke(window, CornerRadius::same(3), Stroke::new(1.2, colors.ink2), StrokeKind::Middle);
        for x in [shown.min, shown.max] {
            let grip = Rect::from_center_size(pos2(x, rect.center().y), egui::vec2(5.0, 11.0));
            painter.rect(grip, 2, colors.raised, Stroke::new(1.2, colors.ink2), StrokeKind::Middle);
        }
        if ui.memory(|m| m.has_focus(id())) {
            painter.rect_stroke(rect.expand(2.0), 4, Stroke::new(2.0, colors.ink), StrokeKind::Middle);
        }
    }
}

/// Names months where they begin, or years, or hundreds of them: the finest whose names have room.
fn months(painter: &egui::Painter, scale: &OverviewScale, colors: &crate::gui::theme::Colors) {
    let (from, until) = scale.range;
    let minute = scale.rect.width() / (until.0 - from.0).max(1) as f32;
    let long = Step::ALL.into_iter().skip_while(|step| *step != Step::Months(1));
    let step = long.into_iter().find(|step| step.least() as f32 * minute >= STRETCH_PX).unwrap_or(Step::Years(5000));
    let mut free = scale.rect.left();
    for line in step.lines(from, until) {
        let x = scale.x(line.at).max(scale.rect.left());
        if x >= free {
            painter.vline(x, scale.rect.y_range(), Stroke::new(1.0, colors.rule_firm.gamma_multiply(0.7)));
            let at = pos2(x + 5.0, scale.rect.top() + 1.0);
            let name = painter.text(at, Align2::LEFT_TOP, line.short, font(10.0, Weight::Regular), colors.ink3);
            free = name.right() + 6.0;
        }
    }
}

/// Narrower stretches have no room for their names, px.
const STRETCH_PX: f32 = 36.0;
