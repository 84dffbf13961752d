//! Names: of places beside their symbols, of neighbouring countries in what is seen of them.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::country_names::country_names;
use crate::scene::glyph::Glyph;
use crate::scene::labels::{Side, Wish, place};
use crate::scene::layers::{headline, inset, legend, scale_bar};
use crate::scene::look::{Holder, Look};
use crate::scene::sheet::{Kind, mark};
use crate::scene::write::Setting;
use crate::scene::{Layer, Mark, Record, Sheet, Stratum, Weight};

/// Names that never collide; what does not fit is named on hover.
pub(in crate::scene) struct Labels;

/// The radius a star takes beside its name, design px.
const STAR: f64 = 8.4;

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
        let mut places: Vec<(&Look<'_>, ScreenPoint)> = sheet.visible().collect();
        places.sort_by_key(|(look, _)| look.rank());
        let symbols: Vec<ScreenRect> = places.iter().map(|&(look, at)| symbol_box(sheet, look, at)).collect();

        let around: Vec<ScreenRect> = symbols.iter().chain(&blocked).copied().chain(around_title).collect();
        let names =
            if sheet.is_small() || sheet.kind != Kind::Whole { Vec::new() } else { country_names(sheet, &around) };
        for (shape, rect) in names {
            blocked.push(rect);
            out.push(mark(Stratum::Marks, self.id(), None, shape));
        }

        let homes = homes(sheet);
        let wanted = |look: &Look<'_>| !sheet.is_small() || look.rank() <= 2;
        let wishes: Vec<Wish> = places
            .iter()
            .map(|&(look, at)| {
                let setting = setting(sheet, look);
                // A label nobody asks for is too wide to stand anywhere.
                let width = if wanted(look) { setting.width(&look.place.name) } else { f64::INFINITY };
                let home = homes.iter().find(|(id, _)| *id == look.place.id.as_str()).and_then(|(_, side)| *side);
                let radius = sheet.px(label_radius(sheet, look));
                Wish { at, radius, width, size: setting.size, home, rank: look.rank() }
            })
            .collect();
        let inside = sheet.layout.map.grown(-sheet.px(4.0));
        let placed = place(&wishes, &symbols, &blocked, inside);
        // The important ones on top, should halos touch.
        for ((look, _), found) in places.iter().zip(placed).rev() {
            if let Some((_, start)) = found {
                let shape = setting(sheet, look).line(start.x, start.y, &look.place.name);
                out.push(mark(Stratum::Marks, self.id(), Some(Record::Place(look.place.id.clone())), shape));
            }
        }
    }
}

/// What lies over the map, and the headline with some space around it: other capitals keep away from it, so that
/// nobody reads them as part of it.
fn furniture(sheet: &Sheet<'_>) -> (Vec<ScreenRect>, Option<ScreenRect>) {
    if sheet.kind != Kind::Whole {
        return (sheet.reserved.clone(), None);
    }
    let mut blocked: Vec<ScreenRect> = headline::boxes(&headline::block(sheet)).collect();
    let around_title = blocked.iter().copied().reduce(ScreenRect::union).map(|block| block.grown(sheet.px(10.0)));
    blocked.push(scale_bar::rect(sheet));
    blocked.extend(legend::card(sheet));
    blocked.extend(inset::place(sheet).map(|(square, _)| square));
    (blocked, around_title)
}

/// The side every name takes when all are alike: it depends on the view alone, so that names stay where they are
/// while time is scrubbed.
fn homes<'s>(sheet: &'s Sheet<'_>) -> Vec<(&'s str, Option<Side>)> {
    let setting = Setting::new(12.0 * sheet.type_scale, Weight::SemiBold, sheet.palette.ink);
    let mut places: Vec<(&Look<'_>, ScreenPoint)> =
        sheet.visible().filter(|(look, _)| look.place.listed || look.focus).collect();
    places.sort_by_key(|(look, _)| !look.focus);
    let wishes: Vec<Wish> = places
        .iter()
        .map(|(look, at)| {
            let radius = sheet.px(if look.focus { STAR } else { 6.5 });
            Wish {
                at: *at,
                radius,
                width: setting.width(&look.place.name),
                size: setting.size,
                home: None,
                rank: u8::from(!look.focus) * 5,
            }
        })
        .collect();
    let symbols: Vec<_> = wishes.iter().map(|w| ScreenRect { min: w.at, max: w.at }.grown(w.radius * 0.85)).collect();
    let placed = place(&wishes, &symbols, &[], sheet.layout.map.grown(-sheet.px(4.0)));
    places
        .iter()
        .zip(placed)
        .map(|((look, _), placed)| (look.place.id.as_str(), placed.map(|(side, _)| side)))
        .collect()
}

fn shown_glyph(sheet: &Sheet<'_>, look: &Look<'_>) -> Glyph {
    Glyph { besieged: look.besieged && sheet.inputs.view.shows("sieges"), ..Glyph::of(look) }
}

/// How far from the middle of a symbol its name keeps: a star's arms leave room between them.
fn label_radius(sheet: &Sheet<'_>, look: &Look<'_>) -> f64 {
    let glyph = shown_glyph(sheet, look);
    if look.focus && !look.selected && !look.today && !glyph.besieged { STAR } else { glyph.radius() }
}

fn symbol_box(sheet: &Sheet<'_>, look: &Look<'_>, at: ScreenPoint) -> ScreenRect {
    // A round symbol leaves the corners of its box to its neighbours' words.
    ScreenRect { min: at, max: at }.grown(sheet.px(shown_glyph(sheet, look).radius()) * 0.85)
}

/// How a name is set, by its place's rank.
fn setting(sheet: &Sheet<'_>, look: &Look<'_>) -> Setting {
    let palette = sheet.palette;
    let (size, weight, color) = match look.rank() {
        0 | 1 => (15.0, Weight::Bold, palette.ink),
        2 => (13.0, Weight::Bold, palette.ink),
        3 => (12.5, Weight::SemiBold, palette.ink),
        4 => (11.5, Weight::Medium, palette.ink),
        _ if look.holder == Holder::Side(1) && look.basis == Basis::Documents => (11.5, Weight::Medium, palette.ink),
        _ => (11.0, Weight::Regular, palette.ink2),
    };
    Setting::new(size * sheet.type_scale, weight, color).halo(palette.halo, sheet.px(3.2))
}
