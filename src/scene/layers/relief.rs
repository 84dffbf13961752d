//! The ground: flat land, and over it the toned relief.

use crate::geo::{LonLat, ScreenPoint};
use crate::scene::geometry::Track;
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::{Color, Shape, Theme};

/// Over how many degrees the sea fades towards the edge of what is known, and in how many steps.
const SHALLOWS_DEGREES: f64 = 3.0;
const SHALLOWS: u32 = 24;

/// From how near on the world's relief pales, and where it is palest, px for a degree; how much of it is covered then.
const PALES_PX_PER_DEGREE: [f64; 2] = [60.0, 260.0];
const PALEST: f64 = 0.8;

/// Flat land: what is seen where there is no relief.
pub(in crate::scene) fn draw_land(sheet: &Sheet<'_>, out: &mut Drawn) {
    let mut fill = |rings: Vec<_>, color: Color| {
        let parts: Vec<_> = rings.into_iter().filter(|ring: &Vec<_>| ring.len() > 2).map(|r| (r, true)).collect();
        if !parts.is_empty() {
            let shape = Shape::Path { parts, fill: Some(color), stroke: None };
            out.push((None, shape));
        }
    };
    let geometry = sheet.geometry();
    // What no country covers is sea, as far as the countries are known; the world's sea lies over its relief.
    let world = geometry.is_world();
    let known = Track::around(geometry.countries.iter().flat_map(|country| &country.rings));
    // One of many small maps is the country alone, on the page's own ground.
    let alone = sheet.kind == MapKind::Thumbnail;
    for (sea, color) in known.iter().filter(|_| !alone && !world).flat_map(|known| sea(sheet, known)) {
        fill(sheet.projector.ring(&sea), color);
    }
    for country in geometry.countries.iter().filter(|country| !country.focus && !alone && !world) {
        fill(country.rings.iter().flat_map(|ring| sheet.projector.ring(ring)).collect(), sheet.palette.neighbours);
    }
    let focus = geometry.countries.iter().filter(|country| country.focus).collect::<Vec<_>>();
    for country in &focus {
        fill(country.rings.iter().flat_map(|ring| sheet.projector.ring(ring)).collect(), sheet.palette.land);
    }
    if focus.is_empty() && world {
        fill(vec![sheet.projector.frame()], sheet.palette.land);
    } else if focus.is_empty() {
        for area in &geometry.areas {
            let rings = area.iter().flat_map(|ring| sheet.projector.area_ring(&geometry.arcs, ring));
            fill(rings.collect(), sheet.palette.land);
        }
    }
}

/// The sea as boxes one in the other: towards the edge of what is known it pales to the ground, so that no coast seems
/// to run there.
fn sea(sheet: &Sheet<'_>, known: &Track) -> Vec<(Track, Color)> {
    let step = SHALLOWS_DEGREES / 360.0 / f64::from(SHALLOWS);
    let palette = sheet.palette;
    let boxes = (1..=SHALLOWS).filter_map(|i| {
        let depth = f64::from(i) / f64::from(SHALLOWS);
        Some((known.shrunk(step * f64::from(i))?, palette.neighbours.mixed(palette.lakes, depth)))
    });
    let boxes: Vec<(Track, Color)> = boxes.collect();
    match boxes.last() {
        Some((innermost, color)) if sheet.projector.lies_within(innermost) => vec![(innermost.clone(), *color)],
        Some(_) => boxes,
        None => vec![(known.clone(), palette.lakes)],
    }
}

/// The toned picture.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    // A relief of the chronicle's own is made for one scale.
    let geometry = sheet.geometry();
    let small = sheet.is_small() && !(geometry.is_world() && sheet.kind != MapKind::Thumbnail);
    let Some(relief) = geometry.relief.as_ref().filter(|_| !small) else { return };
    let b = relief.bounds;
    let (nw, se) = (LonLat::new(b.west, b.north).world(), LonLat::new(b.east, b.south).world());
    let png = match sheet.inputs.view.theme {
        Theme::Light => &relief.light,
        Theme::Dark => &relief.dark,
    };
    let (min, max) = (sheet.projector.point(nw), sheet.projector.point(se));
    for by in sheet.projector.copies(nw.x, se.x) {
        let moved = |p: ScreenPoint| ScreenPoint { x: p.x + by, y: p.y };
        out.push((None, Shape::Relief { min: moved(min), max: moved(max), png: png.clone() }));
    }
    if geometry.is_world() {
        pale(sheet, out);
    }
}

/// Pales the world's relief near by: its hills are a kilometre wide and more, and would be spots there.
fn pale(sheet: &Sheet<'_>, out: &mut Drawn) {
    let [from, until] = PALES_PX_PER_DEGREE;
    let near = ((sheet.inputs.view.px_per_degree() - from) / (until - from)).clamp(0.0, 1.0);
    let alpha = PALEST * near * near * (3.0 - 2.0 * near);
    if alpha > 0.01 {
        let land = if sheet.geometry().countries.iter().any(|country| country.focus) {
            sheet.palette.neighbours.mixed(sheet.palette.land, 0.5)
        } else {
            sheet.palette.land
        };
        let parts = vec![(sheet.projector.frame(), true)];
        out.push((None, Shape::Path { parts, fill: Some(land.with_alpha(alpha)), stroke: None }));
    }
}
