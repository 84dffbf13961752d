//! What the signs mean: only those drawn, in the order of the hierarchy.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::furniture::legend_item::{Item, ROW, rows};
use crate::scene::furniture::legend_items::items_of;
use crate::scene::layer_ids::LEGEND;
use crate::scene::layout::LOW;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Frame, Mark, Shape, Stratum, Stroke, Weight};

/// The map must be at least this large for a card, design px.
const ROOM: [f64; 2] = [700.0, LOW];
/// Least width of the card, and space between edge and words, design px.
const CARD: f64 = 196.0;
const PADDING: f64 = 11.0;
/// Height of a card with fourteen rows and the caveat: more than any day has.
const HIGHEST: f64 = 340.0;
/// Width of a card with the longest words.
const WIDEST: f64 = 212.0;

/// A card at the bottom right of the window's map; a still has its legend in its panel.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some(card) = card(sheet) else { return };
    let palette = sheet.palette;
    let (x, width) = (card.min.x + sheet.px(PADDING), card.width() - sheet.px(2.0 * PADDING));
    let mut shapes = vec![Shape::Rect {
        min: card.min,
        max: card.max,
        corner_radius: sheet.px(6.0),
        fill: Some(palette.panel.with_alpha(0.96)),
        stroke: Some(Stroke { color: palette.rule, width: sheet.px(1.0), dash: None }),
    }];
    let items = items(sheet);
    let mut y = card.min.y + sheet.px(PADDING - 3.0);
    for item in &items {
        item.draw(sheet, x, y, &mut shapes);
        y += sheet.px(ROW * item.rows() as f64);
    }
    draw_caveat(sheet, x, y + sheet.px(5.0), width, &mut shapes);
    out.extend(shapes.into_iter().map(|shape| (None, shape)));
}

/// The sign of an item without its words, its top left corner at the origin.
pub(in crate::scene) fn sign(sheet: &Sheet<'_>, item: &Item) -> Vec<Mark> {
    let mut shapes = Vec::new();
    item.draw(sheet, 0.0, 0.0, &mut shapes);
    // The words come last, and are set by whoever shows the sign.
    shapes.pop();
    shapes.into_iter().map(|shape| Mark { stratum: Stratum::Furniture, layer: LEGEND, record: None, shape }).collect()
}

/// The window's card, if there is room for one.
pub(in crate::scene) fn card(sheet: &Sheet<'_>) -> Option<ScreenRect> {
    let map = sheet.layout.map;
    let large = map.width() >= sheet.px(ROOM[0]) && map.height() >= sheet.px(ROOM[1]);
    if sheet.inputs.view.frame != Frame::Window || !large {
        return None;
    }
    let words = items(sheet).iter().map(|item| item.width(sheet)).fold(0.0, f64::max);
    let width = sheet.px(CARD).max(words + sheet.px(2.0 * PADDING));
    let caveat = caveat_lines(sheet, width - sheet.px(2.0 * PADDING)).len();
    let rows = rows(&items(sheet));
    let height = sheet.px(2.0 * PADDING - 3.0 + ROW * rows as f64 + 5.0 + 13.0 * caveat as f64);
    let margin = sheet.px(14.0);
    Some(ScreenRect::new(map.max.x - margin - width, map.max.y - margin - height, width, height))
}

/// The room a card would take on the day with the most signs.
pub(in crate::scene) fn highest(sheet: &Sheet<'_>, card: ScreenRect) -> ScreenRect {
    let min = ScreenPoint { x: card.min.x, y: card.min.y.min(card.max.y - sheet.px(HIGHEST)) };
    ScreenRect { min, ..card }
}

/// The room that the window's card may take on any day.
pub(in crate::scene) fn room(sheet: &Sheet<'_>) -> Option<ScreenRect> {
    let card = card(sheet)?;
    Some(ScreenRect {
        min: ScreenPoint { x: card.max.x - sheet.px(WIDEST), y: card.max.y - sheet.px(HIGHEST) },
        ..card
    })
}

/// The caveat set below a legend; returns where it ends.
pub(in crate::scene) fn draw_caveat(sheet: &Sheet<'_>, x: f64, y: f64, width: f64, shapes: &mut Vec<Shape>) -> f64 {
    let setting = caveat_setting(sheet);
    let mut baseline = y;
    for line in caveat_lines(sheet, width) {
        baseline += sheet.px(13.0);
        shapes.push(setting.line(x, baseline - sheet.px(3.0), &line));
    }
    baseline
}

fn caveat_setting(sheet: &Sheet<'_>) -> Setting {
    Setting::new(sheet.px(10.0), Weight::Regular, sheet.palette.ink2)
}

/// What the tint means, and what an open corridor is not.
pub(in crate::scene) fn caveat_lines(sheet: &Sheet<'_>, width: f64) -> Vec<String> {
    let control = sheet.inputs.chronicle.meta.control.as_str();
    caveat_setting(sheet).wrap(control, width)
}

/// The signs drawn, the most important first.
pub(in crate::scene) fn items(sheet: &Sheet<'_>) -> Vec<Item> {
    items_of(sheet, &sheet.visible().map(|(appearance, _)| appearance).collect::<Vec<_>>())
}
