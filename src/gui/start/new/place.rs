//! Where a chronicle is about: a country found by its name, or a box dragged on a map of the world or written down.

use crate::geo::{BBox, ScreenPoint};
use crate::gui::start::new::fields::field_ui;
use crate::gui::start::new::world::{CountryChoice, GroundWish, SIZE_PX, World, found, from_picture, on_picture};
use crate::gui::theme::{Colors, words};
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::ingest::Ground;
use crate::jobs::Waker;
use crate::scene::Weight;
use egui::{
    Color32, CornerRadius, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

/// So many countries are listed.
const LISTED: usize = 5;
/// What lies between list and map, px.
const BETWEEN_PX: f32 = 16.0;

/// The field with its list and its map.
pub(super) struct PlaceField {
    typed: String,
    chosen: usize,
    world: World,
    ground: Option<Ground>,
    /// Where a box was begun, px of the picture.
    from: Option<ScreenPoint>,
    /// The box being dragged.
    dragged: Option<BBox>,
}

impl PlaceField {
    pub(super) fn new(waker: &Waker) -> Self {
        Self { typed: String::new(), chosen: 0, world: World::new(waker), ground: None, from: None, dragged: None }
    }

    /// What was chosen.
    pub(super) fn ground(&self) -> Option<&Ground> {
        self.ground.as_ref()
    }

    /// Shows it; whether another ground was chosen.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, panel: &PanelContext<'_>) -> bool {
        let theme = panel.state.chrome.theme;
        let mut changed = false;
        if let Some(Ok(ground)) = self.world.follow(ui.ctx(), theme) {
            changed = true;
            self.ground = ground;
            if let Some(ground) = &self.ground {
                self.typed = ground.country.clone().unwrap_or_else(|| written(ground.bbox));
            }
        }
        let width = ui.available_width();
        let beside = width >= 620.0;
        let map_px = if beside { SIZE_PX[0] as f32 } else { width.min(SIZE_PX[0] as f32) };
        if beside {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = BETWEEN_PX;
                ui.vertical(|ui| {
                    ui.set_width(width - map_px - BETWEEN_PX);
                    self.search_ui(ui, panel.colors);
                });
                self.map_ui(ui, map_px, panel);
            });
        } else {
            self.search_ui(ui, panel.colors);
            self.map_ui(ui, map_px, panel);
        }
        changed
    }

    fn search_ui(&mut self, ui: &mut Ui, colors: &Colors) {
        let down = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowUp));
        let field = field_ui(ui, "Country or box", &mut self.typed, "Syria, or 35.5, 32.3, 42.4, 37.4");
        if field.changed() {
            self.chosen = 0;
            self.ground = None;
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if let Some(bbox) = read(&self.typed) {
            // A box is read as it is written.
            if field.changed() || entered {
                self.world.ask(GroundWish::Box(bbox));
            }
            ui.label(words("A box: west, south, east, north.", 11.0, Weight::Regular, colors.ink3));
            return;
        }
        if self.ground.is_some() {
            return;
        }
        let all: Vec<CountryChoice> = found(&self.world.known, &self.typed).into_iter().take(LISTED).cloned().collect();
        self.chosen = (self.chosen + down).saturating_sub(up).min(all.len().saturating_sub(1));
        let mut picked = entered.then_some(self.chosen);
        for (number, country) in all.iter().enumerate() {
            if row_ui(ui, &country.name, number == self.chosen, colors).clicked() {
                picked = Some(number);
            }
        }
        if let Some(country) = picked.and_then(|number| all.get(number)) {
            self.world.ask(GroundWish::Country(country.code.clone()));
        }
        if all.is_empty() && !self.typed.trim().is_empty() && !self.world.known.is_empty() {
            ui.label(words("No country is called so.", 11.0, Weight::Regular, colors.ink3));
        }
    }

    fn map_ui(&mut self, ui: &mut Ui, width: f32, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let scale = width / SIZE_PX[0] as f32;
        let (rect, response) = ui.allocate_exact_size(vec2(width, SIZE_PX[1] as f32 * scale), Sense::drag());
        let name = "Map of the world: drag a box around where it is about";
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        match self.world.picture(panel.state.chrome.theme) {
            Some(picture) => {
                ui.painter().image(picture.id(), rect, uv, Color32::WHITE);
            }
            None => {
                ui.painter().rect_filled(rect, CornerRadius::ZERO, colors.neighbours);
            }
        }
        ui.painter().rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
        let at = |pos: Pos2| ScreenPoint {
            x: f64::from((pos.x - rect.left()) / scale),
            y: f64::from((pos.y - rect.top()) / scale),
        };
        if response.drag_started() {
            self.from = ui.input(|input| input.pointer.press_origin()).map(at);
        }
        if let (Some(from), Some(pos)) = (self.from, response.interact_pointer_pos()) {
            self.dragged = boxed(from, at(pos));
        }
        if response.drag_stopped() {
            self.from = None;
            if let Some(bbox) = self.dragged.take() {
                self.world.ask(GroundWish::Box(bbox));
            }
        }
        let chosen = self.dragged.or(self.ground.as_ref().map(|ground| ground.bbox));
        if let Some(bbox) = chosen {
            frame(ui, rect, scale, bbox, colors);
        }
        response.on_hover_cursor(egui::CursorIcon::Crosshair);
    }
}

/// The box between two points of the picture, where it is one.
fn boxed(from: ScreenPoint, to: ScreenPoint) -> Option<BBox> {
    let ([a, b], [c, d]) = (from_picture(from), from_picture(to));
    let bbox = BBox { west: a.min(c), south: b.min(d), east: a.max(c), north: b.max(d) };
    (bbox.east - bbox.west > 0.5 && bbox.north - bbox.south > 0.5).then_some(bbox)
}

/// Frames a box on the map; in two parts where it lies across the 180th meridian.
fn frame(ui: &Ui, map: Rect, scale: f32, bbox: BBox, colors: &Colors) {
    let parts = if bbox.west <= bbox.east {
        vec![(bbox.west, bbox.east)]
    } else {
        vec![(bbox.west, 180.0), (-180.0, bbox.east)]
    };
    let painter = ui.painter().with_clip_rect(map);
    for (west, east) in parts {
        let on = |lon, lat| {
            let at = on_picture(lon, lat);
            map.min + vec2(at.x as f32, at.y as f32) * scale
        };
        let rect = Rect::from_min_max(on(west, bbox.north), on(east, bbox.south));
        painter.rect_filled(rect, CornerRadius::ZERO, colors.ink.gamma_multiply(0.14));
        painter.rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.5, colors.ink), StrokeKind::Outside);
    }
}

/// A box as it is written: west, south, east, north.
fn written(bbox: BBox) -> String {
    let BBox { west, south, east, north } = bbox;
    [west, south, east, north].map(|degrees| format!("{}", (degrees * 100.0).round() / 100.0)).join(", ")
}

/// The box that is written, where it is one.
fn read(text: &str) -> Option<BBox> {
    let mut numbers = Vec::new();
    for part in text.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        numbers.push(part.parse::<f64>().ok()?);
    }
    let [west, south, east, north] = *numbers.as_slice() else { return None };
    let fits = west.abs() <= 180.0 && east.abs() <= 180.0 && south < north && south >= -85.0 && north <= 85.0;
    (fits && west != east).then_some(BBox { west, south, east, north })
}

fn row_ui(ui: &mut Ui, name: &str, chosen: bool, colors: &Colors) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, name));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), colors.hover);
    }
    let at = rect.left_center() + vec2(8.0, 0.0);
    let font = crate::gui::theme::font(12.0, Weight::Regular);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, name, font, colors.ink);
    focus_ring(ui, &response, colors);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_read_as_it_is_written() {
        let bbox = BBox { west: 35.5, south: 32.25, east: 42.4, north: 37.4 };
        assert_eq!(read(&written(bbox)), Some(bbox));
        for text in ["", "Syria", "1, 2, 3", "1, 3, 2, 2", "1, 2, 400, 3", "1,2,3,4,5", "nan, 1, 2, 3"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_dragged_is_a_box_whichever_way_and_a_click_is_none() {
        let (a, b) = (ScreenPoint { x: 200.0, y: 40.0 }, ScreenPoint { x: 220.0, y: 60.0 });
        assert!(boxed(a, b).is_some());
        assert_eq!(boxed(a, b), boxed(b, a));
        assert_eq!(boxed(a, a), None);
    }
}
