//! Names: of places beside their symbols, of neighbouring countries in what is seen of them; and all words on the map
//! laid out together, so that none meets another.

use crate::chronicle::{Basis, PlaceId};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::country_names::country_names;
use crate::scene::glyph::Glyph;
use crate::scene::ground_names::{
    Ground, GroundName, PROVINCE, PROVINCE_WEIGHT, RIVER, RIVER_WEIGHT, ground_names, seen,
};
use crate::scene::labels::{
    Disc, Homes, Limits, Loud, Name, STAR, Settled, Setup, Slot, clearance, label_box, settle, type_of,
};
use crate::scene::layers::ground_names::{ProvinceNames, RiverNames};
use crate::scene::layers::roads_rivers::RoadsRivers;
use crate::scene::layers::symbols::is_quiet;
use crate::scene::layers::{graticule, headline, inset, legend, scale_bar};
use crate::scene::look::{Holder, Look};
use crate::scene::sheet::{Kind, mark};
use crate::scene::write::Setting;
use crate::scene::{Frame, Layer, Mark, Record, Shape, Sheet, Stratum, Stroke, Weight, zoom_controls};
use std::sync::Arc;

/// Names that never collide; what does not fit is named on hover.
pub(in crate::scene) struct Labels;

impl Layer for Labels {
    fn id(&self) -> &'static str {
        "labels"
    }
    fn label(&self) -> &'static str {
        "Names"
    }
    fn doc(&self) -> &'static str {
        "Names of places and neighbouring countries, the important ones first"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let Lettering { caption, countries, places, .. } = sheet.lettering();
        let plain = caption.iter().chain(countries).map(|shape| (None, shape));
        let places = places.iter().map(|(place, shape)| (Some(Record::Place(place.clone())), shape));
        out.extend(plain.chain(places).map(|(record, shape)| mark(Stratum::Marks, self.id(), record, shape.clone())));
    }
}

/// The words on a map, by who draws them.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Lettering {
    caption: Option<Shape>,
    countries: Vec<Shape>,
    /// Leaders, then names, those on top last.
    places: Vec<(PlaceId, Shape)>,
    /// Letters of rivers and names of provinces.
    pub ground: Vec<(Ground, Shape)>,
}

impl Sheet<'_> {
    /// The words on the map.
    pub(in crate::scene) fn lettering(&self) -> &Lettering {
        self.lettering.get_or_init(|| Lettering::of(self))
    }
}

impl Lettering {
    /// Lays out all words, the more important first.
    fn of(sheet: &Sheet<'_>) -> Self {
        let mut all = Self::default();
        let (mut blocked, title) = furniture(sheet);
        let plan = Plan::of(sheet, &[blocked.as_slice(), &title].concat());
        // The legend grows and shrinks with the day, so that no home may depend on it.
        blocked.extend(legend::card(sheet).filter(|_| sheet.kind == Kind::Whole));
        let mut ground = Ground::seen(sheet, &plan, &[blocked.as_slice(), &title].concat());
        if sheet.inputs.view.shows(Labels.id()) {
            if sheet.kind == Kind::Inset {
                let caption = inset::caption(sheet);
                blocked.extend(headline::boxes(std::slice::from_ref(&caption)));
                all.caption = Some(caption);
            }
            if sheet.kind == Kind::Whole {
                // Other countries keep away from the headline, so that nobody reads them as part of it.
                let around_title = title.iter().copied().reduce(ScreenRect::union).map(|all| all.grown(sheet.px(10.0)));
                let rivers = ground.iter().flat_map(|name| &name.boxes);
                let around: Vec<ScreenRect> =
                    plan.boxes(sheet).chain(blocked.iter().chain(rivers).copied()).chain(around_title).collect();
                for (shape, rect) in country_names(sheet, &around) {
                    blocked.push(rect);
                    all.countries.push(shape);
                }
            }
            let taken = all.name_places(sheet, &plan, (&blocked, &title));
            ground.retain(|name| !name.boxes.iter().any(|room| taken.iter().any(|other| other.overlaps(*room))));
        }
        all.ground = ground.iter().flat_map(|name| name.shapes(sheet)).collect();
        all
    }

    /// Names the places clear of what lies over the map, and if need be only of this day's headline; returns what their
    /// names, leaders and symbols take.
    fn name_places(
        &mut self,
        sheet: &Sheet<'_>,
        plan: &Plan,
        (blocked, title): (&[ScreenRect], &[ScreenRect]),
    ) -> Vec<ScreenRect> {
        let words = if title.is_empty() { Vec::new() } else { headline::block(sheet) };
        let words = headline::boxes(&words).map(|line| line.grown(sheet.px(3.0)));
        let blocked: Vec<ScreenRect> = blocked.iter().copied().chain(words).collect();
        let seen: Vec<(&Look<'_>, ScreenPoint)> = sheet.visible().collect();
        let names: Vec<Name> = seen.iter().map(|&(look, at)| plan.name(sheet, look, at)).collect();
        let limits = Limits { scale: sheet.px(1.0), most: if sheet.kind == Kind::Thumbnail { 8.0 } else { 12.0 } };
        let settled = settle(&names, (&blocked, title), inside(sheet), limits);
        let mut placed: Vec<(&Look<'_>, Settled)> =
            seen.iter().zip(settled).filter_map(|((look, _), found)| Some((*look, found?))).collect();
        // The important ones on top, should halos touch.
        placed.sort_by_key(|(look, _)| std::cmp::Reverse(look.rank()));
        let symbol = |name: &Name| ScreenRect { min: name.symbol.at, max: name.symbol.at }.grown(name.symbol.radius);
        let mut taken: Vec<ScreenRect> = names.iter().map(symbol).collect();
        for (look, found) in &placed {
            let Some(line) = found.leader else { continue };
            taken.extend(ScreenRect::around(line));
            self.places.extend(leader(sheet, line).map(|shape| (look.place.id.clone(), shape)));
        }
        for (look, Settled { start, .. }) in &placed {
            let (setting, name) = (setting(sheet, look), sheet.inputs.view.names.of(look.place));
            taken.push(label_box(*start, setting.width(name), setting.size));
            self.places.push((look.place.id.clone(), setting.line(start.x, start.y, name)));
        }
        taken
    }
}

impl Ground {
    /// The names of rivers and provinces that are switched on, in the frame and clear of what lies over the map.
    fn seen(sheet: &Sheet<'_>, plan: &Plan, blocked: &[ScreenRect]) -> Vec<GroundName> {
        let view = sheet.inputs.view;
        let shown = |ground: Self| match ground {
            Self::River => view.shows(RiverNames.id()) && view.shows(RoadsRivers.id()),
            Self::Province => view.shows(ProvinceNames.id()),
        };
        let none = !shown(Self::River) && !shown(Self::Province);
        if sheet.kind != Kind::Whole || sheet.is_small() || none {
            return Vec::new();
        }
        let names = ground_names(sheet, &plan.louds, plan.free.as_ref().unwrap_or(&plan.homes));
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
}

impl GroundName {
    /// Its letters as marks.
    fn shapes(&self, sheet: &Sheet<'_>) -> impl Iterator<Item = (Ground, Shape)> {
        let palette = sheet.palette;
        let (type_of, weight, color) = match self.of {
            Ground::River => (RIVER, RIVER_WEIGHT, palette.river_names),
            Ground::Province => (PROVINCE, PROVINCE_WEIGHT, palette.ink2),
        };
        let [size, spacing] = type_of.map(|px| sheet.px(px));
        let spacing = if self.of == Ground::Province { spacing } else { 0.0 };
        let setting =
            Setting::new(size, weight, color).spacing(spacing).halo(palette.halo.with_alpha(0.85), sheet.px(2.4));
        self.pieces.iter().map(move |piece| (self.of, setting.turned(piece.at, piece.turn, &piece.text)))
    }
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

/// Where words may stand.
pub(in crate::scene) fn inside(sheet: &Sheet<'_>) -> ScreenRect {
    graticule::without_band(sheet, sheet.layout.map.grown(-sheet.px(4.0)))
}

/// What lies over the map and has the same size on all days, and what the headlines of all days take together.
fn furniture(sheet: &Sheet<'_>) -> (Vec<ScreenRect>, Vec<ScreenRect>) {
    if sheet.kind != Kind::Whole {
        return (sheet.reserved.clone(), Vec::new());
    }
    let square = inset::place(sheet).map(|(square, _)| square);
    let window = sheet.inputs.view.frame == Frame::Window;
    let buttons = window.then(|| zoom_controls(sheet.layout.map)).flatten().map(|(room, _)| room.grown(sheet.px(4.0)));
    let lasting = std::iter::once(scale_bar::rect(sheet)).chain(square).chain(buttons);
    (lasting.collect(), headline::room(sheet))
}

/// Where all names have their homes.
struct Plan {
    louds: Arc<Vec<Loud>>,
    homes: Arc<Homes>,
    /// The homes that do not know of the frame, where the camera moves.
    free: Option<Arc<Homes>>,
}

impl Plan {
    /// The homes clear of what lies over the map.
    fn of(sheet: &Sheet<'_>, over: &[ScreenRect]) -> Self {
        let view = sheet.inputs.view;
        let memory = &sheet.inputs.atlas.memory;
        let louds = memory.louds(sheet.inputs);
        let framed = Setup {
            world_px: view.viewport.world_px(),
            scale: view.scale,
            type_scale: sheet.type_scale,
            focus_only: sheet.is_small(),
            passing: legend::room(sheet).filter(|_| sheet.kind == Kind::Whole),
            frame: Some((sheet.projector.origin(), inside(sheet), over.to_vec())),
        };
        // The camera of a window moves; names keep their side while it does, but for those at the edge.
        let free = (view.frame == Frame::Window).then(|| Setup { frame: None, passing: None, ..framed.clone() });
        let free = free.map(|setup| memory.homes(&louds, &setup, None));
        let homes = memory.homes(&louds, &framed, free.as_deref());
        Self { louds, homes, free }
    }

    /// A place, the home of its name, and the one it would have if nothing lay over the map.
    fn find(&self, place: &str) -> Option<(&Loud, [Option<Slot>; 2])> {
        let at = self.louds.iter().position(|loud| loud.place.as_str() == place)?;
        let slot = |homes: &Homes| homes.slots.get(at).copied().flatten();
        Some((self.louds.get(at)?, [slot(&self.homes), self.free.as_deref().and_then(slot)]))
    }

    /// The name of a place at this instant.
    fn name(&self, sheet: &Sheet<'_>, look: &Look<'_>, at: ScreenPoint) -> Name {
        let found = self.find(look.place.id.as_str());
        let setting = setting(sheet, look);
        let small = sheet.is_small();
        let radius = if small && is_quiet(look) { 0.0 } else { sheet.px(radius(sheet, look)) };
        Name {
            symbol: Disc { at, radius },
            reach: found.map_or(radius, |(loud, _)| sheet.px(loud.radius)).min(radius.max(sheet.px(10.0))),
            width: setting.width(sheet.inputs.view.names.of(look.place)),
            size: setting.size,
            rank: look.rank(),
            home: found.and_then(|(_, [home, _])| home),
            // On a low map the names that come and go with the headline would push others about.
            spare: found.and_then(|(_, [_, spare])| spare).filter(|_| !sheet.layout.is_low()),
            wanted: !small || look.rank() <= 2,
        }
    }

    /// What symbols and names may fill at any time.
    fn boxes(&self, sheet: &Sheet<'_>) -> impl Iterator<Item = ScreenRect> {
        self.louds.iter().zip(&self.homes.slots).flat_map(|(loud, home)| {
            let at = sheet.projector.position(loud.position);
            let symbol = ScreenRect { min: at, max: at }.grown(sheet.px(clearance(loud.radius)));
            let (size, weight) = type_of(loud.rank);
            let size = size * sheet.type_scale;
            let width = Setting::new(size, weight, sheet.palette.ink).width(&loud.name);
            std::iter::once(symbol).chain(home.map(|home| home.words(at, width, size)))
        })
    }
}

/// How far the symbol of a place reaches, design px: a star's arms leave room between them.
fn radius(sheet: &Sheet<'_>, look: &Look<'_>) -> f64 {
    let glyph = Glyph { besieged: look.besieged && sheet.inputs.view.shows("sieges"), ..Glyph::of(look) };
    let star = look.focus && !look.selected && !look.today && !glyph.besieged;
    clearance(if star { STAR } else { glyph.radius() })
}

/// How a name is set, by its place's rank.
fn setting(sheet: &Sheet<'_>, look: &Look<'_>) -> Setting {
    let palette = sheet.palette;
    let (size, weight) = type_of(look.rank());
    let quiet = look.rank() >= 5;
    let known = look.holder == Holder::Side(1) && look.basis == Basis::Documents;
    let (size, weight, color) = match quiet {
        true if known => (11.5, Weight::Medium, palette.ink),
        true => (size, weight, palette.ink2),
        false => (size, weight, palette.ink),
    };
    Setting::new(size * sheet.type_scale, weight, color).halo(palette.halo, sheet.px(3.2))
}
