//! Whose words and whose map these are.

use crate::basemap::BaseLayer;
use crate::chronicle::{Basis, SourceId};
use crate::geo::ScreenPoint;
use crate::scene::appearance::shows;
use crate::scene::layer_ids::ROWS;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Frame, Shape, Stroke, Weight};
use crate::table::rows::KeptTable;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// One line along the bottom.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let palette = sheet.palette;
    let rect = sheet.layout.footer;
    let still = sheet.inputs.view.frame == Frame::Still;
    let (min, max) = (rect.min, rect.max);
    let mut push = |shape| out.push((None, shape));
    push(Shape::Rect { min, max, corner_radius: 0.0, fill: Some(palette.panel), stroke: None });
    let stroke = Some(Stroke { color: palette.rule, width: sheet.px(1.0), dash: None });
    let edge = vec![min, ScreenPoint { x: max.x, y: min.y }];
    push(Shape::Path { parts: vec![(edge, false)], fill: None, stroke });

    let margin = sheet.layout.margin();
    let name = Setting::new(sheet.px(11.0), Weight::SemiBold, palette.ink);
    let middle = (min.y + max.y) / 2.0;
    let mut room = rect.width() - 2.0 * margin;
    if still {
        push(name.line_to(max.x - margin, middle + sheet.px(3.9), "Dateline"));
        room -= name.width("Dateline") + sheet.px(24.0);
    }
    let (setting, lines) = lines(sheet, room, if still { 2 } else { 1 });
    let leading = sheet.px(LEADING);
    let first = middle + sheet.px(3.7) - leading * (lines.len().saturating_sub(1)) as f64 / 2.0;
    for (i, line) in lines.iter().enumerate() {
        push(setting.line(min.x + margin, first + leading * i as f64, line));
    }
}

/// From line to line, design px.
pub(in crate::scene) const LEADING: f64 = 13.5;

/// The fullest form that fits into so many lines, and how it is set.
pub(in crate::scene) fn lines(sheet: &Sheet<'_>, width: f64, allowed: usize) -> (Setting, Vec<String>) {
    let setting = Setting::new(sheet.px(10.3), Weight::Regular, sheet.palette.ink2);
    let candidates = versions(sheet).map(|text| setting.wrap(&text, width));
    let shortest = candidates.last().cloned().unwrap_or_default();
    let mut lines = candidates.into_iter().find(|lines| lines.len() <= allowed).unwrap_or(shortest);
    lines.truncate(allowed);
    (setting, lines)
}

/// The line from its fullest to its shortest form.
fn versions(sheet: &Sheet<'_>) -> [String; 6] {
    let notes = sheet.inputs.atlas.notes(&sheet.inputs.chronicle.meta);
    let all_notes = notes.join(" ");
    let first_note = notes.first().copied().unwrap_or_default();
    let map = map_makers(sheet, false);
    let [long, short] = sources(sheet);
    // The window says it in a strip of its own, with the way back.
    let told = sheet.inputs.view.frame != Frame::Window;
    let filtered = if told { words::filtered(sheet.inputs.timeline).unwrap_or_default() } else { String::new() };
    let join = |parts: &[&str]| {
        let parts = std::iter::once(filtered.as_str()).chain(parts.iter().copied());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    [
        join(&[&long, &map, &all_notes]),
        join(&[&short, &map, &all_notes]),
        join(&[&short, &map, first_note]),
        join(&[&short, &map]),
        join(&[&map]),
        join(&[&map_makers(sheet, true)]),
    ]
}

/// "Map: Natural Earth, … ."; in short only those whose licence asks to be named.
fn map_makers(sheet: &Sheet<'_>, short: bool) -> String {
    let (meta, view) = (&sheet.inputs.chronicle.meta, sheet.inputs.view);
    let of_layers: BTreeSet<&str> = meta.layers.iter().filter_map(|layer| layer.credit.as_deref()).collect();
    let drawn: BTreeSet<&str> = meta
        .layers
        .iter()
        .filter(|layer| {
            let seen = |base: &BaseLayer| view.shows(base.with) && (base.on_small_maps() || !sheet.is_small());
            BaseLayer::called(&layer.id).is_none_or(seen)
        })
        .filter_map(|layer| layer.credit.as_deref())
        .collect();
    // A credit that belongs to no layer is for the places themselves.
    let used = sheet
        .inputs
        .atlas
        .credits(meta)
        .filter(|credit| drawn.contains(credit.id.as_str()) || !of_layers.contains(credit.id.as_str()))
        .filter(|credit| !(short && credit.licence.starts_with("public domain")));
    let names: Vec<&str> = used.map(|credit| credit.text.as_str()).collect();
    if short { names.join(", ") } else { words::credits::map_by(&names) }
}

/// The documents behind what is shown, by wire, and the reference chronology: in full and in short.
fn sources(sheet: &Sheet<'_>) -> [String; 2] {
    let chronicle = sheet.inputs.chronicle;
    let view = sheet.inputs.view;
    let mut documents: BTreeSet<&SourceId> = BTreeSet::new();
    let mut reference = false;
    for (basis, source) in sheet.inputs.slice.events.cited().filter(|(basis, _)| shows(view, *basis)) {
        match basis {
            Basis::Documents => _ = documents.insert(source),
            Basis::Reference => reference = true,
        }
    }
    let mut wires: BTreeMap<&str, (String, usize)> = BTreeMap::new();
    for source in documents.iter().filter_map(|id| chronicle.sources.get(*id)) {
        let wire = source.wire.as_str();
        let name = || chronicle.wires.get(wire).map_or(wire, |wire| wire.name.as_str()).to_owned();
        wires.entry(wire).or_insert_with(|| (name(), 0)).1 += 1;
    }
    let tables: Vec<&str> = match &sheet.inputs.slice.rows {
        Some(rows) if view.shows(ROWS) => rows.tables().iter().map(KeptTable::credited).collect(),
        _ => Vec::new(),
    };
    words::credits::sources(&wires, &tables, documents.len(), reference)
}
