//! A small map for each day, in the map's place: the page that is exported, drawn beside the frames, every map of
//! it a button that leads to its day.

use crate::app::{Action, Days, Document, Panel, State};
use crate::export::rasterise;
use crate::geo::{BBox, LonLat, ScreenRect};
use crate::gui::commands::keys_of;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, segmented_ui, text_button_ui, waker};
use crate::jobs::{Failed, Latest};
use crate::scene::{Multiples, View, Weight, multiples};
use crate::timeline::{Clock, Timeline};
use crate::words::{day_full, taken_in_brief};
use egui::{
    Align, Align2, Color32, ColorImage, Context, CornerRadius, Id, Label, Layout, Pos2, Rect, Role, ScrollArea, Sense,
    Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Height of the strip over the page, px.
const STRIP_PX: f32 = 40.0;

/// In a narrower strip there is only room for the choice and the way back, px.
const NARROW_PX: f32 = 520.0;

/// The page grows down, and is scrolled, until its maps are so wide, design px; in steps, px, and no higher than so
/// many px.
const MAP_PX: f64 = 160.0;
const STEP_PX: f64 = 40.0;
const MOST_TALL_PX: f64 = 2400.0;
/// What a cell has over its map, design px.
const HEADER_PX: f64 = 24.0;

/// What the page shows.
#[derive(Clone)]
struct PageKey {
    view: View,
    clocks: Vec<Clock>,
    timeline: Arc<Timeline>,
    scale: f64,
}

impl PageKey {
    fn is(&self, other: &Self) -> bool {
        self.view == other.view
            && self.clocks == other.clocks
            && self.scale == other.scale
            && self.timeline.is_same(&other.timeline)
            && self.timeline.filter() == other.timeline.filter()
    }
}

struct PageRequest {
    key: PageKey,
    /// The longest side of a picture that the graphics card takes.
    largest_px: f64,
    document: Document,
}

struct PagePicture {
    key: PageKey,
    size_px: [f64; 2],
    image: ColorImage,
    cells: Vec<ScreenRect>,
}

struct PageTexture {
    key: PageKey,
    size_px: [f64; 2],
    texture: TextureHandle,
    cells: Vec<ScreenRect>,
}

/// What the panel keeps between frames.
pub struct DaysPanel {
    ctx: Context,
    drawn: Latest<PageRequest, PagePicture>,
    asked: Option<PageKey>,
    page: Option<PageTexture>,
    failure: Option<Failed>,
}

impl DaysPanel {
    /// A panel that has shown nothing yet.
    pub fn new(ctx: &Context) -> Self {
        let drawn = Latest::new("days", waker(ctx), |request, _| draw(request));
        Self { ctx: ctx.clone(), drawn, asked: None, page: None, failure: None }
    }

    /// Why the page could not be drawn, once.
    pub fn failure(&mut self) -> Option<Failed> {
        self.failure.take()
    }

    /// Whether the page on show is the one last asked for.
    pub fn settled(&self) -> bool {
        match (&self.page, &self.asked) {
            (Some(page), Some(asked)) => page.key.is(asked),
            (page, asked) => page.is_none() && asked.is_none(),
        }
    }

    /// Shows the days in all of the room that is left.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        ui.painter().rect_filled(rect, 0, panel.colors.panel);
        let strip = Rect::from_min_size(rect.min, vec2(rect.width(), STRIP_PX));
        strip_ui(ui, strip, panel);
        let below = Rect::from_min_max(pos2(rect.left(), strip.bottom()), rect.max);
        let clocks = panel.state.view.days.clocks(panel.state);
        if clocks.is_empty() {
            let text = "Nothing changes hands in the stretch of time in sight.";
            ui.painter().text(
                below.center(),
                Align2::CENTER_CENTER,
                text,
                font(13.0, Weight::Regular),
                panel.colors.ink2,
            );
            return;
        }
        self.follow(panel.state, below, clocks);
        let Some(page) = self.page.as_ref().filter(|page| page.key.view.theme == panel.state.chrome.theme) else {
            return;
        };
        let mut inside = ui.new_child(UiBuilder::new().max_rect(below).id_salt("page"));
        ScrollArea::vertical().id_salt("days").auto_shrink(false).show(&mut inside, |ui| {
            let [width, height] = page.size_px.map(|px| px as f32);
            let (at, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(page.texture.id(), at, uv, Color32::WHITE);
            for (i, (cell, clock)) in page.cells.iter().zip(&page.key.clocks).enumerate() {
                cell_ui(ui, i, on_screen(*cell, at.min), *clock, panel);
            }
        });
    }

    /// Takes what is ready and asks for what is missing.
    fn follow(&mut self, state: &State, rect: Rect, clocks: Vec<Clock>) {
        while let Some(drawn) = self.drawn.take() {
            match drawn {
                Ok(PagePicture { key, size_px, image, cells }) => {
                    let texture = self.ctx.load_texture("days", image, TextureOptions::LINEAR);
                    self.page = Some(PageTexture { key, size_px, texture, cells });
                }
                Err(failed) => self.failure = Some(failed),
            }
        }
        let size_px = [rect.width(), rect.height()].map(|px| f64::from(px).floor().max(1.0));
        let scale = f64::from(self.ctx.pixels_per_point());
        let key = PageKey { view: view(state, size_px), clocks, timeline: Arc::clone(&state.timeline), scale };
        if self.asked.as_ref().is_some_and(|asked| asked.is(&key)) {
            return;
        }
        self.asked = Some(key.clone());
        let largest_px = self.ctx.input(|input| input.max_texture_side) as f64;
        self.drawn.ask(PageRequest { key, largest_px, document: state.document.clone() });
    }
}

/// The page's view: the area the map shows, with its layers, selection and names.
fn view(state: &State, size_px: [f64; 2]) -> View {
    let bbox = match state.view.camera {
        Some(_) => state.viewport(state.chrome.map_size_px).bbox(),
        None => state.document.chronicle.meta.bbox,
    };
    let look = state.map_view(state.chrome.map_size_px);
    page(bbox, size_px, &look)
}

fn page(bbox: BBox, size_px: [f64; 2], look: &View) -> View {
    View {
        hidden: look.hidden.clone(),
        selection: look.selection.clone(),
        names: look.names.clone(),
        ..View::still(bbox, size_px, look.theme)
    }
}

fn draw(request: PageRequest) -> PagePicture {
    let PageRequest { key, largest_px, document } = request;
    let view = readable(&key.view, document.chronicle.meta.bbox, |view| of(&key, &document, view).cells());
    let of = of(&key, &document, &view);
    let (scene, cells) = (multiples(of), of.cells());
    // A narrow page is long: what the card cannot take is painted smaller.
    let [width, height] = view.size_px;
    let scale = key.scale.min((largest_px - 1.0) / width.max(height));
    let pixels = rasterise(&scene.marks, view.size_px, scale);
    let image = ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba);
    PagePicture { image, cells, size_px: view.size_px, key }
}

fn of<'a>(key: &'a PageKey, document: &'a Document, view: &'a View) -> Multiples<'a> {
    Multiples {
        chronicle: key.timeline.chronicle(),
        atlas: &document.atlas,
        timeline: &key.timeline,
        clocks: &key.clocks,
        view,
    }
}

/// The page, as much higher as its maps need to be read one by one.
fn readable(look: &View, all: BBox, cells: impl Fn(&View) -> Vec<ScreenRect>) -> View {
    let [width, height] = look.size_px;
    let seen = look.viewport.bbox();
    let whole = seen.west <= all.west && seen.south <= all.south && seen.east >= all.east && seen.north >= all.north;
    let bbox = if whole { all } else { look.fitted_bbox() };
    let (nw, se) = (LonLat::new(bbox.west, bbox.north).world(), LonLat::new(bbox.east, bbox.south).world());
    let aspect = (se.x - nw.x) / (se.y - nw.y).max(1e-9);
    let map_px = |view: &View| {
        let cell = cells(view).into_iter().next();
        cell.map_or(0.0, |cell| (cell.width() / view.scale).min((cell.height() / view.scale - HEADER_PX) * aspect))
    };
    let mut best = (map_px(look), look.clone());
    let mut tall = height;
    while best.0 < MAP_PX && tall < MOST_TALL_PX {
        tall += STEP_PX;
        let view = page(bbox, [width, tall], look);
        let px = map_px(&view);
        if px > best.0 + 1.0 {
            best = (px, view);
        }
    }
    best.1
}

fn on_screen(cell: ScreenRect, origin: Pos2) -> Rect {
    let at = |x: f64, y: f64| pos2(origin.x + x as f32, origin.y + y as f32);
    Rect::from_min_max(at(cell.min.x, cell.min.y), at(cell.max.x, cell.max.y))
}

/// Which days, and the way back.
fn strip_ui(ui: &mut Ui, rect: Rect, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
    let inside = rect.shrink2(vec2(16.0, 6.0));
    let builder = UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)).id_salt("days");
    let mut left = ui.new_child(builder);
    let narrow = rect.width() < NARROW_PX;
    if !narrow {
        left.add(Label::new(words("Days side by side", 13.0, Weight::SemiBold, colors.ink)));
        left.add_space(10.0);
    }
    let room = Rect::from_min_size(pos2(left.cursor().left(), inside.top() + 1.0), vec2(220.0, 26.0));
    let mut choice = left.new_child(UiBuilder::new().max_rect(room).id_salt("choice"));
    let labels = Days::ALL.map(|days| days.label(&panel.state.document.chronicle));
    let chosen = Days::ALL.iter().position(|days| *days == panel.state.view.days).unwrap_or(0);
    if let Some(i) = segmented_ui(&mut choice, "Show", &labels.each_ref().map(String::as_str), chosen, colors) {
        panel.act(Action::ChooseDays(Days::ALL.get(i).copied().unwrap_or_default()));
    }
    let builder = UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center)).id_salt("back");
    let mut right = ui.new_child(builder);
    let text = if narrow { "Map" } else { "Back to the map" };
    let back = text_button_ui(&mut right, text, "Back to the map", ButtonStyle::Outlined, colors);
    if back.on_hover_text(format!("Show one day again ({})", keys_of("Close or clear"))).clicked() {
        panel.act(Action::Toggle(Panel::Days));
    }
}

/// One map as a button.
fn cell_ui(ui: &Ui, index: usize, rect: Rect, clock: Clock, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let response = ui.interact(rect, Id::unique(("day", index, clock.cursor.0)), Sense::click());
    let name = || {
        let slice = panel.state.timeline.slice(clock);
        let bases = crate::scene::bases_shown(&panel.state.view.hidden);
        let taken = taken_in_brief(panel.state.timeline.chronicle(), &slice, &bases);
        let date = day_full(clock.cursor.day());
        format!("{date}: {}", taken.first().map_or("", String::as_str))
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    let today = panel.state.view.clock.cursor.day() == clock.cursor.day();
    let frame = rect.expand2(vec2(7.0, 4.0));
    let edge = |width: f32, ink: Color32| {
        ui.painter().rect_stroke(frame, CornerRadius::same(4), Stroke::new(width, ink), StrokeKind::Inside);
    };
    if response.has_focus() {
        edge(2.0, colors.ink);
    } else if today {
        edge(1.5, colors.ink2);
    } else if response.hovered() {
        edge(1.0, colors.rule_firm);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        panel.act(Action::GoToDay(clock.cursor));
    }
    response.on_hover_text(name());
}
