//! The chronicles to open, as cards: a small picture, how much happens when, title, what is in it, where and when.

use crate::app::{Action, Panel, Recent, Screen};
use crate::chronicle::is_example;
use crate::gui::folder_names::in_short;
use crate::gui::keycap::{keycap, keycap_ui};
use crate::gui::start::list::Listed;
use crate::gui::start::picture::SIZE_PX;
use crate::gui::start::pictures::Pictures;
use crate::gui::start::when::{now_s, when};
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Align2, Color32, CornerRadius, Key, Layout, Modifiers, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use std::path::PathBuf;

/// Heights, px: the bars of when things happen, the days below them, the words.
const BARS_PX: f32 = 20.0;
const DAYS_PX: f32 = 18.0;
const WORDS_PX: f32 = 72.0;
/// Between cards, px.
const GAP_PX: f32 = 32.0;
const DOWN_PX: f32 = 20.0;
/// Two stand side by side where each is so wide, px.
const LEAST_PX: f32 = 250.0;
/// So many have a key of their own.
const WITH_KEYS: usize = 4;
const NUMBERS: [Key; WITH_KEYS] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// The cards, and which of them Enter opens.
pub(super) struct Cards<'a> {
    pub listed: &'a [Listed],
    pub chosen: &'a mut usize,
    pub pictures: Option<&'a Pictures>,
    /// What is being opened.
    pub under_way: Option<&'a Option<PathBuf>>,
    /// The chronicle that is to be copied, once it is open.
    pub copy: &'a mut Option<Option<PathBuf>>,
}

impl Cards<'_> {
    /// Shows them, those opened before first.
    pub fn show_ui(mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let columns = if ui.available_width() >= 2.0 * LEAST_PX + GAP_PX { 2 } else { 1 };
        let moved = self.keys(ui, panel, columns);
        let opened = self.listed.iter().any(|one| one.opened);
        if head_ui(ui, if opened { "Recent" } else { "Examples" }, opened, panel) {
            self.copy(panel);
        }
        let all: Vec<usize> = (0..self.listed.len()).collect();
        for row in all.chunks(columns) {
            self.row_ui(ui, row, columns, moved, panel);
            ui.add_space(DOWN_PX);
        }
    }

    /// Numbers, arrows, Enter, Delete; whether another card was chosen.
    fn keys(&mut self, ui: &Ui, panel: &mut PanelContext<'_>, columns: usize) -> bool {
        if ui.ctx().text_edit_focused() || panel.state.chrome.has_dialog() {
            return false;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut open = None;
        for (number, key) in NUMBERS.into_iter().enumerate() {
            if pressed(key) && number < self.listed.len() {
                open = Some(number);
            }
        }
        let steps = [(Key::ArrowRight, 1), (Key::ArrowDown, columns as isize)];
        let back = [(Key::ArrowLeft, -1), (Key::ArrowUp, -(columns as isize))];
        let mut moved = false;
        for (key, by) in steps.into_iter().chain(back) {
            if pressed(key) {
                let next = self.chosen.saturating_add_signed(by);
                if next < self.listed.len() && (by > 0 || *self.chosen >= by.unsigned_abs()) {
                    *self.chosen = next;
                    moved = true;
                }
            }
        }
        // Enter presses what has the keyboard.
        let free = ui.memory(|memory| memory.focused()).is_none();
        if free && pressed(Key::Enter) {
            open = Some(*self.chosen);
        }
        if pressed(Key::Delete)
            && let Some(one) = self.listed.get(*self.chosen).filter(|one| one.opened)
        {
            panel.act(Action::Forget(one.recent.opened_as.clone()));
        }
        if pressed(Key::C) {
            self.copy(panel);
        }
        if let Some(one) = open.and_then(|number| self.listed.get(number)) {
            panel.act(Action::Open(one.recent.opened_as.clone(), Screen::Map));
        }
        moved
    }

    /// Has the chosen chronicle opened, to be written into another folder.
    fn copy(&mut self, panel: &mut PanelContext<'_>) {
        let Some(one) = self.listed.get(*self.chosen) else { return };
        let opened_as = one.recent.opened_as.clone();
        if panel.state.is_open(opened_as.as_deref()) {
            panel.act(Action::Toggle(Panel::SaveAs));
        } else {
            panel.act(Action::Open(opened_as.clone(), Screen::Start));
            *self.copy = Some(opened_as);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: &[usize], columns: usize, moved: bool, panel: &mut PanelContext<'_>) {
        let width = ((ui.available_width() - GAP_PX * (columns as f32 - 1.0)) / columns as f32).floor();
        let picture = (width * (SIZE_PX[1] / SIZE_PX[0]) as f32).round();
        let size = vec2(width, picture + BARS_PX + DAYS_PX + WORDS_PX);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP_PX;
            for &number in row {
                let Some(listed) = self.listed.get(number) else { continue };
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let drawn = self.pictures.and_then(|all| all.of(&listed.recent, panel.state.chrome.theme));
                let known = drawn.map(|(_, known)| known).filter(|_| !listed.opened);
                let recent = known.unwrap_or(&listed.recent);
                let chosen = *self.chosen == number;
                let name = format!("Open {}, {}", recent.title, place(recent));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
                if (moved && chosen) || response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if moved && chosen {
                    response.request_focus();
                }
                if response.has_focus() {
                    *self.chosen = number;
                }
                if response.clicked() {
                    *self.chosen = number;
                    panel.act(Action::Open(recent.opened_as.clone(), Screen::Map));
                }
                let texture = drawn.map(|(texture, _)| texture.id());
                let busy = self.under_way == Some(&recent.opened_as);
                let drawing = self.pictures.is_none_or(|all| all.waits_for(&listed.recent, panel.state.chrome.theme));
                let hovered = response.hovered();
                let card = Card { recent, listed, number, chosen, hovered, texture, drawing, busy };
                card.paint(ui, rect, picture, panel);
                if response.hovered() {
                    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                }
            }
        });
    }
}

/// The heading with the keys of the list; whether the chosen chronicle is to be copied.
fn head_ui(ui: &mut Ui, heading: &str, removable: bool, panel: &PanelContext<'_>) -> bool {
    let colors = panel.colors;
    let mut copy = false;
    ui.horizontal(|ui| {
        ui.set_min_height(18.0);
        let response = ui.label(words(heading, 14.0, Weight::SemiBold, colors.ink));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
        if ui.available_width() < 360.0 {
            copy = link_ui(ui, "Copy…", "Copy the chosen chronicle", colors).clicked();
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let text = |ui: &mut Ui, text: &str| ui.label(words(text, 11.0, Weight::Regular, colors.ink3));
            if removable {
                text(ui, "takes from this list");
                keycap_ui(ui, "Del", colors);
                text(ui, "·");
            }
            copy = link_ui(ui, "copies", "Copy the chosen chronicle", colors).clicked();
            keycap_ui(ui, "C", colors);
            text(ui, "·");
            text(ui, "chooses");
            keycap_ui(ui, "Arrows", colors);
            text(ui, "·");
            text(ui, "opens");
            keycap_ui(ui, "4", colors);
            text(ui, "–");
            keycap_ui(ui, "1", colors);
        });
    });
    ui.add_space(8.0);
    copy
}

/// One card as it is painted.
struct Card<'a> {
    recent: &'a Recent,
    listed: &'a Listed,
    number: usize,
    chosen: bool,
    hovered: bool,
    texture: Option<egui::TextureId>,
    drawing: bool,
    busy: bool,
}

impl Card<'_> {
    fn paint(&self, ui: &Ui, rect: Rect, picture_px: f32, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let painter = ui.painter();
        let radius = CornerRadius::same(5);
        painter.rect_filled(rect, radius, if self.hovered { colors.hover } else { colors.raised });
        let picture = Rect::from_min_size(rect.min, vec2(rect.width(), picture_px));
        match self.texture {
            Some(texture) => {
                let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
                painter.image(texture, picture.shrink2(vec2(1.0, 0.0)), uv, Color32::WHITE);
            }
            None => {
                painter.rect_filled(picture.shrink(1.0), CornerRadius::same(4), colors.neighbours);
                if self.drawing {
                    let small = font(11.0, Weight::Regular);
                    painter.text(picture.center(), Align2::CENTER_CENTER, "drawing…", small, colors.ink3);
                }
            }
        }
        painter.hline(rect.x_range(), picture.bottom(), Stroke::new(1.0, colors.rule));
        let bars = Rect::from_min_size(picture.left_bottom(), vec2(rect.width(), BARS_PX));
        histogram(painter, bars, &self.recent.histogram, colors.ink3.gamma_multiply(0.75));
        self.words(painter, rect, bars.bottom(), panel);
        let (width, edge) = if self.chosen { (2.0, colors.ink) } else { (1.0, colors.rule_firm) };
        painter.rect_stroke(rect, radius, Stroke::new(width, edge), StrokeKind::Inside);
    }

    fn words(&self, painter: &Painter, rect: Rect, top: f32, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let (left, right) = (rect.left() + 13.0, rect.right() - 13.0);
        let small = font(11.0, Weight::Regular);
        let [from, until] = &self.recent.days;
        painter.text(pos2(left, top + 9.0), Align2::LEFT_CENTER, from, small.clone(), colors.ink3);
        painter.text(pos2(right, top + 9.0), Align2::RIGHT_CENTER, until, small.clone(), colors.ink3);
        let top = top + DAYS_PX;
        let line = |y: f32, text: &str, room: f32, size, weight, ink| {
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font(size, weight), ink);
            job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
            let galley = painter.layout_job(job);
            painter.galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
        };
        let room = right - left;
        let taken = if self.number < WITH_KEYS {
            keycap(painter, pos2(right, top + 14.0), &(self.number + 1).to_string(), colors.ink2, colors.rule_firm)
                + 8.0
        } else {
            0.0
        };
        line(top + 14.0, &self.recent.title, room - taken, 14.0, Weight::SemiBold, colors.ink);
        line(top + 33.0, &self.recent.contents, room, 12.0, Weight::Regular, colors.ink2);
        let said = self.said(panel);
        let said_px = painter.layout_no_wrap(said.clone(), small.clone(), colors.ink3).size().x;
        painter.text(pos2(right, top + 53.0), Align2::RIGHT_CENTER, said, small, colors.ink3);
        let place = place(self.recent);
        if self.recent.opened_as.as_deref().is_none_or(is_example) {
            let galley = painter.layout_no_wrap(place, font(11.0, Weight::Regular), colors.ink2);
            let chip = Rect::from_min_size(pos2(left, top + 44.0), vec2(galley.size().x + 16.0, 18.0));
            let edge = Stroke::new(1.0, colors.rule_firm);
            painter.rect_stroke(chip, CornerRadius::same(9), edge, StrokeKind::Inside);
            painter.galley(chip.center() - galley.size() / 2.0, galley, colors.ink2);
        } else {
            line(top + 53.0, &place, room - said_px - 12.0, 11.0, Weight::Regular, colors.ink3);
        }
    }

    /// At the right of the last line.
    fn said(&self, panel: &PanelContext<'_>) -> String {
        if self.busy {
            return "opening…".to_owned();
        }
        match self.listed.opened {
            true if panel.state.is_open(self.recent.opened_as.as_deref()) => "open now".to_owned(),
            true => when(self.recent.opened_s, now_s()),
            false => "opens as a copy".to_owned(),
        }
    }
}

/// How much begins in each part of the time, as bars from below.
fn histogram(painter: &Painter, rect: Rect, parts: &[u32], ink: Color32) {
    let most = parts.iter().max().copied().unwrap_or(0).max(1) as f32;
    let width = rect.width() / parts.len().max(1) as f32;
    for (number, count) in parts.iter().enumerate() {
        let height = (*count as f32 / most * (rect.height() - 4.0)).max(0.8);
        let left = rect.left() + number as f32 * width;
        let bar = Rect::from_min_max(pos2(left + 0.5, rect.bottom() - height), pos2(left + width - 0.5, rect.bottom()));
        painter.rect_filled(bar, CornerRadius::ZERO, ink);
    }
}

/// Where a chronicle lies, in few words.
fn place(recent: &Recent) -> String {
    let Some(path) = recent.opened_as.as_ref() else { return "example, built in".to_owned() };
    if is_example(path) {
        return "example".to_owned();
    }
    in_short(&path.display().to_string())
}
