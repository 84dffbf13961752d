//! All words on a map laid out together, the more important first, so that none meets another.

use crate::chronicle::Place;
use crate::geo::{LonLat, ScreenPoint, ScreenRect};
use crate::scene::appearance::Appearance;
use crate::scene::furniture::{headline, inset, inside, legend, reserved};
use crate::scene::ground_names::{
    DOT, GroundFeature, GroundName, GroundSetup, PROVINCE, PROVINCE_WEIGHT, RIVER, RIVER_WEIGHT, SEA, SEA_WEIGHT, TOWN,
    TOWN_WEIGHT, seen,
};
use crate::scene::labels::{Limits, Name, Placed, label_box, place_names};
use crate::scene::layer_ids::{LABELS, PROVINCE_NAMES, RIVER_NAMES, ROADS_RIVERS, SEA_NAMES, TOWN_NAMES};
use crate::scene::lettering::countries::country_names;
use crate::scene::lettering::plan::{Plan, Style, setting};
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::Setting;
use crate::scene::{Inputs, Record, Shape, Stroke};
use std::collections::BTreeSet;

/// A word, or a line that leads to one, with the layer it belongs to.
pub(in crate::scene) type Lettered = (&'static str, Option<Record>, Shape);

/// The words on a map in paint order. Words of a layer that is switched off are not among them.
pub(in crate::scene) fn lettering(sheet: &Sheet<'_>) -> Vec<Lettered> {
    let ground = Lettering::of(sheet);
    let named = ground.named(sheet);
    let mut out: Vec<Lettered> = ground.fixed.iter().map(|shape| (LABELS, None, shape.clone())).collect();
    let record = |name: &PlacedName<'_>| Some(Record::Place(name.appearance.place.id.clone()));
    for name in &named.names {
        let Some(line) = name.placed.leader else { continue };
        out.extend(leader(sheet, line).map(|shape| (LABELS, record(name), shape)));
    }
    for name in &named.names {
        let style = Style::of(name.appearance);
        out.push((LABELS, record(name), words(sheet, name.appearance.place, style, name.placed.start)));
    }
    let seen = ground.ground.iter().enumerate().filter(|(number, _)| named.ground.contains(number));
    out.extend(seen.flat_map(|(_, name)| letters(sheet, name)));
    out
}

/// What of the words on a map no instant changes.
pub(in crate::scene) struct Lettering {
    plan: Plan,
    /// What lies over the map, and what the headlines of all days take.
    blocked: Vec<ScreenRect>,
    title: Vec<ScreenRect>,
    /// The caption of an inset, the names of other countries.
    pub fixed: Vec<Shape>,
    /// Names of rivers and provinces, as far as no name of a place is in their way.
    pub ground: Vec<GroundName>,
}

/// The name of a place at an instant.
pub(in crate::scene) struct PlacedName<'s> {
    pub appearance: &'s Appearance<'s>,
    pub placed: Placed,
}

/// The names of an instant: of places, the less important ones first, and of the ground by number.
pub(in crate::scene) struct Names<'s> {
    pub names: Vec<PlacedName<'s>>,
    pub ground: BTreeSet<usize>,
}

impl Lettering {
    pub fn of(sheet: &Sheet<'_>) -> Self {
        let (mut blocked, title) = reserved(sheet);
        let plan = Plan::of(sheet, &[blocked.as_slice(), &title].concat());
        // The legend grows and shrinks with the day, so that no anchor may depend on it.
        blocked.extend(legend::card(sheet).filter(|_| sheet.kind == MapKind::Whole));
        let ground = ground_names(sheet, &plan, &[blocked.as_slice(), &title].concat());
        let mut fixed = Vec::new();
        if sheet.inputs.view.shows(LABELS) && sheet.kind == MapKind::Inset {
            let caption = inset::caption(sheet);
            blocked.extend(headline::boxes(std::slice::from_ref(&caption)));
            fixed.push(caption);
        }
        if sheet.inputs.view.shows(LABELS) && sheet.kind == MapKind::Whole {
            // Other countries keep away from the headline, so that nobody reads them as part of it.
            let around_title = title.iter().copied().reduce(ScreenRect::union).map(|all| all.grown(sheet.px(10.0)));
            let rivers = ground.iter().flat_map(|name| &name.boxes);
            let around: Vec<ScreenRect> =
                plan.boxes(sheet).chain(blocked.iter().chain(rivers).copied()).chain(around_title).collect();
            for (shape, rect) in country_names(sheet, &around) {
                blocked.push(rect);
                fixed.push(shape);
            }
        }
        Self { plan, blocked, title, fixed, ground }
    }

    /// The names of the instant of a sheet: of places clear of what lies over the map, and if need be only of this
    /// day's headline; of the ground clear of those.
    pub fn named<'s>(&self, sheet: &'s Sheet<'s>) -> Names<'s> {
        let mut names = Vec::new();
        let mut taken = Vec::new();
        if sheet.inputs.view.shows(LABELS) {
            (names, taken) = self.name_places(sheet);
        }
        let clear = |name: &GroundName| !name.boxes.iter().any(|room| taken.iter().any(|other| other.overlaps(*room)));
        let ground = self.ground.iter().enumerate().filter(|(_, name)| clear(name)).map(|(number, _)| number);
        Names { ground: ground.collect(), names }
    }

    /// Names the places; also what their names, leaders and symbols take.
    fn name_places<'s>(&self, sheet: &'s Sheet<'s>) -> (Vec<PlacedName<'s>>, Vec<ScreenRect>) {
        let title = self.title.as_slice();
        let words = if title.is_empty() { Vec::new() } else { headline::block(sheet) };
        let words = headline::boxes(&words).map(|line| line.grown(sheet.px(3.0)));
        let blocked: Vec<ScreenRect> = self.blocked.iter().copied().chain(words).collect();
        let seen: Vec<(&Appearance<'_>, ScreenPoint)> = sheet.visible().collect();
        let names: Vec<Name> = seen.iter().map(|&(appearance, at)| self.plan.name(sheet, appearance, at)).collect();
        let limits = Limits { scale: sheet.px(1.0), most: if sheet.kind == MapKind::Thumbnail { 8.0 } else { 12.0 } };
        let placed = place_names(&names, (&blocked, title), inside(sheet), limits);
        let found = seen.iter().zip(placed);
        let mut found: Vec<PlacedName<'_>> =
            found.filter_map(|((appearance, _), found)| Some(PlacedName { appearance, placed: found? })).collect();
        // The important ones on top, should halos touch.
        found.sort_by_key(|name| std::cmp::Reverse(name.appearance.rank()));
        let symbol = |name: &Name| ScreenRect { min: name.symbol.at, max: name.symbol.at }.grown(name.symbol.radius);
        let mut taken: Vec<ScreenRect> = names.iter().map(symbol).collect();
        for PlacedName { appearance, placed } in &found {
            taken.extend(placed.leader.and_then(ScreenRect::around));
            let setting = setting(sheet, Style::of(appearance));
            let width = setting.width(sheet.inputs.view.name_of(appearance.place));
            taken.push(label_box(placed.start, width, setting.size));
        }
        (found, taken)
    }
}

/// The name of a place from the start of its baseline.
pub(in crate::scene) fn words(sheet: &Sheet<'_>, place: &Place, style: Style, start: ScreenPoint) -> Shape {
    setting(sheet, style).line(start.x, start.y, sheet.inputs.view.name_of(place))
}

/// The names of rivers and provinces that are switched on, in the frame and clear of what lies over the map.
fn ground_names(sheet: &Sheet<'_>, plan: &Plan, blocked: &[ScreenRect]) -> Vec<GroundName> {
    let Inputs { chronicle, view, atlas, .. } = sheet.inputs;
    let shown = |ground: GroundFeature| match ground {
        GroundFeature::River => view.shows(RIVER_NAMES) && view.shows(ROADS_RIVERS),
        GroundFeature::Province => view.shows(PROVINCE_NAMES),
        GroundFeature::Town => view.shows(TOWN_NAMES),
        GroundFeature::Sea => view.shows(SEA_NAMES),
    };
    use GroundFeature::{Province, River, Sea, Town};
    let none = ![River, Province, Town, Sea].into_iter().any(shown);
    // The world's map is made for any zoom.
    let small = sheet.is_small() && !sheet.geometry().is_world();
    if sheet.kind != MapKind::Whole || small || none {
        return Vec::new();
    }
    let (world_px, scale, px_per_degree) = (view.viewport.world_px(), view.scale, view.px_per_degree());
    let anchors = plan.free.as_ref().unwrap_or(&plan.anchors);
    let setup = GroundSetup { world_px, scale, px_per_degree };
    let names = atlas.caches.ground_names(chronicle, atlas.geometry(), (&plan.extremes, anchors), setup);
    let origin = sheet.projector.origin();
    let from_origin = |room: ScreenRect| {
        let by = |p: ScreenPoint| ScreenPoint { x: p.x - origin.x, y: p.y - origin.y };
        ScreenRect { min: by(room.min), max: by(room.max) }
    };
    // The legend is higher on some days than on others; these names do not come and go with it.
    let legend = legend::card(sheet).map(|card| legend::highest(sheet, card));
    let blocked: Vec<ScreenRect> = blocked.iter().copied().chain(legend).map(from_origin).collect();
    // A camera beyond the 180th meridian sees the next copy of the world.
    let middle = from_origin(sheet.layout.map);
    let middle = (middle.min.x + middle.max.x) / 2.0;
    let home = LonLat::new(chronicle.meta.bbox.middle_deg(), 0.0).world().scaled(world_px).x;
    let far = (middle - home).abs() + sheet.layout.map.width() / 2.0 > world_px / 2.0 && sheet.geometry().is_world();
    let nearest = |name: &GroundName| {
        let at = name.boxes.first().map_or(middle, |room| room.min.x);
        name.moved(ScreenPoint { x: world_px * ((middle - at) / world_px).round(), y: 0.0 })
    };
    let turned: Vec<GroundName> = names.iter().filter(|_| far).map(nearest).collect();
    let names = if far { &turned } else { names.as_ref() };
    let seen = seen(names, shown, from_origin(inside(sheet)), &blocked, sheet.px(1.0));
    seen.into_iter().map(|name| name.moved(origin)).collect()
}

/// A name of the ground, piece by piece.
pub(in crate::scene) fn letters(sheet: &Sheet<'_>, name: &GroundName) -> impl Iterator<Item = Lettered> {
    let palette = sheet.palette;
    let layer = name.layer();
    let ([size, spacing], weight, color) = match name.of {
        GroundFeature::River => (RIVER, RIVER_WEIGHT, palette.river_names),
        GroundFeature::Province => (PROVINCE, PROVINCE_WEIGHT, palette.ink2),
        GroundFeature::Town => (TOWN, TOWN_WEIGHT, palette.ink2),
        GroundFeature::Sea => (SEA, SEA_WEIGHT, palette.sea_names),
    };
    // The letters of a river stand one by one.
    let spacing = if name.of == GroundFeature::River { 0.0 } else { sheet.px(spacing) };
    let halo = if name.of == GroundFeature::Sea { palette.sea } else { palette.halo };
    let setting =
        Setting::new(sheet.px(size), weight, color).spacing(spacing).halo(halo.with_alpha(0.85), sheet.px(2.4));
    let dot = name.dot.map(|center| {
        let stroke = Some(Stroke { color: palette.halo.with_alpha(0.85), width: sheet.px(1.0), dash: None });
        (layer, None, Shape::Circle { center, radius: sheet.px(DOT), fill: Some(palette.ink2), stroke })
    });
    dot.into_iter()
        .chain(name.pieces.iter().map(move |piece| (layer, None, setting.turned(piece.at, piece.turn, &piece.text))))
}

/// A hairline from a symbol to its name.
pub(in crate::scene) fn leader(sheet: &Sheet<'_>, line: [ScreenPoint; 2]) -> [Shape; 2] {
    let palette = sheet.palette;
    [(palette.halo.with_alpha(0.8), 2.6), (palette.ink2, 0.8)].map(|(color, width)| Shape::Path {
        parts: vec![(line.to_vec(), false)],
        fill: None,
        stroke: Some(Stroke { color, width: sheet.px(width), dash: None }),
    })
}
