//! The controls, each with an accessible name and a visible focus.

use crate::app::{Action, State};
use crate::chronicle::Standing;
use crate::gui::icons::{self, Icon};
use crate::gui::theme::{Colors, font, words};
use crate::jobs::Waker;
use crate::scene::Weight;
use crate::words;
use egui::{
    Align2, Color32, ComboBox, CornerRadius, Label, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// Work that has something to show asks for the next frame.
pub fn waker(ctx: &egui::Context) -> Waker {
    let ctx = ctx.clone();
    Waker::new(move || ctx.request_repaint())
}

/// What a panel is given: it reads the state and asks for changes.
pub struct PanelContext<'a> {
    /// The whole application.
    pub state: &'a State,
    /// The tokens of its theme.
    pub colors: &'a Colors,
    /// What the user meant.
    pub actions: &'a mut Vec<Action>,
}

impl PanelContext<'_> {
    /// Asks for a change.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonStyle {
    /// Ink on nothing.
    Plain,
    /// An edge.
    Outlined,
    /// Filled with ink: one for each bar.
    Filled,
}

/// A ring around what has the keyboard, which scrolls into sight when it gets it.
pub fn focus_ring(ui: &Ui, response: &Response, colors: &Colors) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        let rect = response.rect.expand(2.0);
        ui.painter().rect_stroke(rect, CornerRadius::same(7), Stroke::new(2.0, colors.ink), StrokeKind::Outside);
    }
}

fn button_paint(ui: &Ui, response: &Response, look: ButtonStyle, colors: &Colors) -> Color32 {
    let rect = response.rect;
    let radius = CornerRadius::same(6);
    let hot = response.hovered() && ui.is_enabled();
    let ink = match look {
        ButtonStyle::Filled if !ui.is_enabled() => {
            ui.painter().rect_filled(rect, radius, colors.hover);
            colors.ink3
        }
        ButtonStyle::Filled => {
            let fill = if hot { colors.ink.gamma_multiply(0.88) } else { colors.ink };
            ui.painter().rect_filled(rect, radius, fill);
            colors.panel
        }
        ButtonStyle::Outlined => {
            ui.painter().rect(
                rect,
                radius,
                if hot { colors.hover } else { colors.raised },
                Stroke::new(1.0, colors.rule_firm),
                StrokeKind::Inside,
            );
            colors.ink
        }
        ButtonStyle::Plain => {
            if hot {
                ui.painter().rect_filled(rect, radius, colors.hover);
            }
            colors.ink
        }
    };
    focus_ring(ui, response, colors);
    if ui.is_enabled() { ink } else { colors.ink3 }
}

/// A square button with an icon; `tip` adds its shortcut to the name.
pub fn icon_button_ui(ui: &mut Ui, icon: Icon, name: &str, tip: &str, look: ButtonStyle, colors: &Colors) -> Response {
    let response = icon_number_ui(ui, icon, None, name, look, colors);
    if tip.is_empty() { response.on_hover_text(name) } else { response.on_hover_text(format!("{name} ({tip})")) }
}

/// A button with an icon, and a number beside it where there is one.
pub fn icon_number_ui(
    ui: &mut Ui,
    icon: Icon,
    number: Option<usize>,
    name: &str,
    look: ButtonStyle,
    colors: &Colors,
) -> Response {
    let font = font(12.0, Weight::Medium);
    let number = number.map(|n| ui.painter().layout_no_wrap(n.to_string(), font, Color32::PLACEHOLDER));
    let more = number.as_ref().map_or(0.0, |number| number.size().x + 6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0 + more, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let ink = button_paint(ui, &response, look, colors);
    icons::paint(ui.painter(), icon, rect.with_max_x(rect.left() + 28.0), ink);
    if let Some(number) = number {
        let at = pos2(rect.left() + 26.0, rect.center().y - number.size().y / 2.0);
        ui.painter().galley(at, number, ink);
    }
    response
}

/// A button with words.
pub fn text_button_ui(ui: &mut Ui, text: &str, name: &str, look: ButtonStyle, colors: &Colors) -> Response {
    let weight = if look == ButtonStyle::Filled { Weight::SemiBold } else { Weight::Medium };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font(12.0, weight), Color32::PLACEHOLDER);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 24.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let ink = button_paint(ui, &response, look, colors);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response
}

/// Words that lead somewhere: underlined, firm under the pointer.
pub fn link_ui(ui: &mut Ui, text: &str, name: &str, colors: &Colors) -> Response {
    let font = font(11.0, Weight::Medium);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap = egui::text::TextWrapping::truncate_at_width(ui.available_width());
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let bottom = at.y + galley.size().y + 0.5;
    ui.painter().galley(at, galley, colors.ink);
    let edge = if response.hovered() { colors.ink } else { colors.rule_firm };
    ui.painter().hline(rect.x_range(), bottom, Stroke::new(1.0, edge));
    focus_ring(ui, &response, colors);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What the box of a row takes before its label, px.
pub const BOX_PX: f32 = 21.0;

/// A row with a box to tick, its label, and a note at the right.
pub fn check_ui(ui: &mut Ui, on: bool, label: &str, note: &str, colors: &Colors) -> Response {
    check_named_ui(ui, on, label, label, note, colors)
}

/// The same, with another name for assistive technology than the words shown.
pub fn check_named_ui(ui: &mut Ui, on: bool, label: &str, name: &str, note: &str, colors: &Colors) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(5), colors.hover);
    }
    let middle = rect.center().y;
    let square = Rect::from_min_size(pos2(rect.left(), middle - 7.0), vec2(14.0, 14.0));
    let (fill, edge) = if on { (colors.ink, colors.ink) } else { (colors.raised, colors.ink3) };
    ui.painter().rect(square, CornerRadius::same(3), fill, Stroke::new(1.2, edge), StrokeKind::Inside);
    if on {
        let tick = [vec2(3.2, 7.2), vec2(6.0, 10.0), vec2(10.8, 4.4)].map(|v| square.min + v);
        ui.painter().add(Shape::line(tick.to_vec(), Stroke::new(1.7, colors.panel)));
    }
    let ink = if on { colors.ink } else { colors.ink3 };
    let note = ui.painter().layout_no_wrap(note.to_owned(), font(11.0, Weight::Regular), colors.ink3);
    let room = rect.width() - BOX_PX - if note.size().x > 0.0 { note.size().x + 8.0 } else { 0.0 };
    let mut job = egui::text::LayoutJob::simple_singleline(label.to_owned(), font(12.0, Weight::Regular), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let text = ui.painter().layout_job(job);
    let cut = text.elided;
    let at = pos2(rect.right() - note.size().x, middle - note.size().y / 2.0);
    ui.painter().galley(at, note, colors.ink3);
    ui.painter().galley(pos2(rect.left() + BOX_PX, middle - text.size().y / 2.0), text, ink);
    focus_ring(ui, &response, colors);
    if cut { response.on_hover_text(label) } else { response }
}

/// Size of the words of a small button, px.
const CHOICE_PX: f32 = 11.0;

/// How wide the words of a small button are at their firmest, px.
pub fn choice_px(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font(CHOICE_PX, Weight::SemiBold), Color32::PLACEHOLDER).size().x
}

/// A small button that leads to a page; firm where something is set there.
pub fn choice_ui(ui: &mut Ui, text: &str, set: bool, name: &str, size: Vec2, colors: &Colors) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let ink = button_paint(ui, &response, ButtonStyle::Outlined, colors);
    if set {
        let edge = Stroke::new(1.5, colors.ink);
        ui.painter().rect_stroke(rect, CornerRadius::same(6), edge, StrokeKind::Inside);
    }
    let weight = if set { Weight::SemiBold } else { Weight::Medium };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font(CHOICE_PX, weight), ink);
    response
}

/// Parts of which one is chosen, equal where the longest word has room; the index of the one clicked comes back.
pub fn segmented_ui(ui: &mut Ui, group: &str, labels: &[&str], chosen: usize, colors: &Colors) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let radius = CornerRadius::same(6);
    ui.painter().rect(rect, radius, colors.raised, Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
    let mut clicked = None;
    let needs: Vec<f32> = labels.iter().map(|label| segment_px(ui, label)).collect();
    let equal = rect.width() / labels.len().max(1) as f32;
    let spare = (rect.width() - needs.iter().sum::<f32>()) / labels.len().max(1) as f32;
    let all_equal = needs.iter().all(|need| *need <= equal);
    let mut left = rect.left();
    for (i, (label, need)) in labels.iter().zip(needs).enumerate() {
        let width = if all_equal { equal } else { need + spare };
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width;
        let response = ui.interact(part, ui.scope_id().with((group, i)), Sense::click());
        let on = i == chosen;
        response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, format!("{group}: {label}")));
        if on || response.hovered() {
            let fill = if on { colors.hover } else { colors.window };
            ui.painter().rect_filled(part.shrink(1.0), CornerRadius::same(5), fill);
        }
        if i > 0 {
            ui.painter().vline(part.left(), part.y_range(), Stroke::new(1.0, colors.rule_firm));
        }
        let (weight, ink) = if on { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink2) };
        ui.painter().text(part.center(), Align2::CENTER_CENTER, *label, font(SEGMENT_PX, weight), ink);
        focus_ring(ui, &response, colors);
        if response.clicked() {
            clicked = Some(i);
        }
    }
    clicked
}

/// The size of words in parts of which one is chosen, px.
const SEGMENT_PX: f32 = 11.0;

/// What such a part takes, px.
fn segment_px(ui: &Ui, label: &str) -> f32 {
    let words = font(SEGMENT_PX, Weight::SemiBold);
    ui.painter().layout_no_wrap(label.to_owned(), words, Color32::PLACEHOLDER).size().x + 8.0
}

/// Parts where all their words have room, else a list to drop down; the index of the one chosen comes back.
pub fn one_of_ui(ui: &mut Ui, group: &str, labels: &[&str], chosen: usize, colors: &Colors) -> Option<usize> {
    if labels.iter().map(|label| segment_px(ui, label)).sum::<f32>() <= ui.available_width() {
        return segmented_ui(ui, group, labels, chosen, colors);
    }
    let mut picked = chosen;
    let shown = labels.get(chosen).copied().unwrap_or_default();
    let list = ComboBox::from_id_salt(group).width(ui.available_width()).selected_text(shown);
    let list = list.show_index(ui, &mut picked, labels.len(), |i| labels.get(i).copied().unwrap_or_default());
    list.ctx.accesskit_node_builder(list.id, |node| node.set_label(group));
    (picked != chosen).then_some(picked)
}

/// The heading of a section, with a note at the right.
pub fn heading_ui(ui: &mut Ui, text: &str, note: &str, colors: &Colors) {
    ui.horizontal(|ui| {
        ui.set_min_height(18.0);
        let response = ui.add(Label::new(words(text, 11.5, Weight::SemiBold, colors.ink2)));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(text);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(words(note, 11.0, Weight::Regular, colors.ink3));
        });
    });
}

/// A rule across a panel, reaching its edges.
pub fn rule_ui(ui: &mut Ui, padding_px: f32, colors: &Colors) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 13.0), Sense::hover());
    let across = (rect.left() - padding_px)..=(rect.right() + padding_px);
    ui.painter().hline(across, rect.center().y.round() + 0.5, Stroke::new(1.0, colors.rule));
}

/// Three rising bars, as many of them filled as the standing is worth.
pub fn standing_bars(ui: &Ui, left_bottom: egui::Pos2, standing: Standing, ink: Color32) {
    let filled = match standing {
        Standing::Retracted | Standing::Denied => 0,
        Standing::Claimed => 1,
        Standing::Reported => 2,
        Standing::Confirmed => 3,
    };
    for (i, height) in [2.5_f32, 5.0, 7.5].into_iter().enumerate() {
        let min = left_bottom + vec2(i as f32 * 4.6, -height);
        let bar = Rect::from_min_size(min, vec2(3.8, height));
        if i < filled {
            ui.painter().rect_filled(bar, CornerRadius::ZERO, ink);
        } else {
            ui.painter().rect_stroke(bar, CornerRadius::ZERO, Stroke::new(0.8, ink), StrokeKind::Inside);
        }
    }
}

/// A chip with a standing: dashed where only claimed, an ink edge where confirmed, struck through where denied.
pub fn standing_chip_ui(ui: &mut Ui, standing: Standing, colors: &Colors) -> Response {
    let word = words::standing(standing);
    let struck = standing <= Standing::Denied;
    let ink = if standing == Standing::Claimed { colors.ink2 } else { colors.ink };
    let galley = ui.painter().layout_no_wrap(word.to_owned(), font(11.0, Weight::Medium), ink);
    let bars = if struck { 0.0 } else { 17.0 };
    let size = Vec2::new(galley.size().x + bars + 18.0, 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    let edge = if standing == Standing::Confirmed { colors.ink } else { colors.rule_firm };
    if standing == Standing::Claimed {
        dashed_edge(ui, rect, 9.0, edge);
    } else {
        ui.painter().rect_stroke(rect, CornerRadius::same(9), Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    if !struck {
        standing_bars(ui, pos2(rect.left() + 9.0, rect.center().y + 4.0), standing, ink);
    }
    let at = pos2(rect.left() + 9.0 + bars, rect.center().y - galley.size().y / 2.0);
    if struck {
        ui.painter().hline(at.x..=at.x + galley.size().x, rect.center().y, Stroke::new(1.0, ink));
    }
    ui.painter().galley(at, galley, ink);
    response.on_hover_text(standing_doc(standing))
}

/// A dashed edge just inside a rounded rectangle.
pub fn dashed_edge(ui: &Ui, rect: Rect, radius_px: f32, ink: Color32) {
    let inner = rect.shrink(0.5);
    let radius = radius_px.min(inner.height() / 2.0);
    let corners = [
        (inner.right_bottom() - vec2(radius, radius), 0.0_f32),
        (inner.left_bottom() + vec2(radius, -radius), 90.0),
        (inner.left_top() + vec2(radius, radius), 180.0),
        (inner.right_top() + vec2(-radius, radius), 270.0),
    ];
    let turn = |(center, from): (egui::Pos2, f32)| {
        (0..=6).map(move |i| center + Vec2::angled((from + 15.0 * i as f32).to_radians()) * radius)
    };
    let mut path: Vec<egui::Pos2> = corners.into_iter().flat_map(turn).collect();
    if let Some(&first) = path.first() {
        path.push(first);
    }
    ui.painter().extend(Shape::dashed_line(&path, Stroke::new(1.0, ink), 3.0, 2.0));
}

fn standing_doc(standing: Standing) -> &'static str {
    match standing {
        Standing::Retracted => "Taken back by its source",
        Standing::Denied => "The other side or a body says it did not happen",
        Standing::Claimed => "Only an interested party says so",
        Standing::Reported => "A reporter's own voice, or an unnamed one",
        Standing::Confirmed => "The losing side, the responsible body, or staff who saw it",
    }
}

/// All of a panel, so that nothing in it can make it grow.
pub fn fixed(ui: &mut Ui) -> Ui {
    let rect = ui.max_rect();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    ui.advance_cursor_after_rect(rect);
    inner
}
