//! Names: of places beside their symbols, of neighbouring countries in what is seen of them.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::country_names::country_names;
use crate::scene::glyph::Glyph;
use crate::scene::labels::{Disc, Homes, Limits, Loud, Name, STAR, Settled, Setup, Slot, clearance, settle, type_of};
use crate::scene::layers::symbols::is_quiet;
use crate::scene::layers::{graticule, headline, inset, legend, scale_bar};
use crate::scene::look::{Holder, Look};
use crate::scene::sheet::{Kind, mark};
use crate::scene::write::Setting;
use crate::scene::{Frame, Layer, Mark, Record, Shape, Sheet, Stratum, Stroke, Weight};
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
        let (mut blocked, around_title) = furniture(sheet);
        if sheet.kind == Kind::Inset {
            let caption = inset::caption(sheet);
            blocked.extend(headline::boxes(std::slice::from_ref(&caption)));
            out.push(mark(Stratum::Marks, self.id(), None, caption));
        }
        let plan = Plan::of(sheet);
        if sheet.kind == Kind::Whole {
            let around: Vec<ScreenRect> =
                plan.boxes(sheet).chain(blocked.iter().copied()).chain(around_title).collect();
            for (shape, rect) in country_names(sheet, &around) {
                blocked.push(rect);
                out.push(mark(Stratum::Marks, self.id(), None, shape));
            }
        }

        let places: Vec<(&Look<'_>, ScreenPoint)> = sheet.visible().collect();
        let names: Vec<Name> = places.iter().map(|&(look, at)| plan.name(sheet, look, at)).collect();
        let inside = inside(sheet);
        let limits = Limits { scale: sheet.px(1.0), most: if sheet.kind == Kind::Thumbnail { 8.0 } else { 12.0 } };
        let settled = settle(&names, &blocked, inside, limits);
        let mut placed: Vec<(&Look<'_>, Settled)> =
            places.iter().zip(settled).filter_map(|((look, _), found)| Some((*look, found?))).collect();
        // The important ones on top, should halos touch.
        placed.sort_by_key(|(look, _)| std::cmp::Reverse(look.rank()));
        let record = |look: &Look<'_>| Some(Record::Place(look.place.id.clone()));
        for (look, found) in &placed {
            for shape in found.leader.into_iter().flat_map(|line| leader(sheet, line)) {
                out.push(mark(Stratum::Marks, self.id(), record(look), shape));
            }
        }
        for (look, Settled { start, .. }) in &placed {
            let shape = setting(sheet, look).line(start.x, start.y, sheet.inputs.view.names.of(look.place));
            out.push(mark(Stratum::Marks, self.id(), record(look), shape));
        }
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

/// What lies over the map, and the headline with some space around it: other countries keep away from it, so that
/// nobody reads them as part of it.
fn furniture(sheet: &Sheet<'_>) -> (Vec<ScreenRect>, Option<ScreenRect>) {
    if sheet.kind != Kind::Whole {
        return (sheet.reserved.clone(), None);
    }
    let mut blocked = lasting_furniture(sheet);
    blocked.extend(legend::card(sheet));
    (blocked, headline::room(sheet).into_iter().reduce(ScreenRect::union).map(|title| title.grown(sheet.px(10.0))))
}

/// What lies over the map at all times.
fn lasting_furniture(sheet: &Sheet<'_>) -> Vec<ScreenRect> {
    if sheet.kind != Kind::Whole {
        return sheet.reserved.clone();
    }
    let square = inset::place(sheet).map(|(square, _)| square);
    std::iter::once(scale_bar::rect(sheet)).chain(headline::room(sheet)).chain(square).collect()
}

/// Where all names have their homes.
struct Plan {
    louds: Arc<Vec<Loud>>,
    homes: Arc<Homes>,
}

impl Plan {
    fn of(sheet: &Sheet<'_>) -> Self {
        let view = sheet.inputs.view;
        let memory = &sheet.inputs.atlas.memory;
        let louds = memory.louds(sheet.inputs);
        let framed = Setup {
            world_px: view.viewport.world_px(),
            scale: view.scale,
            type_scale: sheet.type_scale,
            focus_only: sheet.is_small(),
            frame: Some((sheet.projector.origin(), inside(sheet), lasting_furniture(sheet))),
        };
        // The camera of a window moves; names keep their side while it does, but for those at the edge.
        let free = (view.frame == Frame::Window).then(|| Setup { frame: None, ..framed.clone() });
        let base = free.map(|setup| memory.homes(&louds, &setup, None));
        let homes = memory.homes(&louds, &framed, base.as_deref());
        Self { louds, homes }
    }

    fn find(&self, place: &str) -> Option<(&Loud, Option<Slot>)> {
        let at = self.louds.iter().position(|loud| loud.place.as_str() == place)?;
        Some((self.louds.get(at)?, self.homes.slots.get(at).copied().flatten()))
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
            home: found.and_then(|(_, home)| home),
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
