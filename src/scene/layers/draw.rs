//! Layers drawn on a sheet.

use crate::scene::furniture::inset;
use crate::scene::layer_ids as ids;
use crate::scene::layers::base;
use crate::scene::layers::table::{Draw, LAYERS, Layer};
use crate::scene::lettering::{Lettered, lettering};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Mark, Record, Shape};
use std::cell::OnceCell;

/// What an inset shows of the map.
pub(in crate::scene) const IN_INSET: [&str; 14] = [
    ids::LAND,
    ids::POSSIBLE,
    ids::REFERENCE,
    ids::DOCUMENTS,
    ids::PROVINCE_LINES,
    ids::COUNTRY_LINES,
    ids::OUTLINES,
    ids::CORRIDORS,
    ids::SHAPES,
    ids::JOURNEYS,
    ids::REGIONS,
    ids::SIEGES,
    ids::SYMBOLS,
    ids::LABELS,
];

/// Draws the layers that are `wanted` and switched on, in paint order.
pub(in crate::scene) fn draw_layers(sheet: &Sheet<'_>, wanted: impl Fn(&Layer) -> bool) -> Vec<Mark> {
    let words = OnceCell::new();
    let mut marks = Vec::new();
    for layer in LAYERS {
        if wanted(layer) && (!layer.optional || sheet.inputs.view.shows(layer.id)) {
            let mark = |(record, shape)| Mark { stratum: layer.stratum, layer: layer.id, record, shape };
            marks.extend(shapes(layer, sheet, &words).into_iter().map(mark));
        }
    }
    marks
}

/// One layer that has neither words nor an inset.
pub(in crate::scene) fn draw_layer(layer: &Layer, sheet: &Sheet<'_>) -> Drawn {
    let mut out = Drawn::new();
    if let Draw::Shapes(draw) = layer.draw {
        draw(sheet, &mut out);
    }
    out
}

fn shapes(layer: &Layer, sheet: &Sheet<'_>, words: &OnceCell<Vec<Lettered>>) -> Drawn {
    let mut out = Drawn::new();
    match layer.draw {
        Draw::Shapes(draw) => draw(sheet, &mut out),
        Draw::InWindow => {}
        Draw::Base => base::draw(sheet, layer.id, &mut out),
        Draw::Words => {
            let words = words.get_or_init(|| lettering(sheet)).iter();
            let mine = words.filter(|(of, ..)| *of == layer.id);
            out.extend(mine.map(|(_, record, shape): &(_, Option<Record>, Shape)| (record.clone(), shape.clone())));
        }
        Draw::Inset => inset::draw(sheet, &mut out, |inner| {
            let marks = draw_layers(inner, |layer| IN_INSET.contains(&layer.id));
            marks.into_iter().map(|mark| (mark.record, mark.shape)).collect()
        }),
    }
    out
}
