//! Names of the neighbours, in spaced capitals, inside what is seen of their land.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::furniture::inside;
use crate::scene::ground_names::{SHARES, stretches};
use crate::scene::labels::label_box;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Shape, Weight};

/// Heights at which a name is tried, as parts of the map.
const ROWS: u32 = 24;

/// Every name that finds room, with the box it fills.
pub(super) fn country_names(sheet: &Sheet<'_>, blocked: &[ScreenRect]) -> Vec<(Shape, ScreenRect)> {
    let palette = sheet.palette;
    let setting = Setting::new(sheet.px(10.0), Weight::Medium, palette.ink3)
        .spacing(sheet.px(1.6))
        .halo(palette.neighbours, sheet.px(2.5));
    let pad = sheet.px(8.0);
    let mut names: Vec<(Shape, ScreenRect)> = Vec::new();
    for country in sheet.geometry().countries.iter().filter(|country| !country.focus) {
        let rings: Vec<Vec<ScreenPoint>> = country.rings.iter().flat_map(|ring| sheet.projector.ring(ring)).collect();
        if rings.is_empty() {
            continue;
        }
        let text = country.name.to_uppercase();
        let width = setting.width(&text);
        let map = inside(sheet).grown(-sheet.px(6.0));
        let mut best: Option<(f64, ScreenPoint)> = None;
        for row in 1..ROWS {
            let y = map.min.y + map.height() * f64::from(row) / f64::from(ROWS);
            for (from, to) in stretches(&rings, y, setting.size, pad) {
                let (from, to) = (from.max(map.min.x), to.min(map.max.x));
                let spare = to - from - width;
                if spare < 0.0 {
                    continue;
                }
                let free = SHARES.iter().map(|share| ScreenPoint { x: from + spare * share, y }).find(|&start| {
                    let words = label_box(start, width, setting.size).grown(sheet.px(5.0));
                    let clear = |other: &ScreenRect| !other.overlaps(words);
                    blocked.iter().all(clear) && names.iter().all(|(_, other)| clear(other))
                });
                // Broad land counts, up to a point; so does a place near the middle of the map's height.
                let middle = (y - (map.min.y + map.max.y) / 2.0).abs() / map.height();
                let score = spare.min(2.0 * width) - 0.8 * width * middle;
                if let Some(start) = free.filter(|_| best.is_none_or(|(known, _)| score > known)) {
                    best = Some((score, start));
                }
            }
        }
        if let Some((_, start)) = best {
            names.push((setting.line(start.x, start.y, &text), label_box(start, width, setting.size)));
        }
    }
    names
}
