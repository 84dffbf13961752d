//! The banner under the top bar that offers what was not saved, or asks about records that were changed twice.

use crate::app::{Action, State, Unfinished};
use crate::gui::start::{now_s, when};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::words as said;
use egui::{
    Align, Area, Color32, CornerRadius, Frame, Id, Key, Label, Layout, Margin, Modifiers, Order, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Its height, px.
pub const HEIGHT_PX: f32 = 36.0;
/// Greatest size of the list under it, px.
const LIST_PX: [f32; 2] = [620.0, 320.0];

/// Whether there is something to say.
pub fn is_shown(state: &State) -> bool {
    !state.keeping.unfinished.is_empty()
}

/// Shows the banner: ink ground, what there is, what can be done about it.
pub fn banner_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, colors.ink);
    let state = panel.state;
    let Some(unfinished) = state.keeping.unfinished.first() else { return };
    let inside = rect.shrink2(vec2(14.0, 4.0));
    let layout = Layout::right_to_left(Align::Center);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
    let keys = keys(ui);
    if button_ui(ui, "Take them up", "Enter", true, colors).clicked() || keys == Some(Key::Enter) {
        panel.act(Action::TakeUp);
    }
    if button_ui(ui, "Put aside", "", false, colors).clicked() {
        panel.act(Action::LeaveAside);
    }
    if button_ui(ui, "Look at them", "L", false, colors).clicked() || keys == Some(Key::L) {
        panel.act(Action::ListUnfinished);
    }
    let what = said::unfinished(unfinished.count, &when(unfinished.recovery.made.1, now_s()));
    let more = about(unfinished);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(words(what, 12.5, Weight::SemiBold, colors.panel)).truncate());
        ui.add(Label::new(words(&more, 12.0, Weight::Regular, colors.rule)).truncate()).on_hover_text(more);
    });
    if state.keeping.listed {
        list_ui(ui, rect, unfinished, colors);
    }
}

/// The last of the changes, and what came of the end.
fn about(unfinished: &Unfinished) -> String {
    let last = unfinished.said.last().map(|last| format!("The last: {last}."));
    let torn = unfinished.recovery.torn.then(|| said::TORN.to_owned());
    let files = "The files are as they were.".to_owned();
    last.into_iter().chain(torn).chain([files]).collect::<Vec<_>>().join(" ")
}

/// A key of the banner, where nothing else has the keyboard.
fn keys(ui: &Ui) -> Option<Key> {
    let ctx = ui.ctx();
    let taken = ctx.text_edit_focused() || ctx.memory(|memory| memory.focused()).is_some();
    let pressed = |key: &Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    if taken { None } else { [Key::Enter, Key::L].into_iter().find(pressed) }
}

/// What each change does, line by line.
fn list_ui(ui: &Ui, banner: Rect, unfinished: &Unfinished, colors: &Colors) {
    let width = LIST_PX[0].min(banner.width() - 28.0);
    let at = banner.right_bottom() - vec2(width + 14.0, -6.0);
    Area::new(Id::unique("unsaved changes")).order(Order::Foreground).fixed_pos(at).show(ui.ctx(), |ui| {
        let frame = Frame::new().fill(colors.raised).stroke(Stroke::new(1.0, colors.ink)).corner_radius(6);
        frame.inner_margin(Margin::same(14)).show(ui, |ui| {
            ui.set_width(width - 28.0);
            ScrollArea::vertical().max_height(LIST_PX[1]).show(ui, |ui| {
                for (number, line) in (1..).zip(&unfinished.said) {
                    ui.horizontal(|ui| {
                        ui.add_sized(
                            vec2(28.0, 18.0),
                            Label::new(words(number.to_string(), 12.0, Weight::Regular, colors.ink3)),
                        );
                        ui.add(Label::new(words(line, 12.0, Weight::Regular, colors.ink)).wrap());
                    });
                }
            });
        });
    });
}

/// A button on the ink ground, with its key.
fn button_ui(ui: &mut Ui, text: &str, key: &str, filled: bool, colors: &Colors) -> Response {
    let weight = if filled { Weight::SemiBold } else { Weight::Medium };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font(12.0, weight), Color32::PLACEHOLDER);
    let cap = if key.is_empty() { 0.0 } else { 12.0 + 7.0 * key.chars().count() as f32 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 24.0 + cap, 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let radius = CornerRadius::same(5);
    let (ground, ink) = if filled { (colors.panel, colors.ink) } else { (colors.ink, colors.panel) };
    let ground = if response.hovered() { ground.lerp_to_gamma(ink, 0.12) } else { ground };
    ui.painter().rect(rect, radius, ground, Stroke::new(1.0, colors.ink3), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), radius, Stroke::new(2.0, colors.panel), StrokeKind::Outside);
    }
    let at = rect.left_center() + vec2(12.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    if !key.is_empty() {
        crate::gui::keycap::keycap(ui.painter(), rect.right_center() - vec2(8.0, 0.0), key, ink, colors.ink3);
    }
    response
}
