//! Begin, open, take up again: what fills the window where no chronicle does.

mod begin;
mod cards;
mod dropped;
mod kept;
mod left;
mod list;
mod new;
mod picture;
mod pictures;
mod row;
mod when;

use crate::app::{Action, Panel, Recents};
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, text_button_ui, waker};
use crate::scene::{Theme, Weight};
use egui::{Align, DroppedFileHandle, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};
use left::LeftWork;
use list::Listed;
use new::NewSheet;
use pictures::Pictures;
use std::path::PathBuf;

pub use kept::Keep;
pub use pictures::keep_picture;
pub use when::{now_s, when};

/// Height of the bar at the top, px.
const TOP_PX: f32 = 44.0;
/// What is shown is so wide at most: the way to begin, a gap, and the cards.
const BEGIN_PX: f32 = 316.0;
const GAP_PX: f32 = 64.0;
const CARDS_PX: f32 = 740.0;
/// In a narrower window the cards stand below, px.
const TWO_COLUMNS_FROM_PX: f32 = 900.0;

/// The screen's own state.
#[derive(Default)]
pub struct StartScreen {
    /// Where the list and its pictures are kept.
    pub keep: Keep,
    /// The window's own list when it was read or written last.
    pub kept: Recents,
    /// Whether somebody opened what is open; else it is there for want of what is not there any more.
    pub counts_as_opened: bool,
    /// What is being opened.
    pub under_way: Option<Option<PathBuf>>,
    /// The card that Enter opens.
    chosen: usize,
    /// The chronicle that is to be copied, once it is open.
    copy: Option<Option<PathBuf>>,
    pictures: Option<Pictures>,
    sheet: Option<NewSheet>,
    /// Documents that were dropped before there was a chronicle for them.
    waiting: Vec<DroppedFileHandle>,
    left: LeftWork,
    /// The frame in which it was last shown.
    shown_in: u64,
}

impl StartScreen {
    /// Shows the screen.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0, panel.colors.window);
        let bar = Rect::from_min_size(whole.min, vec2(whole.width(), TOP_PX));
        bar_ui(ui, bar, panel);
        let below = Rect::from_min_max(pos2(whole.left(), bar.bottom()), whole.max);
        let listed = list::listed(&panel.state.recents);
        let ctx = ui.ctx().clone();
        let frame = ctx.cumulative_frame_nr();
        if frame > std::mem::replace(&mut self.shown_in, frame) + 1 {
            self.left.look(&panel.state.recents.0, &waker(&ctx));
        }
        self.follow_copy(panel);
        let pictures = self.pictures.get_or_insert_with(|| Pictures::new(&waker(&ctx)));
        pictures.follow(&ctx, listed.iter().map(|one| &one.recent), panel.state.chrome.theme, &self.keep);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(below).id_salt("start"));
        ScrollArea::vertical().id_salt("start").auto_shrink(false).show(&mut inside, |ui| {
            if below.width() >= TWO_COLUMNS_FROM_PX {
                self.beside_ui(ui, below, panel, &listed);
            } else {
                self.stacked_ui(ui, panel, &listed);
            }
        });
    }

    /// Goes on with a copy once its chronicle is open; where that failed, it was said.
    fn follow_copy(&mut self, panel: &mut PanelContext<'_>) {
        let Some(opened_as) = &self.copy else { return };
        if panel.state.is_open(opened_as.as_deref()) {
            panel.act(Action::Toggle(Panel::SaveAs));
        } else if self.under_way.is_some() {
            return;
        }
        self.copy = None;
    }

    /// The way to begin at the left, the cards at the right.
    fn beside_ui(&mut self, ui: &mut Ui, room: Rect, panel: &mut PanelContext<'_>, listed: &[Listed]) {
        let width = (room.width() - 64.0).min(BEGIN_PX + GAP_PX + CARDS_PX);
        let gap = if width < BEGIN_PX + GAP_PX + CARDS_PX { 40.0 } else { GAP_PX };
        let left = room.left() + (room.width() - width) / 2.0;
        let top = ui.cursor().top() + ((room.height() - 700.0) / 2.0).clamp(24.0, 72.0);
        let begin = Rect::from_min_size(pos2(left, top), vec2(BEGIN_PX, f32::INFINITY));
        let cards = Rect::from_min_size(pos2(left + BEGIN_PX + gap, top), vec2(width - BEGIN_PX - gap, f32::INFINITY));
        let mut one = ui.new_child(UiBuilder::new().max_rect(begin).id_salt("begin"));
        begin::begin_ui(&mut one, panel);
        let mut other = ui.new_child(UiBuilder::new().max_rect(cards).id_salt("cards"));
        self.cards_ui(&mut other, panel, listed);
        let bottom = one.min_rect().bottom().max(other.min_rect().bottom()) + 24.0;
        ui.allocate_rect(Rect::from_min_max(ui.cursor().min, pos2(room.right(), bottom)), egui::Sense::hover());
    }

    /// One below the other.
    fn stacked_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>, listed: &[Listed]) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 24)).show(ui, |ui| {
            if panel.state.chrome.shows(Panel::New) {
                self.cards_ui(ui, panel, listed);
                return;
            }
            begin::begin_ui(ui, panel);
            ui.add_space(24.0);
            self.cards_ui(ui, panel, listed);
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>, listed: &[Listed]) {
        if panel.state.chrome.shows(Panel::New) {
            let ctx = ui.ctx().clone();
            let waiting = self.waiting.len();
            self.sheet.get_or_insert_with(|| NewSheet::new(&ctx)).show_ui(ui, waiting, panel);
            return;
        }
        self.sheet = self.sheet.take().and_then(NewSheet::put_away);
        self.chosen = self.chosen.min(listed.len().saturating_sub(1));
        let shown = cards::Cards {
            listed,
            chosen: &mut self.chosen,
            pictures: self.pictures.as_ref(),
            under_way: self.under_way.as_ref(),
            copy: &mut self.copy,
        };
        shown.show_ui(ui, panel);
        self.left.show_ui(ui, panel);
    }
}

/// The name of the program, the way back, light or dark.
fn bar_ui(ui: &mut Ui, bar: Rect, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.painter().rect_filled(bar, 0, colors.panel);
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, Stroke::new(1.0, colors.rule));
    let builder = UiBuilder::new().max_rect(bar.shrink2(vec2(16.0, 0.0))).id_salt("bar");
    let mut left = ui.new_child(builder.clone().layout(Layout::left_to_right(Align::Center)));
    left.label(words("Dateline", 14.0, Weight::SemiBold, colors.ink));
    left.add_space(4.0);
    left.label(words(env!("CARGO_PKG_VERSION"), 12.0, Weight::Regular, colors.ink3));
    let mut right = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
    let icon = if panel.state.chrome.theme == Theme::Light { Icon::Moon } else { Icon::Sun };
    if icon_button_ui(&mut right, icon, "Light or dark", "", ButtonStyle::Outlined, colors).clicked() {
        panel.act(Action::ToggleTheme);
    }
    right.add_space(4.0);
    let back = text_button_ui(&mut right, "Back to the map", "Back to the map", ButtonStyle::Plain, colors);
    if back.on_hover_text(format!("Go on with {} (Escape)", panel.state.document.chronicle.meta.title)).clicked() {
        panel.act(Action::Escape);
    }
}
