//! The map of a view taken apart, for a painter that puts instants together itself: an instant is a set of parts, each
//! part is drawn once, and the order of parts is the order in which they are painted. So what many instants cost follows
//! the looks that places ever have, not places × instants.

use crate::chronicle::{Place, PlaceId};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{Look, TintedGround, appearances, point_of};
use crate::scene::corridors::{OpenCorridor, course, open_corridors};
use crate::scene::courses::{Course, resolve};
use crate::scene::furniture::{Item, inset, items, sign};
use crate::scene::glyph::{Glyph, Siege, siege_shapes};
use crate::scene::layer_ids as ids;
use crate::scene::layers::{IN_INSET, LAYERS, Layer, areas, corridors, courses, draw_layer, outlines, symbols};
use crate::scene::lettering::{Lettering, PlacedName, Style, leader, letters, words};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::soft::{self, Soft};
use crate::scene::{Inputs, Mark, Record, Shape, Stratum, Theme, View};
use crate::timeline::Timeslice;
use std::cmp::Reverse;

/// The layers that are taken apart; of the others every mark is a part of its own, which no instant changes.
const MOVING: [&str; 16] = [
    ids::POSSIBLE,
    ids::REFERENCE,
    ids::DOCUMENTS,
    ids::OUTLINES,
    ids::PROVINCE_NAMES,
    ids::RIVER_NAMES,
    ids::TOWN_NAMES,
    ids::SEA_NAMES,
    ids::CORRIDORS,
    ids::SHAPES,
    ids::JOURNEYS,
    ids::REGIONS,
    ids::SIEGES,
    ids::SYMBOLS,
    ids::LABELS,
    ids::INSET,
];

/// Steps inside the layer of the inset: its ground, then its layers, then its edge.
const UNDER: usize = 0;
const EDGE: usize = usize::MAX;

/// The map of a view, taken apart.
pub struct Parts<'a> {
    inputs: Inputs<'a>,
    /// Light and dark.
    views: [View; 2],
    whole: Lettering,
    inset: Option<Inset>,
    fixed: Vec<Fixed>,
    /// All there are, in the order of their ids.
    places: Vec<&'a Place>,
}

struct Inset {
    views: [View; 2],
    square: ScreenRect,
    lettering: Lettering,
}

/// A part of the map; parts ascend in paint order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The number of its layer, and that of the layer inside the inset, if it is there.
    layer: (usize, usize),
    what: What,
}

/// What a part shows, by the numbers of places, areas, arcs and corridors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Fixed(usize),
    Tint { area: usize, ground: TintedGround },
    Edge { side: usize, solid: bool, arc: usize },
    Casing { firm: bool, corridor: usize },
    Corridor { firm: bool, corridor: usize, side: usize },
    Course(Course),
    Region { place: usize, at: usize, soft: Soft },
    Siege { place: usize, siege: Siege },
    Symbol { below: Reverse<u8>, place: usize, at: usize, glyph: Glyph },
    Leader { style: Style, place: usize, from: At, to: At },
    Name { style: Style, place: usize, start: At },
    GroundName(usize),
}

/// A point in hundredths of a px.
type At = [i64; 2];

fn at_px(point: ScreenPoint) -> At {
    [point.x, point.y].map(|px| (px * 100.0).round() as i64)
}

fn point([x, y]: At) -> ScreenPoint {
    ScreenPoint { x: x as f64 / 100.0, y: y as f64 / 100.0 }
}

/// A sign of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign(Item);

impl Sign {
    /// What it means.
    pub fn label(&self) -> &str {
        &self.0.label
    }
}

/// How all places look that are drawn at an instant: instants of equal looks are the same map, but for names that make
/// room for the headline.
pub fn looks(inputs: Inputs<'_>) -> impl Iterator<Item = (&PlaceId, Look)> {
    let rules = inputs.atlas.caches.spot_rules(inputs.timeline);
    // Each place by itself: which share a mark depends on the size of the map.
    appearances(inputs.chronicle, inputs.slice, inputs.view, (&rules, None))
        .into_iter()
        .map(|shown| (&shown.place.id, shown.look()))
}

/// The lines and outlines drawn at an instant, as far as instants differ by them.
pub fn drawn_courses(inputs: Inputs<'_>) -> Vec<Course> {
    let rules = inputs.atlas.caches.spot_rules(inputs.timeline);
    crate::scene::courses::courses(inputs, &rules).into_iter().map(|now| now.course).collect()
}

/// A mark of each theme that no instant changes, and where in the order it stands.
type Fixed = ((usize, usize), [(Option<Record>, Shape); 2]);

impl<'a> Parts<'a> {
    /// Those of the view of `inputs` in both themes. Its slice is one of those that will be asked for.
    pub fn of(inputs: Inputs<'a>) -> Self {
        let views = themed(inputs.view);
        let [light, _] = &views;
        let sheet = Sheet::of(Inputs { view: light, ..inputs });
        let inset = inset::place(&sheet).map(|(square, viewport)| {
            let views = themed(&View { viewport, ..inputs.view.clone() });
            let [light, _] = &views;
            Inset { square, lettering: Lettering::of(&sheet.inset(light, square)), views }
        });
        let whole = Lettering::of(&sheet);
        let places = inputs.chronicle.places.values().collect();
        let mut parts = Self { inputs, whole, inset, fixed: Vec::new(), places, views };
        parts.fixed = parts.fixed();
        parts
    }

    /// The places of each mark that several share.
    pub fn shared(&self) -> Vec<Vec<PlaceId>> {
        let joined = self.inputs.atlas.caches.joined(self.inputs.timeline, self.inputs.view);
        joined.groups().into_iter().map(|group| group.into_iter().cloned().collect()).collect()
    }

    /// The parts of an instant, in paint order, and the signs of its legend, the most important first.
    pub fn at(&self, slice: &Timeslice) -> (Vec<Part>, Vec<Sign>) {
        let [light, _] = &self.views;
        let sheet = Sheet::of(Inputs { view: light, slice, ..self.inputs });
        let mut parts: Vec<Part> =
            self.fixed.iter().enumerate().map(|(i, (layer, _))| Part { layer: *layer, what: What::Fixed(i) }).collect();
        for (number, layer) in LAYERS.iter().enumerate().filter(|(_, layer)| self.shows(layer)) {
            self.moving(layer, (&sheet, &self.whole), (number, UNDER), &mut parts);
            let Some(inset) = self.inset.as_ref().filter(|_| layer.id == ids::INSET) else { continue };
            let sheet = inset.sheet(&sheet, 0);
            for (inner, layer) in LAYERS.iter().enumerate().filter(|(_, layer)| IN_INSET.contains(&layer.id)) {
                if self.shows(layer) {
                    self.moving(layer, (&sheet, &inset.lettering), (number, inner + 1), &mut parts);
                }
            }
        }
        parts.sort_unstable();
        parts.dedup();
        (parts, items(&sheet).into_iter().map(Sign).collect())
    }

    /// Width and height of a sign, px.
    pub fn sign_px(&self, Sign(item): &Sign) -> [f64; 2] {
        item.sign_px(&self.bare(0))
    }

    /// A sign in both themes, its top left corner at the origin.
    pub fn draw_sign(&self, Sign(item): &Sign) -> [Vec<Mark>; 2] {
        [0, 1].map(|theme| sign(&self.bare(theme), item))
    }

    /// A part in both themes.
    pub fn draw(&self, part: Part) -> [Vec<Mark>; 2] {
        let (number, inner) = part.layer;
        let Some(layer) = LAYERS.get(number) else { return [Vec::new(), Vec::new()] };
        let drawn = |theme: usize| {
            let bare = self.bare(theme);
            let inset = self.inset.as_ref().filter(|_| inner != UNDER && inner != EDGE);
            match inset {
                Some(inset) => self.shapes(part.what, &inset.sheet(&bare, theme), &inset.lettering, theme),
                None => self.shapes(part.what, &bare, &self.whole, theme),
            }
        };
        let mark = |(record, shape)| Mark { stratum: layer.stratum, layer: layer.id, record, shape };
        [0, 1].map(|theme| drawn(theme).into_iter().map(mark).collect())
    }

    /// When a part is painted.
    pub fn stratum(part: Part) -> Stratum {
        LAYERS.get(part.layer.0).map_or(Stratum::Furniture, |layer| layer.stratum)
    }

    /// The place whose symbol a part is, and whether it is the one in the inset.
    pub fn symbol(&self, part: Part) -> Option<(&'a PlaceId, bool)> {
        let (What::Symbol { place, .. } | What::Region { place, .. }) = part.what else { return None };
        Some((&self.places.get(place)?.id, part.layer.1 != UNDER))
    }

    /// The parts of one layer that follow the instant.
    fn moving(&self, layer: &Layer, (sheet, words): (&Sheet<'_>, &Lettering), at: (usize, usize), out: &mut Vec<Part>) {
        let mut add = |what| out.push(Part { layer: at, what });
        match layer.id {
            ids::POSSIBLE | ids::REFERENCE | ids::DOCUMENTS => {
                let grounds = sheet.grounds.iter().enumerate();
                let here = grounds.filter(|(_, ground)| areas::layer_of(ground.tint) == Some(layer.id));
                here.for_each(|(area, &ground)| add(What::Tint { area, ground }));
            }
            ids::OUTLINES => {
                outlines::edges(sheet).for_each(|(arc, (side, solid))| add(What::Edge { side, solid, arc }));
            }
            ids::CORRIDORS if !sheet.is_small() => {
                for OpenCorridor { number: corridor, side, firm, .. } in open_corridors(sheet) {
                    add(What::Casing { firm, corridor });
                    add(What::Corridor { firm, corridor, side });
                }
            }
            ids::SHAPES | ids::JOURNEYS => {
                let legs = layer.id == ids::JOURNEYS;
                let now = courses::now(sheet).into_iter().map(|now| now.course);
                let mine = now.filter(|course| matches!(course, Course::Leg { .. }) == legs);
                mine.for_each(|course| add(What::Course(course)));
            }
            ids::REGIONS => {
                for (shown, _) in symbols::drawn(sheet) {
                    let (Some(disc), Some(place)) = (soft::of(sheet, shown), self.number(&shown.place.id)) else {
                        continue;
                    };
                    let at = self.number(&shown.at.id).unwrap_or(place);
                    add(What::Region { place, at, soft: disc });
                }
            }
            ids::SIEGES => {
                for (shown, _) in sheet.visible().filter(|(shown, _)| shown.besieged) {
                    let Some(place) = self.number(&shown.place.id) else { continue };
                    add(What::Siege { place, siege: Siege::of(shown) });
                }
            }
            ids::SYMBOLS => {
                for (shown, _) in symbols::drawn(sheet) {
                    let Some(place) = self.number(&shown.place.id) else { continue };
                    let at = self.number(&shown.at.id).unwrap_or(place);
                    add(What::Symbol { below: Reverse(shown.rank()), place, at, glyph: symbols::shown(sheet, shown) });
                }
            }
            ids::LABELS => {
                for PlacedName { appearance, placed } in words.named(sheet).names {
                    let Some(place) = self.number(&appearance.place.id) else { continue };
                    let style = Style::of(appearance);
                    if let Some([from, to]) = placed.leader {
                        add(What::Leader { style, place, from: at_px(from), to: at_px(to) });
                    }
                    add(What::Name { style, place, start: at_px(placed.start) });
                }
            }
            ids::PROVINCE_NAMES | ids::RIVER_NAMES | ids::TOWN_NAMES | ids::SEA_NAMES if !words.ground.is_empty() => {
                let seen = words.named(sheet).ground.into_iter();
                let here = seen.filter(|number| words.ground.get(*number).is_some_and(|name| name.layer() == layer.id));
                here.for_each(|number| add(What::GroundName(number)));
            }
            _ => {}
        }
    }

    /// What a part looks like.
    fn shapes(&self, what: What, sheet: &Sheet<'_>, lettering: &Lettering, theme: usize) -> Drawn {
        let place = |number: usize| self.places.get(number).copied();
        let standing = |[number, at]: [usize; 2], shapes: &dyn Fn(&Place, ScreenPoint) -> Vec<Shape>| -> Drawn {
            let Some((place, at)) = place(number).zip(place(at).and_then(point_of)) else { return Vec::new() };
            let record = Record::Place(place.id.clone());
            let shapes = shapes(place, sheet.projector.position(at));
            shapes.into_iter().map(|shape| (Some(record.clone()), shape)).collect()
        };
        let of_place =
            |number: usize, shapes: &dyn Fn(&Place, ScreenPoint) -> Vec<Shape>| standing([number, number], shapes);
        let scale = sheet.inputs.view.scale;
        match what {
            What::Fixed(number) => {
                self.fixed.get(number).and_then(|(_, both)| both.get(theme)).cloned().into_iter().collect()
            }
            What::Tint { area, ground } => areas::tint(sheet, area, ground),
            What::Edge { side, solid, arc } => {
                outlines::line(sheet, (side, solid), &[arc]).map(|shape| (None, shape)).into_iter().collect()
            }
            What::Casing { corridor, .. } => self.corridor(sheet, corridor, &|line| corridors::casing(sheet, &line)),
            What::Corridor { corridor, side, firm } => {
                self.corridor(sheet, corridor, &|line| corridors::line(sheet, &line, side, firm))
            }
            What::Course(course) => {
                let now = resolve(self.inputs.timeline.whole(), course);
                now.map(|now| courses::course(sheet, &now)).unwrap_or_default()
            }
            What::Region { place: number, at, soft: disc } => {
                let Some(position) = place(at).and_then(point_of) else { return Vec::new() };
                standing([number, at], &|_, at| soft::shapes(sheet, disc, position, at))
            }
            What::Siege { place, siege } => of_place(place, &|_, at| siege_shapes(at, scale, siege, sheet.palette)),
            What::Symbol { place, at, glyph, .. } => {
                standing([place, at], &|_, at| glyph.shapes(at, scale, sheet.palette))
            }
            What::Leader { place, from, to, .. } => {
                of_place(place, &|_, _| leader(sheet, [point(from), point(to)]).to_vec())
            }
            What::Name { style, place, start } => {
                of_place(place, &|place, _| vec![words(sheet, place, style, point(start))])
            }
            What::GroundName(number) => {
                let name = lettering.ground.get(number).into_iter();
                name.flat_map(|name| letters(sheet, name)).map(|(_, record, shape)| (record, shape)).collect()
            }
        }
    }

    fn corridor(&self, sheet: &Sheet<'_>, number: usize, shape: &dyn Fn(Vec<ScreenPoint>) -> Shape) -> Drawn {
        let chronicle = self.inputs.chronicle;
        let end = |place: &PlaceId| chronicle.places.get(place).and_then(point_of);
        let drawn = chronicle.corridors.get(number).and_then(|corridor| {
            let line = course(sheet, end(&corridor.from)?, end(&corridor.to)?);
            Some((Some(Record::Corridor(corridor.id.to_string())), shape(line)))
        });
        drawn.into_iter().collect()
    }

    /// What of all layers no instant changes.
    fn fixed(&self) -> Vec<Fixed> {
        let sheets = [0, 1].map(|theme| self.bare(theme));
        let mut fixed = Vec::new();
        for (number, layer) in LAYERS.iter().enumerate().filter(|(_, layer)| self.shows(layer)) {
            let at = (number, UNDER);
            // The ground and the lines of the base map are drawn as they are.
            if !matches!(layer.stratum, Stratum::Ground | Stratum::Lines) {
                fixed.extend(unchanging(layer, at, sheets.each_ref()));
            }
            let Some(inset) = self.inset.as_ref().filter(|_| layer.id == ids::INSET) else { continue };
            let [light, dark] = sheets.each_ref().map(|sheet| inset::frame(sheet, inset.square));
            let mut frame = light.into_iter().zip(dark).map(|(light, dark)| [(None, light), (None, dark)]);
            fixed.extend(frame.next().map(|under| (at, under)));
            fixed.extend(frame.next().map(|edge| ((number, EDGE), edge)));
            let [light, dark] = &sheets;
            let inner = [inset.sheet(light, 0), inset.sheet(dark, 1)];
            for (step, layer) in LAYERS.iter().enumerate().filter(|(_, layer)| IN_INSET.contains(&layer.id)) {
                if self.shows(layer) {
                    fixed.extend(unchanging(layer, (number, step + 1), inner.each_ref()));
                }
            }
        }
        fixed
    }

    fn shows(&self, layer: &Layer) -> bool {
        !layer.optional || self.inputs.view.shows(layer.id)
    }

    /// A sheet without places, to draw single parts on.
    fn bare(&self, theme: usize) -> Sheet<'_> {
        let [light, dark] = &self.views;
        Sheet::with(Inputs { view: if theme == 0 { light } else { dark }, ..self.inputs }, Vec::new())
    }

    fn number(&self, place: &PlaceId) -> Option<usize> {
        self.places.binary_search_by(|known| known.id.cmp(place)).ok()
    }
}

impl Inset {
    fn sheet<'s>(&'s self, whole: &Sheet<'s>, theme: usize) -> Sheet<'s> {
        let [light, dark] = &self.views;
        whole.inset(if theme == 0 { light } else { dark }, self.square)
    }
}

fn themed(view: &View) -> [View; 2] {
    [Theme::Light, Theme::Dark].map(|theme| View { theme, ..view.clone() })
}

/// What no instant changes of a layer, on sheets without places, light and dark.
fn unchanging<'s>(layer: &Layer, at: (usize, usize), sheets: [&Sheet<'s>; 2]) -> Vec<Fixed> {
    let [light, dark] = sheets.map(|sheet| match layer.id {
        ids::LABELS => Lettering::of(sheet).fixed.into_iter().map(|shape| (None, shape)).collect(),
        id if MOVING.contains(&id) => Vec::new(),
        _ => draw_layer(layer, sheet),
    });
    light.into_iter().zip(dark).map(|(light, dark)| (at, [light, dark])).collect()
}
