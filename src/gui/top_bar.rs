//! The bar at the top: what is open, the way to find things, text, export, light or dark.

use crate::app::{Action, Panel, Screen};
use crate::gui::commands::keys_of;
use crate::gui::icons::{self, Icon};
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, focus_ring, icon_button_ui, text_button_ui};
use crate::scene::{Theme, Weight};
use crate::words::thousands;
use egui::{
    Align, Align2, CornerRadius, Label, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};
use ways::Ways;

mod ways;

/// What the buttons at the right take in any case, px.
const BUTTONS_PX: f32 = 196.0;
/// In a narrower bar the way to find things is a button, so that the title keeps its room, px.
const FIELD_FROM_PX: f32 = 880.0;
/// In a narrower one most ways are in a menu, px.
const WAYS_FROM_PX: f32 = 760.0;
/// What the button that saves takes, px.
const SAVE_PX: f32 = 66.0;
/// In a narrower bar the number of changes is told by the button's tip alone, px.
const WORDS_FROM_PX: f32 = 1000.0;
/// What the note beside the title needs to be of use, px.
const NOTE_PX: f32 = 150.0;

/// Shows the bar; `waiting` proposals are to be decided, as far as that is known.
pub fn top_bar_ui(ui: &mut Ui, waiting: Option<usize>, panel: &mut PanelContext<'_>) {
    let rect = ui.max_rect();
    let colors = panel.colors;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
    let changes = panel.state.said_of_changes().map(|said| Changes::laid_out(ui, said, rect.width()));
    let changes_px = changes.as_ref().map_or(0.0, |changes| changes.width_px);
    let room = rect.width() - changes_px;
    let ways = Ways::laid_out(ui, waiting, rect.width(), room < WAYS_FROM_PX);
    let search = search_rect(rect, room < FIELD_FROM_PX, BUTTONS_PX + ways.width_px + changes_px);
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(rect.min + vec2(10.0, 0.0), pos2(search.left() - 12.0, rect.bottom())))
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.set_clip_rect(left.max_rect());
    let keys = keys_of("Start page");
    let start = if rect.width() >= WORDS_FROM_PX {
        let start = text_button_ui(&mut left, "Start", "Start page", ButtonStyle::Plain, colors);
        start.on_hover_text(format!("Begin a chronicle, or open another one ({keys})"))
    } else {
        icon_button_ui(&mut left, Icon::Start, "Start page", &keys, ButtonStyle::Plain, colors)
    };
    if start.clicked() {
        panel.act(Action::Show(Screen::Start));
    }
    if icon_button_ui(&mut left, Icon::Sidebar, "Left panel", &keys_of("Left panel"), ButtonStyle::Plain, colors)
        .clicked()
    {
        panel.act(Action::Toggle(Panel::Left));
    }
    let document = &panel.state.document;
    left.add(Label::new(words(&document.chronicle.meta.title, 14.0, Weight::SemiBold, colors.ink)).truncate());
    let (good, all) = document.verified;
    let excerpts =
        if good == all { format!("{all} excerpts verified") } else { format!("{good} of {all} excerpts verified") };
    let (tables, sources) = (&document.chronicle.tables, document.chronicle.sources.len());
    let rows = (!tables.is_empty()).then(|| format!("{} rows", thousands(tables.rows() as u64)));
    let told = (tables.is_empty() || sources > 0).then(|| format!("{sources} documents · {excerpts}"));
    let note = rows.into_iter().chain(told).collect::<Vec<_>>().join(" · ");
    left.add_space(4.0);
    if left.available_width() > NOTE_PX {
        left.add(Label::new(words(note, 12.0, Weight::Regular, colors.ink3)).truncate());
    }
    search_field_ui(ui, search, panel);
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(pos2(search.right() + 12.0, rect.top()), rect.max - vec2(14.0, 0.0)))
            .layout(Layout::right_to_left(Align::Center)),
    );
    let icon = if panel.state.chrome.theme == Theme::Light { Icon::Moon } else { Icon::Sun };
    let tip = keys_of("Light or dark");
    if icon_button_ui(&mut right, icon, "Light or dark", &tip, ButtonStyle::Outlined, colors).clicked() {
        panel.act(Action::ToggleTheme);
    }
    let export = text_button_ui(&mut right, "Export…", "Export…", ButtonStyle::Filled, colors);
    if export.on_hover_text(format!("Write the map as a picture ({})", keys_of("Export…"))).clicked() {
        panel.act(Action::Toggle(Panel::Export));
    }
    ways.show_ui(&mut right, panel);
    if let Some(changes) = changes {
        changes.show_ui(&mut right, panel);
    }
    if panel.state.chrome.right_shown() {
        return;
    }
    let tip = keys_of("Right panel");
    if icon_button_ui(&mut right, Icon::Inspector, "Right panel", &tip, ButtonStyle::Plain, colors).clicked() {
        panel.act(Action::Toggle(Panel::Right));
    }
}

/// What is said of changes, and the way to save them.
struct Changes {
    said: String,
    /// Whether there is room for the words.
    in_words: bool,
    width_px: f32,
}

impl Changes {
    fn laid_out(ui: &Ui, said: String, bar_px: f32) -> Self {
        let font = font(12.0, Weight::Regular);
        let words = ui.painter().layout_no_wrap(said.clone(), font, egui::Color32::PLACEHOLDER).size().x + 8.0;
        let in_words = bar_px >= WORDS_FROM_PX;
        Self { said, in_words, width_px: SAVE_PX + if in_words { words } else { 0.0 } }
    }

    fn show_ui(self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let unsaved = panel.state.document.unsaved.count() > 0;
        let disk = panel.state.said_of_disk();
        let tip = format!("{} {disk} ({})", sentence(&self.said), keys_of("Save"));
        let save = ui.add_enabled_ui(unsaved && !panel.state.keeping.saving, |ui| {
            text_button_ui(ui, "Save", "Save", ButtonStyle::Outlined, colors)
        });
        if save.inner.on_hover_text(tip).clicked() {
            panel.act(Action::SaveChronicle);
        }
        if self.in_words {
            let failed = panel.state.keeping.failed.is_some();
            let (weight, ink) = if failed { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink2) };
            ui.add(Label::new(words(self.said, 12.0, weight, ink)).extend()).on_hover_text(disk);
        }
    }
}

/// Words as a sentence.
fn sentence(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// In the middle, or further left where the buttons need the room.
fn search_rect(bar: Rect, narrow: bool, buttons: f32) -> Rect {
    if narrow {
        return Rect::from_center_size(pos2(bar.right() - buttons - 18.0, bar.center().y), vec2(36.0, 28.0));
    }
    let width = (bar.width() * 0.26).clamp(150.0, 380.0);
    let middle = bar.center().x.min(bar.right() - buttons - width / 2.0);
    Rect::from_center_size(pos2(middle, bar.center().y), vec2(width, 28.0))
}

/// Looks like a field and opens the palette, which finds places, sources, words and commands alike.
fn search_field_ui(ui: &mut Ui, rect: Rect, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Search places, sources, words"));
    let fill = if response.hovered() { colors.hover } else { colors.window };
    ui.painter().rect(rect, CornerRadius::same(6), fill, Stroke::new(1.0, colors.rule), StrokeKind::Inside);
    let small = rect.width() < 40.0;
    let middle = if small { rect.center() } else { rect.left_center() + vec2(18.0, 0.0) };
    let icon = Rect::from_center_size(middle, vec2(16.0, 16.0));
    icons::paint(ui.painter(), Icon::Search, icon, colors.ink3);
    let at = rect.left_center() + vec2(32.0, 0.0);
    let painter = ui.painter().with_clip_rect(rect);
    let hint = match rect.width() {
        _ if small => "",
        width if width < 220.0 => "Search",
        _ => "Search places, sources, words",
    };
    painter.text(at, Align2::LEFT_CENTER, hint, font(12.0, Weight::Regular), colors.ink3);
    if rect.width() > 280.0 {
        let cap = Rect::from_center_size(rect.right_center() - vec2(26.0, 0.0), vec2(38.0, 16.0));
        painter.rect_stroke(cap, CornerRadius::same(3), Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
        let keys = keys_of("Search or command");
        painter.text(cap.center(), Align2::CENTER_CENTER, keys, font(10.0, Weight::Regular), colors.ink3);
    }
    focus_ring(ui, &response, colors);
    let tip = format!("Find places, sources, words, days, or a command ({})", keys_of("Search or command"));
    if response.on_hover_text(tip).clicked() {
        panel.act(Action::Toggle(Panel::Palette));
    }
}
