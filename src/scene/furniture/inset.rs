//! Around the focus, larger: where places stand so close that a still cannot name them all.

use crate::geo::{LonLat, ScreenPoint, ScreenRect, Viewport, WorldPoint, distance_km};
use crate::scene::layer_ids::INSET;
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::Setting;
use crate::scene::{Color, Frame, Shape, Stroke, View, Weight};

/// Side of the square, in a still and in a page, and its distance from the corner, design px.
const SIDE: f64 = 262.0;
const SIDE_OF_PAGE: f64 = 214.0;
const MARGIN: f64 = 16.0;
/// The square reaches as far as the sixth nearest listed place, and a little further.
const NEIGHBOURS: usize = 6;
const REACH: f64 = 1.09;
/// Places nearer to each other than this touch, design px.
const TOUCHING: f64 = 13.0;
/// It must show things at least so much larger to be worth its room.
const WORTH: f64 = 1.5;

/// Lays out a square over the empty corner of a still's map: its ground, what `fill` draws on its sheet, its edge.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn, fill: impl FnOnce(&Sheet<'_>) -> Drawn) {
    let Some((square, viewport)) = place(sheet) else { return };
    let view = View { viewport, ..sheet.inputs.view.clone() };
    let [under, edge] = frame(sheet, square);
    out.push((None, under));
    out.extend(fill(&sheet.inset(&view, square)));
    out.push((None, edge));
}

/// What lies under an inset, and its edge.
pub(in crate::scene) fn frame(sheet: &Sheet<'_>, square: ScreenRect) -> [Shape; 2] {
    let palette = sheet.palette;
    let edge = Stroke { color: palette.rule_firm, width: sheet.px(1.2), dash: None };
    [rect(square, Some(palette.neighbours), None), rect(square, None, Some(edge))]
}

/// A thin frame on the map around what the inset shows.
pub(in crate::scene) fn draw_locator(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some((square, viewport)) = place(sheet) else { return };
    let corner = |at: ScreenPoint| sheet.projector.position(viewport.lon_lat_from_screen(at));
    let seen = ScreenRect { min: corner(square.min), max: corner(square.max) };
    let edge = Stroke { color: sheet.palette.ink3.with_alpha(0.75), width: sheet.px(0.9), dash: None };
    out.push((None, rect(seen, None, Some(edge))));
}

fn rect(rect: ScreenRect, fill: Option<Color>, stroke: Option<Stroke>) -> Shape {
    Shape::Rect { min: rect.min, max: rect.max, corner_radius: 0.0, fill, stroke }
}

/// The caption inside the square.
pub(in crate::scene) fn caption(sheet: &Sheet<'_>) -> Shape {
    let chronicle = sheet.inputs.chronicle;
    let focus = chronicle.focus().map_or("", |place| place.name.as_str());
    let map = sheet.layout.map;
    let setting = Setting::new(sheet.px(11.0), Weight::SemiBold, sheet.palette.ink2)
        .halo(sheet.palette.neighbours.with_alpha(0.9), sheet.px(3.5));
    setting.line(map.min.x + sheet.px(9.0), map.min.y + sheet.px(17.0), &format!("Around {focus}"))
}

/// The square and its camera, where the map is crowded and has an empty corner; it depends on the view alone.
pub(in crate::scene) fn place(sheet: &Sheet<'_>) -> Option<(ScreenRect, Viewport)> {
    let view = sheet.inputs.view;
    if view.frame == Frame::Window || sheet.kind != MapKind::Whole || !view.shows(INSET) || sheet.is_small() {
        return None;
    }
    let map = sheet.layout.map;
    let side = if view.frame == Frame::Page { SIDE_OF_PAGE } else { SIDE };
    let (side, margin) = (sheet.px(side), sheet.px(MARGIN));
    let square = ScreenRect::new(map.max.x - margin - side, map.max.y - margin - side, side, side);
    let chronicle = sheet.inputs.chronicle;
    let focus = chronicle.focus()?.position?;
    let mut around: Vec<(f64, LonLat)> =
        chronicle.listed().filter_map(|place| place.position).map(|at| (distance_km(focus, at), at)).collect();
    around.sort_by(|a, b| a.0.total_cmp(&b.0));
    let radius_km = around.iter().filter(|(km, _)| *km > 0.1).nth(NEIGHBOURS - 1)?.0 * REACH;

    // One degree of latitude is 111.2 km, and Web Mercator keeps the shape of what is small.
    let center = focus.world();
    let half = center.y - LonLat::new(focus.lon_deg, focus.lat_deg + radius_km / 111.2).world().y;
    let zoom = libm::log2(side / (2.0 * half) / 256.0);
    let viewport = Viewport { center: focus, zoom, origin_px: [square.min.x, square.min.y], size_px: [side, side] };

    let nearby: Vec<ScreenPoint> =
        around.iter().filter(|(km, _)| *km <= radius_km).map(|(_, at)| sheet.projector.position(*at)).collect();
    let touching = |a: &ScreenPoint, b: &ScreenPoint| libm::hypot(a.x - b.x, a.y - b.y) < sheet.px(TOUCHING);
    let crowded = nearby.iter().enumerate().any(|(i, a)| nearby.iter().skip(i + 1).any(|b| touching(a, b)));
    let worth = viewport.world_px() >= WORTH * view.viewport.world_px();
    let all_seen = nearby.iter().all(|at| map.contains(*at));
    let fits = map.width() > 2.5 * side && map.height() > 2.0 * side;
    (crowded && worth && all_seen && fits && is_empty(sheet, square)).then_some((square, viewport))
}

/// Whether nothing of the areas lies under a rectangle.
fn is_empty(sheet: &Sheet<'_>, rect: ScreenRect) -> bool {
    let clear = rect.grown(sheet.px(6.0));
    let free = |p: &WorldPoint| !clear.contains(sheet.projector.point(*p));
    sheet.geometry().arcs.iter().all(|arc| arc.track.points.iter().all(free))
}
