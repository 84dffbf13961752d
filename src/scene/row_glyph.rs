//! What stands for rows of tables: hexagons, points by kind, numbers. The legend draws the same ones.

use crate::geo::ScreenPoint;
use crate::scene::sheet::Sheet;
use crate::scene::side_shapes::outline_of;
use crate::scene::write::Setting;
use crate::scene::{Color, Palette, Shape, Stroke, Theme, Weight};
use crate::words::rows::in_short;

/// How dark hexagons are, the emptiest first.
const DENSITY: [[f64; 5]; 2] = [[0.16, 0.28, 0.42, 0.58, 0.76], [0.20, 0.34, 0.48, 0.64, 0.82]];
/// The radius that the outlines of shapes have, design px.
const SHAPE_PX: f64 = 5.5;
/// Height of the pill with a number, and the size of its type, design px.
const PILL: [f64; 2] = [18.0, 11.0];

/// The ink of a hexagon of a step.
pub(super) fn density(palette: &Palette, theme: Theme, step: usize) -> Color {
    let [light, dark] = DENSITY;
    let alphas = if theme == Theme::Light { light } else { dark };
    palette.ink.with_alpha(alphas.get(step).copied().unwrap_or(1.0))
}

/// Points of one kind and size.
pub(super) fn points(sheet: &Sheet<'_>, kind: u16, tenths: u16, at: Vec<ScreenPoint>) -> Shape {
    let rank = usize::from(kind);
    let by = sheet.px(f64::from(tenths) / 10.0 / SHAPE_PX);
    let outline = if rank == 0 { disc() } else { outline_of(rank) };
    let outline = outline.into_iter().map(|[x, y]| ScreenPoint { x: x * by, y: y * by }).collect();
    Shape::Copies { outline, at, fill: sheet.palette.side(rank) }
}

/// As round as so small a disc can be.
fn disc() -> Vec<[f64; 2]> {
    let corner = |i: u32| std::f64::consts::TAU * f64::from(i) / 12.0;
    (0..12).map(corner).map(|angle| [SHAPE_PX * libm::cos(angle), SHAPE_PX * libm::sin(angle)]).collect()
}

/// A number with an edge of ink.
pub(super) fn pill(sheet: &Sheet<'_>, at: ScreenPoint, count: u32) -> Vec<Shape> {
    let palette = sheet.palette;
    let words = in_short(count as usize);
    let setting = Setting::new(sheet.px(PILL[1]), Weight::SemiBold, palette.ink);
    let (half, width) =
        (sheet.px(PILL[0] / 2.0), (setting.width(&words) / 2.0 + sheet.px(6.5)).max(sheet.px(PILL[0] / 2.0)));
    let edge = Stroke { color: palette.ink, width: sheet.px(1.2), dash: None };
    let ground = Shape::Rect {
        min: ScreenPoint { x: at.x - width, y: at.y - half },
        max: ScreenPoint { x: at.x + width, y: at.y + half },
        corner_radius: half,
        fill: Some(palette.raised),
        stroke: Some(edge),
    };
    vec![ground, setting.line_around(at.x, at.y + sheet.px(PILL[1] * 0.365), &words)]
}
