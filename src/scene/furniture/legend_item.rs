//! One line of a legend: a sign and what it means.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{SpotMark, Tint, TintedGround};
use crate::scene::geometry::{hatch, texture, texture_width};
use crate::scene::glyph::{Glyph, Siege, siege_shapes};
use crate::scene::row_glyph::{density, pill, points};
use crate::scene::sheet::Sheet;
use crate::scene::soft;
use crate::scene::spot_glyph;
use crate::scene::write::Setting;
use crate::scene::{Dash, Shape, Stroke, Weight};

/// Height of a row, design px.
pub(in crate::scene) const ROW: f64 = 20.0;
/// Width and height that hold every sign, design px.
pub const SIGN_PX: [f64; 2] = [SWATCH[0], ROW];
/// The row of sizes: air between two marks, the line of its figures below its top, and their size, design px.
const SIZES: [f64; 3] = [9.0, 35.0, 10.0];
/// Width and height of a swatch, and from its left edge to the words, design px.
const SWATCH: [f64; 2] = [30.0, 14.5];
const INDENT: f64 = 39.0;
/// Radius of the point of a row, tenths of a design px.
const ROW_SIGN: u16 = 45;

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
    /// Marks of these sizes, as large as on the map, each over its figure. Takes two rows.
    Sizes(Vec<(SpotMark, String)>),
    /// A corridor of a side.
    Line { firm: bool, side: usize },
    /// A line of this width, alpha and dash.
    Course { side: usize, width: f64, alpha: f64, dash: Option<(f64, f64)> },
    /// An outlined piece of ground, by rank.
    Outline(usize),
    /// A soft disc.
    Soft(Option<usize>),
    /// Hexagons from the emptiest to the fullest.
    Density,
    /// The point of a row, by kind.
    Row(u16),
    /// So many rows at one spot.
    RowSpot(u32),
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
            Swatch::Sizes(sizes) => return self.draw_sizes(sheet, sizes, ScreenPoint { x, y }, shapes),
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
            Swatch::Density => {
                for step in 0..5 {
                    let width = sheet.px(SWATCH[0] / 5.0);
                    let (left, half) = (x + width * step as f64, sheet.px(SWATCH[1] / 2.0 - 1.0));
                    let (min, max) =
                        (ScreenPoint { x: left, y: middle - half }, ScreenPoint { x: left + width, y: middle + half });
                    let fill = Some(density(palette, sheet.inputs.view.theme, step));
                    shapes.push(Shape::Rect { min, max, corner_radius: 0.0, fill, stroke: None });
                }
            }
            Swatch::Row(kind) => shapes.push(points(sheet, *kind, ROW_SIGN, vec![center])),
            Swatch::RowSpot(count) => shapes.extend(pill(sheet, center, *count)),
            Swatch::Words => {}
        }
        let setting = Setting::new(sheet.px(11.5), Weight::Regular, palette.ink);
        shapes.push(setting.line(x + sheet.px(INDENT), middle + sheet.px(4.1), &self.label));
    }

    /// Width of the item, px.
    pub fn width(&self, sheet: &Sheet<'_>) -> f64 {
        let setting = Setting::new(sheet.px(11.5), Weight::Regular, sheet.palette.ink);
        let sign = match &self.swatch {
            Swatch::Sizes(sizes) => sizes_px(sheet, sizes) + sheet.px(SIZES[0]),
            _ => sheet.px(INDENT),
        };
        sign + setting.width(&self.label)
    }

    /// Width and height that its sign takes without its words, px.
    pub fn sign_px(&self, sheet: &Sheet<'_>) -> [f64; 2] {
        match &self.swatch {
            Swatch::Sizes(sizes) => [sizes_px(sheet, sizes), sheet.px(ROW * 2.0)],
            _ => SIGN_PX.map(|side| sheet.px(side)),
        }
    }

    /// How many rows it takes.
    pub fn rows(&self) -> usize {
        if matches!(self.swatch, Swatch::Sizes(_)) { 2 } else { 1 }
    }

    fn draw_sizes(&self, sheet: &Sheet<'_>, sizes: &[(SpotMark, String)], at: ScreenPoint, shapes: &mut Vec<Shape>) {
        let [air, line, size] = SIZES;
        let figures = Setting::new(sheet.px(size), Weight::Regular, sheet.palette.ink2);
        let (mut x, look) = (at.x, (Basis::Documents, false));
        let largest = sizes.iter().map(|(spot, _)| spot_glyph::radius(*spot)).fold(0.0, f64::max);
        let middle = at.y + sheet.px(1.0 + largest);
        for (spot, figure) in sizes {
            let half = size_px(sheet, *spot, figure) / 2.0;
            let center = ScreenPoint { x: x + half, y: middle };
            shapes.extend(spot_glyph::shapes(*spot, look, center, sheet.inputs.view.scale, sheet.palette));
            shapes.push(figures.line_around(center.x, at.y + sheet.px(line), figure));
            x += 2.0 * half + sheet.px(air);
        }
        let setting = Setting::new(sheet.px(11.5), Weight::Regular, sheet.palette.ink);
        shapes.push(setting.line(x, at.y + sheet.px(line), &self.label));
    }
}

/// Width of a mark and of the figure below it, px.
fn size_px(sheet: &Sheet<'_>, spot: SpotMark, figure: &str) -> f64 {
    let figures = Setting::new(sheet.px(SIZES[2]), Weight::Regular, sheet.palette.ink2);
    sheet.px(2.0 * spot_glyph::radius(spot)).max(figures.width(figure))
}

/// Width of marks beside one another, px.
fn sizes_px(sheet: &Sheet<'_>, sizes: &[(SpotMark, String)]) -> f64 {
    let marks: f64 = sizes.iter().map(|(spot, figure)| size_px(sheet, *spot, figure)).sum();
    marks + sheet.px(SIZES[0]) * sizes.len().saturating_sub(1) as f64
}

/// How many rows some items take.
pub(in crate::scene) fn rows(items: &[Item]) -> usize {
    items.iter().map(Item::rows).sum()
}

/// Items in columns of at most so many rows: for each its column and its row.
pub(in crate::scene) fn columns(items: &[Item], most: usize) -> impl Iterator<Item = (&Item, usize, usize)> {
    let (mut column, mut row) = (0, 0);
    items.iter().map(move |item| {
        if row > 0 && row + item.rows() > most {
            (column, row) = (column + 1, 0);
        }
        let place = (item, column, row);
        row += item.rows();
        place
    })
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
