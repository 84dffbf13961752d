//! What happened this day, in a still's panel: where nobody is said to take anything.

use crate::geo::ScreenRect;
use crate::scene::Shape;
use crate::scene::Weight;
use crate::scene::furniture::headline::named;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::words::rows::{MOST_EVENTS, NOWHERE_MANY, leads};
use crate::words::{happenings_listed, legend as words, thousands};

/// Cells that are looked at for names, and places that are listed.
const LOOKED_AT: usize = 400;
const LISTED: usize = 8;

/// The happenings of the cursor's day (or its month or year), the largest first; returns where they end.
pub(super) fn happened(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) -> f64 {
    let px = |design: f64| sheet.px(design);
    let (chronicle, view) = (sheet.inputs.chronicle, sheet.inputs.view);
    let heading = Setting::new(px(12.0), Weight::SemiBold, sheet.palette.ink);
    let named = Setting::new(px(11.5), Weight::SemiBold, sheet.palette.ink);
    let small = Setting::new(px(10.3), Weight::Regular, sheet.palette.ink2);
    let mut y = rect.min.y + px(10.0);
    shapes.push(heading.line(
        rect.min.x,
        y,
        &if leads(chronicle, sheet.inputs.slice) { MOST_EVENTS.to_owned() } else { words::happened(chronicle) },
    ));
    let listed = if leads(chronicle, sheet.inputs.slice) {
        busiest(sheet)
    } else {
        happenings_listed(chronicle, sheet.inputs.slice, view.shown())
    };
    let leads = leads(chronicle, sheet.inputs.slice);
    let nothing = if leads { NOWHERE_MANY.to_owned() } else { words::nothing_happened(chronicle) };
    if listed.is_empty() {
        y += px(19.0);
        shapes.push(small.line(rect.min.x, y, &nothing));
        return y;
    }
    let leading = px(15.0);
    let rows = (((rect.max.y - y - px(6.0)) / leading).floor() as usize).max(1);
    let shown = if listed.len() > rows { rows - 1 } else { listed.len() };
    y += px(4.0);
    for (place, note) in listed.iter().take(shown) {
        y += leading;
        shapes.push(named.line(rect.min.x, y, place));
        let after = rect.min.x + named.width(place) + px(5.0);
        // Where there is little room, the size and the hour without the kind.
        let short = note.split_once(", ").map_or("", |(_, rest)| rest);
        let fitting = [note.as_str(), short].into_iter().find(|note| after + small.width(note) <= rect.max.x);
        if let Some(note) = fitting.filter(|note| !note.is_empty()) {
            shapes.push(small.line(after, y, note));
        }
    }
    if shown < listed.len() {
        y += leading;
        shapes.push(small.line(rect.min.x, y, &format!("and {} more", listed.len() - shown)));
    }
    y
}

/// Places with the most rows around them, and how many those are: each place once.
fn busiest(sheet: &Sheet<'_>) -> Vec<(String, String)> {
    let Some(rows) = sheet.rows() else { return Vec::new() };
    let reach = rows.grid.radius * 3.0;
    let mut cells: Vec<_> = rows.dense.clone();
    cells.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y)));
    let mut found: Vec<(String, u32)> = Vec::new();
    for (at, count) in cells.into_iter().take(LOOKED_AT) {
        let Some(name) = named(sheet, at, reach) else { continue };
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, all)) => *all += count,
            None => found.push((name.to_owned(), count)),
        }
    }
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.truncate(LISTED);
    found.into_iter().map(|(name, count)| (name, thousands(u64::from(count)))).collect()
}
