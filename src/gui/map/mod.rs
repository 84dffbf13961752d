//! The map panel. The only folder that knows walkers, which owns the gestures; the camera is copied to and from the state.

mod placing;
mod tiles;

use crate::app::{Action, Camera};
use crate::chronicle::{Chronicle, Place, PlaceId};
use crate::geo::{LonLat, ScreenPoint, ScreenRect};
use crate::gui::capture_pulse::CapturePulse;
use crate::gui::icons::Icon;
use crate::gui::painter::{self, PaintItem};
use crate::gui::prewarm::Prewarm;
use crate::gui::static_layers::StaticLayers;
use crate::gui::widgets::{self, ButtonStyle, PanelContext};
use crate::jobs::Failed;
use crate::scene::{Inputs, Mark, Record, Stratum, View, hit, marks_of, zoom_controls};
use crate::timeline::Timeslice;
use crate::words::place_now;
use egui::{Align, Context, Id, Layout, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;
use tiles::OnlineTiles;
use walkers::{Map, MapMemory};

/// How near the pointer must come to a symbol, px.
const REACH_PX: f64 = 11.0;
/// How far an arrow key moves the map, px.
const STEP_PX: f64 = 80.0;

/// The live strata of one timeslice in one view, ready to paint.
struct Drawn {
    slice: Arc<Timeslice>,
    view: View,
    origin: Pos2,
    pixels_per_point: f32,
    marks: Vec<Mark>,
    tints: Vec<PaintItem>,
    above: Vec<PaintItem>,
}

/// What the map panel keeps between frames.
pub struct MapPanel {
    memory: MapMemory,
    static_layers: StaticLayers,
    online: OnlineTiles,
    drawn: Option<Drawn>,
    capture_pulse: CapturePulse,
    prewarm: Prewarm,
    focused: bool,
}

impl MapPanel {
    /// A panel that has shown nothing yet.
    pub fn new(ctx: &Context) -> Self {
        Self {
            memory: MapMemory::default(),
            static_layers: StaticLayers::new(ctx),
            online: OnlineTiles::default(),
            drawn: None,
            capture_pulse: CapturePulse::default(),
            prewarm: Prewarm::default(),
            focused: false,
        }
    }

    /// Keeps tiles of a server in a folder.
    pub fn keep_tiles_in(&mut self, folder: PathBuf) {
        self.online.keep_in = Some(folder);
    }

    /// Where tiles of a server are kept.
    pub fn tiles_kept_in(&self) -> Option<PathBuf> {
        self.online.keep_in.clone()
    }

    /// Why the base map could not be drawn, once.
    pub fn failure(&mut self) -> Option<Failed> {
        self.static_layers.failure()
    }

    /// Whether the map has the keyboard.
    pub fn focused(&self) -> bool {
        self.focused
    }

    /// Whether the base map on show is the one that belongs there.
    pub fn settled(&self) -> bool {
        self.static_layers.settled()
    }

    /// The marks painted last, in paint order, in px of the panel's picture.
    pub fn marks(&self) -> &[Mark] {
        self.drawn.as_ref().map_or(&[], |drawn| &drawn.marks)
    }

    /// Shows the map in all of the room that is left.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.available_rect_before_wrap();
        let size_px = [f64::from(rect.width()), f64::from(rect.height())];
        if size_px != panel.state.chrome.map_size_px {
            panel.act(Action::MapResized(size_px));
        }
        let mut view = panel.state.map_view(size_px);
        ui.painter().rect_filled(rect, 0, panel.colors.neighbours);
        let response = self.gestures(ui, &mut view, rect, panel);
        self.draw(ui.ctx(), panel, view, rect.min);
        let Some(drawn) = &self.drawn else { return };
        let outer = ui.painter().with_clip_rect(rect);
        let view = &drawn.view;
        let map = map_rect(view, rect.min);
        let inner = outer.with_clip_rect(map.intersect(rect));
        self.static_layers.follow(ui.ctx(), &panel.state.document, &panel.state.slice, view);
        // Tiles from a server lie where the ground lay.
        if !self.online.are_shown() {
            self.static_layers.paint(&inner, Stratum::Ground, view, rect.min);
        }
        painter::paint(&inner, &drawn.tints, rect.min);
        self.static_layers.paint(&inner, Stratum::Lines, view, rect.min);
        self.capture_pulse.show(&inner, view, rect.min, panel);
        painter::paint(&outer, &drawn.above, rect.min);
        if !placing::is_placed(&response, (view, rect.min), panel) {
            pointer(ui, &response, drawn, rect.min, panel);
        }
        places(ui, drawn, map, panel);
        placing::placing_ui(ui, (view, rect.min), map, panel);
        if self.focused {
            let edge = egui::Stroke::new(2.0, panel.colors.ink);
            outer.rect_stroke(map.shrink(2.0), 0, edge, egui::StrokeKind::Inside);
        }
        if self.static_layers.settled() {
            self.prewarm.step(ui.ctx(), view, panel);
        }
        zoom_buttons_ui(ui, map, panel);
    }

    /// Lets walkers handle drag, wheel, double click and pinch, and the keyboard move the map.
    fn gestures(&mut self, ui: &mut Ui, view: &mut View, rect: Rect, panel: &mut PanelContext<'_>) -> Response {
        let before = view.viewport;
        // A gesture under way keeps its own centre; anything else is told where the state looks.
        let held = self.memory.detached().filter(|_| self.memory.animating() || ui.ctx().is_using_pointer_here(rect));
        let known = held.map(|p| LonLat::new(p.x(), p.y()));
        if known != Some(before.center) {
            self.memory.center_at(walkers::lon_lat(before.center.lon_deg, before.center.lat_deg));
        }
        // Zooms walkers refuses are out of our own range as well.
        let _ = self.memory.set_zoom(before.zoom);
        let map = map_rect(view, rect.min);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(map).id_salt("map"));
        let tiles = self.online.follow(ui.ctx(), panel.state).map(|tiles| tiles as &mut dyn walkers::Tiles);
        let response = Map::new(tiles, &mut self.memory, walkers::lon_lat(0.0, 0.0))
            .zoom_with_ctrl(false)
            .zoom_speed(0.7)
            .double_click_to_zoom(true)
            .show(&mut child, |_, _, _, _| ())
            .response;
        ui.advance_cursor_after_rect(rect);
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map"));
        let moved = self.memory.detached().map_or(before.center, |p| LonLat::new(p.x(), p.y()));
        let zoom = self.memory.zoom();
        let (least, most) = Camera::ZOOM;
        if zoom < least || zoom > most {
            // At the limit nothing moves, so that the middle does not drift.
            let _ = self.memory.set_zoom(before.zoom);
            self.memory.center_at(walkers::lon_lat(before.center.lon_deg, before.center.lat_deg));
        } else if response.changed() && (moved != before.center || zoom != before.zoom) {
            let camera = Camera { center: moved, zoom };
            view.viewport.center = moved;
            view.viewport.zoom = zoom;
            panel.act(Action::MoveCamera(camera));
        }
        self.keyboard(ui, &response, panel);
        response
    }

    fn keyboard(&mut self, ui: &Ui, response: &Response, panel: &mut PanelContext<'_>) {
        self.focused = response.has_focus();
        if !self.focused {
            return;
        }
        let arrows = [
            (egui::Key::ArrowLeft, [-STEP_PX, 0.0]),
            (egui::Key::ArrowRight, [STEP_PX, 0.0]),
            (egui::Key::ArrowUp, [0.0, -STEP_PX]),
            (egui::Key::ArrowDown, [0.0, STEP_PX]),
        ];
        for (key, by) in arrows {
            if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key)) {
                panel.act(Action::PanMap(by));
            }
        }
    }

    /// Lays out the live strata unless they are those of the last frame.
    fn draw(&mut self, ctx: &Context, panel: &PanelContext<'_>, view: View, origin: Pos2) {
        let state = panel.state;
        let pixels_per_point = ctx.pixels_per_point();
        let fresh = self.drawn.as_ref().is_some_and(|d| {
            Arc::ptr_eq(&d.slice, &state.slice)
                && d.view == view
                && d.origin == origin
                && d.pixels_per_point == pixels_per_point
        });
        if fresh {
            return;
        }
        let inputs = Inputs {
            chronicle: state.timeline.chronicle(),
            atlas: &state.document.atlas,
            timeline: &state.timeline,
            slice: &state.slice,
            view: &view,
        };
        let marks = marks_of(inputs, &[Stratum::Tints, Stratum::Marks, Stratum::Furniture]);
        let first_above = marks.iter().position(|m| m.stratum > Stratum::Tints).unwrap_or(marks.len());
        let (below, over) = marks.split_at(first_above);
        let tints = painter::prepare(pixels_per_point, below, origin);
        let above = painter::prepare(pixels_per_point, over, origin);
        self.drawn =
            Some(Drawn { slice: Arc::clone(&state.slice), view, origin, pixels_per_point, tints, above, marks });
    }
}

/// Whether the pointer is pressed and was pressed inside.
trait PointerHere {
    fn is_using_pointer_here(&self, rect: Rect) -> bool;
}

impl PointerHere for Context {
    fn is_using_pointer_here(&self, rect: Rect) -> bool {
        self.input(|i| i.pointer.any_down() && i.pointer.press_origin().is_some_and(|p| rect.contains(p)))
    }
}

fn map_rect(view: &View, origin: Pos2) -> Rect {
    let [x, y] = view.viewport.origin_px;
    let [w, h] = view.viewport.size_px;
    Rect::from_min_size(origin + vec2(x as f32, y as f32), vec2(w as f32, h as f32))
}

/// Hovering tells, a click selects, a click on nothing clears.
fn pointer(ui: &Ui, response: &Response, drawn: &Drawn, origin: Pos2, panel: &mut PanelContext<'_>) {
    let under = response.hover_pos().and_then(|p| {
        let at = ScreenPoint { x: f64::from(p.x - origin.x), y: f64::from(p.y - origin.y) };
        hit(&drawn.marks, at, REACH_PX).and_then(|record| place_of(record, &panel.state.document.chronicle))
    });
    if let Some(place) = under.as_ref().and_then(|id| panel.state.document.chronicle.places.get(id)) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        let text = now(panel, place);
        if !response.dragged() {
            response.clone().on_hover_text_at_pointer(text);
        }
    }
    if response.clicked() {
        panel.act(under.clone().map_or(Action::ClearSelection, Action::SelectPlace));
    }
    if under != panel.state.hovered {
        panel.act(Action::Hover(under));
    }
}

/// What holds at a place, in words.
fn now(panel: &PanelContext<'_>, place: &Place) -> String {
    let state = panel.state;
    place_now(&state.document.chronicle, &state.slice, state.shown(), place)
}

fn place_of(record: &Record, chronicle: &Chronicle) -> Option<PlaceId> {
    match record {
        Record::Place(id) => Some(id.clone()),
        Record::Event(id) => chronicle.events.get(id).map(|event| event.place.clone()),
        Record::Area(id) => chronicle.areas.iter().find(|a| &a.id == id).map(|a| a.place.clone()),
        Record::Corridor(_) => None,
    }
}

/// Gives every listed place in sight a name that assistive technology can find and press.
fn places(ui: &Ui, drawn: &Drawn, map: Rect, panel: &mut PanelContext<'_>) {
    let chronicle = Arc::clone(&panel.state.document.chronicle);
    for place in chronicle.listed() {
        let Some(at) = symbol(drawn, place) else { continue };
        let rect = Rect::from_center_size(at, vec2(16.0, 16.0));
        if !map.contains_rect(rect) {
            continue;
        }
        let response = ui.interact(rect, Id::unique(("place", place.id.as_str())), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, now(panel, place)));
        widgets::focus_ring(ui, &response, panel.colors);
        if response.clicked() {
            panel.act(Action::SelectPlace(place.id.clone()));
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            response.on_hover_text(now(panel, place));
        }
    }
}

/// Where a place's symbol was painted.
fn symbol(drawn: &Drawn, place: &Place) -> Option<Pos2> {
    let position = place.position?;
    let at = drawn.view.viewport.nearest_screen(position);
    Some(pos2(drawn.origin.x + at.x as f32, drawn.origin.y + at.y as f32))
}

fn zoom_buttons_ui(ui: &mut Ui, map: Rect, panel: &mut PanelContext<'_>) {
    let edges =
        ScreenRect::new(f64::from(map.left()), f64::from(map.top()), f64::from(map.width()), f64::from(map.height()));
    let Some((room, side_by_side)) = zoom_controls(edges) else { return };
    let rect =
        Rect::from_min_max(pos2(room.min.x as f32, room.min.y as f32), pos2(room.max.x as f32, room.max.y as f32));
    let layout = if side_by_side { Layout::left_to_right(Align::Min) } else { Layout::top_down(Align::Min) };
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout).id_salt("zoom"));
    child.spacing_mut().item_spacing = vec2(4.0, 4.0);
    for (icon, label, action) in [
        (Icon::Plus, "Zoom in", Action::ZoomMap(0.5)),
        (Icon::Minus, "Zoom out", Action::ZoomMap(-0.5)),
        (Icon::Fit, "Fit the map", Action::FitMap),
    ] {
        let keys = crate::gui::commands::keys_of(label);
        if widgets::icon_button_ui(&mut child, icon, label, &keys, ButtonStyle::Outlined, panel.colors).clicked() {
            panel.act(action);
        }
    }
}
