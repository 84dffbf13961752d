//! What the signs mean: only those drawn, in the order of the hierarchy.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{Appearance, Holder, Tint};
use crate::scene::corridors::open_corridors;
use crate::scene::geometry::hatch;
use crate::scene::glyph::{Glyph, siege_shapes};
use crate::scene::layer_ids::{CORRIDORS, LEGEND, SIEGES};
use crate::scene::layout::LOW;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Dash, Frame, Mark, Shape, Stratum, Stroke, Weight};

/// The map must be at least this large for a card, design px.
const ROOM: [f64; 2] = [700.0, LOW];
/// Least width of the card, height of a row, space between edge and words, design px.
const CARD: f64 = 196.0;
pub(in crate::scene) const ROW: f64 = 20.0;
const PADDING: f64 = 11.0;
/// Height of a card with fourteen rows and the caveat: more than any day has.
const HIGHEST: f64 = 340.0;
/// Width of a card with the longest words.
const WIDEST: f64 = 212.0;
/// Width and height that hold every sign, design px.
pub const SIGN_PX: [f64; 2] = [SWATCH[0], ROW];
/// Width and height of a swatch, and from its left edge to the words, design px.
const SWATCH: [f64; 2] = [30.0, 14.5];
const INDENT: f64 = 39.0;

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
        y += sheet.px(ROW);
    }
    draw_caveat(sheet, x, y + sheet.px(5.0), width, &mut shapes);
    out.extend(shapes.into_iter().map(|shape| (None, shape)));
}

/// The signs drawn and what they mean, for a painter that sets the words itself: each sign's top left corner lies at
/// the origin, and none is larger than [`SIGN_PX`].
pub(in crate::scene) fn signs(sheet: &Sheet<'_>) -> Vec<(String, Vec<Mark>)> {
    let sign = |item: Item| {
        let mut shapes = Vec::new();
        item.draw(sheet, 0.0, 0.0, &mut shapes);
        let sign = shapes.into_iter().filter(|shape| !matches!(shape, Shape::Text(_)));
        let mark = |shape| Mark { stratum: Stratum::Furniture, layer: LEGEND, record: None, shape };
        (item.label, sign.map(mark).collect())
    };
    items(sheet).into_iter().map(sign).collect()
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
    let rows = items(sheet).len();
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

/// One line of the legend.
pub(in crate::scene) struct Item {
    swatch: Swatch,
    pub label: String,
}

enum Swatch {
    Area { tint: Tint, glyph: Option<Glyph> },
    Symbol { glyph: Glyph, siege: bool },
    Line { firm: bool },
}

/// The signs drawn, the most important first.
pub(in crate::scene) fn items(sheet: &Sheet<'_>) -> Vec<Item> {
    items_of(sheet, &sheet.visible().map(|(appearance, _)| appearance).collect::<Vec<_>>())
}

/// The signs that these places carry, on this sheet and others like it.
pub(in crate::scene) fn items_of(sheet: &Sheet<'_>, appearances: &[&Appearance<'_>]) -> Vec<Item> {
    let view = sheet.inputs.view;
    let some = |wanted: &dyn Fn(&Appearance<'_>) -> bool| appearances.iter().any(|appearance| wanted(appearance));
    let symbol = |holder, basis| Glyph::plain(holder, basis);
    let side = |rank: usize| sheet.inputs.chronicle.meta.sides.get(rank).map_or("", |side| side.label.as_str());
    let first = |basis| symbol(Holder::Side(0), basis);
    let mut items = Vec::new();
    let mut add = |present: bool, swatch: Swatch, label: String| {
        if present {
            items.push(Item { swatch, label });
        }
    };

    let taken = Glyph { today: true, ..first(Basis::Documents) };
    let taken_by_reference = Glyph { today: true, ..first(Basis::Reference) };
    let today_documents = some(&|appearance| appearance.today && appearance.basis == Basis::Documents);
    let swatch = if today_documents {
        Swatch::Area { tint: Tint::Documents, glyph: Some(taken) }
    } else {
        Swatch::Area { tint: Tint::Reference, glyph: Some(taken_by_reference) }
    };
    add(some(&|appearance| appearance.today), swatch, "Taken this day".into());
    let held = |basis| some(&move |appearance: &Appearance<'_>| appearance.held() && appearance.basis == basis);
    let area = |tint, glyph| Swatch::Area { tint, glyph };
    add(held(Basis::Documents), area(Tint::Documents, Some(first(Basis::Documents))), "Held: documents".into());
    let reference = area(Tint::Reference, Some(first(Basis::Reference)));
    add(held(Basis::Reference), reference, "Held: reference only".into());
    let maybe = |wanted: &dyn Fn(&Appearance<'_>) -> bool| {
        some(&|appearance| appearance.tint == Tint::Possible && wanted(appearance))
    };
    for (basis, label) in [(Basis::Documents, "Possible: documents"), (Basis::Reference, "Possible: reference only")] {
        let glyph = Glyph { possible: true, ..first(basis) };
        add(
            maybe(&|appearance| appearance.possible && appearance.basis == basis),
            area(Tint::Possible, Some(glyph)),
            label.into(),
        );
    }
    // A place that is contested by one account and possibly taken by the other keeps its diamond.
    let bare = maybe(&|appearance| !appearance.possible) && !maybe(&|appearance| appearance.possible);
    add(bare, area(Tint::Possible, None), "Possibly taken".into());
    add(
        some(&|appearance| appearance.tint == Tint::Claimed),
        area(Tint::Claimed, None),
        "Possible, only claimed".into(),
    );

    let sieges = view.shows(SIEGES);
    let contested = symbol(Holder::Contested, Basis::Documents);
    let under_siege = |appearance: &Appearance<'_>| appearance.besieged && sieges;
    let plainly =
        some(&|appearance| appearance.holder == Holder::Contested && !under_siege(appearance) && !appearance.focus);
    add(plainly, Swatch::Symbol { glyph: contested, siege: false }, "Contested".into());
    let besieged = some(&|appearance| under_siege(appearance) && appearance.holder == Holder::Contested);
    add(besieged, Swatch::Symbol { glyph: contested, siege: true }, "Contested, under siege".into());
    if !besieged && let Some(appearance) = appearances.iter().find(|appearance| under_siege(appearance)) {
        add(
            true,
            Swatch::Symbol { glyph: symbol(appearance.holder, appearance.basis), siege: true },
            "Under siege".into(),
        );
    }
    let quiet = !sheet.is_small();
    for (basis, label) in
        [(Basis::Documents, side(1).to_owned()), (Basis::Reference, format!("{} (reference)", side(1)))]
    {
        let glyph = symbol(Holder::Side(1), basis);
        let present = quiet
            && some(&|appearance| {
                matches!(appearance.holder, Holder::Side(1..)) && appearance.basis == basis && !appearance.focus
            });
        add(present, Swatch::Symbol { glyph, siege: false }, label);
    }
    let unknown = symbol(Holder::NotReported, Basis::Documents);
    let silent = quiet && some(&|appearance| appearance.holder == Holder::NotReported && !appearance.focus);
    add(silent, Swatch::Symbol { glyph: unknown, siege: false }, "Not reported".into());
    let happening = symbol(Holder::Happening, Basis::Documents);
    let present = some(&|appearance| appearance.holder == Holder::Happening && !appearance.focus);
    add(present, Swatch::Symbol { glyph: happening, siege: false }, "Other reports".into());

    let open: Vec<bool> = if view.shows(CORRIDORS) && !sheet.is_small() {
        open_corridors(sheet).map(|(_, _, firm)| firm).collect()
    } else {
        Vec::new()
    };
    add(open.contains(&true), Swatch::Line { firm: true }, "Corridor open, schematic".into());
    let by_reference = if open.contains(&true) { "Open by reference" } else { "Corridor open by reference" };
    add(open.contains(&false), Swatch::Line { firm: false }, by_reference.into());
    if let Some(focus) = appearances.iter().find(|appearance| appearance.focus) {
        let glyph = Glyph { focus: true, possible: focus.possible, ..symbol(focus.holder, focus.basis) };
        add(true, Swatch::Symbol { glyph, siege: false }, focus.place.name.clone());
    }
    items
}

impl Item {
    /// Draws the item with its top left corner at (`x`, `y`).
    pub fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64, shapes: &mut Vec<Shape>) {
        let palette = sheet.palette;
        let scale = sheet.inputs.view.scale;
        let middle = y + sheet.px(ROW / 2.0);
        let center = ScreenPoint { x: x + sheet.px(SWATCH[0] / 2.0), y: middle };
        match &self.swatch {
            Swatch::Area { tint, glyph } => {
                shapes.extend(area_swatch(sheet, x, middle, *tint, glyph.is_some_and(|glyph| glyph.today)));
                if let Some(glyph) = glyph {
                    let size = if glyph.today { 0.66 } else { 0.9 };
                    shapes.extend(glyph.shapes(center, scale * size, palette));
                }
            }
            Swatch::Symbol { glyph, siege } => {
                let size = if *siege {
                    0.72
                } else if glyph.focus {
                    0.8
                } else {
                    1.0
                };
                if *siege {
                    shapes.extend(siege_shapes(center, scale * size, palette));
                }
                shapes.extend(glyph.shapes(center, scale * size, palette));
            }
            Swatch::Line { firm } => {
                let dash = (!firm).then(|| Dash { on: sheet.px(5.0), off: sheet.px(3.0) });
                let width = sheet.px(if *firm { 2.4 } else { 1.8 });
                let line = vec![ScreenPoint { x, y: middle }, ScreenPoint { x: x + sheet.px(SWATCH[0]), y: middle }];
                let stroke = Some(Stroke { color: palette.sides[0], width, dash });
                shapes.push(Shape::Path { parts: vec![(line, false)], fill: None, stroke });
            }
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
fn area_swatch(sheet: &Sheet<'_>, x: f64, middle: f64, tint: Tint, today: bool) -> Vec<Shape> {
    let palette = sheet.palette;
    let (width, height) = (sheet.px(SWATCH[0]), sheet.px(SWATCH[1]));
    let rect = ScreenRect::new(x, middle - height / 2.0, width, height);
    let corners = [
        rect.min,
        ScreenPoint { x: rect.max.x, y: rect.min.y },
        rect.max,
        ScreenPoint { x: rect.min.x, y: rect.max.y },
    ];
    let color = palette.sides[0];
    let alpha = tint.alpha(palette) + if today { palette.tint_today } else { 0.0 };
    let path = |fill, stroke| Shape::Path { parts: vec![(corners.to_vec(), true)], fill, stroke };
    let mut shapes = vec![path(Some(palette.land), None), path(Some(color.with_alpha(alpha)), None)];
    if tint == Tint::Claimed {
        let parts = hatch(&[(corners.to_vec(), true)], rect.min, sheet.px(5.0));
        let stroke = Some(Stroke { color: color.with_alpha(palette.hatch), width: sheet.px(1.4), dash: None });
        shapes.push(Shape::Path { parts, fill: None, stroke });
    }
    let solid = tint == Tint::Documents;
    let dash = (!solid).then(|| Dash { on: 0.0, off: sheet.px(2.6) });
    shapes.push(path(None, Some(Stroke { color, width: sheet.px(if solid { 1.2 } else { 1.1 }), dash })));
    shapes
}
