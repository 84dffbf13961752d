//! The marks of happenings: shape and colour by kind, size by what the chronicle sizes them by, a number for many at one
//! spot. The legend draws the same ones.

use crate::chronicle::Basis;
use crate::geo::ScreenPoint;
use crate::scene::appearance::{FADES, LARGE, SpotMark};
use crate::scene::side_shapes::outline_of;
use crate::scene::write::Setting;
use crate::scene::{Color, Dash, Palette, Shape, Stroke, Weight};

/// Height of the pill with a number, and of the one beside a symbol, design px.
const PILL_PX: f64 = 18.0;
const BADGE_PX: f64 = 14.0;
/// Size of the number, by the height of its pill.
const NUMBER: f64 = 0.64;
/// The radius that the outlines of shapes have, design px.
const SHAPE_PX: f64 = 5.5;
const HALO: f64 = 1.5;
/// Radius of the station of a journey.
const STATION_PX: f64 = 2.7;
/// Alphas of a new mark with a size: inside, inside where it is large, and of its edge; and of all when it has faded.
const FILL: f64 = 0.34;
const FILL_LARGE: f64 = 0.2;
const FADED: [f64; 2] = [0.12, 0.22];

/// Radius of the circle that holds all of a mark, design px.
pub(super) fn radius(spot: SpotMark) -> f64 {
    if spot.station {
        return STATION_PX + HALO + if spot.fresh { 1.0 } else { 0.0 };
    }
    let own = spot.radius.map_or(if spot.kind.is_some() { 7.0 } else { 4.5 }, |tenths| f64::from(tenths) / 10.0 + 1.0);
    let ring = if spot.fresh { own + 2.5 } else { own };
    spot.number.map_or(ring, |number| ring.max(pill_width(number, PILL_PX) / 2.0 + 1.0))
}

fn number_size(height: f64) -> f64 {
    height * NUMBER
}

/// Width of the pill of a number, design px.
fn pill_width(number: usize, height: f64) -> f64 {
    let setting = Setting::new(number_size(height), Weight::SemiBold, Color::hex(0));
    height.max(setting.width(&number.to_string()) + height * 0.55)
}

/// A mark around `at`; `scale` is picture px per design px.
pub(super) fn shapes(
    spot: SpotMark,
    look: (Basis, bool),
    at: ScreenPoint,
    scale: f64,
    palette: &Palette,
) -> Vec<Shape> {
    if spot.station {
        return station(spot, look, at, scale, palette);
    }
    let mut out = Vec::new();
    if let Some(kind) = spot.kind.filter(|_| spot.number.is_none() || spot.radius.is_some()) {
        out.extend(of_kind(spot, kind, look, at, scale, palette));
    }
    if let Some(number) = spot.number {
        out.extend(pill(number, PILL_PX, at, scale, palette));
    }
    out
}

/// A station of a journey: a small disc in the traveller's colour, hollow while it is not certain to have been reached.
fn station(
    spot: SpotMark,
    (basis, possible): (Basis, bool),
    at: ScreenPoint,
    scale: f64,
    palette: &Palette,
) -> Vec<Shape> {
    let color = palette.side(spot.kind.unwrap_or_default());
    let radius = STATION_PX + if spot.fresh { 1.0 } else { 0.0 };
    let disc = |radius: f64, fill: Option<Color>, stroke: Option<Stroke>| Shape::Circle {
        center: at,
        radius: radius * scale,
        fill,
        stroke,
    };
    let halo = disc(radius + HALO, Some(palette.halo), None);
    if possible || basis == Basis::Reference {
        let edge = Stroke { color, width: 1.25 * scale, dash: None };
        return vec![halo, disc(radius - 0.4, Some(palette.halo), Some(edge))];
    }
    vec![halo, disc(radius, Some(color), None)]
}

/// The shape of a kind in its colour: translucent where it has a size, since many lie over one another.
fn of_kind(
    spot: SpotMark,
    kind: usize,
    (basis, possible): (Basis, bool),
    at: ScreenPoint,
    scale: f64,
    palette: &Palette,
) -> Vec<Shape> {
    let color = palette.side(kind);
    let left = 1.0 - f64::from(spot.fade) / f64::from(FADES);
    let faded = |from: f64, to: f64| to + (from - to) * left;
    let [fill_to, edge_to] = FADED;
    let large = spot.radius.is_some_and(|tenths| tenths >= LARGE);
    let (fill, edge) = match spot.radius {
        Some(_) => (faded(if large { FILL_LARGE } else { FILL }, fill_to), faded(1.0, edge_to)),
        None => (faded(1.0, 0.3), faded(1.0, 0.45)),
    };
    // Only of circles everybody reads the size alike.
    let shape_of = if spot.radius.is_some() { 0 } else { kind };
    let radius = spot.radius.map_or(SHAPE_PX, |tenths| f64::from(tenths) / 10.0);
    let shape =
        |radius: f64, fill: Option<Color>, stroke: Option<Stroke>| outline(shape_of, at, radius * scale, fill, stroke);
    let stroke = |width: f64, color: Color, dash: Option<(f64, f64)>| Stroke {
        color,
        width: width * scale,
        dash: dash.map(|(on, off)| Dash { on: on * scale, off: off * scale }),
    };
    let mut out = Vec::new();
    if spot.radius.is_none() {
        let halo = palette.halo.with_alpha(faded(1.0, 0.5));
        out.push(shape(radius, Some(halo), Some(stroke(2.0 * HALO, halo, None))));
    }
    let width = if large { 1.6 } else { 1.1 };
    let edged = |width: f64, dash| Some(stroke(width, color.with_alpha(edge), dash));
    out.push(match (possible, basis, spot.radius) {
        (true, Basis::Documents, _) => {
            shape(radius, Some(color.with_alpha(fill.min(0.45))), edged(1.25, Some((2.0, 1.6))))
        }
        (true, Basis::Reference, _) => shape(radius, None, edged(1.25, Some((2.0, 1.6)))),
        (false, Basis::Reference, _) => shape(radius, None, edged(1.5, None)),
        (false, Basis::Documents, Some(_)) => shape(radius, Some(color.with_alpha(fill)), edged(width, None)),
        (false, Basis::Documents, None) => shape(radius, Some(color.with_alpha(fill)), None),
    });
    if large {
        let middle = color.with_alpha(edge);
        out.push(Shape::Circle { center: at, radius: 1.6 * scale, fill: Some(middle), stroke: None });
    }
    if spot.fresh {
        let ring = stroke(1.0, color, None);
        out.push(Shape::Circle { center: at, radius: (radius + 2.8) * scale, fill: None, stroke: Some(ring) });
    }
    out
}

/// The outline that stands for a kind, as large as a circle of this radius, px.
fn outline(kind: usize, at: ScreenPoint, radius: f64, fill: Option<Color>, stroke: Option<Stroke>) -> Shape {
    if kind == 0 {
        return Shape::Circle { center: at, radius, fill, stroke };
    }
    let by = radius / SHAPE_PX;
    let points = outline_of(kind).into_iter().map(|[x, y]| ScreenPoint { x: at.x + x * by, y: at.y + y * by });
    Shape::Path { parts: vec![(points.collect(), true)], fill, stroke }
}

/// A number with an edge of ink around it.
fn pill(number: usize, height: f64, at: ScreenPoint, scale: f64, palette: &Palette) -> Vec<Shape> {
    let (half, width) = (height / 2.0 * scale, pill_width(number, height) / 2.0 * scale);
    let min = ScreenPoint { x: at.x - width, y: at.y - half };
    let max = ScreenPoint { x: at.x + width, y: at.y + half };
    let edge = Stroke { color: palette.ink, width: 1.2 * scale, dash: None };
    let setting = Setting::new(number_size(height) * scale, Weight::SemiBold, palette.ink);
    let ground = Shape::Rect { min, max, corner_radius: half, fill: Some(palette.raised), stroke: Some(edge) };
    vec![ground, setting.line_around(at.x, at.y + number_size(height) * 0.365 * scale, &number.to_string())]
}

/// The number beside a symbol, above its right.
pub(super) fn badge(number: usize, at: ScreenPoint, scale: f64, palette: &Palette) -> Vec<Shape> {
    let right = pill_width(number, BADGE_PX) / 2.0 + 3.0;
    let middle = ScreenPoint { x: at.x + right * scale, y: at.y - 13.0 * scale };
    pill(number, BADGE_PX, middle, scale, palette)
}
