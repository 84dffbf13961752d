//! One line of a legend: a sign and what it means.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{SpotMark, Tint, TintedGround};
use crate::scene::geometry::{hatch, texture, texture_width};
use crate::scene::glyph::{Glyph, Siege, siege_shapes};
use crate::scene::sheet::Sheet;
use crate::scene::soft;
use crate::scene::spot_glyph;
use crate::scene::write::Setting;
use crate::scene::{Dash, Shape, Stroke, Weight};

/// Height of a row, design px.
pub(in crate::scene) const ROW: f64 = 20.0;
/// Width and height that hold every sign, design px.
pub const SIGN_PX: [f64; 2] = [SWATCH[0], ROW];
/// Width and height of a swatch, and from its left edge to the words, design px.
const SWATCH: [f64; 2] = [30.0, 14.5];
const INDENT: f64 = 39.0;

/// One line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct Item {
    pub(super) swatch: Swatch,
    pub label: String,
}

/// What stands before the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Swatch {
    /// Tinted ground, and the symbol on it.
    Area { ground: TintedGround, glyph: Option<Glyph> },
    /// A symbol, under a siege or not.
    Symbol { glyph: Glyph, siege: Option<Siege> },
    /// The mark of a happening.
    Spot { spot: SpotMark, look: (Basis, bool) },
    /// Marks of happenings beside one another.
    Spots(Vec<SpotMark>),
    /// A corridor of a side.
    Line { firm: bool, side: usize },
    /// A line of this width, alpha and dash.
    Course { side: usize, width: f64, alpha: f64, dash: Option<(f64, f64)> },
    /// An outlined piece of ground, by rank.
    Outline(usize),
    /// A soft disc.
    Soft(Option<usize>),
    /// Nothing.
    Words,
}

impl Item {
    /// Draws the item with its top left corner at (`x`, `y`).
    pub fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64, shapes: &mut Vec<Shape>) {
        let palette = sheet.palette;
        let scale = sheet.inputs.view.scale;
        let middle = y + sheet.px(ROW / 2.0);
        let center = ScreenPoint { x: x + sheet.px(SWATCH[0] / 2.0), y: middle };
        match &self.swatch {
            Swatch::Area { ground, glyph } => {
                shapes.extend(area_swatch(sheet, x, middle, *ground));
                if let Some(glyph) = glyph {
                    let size = if glyph.today { 0.66 } else { 0.9 };
                    shapes.extend(glyph.shapes(center, scale * size, palette));
                }
            }
            Swatch::Symbol { glyph, siege } => {
                let size = if siege.is_some() {
                    0.72
                } else if glyph.focus {
                    0.8
                } else {
                    1.0
                };
                if let Some(siege) = siege {
                    shapes.extend(siege_shapes(center, scale * size, *siege, palette));
                }
                shapes.extend(glyph.shapes(center, scale * size, palette));
            }
            Swatch::Line { firm, side } => {
                let dash = (!firm).then(|| Dash { on: sheet.px(5.0), off: sheet.px(3.0) });
                let width = sheet.px(if *firm { 2.4 } else { 1.8 });
                let line = vec![ScreenPoint { x, y: middle }, ScreenPoint { x: x + sheet.px(SWATCH[0]), y: middle }];
                let stroke = Some(Stroke { color: palette.side(*side), width, dash });
                shapes.push(Shape::Path { parts: vec![(line, false)], fill: None, stroke });
            }
            Swatch::Spot { spot, look } => shapes.extend(spot_glyph::shapes(*spot, *look, center, scale, palette)),
            Swatch::Spots(spots) => {
                let across: f64 = spots.iter().map(|spot| 2.0 * spot_glyph::radius(*spot)).sum();
                // Smaller where they would leave the column of signs.
                let scale = scale * (SWATCH[0] / across).min(1.0);
                let mut at = center.x - across / 2.0 * scale;
                for spot in spots {
                    let radius = spot_glyph::radius(*spot) * scale;
                    let look = (Basis::Documents, false);
                    let center = ScreenPoint { x: at + radius, y: middle };
                    shapes.extend(spot_glyph::shapes(*spot, look, center, scale, palette));
                    at += 2.0 * radius;
                }
            }
            Swatch::Course { side, width, alpha, dash } => {
                let dash = dash.map(|(on, off)| Dash { on: sheet.px(on), off: sheet.px(off) });
                let color = palette.side(*side).with_alpha(*alpha);
                let stroke = Stroke { color, width: sheet.px(*width), dash };
                shapes.push(Shape::level(ScreenPoint { x, y: middle }, x + sheet.px(SWATCH[0]), stroke));
            }
            Swatch::Outline(rank) => {
                let color = palette.side(*rank);
                let (half, width) = (sheet.px(SWATCH[1] / 2.0), sheet.px(SWATCH[0]));
                let (min, max) = (ScreenPoint { x, y: middle - half }, ScreenPoint { x: x + width, y: middle + half });
                let edge = Some(Stroke { color, width: sheet.px(1.3), dash: None });
                let fill = Some(color.with_alpha(0.26));
                shapes.push(Shape::Rect { min, max, corner_radius: 0.0, fill, stroke: edge });
            }
            Swatch::Soft(rank) => {
                let color = soft::color(palette, *rank);
                shapes.extend(soft::disc(center, sheet.px(ROW / 2.0 - 0.5), color, 1.0));
            }
            Swatch::Words => {}
        }
        let setting = Setting::new(sheet.px(11.5), Weight::Regular, palette.ink);
        shapes.push(setting.line(x + sheet.px(INDENT), middle + sheet.px(4.1), &self.label));
    }

    /// Width of the item, px.
    pub fn width(&self, sheet: &Sheet<'_>) -> f64 {
        let setting = Setting::new(sheet.px(11.5), Weight::Regular, sheet.palette.ink);
        sheet.px(INDENT) + setting.width(&self.label)
    }
}

/// A piece of tinted land with its outline.
fn area_swatch(sheet: &Sheet<'_>, x: f64, middle: f64, ground: TintedGround) -> Vec<Shape> {
    let palette = sheet.palette;
    let (width, height) = (sheet.px(SWATCH[0]), sheet.px(SWATCH[1]));
    let rect = ScreenRect::new(x, middle - height / 2.0, width, height);
    let corners = [
        rect.min,
        ScreenPoint { x: rect.max.x, y: rect.min.y },
        rect.max,
        ScreenPoint { x: rect.min.x, y: rect.max.y },
    ];
    let color = palette.side(ground.side);
    let path = |fill, stroke| Shape::Path { parts: vec![(corners.to_vec(), true)], fill, stroke };
    let mut shapes = vec![path(Some(palette.land), None), path(Some(color.with_alpha(ground.alpha(palette))), None)];
    let whole = [(corners.to_vec(), true)];
    let (parts, width, alpha) = match ground.tint {
        Tint::Claimed => (hatch(&whole, rect.min, sheet.px(5.0)), 1.4, palette.hatch),
        _ if ground.many => {
            let lines = texture(&whole, rect.min, sheet.px(0.7), ground.side);
            (lines, 0.85 * texture_width(ground.side), palette.texture)
        }
        _ => (Vec::new(), 0.0, 0.0),
    };
    if !parts.is_empty() {
        let stroke = Some(Stroke { color: color.with_alpha(alpha), width: sheet.px(width), dash: None });
        shapes.push(Shape::Path { parts, fill: None, stroke });
    }
    let solid = ground.tint == Tint::Documents;
    let dash = (!solid).then(|| Dash { on: 0.0, off: sheet.px(2.6) });
    shapes.push(path(None, Some(Stroke { color, width: sheet.px(if solid { 1.2 } else { 1.1 }), dash })));
    shapes
}
