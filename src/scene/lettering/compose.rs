//! All words on a map laid out together, the more important first, so that none meets another.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::Appearance;
use crate::scene::furniture::{headline, inset, inside, legend, reserved};
use crate::scene::ground_names::{
    GroundFeature, GroundName, GroundSetup, PROVINCE, PROVINCE_WEIGHT, RIVER, RIVER_WEIGHT, seen,
};
use crate::scene::labels::{Limits, Name, Placed, label_box, place_names};
use crate::scene::layer_ids::{LABELS, PROVINCE_NAMES, RIVER_NAMES, ROADS_RIVERS};
use crate::scene::lettering::countries::country_names;
use crate::scene::lettering::plan::{Plan, setting};
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::Setting;
use crate::scene::{Inputs, Record, Shape, Stroke};

/// A word, or a line that leads to one, with the layer it belongs to.
pub(in crate::scene) type Lettered = (&'static str, Option<Record>, Shape);

/// The words on a map in paint order. Words of a layer that is switched off are not among them.
pub(in crate::scene) fn lettering(sheet: &Sheet<'_>) -> Vec<Lettered> {
    let mut out: Vec<Lettered> = Vec::new();
    let (mut blocked, title) = reserved(sheet);
    let plan = Plan::of(sheet, &[blocked.as_slice(), &title].concat());
    // The legend grows and shrinks with the day, so that no anchor may depend on it.
    blocked.extend(legend::card(sheet).filter(|_| sheet.kind == MapKind::Whole));
    let mut ground = ground_names(sheet, &plan, &[blocked.as_slice(), &title].concat());
    if sheet.inputs.view.shows(LABELS) {
        if sheet.kind == MapKind::Inset {
            let caption = inset::caption(sheet);
            blocked.extend(headline::boxes(std::slice::from_ref(&caption)));
            out.push((LABELS, None, caption));
        }
        if sheet.kind == MapKind::Whole {
            // Other countries keep away from the headline, so that nobody reads them as part of it.
            let around_title = title.iter().copied().reduce(ScreenRect::union).map(|all| all.grown(sheet.px(10.0)));
            let rivers = ground.iter().flat_map(|name| &name.boxes);
            let around: Vec<ScreenRect> =
                plan.boxes(sheet).chain(blocked.iter().chain(rivers).copied()).chain(around_title).collect();
            for (shape, rect) in country_names(sheet, &around) {
                blocked.push(rect);
                out.push((LABELS, None, shape));
            }
        }
        let taken = name_places(sheet, &plan, (&blocked, &title), &mut out);
        ground.retain(|name| !name.boxes.iter().any(|room| taken.iter().any(|other| other.overlaps(*room))));
    }
    out.extend(ground.iter().flat_map(|name| letters(sheet, name)));
    out
}

/// Names the places clear of what lies over the map, and if need be only of this day's headline: leaders, then names,
/// those on top last. Returns what their names, leaders and symbols take.
fn name_places(
    sheet: &Sheet<'_>,
    plan: &Plan,
    (blocked, title): (&[ScreenRect], &[ScreenRect]),
    out: &mut Vec<Lettered>,
) -> Vec<ScreenRect> {
    let words = if title.is_empty() { Vec::new() } else { headline::block(sheet) };
    let words = headline::boxes(&words).map(|line| line.grown(sheet.px(3.0)));
    let blocked: Vec<ScreenRect> = blocked.iter().copied().chain(words).collect();
    let seen: Vec<(&Appearance<'_>, ScreenPoint)> = sheet.visible().collect();
    let names: Vec<Name> = seen.iter().map(|&(appearance, at)| plan.name(sheet, appearance, at)).collect();
    let limits = Limits { scale: sheet.px(1.0), most: if sheet.kind == MapKind::Thumbnail { 8.0 } else { 12.0 } };
    let placed = place_names(&names, (&blocked, title), inside(sheet), limits);
    let mut placed: Vec<(&Appearance<'_>, Placed)> =
        seen.iter().zip(placed).filter_map(|((appearance, _), found)| Some((*appearance, found?))).collect();
    // The important ones on top, should halos touch.
    placed.sort_by_key(|(appearance, _)| std::cmp::Reverse(appearance.rank()));
    let symbol = |name: &Name| ScreenRect { min: name.symbol.at, max: name.symbol.at }.grown(name.symbol.radius);
    let mut taken: Vec<ScreenRect> = names.iter().map(symbol).collect();
    for (appearance, found) in &placed {
        let Some(line) = found.leader else { continue };
        taken.extend(ScreenRect::around(line));
        out.extend(leader(sheet, line).map(|shape| (LABELS, Some(Record::Place(appearance.place.id.clone())), shape)));
    }
    for (appearance, Placed { start, .. }) in &placed {
        let (setting, name) = (setting(sheet, appearance), sheet.inputs.view.name_of(appearance.place));
        taken.push(label_box(*start, setting.width(name), setting.size));
        let record = Record::Place(appearance.place.id.clone());
        out.push((LABELS, Some(record), setting.line(start.x, start.y, name)));
    }
    taken
}

/// The names of rivers and provinces that are switched on, in the frame and clear of what lies over the map.
fn ground_names(sheet: &Sheet<'_>, plan: &Plan, blocked: &[ScreenRect]) -> Vec<GroundName> {
    let Inputs { chronicle, view, atlas, .. } = sheet.inputs;
    let shown = |ground: GroundFeature| match ground {
        GroundFeature::River => view.shows(RIVER_NAMES) && view.shows(ROADS_RIVERS),
        GroundFeature::Province => view.shows(PROVINCE_NAMES),
    };
    let none = !shown(GroundFeature::River) && !shown(GroundFeature::Province);
    if sheet.kind != MapKind::Whole || sheet.is_small() || none {
        return Vec::new();
    }
    let (world_px, scale, px_per_degree) = (view.viewport.world_px(), view.scale, view.px_per_degree());
    let anchors = plan.free.as_ref().unwrap_or(&plan.anchors);
    let setup = GroundSetup { world_px, scale, px_per_degree };
    let names = atlas.caches.ground_names(chronicle, &atlas.geometry, (&plan.extremes, anchors), setup);
    let origin = sheet.projector.origin();
    let from_origin = |room: ScreenRect| {
        let by = |p: ScreenPoint| ScreenPoint { x: p.x - origin.x, y: p.y - origin.y };
        ScreenRect { min: by(room.min), max: by(room.max) }
    };
    // The legend is higher on some days than on others; these names do not come and go with it.
    let legend = legend::card(sheet).map(|card| legend::highest(sheet, card));
    let blocked: Vec<ScreenRect> = blocked.iter().copied().chain(legend).map(from_origin).collect();
    let seen = seen(&names, shown, from_origin(inside(sheet)), &blocked, sheet.px(1.0));
    seen.into_iter().map(|name| name.moved(origin)).collect()
}

/// A name of the ground, piece by piece.
fn letters(sheet: &Sheet<'_>, name: &GroundName) -> impl Iterator<Item = Lettered> {
    let palette = sheet.palette;
    let (layer, [size, spacing], weight, color) = match name.of {
        GroundFeature::River => (RIVER_NAMES, RIVER, RIVER_WEIGHT, palette.river_names),
        GroundFeature::Province => (PROVINCE_NAMES, PROVINCE, PROVINCE_WEIGHT, palette.ink2),
    };
    // The letters of a river stand one by one.
    let spacing = if name.of == GroundFeature::Province { sheet.px(spacing) } else { 0.0 };
    let setting =
        Setting::new(sheet.px(size), weight, color).spacing(spacing).halo(palette.halo.with_alpha(0.85), sheet.px(2.4));
    name.pieces.iter().map(move |piece| (layer, None, setting.turned(piece.at, piece.turn, &piece.text)))
}

/// A hairline from a symbol to its name.
fn leader(sheet: &Sheet<'_>, line: [ScreenPoint; 2]) -> [Shape; 2] {
    let palette = sheet.palette;
    [(palette.halo.with_alpha(0.8), 2.6), (palette.ink2, 0.8)].map(|(color, width)| Shape::Path {
        parts: vec![(line.to_vec(), false)],
        fill: None,
        stroke: Some(Stroke { color, width: sheet.px(width), dash: None }),
    })
}
