//! The ground: flat land, and over it the toned relief.

use crate::geo::LonLat;
use crate::scene::atlas::Track;
use crate::scene::sheet::{Kind, mark};
use crate::scene::{Color, Layer, Mark, Shape, Sheet, Stratum, Theme};

/// Flat land: what is seen where there is no relief.
pub(in crate::scene) struct Land;

/// Over how many degrees the sea fades towards the edge of what is known, and in how many steps.
const SHALLOWS_DEGREES: f64 = 3.0;
const SHALLOWS: u32 = 24;

impl Layer for Land {
    fn id(&self) -> &'static str {
        "land"
    }
    fn label(&self) -> &'static str {
        "Land"
    }
    fn doc(&self) -> &'static str {
        "The country and its neighbours, flat"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Ground
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let mut fill = |rings: Vec<_>, color: Color| {
            let parts: Vec<_> = rings.into_iter().filter(|ring: &Vec<_>| ring.len() > 2).map(|r| (r, true)).collect();
            if !parts.is_empty() {
                let shape = Shape::Path { parts, fill: Some(color), stroke: None };
                out.push(mark(Stratum::Ground, "land", None, shape));
            }
        };
        let atlas = sheet.inputs.atlas;
        // What no country covers is sea, as far as the countries are known.
        let known = Track::around(atlas.countries.iter().flat_map(|country| &country.rings));
        // One of many small maps is the country alone, on the page's own ground.
        let alone = sheet.kind == Kind::Thumbnail;
        for (sea, color) in known.iter().filter(|_| !alone).flat_map(|known| sea(sheet, known)) {
            fill(vec![sheet.projector.ring(&sea)], color);
        }
        for country in atlas.countries.iter().filter(|country| !country.focus && !alone) {
            fill(country.rings.iter().map(|ring| sheet.projector.ring(ring)).collect(), sheet.palette.neighbours);
        }
        let focus = atlas.countries.iter().filter(|country| country.focus).collect::<Vec<_>>();
        for country in &focus {
            fill(country.rings.iter().map(|ring| sheet.projector.ring(ring)).collect(), sheet.palette.land);
        }
        if focus.is_empty() {
            for area in &atlas.areas {
                let rings = area.iter().map(|ring| sheet.projector.area_ring(&atlas.arcs, ring));
                fill(rings.collect(), sheet.palette.land);
            }
        }
    }
}

/// The sea as boxes one in the other: towards the edge of what is known it pales to the ground, so that no coast seems
/// to run there.
fn sea(sheet: &Sheet<'_>, known: &Track) -> Vec<(Track, Color)> {
    let step = SHALLOWS_DEGREES / 360.0 / f64::from(SHALLOWS);
    let palette = sheet.palette;
    let boxes = (1..=SHALLOWS).filter_map(|i| {
        let depth = f64::from(i) / f64::from(SHALLOWS);
        Some((known.shrunk(step * f64::from(i))?, palette.neighbours.mixed(palette.lakes, depth)))
    });
    let boxes: Vec<(Track, Color)> = boxes.collect();
    match boxes.last() {
        Some((innermost, color)) if sheet.projector.lies_within(innermost) => vec![(innermost.clone(), *color)],
        Some(_) => boxes,
        None => vec![(known.clone(), palette.lakes)],
    }
}

/// The toned picture.
pub(super) struct Relief;

impl Layer for Relief {
    fn id(&self) -> &'static str {
        "relief"
    }
    fn label(&self) -> &'static str {
        "Relief"
    }
    fn doc(&self) -> &'static str {
        "Mountains and plains, shaded"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Ground
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let Some(relief) = sheet.inputs.atlas.relief.as_ref().filter(|_| !sheet.is_small()) else { return };
        let b = relief.bounds;
        let min = sheet.projector.position(LonLat::new(b.west, b.north));
        let max = sheet.projector.position(LonLat::new(b.east, b.south));
        let png = match sheet.inputs.view.theme {
            Theme::Light => &relief.light,
            Theme::Dark => &relief.dark,
        };
        out.push(mark(Stratum::Ground, "relief", None, Shape::Relief { min, max, png: png.clone() }));
    }
}
