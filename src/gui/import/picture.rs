//! Where the rows of a table are, as a picture that is drawn beside the frames.

use crate::export::rasterise;
use crate::geo::{BBox, LonLat, ScreenPoint};
use crate::gui::import::work::Look;
use crate::gui::widgets::{PanelContext, waker};
use crate::jobs::{Task, Waker};
use crate::scene::layer_ids::LAND;
use crate::scene::{Mark, Palette, Shape, Stratum, Stroke, Theme};
use crate::table::EventTable;
use crate::world::ground::far;
use egui::{
    Color32, ColorImage, CornerRadius, Rect, Role, Sense, StrokeKind, TextureHandle, TextureOptions, Ui, WidgetInfo,
};
use egui::{pos2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Half the width of a cell in which rows are counted, px.
const CELL_PX: f64 = 3.0;
/// How dark cells are with so many rows and more.
const SHADES: [(u32, f64); 5] = [(1, 0.28), (4, 0.42), (16, 0.56), (64, 0.72), (256, 0.88)];

/// The picture of where the rows are.
#[derive(Default)]
pub(super) struct RowsPicture {
    of: Option<(Arc<EventTable>, Theme)>,
    work: Option<Task<ColorImage>>,
    drawn: Option<TextureHandle>,
}

impl RowsPicture {
    pub fn show_ui(&mut self, ui: &mut Ui, look: &Look, panel: &PanelContext<'_>) {
        let (Some(table), Some(bounds)) = (&look.table, look.bounds) else { return };
        let (theme, colors) = (panel.state.chrome.theme, panel.colors);
        let size = vec2(ui.available_width(), (ui.available_width() * 0.6).round());
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Where the rows are"));
        let is_of = |(of, drawn): &(Arc<EventTable>, Theme)| Arc::ptr_eq(of, table) && *drawn == theme;
        if !self.of.as_ref().is_some_and(is_of) {
            self.of = Some((Arc::clone(table), theme));
            let density = ui.ctx().pixels_per_point();
            self.work =
                Some(draw(&waker(ui.ctx()), table, bounds, [size.x, size.y].map(f64::from), f64::from(density), theme));
        }
        if let Some(drawn) = self.work.as_ref().and_then(Task::take) {
            self.work = None;
            self.drawn = drawn.ok().map(|image| ui.ctx().load_texture("rows", image, TextureOptions::LINEAR));
        }
        match &self.drawn {
            Some(picture) => {
                let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                ui.painter().image(picture.id(), rect, uv, Color32::WHITE);
            }
            None => {
                ui.painter().rect_filled(rect, 0, colors.neighbours);
            }
        }
        let edge = egui::Stroke::new(1.0, colors.rule_firm);
        ui.painter().rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Inside);
    }
}

fn draw(
    waker: &Waker,
    table: &Arc<EventTable>,
    bounds: BBox,
    size_px: [f64; 2],
    density: f64,
    theme: Theme,
) -> Task<ColorImage> {
    let table = Arc::clone(table);
    Task::start("picture of a table", waker, move |_| {
        let pixels = rasterise(&marks(&table, bounds, size_px, theme), size_px, density);
        ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
    })
}

/// Degrees to px: as long east as north in the middle of what is shown.
struct Plate {
    middle: LonLat,
    px_per_degree: [f64; 2],
    size_px: [f64; 2],
}

impl Plate {
    /// Shows a box, with room around it.
    fn of(bounds: BBox, size_px: [f64; 2]) -> Self {
        /// Nothing nearer is shown, degrees.
        const LEAST: f64 = 0.4;
        let middle = LonLat::new((bounds.west + bounds.east) / 2.0, (bounds.south + bounds.north) / 2.0);
        let narrowing = libm::cos(middle.lat_deg.to_radians()).max(0.2);
        let east = ((bounds.east - bounds.west) * 1.12).max(LEAST) * narrowing;
        let north = ((bounds.north - bounds.south) * 1.12).max(LEAST);
        let scale = (size_px[0] / east).min(size_px[1] / north);
        Self { middle, px_per_degree: [scale * narrowing, scale], size_px }
    }

    fn at(&self, point: LonLat) -> ScreenPoint {
        let [east, north] = self.px_per_degree;
        ScreenPoint {
            x: self.size_px[0] / 2.0 + (point.lon_deg - self.middle.lon_deg) * east,
            y: self.size_px[1] / 2.0 - (point.lat_deg - self.middle.lat_deg) * north,
        }
    }
}

/// Land, borders, and how many rows are where.
fn marks(table: &EventTable, bounds: BBox, size_px: [f64; 2], theme: Theme) -> Vec<Mark> {
    let palette = Palette::of(theme);
    let plate = Plate::of(bounds, size_px);
    let world = far();
    let on = |points: Vec<LonLat>| -> Vec<ScreenPoint> { points.into_iter().map(|point| plate.at(point)).collect() };
    let seen = |line: &Vec<ScreenPoint>| {
        let span = |of: fn(&ScreenPoint) -> f64| {
            line.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)))
        };
        let (x, y) = (span(|p| p.x), span(|p| p.y));
        x.1 >= 0.0 && y.1 >= 0.0 && x.0 <= size_px[0] && y.0 <= size_px[1]
    };
    let rings = world.land.iter().flat_map(|land| world.map.polygons(land)).flatten().map(on).filter(seen);
    let borders = world.lines.iter().filter(|line| line.word(0) != "coast").flat_map(|line| world.map.lines(line));
    let borders = borders.map(on).filter(seen).map(|line| (line, false)).collect();
    let stroke = Stroke { color: palette.border_line, width: 0.7, dash: None };
    let sea = Shape::Rect {
        min: ScreenPoint { x: 0.0, y: 0.0 },
        max: ScreenPoint { x: size_px[0], y: size_px[1] },
        corner_radius: 0.0,
        fill: Some(palette.sea),
        stroke: None,
    };
    let land = rings.map(|ring| (ring, true)).collect();
    let mut shapes = vec![
        sea,
        Shape::Path { parts: land, fill: Some(palette.land), stroke: None },
        Shape::Path { parts: borders, fill: None, stroke: Some(stroke) },
    ];
    let mut cells: BTreeMap<(i32, i32), u32> = BTreeMap::new();
    for at in (0..table.rows.len()).filter_map(|at| table.rows.lon_lat(at)) {
        let point = plate.at(at);
        let cell = ((point.x / (2.0 * CELL_PX)).floor() as i32, (point.y / (2.0 * CELL_PX)).floor() as i32);
        *cells.entry(cell).or_default() += 1;
    }
    for (i, (from, alpha)) in SHADES.into_iter().enumerate() {
        let until = SHADES.get(i + 1).map_or(u32::MAX, |(next, _)| *next);
        let square = |(x, y): &(i32, i32)| {
            let (left, top) = (f64::from(*x) * 2.0 * CELL_PX, f64::from(*y) * 2.0 * CELL_PX);
            let (right, bottom) = (left + 2.0 * CELL_PX - 0.6, top + 2.0 * CELL_PX - 0.6);
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            (corners.map(|(x, y)| ScreenPoint { x, y }).to_vec(), true)
        };
        let parts: Vec<_> =
            cells.iter().filter(|(_, rows)| (from..until).contains(rows)).map(|(cell, _)| square(cell)).collect();
        if !parts.is_empty() {
            shapes.push(Shape::Path { parts, fill: Some(palette.ink.with_alpha(alpha)), stroke: None });
        }
    }
    shapes.into_iter().map(|shape| Mark { layer: LAND, stratum: Stratum::Ground, record: None, shape }).collect()
}
